//! What the two classifiers of a tagger look at: a word's form, the words around it, and what those were taken for.
//!
//! Each template makes a feature of what it joins. Templates are told apart by their numbers, which a trained model knows them
//! by: a new one goes to the end of its list, and none changes its place.

use super::form::Form;
use super::{Lexicon, NO_TAG, Style};
use crate::model::feature::{key2, key4};

/// What stands before the number of the first template of bundles.
const BUNDLES: u32 = 2000;

/// A word and those around it; outside the sentence stands [`Form::OUTSIDE`].
struct Around<'f> {
    here: &'f Form,
    before: &'f Form,
    second_before: &'f Form,
    behind: &'f Form,
    second_behind: &'f Form,
}

impl<'f> Around<'f> {
    fn of(forms: &'f [Form], word: usize) -> Around<'f> {
        let at = |index: Option<usize>| {
            let form = index.and_then(|index| forms.get(index));
            form.unwrap_or(&Form::OUTSIDE)
        };
        Around {
            here: &forms[word],
            before: at(word.checked_sub(1)),
            second_before: at(word.checked_sub(2)),
            behind: at(Some(word + 1)),
            second_behind: at(Some(word + 2)),
        }
    }
}

/// Makes features of pairs of values, one template after the other.
struct Pairs<'o> {
    template: u32,
    out: &'o mut Vec<u32>,
}

impl Pairs<'_> {
    #[inline]
    fn add(&mut self, first: u32, second: u32) {
        self.template += 1;
        self.out.push(key2(self.template, first, second));
    }
}

/// The features that choose a word's tag; `before` are the tags of the words before it.
pub(crate) fn tag_features(
    lexicon: &Lexicon,
    forms: &[Form],
    word: usize,
    before: &[u8],
    style: Style,
    out: &mut Vec<u32>,
) {
    let around = Around::of(forms, word);
    let tag = |back: usize| {
        word.checked_sub(back)
            .map_or(u32::from(NO_TAG), |index| u32::from(before[index]))
    };
    let (t1, t2) = (tag(1), tag(2));
    out.clear();
    let mut pairs = Pairs { template: 0, out };
    add_forms(&around, word == 0, t1, &mut pairs);
    add_tags(&around, t1, t2, &mut pairs);
    let w = around.here;
    let known = lexicon.tags(w);
    let next_known = lexicon.tags(around.behind);
    let after_next_known = lexicon.tags(around.second_behind);
    pairs.add(known, 0);
    pairs.add(known, t1);
    pairs.add(known, next_known);
    pairs.add(next_known, 0);
    pairs.add(next_known, t1);
    pairs.add(next_known, w.suffixes[2]);
    pairs.add(after_next_known, next_known);
    pairs.add(style, w.lower);
    pairs.add(style, w.suffixes[1]);
    pairs.add(style, t1);
    out.push(key4(1000, t2, t1, known, next_known));
    out.push(key4(1001, t2, t1, w.suffixes[2], 0));
    out.push(key4(1002, t1, w.lower, next_known, 0));
    out.push(key4(1003, t1, known, next_known, after_next_known));
}

/// What the word and its neighbours look like.
fn add_forms(around: &Around, is_first: bool, t1: u32, pairs: &mut Pairs) {
    let (w, p1, n1) = (around.here, around.before, around.behind);
    pairs.add(0, 0);
    pairs.add(w.raw, 0);
    pairs.add(w.lower, 0);
    pairs.add(w.plain, 0);
    pairs.add(w.shape, 0);
    pairs.add(w.shape, u32::from(is_first));
    for prefix in w.prefixes {
        pairs.add(prefix, 0);
    }
    for suffix in w.suffixes {
        pairs.add(suffix, 0);
    }
    pairs.add(w.suffixes[2], w.shape);
    pairs.add(p1.lower, 0);
    pairs.add(around.second_before.lower, 0);
    pairs.add(n1.lower, 0);
    pairs.add(around.second_behind.lower, 0);
    pairs.add(p1.suffixes[2], 0);
    pairs.add(n1.suffixes[2], 0);
    pairs.add(n1.suffixes[1], t1);
    pairs.add(p1.shape, w.shape);
    pairs.add(n1.shape, w.shape);
}

/// What the words before it were taken for, and pairs of words.
fn add_tags(around: &Around, t1: u32, t2: u32, pairs: &mut Pairs) {
    let (w, p1, n1) = (around.here, around.before, around.behind);
    pairs.add(t1, 0);
    pairs.add(t2, t1);
    pairs.add(t1, w.lower);
    pairs.add(t1, w.suffixes[1]);
    pairs.add(t1, w.suffixes[2]);
    pairs.add(t1, n1.lower);
    pairs.add(t2, w.lower);
    pairs.add(p1.lower, w.lower);
    pairs.add(w.lower, n1.lower);
    pairs.add(p1.lower, n1.lower);
    pairs.add(around.second_before.lower, p1.lower);
}

/// Makes features of a tag and three values, one template after the other.
struct Triples<'o> {
    template: u32,
    tag: u32,
    out: &'o mut Vec<u32>,
}

impl Triples<'_> {
    #[inline]
    fn add(&mut self, first: u32, second: u32, third: u32) {
        self.template += 1;
        let key = key4(self.template, self.tag, first, second, third);
        self.out.push(key);
    }
}

/// The features that choose a word's bundle; `before` are the bundles of the words before it.
pub(super) fn bundle_features(
    forms: &[Form],
    tags: &[u8],
    word: usize,
    before: &[u16],
    style: Style,
    out: &mut Vec<u32>,
) {
    let around = Around::of(forms, word);
    out.clear();
    let mut triples = Triples {
        template: BUNDLES,
        tag: u32::from(tags[word]),
        out,
    };
    add_forms_to_bundles(&around, &mut triples);
    let tag = |index: Option<usize>| {
        let tag = index.and_then(|index| tags.get(index)).copied();
        u32::from(tag.unwrap_or(NO_TAG))
    };
    let (t1, t2) = (tag(word.checked_sub(1)), tag(word.checked_sub(2)));
    let (u1, u2) = (tag(Some(word + 1)), tag(Some(word + 2)));
    let bundle = |back: usize| {
        word.checked_sub(back)
            .map_or(u32::MAX, |index| u32::from(before[index]))
    };
    let (b1, b2) = (bundle(1), bundle(2));
    let w = around.here;
    triples.add(t1, 0, 0);
    triples.add(t1, t2, 0);
    triples.add(u1, 0, 0);
    triples.add(u1, u2, 0);
    triples.add(t1, u1, 0);
    triples.add(t1, w.suffixes[2], 0);
    triples.add(u1, w.suffixes[2], 0);
    triples.add(t1, u1, w.lower);
    triples.add(b1, 0, 0);
    triples.add(b1, b2, 0);
    triples.add(b1, t1, 0);
    triples.add(b1, w.lower, 0);
    triples.add(b1, w.suffixes[1], 0);
    triples.add(b1, w.suffixes[2], 0);
    triples.add(b2, t2, t1);
    triples.add(b2, w.suffixes[1], t1);
    triples.add(style, 0, 0);
    triples.add(style, w.lower, 0);
    triples.add(style, w.suffixes[1], 0);
    triples.add(style, t1, u1);
}

/// What the word and its neighbours look like.
fn add_forms_to_bundles(around: &Around, triples: &mut Triples) {
    let (w, p1, n1) = (around.here, around.before, around.behind);
    triples.add(0, 0, 0);
    triples.add(w.raw, 0, 0);
    triples.add(w.lower, 0, 0);
    triples.add(w.plain, 0, 0);
    triples.add(w.shape, 0, 0);
    for suffix in w.suffixes {
        triples.add(suffix, 0, 0);
    }
    for prefix in &w.prefixes[1..] {
        triples.add(*prefix, 0, 0);
    }
    triples.add(p1.lower, 0, 0);
    triples.add(around.second_before.lower, 0, 0);
    triples.add(n1.lower, 0, 0);
    triples.add(p1.lower, w.lower, 0);
    triples.add(w.lower, n1.lower, 0);
    triples.add(p1.suffixes[1], w.suffixes[1], 0);
    triples.add(n1.suffixes[1], w.suffixes[1], 0);
    triples.add(n1.suffixes[2], 0, 0);
    triples.add(p1.suffixes[0], around.second_before.suffixes[0], 0);
}
