//! How an event stands to the world: whether it is told as happening at all, when, how surely, or that it is not so.

use selon_analyse::feature::{self, Mood, VerbForm};
use selon_analyse::{Relation, Word};
use selon_languages::plain;

use super::scene::Scene;
use crate::grammar::tree::is_finite;
use crate::record::{Certainty, Tense};

/// How many relations a look upwards climbs.
const CLIMB: usize = 4;

/// How an event is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stance {
    pub(super) certainty: Certainty,
    pub(super) tense: Tense,
    pub(super) negated: bool,
}

/// How the clause of a verb is told; `None` where what it says is only a condition, a purpose or a thought. An infinitive that
/// something governs which says so (`governed`) happens.
pub(super) fn of_verb(scene: &Scene, verb: usize, governed: bool) -> Option<Stance> {
    let words = scene.words();
    let word = &words[verb];
    let children: Vec<usize> = scene.sentence.children(verb).collect();
    let auxiliaries: Vec<usize> = children
        .iter()
        .copied()
        .filter(|&child| words[child].is(Relation::Aux) || words[child].is(Relation::Cop))
        .collect();
    if is_unreal(scene, verb) {
        return None;
    }
    let head = word.head.filter(|_| word.is(Relation::Xcomp));
    let above = head.map(|head| &words[head]);
    let softening = above.and_then(|above| softened(scene, above));
    let ahead = above.is_some_and(|above| scene.lexicon.looks_ahead(&above.lemma));
    let infinitive = word.feats.is(VerbForm::Inf) && auxiliaries.is_empty();
    if infinitive && !governed && softening.is_none() && !ahead {
        return None;
    }
    let own = children.iter().find_map(|&child| {
        softened(scene, &words[child])
            .filter(|_| !words[child].is(Relation::Nsubj) && !words[child].is(Relation::Obj))
    });
    let conditional = std::iter::once(verb)
        .chain(auxiliaries.iter().copied())
        .any(|at| words[at].feats.is(Mood::Cnd));
    let certainty = own
        .or(softening)
        .or(conditional.then_some(Certainty::Hearsay));
    let finite = if infinitive && !governed {
        head.unwrap_or(verb)
    } else {
        verb
    };
    Some(Stance {
        certainty: certainty.unwrap_or(Certainty::Stated),
        tense: if ahead {
            Tense::Future
        } else {
            tense(scene, finite)
        },
        negated: is_negated(scene, verb)
            || head.is_some_and(|head| infinitive && is_negated(scene, head)),
    })
}

/// How the sentence tells what a noun names: as its verb, if the noun is what that verb is about.
pub(super) fn of_noun(scene: &Scene, noun: usize) -> Option<Stance> {
    let words = scene.words();
    let verb = scene.verb_above(noun);
    if verb.is_some_and(|verb| is_unreal(scene, verb)) {
        return None;
    }
    let subject = words[noun].is(Relation::Nsubj) || words[noun].is(Relation::Obj);
    let tense = match verb.filter(|_| subject).map(|verb| tense(scene, verb)) {
        Some(Tense::Future) => Tense::Future,
        _ => Tense::Past,
    };
    Some(Stance {
        certainty: Certainty::Stated,
        tense,
        negated: is_negated(scene, noun),
    })
}

/// Whether a verb stands in a condition or says what something is done for.
fn is_unreal(scene: &Scene, verb: usize) -> bool {
    let words = scene.words();
    let marks = |at: usize| {
        scene
            .sentence
            .children(at)
            .filter(|&child| words[child].is(Relation::Mark) || words[child].is(Relation::Case))
    };
    let climb = std::iter::successors(Some(verb), |&at| {
        words[at].head.filter(|_| {
            words[at].is_any(&[
                Relation::Conj,
                Relation::Xcomp,
                Relation::Advcl,
                Relation::Acl,
            ])
        })
    });
    for at in climb.take(CLIMB) {
        let condition = marks(at).any(|mark| scene.lexicon.is_condition(&words[mark].lemma));
        let purpose = marks(at).any(|mark| scene.lexicon.is_purpose(&words[mark].lemma))
            && (!is_finite(scene.sentence, at) || words[at].feats.is(Mood::Sub));
        if (condition && words[at].is(Relation::Advcl)) || purpose {
            return true;
        }
    }
    false
}

/// How far an adverb or a verb softens what it goes with.
fn softened(scene: &Scene, word: &Word) -> Option<Certainty> {
    let adverb = scene.stances.hedging_adverb(&plain(&word.form));
    let verb = || scene.stances.hedging_verb(&word.lemma);
    adverb.or_else(|| verb().filter(|_| !word.is(Relation::Nsubj) && !word.is(Relation::Obl)))
}

fn is_negated(scene: &Scene, word: usize) -> bool {
    const SMALL: [Relation; 6] = [
        Relation::Advmod,
        Relation::Det,
        Relation::Mark,
        Relation::Case,
        Relation::Dep,
        Relation::Aux,
    ];
    let negates = |child: usize| {
        let of = &scene.words()[child];
        of.is_any(&SMALL) && scene.stances.negates(&plain(&of.form))
    };
    scene.sentence.children(word).any(negates)
}

/// When a verb's clause is, seen from the article.
fn tense(scene: &Scene, verb: usize) -> Tense {
    let words = scene.words();
    let feats = |at: usize, value: feature::Tense| words[at].feats.is(value);
    let auxiliaries: Vec<usize> = scene
        .sentence
        .children(verb)
        .filter(|&child| words[child].is(Relation::Aux))
        .collect();
    let group = || std::iter::once(verb).chain(auxiliaries.iter().copied());
    let ahead = |&at: &usize| {
        scene.lexicon.looks_ahead(&words[at].lemma) && !feats(at, feature::Tense::Past)
    };
    if group().any(|at| feats(at, feature::Tense::Fut)) || auxiliaries.iter().any(ahead) {
        return Tense::Future;
    }
    // What is being done to somebody is present by its auxiliary: *est bombardée*.
    let passive = auxiliaries
        .iter()
        .any(|&at| words[at].is(Relation::AuxPass));
    let perfect = auxiliaries.iter().any(|&at| {
        !words[at].is(Relation::AuxPass)
            && words[verb].feats.is(VerbForm::Part)
            && !feats(verb, feature::Tense::Pres)
    });
    if passive
        && !perfect
        && auxiliaries
            .iter()
            .all(|&at| feats(at, feature::Tense::Pres))
    {
        return Tense::Present;
    }
    let past = perfect
        || group().any(|at| feats(at, feature::Tense::Past) || feats(at, feature::Tense::Imp));
    if past {
        return Tense::Past;
    }
    if words[verb].feats.is(VerbForm::Fin) || !auxiliaries.is_empty() {
        return Tense::Present;
    }
    // A participle or an -ing form goes with the verb it hangs on.
    let hangs = [Relation::Advcl, Relation::Xcomp, Relation::Conj];
    let hangs = words[verb].is_any(&hangs);
    let finite = |&head: &usize| words[head].feats.is(VerbForm::Fin);
    match words[verb].head.filter(|_| hangs).filter(finite) {
        Some(head) if feats(head, feature::Tense::Pres) => Tense::Present,
        Some(head) if feats(head, feature::Tense::Fut) => Tense::Future,
        _ => Tense::Past,
    }
}
