//! What a dependent and a head say together before anything is learnt of the sentence: their parts of speech, how far
//! apart they stand, and what lies between them. Counting is what layers that run along a sentence do least well.

use super::embed::Look;
use crate::Upos;

const TAGS: usize = Upos::ALL.len();

/// How many classes of distance there are, both directions together.
const DISTANCES: usize = 16;

/// How many classes of what lies between two words there are, both directions together.
const BETWEEN: usize = 32;

/// How many pairs can be told apart by distance and by the two kinds of things that lie between, together.
pub(crate) const PAIRS: usize = TAGS * TAGS * (DISTANCES + 2 * BETWEEN);

/// A word's part of speech, and how many words of a sort there are in its sentence up to it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    tag: usize,
    marks: usize,
    verbs: usize,
    nouns: usize,
    conjunctions: usize,
    quotes: usize,
}

/// Overwrites `places` with those of a sentence's words.
pub(crate) fn places(words: &[Look], places: &mut Vec<Place>) {
    places.clear();
    let mut place = Place::default();
    for word in words {
        place.tag = usize::from(word.tag).min(TAGS - 1);
        let is = |tags: &[Upos]| usize::from(tags.iter().any(|&tag| tag as usize == place.tag));
        place.marks += is(&[Upos::Punct]);
        place.verbs += is(&[Upos::Verb, Upos::Aux]);
        place.nouns += is(&[Upos::Noun, Upos::Propn, Upos::Pron]);
        place.conjunctions += is(&[Upos::Cconj, Upos::Sconj]);
        place.quotes += usize::from(word.form.quotes != 0);
        places.push(place);
    }
}

/// The three numbers of a pair, each below [`PAIRS`].
#[inline]
pub(crate) fn pair(places: &[Place], word: usize, head: usize) -> [usize; 3] {
    let (dependent, governor) = (&places[word], &places[head]);
    let right = usize::from(head > word);
    let (first, last) = if head > word {
        (dependent, governor)
    } else {
        (governor, dependent)
    };
    let far = match word.abs_diff(head) {
        near @ 0..=4 => near.saturating_sub(1),
        5..=6 => 4,
        7..=10 => 5,
        11..=20 => 6,
        _ => 7,
    };
    let between = |count: fn(&Place) -> usize| count(last) - count(first);
    let marks = between(|place| place.marks).min(3);
    let verbs = between(|place| place.verbs).min(3);
    let nouns = between(|place| place.nouns).min(3);
    let conjunctions = between(|place| place.conjunctions).min(1);
    let quotes = between(|place| place.quotes) % 2;
    let tags = dependent.tag * TAGS + governor.tag;
    let (second, third) = (TAGS * TAGS * DISTANCES, TAGS * TAGS * (DISTANCES + BETWEEN));
    [
        tags * DISTANCES + far * 2 + right,
        second + tags * BETWEEN + (marks * 4 + verbs) * 2 + right,
        third + tags * BETWEEN + ((nouns * 2 + conjunctions) * 2 + quotes) * 2 + right,
    ]
}
