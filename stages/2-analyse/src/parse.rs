//! Dependency trees, by an arc-hybrid transition parser.
//!
//! Words wait in a queue and pass over a stack. At each step the classifier picks one of: **shift** the next word to
//! the stack; **left**, the top of the stack depends on the next word; **right**, the top depends on the word below
//! it. An artificial root stands behind the last word. Each word gets its head exactly once and from a word that still
//! waits for its own, so the result is a tree; the root takes its dependent only when one word is left, so it takes
//! one.

mod features;
mod state;

use smol_str::SmolStr;

use crate::model::bytes::{Reader, write_text, write_unsigned};
use crate::model::linear::Linear;
use crate::model::{ModelError, Scorer, best};
pub(crate) use features::{Token, features};
pub(crate) use state::{NONE, State};

/// One step of the parser. The number of a step with a label follows from the label's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The next word goes to the stack.
    Shift,
    /// The top of the stack depends on the next word.
    Left(u16),
    /// The top of the stack depends on the word below it.
    Right(u16),
}

impl Step {
    /// The class of this step.
    pub(crate) fn class(self) -> usize {
        match self {
            Step::Shift => 0,
            Step::Left(label) => 1 + 2 * usize::from(label),
            Step::Right(label) => 2 + 2 * usize::from(label),
        }
    }

    /// The step of a class.
    pub(crate) fn of_class(class: usize) -> Step {
        match class {
            0 => Step::Shift,
            left if left % 2 == 1 => Step::Left((left / 2) as u16),
            right => Step::Right((right / 2 - 1) as u16),
        }
    }
}

/// How many classes the steps over `labels` labels make.
pub(crate) fn classes(labels: usize) -> usize {
    1 + 2 * labels
}

/// Builds trees.
pub(crate) struct Parser {
    /// The relations by number, sorted.
    pub(crate) labels: Vec<SmolStr>,
    /// The number of the relation of the root.
    pub(crate) root: u16,
    pub(crate) weights: Linear,
}

/// Buffers kept from sentence to sentence.
#[derive(Default)]
pub(crate) struct ParseBuffers {
    pub(crate) state: State,
    pub(crate) features: Vec<u32>,
    pub(crate) scores: Vec<i32>,
}

impl Parser {
    /// Parses a sentence; its heads and labels are then in `buffers.state`.
    pub(crate) fn parse(&self, tokens: &[Token], style: u32, buffers: &mut ParseBuffers) {
        buffers.state.start(tokens.len());
        while let Some(step) = choose(&self.weights, tokens, style, self.root, buffers) {
            buffers.state.apply(step);
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.labels.len() as u64);
        for label in &self.labels {
            write_text(out, label);
        }
        write_unsigned(out, u64::from(self.root));
        self.weights.write(out);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Parser, ModelError> {
        let labels = (0..from.count()?)
            .map(|_| Ok(SmolStr::new(from.text()?)))
            .collect::<Result<Vec<_>, ModelError>>()?;
        let root = from.length()?;
        let weights = Linear::read(from)?;
        if root >= labels.len() || weights.classes() != classes(labels.len()) {
            return Err(ModelError::Damaged(
                "the parser's parts do not fit together",
            ));
        }
        Ok(Parser {
            labels,
            root: root as u16,
            weights,
        })
    }
}

/// The best step from where the state is; `None` at the end. Only the last word to leave the stack is the root's, and
/// for it there is nothing to choose: `buffers.features` is then empty.
pub(crate) fn choose(
    scorer: &impl Scorer,
    tokens: &[Token],
    style: u32,
    root: u16,
    buffers: &mut ParseBuffers,
) -> Option<Step> {
    buffers.features.clear();
    let state = &buffers.state;
    if state.is_last() {
        return (!state.is_done()).then_some(Step::Left(root));
    }
    features(tokens, state, style, &mut buffers.features);
    scorer.score(&buffers.features, &mut buffers.scores);
    let allowed = (0..scorer.classes()).filter(|&class| allows(state, Step::of_class(class), root));
    best(&buffers.scores, allowed).map(Step::of_class)
}

/// Whether a step can be taken where there is something to choose.
pub(crate) fn allows(state: &State, step: Step, root: u16) -> bool {
    match step {
        Step::Shift => state.can_shift(),
        Step::Left(label) => label != root && state.can_left(),
        Step::Right(label) => label != root && state.can_right(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_and_classes_agree() {
        for class in 0..classes(7) {
            assert_eq!(Step::of_class(class).class(), class);
        }
        assert_eq!(Step::Left(6).class(), classes(7) - 2);
        assert_eq!(Step::Right(6).class(), classes(7) - 1);
    }
}
