//! Voice: which verbs are passive or reflexive, and who acts in a passive.

use selon_analyse::feature::{Reflex, Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

use super::tree::{child, has, is_reflexive};

/// Whether a verb is passive, so that its subject does not act: *is seen as the winner*, *accused of fraud*. *s'est
/// inquiétée* has the auxiliary of a passive and is none.
pub(crate) fn is_passive(sentence: &Sentence, verb: usize) -> bool {
    (has(sentence, verb, Relation::AuxPass) || is_reduced(sentence, verb))
        && !acts_on_itself(sentence, verb)
}

/// Whether a verb is a passive without an auxiliary, which hangs on something: a participle, or what the tagger takes for a
/// finite verb and the tree does not. What has an object is not passive, whatever the tree calls its subject.
fn is_reduced(sentence: &Sentence, verb: usize) -> bool {
    const OBJECTS: [Relation; 3] = [Relation::Obj, Relation::Iobj, Relation::Ccomp];
    let word = &sentence.words[verb];
    let participle = word.feats.is(Tense::Past) && word.feats.is(VerbForm::Part);
    let undergoes = || {
        let object = |child: usize| sentence.words[child].is_any(&OBJECTS);
        let mut children = sentence.children(verb);
        has(sentence, verb, Relation::NsubjPass) && !children.any(object)
    };
    word.is_any(&[Relation::Acl, Relation::Advcl])
        && !has(sentence, verb, Relation::Aux)
        && (participle || undergoes())
}

/// Whether the object of a verb, a clitic before it, is its subject: *s'est inquiétée*, but not *was ambushed himself*, where
/// the pronoun only stresses.
fn acts_on_itself(sentence: &Sentence, verb: usize) -> bool {
    const OBJECTS: [Relation; 3] = [Relation::Obj, Relation::Iobj, Relation::Expl];
    sentence.children(verb).any(|child| {
        let word = &sentence.words[child];
        child < verb && word.feats.is(Reflex::Yes) && word.is_any(&OBJECTS)
    })
}

/// Whether a verb has a reflexive pronoun that makes another verb of it, in a language that has such verbs: *se plaindre*.
/// `marker` is the lemma of that pronoun.
pub(crate) fn has_reflexive(sentence: &Sentence, verb: usize, marker: Option<&str>) -> bool {
    marker.is_some()
        && sentence
            .children(verb)
            .any(|child| is_reflexive(&sentence.words[child], marker))
}

/// Who acts in a passive. The tree may hang them on what is said: *est jugée dérisoire par la boulangère*.
pub(crate) fn agent(sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let mut said = sentence
        .children(verb)
        .filter(|&child| words[child].is(Relation::Xcomp) && words[child].upos == Upos::Adj);
    child(sentence, verb, Relation::OblAgent)
        .or_else(|| said.find_map(|said| child(sentence, said, Relation::OblAgent)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::{Tree, tree};

    fn passive(rows: &str, verb: &str) -> bool {
        let of = tree(rows);
        is_passive(&of.sentence, of.at(verb))
    }

    #[test]
    fn an_auxiliary_or_a_participle_that_hangs_on_something_makes_a_passive() {
        assert!(passive(
            "Le DET 2 det/juge NOUN 4 nsubj:pass/est AUX 4 aux:pass/muté VERB 0 root",
            "muté"
        ));
        assert!(passive(
            "men NOUN 0 root/accused VERB 1 acl Tense=Past|VerbForm=Part/of ADP 4 case/fraud NOUN 2 obl",
            "accused"
        ));
        assert!(!passive(
            "Elle PRON 3 nsubj/a AUX 3 aux:tense/menti VERB 0 root Tense=Past|VerbForm=Part",
            "menti"
        ));
        assert!(!passive(
            "Arrivée VERB 0 root Tense=Past|VerbForm=Part/hier ADV 1 advmod",
            "Arrivée"
        ));
    }

    #[test]
    fn a_perfect_participle_is_active() {
        let rows = "élus NOUN 0 root/ayant AUX 3 aux:tense VerbForm=Part/signé VERB 1 acl Tense=Past|VerbForm=Part";
        assert!(!passive(rows, "signé"));
    }

    #[test]
    fn the_subject_of_a_passive_makes_one_of_a_verb_that_hangs_on_another_unless_there_is_an_object()
     {
        let rows = "won VERB 0 root/, PUNCT 4 punct/rivals NOUN 4 nsubj:pass/beaten VERB 1 advcl VerbForm=Fin";
        assert!(passive(rows, "beaten"));
        let rows = "won VERB 0 root/, PUNCT 4 punct/fans NOUN 4 nsubj:pass/sang VERB 1 advcl VerbForm=Fin/songs NOUN 4 obj";
        assert!(!passive(rows, "sang"));
    }

    #[test]
    fn a_reflexive_clitic_makes_it_active_and_a_stressing_pronoun_does_not() {
        let rows = "Elle PRON 4 nsubj/s' PRON 4 expl:pv Reflex=Yes/est AUX 4 aux:pass/inquiétée VERB 0 root";
        assert!(!passive(rows, "inquiétée"));
        let rows = "They PRON 3 nsubj:pass/were AUX 3 aux:pass/robbed VERB 0 root/themselves PRON 3 obj Reflex=Yes";
        assert!(passive(rows, "robbed"));
    }

    #[test]
    fn a_verb_has_a_reflexive_form_only_in_a_language_that_marks_it() {
        let of = tree("Il PRON 3 nsubj/se PRON 3 expl:pv Reflex=Yes/plaint VERB 0 root");
        assert!(has_reflexive(&of.sentence, of.at("plaint"), Some("se")));
        assert!(!has_reflexive(&of.sentence, of.at("plaint"), None));
        assert!(!has_reflexive(&of.sentence, of.at("Il"), Some("se")));
    }

    fn found(of: &Tree, finds: fn(&Sentence, usize) -> Option<usize>, verb: &str) -> String {
        of.form(finds(&of.sentence, of.at(verb)))
            .unwrap_or("nobody")
            .to_owned()
    }

    #[test]
    fn the_agent_may_hang_on_what_is_said() {
        let own = tree("bill NOUN 0 root/backed VERB 1 acl/by ADP 4 case/unions NOUN 2 obl:agent");
        assert_eq!(found(&own, agent, "backed"), "unions");
        let below = tree(
            "est AUX 2 aux:pass/jugée VERB 0 root/dérisoire ADJ 2 xcomp/par ADP 6 case/la DET 6 det/boulangère NOUN 3 obl:agent",
        );
        assert_eq!(found(&below, agent, "jugée"), "boulangère");
        let other = tree(
            "est AUX 2 aux:pass/jugée VERB 0 root/par ADP 5 case/la DET 5 det/cour NOUN 2 obl:mod",
        );
        assert_eq!(found(&other, agent, "jugée"), "nobody");
    }
}
