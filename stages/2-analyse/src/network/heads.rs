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
    labels: Vec<f32>,
    scores: Vec<f32>,
    tree: Vec<usize>,
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

    /// Appends what the scores say of one sentence. Its features are chosen among `bundles`; `places` are those of its words
    /// where the network has learnt of pairs.
    pub(crate) fn decode(
        &self,
        bundles: &Bundles,
        places: Option<&[Place]>,
        sentence: Range<usize>,
        buffers: &mut HeadBuffers,
        found: &mut Vec<Found>,
    ) {
        self.score_heads(places, &sentence, buffers);
        tree::best_tree(&buffers.scores, sentence.len(), &mut buffers.tree);
        let heads = std::mem::take(&mut buffers.tree);
        self.score_labels(&sentence, heads.iter().copied().enumerate(), buffers);
        let mut arcs: Vec<Arc> = Vec::with_capacity(heads.len());
        for (word, &head) in heads.iter().enumerate() {
            let labels = row(&buffers.labels, self.labels.names.len(), word);
            let best = highest(labels, 0..labels.len()).unwrap_or(self.labels.root);
            let label = if head == heads.len() {
                self.labels.root
            } else {
                best
            };
            arcs.push((head, label));
        }
        buffers.tree = heads;
        let scores = std::mem::take(&mut buffers.scores);
        part_twins(&mut arcs, &self.labels.sole, &scores, |word, head| {
            self.score_labels(&sentence, std::iter::once((word, head)), buffers);
            buffers.labels.clone()
        });
        buffers.scores = scores;
        for (word, (head, label)) in arcs.into_iter().enumerate() {
            let (tag, bundle) = self.tag(bundles, sentence.start + word, buffers);
            found.push(Found {
                tag,
                bundle,
                head,
                label: label as u16,
            });
        }
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

    /// Overwrites the scores: a row for each word of a sentence and in it a score for each head, the root's last.
    fn score_heads(
        &self,
        places: Option<&[Place]>,
        sentence: &Range<usize>,
        buffers: &mut HeadBuffers,
    ) {
        let HeadBuffers {
            scores,
            sought,
            heads,
            ..
        } = buffers;
        let root = &self.part(Part::Root).bias;
        let extra = &self.part(Part::Pairs).bias;
        let arc = root.len();
        scores.clear();
        for word in 0..sentence.len() {
            let sought = row(sought, arc, sentence.start + word);
            for head in 0..sentence.len() {
                let score = dot(sought, row(heads, arc, sentence.start + head));
                scores.push(places.map_or(score, |places| {
                    let [near, between, others] = pairs::pair(places, word, head);
                    score + extra[near] + extra[between] + extra[others]
                }));
            }
            scores.push(dot(sought, root));
        }
    }

    /// Overwrites the scores of relations, a row for each arc of a sentence.
    fn score_labels(
        &self,
        sentence: &Range<usize>,
        arcs: impl Iterator<Item = (usize, usize)>,
        buffers: &mut HeadBuffers,
    ) {
        let HeadBuffers {
            products,
            pairs,
            labels,
            label_dependents,
            label_heads,
            ..
        } = buffers;
        let width = self.part(Part::Labels).inputs;
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
        for row in labels.chunks_exact_mut(self.labels.names.len()) {
            row[self.labels.root] = f32::NEG_INFINITY;
        }
    }

    /// The part of speech and the features of a word.
    fn tag(&self, bundles: &Bundles, word: usize, buffers: &HeadBuffers) -> (u8, u16) {
        let tags = row(&buffers.tags, Upos::ALL.len(), word);
        let tag = highest(tags, 0..tags.len()).unwrap_or(0) as u8;
        let scores = row(&buffers.bundles, self.bundles.len(), word);
        let allowed = bundles.of_tag(tag).iter();
        // No training word has this tag: the first bundle is the empty one, as names are sorted.
        let bundle = highest(scores, allowed.map(|&bundle| usize::from(bundle))).unwrap_or(0);
        (tag, bundle as u16)
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
