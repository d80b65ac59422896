//! What a table is made of: its columns, the type of each, and how a cell is checked and becomes Rust.
//!
//! [`super::tables`] declares every table in these terms. A cell that does not fit is a problem in words; one that fits
//! is an expression of the type that the column has in the generated row.

use std::collections::BTreeSet;

/// A table: one `.tsv` file in the folder of every language, or one in `shared/`.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The file's name without ending, `cue-verbs`; with `_` for `-` the field of the rows.
    pub name: &'static str,
    /// The type of a row, `CueVerb`.
    pub row: &'static str,
    /// Which folders have it.
    pub home: Home,
    /// What it is for, in one sentence.
    pub about: &'static str,
    /// The columns in order; the first is the key. Of [`Home::Settings`], the keys.
    pub columns: &'static [Column],
}

/// Which folders have a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// `shared/` alone.
    Shared,
    /// A language that lacks it has no rows.
    Language,
    /// Every language has it.
    EveryLanguage,
    /// Every language has it, and it is one row on its side: under `key` stand the columns, under `value` the cells.
    Settings,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// As the `#!` line has it; with `_` for `-` the field of a row.
    pub name: &'static str,
    /// What a cell can hold.
    pub kind: Kind,
    /// Whether a cell may not be empty.
    pub needed: bool,
    /// What it says.
    pub about: &'static str,
}

/// What a cell can hold.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text.
    Text,
    /// One character.
    Sign,
    /// Words between spaces.
    Words,
    /// Names between `|`.
    Names,
    /// Names between `|` in every column that is headed by the code of a language; the last column of a table.
    NamesByLanguage,
    /// `yes` or nothing.
    Yes,
    /// One value of a closed list.
    One(&'static List),
    /// Values of a closed list between spaces.
    Any(&'static List),
    /// A code of a closed list that stays a text: the record writes it as it is.
    Code(&'static [&'static str]),
    /// A whole number between two others.
    Whole(i64, i64),
    /// A decimal number between two others.
    Decimal(f64, f64),
    /// For whoever works on the table and for the checks of [`super::knowledge`]; the program does not have it.
    Reference,
}

/// A closed list of values.
#[derive(Debug)]
pub struct List {
    /// The type, `Attitude`.
    pub name: &'static str,
    /// What sort of values they are.
    pub about: &'static str,
    /// Each value as the tables write it, with what it means.
    pub values: &'static [(&'static str, &'static str)],
}

/// A row breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file below the languages' folder, `shared/cities.tsv`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub problem: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.problem)
    }
}

impl Table {
    /// The columns of the file; those of one headed by languages are every language's.
    pub fn header<'a>(&self, languages: &[&'a str]) -> Vec<&'a str> {
        if self.home == Home::Settings {
            return vec!["key", "value"];
        }
        let headed = self.columns.iter().flat_map(|column| match column.kind {
            Kind::NamesByLanguage => languages.to_vec(),
            _ => vec![column.name],
        });
        headed.collect()
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl Column {
    /// A cell as a Rust expression of the column's type.
    ///
    /// # Errors
    /// What is wrong with it, and what it may be.
    pub fn rust(&self, cell: &str) -> Result<String, String> {
        if cell.is_empty() && self.needed {
            return Err(match self.kind.allowed() {
                Some(allowed) => format!("`{}` is empty; allowed: {allowed}", self.name),
                None => format!("`{}` is empty", self.name),
            });
        }
        match self.kind {
            Kind::Words => self.list(cell, ' ', |word| Ok(format!("{word:?}"))),
            Kind::Names | Kind::NamesByLanguage => {
                self.list(cell, '|', |name| Ok(format!("{name:?}")))
            }
            Kind::Any(list) => self.list(cell, ' ', |word| self.value(list, word)),
            Kind::Yes if cell.is_empty() || cell == "yes" => Ok((cell == "yes").to_string()),
            Kind::Yes => Err(format!(
                "`{}` is `{cell}`; write `yes` or nothing",
                self.name
            )),
            _ if cell.is_empty() => Ok("None".to_owned()),
            _ => {
                let value = self.single(cell)?;
                Ok(if self.needed {
                    value
                } else {
                    format!("Some({value})")
                })
            }
        }
    }

    fn single(&self, cell: &str) -> Result<String, String> {
        match self.kind {
            Kind::One(list) => self.value(list, cell),
            Kind::Code(codes) if !codes.contains(&cell) => Err(self.unknown(cell)),
            Kind::Sign => {
                let mut signs = cell.chars();
                match (signs.next(), signs.next()) {
                    (Some(sign), None) => Ok(format!("{sign:?}")),
                    _ => Err(format!("`{}` is `{cell}`; write one character", self.name)),
                }
            }
            Kind::Whole(least, most) => {
                let number = cell.parse().ok().filter(|it| (least..=most).contains(it));
                let number = number.map(|it: i64| it.to_string());
                number.ok_or_else(|| {
                    let name = self.name;
                    format!("`{name}` is `{cell}`; write a whole number from {least} to {most}")
                })
            }
            Kind::Decimal(least, most) => {
                let number = cell.parse().ok().filter(|it| (least..=most).contains(it));
                let number = number.map(|it: f64| format!("{it:?}"));
                number.ok_or_else(|| {
                    let name = self.name;
                    format!("`{name}` is `{cell}`; write a number from {least} to {most}")
                })
            }
            _ => Ok(format!("{cell:?}")),
        }
    }

    fn value(&self, list: &List, word: &str) -> Result<String, String> {
        let known = list.values.iter().any(|(value, _)| *value == word);
        match known {
            true => Ok(format!("{}::{}", list.name, variant(word))),
            false => Err(self.unknown(word)),
        }
    }

    fn unknown(&self, word: &str) -> String {
        let allowed = self.kind.allowed().unwrap_or_default();
        format!("unknown {} `{word}`; allowed: {allowed}", self.name)
    }

    /// The pieces of a cell, each once.
    fn list(
        &self,
        cell: &str,
        mark: char,
        piece: impl Fn(&str) -> Result<String, String>,
    ) -> Result<String, String> {
        let mut seen = BTreeSet::new();
        let pieces = cell.split(mark).filter(|_| !cell.is_empty());
        let pieces: Result<Vec<String>, String> = pieces
            .map(|word| match word {
                "" => Err(format!("`{}` has an empty part in `{cell}`", self.name)),
                _ if !seen.insert(word) => Err(format!("`{word}` stands twice in `{}`", self.name)),
                _ => piece(word),
            })
            .collect();
        Ok(format!("&[{}]", pieces?.join(", ")))
    }
}

impl Kind {
    /// The values of a closed list, as a message names them.
    fn allowed(self) -> Option<String> {
        let values: Vec<&str> = match self {
            Kind::One(list) | Kind::Any(list) => {
                list.values.iter().map(|(value, _)| *value).collect()
            }
            Kind::Code(codes) => codes.to_vec(),
            _ => return None,
        };
        Some(values.join(", "))
    }
}

/// The name of a value in Rust: `go-on` is `GoOn`, `FIGHT` is `Fight`, `MO` is `Mo`.
pub fn variant(value: &str) -> String {
    let shout = value.chars().all(|sign| !sign.is_lowercase());
    let words = value.split(['-', '_']).map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|sign| sign.to_uppercase().to_string());
        let rest = letters.as_str();
        let rest = if shout {
            rest.to_lowercase()
        } else {
            rest.to_owned()
        };
        first.unwrap_or_default() + &rest
    });
    words.collect()
}

/// The name of a column or table in Rust: `cue-verbs` is `cue_verbs`.
pub fn field(name: &str) -> String {
    name.replace('-', "_")
}
