//! The arguments that several commands share: what they say, not what is done with it.

mod articles;
mod date;
mod jobs;
mod language;
mod model;
mod store;

pub use articles::Articles;
pub use date::{day, published};
pub use jobs::Jobs;
pub use language::Language;
pub use model::{ModelChoice, ModelOrFile};
pub use store::StoreFile;
