//! The analyser of one language, loaded.

use selon_intake::Article;

use super::grammar::{Grammar, GrammarBuffers, Reading};
use super::{ModelError, parts, unpack};
use crate::split::Splitter;
use crate::{Analysis, Sentence, Word};

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
    /// Loads a model that [`train`](crate::train::train) made for the language of ISO 639-1 code `language`.
    ///
    /// # Errors
    /// The bytes are no model, one for another language or program version, or damaged.
    pub fn load(language: &'static str, bytes: &[u8]) -> Result<Analyser, ModelError> {
        let inner = unpack(bytes)?;
        let parts = parts(&inner, language)?;
        let [splitter, tagger, lemmatiser, parser] = parts.sections;
        Ok(Analyser {
            language,
            sources: parts.sources,
            splitter: Splitter::read(splitter)?,
            grammar: Grammar::read(tagger, lemmatiser, parser)?,
        })
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
        let mut buffers = GrammarBuffers::default();
        let sentences = self
            .splitter
            .split(article)
            .into_iter()
            .map(|raw| {
                let forms = raw.words.iter().map(|word| word.form.as_str());
                let readings = self.grammar.read_words(forms, &mut buffers);
                let words = raw
                    .words
                    .into_iter()
                    .zip(readings)
                    .map(|(raw, reading)| Word {
                        form: raw.form,
                        span: raw.span,
                        joined: raw.joined,
                        lemma: reading.lemma,
                        upos: reading.upos,
                        feats: reading.feats,
                        head: reading.head,
                        deprel: reading.deprel,
                    });
                Sentence {
                    span: raw.span,
                    paragraph: raw.paragraph,
                    words: words.collect(),
                }
            })
            .collect();
        Analysis {
            language: self.language,
            sentences,
        }
    }

    /// Tags, lemmas and the tree of one sentence whose words are already known, one reading a word.
    pub fn analyse_words<'a>(&self, words: impl Iterator<Item = &'a str> + Clone) -> Vec<Reading> {
        self.grammar
            .read_words(words, &mut GrammarBuffers::default())
    }
}
