//! From the rows of words to tags, features and trees: what stands behind every network of the analyser.
//!
//! A word's part of speech and features are one product away. Each pair of words gets a score as dependent and head (the
//! biaffine attention of Dozat and Manning, 2017), and [`tree`] finds the tree whose arcs score highest. A relation is
//! chosen from what the two words of its arc say together.

use std::ops::Range;

use super::kernel::{Packed, Products, dot};
use super::layers::{Dense, PARTS, Part, Shape, Weights};
use super::pairs::{self, Place};
use super::rectify;
use super::tree;
use super::twins::{Arc, part_twins};
use crate::model::ModelError;
use crate::model::bytes::{Reader, write_text, write_unsigned};
use crate::tag::Bundles;
use crate::{Relation, Upos};

/// The relations of a network by number.
pub(crate) struct Labels {
    /// Sorted.
    pub(super) names: Vec<Relation>,
    /// Whether a word has one dependent in a relation at the most.
    pub(super) sole: Vec<bool>,
    /// The number of the relation of the root.
    root: usize,
    /// The number of the relation of what stands beside a sentence rather than in it.
    pub(super) loose: u16,
}

impl Labels {
    /// Relations with whether a word has one dependent in each at the most.
    pub(crate) fn new(names: Vec<Relation>, sole: Vec<bool>) -> Result<Labels, ModelError> {
        let number = |relation| names.iter().position(|&name| name == relation);
        let (Some(root), true) = (number(Relation::Root), sole.len() == names.len()) else {
            return Err(ModelError::Damaged("the relations do not fit together"));
        };
        Ok(Labels {
            root,
            loose: number(Relation::Parataxis).unwrap_or(root) as u16,
            names,
            sole,
        })
    }

    /// How many relations there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The numbers that the relations have among others, where they stand there.
    pub(super) fn numbers_in(&self, others: &Labels) -> Vec<Option<u16>> {
        let number = |name: &Relation| others.names.iter().position(|other| other == name);
        let numbers = self.names.iter().map(number);
        numbers
            .map(|number| number.map(|number| number as u16))
            .collect()
    }

    /// The relation of that number.
    pub(crate) fn name(&self, number: u16) -> Relation {
        self.names[usize::from(number)]
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.names.len() as u64);
        for (label, &sole) in self.names.iter().zip(&self.sole) {
            write_text(out, label.name());
            write_unsigned(out, u64::from(sole));
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Labels, ModelError> {
        let (mut names, mut sole) = (Vec::new(), Vec::new());
        for _ in 0..from.count()? {
            let unknown = ModelError::Damaged("it has a relation that this program does not know");
            names.push(Relation::from_name(from.text()?).ok_or(unknown)?);
            sole.push(from.unsigned()? != 0);
        }
        Labels::new(names, sole)
    }
}

/// The heads of a network: the layers behind the words' rows.
pub(crate) struct Heads {
    pub(crate) labels: Labels,
    bundles: Bundles,
    pub(super) parts: [Dense; PARTS],
    packed: [Packed; PARTS],
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
pub(crate) struct HeadBuffers {
    products: Products,
    tags: Vec<f32>,
    bundles: Vec<f32>,
    dependents: Vec<f32>,
    heads: Vec<f32>,
    sought: Vec<f32>,
    label_dependents: Vec<f32>,
    label_heads: Vec<f32>,
    pairs: Vec<f32>,
}

impl Heads {
    /// Heads for rows of so many numbers.
    pub(crate) fn new(
        width: usize,
        bundles: Bundles,
        labels: Labels,
        parts: [Dense; PARTS],
    ) -> Result<Heads, ModelError> {
        let shape = Shape {
            width,
            layers: 0,
            tagged: 0,
            arc: parts[Part::Root as usize].outputs,
            label: parts[Part::Labels as usize].inputs,
            bundles: bundles.len(),
            labels: labels.names.len(),
        };
        let right = Weights::zeros(shape).parts;
        let fits = |(part, (right, found)): (usize, (&Dense, &Dense))| {
            // A network may do without pairs.
            let none = part == Part::Pairs as usize && found.outputs == 0;
            none || right.inputs == found.inputs && right.outputs == found.outputs
        };
        if !right.iter().zip(&parts).enumerate().all(fits) {
            return Err(ModelError::Damaged(
                "the network's heads do not fit together",
            ));
        }
        Ok(Heads {
            labels,
            bundles,
            packed: parts.each_ref().map(Dense::packed),
            parts,
        })
    }

    /// The bundles of features by number.
    pub(crate) fn bundles(&self) -> &Bundles {
        &self.bundles
    }

    pub(crate) fn read_parts(from: &mut Reader<'_>) -> Result<[Dense; PARTS], ModelError> {
        let mut parts: [Dense; PARTS] = Default::default();
        for part in &mut parts {
            *part = Dense::read(from)?;
        }
        Ok(parts)
    }

    fn part(&self, part: Part) -> &Dense {
        &self.parts[part as usize]
    }

    /// Overwrites `out` with a part's answer to the rows of `input`.
    fn apply(&self, part: Part, products: &mut Products, input: &[f32], out: &mut Vec<f32>) {
        products.multiply(input, &self.packed[part as usize], out);
        self.part(part).add_bias(out);
    }

    /// Scores the tags and features of words by their rows.
    pub(crate) fn score_tags(&self, words: &[f32], buffers: &mut HeadBuffers) {
        let HeadBuffers {
            products,
            tags,
            bundles,
            ..
        } = buffers;
        self.apply(Part::Tags, products, words, tags);
        self.apply(Part::Bundles, products, words, bundles);
    }

    /// Makes what arcs and relations are scored from of the rows of words.
    pub(crate) fn score_arcs(&self, words: &[f32], buffers: &mut HeadBuffers) {
        let HeadBuffers {
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

    /// Makes one tree of a sentence that was decoded in parts of so many words: the roots of later parts depend on that of
    /// the first.
    pub(crate) fn join(&self, sentence: &mut [Found], part: usize) {
        let words = sentence.len();
        if words <= part {
            return;
        }
        let mut root = None;
        for first in (0..words).step_by(part) {
            let size = part.min(words - first);
            for (word, found) in (first..).zip(&mut sentence[first..first + size]) {
                found.head = match (found.head == size, root) {
                    (false, _) => found.head + first,
                    (true, None) => {
                        root = Some(word);
                        words
                    }
                    (true, Some(root)) => {
                        found.label = self.labels.loose;
                        root
                    }
                };
            }
        }
    }
}

/// What is said of the words of one sentence, in numbers: by one network ([`Own`]), or by two together.
pub(crate) trait Scores {
    /// How many words the sentence has.
    fn words(&self) -> usize;

    /// Overwrites `out` with a row for each word and in it a score for each head, the root's last.
    fn heads(&mut self, out: &mut Vec<f32>);

    /// Overwrites `out` with a row for each of these words with their heads and in it a score for each relation.
    fn relations(&mut self, arcs: impl Iterator<Item = (usize, usize)> + Clone, out: &mut Vec<f32>);

    /// Overwrites `out` with the scores of a word's parts of speech.
    fn tags(&mut self, word: usize, out: &mut Vec<f32>);

    /// Overwrites `out` with the scores of a word's bundles of features.
    fn bundles(&mut self, word: usize, out: &mut Vec<f32>);
}

/// What one network's heads say of a sentence among those that were scored.
pub(crate) struct Own<'s> {
    pub(crate) heads: &'s Heads,
    /// The places of the sentence's words, where the network has learnt of pairs.
    pub(crate) places: Option<&'s [Place]>,
    /// The rows of the sentence's words among those that were scored.
    pub(crate) sentence: Range<usize>,
    pub(crate) buffers: &'s mut HeadBuffers,
}

impl Scores for Own<'_> {
    fn words(&self) -> usize {
        self.sentence.len()
    }

    fn heads(&mut self, out: &mut Vec<f32>) {
        let HeadBuffers { sought, heads, .. } = &*self.buffers;
        let root = &self.heads.part(Part::Root).bias;
        let extra = &self.heads.part(Part::Pairs).bias;
        let arc = root.len();
        out.clear();
        for word in 0..self.words() {
            let sought = row(sought, arc, self.sentence.start + word);
            for head in 0..self.words() {
                let score = dot(sought, row(heads, arc, self.sentence.start + head));
                out.push(self.places.map_or(score, |places| {
                    let [near, between, others] = pairs::pair(places, word, head);
                    score + extra[near] + extra[between] + extra[others]
                }));
            }
            out.push(dot(sought, root));
        }
    }

    fn relations(
        &mut self,
        arcs: impl Iterator<Item = (usize, usize)> + Clone,
        out: &mut Vec<f32>,
    ) {
        let HeadBuffers {
            products,
            pairs,
            label_dependents,
            label_heads,
            ..
        } = &mut *self.buffers;
        let width = self.heads.part(Part::Labels).inputs;
        pairs.clear();
        for (word, head) in arcs {
            // The root has one relation, so its pair is not looked at.
            let head = head.min(self.sentence.len() - 1);
            let dependent = row(label_dependents, width, self.sentence.start + word);
            let head = row(label_heads, width, self.sentence.start + head);
            let both = dependent.iter().zip(head);
            pairs.extend(both.map(|(dependent, head)| (dependent + head).max(0.0)));
        }
        self.heads.apply(Part::Labels, products, pairs, out);
        // No word but the root's dependent is the root.
        let labels = &self.heads.labels;
        for row in out.chunks_exact_mut(labels.names.len()) {
            row[labels.root] = f32::NEG_INFINITY;
        }
    }

    fn tags(&mut self, word: usize, out: &mut Vec<f32>) {
        out.clear();
        let word = self.sentence.start + word;
        out.extend_from_slice(row(&self.buffers.tags, Upos::ALL.len(), word));
    }

    fn bundles(&mut self, word: usize, out: &mut Vec<f32>) {
        out.clear();
        let word = self.sentence.start + word;
        out.extend_from_slice(row(&self.buffers.bundles, self.heads.bundles.len(), word));
    }
}

/// Buffers for [`decode`], kept from sentence to sentence.
#[derive(Default)]
pub(crate) struct DecodeBuffers {
    heads: Vec<f32>,
    labels: Vec<f32>,
    word: Vec<f32>,
    tree: Vec<usize>,
}

/// Appends what scores say of the words of a sentence, in the numbers of `labels` and `bundles`.
pub(crate) fn decode(
    scores: &mut impl Scores,
    labels: &Labels,
    bundles: &Bundles,
    buffers: &mut DecodeBuffers,
    found: &mut Vec<Found>,
) {
    let DecodeBuffers {
        heads,
        labels: rows,
        word: own,
        tree,
    } = buffers;
    scores.heads(heads);
    let words = scores.words();
    tree::best_tree(heads, words, tree);
    scores.relations(tree.iter().copied().enumerate(), rows);
    let relation = |(word, &head): (usize, &usize)| match head == words {
        true => (head, labels.root),
        false => (
            head,
            highest(row(rows, labels.names.len(), word), 0..labels.names.len())
                .unwrap_or(labels.root),
        ),
    };
    let mut arcs: Vec<Arc> = tree.iter().enumerate().map(relation).collect();
    part_twins(&mut arcs, &labels.sole, heads, |word, head| {
        scores.relations(std::iter::once((word, head)), rows);
        rows.clone()
    });
    for (word, (head, label)) in arcs.into_iter().enumerate() {
        scores.tags(word, own);
        let tag = highest(own, 0..own.len()).unwrap_or(0) as u8;
        scores.bundles(word, own);
        let allowed = bundles
            .of_tag(tag)
            .iter()
            .map(|&bundle| usize::from(bundle));
        found.push(Found {
            tag,
            // No training word has this tag: the first bundle is the empty one, as names are sorted.
            bundle: highest(own, allowed).unwrap_or(0) as u16,
            head,
            label: label as u16,
        });
    }
}

/// A sentence in parts of no more than so many words: every pair of words of a part is weighed.
pub(crate) fn parts(
    sentence: &Range<usize>,
    most: usize,
) -> impl Iterator<Item = Range<usize>> + use<> {
    let Range { start, end } = *sentence;
    (start..end)
        .step_by(most)
        .map(move |first| first..end.min(first + most))
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
