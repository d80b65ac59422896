//! One item of a file with many to one [`Article`].

use super::Intake;
use crate::decode::decode_page;
use crate::item::{Item, Kind};
use crate::{Article, IntakeError, Published, html, json_lines};

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
