//! What can be wrong with a language's tables.

/// A cell of a language's table that no rule understands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("table `{table}`, row `{key}`: {problem}")]
pub struct RuleError {
    /// The table, by its file's name without the ending.
    pub table: &'static str,
    /// The first cell of the row.
    pub key: &'static str,
    /// What is wrong with it.
    pub problem: String,
}
