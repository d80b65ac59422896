//! The analyser of one language, loaded.

use std::ops::Range;

use selon_intake::Article;
use smol_str::SmolStr;

use crate::grammar::{Grammar, Reading};
use crate::model::{ModelError, parts, unpack};
use crate::split::{RawWord, Splitter};
use crate::{Analysis, Sentence, Word, Words};

/// Splits, tags and parses the text of one language. It can be used from many threads at once.
///
/// ```
/// // Text that is no model is told from one.
/// let error = selon_analyse::Analyser::load("fr", b"no model").err().unwrap();
/// assert_eq!(error.to_string(), "not a model of the analyser");
/// ```
pub struct Analyser {
    language: &'static str,
    sources: Vec<String>,
    splitter: Splitter,
    grammar: Grammar,
}

impl Analyser {
    /// Loads a model that `selon train` made for the language of ISO 639-1 code `language`.
    ///
    /// # Errors
    /// The bytes are no model, one for another language or program version, or damaged.
    pub fn load(language: &'static str, bytes: &[u8]) -> Result<Analyser, ModelError> {
        let inner = unpack(bytes)?;
        let parts = parts(&inner, language)?;
        let [splitter, tagger, lemmatiser, network] = parts.sections;
        Ok(Analyser {
            language,
            sources: parts.sources,
            splitter: Splitter::read(splitter)?,
            grammar: Grammar::read(tagger, lemmatiser, network)?,
        })
    }

    /// The same with forms of address known, in small letters without a full stop: behind `Rep.` and `Mme.` before a capital
    /// no sentence ends.
    #[must_use]
    pub fn with_titles<'t>(mut self, titles: impl IntoIterator<Item = &'t str>) -> Analyser {
        self.splitter.titles = titles.into_iter().map(SmolStr::new).collect();
        self
    }

    /// The ISO 639-1 code of the language it reads.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// The names of the treebanks the model was trained from, in the order given to training.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// The grammar of an article. Any text has one, though not always a sensible one.
    pub fn analyse(&self, article: &Article) -> Analysis {
        let raw = self.splitter.split(article);
        let forms: Vec<&str> = raw
            .iter()
            .flat_map(|sentence| &sentence.words)
            .map(|word| word.form.as_str())
            .collect();
        let mut end = 0;
        let ranges: Vec<Range<usize>> = raw
            .iter()
            .map(|sentence| {
                end += sentence.words.len();
                end - sentence.words.len()..end
            })
            .collect();
        let mut readings = self.grammar.read_words(&forms, &ranges).into_iter();
        let sentences = raw
            .into_iter()
            .map(|raw| {
                let words = raw.words.into_iter().zip(&mut readings);
                let word = |(raw, reading): (RawWord, Reading)| Word {
                    form: raw.form,
                    span: raw.span,
                    joined: raw.joined,
                    lemma: reading.lemma,
                    upos: reading.upos,
                    feats: reading.feats,
                    head: reading.head,
                    deprel: reading.deprel,
                };
                Sentence {
                    span: raw.span,
                    paragraph: raw.paragraph,
                    words: Words::new(words.map(word).collect()),
                }
            })
            .collect();
        Analysis {
            language: self.language,
            sentences,
        }
    }

    /// Tags, lemmas and the tree of one sentence whose words are already known, one reading a word.
    pub fn analyse_words(&self, words: &[&str]) -> Vec<Reading> {
        self.grammar
            .read_words(words, std::slice::from_ref(&(0..words.len())))
    }
}
