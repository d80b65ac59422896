//! Rows of compared figures: figures, and whether those beside them agree.

use selon_keep::ask::{Article, ComparedRow, FigureRow};

use super::cells::Part;
use super::figure::{figure_parts, figure_shown};
use super::shown::{place, text, truth};
use super::{Row, Shown};

impl Row for ComparedRow {
    const KIND: &'static str = "compared figure";

    const QUESTION: &'static str = "compare";

    const SHOWN: &'static [Shown<Self>] = figure_shown!(
        counted,
        ("agree", |row| {
            let id = format!("{}/{}", row.figure.document.id, row.figure.id);
            let agree = if row.agree { "yes" } else { "no" };
            let first = row.group == id;
            if first {
                agree.to_owned()
            } else {
                String::new()
            }
        }),
    );

    const PARTS: &'static [(&'static str, Part<Self>)] = figure_parts!(
        counted,
        ("group", Part::Text(|row| Some(&row.group))),
        ("agree", Part::Text(|row| Some(truth(row.agree)))),
    );

    const WORDS: &'static str = FigureRow::WORDS;

    fn article(&self) -> &Article {
        self.figure.article()
    }

    fn id(&self) -> Option<&str> {
        self.figure.id()
    }
}

fn counted(row: &ComparedRow) -> &FigureRow {
    &row.figure
}
