//! What keeps bytes from being an article.

/// Why bytes are no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// There is nothing to read.
    #[error("there is no text in it: nothing to read")]
    Empty,
    /// The bytes are no text.
    #[error(
        "byte {at} is no character of a text: this is a binary file; convert it to plain text first"
    )]
    Binary {
        /// The first byte, from 0, that says so.
        at: usize,
    },
    /// A page of HTML that cannot be taken apart.
    #[error("this page cannot be taken apart: {problem}")]
    Page {
        /// Why not.
        problem: &'static str,
    },
    /// A line of a file of JSON Lines is something else.
    #[error("this line is no JSON: {problem}")]
    Json {
        /// What is wrong with it.
        problem: String,
    },
    /// An object has no text where it should.
    #[error("there is no text under `{key}`; say where it stands: --columns text=KEY")]
    NoText {
        /// Where it was looked for.
        key: String,
    },
}
