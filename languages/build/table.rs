//! The one format of every data file: tab-separated rows under a line that names the columns.
//!
//! ```text
//! # A comment: anything after `#` at the start of a line.
//! #! lemma→class→frames
//! affirmer→say→clause quote
//! ajouter→say→clause quote
//! ```
//!
//! where `→` is a tab. The first column is the key. Keys are unique and sorted by Unicode code point, so that a diff shows what changed
//! and a reader finds a word. An empty cell means "nothing to say". This file is also compiled into the build script,
//! which checks every data file with [`check`] before the program is built.

/// A data file is badly formed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub problem: String,
}

/// The names of the columns, read from the `#!` line.
pub fn columns(text: &str) -> Vec<&str> {
    text.lines()
        .find_map(|line| line.strip_prefix("#! "))
        .map(|line| line.split('\t').collect())
        .unwrap_or_default()
}

/// The rows of a data file with their lines from 1, each a list of cells as long as the list of columns.
pub fn numbered(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(number, line)| (number, line.split('\t').collect()))
}

/// Checks that a file names its columns, that each row has as many cells, and that keys are sorted and unique.
#[allow(dead_code)] // The build script is its caller; the library only reads files that have passed it.
pub fn check(text: &str) -> Result<(), TableError> {
    let width = columns(text).len();
    if width == 0 {
        return Err(TableError {
            line: 1,
            problem: "no `#! ` line names the columns".to_owned(),
        });
    }
    let mut previous: Option<&str> = None;
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
    {
        let fail = |problem| {
            Err(TableError {
                line: number + 1,
                problem,
            })
        };
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != width {
            return fail(format!(
                "{} cells where the columns are {width}",
                cells.len()
            ));
        }
        if cells.iter().any(|cell| cell.trim() != *cell) {
            return fail("a cell begins or ends with a space".to_owned());
        }
        if let Some(before) = previous.filter(|before| *before >= cells[0]) {
            return fail(format!("`{}` must stand before `{before}`, once", cells[0]));
        }
        previous = Some(cells[0]);
    }
    Ok(())
}
