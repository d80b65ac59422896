//! The layers of a network and the weights in them.

use super::kernel::Packed;
use super::pairs;
use crate::Upos;
use crate::model::ModelError;
use crate::model::bytes::{Reader, write_unsigned};

/// A layer that multiplies: a row of weights for each input, and a bias for each output.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Dense {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    pub(crate) weights: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

impl Dense {
    pub(crate) fn zeros(inputs: usize, outputs: usize) -> Dense {
        Dense {
            inputs,
            outputs,
            weights: vec![0.0; inputs * outputs],
            bias: vec![0.0; outputs],
        }
    }

    /// Adds the bias to every row.
    pub(crate) fn add_bias(&self, out: &mut [f32]) {
        for row in out.chunks_exact_mut(self.outputs.max(1)) {
            for (out, bias) in row.iter_mut().zip(&self.bias) {
                *out += bias;
            }
        }
    }

    /// The weights as products read them. What only has biases needs none.
    pub(super) fn packed(&self) -> Packed {
        let mut packed = Packed::default();
        packed.rows(&self.weights, self.outputs);
        packed
    }

    /// Weights take two bytes each: a multiple of the largest.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.inputs as u64);
        write_unsigned(out, self.outputs as u64);
        for part in [&self.weights, &self.bias] {
            let unit = unit(part);
            out.extend_from_slice(&unit.to_le_bytes());
            for &weight in part {
                out.extend_from_slice(&((weight / unit).round() as i16).to_le_bytes());
            }
        }
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Result<Dense, ModelError> {
        let (inputs, outputs) = (from.length()?, from.length()?);
        let mut part = |count: usize| {
            let unit = f32::from_le_bytes(from.bytes(4)?.as_chunks().0[0]);
            let cells = from.bytes(2 * count)?.as_chunks::<2>().0;
            Ok(cells
                .iter()
                .map(|&cell| f32::from(i16::from_le_bytes(cell)) * unit)
                .collect())
        };
        let all = inputs
            .checked_mul(outputs)
            .filter(|&all| all < 1 << 28)
            .ok_or(ModelError::Damaged("a layer is too large"))?;
        Ok(Dense {
            inputs,
            outputs,
            weights: part(all)?,
            bias: part(outputs)?,
        })
    }
}

/// What an integer of two bytes is a multiple of, so that the largest number fits.
fn unit(numbers: &[f32]) -> f32 {
    let most = numbers
        .iter()
        .fold(0f32, |most, number| most.max(number.abs()));
    (most / 32767.0).max(1e-20)
}

/// How wide the parts of a network are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// How many numbers stand for a word.
    pub(crate) width: usize,
    /// How many layers run along the sentence.
    pub(crate) layers: usize,
    /// How many of them tags are read from.
    pub(crate) tagged: usize,
    /// How many numbers stand for a word as dependent or head.
    pub(crate) arc: usize,
    /// How many numbers stand for the two words of an arc where its relation is chosen.
    pub(crate) label: usize,
    /// How many bundles of features there are.
    pub(crate) bundles: usize,
    /// How many relations there are.
    pub(crate) labels: usize,
}

/// The layers behind those that run along the sentence, and what each is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// From a word to a score for each part of speech.
    Tags,
    /// From a word to a score for each bundle of features.
    Bundles,
    /// A word as dependent of an arc.
    Dependent,
    /// A word as head of an arc.
    Head,
    /// From a dependent to what it looks for in a head. The bias is what every word looks for.
    Arcs,
    /// The root as head: a bias alone.
    Root,
    /// A word as dependent where a relation is chosen.
    LabelDependent,
    /// A word as head where a relation is chosen.
    LabelHead,
    /// From the two words of an arc to a score for each relation.
    Labels,
    /// What [`pairs`] add to the score of an arc: a bias a pair.
    Pairs,
}

/// How many parts there are.
pub(super) const PARTS: usize = Part::Pairs as usize + 1;

/// All that a network learns but the rows of the words' features.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Weights {
    /// The layers that run along the sentence: from a word to its new value, its forget gate and its reset gate.
    pub(crate) layers: Vec<Dense>,
    pub(super) parts: [Dense; PARTS],
}

impl Weights {
    /// Weights of nought.
    pub(crate) fn zeros(shape: Shape) -> Weights {
        let Shape {
            width, arc, label, ..
        } = shape;
        Weights {
            layers: (0..shape.layers)
                .map(|_| Dense::zeros(width, 3 * width))
                .collect(),
            // In the order of the parts.
            parts: [
                Dense::zeros(width, Upos::ALL.len()),
                Dense::zeros(width, shape.bundles),
                Dense::zeros(width, arc),
                Dense::zeros(width, arc),
                Dense::zeros(arc, arc),
                Dense::zeros(0, arc),
                Dense::zeros(width, label),
                Dense::zeros(width, label),
                Dense::zeros(label, shape.labels),
                Dense::zeros(0, pairs::PAIRS),
            ],
        }
    }

    /// One part.
    pub(crate) fn part(&self, part: Part) -> &Dense {
        &self.parts[part as usize]
    }

    /// One part, to be changed.
    pub(crate) fn part_mut(&mut self, part: Part) -> &mut Dense {
        &mut self.parts[part as usize]
    }

    /// All layers, always in the same order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Dense> {
        self.layers.iter().chain(&self.parts)
    }

    /// The same, to be changed.
    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut Dense> {
        self.layers.iter_mut().chain(&mut self.parts)
    }
}
