//! The days that a date stands for.

use jiff::civil::Date;

use crate::Published;

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub begin: Date,
    /// The last day.
    pub end: Date,
}

impl Period {
    /// The days that a date in ISO 8601 may mean, which may be cut anywhere after its year; a time of day is left out.
    ///
    /// ```
    /// use selon_intake::Period;
    /// let august = Period::parse("2021-08").unwrap();
    /// assert_eq!((august.begin.to_string(), august.end.day()), ("2021-08-01".to_owned(), 31));
    /// assert!(Period::parse("2021-08-20T14:05").unwrap().is_day());
    /// assert_eq!(Period::parse("2021-02-30"), None);
    /// ```
    pub fn parse(value: &str) -> Option<Period> {
        let mut parts = value.split('T').next()?.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let date = |month, day| Date::new(year, month, day).ok();
        let Some(month) = parts.next() else {
            let (begin, end) = (date(1, 1)?, date(12, 31)?);
            return Some(Period { begin, end });
        };
        let begin = date(month.parse().ok()?, 1)?;
        let Some(day) = parts.next() else {
            let end = begin.last_of_month();
            return Some(Period { begin, end });
        };
        Some(Period::day(date(begin.month(), day.parse().ok()?)?))
    }

    /// One day.
    pub fn day(date: Date) -> Period {
        Period {
            begin: date,
            end: date,
        }
    }

    /// Whether it is one day.
    pub fn is_day(&self) -> bool {
        self.begin == self.end
    }

    /// The first and the last day, counted from 1970-01-01.
    ///
    /// ```
    /// use selon_intake::Period;
    /// assert_eq!(Period::parse("1970-01").unwrap().numbers(), (0, 30));
    /// assert_eq!(Period::parse("1969-12-31").unwrap().numbers(), (-1, -1));
    /// ```
    pub fn numbers(&self) -> (i32, i32) {
        let epoch = jiff::civil::date(1970, 1, 1);
        // Two dates without a unit asked for are so many days apart.
        let number = |date: Date| (date - epoch).get_days();
        (number(self.begin), number(self.end))
    }
}

impl Published {
    /// The days on which it may have been.
    pub fn period(&self) -> Option<Period> {
        Period::parse(&self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(value: &str) -> Option<String> {
        let period = Period::parse(value)?;
        Some(format!("{}..{}", period.begin, period.end))
    }

    #[test]
    fn a_date_stands_for_all_days_it_may_mean() {
        assert_eq!(ends("2024"), Some("2024-01-01..2024-12-31".to_owned()));
        assert_eq!(ends("2024-02"), Some("2024-02-01..2024-02-29".to_owned()));
        assert_eq!(
            ends("2024-02-07T10:30"),
            Some("2024-02-07..2024-02-07".to_owned())
        );
        for none in [
            "",
            "24",
            "2024-13",
            "2024-W05",
            "2024-XX",
            "2024-02-30",
            "199",
        ] {
            assert_eq!(ends(none), None, "{none}");
        }
    }

    #[test]
    fn days_are_counted_in_the_calendar_without_leaps_of_its_own() {
        let number = |value| Period::parse(value).map(|period| period.numbers().0);
        assert_eq!(number("2000-02-29"), Some(11_016));
        assert_eq!(number("2000-03-01"), Some(11_017));
        assert_eq!(number("1900-03-01"), Some(-25_508));
        assert_eq!(number("0000-03-01"), Some(-719_468));
    }
}
