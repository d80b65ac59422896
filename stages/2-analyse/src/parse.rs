//! Dependency trees, by an arc-hybrid transition parser.
//!
//! Words wait in a queue and pass over a stack. At each step a classifier picks one of: **shift** the next word to the
//! stack; **left**, the top of the stack depends on the next word; **right**, the top depends on the word below it. An
//! artificial root stands behind the last word. Each word gets its head exactly once and from a word that still waits
//! for its own, so the result is a tree; the root takes its dependent only when one word is left, so it takes one.
//!
//! The relation of a word to its head is the business of a second classifier, asked when the two have just been joined.
//! The first then has three classes instead of a hundred, which makes it quick, and the second sees more of the two
//! words than a step has to.

mod features;
mod state;

use smol_str::SmolStr;

use crate::model::bytes::{Reader, write_text, write_unsigned};
use crate::model::linear::Linear;
use crate::model::{ModelError, Scorer, best};
pub(crate) use features::{Token, label_features, step_features};
pub(crate) use state::{NONE, State};

/// One step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The next word goes to the stack.
    Shift,
    /// The top of the stack depends on the next word.
    Left,
    /// The top of the stack depends on the word below it.
    Right,
}

impl Step {
    /// All steps; each has its place here as the number of its class.
    pub(crate) const ALL: [Step; 3] = [Step::Shift, Step::Left, Step::Right];
}

/// Builds trees.
pub(crate) struct Parser {
    /// The relations by number, sorted.
    pub(crate) labels: Vec<SmolStr>,
    /// The number of the relation of the root.
    pub(crate) root: u16,
    /// Choose the steps.
    pub(crate) steps: Linear,
    /// Choose the relations.
    pub(crate) relations: Linear,
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
        while let Some(step) = choose_step(&self.steps, tokens, style, buffers) {
            if let Some((word, head)) = buffers.state.apply(step) {
                let label = choose_label(
                    &self.relations,
                    tokens,
                    style,
                    (word, head),
                    self.root,
                    buffers,
                );
                buffers.state.label(word, label);
            }
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.labels.len() as u64);
        for label in &self.labels {
            write_text(out, label);
        }
        write_unsigned(out, u64::from(self.root));
        self.steps.write(out);
        self.relations.write(out);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Parser, ModelError> {
        let labels = (0..from.count()?)
            .map(|_| Ok(SmolStr::new(from.text()?)))
            .collect::<Result<Vec<_>, ModelError>>()?;
        let root = from.length()?;
        let (steps, relations) = (Linear::read(from)?, Linear::read(from)?);
        let fit = steps.classes() == Step::ALL.len() && relations.classes() == labels.len();
        if root >= labels.len() || !fit {
            return Err(ModelError::Damaged(
                "the parser's parts do not fit together",
            ));
        }
        Ok(Parser {
            labels,
            root: root as u16,
            steps,
            relations,
        })
    }
}

/// The best step from where the state is; `None` at the end. Only the last word to leave the stack is the root's, and
/// for it there is nothing to choose: `buffers.features` is then empty.
pub(crate) fn choose_step(
    scorer: &impl Scorer,
    tokens: &[Token],
    style: u32,
    buffers: &mut ParseBuffers,
) -> Option<Step> {
    buffers.features.clear();
    let state = &buffers.state;
    if state.is_last() {
        return (!state.is_done()).then_some(Step::Left);
    }
    step_features(tokens, state, style, &mut buffers.features);
    scorer.score(&buffers.features, &mut buffers.scores);
    let allowed = (0..Step::ALL.len()).filter(|&class| state.allows(Step::ALL[class]));
    best(&buffers.scores, allowed).map(|class| Step::ALL[class])
}

/// The best relation of a word to the head it has just got. For the root's dependent there is nothing to choose:
/// `buffers.features` is then empty.
pub(crate) fn choose_label(
    scorer: &impl Scorer,
    tokens: &[Token],
    style: u32,
    (word, head): (usize, usize),
    root: u16,
    buffers: &mut ParseBuffers,
) -> u16 {
    buffers.features.clear();
    if head == tokens.len() {
        return root;
    }
    label_features(
        tokens,
        &buffers.state,
        (word, head),
        style,
        &mut buffers.features,
    );
    scorer.score(&buffers.features, &mut buffers.scores);
    let allowed = (0..scorer.classes()).filter(|&label| label != usize::from(root));
    best(&buffers.scores, allowed).unwrap_or(0) as u16
}
