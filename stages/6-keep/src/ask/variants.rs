//! The same statement in other words and in translation.

use serde::Serialize;

use super::{Sql, StatementRow, StatementsQuestion};
use crate::{KeepError, Store};

/// A statement of a group of the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VariantRow {
    /// The group: whoever carried it first, as the id of the article, a slash and the id of the statement.
    pub variants_of: String,
    /// Whether this is the one that was carried first: by the date of publication, then in the order of adding; articles without
    /// a date come last.
    pub first: bool,
    /// How alike it is to the statement it was first found to be the same as, from 0 to 1.
    pub likeness: f64,
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementRow,
}

impl Store {
    /// Statements that several articles carry, a group after the other, each with whoever carried it first at its beginning. A
    /// group is given as a whole if one of its statements is asked for.
    ///
    /// # Errors
    /// A damaged store.
    pub fn variants(&self, question: &StatementsQuestion) -> Result<Vec<VariantRow>, KeepError> {
        let mut sql = Sql::new();
        question.narrow(self, &mut sql)?;
        let select = format!(
            "SELECT v.variants FROM statements JOIN variants v ON v.statement = id {}
             GROUP BY v.variants ORDER BY min(day), v.variants LIMIT {}",
            sql.clause(),
            question.scope.rows()
        );
        let groups: Vec<i64> = self.keys(&select, sql.values, |row| row.get(0))?;
        let mut rows = Vec::new();
        let wanted = question.scope.limit.map_or(usize::MAX, |limit| {
            usize::try_from(limit).unwrap_or(usize::MAX)
        });
        for group in groups {
            let left = wanted - rows.len();
            if left == 0 {
                break;
            }
            rows.extend(self.variants_in(group, left).map_err(self.of())?);
        }
        Ok(rows)
    }

    /// The variants of one statement, whoever carried it first at the beginning: of the article with that id, the statement with that
    /// number. Nothing where there is no such statement; that one alone where it has no variants.
    ///
    /// # Errors
    /// A damaged store.
    pub fn variants_of(
        &self,
        article: &str,
        number: u32,
    ) -> Result<Option<Vec<VariantRow>>, KeepError> {
        let statement =
            "SELECT s.id, v.variants FROM documents d JOIN statements s ON s.document = d.id
                         LEFT JOIN variants v ON v.statement = s.id
                         WHERE d.article = ? AND s.number = ?";
        let found = self.parts(statement, &[&article, &number], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?))
        });
        let rows = found.and_then(|mut found| match found.pop() {
            None => Ok(None),
            Some((_, Some(group))) => self.variants_in(group, usize::MAX).map(Some),
            Some((alone, None)) => self.variants_as(vec![(alone, 1.0)]).map(Some),
        });
        rows.map_err(self.of())
    }

    /// The first members of a group, at most so many: what a news agency sends, hundreds carry.
    fn variants_in(&self, group: i64, most: usize) -> rusqlite::Result<Vec<VariantRow>> {
        let members = "SELECT v.statement, v.likeness FROM variants v
                       JOIN statements s ON s.id = v.statement JOIN documents d ON d.id = s.document
                       WHERE v.variants = ? ORDER BY d.published IS NULL, d.published, d.id, s.number LIMIT ?";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let members = self.parts(members, &[&group, &most], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        self.variants_as(members)
    }

    fn variants_as(&self, members: Vec<(i64, f64)>) -> rusqlite::Result<Vec<VariantRow>> {
        let mut rows: Vec<VariantRow> = Vec::with_capacity(members.len());
        for (id, likeness) in members {
            let statement = self.statement(id)?;
            let first = rows.first().map(|first| first.variants_of.clone());
            rows.push(VariantRow {
                first: first.is_none(),
                variants_of: first
                    .unwrap_or_else(|| format!("{}/{}", statement.document.id, statement.id)),
                likeness,
                statement,
            });
        }
        Ok(rows)
    }
}
