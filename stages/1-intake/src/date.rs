//! Dates as files and people write them.

use jiff::civil::{Date, Time};

use crate::Precision;

/// A date in ISO 8601, as exact as it is given: a year, a month, a day or a minute. Seconds and the offset from UTC may
/// follow and are left out: the date is the one on the clock where the article was published.
///
/// Returns the value cut to its precision.
///
/// ```
/// use selon_intake::{Precision, parse_date};
/// assert_eq!(parse_date("2021-08"), Some(("2021-08".to_owned(), Precision::Month)));
/// assert_eq!(parse_date("2021-08-20T14:05:33Z"), Some(("2021-08-20T14:05".to_owned(), Precision::Minute)));
/// assert_eq!(parse_date("2021-02-30"), None);
/// ```
pub fn parse_date(text: &str) -> Option<(String, Precision)> {
    let text = text.trim();
    let (day, time) = match text.split_once(['T', 't', ' ']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let numbers: Vec<&str> = day.split('-').collect();
    let (value, precision) = match numbers[..] {
        [year] => (format!("{:04}", number(year, 4)?), Precision::Year),
        [year, month] => {
            let (year, month) = (number(year, 4)?, number(month, 2)?);
            Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
            (format!("{year:04}-{month:02}"), Precision::Month)
        }
        [year, month, day] => (
            iso(number(year, 4)?, number(month, 2)?, number(day, 2)?)?,
            Precision::Day,
        ),
        _ => return None,
    };
    match time {
        None => Some((value, precision)),
        Some(time) if precision == Precision::Day => {
            Some((format!("{value}T{}", clock(time)?), Precision::Minute))
        }
        Some(_) => None,
    }
}

/// A date written with its day first, `20/08/2021` or `20.08.2021`, where day and month cannot be confused.
fn day_first(text: &str) -> Option<String> {
    let mut numbers = text.split(['/', '.']);
    let (day, month) = (number(numbers.next()?, 2)?, number(numbers.next()?, 2)?);
    let year = number(numbers.next()?, 4)?;
    (numbers.next().is_none() && (day > 12 || day == month)).then(|| iso(year, month, day))?
}

/// The date a header's value begins with; what follows it may be anything.
pub(crate) fn leading_date(value: &str) -> Option<(String, Precision)> {
    let mut words = value.split_whitespace();
    let day = words.next()?.trim_end_matches([',', ';', '.']);
    let timed = words.next().map(|time| format!("{day} {time}"));
    timed
        .and_then(|timed| parse_date(&timed))
        .or_else(|| parse_date(day))
        .or_else(|| Some((day_first(day)?, Precision::Day)))
}

fn iso(year: u16, month: u16, day: u16) -> Option<String> {
    let [month, day] = [month, day].map(|number| i8::try_from(number).ok());
    let date = Date::new(i16::try_from(year).ok()?, month?, day?).ok()?;
    Some(date.to_string())
}

/// Hours and minutes, `14:05`; seconds and an offset may follow.
fn clock(text: &str) -> Option<String> {
    let (hours, rest) = text.split_once(':')?;
    let (minutes, rest) = rest.split_at_checked(2)?;
    let time = Time::new(
        i8::try_from(number(hours, 2)?).ok()?,
        i8::try_from(number(minutes, 2)?).ok()?,
        0,
        0,
    );
    let ends = rest.is_empty() || rest.starts_with([':', 'Z', 'z', '+', '-', ' ']);
    let time = time.ok().filter(|_| ends)?;
    Some(format!("{:02}:{:02}", time.hour(), time.minute()))
}

/// A number of one to `digits` digits; a year has all of them.
fn number(text: &str, digits: usize) -> Option<u16> {
    let fits = text.len() <= digits && (digits < 4 || text.len() == digits);
    (fits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_the_precision_they_have() {
        let value = |text| parse_date(text).map(|(value, _)| value);
        assert_eq!(value("2021"), Some("2021".to_owned()));
        assert_eq!(value("2021-8-5"), Some("2021-08-05".to_owned()));
        assert_eq!(
            value("2021-08-20 14:05"),
            Some("2021-08-20T14:05".to_owned())
        );
        assert_eq!(
            value("2021-08-20T14:05+02:00"),
            Some("2021-08-20T14:05".to_owned())
        );
        for wrong in [
            "",
            "21",
            "2021-13",
            "2021-08-20T25:00",
            "2021-08T10:00",
            "2021-08-20x",
            "août",
        ] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_header_date_may_have_words_behind_it() {
        let value = |text| leading_date(text).map(|(value, _)| value);
        assert_eq!(value("2021-08 in"), Some("2021-08".to_owned()));
        assert_eq!(value("20/08/2021, 14h05"), Some("2021-08-20".to_owned()));
        assert_eq!(
            value("2021-08-20 14:05 CET"),
            Some("2021-08-20T14:05".to_owned())
        );
        // The third of August or the eighth of March.
        assert_eq!(value("03/08/2021"), None);
    }
}
