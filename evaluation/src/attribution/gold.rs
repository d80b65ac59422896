//! Attributions as annotators have marked them.

use std::collections::{BTreeMap, BTreeSet};

use selon_intake::Span;
use selon_read::{Attitude, Certainty, StatementForm};

use super::Attribution;
use crate::standoff::{Event, Standoff, StandoffError};

/// The attributions of an `.ann` file in the scheme of PolNeAR that belongs to `text`: text-bound `Source`, `Cue` and
/// `Content` annotations, tied together by one event an attribution. Of each event attributes may say the `Form`,
/// `Attitude` and `Certainty`, a relation `Within` which other it stands in, and a note `Speaker` whom its source stands for:
/// one name, behind it perhaps another in brackets. Offsets in the file count code points of the text.
///
/// # Errors
/// A line with too few fields, an offset that is no number or lies outside the text, an event that names an annotation the
/// file does not have, an attribute with a value it cannot have, and a relation of events that are not there.
pub fn attributions(ann: &str, text: &str) -> Result<Vec<Attribution>, StandoffError> {
    let standoff = Standoff::parse(ann, text)?;
    let bound = standoff.bound.iter();
    let spans: BTreeMap<&str, &[Span]> = bound
        .map(|(&id, bound)| (id, bound.spans.as_slice()))
        .collect();
    let mut found = Vec::new();
    let mut places = BTreeMap::new();
    // The file may also have events of other kinds: who does what to whom.
    let is_other = |event: &&Event| !event.body.starts_with("Attribution");
    let others: BTreeSet<&str> = standoff
        .events
        .iter()
        .filter(is_other)
        .map(|event| event.id)
        .collect();
    for event in standoff
        .events
        .iter()
        .filter(|event| !others.contains(event.id))
    {
        let read = attribution(event.body, &spans);
        let read = read.map_err(|problem| at(event.line, problem))?;
        if !read.content.is_empty() {
            places.insert(event.id, found.len());
            found.push(read);
        }
    }
    let of_others = |body: &str| {
        let id = body.split_ascii_whitespace().nth(1);
        id.is_some_and(|id| others.contains(id))
    };
    for &(line, body) in standoff
        .attributes
        .iter()
        .filter(|(_, body)| !of_others(body))
    {
        judged(body, &places, &mut found).map_err(|problem| at(line, problem))?;
    }
    for &(line, body) in &standoff.relations {
        nested(body, &places, &mut found).map_err(|problem| at(line, problem))?;
    }
    for note in &standoff.notes {
        let about = note.body.strip_prefix("Speaker ");
        if let Some(place) = about.map(|id| place(id, &places)) {
            let place = place.map_err(|problem| at(note.line, problem))?;
            found[place].speaker = Some(noted_names(note.words));
        }
    }
    Ok(found)
}

fn at(line: usize, problem: String) -> StandoffError {
    StandoffError { line, problem }
}

/// `Attribution:T4 Content:T3 Cue:T2 Source:T1`; a role may come several times, numbered.
fn attribution(body: &str, bound: &BTreeMap<&str, &[Span]>) -> Result<Attribution, String> {
    let mut found = Attribution::default();
    for argument in body.split_ascii_whitespace() {
        let (role, id) = argument
            .split_once(':')
            .ok_or_else(|| format!("`{argument}` is no role"))?;
        let spans = bound
            .get(id)
            .ok_or_else(|| format!("there is no annotation `{id}`"))?;
        match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => found.source.extend(*spans),
            "Cue" => found.cue.extend(*spans),
            "Content" => found.content.extend(*spans),
            _ => {}
        }
    }
    Ok(found)
}

/// Where the attribution of an event stands in the list.
fn place(id: &str, places: &BTreeMap<&str, usize>) -> Result<usize, String> {
    let place = places.get(id).copied();
    place.ok_or_else(|| format!("there is no event `{id}` that has a content"))
}

/// `Attitude E1 deny`; attributes of other names are none of ours.
fn judged(
    body: &str,
    places: &BTreeMap<&str, usize>,
    found: &mut [Attribution],
) -> Result<(), String> {
    let mut fields = body.split_ascii_whitespace();
    let (Some(name), Some(id), Some(value)) = (fields.next(), fields.next(), fields.next()) else {
        return Ok(());
    };
    let of = || place(id, places);
    match name {
        "Form" => {
            let form = one_of(StatementForm::ALL, StatementForm::name, value)?;
            found[of()?].form = Some(form);
        }
        "Attitude" => {
            let attitude = one_of(Attitude::ALL, Attitude::name, value)?;
            found[of()?].attitude = Some(attitude);
        }
        "Certainty" => {
            let certainty = one_of(Certainty::ALL, Certainty::name, value)?;
            found[of()?].certainty = Some(certainty);
        }
        _ => {}
    }
    Ok(())
}

/// The value of that name.
fn one_of<T: Copy>(all: &[T], name: fn(T) -> &'static str, value: &str) -> Result<T, String> {
    let known = all.iter().copied().find(|&one| name(one) == value);
    known.ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&one| name(one)).collect();
        format!("`{value}` is none of {}", names.join(", "))
    })
}

/// `Within Arg1:E2 Arg2:E1`: the second stands in the content of the first. Other relations are none of ours.
fn nested(
    body: &str,
    places: &BTreeMap<&str, usize>,
    found: &mut [Attribution],
) -> Result<(), String> {
    let Some(arguments) = body.strip_prefix("Within ") else {
        return Ok(());
    };
    let (inner, outer) = arguments
        .strip_prefix("Arg1:")
        .and_then(|rest| rest.trim_end().split_once(" Arg2:"))
        .ok_or_else(|| format!("`{body}` is not `Within Arg1:E2 Arg2:E1`"))?;
    found[place(inner, places)?].within = Some(place(outer, places)?);
    Ok(())
}

/// `on (la mairie)`: two names of the same.
pub(super) fn noted_names(note: &str) -> Vec<String> {
    let parts = note.split(['(', ')']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Le maire a dit que la place serait fermée, selon la police.";

    #[test]
    fn what_is_said_of_events_is_read() {
        let ann = "T1\tContent 0 8\tLe maire\nT2\tContent 9 14\ta dit\nE1\tAttribution:T1 Content:T1\n\
            E2\tAttribution:T2 Content:T2\nA1\tCertainty E2 denied\nR1\tWithin Arg1:E2 Arg2:E1\n\
            #1\tSpeaker E1\ton (la mairie)\n#2\tAnnotatorNotes T1\tunsure\n";
        let read = attributions(ann, TEXT).unwrap();
        assert_eq!(
            read[0].speaker,
            Some(vec!["on".to_owned(), "la mairie".to_owned()])
        );
        assert_eq!(
            (read[1].certainty, read[1].within),
            (Some(Certainty::Denied), Some(0))
        );
        assert_eq!((read[0].certainty, read[0].within), (None, None));
        let problem = |line: &str| attributions(&format!("{ann}{line}"), TEXT).unwrap_err();
        assert_eq!(
            problem("A2\tForm E2 sung\n").to_string(),
            "line 9: `sung` is none of direct, indirect, mixed"
        );
        assert_eq!(
            problem("R2\tWithin Arg1:E3 Arg2:E1\n").to_string(),
            "line 9: there is no event `E3` that has a content"
        );
    }

    #[test]
    fn offsets_count_code_points() {
        let text = "Élu, il dit oui.";
        let ann = "T1\tSource 5 7\til\nT2\tCue 8 11\tdit\nT3\tContent 12 15\toui\nT4\tAttribution 8 11\tdit\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n";
        let found = attributions(ann, text).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].content[0].of(text), "oui");
        assert_eq!(found[0].source[0].of(text), "il");
    }

    #[test]
    fn an_offset_outside_names_the_line() {
        let error = attributions("T1\tCue 0 99\tx\n", "court").unwrap_err();
        assert_eq!(
            error,
            StandoffError {
                line: 1,
                problem: "offset 99 lies behind the end of the text".into()
            }
        );
    }

    #[test]
    fn an_event_without_its_annotation_names_the_line() {
        let error = attributions("E1\tAttribution:T4 Cue:T2\n", "court").unwrap_err();
        assert_eq!(error.problem, "there is no annotation `T4`");
    }
}
