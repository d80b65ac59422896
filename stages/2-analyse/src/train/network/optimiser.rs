//! How weights move against their gradient.

use rustc_hash::FxHashMap;

use super::backward::Gradient;
use super::{Table, WIDTH};
use crate::network::Weights;
use crate::network::kernel::{add_scaled, dot, wide};

/// The decay of the mean of gradients and of their squares.
const BETAS: (f32, f32) = (0.9, 0.98);

/// A gradient longer than this is shortened to it.
const LONGEST: f32 = 5.0;

/// The factors of one step.
pub(super) struct Adam {
    rate: f32,
    corrections: (f32, f32),
}

impl Adam {
    pub(super) fn new(rate: f32, step: usize) -> Adam {
        let step = step as i32;
        Adam {
            rate,
            corrections: (
                1.0 / (1.0 - BETAS.0.powi(step)),
                1.0 / (1.0 - BETAS.1.powi(step)),
            ),
        }
    }

    fn apply(&self, weights: &mut [f32], gradient: &[f32], means: &mut [f32], squares: &mut [f32]) {
        move_weights(
            self.rate,
            self.corrections.0,
            self.corrections.1,
            weights,
            gradient,
            means,
            squares,
        );
    }
}

wide! {
    fn move_weights(
        rate: f32,
        first: f32,
        second: f32,
        weights: &mut [f32],
        gradient: &[f32],
        means: &mut [f32],
        squares: &mut [f32],
    ) {
        for (((weight, gradient), mean), square) in weights.iter_mut().zip(gradient).zip(means).zip(squares) {
            *mean = BETAS.0.mul_add(*mean - gradient, *gradient);
            *square = BETAS.1.mul_add(*square - gradient * gradient, gradient * gradient);
            *weight -= rate * (*mean * first) / ((*square * second).sqrt() + 1e-8);
        }
    }
}

/// Adds the gradients of all shares up in the first, and shortens the sum where it is too long.
pub(super) fn add_up(gradients: &mut [&mut Gradient]) {
    if let Some((first, others)) = gradients.split_first_mut() {
        let mut length = 0f32;
        for other in others.iter() {
            for (sum, dense) in first.weights.all_mut().zip(other.weights.all()) {
                add_scaled(&mut sum.weights, &dense.weights, 1.0);
                add_scaled(&mut sum.bias, &dense.bias, 1.0);
            }
        }
        for dense in first.weights.all() {
            length += dot(&dense.weights, &dense.weights);
        }
        let length = length.sqrt();
        if length > LONGEST {
            let shorter = LONGEST / length;
            for dense in first.weights.all_mut() {
                dense
                    .weights
                    .iter_mut()
                    .chain(&mut dense.bias)
                    .for_each(|cell| *cell *= shorter);
            }
        }
    }
}

/// What Adam remembers of the weights.
pub(super) struct Moments {
    means: Weights,
    squares: Weights,
}

impl Moments {
    pub(super) fn new(weights: &Weights) -> Moments {
        let mut nought = weights.clone();
        for dense in nought.all_mut() {
            dense.weights.fill(0.0);
            dense.bias.fill(0.0);
        }
        Moments {
            means: nought.clone(),
            squares: nought,
        }
    }

    pub(super) fn apply(&mut self, adam: &Adam, gradient: &Gradient, weights: &mut Weights) {
        let all = weights.all_mut().zip(gradient.weights.all());
        let memory = self.means.all_mut().zip(self.squares.all_mut());
        for ((weights, gradient), (mean, square)) in all.zip(memory) {
            adam.apply(
                &mut weights.weights,
                &gradient.weights,
                &mut mean.weights,
                &mut square.weights,
            );
            adam.apply(
                &mut weights.bias,
                &gradient.bias,
                &mut mean.bias,
                &mut square.bias,
            );
        }
    }
}

/// What Adam remembers of the rows of features. A row moves only in a step that its feature has a part in.
pub(super) struct RowMoments {
    means: Vec<f32>,
    squares: Vec<f32>,
    order: FxHashMap<u32, usize>,
    sums: Vec<f32>,
}

impl RowMoments {
    pub(super) fn new(table: &Table) -> RowMoments {
        RowMoments {
            means: vec![0.0; table.rows.len()],
            squares: vec![0.0; table.rows.len()],
            order: FxHashMap::default(),
            sums: Vec::new(),
        }
    }

    pub(super) fn apply(&mut self, adam: &Adam, gradients: &[&mut Gradient], table: &mut Table) {
        let width = WIDTH;
        self.order.clear();
        self.sums.clear();
        let mut touched = Vec::new();
        for gradient in gradients {
            for &(row, word) in &gradient.features {
                let place = *self.order.entry(row).or_insert_with(|| {
                    touched.push(row);
                    touched.len() - 1
                });
                self.sums
                    .resize(self.sums.len().max((place + 1) * width), 0.0);
                let word = word as usize * width;
                add_scaled(
                    &mut self.sums[place * width..(place + 1) * width],
                    &gradient.words[word..word + width],
                    1.0,
                );
            }
        }
        for (sum, row) in self.sums.chunks_exact(width).zip(touched) {
            let cells = row as usize * width..(row as usize + 1) * width;
            adam.apply(
                &mut table.rows[cells.clone()],
                sum,
                &mut self.means[cells.clone()],
                &mut self.squares[cells],
            );
        }
    }
}
