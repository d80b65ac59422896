//! The places of a pattern, what a text has in them, and the dates that this makes.

use super::calendar::Grain;

/// What a place of a pattern stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Day,
    Month,
    MonthNumber,
    Year,
    Weekday,
    Number,
    Unit,
    Part,
    Hour,
    Minute,
}

impl Slot {
    /// The slot a pattern names.
    pub fn from_name(name: &str) -> Option<Slot> {
        Some(match name {
            "day" => Slot::Day,
            "month" => Slot::Month,
            "mm" => Slot::MonthNumber,
            "year" => Slot::Year,
            "weekday" => Slot::Weekday,
            "number" => Slot::Number,
            "unit" => Slot::Unit,
            "part" => Slot::Part,
            "hour" => Slot::Hour,
            "minute" => Slot::Minute,
            _ => return None,
        })
    }
}

/// What the text has in a slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Filler {
    Number(Slot, f64),
    Unit(Grain),
    Part(&'static str),
}

impl Filler {
    fn slot(&self) -> Slot {
        match self {
            Filler::Number(slot, _) => *slot,
            Filler::Unit(_) => Slot::Unit,
            Filler::Part(_) => Slot::Part,
        }
    }
}

/// What the text has in the slots of a pattern, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Fillers(pub Vec<Filler>);

impl Fillers {
    /// The number in the first slot of that kind.
    pub fn first(&self, wanted: Slot) -> Option<f64> {
        self.0.iter().find_map(|filler| match filler {
            Filler::Number(slot, value) if *slot == wanted => Some(*value),
            _ => None,
        })
    }

    /// The unit of time.
    pub fn unit(&self) -> Option<Grain> {
        self.0.iter().find_map(|filler| match filler {
            Filler::Unit(grain) => Some(*grain),
            _ => None,
        })
    }

    /// The part of the day, as TIMEX3 writes it.
    pub fn part(&self) -> Option<&'static str> {
        self.0.iter().find_map(|filler| match filler {
            Filler::Part(part) => Some(*part),
            _ => None,
        })
    }

    /// The number as a duration writes it.
    pub fn count(&self) -> Option<String> {
        self.first(Slot::Number).map(|number| number.to_string())
    }

    /// The number, cut to whole units; no expression of time reaches further than the calendar.
    pub fn whole(&self) -> Option<i64> {
        let number = self.first(Slot::Number)?;
        (0.0..1e6).contains(&number).then_some(number as i64)
    }

    /// The date that they name.
    pub fn date(&self) -> DateParts {
        DateParts::of(&self.0)
    }

    /// The two dates of a range: the second begins where a slot comes again.
    pub fn dates(&self) -> (DateParts, DateParts) {
        let Fillers(fillers) = self;
        let again = fillers.iter().enumerate().position(|(at, filler)| {
            let mut before = fillers[..at].iter();
            before.any(|before| before.slot() == filler.slot())
        });
        let (first, second) = fillers.split_at(again.unwrap_or(fillers.len()));
        (DateParts::of(first), DateParts::of(second))
    }
}

/// As much of a date as an expression names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct DateParts {
    pub day: Option<i8>,
    pub month: Option<i8>,
    pub year: Option<i16>,
    pub weekday: Option<i8>,
}

impl DateParts {
    fn of(fillers: &[Filler]) -> DateParts {
        let mut parts = DateParts::default();
        fillers.iter().for_each(|filler| parts.take(filler));
        parts
    }

    fn take(&mut self, filler: &Filler) {
        // The slots have checked their ranges: every value fits.
        if let Filler::Number(slot, value) = *filler {
            match slot {
                Slot::Day => self.day = Some(value as i8),
                Slot::Month | Slot::MonthNumber => self.month = Some(value as i8),
                Slot::Year => self.year = Some(value as i16),
                Slot::Weekday => self.weekday = Some(value as i8),
                Slot::Number | Slot::Unit | Slot::Part | Slot::Hour | Slot::Minute => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(slots: &[(Slot, f64)]) -> Fillers {
        let fillers = slots
            .iter()
            .map(|&(slot, value)| Filler::Number(slot, value));
        Fillers(fillers.collect())
    }

    #[test]
    fn a_range_has_its_second_date_where_a_slot_comes_again() {
        // `du 3 au 5 mai`
        let range = numbers(&[(Slot::Day, 3.0), (Slot::Day, 5.0), (Slot::Month, 5.0)]);
        let (from, to) = range.dates();
        assert_eq!((from.day, from.month), (Some(3), None));
        assert_eq!((to.day, to.month), (Some(5), Some(5)));
    }

    #[test]
    fn a_number_beyond_the_calendar_counts_no_units() {
        let units = |number| numbers(&[(Slot::Number, number)]).whole();
        assert_eq!((units(3.7), units(1e9)), (Some(3), None));
    }
}
