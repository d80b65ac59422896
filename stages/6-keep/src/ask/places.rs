//! Where.

use rusqlite::Row;
use serde::Serialize;

use super::{Article, Quote, Scope, Sql, text};
use crate::{KeepError, Store, Words};

/// Which places.
#[derive(Debug, Clone, Default)]
pub struct PlacesQuestion {
    /// With that name, or in the country with that code.
    pub name: Option<Words>,
    /// In which articles.
    pub scope: Scope,
}

/// A place that an article names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceRow {
    /// The article.
    pub document: Article,
    /// Its id in the record of the article.
    pub id: String,
    /// Its words and where they mean.
    #[serde(flatten)]
    pub place: Location,
    /// The sentence it stands in.
    pub sentence: Option<Quote>,
}

/// Words that name a place, and where that is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Location {
    /// The words.
    pub span: Quote,
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-3 of the country it lies in.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// What sort of place: `country`, `region`, `city` or `site`.
    pub precision: Option<String>,
}

/// The names of all places, as a full-text index that this connection alone has. There are few of them, however many articles
/// name them.
const NAMES: &str = "
    CREATE VIRTUAL TABLE temp.place_names USING fts5 (name, tokenize = 'unicode61 remove_diacritics 2');
    INSERT INTO temp.place_names SELECT DISTINCT name FROM places;";

impl Store {
    /// The places a question asks for, in the order in which an article names them.
    ///
    /// # Errors
    /// A damaged store.
    pub fn places(&self, question: &PlacesQuestion) -> Result<Vec<PlaceRow>, KeepError> {
        let mut sql = Sql::new();
        if let Some(name) = &question.name {
            self.run("DROP TABLE IF EXISTS temp.place_names")?;
            self.run(NAMES)?;
            sql.and(
                "(name IN (SELECT name FROM temp.place_names WHERE place_names MATCH ?) OR country = ?)",
                [text(name.question()), text(name.written().trim())],
            );
        }
        question.scope.narrow(&mut sql);
        let select = format!(
            "SELECT document, number FROM places JOIN documents ON documents.id = document {}
             ORDER BY day, document, number LIMIT {}",
            sql.clause(),
            question.scope.rows()
        );
        let keys = self.keys(&select, sql.values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let keys = keys.into_iter();
        let rows = keys.map(|(document, number)| self.place_row(document, number));
        let rows: Result<Vec<_>, _> = rows.collect();
        let rows = rows.map_err(self.of())?;
        Ok(rows.into_iter().flatten().collect())
    }

    fn place_row(&self, document: i64, number: i64) -> rusqlite::Result<Option<PlaceRow>> {
        let row = "SELECT sentence FROM places WHERE document = ? AND number = ?";
        let sentences = self.parts(row, &[&document, &number], |row| row.get(0))?;
        let sentence = sentences.into_iter().next().flatten();
        let Some(place) = self.place(document, Some(number))? else {
            return Ok(None);
        };
        Ok(Some(PlaceRow {
            document: self.article(document)?,
            id: format!("p{number}"),
            place,
            sentence: self.sentence(document, sentence)?,
        }))
    }

    /// A place of an article, by its number.
    pub(super) fn place(
        &self,
        document: i64,
        number: Option<i64>,
    ) -> rusqlite::Result<Option<Location>> {
        let row = "SELECT start, stop, name, country, latitude, longitude, precision FROM places
                   WHERE document = ? AND number = ?";
        let read = |row: &Row| {
            Ok(Location {
                span: self.quote(document, row.get(0)?, row.get(1)?)?,
                name: row.get(2)?,
                country: row.get(3)?,
                latitude: row.get(4)?,
                longitude: row.get(5)?,
                precision: row.get(6)?,
            })
        };
        Ok(self
            .parts(row, &[&document, &number], read)?
            .into_iter()
            .next())
    }
}
