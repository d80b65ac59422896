//! Scores what is taken for the body of pages against what people took for it.
//!
//! The figures are those of the article extraction benchmark of Scrapinghub (`evaluate.py` of
//! <https://github.com/scrapinghub/article-extraction-benchmark>): of each page the share of shingles of four words that gold and
//! found have in common, and of these shares the mean over the pages, so that long pages count no more than short ones.

use std::hash::{BuildHasher, Hash};

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::tally::{Tally, harmonic_mean};

/// So many words make a shingle.
const SHINGLE: usize = 4;

/// The scores of pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// How many pages have a gold body or a found one.
    pub pages: usize,
    precision: Mean,
    recall: Mean,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Mean {
    sum: f64,
    of: usize,
}

impl Mean {
    fn add(&mut self, share: f64) {
        self.sum += share;
        self.of += 1;
    }

    fn value(&self) -> f64 {
        if self.of > 0 {
            self.sum / self.of as f64
        } else {
            0.0
        }
    }
}

impl Scores {
    /// Adds a page: its gold body, and the one that was found, which is empty where there is none. Gives the page's own precision
    /// and recall.
    ///
    /// ```
    /// use selon_evaluation::extraction::Scores;
    /// let mut scores = Scores::default();
    /// scores.add("The bridge is shut today.", "The bridge is shut today. Share this page!");
    /// assert_eq!((scores.precision(), scores.recall()), (0.4, 1.0));
    /// ```
    pub fn add(&mut self, gold: &str, found: &str) -> (f64, f64) {
        let (gold, found) = (Shingles::of(gold), Shingles::of(found));
        let tally = Tally::of(gold.all, found.all, gold.common(&found));
        let (precision, recall) = (tally.precision(), tally.recall());
        self.pages += usize::from(gold.all + found.all > 0);
        if found.all > 0 {
            self.precision.add(precision);
        }
        if gold.all > 0 {
            self.recall.add(recall);
        }
        (precision, recall)
    }

    /// The mean part of what was found that is right.
    pub fn precision(&self) -> f64 {
        self.precision.value()
    }

    /// The mean part of the gold that was found.
    pub fn recall(&self) -> f64 {
        self.recall.value()
    }

    /// The harmonic mean of both means.
    pub fn f1(&self) -> f64 {
        harmonic_mean(self.precision(), self.recall())
    }
}

/// A paragraph that only one side has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference<'t> {
    /// The gold has it.
    Missed(&'t str),
    /// It was found.
    MadeUp(&'t str),
}

/// The paragraphs of either side of whose shingles the other has fewer than half: first those that were missed.
pub fn differences<'t>(gold: &'t str, found: &'t str) -> Vec<Difference<'t>> {
    let without = |text: &'t str, other: &str| {
        let other = Shingles::of(other);
        let lines = text
            .split('\n')
            .map(str::trim)
            .filter(|line| words(line).next().is_some());
        let alone = lines.filter(move |line| {
            let line = Shingles::of(line);
            2 * line.common(&other) < line.all
        });
        alone.collect::<Vec<_>>()
    };
    let missed = without(gold, found).into_iter().map(Difference::Missed);
    let made_up = without(found, gold).into_iter().map(Difference::MadeUp);
    missed.chain(made_up).collect()
}

/// How often a text has each of its shingles, by their hashes.
struct Shingles {
    counts: FxHashMap<u64, usize>,
    all: usize,
}

impl Shingles {
    fn of(text: &str) -> Shingles {
        let words: Vec<&str> = words(text).collect();
        let mut shingles = Shingles {
            counts: FxHashMap::default(),
            all: 0,
        };
        // Fewer words are one shingle.
        let whole = (!words.is_empty() && words.len() < SHINGLE).then_some(&words[..]);
        for shingle in words.windows(SHINGLE).chain(whole) {
            *shingles.counts.entry(hash(shingle)).or_default() += 1;
            shingles.all += 1;
        }
        shingles
    }

    fn common(&self, other: &Shingles) -> usize {
        let counts = self.counts.iter();
        let common = counts
            .map(|(shingle, &count)| count.min(other.counts.get(shingle).copied().unwrap_or(0)));
        common.sum()
    }
}

fn hash(shingle: impl Hash) -> u64 {
    FxBuildHasher.hash_one(shingle)
}

/// Letters, figures and underscores in a row.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|character: char| !character.is_alphanumeric() && character != '_');
    parts.filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_count_alike_whatever_their_length() {
        let mut scores = Scores::default();
        let long = "Le pont reste fermé. ".repeat(100);
        assert_eq!(scores.add(&long, &long), (1.0, 1.0));
        assert_eq!(scores.add("Le port rouvre lundi", ""), (0.0, 0.0));
        assert_eq!((scores.precision(), scores.recall()), (1.0, 0.5));
        assert!((scores.f1() - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_shingle_counts_as_often_as_both_sides_have_it() {
        let mut scores = Scores::default();
        let (precision, recall) = scores.add(
            "un deux trois quatre",
            "un deux trois quatre un deux trois quatre",
        );
        assert_eq!((precision, recall), (0.2, 1.0));
        assert_eq!(Scores::default().add("un deux", "un deux"), (1.0, 1.0));
    }

    #[test]
    fn paragraphs_of_one_side_are_differences() {
        let gold = "The bridge is shut until Friday.\n\nThe mayor asks for patience.";
        let found = "The bridge is shut until Friday.\nSign up for our newsletter today.";
        assert_eq!(
            differences(gold, found),
            [
                Difference::Missed("The mayor asks for patience."),
                Difference::MadeUp("Sign up for our newsletter today."),
            ]
        );
    }
}
