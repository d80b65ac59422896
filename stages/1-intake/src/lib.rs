//! Stage 1: bytes to [`Article`].
//!
//! Intake decodes, finds the body and what the file says about it, and never interprets: it knows no grammar and no
//! news. Everything downstream names places in the text as [`Span`]s of bytes.

mod article;
mod characters;
mod date;
mod decode;
mod entities;
mod headers;
mod intake;
mod mojibake;
mod paragraphs;
mod span;

pub use article::{Article, DateSource, Precision, Published};
pub use date::parse_date;
pub use headers::Header;
pub use intake::{Intake, IntakeError};
pub use span::Span;
