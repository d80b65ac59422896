//! Figures: everything in a text that counts or measures, with the words that bound it, its unit, and what it is of.
//!
//! The numbers are read from the text's own characters, what they count from the analyser's tags and trees where those
//! hold together and from the next words where they do not. A part of something (*la moitié*, *two in three*) has the
//! unit `ratio`. An order of magnitude (*des milliers*) is at least its power of ten and less than ten times as much.
//! Dates, times of day, ordinals and the numbers in names are no figures.

mod counted;

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Sentence};
use selon_intake::Span;
use selon_languages::{Pack, shared_table};

use crate::rules::atoms::{Atom, AtomKind, atoms, continues_name};
use crate::rules::numbers::{Number, Numbers};
use crate::rules::phrases::Phrases;
use crate::rules::{RuleError, cell};
use crate::{Bound, Figure, TimeKind, times};

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
    currencies: Phrases<&'static str>,
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
            currencies: Phrases::new(),
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
        for (code, table) in [("shared", shared_table("currencies")), (code, pack.table("currencies"))] {
            for row in table.rows() {
                let currency = row.get("code").filter(|code| code.len() == 3).ok_or_else(|| {
                    RuleError::new(code, "currencies", &row, "`code` is no ISO 4217 code; write three letters")
                })?;
                rules.currencies.insert(row.key(), currency);
            }
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
            let bound = Bound::ALL.iter().copied().find(|bound| bound.name() == name);
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
        for sentence in &analysis.sentences {
            let past = times.partition_point(|time| time.end <= sentence.span.start);
            times = &times[past..];
            let reading = Reading {
                rules: self,
                sentence,
                atoms: atoms(text, sentence),
                times,
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
            bound: if number.round { Bound::About } else { Bound::Exact },
            ratio: number.fraction,
            unit,
            end: number.end,
        })
    }

    /// A number with a currency sign or code that may stand right before it.
    fn number(&self, start: usize) -> Option<(Number, Option<&'static str>)> {
        let numbers = &self.rules.numbers;
        if let Some((after, &code)) = self.rules.currencies.longest(&self.atoms, start)
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
            number.digits && next.tight() && next.kind == AtomKind::Letters && self.unit(number.end).is_none()
        });
        let named = start.checked_sub(1).is_some_and(|before| {
            let before = &self.atoms[before];
            self.rules.names.contains(before.text.as_str())
        });
        // `n. 5`, `p. 12`
        let abbreviated = start >= 2
            && self.atoms[start - 1].text == "."
            && self.rules.names.contains(self.atoms[start - 2].text.as_str());
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
        ordinal || glued || named || abbreviated || item || dotted || self.is_adjective(start, number)
    }

    /// A number word that is tagged as something else: the *neuf* that means new, the *second* that follows the first.
    fn is_adjective(&self, start: usize, number: Number) -> bool {
        use selon_analyse::Upos::{Adj, Adv, Pron, Verb};
        !number.digits
            && number.end == start + 1
            && matches!(self.atoms[start].upos(self.sentence), Some(Adj | Adv | Verb | Pron))
    }

    /// A unit or currency at an atom, after an optional hyphen.
    fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        let hyphen = self.atoms.get(at).is_some_and(|atom| atom.text == "-" && atom.tight());
        let at = at + usize::from(hyphen);
        let measure = self.rules.units.longest(&self.atoms, at);
        let currency = self.rules.currencies.longest(&self.atoms, at);
        let longest = match (measure, currency) {
            (Some(m), Some(c)) if c.0 > m.0 => c,
            (Some(m), _) => m,
            (None, c) => c?,
        };
        Some((longest.0, longest.1))
    }

    /// Completes a figure that begins at an atom: its unit, what it is of, and a bound that follows.
    fn measure(&self, start: usize, amount: Amount) -> (Figure, usize) {
        let counted = self.counted(amount.end, amount.unit, amount.ratio);
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
