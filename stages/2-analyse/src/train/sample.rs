//! A sentence of a treebank as the classifiers learn from it.

use smol_str::SmolStr;

use crate::conllu::{GoldSentence, GoldWord};
use crate::lemma::Script;
use crate::tag::Style;
use crate::tag::form::{Form, FormBuffers};

/// One annotated sentence.
pub(crate) struct Sample {
    pub(crate) style: Style,
    pub(crate) texts: Vec<SmolStr>,
    pub(crate) forms: Vec<Form>,
    pub(crate) tags: Vec<u8>,
    pub(crate) feats: Vec<SmolStr>,
    pub(crate) scripts: Vec<Script>,
    /// The head of each word; the number of words for the root.
    pub(crate) heads: Vec<usize>,
    pub(crate) labels: Vec<SmolStr>,
}

impl Sample {
    /// The sample of a treebank's sentence; `style` is the treebank's number.
    pub(crate) fn new(sentence: &GoldSentence, style: Style) -> Sample {
        let mut buffers = FormBuffers::default();
        let words = &sentence.words;
        let lemma = |word: &GoldWord| match word.lemma.as_str() {
            "" => SmolStr::new(&word.form),
            lemma => SmolStr::new(lemma),
        };
        Sample {
            style,
            texts: words.iter().map(|word| SmolStr::new(&word.form)).collect(),
            forms: words
                .iter()
                .map(|word| Form::new(&word.form, &mut buffers))
                .collect(),
            tags: words.iter().map(|word| word.upos as u8).collect(),
            feats: words.iter().map(|word| SmolStr::new(&word.feats)).collect(),
            scripts: words
                .iter()
                .map(|word| Script::between(&word.form, &lemma(word)))
                .collect(),
            heads: words
                .iter()
                .map(|word| word.head.unwrap_or(words.len()))
                .collect(),
            labels: words
                .iter()
                .map(|word| SmolStr::new(&word.deprel))
                .collect(),
        }
    }
}
