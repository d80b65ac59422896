//! Measures what the stages find against what people have marked.
//!
//! One module a measure. Each says what it takes for right and gives its gold, what was found in the same terms, and scores that
//! add up over articles and tell where the two sides differ:
//!
//! | module | it scores | gold |
//! |---|---|---|
//! | [`extraction`] | the body of a page | texts of bodies |
//! | [`trees`] | sentences, words, tags, lemmas and trees | a treebank, CoNLL-U |
//! | [`attribution`] | who says what, whom that is, how it is said | brat standoff in the scheme of PolNeAR |
//! | [`names`] | names and nominal groups | brat standoff |
//! | [`events`] | who does what to whom | brat standoff with the types of PLOVER |
//! | [`across`] | what belongs together of many articles | groups in a table |
//!
//! No stage knows that it is measured: this crate asks them for what anybody can ask them.

pub mod across;
pub mod attribution;
pub mod events;
pub mod extraction;
pub mod names;
mod standoff;
mod tally;
pub mod trees;

pub use standoff::StandoffError;
pub use tally::{Share, Tally};
