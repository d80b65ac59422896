//! What a file with many articles is made of.

use std::sync::Arc;

use crate::columns::Columns;

/// An article in the bytes it has in a file with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where it stands: the path or address of the file, and where in it.
    pub origin: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they are.
    pub kind: Kind,
}

/// What the bytes of an item are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// A page of HTML, with the label of the encoding that its server gave it. An origin that is an address is the page's own.
    Page {
        /// The label.
        charset: Option<String>,
    },
    /// A JSON object, with where its parts stand.
    Json(Arc<Columns>),
    /// The body of an article whose other parts stand apart.
    Entry(Box<Entry>),
}

/// The parts of an article besides its body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The headline, which may have markup of HTML.
    pub title: Option<String>,
    /// When it was published, as it is written.
    pub date: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Whether the body is HTML.
    pub markup: bool,
}

/// A part of a file that cannot be read. The parts behind it are still given where they can be found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{origin}: {problem}")]
pub struct Damaged {
    /// Where it stands.
    pub origin: String,
    /// What is wrong with it.
    pub problem: String,
}
