//! A share of a group of sentences through the network and back.

use std::ops::Range;

use super::{Lesson, Table, WIDTH};
use crate::network::embed::{IDENTITY, word_features};
use crate::network::kernel::{Packed, Products, add_scaled, dot, exp, sigmoid, tanh, wide};
use crate::network::{Dense, Part, Shape, Weights, pairs, rectify, run_along};
use crate::train::random::Random;

/// The share of a word's numbers that are dropped before the first layer, and behind every layer.
const DROP_INPUT: f32 = 0.2;
const DROP: f32 = 0.25;

/// A word that stands in the training text so often is taken for one never seen every other time.
const UNKNOWN: f32 = 0.5;

/// What a share says of how the weights should move.
pub(super) struct Gradient {
    pub(super) weights: Weights,
    /// The rows that were looked up, each with the word it was for.
    pub(super) features: Vec<(u32, u32)>,
    /// How the sum of each word's rows should move.
    pub(super) words: Vec<f32>,
}

/// The sentences of a share, and what they are learnt with.
struct Share<'a> {
    lessons: Vec<&'a Lesson>,
    /// Which words are whose.
    sentences: Vec<Range<usize>>,
    weights: &'a Weights,
    /// How much the error of one word counts.
    scale: f32,
}

impl<'a> Share<'a> {
    fn new(lessons: &[&'a Lesson], weights: &'a Weights, scale: f32) -> Share<'a> {
        let mut sentences = Vec::new();
        let mut end = 0;
        for lesson in lessons {
            sentences.push(end..end + lesson.words.len());
            end += lesson.words.len();
        }
        Share {
            lessons: lessons.to_vec(),
            sentences,
            weights,
            scale,
        }
    }

    /// The words of all arcs but the roots', each dependent with its head, and the right relations of each.
    fn arcs(&self) -> (Vec<(usize, usize)>, Vec<Vec<usize>>) {
        let mut arcs = Vec::new();
        let mut gold = Vec::new();
        for (lesson, sentence) in self.lessons.iter().zip(&self.sentences) {
            for word in (0..sentence.len()).filter(|&word| lesson.heads[word] < sentence.len()) {
                arcs.push((sentence.start + word, sentence.start + lesson.heads[word]));
                let labels = lesson.labels[word].iter();
                gold.push(labels.map(|&label| usize::from(label)).collect());
            }
        }
        (arcs, gold)
    }

    /// The one right class of every word.
    fn gold(&self, of: fn(&Lesson, usize) -> usize) -> Vec<Vec<usize>> {
        let lessons = self.lessons.iter();
        lessons
            .flat_map(|lesson| (0..lesson.words.len()).map(move |word| vec![of(lesson, word)]))
            .collect()
    }
}

/// One layer as it was passed, to be passed back.
#[derive(Default)]
struct Passed {
    input: Vec<f32>,
    gates: Vec<f32>,
    memory: Vec<f32>,
    mask: Vec<f32>,
}

/// Works on one share at a time.
pub(super) struct Shard {
    shape: Shape,
    pub(super) gradient: Gradient,
    products: Products,
    packed: Packed,
    passed: Vec<Passed>,
}

/// The answers of a part, rectified and partly dropped.
struct Hidden {
    part: Part,
    values: Vec<f32>,
    mask: Vec<f32>,
}

impl Shard {
    pub(super) fn new(shape: Shape) -> Shard {
        Shard {
            shape,
            gradient: Gradient {
                weights: Weights::zeros(shape),
                features: Vec::new(),
                words: Vec::new(),
            },
            products: Products::default(),
            packed: Packed::default(),
            passed: (0..shape.layers).map(|_| Passed::default()).collect(),
        }
    }

    /// Overwrites the gradient with what the share's sentences say. `words` is how many the whole group has.
    pub(super) fn work(
        &mut self,
        share: &[&Lesson],
        weights: &Weights,
        table: &Table,
        mut random: Random,
        words: usize,
    ) {
        let random = &mut random;
        for dense in self.gradient.weights.all_mut() {
            dense.weights.fill(0.0);
            dense.bias.fill(0.0);
        }
        self.gradient.features.clear();
        self.gradient.words.clear();
        let share = &Share::new(share, weights, 1.0 / words as f32);
        let mut current = self.embed(&share.lessons, table, random);
        let input_mask = dropout(&share.sentences, WIDTH, DROP_INPUT, random);
        multiply(&mut current, &input_mask);
        let mut tagged = Vec::new();
        for number in 0..self.shape.layers {
            if number == self.shape.tagged {
                tagged = current.clone();
            }
            current = self.layer(share, number, current, random);
        }
        if self.shape.tagged == self.shape.layers {
            tagged = current.clone();
        }
        let tags = share.gold(|lesson, word| usize::from(lesson.tags[word]));
        let bundles = share.gold(|lesson, word| usize::from(lesson.bundles[word]));
        let mut back_tagged = vec![0.0; tagged.len()];
        self.classify(share, Part::Tags, &tagged, &tags, &mut back_tagged);
        self.classify(share, Part::Bundles, &tagged, &bundles, &mut back_tagged);
        let mut back = self.trees(share, &current, random);
        for number in (0..self.shape.layers).rev() {
            if number + 1 == self.shape.tagged {
                add_scaled(&mut back, &back_tagged, 1.0);
            }
            back = self.layer_back(share, number, back);
        }
        multiply(&mut back, &input_mask);
        self.gradient.words = back;
    }

    /// The sums of the rows of the words' features; now and then a word is one never seen.
    fn embed(&mut self, lessons: &[&Lesson], table: &Table, random: &mut Random) -> Vec<f32> {
        let width = WIDTH;
        let mut sums = Vec::new();
        let mut word = 0;
        for lesson in lessons {
            for look in &lesson.words {
                sums.resize((word + 1) * width, 0.0);
                let keys = word_features(look, lesson.style);
                let count = table
                    .numbers
                    .get(&keys[0])
                    .map_or(0, |&row| table.counts[row as usize]);
                let unknown = random.unit() < UNKNOWN / (UNKNOWN + count as f32);
                for &key in &keys[if unknown { IDENTITY } else { 0 }..] {
                    if let Some(&row) = table.numbers.get(&key) {
                        let first = row as usize * width;
                        add_scaled(
                            &mut sums[word * width..],
                            &table.rows[first..first + width],
                            1.0,
                        );
                        self.gradient.features.push((row, word as u32));
                    }
                }
                word += 1;
            }
        }
        sums
    }

    /// One layer along the sentences, its answers partly dropped.
    fn layer(
        &mut self,
        share: &Share<'_>,
        number: usize,
        input: Vec<f32>,
        random: &mut Random,
    ) -> Vec<f32> {
        let mut passed = std::mem::take(&mut self.passed[number]);
        self.dense(&share.weights.layers[number], &input, &mut passed.gates);
        let mut output = vec![0.0; input.len()];
        passed.memory.clear();
        passed.memory.resize(input.len(), 0.0);
        run_along(
            &input,
            &passed.gates,
            WIDTH,
            &share.sentences,
            &mut passed.memory,
            &mut output,
        );
        passed.mask = dropout(&share.sentences, WIDTH, DROP, random);
        multiply(&mut output, &passed.mask);
        passed.input = input;
        self.passed[number] = passed;
        output
    }

    fn layer_back(&mut self, share: &Share<'_>, number: usize, mut back: Vec<f32>) -> Vec<f32> {
        let passed = &self.passed[number];
        multiply(&mut back, &passed.mask);
        let mut gates = vec![0.0; passed.gates.len()];
        let mut through = vec![0.0; back.len()];
        run_back(passed, &share.sentences, &back, &mut gates, &mut through);
        let layer = &share.weights.layers[number];
        let gradient = &mut self.gradient.weights.layers[number];
        let mut below = Vec::new();
        let products = &mut self.products;
        dense_back(products, layer, gradient, &passed.input, &gates, &mut below);
        add_scaled(&mut below, &through, 1.0);
        below
    }

    /// Overwrites `out` with a layer's answers.
    fn dense(&mut self, layer: &Dense, input: &[f32], out: &mut Vec<f32>) {
        self.packed.rows(&layer.weights, layer.outputs);
        self.products.multiply(input, &self.packed, out);
        layer.add_bias(out);
    }

    /// The way back through a part: adds to `out` how its input should move.
    fn part_back(
        &mut self,
        share: &Share<'_>,
        part: Part,
        input: &[f32],
        back: &[f32],
        out: &mut [f32],
    ) {
        let gradient = self.gradient.weights.part_mut(part);
        let mut below = Vec::new();
        let layer = share.weights.part(part);
        dense_back(&mut self.products, layer, gradient, input, back, &mut below);
        add_scaled(out, &below, 1.0);
    }

    /// Learns classes straight from the rows of `input`; adds how those should move to `back`.
    fn classify(
        &mut self,
        share: &Share<'_>,
        part: Part,
        input: &[f32],
        gold: &[Vec<usize>],
        back: &mut [f32],
    ) {
        let layer = share.weights.part(part);
        let mut scores = Vec::new();
        self.dense(layer, input, &mut scores);
        for (row, gold) in scores.chunks_exact_mut(layer.outputs).zip(gold) {
            cross_entropy(row, gold, share.scale);
        }
        self.part_back(share, part, input, &scores, back);
    }

    /// A part whose answers are rectified and partly dropped.
    fn hidden(
        &mut self,
        share: &Share<'_>,
        part: Part,
        input: &[f32],
        random: &mut Random,
    ) -> Hidden {
        let layer = share.weights.part(part);
        let mut values = Vec::new();
        self.dense(layer, input, &mut values);
        rectify(&mut values);
        let mask = dropout(&share.sentences, layer.outputs, DROP, random);
        multiply(&mut values, &mask);
        Hidden { part, values, mask }
    }

    fn hidden_back(
        &mut self,
        share: &Share<'_>,
        hidden: &Hidden,
        input: &[f32],
        mut back: Vec<f32>,
        out: &mut [f32],
    ) {
        for ((back, value), mask) in back.iter_mut().zip(&hidden.values).zip(&hidden.mask) {
            *back = if *value > 0.0 { *back * mask } else { 0.0 };
        }
        self.part_back(share, hidden.part, input, &back, out);
    }

    /// Learns heads and relations; returns how the words should move.
    fn trees(&mut self, share: &Share<'_>, input: &[f32], random: &mut Random) -> Vec<f32> {
        let mut back = vec![0.0; input.len()];
        let dependents = self.hidden(share, Part::Dependent, input, random);
        let heads = self.hidden(share, Part::Head, input, random);
        let mut sought = Vec::new();
        self.dense(
            share.weights.part(Part::Arcs),
            &dependents.values,
            &mut sought,
        );
        let mut back_sought = vec![0.0; sought.len()];
        let mut back_heads = vec![0.0; heads.values.len()];
        self.arcs(
            share,
            &sought,
            &heads.values,
            &mut back_sought,
            &mut back_heads,
        );
        let mut back_dependents = vec![0.0; dependents.values.len()];
        self.part_back(
            share,
            Part::Arcs,
            &dependents.values,
            &back_sought,
            &mut back_dependents,
        );
        self.hidden_back(share, &dependents, input, back_dependents, &mut back);
        self.hidden_back(share, &heads, input, back_heads, &mut back);
        self.relations(share, input, random, &mut back);
        back
    }

    /// Learns which word is whose head; adds how what is sought and the heads should move.
    fn arcs(
        &mut self,
        share: &Share<'_>,
        sought: &[f32],
        heads: &[f32],
        back_sought: &mut [f32],
        back_heads: &mut [f32],
    ) {
        let root = &share.weights.part(Part::Root).bias;
        let extra = &share.weights.part(Part::Pairs).bias;
        let arc = root.len();
        let row = |word: usize| word * arc..(word + 1) * arc;
        let mut places = Vec::new();
        let mut scores = Vec::new();
        for (lesson, sentence) in share.lessons.iter().zip(&share.sentences) {
            pairs::places(&lesson.words, &mut places);
            for word in 0..sentence.len() {
                let own = row(sentence.start + word);
                let seeks = &sought[own.clone()];
                scores.clear();
                scores.extend((0..sentence.len()).map(|head| {
                    let [near, between, others] = pairs::pair(&places, word, head);
                    let score = dot(seeks, &heads[row(sentence.start + head)]);
                    score + extra[near] + extra[between] + extra[others]
                }));
                scores.push(dot(seeks, root));
                scores[word] = f32::NEG_INFINITY;
                cross_entropy(&mut scores, &[lesson.heads[word]], share.scale);
                let back_seeks = &mut back_sought[own];
                for (head, &error) in scores[..sentence.len()].iter().enumerate() {
                    if error != 0.0 {
                        let other = row(sentence.start + head);
                        add_scaled(back_seeks, &heads[other.clone()], error);
                        add_scaled(&mut back_heads[other], seeks, error);
                        let extra = &mut self.gradient.weights.part_mut(Part::Pairs).bias;
                        for number in pairs::pair(&places, word, head) {
                            extra[number] += error;
                        }
                    }
                }
                let error = scores[sentence.len()];
                add_scaled(back_seeks, root, error);
                add_scaled(
                    &mut self.gradient.weights.part_mut(Part::Root).bias,
                    seeks,
                    error,
                );
            }
        }
    }

    /// Learns the relations of the right arcs; adds how the words should move.
    fn relations(
        &mut self,
        share: &Share<'_>,
        input: &[f32],
        random: &mut Random,
        back: &mut [f32],
    ) {
        let width = self.shape.label;
        let row = |word: usize| word * width..(word + 1) * width;
        let (mut dependents, mut heads) = (Vec::new(), Vec::new());
        self.dense(
            share.weights.part(Part::LabelDependent),
            input,
            &mut dependents,
        );
        self.dense(share.weights.part(Part::LabelHead), input, &mut heads);
        let mask = dropout(&share.sentences, width, DROP, random);
        let (arcs, gold) = share.arcs();
        let mut both = Vec::with_capacity(arcs.len() * width);
        for &(word, head) in &arcs {
            let sums = dependents[row(word)].iter().zip(&heads[row(head)]);
            let sums = sums.map(|(dependent, head)| (dependent + head).max(0.0));
            both.extend(sums.zip(&mask[row(word)]).map(|(sum, mask)| sum * mask));
        }
        let mut back_both = vec![0.0; both.len()];
        self.classify(share, Part::Labels, &both, &gold, &mut back_both);
        let mut back_dependents = vec![0.0; dependents.len()];
        let mut back_heads = vec![0.0; heads.len()];
        for (number, &(word, head)) in arcs.iter().enumerate() {
            for cell in 0..width {
                let at = number * width + cell;
                if both[at] > 0.0 {
                    let error = back_both[at] * mask[word * width + cell];
                    back_dependents[word * width + cell] += error;
                    back_heads[head * width + cell] += error;
                }
            }
        }
        self.part_back(share, Part::LabelDependent, input, &back_dependents, back);
        self.part_back(share, Part::LabelHead, input, &back_heads, back);
    }
}

/// Adds a dense layer's gradient, and overwrites `below` with how its input should move.
fn dense_back(
    products: &mut Products,
    layer: &Dense,
    gradient: &mut Dense,
    input: &[f32],
    back: &[f32],
    below: &mut Vec<f32>,
) {
    products.add_outer(
        input,
        back,
        layer.inputs,
        layer.outputs,
        &mut gradient.weights,
    );
    for row in back.chunks_exact(layer.outputs) {
        add_scaled(&mut gradient.bias, row, 1.0);
    }
    products.multiply_transposed(back, &layer.weights, layer.outputs, below);
}

/// Turns scores into how they should move for the right classes to have the highest; any of them will do.
fn cross_entropy(scores: &mut [f32], right: &[usize], scale: f32) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = if *score == f32::NEG_INFINITY {
            0.0
        } else {
            exp(*score - most)
        };
        sum += *score;
    }
    let share: f32 = right
        .iter()
        .map(|&class| scores[class])
        .sum::<f32>()
        .max(1e-30);
    for score in scores.iter_mut() {
        *score *= scale / sum;
    }
    for &class in right {
        let weight = scores[class] / (scale / sum);
        scores[class] -= scale * weight / share;
    }
}

/// For each sentence one mask that drops some numbers of all its words and strengthens the others.
fn dropout(sentences: &[Range<usize>], width: usize, share: f32, random: &mut Random) -> Vec<f32> {
    let mut mask = Vec::new();
    let keep = 1.0 / (1.0 - share);
    for sentence in sentences {
        let first: Vec<f32> = (0..width)
            .map(|_| if random.unit() < share { 0.0 } else { keep })
            .collect();
        for _ in sentence.clone() {
            mask.extend_from_slice(&first);
        }
    }
    mask
}

fn multiply(numbers: &mut [f32], by: &[f32]) {
    for (number, by) in numbers.iter_mut().zip(by) {
        *number *= by;
    }
}

wide! {
    /// The way back through [`run_along`]: `back` says how its outputs should move. Overwrites how the products should
    /// and, in `through`, how the inputs should on the way that passes the products by.
    fn run_back(
        passed: &Passed,
        sentences: &[Range<usize>],
        back: &[f32],
        gates: &mut [f32],
        through: &mut [f32],
    ) {
        let Passed { input: inputs, gates: products, memory, .. } = passed;
        let width = WIDTH;
        let half = width / 2;
        let mut carry = vec![0f32; half];
        let nought = vec![0f32; half];
        for sentence in sentences {
            for backwards in [false, true] {
                carry.fill(0.0);
                let first = if backwards { half } else { 0 };
                for step in (0..sentence.len()).rev() {
                    let word = if backwards { sentence.end - 1 - step } else { sentence.start + step };
                    let before = if backwards { word + 1 } else { word.wrapping_sub(1) };
                    let at = word * width + first;
                    let before = if step == 0 { &nought[..] } else { &memory[before * width + first..before * width + first + half] };
                    let all = &products[word * 3 * width..(word + 1) * 3 * width];
                    let value = &all[first..first + half];
                    let forget = &all[width + first..width + first + half];
                    let reset = &all[2 * width + first..2 * width + first + half];
                    let input = &inputs[at..at + half];
                    let memory = &memory[at..at + half];
                    let back = &back[at..at + half];
                    let through = &mut through[at..at + half];
                    let gates = &mut gates[word * 3 * width..(word + 1) * 3 * width];
                    let (value_back, rest) = gates.split_at_mut(width);
                    let (forget_back, reset_back) = rest.split_at_mut(width);
                    let value_back = &mut value_back[first..first + half];
                    let forget_back = &mut forget_back[first..first + half];
                    let reset_back = &mut reset_back[first..first + half];
                    for cell in 0..half {
                        let open = sigmoid(reset[cell]);
                        let keep = sigmoid(forget[cell]);
                        let shown = tanh(memory[cell]);
                        reset_back[cell] = back[cell] * (shown - input[cell]) * open * (1.0 - open);
                        through[cell] = back[cell] * (1.0 - open);
                        let moved = back[cell] * open * (1.0 - shown * shown) + carry[cell];
                        value_back[cell] = moved * (1.0 - keep);
                        forget_back[cell] = moved * (before[cell] - value[cell]) * keep * (1.0 - keep);
                        carry[cell] = moved * keep;
                    }
                }
            }
        }
    }
}
