//! Attribution: who says what, by which words (PolNeAR's source, cue and content).
//!
//! The order of the work is the order of the modules. [`cues`] lists the words that may attribute something, [`parse`] reads the
//! tree around each: [`source`] finds whose it is, [`complement`], [`noun_content`] and [`parenthetical`] what is said,
//! [`boundaries`] mends where that begins and ends.
//! [`quoted`] gives quotations the cue they stand beside, [`labelled`] finds what punctuation alone attributes. [`candidates`]
//! brings these together, with [`pieces`] to turn words back into spans of the text and [`modality`] to say what sort of saying
//! it is. Then [`turns`] takes up quotations that carry on the last speaker's, and [`nesting`] says which statement stands inside
//! which.

mod boundaries;
mod candidates;
mod claims;
mod complement;
mod content;
mod context;
mod cues;
mod labelled;
mod modality;
mod nesting;
mod noun_content;
mod parenthetical;
mod parse;
mod pieces;
mod quoted;
mod rules;
mod source;
#[cfg(test)]
pub(crate) mod testing;
mod turns;

pub(crate) use self::pieces::runs;
pub(crate) use self::rules::Rules;
use crate::parties::Parties;
use crate::record::Statement;
use crate::view::ArticleView;

impl Rules {
    /// The statements of an article in text order. Sources and addressees that nothing names yet are added to `parties`.
    pub(crate) fn statements(&self, view: &ArticleView, parties: &mut Parties) -> Vec<Statement> {
        let known = parties.len();
        let candidates = candidates::candidates(self, view, parties).into_iter();
        let mut statements = candidates
            .map(|candidate| candidate.statement(view, parties))
            .collect();
        parties.index_names(known);
        turns::take_up_speakers(view, &mut statements);
        turns::extend_told(view.text, &mut statements);
        nesting::nest(&mut statements);
        statements
    }
}
