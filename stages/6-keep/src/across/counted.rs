//! What a figure counts.

use std::iter;
use std::ops::Range;

use super::stream::{Stream, Thing, stream};
use super::tokens::tokens;
use super::vocabulary::{Class, Meaning, Vocabulary, feature, vocabulary};

/// The unit of parts of a whole.
const RATIO: &str = "ratio";
/// The unit of people.
const PERSON: &str = "person";

/// A figure as it stands in its sentence.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// Its row.
    pub(crate) id: i64,
    /// The row of its article, and the number of the sentence.
    pub(crate) sentence: (i64, i64),
    /// The least and the most it can be.
    pub(crate) range: (Option<f64>, Option<f64>),
    /// Whether it is said to be about right.
    pub(crate) about: bool,
    /// Its unit, as the record names it.
    pub(crate) unit: String,
    /// Its words, as bytes of the sentence.
    pub(crate) words: Range<usize>,
    /// The words that say of what.
    pub(crate) of: Option<Range<usize>>,
}

/// A figure with what it counts, in every language the same.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Counted {
    /// Its row.
    pub(crate) id: i64,
    sentence: (i64, i64),
    /// The number itself, for all that is said of its exactness.
    value: f64,
    /// The least and the most it can be.
    range: (f64, f64),
    unit: Unit,
    /// What stands around it, by number, with how much that says.
    around: Vec<(u32, f64)>,
}

/// What is counted, as far as the unit tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Nothing is said.
    None,
    /// Something that has no plain number: money, parts, time. What of, the sentence must say.
    Measure(u32),
    /// Something of which there are many sorts: of people, some are hurt and some homeless.
    Broad(u32),
    /// Lorries are lorries.
    Telling(u32),
}

/// How far a figure that is said to be about right may be off: our own measure.
const ABOUT: f64 = 0.1;

/// How much of what stands around two figures on the same thing they share.
const ANY: f64 = 0.36;
/// The same of two figures of one article that differ: it tells of many things, and seldom of one twice.
const IN_ARTICLE: f64 = 0.6;
/// The same where the number is the same, and one that is not met by chance.
const EQUAL: f64 = 0.15;
/// Numbers up to this are met by chance.
const SMALL: f64 = 12.0;
/// From here on two things in a story hardly have the same number.
const LARGE: f64 = 1000.0;

/// Words beside a figure that say most of what it counts.
const BESIDE: usize = 6;

/// How much that is said in another part of the sentence than the figure says of what it counts; and what is said beyond another figure.
const BEYOND_JOINT: f64 = 0.5;
const BEYOND_FIGURE: f64 = 0.15;

impl Counted {
    /// Reads what the figures of one sentence count.
    pub(crate) fn read(language: &str, sentence: &str, figures: &[Placed]) -> Vec<Counted> {
        let words = vocabulary(language);
        let stream = stream(words, sentence, &[]);
        let joints = joints(words, sentence, &stream);
        let read = figures.iter().map(|figure| {
            let unit = unit_of(language, &figure.unit);
            Counted {
                id: figure.id,
                sentence: figure.sentence,
                value: value(figure.range),
                range: range(figure),
                unit,
                around: around(&stream, &joints, figures, figure, unit),
            }
        });
        read.collect()
    }

    /// How surely two figures count the same, in articles of one story; nothing where they do not.
    pub(crate) fn likeness(&self, other: &Counted) -> Option<f64> {
        let equal = self.value == other.value;
        // Of two numbers in one sentence each counts something.
        if self.sentence == other.sentence && self.differs_from(other) {
            return None;
        }
        let certain = f64::from(u8::from(equal));
        let bar = match self.with(other)? {
            Likely::Same => return Some(certain + 1.0),
            Likely::Perhaps if equal && self.is_singular() => return Some(certain),
            Likely::Perhaps if equal && self.value > SMALL => EQUAL,
            Likely::Perhaps if self.differs_from(other) => IN_ARTICLE,
            Likely::Perhaps | Likely::Seldom => ANY,
        };
        let shared = self.shared(other);
        (shared >= bar).then_some(certain + shared)
    }

    /// What the units of two figures say; nothing where they are of two things.
    fn with(&self, other: &Counted) -> Option<Likely> {
        match (self.unit, other.unit) {
            (Unit::Telling(one), Unit::Telling(two)) if one == two => Some(Likely::Same),
            // *Nine dead and more than 300 hurt*: the second says people as well.
            (Unit::None, Unit::Broad(_) | Unit::Telling(_)) if self.is_whole() => {
                Some(Likely::Perhaps)
            }
            (Unit::Broad(_) | Unit::Telling(_), Unit::None) if other.is_whole() => {
                Some(Likely::Perhaps)
            }
            // Words that the tables do not have are others in other languages.
            (Unit::Telling(_), Unit::Telling(_)) if self.value == other.value => {
                (self.value > SMALL).then_some(Likely::Seldom)
            }
            (one, two) => (one == two).then_some(Likely::Perhaps),
        }
    }

    /// Whether no other thing in a story is likely to have the same number.
    fn is_singular(&self) -> bool {
        self.value >= LARGE || !self.is_whole()
    }

    fn is_whole(&self) -> bool {
        self.value.fract() == 0.0
    }

    /// Whether two are different numbers that one article gives.
    fn differs_from(&self, other: &Counted) -> bool {
        let meet = self.range.0 <= other.range.1 && other.range.0 <= self.range.1;
        self.sentence.0 == other.sentence.0 && !meet
    }

    /// How much of what stands around two figures is the same, from 0 to 1.
    fn shared(&self, other: &Counted) -> f64 {
        let whole = |figure: &Counted| figure.around.iter().map(|(_, weight)| weight).sum::<f64>();
        let least = whole(self).min(whole(other));
        let shared = self.around.iter().filter_map(|(feature, weight)| {
            let at = other
                .around
                .binary_search_by_key(feature, |(feature, _)| *feature)
                .ok()?;
            Some(weight.min(other.around[at].1))
        });
        shared.sum::<f64>() / least.max(f64::MIN_POSITIVE)
    }

    /// Figures that count the same thing, in their order; those that stand alone are left out. The surest pairs are joined
    /// first, and never two groups that have numbers of one article that are not on the same thing by themselves.
    pub(crate) fn groups(figures: Vec<Counted>) -> Vec<Vec<Counted>> {
        let mut pairs = Vec::new();
        for (two, figure) in figures.iter().enumerate() {
            for (one, before) in figures[..two].iter().enumerate() {
                pairs.extend(figure.likeness(before).map(|likeness| (likeness, one, two)));
            }
        }
        pairs.sort_by(|one, two| two.0.total_cmp(&one.0));
        let mut groups: Vec<Vec<usize>> = (0..figures.len()).map(|figure| vec![figure]).collect();
        let mut group: Vec<usize> = (0..figures.len()).collect();
        for (_, one, two) in pairs {
            let (first, second) = (group[one].min(group[two]), group[one].max(group[two]));
            if first == second || apart(&figures, &groups[first], &groups[second]) {
                continue;
            }
            let joined = std::mem::take(&mut groups[second]);
            joined.iter().for_each(|&figure| group[figure] = first);
            groups[first].extend(joined);
        }
        let several = groups.into_iter().filter(|group| group.len() > 1);
        let several = several.map(|mut group| {
            group.sort_unstable();
            group.into_iter().map(|at| figures[at].clone()).collect()
        });
        several.collect()
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

/// Whether two groups have different numbers of one article that are on two things.
fn apart(figures: &[Counted], one: &[usize], two: &[usize]) -> bool {
    let mut pairs = one
        .iter()
        .flat_map(|one| two.iter().map(move |two| (*one, *two)));
    pairs.any(|(one, two)| {
        let (one, two) = (&figures[one], &figures[two]);
        let on_two = || match one.with(two) {
            Some(Likely::Same) => false,
            Some(_) => one.shared(two) < ANY,
            None => true,
        };
        one.differs_from(two) && (one.sentence == two.sentence || on_two())
    })
}

/// What two units say of whether the same is counted.
enum Likely {
    Same,
    Perhaps,
    Seldom,
}

fn value((low, high): (Option<f64>, Option<f64>)) -> f64 {
    low.or(high).unwrap_or_default()
}

fn range(figure: &Placed) -> (f64, f64) {
    let low = figure.range.0.unwrap_or(f64::NEG_INFINITY);
    let high = figure.range.1.unwrap_or(f64::INFINITY);
    match figure.about {
        true => (low - low.abs() * ABOUT, high + high.abs() * ABOUT),
        false => (low, high),
    }
}

/// Where something else may begin to be spoken of: at commas that part no digits, and words that join.
fn joints(words: &Vocabulary, sentence: &str, stream: &Stream) -> Vec<usize> {
    let commas = sentence.match_indices([',', ';', '(', ')', '–', '—']);
    let mut joints: Vec<usize> = commas
        .map(|(at, _)| at)
        .filter(|at| {
            let behind = sentence.as_bytes().get(at + 1);
            !behind.is_some_and(u8::is_ascii_digit)
        })
        .collect();
    let read = stream.words.iter().zip(&stream.starts);
    joints.extend(read.filter_map(|(&word, &start)| words.joins(word).then_some(start)));
    joints.sort_unstable();
    joints
}

/// What stands around a figure, with how much each says of what it counts.
fn around(
    stream: &Stream,
    joints: &[usize],
    figures: &[Placed],
    figure: &Placed,
    unit: Unit,
) -> Vec<(u32, f64)> {
    let noun = |at: &usize| figure.of.as_ref().is_some_and(|of| of.contains(at));
    let weigh = |thing: &Thing| {
        let inside = figure.words.contains(&thing.at);
        // Of its own words, those that are no number and no unit say what it counts.
        if inside && (matches!(unit, Unit::Measure(_)) || !noun(&thing.at)) {
            return None;
        }
        let class = match thing.class {
            Class::Light => 0.2,
            Class::Word => 0.5,
            Class::Concept => 1.0,
            Class::Name => 0.4,
        };
        let place = match inside || noun(&thing.at) {
            true => 1.0,
            false => nearness(stream, joints, figures, figure, thing.at),
        };
        Some((thing.feature, class * place))
    };
    let mut around: Vec<(u32, f64)> = stream.things.iter().filter_map(weigh).collect();
    around.sort_unstable_by(|one, two| one.0.cmp(&two.0).then(two.1.total_cmp(&one.1)));
    around.dedup_by_key(|(feature, _)| *feature);
    around
}

/// How much what stands there has to do with a figure.
fn nearness(
    stream: &Stream,
    joints: &[usize],
    figures: &[Placed],
    figure: &Placed,
    at: usize,
) -> f64 {
    let between = match at < figure.words.start {
        true => at..figure.words.start,
        false => figure.words.end..at,
    };
    let word = |byte: usize| stream.starts.partition_point(|&start| start < byte);
    let near = match word(between.end) - word(between.start) <= BESIDE {
        true => 1.0,
        false => 0.35,
    };
    if figures
        .iter()
        .any(|other| between.contains(&other.words.start))
    {
        return near * BEYOND_FIGURE;
    }
    match joints.iter().any(|joint| between.contains(joint)) {
        true => near * BEYOND_JOINT,
        false => near,
    }
}

/// What a unit says. Some units (`person`, `percent`) have one name in records of every language: what a language does not have
/// as it stands is looked up in the others, and only then by its stem.
fn unit_of(language: &str, unit: &str) -> Unit {
    if unit.is_empty() {
        return Unit::None;
    }
    let currency = unit.len() == 3 && unit.bytes().all(|letter| letter.is_ascii_uppercase());
    if currency || unit == RATIO {
        return Unit::Measure(feature(unit));
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
        Some(Meaning::Thing { feature, .. }) if unit == PERSON => Unit::Broad(feature),
        Some(Meaning::Thing {
            feature,
            class: Class::Light,
            ..
        }) => Unit::Measure(feature),
        Some(Meaning::Thing { feature, .. }) => Unit::Telling(feature),
        _ => Unit::Telling(feature(unit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures that stand in a sentence as `62 morts`, with their units, in an article of that number.
    fn figures(
        article: i64,
        language: &str,
        sentence: &str,
        figures: &[(&str, &str)],
    ) -> Vec<Counted> {
        let placed = figures.iter().enumerate().map(|(at, (words, unit))| {
            let start = sentence.find(words).unwrap();
            let number: String = words.chars().filter(char::is_ascii_digit).collect();
            let number = number.parse().ok();
            let noun = start + words.find(' ').unwrap_or(words.len());
            let end = start + words.len();
            Placed {
                id: article * 10 + at as i64,
                sentence: (article, 1),
                range: (number, number),
                about: false,
                unit: (*unit).to_owned(),
                words: start..end,
                of: (noun < end).then_some(noun + 1..end),
            }
        });
        let placed: Vec<Placed> = placed.collect();
        Counted::read(language, sentence, &placed)
    }

    fn groups(figures: [Vec<Counted>; 2]) -> Vec<Vec<i64>> {
        let groups = Counted::groups(figures.concat());
        let ids = groups
            .iter()
            .map(|group| group.iter().map(|figure| figure.id).collect());
        ids.collect()
    }

    #[test]
    fn the_dead_are_beside_the_dead_and_the_hurt_beside_the_hurt() {
        let french = figures(
            1,
            "fr",
            "L’explosion de la raffinerie a fait 12 morts et 85 blessés.",
            &[("12 morts", "person"), ("85 blessés", "person")],
        );
        let english = figures(
            2,
            "en",
            "The refinery blast killed 15 people and injured 70, police said.",
            &[("15 people", "person"), ("70", "")],
        );
        assert_eq!(groups([french, english]), [[10, 20], [11, 21]]);
    }

    #[test]
    fn a_part_is_not_beside_the_whole() {
        let french = figures(
            1,
            "fr",
            "Le syndicat a retrouvé 40 camions sur 300.",
            &[("40 camions", "camion"), ("300", "")],
        );
        let english = figures(
            2,
            "en",
            "Of 300 lorries 45 lorries have been found.",
            &[("300 lorries", "lorry"), ("45 lorries", "lorry")],
        );
        assert_eq!(groups([french, english]), [[10, 21], [11, 20]]);
    }

    #[test]
    fn sources_of_one_article_that_disagree_are_side_by_side() {
        let read = |number, sentence, words| {
            let mut read = figures(1, "fr", sentence, &[(words, "camion")]);
            (read[0].id, read[0].sentence.1) = (number, number);
            read
        };
        let one = read(1, "Le syndicat compte 340 camions.", "340 camions");
        let other = read(2, "La police parle de 500 camions.", "500 camions");
        assert_eq!(groups([one, other]), [[1, 2]]);
    }

    #[test]
    fn a_number_with_a_fraction_counts_nobody() {
        let one = figures(
            1,
            "fr",
            "Le séisme de magnitude 6,8 a fait 117 morts.",
            &[("117 morts", "person")],
        );
        let mut other = figures(
            2,
            "en",
            "The earthquake had a magnitude of 6.8 and left many dead.",
            &[("6.8", "")],
        );
        other[0].value = 6.8;
        assert!(groups([one, other]).is_empty());
    }

    #[test]
    fn the_same_large_sum_is_one_sum() {
        let one = figures(
            1,
            "fr",
            "Les familles recevront 320000 euros.",
            &[("320000 euros", "EUR")],
        );
        let other = figures(
            2,
            "en",
            "The plaintiffs were awarded 320000 euros.",
            &[("320000 euros", "EUR")],
        );
        assert_eq!(groups([one, other]), [[10, 20]]);
    }
}
