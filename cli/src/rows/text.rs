//! Rows of sentences that have the words of a search.

use selon_keep::ask::{Article, TextRow};

use super::cells::Part;
use super::shown::place;
use super::{Row, Shown};

impl Row for TextRow {
    const KIND: &'static str = "text";

    const QUESTION: &'static str = "text";

    const SHOWN: &'static [Shown<Self>] = &[
        ("sentence", |row| match &row.sentence {
            Some(sentence) => sentence.text.clone(),
            None => row.document.title.clone().unwrap_or_default(),
        }),
        ("article", |row| place(&row.document, "", &row.matches)),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("matches", Part::Pieces(|row| &row.matches)),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "matches";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        None
    }
}
