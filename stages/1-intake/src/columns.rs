//! Where the parts of an article stand in what has names for them.

use std::str::FromStr;

/// Under which keys the parts of an article stand: `text=body,title=headline`. What is not named is looked for under its usual
/// key. A key that begins with `/` is a JSON Pointer (RFC 6901) into nested objects.
///
/// ```
/// use selon_intake::Columns;
/// let columns: Columns = "text=/article/body,date=published_at".parse()?;
/// assert_eq!(columns.title, "title");
/// assert!("body".parse::<Columns>().is_err());
/// # Ok::<(), selon_intake::NoColumns>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The body; an article without it is none.
    pub text: String,
    /// The headline.
    pub title: String,
    /// When it was published, ISO 8601.
    pub date: String,
    /// Its address, which is then its origin.
    pub origin: String,
}

impl Default for Columns {
    fn default() -> Columns {
        Columns {
            text: "text".to_owned(),
            title: "title".to_owned(),
            date: "date".to_owned(),
            origin: "url".to_owned(),
        }
    }
}

/// What was written is no map of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write which key is what, as text=body,title=headline,date=published_at,origin=link")]
pub struct NoColumns;

impl FromStr for Columns {
    type Err = NoColumns;

    fn from_str(written: &str) -> Result<Columns, NoColumns> {
        let mut columns = Columns::default();
        for pair in written.split(',') {
            let (part, key) = pair.split_once('=').ok_or(NoColumns)?;
            let named = match part.trim() {
                "text" => &mut columns.text,
                "title" => &mut columns.title,
                "date" => &mut columns.date,
                "origin" => &mut columns.origin,
                _ => return Err(NoColumns),
            };
            *named = Some(key.trim())
                .filter(|key| !key.is_empty())
                .ok_or(NoColumns)?
                .to_owned();
        }
        Ok(columns)
    }
}
