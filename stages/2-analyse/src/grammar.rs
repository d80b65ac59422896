//! The trained parts in a row: from the forms of sentences to tags, lemmas and trees.

use std::ops::Range;

use smol_str::SmolStr;

use crate::lemma::Lemmatiser;
use crate::model::ModelError;
use crate::model::bytes::Reader;
use crate::model::feature::text;
use crate::network::embed::Look;
use crate::network::heads::Labels;
use crate::network::{Found, Network, NetworkBuffers};
use crate::tag::form::Form;
use crate::tag::{TagBuffers, Tagger};
use crate::{Feats, Relation, Upos};

/// The style of the treebank named first in training: the one to answer in.
const STYLE: u32 = 0;

/// Tagger, lemmatiser and network of a language. The tagger is quick and looks at few words; what it takes a word for is
/// one of the things the network looks at, and the network's word is the last.
pub(crate) struct Grammar {
    pub(crate) tagger: Tagger,
    pub(crate) lemmatiser: Lemmatiser,
    pub(crate) network: Network,
}

/// What the grammar says of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The dictionary form.
    pub lemma: SmolStr,
    /// The universal part of speech.
    pub upos: Upos,
    /// The universal features.
    pub feats: Feats,
    /// The index of the word it depends on in its sentence; `None` for the root.
    pub head: Option<usize>,
    /// The relation to its head with its subtype.
    pub deprel: Relation,
}

/// Buffers of the tagger and the lemmatiser, kept from sentence to sentence.
#[derive(Default)]
pub(crate) struct LookBuffers {
    tag: TagBuffers,
    tags: Vec<u8>,
    bundles: Vec<u16>,
    lemma: String,
}

/// Hands on how the network sees each word of a sentence, and its lemma.
pub(crate) fn look<'a>(
    (tagger, lemmatiser): (&Tagger, &Lemmatiser),
    words: impl Iterator<Item = &'a str>,
    forms: &[Form],
    style: u32,
    buffers: &mut LookBuffers,
    mut each: impl FnMut(Look, &str),
) {
    let LookBuffers {
        tag,
        tags,
        bundles,
        lemma,
    } = buffers;
    tagger.tag(forms, style, tag, tags, bundles);
    for (index, (word, form)) in words.zip(forms).enumerate() {
        let reading = (tags[index], bundles[index]);
        lemmatiser.lemma(&tagger.lexicon, (word, form), reading, tag, lemma);
        let look = Look {
            form: *form,
            tag: tags[index],
            bundle: bundles[index],
            lemma: text(lemma),
        };
        each(look, lemma);
    }
}

impl Grammar {
    /// A reading for each word. `words` are those of all sentences in order, `sentences` says which are whose.
    pub(crate) fn read_words(&self, words: &[&str], sentences: &[Range<usize>]) -> Vec<Reading> {
        let (mut looks, mut lemmas) = (
            Vec::with_capacity(words.len()),
            Vec::with_capacity(words.len()),
        );
        let mut buffers = LookBuffers::default();
        self.look(words, sentences, &mut buffers, |look, lemma| {
            looks.push(look);
            lemmas.push(SmolStr::new(lemma));
        });
        let mut found = Vec::with_capacity(words.len());
        self.network.read(
            &looks,
            sentences,
            STYLE,
            &mut NetworkBuffers::default(),
            &mut found,
        );
        let mut readings = Vec::with_capacity(words.len());
        for sentence in sentences {
            for word in sentence.clone() {
                let (look, found) = (&looks[word], &found[word]);
                if (look.tag, look.bundle) != (found.tag, found.bundle) {
                    lemmas[word] = self.lemma(words[word], &look.form, found, &mut buffers);
                }
                let lemma = std::mem::take(&mut lemmas[word]);
                let label = self.network.label(found.label);
                readings.push(self.reading(lemma, found, sentence.len(), label));
            }
        }
        readings
    }

    /// Hands on how the network sees each word of sentences, and its lemma.
    fn look(
        &self,
        words: &[&str],
        sentences: &[Range<usize>],
        buffers: &mut LookBuffers,
        mut each: impl FnMut(Look, &str),
    ) {
        let parts = (&self.tagger, &self.lemmatiser);
        let mut forms: Vec<Form> = Vec::new();
        for sentence in sentences {
            let words = words[sentence.clone()].iter().copied();
            let form = |word| Form::new(word, &mut buffers.tag.forms);
            forms.clear();
            forms.extend(words.clone().map(form));
            look(parts, words, &forms, STYLE, buffers, &mut each);
        }
    }

    /// Scores the words of sentences for a model that asks the network too, and gives how it saw them. `words` are those of
    /// all sentences in order.
    pub(crate) fn score(
        &self,
        words: &[&str],
        sentences: &[Range<usize>],
        buffers: &mut LookBuffers,
        network: &mut NetworkBuffers,
    ) -> Vec<Look> {
        let mut looks = Vec::with_capacity(words.len());
        self.look(words, sentences, buffers, |look, _| looks.push(look));
        self.network.score(&looks, sentences, STYLE, network);
        looks
    }

    /// The readings of the words of a sentence of which another model says what is in `found`, its relations by `labels`.
    pub(crate) fn readings<'w>(
        &self,
        words: impl Iterator<Item = &'w str>,
        found: &[Found],
        labels: &Labels,
        buffers: &mut LookBuffers,
    ) -> Vec<Reading> {
        let words = words.zip(found);
        let reading = |(word, one): (&str, &Found)| {
            let form = Form::new(word, &mut buffers.tag.forms);
            let lemma = self.lemma(word, &form, one, buffers);
            self.reading(lemma, one, found.len(), labels.name(one.label))
        };
        words.map(reading).collect()
    }

    /// The lemma of a word by what it was found to be.
    fn lemma(&self, word: &str, form: &Form, found: &Found, buffers: &mut LookBuffers) -> SmolStr {
        let LookBuffers { tag, lemma, .. } = buffers;
        let (lexicon, read) = (&self.tagger.lexicon, (found.tag, found.bundle));
        self.lemmatiser
            .lemma(lexicon, (word, form), read, tag, lemma);
        SmolStr::new(&lemma)
    }

    fn reading(&self, lemma: SmolStr, found: &Found, words: usize, deprel: Relation) -> Reading {
        Reading {
            lemma,
            upos: Upos::ALL[usize::from(found.tag)],
            feats: Feats(self.network.bundles().name(found.bundle).clone()),
            head: (found.head < words).then_some(found.head),
            deprel,
        }
    }

    /// Reads the sections that the three parts wrote.
    pub(crate) fn read(
        tagger: &[u8],
        lemmatiser: &[u8],
        network: &[u8],
    ) -> Result<Grammar, ModelError> {
        let grammar = Grammar {
            tagger: Tagger::read(&mut Reader::new(tagger))?,
            lemmatiser: Lemmatiser::read(&mut Reader::new(lemmatiser))?,
            network: Network::read_from(&mut Reader::new(network))?,
        };
        if grammar.tagger.bundles != *grammar.network.bundles() {
            return Err(ModelError::Damaged(
                "tagger and network have other features",
            ));
        }
        Ok(grammar)
    }
}
