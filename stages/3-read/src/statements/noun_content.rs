//! The content of a noun: the clause or infinitive that completes it, or the complement that says of what.

use selon_analyse::feature::VerbForm;
use selon_analyse::{Relation, Sentence, Upos};

use super::content::{Content, CueContext, dependent_from, is_led};
use crate::grammar::tree::{
    case, child, has_mark, is_infinitive, is_marked_by, is_reflexive, members, members_without,
    take,
};
use crate::grammar::{clause, nominal};
use crate::lexicon::cues::CueWord;

/// The content of a noun.
pub(super) fn of_noun(context: &CueContext, noun: usize, entry: &CueWord) -> Option<Content> {
    let cue = NounCue {
        context,
        sentence: context.sentence,
        noun,
        entry,
    };
    let words = equated(&cue).or_else(|| {
        let head = COMPLEMENTS.iter().find_map(|finds| finds(&cue))?;
        let mut chosen = members_without(cue.sentence, head, noun);
        take_phrases_beside(&cue, &mut chosen);
        if let Some(last) = accompanying(&cue) {
            let first = chosen.iter().position(|&chosen| chosen);
            chosen[first.unwrap_or(last)..=last].fill(true);
        }
        Some(chosen)
    })?;
    Some(Content::governed(words))
}

/// A noun that may attribute something.
struct NounCue<'a> {
    context: &'a CueContext<'a>,
    sentence: &'a Sentence,
    noun: usize,
    entry: &'a CueWord,
}

/// What can complete a noun, by the head word, in the order in which it is looked for.
const COMPLEMENTS: [fn(&NounCue) -> Option<usize>; 4] = [
    completing_clause,
    clause_behind_conjunction,
    hung_on_verb,
    complement,
];

impl NounCue<'_> {
    /// The first dependent behind the noun that fits.
    fn behind(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.sentence
            .children(self.noun)
            .find(|&child| child > self.noun && fits(child))
    }

    /// Whether a clause says of its noun what was done to it or what it does: *accusations portées contre X*.
    fn is_participle(&self, clause: usize) -> bool {
        let word = &self.sentence.words[clause];
        word.is(Relation::Acl) && word.feats.is(VerbForm::Part)
    }
}

/// What a noun is said to be where that is a clause: *her goal is to win*, *la vérité est que rien n'a changé*.
fn equated(cue: &NounCue) -> Option<Vec<bool>> {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    if !cue.entry.frames.clause && !cue.entry.frames.inf {
        return None;
    }
    let head = words[cue.noun]
        .head
        .filter(|&head| words[cue.noun].is(Relation::Nsubj) && head > cue.noun)?;
    let clause = match child(sentence, head, Relation::Cop) {
        Some(copula) => {
            let mark = child(sentence, head, Relation::Mark)?;
            let clausal =
                is_infinitive(sentence, head) || is_marked_by(sentence, head, Upos::Sconj);
            (mark > copula && clausal).then_some(head)
        }
        None => sentence.children(head).find(|&child| {
            words[child].is(Relation::Ccomp)
                && words[head].upos == Upos::Aux
                && has_mark(sentence, child)
        }),
    }?;
    let mut chosen = members(sentence, clause);
    let opening = child(sentence, clause, Relation::Mark)?;
    chosen[..opening].fill(false);
    Some(chosen)
}

/// *l'affirmation* | *que tout va bien*, *the decision* | *to leave*. Trees often take a clause that completes a noun for a
/// relative one; a conjunction tells them apart.
fn completing_clause(cue: &NounCue) -> Option<usize> {
    let (sentence, frames) = (cue.sentence, cue.entry.frames);
    cue.behind(|index| {
        let word = &sentence.words[index];
        let infinitive = word.feats.is(VerbForm::Inf);
        let conjunction = is_marked_by(sentence, index, Upos::Sconj);
        let relative = word.is(Relation::AclRelcl) && !conjunction;
        let clausal = (word.is(Relation::Acl) && !relative) || word.is(Relation::Ccomp);
        let clause = frames.clause && !infinitive && conjunction;
        clausal && (clause || (frames.inf && infinitive))
    })
}

/// The clause whose conjunction stands right behind the noun, wherever the tree hangs it.
fn clause_behind_conjunction(cue: &NounCue) -> Option<usize> {
    clause::clause_behind(cue.sentence, cue.noun).filter(|_| cue.entry.frames.clause)
}

/// The complement of a noun that is a verb's object may hang on the verb: *drew criticism* | *for the cuts*.
fn hung_on_verb(cue: &NounCue) -> Option<usize> {
    let (sentence, noun, frames) = (cue.sentence, cue.noun, cue.entry.frames);
    let words = &sentence.words;
    let verb = words[noun]
        .head
        .filter(|&verb| words[noun].is(Relation::Obj) && verb < noun)?;
    sentence.children(verb).find(|&index| {
        let told =
            frames.of && words[index].is(Relation::Obl) && is_led(sentence, index, cue.entry);
        let act = frames.inf
            && is_infinitive(sentence, index)
            && (words[index].is(Relation::Xcomp) || words[index].is(Relation::Advcl));
        let adjacent = || {
            let next = *nominal::close_group(sentence, noun).end() + 1;
            sentence.subtree(index).first() == Some(&next)
        };
        index > noun && (told || (act && adjacent()))
    })
}

/// *les accusations* | *de fraude*, *fears* | *of a strike*. Behind the same preposition somebody is the source and anything
/// else the content, unless a clause hangs on them: then they are what is told of.
fn complement(cue: &NounCue) -> Option<usize> {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    let open = cue.entry.prepositions.is_empty();
    let is_described = |index: usize| {
        let clauses = sentence.children(index).chain(sentence.children(cue.noun));
        clauses
            .filter(|&child| child > index && words[child].is(Relation::Acl))
            .any(|clause| words[clause].head == Some(index) || cue.is_participle(clause))
    };
    cue.behind(|index| {
        let somebody = || open && (cue.context.speaks)(index) && !is_described(index);
        cue.entry.frames.of
            && words[index].is(Relation::Nmod)
            && !words[index].is(Relation::NmodPoss)
            && case(sentence, index).is_some()
            && (open || is_led(sentence, index, cue.entry))
            && !somebody()
    })
}

/// Phrases side by side describe one thing: *rumeurs de mutinerie* | *dans l'armée*.
fn take_phrases_beside(cue: &NounCue, chosen: &mut [bool]) {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    let mut last = chosen.iter().rposition(|&chosen| chosen);
    while let Some(before) = last {
        let next = dependent_from(sentence, cue.noun, before + 1).filter(|&child| {
            let phrase = words[child].is(Relation::Nmod) && !(cue.context.speaks)(child);
            phrase || cue.is_participle(child)
        });
        last = next.and_then(|next| {
            let words = sentence.subtree(next);
            take(chosen, words.iter().copied());
            words.last().copied()
        });
    }
}

/// Where what is reported ends behind a verb that says no more than that reports of it go round: *les rapports de pillages
/// se multiplient, avec des familles qui auraient fui*.
fn accompanying(cue: &NounCue) -> Option<usize> {
    let (lexicon, sentence) = (cue.context.lexicon, cue.sentence);
    let words = &sentence.words;
    let verb = words[cue.noun]
        .head
        .filter(|&verb| words[cue.noun].is(Relation::Nsubj) && verb > cue.noun)?;
    let spreads = |verb: &usize| {
        let reflexive = sentence
            .children(*verb)
            .any(|child| is_reflexive(&words[child], lexicon.reflexive_marker()));
        lexicon.spreads(&words[*verb].lemma, reflexive)
    };
    let spreading = [Some(verb), child(sentence, verb, Relation::Xcomp)]
        .into_iter()
        .flatten()
        .find(spreads)?;
    let more = sentence
        .children(verb)
        .chain(sentence.children(spreading))
        .find(|&child| {
            child > spreading
                && case(sentence, child).is_some_and(|case| lexicon.accompanies(&words[case].lemma))
        })?;
    sentence.subtree(more).last().copied()
}
