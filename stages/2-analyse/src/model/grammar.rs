//! The trained classifiers in a row: from the forms of a sentence to its tags, lemmas and tree.

use smol_str::SmolStr;

use super::ModelError;
use super::bytes::Reader;
use super::feature::text;
use crate::lemma::Lemmatiser;
use crate::parse::{ParseBuffers, Parser, Token};
use crate::tag::form::{Form, FormBuffers};
use crate::tag::{TagBuffers, Tagger};
use crate::{Feats, Upos};

/// The style of the treebank named first in training: the one to answer in.
const STYLE: u32 = 0;

/// Tagger, lemmatiser and parser of a language.
pub(crate) struct Grammar {
    pub(crate) tagger: Tagger,
    pub(crate) lemmatiser: Lemmatiser,
    pub(crate) parser: Parser,
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
    /// The index of the word it depends on; `None` for the root.
    pub head: Option<usize>,
    /// The relation to its head with its subtype.
    pub deprel: SmolStr,
}

/// Buffers kept from sentence to sentence.
#[derive(Default)]
pub(crate) struct GrammarBuffers {
    form: FormBuffers,
    forms: Vec<Form>,
    tag: TagBuffers,
    tags: Vec<u8>,
    bundles: Vec<u16>,
    lemma: String,
    tokens: Vec<Token>,
    parse: ParseBuffers,
}

impl Grammar {
    /// A reading for each of a sentence's words, in order.
    pub(crate) fn read_words<'a>(
        &self,
        words: impl Iterator<Item = &'a str> + Clone,
        buffers: &mut GrammarBuffers,
    ) -> Vec<Reading> {
        let GrammarBuffers {
            form,
            forms,
            tag,
            tags,
            bundles,
            lemma,
            tokens,
            parse,
        } = buffers;
        forms.clear();
        forms.extend(words.clone().map(|word| Form::new(word, form)));
        self.tagger.tag(forms, STYLE, tag, tags, bundles);
        let mut readings = Vec::with_capacity(forms.len());
        tokens.clear();
        for (index, word) in words.enumerate() {
            let (upos, bundle) = (tags[index], bundles[index]);
            self.lemmatiser
                .lemma(word, &forms[index], upos, bundle, tag, lemma);
            tokens.push(Token::new(&forms[index], text(lemma), upos, bundle));
            readings.push(Reading {
                lemma: SmolStr::new(&lemma),
                upos: Upos::ALL[usize::from(upos)],
                feats: Feats(self.tagger.bundles.name(bundle).clone()),
                head: None,
                deprel: SmolStr::default(),
            });
        }
        Token::link(tokens);
        self.parser.parse(tokens, STYLE, parse);
        for (reading, node) in readings.iter_mut().zip(&parse.state.nodes) {
            reading.head = (node.head < forms.len()).then_some(node.head);
            reading.deprel = self.parser.labels[usize::from(node.label)].clone();
        }
        readings
    }

    /// Reads the sections that the three parts wrote.
    pub(crate) fn read(
        tagger: &[u8],
        lemmatiser: &[u8],
        parser: &[u8],
    ) -> Result<Grammar, ModelError> {
        Ok(Grammar {
            tagger: Tagger::read(&mut Reader::new(tagger))?,
            lemmatiser: Lemmatiser::read(&mut Reader::new(lemmatiser))?,
            parser: Parser::read(&mut Reader::new(parser))?,
        })
    }
}
