//! Stage 1: bytes to [`Article`].
//!
//! Intake decodes, finds the body and what the file says about it, and never interprets: it knows no grammar and no
//! news. Everything downstream names places in the text as [`Span`]s of bytes.

mod article;
mod paragraphs;
mod span;

pub use article::{Article, DateSource, Precision, Published};
pub use span::Span;
