//! A linear classifier as it learns: an averaged perceptron with sparse rows.

use rustc_hash::FxHashMap;

use super::Scorer;
use super::linear::Linear;

/// What one feature has learnt.
#[derive(Default)]
struct Row {
    /// The weight of each class that has one.
    weights: Vec<(u16, i32)>,
    /// Beside each weight the sum of its changes, each times the step it was made in. The average over all steps is
    /// the weight less this sum divided by the number of steps.
    sums: Vec<i64>,
    updates: u32,
}

/// How many features are looked up together.
const TOGETHER: usize = 64;

/// How a finished perceptron is cut down to size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finish {
    /// An averaged weight is kept as a multiple of this; those nearer to nought than half of it are dropped.
    pub(crate) quantum: f64,
    /// A feature that was corrected fewer times than this is dropped: it holds for one sentence more than for the
    /// language. Where there are few features, all are kept.
    pub(crate) updates: u32,
}

/// So many features are few.
const FEW: usize = 20_000;

/// The weights while they are learnt.
pub(crate) struct Perceptron {
    classes: usize,
    numbers: FxHashMap<u32, u32>,
    rows: Vec<Row>,
    step: u32,
}

impl Perceptron {
    pub(crate) fn new(classes: usize) -> Perceptron {
        Perceptron {
            classes,
            numbers: FxHashMap::default(),
            rows: Vec::new(),
            step: 0,
        }
    }

    /// Ends one step; an average weighs all steps alike.
    pub(crate) fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves the weights of the features towards `gold` and away from `wrong`.
    pub(crate) fn update(&mut self, features: &[u32], gold: usize, wrong: usize) {
        for &key in features {
            let number = *self.numbers.entry(key).or_insert_with(|| {
                self.rows.push(Row::default());
                (self.rows.len() - 1) as u32
            });
            let row = &mut self.rows[number as usize];
            row.updates += 1;
            row.add(gold as u16, 1, self.step);
            row.add(wrong as u16, -1, self.step);
        }
    }

    /// The averaged weights, rounded.
    pub(crate) fn finish(&self, how: Finish) -> Linear {
        Perceptron::finish_together(&[self], how)
    }

    /// The mean of several perceptrons' averaged weights, rounded. They chose their steps differently, so their
    /// errors partly cancel out.
    pub(crate) fn finish_together(several: &[&Perceptron], how: Finish) -> Linear {
        let mut sums: FxHashMap<u32, Sum> = FxHashMap::default();
        for perceptron in several {
            for (&key, &number) in &perceptron.numbers {
                let row = &perceptron.rows[number as usize];
                let sum = sums.entry(key).or_default();
                sum.updates += row.updates;
                row.add_averages(perceptron.step, &mut sum.weights);
            }
        }
        let unit = how.quantum * several.len() as f64;
        let least = if sums.len() > FEW {
            how.updates * several.len() as u32
        } else {
            1
        };
        let mut rows: Vec<(u32, Vec<(u16, i16)>)> = sums
            .into_iter()
            .filter(|(_, sum)| sum.updates >= least)
            .map(|(key, sum)| (key, rounded(&sum.weights, unit)))
            .filter(|(_, row)| !row.is_empty())
            .collect();
        rows.sort_unstable_by_key(|&(key, _)| key);
        let classes = several
            .iter()
            .map(|perceptron| perceptron.classes)
            .max()
            .unwrap_or(0);
        Linear::new(classes, &rows)
    }
}

impl Row {
    fn add(&mut self, class: u16, change: i32, step: u32) {
        let weighted = i64::from(change) * i64::from(step);
        match self.weights.iter().position(|&(known, _)| known == class) {
            Some(index) => {
                self.weights[index].1 += change;
                self.sums[index] += weighted;
            }
            None => {
                self.weights.push((class, change));
                self.sums.push(weighted);
            }
        }
    }

    fn add_averages(&self, steps: u32, to: &mut Vec<(u16, f64)>) {
        for (&(class, weight), &sum) in self.weights.iter().zip(&self.sums) {
            let average = f64::from(weight) - sum as f64 / f64::from(steps.max(1));
            match to.iter_mut().find(|(known, _)| *known == class) {
                Some((_, total)) => *total += average,
                None => to.push((class, average)),
            }
        }
    }
}

/// What several perceptrons say of one feature.
#[derive(Default)]
struct Sum {
    updates: u32,
    weights: Vec<(u16, f64)>,
}

fn rounded(weights: &[(u16, f64)], unit: f64) -> Vec<(u16, i16)> {
    let mut rounded: Vec<(u16, i16)> = weights
        .iter()
        // `as` saturates: a weight beyond the range stays at its end.
        .map(|&(class, weight)| (class, (weight / unit).round() as i16))
        .filter(|&(_, weight)| weight != 0)
        .collect();
    rounded.sort_unstable();
    rounded
}

impl Scorer for Perceptron {
    fn classes(&self) -> usize {
        self.classes
    }

    fn score(&self, features: &[u32], scores: &mut Vec<i32>) {
        scores.clear();
        scores.resize(self.classes, 0);
        // All features are looked up before any row is read, so that the waits for memory run side by side.
        for features in features.chunks(TOGETHER) {
            let mut found = [None; TOGETHER];
            for (key, found) in features.iter().zip(&mut found) {
                *found = self
                    .numbers
                    .get(key)
                    .map(|&number| &self.rows[number as usize].weights);
            }
            for &(class, weight) in found.into_iter().flatten().flatten() {
                scores[usize::from(class)] += weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_average_weighs_every_step() {
        let mut perceptron = Perceptron::new(2);
        perceptron.tick();
        perceptron.update(&[5], 1, 0);
        perceptron.tick();
        perceptron.tick();
        perceptron.update(&[5], 1, 0);
        perceptron.tick();
        // Class 1 weighs nothing in one step, one in two and two in one.
        let linear = perceptron.finish(Finish {
            quantum: 0.25,
            updates: 1,
        });
        let mut scores = Vec::new();
        linear.score(&[5], &mut scores);
        assert_eq!(scores, [-4, 4]);
    }

    #[test]
    fn what_was_seldom_corrected_is_dropped_from_many() {
        let mut perceptron = Perceptron::new(2);
        for key in 0..=FEW as u32 {
            perceptron.update(&[key], 1, 0);
        }
        perceptron.update(&[7], 1, 0);
        perceptron.tick();
        let linear = perceptron.finish(Finish {
            quantum: 0.25,
            updates: 2,
        });
        let mut scores = Vec::new();
        linear.score(&[5], &mut scores);
        assert_eq!(scores, [0, 0]);
        linear.score(&[7], &mut scores);
        assert_eq!(scores, [-8, 8]);
    }
}
