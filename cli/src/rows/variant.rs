//! Rows of variants: statements, and of which they are variants.

use selon_keep::ask::{Article, Location, StatementRow, VariantRow};

use super::cells::Part;
use super::shown::{place, source, text, truth, words};
use super::statement::{cue, statement_parts, statement_shown};
use super::{Row, Shown};

impl Row for VariantRow {
    const KIND: &'static str = "variant";

    const QUESTION: &'static str = "variants";

    const SHOWN: &'static [Shown<Self>] = statement_shown!(
        said,
        ("variants of", |row| match row.first {
            true => format!("{}\nfirst", row.variants_of),
            false => String::new(),
        }),
    );

    const PARTS: &'static [(&'static str, Part<Self>)] = statement_parts!(
        said,
        ("variants_of", Part::Text(|row| Some(&row.variants_of))),
        ("first", Part::Text(|row| Some(truth(row.first)))),
        ("likeness", Part::Number(|row| Some(row.likeness))),
    );

    const WORDS: &'static str = StatementRow::WORDS;

    fn article(&self) -> &Article {
        self.statement.article()
    }

    fn id(&self) -> Option<&str> {
        self.statement.id()
    }

    const PLACE: Option<fn(&Self) -> Option<&Location>> = Some(|row| row.statement.place.as_ref());
}

fn said(row: &VariantRow) -> &StatementRow {
    &row.statement
}
