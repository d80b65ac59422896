//! Stage 1: bytes to [`Article`].
//!
//! Intake decodes, finds the body and what the file says about it, and never interprets: it knows no grammar and no
//! news. What it knows of languages are the [`Words`] around a body. Everything downstream names places in the text as [`Span`]s of bytes.

mod archive;
mod article;
mod characters;
mod columns;
mod date;
mod dateline;
mod decode;
mod entities;
mod error;
mod feed;
mod format;
mod guard;
mod gunzip;
mod headers;
mod html;
mod intake;
mod item;
mod items;
mod json_lines;
mod lines;
mod mojibake;
mod paragraphs;
mod parquet;
mod period;
mod span;
mod span_index;
mod warc;
mod words;

pub use article::{Article, DateSource, Precision, Published};
pub use columns::{Columns, NoColumns};
pub use date::parse_date;
pub use error::IntakeError;
pub use format::Format;
pub use guard::{guarded, hush_guarded};
pub use intake::Intake;
pub use item::{Damaged, Entry, Item, Kind};
pub use items::{Bytes, Items, items};
pub use period::Period;
pub use span::Span;
pub use span_index::SpanIndex;
pub use words::{Header, HeaderWord, HyphenSide, Notice, Words};
