//! A sentence of a treebank as the classifiers learn from it.

use smol_str::SmolStr;

use crate::Upos;
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
    pub(crate) labels: Vec<SmolStr>,
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
            labels: words
                .iter()
                .map(|word| SmolStr::new(&word.deprel))
                .collect(),
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
    /// Every word with a capital, as titles of some languages have it.
    Titled,
    /// The same with small articles, conjunctions and prepositions.
    HalfTitled,
}

impl Variant {
    const COMMON: [Variant; 3] = [Variant::Capitals, Variant::BareCapitals, Variant::Bare];
    const TITLES: [Variant; 2] = [Variant::Titled, Variant::HalfTitled];

    /// The variants that a language is written in: all, or none with capitals at the beginning of words where its table
    /// `language` does not say so.
    pub(crate) fn of_language(code: &str) -> Vec<Variant> {
        let titles = selon_languages::pack(code).is_some_and(|pack| {
            pack.table("language").cell("headline-case", "value") == Some("title")
        });
        let titles = Variant::TITLES.into_iter().filter(|_| titles);
        Variant::COMMON.into_iter().chain(titles).collect()
    }

    /// The sentence written in this way; its lemmas stay.
    pub(crate) fn of(self, sentence: &GoldSentence) -> GoldSentence {
        let mut varied = sentence.clone();
        for (number, word) in varied.words.iter_mut().enumerate() {
            let link = matches!(word.upos, Upos::Adp | Upos::Cconj | Upos::Det | Upos::Part);
            word.form = match self {
                Variant::Capitals => word.form.to_uppercase(),
                Variant::BareCapitals => without_accents(&word.form).to_uppercase(),
                Variant::Bare => without_accents(&word.form),
                Variant::HalfTitled if link && number > 0 => continue,
                Variant::Titled | Variant::HalfTitled => capitalised(&word.form),
            };
        }
        varied
    }
}

/// A word with its first letter a capital.
fn capitalised(form: &str) -> String {
    let mut letters = form.chars();
    let first = letters.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_written_in_other_ways() {
        let text = "1\tUn\tun\tDET\t_\t_\t2\tdet\t_\t_\n\
                    2\tété\tété\tNOUN\t_\t_\t0\troot\t_\t_\n\
                    3\tà\tà\tADP\t_\t_\t4\tcase\t_\t_\n\
                    4\tsec\tsec\tNOUN\t_\t_\t2\tnmod\t_\t_\n\n";
        let treebank = crate::conllu::Treebank::parse("small.conllu", text).unwrap();
        let written = |variant: Variant| {
            let words = variant.of(&treebank.sentences[0]).words;
            assert_eq!(words[1].lemma, "été");
            let forms: Vec<String> = words.into_iter().map(|word| word.form).collect();
            forms.join(" ")
        };
        assert_eq!(written(Variant::Capitals), "UN ÉTÉ À SEC");
        assert_eq!(written(Variant::BareCapitals), "UN ETE A SEC");
        assert_eq!(written(Variant::Bare), "Un ete a sec");
        assert_eq!(written(Variant::Titled), "Un Été À Sec");
        assert_eq!(written(Variant::HalfTitled), "Un Été à Sec");
    }

    #[test]
    fn only_a_language_that_has_them_is_taught_titles() {
        assert!(Variant::of_language("en").contains(&Variant::Titled));
        assert!(!Variant::of_language("fr").contains(&Variant::Titled));
    }
}
