//! A sentence of a treebank as the classifiers learn from it.

use smol_str::SmolStr;

use crate::Relation;
use crate::conllu::{GoldSentence, GoldWord};
use crate::lemma::Script;
use crate::tag::Style;
use crate::tag::form::{Form, FormBuffers, without_accents};

/// One annotated sentence.
pub(crate) struct Sample {
    pub(crate) style: Style,
    /// The part of the training text it is in. What the network learns from it was tagged without that part.
    pub(crate) fold: usize,
    /// Whether it was made up: how often a form stands there with a tag then says nothing.
    pub(crate) made: bool,
    pub(crate) texts: Vec<SmolStr>,
    pub(crate) forms: Vec<Form>,
    pub(crate) tags: Vec<u8>,
    pub(crate) feats: Vec<SmolStr>,
    pub(crate) scripts: Vec<Script>,
    /// The head of each word; the number of words for the root.
    pub(crate) heads: Vec<usize>,
    pub(crate) labels: Vec<Relation>,
}

impl Sample {
    /// The sample of a treebank's sentence; `style` is the treebank's number.
    pub(crate) fn new(sentence: &GoldSentence, style: Style, fold: usize) -> Sample {
        let mut buffers = FormBuffers::default();
        let words = &sentence.words;
        let lemma = |word: &GoldWord| match word.lemma.as_str() {
            "" => SmolStr::new(&word.form),
            lemma => SmolStr::new(lemma),
        };
        Sample {
            style,
            fold,
            made: false,
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
            labels: words.iter().map(|word| word.deprel).collect(),
        }
    }
}

/// A way in which news is also written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// In capitals.
    Capitals,
    /// In capitals without accents.
    BareCapitals,
    /// Without accents.
    Bare,
}

impl Variant {
    pub(crate) const ALL: [Variant; 3] = [Variant::Capitals, Variant::BareCapitals, Variant::Bare];

    /// The sentence written in this way; its lemmas stay.
    pub(crate) fn of(self, sentence: &GoldSentence) -> GoldSentence {
        let mut varied = sentence.clone();
        for word in &mut varied.words {
            if self != Variant::Capitals {
                word.form = without_accents(&word.form);
            }
            if self != Variant::Bare {
                word.form = word.form.to_uppercase();
            }
        }
        varied
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_written_in_other_ways() {
        let text = "1\tÉté\tété\tNOUN\t_\t_\t0\troot\t_\t_\n\n";
        let treebank = crate::conllu::Treebank::parse("small.conllu", text).unwrap();
        let varied = Variant::ALL.map(|variant| variant.of(&treebank.sentences[0]).words.remove(0));
        let forms: Vec<&str> = varied.iter().map(|word| word.form.as_str()).collect();
        assert_eq!(forms, ["ÉTÉ", "ETE", "Ete"]);
        assert!(varied.iter().all(|word| word.lemma == "été"));
    }
}
