//! Stage 2: [`Article`](selon_intake::Article) to [`Analysis`].
//!
//! Grammar and no news: sentences, words to Universal Dependencies conventions, tags, lemmas, features and dependency
//! trees, from a model that this crate also trains where its feature `train` is on. The modules follow the data:
//! [`detect`] the language, `split`, `tag`, `lemma`, `network`; `encoder` and [`Careful`] are what takes the network's place
//! where care counts more than speed; `model` holds what the trained parts share, `grammar` and [`Analyser`] put them in a
//! row, `train` makes them.

// Of each part that learns, training also writes and changes what the rest only reads.
#![cfg_attr(not(feature = "train"), allow(dead_code))]

mod analyser;
mod analysis;
mod careful;
pub mod conllu;
mod encoder;
pub mod feature;
mod grammar;
mod language;
mod lemma;
mod model;
mod network;
mod relation;
mod split;
mod tag;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(feature = "train")]
pub mod train;

pub use analyser::Analyser;
pub use analysis::{Analysis, Model, Sentence, Upos, Word, Words};
pub use careful::Careful;
pub use feature::Feats;
pub use grammar::Reading;
pub use language::{LanguageError, detect};
pub use model::ModelError;
pub use relation::Relation;
