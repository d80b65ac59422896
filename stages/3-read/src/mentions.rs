//! Mentions: each place in the text where somebody is named, by name, title, noun, pronoun or the seat of their power.

use std::ops::RangeInclusive;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Analysis, Sentence, Upos};
use selon_intake::Published;
use selon_languages::Pack;

use crate::nominal;
use crate::places::gazetteer::{Gazetteer, Known};
use crate::places::name_head;
use crate::{Actor, ActorKind, Mention, MentionForm, WordAt};

/// What sort of somebody a noun names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NounClass {
    Role,
    Person,
    Group,
}

/// What the mentions of one language are found by.
#[derive(Debug)]
pub(crate) struct Rules {
    gazetteer: Arc<Gazetteer>,
    nouns: FxHashMap<&'static str, (NounClass, Option<&'static str>)>,
    pronouns: FxHashSet<&'static str>,
    civilities: FxHashSet<&'static str>,
}

/// A mention in the making.
struct Found {
    words: RangeInclusive<usize>,
    form: MentionForm,
    name: String,
    kind: ActorKind,
    country: Option<&'static str>,
    sector: Option<&'static str>,
    known_as: Option<&'static str>,
}

impl Rules {
    /// Compiles the tables of a language.
    pub(crate) fn load(pack: &'static Pack, gazetteer: Arc<Gazetteer>) -> Rules {
        let mut nouns = FxHashMap::default();
        for (table, class) in [
            ("group-nouns", NounClass::Group),
            ("person-nouns", NounClass::Person),
            ("roles", NounClass::Role),
        ] {
            let rows = pack.table(table).rows();
            nouns.extend(rows.map(|row| (row.key(), (class, row.get("sector")))));
        }
        let keys = |table| pack.table(table).rows().map(|row| row.key()).collect();
        let (pronouns, civilities) = (keys("pronouns"), keys("civilities"));
        Rules {
            gazetteer,
            nouns,
            pronouns,
            civilities,
        }
    }

    /// One actor for each mention, in text order. Stage 4 joins those that are the same.
    pub(crate) fn mentions(
        &self,
        text: &str,
        analysis: &Analysis,
        published: Option<&Published>,
    ) -> Vec<Actor> {
        let mut actors = Vec::new();
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            self.read(text, index, sentence, &mut actors);
        }
        self.gazetteer
            .holders
            .recognise(text, published, &mut actors);
        let places = self.names_of_places(text, analysis);
        actors.retain(|actor| {
            let bare = actor.kind == ActorKind::Person
                && actor.known_as.is_none()
                && actor.mentions[0].form == MentionForm::Name;
            !(bare && places.contains(actor.name.as_str()))
        });
        actors.sort_by_key(|actor| {
            let span = actor.mentions[0].span; // Each was made with its one mention.
            (span.start, std::cmp::Reverse(span.end))
        });
        actors
    }

    /// Names that some sentence of the article uses as a place's; one that is bare elsewhere is the same place.
    fn names_of_places<'t>(&self, text: &'t str, analysis: &Analysis) -> FxHashSet<&'t str> {
        let mut names = FxHashSet::default();
        for sentence in &analysis.sentences {
            let words = 0..sentence.words.len();
            let heads = words.filter(|&word| sentence.words[word].upos == Upos::Propn);
            for head in heads.filter(|&head| self.gazetteer.is_place(sentence, head)) {
                let group = nominal::close_group(sentence, head);
                let name = self.name(text, sentence, head, &group);
                names.extend(name.map(|name| nominal::span(sentence, name).of(text)));
            }
        }
        names
    }

    fn read(&self, text: &str, index: usize, sentence: &Sentence, actors: &mut Vec<Actor>) {
        let mut taken = vec![false; sentence.words.len()];
        for word in 0..sentence.words.len() {
            if taken[word] {
                continue;
            }
            let Some((head, found)) = self.at(text, sentence, word) else {
                continue;
            };
            let Some(found) = found else { continue };
            if taken[head] {
                continue;
            }
            self.take(sentence, head, &found, &mut taken);
            let span = nominal::span(sentence, found.words.clone());
            let mention = Mention {
                span,
                head: WordAt {
                    sentence: index,
                    word: head,
                },
                form: found.form,
            };
            actors.push(Actor {
                name: found.name,
                kind: found.kind,
                country: found.country,
                sector: found.sector,
                known_as: found.known_as,
                mentions: vec![mention],
            });
        }
    }

    /// Marks the words that are used up: the head, and the words of the name. Nouns inside a group may name others.
    fn take(&self, sentence: &Sentence, head: usize, found: &Found, taken: &mut [bool]) {
        taken[head] = true;
        if matches!(
            found.form,
            MentionForm::Name | MentionForm::Title | MentionForm::Metonym
        ) {
            for word in found.words.clone() {
                let inside = sentence.words[word].upos != Upos::Pron
                    && !below_preposition(sentence, word, head);
                taken[word] |= inside;
            }
        }
    }

    /// What a word names, with the head of its group. The inner option is empty where the word is known to name nobody.
    fn at(&self, text: &str, of: &Sentence, word: usize) -> Option<(usize, Option<Found>)> {
        if let Some((known, last)) = self.gazetteer.known(text, of, word) {
            let head = nominal::head_of(of, name_head(of, word, last));
            return Some((head, self.known(text, of, head, word..=last, known)));
        }
        let head = nominal::head_of(of, word);
        let found = match of.words[head].upos {
            Upos::Pron if head == word => self.pronoun(of, head),
            Upos::Propn | Upos::X | Upos::Noun if head == word || name_like(of, word) => self
                .titled(text, of, head)
                .or_else(|| self.noun(text, of, head)),
            Upos::Adj if head == word && determined(of, head) => self.noun(text, of, head),
            _ => None,
        };
        Some((head, found))
    }

    fn pronoun(&self, of: &Sentence, word: usize) -> Option<Found> {
        let pronoun = &of.words[word];
        let form = pronoun.form.to_lowercase().replace('’', "'");
        let personal = self.pronouns.contains(form.as_str())
            && !pronoun.is("expl")
            && !pronoun.feats.is("Poss", "Yes");
        personal.then(|| Found {
            words: word..=word,
            form: MentionForm::Pronoun,
            name: pronoun.form.to_string(),
            kind: ActorKind::Unnamed,
            country: None,
            sector: None,
            known_as: None,
        })
    }

    /// A name that the tables know.
    fn known(
        &self,
        text: &str,
        of: &Sentence,
        head: usize,
        name: RangeInclusive<usize>,
        known: Known,
    ) -> Option<Found> {
        if !name.contains(&head) {
            // The name only says of which body or state somebody is: *a NATO spokesman*.
            return self
                .titled(text, of, head)
                .or_else(|| self.noun(text, of, head));
        }
        let group = nominal::close_group(of, head);
        let words = *group.start().min(name.start())..=*name.end();
        let spelled = nominal::span(of, name).of(text).to_owned();
        let state = |form, country| Found {
            words: words.clone(),
            form,
            name: spelled.clone(),
            kind: ActorKind::State,
            country: Some(country),
            sector: Some("GOV"),
            known_as: self.gazetteer.known_as(country),
        };
        match known {
            Known::Body(body) => Some(Found {
                words: words.clone(),
                form: MentionForm::Name,
                name: spelled.clone(),
                kind: body.kind,
                country: body.country,
                sector: body.sector,
                known_as: Some(body.id),
            }),
            Known::Person => self.titled(text, of, head),
            Known::Country(country) if self.gazetteer.acts(of, head, false) => {
                Some(state(MentionForm::Name, country))
            }
            Known::Seat(country)
            | Known::City {
                country,
                capital: true,
                ..
            } if self.gazetteer.acts(of, head, true) => Some(state(MentionForm::Metonym, country)),
            _ => None,
        }
    }

    /// A name of somebody, with or without title: *le ministre Untel*, *Mrs Doe*, *Jane Doe*.
    fn titled(&self, text: &str, of: &Sentence, head: usize) -> Option<Found> {
        let group = nominal::close_group(of, head);
        let name = self.name(text, of, head, &group)?;
        let (class, sector) = group
            .clone()
            .filter(|word| *word < *name.start())
            .find_map(|word| self.class(of, word))
            .map_or((None, None), |(class, sector)| (Some(class), sector));
        let civil = (*group.start()..*name.start()).any(|word| self.is_civility(of, word));
        let noun = of.words[head].upos == Upos::Noun;
        if noun && class.is_none() && !civil && !name.contains(&head) {
            return None; // A thing with a name: *the hurricane Ida*.
        }
        let spelled = nominal::span(of, name.clone()).of(text).to_owned();
        let titled = civil || matches!(class, Some(NounClass::Role | NounClass::Person));
        let employs = !titled && self.employs(of, head);
        let body = class == Some(NounClass::Group) && !titled || self.names_body(of, &name);
        if !titled && !body && self.gazetteer.is_place(of, head) {
            return None;
        }
        let kind = if body || employs {
            ActorKind::Organisation
        } else {
            ActorKind::Person
        };
        Some(Found {
            country: self.country(text, of, &group),
            words: *group.start().min(name.start())..=*name.end().max(&head),
            form: if titled {
                MentionForm::Title
            } else {
                MentionForm::Name
            },
            name: spelled,
            kind,
            sector,
            known_as: None,
        })
    }

    /// Whether a name says where somebody holds an office: *chief executive of Eastmere Water*, *la direction d’Atlantis
    /// Fret*. People have offices, and bodies give them.
    fn employs(&self, of: &Sentence, head: usize) -> bool {
        let word = &of.words[head];
        let led = of.children(head).any(|child| of.words[child].is("case"));
        word.is("nmod")
            && led
            && word.head.is_some_and(|holder| {
                let office = matches!(self.class(of, holder), Some((NounClass::Role, _)));
                office && of.words[holder].upos == Upos::Noun
            })
    }

    /// The words of the name in a group: the first run of proper nouns that are neither title nor people nor known place.
    fn name(
        &self,
        text: &str,
        of: &Sentence,
        head: usize,
        group: &RangeInclusive<usize>,
    ) -> Option<RangeInclusive<usize>> {
        let part = |word: usize| {
            name_like(of, word)
                && self.class(of, word).is_none_or(|(class, _)| {
                    class == NounClass::Group && of.words[word].upos == Upos::Propn
                })
                && !self.is_civility(of, word)
                && self.gazetteer.people(text, of, word).is_none()
        };
        let belongs = |word: usize| {
            part(word)
                && !below_preposition(of, word, head)
                && self.gazetteer.known(text, of, word).is_none()
        };
        let person = |word: usize| match self.gazetteer.known(text, of, word) {
            Some((Known::Person, last)) if name_like(of, word) => Some(word..=last),
            _ => None,
        };
        let mut first = group
            .clone()
            .find(|&word| belongs(word) || person(word).is_some())?;
        if let Some(name) = person(first) {
            return Some(name);
        }
        let mut last = first;
        for word in first + 1..=*group.end() {
            if of.words[word].is("flat") || part(word) {
                last = word;
            } else if !(is_particle(of, word) && word < *group.end() && part(word + 1)) {
                break;
            }
        }
        if first > *group.start() && is_particle(of, first - 1) {
            first -= 1;
        }
        Some(first..=last)
    }

    /// Somebody by a noun: *the ministry*, *les manifestants*, *des Kényans*.
    fn noun(&self, text: &str, of: &Sentence, head: usize) -> Option<Found> {
        let group = nominal::close_group(of, head);
        let people = self
            .gazetteer
            .people(text, of, head)
            .filter(|_| determined(of, head));
        let plural = of.words[head].feats.is("Number", "Plur");
        let (kind, sector) = match self.class(of, head) {
            Some((NounClass::Group, sector)) => (ActorKind::Group, sector),
            Some((_, sector)) if plural => (ActorKind::Group, sector),
            Some((NounClass::Role, sector)) => (ActorKind::Role, sector),
            Some((NounClass::Person, sector)) => (ActorKind::Unnamed, sector),
            None if people.is_some() && plural => (ActorKind::Group, None),
            None if people.is_some() => (ActorKind::Unnamed, None),
            None => return None,
        };
        let body = group
            .clone()
            .find_map(|word| match self.gazetteer.known(text, of, word) {
                Some((Known::Body(body), last)) if last <= *group.end() => Some((word, body)),
                _ => None,
            });
        // *The Wagner group* is the body itself, *a Wagner fighter* only belongs to it.
        let itself = body.filter(|&(word, _)| {
            self.class(of, head)
                .is_some_and(|(class, _)| class == NounClass::Group)
                && !below_preposition(of, word, head)
        });
        let body = body.map(|(_, body)| body);
        Some(Found {
            name: nominal::span(of, group.clone()).of(text).to_owned(),
            country: people
                .or_else(|| self.country(text, of, &group))
                .or_else(|| body.and_then(|body| body.country)),
            sector: sector.or_else(|| body.and_then(|body| body.sector)),
            words: group,
            form: MentionForm::Nominal,
            kind,
            known_as: itself.map(|(_, body)| body.id),
        })
    }

    /// The country that a group says somebody is of, by adjective or complement.
    fn country(
        &self,
        text: &str,
        of: &Sentence,
        group: &RangeInclusive<usize>,
    ) -> Option<&'static str> {
        group.clone().find_map(|word| {
            self.gazetteer.people(text, of, word).or_else(|| {
                match self.gazetteer.known(text, of, word)?.0 {
                    Known::Country(country) => Some(country),
                    _ => None,
                }
            })
        })
    }

    fn class(&self, of: &Sentence, word: usize) -> Option<(NounClass, Option<&'static str>)> {
        let word = &of.words[word];
        if !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj) {
            return None;
        }
        let find = |key: &str| self.nouns.get(key).copied();
        find(&word.lemma)
            .or_else(|| find(&word.lemma.to_lowercase()))
            .or_else(|| find(&word.form.to_lowercase()))
    }

    fn is_civility(&self, of: &Sentence, word: usize) -> bool {
        let form = of.words[word].form.to_lowercase();
        self.civilities.contains(form.trim_end_matches('.'))
    }

    /// Whether a name says itself that it is a body's: all capitals, or a noun for a body in it.
    fn names_body(&self, of: &Sentence, name: &RangeInclusive<usize>) -> bool {
        name.clone().any(|word| {
            let form = &of.words[word].form;
            let letters = form.chars().filter(|c| c.is_alphabetic()).count();
            let acronym = letters > 1 && form.chars().all(|c| c.is_uppercase() || c == '-');
            let group = self
                .class(of, word)
                .is_some_and(|(class, _)| class == NounClass::Group);
            group || (acronym && name.clone().count() == 1)
        })
    }
}

/// A proper noun, or a word with a capital inside a name.
fn name_like(of: &Sentence, word: usize) -> bool {
    let word = &of.words[word];
    let capital = word.form.chars().next().is_some_and(char::is_uppercase);
    capital && (word.upos == Upos::Propn || word.upos == Upos::X || word.is("flat"))
}

/// An article that is part of a name: *Yann Le Goarec*. It has a capital that no beginning of a sentence asks for.
fn is_particle(of: &Sentence, word: usize) -> bool {
    let article = &of.words[word];
    let capital = article.form.chars().next().is_some_and(char::is_uppercase);
    let begun = of.words[..word].iter().any(|word| word.upos != Upos::Punct);
    capital && begun && article.upos == Upos::Det
}

fn determined(of: &Sentence, word: usize) -> bool {
    of.children(word).any(|child| of.words[child].is("det"))
        || of.words[word]
            .form
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
}

/// Whether a preposition stands between a word and the head of its group: *the mayor of Lyon*.
fn below_preposition(of: &Sentence, word: usize, head: usize) -> bool {
    let mut at = word;
    for _ in 0..of.words.len() {
        if at == head {
            return false;
        }
        if of.children(at).any(|child| of.words[child].is("case")) {
            return true;
        }
        match of.words[at].head {
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}
