//! What stage 1 hands on.

use crate::Span;

/// One article: its body text and what the file says around it. Nothing in it is interpreted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// A name for the article that depends on its content alone: the same bytes give the same id.
    pub id: String,
    /// The path or address as the user gave it; `-` for standard input.
    pub origin: String,
    /// The headline, where the file has one. Where no header gives it, it is also the first paragraph of `text`.
    pub title: Option<String>,
    /// Who wrote it, where the format of the file has a place for that: several names are parted by commas.
    pub author: Option<String>,
    /// The body, a line for each paragraph. Lines broken at a column are joined, lines that are no part of the body are
    /// gone, a dateline stands on a line of its own. Every line break is a `\n`; letters are composed (NFC), without
    /// ligatures, invisible or control characters; words, quotation marks, dashes and spaces are as they were written.
    pub text: String,
    /// When it was published, where the file says so.
    pub published: Option<Published>,
    /// The encoding the bytes were in, by its WHATWG name in lower case (`utf-8`, `windows-1252`). Where the text had been
    /// stored wrongly before and was mended, the name is followed by a comma and how: `utf-8, misread as windows-1252
    /// before`. Where bytes of it were damaged, they are U+FFFD and it is `utf-8, damaged in places`.
    pub encoding: &'static str,
}

impl Article {
    /// The paragraphs of the text, in order: its lines, without the white space around them and without empty ones. Every
    /// byte that is not white space is in exactly one.
    pub fn paragraphs(&self) -> Vec<Span> {
        crate::paragraphs::paragraphs(&self.text)
    }
}

/// A date of publication, as exact as the file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// ISO 8601, cut to the precision: `2021`, `2021-08`, `2021-08-20` or `2021-08-20T14:05`.
    pub value: String,
    /// How much of it is known.
    pub precision: Precision,
    /// Where it was found.
    pub from: DateSource,
}

/// How exact a date is, the coarsest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// A calendar day.
    Day,
    /// A day with hours and minutes.
    Minute,
}

/// Where a date of publication was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateSource {
    /// A stray line above the body.
    Header,
    /// Metadata of the file format.
    Meta,
    /// The address the article was fetched from.
    Url,
    /// The user said so (`--date`).
    Given,
}
