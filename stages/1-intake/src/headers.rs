//! Stray lines above the body, as scrapers and exports leave them: `date 2021-08 in`, `Title: …`.

use crate::date::{leading_date, parse_date};
use crate::{DateSource, Precision, Published};

/// What a header line gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// When the article was published.
    Date,
    /// The headline.
    Title,
    /// Who wrote it.
    Author,
    /// Something that is no part of the body and has no place in an article.
    Other,
}

/// A line longer than this, in characters, is text.
const LONGEST: usize = 160;

/// What the header lines of a file give.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Headers {
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Published>,
}

/// Splits the header lines from the top of a text. `words` are the words such lines begin with, in small letters.
pub(crate) fn split<'t>(text: &'t str, words: &[(&'static str, Header)]) -> (Headers, &'t str) {
    let mut headers = Headers::default();
    let mut body = text;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            let Some((header, value)) = header_line(line.trim(), words) else {
                break;
            };
            headers.take(header, value);
        } else if headers != Headers::default() {
            // A blank line ends the headers.
            body = &body[line.len()..];
            break;
        }
        body = &body[line.len()..];
    }
    (headers, body)
}

/// The kind and value of a header line. A word alone makes none: prose begins with such words too. It takes a colon, or
/// a date right behind a word that announces one. A date alone on its line needs no word; a year alone may be a title.
fn header_line<'t>(line: &'t str, words: &[(&'static str, Header)]) -> Option<(Header, &'t str)> {
    if line.chars().count() > LONGEST {
        return None;
    }
    if parse_date(line).is_some_and(|(_, precision)| precision != Precision::Year) {
        return Some((Header::Date, line));
    }
    let lower = line.to_lowercase();
    let longest = words
        .iter()
        .filter(|(word, _)| lower.len() == line.len() && lower.starts_with(word))
        .max_by_key(|(word, _)| word.len());
    let &(word, header) = longest?;
    let rest = &line[word.len()..];
    let value = rest.trim_start().strip_prefix(':');
    match (value, header) {
        (Some(value), _) => Some((header, value.trim())),
        (None, Header::Date) if rest.starts_with(char::is_whitespace) => {
            // Words in number behind the date make it a sentence: `date 2021 marks the year …`.
            let few = rest.split_whitespace().count() <= 4;
            (few && leading_date(rest).is_some()).then_some((header, rest.trim()))
        }
        _ => None,
    }
}

impl Headers {
    fn take(&mut self, header: Header, value: &str) {
        match header {
            Header::Date => {
                let from = DateSource::Header;
                let found = leading_date(value).map(|(value, precision)| Published {
                    value,
                    precision,
                    from,
                });
                let finer = |known: &Published| {
                    found
                        .as_ref()
                        .is_some_and(|found| rank(found.precision) > rank(known.precision))
                };
                if self.published.as_ref().is_none_or(finer) {
                    self.published = found.or(self.published.take());
                }
            }
            Header::Title if !value.is_empty() => {
                self.title.get_or_insert_with(|| value.to_owned());
            }
            Header::Title | Header::Author | Header::Other => {}
        }
    }
}

fn rank(precision: Precision) -> u8 {
    match precision {
        Precision::Year => 0,
        Precision::Month => 1,
        Precision::Day => 2,
        Precision::Minute => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &[(&str, Header)] = &[
        ("date", Header::Date),
        ("par", Header::Author),
        ("publié le", Header::Date),
        ("source", Header::Other),
        ("titre", Header::Title),
    ];

    fn date(text: &str) -> Option<String> {
        split(text, WORDS)
            .0
            .published
            .map(|published| published.value)
    }

    #[test]
    fn header_lines_come_off() {
        let text = " date 2021-08 in\n\nLe pont est fermé.\n";
        assert_eq!(date(text).as_deref(), Some("2021-08"));
        assert_eq!(split(text, WORDS).1, "Le pont est fermé.\n");
        let text = "Titre : Le pont fermé\nPublié le : 20/08/2021\nSource: agence\nLe pont.\n";
        let (headers, body) = split(text, WORDS);
        assert_eq!(headers.title.as_deref(), Some("Le pont fermé"));
        assert_eq!(headers.published.unwrap().value, "2021-08-20");
        assert_eq!(body, "Le pont.\n");
    }

    #[test]
    fn a_line_with_nothing_but_a_date_is_a_header() {
        let (headers, body) = split("2026-06-02\n\nThe strike goes on.", WORDS);
        assert_eq!(
            headers.published.map(|date| date.value).as_deref(),
            Some("2026-06-02")
        );
        assert_eq!(body, "The strike goes on.");
        let (headers, body) = split("1984\n\nThe novel is back.", WORDS);
        assert!(headers.published.is_none() && body.starts_with("1984"));
    }

    #[test]
    fn prose_stays() {
        for text in [
            "Date limite dépassée pour le pont.\n",
            "Par ailleurs, le pont est fermé.\n",
            "Source de conflits, le pont est fermé.\n",
            "date 2021 comme celle de l’ouverture du pont\n",
        ] {
            assert_eq!(split(text, WORDS), (Headers::default(), text));
        }
    }

    #[test]
    fn the_finer_of_two_dates_counts() {
        assert_eq!(
            date("date 2021\ndate: 2021-08-20\ndate: 2021-08\n\nA").as_deref(),
            Some("2021-08-20")
        );
    }
}
