//! One plain-text file to one [`Article`].

use crate::decode::decode;
use crate::headers::{Header, split};
use crate::{Article, Published};

/// A headline longer than this, in characters, is a paragraph.
const LONGEST_TITLE: usize = 160;

/// Why bytes are no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// There is nothing to read.
    #[error("there is no text in it: nothing to read")]
    Empty,
    /// The bytes are no text.
    #[error(
        "byte {at} is no character of a text: this is a binary file; convert it to plain text first"
    )]
    Binary {
        /// The first byte, from 0, that says so.
        at: usize,
    },
}

/// Turns files into articles.
#[derive(Debug, Clone)]
pub struct Intake {
    headers: Vec<(&'static str, Header)>,
}

impl Intake {
    /// `headers` are the words that header lines begin with, in small letters, with what such a line gives.
    pub fn new(headers: impl IntoIterator<Item = (&'static str, Header)>) -> Intake {
        Intake {
            headers: headers.into_iter().collect(),
        }
    }

    /// The article in the bytes of a plain-text file. `origin` is the path or address it came from, and `given` the
    /// date of publication where the caller knows it: it counts more than what the file says.
    ///
    /// ```
    /// use selon_intake::{Header, Intake};
    /// let intake = Intake::new([("date", Header::Date)]);
    /// let article = intake.read_text(b"date 2026-03\n\nPort closed\n\nThe port is closed.", "a.txt", None)?;
    /// assert_eq!(article.text, "Port closed\n\nThe port is closed.");
    /// assert_eq!(article.title.as_deref(), Some("Port closed"));
    /// assert_eq!(article.published.unwrap().value, "2026-03");
    /// # Ok::<(), selon_intake::IntakeError>(())
    /// ```
    ///
    /// # Errors
    /// Bytes that are no text, or that have nothing in them but header lines and blanks.
    pub fn read_text(
        &self,
        bytes: &[u8],
        origin: &str,
        given: Option<Published>,
    ) -> Result<Article, IntakeError> {
        let (text, encoding) = decode(bytes)?;
        let (headers, body) = split(&text, &self.headers);
        let body = without_blank_lines(body);
        if body.is_empty() {
            return Err(IntakeError::Empty);
        }
        let published = given.or(headers.published);
        let title = headers.title.or_else(|| first_line_title(body));
        Ok(Article {
            id: id(title.as_deref(), body, published.as_ref()),
            origin: origin.to_owned(),
            title,
            text: body.to_owned(),
            published,
            encoding,
        })
    }
}

/// The text from its first character that is no blank to its last.
fn without_blank_lines(text: &str) -> &str {
    let invisible = |character: char| character.is_whitespace() || character == '\u{200b}';
    text.trim_matches(invisible)
}

/// The first paragraph, where it is one short line without an end mark and something follows it.
fn first_line_title(body: &str) -> Option<String> {
    let (first, rest) = body.split_once('\n')?;
    let first = first.trim();
    let alone = rest
        .lines()
        .next()
        .is_some_and(|line| line.trim().is_empty());
    let ends = first.ends_with(['.', '!', '?', '…', '»', '”', '"', ':', ';', ',']);
    let short = first.chars().count() <= LONGEST_TITLE;
    (alone && short && !ends).then(|| first.to_owned())
}

/// Sixteen hexadecimal digits that depend on the content alone (FNV-1a, 64 bits: the same everywhere and for ever).
fn id(title: Option<&str>, text: &str, published: Option<&Published>) -> String {
    let date = published.map(|published| published.value.as_str());
    let parts = [title.unwrap_or_default(), text, date.unwrap_or_default()];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DateSource, Precision};

    fn read(text: &str) -> Result<Article, IntakeError> {
        Intake::new([("date", Header::Date)]).read_text(text.as_bytes(), "-", None)
    }

    #[test]
    fn the_headline_stays_in_the_text() {
        let article = read("\r\nLe pont fermé\r\n\r\nLe pont est fermé.\r\n\r\n").unwrap();
        assert_eq!(article.title.as_deref(), Some("Le pont fermé"));
        assert_eq!(article.text, "Le pont fermé\n\nLe pont est fermé.");
        assert_eq!(read("Le pont est fermé.\n\nFin.").unwrap().title, None);
        assert_eq!(read("Le pont\nest fermé\n\nFin.").unwrap().title, None);
    }

    #[test]
    fn what_has_no_text_is_an_error() {
        for text in ["", " \n\t\n", "date 2026-03\n", "\u{feff}", "\u{200b}\n"] {
            assert_eq!(read(text), Err(IntakeError::Empty), "{text:?}");
        }
    }

    #[test]
    fn the_same_content_has_the_same_id() {
        let id = |text: &str| read(text).unwrap().id;
        assert_eq!(id("Un pont.\r\n"), id("\u{feff}Un pont."));
        assert_ne!(id("Un pont."), id("Un port."));
        assert_ne!(id("date 2026\n\nUn pont."), id("Un pont."));
        assert_eq!(id("Un pont.").len(), 16);
    }

    #[test]
    fn a_given_date_counts_more_than_the_files() {
        let given = Published {
            value: "2020-01-02".to_owned(),
            precision: Precision::Day,
            from: DateSource::Given,
        };
        let article = Intake::new([("date", Header::Date)])
            .read_text(b"date 2026-03\n\nA bridge.", "-", Some(given.clone()))
            .unwrap();
        assert_eq!(article.published, Some(given));
        assert_eq!(article.text, "A bridge.");
    }
}
