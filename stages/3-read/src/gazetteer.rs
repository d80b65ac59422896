//! What the tables know by name: states, their people and seats, cities, bodies, and people who held an office.
//!
//! The `known_as` that a record gets is the Wikidata id where the table has one, else the plain id of the row: for a
//! state the ISO 3166-1 code, for a body and a person the first column.

mod holders;
mod names;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Relation, Sentence, Upos};
use selon_languages::{BodyKind, CountryWord, Pack, shared};

use crate::ActorKind;
use holders::Holders;
use names::{names, straight};

/// Degrees north and east.
pub(crate) type Coordinates = (f64, f64);

/// What a name is known to stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Known {
    /// A state.
    Country(&'static str),
    /// A house that stands for a state's government.
    Seat(&'static str),
    /// A city, its country, and whether it is the capital.
    City {
        country: &'static str,
        at: Coordinates,
        capital: bool,
    },
    /// A body.
    Body(Body),
    /// The full name of somebody who held an office.
    Person,
}

/// A body of `shared/organisations.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Body {
    /// What the record knows it as.
    pub(crate) id: &'static str,
    pub(crate) kind: ActorKind,
    pub(crate) country: Option<&'static str>,
    pub(crate) sector: Option<&'static str>,
}

/// All names of one language, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    names: FxHashMap<&'static str, Known>,
    /// Those of the names that are also ordinary words, or people's names.
    common: FxHashSet<&'static str>,
    /// The letters with which the names begin, up to the first sign that is no letter, and how many words the longest
    /// of them can have: a cheap first test.
    beginnings: FxHashMap<&'static str, usize>,
    people: FxHashMap<&'static str, &'static str>,
    /// The words of those people's names that have several.
    people_words: FxHashSet<&'static str>,
    states: FxHashMap<&'static str, State>,
    pub(crate) holders: Holders,
}

/// What is known of a state as such.
#[derive(Debug)]
struct State {
    known_as: &'static str,
    capital: Coordinates,
}

impl Gazetteer {
    /// Reads the shared tables and the language's own.
    pub(crate) fn load(pack: &'static Pack) -> Gazetteer {
        let mut gazetteer = Gazetteer {
            names: FxHashMap::default(),
            common: FxHashSet::default(),
            beginnings: FxHashMap::default(),
            people: FxHashMap::default(),
            people_words: FxHashSet::default(),
            states: FxHashMap::default(),
            holders: Holders::load(pack),
        };
        let people = gazetteer.holders.full_names();
        gazetteer
            .names
            .extend(people.map(|name| (name, Known::Person)));
        let meant = pack.homonyms.iter();
        let meant: Meant = meant.map(|row| (row.name, row.means)).collect();
        gazetteer.read_bodies(pack, &meant);
        gazetteer.read_cities(pack, &meant);
        gazetteer.read_countries(pack, &meant);
        for name in gazetteer.names.keys() {
            let most = gazetteer.beginnings.entry(beginning(name)).or_default();
            *most = (*most).max(most_words(name));
        }
        let several = gazetteer.people.keys().filter(|name| name.contains(' '));
        gazetteer.people_words = several.flat_map(|name| name.split(' ')).collect();
        gazetteer
    }

    /// Takes up a name of what a row is about, unless it means another row.
    fn name(&mut self, name: &'static str, owner: &str, known: Known, meant: &Meant) {
        if meant.get(name).is_none_or(|means| *means == owner) {
            self.names.insert(name, known);
        }
    }

    fn read_bodies(&mut self, pack: &Pack, meant: &Meant) {
        for row in shared::ORGANISATIONS {
            let body = Known::Body(Body {
                id: row.wikidata.unwrap_or(row.id),
                kind: match row.kind {
                    BodyKind::Organisation => ActorKind::Organisation,
                    BodyKind::Group => ActorKind::Group,
                },
                country: row.country,
                sector: row.sector,
            });
            for name in names(row.names, row.by_language, pack) {
                self.name(name, row.id, body, meant);
            }
        }
    }

    fn read_cities(&mut self, pack: &Pack, meant: &Meant) {
        for row in shared::CITIES {
            let city = Known::City {
                country: row.country,
                at: (row.latitude, row.longitude),
                capital: row.capital,
            };
            for name in names(row.names, row.by_language, pack).chain([row.name]) {
                self.name(name, row.name, city, meant);
                if row.common {
                    self.common.insert(name);
                }
            }
        }
    }

    fn read_countries(&mut self, pack: &'static Pack, meant: &Meant) {
        for row in shared::COUNTRIES {
            let state = State {
                known_as: row.wikidata.unwrap_or(row.code),
                capital: (row.latitude, row.longitude),
            };
            self.states.insert(row.code, state);
        }
        for row in pack.countries {
            let country = row.country;
            match row.class {
                CountryWord::Name => self.name(row.form, country, Known::Country(country), meant),
                CountryWord::Seat => self.name(row.form, country, Known::Seat(country), meant),
                CountryWord::People => drop(self.people.insert(row.form, country)),
            }
        }
    }

    /// The longest known name that begins with a word, and its last word.
    pub(crate) fn known(&self, text: &str, of: &Sentence, first: usize) -> Option<(Known, usize)> {
        let words = &of.words;
        let &most = self.beginnings.get(beginning(&words[first].form))?;
        let furthest = words.len().min(first + most);
        (first..furthest).rev().find_map(|last| {
            let slice = text.get(words[first].span.start..words[last].span.end)?;
            let names = (first..=last).any(|word| {
                matches!(
                    words[word].upos,
                    Upos::Propn | Upos::Noun | Upos::X | Upos::Sym
                )
            }) || slice.chars().filter(|c| c.is_uppercase()).count() > 1
                || (last == first && words[first].upos == Upos::Adj && nominal(of, first));
            let name = straight(slice);
            let &known = self.names.get(name.as_ref()).filter(|_| names)?;
            let word = last == first && self.common.contains(name.as_ref());
            let fits = !(word && is_word(of, first))
                && (known == Known::Person || !part_of_longer(of, first, last, known));
            fits.then_some((known, last))
        })
    }

    /// The country of a people's name or adjective that a word is or is part of: *Congolese*, *South African*.
    pub(crate) fn people(&self, text: &str, of: &Sentence, word: usize) -> Option<&'static str> {
        let words = &of.words;
        let find = |first: usize, last: usize| {
            let slice = text.get(words[first].span.start..words[last].span.end)?;
            self.people.get(slice.to_lowercase().as_str()).copied()
        };
        let form = words[word].form.to_lowercase();
        let several = || {
            let end = words.len() - 1;
            let around = [
                (word.checked_sub(2), word),
                (word.checked_sub(1), end.min(word + 1)),
                (Some(word), end.min(word + 2)),
                (word.checked_sub(1), word),
                (Some(word), end.min(word + 1)),
            ];
            let mut around = around.into_iter();
            around.find_map(|(first, last)| find(first?, last))
        };
        let part = self.people_words.contains(form.as_str());
        part.then(several)
            .flatten()
            .or_else(|| self.people.get(form.as_str()).copied())
    }

    /// Where a country's capital lies.
    pub(crate) fn capital(&self, country: &str) -> Option<Coordinates> {
        self.states.get(country).map(|state| state.capital)
    }

    /// What the record knows a state as.
    pub(crate) fn known_as(&self, country: &str) -> Option<&'static str> {
        self.states.get(country).map(|state| state.known_as)
    }
}

/// Whether a word that may be a name is none: it is not tagged one, and its capital says only that a sentence begins.
fn is_word(of: &Sentence, word: usize) -> bool {
    let mut before = of.words[..word].iter().rev();
    of.words[word].upos != Upos::Propn && before.all(|word| word.upos == Upos::Punct)
}

/// The names that two rows share, with the key of the row that is meant.
type Meant = FxHashMap<&'static str, &'static str>;

/// Whether a name is only a piece of the name of somebody or something else: *Florence* in *Florence Parly*, *Ford* in
/// *Gerald Ford*. A body's may have more said behind it.
fn part_of_longer(of: &Sentence, first: usize, last: usize, known: Known) -> bool {
    let words = &of.words;
    let inside = |word: usize| (first..=last).contains(&word);
    let named = |word: usize| {
        let capital = words[word]
            .form
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
        words[word].upos == Upos::Propn && capital
    };
    let flat_on = |word: usize| words[word].head.filter(|_| words[word].is(Relation::Flat));
    let begun = (first..=last)
        .filter_map(flat_on)
        .any(|head| head < first && named(head));
    let next = last + 1;
    let goes_on = !matches!(known, Known::Body(_))
        && next < words.len()
        && named(next)
        && flat_on(next).is_some_and(inside);
    begun || goes_on
}

/// Whether an adjective stands where a noun would.
fn nominal(sentence: &Sentence, word: usize) -> bool {
    sentence
        .children(word)
        .any(|child| sentence.words[child].is(Relation::Det))
}

/// The most words that a name can be cut into: each piece and each sign between pieces is one.
fn most_words(name: &str) -> usize {
    let signs = name
        .chars()
        .filter(|sign| !sign.is_alphanumeric() && !sign.is_whitespace());
    let pieces = name
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|piece| !piece.is_empty());
    signs.count() + pieces.count()
}

fn beginning(name: &str) -> &str {
    let end = name
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(name.len());
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::tree;

    fn gazetteer(code: &str) -> Gazetteer {
        Gazetteer::load(selon_languages::pack(code).unwrap())
    }

    /// What is known of the name that begins with a word, and its last word.
    fn known(code: &str, rows: &str, first: &str) -> Option<(Known, String)> {
        let tree = tree(rows);
        let known = gazetteer(code).known(&tree.text, &tree.sentence, tree.at(first));
        known.map(|(known, last)| (known, tree.sentence.words[last].form.to_string()))
    }

    #[test]
    fn the_longest_name_is_known() {
        let rows = "The DET 4 det/Republic PROPN 6 nsubj/of ADP 4 case/Kenya PROPN 2 nmod/has AUX 6 aux/signed VERB 0 root";
        let expected = (Known::Country("KEN"), "Kenya".to_owned());
        assert_eq!(known("en", rows, "Republic"), Some(expected));
    }

    #[test]
    fn a_piece_of_a_longer_name_is_not_known_by_itself() {
        let rows = "Florence PROPN 3 nsubj/Orvan PROPN 1 flat/parle VERB 0 root";
        assert_eq!(known("fr", rows, "Florence"), None);
        let rows = "Jack PROPN 3 nsubj/London PROPN 1 flat/wrote VERB 0 root";
        assert_eq!(known("en", rows, "London"), None);
        let alone = "London PROPN 2 nsubj/slept VERB 0 root";
        assert!(known("en", alone, "London").is_some());
    }

    #[test]
    fn a_name_that_is_a_word_too_needs_a_tag_or_a_place_inside_the_sentence() {
        let word = "Tours NOUN 2 nsubj/brûlent VERB 0 root";
        assert_eq!(known("fr", word, "Tours"), None);
        let quoted = "« PUNCT 2 punct/Tours NOUN 0 root";
        assert_eq!(known("fr", quoted, "Tours"), None);
        let inside = "Ils PRON 2 nsubj/quittent VERB 0 root/Tours NOUN 2 obj";
        assert!(known("fr", inside, "Tours").is_some());
        let proper = "Tours PROPN 2 nsubj/dort VERB 0 root";
        assert!(known("fr", proper, "Tours").is_some());
    }

    #[test]
    fn a_people_may_have_a_name_of_several_words() {
        let tree =
            tree("two NUM 3 nummod/Puerto PROPN 3 compound/Rican ADJ 4 amod/officials NOUN 0 root");
        let people = |word| gazetteer("en").people(&tree.text, &tree.sentence, tree.at(word));
        assert_eq!(
            (people("Puerto"), people("Rican")),
            (Some("PRI"), Some("PRI"))
        );
        assert_eq!(people("officials"), None);
    }

    #[test]
    fn a_state_has_a_capital_and_an_id() {
        let gazetteer = gazetteer("en");
        assert_eq!(gazetteer.known_as("USA"), Some("Q30"));
        assert!(
            gazetteer
                .capital("FRA")
                .is_some_and(|(north, _)| (north - 48.9).abs() < 0.2)
        );
    }
}
