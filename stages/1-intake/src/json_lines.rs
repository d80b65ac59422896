//! JSON Lines: an article a line, its parts under keys that the caller names.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use serde_json::Value;

use crate::columns::Columns;
use crate::{Damaged, IntakeError, Item, Kind};

/// A longer line is no article; it is passed over without being held.
const LONGEST_LINE: u64 = 64 << 20;

/// The lines of a file. No more than one is held at a time.
#[derive(Debug)]
pub(crate) struct JsonLines<R> {
    lines: R,
    name: String,
    number: u64,
    columns: Arc<Columns>,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Those of a file with that path or address.
    pub(crate) fn new(lines: R, name: &str, columns: Arc<Columns>) -> JsonLines<R> {
        JsonLines {
            lines,
            name: name.to_owned(),
            number: 0,
            columns,
            ended: false,
        }
    }

    /// The next line, without its end; none at the end of the file.
    fn line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut limited = self.lines.by_ref().take(LONGEST_LINE);
        if limited.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.len() as u64 == LONGEST_LINE && line.last() != Some(&b'\n') {
            self.lines.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        Ok(Some(Line::Whole(line)))
    }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Item, Damaged>;

    fn next(&mut self) -> Option<Result<Item, Damaged>> {
        while !self.ended {
            self.number += 1;
            let origin = format!("{}:{}", self.name, self.number);
            match self.line() {
                Ok(Some(Line::Whole(bytes))) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(Line::Whole(bytes))) => {
                    let kind = Kind::Json(Arc::clone(&self.columns));
                    return Some(Ok(Item {
                        origin,
                        bytes,
                        kind,
                    }));
                }
                Ok(Some(Line::TooLong)) => {
                    let problem = format!("this line has more than {LONGEST_LINE} bytes");
                    return Some(Err(Damaged { origin, problem }));
                }
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let problem = format!("the rest cannot be read: {error}");
                    return Some(Err(Damaged { origin, problem }));
                }
            }
        }
        None
    }
}

/// The parts of an article in a line.
pub(crate) struct Parts {
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) origin: Option<String>,
}

pub(crate) fn parts(line: &[u8], columns: &Columns) -> Result<Parts, IntakeError> {
    // serde_json takes no byte-order mark.
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let object: Value = serde_json::from_slice(line).map_err(|error| IntakeError::Json {
        problem: error.to_string(),
    })?;
    let text = |key: &str| {
        let value = match key.starts_with('/') {
            true => object.pointer(key),
            false => object.get(key),
        };
        value.and_then(Value::as_str).map(str::to_owned)
    };
    let some = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    Ok(Parts {
        text: text(&columns.text).ok_or_else(|| IntakeError::NoText {
            key: columns.text.clone(),
        })?,
        title: some(text(&columns.title)),
        date: some(text(&columns.date)),
        origin: some(text(&columns.origin)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<Result<Item, Damaged>> {
        JsonLines::new(bytes, "a.jsonl", Arc::default()).collect()
    }

    #[test]
    fn a_line_is_an_item_and_blank_ones_are_none() {
        let items = lines(b"{\"text\":\"a\"}\n\n  \r\n{\"text\":\"b\"}");
        let origins = items.into_iter().map(|item| item.unwrap().origin);
        assert!(origins.eq(["a.jsonl:1", "a.jsonl:4"]));
    }

    #[test]
    fn a_line_without_end_is_not_held() {
        let endless = io::repeat(b'x').take(LONGEST_LINE + 10);
        let file = endless.chain(&b"\n{\"text\":\"b\"}\n"[..]);
        let items: Vec<_> =
            JsonLines::new(io::BufReader::new(file), "a.jsonl", Arc::default()).collect();
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].as_ref().unwrap_err().origin, "a.jsonl:1");
        assert_eq!(items[1].as_ref().unwrap().origin, "a.jsonl:2");
    }

    #[test]
    fn a_file_that_breaks_off_is_named_once() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the disk is gone"))
            }
        }
        let file = io::BufReader::new((&b"{}\n"[..]).chain(Broken));
        let items: Vec<_> = JsonLines::new(file, "a.jsonl", Arc::default()).collect();
        assert_eq!(items.len(), 2);
        let damaged = items[1].as_ref().unwrap_err();
        assert_eq!(
            damaged.to_string(),
            "a.jsonl:2: the rest cannot be read: the disk is gone"
        );
    }

    #[test]
    fn parts_stand_under_keys_and_pointers() {
        let columns: Columns = "text=/a/body,title=head,date=when,origin=link"
            .parse()
            .unwrap();
        let line =
            "\u{feff}{\"a\":{\"body\":\"Un texte.\"},\"head\":\"\",\"when\":7,\"link\":\"x:y\"}";
        let parts = parts(line.as_bytes(), &columns).unwrap();
        assert_eq!(parts.text, "Un texte.");
        assert_eq!((parts.title, parts.date), (None, None));
        assert_eq!(parts.origin.as_deref(), Some("x:y"));
    }

    #[test]
    fn lines_that_are_no_article_say_why() {
        let error = |line: &[u8]| parts(line, &Columns::default()).err().unwrap().to_string();
        assert!(error(b"{\"text\":").starts_with("this line is no JSON: "));
        assert!(error(b"{\"text\":\"\xff\"}").starts_with("this line is no JSON: "));
        assert!(error(b"{\"body\":\"x\"}").contains("`text`"));
        assert!(error(b"[1]").contains("`text`"));
    }
}
