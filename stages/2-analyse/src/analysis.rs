//! What stage 2 hands on: sentences of words with tags and trees.

use selon_intake::Span;
use smol_str::SmolStr;

/// The grammar of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// ISO 639-1 code of the language it was read in.
    pub language: &'static str,
    /// The sentences in text order. They do not overlap, and none crosses a paragraph's end.
    pub sentences: Vec<Sentence>,
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
    pub words: Vec<Word>,
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
    pub deprel: SmolStr,
}

impl Word {
    /// Whether the relation to the head is `relation` or a subtype of it: `obl` holds for `obl:mod`.
    pub fn is(&self, relation: &str) -> bool {
        let relation_of_word = self.deprel.as_str();
        relation_of_word
            .strip_prefix(relation)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }
}

impl Sentence {
    /// The indices of the words that depend on `head`, in order.
    pub fn children(&self, head: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.words
            .iter()
            .enumerate()
            .filter(move |(_, word)| word.head == Some(head))
            .map(|(index, _)| index)
    }

    /// The indices of `head` and everything below it, sorted.
    pub fn subtree(&self, head: usize) -> Vec<usize> {
        let mut inside = vec![false; self.words.len()];
        let mut stack = vec![head];
        while let Some(word) = stack.pop() {
            if !std::mem::replace(&mut inside[word], true) {
                stack.extend(self.children(word));
            }
        }
        (0..self.words.len()).filter(|&word| inside[word]).collect()
    }

    /// The index of the root word, if the sentence has any word.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|word| word.head.is_none())
    }
}

/// Universal features, `Gender=Masc|Number=Sing`, sorted as the standard asks; empty where there are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feats(pub SmolStr);

impl Feats {
    /// The value of a feature.
    ///
    /// ```
    /// use selon_analyse::Feats;
    /// assert_eq!(Feats("Gender=Masc|Number=Sing".into()).get("Number"), Some("Sing"));
    /// ```
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .split('|')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    /// Whether the feature has that value.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
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
