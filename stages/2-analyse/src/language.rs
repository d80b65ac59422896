//! Which language a text is in.

use rustc_hash::FxHashSet;
use whatlang::{Detector, Lang};

/// How many of a text's words are different function words of its language, at the least, while it is short. Other languages share
/// some of these words, but have only those to repeat; in a long text everything repeats, and letters tell languages apart surely.
const TELLING: f64 = 0.25;

/// A text is in none of the languages that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LanguageError {
    /// It is plainly in another language.
    #[error(
        "the text looks {found}, and the languages read here are {known}; if it is one of them, force it with --language"
    )]
    Foreign {
        /// The language's English name.
        found: &'static str,
        /// The codes of the languages that can be read.
        known: String,
    },
    /// It has too few letters to tell.
    #[error("the text is too short to tell its language; force one of {known} with --language")]
    Unclear {
        /// The codes of the languages that can be read.
        known: String,
    },
}

/// The language of `text` among `codes` (ISO 639-1).
///
/// ```
/// use selon_analyse::detect;
/// assert_eq!(detect("Le préfet a annoncé la fermeture du pont.", &["en", "fr"]), Ok("fr"));
/// assert!(detect("Der Bürgermeister hat die Brücke gestern sperren lassen, teilte die Stadt mit.", &["en", "fr"]).is_err());
/// ```
///
/// # Errors
/// The text is reliably in another language, or has no letter of any.
pub fn detect(text: &str, codes: &[&'static str]) -> Result<&'static str, LanguageError> {
    let known = || codes.join(", ");
    let words = words(text);
    let different = words.iter().map(String::as_str).collect();
    let fits: Vec<_> = codes
        .iter()
        .map(|code| (*code, function_words(&different, code)))
        .collect();
    let fit = fits.iter().map(|&(_, fit)| fit).max().unwrap_or_default();
    let told = fit as f64 >= TELLING * words.len() as f64;
    if let Some(found) = whatlang::detect(text)
        && found.is_reliable()
        && !told
        && !codes.iter().any(|code| lang(code) == Some(found.lang()))
    {
        return Err(LanguageError::Foreign {
            found: found.lang().eng_name(),
            known: known(),
        });
    }
    let best = fits.iter().filter(|&&(_, one)| one == fit);
    let best: Vec<_> = best.map(|&(code, _)| code).collect();
    if let [only] = best[..]
        && fit > 0
    {
        return Ok(only);
    }
    let allowed = best.iter().filter_map(|code| lang(code)).collect();
    let found = Detector::with_allowlist(allowed).detect_lang(text);
    best.into_iter()
        .find(|code| found.is_some() && lang(code) == found)
        .ok_or_else(|| LanguageError::Unclear { known: known() })
}

/// The words of a text in lower case, each with the apostrophe that ends it: *l'*, *air*.
fn words(text: &str) -> Vec<String> {
    let text = selon_languages::plain(text);
    let apart = |c: char| !c.is_alphabetic() && c != '\'';
    let pieces = text
        .split(apart)
        .flat_map(|piece| piece.split_inclusive('\''));
    let words = pieces.filter(|word| word.starts_with(char::is_alphabetic));
    words.map(str::to_owned).collect()
}

/// How many function words of a language are among the words.
fn function_words(words: &FxHashSet<&str>, code: &str) -> usize {
    let Some(pack) = selon_languages::pack(code) else {
        return 0;
    };
    let fillers = pack.function_words.iter().filter(|row| row.filler);
    fillers.filter(|row| words.contains(row.word)).count()
}

/// The detector's name of a language; it goes by ISO 639-3.
fn lang(code: &str) -> Option<Lang> {
    let pack = selon_languages::pack(code)?;
    Lang::from_code(pack.language.iso_639_3)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: [&str; 2] = ["en", "fr"];

    #[test]
    fn a_few_words_are_told_by_those_that_only_join() {
        for (text, code) in [
            (
                "Ferry hits pier in Valmer, 12 hurt, one badly, after its engine fails.",
                "en",
            ),
            (
                "Soldiers die in Elden as their van is hit in a raid. Steel workers at Elden vote on the new deal.",
                "en",
            ),
            (
                "This week, Lukas Steyn met Anna Vorster and her son Pieter at Huis Ten Bosch.",
                "en",
            ),
            ("Grève à Valmer: le port d’Amiel reste fermé.", "fr"),
            ("L’ONU s’inquiète.", "fr"),
            ("He is back.", "en"),
        ] {
            assert_eq!(detect(text, &CODES), Ok(code), "{text}");
        }
    }

    #[test]
    fn another_language_is_named_and_refused() {
        for (text, language) in [
            (
                "El gobierno anunció el lunes que las escuelas de la región permanecerán cerradas hasta nuevo aviso.",
                "Spanish",
            ),
            (
                "Il governo ha annunciato lunedì che le scuole della regione resteranno chiuse fino a nuovo ordine.",
                "Italian",
            ),
            (
                "Die regering het Maandag gesê dat die skole in die streek gesluit bly tot in die herfs.",
                "Afrikaans",
            ),
            (
                "De regering maakte maandag bekend dat de scholen in de regio gesloten blijven, omdat het niet om een definitieve maatregel gaat.",
                "Dutch",
            ),
        ] {
            let refused = detect(text, &CODES).map_err(|error| error.to_string());
            assert!(
                refused.clone().is_err_and(|error| error.contains(language)),
                "{text}: {refused:?}"
            );
        }
    }

    #[test]
    fn a_text_without_words_is_of_no_language() {
        let unclear = LanguageError::Unclear {
            known: "en, fr".to_owned(),
        };
        assert_eq!(detect("12 % — 340", &CODES), Err(unclear));
    }
}
