//! Questions. Each gives rows that name their article, the words and where they stand, and the sentence around them.
//!
//! Rows come by the date of their article, those without a date first, then in the order in which they were added. Offsets
//! are Unicode code points of the article's text.

mod actors;
mod compare;
mod events;
mod figures;
mod places;
mod statements;
mod stories;
mod text;
mod variants;

use rusqlite::types::Value;
use rusqlite::{Row, ToSql, params_from_iter};
use serde::Serialize;

use crate::{KeepError, Store, Words};

pub use actors::{ActorRow, ActorsQuestion};
pub use compare::ComparedRow;
pub use events::{EventFigure, EventRow, EventsQuestion};
pub use figures::{FigureRow, FiguresQuestion};
pub use places::{Location, PlaceRow, PlacesQuestion};
pub use statements::{Cue, Source, StatementRow, StatementsQuestion, Time};
pub use stories::{StoriesQuestion, StoryArticleRow, StoryRow};
pub use text::{TextQuestion, TextRow};
pub use variants::VariantRow;

/// Which articles a question looks at, and how many rows it wants.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Published on that day or later: `2021-08-15`, `2021-08`, `2021`.
    pub since: Option<String>,
    /// Published on that day, or in that month or year, or earlier.
    pub until: Option<String>,
    /// The id of an article, or how its origin begins.
    pub document: Option<String>,
    /// No more rows than these; all where nothing is said.
    pub limit: Option<u64>,
}

/// The article of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The id of its record.
    pub id: String,
    /// Where it was first found.
    pub origin: String,
    /// Its headline.
    pub title: Option<String>,
    /// ISO 639-1 code.
    pub language: String,
    /// When it was published, as exact as it is known.
    pub published: Option<String>,
}

/// Words of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// Somebody, as an article describes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// The fullest name the article gives.
    pub name: String,
    /// `person`, `organisation`, `state`, `group`, `role` or `unnamed`.
    pub kind: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector code.
    pub sector: Option<String>,
    /// A stable id.
    pub known_as: Option<String>,
}

/// What stands around words of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// The text before them.
    pub before: String,
    /// The text after them.
    pub after: String,
}

/// A question in SQL that grows by conditions.
struct Sql {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Sql {
    fn new() -> Sql {
        Sql {
            conditions: Vec::new(),
            values: Vec::new(),
        }
    }

    /// One more condition, whose parameters are these.
    fn and(&mut self, condition: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    /// The conditions as a clause.
    fn clause(&self) -> String {
        match self.conditions.is_empty() {
            true => String::new(),
            false => format!("WHERE {}", self.conditions.join(" AND ")),
        }
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// The last text that begins with another, of all that a date or a path can be.
fn last_of(beginning: &str) -> Value {
    Value::Text(format!("{beginning}\u{10ffff}"))
}

impl Scope {
    /// Narrows a question on a table with columns `day` and `document`.
    fn narrow(&self, sql: &mut Sql) {
        if let Some(since) = &self.since {
            sql.and("day >= ?", [text(since)]);
        }
        if let Some(until) = &self.until {
            sql.and("day <= ?", [last_of(until)]);
        }
        if let Some(document) = &self.document {
            const DOCUMENTS: &str = "document IN (SELECT id FROM documents WHERE article = ?
                 UNION SELECT id FROM documents WHERE origin >= ? AND origin <= ?)";
            sql.and(
                DOCUMENTS,
                [text(document), text(document), last_of(document)],
            );
        }
    }

    /// How many rows, as SQLite wants it said.
    fn rows(&self) -> i64 {
        let limit = self.limit.map(i64::try_from);
        limit.and_then(Result::ok).unwrap_or(-1)
    }
}

impl Store {
    /// What stands before and after words of an article, each up to so many code points; none where the article, given by the id
    /// of its record, is not stored.
    ///
    /// # Errors
    /// A damaged store.
    pub fn around(
        &self,
        article: &str,
        quote: &Quote,
        points: usize,
    ) -> Result<Option<Around>, KeepError> {
        let row = "SELECT substr(text, 1 + max(?2 - ?4, 0), min(?2, ?4)), substr(text, 1 + ?3, ?4)
                   FROM documents WHERE article = ?1";
        let [start, end, points] = [quote.start, quote.end, points].map(|number| number as i64);
        let around = self.parts(row, &[&article, &start, &end, &points], |row| {
            Ok(Around {
                before: row.get(0)?,
                after: row.get(1)?,
            })
        });
        let around = around.map_err(self.of())?;
        Ok(around.into_iter().next())
    }

    /// The keys of the rows a question finds.
    pub(crate) fn keys<K>(
        &self,
        question: &str,
        values: Vec<Value>,
        key: impl FnMut(&Row) -> rusqlite::Result<K>,
    ) -> Result<Vec<K>, KeepError> {
        let keys = self.connection.prepare(question);
        let keys =
            keys.and_then(|mut keys| keys.query_map(params_from_iter(values), key)?.collect());
        keys.map_err(self.of())
    }

    /// The rows of a part of an article: usually one.
    fn parts<T>(
        &self,
        question: &str,
        of: &[&dyn ToSql],
        read: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut question = self.connection.prepare_cached(question)?;
        question.query_map(of, read)?.collect()
    }

    fn article(&self, document: i64) -> rusqlite::Result<Article> {
        let row = "SELECT article, origin, title, language, published FROM documents WHERE id = ?";
        let mut row = self.connection.prepare_cached(row)?;
        row.query_row([document], |row| {
            Ok(Article {
                id: row.get(0)?,
                origin: row.get(1)?,
                title: row.get(2)?,
                language: row.get(3)?,
                published: row.get(4)?,
            })
        })
    }

    /// Words of an article, from one code point up to another.
    fn quote(&self, document: i64, start: i64, end: i64) -> rusqlite::Result<Quote> {
        let words = "SELECT substr(text, ?2 + 1, ?3 - ?2) FROM documents WHERE id = ?1";
        let mut words = self.connection.prepare_cached(words)?;
        let text = words.query_row([document, start, end], |row| row.get(0))?;
        let (start, end) = (offset(start), offset(end));
        Ok(Quote { start, end, text })
    }

    /// The words whose ends stand in a column and the one after it.
    fn quoted(&self, document: i64, row: &Row, column: usize) -> rusqlite::Result<Option<Quote>> {
        let ends: (Option<i64>, Option<i64>) = (row.get(column)?, row.get(column + 1)?);
        match ends {
            (Some(start), Some(end)) => self.quote(document, start, end).map(Some),
            _ => Ok(None),
        }
    }

    fn sentence(&self, document: i64, number: Option<i64>) -> rusqlite::Result<Option<Quote>> {
        let row = "SELECT start, stop FROM sentences WHERE document = ? AND number = ?";
        let sentences = self.parts(row, &[&document, &number], |row| {
            self.quote(document, row.get(0)?, row.get(1)?)
        })?;
        Ok(sentences.into_iter().next())
    }

    fn entity(&self, id: i64) -> rusqlite::Result<Entity> {
        let row = "SELECT name, kind, country, sector, known_as FROM entities WHERE id = ?";
        let mut row = self.connection.prepare_cached(row)?;
        row.query_row([id], |row| {
            Ok(Entity {
                name: row.get(0)?,
                kind: row.get(1)?,
                country: row.get(2)?,
                sector: row.get(3)?,
                known_as: row.get(4)?,
            })
        })
    }

    /// Everybody whose name has these words or whose stable id they are, and everybody with the same stable id as one of
    /// them, as a list for SQL's `json_each`.
    pub(crate) fn entities(&self, words: &Words) -> Result<Value, KeepError> {
        const SAME: &str = "
            WITH named (id) AS (
                SELECT rowid FROM entities_fts WHERE entities_fts MATCH ?
                UNION SELECT id FROM entities WHERE known_as = ?)
            SELECT id FROM named
            UNION SELECT id FROM entities WHERE known_as IN (
                SELECT known_as FROM entities JOIN named USING (id) WHERE known_as IS NOT NULL)";
        let values = vec![text(words.question()), text(words.written().trim())];
        let ids: Vec<i64> = self.keys(SAME, values, |row| row.get(0))?;
        let ids: Vec<_> = ids.iter().map(i64::to_string).collect();
        Ok(Value::Text(format!("[{}]", ids.join(","))))
    }
}

/// An offset of the tables, which is never below zero in one that Selon wrote.
fn offset(written: i64) -> usize {
    usize::try_from(written).unwrap_or_default()
}
