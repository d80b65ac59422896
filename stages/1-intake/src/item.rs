//! What a file with many articles is made of.

use std::sync::Arc;

use crate::decode::decode_page;
use crate::json_lines::{self, Columns};
use crate::{Article, Intake, IntakeError, Published, html};

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

impl Intake {
    /// The article of an item. `given` is the date of publication where the caller knows it.
    ///
    /// # Errors
    /// Those of [`Intake::read_text`], and bytes that are not what they should be.
    pub fn read_item(&self, item: &Item, given: Option<Published>) -> Result<Article, IntakeError> {
        match &item.kind {
            Kind::Text => self.read_text(&item.bytes, &item.origin, given),
            Kind::Page { charset } => {
                self.read_page(&item.bytes, &item.origin, charset.as_deref(), given)
            }
            Kind::Json(columns) => {
                let parts = json_lines::parts(&item.bytes, columns)?;
                let origin = parts.origin.as_deref().unwrap_or(&item.origin);
                let date = parts.date.as_deref();
                let published = given.or_else(|| self.published(date?));
                let title = parts.title.as_deref();
                self.read_body(parts.text.as_bytes(), origin, title, published)
            }
            Kind::Entry(entry) => {
                let published = given.or_else(|| self.published(entry.date.as_deref()?));
                let title = entry.title.as_deref().map(html::fragment).transpose()?;
                let title = title.as_deref().filter(|title| !title.is_empty());
                let article = if entry.markup {
                    let (html, _) = decode_page(&item.bytes)?;
                    let text = html::fragment(&html)?;
                    self.read_paragraphs(&text, &item.origin, title, published)
                } else {
                    self.read_body(&item.bytes, &item.origin, title, published)
                };
                let author = entry.author.clone();
                Ok(Article { author, ..article? })
            }
        }
    }
}
