//! Proper names: where they begin and end, and whether they are a person's, a body's or a place's.
//!
//! What the tables know is what they say. Any other name is read from what stands around it: titles, the nouns it is
//! joined to, appositions, prepositions, ages, acronyms. Each place it comes up in the article has a say, and so do the
//! longer names it is a part of; the sum decides for the whole article, so that a name is not a town here and a person
//! there.

mod classes;
mod spans;

use std::ops::RangeInclusive;

use selon_analyse::{Analysis, Sentence};
use selon_languages::Pack;

use crate::Time;
use crate::places::gazetteer::{Gazetteer, Known};

pub(crate) use crate::lexicon::names::{Lexicon, Link, Noun};

/// What the proper names of one language are found by.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) lexicon: Lexicon,
}

/// What a proper name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Person,
    Body,
    Place,
}

/// A proper name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    /// Its words: the determiner and a common noun that is part of it as well.
    pub(crate) words: RangeInclusive<usize>,
    /// The words that are a name by themselves: *Sanga* of *le fleuve Sanga*.
    pub(crate) core: RangeInclusive<usize>,
    pub(crate) class: Class,
    /// What the tables have under the core.
    pub(crate) known: Option<Known>,
    /// The common noun that is part of it: *fleuve*.
    pub(crate) noun: Option<usize>,
}

impl Name {
    /// The name without its determiner.
    pub(crate) fn bare(&self) -> RangeInclusive<usize> {
        let first = self
            .noun
            .map_or(*self.core.start(), |noun| noun.min(*self.core.start()));
        first..=*self.words.end()
    }

    /// What the tables know of the name itself, not only of its core.
    pub(crate) fn known_whole(&self) -> Option<Known> {
        self.known.filter(|_| self.noun.is_none())
    }
}

/// The proper names of an article, sentence by sentence, in order; those of one sentence do not overlap.
pub(crate) type Names = Vec<Vec<Name>>;

impl Rules {
    /// Compiles the tables of a language.
    pub(crate) fn load(pack: &'static Pack) -> Rules {
        Rules {
            gazetteer: Gazetteer::load(pack),
            lexicon: Lexicon::load(pack),
        }
    }

    /// The proper names of an article. Words of `times` are nobody's name: *Wednesday*, *May*.
    pub(crate) fn names(&self, text: &str, analysis: &Analysis, times: &[Time]) -> Names {
        let found = self.spans(text, analysis, times);
        self.classified(text, analysis, found)
    }

    /// Whether a preposition said of places alone stands before the words of a name.
    pub(crate) fn is_located(&self, of: &Sentence, first: usize) -> bool {
        first
            .checked_sub(1)
            .is_some_and(|before| self.lexicon.locates(of, before) == Some(true))
    }

    /// Whether a word is the noun of a quantity: *une dizaine*, *thousands*.
    pub(crate) fn is_quantity(&self, of: &Sentence, word: usize) -> bool {
        self.lexicon
            .quantities
            .contains(of.words[word].form.to_lowercase().as_str())
    }
}

/// Whether a word is written as names are.
pub(crate) fn is_capital(of: &Sentence, word: usize) -> bool {
    of.words[word].form.chars().any(char::is_uppercase)
}
