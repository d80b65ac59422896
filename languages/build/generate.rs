//! Writes the types of the tables and their rows as the Rust that `src/lib.rs` includes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::check::{self, Files};
use super::schema::{Column, Fault, Home, Kind, List, Table, field, variant};

/// A language: its code and the file of its model, as a Rust expression.
pub struct Language {
    pub code: String,
    pub model: String,
}

/// Kuala Lumpur lies at 3.14 degrees north.
const ANY_NUMBER: &str = "#[allow(clippy::approx_constant)]\n";

/// Everything the tables say.
///
/// # Errors
/// Every line that is wrong.
pub fn generate(
    tables: &[Table],
    languages: &[Language],
    files: &Files,
) -> Result<String, Vec<Fault>> {
    let mut code = String::new();
    let mut faults = undeclared(tables, files, true);
    let mut lists = BTreeMap::new();
    for table in tables {
        row_type(&mut code, table);
        lists.extend(table.columns.iter().filter_map(|column| match column.kind {
            Kind::One(list) | Kind::Any(list) => Some((list.name, list)),
            _ => None,
        }));
    }
    lists.values().for_each(|list| list_type(&mut code, list));
    pack_type(&mut code, tables);
    let codes = codes(languages);
    code.push_str("/// The tables that hold in every language.\n");
    let _ = writeln!(code, "{ANY_NUMBER}pub mod shared {{\nuse super::*;");
    for table in tables.iter().filter(|table| table.home == Home::Shared) {
        let text = text(files, "shared", table);
        let rows = rows(table, "shared", text, &codes, &mut faults);
        let name = field(table.name).to_uppercase();
        let (about, row) = (table.about, table.row);
        let _ = writeln!(
            code,
            "/// {about}\npub static {name}: &[{row}] = &[\n{rows}];"
        );
    }
    code.push_str("}\n");
    match packs("PACKS", tables, languages, files) {
        Ok(packs) => code.push_str(&packs),
        Err(wrong) => faults.extend(wrong),
    }
    if faults.is_empty() {
        Ok(code)
    } else {
        Err(faults)
    }
}

/// The tables of languages, as a static of that name.
///
/// # Errors
/// Every line that is wrong.
pub fn packs(
    name: &str,
    tables: &[Table],
    languages: &[Language],
    files: &Files,
) -> Result<String, Vec<Fault>> {
    let mut code = format!("{ANY_NUMBER}static {name}: &[Pack] = &[\n");
    let mut faults = undeclared(tables, files, false);
    let codes = codes(languages);
    for Language {
        code: folder,
        model,
    } in languages
    {
        let _ = writeln!(code, "Pack {{ code: {folder:?}, model: {model},");
        for table in tables.iter().filter(|table| table.home != Home::Shared) {
            let text = text(files, folder, table);
            let rows = rows(table, folder, text, &codes, &mut faults);
            let name = field(table.name);
            let _ = match table.home {
                Home::Settings => writeln!(code, "{name}: {rows},"),
                _ => writeln!(code, "{name}: &[\n{rows}],"),
            };
        }
        code.push_str("},\n");
    }
    code.push_str("];\n");
    if faults.is_empty() {
        Ok(code)
    } else {
        Err(faults)
    }
}

/// The file of a table.
fn text<'a>(files: &'a Files, folder: &str, table: &Table) -> Option<&'a str> {
    let key = (folder.to_owned(), table.name.to_owned());
    files.get(&key).map(String::as_str)
}

fn codes(languages: &[Language]) -> Vec<&str> {
    let codes = languages.iter().map(|language| language.code.as_str());
    codes.collect()
}

/// Files that no table is declared for, of the shared folder or of the others.
fn undeclared(tables: &[Table], files: &Files, shared: bool) -> Vec<Fault> {
    let declared = |name: &str| {
        let mut tables = tables.iter().filter(|table| table.name == name);
        tables.any(|table| (table.home == Home::Shared) == shared)
    };
    let unknown = files
        .keys()
        .filter(|(folder, name)| (folder == "shared") == shared && !declared(name));
    let faults = unknown.map(|(folder, name)| Fault {
        file: format!("{folder}/{name}.tsv"),
        line: 1,
        problem: format!("no table is called `{name}`; build/tables.rs declares them all"),
    });
    faults.collect()
}

/// The rows of a table of one folder; what is wrong goes to the faults.
fn rows(
    table: &Table,
    folder: &str,
    text: Option<&str>,
    languages: &[&str],
    faults: &mut Vec<Fault>,
) -> String {
    let rows = match text {
        Some(text) => check::rows(table, folder, text, languages),
        None if table.home == Home::Language => Ok(String::new()),
        None => Err(vec![Fault {
            file: format!("{folder}/{}.tsv", table.name),
            line: 1,
            problem: "the table is missing; every language needs it".to_owned(),
        }]),
    };
    rows.unwrap_or_else(|wrong| {
        faults.extend(wrong);
        String::new()
    })
}

fn row_type(code: &mut String, table: &Table) {
    let Table {
        name, row, about, ..
    } = table;
    let _ = writeln!(
        code,
        "/// {about} A row of `{name}`.\n#[derive(Debug, Clone, Copy, PartialEq)]\npub struct {row} {{"
    );
    for column in table.columns {
        if let Some(rust) = rust_type(column) {
            let (name, about) = (field(column.name), column.about);
            let _ = writeln!(code, "/// {about}\npub {name}: {rust},");
        }
    }
    code.push_str("}\n");
}

/// The type of a column; a reference has none.
fn rust_type(column: &Column) -> Option<String> {
    let one = match column.kind {
        Kind::Words | Kind::Names => return Some("&'static [&'static str]".to_owned()),
        Kind::NamesByLanguage => return Some("ByLanguage".to_owned()),
        Kind::Any(list) => return Some(format!("&'static [{}]", list.name)),
        Kind::Yes => return Some("bool".to_owned()),
        Kind::Reference => return None,
        Kind::Text | Kind::Code(_) => "&'static str",
        Kind::Sign => "char",
        Kind::One(list) => list.name,
        Kind::Whole(0.., most) if most <= i64::from(u8::MAX) => "u8",
        Kind::Whole(..) => "i64",
        Kind::Decimal(..) => "f64",
    };
    Some(match column.needed {
        true => one.to_owned(),
        false => format!("Option<{one}>"),
    })
}

fn list_type(code: &mut String, list: &List) {
    let List {
        name,
        about,
        values,
    } = list;
    let _ = writeln!(
        code,
        "/// {about}\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\npub enum {name} {{"
    );
    for (value, about) in *values {
        let _ = writeln!(code, "/// {about}\n{},", variant(value));
    }
    code.push_str("}\n");
}

fn pack_type(code: &mut String, tables: &[Table]) {
    code.push_str(
        "/// One language: its tables and its model, built into the program.\npub struct Pack {\n\
         code: &'static str,\nmodel: Option<&'static [u8]>,\n",
    );
    for table in tables.iter().filter(|table| table.home != Home::Shared) {
        let (name, row, about) = (field(table.name), table.row, table.about);
        let _ = match table.home {
            Home::Settings => writeln!(code, "/// {about}\npub {name}: {row},"),
            _ => writeln!(code, "/// {about}\npub {name}: &'static [{row}],"),
        };
    }
    code.push_str("}\n");
}

#[cfg(test)]
mod tests {
    use super::super::lists::SIDE;
    use super::*;

    const TABLES: &[Table] = &[
        Table {
            name: "language",
            row: "Settings",
            home: Home::Settings,
            about: "The language.",
            columns: &[Column {
                name: "name",
                kind: Kind::Text,
                needed: true,
                about: "Its name.",
            }],
        },
        Table {
            name: "hyphens",
            row: "HyphenWord",
            home: Home::Language,
            about: "Words with hyphens.",
            columns: &[
                Column {
                    name: "word",
                    kind: Kind::Text,
                    needed: true,
                    about: "The word.",
                },
                Column {
                    name: "side",
                    kind: Kind::One(&SIDE),
                    needed: false,
                    about: "Its side.",
                },
            ],
        },
    ];

    fn generated(files: &[(&str, &str, &str)]) -> Result<String, Vec<String>> {
        let files = files.iter().map(|(folder, name, text)| {
            let key = ((*folder).to_owned(), (*name).to_owned());
            (key, (*text).to_owned())
        });
        let languages = [Language {
            code: "xx".to_owned(),
            model: "None".to_owned(),
        }];
        generate(TABLES, &languages, &files.collect())
            .map_err(|faults| faults.iter().map(Fault::to_string).collect())
    }

    const LANGUAGE: (&str, &str, &str) = ("xx", "language", "#! key\tvalue\nname\tXish\n");

    #[test]
    fn tables_become_types_and_rows() {
        let code = generated(&[LANGUAGE, ("xx", "hyphens", "#! word\tside\nex\tbefore\n")]);
        let code = code.unwrap();
        for part in [
            "/// Words with hyphens. A row of `hyphens`.",
            "/// The word.\npub word: &'static str,\n/// Its side.\npub side: Option<Side>,",
            "pub enum Side {\n/// The hyphen stands behind the word.\nBefore,",
            "/// The language.\npub language: Settings,\n/// Words with hyphens.\npub hyphens: &'static [HyphenWord],",
            "language: Settings { name: \"Xish\", },",
            "hyphens: &[\nHyphenWord { word: \"ex\", side: Some(Side::Before), },\n],",
        ] {
            assert!(code.contains(part), "{part}\n\n{code}");
        }
    }

    #[test]
    fn a_table_that_a_language_lacks_has_no_rows() {
        assert!(generated(&[LANGUAGE]).unwrap().contains("hyphens: &[\n],"));
        assert_eq!(
            generated(&[]),
            Err(vec![
                "xx/language.tsv:1: the table is missing; every language needs it".to_owned()
            ])
        );
    }

    #[test]
    fn a_file_that_is_not_declared_is_named() {
        assert_eq!(
            generated(&[LANGUAGE, ("xx", "hyphen", "#! word\nex\n")]),
            Err(vec![
                "xx/hyphen.tsv:1: no table is called `hyphen`; build/tables.rs declares them all"
                    .to_owned()
            ])
        );
        let shared = generated(&[LANGUAGE, ("shared", "hyphens", "#! word\tside\n")]);
        assert!(shared.is_err(), "{shared:?}");
    }
}
