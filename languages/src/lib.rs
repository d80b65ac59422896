//! The languages Selon reads. A language is a folder of data beside this crate: `fr/`, `en/`, … with one commented,
//! sorted table a kind of rule and one trained model; `shared/` holds the tables that are true in every language.
//! Nothing here interprets them: types say the shape of each row, and the stages give it a meaning.
//!
//! ```
//! let french = selon_languages::pack("fr").unwrap();
//! assert_eq!(french.language.name, "French");
//! assert!(french.cue_verbs.iter().any(|verb| verb.lemma == "affirmer"));
//! ```
//!
//! `build/tables.rs` declares every table. The build checks each file against it and makes the types and rows of this
//! crate from them, so that a name that no table has does not compile. Adding a language is adding a folder: the build
//! finds it by its `language.tsv`.

use std::fmt;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// Names in each language.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ByLanguage(&'static [(&'static str, &'static [&'static str])]);

impl ByLanguage {
    /// The names in the language of a code; none in one that Selon does not read.
    pub fn get(&self, code: &str) -> &'static [&'static str] {
        let found = self.0.iter().find(|(language, _)| *language == code);
        found.map_or(&[], |(_, names)| names)
    }

    /// The names in every language.
    pub fn all(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.0.iter().flat_map(|(_, names)| *names).copied()
    }
}

/// Every language that Selon reads, sorted by code.
pub fn packs() -> &'static [Pack] {
    PACKS
}

/// The language of an ISO 639-1 code, if its tables are built in.
pub fn pack(code: &str) -> Option<&'static Pack> {
    built_in().find(|pack| pack.code == code)
}

/// Every language whose tables are built in: with the feature `sample`, which tests alone ask for, those too that no
/// release has and [`packs`] does not list.
pub fn built_in() -> impl Iterator<Item = &'static Pack> {
    PACKS.iter().chain(SAMPLES)
}

/// The careful model of all languages as `training/encoder` wrote it, or `None` before it has been trained.
pub fn careful() -> Option<&'static [u8]> {
    CAREFUL
}

/// Words as the tables write them: in lower case, with straight apostrophes.
///
/// ```
/// assert_eq!(selon_languages::plain("D’Après"), "d'après");
/// ```
pub fn plain(words: &str) -> String {
    words.to_lowercase().replace('’', "'")
}

impl Pack {
    /// The ISO 639-1 code, `fr`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The compressed analyser model as `selon train analyser` wrote it, or `None` before it has been trained.
    pub fn model(&self) -> Option<&'static [u8]> {
        self.model
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Pack").field(&self.code).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_there() {
        let codes: Vec<_> = packs().iter().map(Pack::code).collect();
        assert_eq!(codes, ["en", "fr"]);
    }
}

/// The build script, for its tests.
#[cfg(test)]
#[path = "../build"]
#[allow(dead_code, unreachable_pub)]
mod build {
    mod check;
    mod generate;
    mod index;
    mod knowledge;
    mod lists;
    mod schema;
    mod table;
    mod tables;
}
