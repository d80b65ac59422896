//! Tags, features and trees, from one network that reads whole sentences.
//!
//! Every word begins as the sum of rows for its features ([`embed`]). Layers that run along the sentence in both
//! directions let it know the words around it: simple recurrent units (Lei et al., 2018), whose products need no word
//! before and so are made for all words of an article at once. From there a word's part of speech and features are one
//! product away; each pair of words gets a score as dependent and head (the biaffine attention of Dozat and Manning,
//! 2017), and [`tree`] finds the tree whose arcs score highest. A relation is chosen from what the two words of its arc
//! say together.

pub(crate) mod both;
pub(crate) mod embed;
pub(crate) mod heads;
pub(crate) mod kernel;
mod layers;
pub(crate) mod pairs;
pub(crate) mod tree;
mod twins;

use std::ops::Range;

use crate::Relation;
use crate::model::ModelError;
use crate::model::bytes::{Reader, write_unsigned};
use crate::tag::{Bundles, Style};
use embed::{Embeddings, Look};
pub(crate) use heads::Found;
use heads::{DecodeBuffers, HeadBuffers, Heads, Labels, Own, decode, parts};
use kernel::{Packed, Products, sigmoid, tanh, wide};
pub(crate) use layers::{Dense, Weights};
#[cfg(any(test, feature = "train"))]
pub(crate) use layers::{Part, Shape};

/// A sentence with more words than this is read in pieces: every pair of words has a score, so time and memory would
/// grow with the square.
const LONGEST: usize = 400;

/// Sentences are read together up to so many words: products of many rows are quicker, and what these need still fits
/// the processor's caches.
const TOGETHER: usize = 400;

wide! {
    /// Runs a layer along every sentence: `inputs` are its words, `products` the layer's products of them with bias.
    /// Overwrites `memory` and `outputs`, which have the shape of `inputs`. The first half of a word's numbers runs
    /// forwards and the second backwards.
    pub(crate) fn run_along(
        inputs: &[f32],
        products: &[f32],
        width: usize,
        sentences: &[Range<usize>],
        memory: &mut [f32],
        outputs: &mut [f32],
    ) {
        let half = width / 2;
        let mut carry = vec![0f32; half];
        for sentence in sentences {
            for backwards in [false, true] {
                carry.fill(0.0);
                let first = if backwards { half } else { 0 };
                for step in 0..sentence.len() {
                    let word = if backwards { sentence.end - 1 - step } else { sentence.start + step };
                    let at = word * width + first;
                    let all = &products[word * 3 * width..(word + 1) * 3 * width];
                    let value = &all[first..first + half];
                    let forget = &all[width + first..width + first + half];
                    let reset = &all[2 * width + first..2 * width + first + half];
                    let input = &inputs[at..at + half];
                    let memory = &mut memory[at..at + half];
                    let output = &mut outputs[at..at + half];
                    for cell in 0..half {
                        let keep = sigmoid(forget[cell]);
                        let new = keep.mul_add(carry[cell] - value[cell], value[cell]);
                        carry[cell] = new;
                        memory[cell] = new;
                        let open = sigmoid(reset[cell]);
                        output[cell] = open.mul_add(tanh(new) - input[cell], input[cell]);
                    }
                }
            }
        }
    }
}

/// What is below nought becomes nought.
pub(crate) fn rectify(numbers: &mut [f32]) {
    for number in numbers {
        *number = number.max(0.0);
    }
}

/// A network that has learnt.
pub(crate) struct Network {
    tagged: usize,
    embeddings: Embeddings,
    layers: Vec<Dense>,
    packed: Vec<Packed>,
    heads: Heads,
}

/// Buffers kept from one piece of text to the next.
#[derive(Default)]
pub(crate) struct NetworkBuffers {
    products: Products,
    words: Vec<f32>,
    next: Vec<f32>,
    gates: Vec<f32>,
    memory: Vec<f32>,
    places: Vec<pairs::Place>,
    heads: HeadBuffers,
    decode: DecodeBuffers,
}

impl Network {
    /// A network of its parts.
    pub(crate) fn new(
        tagged: usize,
        embeddings: Embeddings,
        bundles: Bundles,
        labels: Labels,
        weights: Weights,
    ) -> Result<Network, ModelError> {
        let damaged = ModelError::Damaged("the network's parts do not fit together");
        let Weights { layers, parts } = weights;
        let width = embeddings.width();
        let fits = |layer: &Dense| layer.inputs == width && layer.outputs == 3 * width;
        if tagged > layers.len() || width % 2 == 1 || !layers.iter().all(fits) {
            return Err(damaged);
        }
        Ok(Network {
            tagged,
            embeddings,
            packed: layers.iter().map(Dense::packed).collect(),
            layers,
            heads: Heads::new(width, bundles, labels, parts)?,
        })
    }

    /// The bundles of features by number.
    pub(crate) fn bundles(&self) -> &Bundles {
        self.heads.bundles()
    }

    /// The heads behind the words' rows.
    pub(crate) fn heads(&self) -> &Heads {
        &self.heads
    }

    /// The relation of that number.
    pub(crate) fn label(&self, number: u16) -> Relation {
        self.heads.labels.name(number)
    }

    /// Overwrites `found` with what the network says of every word. `words` are the words of all sentences, and
    /// `sentences` says which are whose.
    pub(crate) fn read(
        &self,
        words: &[Look],
        sentences: &[Range<usize>],
        style: Style,
        buffers: &mut NetworkBuffers,
        found: &mut Vec<Found>,
    ) {
        found.clear();
        // A piece never has more words than are read together.
        let pieces = sentences
            .iter()
            .flat_map(|sentence| parts(sentence, LONGEST));
        let pieces: Vec<Range<usize>> = pieces.collect();
        let mut rest = &pieces[..];
        while let Some(first) = rest.first() {
            let fits = |piece: &&Range<usize>| piece.end - first.start <= TOGETHER;
            let count = rest.iter().take_while(fits).count();
            let (together, later) = rest.split_at(count);
            let from_start =
                |piece: &Range<usize>| piece.start - first.start..piece.end - first.start;
            let local: Vec<Range<usize>> = together.iter().map(from_start).collect();
            let end = together.last().map_or(first.end, |piece| piece.end);
            self.read_together(&words[first.start..end], &local, style, buffers, found);
            rest = later;
        }
        for sentence in sentences {
            self.heads.join(&mut found[sentence.clone()], LONGEST);
        }
    }

    fn read_together(
        &self,
        looks: &[Look],
        sentences: &[Range<usize>],
        style: Style,
        buffers: &mut NetworkBuffers,
        found: &mut Vec<Found>,
    ) {
        self.score(looks, sentences, style, buffers);
        for sentence in sentences {
            let mut decode_buffers = std::mem::take(&mut buffers.decode);
            let mut own = self.scored(looks, sentence.clone(), buffers);
            let (labels, bundles) = (&self.heads.labels, self.heads.bundles());
            decode(&mut own, labels, bundles, &mut decode_buffers, found);
            buffers.decode = decode_buffers;
        }
    }

    /// Scores the words of sentences that are short enough, together.
    pub(crate) fn score(
        &self,
        looks: &[Look],
        sentences: &[Range<usize>],
        style: Style,
        buffers: &mut NetworkBuffers,
    ) {
        buffers.words.clear();
        for word in looks {
            self.embeddings.add_word(word, style, &mut buffers.words);
        }
        let width = self.embeddings.width();
        for (number, layer) in self.layers.iter().enumerate() {
            if number == self.tagged {
                self.heads.score_tags(&buffers.words, &mut buffers.heads);
            }
            let NetworkBuffers {
                words,
                next,
                gates,
                memory,
                products,
                ..
            } = buffers;
            products.multiply(words, &self.packed[number], gates);
            layer.add_bias(gates);
            next.resize(words.len(), 0.0);
            memory.resize(words.len(), 0.0);
            run_along(words, gates, width, sentences, memory, next);
            std::mem::swap(words, next);
        }
        let NetworkBuffers { words, heads, .. } = buffers;
        if self.tagged == self.layers.len() {
            self.heads.score_tags(words, heads);
        }
        self.heads.score_arcs(words, heads);
    }

    /// What was scored of one of the sentences, to be set against what another network says.
    pub(crate) fn scored<'s>(
        &'s self,
        looks: &[Look],
        sentence: Range<usize>,
        buffers: &'s mut NetworkBuffers,
    ) -> Own<'s> {
        pairs::places(&looks[sentence.clone()], &mut buffers.places);
        Own {
            heads: &self.heads,
            places: Some(&buffers.places),
            sentence,
            buffers: &mut buffers.heads,
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.tagged as u64);
        self.heads.bundles().write(out);
        self.heads.labels.write(out);
        write_unsigned(out, self.layers.len() as u64);
        for dense in self.layers.iter().chain(&self.heads.parts) {
            dense.write(out);
        }
        self.embeddings.write(out);
    }

    pub(crate) fn read_from(from: &mut Reader<'_>) -> Result<Network, ModelError> {
        let tagged = from.length()?;
        let bundles = Bundles::read(from)?;
        let labels = Labels::read(from)?;
        let layers = (0..from.count()?)
            .map(|_| Dense::read(from))
            .collect::<Result<Vec<_>, ModelError>>()?;
        let parts = Heads::read_parts(from)?;
        let embeddings = Embeddings::read(from)?;
        let weights = Weights { layers, parts };
        Network::new(tagged, embeddings, bundles, labels, weights)
    }
}
