//! Proper names: where they begin and end, and whether they are a person's, a body's or a place's.
//!
//! What the tables know is what they say. Any other name is read from what stands around it: titles, the nouns it is
//! joined to, appositions, prepositions, ages, acronyms. Each place it comes up in the article has a say, and so do the
//! longer names it is a part of; the sum decides for the whole article, so that a name is not a town here and a person
//! there.

mod acronyms;
mod acting;
mod classes;
mod evidence;
mod governor;
mod inherited;
mod joined;
mod parts;
mod run;
mod spans;
mod titles;

use std::ops::RangeInclusive;

use selon_analyse::{Analysis, Sentence};
use selon_languages::Pack;

use crate::Time;
use crate::gazetteer::{Gazetteer, Known};

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
    /// Whether it stands for a place rather than for the state that acts by the place's name.
    pub(crate) place: bool,
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

/// The name of a sentence that a word is part of.
pub(crate) fn holding(names: &[Name], word: usize) -> Option<&Name> {
    let next = names.partition_point(|name| *name.words.start() <= word);
    let name = names.get(next.checked_sub(1)?)?;
    name.words.contains(&word).then_some(name)
}

/// The names of a sentence that begin inside a run of words.
pub(crate) fn beginning_in(names: &[Name], words: RangeInclusive<usize>) -> &[Name] {
    let first = names.partition_point(|name| name.words.start() < words.start());
    let end = names.partition_point(|name| name.words.start() <= words.end());
    names.get(first..end).unwrap_or_default()
}

/// Names of trees that are written down.
#[cfg(test)]
pub(crate) mod testing {
    use std::sync::LazyLock;

    use super::*;
    use crate::grammar::testing::{Tree, tree};

    /// The tables of a language.
    pub(crate) fn rules(code: &str) -> &'static Rules {
        static RULES: [LazyLock<Rules>; 2] = [
            LazyLock::new(|| Rules::load(selon_languages::pack("fr").unwrap())),
            LazyLock::new(|| Rules::load(selon_languages::pack("en").unwrap())),
        ];
        &RULES[usize::from(code == "en")]
    }

    /// A sentence and its names.
    pub(crate) fn named(rules: &Rules, rows: &str) -> (Tree, Vec<Name>) {
        let tree = tree(rows);
        let analysis = Analysis {
            model: None,
            language: "fr",
            sentences: vec![tree.sentence.clone()],
        };
        let names = rules.names(&tree.text, &analysis, &[]).remove(0);
        (tree, names)
    }

    /// The names of a sentence before their classes are known.
    pub(super) fn found(code: &str, rows: &str) -> (Tree, Vec<spans::Found>) {
        let tree = tree(rows);
        let analysis = Analysis {
            model: None,
            language: "fr",
            sentences: vec![tree.sentence.clone()],
        };
        let found = rules(code).spans(&tree.text, &analysis, &[]).remove(0);
        (tree, found)
    }

    /// Where those begin and end.
    pub(super) fn cores(code: &str, rows: &str) -> Vec<String> {
        let (tree, found) = found(code, rows);
        let core = |found: &spans::Found| {
            let words = crate::grammar::nominal::span(&tree.sentence, found.core.clone());
            words.of(&tree.text).to_owned()
        };
        found.iter().map(core).collect()
    }

    /// Each name of a sentence as `class: words`.
    pub(super) fn names(code: &str, rows: &str) -> Vec<String> {
        let (tree, names) = named(rules(code), rows);
        let line = |name: &Name| {
            let class = match name.class {
                Class::Person => "person",
                Class::Body => "body",
                Class::Place => "place",
            };
            let words = crate::grammar::nominal::span(&tree.sentence, name.words.clone());
            format!("{class}: {}", words.of(&tree.text))
        };
        names.iter().map(line).collect()
    }
}
