//! Rows of stories, and of the articles of one.

use selon_keep::ask::{Article, StoryArticleRow, StoryRow};

use super::cells::Part;
use super::shown::{place, text};
use super::{Row, Shown};

impl Row for StoryRow {
    const KIND: &'static str = "story";

    const QUESTION: &'static str = "stories";

    const SHOWN: &'static [Shown<Self>] = &[
        ("articles", |row| {
            format!("{} ({})", row.articles, row.languages.join(", "))
        }),
        ("published", |row| {
            let days = [&row.since, &row.until].map(|day| day.clone().unwrap_or_default());
            let [since, until] = &days;
            match since == until {
                true => since.clone(),
                false => days.join(" to "),
            }
        }),
        ("names", |row| row.names.join(", ")),
        ("first article begins", |row| {
            let title = row.document.title.clone().unwrap_or_default();
            let beginning = [title, text(row.sentence.as_ref())].join("\n");
            beginning.trim().to_owned()
        }),
        ("article", |row| {
            place(&row.document, "", row.sentence.as_slice())
        }),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("articles", Part::Count(|row| row.articles)),
        ("copies", Part::Count(|row| row.copies)),
        ("languages", Part::Texts(|row| &row.languages)),
        ("since", Part::Text(|row| row.since.as_deref())),
        ("until", Part::Text(|row| row.until.as_deref())),
        ("names", Part::Texts(|row| &row.names)),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "sentence";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        None
    }
}

impl Row for StoryArticleRow {
    const KIND: &'static str = "article of a story";

    const QUESTION: &'static str = "story";

    const SHOWN: &'static [Shown<Self>] = &[
        ("title", |row| {
            row.document.title.clone().unwrap_or_default()
        }),
        ("begins", |row| text(row.sentence.as_ref())),
        ("statements", |row| row.statements.to_string()),
        ("copy of", |row| row.copy_of.clone().unwrap_or_default()),
        ("article", |row| {
            place(&row.document, "", row.sentence.as_slice())
        }),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("likeness", Part::Number(|row| row.likeness)),
        ("copy_of", Part::Text(|row| row.copy_of.as_deref())),
        ("statements", Part::Count(|row| row.statements)),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "sentence";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        None
    }
}
