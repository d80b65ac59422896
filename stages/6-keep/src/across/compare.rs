//! How alike two articles and two statements are. Everything here is the same whichever of the two comes first, and
//! depends on these two alone: so which belong together does not depend on the order in which they were stored.

use super::fingerprint::{Feature, Fingerprint, Sketch, Speaker, StatementFingerprint, weighed};
use super::vocabulary::Class;

/// Days between two articles on one happening, at most.
pub(super) const STORY_DAYS: u32 = 7;
/// Days between two articles that carry one statement, at most.
const STATEMENT_DAYS: u32 = 10;

/// How much of the shorter text stands in the other, from which on one is a copy.
const COPY: f32 = 0.6;
/// A copy has at least so many words.
const COPY_WORDS: u32 = 20;
/// How alike subjects of one story are.
const STORY: f32 = 0.36;
/// The same without dates to go by.
const STORY_UNDATED: f32 = 0.5;
/// How alike statements of one speaker are that are the same; where it is not certain that it is one speaker; and
/// how much less will do in articles of one story.
const SAME: f32 = 0.52;
const SAME_PERHAPS: f32 = 0.62;
const IN_STORY: f32 = 0.12;
/// Statements that share less than this, weighed, may be alike by chance, unless next to nothing in them differs.
const TELLING: f32 = 1.7;
const TELLING_IN_STORY: f32 = 1.2;
const TELLING_ALL: f32 = 0.75;
const ALL: f32 = 0.9;

/// How two articles belong together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Likeness {
    /// How much of the shorter text stands in the other, where one is a copy.
    pub copy: Option<f32>,
    /// How alike their subjects are, where they are of one story.
    pub story: Option<f32>,
}

/// Compares two articles.
pub(super) fn articles(one: &Fingerprint, two: &Fingerprint) -> Likeness {
    let copy = copy(&one.sketch, &two.sketch).filter(|&share| share >= COPY);
    let apart = apart(one, two);
    let bar = if apart.is_some() {
        STORY
    } else {
        STORY_UNDATED
    };
    let close = apart.is_none_or(|days| days <= STORY_DAYS);
    let alike = if close {
        subjects(&one.story, &two.story)
    } else {
        0.0
    };
    // A copy tells the same story, unless it was printed again long after.
    let story = (close && (alike >= bar || copy.is_some())).then_some(alike);
    Likeness { copy, story }
}

/// Days between two articles; nothing where one of the days is not known.
fn apart(one: &Fingerprint, two: &Fingerprint) -> Option<u32> {
    Some(one.day?.abs_diff(two.day?))
}

/// How much of the shorter text stands in the other.
fn copy(one: &Sketch, two: &Sketch) -> Option<f32> {
    if one.words.min(two.words) < COPY_WORDS {
        return None;
    }
    let level = one.level.max(two.level);
    let (mut first, mut second) = (one.at(level).peekable(), two.at(level).peekable());
    let (mut shared, mut of_one, mut of_two) = (0, 0, 0);
    while let (Some(&left), Some(&right)) = (first.peek(), second.peek()) {
        shared += u32::from(left == right);
        of_one += u32::from(first.next_if(|_| left <= right).is_some());
        of_two += u32::from(second.next_if(|_| right <= left).is_some());
    }
    let all = (of_one + first.count() as u32).min(of_two + second.count() as u32);
    (all > 0).then(|| shared as f32 / all as f32)
}

/// The cosine of two subjects; nothing in common where they share no name and too little else.
fn subjects(one: &[(u32, u8)], two: &[(u32, u8)]) -> f32 {
    let length = |things: &[(u32, u8)]| {
        let squares = things.iter().map(|&(_, stored)| weighed(stored).0.powi(2));
        squares.sum::<f32>().sqrt()
    };
    let (mut shared, mut others) = (0.0, 0.0);
    for ((_, left), (_, right)) in both(one, two, |&(feature, _)| feature) {
        let ((left, class), (right, other)) = (weighed(*left), weighed(*right));
        shared += left * right;
        if class.min(other) >= Class::Concept && class.max(other) < Class::Name {
            others += 1.0;
        }
    }
    let lengths = length(one) * length(two);
    // Names alone are not yet a story: the same people do many things.
    if lengths == 0.0 || others < 2.0 {
        0.0
    } else {
        shared / lengths
    }
}

/// What two lists share, both ascending by a key.
fn both<'a, T, K: Ord>(
    one: &'a [T],
    two: &'a [T],
    key: impl Fn(&T) -> K,
) -> impl Iterator<Item = (&'a T, &'a T)> {
    let mut at = 0;
    one.iter().filter_map(move |left| {
        while at < two.len() && key(&two[at]) < key(left) {
            at += 1;
        }
        let right = two.get(at).filter(|right| key(right) == key(left))?;
        at += 1;
        Some((left, right))
    })
}

/// Whether two statements of these articles are the same, and how alike they are.
pub(super) fn statements(
    of: (&Fingerprint, &StatementFingerprint),
    with: (&Fingerprint, &StatementFingerprint),
    story: bool,
) -> Option<f32> {
    let ((article, one), (other, two)) = (of, with);
    if apart(article, other).is_some_and(|days| days > STATEMENT_DAYS) {
        return None;
    }
    // The cheapest questions come first: most pairs are no pair.
    if !agree(&one.numbers, &two.numbers) || other_days(&one.days, &two.days) {
        return None;
    }
    let bar = match speakers(&one.speaker, &two.speaker) {
        Speakers::One => SAME,
        Speakers::Perhaps => SAME_PERHAPS,
        Speakers::Two => return None,
    };
    let shared: Vec<_> = both(&one.features, &two.features, |feature| feature.id).collect();
    if contrary(one, two, &shared) {
        return None;
    }
    let foreign = article.language != other.language;
    let (alike, in_common) = told_alike(one, two, &shared, foreign);
    let (bar, enough) = match story {
        true => (bar - IN_STORY, TELLING_IN_STORY),
        false => (bar, TELLING),
    };
    let telling = in_common >= enough || (in_common >= TELLING_ALL && alike >= ALL);
    (telling && alike >= bar).then_some(alike)
}

/// How much of what two statements tell is the same, from 0 to 1, and how much that is, weighed.
fn told_alike(
    one: &StatementFingerprint,
    two: &StatementFingerprint,
    shared: &[(&Feature, &Feature)],
    foreign: bool,
) -> (f32, f32) {
    let weigh = |feature: &Feature| match Class::of(feature.class) {
        Class::Light => 0.3,
        // A word that no table knows is another in another language.
        Class::Word if foreign => 0.35,
        Class::Word => 0.8,
        Class::Concept => 1.0,
        Class::Name => 1.4,
    };
    let whole = |all: &StatementFingerprint| {
        all.features.iter().map(weigh).sum::<f32>() + all.numbers.len() as f32
    };
    let things = shared
        .iter()
        .map(|(left, right)| weigh(left).max(weigh(right)));
    let in_common = things.sum::<f32>() + one.numbers.len().min(two.numbers.len()) as f32;
    let all = (whole(one) + whole(two)).max(f32::MIN_POSITIVE);
    ((2.0 * in_common / all).min(1.0), in_common)
}

/// Whether two are one speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speakers {
    One,
    Perhaps,
    Two,
}

fn speakers(one: &Speaker, two: &Speaker) -> Speakers {
    if one.known != 0 && one.known == two.known {
        return Speakers::One;
    }
    if one.surname != 0 && two.surname != 0 {
        return if one.surname == two.surname {
            Speakers::One
        } else {
            Speakers::Two
        };
    }
    if one.called.is_empty() || two.called.is_empty() {
        return Speakers::Perhaps;
    }
    let shared = both(&one.called, &two.called, |name| *name).count();
    match shared {
        0 => Speakers::Two,
        shared if shared * 2 >= one.called.len().min(two.called.len()) => Speakers::One,
        _ => Speakers::Perhaps,
    }
}

/// Whether one says that what the other says is not so: more of what they share is negated in one of them than in both. A denial
/// of something and a statement of it are contrary by themselves.
fn contrary(
    one: &StatementFingerprint,
    two: &StatementFingerprint,
    shared: &[(&Feature, &Feature)],
) -> bool {
    let differ = shared
        .iter()
        .filter(|(left, right)| left.negated != right.negated)
        .count();
    let agree = shared
        .iter()
        .filter(|(left, right)| left.negated && right.negated)
        .count();
    (differ > agree) != (one.denied != two.denied)
}

/// Numbers up to this are also said in other ways: *both*, *a pair*, *the two*.
const SMALL: f32 = 2.0;

/// Whether the numbers of two statements are the same, but for small ones.
fn agree(one: &[(f32, f32)], two: &[(f32, f32)]) -> bool {
    fn large(numbers: &[(f32, f32)]) -> impl Iterator<Item = u32> {
        let large = numbers
            .iter()
            .filter(|(low, high)| *low > SMALL || *high > SMALL && high.is_finite());
        // However the words bound it: *below three* is *three at most*.
        large.map(|(low, high)| {
            if low.is_finite() {
                low.to_bits()
            } else {
                high.to_bits()
            }
        })
    }
    large(one).eq(large(two))
}

/// Whether both name days, and none of them in common.
fn other_days(one: &[(i32, i32)], two: &[(i32, i32)]) -> bool {
    let meet = |left: &(i32, i32), right: &(i32, i32)| left.0 <= right.1 && right.0 <= left.1;
    !one.is_empty()
        && !two.is_empty()
        && !one
            .iter()
            .any(|left| two.iter().any(|right| meet(left, right)))
}
