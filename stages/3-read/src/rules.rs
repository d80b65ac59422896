//! What the readers of figures and times share: their tables' errors, a small view of the text in which both match,
//! phrases, and numbers in digits and words.

pub(crate) mod atoms;
pub(crate) mod numbers;
pub(crate) mod phrases;

use std::str::FromStr;

use selon_languages::Row;

/// A cell of a language table means nothing to the stage that reads it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("languages/{table}.tsv, row `{key}`: {problem}")]
pub struct RuleError {
    /// The file under `languages/` without its ending, `fr/bounds`.
    pub table: String,
    /// The first cell of the row.
    pub key: String,
    /// What is wrong and how to mend it.
    pub problem: String,
}

impl RuleError {
    /// An error in a row of a language's table.
    pub(crate) fn new(code: &str, table: &str, row: &Row, problem: impl Into<String>) -> RuleError {
        RuleError {
            table: format!("{code}/{table}"),
            key: row.key().to_owned(),
            problem: problem.into(),
        }
    }
}

/// The cell of a column that has to hold a value of that type; `expected` says which values it may have.
pub(crate) fn cell<T: FromStr>(
    code: &str,
    table: &str,
    row: &Row,
    column: &str,
    expected: &str,
) -> Result<T, RuleError> {
    let cell = row.get(column).unwrap_or_default();
    cell.parse().map_err(|_| {
        let problem = format!("`{column}` is `{cell}`; write {expected}");
        RuleError::new(code, table, row, problem)
    })
}
