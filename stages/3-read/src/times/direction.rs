//! Which way an undated weekday or month lies: *il partira lundi*, *he left on Monday*.

use rustc_hash::FxHashSet;
use selon_analyse::feature::{Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos, Word};

/// Before the document's day or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
}

/// The directions of a sentence's clauses, each found once.
pub(super) struct Directions<'a> {
    sentence: &'a Sentence,
    /// Verbs that look ahead in the present: *va partir*.
    future: &'a FxHashSet<&'static str>,
    known: Vec<Option<Direction>>,
}

impl<'a> Directions<'a> {
    pub fn new(sentence: &'a Sentence, future: &'a FxHashSet<&'static str>) -> Directions<'a> {
        Directions {
            sentence,
            future,
            known: vec![None; sentence.words.len()],
        }
    }

    pub fn sentence(&self) -> &'a Sentence {
        self.sentence
    }

    /// The direction of the clause around a word: that of what is to come if a word from there up to its verb says so.
    pub fn of(&mut self, word: usize) -> Direction {
        let words = &self.sentence.words;
        let mut passed = Vec::new();
        let mut at = Some(word).filter(|&word| word < words.len());
        let direction = loop {
            // A tree has no path longer than its words, even a wrong one that runs in a circle.
            let Some(index) = at.filter(|_| passed.len() < words.len()) else {
                break Direction::Past;
            };
            if let Some(known) = self.known[index] {
                break known;
            }
            passed.push(index);
            if self.looks_ahead(index) {
                break Direction::Future;
            }
            if words[index].upos == Upos::Verb && !words[index].feats.is(VerbForm::Inf) {
                break Direction::Past;
            }
            at = words[index].head;
        };
        for index in passed {
            self.known[index] = Some(direction);
        }
        direction
    }

    /// Whether a word is in the future, by its form, by itself or by its auxiliary.
    fn looks_ahead(&self, index: usize) -> bool {
        let word = &self.sentence.words[index];
        let future = |word: &Word| word.feats.is(Tense::Fut);
        let predicate = matches!(word.upos, Upos::Verb | Upos::Adj | Upos::Noun);
        let auxiliary = |child: usize| {
            let child = &self.sentence.words[child];
            child.is(Relation::Aux) && (future(child) || self.is_going_to(child))
        };
        future(word)
            || (word.upos == Upos::Verb && self.is_going_to(word))
            || (predicate && self.sentence.children(index).any(auxiliary))
    }

    /// *va*, *will*: a verb that looks ahead as long as it is not itself past.
    fn is_going_to(&self, word: &Word) -> bool {
        let tense: Option<Tense> = word.feats.get();
        self.future.contains(word.lemma.as_str()) && tense.is_none_or(|tense| tense == Tense::Pres)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::analysis;

    /// The direction at the last word of a sentence whose words all hang on the first.
    fn direction(text: &str, tags: &str) -> Direction {
        let analysis = analysis(text, tags);
        let sentence = &analysis.sentences[0];
        let future = FxHashSet::from_iter(["aller", "will"]);
        let last = sentence.words.len() - 1;
        let mut directions = Directions::new(sentence, &future);
        assert_eq!(directions.of(last), directions.of(last), "asked again");
        directions.of(last)
    }

    #[test]
    fn a_future_form_looks_ahead_and_a_past_one_back() {
        let found = direction("Partira lundi", "partira:VERB:partir:Mood=Ind|Tense=Fut");
        assert_eq!(found, Direction::Future);
        let found = direction("Partit lundi", "partit:VERB:partir:Mood=Ind|Tense=Past");
        assert_eq!(found, Direction::Past);
    }

    #[test]
    fn a_verb_that_helps_to_look_ahead_does_so_in_the_present() {
        let found = direction("Va lundi", "va:VERB:aller:Mood=Ind|Tense=Pres");
        assert_eq!(found, Direction::Future);
        let found = direction("Allait lundi", "allait:VERB:aller:Mood=Ind|Tense=Imp");
        assert_eq!(found, Direction::Past);
    }
}
