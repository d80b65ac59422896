//! The analyser of one language, loaded.

use std::ops::Range;
use std::sync::Arc;

use selon_intake::Article;
use smol_str::SmolStr;

use crate::careful::{Careful, CarefulReader};
use crate::grammar::{Grammar, LookBuffers, Reading};
use crate::model::{ModelError, parts, unpack};
use crate::split::{Buffers, Paragraph, RawSentence, RawWord, Splitter};
use crate::{Analysis, Model, Sentence, Word, Words};

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
    careful: Option<CarefulReader>,
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
            careful: None,
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

    /// Asks a careful model for sentence ends, tags, features and trees, beside the analyser's own network; words and lemmas
    /// stay its own.
    ///
    /// # Errors
    /// The careful model was not trained in this language.
    pub fn with_careful(mut self, model: Arc<Careful>) -> Result<Analyser, ModelError> {
        let own = self.grammar.network.heads();
        self.careful = Some(CarefulReader::new(model, self.language, own)?);
        Ok(self)
    }

    /// The grammar of an article. Any text has one, though not always a sensible one.
    pub fn analyse(&self, article: &Article) -> Analysis {
        let (model, sentences) = match &self.careful {
            Some(careful) => (Model::Careful, self.read_carefully(careful, article)),
            None => (Model::Fast, self.read_fast(article)),
        };
        Analysis {
            language: self.language,
            model: Some(model),
            sentences,
        }
    }

    fn read_fast(&self, article: &Article) -> Vec<Sentence> {
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
        let sentences = raw.into_iter();
        sentences.map(|raw| sentence(raw, &mut readings)).collect()
    }

    fn read_carefully(&self, careful: &CarefulReader, article: &Article) -> Vec<Sentence> {
        let mut buffers = Buffers::default();
        let spans = article.paragraphs().into_iter();
        let paragraphs: Vec<Paragraph> = spans
            .map(|span| self.splitter.paragraph(&article.text, span, &mut buffers))
            .collect();
        let found = careful
            .read((&self.splitter, &self.grammar), &paragraphs)
            .into_iter();
        let labels = careful.labels();
        let mut buffers = LookBuffers::default();
        found
            .map(|(raw, found)| {
                let words = raw.words.iter().map(|word| word.form.as_str());
                let readings = self.grammar.readings(words, &found, labels, &mut buffers);
                sentence(raw, &mut readings.into_iter())
            })
            .collect()
    }

    /// Tags, lemmas and the tree of one sentence whose words are already known, one reading a word.
    pub fn analyse_words(&self, words: &[&str]) -> Vec<Reading> {
        match &self.careful {
            Some(careful) => {
                let (found, mut buffers) = (
                    careful.read_words(&self.grammar, words),
                    LookBuffers::default(),
                );
                let words = words.iter().copied();
                self.grammar
                    .readings(words, &found, careful.labels(), &mut buffers)
            }
            None => self
                .grammar
                .read_words(words, std::slice::from_ref(&(0..words.len()))),
        }
    }
}

/// A sentence with what was read of each word.
fn sentence(raw: RawSentence, readings: &mut impl Iterator<Item = Reading>) -> Sentence {
    let words = raw.words.into_iter().zip(readings);
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
}
