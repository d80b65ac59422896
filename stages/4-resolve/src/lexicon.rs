//! What the tables of a language say of nouns and pronouns: whom they can stand for.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::feature;
use selon_languages::{
    self as tables, Address, NounIs, Number, Pack, Renames, Speaker, Surname, TimeUnit, YesNo,
    shared,
};

/// Grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

impl Gender {
    /// The gender that a feature of a word shows.
    pub(crate) fn of_feature(gender: Option<feature::Gender>) -> Option<Gender> {
        match gender? {
            feature::Gender::Masc => Some(Gender::Masculine),
            feature::Gender::Fem => Some(Gender::Feminine),
            feature::Gender::Neut => None,
        }
    }

    /// The gender that a table gives.
    fn of_cell(gender: tables::Gender) -> Gender {
        match gender {
            tables::Gender::Masc => Gender::Masculine,
            tables::Gender::Fem => Gender::Feminine,
        }
    }
}

/// How many words the longest pronoun has.
pub(crate) const LONGEST: usize = 2;

/// What a pronoun can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pronoun {
    pub(crate) gender: Option<Gender>,
    /// Whether it stands for several; unknown where it can do both.
    pub(crate) plural: Option<bool>,
    /// Whether it stands for whoever speaks.
    pub(crate) speaks: bool,
    /// Whether it stands for nobody in particular.
    pub(crate) nobody: bool,
    /// Whether it stands for people only, or never for them; unknown where it can do both.
    pub(crate) human: Option<bool>,
    /// Whether it stands for whoever was named last, a subject or not.
    pub(crate) nearest: bool,
}

/// Whom a noun can name again in other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renamed {
    Person,
    /// A person of whom nothing but the name has been said.
    Undescribed,
    /// A person of that country.
    Native,
    Body,
    /// Those who govern a country, which speaks through them.
    State,
    /// Something written.
    Document,
}

/// How a noun names somebody again.
#[derive(Debug, Clone)]
pub(crate) struct Renaming {
    pub(crate) of: Renamed,
    /// Lemmas of the nouns that mostly stand for the same: of *magistrat* *procureur* and *juge*.
    pub(crate) titles: Vec<&'static str>,
    /// Whether it does so behind a possessive and not behind an article: *son client*.
    pub(crate) owned: bool,
}

/// One of two by the order in which they were named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfTwo {
    First,
    Second,
}

/// The tables of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Genders of the nouns for people and offices, by lemma.
    people: FxHashMap<&'static str, Option<Gender>>,
    /// Genders of forms of address.
    civilities: FxHashMap<&'static str, Option<Gender>>,
    pronouns: FxHashMap<&'static str, Pronoun>,
    /// Determiners that point back.
    definite: FxHashSet<&'static str>,
    /// Lemmas of nouns for human beings that are no office.
    humans: FxHashSet<&'static str>,
    /// Genders of the people that the tables know, by what the record knows them as.
    known: FxHashMap<&'static str, Gender>,
    /// Genders of given names.
    given_names: FxHashMap<&'static str, Option<Gender>>,
    /// Nouns that name somebody again.
    renaming: FxHashMap<&'static str, Renaming>,
    /// Words for the first and the second of two.
    of_two: [FxHashSet<&'static str>; 2],
    /// Lemmas of adjectives by which one of several is told from the others.
    distinguishing: FxHashSet<&'static str>,
    /// Lemmas of nouns for documents and bodies.
    things: FxHashSet<&'static str>,
    /// Those of them that are written.
    documents: FxHashSet<&'static str>,
    /// Words for years, by which an age is given.
    years: FxHashSet<&'static str>,
    /// Which part of their names people are called by.
    surname: Surname,
}

impl Lexicon {
    /// Reads the tables of a language.
    pub(crate) fn load(pack: &'static Pack) -> Lexicon {
        let words = |words: &[&'static str]| words.iter().copied().collect();
        let is = |row: &tables::Noun, what| row.is.contains(&what);
        let nouns = pack.nouns.iter();
        let people = nouns.clone();
        let people = people.filter(|row| is(row, NounIs::Person) || is(row, NounIs::Role));
        let humans = nouns.clone().filter(|row| is(row, NounIs::Person));
        let civilities = nouns.clone();
        let pronouns = pack.pronouns.iter();
        let definite = pronouns.clone().filter(|row| row.definite);
        let years = pack.units.iter();
        let years = years.filter(|row| row.time == Some(TimeUnit::Year));
        let settings = &pack.language;
        Lexicon {
            people: people
                .map(|row| (row.lemma, row.gender.map(Gender::of_cell)))
                .collect(),
            civilities: civilities
                .filter_map(|row| Some((row.lemma, addressed(row.address?))))
                .collect(),
            pronouns: pronouns
                .filter_map(|row| Some((row.form, pronoun(row)?)))
                .collect(),
            definite: definite.map(|row| row.form).collect(),
            humans: humans.map(|row| row.lemma).collect(),
            known: known_people(),
            given_names: given_names(),
            renaming: nouns
                .filter_map(|row| Some((row.lemma, renaming(row)?)))
                .collect(),
            of_two: [words(settings.first_of_two), words(settings.second_of_two)],
            distinguishing: words(settings.distinguishing_adjectives),
            things: sources(pack, |kind| kind != Speaker::Person),
            documents: sources(pack, |kind| {
                matches!(kind, Speaker::Document | Speaker::Survey)
            }),
            years: years.map(|row| row.form).collect(),
            surname: settings.surname,
        }
    }

    /// How many words at the end of somebody's full name, of so many words, nobody calls them by alone.
    pub(crate) fn uncalled(&self, words: usize) -> usize {
        usize::from(self.surname == Surname::BeforeLast && words > 2)
    }

    /// What some words stand for, if together they are a pronoun.
    pub(crate) fn pronoun(&self, words: &str) -> Option<Pronoun> {
        self.pronouns.get(words).copied()
    }

    /// The gender of a form of address, where a word is one.
    pub(crate) fn civility(&self, form: &str) -> Option<Option<Gender>> {
        self.civilities.get(form.trim_end_matches('.')).copied()
    }

    /// The gender of a noun for people or an office, where a word is one.
    pub(crate) fn person_noun(&self, lemma: &str) -> Option<Option<Gender>> {
        self.people.get(lemma).copied()
    }

    /// Whether a noun is one for human beings and no office.
    pub(crate) fn is_human(&self, lemma: &str) -> bool {
        self.humans.contains(lemma)
    }

    /// Whether a noun is one for a document or body.
    pub(crate) fn can_write(&self, lemma: &str) -> bool {
        self.things.contains(lemma)
    }

    /// Whether a noun is one for something written.
    pub(crate) fn is_document(&self, lemma: &str) -> bool {
        self.documents.contains(lemma)
    }

    /// Whether a determiner points back.
    pub(crate) fn is_definite(&self, form: &str) -> bool {
        self.definite.contains(form)
    }

    /// Whether an adjective tells one of several from the others.
    pub(crate) fn distinguishes(&self, lemma: &str) -> bool {
        self.distinguishing.contains(lemma)
    }

    /// Whether a word counts years.
    pub(crate) fn is_year(&self, form: &str) -> bool {
        self.years.contains(form)
    }

    /// The gender of somebody whom the tables know by an id.
    pub(crate) fn gender_of_known(&self, id: &str) -> Option<Gender> {
        self.known.get(id).copied()
    }

    /// The gender that a given name tells, where a word is one.
    pub(crate) fn given_name(&self, form: &str) -> Option<Option<Gender>> {
        self.given_names.get(form).copied()
    }

    /// How a noun names somebody again, by any of its forms.
    pub(crate) fn renaming(&self, forms: &[&str]) -> Option<&Renaming> {
        forms.iter().find_map(|&form| self.renaming.get(form))
    }

    /// Which of two a word stands for.
    pub(crate) fn of_two(&self, lemma: &str) -> Option<OfTwo> {
        let [first, second] = &self.of_two;
        match (first.contains(lemma), second.contains(lemma)) {
            (true, _) => Some(OfTwo::First),
            (_, true) => Some(OfTwo::Second),
            _ => None,
        }
    }
}

/// What a personal or possessive pronoun stands for; nothing for a relative one and a determiner.
fn pronoun(row: &tables::Pronoun) -> Option<Pronoun> {
    let person = row.person?;
    Some(Pronoun {
        gender: row.gender.map(Gender::of_cell),
        plural: row.number.map(|number| number == Number::Plur),
        speaks: person == 1,
        nobody: person == 0,
        human: row.human.map(|human| human == YesNo::Yes),
        nearest: row.nearest,
    })
}

/// How a noun names somebody again, if it does.
fn renaming(row: &tables::Noun) -> Option<Renaming> {
    let of = match row.renames? {
        Renames::Person => Renamed::Person,
        Renames::Body => Renamed::Body,
        Renames::State => Renamed::State,
        Renames::Document => Renamed::Document,
    };
    Some(Renaming {
        of,
        titles: row.titles.to_vec(),
        owned: row.owned,
    })
}

/// The gender of those whom a form of address is said of.
fn addressed(address: Address) -> Option<Gender> {
    match address {
        Address::Masc => Some(Gender::Masculine),
        Address::Fem => Some(Gender::Feminine),
        Address::Either => None,
    }
}

/// The lemmas of nouns that can be a source, of the kinds that fit.
fn sources(pack: &'static Pack, fits: impl Fn(Speaker) -> bool) -> FxHashSet<&'static str> {
    let rows = pack.nouns.iter();
    let rows = rows.filter(|row| row.source.is_some_and(&fits));
    rows.map(|row| row.lemma).collect()
}

fn known_people() -> FxHashMap<&'static str, Gender> {
    let rows = shared::PEOPLE.iter().map(|row| {
        let known_as = row.wikidata.unwrap_or(row.id);
        (known_as, Gender::of_cell(row.gender))
    });
    rows.collect()
}

fn given_names() -> FxHashMap<&'static str, Option<Gender>> {
    let rows = shared::GIVEN_NAMES.iter();
    rows.map(|row| (row.name, row.gender.map(Gender::of_cell)))
        .collect()
}
