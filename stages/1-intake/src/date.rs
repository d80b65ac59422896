//! Dates as files and people write them.

use jiff::civil::{Date, Time};

use crate::{Precision, Words};

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

/// A date written with its day first, `20/08/2021` or `20.08.2021`, where day and month cannot be confused or it is
/// `certain` that the day comes first.
fn day_first(text: &str, certain: bool) -> Option<String> {
    let mut numbers = text.split(['/', '.']);
    let (day, month) = (number(numbers.next()?, 2)?, number(numbers.next()?, 2)?);
    let year = number(numbers.next()?, 4)?;
    (numbers.next().is_none() && (certain || day > 12 || day == month))
        .then(|| iso(year, month, day))?
}

/// A date that a text begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dated<'t> {
    /// ISO 8601, cut to the precision.
    pub(crate) value: String,
    pub(crate) precision: Precision,
    /// What follows it.
    pub(crate) rest: &'t str,
}

/// So many words may stand before the day or the month: `le mardi`, `on Tuesday,`.
const MOST_WORDS_AHEAD: usize = 2;

/// The date that a text begins with, in figures or with the name of its month; what follows may be anything. `certain`
/// says that the day stands before the month in figures too.
pub(crate) fn leading_date<'t>(text: &'t str, words: &Words, certain: bool) -> Option<Dated<'t>> {
    let tokens = tokens(text);
    let (date, precision, next) =
        in_figures(&tokens, certain).or_else(|| in_words(&tokens, words))?;
    let (value, precision, next) = match time(&tokens[next..])
        .filter(|_| precision == Precision::Day)
    {
        Some((Some(clock), taken)) => (format!("{date}T{clock}"), Precision::Minute, next + taken),
        Some((None, taken)) => (date, precision, next + taken),
        None => (date, precision, next),
    };
    let rest = tokens.get(next).map_or("", |token| &text[token.start..]);
    Some(Dated {
        value,
        precision,
        rest,
    })
}

/// The day and the month, without a year, that a text has at its beginning, as datelines give it.
pub(crate) fn leading_day(text: &str, words: &Words) -> Option<(u8, u8)> {
    let tokens = tokens(text);
    starts(&tokens, words).find_map(|start| {
        let (day, month, _) = day_and_month(tokens.get(start..)?, words)?;
        Some((day, month))
    })
}

/// What follows the time of day that a text begins with.
pub(crate) fn behind_time(text: &str) -> Option<&str> {
    let tokens = tokens(text);
    let (_, taken) = time(&tokens)?;
    Some(tokens.get(taken).map_or("", |token| &text[token.start..]))
}

/// A word with the byte it begins at.
struct Token<'t> {
    text: &'t str,
    start: usize,
}

/// The first words of a text: no date with its time has more.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let words = text.split_whitespace().take(10);
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    words
        .map(|word| Token {
            text: word,
            start: start(word),
        })
        .collect()
}

/// `2021-08-20`, `2021-08-20T14:05`, `20/08/2021`, with the number of tokens it takes. A time of its own is part of it.
fn in_figures(tokens: &[Token], certain: bool) -> Option<(String, Precision, usize)> {
    let day = tokens.first()?.text.trim_end_matches([',', ';', '.']);
    if let Some((value, precision)) = parse_date(day) {
        return Some((value, precision, 1));
    }
    Some((day_first(day, certain)?, Precision::Day, 1))
}

/// `mardi 3 mars 2024`, `March 3rd, 2024`, `août 2024`.
fn in_words(tokens: &[Token], words: &Words) -> Option<(String, Precision, usize)> {
    starts(tokens, words).find_map(|start| {
        let here = tokens.get(start..)?;
        if let Some((day, month, taken)) = day_and_month(here, words) {
            let value = iso(year(here.get(taken)?.text)?, month.into(), day.into())?;
            return Some((value, Precision::Day, start + taken + 1));
        }
        let month = words.month(here.first()?.text)?;
        let year = year(here.get(1)?.text)?;
        Some((format!("{year:04}-{month:02}"), Precision::Month, start + 2))
    })
}

/// The tokens a date in words can begin with.
fn starts(tokens: &[Token], words: &Words) -> impl Iterator<Item = usize> {
    let ahead = tokens.iter().take_while(|token| {
        let word = token.text.trim_end_matches([',', '.']);
        word.chars().all(char::is_alphabetic) && words.month(word).is_none()
    });
    0..=ahead.count().min(MOST_WORDS_AHEAD)
}

/// The day and month at the beginning, in either order, and how many tokens they take.
fn day_and_month(tokens: &[Token], words: &Words) -> Option<(u8, u8, usize)> {
    let [first, second] = [tokens.first()?.text, tokens.get(1)?.text];
    let found = |day, month| Some((day_of_month(day)?, words.month(month)?, 2));
    found(first, second).or_else(|| found(second, first))
}

/// `3`, `3,`, `1er`, `3rd`.
fn day_of_month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches([',', '.']);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ending = &word[digits..];
    let ordinal = ending.chars().count() <= 3 && ending.chars().all(char::is_alphabetic);
    let day = word[..digits].parse().ok()?;
    (ordinal && (1..=31).contains(&day)).then_some(day)
}

fn year(word: &str) -> Option<u16> {
    number(word.trim_end_matches([',', '.', ';', ')', ':']), 4)
}

/// The time of day behind a date, with a short word before it (`à`, `at`) or none, and how many tokens it takes. A clock
/// of twelve hours is none that can be told: `10:12 am`.
fn time(tokens: &[Token]) -> Option<(Option<String>, usize)> {
    let link = |token: &Token| {
        token.text.chars().count() <= 2 && !token.text.starts_with(|c: char| c.is_ascii_digit())
    };
    let skipped = usize::from(tokens.first().is_some_and(link));
    let here = &tokens[skipped..];
    let written = |count: usize| {
        let words: String = here.get(..count)?.iter().map(|token| token.text).collect();
        let clock = words.trim_end_matches([',', '.', ';', ')']);
        let part = |c: char| c.is_ascii_digit() || matches!(c, 'h' | 'H' | ':');
        if count > 1 && !clock.chars().all(part) {
            return None;
        }
        let clock = clock.replacen(['h', 'H'], ":", 1);
        let full = if clock.ends_with(':') {
            clock + "00"
        } else {
            clock
        };
        Some((self::clock(&full)?, count))
    };
    let (clock, taken) = written(1).or_else(|| written(3)).or_else(|| written(2))?;
    let half_day = here.get(taken).is_some_and(|token| {
        let mark: String = token.text.chars().filter(|c| c.is_alphabetic()).collect();
        mark.chars().count() == 2
    });
    Some(((!half_day).then_some(clock), skipped + taken))
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

    fn words() -> Words {
        Words {
            months: vec![("mars", 3), ("march", 3), ("août", 8), ("sept", 9)],
            ..Words::default()
        }
    }

    #[test]
    fn a_header_date_may_have_words_behind_it() {
        let found = |text| {
            let words = words();
            let dated = leading_date(text, &words, false)?;
            Some((dated.value, dated.rest.to_owned()))
        };
        let expect = |text, value: &str, rest: &str| {
            assert_eq!(
                found(text),
                Some((value.to_owned(), rest.to_owned())),
                "{text}"
            );
        };
        expect("2021-08 in", "2021-08", "in");
        expect("20/08/2021, 14h05", "2021-08-20T14:05", "");
        expect("2021-08-20 14:05 CET", "2021-08-20T14:05", "CET");
        expect("3 mars 2024 à 10h12", "2024-03-03T10:12", "");
        expect(
            "mardi 1er mars 2024 à 9 h 05 - x",
            "2024-03-01T09:05",
            "- x",
        );
        expect("le 3 août 2024 – 18h", "2024-08-03T18:00", "");
        expect(
            "Tuesday, March 3rd, 2024 at 10:12 am GMT",
            "2024-03-03",
            "am GMT",
        );
        expect("Sept. 3, 2024 18:30 GMT", "2024-09-03T18:30", "GMT");
        expect("3 March 2024", "2024-03-03", "");
        expect("août 2024", "2024-08", "");
        // The third of August or the eighth of March.
        assert_eq!(found("03/08/2021"), None);
        for none in [
            "31 février 2024",
            "mars",
            "3 mars",
            "le pont de mars 2024",
            "32 mars 2024",
        ] {
            assert_eq!(found(none), None, "{none}");
        }
    }

    #[test]
    fn datelines_have_no_year() {
        assert_eq!(leading_day("le 3 mars", &words()), Some((3, 3)));
        assert_eq!(leading_day("Sept. 26", &words()), Some((26, 9)));
        assert_eq!(leading_day("Mich.", &words()), None);
    }
}
