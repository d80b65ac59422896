//! Scores events against gold: whether they are found at all, their type, who does it and to whom, and how they are told.
//!
//! A gold and a found event make a pair when their triggers share a byte; each is in one pair at most, and pairs of the same
//! type are made first. A *participant* is right when the record calls the actor it found there by words that overlap the
//! gold's; the actors of an event are right when each is and none is missing or too many, its recipients likewise.

use std::collections::BTreeMap;

use selon_intake::Span;

use crate::standoff::{Standoff, StandoffError};
use crate::tally::{Share, Tally};
use selon_read::{Certainty, Event, EventKind, Party, Record, Tense};

/// One event as spans of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// What sort of doing.
    pub kind: EventKind,
    /// The words it was read from.
    pub trigger: Vec<Span>,
    /// For each that does it the words that name them: in gold those of one place, in a record those of all.
    pub actors: Vec<Vec<Span>>,
    /// The same of those to whom it is done.
    pub recipients: Vec<Vec<Span>>,
    /// How surely the writer stands behind it.
    pub certainty: Certainty,
    /// When it is, seen from the article.
    pub tense: Tense,
    /// Whether the text says that it is not so.
    pub negated: bool,
}

/// The events of an `.ann` file that belongs to `text`: brat events whose type is one of PLOVER's, with the roles `Actor` and
/// `Recipient` and the attributes `Tense`, `Certainty` and `Negated`. Other events are passed over. Offsets in the file count code
/// points of the text.
///
/// # Errors
/// An offset that is no number or lies outside the text, an event that names an annotation the file does not have, and an
/// attribute with a value it cannot have.
pub fn events(ann: &str, text: &str) -> Result<Vec<Marked>, StandoffError> {
    let standoff = Standoff::parse(ann, text)?;
    let mut found = Vec::new();
    let mut places = BTreeMap::new();
    for event in &standoff.events {
        let read = marked(event.body, &standoff).map_err(|problem| StandoffError {
            line: event.line,
            problem,
        })?;
        if let Some(read) = read {
            places.insert(event.id, found.len());
            found.push(read);
        }
    }
    for &(line, body) in &standoff.attributes {
        let mut fields = body.split_ascii_whitespace();
        let (name, id) = (fields.next(), fields.next());
        if let (Some(name), Some(&place)) = (name, id.and_then(|id| places.get(id))) {
            let told = told(&mut found[place], name, fields.next());
            told.map_err(|problem| StandoffError { line, problem })?;
        }
    }
    Ok(found)
}

/// `FIGHT:T1 Actor:T2 Actor2:T3 Recipient:T4`; nothing where the type is none of PLOVER's.
fn marked(body: &str, standoff: &Standoff) -> Result<Option<Marked>, String> {
    let mut arguments = body.split_ascii_whitespace();
    let first = arguments.next().and_then(|first| first.split_once(':'));
    let kind = first.and_then(|(kind, _)| EventKind::ALL.iter().find(|known| known.name() == kind));
    let (Some((_, trigger)), Some(&kind)) = (first, kind) else {
        return Ok(None);
    };
    let spans = |id: &str| {
        let bound = standoff.bound.get(id);
        let bound = bound.ok_or_else(|| format!("there is no annotation `{id}`"))?;
        Ok::<_, String>(bound.spans.clone())
    };
    let mut read = Marked {
        kind,
        trigger: spans(trigger)?,
        actors: Vec::new(),
        recipients: Vec::new(),
        certainty: Certainty::Stated,
        tense: Tense::Past,
        negated: false,
    };
    for argument in arguments {
        let (role, id) = argument
            .split_once(':')
            .ok_or_else(|| format!("`{argument}` is no role"))?;
        match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Actor" => read.actors.push(spans(id)?),
            "Recipient" => read.recipients.push(spans(id)?),
            other => return Err(format!("`{other}` is no role; write Actor or Recipient")),
        }
    }
    Ok(Some(read))
}

/// `Tense E1 past`, `Certainty E1 stated`, `Negated E1`
fn told(event: &mut Marked, name: &str, value: Option<&str>) -> Result<(), String> {
    let value = value.unwrap_or_default();
    match name {
        "Tense" => {
            let tense = Tense::ALL.iter().find(|tense| tense.name() == value);
            event.tense = *tense.ok_or_else(|| format!("`{value}` is no tense"))?;
        }
        "Certainty" => {
            let certainty = Certainty::ALL
                .iter()
                .find(|certainty| certainty.name() == value);
            event.certainty = *certainty.ok_or_else(|| format!("`{value}` is no certainty"))?;
        }
        "Negated" => event.negated = true,
        _ => {}
    }
    Ok(())
}

/// The events of a record, in its order. The record should be one whose actors stage 4 has joined.
pub fn found(record: &Record) -> Vec<Marked> {
    let named = |parties: &[Party]| -> Vec<Vec<Span>> {
        let mut seen = Vec::new();
        let fresh = parties.iter().filter(|party| {
            let again = party.actor.is_some() && seen.contains(&party.actor);
            seen.push(party.actor);
            !again
        });
        let spans = fresh.map(|party| {
            let actor = party.actor.and_then(|id| record.actors.get(id.0));
            let mentions = actor.into_iter().flat_map(|actor| &actor.mentions);
            let mut spans: Vec<Span> = mentions.map(|mention| mention.span).collect();
            spans.push(party.span);
            spans
        });
        spans.collect()
    };
    let one = |event: &Event| Marked {
        kind: event.kind,
        trigger: event.trigger.clone(),
        actors: named(&event.actors),
        recipients: named(&event.recipients),
        certainty: event.certainty,
        tense: event.tense,
        negated: event.negated,
    };
    record.events.iter().map(one).collect()
}

/// What the scores of some articles add up to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// A word of the trigger is right.
    pub trigger: Tally,
    /// So is the type.
    pub kind: Tally,
    /// So are the type and all who do it.
    pub actors: Tally,
    /// So are the type and all to whom it is done.
    pub recipients: Tally,
    /// All of that.
    pub whole: Tally,
    /// The type by the gold's or, of an event made up, the found one's.
    pub kinds: BTreeMap<EventKind, Tally>,
    /// Of the pairs, those told of the same time.
    pub tense: Share,
    /// Of the pairs, those that are as sure.
    pub certainty: Share,
    /// Of the pairs, those alike in being so or not.
    pub negated: Share,
}

/// An event that the two sides do not have alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// As the gold has it.
    pub gold: Option<Marked>,
    /// As it was found.
    pub found: Option<Marked>,
}

impl Scores {
    /// Adds an article, and says where the two sides differ.
    pub fn add(&mut self, gold: &[Marked], found: &[Marked]) -> Vec<Difference> {
        let partner = pairs(gold, found);
        let mut differences = Vec::new();
        for (event, partner) in gold.iter().zip(&partner) {
            let other = partner.map(|index| &found[index]);
            let whole = self.count_gold(event, other);
            if !whole {
                differences.push(Difference {
                    gold: Some(event.clone()),
                    found: other.cloned(),
                });
            }
        }
        let made_up = (0..found.len()).filter(|index| !partner.contains(&Some(*index)));
        for index in made_up {
            let event = &found[index];
            for tally in self.tallies() {
                tally.count(false, true, false);
            }
            self.kinds
                .entry(event.kind)
                .or_default()
                .count(false, true, false);
            differences.push(Difference {
                gold: None,
                found: Some(event.clone()),
            });
        }
        differences
    }

    fn tallies(&mut self) -> [&mut Tally; 5] {
        [
            &mut self.trigger,
            &mut self.kind,
            &mut self.actors,
            &mut self.recipients,
            &mut self.whole,
        ]
    }

    /// Counts an event of the gold with its partner; whether all of it is right.
    fn count_gold(&mut self, gold: &Marked, found: Option<&Marked>) -> bool {
        let is_found = found.is_some();
        let kind = found.is_some_and(|found| found.kind == gold.kind);
        let actors = kind && found.is_some_and(|found| same(&gold.actors, &found.actors));
        let recipients =
            kind && found.is_some_and(|found| same(&gold.recipients, &found.recipients));
        let right = [is_found, kind, actors, recipients, actors && recipients];
        for (tally, right) in self.tallies().into_iter().zip(right) {
            tally.count(true, is_found, right);
        }
        self.kinds
            .entry(gold.kind)
            .or_default()
            .count(true, kind, kind);
        if let Some(found) = found {
            if !kind {
                self.kinds
                    .entry(found.kind)
                    .or_default()
                    .count(false, true, false);
            }
            self.tense.count(found.tense == gold.tense);
            self.certainty.count(found.certainty == gold.certainty);
            self.negated.count(found.negated == gold.negated);
        }
        actors && recipients
    }
}

/// For each gold event the found one that is its partner.
fn pairs(gold: &[Marked], found: &[Marked]) -> Vec<Option<usize>> {
    let mut partner = vec![None; gold.len()];
    let mut taken = vec![false; found.len()];
    for alike in [true, false] {
        for (index, event) in gold.iter().enumerate() {
            let fits = |other: &usize| {
                let candidate = &found[*other];
                let same_kind = candidate.kind == event.kind;
                !taken[*other] && same_kind >= alike && overlap(&event.trigger, &candidate.trigger)
            };
            if partner[index].is_none()
                && let Some(other) = (0..found.len()).find(fits)
            {
                partner[index] = Some(other);
                taken[other] = true;
            }
        }
    }
    partner
}

/// Whether two lists of participants are the same ones.
fn same(gold: &[Vec<Span>], found: &[Vec<Span>]) -> bool {
    let known = |one: &Vec<Span>| found.iter().any(|other| overlap(one, other));
    gold.len() == found.len() && gold.iter().all(known)
}

fn overlap(one: &[Span], other: &[Span]) -> bool {
    one.iter()
        .any(|span| other.iter().any(|other| span.overlaps(*other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "L’armée a bombardé Odessa et la gare.";
    const ANN: &str = "T1\tFIGHT 10 18\tbombardé\nT2\tParticipant 0 7\tL’armée\nT3\tParticipant 19 25\tOdessa\n\
        E1\tFIGHT:T1 Actor:T2 Recipient:T3\nA1\tTense E1 past\nA2\tCertainty E1 hearsay\nA3\tNegated E1\n";

    #[test]
    fn standoff_gives_events_with_what_is_told_of_them() {
        let events = events(ANN, TEXT).unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].kind, EventKind::Fight);
        assert_eq!(events[0].trigger[0].of(TEXT), "bombardé");
        assert_eq!(events[0].actors[0][0].of(TEXT), "L’armée");
        assert_eq!(events[0].recipients[0][0].of(TEXT), "Odessa");
        assert_eq!(
            (events[0].certainty, events[0].negated),
            (Certainty::Hearsay, true)
        );
    }

    #[test]
    fn an_attribute_without_a_known_value_is_an_error_with_its_line() {
        let error = events(&ANN.replace("past", "soon"), TEXT).unwrap_err();
        assert_eq!(error.to_string(), "line 5: `soon` is no tense");
        let error = events(&ANN.replace("Actor:T2", "Who:T2"), TEXT).unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 4: `Who` is no role; write Actor or Recipient"
        );
    }

    #[test]
    fn a_pair_of_the_wrong_type_is_found_and_not_right() {
        let gold = events(ANN, TEXT).unwrap();
        let mut wrong = gold.clone();
        wrong[0].kind = EventKind::Assault;
        let mut scores = Scores::default();
        assert_eq!(scores.add(&gold, &wrong).len(), 1);
        assert_eq!((scores.trigger.f1(), scores.kind.f1()), (1.0, 0.0));
        assert_eq!(scores.add(&gold, &gold), []);
        assert_eq!((scores.kind.precision(), scores.whole.recall()), (0.5, 0.5));
        assert_eq!(scores.kinds[&EventKind::Assault].found, 1.0);
    }

    #[test]
    fn a_participant_too_many_is_an_error() {
        let gold = events(ANN, TEXT).unwrap();
        let mut more = gold.clone();
        let station = TEXT.find("gare").unwrap();
        more[0]
            .recipients
            .push(vec![Span::new(station, station + 4)]);
        let mut scores = Scores::default();
        scores.add(&gold, &more);
        assert_eq!(
            (
                scores.actors.f1(),
                scores.recipients.f1(),
                scores.whole.f1()
            ),
            (1.0, 0.0, 0.0)
        );
    }
}
