//! What a mention says of the actor it names.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::feature::{self, Feature as _, NumType, Poss, PronType};
use selon_analyse::{Analysis, Relation, Sentence, Upos, Word};
use selon_languages::{Pack, Row, shared_table};
use selon_read::{Actor, ActorKind, Mention, MentionForm, RuleError, WordAt};

use crate::groups::{self, OfTwo};

/// Grammatical gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

/// How many words the longest pronoun has.
const LONGEST: usize = 2;

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

/// The tables of one language.
#[derive(Debug)]
pub(crate) struct Words {
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

impl Words {
    pub(crate) fn load(pack: &'static Pack) -> Result<Words, RuleError> {
        let genders = |tables: &[&str]| {
            let rows = tables.iter().flat_map(|table| {
                pack.table(table).rows().map(move |row| {
                    let gender = gender(pack, table, &row)?;
                    Ok((row.key(), gender))
                })
            });
            rows.collect::<Result<FxHashMap<_, _>, RuleError>>()
        };
        let pronouns = pack.table("pronouns").rows().map(|row| {
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
        let renaming = pack.table("renaming-nouns").rows().map(|row| {
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
        let nouns = |fits: &dyn Fn(Option<&str>) -> bool| {
            let rows = pack.table("source-nouns").rows();
            let rows = rows.filter(|row| fits(row.get("kind")));
            rows.map(|row| row.key()).collect()
        };
        let cell = |key: &str| {
            let cell = pack.table("language").cell(key, "value");
            cell.map(|cell| cell.split(' ').collect())
                .unwrap_or_default()
        };
        let keys = |table| pack.table(table).rows().map(|row| row.key()).collect();
        Ok(Words {
            people: genders(&["person-nouns", "roles"])?,
            civilities: genders(&["civilities"])?,
            pronouns: pronouns.collect::<Result<_, RuleError>>()?,
            definite: keys("definite-determiners"),
            humans: keys("person-nouns"),
            known: shared_table("people")
                .rows()
                .filter_map(|row| {
                    let known_as = row.get("wikidata").unwrap_or(row.key());
                    Some((known_as, of_cell(row.get("gender"))?))
                })
                .collect(),
            given_names: shared_table("given-names")
                .rows()
                .map(|row| (row.key(), of_cell(row.get("gender"))))
                .collect(),
            renaming: renaming.collect::<Result<_, RuleError>>()?,
            of_two: [cell("first-of-two"), cell("second-of-two")],
            distinguishing: cell("distinguishing-adjectives"),
            things: nouns(&|kind| kind != Some("person")),
            documents: nouns(&|kind| matches!(kind, Some("document" | "survey"))),
            years: pack
                .table("time-units")
                .rows()
                .filter(|row| row.get("unit") == Some("year"))
                .map(|row| row.key())
                .collect(),
        })
    }

    /// Whether a noun is one for a document or body.
    pub(crate) fn can_write(&self, lemma: &str) -> bool {
        self.things.contains(lemma)
    }

    /// A possessive that is a source names it as a pronoun does: *sa crainte*.
    pub(crate) fn recognise_possessive(&self, analysis: &Analysis, actor: &mut Actor) {
        let Some(mention) = actor.mentions.first_mut() else {
            return;
        };
        let sentence = analysis.sentences.get(mention.head.sentence);
        let word = sentence.and_then(|sentence| sentence.words.get(mention.head.word));
        let possessive = word.is_some_and(|word| {
            let alone = word.span == mention.span && word.feats.is(Poss::Yes);
            alone && self.pronouns.contains_key(plain(&word.form).as_str())
        });
        if possessive {
            mention.form = MentionForm::Pronoun;
        }
    }

    /// What the first mention of an actor says. An actor without any says nothing.
    pub(crate) fn profile(&self, analysis: &Analysis, actor: &Actor) -> Profile {
        let mention = actor.mentions.first();
        let mut profile = Profile {
            form: mention.map_or(MentionForm::Nominal, |mention| mention.form),
            kind: actor.kind,
            head: mention.map(|mention| mention.head),
            known_as: actor.known_as,
            country: actor.country,
            sector: actor.sector,
            name: Vec::new(),
            written: String::new(),
            spelled_out: Vec::new(),
            gender: actor.known_as.and_then(|id| self.known.get(id).copied()),
            plural: false,
            noun: None,
            titles: Vec::new(),
            human: false,
            official: false,
            thing: false,
            document: false,
            definite: false,
            owned: false,
            contents: FxHashSet::default(),
            singled_out: false,
            of_two: None,
            given: false,
            renames: None,
            pronoun: None,
        };
        let sentence = mention.and_then(|mention| analysis.sentences.get(mention.head.sentence));
        let (Some(mention), Some(sentence)) = (mention, sentence) else {
            return profile;
        };
        let Some(head) = sentence.words.get(mention.head.word) else {
            return profile;
        };
        if matches!(
            profile.form,
            MentionForm::Name | MentionForm::Title | MentionForm::Metonym
        ) {
            profile.name = actor.name.split_whitespace().map(plain).collect();
            profile.written = actor.name.clone();
        }
        let inside = (0..sentence.words.len())
            .filter(|&word| mention.span.contains(sentence.words[word].span));
        profile.pronoun = match profile.form {
            MentionForm::Pronoun => self.pronouns.get(plain(&head.form).as_str()).copied(),
            MentionForm::Nominal => self.pronoun(inside.clone().map(|word| &sentence.words[word])),
            _ => None,
        };
        if profile.form == MentionForm::Nominal {
            let from_head = inside.clone().filter(|&word| word >= mention.head.word);
            let words = from_head.map(|word| plain(&sentence.words[word].form));
            profile.spelled_out = words.collect();
        }
        profile.thing = profile
            .pronoun
            .is_some_and(|pronoun| pronoun.human == Some(false));
        self.read_words(sentence, inside, &mut profile);
        profile.plural = groups::is_several(sentence, mention.head.word)
            || coordinated(sentence, mention, &profile.name);
        // A group may have lost its determiner: *the 58-year-old*.
        let mut children = sentence.children(mention.head.word);
        profile.definite |= children.any(|child| self.is_definite(&sentence.words[child]));
        if profile.form == MentionForm::Nominal {
            profile.of_two = self.of_two(head).filter(|_| profile.definite);
            let pointed = self.is_pointed_at(sentence, mention.head.word);
            profile.renames = self.renames(head, actor, pointed);
            profile.definite |= pointed && profile.renames.is_some();
        }
        if profile.kind == ActorKind::Person && profile.gender.is_none() {
            let given = profile.written.split_whitespace().next();
            profile.gender = given.and_then(|name| self.given_names.get(name).copied().flatten());
        }
        profile.given = self.given_names.contains_key(profile.written.as_str());
        // One of several is what they are: *un de ses porte-parole*.
        profile.noun = match head.upos {
            Upos::Noun => Some(head.lemma.to_lowercase()),
            _ if profile.plural => None,
            _ => groups::one(sentence, mention.head.word),
        };
        let noun = profile.noun.as_deref();
        profile.document = noun.is_some_and(|noun| self.documents.contains(noun));
        profile.thing |= profile.kind == ActorKind::Unnamed
            && profile
                .noun
                .as_ref()
                .is_some_and(|noun| self.can_write(noun));
        if profile.gender.is_none() && head.upos == Upos::Noun {
            profile.gender = of_feature(head.feats.get());
        }
        if profile.gender.is_none() && profile.kind != ActorKind::Person {
            profile.gender = article_gender(sentence, mention.head.word);
        }
        profile
    }

    /// Whether a mention is a pronoun that stands for nobody in particular: *on*.
    pub(crate) fn is_vague(&self, sentences: &[Sentence], mention: &Mention) -> bool {
        let sentence = sentences.get(mention.head.sentence);
        sentence.is_some_and(|sentence| {
            let inside = sentence.words.iter();
            let inside = inside.filter(|word| mention.span.contains(word.span));
            let pronoun = self.pronoun(inside);
            pronoun.is_some_and(|pronoun| pronoun.nobody)
        })
    }

    /// The pronoun that some words are, up to the first comma: what that adds says no more of whom (*ces derniers, réunis au
    /// port*).
    fn pronoun<'w>(&self, words: impl Iterator<Item = &'w Word>) -> Option<Pronoun> {
        let words = words.take_while(|word| word.upos != Upos::Punct);
        let words: Vec<String> = words
            .map(|word| plain(&word.form))
            .take(LONGEST + 1)
            .collect();
        self.pronouns.get(words.join(" ").as_str()).copied()
    }

    fn is_definite(&self, word: &Word) -> bool {
        word.upos == Upos::Det && self.definite.contains(plain(&word.form).as_str())
    }

    /// Whether a word beside a noun says which one of several is meant.
    fn singles_out(&self, sentence: &Sentence, word: usize) -> bool {
        let of = word;
        let word = &sentence.words[of];
        match word.upos {
            Upos::Num => !word.head.is_some_and(|head| self.is_age(sentence, head)),
            Upos::Noun | Upos::Propn => !self.is_age(sentence, of),
            Upos::Adj => {
                word.feats.is(NumType::Ord) || self.distinguishing.contains(word.lemma.as_str())
            }
            _ => false,
        }
    }

    /// Which of two a word is that stands for a noun.
    fn of_two(&self, head: &Word) -> Option<OfTwo> {
        let [first, second] = &self.of_two;
        let lemma = head.lemma.as_str();
        let alone = !head.is(Relation::Amod);
        match (first.contains(lemma), second.contains(lemma)) {
            (true, _) if alone => Some(OfTwo::First),
            (_, true) if alone => Some(OfTwo::Second),
            _ => None,
        }
    }

    /// Whom a noun can name again. A capital tells that it names the people of a country; somebody's age or *cet* that it
    /// names whoever was just named.
    fn renames(&self, head: &Word, actor: &Actor, pointed: bool) -> Option<Renaming> {
        let lemma = head.lemma.to_lowercase();
        let form = plain(&head.form);
        let forms = [head.lemma.as_str(), &lemma, &form];
        let listed = forms.iter().find_map(|form| self.renaming.get(form));
        let human = self.people.contains_key(lemma.as_str());
        let native = actor.country.is_some() && head.form.starts_with(char::is_uppercase);
        let office = actor.kind == ActorKind::Role;
        let of = |of: Renamed| Renaming {
            of,
            titles: Vec::new(),
            owned: false,
        };
        listed
            .cloned()
            .or((pointed && human).then_some(of(Renamed::Person)))
            .or(native.then_some(of(Renamed::Native)))
            .or(office.then_some(of(Renamed::Undescribed)))
    }

    /// Whether the words beside a noun point at somebody who was just named: *cet éleveur de 55 ans*, *l'infirmière de 34 ans*.
    fn is_pointed_at(&self, sentence: &Sentence, head: usize) -> bool {
        let words = &sentence.words;
        let demonstrative =
            |child: usize| words[child].upos == Upos::Det && words[child].feats.is(PronType::Dem);
        let mut children = sentence.children(head);
        children.any(|child| demonstrative(child) || self.is_age(sentence, child))
    }

    /// Whether a word heads an age: *de 34 ans*.
    fn is_age(&self, sentence: &Sentence, word: usize) -> bool {
        let words = &sentence.words;
        let counted = sentence
            .children(word)
            .any(|child| words[child].upos == Upos::Num);
        counted && self.years.contains(plain(&words[word].form).as_str())
    }

    /// Takes in the titles, genders and determiners among the words of a mention.
    fn read_words(
        &self,
        sentence: &Sentence,
        inside: impl Iterator<Item = usize>,
        profile: &mut Profile,
    ) {
        // What stands behind a comma says more of whom and not which one.
        let mut stopped = false;
        for index in inside {
            let word = &sentence.words[index];
            let lemma = word.lemma.to_lowercase();
            let form = plain(&word.form);
            let civility = self.civilities.get(form.trim_end_matches('.'));
            let role = self
                .people
                .get(lemma.as_str())
                .or_else(|| self.people.get(form.as_str()));
            if let Some(gender) = civility.or(role) {
                let own = of_feature(word.feats.get()).filter(|_| civility.is_none());
                // The feminine of an office may share its lemma with the masculine.
                profile.gender = profile.gender.or(own).or(*gender);
            }
            let named = matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj);
            let is_head = profile.head.is_some_and(|head| head.word == index);
            let whose = || {
                let mut head = profile.head.into_iter();
                head.any(|head| is_complement(sentence, head.word, index))
            };
            if role.is_some() && named && !whose() {
                let human = self.humans.contains(lemma.as_str());
                profile.human |= is_head && human;
                profile.official |= !human;
                profile.titles.push(lemma.clone());
            }
            // The article of a complement says nothing of the whole: *une source proche du dossier*.
            let own = profile.head.is_none_or(|head| word.head == Some(head.word));
            profile.definite |= own && self.is_definite(word);
            profile.owned |= own && word.feats.is(Poss::Yes);
            stopped |= word.upos == Upos::Punct;
            profile.singled_out |= !is_head && !stopped && self.singles_out(sentence, index);
            if matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num) {
                profile.contents.insert(lemma);
            }
        }
    }
}

/// What one mention says of its actor.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) form: MentionForm,
    pub(crate) kind: ActorKind,
    pub(crate) head: Option<WordAt>,
    pub(crate) known_as: Option<&'static str>,
    pub(crate) country: Option<&'static str>,
    pub(crate) sector: Option<&'static str>,
    /// The words of the name in small letters, without title.
    pub(crate) name: Vec<String>,
    /// The name as written.
    pub(crate) written: String,
    /// The words of a nominal group from its head on: what an acronym may stand for.
    pub(crate) spelled_out: Vec<String>,
    pub(crate) gender: Option<Gender>,
    pub(crate) plural: bool,
    /// The lemma of the head where it is a common noun.
    pub(crate) noun: Option<String>,
    /// The lemmas of offices and nouns for people in it.
    pub(crate) titles: Vec<String>,
    /// Whether its head is a noun for a human being that is no office.
    pub(crate) human: bool,
    /// Whether it names an office or a trade.
    pub(crate) official: bool,
    /// Whether its head is a noun for a document or body and it is nobody else that is known, or a pronoun for things.
    pub(crate) thing: bool,
    /// Whether its head is a noun for something written.
    pub(crate) document: bool,
    /// Whether a determiner points back.
    pub(crate) definite: bool,
    /// Whether a possessive says whose it is: *son avocate*.
    pub(crate) owned: bool,
    /// The lemmas of its content words.
    pub(crate) contents: FxHashSet<String>,
    /// Whether a word says which one is meant of several: a complement, a number, *autre*.
    pub(crate) singled_out: bool,
    /// Which of two it is, where it says no more: *le second*.
    pub(crate) of_two: Option<OfTwo>,
    /// Whether it is a given name alone.
    pub(crate) given: bool,
    /// Whom it can name again, where it is a noun that does.
    pub(crate) renames: Option<Renaming>,
    pub(crate) pronoun: Option<Pronoun>,
}

/// Whether a word stands inside a complement of a head, which says whom or what somebody belongs to and not who they are:
/// *un proche* | *du ministre*.
fn is_complement(sentence: &Sentence, head: usize, word: usize) -> bool {
    let words = &sentence.words;
    let climb = std::iter::successors(Some(word), |&at| words[at].head);
    let path = climb.take(words.len()).take_while(|&at| at != head);
    let mut path = path.filter(|&at| words[at].is(Relation::Nmod));
    path.any(|at| {
        sentence
            .children(at)
            .any(|child| words[child].is(Relation::Case))
    })
}

/// The gender that the article of a name shows: *la Croix-Rouge*.
fn article_gender(sentence: &Sentence, head: usize) -> Option<Gender> {
    let words = &sentence.words;
    let mut articles = sentence
        .children(head)
        .filter(|&child| words[child].upos == Upos::Det);
    articles.find_map(|child| of_feature(words[child].feats.get()))
}

/// Whether others are joined to somebody: *Ruiz and Lund*. What is joined inside a name is part of it: *Holt & Sander*.
fn coordinated(sentence: &Sentence, mention: &Mention, name: &[String]) -> bool {
    let mut children = sentence.children(mention.head.word);
    children.any(|child| {
        let child = &sentence.words[child];
        child.is(Relation::Conj) && (name.is_empty() || !mention.span.contains(child.span))
    })
}

/// Small letters and a straight apostrophe, as the tables are written.
pub(crate) fn plain(form: &str) -> String {
    form.to_lowercase().replace('’', "'")
}

fn gender(pack: &Pack, table: &str, row: &Row) -> Result<Option<Gender>, RuleError> {
    match row.get("gender") {
        None => Ok(None),
        cell => match of_cell(cell) {
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

/// The gender that a cell of a table gives.
fn of_cell(gender: Option<&str>) -> Option<Gender> {
    of_feature(gender.and_then(feature::Gender::from_name))
}

fn of_feature(gender: Option<feature::Gender>) -> Option<Gender> {
    match gender? {
        feature::Gender::Masc => Some(Gender::Masculine),
        feature::Gender::Fem => Some(Gender::Feminine),
        feature::Gender::Neut => None,
    }
}
