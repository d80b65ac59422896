//! The index of the tables in `README.md`: written from what is declared, from who reads it, and from the files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::check::Files;
use super::schema::{Column, Home, Kind, List, Table, field};
use super::table;

/// The languages whose rows are shown, the first that has the table.
const EXAMPLES: [&str; 2] = ["fr", "en"];

/// The index, a section a table and then one a closed list.
///
/// `sources` are the Rust files of the workspace by the crate they belong to, `stages/3-read`.
pub fn index(tables: &[Table], files: &Files, sources: &[(String, String)]) -> String {
    let mut text = String::new();
    for (title, shared) in [("Of a language", false), ("Of all languages", true)] {
        let _ = writeln!(text, "## {title}\n");
        for table in tables
            .iter()
            .filter(|table| (table.home == Home::Shared) == shared)
        {
            section(&mut text, table, files, sources);
        }
    }
    text.push_str("## Closed lists\n\n");
    let mut lists: BTreeMap<&str, &List> = BTreeMap::new();
    for column in tables.iter().flat_map(|table| table.columns) {
        if let Kind::One(list) | Kind::Any(list) = column.kind {
            lists.insert(list.name, list);
        }
    }
    for list in lists.values() {
        let _ = writeln!(text, "**{}**: {}\n", list.name, list.about);
        for (value, about) in list.values {
            let _ = writeln!(text, "- `{value}`: {about}");
        }
        text.push('\n');
    }
    text
}

fn section(text: &mut String, table: &Table, files: &Files, sources: &[(String, String)]) {
    let readers: Vec<String> = readers(table, sources)
        .iter()
        .map(|reader| format!("`{reader}`"))
        .collect();
    let _ = writeln!(
        text,
        "### {}\n\n{} Read by {}.\n\n| column | holds | what it says |\n|---|---|---|",
        table.name,
        table.about,
        readers.join(", ")
    );
    for column in table.columns {
        let (name, holds, about) = (column.name, holds(column), column.about);
        let _ = writeln!(text, "| `{name}` | {holds} | {about} |");
    }
    let folders = match table.home {
        Home::Shared => &["shared"][..],
        _ => &EXAMPLES,
    };
    let mut example = folders.iter().filter_map(|folder| {
        let file = files.get(&((*folder).to_owned(), table.name.to_owned()))?;
        fullest(file)
    });
    if let Some(example) = example.next() {
        let _ = writeln!(text, "\n{example}\n");
    }
}

/// The crates that read a table.
pub fn readers<'s>(table: &Table, sources: &'s [(String, String)]) -> Vec<&'s str> {
    let name = field(table.name);
    let mention = match table.home {
        Home::Shared => format!("shared::{}", name.to_uppercase()),
        _ => format!("pack.{name}"),
    };
    let reads = |text: &str| {
        text.match_indices(&mention).any(|(at, found)| {
            let next = text[at + found.len()..].chars().next();
            next.is_none_or(|sign| !sign.is_alphanumeric() && sign != '_')
        })
    };
    let readers = sources.iter().filter(|(_, text)| reads(text));
    let mut readers: Vec<&str> = readers.map(|(folder, _)| folder.as_str()).collect();
    readers.sort_unstable();
    readers.dedup();
    readers
}

fn holds(column: &Column) -> String {
    let holds = match column.kind {
        Kind::Text => "text".to_owned(),
        Kind::Sign => "a character".to_owned(),
        Kind::Words => "words between spaces".to_owned(),
        Kind::Names => "names between `\\|`".to_owned(),
        Kind::NamesByLanguage => {
            "names between `\\|`, in a column headed by the code of each language".to_owned()
        }
        Kind::Yes => "`yes`".to_owned(),
        Kind::One(list) => format!("a value of {}", list.name),
        Kind::Any(list) => format!("values of {}", list.name),
        Kind::Code(codes) => format!("one of {}", codes.join(" ")),
        Kind::Whole(least, most) => format!("a whole number, {least} to {most}"),
        Kind::Decimal(..) => "a number".to_owned(),
        Kind::Reference => "text, for reference: the program does not have it".to_owned(),
    };
    match column.kind {
        Kind::Yes | Kind::NamesByLanguage => holds,
        _ if column.needed => holds,
        _ => format!("{holds}, or nothing"),
    }
}

/// The row of a file with the most cells that say something, the first of them.
fn fullest(file: &str) -> Option<String> {
    let filled = |cells: &Vec<&str>| cells.iter().filter(|cell| !cell.is_empty()).count();
    let rows = table::numbered(file).map(|(_, cells)| cells);
    let row = rows.max_by(|one, other| {
        let more = filled(one).cmp(&filled(other));
        // Of equals, `max_by` gives the last.
        more.then_with(|| other[0].cmp(one[0]))
    })?;
    let cells = table::columns(file).into_iter().zip(row);
    let cells = cells.filter(|(_, cell)| !cell.is_empty());
    let cells: Vec<String> = cells
        .map(|(column, cell)| format!("{column} `{cell}`"))
        .collect();
    Some(format!("For example: {}.", cells.join(", ")))
}

/// The Rust sources of the workspace, without tests and this crate, by the folder of their crate.
fn sources(root: &Path) -> Vec<(String, String)> {
    let mut crates: Vec<PathBuf> = folders(root);
    crates.extend(folders(&root.join("stages")));
    let mut sources = Vec::new();
    for folder in crates
        .iter()
        .filter(|folder| !folder.ends_with("languages"))
    {
        let name = folder
            .strip_prefix(root)
            .unwrap_or(folder)
            .display()
            .to_string();
        collect(&folder.join("src"), &name, &mut sources);
    }
    sources
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn collect(folder: &Path, name: &str, sources: &mut Vec<(String, String)>) {
    for path in folders(folder) {
        if path.is_dir() {
            collect(&path, name, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            sources.push((name.to_owned(), text));
        }
    }
}

mod tests {
    use super::super::tables::TABLES;
    use super::*;

    /// Before the index in `README.md`; all behind it is written.
    const MARK: &str =
        "<!-- The rest is written by the tests of this crate with UPDATE_README=1. -->\n";

    fn files(root: &Path) -> Files {
        let mut files = Files::new();
        for folder in EXAMPLES.into_iter().chain(["shared"]) {
            for path in folders(&root.join(folder)) {
                let name = path.file_stem().and_then(|name| name.to_str());
                if path.extension().is_some_and(|ending| ending == "tsv") {
                    let key = (folder.to_owned(), name.unwrap().to_owned());
                    files.insert(key, fs::read_to_string(&path).unwrap());
                }
            }
        }
        files
    }

    #[test]
    fn the_readme_names_every_table_as_it_is() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources = sources(root.parent().unwrap());
        let index = index(TABLES, &files(root), &sources);
        let path = root.join("README.md");
        let readme = fs::read_to_string(&path).unwrap();
        let (head, written) = readme.split_once(MARK).unwrap();
        let index = format!("\n{}\n", index.trim_end());
        if written != index && std::env::var_os("UPDATE_README").is_some() {
            fs::write(&path, format!("{head}{MARK}{index}")).unwrap();
            return;
        }
        assert!(
            written == index,
            "languages/README.md is out of date: run the tests of this crate once with UPDATE_README=1"
        );
    }

    #[test]
    fn every_table_has_a_reader() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources = sources(root.parent().unwrap());
        let dead = TABLES
            .iter()
            .filter(|table| readers(table, &sources).is_empty());
        let dead: Vec<&str> = dead.map(|table| table.name).collect();
        assert_eq!(dead, Vec::<&str>::new(), "read by nobody");
    }

    #[test]
    fn an_index_shows_columns_readers_and_a_row() {
        let tables: Vec<Table> = TABLES
            .iter()
            .filter(|table| table.name == "bounds")
            .copied()
            .collect();
        let bounds = "#! phrase\tbound\tplace\nabout\tabout\tbefore\n";
        let files = Files::from([(("fr".to_owned(), "bounds".to_owned()), bounds.to_owned())]);
        let sources = [
            ("stages/3-read".to_owned(), "pack.bounds.iter()".to_owned()),
            ("cli".to_owned(), "pack.bounds_of".to_owned()),
        ];
        let index = index(&tables, &files, &sources);
        assert!(
            index.contains("### bounds\n\nWords that bound a number. Read by `stages/3-read`.\n"),
            "{index}"
        );
        assert!(
            index.contains("| `bound` | a value of BoundWord | What it makes of the number. |")
        );
        assert!(index.contains("For example: phrase `about`, bound `about`, place `before`."));
        assert!(index.contains("- `less_than`: It is the most."));
    }
}
