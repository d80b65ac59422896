//! An analysis in terms that two of one text share: characters, blanks left out.

use selon_analyse::conllu::{GoldSentence, Treebank};
use selon_analyse::{Relation, Sentence, Upos};

/// The features that count: those that Universal Dependencies lists for all languages (v2, 2018).
const UNIVERSAL_FEATURES: &[&str] = &[
    "Abbr", "Animacy", "Aspect", "Case", "Definite", "Degree", "Evident", "Foreign", "Gender",
    "Mood", "NumType", "Number", "Person", "Polarity", "Polite", "Poss", "PronType", "Reflex",
    "Tense", "VerbForm", "Voice",
];

/// A range of characters of the text without its blanks.
pub(super) type Range = (usize, usize);

/// One of the two analyses, in terms of the text without its blanks.
#[derive(Default)]
pub(super) struct Side<'a> {
    pub text: Vec<char>,
    pub tokens: Vec<Range>,
    pub sentences: Vec<Range>,
    pub words: Vec<Word<'a>>,
}

/// A syntactic word.
pub(super) struct Word<'a> {
    /// Of the whole token where it is one of several words.
    pub range: Range,
    pub contracted: bool,
    pub form: String,
    pub upos: Upos,
    pub feats: Vec<&'a str>,
    pub lemma: &'a str,
    /// The number of its head among the words of all sentences.
    pub head: Option<usize>,
    pub deprel: Relation,
}

impl<'a> Side<'a> {
    /// The trees of a treebank.
    pub fn of(treebank: &'a Treebank) -> Side<'a> {
        let mut side = Side::default();
        for sentence in &treebank.sentences {
            side.add_trees(sentence);
        }
        side
    }

    /// Takes in a token and returns the characters it covers.
    fn token(&mut self, form: &str) -> Range {
        let start = self.text.len();
        self.text
            .extend(form.chars().filter(|character| !character.is_whitespace()));
        self.tokens.push((start, self.text.len()));
        (start, self.text.len())
    }

    fn add_trees(&mut self, sentence: &'a GoldSentence) {
        let (start, first) = (self.text.len(), self.words.len());
        for token in &sentence.tokens {
            let range = self.token(&token.form);
            for word in &sentence.words[token.first..=token.last] {
                self.words.push(Word {
                    range,
                    contracted: token.last > token.first,
                    form: word.form.to_lowercase(),
                    upos: word.upos,
                    feats: universal_features(&word.feats),
                    lemma: &word.lemma,
                    head: word.head.map(|head| first + head),
                    deprel: word.deprel.general(),
                });
            }
        }
        self.sentences.push((start, self.text.len()));
    }

    /// Takes in a sentence of an analysis of `text`.
    pub fn add_found(&mut self, sentence: &'a Sentence, text: &str) {
        let (start, first) = (self.text.len(), self.words.len());
        for words in sentence.words.chunk_by(|_, next| next.joined) {
            let span = words
                .iter()
                .fold(words[0].span, |span, word| span.cover(word.span));
            let range = self.token(span.of(text));
            for word in words {
                self.words.push(Word {
                    range,
                    contracted: words.len() > 1,
                    form: word.form.to_lowercase(),
                    upos: word.upos,
                    feats: universal_features(&word.feats.0),
                    lemma: &word.lemma,
                    head: word.head.map(|head| first + head),
                    deprel: word.deprel.general(),
                });
            }
        }
        self.sentences.push((start, self.text.len()));
    }
}

fn universal_features(feats: &str) -> Vec<&str> {
    let name = |pair: &str| pair.split('=').next().unwrap_or(pair).to_owned();
    let mut found: Vec<&str> = feats
        .split('|')
        .filter(|pair| UNIVERSAL_FEATURES.contains(&name(pair).as_str()))
        .collect();
    found.sort_unstable();
    found
}
