//! Tags, features and trees, from one network that reads whole sentences.
//!
//! Every word begins as the sum of rows for its features ([`embed`]). Layers that run along the sentence in both
//! directions let it know the words around it: simple recurrent units (Lei et al., 2018), whose products need no word
//! before and so are made for all words of an article at once. From there a word's part of speech and features are one
//! product away; each pair of words gets a score as dependent and head (the biaffine attention of Dozat and Manning,
//! 2017), and [`tree`] finds the tree whose arcs score highest. A relation is chosen from what the two words of its arc
//! say together.

pub(crate) mod embed;
pub(crate) mod kernel;
mod layers;
pub(crate) mod pairs;
pub(crate) mod tree;
mod twins;

use std::ops::Range;

use crate::model::ModelError;
use crate::model::bytes::{Reader, write_text, write_unsigned};
use crate::tag::{Bundles, Style};
use crate::{Relation, Upos};
use embed::{Embeddings, Look};
use kernel::{Packed, Products, dot, sigmoid, tanh, wide};
use layers::PARTS;
pub(crate) use layers::{Dense, Part, Shape, Weights};
use twins::{Arc, part_twins};

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
    bundles: Bundles,
    /// The relations by number, sorted.
    labels: Vec<Relation>,
    /// Whether a word has one dependent in a relation at the most.
    sole: Vec<bool>,
    /// The number of the relation of the root.
    root_label: usize,
    /// The number of the relation of what stands beside a sentence rather than in it.
    loose_label: u16,
    weights: Weights,
    packed: Vec<Packed>,
}

/// What the network says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) tag: u8,
    pub(crate) bundle: u16,
    /// The number of the head in the sentence; the number of words for the root.
    pub(crate) head: usize,
    pub(crate) label: u16,
}

/// Buffers kept from one piece of text to the next.
#[derive(Default)]
pub(crate) struct NetworkBuffers {
    products: Products,
    words: Vec<f32>,
    next: Vec<f32>,
    gates: Vec<f32>,
    memory: Vec<f32>,
    tags: Vec<f32>,
    bundles: Vec<f32>,
    dependents: Vec<f32>,
    heads: Vec<f32>,
    sought: Vec<f32>,
    label_dependents: Vec<f32>,
    label_heads: Vec<f32>,
    pairs: Vec<f32>,
    labels: Vec<f32>,
    scores: Vec<f32>,
    tree: Vec<usize>,
    places: Vec<pairs::Place>,
}

impl Network {
    /// A network of its parts. `sole` says of each relation whether a word has one dependent in it at the most.
    pub(crate) fn new(
        tagged: usize,
        embeddings: Embeddings,
        bundles: Bundles,
        labels: Vec<Relation>,
        sole: Vec<bool>,
        weights: Weights,
    ) -> Result<Network, ModelError> {
        let damaged = ModelError::Damaged("the network's parts do not fit together");
        let number = |relation| labels.iter().position(|&label| label == relation);
        let Some(root_label) = number(Relation::Root) else {
            return Err(damaged);
        };
        let loose_label = number(Relation::Parataxis).unwrap_or(root_label) as u16;
        let shape = Shape {
            width: embeddings.width(),
            layers: weights.layers.len(),
            tagged,
            arc: weights.part(Part::Root).outputs,
            label: weights.part(Part::Labels).inputs,
            bundles: bundles.len(),
            labels: labels.len(),
        };
        let fits = |(right, found): (&Dense, &Dense)| {
            right.inputs == found.inputs && right.outputs == found.outputs
        };
        let right = Weights::zeros(shape);
        if sole.len() != labels.len()
            || tagged > shape.layers
            || shape.width % 2 == 1
            || !right.all().zip(weights.all()).all(fits)
        {
            return Err(damaged);
        }
        // What only has biases needs no products.
        let pack = |dense: &Dense| {
            let mut packed = Packed::default();
            packed.rows(&dense.weights, dense.outputs);
            packed
        };
        Ok(Network {
            tagged,
            embeddings,
            bundles,
            labels,
            sole,
            root_label,
            loose_label,
            packed: weights.all().map(pack).collect(),
            weights,
        })
    }

    /// The bundles of features by number.
    pub(crate) fn bundles(&self) -> &Bundles {
        &self.bundles
    }

    /// The relation of that number.
    pub(crate) fn label(&self, number: u16) -> Relation {
        self.labels[usize::from(number)]
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
        let pieces: Vec<Range<usize>> = sentences.iter().flat_map(pieces).collect();
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
        for sentence in sentences.iter().filter(|sentence| sentence.len() > LONGEST) {
            self.join(&mut found[sentence.clone()]);
        }
    }

    /// Makes one tree of a sentence that was read in pieces: the roots of later pieces depend on that of the first.
    fn join(&self, sentence: &mut [Found]) {
        let words = sentence.len();
        let mut root = None;
        for first in (0..words).step_by(LONGEST) {
            let size = LONGEST.min(words - first);
            for (word, found) in (first..).zip(&mut sentence[first..first + size]) {
                found.head = match (found.head == size, root) {
                    (false, _) => found.head + first,
                    (true, None) => {
                        root = Some(word);
                        words
                    }
                    (true, Some(root)) => {
                        found.label = self.loose_label;
                        root
                    }
                };
            }
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
        buffers.words.clear();
        for word in looks {
            self.embeddings.add_word(word, style, &mut buffers.words);
        }
        let width = self.embeddings.width();
        for (number, layer) in self.weights.layers.iter().enumerate() {
            if number == self.tagged {
                self.score_tags(buffers);
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
        if self.tagged == self.weights.layers.len() {
            self.score_tags(buffers);
        }
        self.score_arcs(buffers);
        for sentence in sentences {
            self.decode(&looks[sentence.clone()], sentence.clone(), buffers, found);
        }
    }

    /// Overwrites `out` with a part's answer to the rows of `input`.
    fn apply(&self, part: Part, products: &mut Products, input: &[f32], out: &mut Vec<f32>) {
        let number = self.weights.layers.len() + part as usize;
        products.multiply(input, &self.packed[number], out);
        self.weights.part(part).add_bias(out);
    }

    fn score_tags(&self, buffers: &mut NetworkBuffers) {
        let NetworkBuffers {
            words,
            products,
            tags,
            bundles,
            ..
        } = buffers;
        self.apply(Part::Tags, products, words, tags);
        self.apply(Part::Bundles, products, words, bundles);
    }

    fn score_arcs(&self, buffers: &mut NetworkBuffers) {
        let NetworkBuffers {
            words,
            products,
            dependents,
            heads,
            sought,
            label_dependents,
            label_heads,
            ..
        } = buffers;
        self.apply(Part::Dependent, products, words, dependents);
        rectify(dependents);
        self.apply(Part::Head, products, words, heads);
        rectify(heads);
        self.apply(Part::Arcs, products, dependents, sought);
        self.apply(Part::LabelDependent, products, words, label_dependents);
        self.apply(Part::LabelHead, products, words, label_heads);
    }

    /// Appends what the scores say of one sentence.
    fn decode(
        &self,
        looks: &[Look],
        sentence: Range<usize>,
        buffers: &mut NetworkBuffers,
        found: &mut Vec<Found>,
    ) {
        self.score_heads(looks, &sentence, buffers);
        tree::best_tree(&buffers.scores, sentence.len(), &mut buffers.tree);
        let heads = std::mem::take(&mut buffers.tree);
        self.score_labels(&sentence, heads.iter().copied().enumerate(), buffers);
        let mut arcs: Vec<Arc> = Vec::with_capacity(heads.len());
        for (word, &head) in heads.iter().enumerate() {
            let labels = row(&buffers.labels, self.labels.len(), word);
            let best = highest(labels, 0..labels.len()).unwrap_or(self.root_label);
            let label = if head == heads.len() {
                self.root_label
            } else {
                best
            };
            arcs.push((head, label));
        }
        buffers.tree = heads;
        let scores = std::mem::take(&mut buffers.scores);
        part_twins(&mut arcs, &self.sole, &scores, |word, head| {
            self.score_labels(&sentence, std::iter::once((word, head)), buffers);
            buffers.labels.clone()
        });
        buffers.scores = scores;
        for (word, (head, label)) in arcs.into_iter().enumerate() {
            let (tag, bundle) = self.tag(sentence.start + word, buffers);
            found.push(Found {
                tag,
                bundle,
                head,
                label: label as u16,
            });
        }
    }

    /// Overwrites the scores: a row for each word of a sentence and in it a score for each head, the root's last.
    fn score_heads(&self, looks: &[Look], sentence: &Range<usize>, buffers: &mut NetworkBuffers) {
        let NetworkBuffers {
            places,
            scores,
            sought,
            heads,
            ..
        } = buffers;
        let root = &self.weights.part(Part::Root).bias;
        let extra = &self.weights.part(Part::Pairs).bias;
        let arc = root.len();
        pairs::places(looks, places);
        scores.clear();
        for word in 0..sentence.len() {
            let sought = row(sought, arc, sentence.start + word);
            for head in 0..sentence.len() {
                let [near, between, others] = pairs::pair(places, word, head);
                let score = dot(sought, row(heads, arc, sentence.start + head));
                scores.push(score + extra[near] + extra[between] + extra[others]);
            }
            scores.push(dot(sought, root));
        }
    }

    /// Overwrites the scores of relations, a row for each arc of a sentence.
    fn score_labels(
        &self,
        sentence: &Range<usize>,
        arcs: impl Iterator<Item = (usize, usize)>,
        buffers: &mut NetworkBuffers,
    ) {
        let NetworkBuffers {
            products,
            pairs,
            labels,
            label_dependents,
            label_heads,
            ..
        } = buffers;
        let width = self.weights.part(Part::Labels).inputs;
        pairs.clear();
        for (word, head) in arcs {
            // The root has one relation, so its pair is not looked at.
            let head = head.min(sentence.len() - 1);
            let dependent = row(label_dependents, width, sentence.start + word);
            let head = row(label_heads, width, sentence.start + head);
            let both = dependent.iter().zip(head);
            pairs.extend(both.map(|(dependent, head)| (dependent + head).max(0.0)));
        }
        self.apply(Part::Labels, products, pairs, labels);
        // No word but the root's dependent is the root.
        for row in labels.chunks_exact_mut(self.labels.len()) {
            row[self.root_label] = f32::NEG_INFINITY;
        }
    }

    /// The part of speech and the features of a word.
    fn tag(&self, word: usize, buffers: &NetworkBuffers) -> (u8, u16) {
        let tags = row(&buffers.tags, Upos::ALL.len(), word);
        let tag = highest(tags, 0..tags.len()).unwrap_or(0) as u8;
        let bundles = row(&buffers.bundles, self.bundles.len(), word);
        let allowed = self.bundles.of_tag(tag).iter();
        // No training word has this tag: the first bundle is the empty one, as names are sorted.
        let bundle = highest(bundles, allowed.map(|&bundle| usize::from(bundle))).unwrap_or(0);
        (tag, bundle as u16)
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.tagged as u64);
        self.bundles.write(out);
        write_unsigned(out, self.labels.len() as u64);
        for (label, &sole) in self.labels.iter().zip(&self.sole) {
            write_text(out, label.name());
            write_unsigned(out, u64::from(sole));
        }
        write_unsigned(out, self.weights.layers.len() as u64);
        for dense in self.weights.all() {
            dense.write(out);
        }
        self.embeddings.write(out);
    }

    pub(crate) fn read_from(from: &mut Reader<'_>) -> Result<Network, ModelError> {
        let tagged = from.length()?;
        let bundles = Bundles::read(from)?;
        let (mut labels, mut sole) = (Vec::new(), Vec::new());
        for _ in 0..from.count()? {
            let unknown = ModelError::Damaged("it has a relation that this program does not know");
            labels.push(Relation::from_name(from.text()?).ok_or(unknown)?);
            sole.push(from.unsigned()? != 0);
        }
        let layers = (0..from.count()?)
            .map(|_| Dense::read(from))
            .collect::<Result<Vec<_>, ModelError>>()?;
        let mut parts: [Dense; PARTS] = Default::default();
        for part in &mut parts {
            *part = Dense::read(from)?;
        }
        let weights = Weights { layers, parts };
        Network::new(
            tagged,
            Embeddings::read(from)?,
            bundles,
            labels,
            sole,
            weights,
        )
    }
}

/// A sentence in pieces no longer than [`LONGEST`]. A piece never has more words than [`TOGETHER`].
fn pieces(sentence: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
    let Range { start, end } = *sentence;
    (start..end)
        .step_by(LONGEST)
        .map(move |first| first..end.min(first + LONGEST))
}

/// One row of numbers that are laid out row by row.
fn row(numbers: &[f32], width: usize, number: usize) -> &[f32] {
    &numbers[number * width..(number + 1) * width]
}

/// The allowed class with the highest score, the first of equals.
fn highest(scores: &[f32], allowed: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<usize> = None;
    for class in allowed {
        if best.is_none_or(|best| scores[class] > scores[best]) {
            best = Some(class);
        }
    }
    best
}
