//! An article as the bytes that are written of it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Error};
use clap::ValueEnum;
use selon::{Article, Selon, analyse::conllu, write};

use crate::fault::caught;
use crate::inputs::Source;

/// How to write records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A page for a reader
    Text,
    /// One JSON object a line; spans count Unicode code points
    Json,
    /// The grammar, CoNLL-U
    Conllu,
    /// Standoff annotation
    Brat,
}

/// What is written of one article.
pub struct Page {
    /// Where the article came from.
    pub path: PathBuf,
    /// The article's text as its annotations count it; empty in the other formats.
    pub text: String,
    /// The record, in the chosen format.
    pub bytes: Vec<u8>,
}

/// How to read articles and write what was read.
pub struct Renderer {
    pub selon: Selon,
    pub format: Format,
    /// The columns of a page of text.
    pub width: usize,
    /// Whether a page of text has colours.
    pub colours: bool,
}

impl Renderer {
    /// Reads an article and renders it.
    ///
    /// # Errors
    /// What keeps the article from being read, with its path.
    pub fn page(&self, source: Source) -> Result<Page, Error> {
        let article = source.article(&self.selon)?;
        let rendered = caught(|| self.render(&article));
        let (text, bytes) = rendered.with_context(|| source.origin())?;
        let path = match source {
            Source::File(path) | Source::Export(path) => path,
            Source::Item(item) => item.origin.into(),
        };
        Ok(Page { path, text, bytes })
    }

    /// The text that annotations count, where the format leaves it out, and the rendered record.
    fn render(&self, article: &Article) -> Result<(String, Vec<u8>), Error> {
        let record = || self.selon.read_article(article);
        let mut out = Vec::new();
        let mut text = String::new();
        match self.format {
            Format::Text => {
                write::text::record(&record()?, self.width, &mut out)?;
                out = self.paint(out);
            }
            Format::Json => write::json::record(&record()?, &mut out)?,
            Format::Conllu => {
                let analysis = self.selon.analyse_article(article)?;
                out = conllu::write(&analysis, &article.id, &article.text).into_bytes();
            }
            Format::Brat => {
                let record = record()?;
                write::brat::record(&record, &mut out)?;
                text = record.document.text;
            }
        }
        Ok((text, out))
    }

    /// The line between two pages of text that says where the second comes from.
    pub fn separator(&self, path: &Path) -> Vec<u8> {
        const RULE: anstyle::Style = anstyle::Style::new().dimmed();
        let origin = path.display().to_string().replace(char::is_control, " ");
        let line = format!("──── {origin} ");
        let rest = self.width.saturating_sub(line.chars().count());
        let line = format!("\n{RULE}{line}{}{RULE:#}\n\n", "─".repeat(rest));
        self.paint(line.into_bytes())
    }

    fn paint(&self, page: Vec<u8>) -> Vec<u8> {
        if self.colours {
            page
        } else {
            anstream::adapter::strip_bytes(&page).into_vec()
        }
    }
}
