//! Who is named.

use serde::Serialize;

use super::{Article, Entity, Quote, Scope, Sql};
use crate::{KeepError, Store, Words};

/// Which actors.
#[derive(Debug, Clone, Default)]
pub struct ActorsQuestion {
    /// With that name or stable id.
    pub name: Option<Words>,
    /// In which articles.
    pub scope: Scope,
}

/// Somebody in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorRow {
    /// The article.
    pub document: Article,
    /// Their id in the record of the article.
    pub id: String,
    /// Who it is.
    #[serde(flatten)]
    pub entity: Entity,
    /// Where they are named, in text order.
    pub mentions: Vec<Quote>,
    /// How many statements the article has of them.
    pub statements: i64,
    /// The sentence of the first mention.
    pub sentence: Option<Quote>,
}

impl Store {
    /// The actors a question asks for, an article a row.
    ///
    /// # Errors
    /// A damaged store.
    pub fn actors(&self, question: &ActorsQuestion) -> Result<Vec<ActorRow>, KeepError> {
        let mut sql = Sql::new();
        if let Some(name) = &question.name {
            let who = self.entities(name)?;
            sql.and("entity IN (SELECT value FROM json_each(?))", [who]);
        }
        question.scope.narrow(&mut sql);
        let select = format!(
            "SELECT document, number FROM actors {} ORDER BY day, document, number LIMIT {}",
            sql.clause(),
            question.scope.rows()
        );
        let keys = self.keys(&select, sql.values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let keys = keys.into_iter();
        let rows = keys.map(|(document, number)| self.actor(document, number));
        rows.collect::<rusqlite::Result<_>>().map_err(self.of())
    }

    fn actor(&self, document: i64, number: i64) -> rusqlite::Result<ActorRow> {
        let row = "SELECT entity, (SELECT count(*) FROM statements
                   WHERE document = ?1 AND source_actor = ?2)
                   FROM actors WHERE document = ?1 AND number = ?2";
        let mut actor = self.connection.prepare_cached(row)?;
        let (entity, statements) =
            actor.query_row([document, number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mentions = "SELECT start, stop, sentence FROM mentions
                        WHERE document = ? AND actor = ? ORDER BY number";
        let mentions = self.parts(mentions, &[&document, &number], |row| {
            let quote = self.quote(document, row.get(0)?, row.get(1)?)?;
            Ok((quote, row.get::<_, i64>(2)?))
        })?;
        let first = mentions.first().map(|(_, sentence)| *sentence);
        Ok(ActorRow {
            document: self.article(document)?,
            id: format!("a{number}"),
            entity: self.entity(entity)?,
            statements,
            sentence: self.sentence(document, first)?,
            mentions: mentions.into_iter().map(|(quote, _)| quote).collect(),
        })
    }
}
