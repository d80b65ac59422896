//! Whose a statement is: the source, found through the tree.

use selon_analyse::feature::{Poss, PronType, Reflex};
use selon_analyse::{Relation, Sentence, Upos};

use super::cues::CueAt;
use crate::grammar::nominal::is_bare;
use crate::grammar::punctuation::{is_comma, is_quotation_mark};
use crate::grammar::subject::of_verb;
use crate::grammar::tree::has_case;
use crate::lexicon::cues::CueWord;
use crate::record::Attitude;

/// Where what nobody in particular reads or learns is written: *peut-on lire sur une banderole*.
pub(super) fn written_on(
    sentence: &Sentence,
    verb: usize,
    reader: usize,
    entry: &CueWord,
    speaks: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let words = &sentence.words;
    let anybody = words[reader].upos == Upos::Pron && words[reader].feats.is(PronType::Ind);
    let mut below = sentence.children(verb);
    below
        .find(|&child| {
            child > verb
                && words[child].is(Relation::Obl)
                && has_case(sentence, child)
                && speaks(child)
        })
        .filter(|_| anybody && entry.attitude == Attitude::Report && entry.frames.quote)
}

/// The head word of the source of a noun: its possessor, the complement that can speak, or the subject of the verb whose
/// object the noun is (*X a fait la promesse de …*).
pub(super) fn of_noun(
    sentence: &Sentence,
    noun: usize,
    speaks: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let words = &sentence.words;
    let owns = |&child: &usize| {
        let possessive = words[child].feats.is(Poss::Yes) || words[child].is(Relation::NmodPoss);
        possessive || (words[child].is(Relation::Nmod) && speaks(child))
    };
    // A verb that the tagger took for a noun has a subject: *il doute que*.
    let subject = |&child: &usize| {
        child < noun
            && words[child].upos == Upos::Pron
            && (words[child].is(Relation::Nsubj) || words[child].is(Relation::ExplSubj))
    };
    let named = sentence.children(noun).find(owns);
    named
        .or_else(|| sentence.children(noun).find(subject))
        .or_else(|| {
            let verb = words[noun].head.filter(|_| words[noun].is(Relation::Obj))?;
            of_verb(sentence, verb).filter(|&subject| speaks(subject))
        })
}

/// The head of the noun group that stands between a quotation and the cue behind it: *« … », X, maire de Y, said*.
pub(super) fn between(sentence: &Sentence, quotation_end: usize, cue: usize) -> Option<usize> {
    let words = &sentence.words;
    let names = |word: usize| {
        let subject = words[word].upos == Upos::Pron && words[word].is(Relation::Nsubj);
        subject || matches!(words[word].upos, Upos::Noun | Upos::Propn)
    };
    let first = (0..cue)
        .find(|&word| words[word].span.start >= quotation_end && words[word].upos != Upos::Punct)?;
    let end = (first..cue)
        .find(|&word| words[word].upos == Upos::Punct)
        .unwrap_or(cue);
    let outside = |word: usize| {
        words[word]
            .head
            .is_none_or(|head| !(first..end).contains(&head))
    };
    (first..end).find(|&word| outside(word) && names(word) && !has_case(sentence, word))
}

/// The subject pronoun that a tree takes for one that stands for nobody (*il pleut*): what only somebody can say or hope,
/// somebody does. What is reported may well come from nobody (*il ressort que*).
pub(super) fn clitic(sentence: &Sentence, verb: usize, entry: &CueWord) -> Option<usize> {
    let words = &sentence.words;
    let mut children = sentence.children(verb);
    let own = sentence
        .children(verb)
        .any(|child| words[child].is(Relation::Nsubj));
    // *Il s'est engagé à … et a sommé …*
    let shares = words[verb]
        .head
        .filter(|_| words[verb].is(Relation::Conj) && !own);
    let passive = children.any(|child| {
        let reflexive = words[child].feats.is(Reflex::Yes);
        words[child].is(Relation::AuxPass) || (words[child].is(Relation::ExplPass) && !reflexive)
    });
    sentence
        .children(verb)
        .chain(shares.into_iter().flat_map(|head| sentence.children(head)))
        .find(|&child| words[child].is(Relation::ExplSubj) && words[child].upos == Upos::Pron)
        .filter(|_| !passive && entry.attitude != Attitude::Report)
}

/// The noun group behind a cue that follows what it reports, where no relation leads to it: *« … », a lâché d'emblée le
/// maire*.
pub(super) fn behind(
    sentence: &Sentence,
    cue: &CueAt,
    speaks: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    const FAR: usize = 5;
    let words = &sentence.words;
    let (first, last) = (*cue.words.first()?, *cue.words.last()?);
    let set_off = first
        .checked_sub(1)
        .filter(|&before| is_comma(&words[before].form));
    set_off?;
    (last + 1..words.len().min(last + 1 + FAR))
        .take_while(|&word| words[word].upos != Upos::Punct)
        .find(|&word| {
            matches!(words[word].upos, Upos::Noun | Upos::Propn)
                && !words[word].is(Relation::Flat)
                && !has_case(sentence, word)
                && speaks(word)
        })
}

/// The head word of what a preposition governs: the nearest word to its right that it marks, or, where the tree has lost
/// it, the nearest noun.
pub(super) fn of_preposition(sentence: &Sentence, first: usize, length: usize) -> Option<usize> {
    let words = &sentence.words;
    let after = first + length;
    // Before a clause it is a conjunction: *pour aider …*.
    if words[after - 1].is(Relation::Mark) {
        return None;
    }
    let names = |index: usize| {
        matches!(
            words[index].upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X
        )
    };
    let marked = (first..after)
        .filter_map(|index| words[index].head)
        .find(|&head| head >= after && names(head));
    let governed = marked.or_else(|| {
        (after..words.len().min(after + 4))
            .take_while(|&index| {
                words[index].upos != Upos::Punct || is_quotation_mark(&words[index].form)
            })
            .find(|&index| names(index))
    })?;
    (!is_bare(sentence, governed)).then_some(governed)
}
