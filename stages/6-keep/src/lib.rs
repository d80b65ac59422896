//! Stage 6: keeps [`Record`](selon_read::Record)s in one SQLite file, and answers questions about them.
//!
//! A [`Store`] is one file with the tables of `schema.sql`, which `docs/store.md` explains, so that any program that reads
//! SQLite reads a store. Records go in by [`Store::add`], a batch a transaction: after a crash at any moment a batch is
//! there as a whole or not at all. A record comes out again as it went in ([`Store::record`]); the questions of [`ask`] give
//! rows that name their article and the words they were read from. What is said across articles (copies, stories, variants of a
//! statement) is noted as each article is added.

mod across;
mod add;
pub mod ask;
pub mod columns;
mod error;
mod export;
mod import;
mod intern;
mod record;
mod store;
mod version;
mod who;
mod words;

pub use across::Prepared;
pub use add::{Added, Incoming};
pub use error::KeepError;
pub use export::Exported;
pub use import::Export;
pub use store::Store;
pub use who::Who;
pub use words::{NoWords, Words};
