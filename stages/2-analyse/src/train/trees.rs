//! Training of the parser.

use smol_str::SmolStr;

use super::oracle::Tree;
use super::random::Random;
use super::sample::Sample;
use crate::model::best;
use crate::model::feature::text;
use crate::model::perceptron::{Finish, Perceptron};
use crate::parse::{ParseBuffers, Parser, Step, Token, choose_label, choose_step};

/// How often an attempt goes through the training text.
const EPOCHS: usize = 10;

/// How often the parser is learnt from the beginning.
const ATTEMPTS: usize = 3;

/// How often training goes through the text in all.
pub(crate) const ROUNDS: usize = ATTEMPTS * EPOCHS;

/// How the weights are cut down: the model must stay small enough to be committed with the program.
const FINISH: Finish = Finish {
    quantum: 0.1,
    updates: 3,
};

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

/// Learns to parse, several times over in different order; the mean of what was learnt errs less than each alone.
/// `progress` is told how many of the [`ROUNDS`] are over.
pub(crate) fn train_parser(
    lessons: &[Lesson],
    labels: Labels,
    seed: u64,
    progress: &mut dyn FnMut(usize),
) -> Parser {
    let mut schools: Vec<School> = Vec::new();
    for attempt in 0..ATTEMPTS {
        let mut school = School::new(&labels, seed.wrapping_add(attempt as u64));
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        for epoch in 0..EPOCHS {
            school.random.shuffle(&mut order);
            let explore = if epoch > 0 { EXPLORE } else { 0 };
            for &index in &order {
                school.teach(&lessons[index], explore);
            }
            progress(attempt * EPOCHS + epoch + 1);
        }
        schools.push(school);
    }
    let together = |part: fn(&School) -> &Perceptron| {
        Perceptron::finish_together(&schools.iter().map(part).collect::<Vec<_>>(), FINISH)
    };
    Parser {
        root: labels.root,
        steps: together(|school| &school.steps),
        relations: together(|school| &school.relations),
        labels: labels.names,
    }
}

/// A parser while it learns.
struct School {
    steps: Perceptron,
    relations: Perceptron,
    root: u16,
    random: Random,
    buffers: ParseBuffers,
}

impl School {
    fn new(labels: &Labels, seed: u64) -> School {
        School {
            steps: Perceptron::new(Step::ALL.len()),
            relations: Perceptron::new(labels.names.len()),
            root: labels.root,
            random: Random::new(seed),
            buffers: ParseBuffers::default(),
        }
    }

    /// Parses one sentence and learns from every wrong step and relation.
    fn teach(&mut self, lesson: &Lesson, explore: usize) {
        let School {
            steps,
            relations,
            root,
            random,
            buffers,
        } = self;
        buffers.state.start(lesson.tokens.len());
        while let Some(mut step) = choose_step(steps, &lesson.tokens, lesson.style, buffers) {
            if !buffers.features.is_empty() {
                steps.tick();
                let right = lesson.tree.right_steps(&buffers.state);
                let gold = best(
                    &buffers.scores,
                    (0..right.len()).filter(|&class| right[class]),
                );
                if let Some(gold) = gold.filter(|_| !right[step as usize]) {
                    steps.update(&buffers.features, gold, step as usize);
                    if !random.chance(explore) {
                        step = Step::ALL[gold];
                    }
                }
            }
            let Some((word, head)) = buffers.state.apply(step) else {
                continue;
            };
            let label = choose_label(
                relations,
                &lesson.tokens,
                lesson.style,
                (word, head),
                *root,
                buffers,
            );
            // Where the head is wrong no relation is right.
            let right = &lesson.tree.labels[word];
            if !buffers.features.is_empty() && lesson.tree.heads[word] == head {
                relations.tick();
                let gold = best(
                    &buffers.scores,
                    right.iter().map(|&label| usize::from(label)),
                );
                if let Some(gold) = gold.filter(|_| !right.contains(&label)) {
                    relations.update(&buffers.features, gold, usize::from(label));
                }
            }
            buffers.state.label(word, label);
        }
    }
}
