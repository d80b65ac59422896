//! How many: an order of magnitude, a range, a part or a plain number, with the bound before it.

use super::{Range, Reading};
use crate::Bound;
use crate::rules::atoms::continues_name;
use crate::rules::numbers::Number;

/// The number of a figure before its unit is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub low: f64,
    pub high: f64,
    pub bound: Bound,
    pub ratio: bool,
    /// The unit that stood before the number or between the two of a range.
    pub unit: Option<&'static str>,
    /// The atom after it.
    pub end: usize,
}

impl Reading<'_> {
    /// An amount with what bounds it in front: *plus de 300*. Words that bound nothing may be part of the number itself
    /// (*un millier*).
    pub(super) fn bounded(&self, start: usize) -> Option<Amount> {
        let bound = self.rules.bounds_before.longest(&self.atoms, start);
        let behind = bound.and_then(|(after, &bound)| {
            let amount = self.amount(after, Some(bound))?;
            let fixed = matches!(amount.bound, Bound::Between | Bound::Order);
            let bound = if fixed { amount.bound } else { bound };
            Some(Amount { bound, ..amount })
        });
        behind.or_else(|| self.amount(start, None))
    }

    /// An order of magnitude, else a range, a part or a number with the currency sign before it. `bound` is what stands
    /// before it.
    fn amount(&self, start: usize, bound: Option<Bound>) -> Option<Amount> {
        if let Some(order) = self.order(start) {
            return Some(order);
        }
        if bound == Some(Bound::Order) {
            return self.several(start);
        }
        if continues_name(&self.atoms, start) {
            return None;
        }
        let mut ranges = self.rules.ranges.iter();
        ranges
            .find_map(|range| self.range(start, range))
            .or_else(|| {
                let (number, unit) = self.counting(start)?;
                self.ratio(number).or(Some(plain(number, unit)))
            })
    }

    /// *des milliers*, *tens of thousands*: from that power of ten to the next.
    fn order(&self, start: usize) -> Option<Amount> {
        let (end, &value) = self.rules.orders.longest(&self.atoms, start)?;
        Some(magnitude(value, end))
    }

    /// *several thousand*, *plusieurs centaines*: a word of quantity alone, behind a word that leaves open how many.
    fn several(&self, start: usize) -> Option<Amount> {
        let (end, value) = self.rules.numbers.multiplier(&self.atoms, start)?;
        Some(magnitude(value, end))
    }

    /// *entre 10 et 15*, *10-15*, *de 3 à 5 %*: two numbers, the second of which is larger.
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
        let measured = self.unit(whole.end).is_some();
        (!measured && !whole.article && part.value < whole.value && whole.value <= 1000.0)
            .then_some(Amount {
                low: part.value / whole.value,
                high: part.value / whole.value,
                bound: Bound::Exact,
                ratio: true,
                unit: None,
                end: whole.end,
            })
    }

    /// A number that counts or measures, with its currency sign.
    fn counting(&self, start: usize) -> Option<(Number, Option<&'static str>)> {
        let (number, unit) = self.number(start)?;
        (!number.article && !self.is_no_count(start, number)).then_some((number, unit))
    }

    /// A number with a currency sign or code that may stand right before it: *$5*, *EUR 500*.
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
}

/// A number by itself; some are only roughly meant: *une dizaine*.
fn plain(number: Number, unit: Option<&'static str>) -> Amount {
    Amount {
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
    use crate::figures::testing::{none, one};

    #[test]
    fn a_word_before_a_number_bounds_it_but_no_range_or_order() {
        let tags = "chars:NOUN:char";
        let few = "à peine 12 chars = ..12 less_than char (chars)";
        one("fr", "Il reste à peine 12 chars.", tags, few);
        let range = "environ 10 à 15 chars = 10..15 between char (chars)";
        one("fr", "Voici environ 10 à 15 chars.", tags, range);
    }

    #[test]
    fn an_order_of_magnitude_ends_before_the_next_power_of_ten() {
        let tags = "civils:NOUN:civil homes:NOUN:home";
        for (code, text, expected) in [
            (
                "fr",
                "des milliers de civils",
                "1000..9999 order person (civils)",
            ),
            (
                "fr",
                "des dizaines de milliers de civils",
                "10000..99999 order person (civils)",
            ),
            ("en", "dozens of homes", "12..99 order home (homes)"),
        ] {
            one(code, text, tags, &format!("{text} = {expected}"));
        }
    }

    #[test]
    fn a_quantity_behind_a_word_that_leaves_it_open_is_an_order() {
        let tags = "morts:NOUN:mort homes:NOUN:home";
        let dead = "plusieurs centaines de morts = 100..999 order person (morts)";
        one("fr", "plusieurs centaines de morts", tags, dead);
        let homes = "several thousand homes = 1000..9999 order home (homes)";
        one("en", "several thousand homes", tags, homes);
    }

    #[test]
    fn two_numbers_are_a_range_if_they_run_upwards() {
        let tags = "morts:NOUN:mort homes:NOUN:home";
        let dead = "entre 10 et 15 morts = 10..15 between person (morts)";
        one("fr", "entre 10 et 15 morts", tags, dead);
        one(
            "en",
            "10-15 homes",
            tags,
            "10-15 homes = 10..15 between home (homes)",
        );
        none("en", "They won 2-1.", tags);
    }

    #[test]
    fn both_numbers_of_a_range_have_its_magnitude_and_its_unit() {
        let euros = "10 à 15 millions d’euros = 10000000..15000000 between EUR";
        one("fr", "10 à 15 millions d’euros", "", euros);
        one(
            "fr",
            "de 3 % à 5 %",
            "",
            "de 3 % à 5 % = 3..5 between percent",
        );
        let dollars = "between $2 and $3 = 2..3 between USD";
        one("en", "between $2 and $3", "", dollars);
    }

    #[test]
    fn a_part_of_so_many_is_a_ratio_unless_both_are_measured() {
        let ratio = "Deux sur trois = 0.667..0.667 exact ratio";
        one("fr", "Deux sur trois sont partis.", "", ratio);
        let one_in_five = "one in five = 0.2..0.2 exact ratio";
        one("en", "It hit one in five.", "", one_in_five);
    }

    #[test]
    fn a_currency_stands_on_either_side() {
        for (text, expected) in [
            (
                "up to $5.5 billion",
                "up to $5.5 billion = ..5500000000 less_than USD",
            ),
            ("US$20m", "US$20m = 20000000..20000000 exact USD"),
            ("It cost EUR 500.", "EUR 500 = 500..500 exact EUR"),
        ] {
            one("en", text, "", expected);
        }
        one("fr", "Il a payé 20 €.", "", "20 € = 20..20 exact EUR");
    }
}
