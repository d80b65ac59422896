//! Training of the parser.

use smol_str::SmolStr;

use super::oracle::Tree;
use super::random::Random;
use super::sample::Sample;
use crate::model::best;
use crate::model::feature::text;
use crate::model::perceptron::Perceptron;
use crate::parse::{ParseBuffers, Step, Token, choose, classes};

/// How often a relation must stand in the first treebank, in ten thousand words, to be one of its own.
const RARE: usize = 1;

/// How often, in a hundred steps, a parse in training goes on from the parser's own step though it was wrong.
const EXPLORE: usize = 90;

/// The relations of a language and which of them stand for one another.
pub(crate) struct Labels {
    pub(crate) names: Vec<SmolStr>,
    /// The names that the first treebank uses.
    own: Vec<bool>,
    pub(crate) root: u16,
}

impl Labels {
    pub(crate) fn new(samples: &[Sample]) -> Labels {
        let mut names: Vec<SmolStr> = samples
            .iter()
            .flat_map(|sample| &sample.labels)
            .cloned()
            .collect();
        names.push(SmolStr::new_static("root"));
        names.sort_unstable();
        names.dedup();
        let mut counts = vec![0usize; names.len()];
        for label in samples
            .iter()
            .filter(|sample| sample.style == 0)
            .flat_map(|s| &s.labels)
        {
            if let Ok(number) = names.binary_search(label) {
                counts[number] += 1;
            }
        }
        let all: usize = counts.iter().sum();
        let own = counts
            .iter()
            .map(|count| count * 10_000 > all * RARE)
            .collect();
        let root = names
            .binary_search(&SmolStr::new_static("root"))
            .unwrap_or(0) as u16;
        Labels { names, own, root }
    }

    /// The numbers that are right for a relation. Where the first treebank does not know it but knows its subtypes, or
    /// the relation without its subtype, those are: `obl` stands for `obl:arg` and `obl:mod` alike.
    fn right(&self, label: &SmolStr) -> Vec<u16> {
        let Ok(number) = self.names.binary_search(label) else {
            return Vec::new();
        };
        let related: Vec<u16> = (0u16..)
            .zip(self.names.iter().zip(&self.own))
            .filter(|(_, (name, own))| **own && universal(name) == universal(label))
            .map(|(related, _)| related)
            .collect();
        if self.own[number] || related.is_empty() {
            vec![number as u16]
        } else {
            related
        }
    }
}

fn universal(label: &str) -> &str {
    label.split(':').next().unwrap_or(label)
}

/// A sentence as the parser learns from it: its words as the taggers see them, and its right tree.
pub(crate) struct Lesson {
    pub(crate) style: u32,
    pub(crate) tokens: Vec<Token>,
    tree: Tree,
}

impl Lesson {
    /// `words` are a tag, a bundle and a lemma for each word.
    pub(crate) fn new(sample: &Sample, words: &[(u8, u16, SmolStr)], labels: &Labels) -> Lesson {
        let mut tokens: Vec<Token> = sample
            .forms
            .iter()
            .zip(words)
            .map(|(form, (tag, bundle, lemma))| Token::new(form, text(lemma), *tag, *bundle))
            .collect();
        Token::link(&mut tokens);
        let right = sample
            .labels
            .iter()
            .map(|label| labels.right(label))
            .collect();
        Lesson {
            style: sample.style,
            tokens,
            tree: Tree::new(sample.heads.clone(), right),
        }
    }
}

/// Learns the weights of a parser. `progress` is told the number of each epoch that ends.
pub(crate) fn train_parser(
    lessons: &[Lesson],
    labels: &Labels,
    epochs: usize,
    seed: u64,
    progress: &mut dyn FnMut(usize),
) -> Perceptron {
    let mut perceptron = Perceptron::new(classes(labels.names.len()));
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut buffers = ParseBuffers::default();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &index in &order {
            let lesson = &lessons[index];
            let explore = if epoch > 0 { EXPLORE } else { 0 };
            learn(
                &mut perceptron,
                lesson,
                labels.root,
                explore,
                &mut random,
                &mut buffers,
            );
        }
        progress(epoch + 1);
    }
    perceptron
}

/// Parses one sentence and learns from every wrong step.
fn learn(
    perceptron: &mut Perceptron,
    lesson: &Lesson,
    root: u16,
    explore: usize,
    random: &mut Random,
    buffers: &mut ParseBuffers,
) {
    buffers.state.start(lesson.tokens.len());
    while let Some(mut step) = choose(perceptron, &lesson.tokens, lesson.style, root, buffers) {
        if !buffers.features.is_empty() {
            perceptron.tick();
            let right = lesson.tree.right_steps(&buffers.state);
            if !right.contains(step)
                && let Some(gold) = best(&buffers.scores, right.classes())
            {
                perceptron.update(&buffers.features, gold, step.class());
                if !random.chance(explore) {
                    step = Step::of_class(gold);
                }
            }
        }
        buffers.state.apply(step);
    }
}
