//! The languages Selon reads. A language is a folder of data beside this crate: `fr/`, `en/`, … with one commented,
//! sorted table a kind of rule and one trained model; `shared/` holds the tables that are true in every language.
//! Nothing here interprets them: each stage asks for the tables it owns by name and gives their cells a meaning.
//!
//! ```
//! let french = selon_languages::pack("fr").unwrap();
//! assert_eq!(french.table("language").cell("name", "value"), Some("French"));
//! ```
//!
//! Adding a language is adding a folder: the build script finds it by its `language.tsv`.

#[cfg(test)]
mod knowledge;
mod table;

use std::sync::Arc;

pub use table::TableError;

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// One language: its tables and its model, built into the program.
#[derive(Debug)]
pub struct Pack {
    code: &'static str,
    model: Option<&'static [u8]>,
    files: &'static [(&'static str, &'static str)],
}

/// Every language, sorted by code.
pub fn packs() -> &'static [Pack] {
    PACKS
}

/// The language of an ISO 639-1 code, if Selon reads it.
pub fn pack(code: &str) -> Option<&'static Pack> {
    PACKS.iter().find(|pack| pack.code == code)
}

/// Words as the tables write them: in lower case, with straight apostrophes.
///
/// ```
/// assert_eq!(selon_languages::plain("D’Après"), "d'après");
/// ```
pub fn plain(words: &str) -> String {
    words.to_lowercase().replace('’', "'")
}

/// A table that holds in every language. A name that does not exist gives the empty table.
pub fn shared_table(name: &str) -> Table {
    Table::find(SHARED, name)
}

impl Pack {
    /// The ISO 639-1 code, `fr`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The compressed analyser model as `selon train analyser` wrote it, or `None` before it has been trained.
    pub fn model(&self) -> Option<&'static [u8]> {
        self.model
    }

    /// The table of that name. A table this language does not have is empty: a language may lack a kind of rule.
    pub fn table(&self, name: &str) -> Table {
        Table::find(self.files, name)
    }
}

/// A data file: rows of cells under named columns, the first column being the key.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    text: &'static str,
}

impl Table {
    fn find(files: &'static [(&'static str, &'static str)], name: &str) -> Table {
        Table {
            text: files
                .iter()
                .find(|(stem, _)| *stem == name)
                .map_or("", |(_, text)| text),
        }
    }

    /// The rows in file order, which is the order of the keys.
    pub fn rows(&self) -> impl Iterator<Item = Row> + use<> {
        let columns: Arc<[&'static str]> = table::columns(self.text).into();
        table::rows(self.text).map(move |cells| Row {
            columns: columns.clone(),
            cells,
        })
    }

    /// The cell of a row by its key and column name; `None` where either is missing or the cell is empty.
    pub fn cell(&self, key: &str, column: &str) -> Option<&'static str> {
        self.rows().find(|row| row.key() == key)?.get(column)
    }
}

/// One row of a [`Table`].
#[derive(Debug, Clone)]
pub struct Row {
    columns: Arc<[&'static str]>,
    cells: Vec<&'static str>,
}

impl Row {
    /// The first cell.
    pub fn key(&self) -> &'static str {
        self.cells[0]
    }

    /// The cell under that column, or `None` where it is empty.
    pub fn get(&self, column: &str) -> Option<&'static str> {
        let index = self.columns.iter().position(|name| *name == column)?;
        self.cells
            .get(index)
            .copied()
            .filter(|cell| !cell.is_empty())
    }

    /// The words of a cell that holds a space-separated list.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.get(column)
            .unwrap_or_default()
            .split_ascii_whitespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_out_of_order_names_the_line() {
        let error = table::check("#! lemma\tclass\nb\tx\na\ty\n").unwrap_err();
        assert_eq!(
            error,
            TableError {
                line: 3,
                problem: "`a` must stand before `b`, once".to_owned()
            }
        );
    }

    #[test]
    fn a_row_too_short_names_the_line() {
        let error = table::check("#! lemma\tclass\n# note\na\n").unwrap_err();
        assert_eq!(
            error,
            TableError {
                line: 3,
                problem: "1 cells where the columns are 2".to_owned()
            }
        );
    }

    #[test]
    fn both_languages_are_there() {
        let codes: Vec<_> = packs().iter().map(Pack::code).collect();
        assert_eq!(codes, ["en", "fr"]);
    }
}
