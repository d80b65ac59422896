//! What somebody looks for.

use std::str::FromStr;

/// Words to look for, all of them, in any order, whatever their accents and case. Words in double quotes stand side by side; a
/// word that ends in `*` is the beginning of one.
///
/// ```
/// use selon_keep::Words;
/// assert!("talibans \"porte-parole du gouvernement\" évacu*".parse::<Words>().is_ok());
/// assert!("—".parse::<Words>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    written: String,
    /// The same as a question to FTS5.
    question: String,
}

/// There is no word in what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no word in it to look for")]
pub struct NoWords;

impl Words {
    /// As they were written.
    pub fn written(&self) -> &str {
        &self.written
    }

    pub(crate) fn question(&self) -> &str {
        &self.question
    }
}

impl FromStr for Words {
    type Err = NoWords;

    fn from_str(written: &str) -> Result<Words, NoWords> {
        // Every second part stands between quotation marks.
        let parts = written.split('"').enumerate();
        let phrases = parts.flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        });
        let asked = phrases.filter(|phrase| phrase.contains(char::is_alphanumeric));
        let asked: Vec<_> = asked.map(phrase).collect();
        if asked.is_empty() {
            return Err(NoWords);
        }
        Ok(Words {
            written: written.to_owned(),
            question: asked.join(" AND "),
        })
    }
}

/// Words side by side. Nothing in them is a sign of FTS5's language, for they stand between its quotation marks.
fn phrase(words: &str) -> String {
    match words.strip_suffix('*') {
        Some(beginning) => format!("\"{beginning}\" *"),
        None => format!("\"{words}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(written: &str) -> String {
        written.parse::<Words>().unwrap().question
    }

    #[test]
    fn words_phrases_and_beginnings() {
        assert_eq!(question("a b"), "\"a\" AND \"b\"");
        assert_eq!(question("x \"a b\" c*"), "\"x\" AND \"a b\" AND \"c\" *");
        assert_eq!(question("\"left open"), "\"left open\"");
        assert_eq!(
            question("NOT (a OR -b) — ^c"),
            "\"NOT\" AND \"(a\" AND \"OR\" AND \"-b)\" AND \"^c\""
        );
    }
}
