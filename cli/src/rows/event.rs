//! Rows of events.

use selon_keep::ask::{Article, EventRow, Location, Quote, Source};

use super::cells::Part;
use super::shown::{place, source, text, truth, words};
use super::{Row, Shown};

impl Row for EventRow {
    const KIND: &'static str = "event";

    const QUESTION: &'static str = "events";

    const SHOWN: &'static [Shown<Self>] = &[
        ("type", manner),
        ("who", |row| sources(&row.actor)),
        ("to whom", |row| sources(&row.recipient)),
        ("trigger", |row| words(&row.trigger)),
        ("according to", |row| {
            row.source.as_ref().map(source).unwrap_or_default()
        }),
        ("sentence", |row| text(row.sentence.as_ref())),
        ("article", |row| place(&row.document, &row.id, &row.trigger)),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("id", Part::Text(|row| Some(&row.id))),
        ("type", Part::Text(|row| Some(&row.kind))),
        ("trigger", Part::Pieces(|row| &row.trigger)),
        ("actor", Part::Each(|row| spans(&row.actor))),
        ("actor", Part::Entities(|row| &row.actor)),
        ("recipient", Part::Each(|row| spans(&row.recipient))),
        ("recipient", Part::Entities(|row| &row.recipient)),
        ("tense", Part::Text(|row| Some(&row.tense))),
        ("certainty", Part::Text(|row| Some(&row.certainty))),
        ("negated", Part::Text(|row| Some(truth(row.negated)))),
        (
            "according_to",
            Part::Text(|row| row.according_to.as_deref()),
        ),
        (
            "source",
            Part::Words(|row| row.source.as_ref().map(|source| &source.span)),
        ),
        (
            "source_actor",
            Part::Entity(|row| row.source.as_ref()?.actor.as_ref()),
        ),
        (
            "time",
            Part::Words(|row| row.time.as_ref().map(|time| &time.span)),
        ),
        ("time", Part::Time(|row| row.time.as_ref())),
        (
            "place",
            Part::Words(|row| row.place.as_ref().map(|place| &place.span)),
        ),
        ("place", Part::Location(|row| row.place.as_ref())),
        (
            "figures",
            Part::Each(|row| row.figures.iter().map(|figure| &figure.span).collect()),
        ),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "trigger";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    const PLACE: Option<fn(&Self) -> Option<&Location>> = Some(|row| row.place.as_ref());
}

/// The type of an event, and under it all in which it is not simply over and done.
fn manner(row: &EventRow) -> String {
    let negated = row.negated.then_some("negated");
    let tense = Some(row.tense.as_str()).filter(|tense| *tense != "past");
    let certainty = Some(row.certainty.as_str()).filter(|certainty| *certainty != "stated");
    let known = [Some(row.kind.as_str()), negated, tense, certainty];
    let known: Vec<_> = known.into_iter().flatten().collect();
    known.join("\n")
}

fn sources(sources: &[Source]) -> String {
    let sources: Vec<_> = sources.iter().map(source).collect();
    sources.join("\n")
}

fn spans(sources: &[Source]) -> Vec<&Quote> {
    sources.iter().map(|source| &source.span).collect()
}
