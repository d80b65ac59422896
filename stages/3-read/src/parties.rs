//! Who takes part: the actors of an article, and the words that name them.
//!
//! This is the only place that makes an actor. Mentions are the first; whoever speaks or acts by a word that names nobody yet
//! becomes one where that is found.

use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::feature::{Poss, PronType};
use selon_analyse::{Relation, Sentence, Upos};
use selon_intake::{Published, Span};
use smol_str::SmolStr;

use crate::grammar::nominal;
use crate::grammar::subject::stands_for;
use crate::mentions::{self, MentionCandidate};
use crate::record::{Actor, ActorId, ActorKind, Mention, MentionForm, Party, Place, WordAt};
use crate::view::ArticleView;

/// The actors of an article as they are found.
pub(crate) struct Parties<'a> {
    view: ArticleView<'a>,
    actors: Vec<Actor>,
    index: MentionIndex,
    /// The words of places' names, with the state that would speak or act by the name: *Rome propose*.
    places: FxHashMap<WordAt, Option<MentionCandidate>>,
}

/// Which words name somebody.
#[derive(Default)]
struct MentionIndex {
    /// The actor whose mention a word heads, or whose name it is part of.
    by_word: FxHashMap<WordAt, ActorId>,
    /// The forms of all words of names.
    names: FxHashSet<SmolStr>,
}

impl<'a> Parties<'a> {
    /// Makes an actor of each mention. Stage 4 joins those that are the same.
    pub(crate) fn of(
        view: ArticleView<'a>,
        mentions: Vec<MentionCandidate>,
        published: Option<&Published>,
    ) -> Parties<'a> {
        let mut actors: Vec<Actor> = mentions
            .into_iter()
            .map(|found| actor(&view, found))
            .collect();
        let holders = &view.name_rules.gazetteer.holders;
        holders.recognise(view.text, published, &mut actors);
        actors.sort_by_key(|actor| {
            let span = actor.mentions[0].span; // Each was made with its one mention.
            (span.start, std::cmp::Reverse(span.end))
        });
        let mut index = MentionIndex::default();
        index.extend(&view, &actors, 0);
        Parties {
            view,
            actors,
            index,
            places: mentions::places_as_states(&view),
        }
    }

    /// Everybody found.
    pub(crate) fn into_actors(self) -> Vec<Actor> {
        self.actors
    }

    pub(crate) fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0]
    }

    /// Whether a word names somebody.
    pub(crate) fn names_somebody(&self, word: WordAt) -> bool {
        self.index.by_word.contains_key(&word)
    }

    /// Whether a form is a word of somebody's name anywhere in the article.
    pub(crate) fn is_in_a_name(&self, form: &str) -> bool {
        self.index.names.contains(form)
    }

    /// Whether a word is part of a place's name.
    pub(crate) fn is_place(&self, word: WordAt) -> bool {
        self.places.contains_key(&word)
    }

    /// Takes from the places those that have turned out to be actors.
    pub(crate) fn take_from(&self, places: &mut Vec<Place>, fits: impl Fn(&Actor) -> bool) {
        let actors = self.actors.iter().filter(|actor| fits(actor));
        let mentions = actors.flat_map(|actor| &actor.mentions);
        let named: FxHashSet<Span> = mentions.map(|mention| mention.span).collect();
        places.retain(|place| !named.contains(&place.span));
    }

    /// Lets whoever has been found since a number of actors be known by every word of their name.
    pub(crate) fn index_names(&mut self, from: usize) {
        self.index.extend(&self.view, &self.actors, from);
    }

    /// How many actors there are.
    pub(crate) fn len(&self) -> usize {
        self.actors.len()
    }

    fn add(&mut self, head: WordAt, actor: Actor) -> ActorId {
        let id = ActorId(self.actors.len());
        self.actors.push(actor);
        self.index.by_word.insert(head, id);
        id
    }

    /// The party of a statement that a word heads; where a preposition tells who, it begins behind that, at `from`. Somebody who
    /// speaks is an actor even where nothing else has told so; an expression of time is nobody.
    pub(crate) fn speaker(&mut self, head: WordAt, from: Option<usize>) -> Option<Party> {
        let WordAt { sentence, word } = head;
        let of = &self.view.analysis.sentences[sentence];
        let span = spoken_group(of, word, from);
        let word = stands_for(of, word);
        let head = WordAt { sentence, word };
        let known = self.index.by_word.get(&head).copied();
        if known.is_none() && self.view.is_time(of.words[word].span) {
            return None;
        }
        // What speaks under the name of a place is somebody there; a state is one by itself.
        let actor = known.unwrap_or_else(|| {
            let state = self.state(head);
            let made = state.unwrap_or_else(|| self.unnamed(of, head, span));
            self.add(head, made)
        });
        Some(Party {
            span,
            actor: Some(actor),
        })
    }

    /// The party of an event that a word names. `places` are those of the article: who is at one suffers what is done to it.
    pub(crate) fn participant(&mut self, head: WordAt, places: &[Place]) -> Option<Party> {
        let sentence = self.view.analysis.sentences.get(head.sentence)?;
        let word = &sentence.words[head.word];
        if let Some(&actor) = self.index.by_word.get(&head) {
            let mention = self.actors[actor.0].mentions.iter().find(|mention| {
                mention.head == head
                    || (mention.head.sentence == head.sentence && mention.span.contains(word.span))
            });
            let span = mention.map_or_else(
                || nominal::group_span(sentence, head.word),
                |mention| mention.span,
            );
            return Some(Party {
                span,
                actor: Some(actor),
            });
        }
        let made = self
            .state_by_adjective(sentence, head)
            .or_else(|| self.state(head))
            .or_else(|| people_of(places, head, sentence))
            .unwrap_or_else(|| {
                let span = nominal::group_span(sentence, head.word);
                self.unnamed(sentence, head, span)
            });
        let span = made.mentions.first().map(|mention| mention.span)?;
        let actor = Some(self.add(head, made));
        Some(Party { span, actor })
    }

    /// Somebody of whom nothing else tells than that they speak or act by these words.
    fn unnamed(&self, of: &Sentence, head: WordAt, span: Span) -> Actor {
        let word = &of.words[head.word];
        let form = match word.upos {
            Upos::Propn => MentionForm::Name,
            // Who *certains* or *beaucoup* are is all the text says of them.
            Upos::Pron if !word.feats.is(PronType::Ind) => MentionForm::Pronoun,
            _ => MentionForm::Nominal,
        };
        let mut made = match form {
            MentionForm::Nominal => actor(&self.view, mentions::by_group(&self.view, head)),
            _ => Actor {
                name: word.form.to_string(),
                kind: ActorKind::Unnamed,
                country: None,
                sector: None,
                known_as: None,
                mentions: Vec::new(),
            },
        };
        // The head of *l'un d'eux* alone would say nothing.
        let noun = matches!(word.upos, Upos::Noun | Upos::Adj);
        if form == MentionForm::Name || form == MentionForm::Nominal && !noun {
            made.name = span.of(self.view.text).to_owned();
        }
        made.mentions = vec![Mention { span, head, form }];
        made
    }

    /// The state that speaks or acts by the name of a place.
    fn state(&self, head: WordAt) -> Option<Actor> {
        let state = self.places.get(&head)?.clone()?;
        Some(actor(&self.view, state))
    }

    /// The state that does something by the adjective of its country: *les frappes* | *russes*.
    fn state_by_adjective(&self, sentence: &Sentence, head: WordAt) -> Option<Actor> {
        let word = &sentence.words[head.word];
        if word.upos != Upos::Adj && !word.is(Relation::Amod) {
            return None;
        }
        let country = self.nation(head)?;
        let state = MentionCandidate {
            sentence: head.sentence,
            words: head.word..=head.word,
            head: head.word,
            named: head.word..=head.word,
            form: MentionForm::Name,
            kind: ActorKind::State,
            country: Some(country),
            sector: Some("GOV"),
            known_as: self.view.name_rules.gazetteer.known_as(country),
        };
        Some(actor(&self.view, state))
    }

    /// The country that an adjective says something is of: *russe*.
    pub(crate) fn nation(&self, word: WordAt) -> Option<&'static str> {
        let sentence = self.view.analysis.sentences.get(word.sentence)?;
        let gazetteer = &self.view.name_rules.gazetteer;
        gazetteer.people(self.view.text, sentence, word.word)
    }
}

impl MentionIndex {
    /// Adds the actors from a number on. A name may hang by any of its words where the tree does not know it for one.
    fn extend(&mut self, view: &ArticleView, actors: &[Actor], from: usize) {
        let mentions = || {
            let actors = actors.iter().enumerate().skip(from);
            actors.flat_map(|(index, actor)| {
                let mentions = actor.mentions.iter();
                mentions.map(move |mention| (mention, ActorId(index)))
            })
        };
        let heads = mentions().map(|(mention, actor)| (mention.head, actor));
        self.by_word.extend(heads);
        let nominal = |form| matches!(form, MentionForm::Nominal | MentionForm::Pronoun);
        for (mention, actor) in mentions().filter(|(mention, _)| !nominal(mention.form)) {
            let sentence = mention.head.sentence;
            let words = view.analysis.sentences[sentence].words.iter().enumerate();
            for (word, of) in words.filter(|(_, word)| mention.span.contains(word.span)) {
                self.by_word
                    .entry(WordAt { sentence, word })
                    .or_insert(actor);
                if mention.form == MentionForm::Name {
                    self.names.insert(of.form.clone());
                }
            }
        }
    }
}

/// The actor of a mention.
fn actor(view: &ArticleView, found: MentionCandidate) -> Actor {
    let sentence = &view.analysis.sentences[found.sentence];
    let name = nominal::span(sentence, name_of(view, sentence, &found)).of(view.text);
    Actor {
        name: name.to_owned(),
        kind: found.kind,
        country: found.country,
        sector: found.sector,
        known_as: found.known_as,
        mentions: vec![Mention {
            span: found.span(sentence),
            head: WordAt {
                sentence: found.sentence,
                word: found.head,
            },
            form: found.form,
        }],
    }
}

/// The words of a name: of a proper one all, of a noun's group all but the words that only point at it, so that *un cycliste*,
/// *le cycliste* and *ce cycliste* have one name. The article of a quantity stays: *une dizaine de cyclistes*.
fn name_of(view: &ArticleView, of: &Sentence, found: &MentionCandidate) -> RangeInclusive<usize> {
    let counts = |word: usize| view.name_rules.is_quantity(of, word);
    let (mut words, last) = (found.named.clone(), *found.named.end());
    let first = words.find(|&word| {
        let quantity = word < last && counts(word + 1);
        word == found.head || !only_points(of, word) || quantity
    });
    match found.form {
        MentionForm::Nominal => first.unwrap_or(found.head)..=last,
        _ => found.named.clone(),
    }
}

/// The words of the group of a noun that are its name.
pub(crate) fn noun_name(of: &Sentence, head: usize) -> Span {
    let mut words = nominal::group(of, head);
    let last = *words.end();
    let first = words.find(|&word| word == head || !only_points(of, word));
    nominal::span(of, first.unwrap_or(head)..=last)
}

/// Whether a word says which one is meant by pointing alone: an article, a demonstrative, a possessive.
fn only_points(of: &Sentence, word: usize) -> bool {
    let (upos, feats) = (of.words[word].upos, &of.words[word].feats);
    let article = feats.is(PronType::Art) || feats.is(PronType::Dem);
    upos == Upos::Det && article || feats.is(Poss::Yes)
}

/// The words by which a statement says whose it is.
fn spoken_group(of: &Sentence, word: usize, from: Option<usize>) -> Span {
    let group = nominal::party(of, word);
    // *dont* | *le gouvernement*
    let relative = |at: &usize| of.words[*at].feats.is(PronType::Rel) && *at != word;
    let opens = group.clone().take_while(relative).count();
    let group = group.start() + opens..=*group.end();
    let first = from.filter(|from| group.contains(&word) && from < group.start());
    let group = first.unwrap_or(*group.start())..=*group.end();
    let before = group.start().checked_sub(1);
    let span = nominal::span(of, group);
    // The article in *du ministre*, *des experts* belongs to whom it stands before.
    before
        .filter(|&before| of.words[before].joined && of.words[before].upos == Upos::Det)
        .map_or(span, |before| span.cover(of.words[before].span))
}

/// Those who are at a place that something is done to: *a bombardé Odessa*.
fn people_of(places: &[Place], head: WordAt, sentence: &Sentence) -> Option<Actor> {
    let word = sentence.words.get(head.word)?.span;
    let next = places.partition_point(|place| place.span.start <= word.start);
    let place = places[..next]
        .last()
        .filter(|place| place.span.contains(word))?;
    Some(Actor {
        name: place.name.clone(),
        kind: ActorKind::Group,
        country: place.country,
        sector: None,
        known_as: None,
        mentions: vec![Mention {
            span: place.span,
            head,
            form: MentionForm::Name,
        }],
    })
}

#[cfg(test)]
mod tests {
    use crate::record::{ActorKind, MentionForm};
    use crate::statements::testing::record;

    /// `name kind` of everybody in a sentence.
    fn actors(language: &str, rows: &str) -> Vec<String> {
        let record = record(language, &[rows]);
        let actors = record.actors.iter();
        let line = actors.map(|actor| format!("{} {}", actor.name, actor.kind.name()));
        line.collect()
    }

    #[test]
    fn a_noun_names_without_what_points_at_it_whether_tables_have_it_or_not() {
        for (who, name) in [
            (
                "Un DET 2 det PronType=Art/camionneur NOUN 3 nsubj",
                "camionneur",
            ),
            (
                "Le DET 2 det PronType=Art/cycliste NOUN 3 nsubj",
                "cycliste",
            ),
            (
                "Cet DET 2 det PronType=Dem/automobiliste NOUN 3 nsubj",
                "automobiliste",
            ),
            ("Son DET 2 det Poss=Yes/avocat NOUN 3 nsubj", "avocat"),
            (
                "Une DET 2 det PronType=Art/dizaine NOUN 5 nsubj/de ADP 4 case/cyclistes NOUN 2 nmod Number=Plur",
                "Une dizaine de cyclistes",
            ),
            (
                "Plusieurs DET 2 det PronType=Ind/camionneurs NOUN 3 nsubj",
                "Plusieurs camionneurs",
            ),
        ] {
            let verb = who.split('/').count() + 1;
            let clause = format!(
                "dit VERB 0 root VerbForm=Fin dire/que SCONJ {0} mark/tout PRON {0} nsubj/va VERB {verb} ccomp VerbForm=Fin aller",
                verb + 3
            );
            let found = actors("fr", &format!("{who}/{clause}"));
            let named = |line: &&String| line.rsplit_once(' ').is_some_and(|(of, _)| of == name);
            assert!(found.iter().any(|line| named(&line)), "{name}: {found:?}");
        }
    }

    #[test]
    fn several_are_a_group_however_they_were_found() {
        let found = actors(
            "fr",
            "Des DET 2 det PronType=Art/camionneurs NOUN 3 nsubj Number=Plur camionneur/disent VERB 0 root VerbForm=Fin dire/que SCONJ 6 mark/tout PRON 6 nsubj/va VERB 3 ccomp VerbForm=Fin aller",
        );
        assert_eq!(found, ["camionneurs group"]);
    }

    #[test]
    fn a_pronoun_that_stands_for_some_of_many_is_named_with_them() {
        let found = actors(
            "fr",
            "L' DET 2 det PronType=Art le/un PRON 5 nsubj PronType=Ind/d' ADP 4 case de/eux PRON 2 nmod PronType=Prs/dit VERB 0 root VerbForm=Fin dire/que SCONJ 8 mark/tout PRON 8 nsubj/va VERB 5 ccomp VerbForm=Fin aller",
        );
        assert!(
            found.contains(&"L'un d'eux unnamed".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn an_adjective_of_a_country_is_its_state_and_a_place_its_people() {
        let record = record(
            "fr",
            &[
                "Des DET 2 det PronType=Art/avions NOUN 5 nsubj Number=Plur avion/russes ADJ 2 amod russe/ont AUX 5 aux:tense VerbForm=Fin avoir/bombardé VERB 0 root VerbForm=Part bombarder/Odessa PROPN 5 obj Odessa",
            ],
        );
        let kinds: Vec<_> = record
            .actors
            .iter()
            .map(|actor| (actor.name.as_str(), actor.kind, actor.mentions[0].form))
            .collect();
        assert_eq!(
            kinds,
            [
                ("russes", ActorKind::State, MentionForm::Name),
                ("Odessa", ActorKind::Group, MentionForm::Name)
            ]
        );
    }
}
