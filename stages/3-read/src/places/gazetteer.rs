//! What the tables know by name: states, their people and seats, cities, and bodies.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Sentence, Upos};
use selon_languages::{Pack, Table, shared_table};

use crate::ActorKind;
use crate::rules::{RuleError, cell};

/// No name in the tables has more words than this, hyphens and apostrophes counted.
const LONGEST: usize = 9;

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
}

/// A body of `shared/organisations.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) id: &'static str,
    pub(crate) kind: ActorKind,
    pub(crate) country: Option<&'static str>,
    pub(crate) sector: Option<&'static str>,
}

/// All names of one language, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    names: FxHashMap<&'static str, Known>,
    /// The letters with which the names begin, up to the first sign that is no letter: a cheap first test.
    beginnings: FxHashSet<&'static str>,
    people: FxHashMap<&'static str, &'static str>,
    capitals: FxHashMap<&'static str, Coordinates>,
    locative: FxHashMap<&'static str, bool>,
    /// Lemmas of nouns whose complement names a place.
    place_heads: FxHashSet<&'static str>,
}

impl Gazetteer {
    /// Reads the shared tables and the language's own.
    pub(crate) fn load(pack: &'static Pack) -> Result<Gazetteer, RuleError> {
        let mut gazetteer = Gazetteer {
            names: FxHashMap::default(),
            beginnings: FxHashSet::default(),
            people: FxHashMap::default(),
            capitals: FxHashMap::default(),
            locative: FxHashMap::default(),
            place_heads: ["place-heads", "site-nouns"]
                .into_iter()
                .flat_map(|table| pack.table(table).rows())
                .map(|row| row.key())
                .collect(),
        };
        gazetteer.read_bodies()?;
        gazetteer.read_cities()?;
        gazetteer.read_countries(pack)?;
        for row in pack.table("locative-prepositions").rows() {
            gazetteer
                .locative
                .insert(row.key(), row.get("strength") == Some("sure"));
        }
        gazetteer.beginnings = gazetteer.names.keys().map(|name| beginning(name)).collect();
        Ok(gazetteer)
    }

    fn read_bodies(&mut self) -> Result<(), RuleError> {
        for row in shared_table("organisations").rows() {
            let kind = match row.get("kind") {
                Some("organisation") => ActorKind::Organisation,
                Some("group") => ActorKind::Group,
                _ => {
                    let problem = "`kind` is neither `organisation` nor `group`";
                    return Err(RuleError::new("shared", "organisations", &row, problem));
                }
            };
            let (country, sector) = (row.get("country"), row.get("sector"));
            let body = Known::Body(Body {
                id: row.key(),
                kind,
                country,
                sector,
            });
            let names = row.get("names").unwrap_or_default();
            self.names.extend(names.split('|').map(|name| (name, body)));
        }
        Ok(())
    }

    fn read_cities(&mut self) -> Result<(), RuleError> {
        for row in shared_table("cities").rows() {
            let at = coordinates("cities", &row)?;
            let country = row.get("country").unwrap_or_default();
            let city = Known::City {
                country,
                at,
                capital: row.get("capital").is_some(),
            };
            let others = row
                .get("names")
                .into_iter()
                .flat_map(|names| names.split('|'));
            for name in others.chain([row.key()]) {
                self.names.insert(name, city);
            }
        }
        Ok(())
    }

    fn read_countries(&mut self, pack: &'static Pack) -> Result<(), RuleError> {
        for row in shared_table("countries").rows() {
            self.capitals
                .insert(row.key(), coordinates("countries", &row)?);
        }
        let table: Table = pack.table("countries");
        for row in table.rows() {
            let country = row.get("country").unwrap_or_default();
            match row.get("class") {
                Some("name") => drop(self.names.insert(row.key(), Known::Country(country))),
                Some("seat") => drop(self.names.insert(row.key(), Known::Seat(country))),
                Some("people") => drop(self.people.insert(row.key(), country)),
                _ => {
                    let problem = "`class` is not `name`, `people` or `seat`";
                    return Err(RuleError::new(pack.code(), "countries", &row, problem));
                }
            }
        }
        Ok(())
    }

    /// The longest known name that begins with a word, and its last word.
    pub(crate) fn known(&self, text: &str, of: &Sentence, first: usize) -> Option<(Known, usize)> {
        let words = &of.words;
        if !self.beginnings.contains(beginning(&words[first].form)) {
            return None;
        }
        let furthest = words.len().min(first + LONGEST);
        (first..furthest).rev().find_map(|last| {
            let slice = text.get(words[first].span.start..words[last].span.end)?;
            let names = (first..=last).any(|word| {
                matches!(
                    words[word].upos,
                    Upos::Propn | Upos::Noun | Upos::X | Upos::Sym
                )
            }) || slice.chars().filter(|c| c.is_uppercase()).count() > 1
                || (last == first && words[first].upos == Upos::Adj && nominal(of, first));
            self.names
                .get(straight(slice).as_ref())
                .filter(|_| names)
                .map(|&known| (known, last))
        })
    }

    /// The country of a people's name or adjective.
    pub(crate) fn people(&self, form: &str) -> Option<&'static str> {
        self.people.get(form.to_lowercase().as_str()).copied()
    }

    /// Where a country's capital lies.
    pub(crate) fn capital(&self, country: &str) -> Option<Coordinates> {
        self.capitals.get(country).copied()
    }

    /// The locative preposition before a word: `Some(true)` where it is said of places alone.
    pub(crate) fn located(&self, sentence: &Sentence, head: usize) -> Option<bool> {
        sentence
            .children(head)
            .filter(|&child| sentence.words[child].is("case"))
            .find_map(|child| {
                self.locative
                    .get(sentence.words[child].form.to_lowercase().as_str())
                    .copied()
            })
    }

    /// Whether a name that no table has must be a place's: behind a preposition said of places alone, or the complement
    /// of a noun that governs or makes up a place.
    pub(crate) fn is_place(&self, sentence: &Sentence, head: usize) -> bool {
        let word = &sentence.words[head];
        let led = sentence
            .children(head)
            .any(|child| sentence.words[child].is("case"));
        let of_place = || {
            let noun = &sentence.words[word.head?];
            Some(self.place_heads.contains(noun.lemma.as_str()))
        };
        self.located(sentence, head) == Some(true)
            || (led && word.is("nmod") && of_place() == Some(true))
    }

    /// Whether the name of a state or of its seat acts: it is a subject or an agent, or stands behind a preposition that
    /// is not said of places. `strictly` leaves out objects and things that are done to it, which happen to places too.
    pub(crate) fn acts(&self, sentence: &Sentence, head: usize, strictly: bool) -> bool {
        let words = &sentence.words;
        let mut at = head;
        for _ in 0..LONGEST {
            let word = &words[at];
            let preposition = sentence.children(at).any(|child| words[child].is("case"));
            if word.is("obl:agent") {
                return true;
            }
            if preposition {
                return self.located(sentence, at).is_none();
            }
            match (word.deprel.split(':').next(), word.head) {
                (Some("conj"), Some(first)) => at = first,
                (Some("nsubj"), Some(verb)) if strictly => {
                    return !word.is("nsubj:pass") && words[verb].upos == Upos::Verb;
                }
                (Some("nsubj" | "iobj" | "dislocated" | "vocative"), _) => return true,
                (Some("obj"), _) => return !strictly,
                _ => return false,
            }
        }
        false
    }
}

/// Whether an adjective stands where a noun would.
fn nominal(sentence: &Sentence, word: usize) -> bool {
    sentence
        .children(word)
        .any(|child| sentence.words[child].is("det"))
}

fn coordinates(table: &str, row: &selon_languages::Row) -> Result<Coordinates, RuleError> {
    let degrees = "degrees as a decimal number";
    let latitude = cell("shared", table, row, "latitude", degrees)?;
    Ok((latitude, cell("shared", table, row, "longitude", degrees)?))
}

fn beginning(name: &str) -> &str {
    let end = name
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(name.len());
    &name[..end]
}

/// The text with straight apostrophes, as the tables write them.
fn straight(text: &str) -> Cow<'_, str> {
    if text.contains('’') {
        Cow::Owned(text.replace('’', "'"))
    } else {
        Cow::Borrowed(text)
    }
}
