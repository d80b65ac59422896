//! What common nouns and small words mean to the names around them.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Sentence, Upos};
use selon_languages::{Pack, shared_table};

use crate::rules::RuleError;

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

    /// Whether it makes up a place with a name behind it.
    pub(crate) fn place(self) -> bool {
        self.site || self.region
    }
}

/// How far a preposition or conjunction can be part of a name or a nominal group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// Between the parts of anybody's name: *van*.
    Name,
    /// Begins a complement that says which one is meant: *de*, *of*. In names of bodies too.
    Which,
    /// Begins a complement that says where somebody comes from: *from*. Never in a name.
    Origin,
    /// Begins a complement in names of bodies, and of the nouns of offices: *pour*, *for*.
    Office,
    /// Says where somebody works: *at*, *chez*.
    Work,
    /// Joins parts of a body's name: *and*.
    And,
}

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
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
    pub(crate) fn load(pack: &'static Pack) -> Result<Lexicon, RuleError> {
        let keys = |table| pack.table(table).rows().map(|row| row.key());
        let quantities = pack.table("numbers").rows();
        let quantities =
            quantities.filter(|row| matches!(row.get("role"), Some("round" | "times")));
        let bounds = pack.table("bounds").rows();
        let bounds = bounds.filter(|row| matches!(row.get("place"), Some("before" | "both")));
        Ok(Lexicon {
            nouns: nouns(pack)?,
            links: links(pack)?,
            civilities: keys("civilities").collect(),
            motion: pack
                .table("motion-verbs")
                .rows()
                .map(|row| (row.key(), row.get("moves") == Some("object")))
                .collect(),
            relatives: pack
                .table("relative-pronouns")
                .rows()
                .map(|row| (row.key(), row.get("of") == Some("person")))
                .collect(),
            given_names: shared_table("given-names")
                .rows()
                .map(|row| row.key())
                .collect(),
            locative: pack
                .table("locative-prepositions")
                .rows()
                .map(|row| (row.key(), row.get("strength") == Some("sure")))
                .collect(),
            portfolios: keys("portfolios").collect(),
            quantities: quantities
                .map(|row| row.key())
                .chain(keys("orders"))
                .collect(),
            bounds: bounds.map(|row| row.key()).collect(),
            small_complements: pack.table("language").cell("small-words-in-names", "value")
                == Some("yes"),
        })
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
        let form = of.words.get(word)?.form.to_lowercase().replace('’', "'");
        self.links.get(form.as_str()).copied()
    }

    /// Whether a phrase bounds the number behind it.
    pub(crate) fn bounds(&self, phrase: &str) -> bool {
        let phrase = phrase.to_lowercase().replace('’', "'");
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
        let form = word.form.to_lowercase().replace('’', "'");
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
        self.civilities.contains(form.trim_end_matches('.')) && super::is_capital(of, word)
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

fn nouns(pack: &'static Pack) -> Result<FxHashMap<&'static str, Noun>, RuleError> {
    let mut nouns: FxHashMap<&'static str, Noun> = FxHashMap::default();
    for (table, mark) in [
        ("group-nouns", (|noun| noun.body = true) as fn(&mut Noun)),
        ("person-nouns", |noun| noun.person = true),
        ("place-heads", |noun| noun.of_place = true),
        ("roles", |noun| noun.role = true),
        ("site-nouns", |noun| {
            noun.site = true;
            noun.of_place = true;
        }),
    ] {
        for row in pack.table(table).rows() {
            let noun = nouns.entry(row.key()).or_default();
            mark(noun);
            noun.sector = row.get("sector").or(noun.sector);
            noun.bare |= row.get("bare").is_some();
            noun.region |= row.get("makes") == Some("place");
        }
    }
    for row in pack.table("name-nouns").rows() {
        let noun = nouns.entry(row.key()).or_default();
        match row.get("names") {
            Some("body") => noun.names_body = true,
            Some("place") => noun.names_place = true,
            _ => {
                let problem = "`names` is neither `body` nor `place`";
                return Err(RuleError::new(pack.code(), "name-nouns", &row, problem));
            }
        }
    }
    Ok(nouns)
}

fn links(pack: &'static Pack) -> Result<FxHashMap<&'static str, Link>, RuleError> {
    let rows = pack.table("name-links").rows();
    let links = rows.map(|row| {
        let link = match row.get("link") {
            Some("name") => Link::Name,
            Some("which") => Link::Which,
            Some("origin") => Link::Origin,
            Some("office") => Link::Office,
            Some("work") => Link::Work,
            Some("and") => Link::And,
            _ => {
                let problem = "`link` is not `name`, `which`, `origin`, `office`, `work` or `and`";
                return Err(RuleError::new(pack.code(), "name-links", &row, problem));
            }
        };
        Ok((row.key(), link))
    });
    links.collect()
}
