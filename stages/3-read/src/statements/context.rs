//! The sentence a cue stands in, with what is known of the article around it.

use selon_analyse::{Relation, Sentence, Upos};

use super::cues::CueAt;
use super::rules::Rules;
use crate::grammar::subject::stands_for;
use crate::parties::Parties;
use crate::record::WordAt;
use crate::view::ArticleView;

/// A sentence in which something may be attributed.
#[derive(Clone, Copy)]
pub(super) struct SentenceContext<'a> {
    pub(super) rules: &'a Rules,
    pub(super) view: &'a ArticleView<'a>,
    pub(super) parties: &'a Parties<'a>,
    /// Its number in the article.
    pub(super) at: usize,
    pub(super) sentence: &'a Sentence,
    /// Its cues in text order.
    pub(super) cues: &'a [CueAt<'a>],
}

impl SentenceContext<'_> {
    /// Whether a word names somebody or something that can speak.
    pub(super) fn speaks(&self, word: usize) -> bool {
        let word = stands_for(self.sentence, word);
        let head = &self.sentence.words[word];
        let sentence = self.at;
        self.parties.names_somebody(WordAt { sentence, word })
            || matches!(head.upos, Upos::Propn | Upos::Pron)
            // *some who saw it*
            || (head.upos == Upos::Det && !head.is(Relation::Det))
            || self.rules.can_speak(&head.lemma)
    }

    /// Whether a word is part of an expression of time.
    pub(super) fn is_dated(&self, word: usize) -> bool {
        self.view.is_time(self.sentence.words[word].span)
    }
}
