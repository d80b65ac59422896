//! What can go wrong between bytes and a record.

use selon_analyse::{LanguageError, ModelError};
use selon_intake::IntakeError;
use selon_languages::{Pack, packs};
use selon_read::RuleError;

/// Why there is no record of an article. The message is one line and does not name the article: the caller knows it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no text to read.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// The text is in no language that Selon reads.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// The caller asked for a language that Selon does not have.
    #[error("there is no language `{code}`; Selon reads {known}")]
    UnknownLanguage {
        /// What was asked for.
        code: String,
        /// The languages there are, by name and code.
        known: String,
    },
    /// The language has tables and no model.
    #[error("the language `{code}` has no model yet: `selon train analyser` makes one")]
    NoModel {
        /// The language.
        code: &'static str,
    },
    /// The model of a language cannot be loaded.
    #[error("the model of the language `{code}`: {problem}")]
    Model {
        /// The language.
        code: &'static str,
        /// What is wrong with it.
        problem: ModelError,
    },
    /// This program was built without the careful model.
    #[error("there is no careful model in this program: `training/encoder` makes one")]
    NoCareful,
    /// The careful model cannot be loaded.
    #[error("the careful model: {problem}")]
    Careful {
        /// What is wrong with it.
        problem: ModelError,
    },
    /// A pattern in a table of a language means nothing.
    #[error(transparent)]
    Rules(#[from] RuleError),
}

impl Error {
    pub(crate) fn unknown_language(code: &str) -> Error {
        let name = |pack: &Pack| format!("{} ({})", pack.language.name, pack.code());
        let known: Vec<String> = packs().iter().map(name).collect();
        Error::UnknownLanguage {
            code: code.to_owned(),
            known: known.join(", "),
        }
    }
}
