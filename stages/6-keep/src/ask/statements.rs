//! Who says what.

use rusqlite::Row;
use serde::Serialize;

use super::{Article, Entity, Location, Quote, Scope, Sql, text};
use crate::{KeepError, Store, Words};

/// Which statements.
#[derive(Debug, Clone, Default)]
pub struct StatementsQuestion {
    /// Of somebody with that name or stable id.
    pub by: Option<Words>,
    /// Whose content has these words, or names somebody whose name has them, be it by a pronoun.
    pub about: Option<Words>,
    /// In which articles.
    pub scope: Scope,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementRow {
    /// Its article.
    pub document: Article,
    /// Its id in the record of the article.
    pub id: String,
    /// `direct`, `indirect` or `mixed`.
    pub form: String,
    /// Whose it is.
    pub source: Option<Source>,
    /// The words that attribute it.
    pub cue: Option<Cue>,
    /// What is said.
    pub content: Vec<Quote>,
    /// Whom it was said to.
    pub addressee: Option<Source>,
    /// What sort of saying.
    pub attitude: String,
    /// How surely the writer stands behind it.
    pub certainty: String,
    /// The statement in whose content it stands, by its id in the record.
    pub within: Option<String>,
    /// When it was made.
    pub time: Option<Time>,
    /// Where it was made.
    pub place: Option<Location>,
    /// How many statements are this one in the same or other words, in any article, with itself: 1 where it has no variants.
    pub variants: i64,
    /// The sentence in which its cue begins, or its source, or its content.
    pub sentence: Option<Quote>,
}

/// Whose a statement is, or whom it is made to; who takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The words there.
    pub span: Quote,
    /// Who that is.
    pub actor: Option<Entity>,
}

/// The words that attribute a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cue {
    /// Its pieces.
    pub span: Vec<Quote>,
    /// The lemma of its head word.
    pub lemma: String,
}

/// When a statement was made, or an event is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Time {
    /// The words.
    pub span: Quote,
    /// Its TIMEX3 type: `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its TIMEX3 value.
    pub value: String,
    /// ISO 8601, the first moment it may mean.
    pub begin: Option<String>,
    /// ISO 8601, the last moment it may mean.
    pub end: Option<String>,
}

const ABOUT: &str = "id IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?
    UNION ALL SELECT statement FROM statement_about
    WHERE entity IN (SELECT value FROM json_each(?)))";

impl StatementsQuestion {
    /// Narrows a question on the table `statements`.
    pub(super) fn narrow(&self, store: &Store, sql: &mut Sql) -> Result<(), KeepError> {
        if let Some(by) = &self.by {
            let who = store.entities(by)?;
            sql.and("speaker IN (SELECT value FROM json_each(?))", [who]);
        }
        if let Some(about) = &self.about {
            let whom = store.entities(about)?;
            sql.and(ABOUT, [text(about.question()), whom]);
        }
        self.scope.narrow(sql);
        Ok(())
    }
}

impl Store {
    /// The statements a question asks for.
    ///
    /// # Errors
    /// A damaged store.
    pub fn statements(
        &self,
        question: &StatementsQuestion,
    ) -> Result<Vec<StatementRow>, KeepError> {
        let mut sql = Sql::new();
        question.narrow(self, &mut sql)?;
        let select = format!(
            "SELECT id FROM statements {} ORDER BY day, id LIMIT {}",
            sql.clause(),
            question.scope.rows()
        );
        let ids: Vec<i64> = self.keys(&select, sql.values, |row| row.get(0))?;
        let rows = ids.into_iter().map(|id| self.statement(id));
        rows.collect::<rusqlite::Result<_>>().map_err(self.of())
    }

    pub(super) fn statement(&self, id: i64) -> rusqlite::Result<StatementRow> {
        let row = "SELECT s.document, s.number, s.form, s.attitude, s.certainty, s.speaker, s.source_start,
                   s.source_stop, s.cue_lemma, s.sentence, a.entity, s.addressee_start, s.addressee_stop,
                   s.within, s.time, s.place
                   FROM statements s
                   LEFT JOIN actors a ON a.document = s.document AND a.number = s.addressee_actor
                   WHERE s.id = ?";
        let mut statement = self.connection.prepare_cached(row)?;
        statement.query_row([id], |row| {
            let document = row.get(0)?;
            let within: Option<i64> = row.get(13)?;
            Ok(StatementRow {
                document: self.article(document)?,
                id: format!("s{}", row.get::<_, i64>(1)?),
                form: row.get(2)?,
                source: self.party(document, row, 5)?,
                cue: self.cue(document, id, row.get(8)?)?,
                content: self.pieces(document, id, CONTENT)?,
                addressee: self.party(document, row, 10)?,
                attitude: row.get(3)?,
                certainty: row.get(4)?,
                within: within.map(|number| format!("s{number}")),
                time: self.time(document, row.get(14)?)?,
                place: self.place(document, row.get(15)?)?,
                variants: self.count_variants(id)?,
                sentence: self.sentence(document, row.get(9)?)?,
            })
        })
    }

    fn count_variants(&self, id: i64) -> rusqlite::Result<i64> {
        let count = "SELECT count(*) FROM variants
                     WHERE variants = (SELECT variants FROM variants WHERE statement = ?)";
        let mut count = self.connection.prepare_cached(count)?;
        let count: i64 = count.query_row([id], |row| row.get(0))?;
        Ok(count.max(1))
    }

    /// Somebody whose entity stands in a column and whose words begin and end in the two after it.
    pub(super) fn party(
        &self,
        document: i64,
        row: &Row,
        column: usize,
    ) -> rusqlite::Result<Option<Source>> {
        let Some(span) = self.quoted(document, row, column + 1)? else {
            return Ok(None);
        };
        let actor: Option<i64> = row.get(column)?;
        let actor = actor.map(|actor| self.entity(actor)).transpose()?;
        Ok(Some(Source { span, actor }))
    }

    /// A time of an article, by its number.
    pub(super) fn time(
        &self,
        document: i64,
        number: Option<i64>,
    ) -> rusqlite::Result<Option<Time>> {
        let row = "SELECT start, stop, type, value, earliest, latest FROM times
                   WHERE document = ? AND number = ?";
        let times = self.parts(row, &[&document, &number], |row| {
            Ok(Time {
                span: self.quote(document, row.get(0)?, row.get(1)?)?,
                kind: row.get(2)?,
                value: row.get(3)?,
                begin: row.get(4)?,
                end: row.get(5)?,
            })
        })?;
        Ok(times.into_iter().next())
    }

    fn cue(&self, document: i64, id: i64, lemma: Option<String>) -> rusqlite::Result<Option<Cue>> {
        let Some(lemma) = lemma else {
            return Ok(None);
        };
        let span = self.pieces(document, id, CUE)?;
        Ok(Some(Cue { span, lemma }))
    }

    /// The words whose ends a question about a part of an article gives.
    pub(super) fn pieces(
        &self,
        document: i64,
        id: i64,
        rows: &str,
    ) -> rusqlite::Result<Vec<Quote>> {
        self.parts(rows, &[&id], |row| {
            self.quote(document, row.get(0)?, row.get(1)?)
        })
    }
}

const CUE: &str = "SELECT start, stop FROM statement_cue WHERE statement = ? ORDER BY piece";
const CONTENT: &str =
    "SELECT start, stop FROM statement_content WHERE statement = ? ORDER BY piece";
