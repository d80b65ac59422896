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
