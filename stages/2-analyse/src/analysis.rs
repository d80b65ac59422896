//! What stage 2 hands on: sentences of words with tags and trees.

use std::ops::Deref;

use selon_intake::Span;
use smol_str::SmolStr;

use crate::{Feats, Relation};

/// Which model the grammar of an article is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Model {
    /// The encoder of all languages: more is right, and an article takes many times as long.
    Careful,
    /// The small network of a language.
    Fast,
}

impl Model {
    /// All of them.
    pub const ALL: [Model; 2] = [Model::Careful, Model::Fast];

    /// The name that records and commands have for it: `careful`, `fast`.
    pub fn name(self) -> &'static str {
        match self {
            Model::Careful => "careful",
            Model::Fast => "fast",
        }
    }

    /// The model of that name.
    pub fn from_name(name: &str) -> Option<Model> {
        Model::ALL.into_iter().find(|model| model.name() == name)
    }
}

/// The grammar of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// ISO 639-1 code of the language it was read in.
    pub language: &'static str,
    /// The model it is from; none where people made it.
    pub model: Option<Model>,
    /// The sentences in text order. They do not overlap, and none crosses a paragraph's end.
    pub sentences: Vec<Sentence>,
}

impl Analysis {
    /// The index of the sentence in which the text goes on at a place, in bytes: the first that ends behind it.
    pub fn sentence_at(&self, place: usize) -> Option<usize> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= place);
        (index < self.sentences.len()).then_some(index)
    }

    /// The index of the last sentence that begins before a place, in bytes.
    pub fn sentence_before(&self, place: usize) -> Option<usize> {
        self.sentences
            .partition_point(|sentence| sentence.span.start < place)
            .checked_sub(1)
    }
}

/// One sentence and its dependency tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last word, without the white space around.
    pub span: Span,
    /// Which paragraph of the article it stands in, from 0.
    pub paragraph: usize,
    /// The syntactic words in order. A contraction (`du`) gives words that share one span; words that are only run
    /// together (`don’t`) have a span each.
    pub words: Words,
}

/// One syntactic word of Universal Dependencies v2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word's own form: as written, or its part of a contraction (`de`, `le` for `du`).
    pub form: SmolStr,
    /// Where it stands. The words of a contraction have the span of the whole.
    pub span: Span,
    /// Whether this word and the one before it are words of one token.
    pub joined: bool,
    /// The dictionary form.
    pub lemma: SmolStr,
    /// The universal part of speech.
    pub upos: Upos,
    /// The universal features.
    pub feats: Feats,
    /// The index in [`Sentence::words`] of the word it depends on; `None` for the root.
    pub head: Option<usize>,
    /// The relation to its head with its subtype, `nsubj:pass`.
    pub deprel: Relation,
}

impl Word {
    /// Whether the relation to the head is `relation` or a subtype of it: `Obl` holds for `obl:mod` too.
    pub fn is(&self, relation: Relation) -> bool {
        self.deprel == relation || self.deprel.general() == relation
    }

    /// Whether the relation to the head is one of these or a subtype of one.
    pub fn is_any(&self, relations: &[Relation]) -> bool {
        relations.iter().any(|&relation| self.is(relation))
    }
}

impl Sentence {
    /// The indices of the words that depend on `head`, in order.
    pub fn children(&self, head: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let children = self.words.children_of(head);
        children.iter().map(|&child| child as usize)
    }

    /// The indices of `head` and everything below it, sorted.
    pub fn subtree(&self, head: usize) -> Vec<usize> {
        let mut inside = vec![head];
        let mut next = 0;
        while let Some(&word) = inside.get(next) {
            inside.extend(self.children(word));
            next += 1;
        }
        inside.sort_unstable();
        inside
    }

    /// The index of the root word, if the sentence has any word.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|word| word.head.is_none())
    }
}

/// The words of a sentence, with an index of who depends on whom that is made once. They do not change afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    words: Vec<Word>,
    /// The dependents of all words, those of the first word first, each list in order.
    dependents: Vec<u32>,
    /// Where in `dependents` the list of each word ends; it begins where the one before ends.
    ends: Vec<u32>,
}

impl Words {
    /// Indexes the words of a sentence. Their heads are a tree: each word is below one root, and none below itself.
    pub fn new(words: Vec<Word>) -> Words {
        // A place for each list, counted first; filling it in the order of the words moves `ends` from the begin of a list
        // to its end.
        let mut ends = vec![0; words.len()];
        let heads = || words.iter().map(|word| word.head);
        for head in heads().flatten() {
            if let Some(next) = ends.get_mut(head + 1) {
                *next += 1;
            }
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut dependents = vec![0; heads().flatten().count()];
        for (word, head) in heads().enumerate() {
            if let Some(head) = head {
                dependents[ends[head] as usize] = word as u32;
                ends[head] += 1;
            }
        }
        Words {
            words,
            dependents,
            ends,
        }
    }

    fn children_of(&self, head: usize) -> &[u32] {
        let start = head.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.dependents[start as usize..self.ends[head] as usize]
    }
}

impl<'a> IntoIterator for &'a Words {
    type Item = &'a Word;
    type IntoIter = std::slice::Iter<'a, Word>;

    fn into_iter(self) -> Self::IntoIter {
        self.words.iter()
    }
}

impl Deref for Words {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        &self.words
    }
}

macro_rules! upos {
    ($($variant:ident $name:literal $doc:literal),* $(,)?) => {
        /// The universal parts of speech of UD v2.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Upos { $(#[doc = $doc] $variant),* }

        impl Upos {
            /// All of them, in alphabetical order.
            pub const ALL: &'static [Upos] = &[$(Upos::$variant),*];

            /// The tag as CoNLL-U writes it.
            pub fn name(self) -> &'static str {
                match self { $(Upos::$variant => $name),* }
            }

            /// The tag of that name.
            pub fn from_name(name: &str) -> Option<Upos> {
                match name { $($name => Some(Upos::$variant),)* _ => None }
            }
        }
    };
}

upos! {
    Adj "ADJ" "adjective",
    Adp "ADP" "adposition",
    Adv "ADV" "adverb",
    Aux "AUX" "auxiliary",
    Cconj "CCONJ" "coordinating conjunction",
    Det "DET" "determiner",
    Intj "INTJ" "interjection",
    Noun "NOUN" "noun",
    Num "NUM" "numeral",
    Part "PART" "particle",
    Pron "PRON" "pronoun",
    Propn "PROPN" "proper noun",
    Punct "PUNCT" "punctuation",
    Sconj "SCONJ" "subordinating conjunction",
    Sym "SYM" "symbol",
    Verb "VERB" "verb",
    X "X" "other",
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(head: usize) -> Word {
        Word {
            form: "x".into(),
            span: Span::default(),
            joined: false,
            lemma: "x".into(),
            upos: Upos::X,
            feats: Feats::default(),
            head: head.checked_sub(1),
            deprel: Relation::Dep,
        }
    }

    #[test]
    fn children_and_subtrees_are_in_order() {
        // Heads from 1, as CoNLL-U counts.
        let words = [3, 1, 0, 3, 4, 4].map(word).to_vec();
        let sentence = Sentence {
            span: Span::default(),
            paragraph: 0,
            words: Words::new(words),
        };
        let children = |head| sentence.children(head).collect::<Vec<usize>>();
        assert_eq!(children(0), [1]);
        assert_eq!(children(2), [0, 3]);
        assert_eq!(children(3), [4, 5]);
        assert!(children(5).is_empty());
        assert_eq!(sentence.subtree(0), [0, 1]);
        assert_eq!(sentence.subtree(2), [0, 1, 2, 3, 4, 5]);
        assert_eq!(sentence.root(), Some(2));
    }
}
