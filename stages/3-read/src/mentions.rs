//! Mentions: each place in the text where somebody is named, by name, title, noun, pronoun or the seat of their power.

mod groups;

use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::feature::Poss;
use selon_analyse::{Relation, Sentence, Upos};
use selon_intake::Span;
use selon_languages::{Pack, plain};

use crate::gazetteer::Known;
use crate::grammar::nominal;
use crate::names::{self, Class, Name, Rules as NameRules, is_capital};
use crate::record::{ActorKind, MentionForm, Time, WordAt};
use crate::view::ArticleView;

/// What the mentions of one language are found by, besides the names in them.
#[derive(Debug)]
pub(crate) struct Rules {
    pronouns: FxHashSet<&'static str>,
}

/// Somebody who is named somewhere, before an actor is made of them.
#[derive(Debug, Clone)]
pub(crate) struct MentionCandidate {
    pub(crate) sentence: usize,
    /// The whole nominal group.
    pub(crate) words: RangeInclusive<usize>,
    pub(crate) head: usize,
    /// The words that are their name.
    pub(crate) named: RangeInclusive<usize>,
    pub(crate) form: MentionForm,
    pub(crate) kind: ActorKind,
    pub(crate) country: Option<&'static str>,
    pub(crate) sector: Option<&'static str>,
    pub(crate) known_as: Option<&'static str>,
}

/// One sentence with its names.
struct Line<'a> {
    rules: &'a NameRules,
    text: &'a str,
    at: usize,
    of: &'a Sentence,
    names: &'a [Name],
    times: &'a [Time],
}

impl<'a> Line<'a> {
    fn of(view: &ArticleView<'a>, at: usize) -> Line<'a> {
        Line {
            rules: view.name_rules,
            text: view.text,
            at,
            of: &view.analysis.sentences[at],
            names: &view.names[at],
            times: view.times,
        }
    }
}

/// The sentences of an article, each with its names.
fn lines<'a>(view: &ArticleView<'a>) -> impl Iterator<Item = Line<'a>> {
    let view = *view;
    (0..view.analysis.sentences.len()).map(move |at| Line::of(&view, at))
}

/// Whoever a word names by the group it heads, be it one for somebody or not: who speaks or acts by it is somebody.
pub(crate) fn by_group(view: &ArticleView, head: WordAt) -> MentionCandidate {
    let line = Line::of(view, head.sentence);
    line.described(head.word, line.group(head.word))
}

/// The words of places' names, with the state that would speak by the name.
pub(crate) fn places_as_states(view: &ArticleView) -> FxHashMap<WordAt, Option<MentionCandidate>> {
    let mut states = FxHashMap::default();
    for line in lines(view) {
        for name in line.names.iter().filter(|name| name.place) {
            let (state, sentence) = (line.state(name), line.at);
            let words = name.words.clone();
            states.extend(words.map(|word| (WordAt { sentence, word }, state.clone())));
        }
    }
    states
}

impl Rules {
    /// Reads the tables of a language.
    pub(crate) fn load(pack: &'static Pack) -> Rules {
        let personal = pack.pronouns.iter().filter(|row| row.person.is_some());
        Rules {
            pronouns: personal.map(|row| row.form).collect(),
        }
    }

    /// Everybody who is named, sentence by sentence.
    pub(crate) fn mentions(&self, view: &ArticleView) -> Vec<MentionCandidate> {
        let mut found: Vec<MentionCandidate> = Vec::new();
        for line in lines(view) {
            // Names of days and months look like any other: *Wednesday*, *May*.
            let named = self.read(&line).into_iter();
            let timed = |found: &MentionCandidate| view.is_time(found.span(line.of));
            found.extend(named.filter(|found| !timed(found)));
        }
        found
    }

    fn read(&self, line: &Line<'_>) -> Vec<MentionCandidate> {
        let mut taken = vec![false; line.of.words.len()];
        let mut all = Vec::new();
        for name in line.names {
            name.words.clone().for_each(|word| taken[word] = true);
            let Some(found) = line.named(name) else {
                continue;
            };
            if found.form == MentionForm::Title {
                line.title_words(&found, name)
                    .for_each(|word| taken[word] = true);
            }
            all.push(found);
        }
        let free = taken.iter().enumerate().filter(|(_, taken)| !**taken);
        all.extend(free.filter_map(|(word, _)| {
            let pronoun = self.pronoun(line, word);
            pronoun.or_else(|| line.noun(word))
        }));
        all
    }

    fn pronoun(&self, line: &Line<'_>, word: usize) -> Option<MentionCandidate> {
        let pronoun = &line.of.words[word];
        let form = plain(&pronoun.form);
        let personal = pronoun.upos == Upos::Pron
            && self.pronouns.contains(form.as_str())
            && !pronoun.is(Relation::Expl)
            && !pronoun.feats.is(Poss::Yes);
        personal.then_some(MentionCandidate {
            sentence: line.at,
            words: word..=word,
            head: word,
            form: MentionForm::Pronoun,
            named: word..=word,
            kind: ActorKind::Unnamed,
            country: None,
            sector: None,
            known_as: None,
        })
    }
}

impl MentionCandidate {
    /// The bytes of the whole group.
    pub(crate) fn span(&self, sentence: &Sentence) -> Span {
        nominal::span(sentence, self.words.clone())
    }
}

impl Line<'_> {
    /// A proper name that stands for somebody.
    fn named(&self, name: &Name) -> Option<MentionCandidate> {
        if name.place {
            return None;
        }
        match name.class {
            Class::Person => Some(self.person(name)),
            Class::Body => Some(self.body(name)),
            Class::Place => self.state(name),
        }
    }

    /// *Jane Doe*, *Mrs Doe*, *le ministre Untel*.
    fn person(&self, name: &Name) -> MentionCandidate {
        let title = self.rules.title_before(self.of, *name.core.start());
        let words = match title {
            Some(title) => self.title_start(title)..=*name.words.end(),
            // The tables have some with their title: *pape François*.
            None if !is_capital(self.of, *name.core.start()) => name.words.clone(),
            None => name.core.clone(),
        };
        let noun = title.and_then(|title| self.rules.lexicon.noun(self.of, title));
        MentionCandidate {
            sentence: self.at,
            head: nominal::anchor(self.of, *words.start(), *words.end()),
            country: self.country(&words),
            words,
            form: title.map_or(MentionForm::Name, |_| MentionForm::Title),
            named: name.core.clone(),
            kind: ActorKind::Person,
            sector: noun.and_then(|noun| noun.sector),
            known_as: None,
        }
    }

    /// The words of a title that name nobody else.
    fn title_words(
        &self,
        found: &MentionCandidate,
        name: &Name,
    ) -> impl Iterator<Item = usize> + use<> {
        let (first, last) = (*found.words.start(), *name.core.start());
        let complement = (first..last).find(|&word| self.of.words[word].upos == Upos::Adp);
        first..complement.unwrap_or(last)
    }

    /// *the World Bank*, *le tribunal de Valence*.
    fn body(&self, name: &Name) -> MentionCandidate {
        let body = match name.known_whole() {
            Some(Known::Body(body)) => Some(body),
            _ => None,
        };
        let noun = name.noun.or_else(|| {
            let mut words = name.core.clone();
            words.find(|&word| {
                self.rules
                    .lexicon
                    .noun(self.of, word)
                    .is_some_and(|noun| noun.body)
            })
        });
        let noun = noun.and_then(|noun| self.rules.lexicon.noun(self.of, noun));
        MentionCandidate {
            sentence: self.at,
            head: nominal::anchor(self.of, *name.words.start(), *name.words.end()),
            words: name.words.clone(),
            form: MentionForm::Name,
            named: name.bare(),
            kind: body.map_or(ActorKind::Organisation, |body| body.kind),
            country: body
                .and_then(|body| body.country)
                .or_else(|| self.country(&name.words)),
            sector: body
                .and_then(|body| body.sector)
                .or_else(|| noun.and_then(|noun| noun.sector)),
            known_as: body.map(|body| body.id),
        }
    }

    /// A state that acts, or the seat of its power.
    fn state(&self, name: &Name) -> Option<MentionCandidate> {
        let (country, form) = match name.known_whole()? {
            Known::Country(country) => (country, MentionForm::Name),
            Known::Seat(country) => (country, MentionForm::Metonym),
            Known::City {
                country,
                capital: true,
                ..
            } => (country, MentionForm::Metonym),
            Known::City { .. } | Known::Body(_) | Known::Person => return None,
        };
        Some(MentionCandidate {
            sentence: self.at,
            head: nominal::anchor(self.of, *name.words.start(), *name.words.end()),
            words: name.words.clone(),
            form,
            named: name.core.clone(),
            kind: ActorKind::State,
            country: Some(country),
            sector: Some("GOV"),
            known_as: self.rules.gazetteer.known_as(country),
        })
    }

    /// Somebody by a noun: *the ministry*, *les manifestants*, *des Kényans*.
    fn noun(&self, head: usize) -> Option<MentionCandidate> {
        let noun = self.rules.lexicon.noun(self.of, head).unwrap_or_default();
        let names = noun.human() || noun.body || self.people(head).is_some();
        if !names || !self.heads_group(head) {
            return None;
        }
        let words = self.group(head);
        let refers = self.refers(head, &words, noun);
        refers.then(|| self.described(head, words))
    }

    /// Whoever a nominal group names, with what it says of them.
    fn described(&self, head: usize, words: RangeInclusive<usize>) -> MentionCandidate {
        let noun = self.rules.lexicon.noun(self.of, head).unwrap_or_default();
        let kind = if noun.body && !noun.human() || self.is_plural(head, &words) {
            ActorKind::Group
        } else if noun.role {
            ActorKind::Role
        } else {
            ActorKind::Unnamed
        };
        let inside = names::beginning_in(self.names, words.clone());
        let body = inside.iter().find_map(|name| match name.known_whole() {
            Some(Known::Body(body)) => Some(body),
            _ => None,
        });
        MentionCandidate {
            sentence: self.at,
            named: words.clone(),
            country: self
                .people(head)
                .or_else(|| self.country(&words))
                .or_else(|| body.and_then(|body| body.country)),
            sector: noun
                .sector
                .or_else(|| body.and_then(|body| body.sector))
                .or_else(|| self.field(head, &words)),
            head: if self.of.words[head].upos == Upos::Propn {
                head
            } else {
                self.outer(head, &words)
            },
            words,
            form: MentionForm::Nominal,
            kind,
            known_as: None,
        }
    }

    /// The sector of what a body without one deals with: *agence de renseignement*.
    fn field(&self, head: usize, words: &RangeInclusive<usize>) -> Option<&'static str> {
        let noun = |word: usize| self.rules.lexicon.noun(self.of, word);
        let body = noun(head).is_some_and(|noun| noun.body && !noun.human());
        let mut complements = (head + 1..=*words.end()).filter_map(noun);
        complements.find_map(|noun| noun.sector).filter(|_| body)
    }

    /// The people a noun names: *les Kényans*. The adjective alone names nobody.
    fn people(&self, head: usize) -> Option<&'static str> {
        let word = &self.of.words[head];
        let noun = word.upos == Upos::Noun || word.upos == Upos::Propn || word.upos == Upos::Adj;
        let alone =
            !word.is(Relation::Amod) && !word.is(Relation::Compound) && !word.is(Relation::Flat);
        let led = self.of.children(head).any(|child| {
            let child = &self.of.words[child];
            child.upos == Upos::Det || child.upos == Upos::Num
        });
        let counted = self.quantity(head).is_some();
        (noun && alone && is_capital(self.of, head) && (led || counted))
            .then(|| self.rules.gazetteer.people(self.text, self.of, head))
            .flatten()
    }

    /// The country that a group says somebody is of, by adjective or complement.
    fn country(&self, words: &RangeInclusive<usize>) -> Option<&'static str> {
        words.clone().find_map(|word| {
            let people = self.rules.gazetteer.people(self.text, self.of, word);
            people.or_else(|| {
                let named = names::holding(self.names, word)?;
                let begins = *named.core.start() == word;
                match named.known {
                    Some(Known::Country(country)) if begins => Some(country),
                    _ => None,
                }
            })
        })
    }
}

/// Mentions in trees that are written down.
#[cfg(test)]
mod testing {
    use super::*;
    use crate::grammar::testing::Tree;
    use crate::names::testing::{named, rules};

    /// Everybody who is mentioned in a sentence, in text order, as `kind form: words`.
    pub(super) fn mentions(code: &str, rows: &str) -> Vec<String> {
        let (tree, mut found) = candidates(code, rows);
        found.sort_by_key(|found| *found.words.start());
        let shown = |found: &MentionCandidate| {
            let words = found.span(&tree.sentence).of(&tree.text);
            format!("{} {}: {words}", found.kind.name(), found.form.name())
        };
        found.iter().map(shown).collect()
    }

    /// The one group of a sentence that names somebody by a noun.
    #[track_caller]
    pub(super) fn group(code: &str, rows: &str) -> String {
        let all = mentions(code, rows);
        let mut nominal = all.iter().filter_map(|one| one.split_once(" nominal: "));
        let (_, words) = nominal
            .next()
            .unwrap_or_else(|| panic!("nobody in: {rows}"));
        words.to_owned()
    }

    /// A sentence with its candidates.
    pub(super) fn candidates(code: &str, rows: &str) -> (Tree, Vec<MentionCandidate>) {
        let (tree, names) = named(rules(code), rows);
        let line = Line {
            rules: rules(code),
            text: &tree.text,
            at: 0,
            of: &tree.sentence,
            names: &names,
            times: &[],
        };
        let found = Rules::load(selon_languages::pack(code).unwrap()).read(&line);
        (tree, found)
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{candidates, mentions};
    use crate::MentionForm;

    #[test]
    fn a_person_is_named_with_the_title_or_without() {
        let mayor = "la DET 2 det/maire NOUN 4 nsubj/Orvan PROPN 2 appos/parle VERB 0 root";
        assert_eq!(mentions("fr", mayor), ["person title: la maire Orvan"]);
        let alone = "Hannah PROPN 3 nsubj/Orvan PROPN 1 flat/parle VERB 0 root";
        assert_eq!(mentions("fr", alone), ["person name: Hannah Orvan"]);
    }

    #[test]
    fn a_body_is_named_with_its_determiner() {
        let rows = "la DET 2 det/BMT PROPN 3 nsubj/signe VERB 0 root";
        assert_eq!(mentions("fr", rows), ["organisation name: la BMT"]);
    }

    #[test]
    fn a_state_is_mentioned_by_its_name_and_by_its_capital() {
        let kenya = "le DET 2 det/Kenya PROPN 3 nsubj/signe VERB 0 root";
        assert_eq!(mentions("fr", kenya), ["state name: le Kenya"]);
        let capital = "Ankara PROPN 2 nsubj/rejected VERB 0 root/it PRON 2 obj";
        assert_eq!(mentions("en", capital)[0], "state metonym: Ankara");
        let place = "Ils PRON 2 nsubj/vivent VERB 0 root/à ADP 4 case/Nairobi PROPN 2 obl:mod";
        assert_eq!(mentions("fr", place), ["unnamed pronoun: Ils"]);
    }

    #[test]
    fn a_pronoun_stands_for_somebody_unless_it_only_fills_its_place() {
        let rows = |relation| format!("il PRON 2 {relation}/pleut VERB 0 root");
        assert_eq!(mentions("fr", &rows("nsubj")), ["unnamed pronoun: il"]);
        assert_eq!(mentions("fr", &rows("expl:subj")), [""; 0]);
    }

    #[test]
    fn a_noun_for_an_office_is_a_role_and_several_are_a_group() {
        let one = "le DET 2 det/maire NOUN 3 nsubj/parle VERB 0 root";
        assert_eq!(mentions("fr", one), ["role nominal: le maire"]);
        let all = "les DET 2 det/maires NOUN 3 nsubj Number=Plur maire/parlent VERB 0 root";
        assert_eq!(mentions("fr", all), ["group nominal: les maires"]);
        let body = "le DET 2 det/ministère NOUN 3 nsubj/parle VERB 0 root";
        assert_eq!(mentions("fr", body), ["group nominal: le ministère"]);
        let woman = "une DET 2 det/femme NOUN 3 nsubj/parle VERB 0 root";
        assert_eq!(mentions("fr", woman), ["unnamed nominal: une femme"]);
    }

    #[test]
    fn a_people_is_named_where_it_is_led_or_counted() {
        let led = "les DET 2 det/Kényans NOUN 3 nsubj Number=Plur kényan/votent VERB 0 root";
        assert_eq!(mentions("fr", led), ["group nominal: les Kényans"]);
        let bare = "ils PRON 2 nsubj/parlent VERB 0 root/Kényan ADJ 2 xcomp";
        assert_eq!(mentions("fr", bare), ["unnamed pronoun: ils"]);
    }

    #[test]
    fn the_country_stands_in_the_group_as_adjective_or_complement() {
        for rows in [
            "le DET 2 det/ministre NOUN 4 nsubj/malien ADJ 2 amod/parle VERB 0 root",
            "le DET 2 det/ministre NOUN 6 nsubj/du ADP 5 case de/+le DET 5 det/Mali PROPN 2 nmod/parle VERB 0 root",
        ] {
            let (_, found) = candidates("fr", rows);
            let minister = found.iter().find(|one| one.form == MentionForm::Nominal);
            assert_eq!(minister.unwrap().country, Some("MLI"), "{rows}");
        }
    }
}
