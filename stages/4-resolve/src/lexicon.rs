//! What the tables of a language say of nouns and pronouns: whom they can stand for.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::feature::{self, Feature as _};
use selon_languages::{Pack, Row, shared_table};
use selon_read::RuleError;

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

    /// The gender that a cell of a table gives.
    fn of_cell(gender: Option<&str>) -> Option<Gender> {
        Gender::of_feature(gender.and_then(feature::Gender::from_name))
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
}

impl Lexicon {
    /// Reads the tables of a language.
    ///
    /// # Errors
    /// A cell that no rule understands, named by table and row.
    pub(crate) fn load(pack: &'static Pack) -> Result<Lexicon, RuleError> {
        let keys = |table| pack.table(table).rows().map(|row| row.key()).collect();
        let years = pack.table("time-units").rows();
        Ok(Lexicon {
            people: genders(pack, &["person-nouns", "roles"])?,
            civilities: genders(pack, &["civilities"])?,
            pronouns: pronouns(pack)?,
            definite: keys("definite-determiners"),
            humans: keys("person-nouns"),
            known: known_people(),
            given_names: given_names(),
            renaming: renaming_nouns(pack)?,
            of_two: [
                language_cell(pack, "first-of-two"),
                language_cell(pack, "second-of-two"),
            ],
            distinguishing: language_cell(pack, "distinguishing-adjectives"),
            things: source_nouns(pack, |kind| kind != Some("person")),
            documents: source_nouns(pack, |kind| matches!(kind, Some("document" | "survey"))),
            years: years
                .filter(|row| row.get("unit") == Some("year"))
                .map(|row| row.key())
                .collect(),
        })
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

/// Small letters and a straight apostrophe, as the tables are written.
pub(crate) fn plain(form: &str) -> String {
    form.to_lowercase().replace('’', "'")
}

fn genders(
    pack: &'static Pack,
    tables: &[&str],
) -> Result<FxHashMap<&'static str, Option<Gender>>, RuleError> {
    let rows = tables.iter().flat_map(|table| {
        let rows = pack.table(table).rows();
        rows.map(move |row| Ok((row.key(), gender(pack, table, &row)?)))
    });
    rows.collect()
}

fn pronouns(pack: &'static Pack) -> Result<FxHashMap<&'static str, Pronoun>, RuleError> {
    let rows = pack.table("pronouns").rows().map(|row| {
        let pronoun = Pronoun {
            gender: gender(pack, "pronouns", &row)?,
            plural: row.get("number").map(|number| number == "Plur"),
            speaks: row.get("person") == Some("1"),
            nobody: row.get("person") == Some("0"),
            human: row.get("human").map(|human| human == "yes"),
            nearest: row.get("nearest").is_some(),
        };
        Ok((row.key(), pronoun))
    });
    rows.collect()
}

fn renaming_nouns(pack: &'static Pack) -> Result<FxHashMap<&'static str, Renaming>, RuleError> {
    let rows = pack.table("renaming-nouns").rows().map(|row| {
        let of = match row.get("of") {
            Some("person") => Renamed::Person,
            Some("body") => Renamed::Body,
            Some("state") => Renamed::State,
            Some("document") => Renamed::Document,
            _ => {
                let problem = "`of` is none of `person`, `body`, `state` and `document`";
                return Err(error(pack, "renaming-nouns", &row, problem));
            }
        };
        let titles = row.list("titles").collect();
        let owned = row.get("with") == Some("possessive");
        Ok((row.key(), Renaming { of, titles, owned }))
    });
    rows.collect()
}

/// The lemmas of nouns for what can be a source without being somebody, of the kinds that fit.
fn source_nouns(
    pack: &'static Pack,
    fits: impl Fn(Option<&str>) -> bool,
) -> FxHashSet<&'static str> {
    let rows = pack.table("source-nouns").rows();
    let rows = rows.filter(|row| fits(row.get("kind")));
    rows.map(|row| row.key()).collect()
}

/// The words that a row of the table `language` lists.
fn language_cell(pack: &'static Pack, key: &str) -> FxHashSet<&'static str> {
    let cell = pack.table("language").cell(key, "value");
    cell.map(|cell| cell.split(' ').collect())
        .unwrap_or_default()
}

fn known_people() -> FxHashMap<&'static str, Gender> {
    let rows = shared_table("people").rows().filter_map(|row| {
        let known_as = row.get("wikidata").unwrap_or(row.key());
        Some((known_as, Gender::of_cell(row.get("gender"))?))
    });
    rows.collect()
}

fn given_names() -> FxHashMap<&'static str, Option<Gender>> {
    let rows = shared_table("given-names").rows();
    rows.map(|row| (row.key(), Gender::of_cell(row.get("gender"))))
        .collect()
}

fn gender(pack: &Pack, table: &str, row: &Row) -> Result<Option<Gender>, RuleError> {
    match row.get("gender") {
        None => Ok(None),
        cell => match Gender::of_cell(cell) {
            None => {
                let problem = "`gender` is neither Masc nor Fem; leave it empty for either";
                Err(error(pack, table, row, problem))
            }
            known => Ok(known),
        },
    }
}

fn error(pack: &Pack, table: &str, row: &Row, problem: &str) -> RuleError {
    RuleError {
        table: format!("{}/{table}", pack.code()),
        key: row.key().to_owned(),
        problem: problem.to_owned(),
    }
}
