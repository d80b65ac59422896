//! The relations of a language, as several treebanks name them.

use super::sample::Sample;
use crate::Relation;

/// How often a relation must stand in the first treebank, in ten thousand words, to be one of its own.
const RARE: usize = 1;

/// How many heads must have a dependent in a relation for it to be told whether one could have two.
const KNOWN: usize = 30;

/// What happens less than once in so many times is a slip.
const SLIP: usize = 400;

/// The relations of a language and which of them stand for one another.
pub(crate) struct Labels {
    pub(crate) names: Vec<Relation>,
    /// The names that the first treebank uses.
    own: Vec<bool>,
    /// Whether a word has one dependent in a relation at the most.
    pub(crate) sole: Vec<bool>,
}

impl Labels {
    pub(crate) fn new(samples: &[Sample]) -> Labels {
        let mut names: Vec<Relation> = samples
            .iter()
            .flat_map(|sample| &sample.labels)
            .copied()
            .collect();
        names.push(Relation::Root);
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
        let sole = sole(samples, &names);
        Labels { names, own, sole }
    }

    /// The numbers that are right for a relation. Where the first treebank does not know it but knows its subtypes, or
    /// the relation without its subtype, those are: `obl` stands for `obl:arg` and `obl:mod` alike.
    pub(crate) fn right(&self, label: Relation) -> Vec<u16> {
        let Ok(number) = self.names.binary_search(&label) else {
            return Vec::new();
        };
        let related: Vec<u16> = (0u16..)
            .zip(self.names.iter().zip(&self.own))
            .filter(|(_, (name, own))| **own && name.general() == label.general())
            .map(|(related, _)| related)
            .collect();
        if self.own[number] || related.is_empty() {
            vec![number as u16]
        } else {
            related
        }
    }
}

/// For each relation whether a head has two dependents in it so seldom in the first treebank that it is a slip.
fn sole(samples: &[Sample], names: &[Relation]) -> Vec<bool> {
    let mut counts = vec![(0usize, 0usize); names.len()];
    for sample in samples.iter().filter(|sample| sample.style == 0) {
        let mut arcs: Vec<(usize, &Relation)> =
            sample.heads.iter().copied().zip(&sample.labels).collect();
        arcs.sort_unstable();
        for same in arcs.chunk_by(|left, right| left == right) {
            if let Ok(number) = names.binary_search(same[0].1) {
                counts[number].0 += 1;
                counts[number].1 += usize::from(same.len() > 1);
            }
        }
    }
    counts
        .into_iter()
        .map(|(heads, twice)| heads >= KNOWN && twice * SLIP < heads)
        .collect()
}
