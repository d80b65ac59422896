//! The content of a cue that stands beside what it reports: set in between commas, behind it, before it as an adjunct.

use std::ops::Range;

use selon_analyse::feature::{PronType, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

use super::content::{Content, CueContext};
use super::cues::CueAt;
use crate::grammar::clause::{
    clause_above, drop_conjunction, governs_behind, is_main, lacks_subject,
};
use crate::grammar::punctuation::{is_comma, parts_clauses, sets_off};
use crate::grammar::tree::{has_case, members};
use crate::grammar::{nominal, voice};
use crate::lexicon::cues::CueWord;

/// A report that stands before a comma, the verb behind it and nothing behind the verb but its subject: *La séance est
/// levée, annonce le greffe*; *La séance, annonce-t-il, est levée*. Returns the reported words and the subject.
pub(super) fn set_before(
    context: &CueContext,
    cue: &CueAt,
    entry: &CueWord,
) -> Option<(Content, usize)> {
    let words = &context.sentence.words;
    let insertion = Insertion::of(context, cue)?;
    // A line of dialogue begins with a dash.
    let spoken = words[0].upos == Upos::Punct && sets_off(&words[0].form);
    if !(entry.frames.clause || entry.frames.quote && spoken) {
        return None;
    }
    let before = reported_before(context.sentence, insertion.comma)?;
    let behind = insertion.behind;
    let whole = before
        .clone()
        .any(|index| is_main(context.sentence, index, before.clone()));
    let goes_on = words.get(behind).is_some_and(|word| sets_off(&word.form));
    // A subject before a comma and a verb belongs to the clause that goes on behind: *Le pont, a dit X, rouvrira*.
    let left = context
        .sentence
        .children(cue.word)
        .any(|child| child < insertion.comma && words[child].is(Relation::Nsubj));
    let interrupted = goes_on && lacks_subject(context.sentence, behind + 1);
    if (left && !interrupted) || !(whole || goes_on) {
        return None;
    }
    let mut chosen = vec![false; words.len()];
    chosen[before].fill(true);
    if !whole {
        chosen[behind + 1..].fill(true);
    }
    let content = Content {
        needs_speaker: true,
        ..Content::beside(chosen)
    };
    Some((content, insertion.subject))
}

/// The words before a comma that can be a report: what stands behind the last stop, without a conjunction that begins it,
/// if that is more than one word.
fn reported_before(sentence: &Sentence, comma: usize) -> Option<Range<usize>> {
    let words = &sentence.words;
    let stop = (0..comma)
        .rev()
        .find(|&index| parts_clauses(&words[index].form));
    let from = stop.map_or(0, |stop| stop + 1);
    let start = (from..comma).find(|&index| words[index].upos != Upos::Cconj)?;
    (start + 1 < comma).then_some(start..comma)
}

/// A verb with its subject that a comma sets off from the words before, and nothing else behind it.
struct Insertion {
    /// The comma, or a dash.
    comma: usize,
    /// The head word of the subject.
    subject: usize,
    /// Where the words behind begin.
    behind: usize,
}

impl Insertion {
    fn of(context: &CueContext, cue: &CueAt) -> Option<Insertion> {
        let sentence = context.sentence;
        let words = &sentence.words;
        let (first, last) = (*cue.words.first()?, *cue.words.last()?);
        let (opens, subject, behind) = match subject_before(context, cue, first, last) {
            Some((start, subject)) => (start, subject, last + 1),
            None => {
                let subject = subject_behind(context, cue, first, last)?;
                let end = *nominal::group_with_conjuncts(sentence, subject).end();
                let opens = conjunction(sentence, cue.word, first).unwrap_or(first);
                (opens, subject, end.max(last) + 1)
            }
        };
        let comma = opens
            .checked_sub(1)
            .filter(|&index| sets_off(&words[index].form))?;
        let tied = context.lexicon.is_subject_clitic(&words[subject]);
        let ends = words.get(behind).is_none_or(|word| {
            word.upos == Upos::Punct || (tied && !governs_behind(sentence, cue.word))
        });
        ends.then_some(Insertion {
            comma,
            subject,
            behind,
        })
    }
}

/// The conjunction before an inserted verb, also where a pronoun stands between for the clause before: *comme l'a rappelé
/// X*.
fn conjunction(sentence: &Sentence, verb: usize, first: usize) -> Option<usize> {
    let words = &sentence.words;
    let leads = |&index: &usize| {
        let word = &words[index];
        word.head == Some(verb)
            && (word.is(Relation::Mark) || (word.upos == Upos::Pron && word.is(Relation::Obj)))
    };
    let lead = (0..first).rev().take_while(leads).last();
    lead.filter(|&index| words[index].is(Relation::Mark))
}

/// The subject between a comma and a verb that ends its sentence, with where its words begin: *The bridge is closed,* | *a
/// report by engineers* | *shows.*
fn subject_before(
    context: &CueContext,
    cue: &CueAt,
    first: usize,
    last: usize,
) -> Option<(usize, usize)> {
    let sentence = context.sentence;
    let words = &sentence.words;
    let ends = words[last + 1..]
        .iter()
        .all(|word| word.upos == Upos::Punct);
    // *…, a claim the company denied*: a relative clause of the noun before.
    let relative = words[cue.word].is(Relation::Acl);
    if !ends || relative || voice::is_passive(sentence, cue.word) {
        return None;
    }
    let start = (0..first)
        .rev()
        .take_while(|&word| words[word].upos != Upos::Punct)
        .last()?;
    let names = |word: usize| matches!(words[word].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let head = (start..first).find(|&word| {
        let outside = words[word]
            .head
            .is_none_or(|head| !(start..first).contains(&head));
        names(word) && outside && !has_case(sentence, word)
    })?;
    let alone = !(start..first).any(|word| {
        words[word].upos == Upos::Verb
            && words[word].feats.is(VerbForm::Fin)
            && !cue.words.contains(&word)
    });
    (alone && (context.speaks)(head)).then_some((start, head))
}

/// The subject that follows its verb with nothing between: a pronoun tied to it, or somebody who can speak.
fn subject_behind(context: &CueContext, cue: &CueAt, first: usize, last: usize) -> Option<usize> {
    let sentence = context.sentence;
    let words = &sentence.words;
    let own = |index: usize| {
        words[index]
            .head
            .is_some_and(|head| head == cue.word || cue.words.contains(&head))
    };
    let tied = |index: usize| context.lexicon.is_subject_clitic(&words[index]);
    if let Some(pronoun) = (first..words.len().min(last + 2)).find(|&index| tied(index)) {
        return Some(pronoun);
    }
    let subject = (last + 1..words.len()).find(|&index| {
        own(index)
            && matches!(words[index].upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && !has_case(sentence, index)
            && (context.speaks)(index)
    })?;
    let near = *nominal::group(sentence, subject).start() == last + 1;
    near.then_some(subject)
}

/// What a relative pronoun behind a preposition has its own clause say, up to the comma: *X, selon qui rien ne presse, …*.
pub(super) fn of_relative(sentence: &Sentence, pronoun: usize) -> Option<Content> {
    let words = &sentence.words;
    if words[pronoun].upos != Upos::Pron || !words[pronoun].feats.is(PronType::Rel) {
        return None;
    }
    let stop = |&word: &usize| is_comma(&words[word].form) || parts_clauses(&words[word].form);
    let end = (pronoun + 1..words.len()).find(stop).unwrap_or(words.len());
    let mut chosen = vec![false; words.len()];
    chosen[pronoun + 1..end].fill(true);
    (end > pronoun + 1).then_some(Content::beside(chosen))
}

/// The clause a prepositional phrase or adverbial stands in, without that phrase.
pub(super) fn of_adjunct(sentence: &Sentence, inside: usize, phrase: &[bool]) -> Option<Content> {
    let clause = clause_above(sentence, inside)?;
    let mut words = members(sentence, clause);
    for (chosen, excluded) in words.iter_mut().zip(phrase) {
        *chosen &= !excluded;
    }
    drop_conjunction(sentence, clause, &mut words);
    words.contains(&true).then_some(Content::beside(words))
}

/// The clause that a verb set beside it reports: everything its head governs except the verb's own words.
pub(super) fn beside(sentence: &Sentence, verb: usize) -> Option<Content> {
    let head = sentence.words[verb]
        .head
        .filter(|_| sentence.words[verb].is(Relation::Parataxis))
        .filter(|_| !governs_behind(sentence, verb))?;
    // Behind a colon or a semicolon begins something else: *Grève au port : la maire réclame un médiateur*.
    let mut between = sentence.words[head.min(verb)..head.max(verb)].iter();
    if between.any(|word| parts_clauses(&word.form)) {
        return None;
    }
    Some(without_clause_of(sentence, head, verb))
}

/// The clause that another one says how it is known: *As the paper reported, the bridge is closed*.
pub(super) fn said_as(context: &CueContext, verb: usize) -> Option<Content> {
    let sentence = context.sentence;
    let words = &sentence.words;
    let conjunction = sentence.children(verb).find(|&child| {
        words[child].is(Relation::Mark) && context.lexicon.reports_beside(&words[child].lemma)
    })?;
    let begins = conjunction == 0 || words[conjunction - 1].upos == Upos::Punct;
    if !begins || governs_behind(sentence, verb) {
        return None;
    }
    Some(without_clause_of(sentence, words[verb].head?, verb))
}

/// All that stands below a word except the clause of a verb.
fn without_clause_of(sentence: &Sentence, head: usize, verb: usize) -> Content {
    let mut chosen = members(sentence, head);
    for word in sentence.subtree(verb) {
        chosen[word] = false;
    }
    Content::beside(chosen)
}
