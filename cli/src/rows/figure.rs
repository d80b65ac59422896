//! Rows of figures.

use selon_keep::ask::{Article, FigureRow};

use super::cells::Part;
use super::shown::{itself, place, text};
use super::{Row, Shown};

// The columns of a row, also where it stands in one of another kind: `$of` takes it out of that, whose own columns come first.

macro_rules! figure_shown {
    ($of:path, $($own:tt)*) => {
        &[
            $($own)*
        ("figure", |row| $of(row).span.text.clone()),
        ("of", |row| {
            $of(row).of.as_ref().map_or(&$of(row).unit, |of| &of.text).clone()
        }),
        ("according to", |row| {
            let actor = $of(row).actor.as_ref().map(|actor| &actor.name);
            actor
                .or($of(row).according_to.as_ref())
                .cloned()
                .unwrap_or_default()
        }),
        ("sentence", |row| text($of(row).sentence.as_ref())),
        ("article", |row| {
            place(&$of(row).document, &$of(row).id, std::slice::from_ref(&$of(row).span))
        }),
        ]
    };
}

macro_rules! figure_parts {
    ($of:path, $($own:tt)*) => {
        &[
            $($own)*
        ("id", Part::Text(|row| Some(&$of(row).id))),
        ("figure", Part::Words(|row| Some(&$of(row).span))),
        ("low", Part::Number(|row| $of(row).low)),
        ("high", Part::Number(|row| $of(row).high)),
        ("bound", Part::Text(|row| Some(&$of(row).bound))),
        ("unit", Part::Text(|row| Some(&$of(row).unit))),
        ("of", Part::Words(|row| $of(row).of.as_ref())),
        (
            "according_to",
            Part::Text(|row| $of(row).according_to.as_deref()),
        ),
        ("actor", Part::Entity(|row| $of(row).actor.as_ref())),
        ("sentence", Part::Words(|row| $of(row).sentence.as_ref())),
        ]
    };
}

pub(super) use {figure_parts, figure_shown};

impl Row for FigureRow {
    const KIND: &'static str = "figure";

    const QUESTION: &'static str = "figures";

    const SHOWN: &'static [Shown<Self>] = figure_shown!(itself,);

    const PARTS: &'static [(&'static str, Part<Self>)] = figure_parts!(itself,);

    const WORDS: &'static str = "figure";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }
}
