//! What a sentence may tell of events, before its participants are anybody.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Relation, Upos};

use super::context::EventContext;
use super::modality::Modality;
use super::participants::Participants;
use super::{acts, framing};
use crate::lexicon::events::Kinds;
use crate::record::EventKind;

/// An event whose participants are still words of the tree.
#[derive(Debug, Clone)]
pub(super) struct EventCandidate {
    pub(super) kinds: Kinds,
    /// The word the event hangs by.
    pub(super) anchor: usize,
    /// The words that tell of it, in order.
    pub(super) trigger: Vec<usize>,
    pub(super) participants: Participants,
    pub(super) modality: Modality,
    /// A noun does it in somebody's place: *bombs*.
    pub(super) by_instrument: bool,
    /// It frames another act, so that none of the words in it is one.
    pub(super) frames: bool,
}

/// The events of a sentence: those of its verbs, then those of the nouns that no verb has taken.
pub(super) fn candidates(context: &EventContext) -> Vec<EventCandidate> {
    let words = 0..context.words().len();
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    let mut verbs = Vec::new();
    for act in words.clone().filter_map(|at| acts::of_verb(context, at)) {
        taken.extend(act.taken);
        verbs.extend(act.event);
    }
    let nouns = words.filter(|noun| !taken.contains(noun));
    let nouns = nouns.filter_map(|noun| acts::of_noun(context, noun));
    let nouns = nouns.collect();
    let candidates = told_once(context, verbs, nouns).into_iter();
    candidates
        .filter_map(|candidate| framing::framed(context, candidate))
        .filter(|candidate| !candidate.participants.is_empty())
        .collect()
}

/// A noun that hangs on a verb of the same type names the same event; whom only it knows takes part in the verb's: *ont
/// été tués* | *dans l'attaque de l'armée*.
fn told_once(
    context: &EventContext,
    mut verbs: Vec<EventCandidate>,
    nouns: Vec<EventCandidate>,
) -> Vec<EventCandidate> {
    let hangs_by = verbs.iter().enumerate().filter(|(_, verb)| {
        let upos = context.words()[verb.anchor].upos;
        matches!(upos, Upos::Verb | Upos::Adj) && !verb.frames
    });
    let by_anchor: FxHashMap<usize, usize> = hangs_by.map(|(at, verb)| (verb.anchor, at)).collect();
    let mut others = Vec::new();
    for noun in nouns {
        let above = context.verb_above(noun.anchor);
        let above = above.and_then(|verb| by_anchor.get(&verb).copied());
        match above.filter(|&above| is_told_by(context, &verbs[above], &noun)) {
            Some(above) if verbs[above].participants.actors.is_empty() => {
                verbs[above].participants.actors = noun.participants.actors;
            }
            Some(_) => {}
            None => others.push(noun),
        }
    }
    verbs.extend(others);
    verbs
}

/// Whether a verb tells of the event that a noun below it names. Violence that somebody does to another's violence is the
/// same, but who supports support does two things.
fn is_told_by(context: &EventContext, verb: &EventCandidate, noun: &EventCandidate) -> bool {
    let violent = is_violent(noun.kinds);
    let same = verb.kinds == noun.kinds || (is_violent(verb.kinds) && violent);
    let object = context.words()[noun.anchor].is(Relation::Obj) && !violent;
    same && !object
}

fn is_violent(kinds: Kinds) -> bool {
    matches!(kinds.by_others, EventKind::Assault | EventKind::Fight)
}

#[cfg(test)]
mod tests {
    use crate::events::testing::events;

    /// *Two hikers were killed in an attack by rebels.*
    const KILLED: &str = "Two NUM 2 nummod/hikers NOUN 4 nsubj:pass/were AUX 4 aux:pass Tense=Past|VerbForm=Fin be/\
        killed VERB 0 root Tense=Past|VerbForm=Part kill/in ADP 7 case/an DET 7 det/attack NOUN 4 obl/\
        by ADP 9 case/rebels NOUN 7 nmod";

    #[test]
    fn a_noun_below_a_verb_of_its_type_is_told_by_that_and_gives_it_who_acts() {
        assert_eq!(
            events("en", KILLED, "hikers:party rebels:party"),
            ["ASSAULT killed | rebels | hikers"]
        );
    }

    #[test]
    fn a_noun_of_another_type_is_an_event_of_its_own() {
        let rows = KILLED.replace("attack", "protest");
        let found = events("en", &rows, "hikers:party rebels:party");
        assert_eq!(
            found,
            ["ASSAULT killed |  | hikers", "PROTEST protest | rebels | "]
        );
    }

    #[test]
    fn in_what_nobody_takes_part_is_no_event() {
        let rows = "On PRON 2 expl/attaque VERB 0 root Tense=Pres|VerbForm=Fin bombarder";
        assert_eq!(events("fr", rows, ""), [""; 0]);
    }
}
