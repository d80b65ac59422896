//! Events: who does what to whom, by the types of PLOVER.
//!
//! [`crate::lexicon::events`] holds what the tables say, [`scene`] asks a sentence's tree who takes part, [`stance`] says whether what is
//! told happens, when and how surely. This module finds the acts: a verb that is one, a verb with the noun of one, a noun
//! alone. Words that *frame* an act then make another event of it (what is demanded is not done, but demanding is), put it
//! off, soften or deny it.

mod scene;
mod stance;

use rustc_hash::FxHashSet;
use selon_analyse::feature::VerbForm;
use selon_analyse::{Relation, Upos};
use selon_languages::{Framing, Pack, Role};

use self::scene::{Cast, Scene};
use self::stance::Stance;
use crate::grammar::tree::is_finite;
use crate::grammar::voice;
use crate::lexicon::Slot;
use crate::lexicon::cues;
use crate::lexicon::events::{Act, Frame, Kinds, Lexicon, Match, Named, Verb};
use crate::parties::Parties;
use crate::record::{Actor, ActorKind, Certainty, Event, EventKind, Party, Place, Tense, WordAt};
use crate::statements;
use crate::view::ArticleView;

/// How many relations may part an act from the word that frames it.
const CLIMB: usize = 4;

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
    pub(crate) stances: &'a cues::Lexicon,
}

/// An event whose participants are still words of the tree.
#[derive(Debug, Clone)]
struct Draft {
    kinds: Kinds,
    /// The word the event hangs by.
    anchor: usize,
    /// Its trigger.
    words: Vec<usize>,
    cast: Cast,
    stance: Stance,
    /// A noun of means does it: *bombs*.
    by_means: bool,
    /// It frames another act, so that none of the words in it is one.
    frames: bool,
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
            let at_word = |word: usize| WordAt { sentence: at, word };
            let is_place = |word: usize| parties.is_place(at_word(word));
            let is_nation = |word: usize| {
                let of = &sentence.words[word];
                let adjective =
                    of.upos == Upos::Adj || of.is(Relation::Amod) || of.is(Relation::Compound);
                adjective && parties.nation(at_word(word)).is_some()
            };
            let is_time = |word: usize| input.view.is_time(sentence.words[word].span);
            let drafts = drafts(&Scene {
                lexicon: &self.lexicon,
                stances: input.stances,
                sentence,
                at,
                heads: parties.by_word(),
                is_place: &is_place,
                is_nation: &is_nation,
                is_time: &is_time,
            });
            for draft in drafts {
                events.extend(event(input, at, draft, parties));
            }
        }
        events.sort_by_key(|event| event.trigger.first().copied());
        events
    }
}

/// The events of a sentence.
fn drafts(scene: &Scene) -> Vec<Draft> {
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    let mut drafts = Vec::new();
    let verbs = (0..scene.words().len()).filter(|&at| is_verbal(scene, at));
    for verb in verbs {
        if let Some(draft) = framing_event(scene, verb) {
            taken.extend(draft.words.iter().copied());
            drafts.push(draft);
            continue;
        }
        drafts.extend(verb_event(scene, verb, &mut taken));
    }
    for noun in 0..scene.words().len() {
        if !taken.contains(&noun) {
            drafts.extend(noun_event(scene, noun));
        }
    }
    let drafts = one_of_each(scene, drafts).into_iter();
    drafts
        .filter_map(|draft| framed(scene, draft))
        .filter(|draft| !draft.cast.is_empty())
        .collect()
}

fn is_verbal(scene: &Scene, at: usize) -> bool {
    let word = &scene.words()[at];
    word.upos == Upos::Verb
        || word.upos == Upos::Adj
        || word.upos == Upos::Aux && word.head.is_none()
}

/// The event of a word that agrees to, demands, refuses or threatens what it governs.
fn framing_event(scene: &Scene, at: usize) -> Option<Draft> {
    let found = scene.frame(at)?;
    let kind = found.entry.kind()?;
    let complement = complement(scene, at, &found)?;
    let mut stance = stance::of_verb(scene, at, is_governed(scene, at))?;
    // Who will not accept something refuses it.
    let refuses = kind == EventKind::Agree && stance.negated && stance.tense == Tense::Future;
    let kind = if refuses { EventKind::Reject } else { kind };
    stance.negated &= !refuses;
    let subject = scene.subject(at);
    let actors = scene.maybe_parties(subject);
    let actors = match (actors.is_empty(), subject) {
        (true, Some(subject))
            if kind.is_personal() && scene.words()[subject].upos == Upos::Noun =>
        {
            vec![subject]
        }
        (true, Some(_)) => return None,
        _ => actors,
    };
    let mut recipients = scene.in_slots(&found.words, at, &found.entry.recipient);
    recipients.retain(|party| !actors.contains(party));
    if recipients.is_empty() {
        let object = found.entry.recipient.contains(&Slot::Object);
        let asked = scene
            .whoever(at)
            .filter(|&asked| object && asked != complement);
        match asked {
            Some(asked) => recipients.push(asked),
            None => recipients.extend(asked_in(scene, kind, complement, &actors)),
        }
    }
    Some(Draft {
        kinds: Kinds::always(kind),
        anchor: at,
        words: found.words,
        cast: Cast { actors, recipients },
        stance,
        by_means: false,
        frames: true,
    })
}

/// Whom the complement of a framing word names: the subject of its clause, those its act is done to, or, where something is
/// asked for, whoever comes up first in it.
fn asked_in(scene: &Scene, kind: EventKind, complement: usize, actors: &[usize]) -> Vec<usize> {
    let words = scene.words();
    let subject = scene
        .sentence
        .children(complement)
        .find(|&child| words[child].is(Relation::Nsubj));
    let mut asked = scene.maybe_parties(subject);
    if asked.is_empty() {
        asked = match words[complement].upos {
            Upos::Verb => scene.object(complement),
            _ => {
                let cast = scene.cast_of_noun(complement, Some(Role::Actor));
                [cast.actors, cast.recipients].concat()
            }
        };
        asked.retain(|&party| scene.is_somebody(party));
    }
    asked.retain(|party| !actors.contains(party));
    if asked.is_empty() && kind == EventKind::Demand {
        asked.extend(scene.first_below(complement, actors));
    }
    asked
}

/// What a framing word governs that can be an act.
fn complement(scene: &Scene, at: usize, found: &Match<Frame>) -> Option<usize> {
    let words = scene.words();
    let companions = found
        .words
        .iter()
        .flat_map(|&word| scene.sentence.children(word));
    let mut children = companions.filter(|child| !found.words.contains(child));
    let below = children.find(|&child| takes(scene, found.entry, child));
    below.or_else(|| {
        words[at]
            .head
            .filter(|_| words[at].is(Relation::Acl) && found.entry.noun)
    })
}

/// Whether a word that hangs on a framing word is an act it can take.
fn takes(scene: &Scene, frame: &Frame, child: usize) -> bool {
    let word = &scene.words()[child];
    let clause = word.is_any(&[Relation::Ccomp, Relation::Csubj]);
    // *will not accept* is a clause of its own, whatever the form of its verb.
    let finite = scene.sentence.children(child).any(|below| {
        let below = &scene.words()[below];
        below.is(Relation::Aux) && below.feats.is(VerbForm::Fin)
    });
    let form = word.feats.is(VerbForm::Inf) || word.feats.is(VerbForm::Ger);
    let infinitive = (form && !finite) || (word.upos == Upos::Verb && word.is(Relation::Xcomp));
    let governed = word.is_any(&[
        Relation::Xcomp,
        Relation::Ccomp,
        Relation::Obl,
        Relation::Advcl,
        Relation::Acl,
    ]);
    let preposition = scene.preposition(child);
    if word.upos == Upos::Verb {
        return (frame.infinitive && infinitive && governed) || (frame.clause && clause);
    }
    let object =
        (word.is(Relation::Obj) || word.deprel == Relation::NsubjPass) && preposition.is_none();
    let behind = preposition.is_some_and(|preposition| frame.prepositions.contains(&preposition));
    let noun = word.upos == Upos::Noun && (frame.noun && object || behind);
    noun || (frame.clause && (clause || word.is(Relation::Xcomp) && frame.infinitive))
}

/// The event of a verb, alone or with the noun that it does or ends.
fn verb_event(scene: &Scene, verb: usize, taken: &mut FxHashSet<usize>) -> Option<Draft> {
    if scene.words()[verb].upos == Upos::Adj && !scene.words()[verb].feats.is(VerbForm::Part) {
        return None;
    }
    let found = scene.verb(verb)?;
    match found.entry.act {
        Act::None => {
            taken.extend(found.words.iter().copied());
            None
        }
        Act::Is(kinds) => act_of_verb(scene, verb, &found, kinds, taken),
        Act::Does | Act::Ends => act_with_noun(scene, verb, &found, taken),
    }
}

fn act_of_verb(
    scene: &Scene,
    verb: usize,
    found: &Match<Verb>,
    kinds: Kinds,
    taken: &mut FxHashSet<usize>,
) -> Option<Draft> {
    let stance = stance::of_verb(scene, verb, is_governed(scene, verb))?;
    let (actors, means) = doers(scene, verb, kinds.by_others)?;
    let mut recipients = scene.in_slots(&found.words, verb, &found.entry.recipient);
    recipients.retain(|party| {
        !actors.contains(party) && (!found.words.contains(party) || scene.is_somebody(*party))
    });
    if found.entry.needs_somebody && recipients.is_empty() {
        return None;
    }
    taken.extend(found.words.iter().copied());
    taken.extend(means);
    Some(Draft {
        kinds,
        anchor: verb,
        words: found.words.clone(),
        cast: Cast { actors, recipients },
        stance,
        by_means: means.is_some(),
        frames: false,
    })
}

/// Who does what a verb says, and the noun of the means they do it by; `None` where something does it that is nobody's.
fn doers(scene: &Scene, verb: usize, kind: EventKind) -> Option<(Vec<usize>, Option<usize>)> {
    let Some(subject) = scene.subject(verb) else {
        return Some((Vec::new(), None));
    };
    if scene.is_somebody(subject) {
        return Some((scene.parties(subject), None));
    }
    if let Some(actors) = scene.behind_means(subject) {
        return Some((actors, Some(subject)));
    }
    let parties = scene.parties(subject);
    let of = &scene.words()[subject];
    if parties.is_empty() && kind.is_personal() && of.upos == Upos::Noun {
        return Some((vec![subject], None));
    }
    (!parties.is_empty() || of.upos == Upos::Pron).then_some((parties, None))
}

/// *a mené* | *une attaque*, *levée* | *l'interdiction*
fn act_with_noun(
    scene: &Scene,
    verb: usize,
    found: &Match<Verb>,
    taken: &mut FxHashSet<usize>,
) -> Option<Draft> {
    let words = scene.words();
    let object = |&child: &usize| {
        let of = &words[child];
        of.is_any(&[
            Relation::Obj,
            Relation::Obl,
            Relation::Xcomp,
            Relation::Iobj,
        ]) || of.deprel == Relation::NsubjPass
    };
    let below = found
        .words
        .iter()
        .flat_map(|&word| scene.sentence.children(word))
        .filter(object);
    let passive = voice::is_passive(scene.sentence, verb);
    let above = words[verb]
        .head
        .filter(|_| words[verb].is(Relation::Acl) && passive);
    let (noun, named, kinds) = below.chain(above).find_map(|word| {
        let named = scene.noun_at(word)?;
        match named.entry.named {
            Named::Event(kinds) => Some((word, named, kinds)),
            Named::Means => None,
        }
    })?;
    taken.extend(named.words.iter().copied());
    taken.insert(noun);
    let kinds = match found.entry.act {
        Act::Ends => Kinds::always(named.entry.ended?),
        _ => kinds,
    };
    let stance = stance::of_verb(scene, verb, is_governed(scene, verb))?;
    let (mut actors, means) = doers(scene, verb, kinds.by_others)?;
    let own = scene.cast_of_noun(noun, named.entry.of);
    let mut recipients = own.recipients;
    if recipients.is_empty() {
        recipients = scene.in_slots(&found.words, verb, &found.entry.recipient);
    }
    if recipients.is_empty() {
        recipients = scene.linked(verb);
    }
    match actors.is_empty() {
        true => actors = own.actors,
        // Whose a thing is that somebody else ends suffers by it.
        false => recipients.extend(own.actors),
    }
    recipients.retain(|party| !actors.contains(party) && *party != noun);
    let mut all = found.words.clone();
    all.extend(named.words.iter().copied());
    all.sort_unstable();
    all.dedup();
    Some(Draft {
        kinds,
        anchor: verb,
        words: all,
        cast: Cast { actors, recipients },
        stance,
        by_means: means.is_some(),
        frames: false,
    })
}

/// The event of a noun alone.
fn noun_event(scene: &Scene, noun: usize) -> Option<Draft> {
    let named = scene.noun_at(noun)?;
    let Named::Event(kinds) = named.entry.named else {
        return None;
    };
    if !named.entry.alone {
        return None;
    }
    let mut cast = scene.cast_of_noun(noun, named.entry.of);
    // *s'exprimait à l'issue d'entretiens avec X*: with whoever the clause is about.
    let together = named.entry.of == Some(Role::Both) || kinds.by_others == EventKind::Consult;
    if cast.actors.is_empty() && !cast.recipients.is_empty() && together {
        let subject = scene.verb_above(noun).and_then(|verb| scene.subject(verb));
        cast.actors = scene.maybe_parties(subject.filter(|&subject| subject != noun));
    }
    cast.recipients.retain(|party| !cast.actors.contains(party));
    if cast.is_empty() {
        return None;
    }
    let stance = stance::of_noun(scene, noun)?;
    Some(Draft {
        kinds,
        anchor: noun,
        words: named.words,
        cast,
        stance,
        by_means: false,
        frames: false,
    })
}

/// A noun that hangs on a verb of the same type names the same event; whom only it knows takes part in the verb's.
fn one_of_each(scene: &Scene, drafts: Vec<Draft>) -> Vec<Draft> {
    let words = scene.words();
    let is_noun = |draft: &Draft| !matches!(words[draft.anchor].upos, Upos::Verb | Upos::Adj);
    let (nouns, mut verbs): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(is_noun);
    let mut left = Vec::new();
    for noun in nouns {
        let above = verbs.iter_mut().find(|verb| {
            let same =
                verb.kinds == noun.kinds || (is_violent(verb.kinds) && is_violent(noun.kinds));
            let object = words[noun.anchor].is(Relation::Obj) && !is_violent(noun.kinds);
            !verb.frames && same && !object && scene.verb_above(noun.anchor) == Some(verb.anchor)
        });
        match above {
            Some(verb) if verb.cast.actors.is_empty() => verb.cast.actors = noun.cast.actors,
            Some(_) => {}
            None => left.push(noun),
        }
    }
    verbs.extend(left);
    verbs
}

fn is_violent(kinds: Kinds) -> bool {
    matches!(kinds.by_others, EventKind::Assault | EventKind::Fight)
}

/// The word that frames an act from above.
fn frame_above<'l>(scene: &Scene<'l>, act: usize) -> Option<Match<'l, Frame>> {
    let words = scene.words();
    let mut at = act;
    for _ in 0..CLIMB {
        let head = words[at].head?;
        if let Some(found) = scene.frame(head)
            && !found.words.contains(&at)
            && (takes(scene, found.entry, at) || of_frame_noun(scene, &found, head, at))
        {
            return Some(found);
        }
        let shares = words[at].is(Relation::Conj) || words[at].is(Relation::Xcomp);
        let is_verb = |word: usize| words[word].upos == Upos::Verb;
        const UP: [Relation; 5] = [
            Relation::Nmod,
            Relation::Obl,
            Relation::Obj,
            Relation::Nsubj,
            Relation::Acl,
        ];
        if !shares && (is_verb(at) || !words[at].is_any(&UP)) {
            return None;
        }
        // A noun under another verb is in that verb's hands.
        if is_verb(head) && !shares {
            let infinitive = words[head].feats.is(VerbForm::Inf);
            return infinitive.then(|| frame_above(scene, head)).flatten();
        }
        at = head;
    }
    None
}

/// *la reprise* | *des combats*
fn of_frame_noun(scene: &Scene, found: &Match<Frame>, head: usize, at: usize) -> bool {
    found.entry.noun && scene.words()[head].upos == Upos::Noun && scene.is_of(at)
}

/// Whether a word above says that an infinitive happens, or is meant to.
fn is_governed(scene: &Scene, act: usize) -> bool {
    let frame = frame_above(scene, act);
    frame.is_some_and(|found| found.entry.kind().is_none())
}

/// The draft as the word that frames it leaves it.
fn framed(scene: &Scene, mut draft: Draft) -> Option<Draft> {
    if let Some(found) = frame_above(scene, draft.anchor) {
        match found.entry.framing {
            Framing::Agree | Framing::Demand | Framing::Refuse | Framing::Threaten => return None,
            // What is announced in a clause of its own may well be over.
            Framing::Intend if is_finite(scene.sentence, draft.anchor) => {}
            Framing::Intend => draft.stance.tense = Tense::Future,
            Framing::GoOn => {}
            Framing::Try => draft.stance.certainty = Certainty::Hedged,
            Framing::Fail => draft.stance.negated = true,
        }
    }
    let friendly = draft.kinds.by_others.is_friendly();
    let promised = draft.stance.tense == Tense::Future
        && !draft.stance.negated
        && !draft.cast.actors.is_empty();
    if friendly && promised && !draft.frames {
        draft.kinds = Kinds::always(EventKind::Agree);
    }
    Some(draft)
}

/// The event with its actors.
fn event(input: &EventInput, at: usize, draft: Draft, parties: &mut Parties) -> Option<Event> {
    let sentence = input.view.analysis.sentences.get(at)?;
    let mut seen = FxHashSet::default();
    let mut participants = |words: &[usize]| -> Vec<Party> {
        let fresh = words.iter().copied().filter(|word| seen.insert(*word));
        fresh
            .filter_map(|word| parties.participant(WordAt { sentence: at, word }, input.places))
            .collect()
    };
    let (doing, suffering) = (
        participants(&draft.cast.actors),
        participants(&draft.cast.recipients),
    );
    let forces = draft.by_means
        || doing
            .iter()
            .filter_map(|party| party.actor)
            .any(|id| is_force(parties.actor(id)));
    Some(Event {
        kind: if forces {
            draft.kinds.by_forces
        } else {
            draft.kinds.by_others
        },
        trigger: statements::runs(sentence, &draft.words),
        actors: doing,
        recipients: suffering,
        time: None,
        place: None,
        certainty: draft.stance.certainty,
        tense: draft.stance.tense,
        negated: draft.stance.negated,
        according_to: None,
        figures: Vec::new(),
    })
}

/// Whether somebody makes war: a state, an army, rebels.
fn is_force(actor: &Actor) -> bool {
    actor.kind == ActorKind::State || matches!(actor.sector, Some("MIL" | "REB" | "UAF"))
}
