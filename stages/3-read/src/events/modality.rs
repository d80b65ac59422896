//! How an event stands to the world: whether it is told as happening at all, when, how surely, or that it is not so.

use selon_analyse::Relation;
use selon_analyse::feature::{self, Mood, VerbForm};

use super::context::EventContext;
use crate::grammar::tree;
use crate::modality;
use crate::record::{Certainty, Tense};

/// How many relations a look upwards climbs.
const CLIMB: usize = 4;

/// How an event is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Modality {
    pub(super) certainty: Certainty,
    pub(super) tense: Tense,
    pub(super) negated: bool,
}

/// How the clause of a verb is told; `None` where what it says is only a condition, a purpose or a thought. An infinitive that
/// something governs which says so (`governed`) happens.
pub(super) fn of_verb(context: &EventContext, verb: usize, governed: bool) -> Option<Modality> {
    if is_unreal(context, verb) {
        return None;
    }
    let (words, sentence) = (context.words(), context.sentence);
    let word = &words[verb];
    let above = modality::softened_above(context.cues, sentence, verb);
    // An infinitive is told as the verb that governs it is.
    let bare = word.feats.is(VerbForm::Inf) && auxiliaries(context, verb).next().is_none();
    let helper = word.head.filter(|_| word.is(Relation::Xcomp));
    let ahead = helper.is_some_and(|helper| context.lexicon.looks_ahead(&words[helper].lemma));
    if bare && !governed && above.is_none() && !ahead {
        return None;
    }
    let hearsay = || modality::is_conditional(sentence, verb).then_some(Certainty::Hearsay);
    let certainty = modality::softened_beside(context.cues, sentence, verb)
        .or(above)
        .or_else(hearsay);
    let helper = helper.filter(|_| bare);
    let tense = match ahead {
        true => Tense::Future,
        false => tense(context, helper.filter(|_| !governed).unwrap_or(verb)),
    };
    let negated =
        is_negated(context, verb) || helper.is_some_and(|helper| is_negated(context, helper));
    Some(Modality {
        certainty: certainty.unwrap_or(Certainty::Stated),
        tense,
        negated,
    })
}

/// How the sentence tells what a noun names: as its verb, if the noun is what that verb is about.
pub(super) fn of_noun(context: &EventContext, noun: usize) -> Option<Modality> {
    let verb = context.verb_above(noun);
    if verb.is_some_and(|verb| is_unreal(context, verb)) {
        return None;
    }
    let about = context.words()[noun].is_any(&[Relation::Nsubj, Relation::Obj]);
    let tense = match verb.filter(|_| about).map(|verb| tense(context, verb)) {
        Some(Tense::Future) => Tense::Future,
        _ => Tense::Past,
    };
    Some(Modality {
        certainty: Certainty::Stated,
        tense,
        negated: is_negated(context, noun),
    })
}

fn is_negated(context: &EventContext, word: usize) -> bool {
    let look = || modality::is_negated(context.cues, context.sentence, word);
    *context.negated.once(word, look)
}

/// The auxiliaries and copulas of a verb.
fn auxiliaries<'c>(context: &'c EventContext, verb: usize) -> impl Iterator<Item = usize> + 'c {
    let words = context.words();
    let children = context.sentence.children(verb);
    children.filter(move |&child| words[child].is_any(&[Relation::Aux, Relation::Cop]))
}

// --- What is not told as happening ---

/// Whether a verb stands in a condition or says what something is done for.
fn is_unreal(context: &EventContext, verb: usize) -> bool {
    const GOES_WITH: [Relation; 4] = [
        Relation::Conj,
        Relation::Xcomp,
        Relation::Advcl,
        Relation::Acl,
    ];
    let words = context.words();
    let climb = std::iter::successors(Some(verb), |&at| {
        words[at].head.filter(|_| words[at].is_any(&GOES_WITH))
    });
    let unreal = |at: usize| {
        *context
            .unreal
            .once(at, || is_condition(context, at) || is_purpose(context, at))
    };
    climb.take(CLIMB).any(unreal)
}

/// The lemmas of the conjunctions and prepositions that open a clause.
fn openers<'c>(context: &'c EventContext, clause: usize) -> impl Iterator<Item = &'c str> {
    let words = context.words();
    let children = context.sentence.children(clause);
    children
        .filter(|&child| words[child].is_any(&[Relation::Mark, Relation::Case]))
        .map(|child| words[child].lemma.as_str())
}

/// *si l'armée* | *attaquait*
fn is_condition(context: &EventContext, clause: usize) -> bool {
    let conditional = |lemma: &str| context.lexicon.is_condition(lemma);
    context.words()[clause].is(Relation::Advcl) && openers(context, clause).any(conditional)
}

/// *pour* | *arrêter les passeurs*, *pour que l'armée* | *attaque*; but *pour* | *avoir attaqué* is what somebody did.
fn is_purpose(context: &EventContext, clause: usize) -> bool {
    let intended =
        !tree::is_finite(context.sentence, clause) || context.words()[clause].feats.is(Mood::Sub);
    intended && openers(context, clause).any(|lemma| context.lexicon.is_purpose(lemma))
}

// --- When ---

/// A verb with its auxiliaries.
struct VerbGroup<'c, 'a> {
    context: &'c EventContext<'a>,
    verb: usize,
    auxiliaries: Vec<usize>,
}

/// How to tell when a verb's clause is, in the order in which it is tried.
const TENSES: [fn(&VerbGroup) -> Option<Tense>; 5] =
    [ahead, being_done, over, of_finite_form, of_clause_above];

/// When a verb's clause is, seen from the article.
fn tense(context: &EventContext, verb: usize) -> Tense {
    *context.tenses.once(verb, || {
        let words = context.words();
        let auxiliaries = auxiliaries(context, verb).filter(|&at| words[at].is(Relation::Aux));
        let group = VerbGroup {
            context,
            verb,
            auxiliaries: auxiliaries.collect(),
        };
        let found = TENSES.iter().find_map(|look| look(&group));
        // What no form dates has happened: *les manifestants arrêtés*.
        found.unwrap_or(Tense::Past)
    })
}

/// *attaquera*, *va attaquer*, *is to attack*
fn ahead(group: &VerbGroup) -> Option<Tense> {
    let helps = |&at: &usize| {
        let lemma = &group.context.words()[at].lemma;
        group.context.lexicon.looks_ahead(lemma) && !group.is(at, feature::Tense::Past)
    };
    let future = group.any(feature::Tense::Fut) || group.auxiliaries.iter().any(helps);
    future.then_some(Tense::Future)
}

/// *est bombardée*: what is being done to somebody is present by its auxiliary.
fn being_done(group: &VerbGroup) -> Option<Tense> {
    let mut auxiliaries = group.auxiliaries.iter();
    let present = auxiliaries.all(|&at| group.is(at, feature::Tense::Pres));
    let passive = group.auxiliaries.iter().any(|&at| group.is_passive(at));
    (passive && !group.is_perfect() && present).then_some(Tense::Present)
}

/// *a bombardé*, *bombardait*
fn over(group: &VerbGroup) -> Option<Tense> {
    let past = group.any(feature::Tense::Past) || group.any(feature::Tense::Imp);
    (group.is_perfect() || past).then_some(Tense::Past)
}

/// *bombarde*, *is bombing*
fn of_finite_form(group: &VerbGroup) -> Option<Tense> {
    let finite = group.context.words()[group.verb].feats.is(VerbForm::Fin);
    (finite || !group.auxiliaries.is_empty()).then_some(Tense::Present)
}

/// *avance,* | *bombardant la ville*: a participle or an -ing form goes with the verb it hangs on.
fn of_clause_above(group: &VerbGroup) -> Option<Tense> {
    const HANGS: [Relation; 3] = [Relation::Advcl, Relation::Xcomp, Relation::Conj];
    let words = group.context.words();
    let head = words[group.verb].head?;
    if !words[group.verb].is_any(&HANGS) || !words[head].feats.is(VerbForm::Fin) {
        return None;
    }
    match words[head].feats.get()? {
        feature::Tense::Pres => Some(Tense::Present),
        feature::Tense::Fut => Some(Tense::Future),
        _ => None,
    }
}

impl VerbGroup<'_, '_> {
    fn is(&self, at: usize, tense: feature::Tense) -> bool {
        self.context.words()[at].feats.is(tense)
    }

    /// Whether the verb or one of its auxiliaries is of that tense.
    fn any(&self, tense: feature::Tense) -> bool {
        let mut all = std::iter::once(&self.verb).chain(&self.auxiliaries);
        all.any(|&at| self.is(at, tense))
    }

    /// Whether an auxiliary is that of a passive.
    fn is_passive(&self, auxiliary: usize) -> bool {
        self.context.words()[auxiliary].is(Relation::AuxPass)
    }

    /// Whether an auxiliary with a participle tells of what is over: *a attaqué*, *has been attacked*.
    fn is_perfect(&self) -> bool {
        let verb = &self.context.words()[self.verb].feats;
        let participle = verb.is(VerbForm::Part) && !verb.is(feature::Tense::Pres);
        let mut auxiliaries = self.auxiliaries.iter();
        participle && auxiliaries.any(|&at| !self.is_passive(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::testing::{ask, events};

    /// How the event of a verb is told, as *La police* VERB *Holm*.
    fn told(verb: &str) -> Vec<String> {
        let rows = format!("La DET 2 det/police NOUN 4 nsubj/{verb}/Holm PROPN 4 obj");
        events("fr", &rows, "police:party")
    }

    #[test]
    fn when_a_verb_tells_of_is_said_by_its_form_and_its_auxiliaries() {
        let a = "a AUX 4 aux Tense=Pres|VerbForm=Fin avoir";
        let past = ["COERCE arrêté | police | Holm"];
        assert_eq!(
            told(&format!(
                "{a}/arrêté VERB 0 root Tense=Past|VerbForm=Part arrêter"
            )),
            past
        );
        let own = |feats: &str| {
            let rows = format!(
                "La DET 2 det/police NOUN 3 nsubj/arrête VERB 0 root {feats} arrêter/Holm PROPN 3 obj"
            );
            events("fr", &rows, "police:party")
        };
        assert_eq!(
            own("Tense=Pres|VerbForm=Fin"),
            ["COERCE arrête | police | Holm | present"]
        );
        assert_eq!(
            own("Tense=Imp|VerbForm=Fin"),
            ["COERCE arrête | police | Holm"]
        );
        assert_eq!(
            own("Tense=Fut|VerbForm=Fin"),
            ["COERCE arrête | police | Holm | future"]
        );
        let va = "va AUX 4 aux Tense=Pres|VerbForm=Fin aller";
        assert_eq!(
            told(&format!("{va}/arrêter VERB 0 root VerbForm=Inf arrêter")),
            ["COERCE arrêter | police | Holm | future"]
        );
    }

    #[test]
    fn what_is_being_done_is_present_by_the_auxiliary_of_its_passive() {
        let rows = |auxiliary: &str| {
            format!(
                "Holm PROPN 3 nsubj:pass/{auxiliary}/arrêté VERB 0 root Tense=Past|VerbForm=Part arrêter"
            )
        };
        let found = |auxiliary: &str| events("fr", &rows(auxiliary), "");
        assert_eq!(
            found("est AUX 3 aux:pass Tense=Pres|VerbForm=Fin être"),
            ["COERCE arrêté |  | Holm | present"]
        );
        assert_eq!(
            found("fut AUX 3 aux:pass Tense=Past|VerbForm=Fin être"),
            ["COERCE arrêté |  | Holm"]
        );
    }

    #[test]
    fn a_participle_goes_with_the_verb_it_hangs_on() {
        let rows = |tense: &str| {
            format!(
                "Troops NOUN 2 nsubj/advance VERB 0 root Tense={tense}|VerbForm=Fin/, PUNCT 4 punct/\
                 arresting VERB 2 advcl VerbForm=Ger arrest/clerks NOUN 4 obj"
            )
        };
        let found = |tense: &str| events("en", &rows(tense), "Troops:party clerks:party");
        let present = found("Pres");
        assert!(
            present.contains(&"COERCE arresting | Troops | clerks | present".to_owned()),
            "{present:?}"
        );
        let past = found("Past");
        assert!(
            past.contains(&"COERCE arresting | Troops | clerks".to_owned()),
            "{past:?}"
        );
    }

    #[test]
    fn a_condition_and_a_purpose_tell_of_no_event() {
        let clause = |mark: &str, verb: &str| {
            format!(
                "{mark}/troops NOUN 3 nsubj/{verb}/Rask PROPN 3 obj/, PUNCT 3 punct/flee VERB 0 root VerbForm=Inf"
            )
        };
        let found = |mark: &str, verb: &str| events("en", &clause(mark, verb), "troops:party");
        let attack = "attack VERB 6 advcl Tense=Pres|VerbForm=Fin";
        assert_eq!(found("If SCONJ 3 mark", attack), [""; 0]);
        assert_eq!(
            found("When SCONJ 3 mark", attack),
            ["ASSAULT attack | troops | Rask | present"]
        );
        let purpose = |verb: &str| {
            let rows = format!(
                "Troops NOUN 2 nsubj/left VERB 0 root Tense=Past|VerbForm=Fin leave/pour ADP 4 mark/{verb}/Holm PROPN 4 obj"
            );
            events("fr", &rows, "Troops:party")
        };
        assert_eq!(
            purpose("arrêtant VERB 2 advcl Tense=Pres|VerbForm=Part arrêter"),
            [""; 0]
        );
    }

    #[test]
    fn an_infinitive_happens_only_where_something_says_so() {
        let rows = "To PART 2 mark/attack VERB 4 csubj VerbForm=Inf/Rask PROPN 2 obj/scares VERB 0 root Tense=Pres|VerbForm=Fin scare/\
                    Holm PROPN 4 obj";
        assert_eq!(events("en", rows, ""), [""; 0]);
        let rows = "Troops NOUN 2 nsubj/seem VERB 0 root Tense=Pres|VerbForm=Fin seem/to PART 4 mark/\
                    arrest VERB 2 xcomp VerbForm=Inf/Holm PROPN 4 obj";
        assert_eq!(
            events("en", rows, "Troops:party"),
            ["COERCE arrest | Troops | Holm | present | hedged"]
        );
        let rows = "Troops NOUN 2 nsubj/vont VERB 0 root Tense=Pres|VerbForm=Fin aller/\
                    arrêter VERB 2 xcomp VerbForm=Inf/Holm PROPN 3 obj";
        assert_eq!(
            events("fr", rows, "Troops:party"),
            ["COERCE arrêter | Troops | Holm | future"]
        );
    }

    #[test]
    fn the_conditional_is_hearsay() {
        let aurait = "aurait AUX 4 aux Mood=Cnd|Tense=Pres|VerbForm=Fin avoir";
        assert_eq!(
            told(&format!(
                "{aurait}/arrêté VERB 0 root Tense=Past|VerbForm=Part arrêter"
            )),
            ["COERCE arrêté | police | Holm | hearsay"]
        );
    }

    #[test]
    fn a_noun_is_told_as_the_verb_that_is_about_it() {
        let rows = |verb: &str| {
            format!(
                "No DET 2 det/strikes NOUN 3 nsubj Number=Plur strike/{verb}/against ADP 5 case/Rask PROPN 2 nmod"
            )
        };
        let of = |verb: &str| {
            ask("en", &rows(verb), "", |tree, context| {
                of_noun(context, tree.at("strikes")).unwrap()
            })
        };
        let past = of("came VERB 0 root Tense=Past|VerbForm=Fin come");
        assert_eq!((past.tense, past.negated), (Tense::Past, true));
        let future = of("come VERB 0 root Tense=Fut|VerbForm=Fin");
        assert_eq!(future.tense, Tense::Future);
    }
}
