//! Stage 2: [`Article`](selon_intake::Article) to [`Analysis`].
//!
//! Grammar and no news: sentences, words to Universal Dependencies conventions, tags, lemmas, features and dependency
//! trees, from a model that this crate also trains.

mod analysis;

pub use analysis::{Analysis, Feats, Sentence, Upos, Word};
