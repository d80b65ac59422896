//! Words that live as long as the program.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashSet;

/// The same word for as long as the program runs.
///
/// A record borrows its codes (languages, countries, sectors, ids) from the tables of the program; those of a store may
/// have been written by a program with other tables. There are few of them, and each is kept once.
pub(crate) fn intern(word: String) -> &'static str {
    static WORDS: Mutex<Option<FxHashSet<&'static str>>> = Mutex::new(None);
    let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    let words = words.get_or_insert_default();
    if let Some(known) = words.get(word.as_str()) {
        return known;
    }
    let word: &'static str = Box::leak(word.into_boxed_str());
    words.insert(word);
    word
}
