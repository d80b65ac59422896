//! Two networks that are asked together: what one says counts beside what the other says, as shares of all it could say.
//!
//! The careful model knows more of language, the fast one more of its treebank's habits: features of words, where the
//! annotators of one treebank differ from those of all others.

use super::heads::{Heads, Own, Scores};
use super::twins::shares;

/// How much the second network counts beside the first for heads, relations and parts of speech, and for features
/// (docs/measurements.md, "The careful model").
const READING: f32 = 0.3;
const FEATURES: f32 = 1.0;

/// From the first network's numbers to the second's, for what the second knows too.
pub(crate) struct Bridge {
    relations: Vec<Option<u16>>,
    bundles: Vec<Option<u16>>,
}

impl Bridge {
    pub(crate) fn new(first: &Heads, second: &Heads) -> Bridge {
        let bundles = 0..first.bundles().len() as u16;
        let number = |bundle: u16| second.bundles().number(first.bundles().name(bundle));
        Bridge {
            relations: first.labels.numbers_in(&second.labels),
            bundles: bundles.map(number).collect(),
        }
    }

    /// The second network's number of a bundle of the first, where it knows it.
    pub(crate) fn bundle(&self, bundle: u16) -> Option<u16> {
        self.bundles[usize::from(bundle)]
    }
}

/// What two networks say of the same sentence.
pub(crate) struct Both<'s> {
    pub(crate) first: Own<'s>,
    pub(crate) second: Own<'s>,
    pub(crate) bridge: &'s Bridge,
    /// What the second says, for a moment.
    pub(crate) other: Vec<f32>,
}

impl Scores for Both<'_> {
    fn words(&self) -> usize {
        self.first.words()
    }

    fn heads(&mut self, out: &mut Vec<f32>) {
        self.first.heads(out);
        self.second.heads(&mut self.other);
        let width = self.words() + 1;
        let rows = out.chunks_exact_mut(width);
        for (row, other) in rows.zip(self.other.chunks_exact_mut(width)) {
            add(row, other, READING, Some);
        }
    }

    fn relations(
        &mut self,
        arcs: impl Iterator<Item = (usize, usize)> + Clone,
        out: &mut Vec<f32>,
    ) {
        self.first.relations(arcs.clone(), out);
        self.second.relations(arcs, &mut self.other);
        let width = self.second.heads.labels.len();
        let rows = out.chunks_exact_mut(self.bridge.relations.len());
        for (row, other) in rows.zip(self.other.chunks_exact_mut(width)) {
            add(row, other, READING, |label| {
                self.bridge.relations[label].map(usize::from)
            });
        }
    }

    fn tags(&mut self, word: usize, out: &mut Vec<f32>) {
        self.first.tags(word, out);
        self.second.tags(word, &mut self.other);
        add(out, &mut self.other, READING, Some);
    }

    fn bundles(&mut self, word: usize, out: &mut Vec<f32>) {
        self.first.bundles(word, out);
        self.second.bundles(word, &mut self.other);
        add(out, &mut self.other, FEATURES, |bundle| {
            self.bridge.bundles[bundle].map(usize::from)
        });
    }
}

/// Makes the scores of a choice the logarithms of shares and adds those of another network, which counts so much. What
/// the other does not know is to it as good as what it likes least.
fn add(row: &mut [f32], other: &mut [f32], weight: f32, number: impl Fn(usize) -> Option<usize>) {
    shares(row);
    shares(other);
    let least = other
        .iter()
        .copied()
        .filter(|share| share.is_finite())
        .fold(0.0, f32::min);
    for (at, score) in row.iter_mut().enumerate() {
        *score += weight * number(at).map_or(least, |number| other[number]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(row: [f32; 3], mut other: [f32; 2], weight: f32) -> Vec<f32> {
        let mut row = row.to_vec();
        // The second network numbers two of the three in its own order.
        add(&mut row, &mut other, weight, |at| {
            [Some(1), None, Some(0)][at]
        });
        row
    }

    #[test]
    fn what_both_like_wins_over_what_one_likes_best() {
        let row = added([2.0, 0.0, 1.9], [3.0, 0.0], 0.5);
        assert!(row[2] > row[0] && row[0] > row[1]);
        let alone = added([2.0, 0.0, 1.9], [3.0, 0.0], 0.0);
        assert!(alone[0] > alone[2]);
    }

    #[test]
    fn the_unknown_is_as_good_as_the_least_known() {
        let row = added([1.0, 1.0, 1.0], [3.0, 0.0], 1.0);
        assert_eq!(row[0], row[1]);
    }

    #[test]
    fn what_cannot_be_stays_impossible() {
        let row = added([f32::NEG_INFINITY, 0.0, 0.0], [f32::NEG_INFINITY, 0.0], 0.5);
        assert!(row[0].is_infinite() && row[1].is_finite());
    }
}
