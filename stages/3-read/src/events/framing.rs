//! Words that frame an act: what is demanded, refused, agreed to or threatened is not done, but demanding it is; others put
//! off, soften or deny what they govern.

use selon_analyse::feature::VerbForm;
use selon_analyse::{Relation, Upos};
use selon_languages::{Framing, Role};

use super::candidate::EventCandidate;
use super::context::EventContext;
use super::modality;
use super::participants::Participants;
use crate::grammar::tree;
use crate::lexicon::Slot;
use crate::lexicon::events::{Frame, Kinds, Match};
use crate::record::{Certainty, EventKind, Tense};

/// How many relations may part an act from the word that frames it.
const CLIMB: usize = 4;

/// How many infinitives may stand between, each with an act of its own: *refuse d'aider à mener des attaques*.
const INFINITIVES: usize = 4;

// --- The frame as an event ---

/// A word that agrees to, demands, refuses or threatens what it governs, asked whom it does so to.
struct FramedAct<'c, 'a> {
    context: &'c EventContext<'a>,
    at: usize,
    frame: &'c Match<'a, Frame>,
    kind: EventKind,
    /// The word of the act that it governs.
    act: usize,
    /// Who agrees, demands, refuses or threatens.
    actors: &'c [usize],
}

/// Whom a framing word is said to or against, in the order in which it is tried.
const WHOM: [fn(&FramedAct) -> Vec<usize>; 5] = [
    in_its_slots,
    object_noun,
    subject_of_act,
    suffers_by_act,
    first_named,
];

/// *a exhorté* | *le gouvernement* | *à libérer*: where its row says that they stand.
fn in_its_slots(framed: &FramedAct) -> Vec<usize> {
    let Match { entry, words } = framed.frame;
    framed.context.in_slots(words, framed.at, &entry.recipient)
}

/// *a appelé* | *les grévistes* | *à reprendre le travail*: its object, whoever that is.
fn object_noun(framed: &FramedAct) -> Vec<usize> {
    let object = framed.frame.entry.recipient.contains(&Slot::Object);
    let asked = framed.context.object_noun(framed.at);
    let asked = asked.filter(|&asked| object && asked != framed.act);
    asked.into_iter().collect()
}

/// *exige que* | *Téhéran* | *coopère*: who is to act.
fn subject_of_act(framed: &FramedAct) -> Vec<usize> {
    let context = framed.context;
    let subject = tree::child(context.sentence, framed.act, Relation::Nsubj);
    context.maybe_parties(subject)
}

/// *refuse de rencontrer* | *les syndicats*, *menace de sanctions contre* | *l'Iran*: those to whom the act would be done.
fn suffers_by_act(framed: &FramedAct) -> Vec<usize> {
    let (context, act) = (framed.context, framed.act);
    let mut whom = match context.words()[act].upos {
        Upos::Verb => context.object(act),
        _ => {
            let Participants { actors, recipients } =
                context.participants_of_noun(act, Some(Role::Actor));
            [actors, recipients].concat()
        }
    };
    whom.retain(|&party| context.is_somebody(party));
    whom
}

/// *exige une enquête sur les actes de* | *l'armée*: of a demand, whoever comes up first in it.
fn first_named(framed: &FramedAct) -> Vec<usize> {
    let demand = framed.kind == EventKind::Demand;
    let first = || framed.context.first_below(framed.act, framed.actors);
    demand.then(first).flatten().into_iter().collect()
}

/// The event of a word that agrees to, demands, refuses or threatens what it governs, with the word of that act.
pub(super) fn event(context: &EventContext, at: usize) -> Option<(EventCandidate, usize)> {
    let frame = context.frame(at)?;
    let kind = frame.entry.kind()?;
    let act = act_of(context, at, frame)?;
    let mut modality = modality::of_verb(context, at, is_governed(context, at))?;
    // Who will not accept something refuses it.
    let refuses = kind == EventKind::Agree && modality.negated && modality.tense == Tense::Future;
    let kind = if refuses { EventKind::Reject } else { kind };
    modality.negated &= !refuses;
    let actors = who_frames(context, at, kind)?;
    let framed = FramedAct {
        context,
        at,
        frame,
        kind,
        act,
        actors: &actors,
    };
    let whom = WHOM.iter().map(|look| {
        let mut whom = look(&framed);
        whom.retain(|party| !actors.contains(party));
        whom
    });
    let recipients = whom.into_iter().find(|whom| !whom.is_empty());
    let event = EventCandidate {
        kinds: Kinds::always(kind),
        anchor: at,
        trigger: frame.words.clone(),
        participants: Participants {
            recipients: recipients.unwrap_or_default(),
            actors,
        },
        modality,
        by_instrument: false,
        frames: true,
    };
    Some((event, act))
}

/// Who agrees, demands, refuses or threatens; `None` where nobody does, though the verb has a subject.
fn who_frames(context: &EventContext, at: usize, kind: EventKind) -> Option<Vec<usize>> {
    let Some(subject) = context.subject(at) else {
        return Some(Vec::new());
    };
    let actors = context.parties(subject);
    let noun = context.words()[subject].upos == Upos::Noun && kind.is_personal();
    match actors.is_empty() {
        true => noun.then(|| vec![subject]),
        false => Some(actors),
    }
}

/// The act that a framing word governs, or, of a participle, the noun of one that it describes: *les frappes* |
/// *annoncées*.
fn act_of(context: &EventContext, at: usize, frame: &Match<Frame>) -> Option<usize> {
    let word = &context.words()[at];
    let children = frame
        .words
        .iter()
        .flat_map(|&word| context.sentence.children(word));
    let mut others = children.filter(|child| !frame.words.contains(child));
    let below = others.find(|&child| takes(context, frame.entry, child));
    let described = || word.is(Relation::Acl) && frame.entry.noun;
    below.or_else(|| word.head.filter(|_| described()))
}

// --- What a frame takes ---

/// Whether a word that hangs on a framing word is an act it can take.
fn takes(context: &EventContext, frame: &Frame, child: usize) -> bool {
    match context.words()[child].upos {
        Upos::Verb => takes_verb(context, frame, child),
        _ => takes_noun(context, frame, child) || takes_predicate(context, frame, child),
    }
}

/// *refuse* | *de négocier*, *exige* | *que l'armée parte*
fn takes_verb(context: &EventContext, frame: &Frame, child: usize) -> bool {
    const GOVERNED: [Relation; 5] = [
        Relation::Xcomp,
        Relation::Ccomp,
        Relation::Obl,
        Relation::Advcl,
        Relation::Acl,
    ];
    let word = &context.words()[child];
    // *will not accept* is a clause of its own, whatever the form of its verb.
    let finite = || {
        context.sentence.children(child).any(|below| {
            let below = &context.words()[below];
            below.is(Relation::Aux) && below.feats.is(VerbForm::Fin)
        })
    };
    let form = tree::has_form(word, &[VerbForm::Inf, VerbForm::Ger]);
    let infinitive = word.is(Relation::Xcomp) || (form && !finite());
    let clause = word.is_any(&[Relation::Ccomp, Relation::Csubj]);
    (frame.infinitive && infinitive && word.is_any(&GOVERNED)) || (frame.clause && clause)
}

/// *demande* | *une enquête*, *appelle* | *à la grève*
fn takes_noun(context: &EventContext, frame: &Frame, child: usize) -> bool {
    let word = &context.words()[child];
    let object = word.is(Relation::Obj) || word.deprel == Relation::NsubjPass;
    let fits = match context.preposition(child) {
        Some(preposition) => frame.prepositions.contains(&preposition),
        None => frame.noun && object,
    };
    word.upos == Upos::Noun && fits
}

/// *exige que l'armée soit* | *prête*: a clause whose predicate is no verb.
fn takes_predicate(context: &EventContext, frame: &Frame, child: usize) -> bool {
    let word = &context.words()[child];
    let clause = word.is_any(&[Relation::Ccomp, Relation::Csubj]);
    frame.clause && (clause || word.is(Relation::Xcomp) && frame.infinitive)
}

// --- The act in its frame ---

/// Where a look upwards from an act ends.
enum Above<'c, 'a> {
    Framed(&'c Match<'a, Frame>),
    /// A noun in the hands of an infinitive, which may be framed itself.
    In(usize),
}

/// The word that frames an act from above.
fn frame_above<'c, 'a>(context: &'c EventContext<'a>, act: usize) -> Option<&'c Match<'a, Frame>> {
    let mut act = act;
    for _ in 0..INFINITIVES {
        match look_up(context, act)? {
            Above::Framed(frame) => return Some(frame),
            Above::In(infinitive) => act = infinitive,
        }
    }
    None
}

fn look_up<'c, 'a>(context: &'c EventContext<'a>, act: usize) -> Option<Above<'c, 'a>> {
    const UP: [Relation; 5] = [
        Relation::Nmod,
        Relation::Obl,
        Relation::Obj,
        Relation::Nsubj,
        Relation::Acl,
    ];
    let words = context.words();
    let is_verb = |word: usize| words[word].upos == Upos::Verb;
    let mut at = act;
    for _ in 0..CLIMB {
        let head = words[at].head?;
        if let Some(frame) = context.frame(head)
            && !frame.words.contains(&at)
            && (takes(context, frame.entry, at) || is_of_frame(context, frame, head, at))
        {
            return Some(Above::Framed(frame));
        }
        let shares = words[at].is_any(&[Relation::Conj, Relation::Xcomp]);
        if !shares && (is_verb(at) || !words[at].is_any(&UP)) {
            return None;
        }
        // A noun under another verb is in that verb's hands.
        if is_verb(head) && !shares {
            let infinitive = words[head].feats.is(VerbForm::Inf);
            return infinitive.then_some(Above::In(head));
        }
        at = head;
    }
    None
}

/// *la reprise* | *des combats*: a noun frames the act it is of.
fn is_of_frame(context: &EventContext, frame: &Match<Frame>, head: usize, at: usize) -> bool {
    frame.entry.noun && context.words()[head].upos == Upos::Noun && context.is_of(at)
}

/// Whether a word above says that an infinitive happens, or is meant to.
pub(super) fn is_governed(context: &EventContext, act: usize) -> bool {
    let frame = frame_above(context, act);
    frame.is_some_and(|frame| frame.entry.kind().is_none())
}

/// The candidate as the word that frames it leaves it; `None` where only the frame is an event.
pub(super) fn framed(
    context: &EventContext,
    mut candidate: EventCandidate,
) -> Option<EventCandidate> {
    let modality = &mut candidate.modality;
    match frame_above(context, candidate.anchor).map(|frame| frame.entry.framing) {
        Some(Framing::Agree | Framing::Demand | Framing::Refuse | Framing::Threaten) => {
            return None;
        }
        // What is announced in a clause of its own may well be over.
        Some(Framing::Intend) if tree::is_finite(context.sentence, candidate.anchor) => {}
        Some(Framing::Intend) => modality.tense = Tense::Future,
        Some(Framing::Try) => modality.certainty = Certainty::Hedged,
        Some(Framing::Fail) => modality.negated = true,
        Some(Framing::GoOn) | None => {}
    }
    Some(promised(candidate))
}

/// Who will do somebody good has agreed to: *France will send aid*.
fn promised(mut candidate: EventCandidate) -> EventCandidate {
    let friendly = candidate.kinds.by_others.is_friendly() && !candidate.frames;
    let ahead = candidate.modality.tense == Tense::Future && !candidate.modality.negated;
    if friendly && ahead && !candidate.participants.actors.is_empty() {
        candidate.kinds = Kinds::always(EventKind::Agree);
    }
    candidate
}

#[cfg(test)]
mod tests {
    use crate::events::testing::events;

    /// *La maire* VERB *de rencontrer les syndicats*
    fn framed(verb: &str) -> Vec<String> {
        let rows = format!(
            "La DET 2 det/maire NOUN 3 nsubj/{verb}/de ADP 5 mark/\
             rencontrer VERB 3 xcomp VerbForm=Inf rencontrer/les DET 7 det/syndicats NOUN 5 obj"
        );
        events("fr", &rows, "maire:party syndicats:party")
    }

    #[test]
    fn what_is_refused_agreed_to_or_threatened_is_not_done_but_that_is() {
        assert_eq!(
            framed("refuse VERB 0 root Tense=Pres|VerbForm=Fin refuser"),
            ["REJECT refuse | maire | syndicats | present"]
        );
        assert_eq!(
            framed("accepte VERB 0 root Tense=Pres|VerbForm=Fin accepter"),
            ["AGREE accepte | maire | syndicats | present"]
        );
        assert_eq!(
            framed("menace VERB 0 root Tense=Pres|VerbForm=Fin menacer"),
            ["THREATEN menace | maire | syndicats | present"]
        );
    }

    #[test]
    fn what_is_tried_is_hedged_what_fails_is_denied_and_what_begins_happens() {
        assert_eq!(
            framed("tente VERB 0 root Tense=Pres|VerbForm=Fin tenter"),
            ["CONSULT rencontrer | maire | syndicats | present | hedged"]
        );
        assert_eq!(
            framed("renonce VERB 0 root Tense=Pres|VerbForm=Fin renoncer"),
            ["CONSULT rencontrer | maire | syndicats | present | negated"]
        );
        assert_eq!(
            framed("finit VERB 0 root Tense=Pres|VerbForm=Fin finir"),
            ["CONSULT rencontrer | maire | syndicats | present"]
        );
    }

    #[test]
    fn who_intends_to_do_good_agrees_to() {
        assert_eq!(
            framed("compte VERB 0 root Tense=Pres|VerbForm=Fin compter"),
            ["AGREE rencontrer | maire | syndicats | future"]
        );
    }

    #[test]
    fn who_will_not_accept_something_refuses_it() {
        let rows = "Hunters NOUN 4 nsubj/will AUX 4 aux VerbForm=Fin will/not PART 4 advmod/\
                    accept VERB 0 root VerbForm=Inf accept/talks NOUN 4 obj Number=Plur talk/\
                    with ADP 7 case/farmers NOUN 5 nmod Number=Plur farmer";
        assert_eq!(
            events("en", rows, "Hunters:party farmers:party"),
            ["REJECT accept | Hunters | farmers | future"]
        );
    }

    /// *La maire exhorte* …
    fn urged(rest: &str, known: &str) -> Vec<String> {
        let rows = format!(
            "La DET 2 det/maire NOUN 3 nsubj/exhorte VERB 0 root Tense=Pres|VerbForm=Fin exhorter/{rest}"
        );
        events("fr", &rows, &format!("maire:party {known}"))
    }

    #[test]
    fn whom_something_is_asked_of_stands_where_the_frame_says_whoever_it_is() {
        let rest = "les DET 5 det/chasseurs NOUN 3 obj/à ADP 7 mark/libérer VERB 3 xcomp VerbForm=Inf/\
                    Durand PROPN 7 obj";
        let found = ["DEMAND exhorte | maire | chasseurs | present"];
        assert_eq!(urged(rest, "chasseurs:party"), found);
        // A noun that no list knows is somebody in this place.
        assert_eq!(urged(rest, ""), found);
    }

    #[test]
    fn a_demand_in_a_clause_is_made_of_its_subject() {
        let rows = "Oslo PROPN 2 nsubj/demanded VERB 0 root Tense=Past|VerbForm=Fin demand/that SCONJ 5 mark/\
                    guards NOUN 5 nsubj/release VERB 2 ccomp VerbForm=Fin release/sailors NOUN 5 obj";
        assert_eq!(
            events("en", rows, "guards:party sailors:party"),
            ["DEMAND demanded | Oslo | guards"]
        );
    }

    #[test]
    fn a_demand_without_anybody_asked_is_made_of_the_first_it_names() {
        let rows = "Oslo PROPN 2 nsubj/demands VERB 0 root Tense=Pres|VerbForm=Fin demand/an DET 4 det/\
                    inquiry NOUN 2 obj/into ADP 6 case/abuse NOUN 4 nmod/in ADP 8 case/camps NOUN 6 nmod/\
                    of ADP 10 case/rebels NOUN 8 nmod";
        assert_eq!(
            events("en", rows, "rebels:party"),
            ["DEMAND demands | Oslo | rebels | present"]
        );
    }

    #[test]
    fn a_frame_takes_nouns_behind_its_prepositions() {
        let rows = |preposition: &str| {
            format!(
                "Oslo PROPN 2 nsubj/consent VERB 0 root Tense=Pres|VerbForm=Fin consentir/{preposition} ADP 4 case/\
                 sanctions NOUN 2 obl Number=Plur sanction/contre ADP 6 case/Minsk PROPN 4 nmod"
            )
        };
        assert_eq!(
            events("fr", &rows("à"), ""),
            ["AGREE consent | Oslo | Minsk | present"]
        );
        assert_eq!(
            events("fr", &rows("malgré"), ""),
            ["SANCTION sanctions |  | Minsk"]
        );
    }

    #[test]
    fn a_participle_frames_the_noun_it_describes() {
        let rows = "Les DET 2 det/sanctions NOUN 0 root Number=Plur sanction/contre ADP 4 case/Minsk PROPN 2 nmod/\
                    exigées VERB 2 acl Tense=Past|VerbForm=Part exiger/par ADP 7 case/Oslo PROPN 5 obl:agent";
        assert_eq!(events("fr", rows, ""), ["DEMAND exigées | Oslo | Minsk"]);
    }

    #[test]
    fn a_noun_frames_the_act_it_is_of() {
        let rows = |noun: &str| {
            format!(
                "La DET 2 det/{noun}/des ADP 4 case de/combats NOUN 2 nmod Number=Plur combat/\
                 entre ADP 6 case/clans NOUN 4 nmod/et CCONJ 8 cc/milices NOUN 6 conj"
            )
        };
        let known = "clans:party milices:party";
        assert_eq!(
            events("fr", &rows("reprise NOUN 0 root"), known),
            ["FIGHT combats | clans, milices | "]
        );
        assert_eq!(events("fr", &rows("menace NOUN 0 root"), known), [""; 0]);
    }

    #[test]
    fn an_act_in_the_hands_of_an_infinitive_is_framed_with_it() {
        let rows = "Oslo PROPN 2 nsubj/refuse VERB 0 root Tense=Pres|VerbForm=Fin refuser/de ADP 4 mark/\
                    lancer VERB 2 xcomp VerbForm=Inf/une DET 6 det/frappe NOUN 4 obj/contre ADP 8 case/\
                    Minsk PROPN 6 nmod";
        let found = events("fr", rows, "");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("REJECT refuse | Oslo |"), "{found:?}");
    }
}
