//! How many.

use serde::Serialize;

use super::{Article, Entity, Quote, Scope, Sql, text};
use crate::{KeepError, Store, Words};

/// Which figures.
#[derive(Debug, Clone, Default)]
pub struct FiguresQuestion {
    /// Of what: words of the figure, of what it counts, or of its unit.
    pub of: Option<Words>,
    /// According to somebody with that name or stable id.
    pub by: Option<Words>,
    /// In which articles.
    pub scope: Scope,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRow {
    /// Its article.
    pub document: Article,
    /// Its id in the record of the article.
    pub id: String,
    /// Its words.
    pub span: Quote,
    /// The least it can be.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// How its words bound it.
    pub bound: String,
    /// What is counted.
    pub unit: String,
    /// The words that say of what.
    pub of: Option<Quote>,
    /// The statement it stands in, by its id in the record.
    pub according_to: Option<String>,
    /// Who makes that statement.
    pub actor: Option<Entity>,
    /// The sentence it stands in.
    pub sentence: Option<Quote>,
}

const OF: &str = "id IN (SELECT rowid FROM figures_fts WHERE figures_fts MATCH ?)";
const BY: &str = "EXISTS (SELECT 1 FROM statements s
    WHERE s.document = figures.document AND s.number = figures.according_to
    AND s.speaker IN (SELECT value FROM json_each(?)))";

impl Store {
    /// The figures a question asks for.
    ///
    /// # Errors
    /// A damaged store.
    pub fn figures(&self, question: &FiguresQuestion) -> Result<Vec<FigureRow>, KeepError> {
        let ids = self.figure_keys(question, question.scope.limit)?;
        let rows = ids.into_iter().map(|id| self.figure(id));
        rows.collect::<rusqlite::Result<_>>().map_err(self.of())
    }

    /// The rows of the figures that a question asks for, no more than a limit.
    pub(super) fn figure_keys(
        &self,
        question: &FiguresQuestion,
        limit: Option<u64>,
    ) -> Result<Vec<i64>, KeepError> {
        let mut sql = Sql::new();
        if let Some(of) = &question.of {
            sql.and(OF, [text(of.question())]);
        }
        if let Some(by) = &question.by {
            sql.and(BY, [self.entities(by)?]);
        }
        question.scope.narrow(&mut sql);
        let scope = Scope {
            limit,
            ..Scope::default()
        };
        let select = format!(
            "SELECT id FROM figures {} ORDER BY day, id LIMIT {}",
            sql.clause(),
            scope.rows()
        );
        self.keys(&select, sql.values, |row| row.get(0))
    }

    pub(super) fn figure(&self, id: i64) -> rusqlite::Result<FigureRow> {
        let row = "SELECT f.document, f.number, f.start, f.stop, f.low, f.high, f.bound, f.unit, f.of_start,
                   f.of_stop, f.according_to, s.speaker, f.sentence
                   FROM figures f
                   LEFT JOIN statements s ON s.document = f.document AND s.number = f.according_to
                   WHERE f.id = ?";
        let mut figure = self.connection.prepare_cached(row)?;
        figure.query_row([id], |row| {
            let document = row.get(0)?;
            let according_to: Option<i64> = row.get(10)?;
            let speaker: Option<i64> = row.get(11)?;
            Ok(FigureRow {
                document: self.article(document)?,
                id: format!("f{}", row.get::<_, i64>(1)?),
                span: self.quote(document, row.get(2)?, row.get(3)?)?,
                low: row.get(4)?,
                high: row.get(5)?,
                bound: row.get(6)?,
                unit: row.get(7)?,
                of: self.quoted(document, row, 8)?,
                according_to: according_to.map(|number| format!("s{number}")),
                actor: speaker.map(|speaker| self.entity(speaker)).transpose()?,
                sentence: self.sentence(document, row.get(12)?)?,
            })
        })
    }
}
