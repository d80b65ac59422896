//! What a file with many articles is made of.

use std::sync::Arc;

use crate::json_lines::{self, Columns};
use crate::{Article, DateSource, Intake, IntakeError, Published, parse_date};

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
    /// A JSON object, with where its parts stand.
    Json(Arc<Columns>),
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
            Kind::Json(columns) => {
                let parts = json_lines::parts(&item.bytes, columns)?;
                let origin = parts.origin.as_deref().unwrap_or(&item.origin);
                let published = parts.date.as_deref().and_then(published);
                let published = given.or(published);
                self.read_body(
                    parts.text.as_bytes(),
                    origin,
                    parts.title.as_deref(),
                    published,
                )
            }
        }
    }
}

/// A date that a column gives.
fn published(date: &str) -> Option<Published> {
    let (value, precision) = parse_date(date)?;
    let from = DateSource::Meta;
    Some(Published {
        value,
        precision,
        from,
    })
}
