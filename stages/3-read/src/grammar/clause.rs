//! Where clauses begin and end, and which of them stand by themselves.

use selon_analyse::feature::{PronType, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

use super::tree::{has_form, has_mark, has_subject};

/// Whether the words from a place on go on with a finite verb that has no subject there.
pub(crate) fn lacks_subject(sentence: &Sentence, from: usize) -> bool {
    let words = &sentence.words;
    let finite = (from..words.len()).find(|&word| words[word].feats.is(VerbForm::Fin));
    let opens = words
        .get(from)
        .is_some_and(|word| !matches!(word.upos, Upos::Cconj | Upos::Sconj));
    let named = |end: usize| {
        (from..end).any(|word| {
            matches!(words[word].upos, Upos::Noun | Upos::Propn | Upos::Pron)
                && words[word].is(Relation::Nsubj)
        })
    };
    opens && finite.is_some_and(|verb| !named(verb))
}

/// Whether a finite verb is the main one of a stretch of words and not that of a relative clause in it.
pub(crate) fn is_main(sentence: &Sentence, verb: usize, stretch: std::ops::Range<usize>) -> bool {
    let words = &sentence.words;
    let climb = std::iter::successors(Some(verb), |&at| words[at].head);
    let mut inside = climb
        .take(words.len())
        .take_while(|at| stretch.contains(at));
    words[verb].feats.is(VerbForm::Fin) && !inside.any(|at| words[at].is(Relation::Acl))
}

/// The clause whose conjunction stands right behind a cue: it is what the cue says, wherever the tree hangs it.
pub(crate) fn clause_behind(sentence: &Sentence, cue: usize) -> Option<usize> {
    let words = &sentence.words;
    let is_adverb =
        |&index: &usize| words[index].upos == Upos::Adv && words[index].head == Some(cue);
    let next = cue + 1 + (cue + 1..words.len()).take_while(is_adverb).count();
    let mark = words
        .get(next)
        .filter(|word| word.is(Relation::Mark) && word.upos == Upos::Sconj)?;
    mark.head.filter(|&head| head > next)
}

/// Whether a verb has a complement behind it, so that it says that and not what stands before.
pub(crate) fn governs_behind(sentence: &Sentence, verb: usize) -> bool {
    let words = &sentence.words;
    sentence.children(verb).any(|child| {
        let infinitive = has_form(&words[child], &[VerbForm::Inf]) || has_mark(sentence, child);
        let act = words[child].is(Relation::Xcomp) && infinitive;
        child > verb && (act || words[child].is(Relation::Ccomp))
    })
}

/// The nearest clause that stands by itself above a word.
pub(crate) fn clause_above(sentence: &Sentence, word: usize) -> Option<usize> {
    let words = &sentence.words;
    // *X, selon qui rien ne presse*: what a relative pronoun has its clause say ends with that clause.
    let relative = words[word].feats.is(PronType::Rel);
    let mut at = word;
    for _ in 0..words.len() {
        let Some(head) = words[at].head else {
            return Some(at);
        };
        let coordinated = words[at].is(Relation::Conj)
            && (words[at].upos == Upos::Verb || has_subject(sentence, at))
            && has_subject(sentence, at);
        if coordinated
            || words[at].is(Relation::Ccomp)
            || (relative && words[at].is(Relation::AclRelcl))
            || (words[at].is(Relation::Parataxis) && has_subject(sentence, at))
        {
            return Some(at);
        }
        at = head;
    }
    None
}

/// A clause's coordinated clauses say something of their own where they have their own subject.
pub(crate) fn drop_conjunction(sentence: &Sentence, clause: usize, words: &mut [bool]) {
    for child in sentence.children(clause) {
        let own_clause = sentence.words[child].is(Relation::Conj) && has_subject(sentence, child);
        if own_clause {
            for inside in sentence.subtree(child) {
                words[inside] = false;
            }
        } else if sentence.words[child].is(Relation::Cc) {
            words[child] = false;
        }
    }
}

/// Whether a word behind a verb stands in a clause that a conjunction opens between the two, or behind the verb's infinitive,
/// whose it then is: *espère dépasser le record*.
pub(crate) fn is_another_clause(sentence: &Sentence, verb: usize, word: usize) -> bool {
    let words = &sentence.words;
    (verb + 1..word).any(|between| {
        let of = &words[between];
        let opens = of.is(Relation::Mark) && of.upos == Upos::Sconj;
        let clause = opens && of.head.is_some_and(|head| head > word);
        let infinitive = of.is(Relation::Xcomp) && of.feats.is(VerbForm::Inf);
        clause || (infinitive && of.head == Some(verb))
    })
}
