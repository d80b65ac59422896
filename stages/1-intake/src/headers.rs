//! Lines around the body that are no part of it, as newsrooms, scrapers and exports leave them: `date 2021-08 in`,
//! `Title: …`, `Par Jeanne Durand`, `Updated 3 March 2024, 10:12 GMT`, `Crédit photo : …`.

use std::ops::Range;

use crate::date::{behind_time, leading_date};
use crate::words::{Header, HeaderWord, Words};
use crate::{DateSource, Precision, Published};

/// A line longer than this, in characters, is text.
const LONGEST: usize = 160;

/// A notice longer than this, in characters, is text.
const LONGEST_NOTICE: usize = 60;

/// So many lines of text may stand above the last header: a headline, what stands over it, a summary.
const LINES_ABOVE: usize = 3;

/// So many words may stand behind a date that is no sentence, and before a date that ends a header line.
const FEW_WORDS: usize = 3;

/// The marks that part what stands in one header line.
const SEPARATORS: [char; 8] = ['|', '•', '·', '–', '—', ',', '(', '-'];

/// What the header lines of a file give.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Headers {
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Published>,
    updated: Option<Published>,
}

/// A part of a header line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'t> {
    header: Header,
    value: &'t str,
    day_first: bool,
    /// A date without a word: above a body it is the article's, below it a correction's or anybody's.
    bare: bool,
}

/// Takes the header lines from a text. Gives what they say, and the lines that stay, empty ones where others stood.
pub(crate) fn strip<'t>(text: &'t str, words: &Words) -> (Headers, Vec<&'t str>) {
    let mut headers = Headers::default();
    let mut lines: Vec<&str> = text.split('\n').collect();
    let top = take_top(&mut lines, words, &mut headers);
    take_end(&mut lines[top..], words, &mut headers);
    for line in &mut lines {
        if is_aside(line, words) {
            *line = "";
        }
    }
    let Headers {
        title,
        published,
        updated,
    } = headers;
    let published = published.or(updated);
    (
        Headers {
            title,
            published,
            updated: None,
        },
        lines,
    )
}

/// Takes the header lines above the body and between its first lines; how many lines it looked at.
fn take_top(lines: &mut [&str], words: &Words, headers: &mut Headers) -> usize {
    let mut above = 0;
    for (at, line) in lines.iter_mut().enumerate() {
        match header_line(line, words) {
            Some(parts) if above == 0 || parts[0].header != Header::Title => {
                headers.take(&parts, words);
                *line = "";
            }
            _ => above += usize::from(!line.trim().is_empty()),
        }
        if above == LINES_ABOVE {
            return at + 1;
        }
    }
    lines.len()
}

/// Takes the header lines below the body.
fn take_end(lines: &mut [&str], words: &Words, headers: &mut Headers) {
    for line in lines
        .iter_mut()
        .rev()
        .filter(|line| !line.trim().is_empty())
    {
        match header_line(line, words) {
            Some(parts) if parts[0].header != Header::Title && !parts[0].bare => {
                headers.take(&parts, words);
                *line = "";
            }
            _ => break,
        }
    }
}

fn is_aside(line: &str, words: &Words) -> bool {
    header_line(line, words).is_some_and(|parts| parts[0].header == Header::Aside)
}

/// The parts of a header line. A word alone makes none: prose begins with such words too. It takes a colon, or a date
/// right behind a word that announces one, or a name behind one that announces that. A date alone on its line needs no
/// word; a year alone may be a title.
pub(crate) fn header_line<'t>(line: &'t str, words: &Words) -> Option<Vec<Part<'t>>> {
    let line = line.trim_matches(|edge: char| edge.is_whitespace() || "()[]|*".contains(edge));
    if line.is_empty() || line.chars().count() > LONGEST {
        return None;
    }
    if let Some(part) = whole_line(line, words) {
        let mut parts = vec![part];
        if !matches!(part.header, Header::Title | Header::Other | Header::Aside) {
            parts.extend(dates_behind(line, words).map(|(_, part)| part));
        }
        return Some(parts);
    }
    let (before, part) = dates_behind(line, words).next()?;
    let few = line[..before].split_whitespace().count() <= 2 * FEW_WORDS;
    few.then(|| vec![part])
}

/// The part that a line or the end of one is.
fn whole_line<'t>(line: &'t str, words: &Words) -> Option<Part<'t>> {
    let plain = |header| Part {
        header,
        value: line,
        day_first: false,
        bare: header == Header::Date,
    };
    if let Some(dated) = leading_date(line, words, false) {
        // `August 2024` alone may head a chronicle.
        let figures = line.starts_with(|first: char| first.is_ascii_digit());
        let exact =
            dated.precision >= Precision::Day || figures && dated.precision >= Precision::Month;
        if exact && is_zone(dated.rest) {
            return Some(plain(Header::Date));
        }
    }
    if line.starts_with('©') || line.starts_with("(c) ") || words.only_agencies(line) {
        return Some(plain(Header::Notice));
    }
    let starts = words
        .headers
        .iter()
        .filter_map(|known| Some((known, strip_word(line, known.word)?)));
    // Where languages share a word, none of them decides how its dates are written.
    let (known, rest) = starts.max_by_key(|(known, _)| (known.word.len(), !known.day_first))?;
    let &HeaderWord {
        header, day_first, ..
    } = known;
    let part = Part {
        header,
        value: rest.trim(),
        day_first,
        bare: false,
    };
    let whole = match header {
        _ if part.value.starts_with(':') => {
            let value = part.value[1..].trim();
            return Some(Part { value, ..part });
        }
        Header::Date | Header::Updated => is_dated(part, words),
        Header::Byline => is_byline(part.value, words),
        Header::Notice => line.chars().count() <= LONGEST_NOTICE,
        Header::Title | Header::Author | Header::Other | Header::Aside => false,
    };
    whole.then_some(part)
}

/// What stands behind a word that the line begins with.
fn strip_word<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = line.chars();
    for expected in word.chars() {
        let found = rest.next()?;
        if found != expected && !found.to_lowercase().eq([expected]) {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// Whether a date or a time and nothing like a sentence stands there: `date 2021 marks the year …` is one.
fn is_dated(part: Part, words: &Words) -> bool {
    let dated = leading_date(part.value, words, part.day_first).map(|dated| dated.rest);
    dated
        .or_else(|| behind_time(part.value))
        .is_some_and(|rest| {
            let separators = rest.match_indices(SEPARATORS);
            let mut behind = separators.map(|(at, separator)| &rest[at + separator.len()..]);
            rest.split_whitespace().count() <= FEW_WORDS
                || announces_date(rest, words)
                || behind.any(|rest| announces_date(rest, words))
        })
}

/// Whether a text begins with a word that announces a date.
fn announces_date(text: &str, words: &Words) -> bool {
    words.headers.iter().any(|known| {
        let dated = matches!(known.header, Header::Date | Header::Updated);
        dated && strip_word(text.trim_start(), known.word).is_some()
    })
}

/// Whether a text behind a date is at most the name of a time zone.
fn is_zone(rest: &str) -> bool {
    rest.trim_matches(['(', ')'])
        .chars()
        .all(char::is_uppercase)
}

/// The dates with their words that stand in a line behind a separator, each with where it begins.
fn dates_behind<'t>(line: &'t str, words: &Words) -> impl Iterator<Item = (usize, Part<'t>)> {
    let separators = line.match_indices(SEPARATORS);
    separators.filter_map(|(at, separator)| {
        let part = dated_part(&line[at + separator.len()..], words)?;
        Some((at, part))
    })
}

/// A date with the word that announces it, where a text is that.
fn dated_part<'t>(text: &'t str, words: &Words) -> Option<Part<'t>> {
    let text = text.trim_matches(|edge: char| edge.is_whitespace() || "()[]".contains(edge));
    let part = announces_date(text, words).then(|| whole_line(text, words))??;
    matches!(part.header, Header::Date | Header::Updated).then_some(part)
}

/// Whether a text is names with or without what their bearers do: `Jeanne Durand et Luc Abadie, à Marseille`.
fn is_byline(value: &str, words: &Words) -> bool {
    const MOST_WORDS: usize = 8;
    const SHORT: usize = 4; // `et`, `and`, `de`, `avec`
    if value.ends_with(['.', '!', '?', '…', ':', ';', ',', '»', '”', '"']) {
        return false;
    }
    let names = value
        .split([',', ';', '(', '|', '–', '—', '•'])
        .next()
        .unwrap_or_default();
    let capital = |word: &&str| word.contains(char::is_uppercase); // also `d’Arcy`
    let written: Vec<&str> = names.split_whitespace().collect();
    let capitals = written.iter().filter(|word| capital(word)).count();
    let short = |word: &&str| capital(word) || word.chars().count() <= SHORT;
    written.first().is_some_and(capital)
        && written.len() <= MOST_WORDS
        && written.iter().all(short)
        && (capitals >= 2 || words.names_agency(names))
}

impl Headers {
    fn take(&mut self, parts: &[Part], words: &Words) {
        for &part in parts {
            match part.header {
                Header::Date => finer(&mut self.published, part, words),
                Header::Updated => finer(&mut self.updated, part, words),
                Header::Title if !part.value.is_empty() => {
                    self.title.get_or_insert_with(|| part.value.to_owned());
                }
                _ => {}
            }
        }
    }
}

/// Puts the date that a part's value begins with in the place of a coarser one.
fn finer(known: &mut Option<Published>, part: Part, words: &Words) {
    let Some(dated) = leading_date(part.value, words, part.day_first) else {
        return;
    };
    if known
        .as_ref()
        .is_none_or(|known| dated.precision > known.precision)
    {
        *known = Some(Published {
            value: dated.value,
            precision: dated.precision,
            from: DateSource::Header,
        });
    }
}

/// The lines that are left of a text, without the empty ones around them.
pub(crate) fn body<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let full = |line: &&str| !line.trim().is_empty();
    let first = lines.iter().position(full).unwrap_or(lines.len());
    let last = lines.iter().rposition(full).map_or(first, |last| last + 1);
    &lines[Range {
        start: first,
        end: last,
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let headers = [
            ("by", Header::Byline),
            ("crédit photo", Header::Aside),
            ("date", Header::Date),
            ("mis à jour", Header::Updated),
            ("mis à jour le", Header::Updated),
            ("par", Header::Byline),
            ("publié le", Header::Date),
            ("réservé aux abonnés", Header::Notice),
            ("source", Header::Other),
            ("titre", Header::Title),
            ("updated", Header::Updated),
        ];
        let headers = headers.map(|(word, header)| HeaderWord {
            word,
            header,
            day_first: word.ends_with(" le"),
        });
        Words {
            headers: headers.to_vec(),
            months: vec![("mars", 3), ("march", 3)],
            agencies: vec!["AFP", "Reuters"],
            ..Words::default()
        }
    }

    /// The title, the date and the lines that stay, joined.
    fn split(text: &str) -> (Option<String>, Option<String>, String) {
        let words = words();
        let (headers, lines) = strip(text, &words);
        let lines: Vec<&str> = body(&lines)
            .iter()
            .copied()
            .filter(|line| !line.is_empty())
            .collect();
        (
            headers.title,
            headers.published.map(|date| date.value),
            lines.join("/"),
        )
    }

    fn date(text: &str) -> Option<String> {
        split(text).1
    }

    #[test]
    fn header_lines_come_off() {
        let (_, date, body) = split(" date 2021-08 in\n\nLe pont est fermé.\n");
        assert_eq!(
            (date.as_deref(), body.as_str()),
            (Some("2021-08"), "Le pont est fermé.")
        );
        let (title, date, body) =
            split("Titre : Le pont fermé\nPublié le : 20/08/2021\nSource: agence\nLe pont.\n");
        assert_eq!(title.as_deref(), Some("Le pont fermé"));
        assert_eq!(
            (date.as_deref(), body.as_str()),
            (Some("2021-08-20"), "Le pont.")
        );
    }

    #[test]
    fn bylines_dates_and_credits_come_off() {
        for (text, expected, kept) in [
            (
                "Le pont fermé\n\nPar Jeanne Durand et Luc d’Arcy, à Nantes\nPublié le 3 mars 2024 à 10h12\n\nLe pont.",
                Some("2024-03-03T10:12"),
                "Le pont fermé/Le pont.",
            ),
            (
                "Bridge shut\n\nBy John Smith, Political Editor\nUpdated 4 March 2024, 18:30 GMT | Updated 19:40 GMT\n\nIt is shut.",
                Some("2024-03-04T18:30"),
                "Bridge shut/It is shut.",
            ),
            (
                "Un pont\nPAR JEANNE DURAND | Mis à jour le 5 mars 2024 à 9h | Publié le 3 mars 2024\nLe pont.\nAFP/Reuters\n",
                Some("2024-03-03"),
                "Un pont/Le pont.",
            ),
            (
                "Un pont\nJeanne Durand, avec AFP, publié le 3 mars 2024 à 10 h 12, mis à jour le 4 mars 2024\nLe pont.",
                Some("2024-03-03T10:12"),
                "Un pont/Le pont.",
            ),
            (
                "3 mars 2024\n\nRéservé aux abonnés\n\nUn.\nDeux.\nTrois.\nCrédit photo : L. Abadie\nQuatre.\nPar AFP\n© Le Quai, 2024",
                Some("2024-03-03"),
                "Un./Deux./Trois./Quatre.",
            ),
        ] {
            let (_, date, body) = split(text);
            assert_eq!((date.as_deref(), body.as_str()), (expected, kept));
        }
    }

    #[test]
    fn a_line_with_nothing_but_a_date_is_a_header() {
        let (_, date, body) = split("2026-06-02\n\nThe strike goes on.");
        assert_eq!(
            (date.as_deref(), body.as_str()),
            (Some("2026-06-02"), "The strike goes on.")
        );
        assert_eq!(
            split("1984\n\nThe novel is back.").2,
            "1984/The novel is back."
        );
        assert_eq!(
            split("March 2024\n\nThe bridge shuts.").2,
            "March 2024/The bridge shuts."
        );
    }

    #[test]
    fn a_date_alone_below_the_body_is_not_the_articles() {
        let text = "A.\nB.\nC.\nCorrection:\nFriday, March 4, 2016";
        assert_eq!(split(text), (None, None, text.replace('\n', "/")));
    }

    #[test]
    fn prose_stays() {
        for text in [
            "Date limite dépassée pour le pont.",
            "Par ailleurs, le pont est fermé.",
            "Par Toutatis",
            "Par deux fois le maire a refusé de répondre",
            "Source de conflits, le pont est fermé.",
            "date 2021 comme celle de l’ouverture du pont",
            "Publié le 3 mars 2024, le rapport accable la préfecture et les élus du littoral.",
            "By Tuesday, the bridge will be open.",
            "By Friday evening Jack Smith had left",
            "Reuters a confirmé.",
            "Le 3 mars 2024, le pont a fermé.",
        ] {
            assert_eq!(split(text), (None, None, text.to_owned()));
        }
        // Far from the top and the end, only asides go.
        let middle = "A.\nB.\nC.\nSource : un élu.\nPar Jeanne Durand\nD.";
        assert_eq!(split(middle).2, middle.replace('\n', "/"));
    }

    #[test]
    fn a_word_of_a_language_tells_the_day_from_the_month() {
        assert_eq!(
            date("Publié le 03/08/2021 à 10h12\nA").as_deref(),
            Some("2021-08-03T10:12")
        );
        assert_eq!(date("Date : 03/08/2021\nA"), None);
    }

    #[test]
    fn the_finer_of_two_dates_counts() {
        let text = "date 2021\ndate: 2021-08-20\ndate: 2021-08\n\nA";
        assert_eq!(date(text).as_deref(), Some("2021-08-20"));
    }
}
