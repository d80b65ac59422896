//! What common nouns and small words mean to the names around them.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Sentence, Upos};
pub(crate) use selon_languages::NameLink as Link;
use selon_languages::{
    self as tables, Beside, Locates, Moves, NamePart, NounIs, NumberRole, Pack, Relative, Surname,
    plain, shared,
};

/// What a common noun can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Noun {
    /// An office or a trade.
    pub(crate) role: bool,
    /// A human being.
    pub(crate) person: bool,
    /// A body, or several people.
    pub(crate) body: bool,
    /// A place of one piece.
    pub(crate) site: bool,
    /// A place with an own name: *village*, *region*.
    pub(crate) region: bool,
    /// A complement of it names a place.
    pub(crate) of_place: bool,
    /// Part of a body's name where it has a capital: *Bank*, *Front*.
    pub(crate) names_body: bool,
    /// Part of a place's name where it has a capital: *Lane*, *Mont*.
    pub(crate) names_place: bool,
    /// Stands for its body without a determiner: *police*.
    pub(crate) bare: bool,
    pub(crate) sector: Option<&'static str>,
}

impl Noun {
    /// Whether it is a human being's.
    pub(crate) fn human(self) -> bool {
        self.role || self.person
    }

    /// Whether it is anything that names ask for.
    fn means_something(self) -> bool {
        self.human() || self.body || self.of_place || self.names_body || self.names_place
    }

    /// Whether it makes up a place with a name behind it.
    pub(crate) fn place(self) -> bool {
        self.site || self.region
    }
}

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    surname: Surname,
    nouns: FxHashMap<&'static str, Noun>,
    links: FxHashMap<&'static str, Link>,
    civilities: FxHashSet<&'static str>,
    /// Verbs of motion; whether it is their object that moves.
    motion: FxHashMap<&'static str, bool>,
    /// Relative pronouns that are said of persons alone, or of anything but persons.
    relatives: FxHashMap<&'static str, bool>,
    given_names: FxHashSet<&'static str>,
    /// Prepositions before places; whether they are said of places alone.
    locative: FxHashMap<&'static str, bool>,
    portfolios: FxHashSet<&'static str>,
    /// Nouns of quantity: *dizaine*, *thousands*.
    pub(crate) quantities: FxHashSet<&'static str>,
    /// What bounds a number before it, in lower case: *plus de*, *at least*.
    bounds: FxHashSet<&'static str>,
    /// Whether a body's name goes on in words without a capital: *Haute Autorité de santé*.
    pub(crate) small_complements: bool,
}

impl Lexicon {
    pub(crate) fn load(pack: &'static Pack) -> Lexicon {
        let nouns = pack.nouns.iter();
        let addresses = nouns.clone().filter(|row| row.address.is_some());
        let portfolios = nouns.filter(|row| row.is.contains(&NounIs::Portfolio));
        let links = pack.links.iter();
        let motion = pack.verbs.iter();
        let relatives = pack.pronouns.iter();
        let bounds = pack.bounds.iter();
        let quantities = pack.numbers.iter().filter(|row| {
            use NumberRole::{Order, Round, Times};
            row.role
                .iter()
                .any(|role| matches!(role, Round | Times | Order))
        });
        Lexicon {
            surname: pack.language.surname,
            nouns: known_nouns(pack),
            links: links
                .clone()
                .filter_map(|row| Some((row.form, row.names?)))
                .collect(),
            civilities: addresses.map(|row| row.lemma).collect(),
            motion: motion
                .filter_map(|row| Some((row.verb, row.moves? == Moves::Object)))
                .collect(),
            relatives: relatives
                .filter_map(|row| Some((row.form, row.relative? == Relative::Person)))
                .collect(),
            given_names: shared::GIVEN_NAMES.iter().map(|row| row.name).collect(),
            locative: links
                .filter_map(|row| Some((row.form, row.places? == Locates::Sure)))
                .collect(),
            portfolios: portfolios.map(|row| row.lemma).collect(),
            quantities: quantities.map(|row| row.form).collect(),
            bounds: bounds
                .filter(|row| row.place != Beside::After)
                .map(|row| row.phrase)
                .collect(),
            small_complements: pack.language.small_words_in_names,
        }
    }

    /// Whether people bear two surnames and are called by the first.
    pub(crate) fn has_two_surnames(&self) -> bool {
        self.surname == Surname::BeforeLast
    }

    /// What a noun can name; nothing where no table has it.
    pub(crate) fn noun(&self, of: &Sentence, word: usize) -> Option<Noun> {
        let word = &of.words[word];
        if !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::X) {
            return None;
        }
        let find = |key: &str| self.nouns.get(key).copied();
        let form = || word.form.to_lowercase();
        find(&word.form)
            .or_else(|| find(&word.lemma))
            .or_else(|| find(&word.lemma.to_lowercase()))
            .or_else(|| find(&form()))
            .or_else(|| find(form().strip_suffix('s')?))
    }

    /// How a word joins a name to what follows it; nothing behind the last word.
    pub(crate) fn link(&self, of: &Sentence, word: usize) -> Option<Link> {
        let form = plain(&of.words.get(word)?.form);
        self.links.get(form.as_str()).copied()
    }

    /// Whether a phrase bounds the number behind it.
    pub(crate) fn bounds(&self, phrase: &str) -> bool {
        let phrase = plain(phrase);
        self.bounds.contains(phrase.as_str())
    }

    /// Whether a verb takes its object from one place to another.
    pub(crate) fn moves_object(&self, lemma: &str) -> bool {
        self.motion.get(lemma) == Some(&true)
    }

    /// Whether somebody goes from one place to another by a verb.
    pub(crate) fn moves(&self, lemma: &str) -> bool {
        self.motion.contains_key(lemma)
    }

    /// Whether a relative pronoun is said of persons: `Some(false)` where it is said of anything else.
    pub(crate) fn relates_to_person(&self, form: &str) -> Option<bool> {
        self.relatives.get(form).copied()
    }

    /// Whether a word is a preposition before places: `Some(true)` where it is said of places alone.
    pub(crate) fn locates(&self, of: &Sentence, word: usize) -> Option<bool> {
        let word = &of.words[word];
        let form = plain(&word.form);
        self.locative
            .get(form.as_str())
            .copied()
            .filter(|_| word.upos == Upos::Adp)
    }

    /// Whether a word can begin a preposition before places: *près* of *près de*.
    pub(crate) fn locates_as(&self, form: &str) -> bool {
        self.locative.contains_key(form.to_lowercase().as_str())
    }

    pub(crate) fn is_civility(&self, of: &Sentence, word: usize) -> bool {
        let form = of.words[word].form.to_lowercase();
        self.civilities.contains(form.trim_end_matches('.'))
            && of.words[word].form.chars().any(char::is_uppercase)
            || self.civilities.contains(form.as_str())
    }

    pub(crate) fn is_given_name(&self, form: &str) -> bool {
        let first = form.split('-').next().unwrap_or(form);
        self.given_names.contains(form) || self.given_names.contains(first)
    }

    /// Whether a noun is written with a capital though it is no name: *État*.
    pub(crate) fn capital_noun(&self, form: &str) -> bool {
        form.chars().any(char::is_uppercase) && self.nouns.contains_key(form)
    }

    /// Whether a word is part of the names of places: *Saint* of *Saint-Roch*.
    pub(crate) fn names_place(&self, form: &str) -> bool {
        let noun = self.nouns.get(form.to_lowercase().as_str());
        noun.is_some_and(|noun| noun.names_place || noun.place())
    }

    /// Whether a body's name has a noun for one that is called after its place: *Larkfield Town Council*.
    pub(crate) fn is_public(&self, name: &str) -> bool {
        name.split(' ').any(|word| {
            let noun = self.nouns.get(word.to_lowercase().as_str());
            noun.is_some_and(|noun| noun.of_place || noun.site)
        })
    }

    /// Whether a word with a capital is what an office deals with: *Santé*, *Transport*.
    pub(crate) fn is_portfolio(&self, form: &str) -> bool {
        self.portfolios.contains(form.to_lowercase().as_str())
    }
}

/// The nouns that are something to names.
fn known_nouns(pack: &'static Pack) -> FxHashMap<&'static str, Noun> {
    let nouns = pack.nouns.iter().map(|row| (row.lemma, Noun::from(row)));
    nouns.filter(|(_, noun)| noun.means_something()).collect()
}

impl From<&tables::Noun> for Noun {
    fn from(row: &tables::Noun) -> Noun {
        let is = |what| row.is.contains(&what);
        Noun {
            role: is(NounIs::Role),
            person: is(NounIs::Person),
            body: is(NounIs::Group),
            site: is(NounIs::Site),
            region: is(NounIs::Place),
            of_place: is(NounIs::Head) || is(NounIs::Site),
            names_body: row.names == Some(NamePart::Body),
            names_place: row.names == Some(NamePart::Place),
            bare: is(NounIs::Bare),
            sector: row.sector,
        }
    }
}
