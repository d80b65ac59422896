//! What a figure counts.

use std::iter;
use std::ops::Range;

use super::stream::stream;
use super::tokens::tokens;
use super::vocabulary::{Class, Meaning, feature, vocabulary};

/// The unit of parts of a whole.
const RATIO: &str = "ratio";

/// A figure with what it counts, in every language the same.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Counted {
    /// Its row.
    pub(crate) id: i64,
    /// The least and the most it can be.
    range: (f64, f64),
    unit: u32,
    /// The unit tells by itself what is counted: lorries, not percent or people.
    telling: bool,
    /// What stands around it, by number, with how much that says.
    around: Vec<(u32, f64)>,
}

/// How far a figure that is said to be about right may be off: our own measure.
const ABOUT: f64 = 0.1;

/// How much of what stands around two figures on the same thing they share, where the unit does not tell what it is: of people, some are
/// hurt and some homeless; lorries are lorries.
const ANY: f64 = 0.36;

/// Words beside a figure that say most of what it counts.
const BESIDE: usize = 6;

impl Counted {
    /// Reads what a figure counts from its sentence; the figure and the words that say of what are bytes of that.
    #[allow(clippy::too_many_arguments)] // Each is a column.
    pub(crate) fn read(
        id: i64,
        language: &str,
        unit: &str,
        (low, high): (Option<f64>, Option<f64>),
        about: bool,
        sentence: &str,
        figure: Range<usize>,
        of: Option<Range<usize>>,
    ) -> Counted {
        let words = vocabulary(language);
        let stream = stream(words, sentence, &[]);
        let word = |byte: usize| stream.starts.partition_point(|&start| start < byte);
        let mut around: Vec<(u32, f64)> = Vec::new();
        for thing in stream
            .things
            .iter()
            .filter(|thing| !figure.contains(&thing.at))
        {
            let class = match thing.class {
                Class::Light => 0.2,
                Class::Word => 0.5,
                Class::Concept => 1.0,
                Class::Name => 0.4,
            };
            let inside = of.as_ref().is_some_and(|of| of.contains(&thing.at));
            let apart = match thing.at < figure.start {
                true => word(figure.start) - word(thing.at),
                false => word(thing.at) - word(figure.end),
            };
            let near = if inside || apart <= BESIDE { 1.0 } else { 0.35 };
            around.push((thing.feature, class * near));
        }
        around.sort_unstable_by(|one, two| one.0.cmp(&two.0).then(two.1.total_cmp(&one.1)));
        around.dedup_by_key(|(feature, _)| *feature);
        let (unit, telling) = unit_of(language, unit);
        let (low, high) = (
            low.unwrap_or(f64::NEG_INFINITY),
            high.unwrap_or(f64::INFINITY),
        );
        let range = match about {
            true => (low - low.abs() * ABOUT, high + high.abs() * ABOUT),
            false => (low, high),
        };
        Counted {
            id,
            range,
            unit,
            telling,
            around,
        }
    }

    /// Whether two figures count the same, in articles of one story.
    pub(crate) fn is_of_the_same_thing_as(&self, other: &Counted) -> bool {
        if self.unit != other.unit || self.telling {
            return self.unit == other.unit;
        }
        let whole = |figure: &Counted| figure.around.iter().map(|(_, weight)| weight).sum::<f64>();
        let least = whole(self).min(whole(other));
        let shared = self.around.iter().filter_map(|(feature, weight)| {
            let at = other
                .around
                .binary_search_by_key(feature, |(feature, _)| *feature)
                .ok()?;
            Some(weight.min(other.around[at].1))
        });
        let shared = shared.sum::<f64>() / least.max(f64::MIN_POSITIVE);
        shared >= ANY
    }

    /// Whether one number can be meant by all of them.
    pub(crate) fn agree(figures: &[Counted]) -> bool {
        let low = figures
            .iter()
            .map(|figure| figure.range.0)
            .fold(f64::NEG_INFINITY, f64::max);
        let high = figures
            .iter()
            .map(|figure| figure.range.1)
            .fold(f64::INFINITY, f64::min);
        low <= high
    }
}

/// The number of a unit, and whether it tells what is counted. Some units (`person`, `percent`) have one name in records of every
/// language: what a language does not have as it stands is looked up in the others, and only then by its stem.
fn unit_of(language: &str, unit: &str) -> (u32, bool) {
    let currency = unit.len() == 3 && unit.bytes().all(|letter| letter.is_ascii_uppercase());
    if currency || unit == RATIO {
        return (feature(unit), false);
    }
    let others = selon_languages::packs().iter();
    let mut all = iter::once(language).chain(others.map(|pack| pack.code()));
    let exact = all.find_map(|language| vocabulary(language).exactly(unit));
    let known = exact.or_else(|| {
        let words = vocabulary(language);
        let mut read = Vec::new();
        tokens(unit, |_, letters| read.push(words.word(letters)));
        let (length, meaning) = words.read(&read);
        meaning.filter(|_| length == read.len())
    });
    match known {
        Some(Meaning::Thing { feature, class, .. }) => (feature, class != Class::Light),
        _ => (feature(unit), true),
    }
}
