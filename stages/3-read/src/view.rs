//! The article as those who look for mentions, statements and events see it.

use selon_analyse::Analysis;
use selon_intake::Span;

use crate::names::{self, Names};
use crate::quotations::{Marks, Quotation, QuotedPassage};
use crate::record::{Time, inside_any};

/// An article with what is found in it before anybody is: its trees, quotations, times and names.
#[derive(Clone, Copy)]
pub(crate) struct ArticleView<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) marks: &'a Marks,
    /// Sorted by where they begin, an outer one before those inside it.
    pub(crate) quotations: &'a [Quotation],
    /// The same with those that continue one joined to it.
    pub(crate) passages: &'a [QuotedPassage],
    pub(crate) times: &'a [Time],
    /// What tells names, and what they and nouns can be.
    pub(crate) name_rules: &'a names::Rules,
    /// The names of each sentence.
    pub(crate) names: &'a Names,
}

impl ArticleView<'_> {
    /// Whether a span is part of an expression of time.
    pub(crate) fn is_time(&self, span: Span) -> bool {
        inside_any(self.times, span)
    }
}
