//! Events: who does what to whom, by the types of PLOVER.
//!
//! The way goes from one sentence's words to its events: [`crate::lexicon::events`] holds what the tables say and [`context`] what is known of
//! the words; [`acts`] finds the acts, [`participants`] who takes part in them, [`modality`] whether they happen, when and how
//! surely; [`framing`] makes another event of an act where a word above it does so; [`candidate`] puts these in order. Only
//! then do the words that take part become somebody.

mod acts;
mod candidate;
mod context;
mod framing;
mod modality;
mod participants;
#[cfg(test)]
mod testing;

use rustc_hash::FxHashSet;
use selon_analyse::{Relation, Upos};
use selon_languages::Pack;

use self::candidate::{EventCandidate, candidates};
use self::context::{EventContext, WordFacts};
use crate::lexicon::cues;
use crate::lexicon::events::Lexicon;
use crate::parties::Parties;
use crate::record::{Actor, ActorKind, Event, Party, Place, WordAt};
use crate::statements;
use crate::view::ArticleView;

/// The rules of events of one language.
#[derive(Debug)]
pub(crate) struct Rules {
    lexicon: Lexicon,
}

/// What events are read from.
pub(crate) struct EventInput<'a> {
    pub(crate) view: &'a ArticleView<'a>,
    /// The places of the article.
    pub(crate) places: &'a [Place],
    /// What softens and negates.
    pub(crate) cues: &'a cues::Lexicon,
}

impl Rules {
    pub(crate) fn load(pack: &'static Pack) -> Rules {
        Rules {
            lexicon: Lexicon::load(pack),
        }
    }

    /// The events of an article in text order. Participants that nothing names yet are added to `parties`.
    pub(crate) fn events(&self, input: &EventInput, parties: &mut Parties) -> Vec<Event> {
        let mut events = Vec::new();
        for (at, sentence) in input.view.analysis.sentences.iter().enumerate() {
            let facts = (0..sentence.words.len()).map(|word| facts(input, at, word, parties));
            let facts = facts.collect();
            let context = EventContext::new(&self.lexicon, input.cues, sentence, facts);
            for candidate in candidates(&context) {
                events.push(event(input, at, candidate, parties));
            }
        }
        events.sort_by_key(|event| event.trigger.first().copied());
        events
    }
}

/// What the article tells of a word.
fn facts(input: &EventInput, sentence: usize, word: usize, parties: &Parties) -> WordFacts {
    let at = WordAt { sentence, word };
    let of = &input.view.analysis.sentences[sentence].words[word];
    let adjective = of.upos == Upos::Adj || of.is_any(&[Relation::Amod, Relation::Compound]);
    WordFacts {
        is_party: parties.names_somebody(at),
        is_place: parties.is_place(at),
        is_nation: adjective && parties.nation(at).is_some(),
        is_time: input.view.is_time(of.span),
    }
}

/// The event of a candidate, its participants being somebody now. Who does something to themselves only does it.
fn event(input: &EventInput, at: usize, candidate: EventCandidate, parties: &mut Parties) -> Event {
    let mut seen = FxHashSet::default();
    let mut participants = |words: &[usize]| -> Vec<Party> {
        let fresh = words.iter().copied().filter(|word| seen.insert(*word));
        fresh
            .filter_map(|word| parties.participant(WordAt { sentence: at, word }, input.places))
            .collect()
    };
    let actors = participants(&candidate.participants.actors);
    let recipients = participants(&candidate.participants.recipients);
    let mut doing = actors.iter().filter_map(|party| party.actor);
    let forces = candidate.by_instrument || doing.any(|id| is_force(parties.actor(id)));
    let sentence = &input.view.analysis.sentences[at];
    Event {
        kind: match forces {
            true => candidate.kinds.by_forces,
            false => candidate.kinds.by_others,
        },
        trigger: statements::runs(sentence, &candidate.trigger),
        actors,
        recipients,
        time: None,
        place: None,
        certainty: candidate.modality.certainty,
        tense: candidate.modality.tense,
        negated: candidate.modality.negated,
        according_to: None,
        figures: Vec::new(),
    }
}

/// Whether somebody makes war: a state, an army, rebels.
fn is_force(actor: &Actor) -> bool {
    actor.kind == ActorKind::State || matches!(actor.sector, Some("MIL" | "REB" | "UAF"))
}
