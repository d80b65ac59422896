//! Which language a text is in.

use whatlang::{Detector, Lang};

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
    if let Some(found) = whatlang::detect(text)
        && found.is_reliable()
        && !codes.iter().any(|code| lang(code) == Some(found.lang()))
    {
        return Err(LanguageError::Foreign {
            found: found.lang().eng_name(),
            known: known(),
        });
    }
    let allowed = codes.iter().filter_map(|code| lang(code)).collect();
    let found = Detector::with_allowlist(allowed).detect_lang(text);
    codes
        .iter()
        .copied()
        .find(|code| found.is_some() && lang(code) == found)
        .ok_or_else(|| LanguageError::Unclear { known: known() })
}

/// The detector's name of a language; it goes by ISO 639-3.
fn lang(code: &str) -> Option<Lang> {
    Lang::from_code(
        selon_languages::pack(code)?
            .table("language")
            .cell("iso-639-3", "value")?,
    )
}
