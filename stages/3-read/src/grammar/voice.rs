//! Passives: who acts in one, and to whom it happens.

use selon_analyse::feature::{Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

/// Whether a verb is passive, so that nobody need be named as its source: *is seen as the winner*, *accused of fraud*.
pub(crate) fn is_passive(sentence: &Sentence, verb: usize) -> bool {
    let words = &sentence.words;
    let mut children = sentence.children(verb);
    let past = words[verb].feats.is(Tense::Past) && words[verb].feats.is(VerbForm::Part);
    let reduced = words[verb].is(Relation::Acl) || words[verb].is(Relation::Advcl);
    let active = sentence
        .children(verb)
        .any(|child| words[child].is(Relation::Aux));
    children.any(|child| words[child].is(Relation::AuxPass)) || (past && reduced && !active)
}

/// Who acts in a passive. The tree may hang them on what is said: *est jugée dérisoire par la boulangère*.
pub(crate) fn agent(sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let below = |head: usize| {
        sentence
            .children(head)
            .find(|&child| words[child].is(Relation::OblAgent))
    };
    let mut said = sentence
        .children(verb)
        .filter(|&child| words[child].is(Relation::Xcomp) && words[child].upos == Upos::Adj);
    below(verb).or_else(|| said.find_map(below))
}

/// Who a passive verb or participle happens to: its subject, the noun it describes, or the subject of its clause.
pub(crate) fn patient(sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let subject = |verb: usize| {
        sentence
            .children(verb)
            .find(|&child| words[child].is(Relation::Nsubj))
    };
    subject(verb).or_else(|| match words[verb].head {
        Some(head) if words[verb].is(Relation::Acl) => Some(head),
        Some(head) if words[verb].is(Relation::Advcl) => subject(head),
        _ => None,
    })
}
