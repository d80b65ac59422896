//! Periods of the calendar and how TIMEX3 writes them.

use jiff::ToSpan;
use jiff::civil::Date;
use selon_intake::Period;
use selon_languages::TimeUnit;

/// How long the periods are that an expression speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Grain {
    /// A length of time as ISO 8601 writes it: `P3D`, `PT48H`; TIMEX3 adds `P1DE`, `P1CE`, and `X` for *some*.
    pub fn duration(self, count: &str) -> String {
        let (prefix, letter) = match self {
            Grain::Second => ("PT", "S"),
            Grain::Minute => ("PT", "M"),
            Grain::Hour => ("PT", "H"),
            Grain::Day => ("P", "D"),
            Grain::Week => ("P", "W"),
            Grain::Month => ("P", "M"),
            Grain::Quarter => ("P", "Q"),
            Grain::Year => ("P", "Y"),
            Grain::Decade => ("P", "DE"),
            Grain::Century => ("P", "CE"),
        };
        format!("{prefix}{count}{letter}")
    }

    /// The date that lies so many periods away; `None` outside the calendar.
    pub fn shift(self, date: Date, count: i64) -> Option<Date> {
        let span = match self {
            Grain::Second => 0.seconds().try_seconds(count),
            Grain::Minute => 0.minutes().try_minutes(count),
            Grain::Hour => 0.hours().try_hours(count),
            Grain::Day => 0.days().try_days(count),
            Grain::Week => 0.weeks().try_weeks(count),
            Grain::Month => 0.months().try_months(count),
            Grain::Quarter => 0.months().try_months(count.checked_mul(3)?),
            Grain::Year => 0.years().try_years(count),
            Grain::Decade => 0.years().try_years(count.checked_mul(10)?),
            Grain::Century => 0.years().try_years(count.checked_mul(100)?),
        };
        date.checked_add(span.ok()?).ok()
    }

    /// The period of this grain that a date lies in.
    pub fn around(self, date: Date) -> Option<Period> {
        let years = |count: i16| {
            let first = date.year().div_euclid(count) * count;
            Some((
                Date::new(first, 1, 1).ok()?,
                Date::new(first + count - 1, 12, 31).ok()?,
            ))
        };
        let (begin, end) = match self {
            Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => (date, date),
            Grain::Week => {
                let monday =
                    Grain::Day.shift(date, -i64::from(date.weekday().to_monday_zero_offset()))?;
                (monday, Grain::Day.shift(monday, 6)?)
            }
            Grain::Month => (date.first_of_month(), date.last_of_month()),
            Grain::Quarter => {
                let first = (date.month() - 1) / 3 * 3 + 1;
                let begin = Date::new(date.year(), first, 1).ok()?;
                (
                    begin,
                    Date::new(date.year(), first + 2, 1).ok()?.last_of_month(),
                )
            }
            Grain::Year => years(1)?,
            Grain::Decade => years(10)?,
            Grain::Century => years(100)?,
        };
        Some(Period { begin, end })
    }

    /// How TIMEX3 writes the period of this grain that a date lies in.
    pub fn value(self, date: Date) -> String {
        match self {
            Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => date.to_string(),
            Grain::Week => {
                let week = date.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Grain::Month => format!("{:04}-{:02}", date.year(), date.month()),
            Grain::Quarter => format!("{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
            Grain::Year => format!("{:04}", date.year()),
            Grain::Decade => format!("{:03}", date.year() / 10),
            Grain::Century => format!("{:02}", date.year() / 100),
        }
    }
}

impl From<TimeUnit> for Grain {
    fn from(unit: TimeUnit) -> Grain {
        match unit {
            TimeUnit::Second => Grain::Second,
            TimeUnit::Minute => Grain::Minute,
            TimeUnit::Hour => Grain::Hour,
            TimeUnit::Day => Grain::Day,
            TimeUnit::Week => Grain::Week,
            TimeUnit::Month => Grain::Month,
            TimeUnit::Quarter => Grain::Quarter,
            TimeUnit::Year => Grain::Year,
            TimeUnit::Decade => Grain::Decade,
            TimeUnit::Century => Grain::Century,
        }
    }
}

/// What two values have in common, with `X` for each figure of the parts that differ: `2021-08-XX`.
pub(super) fn common(first: &str, second: &str) -> String {
    let mut same = true;
    let parts = first.split('-').zip(second.split('-')).map(|(a, b)| {
        same &= a == b;
        if same { a.to_owned() } else { unknown(a) }
    });
    parts.collect::<Vec<_>>().join("-")
}

fn unknown(part: &str) -> String {
    part.chars()
        .map(|c| if c.is_ascii_digit() { 'X' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_grain_has_its_period_and_its_value() {
        let day = date(2021, 8, 20);
        for (grain, expected) in [
            (Grain::Hour, "2021-08-20 2021-08-20..2021-08-20"),
            (Grain::Week, "2021-W33 2021-08-16..2021-08-22"),
            (Grain::Month, "2021-08 2021-08-01..2021-08-31"),
            (Grain::Quarter, "2021-Q3 2021-07-01..2021-09-30"),
            (Grain::Year, "2021 2021-01-01..2021-12-31"),
            (Grain::Decade, "202 2020-01-01..2029-12-31"),
            (Grain::Century, "20 2000-01-01..2099-12-31"),
        ] {
            let period = grain.around(day).unwrap();
            let value = grain.value(day);
            assert_eq!(
                format!("{value} {}..{}", period.begin, period.end),
                expected
            );
        }
    }

    #[test]
    fn a_shift_stays_in_the_calendar_or_gives_nothing() {
        let shift = |grain: Grain, count| grain.shift(date(2024, 2, 29), count);
        assert_eq!(shift(Grain::Quarter, -1), Some(date(2023, 11, 29)));
        assert_eq!(shift(Grain::Decade, 1), Some(date(2034, 2, 28)));
        assert_eq!(shift(Grain::Century, 1_000_000), None);
    }

    #[test]
    fn what_differs_is_unknown_and_so_is_all_behind_it() {
        assert_eq!(common("2021-08-20", "2021-08-31"), "2021-08-XX");
        assert_eq!(common("2021-07-05", "2021-08-05"), "2021-XX-XX");
    }
}
