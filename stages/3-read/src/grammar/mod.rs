//! Grammar: what every reader of trees asks of a sentence, with one answer to each question.
//!
//! It knows Universal Dependencies and the mistakes that parsers make, and no news: what may say, act or be meant is asked
//! elsewhere. [`tree`] looks at the words around one word, [`subject`] and [`voice`] say who does what a verb tells and to
//! whom, [`clause`] where a clause begins and ends, [`nominal`] where a group of words that
//! names somebody does, and [`punctuation`] what a mark does.

pub(crate) mod clause;
pub(crate) mod nominal;
pub(crate) mod punctuation;
pub(crate) mod subject;
pub(crate) mod tree;
pub(crate) mod voice;

#[cfg(test)]
pub(crate) use selon_analyse::testing;

/// How many relations a search climbs before it gives up; also what ends it on a tree that is wrong.
const CLIMB: usize = 6;
