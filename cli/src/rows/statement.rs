//! Rows of statements.

use selon_keep::ask::{Article, Location, Quote, StatementRow};

use super::cells::Part;
use super::shown::{itself, place, source, text, words};
use super::{Row, Shown};

// The columns of a row, also where it stands in one of another kind: `$of` takes it out of that, whose own columns come first.

macro_rules! statement_shown {
    ($of:path, $($own:tt)*) => {
        &[
            $($own)*
        ("source", |row| {
            $of(row).source.as_ref().map(source).unwrap_or_default()
        }),
        ("cue", |row| words(cue($of(row)))),
        ("content", |row| words(&$of(row).content)),
        ("sentence", |row| text($of(row).sentence.as_ref())),
        ("article", |row| place(&$of(row).document, &$of(row).id, &$of(row).content)),
        ]
    };
}

macro_rules! statement_parts {
    ($of:path, $($own:tt)*) => {
        &[
            $($own)*
        ("id", Part::Text(|row| Some(&$of(row).id))),
        ("form", Part::Text(|row| Some(&$of(row).form))),
        ("attitude", Part::Text(|row| Some(&$of(row).attitude))),
        ("certainty", Part::Text(|row| Some(&$of(row).certainty))),
        (
            "source",
            Part::Words(|row| $of(row).source.as_ref().map(|source| &source.span)),
        ),
        (
            "actor",
            Part::Entity(|row| $of(row).source.as_ref()?.actor.as_ref()),
        ),
        ("cue", Part::Pieces(|row| cue($of(row)))),
        (
            "cue_lemma",
            Part::Text(|row| $of(row).cue.as_ref().map(|cue| cue.lemma.as_str())),
        ),
        ("content", Part::Pieces(|row| &$of(row).content)),
        (
            "addressee",
            Part::Words(|row| $of(row).addressee.as_ref().map(|addressee| &addressee.span)),
        ),
        (
            "addressee_actor",
            Part::Entity(|row| $of(row).addressee.as_ref()?.actor.as_ref()),
        ),
        ("within", Part::Text(|row| $of(row).within.as_deref())),
        (
            "time",
            Part::Words(|row| $of(row).time.as_ref().map(|time| &time.span)),
        ),
        ("time", Part::Time(|row| $of(row).time.as_ref())),
        (
            "place",
            Part::Words(|row| $of(row).place.as_ref().map(|place| &place.span)),
        ),
        ("place", Part::Location(|row| $of(row).place.as_ref())),
        ("variants", Part::Count(|row| $of(row).variants)),
        ("sentence", Part::Words(|row| $of(row).sentence.as_ref())),
        ]
    };
}

pub(super) use {statement_parts, statement_shown};

impl Row for StatementRow {
    const KIND: &'static str = "statement";

    const QUESTION: &'static str = "statements";

    const SHOWN: &'static [Shown<Self>] = statement_shown!(itself,);

    const PARTS: &'static [(&'static str, Part<Self>)] = statement_parts!(itself,);

    const WORDS: &'static str = "content";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    const PLACE: Option<fn(&Self) -> Option<&Location>> = Some(|row| row.place.as_ref());
}

/// The words that attribute.
pub(super) fn cue(row: &StatementRow) -> &[Quote] {
    row.cue.as_ref().map_or(&[], |cue| &cue.span)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use selon_keep::ask::{Cue, Entity, Source, Time};

    /// « Nous avons », a-t-il ajouté mercredi à Lyon, « évité le pire. »
    pub fn statement() -> StatementRow {
        let quote = |start, end, text: &str| Quote {
            start,
            end,
            text: text.to_owned(),
        };
        let oudin = Entity {
            name: "Marc Oudin".to_owned(),
            kind: "person".to_owned(),
            country: None,
            sector: Some("GOV".to_owned()),
            known_as: None,
        };
        StatementRow {
            document: Article {
                id: "00ff".to_owned(),
                origin: "news/la crue.txt".to_owned(),
                title: Some("La crue recule à Lyon".to_owned()),
                language: "fr".to_owned(),
                published: Some("2026-05-06".to_owned()),
            },
            id: "s1".to_owned(),
            form: "direct".to_owned(),
            source: Some(Source {
                span: quote(18, 20, "il"),
                actor: Some(oudin),
            }),
            cue: Some(Cue {
                span: vec![quote(14, 15, "a"), quote(21, 27, "ajouté")],
                lemma: "ajouter".to_owned(),
            }),
            content: vec![
                quote(0, 12, "« Nous avons »"),
                quote(47, 65, "« évité le pire. »"),
            ],
            addressee: None,
            attitude: "say".to_owned(),
            certainty: "stated".to_owned(),
            within: None,
            variants: 1,
            time: Some(Time {
                span: quote(28, 36, "mercredi"),
                kind: "DATE".to_owned(),
                value: "2026-05-06".to_owned(),
                begin: Some("2026-05-06".to_owned()),
                end: Some("2026-05-06".to_owned()),
            }),
            place: Some(Location {
                span: quote(39, 43, "Lyon"),
                name: "Lyon".to_owned(),
                country: Some("FRA".to_owned()),
                latitude: Some(45.75),
                longitude: Some(4.85),
                precision: Some("city".to_owned()),
            }),
            sentence: Some(quote(
                0,
                65,
                "« Nous avons », a-t-il ajouté mercredi à Lyon, « évité le pire. »",
            )),
        }
    }
}
