//! A layer of the encoder (Devlin et al., 2019): every piece looks at all pieces of its window, then a small network of its
//! own works on it; each time the result is added and the sum brought to one measure.

use std::ops::Range;

use super::integers::{Matrix, Rounded};
use crate::model::ModelError;
use crate::model::bytes::Reader;
use crate::network::kernel::{Packed, Products, exp, wide};

/// What brings rows to one measure: their mean becomes nought and their spread one, then each number has a weight and a
/// bias.
pub(super) struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

impl Norm {
    pub(super) fn read(
        from: &mut Reader<'_>,
        width: usize,
        epsilon: f32,
    ) -> Result<Norm, ModelError> {
        Ok(Norm {
            weight: from.floats(width)?,
            bias: from.floats(width)?,
            epsilon,
        })
    }

    pub(super) fn apply(&self, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(self.weight.len()) {
            normalise(row, &self.weight, &self.bias, self.epsilon);
        }
    }
}

wide! {
    fn normalise(row: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) {
        let count = row.len() as f32;
        let mean = sum(row, |number| number) / count;
        let spread = sum(row, |number| (number - mean) * (number - mean)) / count;
        let scale = 1.0 / (spread + epsilon).sqrt();
        for ((number, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
            *number = ((*number - mean) * scale).mul_add(*weight, *bias);
        }
    }
}

/// The sum of what a function gives for numbers, by eight sums that are joined at the end.
#[inline(always)]
fn sum(numbers: &[f32], each: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = numbers.as_chunks::<8>();
    let mut sums = [0f32; 8];
    for chunk in chunks {
        for lane in 0..8 {
            sums[lane] += each(chunk[lane]);
        }
    }
    sums.iter().sum::<f32>() + rest.iter().map(|&number| each(number)).sum::<f32>()
}

wide! {
    /// Makes shares of scores: each is above nought, together they are one.
    fn to_shares(scores: &mut [f32]) {
        let most = scores.iter().fold(f32::NEG_INFINITY, |most, &score| most.max(score));
        for score in scores.iter_mut() {
            *score = exp(*score - most);
        }
        let share = 1.0 / sum(scores, |score| score);
        for score in scores.iter_mut() {
            *score *= share;
        }
    }
}

wide! {
    /// Every number times the share of a normal distribution that is below it (GELU; Hendrycks and Gimpel, 2016). The
    /// share is that of Abramowitz and Stegun, 7.1.26, right to seven digits.
    fn weigh(numbers: &mut [f32]) {
        for number in numbers.iter_mut() {
            let x = number.abs() * std::f32::consts::FRAC_1_SQRT_2;
            let t = 1.0 / 0.327_591_1f32.mul_add(x, 1.0);
            let mut tail = 1.061_405_4f32;
            for coefficient in [-1.453_152_1, 1.421_413_8, -0.284_496_72, 0.254_829_6] {
                tail = tail.mul_add(t, coefficient);
            }
            let above = 0.5 * tail * t * exp(-x * x);
            let below = if *number < 0.0 { above } else { 1.0 - above };
            *number *= below;
        }
    }
}

wide! {
    fn add(to: &mut [f32], more: &[f32]) {
        for (to, more) in to.iter_mut().zip(more) {
            *to += more;
        }
    }
}

/// A layer.
pub(super) struct Layer {
    heads: usize,
    /// From a piece to what it seeks, what it is found by and what it tells, for all heads.
    all: Matrix,
    out: Matrix,
    norm1: Norm,
    up: Matrix,
    down: Matrix,
    norm2: Norm,
}

/// Buffers kept from layer to layer.
#[derive(Default)]
pub(super) struct LayerBuffers {
    rounded: Rounded,
    all: Vec<f32>,
    seen: Vec<f32>,
    more: Vec<f32>,
    inner: Vec<f32>,
    products: Products,
    sought: Vec<f32>,
    known: Vec<f32>,
    told: Packed,
    told_rows: Vec<f32>,
    scores: Vec<f32>,
    found: Vec<f32>,
}

impl Layer {
    pub(super) fn read(
        from: &mut Reader<'_>,
        width: usize,
        heads: usize,
        epsilon: f32,
    ) -> Result<Layer, ModelError> {
        let layer = Layer {
            heads,
            all: Matrix::read(from)?,
            out: Matrix::read(from)?,
            norm1: Norm::read(from, width, epsilon)?,
            up: Matrix::read(from)?,
            down: Matrix::read(from)?,
            norm2: Norm::read(from, width, epsilon)?,
        };
        let sizes = [&layer.all, &layer.out, &layer.up, &layer.down].map(|m| (m.inputs, m.outputs));
        let inner = layer.up.outputs;
        if sizes
            != [
                (width, 3 * width),
                (width, width),
                (width, inner),
                (inner, width),
            ]
        {
            return Err(ModelError::Damaged(
                "a layer of the encoder has another size",
            ));
        }
        Ok(layer)
    }

    /// Runs the pieces of some windows through the layer: `windows` says which rows are whose.
    pub(super) fn run(
        &self,
        rows: &mut [f32],
        windows: &[Range<usize>],
        buffers: &mut LayerBuffers,
    ) {
        let width = self.out.outputs;
        buffers.rounded.round(rows, width);
        self.all.multiply(&buffers.rounded, &mut buffers.all);
        buffers.seen.resize(rows.len(), 0.0);
        for window in windows {
            for head in 0..self.heads {
                self.look(window, head, buffers);
            }
        }
        let LayerBuffers {
            rounded,
            seen,
            more,
            inner,
            ..
        } = buffers;
        rounded.round(seen, width);
        self.out.multiply(rounded, more);
        add(rows, more);
        self.norm1.apply(rows);
        rounded.round(rows, width);
        self.up.multiply(rounded, inner);
        weigh(inner);
        rounded.round(inner, self.up.outputs);
        self.down.multiply(rounded, more);
        add(rows, more);
        self.norm2.apply(rows);
    }

    /// One head: each piece of a window takes in what the pieces tell that are like what it seeks.
    fn look(&self, window: &Range<usize>, head: usize, buffers: &mut LayerBuffers) {
        let LayerBuffers {
            all,
            seen,
            products,
            sought,
            known,
            told,
            told_rows,
            scores,
            found,
            ..
        } = buffers;
        let width = self.out.outputs;
        let size = width / self.heads;
        let gather = |part: usize, out: &mut Vec<f32>, scale: f32| {
            out.clear();
            for row in window.clone() {
                let first = row * 3 * width + part * width + head * size;
                out.extend(all[first..first + size].iter().map(|number| number * scale));
            }
        };
        gather(0, sought, 1.0 / (size as f32).sqrt());
        gather(1, known, 1.0);
        gather(2, told_rows, 1.0);
        products.multiply_transposed(sought, known, size, scores);
        for scores in scores.chunks_exact_mut(window.len().max(1)) {
            to_shares(scores);
        }
        told.rows(told_rows, size);
        products.multiply(scores, told, found);
        for (row, found) in window.clone().zip(found.chunks_exact(size)) {
            let first = row * width + head * size;
            seen[first..first + size].copy_from_slice(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_brought_to_one_measure() {
        let norm = Norm {
            weight: vec![1.0, 1.0, 2.0, 1.0],
            bias: vec![0.0, 0.0, 0.0, 5.0],
            epsilon: 0.0,
        };
        let mut row = [1.0, -1.0, 1.0, -1.0];
        norm.apply(&mut row);
        assert_eq!(row, [1.0, -1.0, 2.0, 4.0]);
    }

    #[test]
    fn shares_are_one_together() {
        let mut scores = [1.0, 1.0, 1.0 + 2f32.ln(), -1000.0];
        to_shares(&mut scores);
        for (share, right) in scores.iter().zip([0.25, 0.25, 0.5, 0.0]) {
            assert!((share - right).abs() < 1e-6, "{scores:?}");
        }
    }

    #[test]
    fn numbers_are_weighed_by_the_normal_distribution() {
        // Values of the cumulative normal distribution from any table of it.
        let mut numbers = [0.0, 1.0, -1.0, 3.0, -6.0];
        weigh(&mut numbers);
        for (found, right) in numbers
            .iter()
            .zip([0.0, 0.841_344_7, -0.158_655_3, 2.995_95, 0.0])
        {
            assert!((found - right).abs() < 1e-5, "{numbers:?}");
        }
    }
}
