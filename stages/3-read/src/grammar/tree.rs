//! The words around one word: its dependents by relation, its preposition and conjunction, everything below it.

use selon_analyse::feature::{Reflex, VerbForm};
use selon_analyse::{Relation, Sentence, Upos, Word};

/// The first dependent of a word that has this relation to it or a subtype of it.
pub(crate) fn child(sentence: &Sentence, word: usize, relation: Relation) -> Option<usize> {
    sentence
        .children(word)
        .find(|&child| sentence.words[child].is(relation))
}

/// Whether a word has a dependent of this relation or a subtype of it.
pub(crate) fn has(sentence: &Sentence, word: usize, relation: Relation) -> bool {
    child(sentence, word, relation).is_some()
}

/// The preposition before a noun: *de* of *de la maire*.
pub(crate) fn case(sentence: &Sentence, word: usize) -> Option<usize> {
    child(sentence, word, Relation::Case)
}

/// Whether a preposition leads a noun.
pub(crate) fn has_case(sentence: &Sentence, word: usize) -> bool {
    has(sentence, word, Relation::Case)
}

/// Whether a conjunction, a preposition or the mark of an infinitive opens a clause.
pub(crate) fn has_mark(sentence: &Sentence, word: usize) -> bool {
    has(sentence, word, Relation::Mark)
}

/// Whether a word of this part of speech opens a clause: a conjunction (*that*, *que*) or the mark of an infinitive (*to*).
pub(crate) fn is_marked_by(sentence: &Sentence, word: usize, by: Upos) -> bool {
    sentence
        .children(word)
        .any(|child| sentence.words[child].is(Relation::Mark) && sentence.words[child].upos == by)
}

/// Whether a verb has a subject of its own in the tree, be it one that stands for nobody (*il pleut*).
pub(crate) fn has_subject(sentence: &Sentence, word: usize) -> bool {
    has(sentence, word, Relation::Nsubj) || has(sentence, word, Relation::ExplSubj)
}

/// Whether a verb has one of these forms.
pub(crate) fn has_form(word: &Word, forms: &[VerbForm]) -> bool {
    forms.iter().any(|&form| word.feats.is(form))
}

/// Whether a verb stands with a finite form of its own, be it that of its auxiliary.
pub(crate) fn is_finite(sentence: &Sentence, verb: usize) -> bool {
    sentence.words[verb].feats.is(VerbForm::Fin) || has(sentence, verb, Relation::Aux)
}

/// An infinitive, also a perfect one, or an English *-ing*: *avoir agi*, *to have left*, *deny taking part*.
pub(crate) fn is_infinitive(sentence: &Sentence, index: usize) -> bool {
    let words = &sentence.words;
    let infinitive = |word: usize| has_form(&words[word], &[VerbForm::Inf, VerbForm::Ger]);
    let auxiliary = |child: usize| {
        (words[child].is(Relation::Aux) || words[child].is(Relation::Cop)) && infinitive(child)
    };
    infinitive(index)
        || is_marked_by(sentence, index, Upos::Part)
        || sentence.children(index).any(auxiliary)
}

/// Whether a pronoun refers back to the subject of its verb: *se*, *himself*. `marker` is the lemma of that pronoun in a
/// language that has one for verbs that are always reflexive.
pub(crate) fn is_reflexive(word: &Word, marker: Option<&str>) -> bool {
    word.upos == Upos::Pron
        && (word.feats.is(Reflex::Yes) || marker == Some(word.lemma.as_str()))
        && !word.is(Relation::Nsubj)
}

/// The dependent of a word that another one is or stands below.
pub(crate) fn dependent_above(sentence: &Sentence, of: usize, word: usize) -> Option<usize> {
    let head = |at: &usize| sentence.words.get(*at).and_then(|word| word.head);
    let climb = std::iter::successors(Some(word), head);
    climb
        .take(sentence.words.len())
        .find(|at| head(at) == Some(of))
}

/// Marks these words as chosen.
pub(crate) fn take(chosen: &mut [bool], words: impl IntoIterator<Item = usize>) {
    for word in words {
        chosen[word] = true;
    }
}

/// For each word of a sentence whether it is this word or stands below it.
pub(crate) fn members(sentence: &Sentence, head: usize) -> Vec<bool> {
    let mut words = vec![false; sentence.words.len()];
    take(&mut words, sentence.subtree(head));
    words
}

/// The same without one word that the tree has hung below it.
pub(crate) fn members_without(sentence: &Sentence, head: usize, word: usize) -> Vec<bool> {
    let mut words = members(sentence, head);
    words[word] = false;
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::tree;

    #[test]
    fn dependents_are_found_by_general_relation() {
        let of = tree(
            "Le DET 2 det/préfet NOUN 4 nsubj:pass/est AUX 4 aux:pass/muté VERB 0 root/à ADP 6 case/Lens PROPN 4 obl:arg",
        );
        let verb = of.at("muté");
        assert_eq!(
            of.form(child(&of.sentence, verb, Relation::Nsubj)),
            Some("préfet")
        );
        assert_eq!(
            of.form(child(&of.sentence, verb, Relation::Obl)),
            Some("Lens")
        );
        assert!(has(&of.sentence, verb, Relation::Aux) && !has(&of.sentence, verb, Relation::Obj));
        assert_eq!(of.form(case(&of.sentence, of.at("Lens"))), Some("à"));
        assert!(!has_case(&of.sentence, of.at("préfet")));
    }

    #[test]
    fn a_conjunction_and_the_mark_of_an_infinitive_are_told_apart() {
        let of = tree(
            "She PRON 2 nsubj/said VERB 0 root/that SCONJ 5 mark/they PRON 5 nsubj/refuse VERB 2 ccomp/to PART 7 mark/pay VERB 5 xcomp",
        );
        assert!(is_marked_by(&of.sentence, of.at("refuse"), Upos::Sconj));
        assert!(!is_marked_by(&of.sentence, of.at("refuse"), Upos::Part));
        assert!(
            is_marked_by(&of.sentence, of.at("pay"), Upos::Part)
                && has_mark(&of.sentence, of.at("pay"))
        );
        assert!(!has_mark(&of.sentence, of.at("said")));
    }

    #[test]
    fn a_subject_that_stands_for_nobody_is_one() {
        let of = tree("Il PRON 2 expl:subj/pleut VERB 0 root/et CCONJ 4 cc/gèle VERB 2 conj");
        assert!(
            has_subject(&of.sentence, of.at("pleut")) && !has_subject(&of.sentence, of.at("gèle"))
        );
    }

    #[test]
    fn a_finite_form_may_be_that_of_the_auxiliary() {
        let of = tree(
            "Elle PRON 3 nsubj/a AUX 3 aux:tense VerbForm=Fin/promis VERB 0 root VerbForm=Part/de ADP 5 mark/venir VERB 3 xcomp VerbForm=Inf",
        );
        assert!(
            is_finite(&of.sentence, of.at("promis")) && !is_finite(&of.sentence, of.at("venir"))
        );
    }

    #[test]
    fn an_infinitive_has_its_own_form_a_mark_or_an_auxiliary() {
        let perfect = tree(
            "nie VERB 0 root/avoir AUX 3 aux:tense VerbForm=Inf/menti VERB 1 xcomp VerbForm=Part",
        );
        assert!(is_infinitive(&perfect.sentence, perfect.at("menti")));
        let marked = tree("plans VERB 0 root/to PART 3 mark/strike VERB 1 xcomp");
        assert!(is_infinitive(&marked.sentence, marked.at("strike")));
        let doing = tree("denies VERB 0 root/leaking VERB 1 xcomp VerbForm=Ger/files NOUN 2 obj");
        assert!(is_infinitive(&doing.sentence, doing.at("leaking")));
        assert!(!is_infinitive(&doing.sentence, doing.at("denies")));
    }

    #[test]
    fn a_reflexive_pronoun_is_told_by_its_feature_or_its_lemma() {
        let of = tree(
            "Il PRON 3 nsubj Reflex=Yes/s' PRON 3 expl:pv se/excuse VERB 0 root/lui-même PRON 3 obj Reflex=Yes",
        );
        let words = &of.sentence.words;
        assert!(
            is_reflexive(&words[of.at("s'")], Some("se"))
                && !is_reflexive(&words[of.at("s'")], None)
        );
        assert!(is_reflexive(&words[of.at("lui-même")], None));
        assert!(!is_reflexive(&words[of.at("Il")], Some("se")));
    }

    #[test]
    fn a_word_is_found_below_a_dependent() {
        let of = tree(
            "La DET 2 det/grève NOUN 6 nsubj/du ADP 5 case/+le DET 5 det/rail NOUN 2 nmod/finit VERB 0 root",
        );
        let verb = of.at("finit");
        assert_eq!(
            dependent_above(&of.sentence, verb, of.at("le")),
            Some(of.at("grève"))
        );
        assert_eq!(
            dependent_above(&of.sentence, of.at("rail"), of.at("La")),
            None
        );
        assert_eq!(dependent_above(&of.sentence, verb, 99), None);
    }

    #[test]
    fn members_are_a_word_and_all_below_it() {
        let of = tree(
            "Le DET 2 det/port NOUN 5 nsubj/de ADP 4 case/Brest PROPN 2 nmod/rouvre VERB 0 root",
        );
        assert_eq!(
            of.chosen(&members(&of.sentence, of.at("port"))),
            "Le port de Brest"
        );
        let without = members_without(&of.sentence, of.at("port"), of.at("Brest"));
        assert_eq!(of.chosen(&without), "Le port de");
    }
}
