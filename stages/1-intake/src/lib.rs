//! Stage 1: bytes to [`Article`].
//!
//! Intake decodes, finds the body and what the file says about it, and never interprets: it knows no grammar and no
//! news. What it knows of languages are the [`Words`] around a body. Everything downstream names places in the text as [`Span`]s of bytes.

mod archive;
mod article;
mod characters;
mod date;
mod dateline;
mod decode;
mod entities;
mod headers;
mod intake;
mod item;
mod json_lines;
mod lines;
mod mojibake;
mod paragraphs;
mod span;
mod words;

pub use archive::{Tar, Zip};
pub use article::{Article, DateSource, Precision, Published};
pub use date::parse_date;
pub use headers::{Header, HeaderWord};
pub use intake::{Intake, IntakeError};
pub use item::{Damaged, Item, Kind};
pub use json_lines::{Columns, JsonLines, NoColumns};
pub use span::Span;
pub use words::{HyphenSide, Words};
