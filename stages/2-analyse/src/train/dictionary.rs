//! Forms and the parts of speech that a dictionary gives them, for those that treebanks have too seldom.

use crate::Upos;
use crate::tag::form::{Form, FormBuffers};

/// A table of forms with their parts of speech.
///
/// ```
/// use selon_analyse::train::Dictionary;
/// let dictionary = Dictionary::parse("forms.tsv", "# A comment.\ncourt\tADJ VERB\n").unwrap();
/// assert_eq!(dictionary.len(), 1);
/// let error = Dictionary::parse("forms.tsv", "court\tADJECTIVE\n").unwrap_err();
/// assert_eq!(error.to_string(), "forms.tsv:1: `ADJECTIVE` is no universal part of speech");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    entries: Vec<(Form, Vec<Upos>)>,
}

/// A table of forms is badly formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct DictionaryError {
    /// The name given to [`Dictionary::parse`].
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub problem: String,
}

impl Dictionary {
    /// Reads a table: a form, a tab, its parts of speech between spaces. Lines that begin with `#` are comments.
    ///
    /// # Errors
    /// The first line that is no such row.
    pub fn parse(file: &str, text: &str) -> Result<Dictionary, DictionaryError> {
        let mut buffers = FormBuffers::default();
        let mut entries = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fail = |problem| DictionaryError {
                file: file.to_owned(),
                line: number,
                problem,
            };
            let (form, tags) = line.split_once('\t').ok_or_else(|| {
                fail("a form, a tab and its parts of speech are wanted".to_owned())
            })?;
            let tags = tags
                .split_ascii_whitespace()
                .map(|tag| {
                    Upos::from_name(tag)
                        .ok_or_else(|| fail(format!("`{tag}` is no universal part of speech")))
                })
                .collect::<Result<_, _>>()?;
            entries.push((Form::new(form, &mut buffers), tags));
        }
        Ok(Dictionary { entries })
    }

    /// How many forms it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn entries(&self) -> &[(Form, Vec<Upos>)] {
        &self.entries
    }
}
