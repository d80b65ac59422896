//! Where sentences end.

use rustc_hash::FxHashSet;

use super::glyphs::{Glyph, Kind, hash};

use crate::model::bytes::{Reader, write_unsigned};
use crate::model::feature::key4;
use crate::model::linear::Linear;
use crate::model::{ModelError, Scorer};

/// No sentence has more words, but for those of its last token: every pair of words of a sentence is weighed, here and in
/// the stages behind, so time would grow with the square. Of 30,000 sentences of treebanks one is longer; what else seems to
/// be is a list, a table or noise.
pub(crate) const LONGEST: usize = 160;

/// A token as the end of a sentence is told from it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    /// A hash of its text without case.
    form: u32,
    first: Kind,
    last: Kind,
    letters: u32,
    /// Whether a blank follows it.
    blank: bool,
    /// Whether it is a word that is also written in small letters: in capitals it says that a sentence begins, where
    /// a name says nothing.
    common: bool,
}

/// What tells where sentences end.
pub(crate) struct Ends {
    /// Hashes of the words that are written in small letters.
    pub(crate) common: FxHashSet<u32>,
    /// The two classes are going on and ending.
    pub(crate) weights: Linear,
}

impl Ends {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let mut common: Vec<u32> = self.common.iter().copied().collect();
        common.sort_unstable();
        write_unsigned(out, common.len() as u64);
        let mut before = 0;
        for hash in common {
            write_unsigned(out, u64::from(hash - before));
            before = hash;
        }
        self.weights.write(out);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Ends, ModelError> {
        let mut common = FxHashSet::default();
        let mut hash = 0u32;
        for _ in 0..from.count()? {
            hash = hash.wrapping_add(from.length()? as u32);
            common.insert(hash);
        }
        let weights = Linear::read(from)?;
        if weights.classes() != 2 {
            return Err(ModelError::Damaged("the sentence ends do not fit together"));
        }
        Ok(Ends { common, weights })
    }

    /// How surely a sentence ends behind token `at`: above nought where it does, nothing where none can end.
    pub(crate) fn margin(
        &self,
        marks: &[Mark],
        at: usize,
        nesting: Nesting,
        features: &mut Vec<u32>,
        scores: &mut Vec<i32>,
    ) -> Option<i32> {
        let Some(next) = marks.get(at + 1) else {
            return Some(i32::MAX);
        };
        if !may_end(&marks[at], next) {
            return None;
        }
        end_features(marks, at, nesting, 0, features);
        self.weights.score(features, scores);
        let &[on, end] = &scores[..] else {
            return None;
        };
        Some(end.saturating_sub(on))
    }
}

/// Where a sentence that does not end in time is cut: where one most likely ends, or else at a blank, in the second half of
/// what it may have.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    /// How good the best place is, and how many words stand before it.
    best: Option<((Option<i32>, bool), usize)>,
}

impl Cut {
    /// Takes in the place behind a token, up to which there are so many words.
    pub(crate) fn pass(&mut self, mark: &Mark, margin: Option<i32>, words: usize) {
        let place = (margin, mark.blank);
        let far = words < LONGEST / 2;
        let better = |&(best, _): &(_, usize)| place >= best && words <= LONGEST;
        if !far && self.best.as_ref().is_none_or(better) {
            self.best = Some((place, words));
        }
    }

    /// How many words of a sentence of so many are cut off, if it has to be cut.
    pub(crate) fn due(&mut self, words: usize) -> Option<usize> {
        let (_, cut) = self.best.take_if(|_| words >= LONGEST)?;
        Some(cut)
    }
}

impl Mark {
    pub(crate) fn new(glyphs: &[Glyph], blank: bool, common: &FxHashSet<u32>) -> Mark {
        let form = hash(glyphs);
        let kind = |glyph: Option<&Glyph>| glyph.map_or(Kind::None, |glyph| glyph.kind);
        Mark {
            form,
            first: kind(glyphs.first()),
            last: kind(glyphs.last()),
            letters: glyphs
                .iter()
                .filter(|glyph| glyph.is_letter())
                .count()
                .min(6) as u32,
            blank,
            common: common.contains(&form),
        }
    }
}

/// What is outside the paragraph.
const OUTSIDE: Mark = Mark {
    form: 0,
    first: Kind::None,
    last: Kind::None,
    letters: 7,
    blank: true,
    common: false,
};

/// How the quotation marks and brackets stand at a token.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Nesting {
    quoted: bool,
    brackets: u8,
    /// Tokens since the last sentence ended.
    tokens: u32,
}

impl Nesting {
    /// Takes in one more token.
    pub(crate) fn pass(&mut self, mark: &Mark, bracket: bool) {
        self.tokens += 1;
        match (mark.first, bracket) {
            (Kind::Open, true) => self.brackets = self.brackets.saturating_add(1),
            (Kind::Close, true) => self.brackets = self.brackets.saturating_sub(1),
            (Kind::Open, false) => self.quoted = true,
            (Kind::Close, false) => self.quoted = false,
            (Kind::Quote, _) => self.quoted = !self.quoted,
            _ => {}
        }
    }

    /// A sentence has ended.
    pub(crate) fn end(&mut self) {
        self.tokens = 0;
    }
}

/// Whether a sentence could end behind a token at all. No sentence begins with a mark that closes something, or in
/// small letters without a stop before it.
pub(crate) fn may_end(here: &Mark, next: &Mark) -> bool {
    let stop = matches!(
        here.last,
        Kind::Period | Kind::Final | Kind::Close | Kind::Quote | Kind::Other
    );
    let apart = here.blank || stop && next.first == Kind::Upper;
    next.first != Kind::Close
        && here.first != Kind::Open
        && apart
        && (stop || next.first != Kind::Lower)
}

/// How long a sentence is, in classes that become wider.
fn length_class(tokens: u32) -> u32 {
    match tokens {
        few @ 0..=3 => few,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    }
}

/// The features of the place behind token `at`.
pub(crate) fn end_features(
    marks: &[Mark],
    at: usize,
    nesting: Nesting,
    style: u32,
    out: &mut Vec<u32>,
) {
    let get = |index: Option<usize>| index.and_then(|index| marks.get(index)).unwrap_or(&OUTSIDE);
    let (here, p1, p2) = (&marks[at], get(at.checked_sub(1)), get(at.checked_sub(2)));
    let (n1, n2) = (get(Some(at + 1)), get(Some(at + 2)));
    let (k, kn1, kn2, kp1) = (
        here.last as u32,
        n1.first as u32,
        n2.first as u32,
        p1.first as u32,
    );
    let nest = u32::from(nesting.quoted) << 1 | u32::from(nesting.brackets > 0);
    let long = length_class(nesting.tokens);
    let blank = u32::from(here.blank);
    out.clear();
    let mut template = 8200;
    let mut add = |first: u32, second: u32, third: u32, fourth: u32| {
        template += 1;
        out.push(key4(template, first, second, third, fourth));
    };
    add(0, 0, 0, 0);
    add(here.form, 0, 0, 0);
    add(here.form, kn1, 0, 0);
    add(here.form, n1.form, 0, 0);
    add(here.form, kn1, kn2, 0);
    add(here.form, kn1, blank, u32::from(n1.blank));
    add(p1.form, here.form, 0, 0);
    add(p1.form, here.form, kn1, 0);
    add(p1.letters, here.form, kn1, kp1);
    add(p1.letters, kp1, here.form, n1.form);
    add(p2.form, p1.form, here.form, 0);
    add(k, kn1, 0, 0);
    add(k, kn1, kn2, nest);
    add(k, n1.form, 0, 0);
    add(n1.form, kn1, nest, 0);
    add(n1.form, n2.form, kn1, 0);
    add(kp1, k, kn1, kn2);
    add(here.form, kn1, nest, 0);
    add(here.form, kn1, nest, long);
    add(k, kn1, long, nest);
    add(here.form, n1.form, nest, 0);
    add(here.letters, here.first as u32, kn1, n1.letters);
    let known = u32::from(here.common) << 2 | u32::from(n1.common) << 1 | u32::from(n2.common);
    add(k, kn1, kn2, known);
    add(k, kn1, known, long);
    add(kp1, k, kn1, known);
    add(here.form, kn1, known, nest);
    add(n1.form, k, known, 0);
    add(style << 8 | k, kn1, known, nest);
    add(style, here.form, kn1, 0);
    add(style, k, kn1, nest);
    add(style, here.form, n1.form, 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(blank: bool) -> Mark {
        Mark { blank, ..OUTSIDE }
    }

    #[test]
    fn a_sentence_is_cut_where_one_most_likely_ends() {
        let mut cut = Cut::default();
        for words in 1..=LONGEST {
            let margin = match words {
                10 => Some(-1),
                100 => Some(-20),
                120 => Some(-40),
                _ => None,
            };
            assert_eq!(cut.due(words - 1), None);
            cut.pass(&mark(true), margin, words);
        }
        assert_eq!(cut.due(LONGEST), Some(100));
    }

    #[test]
    fn without_such_a_place_it_is_cut_at_the_last_blank() {
        let mut cut = Cut::default();
        for words in 1..=LONGEST + 3 {
            cut.pass(&mark(words % 7 == 0), None, words);
        }
        assert_eq!(cut.due(LONGEST + 3), Some(LONGEST / 7 * 7));
    }

    #[test]
    fn the_words_of_one_token_stay_together() {
        let mut cut = Cut::default();
        cut.pass(&mark(false), None, LONGEST + 40);
        assert_eq!(cut.due(LONGEST + 40), Some(LONGEST + 40));
    }
}
