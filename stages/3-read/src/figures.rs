//! Figures: everything in a text that counts or measures, with the words that bound it, its unit, and what it is of.
//!
//! The numbers are read from the text's own characters, what they count from the analyser's tags and trees where those
//! hold together and from the next words where they do not. A part of something (*la moitié*, *two in three*) has the
//! unit `ratio`. An order of magnitude (*des milliers*) is at least its power of ten and less than ten times as much.
//! Dates, times of day, ordinals and the numbers in names are no figures.

mod amount;
mod counted;
mod money;
mod uncounted;

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Sentence};
use selon_intake::Span;
use selon_languages::{Beside, BoundWord, CountLink, NounIs, NumberRole, Pack};

use crate::rules::atoms::{Atom, AtomKind, atoms};
use crate::rules::numbers::{self, Numbers};
use crate::rules::phrases::Phrases;
use crate::{Bound, Figure, Time, TimeKind};
use amount::Amount;
use money::{Money, Named};

/// What a language knows about figures.
#[derive(Debug)]
pub(crate) struct Rules {
    numbers: Numbers,
    bounds_before: Phrases<Bound>,
    bounds_after: Phrases<Bound>,
    ranges: Vec<Range>,
    ratios: Phrases<()>,
    orders: Phrases<f64>,
    units: Phrases<&'static str>,
    money: Money,
    persons: Phrases<()>,
    links: Phrases<CountLink>,
    ordinals: FxHashSet<&'static str>,
    names: FxHashSet<&'static str>,
}

/// What stands before the first number of a range, and between the two.
#[derive(Debug)]
struct Range {
    opener: Phrases<()>,
    between: Phrases<()>,
    open: bool,
}

/// One sentence under reading.
struct Reading<'a> {
    rules: &'a Rules,
    sentence: &'a Sentence,
    atoms: Vec<Atom>,
    times: &'a [Span],
    named: &'a Named,
}

impl Rules {
    /// Reads the tables of a language.
    pub(crate) fn load(pack: &'static Pack) -> Rules {
        let words = |role| numbers::with_role(pack, role).map(|row| row.form);
        let persons = pack.nouns.iter();
        let persons = persons.filter(|row| row.is.contains(&NounIs::Counted));
        let orders = numbers::with_role(pack, NumberRole::Order);
        let bounds = |side: fn(Beside) -> bool| {
            let rows = pack.bounds.iter().filter(move |row| side(row.place));
            rows.map(|row| (row.phrase, row.bound.into())).collect()
        };
        let units = pack.units.iter();
        let links = pack.links.iter();
        Rules {
            numbers: Numbers::load(pack),
            bounds_before: bounds(|place| place != Beside::After),
            bounds_after: bounds(|place| place != Beside::Before),
            ranges: ranges(pack),
            ratios: words(NumberRole::Ratio).map(|word| (word, ())).collect(),
            orders: orders
                .filter_map(|row| Some((row.form, row.value?)))
                .collect(),
            units: units
                .filter_map(|row| Some((row.form, row.unit?)))
                .collect(),
            money: Money::load(pack),
            persons: persons.map(|row| (row.lemma, ())).collect(),
            links: links
                .filter_map(|row| Some((row.form, row.counts?)))
                .collect(),
            ordinals: words(NumberRole::Ordinal).collect(),
            names: words(NumberRole::Name).collect(),
        }
    }

    /// The figures of an article in text order; they do not overlap. Whose they are is left open.
    pub(crate) fn figures(&self, text: &str, analysis: &Analysis, times: &[Time]) -> Vec<Figure> {
        // A duration measures, so it is a figure too; any other time is none.
        let dated = times.iter().filter(|time| time.kind != TimeKind::Duration);
        let dated: Vec<Span> = dated.map(|time| time.span).collect();
        let mut times = dated.as_slice();
        let mut figures = Vec::new();
        let sentences = analysis.sentences.iter();
        let cut: Vec<_> = sentences.map(|sentence| atoms(text, sentence)).collect();
        let named = self.money.named(&cut);
        for (sentence, atoms) in analysis.sentences.iter().zip(cut) {
            let past = times.partition_point(|time| time.end <= sentence.span.start);
            times = &times[past..];
            let reading = Reading {
                rules: self,
                sentence,
                atoms,
                times,
                named: &named,
            };
            reading.read(&mut figures);
        }
        figures
    }
}

/// What makes a range of two numbers.
fn ranges(pack: &'static Pack) -> Vec<Range> {
    let rows = numbers::with_role(pack, NumberRole::Range);
    let parts = rows.filter_map(|row| row.form.split_once('*'));
    let ranges = parts.map(|(opener, between)| {
        let (opener, between) = (opener.trim(), between.trim());
        Range {
            opener: [(opener, ())].into_iter().collect(),
            between: [(between, ())].into_iter().collect(),
            open: opener.is_empty(),
        }
    });
    ranges.collect()
}

impl From<BoundWord> for Bound {
    fn from(word: BoundWord) -> Bound {
        match word {
            BoundWord::Exact => Bound::Exact,
            BoundWord::About => Bound::About,
            BoundWord::MoreThan => Bound::MoreThan,
            BoundWord::LessThan => Bound::LessThan,
            BoundWord::Order => Bound::Order,
        }
    }
}

impl Reading<'_> {
    fn read(&self, figures: &mut Vec<Figure>) {
        let mut at = 0;
        let mut times = self.times;
        while at < self.atoms.len() {
            let start = self.atoms[at].span.start;
            times = &times[times.partition_point(|time| time.end <= start)..];
            if times.first().is_some_and(|time| time.start <= start) {
                at += 1;
                continue;
            }
            match self.figure(at, times.first().copied()) {
                Some((figure, end)) => {
                    figures.push(figure);
                    at = end;
                }
                None => at = self.skip(at),
            }
        }
    }

    /// The next place where a figure may begin: past a number that is none, so that its tail is not read as another.
    fn skip(&self, at: usize) -> usize {
        if self.atoms[at].kind == AtomKind::Digits
            && let Some(number) = self.rules.numbers.at(&self.atoms, at)
        {
            return number.end.max(at + 1);
        }
        at + 1
    }

    /// The figure that begins at an atom, and the atom behind it; none where a time stands.
    fn figure(&self, start: usize, time: Option<Span>) -> Option<(Figure, usize)> {
        let amount = self.bounded(start)?;
        let last = self.atoms[amount.end - 1].span;
        let timed = time.is_some_and(|time| time.start < last.end);
        (!timed).then(|| self.measure(start, amount))
    }

    /// Completes a figure that begins at an atom: its unit, what it is of, and a bound that follows.
    fn measure(&self, start: usize, amount: Amount) -> (Figure, usize) {
        let counted = self.counted(start, &amount);
        let mut bound = amount.bound;
        let mut end = counted.end;
        for after in [amount.end, counted.end] {
            if bound == Bound::Exact
                && let Some((past, &suffix)) = self.rules.bounds_after.longest(&self.atoms, after)
            {
                bound = suffix;
                end = end.max(past);
            }
        }
        let (low, high) = match bound {
            Bound::MoreThan => (Some(amount.low), None),
            Bound::LessThan => (None, Some(amount.high)),
            _ => (Some(amount.low), Some(amount.high)),
        };
        let figure = Figure {
            span: self.atoms[start].span.cover(self.atoms[end - 1].span),
            low,
            high,
            bound,
            unit: counted.unit,
            of: counted.of,
            according_to: None,
        };
        (figure, end)
    }
}

/// Figures of texts by hand, as `words = low..high bound unit (of)`.
#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::rules::testing::analysis;
    use selon_analyse::{Relation, Words};

    /// The figures of a text whose words hang on the first.
    pub fn read(code: &str, text: &str, tags: &str) -> Vec<String> {
        lines(code, text, &analysis(text, tags))
    }

    #[track_caller]
    pub fn one(code: &str, text: &str, tags: &str, expected: &str) {
        assert_eq!(read(code, text, tags), [expected], "{text}");
    }

    #[track_caller]
    pub fn none(code: &str, text: &str, tags: &str) {
        assert_eq!(read(code, text, tags), [""; 0], "{text}");
    }

    /// The figures of a text in which some words hang on other words by the relations given.
    pub fn hanging(
        code: &str,
        text: &str,
        tags: &str,
        heads: &[(usize, usize, &str)],
    ) -> Vec<String> {
        let mut analysis = analysis(text, tags);
        let mut words = analysis.sentences[0].words.to_vec();
        for (word, head, relation) in heads {
            let word = &mut words[*word];
            word.head = Some(*head);
            word.deprel = Relation::from_name(relation).unwrap();
        }
        analysis.sentences[0].words = Words::new(words);
        lines(code, text, &analysis)
    }

    fn lines(code: &str, text: &str, analysis: &Analysis) -> Vec<String> {
        let pack = selon_languages::pack(code).unwrap();
        let times = crate::times::Rules::load(pack).unwrap();
        let times = times.times(text, analysis, None);
        let figures = Rules::load(pack).figures(text, analysis, &times);
        figures.iter().map(|figure| line(text, figure)).collect()
    }

    fn line(text: &str, figure: &Figure) -> String {
        let side = |value: Option<f64>| {
            value.map_or(String::new(), |v| ((v * 1e3).round() / 1e3).to_string())
        };
        let of = figure
            .of
            .map_or(String::new(), |of| format!(" ({})", of.of(text)));
        let (low, high) = (side(figure.low), side(figure.high));
        let (bound, unit) = (figure.bound.name(), &figure.unit);
        format!(
            "{} = {low}..{high} {bound} {unit}{of}",
            figure.span.of(text)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{none, one, read};

    #[test]
    fn a_time_is_no_figure_but_a_duration_is() {
        for text in [
            "le 20 août 2021",
            "à 14h30",
            "en 2021",
            "lundi 3 mai",
            "il y a trois jours",
        ] {
            none("fr", text, "");
        }
        let days = "trois jours = 3..3 exact day";
        one("fr", "pendant trois jours", "", days);
    }

    #[test]
    fn what_continues_a_name_is_no_figure() {
        for text in ["le G7 et le Covid-19", "un A320"] {
            none("fr", text, "");
        }
    }

    #[test]
    fn the_tail_of_a_number_that_is_none_is_no_other_number() {
        none("en", "highway 12,500.5", "");
    }

    #[test]
    fn a_bound_stands_before_the_number_or_behind_what_it_counts() {
        let tags = "people:NOUN lits:NOUN:lit";
        let left = "More than 18,000 people = 18000.. more_than person (people)";
        one("en", "More than 18,000 people left.", tags, left);
        let more = "40 people or more = 40.. more_than person (people)";
        one("en", "40 people or more", tags, more);
        let beds = "plus que 30 lits = 30..30 exact lit (lits)";
        one("fr", "Il ne reste plus que 30 lits.", tags, beds);
    }

    #[test]
    fn figures_do_not_overlap() {
        let figures = read(
            "fr",
            "Deux enfants, dont un, et 3 chars.",
            "enfants:NOUN:enfant chars:NOUN:char",
        );
        let expected = [
            "Deux enfants = 2..2 exact person (enfants)",
            "3 chars = 3..3 exact char (chars)",
        ];
        assert_eq!(figures, expected);
    }

    #[test]
    fn any_text_is_read_without_panic() {
        for text in [
            "",
            "½ 99999999999999999999999 1,,2",
            "د٣٤ $ de de - - 1 -",
            "-1 000 000 000 000 000 000 000 km²²",
            "é\u{301}12€",
        ] {
            for code in ["fr", "en"] {
                for line in read(code, text, "") {
                    assert!(!line.is_empty());
                }
            }
        }
    }
}
