//! Across articles: copies of a text, articles on one happening, and the same statement in other words and in translation.
//!
//! What comparing needs of an article ([`Fingerprint`], and its [`Keys`]) is made on the thread that read it. The writer finds articles that share a
//! key, compares, and notes what belongs together in the tables `copies`, `stories` and `variants`, in the transaction
//! that stores the article. What belongs together is a matter of two articles or statements alone, and groups are all that
//! hang together: so they do not depend on the order of adding, but for the bounds on how many are looked at.

mod bytes;
mod compare;
mod counted;
mod fingerprint;
mod groups;
mod keys;
mod link;
mod stream;
mod tokens;
mod vocabulary;

use std::sync::Arc;

use selon_read::Record;

pub(crate) use counted::{Counted, Placed};
pub(crate) use fingerprint::Fingerprint;
pub(crate) use keys::Keys;
pub(crate) use link::{Linker, Stored, statements};

/// A record with what comparing it with others needs.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) record: Record,
    pub(crate) fingerprint: Arc<Fingerprint>,
    pub(crate) keys: Keys,
    /// It was not read for events: a version of the program made it that found none.
    pub(crate) without_events: bool,
}

impl From<Record> for Prepared {
    fn from(record: Record) -> Prepared {
        let (fingerprint, keys) = Fingerprint::of(&record);
        Prepared {
            record,
            fingerprint: Arc::new(fingerprint),
            keys,
            without_events: false,
        }
    }
}

impl Prepared {
    /// The record.
    pub fn record(&self) -> &Record {
        &self.record
    }
}
