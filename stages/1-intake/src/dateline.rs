//! Datelines: where, when and by which agency a dispatch was sent, in front of its first sentence. `PARIS, 3 mars (Reuters)
//! – `, `WASHINGTON (AP) — `, `Port-Amiel (AFP) - `.

use crate::date::{leading_date, leading_day};
use crate::lines::is_capitals;
use crate::{DateSource, Precision, Published, Words};

/// A dateline is shorter than this, in bytes.
const LONGEST: usize = 90;

/// So many words name the place and the date.
const MOST_WORDS: usize = 9;

/// A dateline in front of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline<'t> {
    /// The dateline with its dash.
    pub(crate) text: &'t str,
    /// The sentences behind it.
    pub(crate) rest: &'t str,
    /// What stands before the dash and the agency.
    place_and_date: &'t str,
}

/// The dateline that a paragraph begins with. It ends in a dash, and either names an agency in brackets or begins with a
/// place in capitals and has a sentence behind it.
pub(crate) fn dateline<'t>(paragraph: &'t str, words: &Words) -> Option<Dateline<'t>> {
    if is_capitals(paragraph) {
        return None;
    }
    let (head, rest) = at_dash(paragraph)?;
    let (before, signed) = match head
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once('('))
    {
        Some((before, agency)) if words.names_agency(agency) => (before, true),
        // No list has every agency; a place in capitals says that this is one.
        Some((before, agency)) if agency.starts_with(char::is_uppercase) => (before, false),
        Some(_) => return None,
        None => (head, false),
    };
    let before = before.trim_end();
    let sent = match signed {
        true => before.is_empty() || is_place_and_date(before),
        false => {
            let sentence = !rest.trim_start().starts_with(char::is_lowercase);
            sentence && begins_in_capitals(before) && is_place_and_date(before)
        }
    };
    let rest = rest.trim_start();
    let end = paragraph.len() - rest.len();
    (sent && !rest.is_empty()).then(|| Dateline {
        text: paragraph[..end].trim_end(),
        rest,
        place_and_date: before,
    })
}

/// The text before and behind the first dash that parts a dateline from its sentence.
fn at_dash(paragraph: &str) -> Option<(&str, &str)> {
    let dashes = paragraph.match_indices(['-', '–', '—', '―']);
    for (at, dash) in dashes.take_while(|&(at, _)| at < LONGEST) {
        let (head, rest) = (
            &paragraph[..at],
            paragraph[at + dash.len()..].trim_start_matches(['-', '–', '—']),
        );
        let parts = rest.starts_with(char::is_whitespace) && head.ends_with(char::is_whitespace);
        if parts || head.ends_with(')') {
            return Some((head.trim_end(), rest));
        }
    }
    None
}

/// Whether there are names, figures and short words alone: `PARIS, le 3 mars`, `FLINT, Mich., Oct. 4`.
fn is_place_and_date(text: &str) -> bool {
    const SHORT: usize = 3;
    let written = || text.split_whitespace();
    let fits = |word: &str| {
        let plain = word.trim_matches(|edge: char| !edge.is_alphanumeric());
        let named = plain.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
        named || plain.chars().count() <= SHORT
    };
    // Months have small letters in some languages: one long word may have them behind a figure.
    let months = written().zip(written().skip(1)).filter(|(day, month)| {
        day.starts_with(|first: char| first.is_ascii_digit()) && !fits(month)
    });
    let strangers = written().filter(|word| !fits(word)).count();
    text.starts_with(char::is_uppercase)
        && written().count() <= MOST_WORDS
        && strangers <= months.count().min(1)
}

/// Whether the first name, up to a comma or the end, is in capitals.
fn begins_in_capitals(text: &str) -> bool {
    const FEWEST: usize = 3;
    let place = text.split([',', '(']).next().unwrap_or_default();
    let letters = || place.chars().filter(|letter| letter.is_alphabetic());
    letters().count() >= FEWEST && !letters().any(char::is_lowercase)
}

impl Dateline<'_> {
    /// The date of publication that it tells, seen together with what is `known` already: a year that a header gives
    /// stands for the one that datelines leave out. Nothing where it tells no more.
    pub(crate) fn published(&self, known: Option<&Published>, words: &Words) -> Option<Published> {
        let commas = self.place_and_date.match_indices(',').map(|(at, _)| at + 1);
        let mut parts = std::iter::once(0)
            .chain(commas)
            .map(|start| self.place_and_date[start..].trim());
        let value = match known {
            None => {
                parts
                    .find_map(|part| {
                        leading_date(part, words, false)
                            .filter(|date| date.precision == Precision::Day)
                    })?
                    .value
            }
            Some(known) if known.precision <= Precision::Month => {
                let (day, month) = parts.find_map(|part| leading_day(part, words))?;
                let year = known.value.get(..4)?;
                let value = format!("{year}-{month:02}-{day:02}");
                value.starts_with(&known.value).then_some(value)?
            }
            Some(_) => return None,
        };
        let (value, precision) = crate::parse_date(&value)?;
        Some(Published {
            value,
            precision,
            from: DateSource::Header,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            months: vec![("mars", 3), ("oct", 10), ("march", 3)],
            agencies: vec!["AFP", "AP", "Reuters", "UPI"],
            ..Words::default()
        }
    }

    #[test]
    fn datelines_are_told_from_sentences() {
        let words = words();
        for (paragraph, expected) in [
            (
                "PARIS, 3 mars (Reuters) – Le pont ferme.",
                "PARIS, 3 mars (Reuters) –",
            ),
            ("WASHINGTON (AP) — The bridge is shut.", "WASHINGTON (AP) —"),
            (
                "Port-Amiel (AFP)- Le pont - enfin - ferme.",
                "Port-Amiel (AFP)-",
            ),
            ("(AFP) - Le pont ferme.", "(AFP) -"),
            (
                "FLINT, Mich., Oct. 4 (UPI) -- The bridge",
                "FLINT, Mich., Oct. 4 (UPI) --",
            ),
            (
                "Le Caire, 3 mars 2024 (AFP/Reuters) – Le",
                "Le Caire, 3 mars 2024 (AFP/Reuters) –",
            ),
            ("NEWPORT NEWS, Va. - The bridge", "NEWPORT NEWS, Va. -"),
            (
                "VALMER, 3 mars (Agence du Littoral) – Le pont",
                "VALMER, 3 mars (Agence du Littoral) –",
            ),
            (
                "Port-Amiel, le 3 septembre (AFP) — Le",
                "Port-Amiel, le 3 septembre (AFP) —",
            ),
        ] {
            let found = dateline(paragraph, &words).map(|dateline| dateline.text);
            assert_eq!(found, Some(expected));
        }
        for sentence in [
            "Le pont – fermé depuis mars – rouvre.",
            "Jeanne Durand (PS) - réélue dimanche - a pris la parole.",
            "Le maire (AFP) s’est tu – enfin.",
            "LE PONT FERMÉ – LA MAIRE EN COLÈRE",
            "Le pont de Port-Amiel, qui a cédé en mars (AFP) – ou presque – rouvre.",
            "PARIS (AFP) –",
            "L’EDF – on le sait – recrute.",
        ] {
            assert_eq!(dateline(sentence, &words), None, "{sentence}");
        }
    }

    #[test]
    fn a_dateline_gives_the_day_that_a_header_leaves_out() {
        let words = words();
        let published = |value: &str| {
            let (value, precision) = crate::parse_date(value).unwrap();
            Published {
                value,
                precision,
                from: DateSource::Header,
            }
        };
        let day = |paragraph, known: Option<&str>| {
            let known = known.map(published);
            let dateline = dateline(paragraph, &words).unwrap();
            dateline
                .published(known.as_ref(), &words)
                .map(|found| found.value)
        };
        let paris = "PARIS, 3 mars (AFP) – Le pont";
        assert_eq!(day(paris, Some("2024-03")).as_deref(), Some("2024-03-03"));
        assert_eq!(day(paris, Some("2024")).as_deref(), Some("2024-03-03"));
        assert_eq!(day(paris, Some("2024-08")), None);
        assert_eq!(day(paris, Some("2024-03-04")), None);
        assert_eq!(day(paris, None), None);
        let london = "LONDON, March 3, 2024 (Reuters) - The bridge";
        assert_eq!(day(london, None).as_deref(), Some("2024-03-03"));
    }
}
