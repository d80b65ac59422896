//! Sums from which the figures follow: shares, precision, recall and F1.

use std::ops::AddAssign;

/// How many of some are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// The right ones.
    pub right: usize,
    /// All of them.
    pub of: usize,
}

impl Share {
    /// The part that is right.
    pub fn accuracy(&self) -> f64 {
        if self.of > 0 {
            self.right as f64 / self.of as f64
        } else {
            0.0
        }
    }

    pub(crate) fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}

/// Sums from which precision, recall and F1 follow.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// How many gold spans there are.
    pub gold: f64,
    /// How many found spans there are.
    pub found: f64,
    /// How much of the gold was found.
    pub recalled: f64,
    /// How much of what was found is gold.
    pub precise: f64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.gold += other.gold;
        self.found += other.found;
        self.recalled += other.recalled;
        self.precise += other.precise;
    }
}

impl Tally {
    /// The part of what was found that is right.
    pub fn precision(&self) -> f64 {
        if self.found > 0.0 {
            self.precise / self.found
        } else {
            0.0
        }
    }

    /// The part of the gold that was found.
    pub fn recall(&self) -> f64 {
        if self.gold > 0.0 {
            self.recalled / self.gold
        } else {
            0.0
        }
    }

    /// The harmonic mean of both.
    pub fn f1(&self) -> f64 {
        harmonic_mean(self.precision(), self.recall())
    }

    /// So many of both sides, and so many that are the same.
    pub(crate) fn of(gold: usize, found: usize, right: usize) -> Tally {
        let right = right as f64;
        Tally {
            gold: gold as f64,
            found: found as f64,
            recalled: right,
            precise: right,
        }
    }

    /// Counts a pair, of which either side may be absent.
    pub(crate) fn count(&mut self, gold: bool, found: bool, right: bool) {
        let one = |is: bool| f64::from(u8::from(is));
        self.gold += one(gold);
        self.found += one(found);
        self.recalled += one(gold && found && right);
        self.precise += one(gold && found && right);
    }
}

/// What two shares have in common: low where either is.
pub(crate) fn harmonic_mean(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}
