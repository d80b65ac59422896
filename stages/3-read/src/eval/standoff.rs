//! Reads attributions from brat standoff files, in the scheme of PolNeAR: text-bound `Source`, `Cue` and `Content`
//! annotations, tied together by one event an attribution.

use std::collections::BTreeMap;

use selon_intake::Span;

use super::Attribution;

/// A standoff file is badly formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct StandoffError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub problem: String,
}

/// The attributions of an `.ann` file that belongs to `text`. Offsets in the file count code points of it.
///
/// # Errors
/// A line with too few fields, an offset that is no number or lies outside the text, or an event that names an
/// annotation the file does not have.
pub fn attributions(ann: &str, text: &str) -> Result<Vec<Attribution>, StandoffError> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let mut bound: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut events: Vec<(usize, &str)> = Vec::new();
    for (number, line) in ann
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
    {
        let mut fields = line.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else {
            continue;
        };
        if id.starts_with('T') {
            let offsets = body.split_once(' ').map_or("", |(_, offsets)| offsets);
            bound.insert(
                id,
                spans(offsets, &bytes).map_err(|problem| StandoffError {
                    line: number,
                    problem,
                })?,
            );
        } else if id.starts_with('E') {
            events.push((number, body));
        }
    }
    let with_content = events.into_iter().map(|(line, body)| {
        attribution(body, &bound).map_err(|problem| StandoffError { line, problem })
    });
    let mut found: Vec<Attribution> = with_content.collect::<Result<_, _>>()?;
    found.retain(|attribution| !attribution.content.is_empty());
    Ok(found)
}

/// `10 20;30 40` as spans of bytes.
fn spans(offsets: &str, bytes: &[usize]) -> Result<Vec<Span>, String> {
    let place = |number: &str| {
        let offset: usize = number
            .parse()
            .map_err(|_| format!("`{number}` is no offset"))?;
        bytes
            .get(offset)
            .copied()
            .ok_or_else(|| format!("offset {offset} lies behind the end of the text"))
    };
    let span = |fragment: &str| {
        let (start, end) = fragment
            .split_once(' ')
            .ok_or_else(|| format!("`{fragment}` is no pair of offsets"))?;
        let (start, end) = (place(start)?, place(end)?);
        if start <= end {
            Ok(Span::new(start, end))
        } else {
            Err(format!("`{fragment}` runs backwards"))
        }
    };
    offsets.split(';').map(span).collect()
}

/// `Attribution:T4 Content:T3 Cue:T2 Source:T1`; a role may come several times, numbered.
fn attribution(body: &str, bound: &BTreeMap<&str, Vec<Span>>) -> Result<Attribution, String> {
    let mut found = Attribution::default();
    for argument in body.split_ascii_whitespace() {
        let (role, id) = argument
            .split_once(':')
            .ok_or_else(|| format!("`{argument}` is no role"))?;
        let spans = bound
            .get(id)
            .ok_or_else(|| format!("there is no annotation `{id}`"))?;
        match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => found.source.extend(spans),
            "Cue" => found.cue.extend(spans),
            "Content" => found.content.extend(spans),
            _ => {}
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

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
