//! Figures: everything in a text that counts or measures, with the words that bound it, its unit, and what it is of.
//!
//! The numbers are read from the text's own characters, what they count from the analyser's tags and trees where those
//! hold together and from the next words where they do not. A part of something (*la moitié*, *two in three*) has the
//! unit `ratio`. An order of magnitude (*des milliers*) is at least its power of ten and less than ten times as much.
//! Dates, times of day, ordinals and the numbers in names are no figures.

mod counted;
mod money;

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Sentence};
use selon_intake::Span;
use selon_languages::Pack;

use crate::rules::atoms::{Atom, AtomKind, atoms, continues_name};
use crate::rules::numbers::{Number, Numbers};
use crate::rules::phrases::Phrases;
use crate::rules::{RuleError, cell};
use crate::{Bound, Figure, TimeKind, times};
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
    links: Phrases<counted::Link>,
    ordinals: FxHashSet<&'static str>,
    names: FxHashSet<&'static str>,
    times: times::Rules,
}

/// What stands before the first number of a range, and between the two.
#[derive(Debug)]
struct Range {
    opener: Phrases<()>,
    between: Phrases<()>,
    open: bool,
}

/// The number of a figure before its unit is known.
#[derive(Debug, Clone, Copy)]
struct Amount {
    low: f64,
    high: f64,
    bound: Bound,
    ratio: bool,
    /// The unit that stood before the number or between the two of a range.
    unit: Option<&'static str>,
    /// The atom after it.
    end: usize,
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
    ///
    /// # Errors
    /// A cell that means nothing, with its file, row and mend.
    pub(crate) fn load(pack: &'static Pack) -> Result<Rules, RuleError> {
        let code = pack.code();
        let mut rules = Rules {
            numbers: Numbers::load(pack)?,
            bounds_before: Phrases::new(),
            bounds_after: Phrases::new(),
            ranges: Vec::new(),
            ratios: keys(pack, "ratios"),
            orders: Phrases::new(),
            units: Phrases::new(),
            money: Money::load(pack)?,
            persons: keys(pack, "persons"),
            links: Phrases::new(),
            ordinals: words(pack, "ordinal-suffixes"),
            names: words(pack, "number-names"),
            times: times::Rules::load(pack)?,
        };
        rules.load_bounds(pack)?;
        rules.load_ranges(pack)?;
        for row in pack.table("orders").rows() {
            let value = cell(code, "orders", &row, "value", "a number such as 1000")?;
            rules.orders.insert(row.key(), value);
        }
        for row in pack.table("measures").rows() {
            let unit = row.get("unit").ok_or_else(|| {
                RuleError::new(code, "measures", &row, "`unit` is empty; name the unit")
            })?;
            rules.units.insert(row.key(), unit);
        }
        for row in pack.table("count-links").rows() {
            let link = match row.get("role") {
                Some("count") => counted::Link::Count,
                Some("complement") => counted::Link::Complement,
                _ => {
                    let problem = "`role` is neither count nor complement";
                    return Err(RuleError::new(code, "count-links", &row, problem));
                }
            };
            rules.links.insert(row.key(), link);
        }
        Ok(rules)
    }

    fn load_bounds(&mut self, pack: &'static Pack) -> Result<(), RuleError> {
        for row in pack.table("bounds").rows() {
            let name = row.get("bound").unwrap_or_default();
            let bound = Bound::ALL
                .iter()
                .copied()
                .find(|bound| bound.name() == name);
            let Some(bound) = bound.filter(|bound| *bound != Bound::Between) else {
                let problem = "`bound` is none of exact, about, more_than, less_than, order";
                return Err(RuleError::new(pack.code(), "bounds", &row, problem));
            };
            let place = row.get("place").unwrap_or_default();
            if !matches!(place, "before" | "after" | "both") {
                let problem = "`place` is none of before, after, both";
                return Err(RuleError::new(pack.code(), "bounds", &row, problem));
            }
            if place != "after" {
                self.bounds_before.insert(row.key(), bound);
            }
            if place != "before" {
                self.bounds_after.insert(row.key(), bound);
            }
        }
        Ok(())
    }

    fn load_ranges(&mut self, pack: &'static Pack) -> Result<(), RuleError> {
        for row in pack.table("ranges").rows() {
            let Some((opener, between)) = row.key().split_once('*') else {
                let problem = "the pattern has no `*` where the first number stands";
                return Err(RuleError::new(pack.code(), "ranges", &row, problem));
            };
            let (opener, between) = (opener.trim(), between.trim());
            let mut range = Range {
                opener: Phrases::new(),
                between: Phrases::new(),
                open: opener.is_empty(),
            };
            range.opener.insert(opener, ());
            range.between.insert(between, ());
            self.ranges.push(range);
        }
        Ok(())
    }

    /// The figures of an article in text order; they do not overlap. Whose they are is left open.
    pub(crate) fn figures(&self, text: &str, analysis: &Analysis) -> Vec<Figure> {
        // A duration measures, so it is a figure too; any other time is none.
        let times: Vec<Span> = self
            .times
            .times(text, analysis, None)
            .into_iter()
            .filter(|time| time.kind != TimeKind::Duration)
            .map(|time| time.span)
            .collect();
        let mut times = times.as_slice();
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

fn keys(pack: &'static Pack, table: &str) -> Phrases<()> {
    let mut phrases = Phrases::new();
    for row in pack.table(table).rows() {
        phrases.insert(row.key(), ());
    }
    phrases
}

fn words(pack: &'static Pack, table: &str) -> FxHashSet<&'static str> {
    pack.table(table).rows().map(|row| row.key()).collect()
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

    fn figure(&self, start: usize, time: Option<Span>) -> Option<(Figure, usize)> {
        let rules = self.rules;
        let bound = rules.bounds_before.longest(&self.atoms, start);
        let (amount, bound) = match bound {
            Some((after, &bound)) => match self.amount(after, Some(bound)) {
                Some(amount) => (amount, Some(bound)),
                None => (self.amount(start, None)?, None),
            },
            None => (self.amount(start, None)?, None),
        };
        let last = self.atoms[amount.end - 1].span;
        if time.is_some_and(|time| time.start < last.end) {
            return None;
        }
        let mut amount = amount;
        if let Some(bound) = bound
            && !matches!(amount.bound, Bound::Between | Bound::Order)
        {
            amount.bound = bound;
        }
        Some(self.measure(start, amount))
    }

    /// A number, a range, a part or an order of magnitude, with the currency sign before it.
    fn amount(&self, start: usize, bound: Option<Bound>) -> Option<Amount> {
        let order = bound == Some(Bound::Order);
        if let Some((end, &value)) = self.rules.orders.longest(&self.atoms, start) {
            return Some(magnitude(value, end));
        }
        if order {
            let (end, value) = self.rules.numbers.multiplier(&self.atoms, start)?;
            return Some(magnitude(value, end));
        }
        if continues_name(&self.atoms, start) {
            return None;
        }
        for range in &self.rules.ranges {
            if let Some(amount) = self.range(start, range) {
                return Some(amount);
            }
        }
        let (number, unit) = self.number(start)?;
        if number.article || self.is_no_count(start, number) {
            return None;
        }
        if let Some(ratio) = self.ratio(number) {
            return Some(ratio);
        }
        Some(Amount {
            low: number.value,
            high: number.value,
            bound: if number.round {
                Bound::About
            } else {
                Bound::Exact
            },
            ratio: number.fraction,
            unit,
            end: number.end,
        })
    }

    /// A number with a currency sign or code that may stand right before it.
    fn number(&self, start: usize) -> Option<(Number, Option<&'static str>)> {
        let numbers = &self.rules.numbers;
        if let Some((after, code)) = self.rules.money.before(start, &self.atoms, self.sentence)
            && let Some(number) = numbers.at(&self.atoms, after)
            && number.digits
        {
            return Some((number, Some(code)));
        }
        numbers.at(&self.atoms, start).map(|number| (number, None))
    }

    fn range(&self, start: usize, range: &Range) -> Option<Amount> {
        let first_at = match range.open {
            true => start,
            false => range.opener.longest(&self.atoms, start)?.0,
        };
        let (first, unit_before) = self.number(first_at)?;
        let (mut between, mut unit) = (first.end, unit_before);
        let mut link = range.between.longest(&self.atoms, between);
        if link.is_none()
            && let Some((after, measured)) = self.unit(between)
        {
            (between, unit) = (after, unit.or(Some(measured)));
            link = range.between.longest(&self.atoms, between);
        }
        let (second_at, ()) = link?;
        let (second, unit_after) = self.number(second_at)?;
        if first.article || first.fraction || second.article {
            return None;
        }
        // `10 à 15 millions`: the magnitude belongs to both.
        let bare = second.value_before_magnitude;
        let low = if first.value < bare && first.value < 1000.0 && bare < second.value {
            first.value * (second.value / bare)
        } else {
            first.value
        };
        // `2-1` is a score and `2020-21` a season: neither runs upwards.
        (low < second.value).then_some(Amount {
            low,
            high: second.value,
            bound: Bound::Between,
            ratio: false,
            unit: unit.or(unit_after),
            end: second.end,
        })
    }

    /// *deux sur trois*: the second number is larger and measures nothing itself.
    fn ratio(&self, part: Number) -> Option<Amount> {
        let (after, ()) = self.rules.ratios.longest(&self.atoms, part.end)?;
        let whole = self.rules.numbers.at(&self.atoms, after)?;
        let apart = !part.digits || whole.end == self.atoms.len() || self.unit(whole.end).is_none();
        let measured = self.unit(whole.end).is_some();
        (apart && !measured && !whole.article && part.value < whole.value && whole.value <= 1000.0)
            .then_some(Amount {
                low: part.value / whole.value,
                high: part.value / whole.value,
                bound: Bound::Exact,
                ratio: true,
                unit: None,
                end: whole.end,
            })
    }

    /// Ordinals, items of lists, the numbers of articles and flights.
    fn is_no_count(&self, start: usize, number: Number) -> bool {
        let after = self.atoms.get(number.end);
        let ordinal = after.is_some_and(|next| {
            number.digits && next.tight() && self.rules.ordinals.contains(next.text.as_str())
        });
        let glued = after.is_some_and(|next| {
            number.digits
                && next.tight()
                && next.kind == AtomKind::Letters
                && self.unit(number.end).is_none()
        });
        let named = start.checked_sub(1).is_some_and(|before| {
            let before = &self.atoms[before];
            self.rules.names.contains(before.text.as_str())
        });
        // `n. 5`, `p. 12`
        let abbreviated = start >= 2
            && self.atoms[start - 1].text == "."
            && self
                .rules
                .names
                .contains(self.atoms[start - 2].text.as_str());
        let item = start == 0
            && number.end == 1
            && after.is_some_and(|next| next.tight() && matches!(next.text.as_str(), "." | ")"));
        let dotted = after.is_some_and(|next| {
            let follows = self.atoms.get(number.end + 1);
            number.digits
                && next.tight()
                && matches!(next.text.as_str(), "." | "/" | ":" | "-")
                && follows.is_some_and(|f| f.tight() && f.kind == AtomKind::Digits)
        });
        ordinal
            || glued
            || named
            || abbreviated
            || item
            || dotted
            || self.is_adjective(start, number)
    }

    /// A number word that is tagged as something else: the *neuf* that means new, the *second* that follows the first.
    fn is_adjective(&self, start: usize, number: Number) -> bool {
        use selon_analyse::Upos::{Adj, Adv, Pron, Verb};
        !number.digits
            && number.end == start + 1
            && matches!(
                self.atoms[start].upos(self.sentence),
                Some(Adj | Adv | Verb | Pron)
            )
    }

    /// A unit or currency at an atom, after an optional hyphen.
    fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        let hyphen = self
            .atoms
            .get(at)
            .is_some_and(|atom| atom.text == "-" && atom.tight());
        let at = at + usize::from(hyphen);
        let measure = self.rules.units.longest(&self.atoms, at);
        let measure = measure.map(|(end, &unit)| (end, unit));
        let currency = self.rules.money.after(at, &self.atoms, self.named);
        match (measure, currency) {
            (Some(m), Some(c)) if c.0 > m.0 => Some(c),
            (Some(m), _) => Some(m),
            (None, c) => c,
        }
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

fn magnitude(value: f64, end: usize) -> Amount {
    // Below the next power of ten, whatever the magnitude itself is: a dozen is of the order of ten.
    let next = 10_f64.powf(value.log10().floor() + 1.0);
    Amount {
        low: value,
        high: next.round() - 1.0,
        bound: Bound::Order,
        ratio: false,
        unit: None,
        end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::analysis;
    use selon_analyse::{Relation, Words};

    /// Each figure as `words = low..high bound unit (of)`.
    fn read(code: &str, text: &str, tags: &str) -> Vec<String> {
        let rules = Rules::load(selon_languages::pack(code).unwrap()).unwrap();
        let side = |value: Option<f64>| {
            value.map_or(String::new(), |v| ((v * 1e3).round() / 1e3).to_string())
        };
        let figures = rules.figures(text, &analysis(text, tags));
        let line = |figure: &Figure| {
            let of = figure
                .of
                .map_or(String::new(), |of| format!(" ({})", of.of(text)));
            let (low, high) = (side(figure.low), side(figure.high));
            let (bound, unit) = (figure.bound.name(), &figure.unit);
            format!(
                "{} = {low}..{high} {bound} {unit}{of}",
                figure.span.of(text)
            )
        };
        figures.iter().map(line).collect()
    }

    #[track_caller]
    fn one(code: &str, text: &str, tags: &str, expected: &str) {
        assert_eq!(read(code, text, tags), [expected], "{text}");
    }

    #[test]
    fn french_digits_are_grouped_by_any_space() {
        let tags = "réfugiés:NOUN:réfugié syriens:ADJ habitants:NOUN";
        for space in [" ", "\u{a0}", "\u{202f}", "\u{2009}"] {
            let text = format!("Au moins 12{space}500 réfugiés syriens ont fui.");
            let expected = format!(
                "Au moins 12{space}500 réfugiés = 12500.. more_than person (réfugiés syriens)"
            );
            one("fr", &text, tags, &expected);
        }
        one(
            "fr",
            "La ville compte 1.200.000 habitants.",
            tags,
            "1.200.000 habitants = 1200000..1200000 exact person (habitants)",
        );
    }

    #[test]
    fn french_number_words_sum_up() {
        let tags = "blessés:NOUN chars:NOUN:char maisons:NOUN:maison";
        for (words, value) in [
            ("vingt-trois", 23),
            ("soixante et onze", 71),
            ("quatre-vingt-dix-sept", 97),
            ("deux cent trois", 203),
            ("mille cent", 1100),
            ("trois mille quatre cents", 3400),
            ("un million deux cent mille", 1_200_000),
        ] {
            let text = format!("On a vu {words} chars.");
            one(
                "fr",
                &text,
                tags,
                &format!("{words} chars = {value}..{value} exact char (chars)"),
            );
        }
        one(
            "fr",
            "Près d’une centaine de maisons brûlent.",
            tags,
            "Près d’une centaine de maisons = 100..100 about maison (maisons)",
        );
        one(
            "fr",
            "Une dizaine de blessés.",
            tags,
            "Une dizaine de blessés = 10..10 about person (blessés)",
        );
        assert!(read("fr", "Un char a brûlé.", tags).is_empty());
    }

    #[test]
    fn french_money_shares_and_ages() {
        let tags = "électeurs:NOUN:électeur hausse:NOUN femme:NOUN enfants:NOUN:enfant";
        one(
            "fr",
            "Il doit 3,5 milliards d’euros.",
            tags,
            "3,5 milliards d’euros = 3500000000..3500000000 exact EUR",
        );
        one(
            "fr",
            "Il doit 500 millions de dollars.",
            tags,
            "500 millions de dollars = 500000000..500000000 exact USD",
        );
        one("fr", "Il a payé 20 €.", tags, "20 € = 20..20 exact EUR");
        one(
            "fr",
            "Quelque 15 % des électeurs.",
            tags,
            "Quelque 15 % = 15..15 about percent (électeurs)",
        );
        one(
            "fr",
            "La moitié des électeurs.",
            tags,
            "La moitié = 0.5..0.5 exact ratio (électeurs)",
        );
        one(
            "fr",
            "Deux enfants, dont un.",
            tags,
            "Deux enfants = 2..2 exact person (enfants)",
        );
        one(
            "fr",
            "Deux sur trois sont partis.",
            tags,
            "Deux sur trois = 0.667..0.667 exact ratio",
        );
        one(
            "fr",
            "une femme de 41 ans",
            tags,
            "41 ans = 41..41 exact year",
        );
        one(
            "fr",
            "un million et demi d’électeurs",
            tags,
            "un million et demi d’électeurs = 1500000..1500000 exact person (électeurs)",
        );
    }

    #[test]
    fn french_ranges_and_orders() {
        let tags = "morts:NOUN:mort civils:NOUN:civil";
        one(
            "fr",
            "entre 10 et 15 morts",
            tags,
            "entre 10 et 15 morts = 10..15 between person (morts)",
        );
        one(
            "fr",
            "de 3 à 5 %",
            tags,
            "de 3 à 5 % = 3..5 between percent",
        );
        one(
            "fr",
            "10 à 15 millions d’euros",
            tags,
            "10 à 15 millions d’euros = 10000000..15000000 between EUR",
        );
        one(
            "fr",
            "des milliers de civils",
            tags,
            "des milliers de civils = 1000..9999 order person (civils)",
        );
        one(
            "fr",
            "plusieurs centaines de morts",
            tags,
            "plusieurs centaines de morts = 100..999 order person (morts)",
        );
        one(
            "fr",
            "des dizaines de milliers de civils",
            tags,
            "des dizaines de milliers de civils = 10000..99999 order person (civils)",
        );
    }

    #[test]
    fn names_ordinals_and_dates_are_no_figures() {
        for text in [
            "le G7 et le Covid-19",
            "un A320",
            "l’article 5 du traité",
            "le 20e siècle",
            "le 20 août 2021",
            "à 14h30",
            "en 2021",
            "1. Le contexte",
            "au 06.12.34.56.78",
            "lundi 3 mai",
            "il y a trois jours",
            "page 12",
        ] {
            assert_eq!(read("fr", text, ""), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn english_figures() {
        let tags = "people:NOUN soldiers:NOUN:soldier tanks:NOUN:tank voters:NOUN:voter man:NOUN homes:NOUN:home";
        for (text, expected) in [
            (
                "More than 18,000 people left.",
                "More than 18,000 people = 18000.. more_than person (people)",
            ),
            (
                "two hundred and five tanks",
                "two hundred and five tanks = 205..205 exact tank (tanks)",
            ),
            (
                "nearly a dozen soldiers",
                "nearly a dozen soldiers = 12..12 about person (soldiers)",
            ),
            ("half of the voters", "half = 0.5..0.5 exact ratio (voters)"),
            (
                "two-thirds of voters",
                "two-thirds = 0.667..0.667 exact ratio (voters)",
            ),
            (
                "half a million people",
                "half a million people = 500000..500000 exact person (people)",
            ),
            (
                "up to $5.5 billion",
                "up to $5.5 billion = ..5500000000 less_than USD",
            ),
            ("US$20m", "US$20m = 20000000..20000000 exact USD"),
            (
                "between 10 and 15 percent",
                "between 10 and 15 percent = 10..15 between percent",
            ),
            ("10-15 homes", "10-15 homes = 10..15 between home (homes)"),
            ("a 68-year-old man", "68-year-old = 68..68 exact year"),
            (
                "tens of thousands of people",
                "tens of thousands of people = 10000..99999 order person (people)",
            ),
            (
                "several thousand homes",
                "several thousand homes = 1000..9999 order home (homes)",
            ),
            (
                "40 people or more",
                "40 people or more = 40.. more_than person (people)",
            ),
        ] {
            one("en", text, tags, expected);
        }
    }

    #[test]
    fn a_verb_is_no_money() {
        let tags = "won:VERB:win votes:NOUN:vote percent:NOUN seats:NOUN:seat medals:NOUN:medal \
                    points:VERB:point";
        for (text, expected) in [
            ("She won 38 percent.", "38 percent = 38..38 exact percent"),
            (
                "She won 9,000 votes.",
                "9,000 votes = 9000..9000 exact vote (votes)",
            ),
            ("Only 12 won medals.", "12 = 12..12 exact "),
            ("by 12 points", "12 points = 12..12 exact point"),
            (
                "It cost 3 billion won.",
                "3 billion won = 3000000000..3000000000 exact KRW",
            ),
            ("It cost EUR 500.", "EUR 500 = 500..500 exact EUR"),
            ("a Cup 16 sides want", "16 = 16..16 exact "),
        ] {
            one("en", text, tags, expected);
        }
    }

    #[test]
    fn an_ambiguous_name_is_money_where_the_article_shows_it() {
        let tags = "livres:NOUN:livre";
        let books = "240 millions de livres = 240000000..240000000 exact livre (livres)";
        one(
            "fr",
            "La Ville a perdu 240 millions de livres.",
            tags,
            books,
        );
        let [sum, _] = &read("fr", "240 millions de livres (280 millions d’euros)", tags)[..]
        else {
            panic!("two sums");
        };
        assert_eq!(
            sum,
            "240 millions de livres = 240000000..240000000 exact GBP"
        );
        let text = "Sur 9 milliards de livres égyptiennes, 240 millions de livres manquent.";
        let sums = read("fr", text, tags);
        assert_eq!(
            sums[1],
            "240 millions de livres = 240000000..240000000 exact EGP"
        );
    }

    #[test]
    fn no_more_left_than_so_many_is_exactly_so_many() {
        let tags = "lits:NOUN:lit";
        let expected = "plus que 30 lits = 30..30 exact lit (lits)";
        one("fr", "Il ne reste plus que 30 lits.", tags, expected);
    }

    /// The figures of a sentence in which words hang on other words by the relations given.
    fn hanging(code: &str, text: &str, tags: &str, heads: &[(usize, usize, &str)]) -> Vec<Figure> {
        let mut analysis = analysis(text, tags);
        let mut words = analysis.sentences[0].words.to_vec();
        for (word, head, relation) in heads {
            let word = &mut words[*word];
            word.head = Some(*head);
            word.deprel = Relation::from_name(relation).unwrap();
        }
        analysis.sentences[0].words = Words::new(words);
        let rules = Rules::load(selon_languages::pack(code).unwrap()).unwrap();
        rules.figures(text, &analysis)
    }

    #[test]
    fn what_a_number_modifies_it_counts() {
        let text = "120 polling stations and 14 injured police officers";
        let tags = "polling:VERB:poll:VerbForm=Ger stations:NOUN:station injured:VERB:injure:VerbForm=Part \
                    police:NOUN officers:NOUN:officer";
        let heads = [(0, 2, "nummod"), (1, 2, "amod"), (4, 7, "nummod")];
        let figures = hanging("en", text, tags, &heads);
        let of = |figure: &Figure| figure.of.map(|of| of.of(text));
        let units: Vec<_> = figures.iter().map(|f| (f.unit.as_str(), of(f))).collect();
        let counted = [
            ("station", Some("polling stations")),
            ("person", Some("injured police officers")),
        ];
        assert_eq!(units, counted);
    }

    #[test]
    fn a_sum_is_not_of_its_own_millions() {
        let text = "un chantier de 85 millions d’euros";
        let tags = "chantier:NOUN millions:NOUN:million euros:NOUN:euro";
        for (heads, of) in [
            (&[(7, 4, "nmod"), (4, 0, "dep")][..], None),
            (&[(7, 4, "nmod"), (4, 1, "nmod")], Some("chantier")),
        ] {
            let [sum] = &hanging("fr", text, tags, heads)[..] else {
                panic!("one sum");
            };
            assert_eq!(
                (sum.unit.as_str(), sum.of.map(|of| of.of(text))),
                ("EUR", of)
            );
        }
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
