//! Where tokens end inside the runs of text between blanks.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::addresses::address;
use super::glyphs::{Glyph, Kind, hash};
use crate::model::bytes::{Reader, write_unsigned};
use crate::model::feature::{key2, key4};
use crate::model::linear::Linear;
use crate::model::{ModelError, Scorer, best};

/// What lies between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Break {
    /// Nothing.
    None,
    /// One token ends and another begins.
    Token,
    /// One token goes on, with its next word: `do|n't`.
    Word,
}

impl Break {
    pub(crate) const ALL: [Break; 3] = [Break::None, Break::Token, Break::Word];
}

/// Parts text into tokens.
pub(crate) struct Tokeniser {
    /// Whether digits in groups, `18 000`, are one token.
    pub(crate) grouped_numbers: bool,
    /// Hashes of the runs of letters that hide a break: `cannot`.
    pub(crate) run_together: FxHashSet<u32>,
    pub(crate) weights: Linear,
}

/// The runs of glyphs between blanks. Where `grouped_numbers`, groups of digits stay together.
pub(crate) fn runs(glyphs: &[Glyph], grouped_numbers: bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (index, glyph) in glyphs.iter().enumerate() {
        match (glyph.kind == Kind::White, start) {
            (true, Some(open)) => {
                runs.push(open..index);
                start = None;
            }
            (false, None) => start = Some(index),
            _ => {}
        }
    }
    runs.extend(start.map(|open| open..glyphs.len()));
    if !grouped_numbers {
        return runs;
    }
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if groups_meet(glyphs, last, &run) => last.end = run.end,
            _ => joined.push(run),
        }
    }
    joined
}

/// Whether a run ends with the front groups of a number and the next begins with its next group: `(18` and `000)`.
fn groups_meet(glyphs: &[Glyph], left: &Range<usize>, right: &Range<usize>) -> bool {
    if right.start != left.end + 1 {
        return false;
    }
    let is_digit = |glyph: &&Glyph| glyph.kind == Kind::Digit;
    let before = glyphs[left.clone()]
        .iter()
        .rev()
        .take_while(is_digit)
        .count();
    let after = glyphs[right.clone()].iter().take_while(is_digit).count();
    let first_free = left.len() == before
        || glyphs
            .get(left.end - before - 1)
            .is_some_and(|glyph| match glyph.kind {
                Kind::Open | Kind::Quote | Kind::Other => true,
                // The group before this one.
                Kind::White => before == 3,
                _ => false,
            });
    let rest = glyphs
        .get(right.start + after)
        .filter(|_| after < right.len());
    let last_free = rest.is_none_or(|glyph| !glyph.is_letter() && glyph.kind != Kind::Hyphen);
    (1..=3).contains(&before) && after == 3 && first_free && last_free
}

/// Follows the groups of letters in a run.
#[derive(Default)]
pub(crate) struct LetterGroup {
    end: usize,
    hides_break: bool,
}

impl LetterGroup {
    /// Whether the group that glyph `at` is in is one that hides a break. Places must be asked about in order.
    fn hides_break(
        &mut self,
        glyphs: &[Glyph],
        run: &Range<usize>,
        at: usize,
        run_together: &FxHashSet<u32>,
    ) -> bool {
        if at >= self.end {
            let start = at - 1;
            let letters = glyphs[start..run.end]
                .iter()
                .take_while(|glyph| glyph.is_letter())
                .count();
            self.end = start + letters;
            self.hides_break = run_together.contains(&hash(&glyphs[start..self.end]));
        }
        self.hides_break
    }
}

/// The groups of letters in a run.
pub(crate) fn letter_groups<'g>(
    glyphs: &'g [Glyph],
    run: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'g> {
    let start = run.start;
    glyphs[run.clone()]
        .chunk_by(|left, right| left.is_letter() == right.is_letter())
        .scan(start, |at, group| {
            *at += group.len();
            Some((*at - group.len()..*at, group[0].is_letter()))
        })
        .filter_map(|(group, letters)| letters.then_some(group))
}

/// Which places of a run can be breaks at all.
pub(crate) fn may_break(
    glyphs: &[Glyph],
    run: &Range<usize>,
    at: usize,
    group: &mut LetterGroup,
    run_together: &FxHashSet<u32>,
) -> bool {
    let (left, right) = (&glyphs[at - 1], &glyphs[at]);
    if right.clings || left.kind == Kind::White || right.kind == Kind::White {
        return false;
    }
    if !(left.is_letter() && right.is_letter()) {
        return left.kind != Kind::Digit || right.kind != Kind::Digit;
    }
    // An apostrophe after the next letter can make that letter part of what follows: `did|n’t`.
    let apostrophe = glyphs[at..run.end]
        .get(1)
        .is_some_and(|glyph| glyph.kind == Kind::Apostrophe);
    apostrophe || group.hides_break(glyphs, run, at, run_together)
}

impl Tokeniser {
    /// Overwrites `breaks` with what lies before each glyph of a run.
    pub(crate) fn breaks(
        &self,
        glyphs: &[Glyph],
        run: &Range<usize>,
        breaks: &mut Vec<Break>,
        features: &mut Vec<u32>,
        scores: &mut Vec<i32>,
    ) {
        breaks.clear();
        breaks.resize(run.len(), Break::None);
        let mut group = LetterGroup::default();
        let address = address(glyphs, run);
        let mut open = run.start;
        for at in run.start + 1..run.end {
            if !may_break(glyphs, run, at, &mut group, &self.run_together) {
                continue;
            }
            let sure = sure_break(glyphs, at, address.as_ref());
            let found = sure
                .or_else(|| doubled_mark(glyphs, at))
                .unwrap_or_else(|| {
                    break_features(glyphs, run, open, at, features);
                    self.weights.score(features, scores);
                    Break::ALL[best(scores, 0..Break::ALL.len()).unwrap_or(0)]
                });
            breaks[at - run.start] = found;
            if found != Break::None {
                open = at;
            }
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, u64::from(self.grouped_numbers));
        let mut hidden: Vec<u32> = self.run_together.iter().copied().collect();
        hidden.sort_unstable();
        write_unsigned(out, hidden.len() as u64);
        for hash in hidden {
            write_unsigned(out, u64::from(hash));
        }
        self.weights.write(out);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Tokeniser, ModelError> {
        let grouped_numbers = from.unsigned()? != 0;
        let run_together = (0..from.count()?)
            .map(|_| from.length().map(|hash| hash as u32))
            .collect::<Result<_, _>>()?;
        let weights = Linear::read(from)?;
        if weights.classes() != Break::ALL.len() {
            return Err(ModelError::Damaged(
                "the tokeniser's parts do not fit together",
            ));
        }
        Ok(Tokeniser {
            grouped_numbers,
            run_together,
            weights,
        })
    }
}

/// What needs no thought: quotation marks stand alone, and an address is one token.
pub(crate) fn sure_break(
    glyphs: &[Glyph],
    at: usize,
    address: Option<&Range<usize>>,
) -> Option<Break> {
    match address {
        Some(address) if at == address.start || at == address.end => return Some(Break::Token),
        Some(address) if address.contains(&at) => return Some(Break::None),
        _ => {}
    }
    let marks = glyphs[at - 1].is_quotation_mark() || glyphs[at].is_quotation_mark();
    marks.then_some(Break::Token)
}

/// Two apostrophes or two grave accents side by side are a typewriter's quotation mark, and stand alone like any other.
fn doubled_mark(glyphs: &[Glyph], at: usize) -> Option<Break> {
    let pair = |first: usize| {
        let written = |index: usize| glyphs.get(index).map(|glyph| glyph.written);
        let sign = written(first).filter(|&sign| [u32::from('\''), u32::from('`')].contains(&sign));
        sign.is_some() && written(first + 1) == sign
    };
    if pair(at - 1) {
        return Some(Break::None);
    }
    (pair(at) || at > 1 && pair(at - 2)).then_some(Break::Token)
}

/// The groups of letters that hide a break in the training text, from `(group, whether one is hidden)`.
pub(crate) fn run_together(cases: impl Iterator<Item = (u32, bool)>) -> FxHashSet<u32> {
    let mut counts: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for (run, hidden) in cases {
        let count = counts.entry(run).or_default();
        count.0 += 1;
        count.1 += u32::from(hidden);
    }
    // Seen once it is a slip of the writer's, not a habit of the language.
    counts
        .into_iter()
        .filter(|(_, (_, hidden))| *hidden > 1)
        .map(|(run, _)| run)
        .collect()
}

/// The three glyphs on either side of a place in a run, the nearest first: their codes and kinds.
struct Around {
    left: [(u32, u32); 3],
    right: [(u32, u32); 3],
}

impl Around {
    fn of(glyphs: &[Glyph], run: &Range<usize>, at: usize) -> Around {
        let known = |index: Option<usize>| {
            let glyph = index.filter(|index| run.contains(index));
            let glyph = glyph.map(|index| &glyphs[index]);
            let kind = glyph.map_or(Kind::None, |glyph| glyph.kind);
            (glyph.map_or(0, |glyph| glyph.code), kind as u32)
        };
        Around {
            left: [1, 2, 3].map(|steps| known(at.checked_sub(steps))),
            right: [0, 1, 2].map(|steps| known(Some(at + steps))),
        }
    }
}

/// No word has more characters: what has more is no text, and would be gone through again at each of them.
const LONGEST: usize = 100;

/// The features of the place before glyph `at`; the token or word so far began at `open`.
pub(crate) fn break_features(
    glyphs: &[Glyph],
    run: &Range<usize>,
    open: usize,
    at: usize,
    out: &mut Vec<u32>,
) {
    let Around {
        left: [(l1, kl1), (l2, kl2), (l3, kl3)],
        right: [(r1, kr1), (r2, kr2), (r3, kr3)],
    } = Around::of(glyphs, run, at);
    let left = hash(&glyphs[open.max(at.saturating_sub(LONGEST))..at]);
    let right = hash(&glyphs[at..run.end.min(at + 12)]);
    let word_end = |from: usize| {
        let far = run.end.min(from + LONGEST);
        let end = (from..far).find(|&index| !glyphs[index].is_alphanumeric());
        end.unwrap_or(far)
    };
    let ahead_word = hash(&glyphs[at..word_end(at).max(at + 1)]);
    let later_word = hash(&glyphs[at + 1..word_end(at + 1)]);
    let follows = glyphs.get(run.end + 1);
    let follows = follows.map_or(Kind::None, |glyph| glyph.kind) as u32;
    let last = u32::from(at + 1 == run.end);
    let length = (at - open).min(5) as u32;
    let begins = u32::from(open == run.start);
    out.clear();
    let mut template = 8000;
    let mut add = |first: u32, second: u32, third: u32, fourth: u32| {
        template += 1;
        out.push(key4(template, first, second, third, fourth));
    };
    add(0, 0, 0, 0);
    add(l1, r1, 0, 0);
    add(l1, r1, r2, 0);
    add(l2, l1, r1, 0);
    add(l2, l1, r1, r2);
    add(l3, l2, l1, r1);
    add(l1, r1, r2, r3);
    add(kl1, kr1, 0, 0);
    add(kl2, kl1, kr1, kr2);
    add(kl1, r1, kr2, 0);
    add(kl1, r1, kr2, kr3);
    add(kl3, kl2, kl1, r1);
    add(kl1, kr1, l1, r1);
    add(left, 0, 0, 0);
    add(left, r1, 0, 0);
    add(right, 0, 0, 0);
    add(right, l1, 0, 0);
    add(ahead_word, l1, 0, 0);
    add(later_word, r1, 0, 0);
    add(later_word, r1, kl1, 0);
    add(left, r1, later_word, 0);
    add(left, ahead_word, 0, 0);
    add(length, r1, last, kl1);
    add(r1, last, follows, kl1);
    add(left, r1, last, follows);
    add(length, r1, last << 8 | follows, begins);
    add(kl1, r1, last, begins);
    out.push(key2(template + 1, kl1 << 8 | kr1, begins << 1 | last));
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::glyphs;
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        glyphs(text, 0, &mut out);
        runs(&out, true)
            .iter()
            .map(|run| &text[out[run.start].start..out[run.end - 1].end])
            .collect()
    }

    #[test]
    fn groups_of_digits_stay_together() {
        assert_eq!(
            texts("plus de 18\u{a0}000 (1\u{202f}200 000) ou"),
            ["plus", "de", "18\u{a0}000", "(1\u{202f}200 000)", "ou"]
        );
        assert_eq!(
            texts("en 2014 300 et 12 3456, le 12 000e, du 3-12 345"),
            [
                "en", "2014", "300", "et", "12", "3456,", "le", "12", "000e,", "du", "3-12", "345"
            ]
        );
    }
}
