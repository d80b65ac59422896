//! Reads brat standoff: text-bound annotations, the events, attributes and relations between them, and notes.

use std::collections::BTreeMap;

use selon_intake::Span;

/// A standoff file is badly formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct StandoffError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub problem: String,
}

/// A text-bound annotation.
#[derive(Debug)]
pub(crate) struct Bound<'a> {
    /// The line it stands in, from 1.
    pub line: usize,
    /// Its type.
    pub kind: &'a str,
    /// Its fragments.
    pub spans: Vec<Span>,
}

/// An event.
#[derive(Debug)]
pub(crate) struct Event<'a> {
    /// The line it stands in, from 1.
    pub line: usize,
    /// Its id.
    pub id: &'a str,
    /// Its type and roles.
    pub body: &'a str,
}

/// What an annotator has noted.
#[derive(Debug)]
pub(crate) struct Note<'a> {
    /// The line it stands in, from 1.
    pub line: usize,
    /// Its type and the id of what it is about.
    pub body: &'a str,
    /// Its words.
    pub words: &'a str,
}

/// A standoff file; bodies are kept with the number of their line.
#[derive(Debug, Default)]
pub(crate) struct Standoff<'a> {
    pub bound: BTreeMap<&'a str, Bound<'a>>,
    pub events: Vec<Event<'a>>,
    pub attributes: Vec<(usize, &'a str)>,
    pub relations: Vec<(usize, &'a str)>,
    pub notes: Vec<Note<'a>>,
}

impl<'a> Standoff<'a> {
    /// Takes an `.ann` file that belongs to `text` apart. Offsets in the file count code points of the text.
    ///
    /// # Errors
    /// An offset that is no number or lies outside the text.
    pub fn parse(ann: &'a str, text: &str) -> Result<Standoff<'a>, StandoffError> {
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let mut standoff = Standoff::default();
        for (index, line) in ann.lines().enumerate() {
            let mut fields = line.split('\t');
            let (Some(id), Some(body)) = (fields.next(), fields.next()) else {
                continue;
            };
            let line = index + 1;
            match id.chars().next() {
                Some('T') => {
                    let (kind, offsets) = body.split_once(' ').unwrap_or((body, ""));
                    let spans = spans(offsets, &bytes)
                        .map_err(|problem| StandoffError { line, problem })?;
                    standoff.bound.insert(id, Bound { line, kind, spans });
                }
                Some('E') => standoff.events.push(Event { line, id, body }),
                Some('A') => standoff.attributes.push((line, body)),
                Some('R') => standoff.relations.push((line, body)),
                Some('#') => {
                    let words = fields.next().unwrap_or_default();
                    standoff.notes.push(Note { line, body, words });
                }
                _ => {}
            }
        }
        Ok(standoff)
    }
}

/// `10 20;30 40` as spans of bytes.
fn spans(offsets: &str, bytes: &[usize]) -> Result<Vec<Span>, String> {
    let place = |number: &str| {
        let offset: usize = number
            .parse()
            .map_err(|_| format!("`{number}` is no offset"))?;
        bytes
            .get(offset)
            .copied()
            .ok_or_else(|| format!("offset {offset} lies behind the end of the text"))
    };
    let span = |fragment: &str| {
        let (start, end) = fragment
            .split_once(' ')
            .ok_or_else(|| format!("`{fragment}` is no pair of offsets"))?;
        let (start, end) = (place(start)?, place(end)?);
        if start <= end {
            Ok(Span::new(start, end))
        } else {
            Err(format!("`{fragment}` runs backwards"))
        }
    };
    offsets.split(';').map(span).collect()
}
