//! Checks every table against what [`super::tables`] declares, and gives its rows as Rust.

use std::collections::BTreeMap;

use super::schema::{Column, Fault, Home, Kind, Table, field};
use super::table;

/// Every data file: its folder, `shared` or the code of a language, its name without ending, and its text.
pub type Files = BTreeMap<(String, String), String>;

/// The rows of a table as the elements of a Rust array, or the whole of a settings table as one struct.
///
/// # Errors
/// Every line that does not fit.
pub fn rows(
    table: &Table,
    folder: &str,
    text: &str,
    languages: &[&str],
) -> Result<String, Vec<Fault>> {
    let fault = |line: usize, problem: String| Fault {
        file: format!("{folder}/{}.tsv", table.name),
        line,
        problem,
    };
    if let Err(error) = table::check(text) {
        return Err(vec![fault(error.line, error.problem)]);
    }
    header(table, text, languages).map_err(|problem| vec![fault(1, problem)])?;
    let columns = table::columns(text);
    let headed = languages.iter().filter(|code| columns.contains(code));
    let languages: Vec<&str> = headed.copied().collect();
    let mut code = String::new();
    let mut faults = Vec::new();
    let rows = table::numbered(text).collect::<Vec<_>>();
    if table.home == Home::Settings {
        settings(table, &rows, &mut code, |line, problem| {
            faults.push(fault(line, problem));
        });
    } else {
        for (line, cells) in rows {
            match row(table, &cells, &languages) {
                Ok(row) => code.push_str(&row),
                Err(problem) => faults.push(fault(line, problem)),
            }
        }
    }
    if faults.is_empty() {
        Ok(code)
    } else {
        Err(faults)
    }
}

/// That the file has the columns that are declared, in their order.
fn header(table: &Table, text: &str, languages: &[&str]) -> Result<(), String> {
    let has = table::columns(text);
    let columns = table.header(languages).join(", ");
    // A language may lack its column: its names are then those of every language.
    let lacks = languages.iter().filter(|code| !has.contains(code));
    let lacks: Vec<&&str> = lacks.collect();
    let mut wants = table.header(languages);
    wants.retain(|name| !lacks.contains(&name));
    if let Some(unknown) = has.iter().find(|name| !wants.contains(name)) {
        return Err(format!("unknown column `{unknown}`; allowed: {columns}"));
    }
    if let Some(missing) = wants.iter().find(|name| !has.contains(name)) {
        return Err(format!(
            "the column `{missing}` is missing; write {columns}"
        ));
    }
    if has != wants {
        return Err(format!("the columns are in another order; write {columns}"));
    }
    Ok(())
}

fn row(table: &Table, cells: &[&str], languages: &[&str]) -> Result<String, String> {
    let mut cells = cells.iter();
    let mut code = format!("{} {{ ", table.row);
    for column in table.columns {
        match column.kind {
            Kind::Reference => {
                cells.next();
            }
            Kind::NamesByLanguage => {
                let lists = languages
                    .iter()
                    .zip(&mut cells)
                    .map(|(language, cell)| Ok(format!("({language:?}, {})", column.rust(cell)?)));
                let lists = lists.collect::<Result<Vec<_>, String>>()?.join(", ");
                code.push_str(&format!("{}: ByLanguage(&[{lists}]), ", field(column.name)));
            }
            _ => {
                let cell = cells.next().copied().unwrap_or_default();
                code.push_str(&format!("{}: {}, ", field(column.name), column.rust(cell)?));
            }
        }
    }
    code.push_str("},\n");
    Ok(code)
}

/// One struct of a table whose keys are declared as columns.
fn settings(
    table: &Table,
    rows: &[(usize, Vec<&str>)],
    code: &mut String,
    mut fault: impl FnMut(usize, String),
) {
    let known = |key: &str| table.column(key).is_some();
    for (line, cells) in rows.iter().filter(|(_, cells)| !known(cells[0])) {
        let keys: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let keys = keys.join(", ");
        fault(
            *line,
            format!("unknown key `{}`; allowed: {keys}", cells[0]),
        );
    }
    code.push_str(&format!("{} {{ ", table.row));
    for column in table.columns {
        let found = rows.iter().find(|(_, cells)| cells[0] == column.name);
        let (line, cell) = found.map_or((1, ""), |(line, cells)| (*line, cells[1]));
        match value(column, cell) {
            Ok(value) => code.push_str(&value),
            Err(problem) => fault(line, problem),
        }
    }
    code.push('}');
}

fn value(column: &Column, cell: &str) -> Result<String, String> {
    Ok(format!("{}: {}, ", field(column.name), column.rust(cell)?))
}

#[cfg(test)]
mod tests {
    use super::super::schema::List;
    use super::*;

    const COLOUR: List = List {
        name: "Colour",
        about: "",
        values: &[("red", ""), ("dark-blue", "")],
    };

    const fn column(name: &'static str, kind: Kind, needed: bool) -> Column {
        Column {
            name,
            kind,
            needed,
            about: "",
        }
    }

    const FLAGS: Table = Table {
        name: "flags",
        row: "Flag",
        home: Home::Language,
        about: "",
        columns: &[
            column("form", Kind::Text, true),
            column("main", Kind::One(&COLOUR), true),
            column("others", Kind::Any(&COLOUR), false),
            column("stripes", Kind::Whole(1, 13), false),
            column("old", Kind::Yes, false),
        ],
    };

    const HEAD: &str = "#! form\tmain\tothers\tstripes\told\n";

    #[track_caller]
    fn wrong(rows: &str, expected: &[&str]) {
        let faults = super::rows(&FLAGS, "fr", &format!("{HEAD}{rows}"), &[]).unwrap_err();
        let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_row_becomes_a_struct() {
        let code = super::rows(
            &FLAGS,
            "fr",
            &format!("{HEAD}a\tred\tdark-blue red\t3\tyes\nb\tred\t\t\t\n"),
            &[],
        );
        assert_eq!(
            code.unwrap(),
            "Flag { form: \"a\", main: Colour::Red, others: &[Colour::DarkBlue, Colour::Red], stripes: Some(3), \
             old: true, },\nFlag { form: \"b\", main: Colour::Red, others: &[], stripes: None, old: false, },\n"
        );
    }

    #[test]
    fn an_unknown_value_is_named_with_what_is_allowed() {
        wrong(
            "a\trde\t\t\t\n",
            &["fr/flags.tsv:2: unknown main `rde`; allowed: red, dark-blue"],
        );
        wrong(
            "a\tred\tred blue\t\t\n",
            &["fr/flags.tsv:2: unknown others `blue`; allowed: red, dark-blue"],
        );
        wrong(
            "a\t\t\t\t\n",
            &["fr/flags.tsv:2: `main` is empty; allowed: red, dark-blue"],
        );
        wrong(
            "a\tred\tred red\t\t\n",
            &["fr/flags.tsv:2: `red` stands twice in `others`"],
        );
    }

    #[test]
    fn every_wrong_line_is_named() {
        wrong(
            "a\tred\t\t14\t\nb\tred\t\t2\tno\n",
            &[
                "fr/flags.tsv:2: `stripes` is `14`; write a whole number from 1 to 13",
                "fr/flags.tsv:3: `old` is `no`; write `yes` or nothing",
            ],
        );
    }

    #[test]
    fn numbers_signs_and_codes_are_well_formed() {
        let wrong = |kind: Kind, cell: &str| column("cell", kind, true).rust(cell).unwrap_err();
        assert_eq!(
            wrong(Kind::Decimal(-90.0, 90.0), "91.05"),
            "`cell` is `91.05`; write a number from -90 to 90"
        );
        assert_eq!(
            wrong(Kind::Decimal(-90.0, 90.0), "4° 21′"),
            "`cell` is `4° 21′`; write a number from -90 to 90"
        );
        assert_eq!(
            wrong(Kind::Sign, "<<"),
            "`cell` is `<<`; write one character"
        );
        assert_eq!(
            wrong(Kind::Code(&["GOV", "MIL"]), "GVT"),
            "unknown cell `GVT`; allowed: GOV, MIL"
        );
        assert_eq!(
            wrong(Kind::Names, "Gand||Gent"),
            "`cell` has an empty part in `Gand||Gent`"
        );
    }

    #[test]
    fn keys_are_sorted_and_unique() {
        wrong(
            "b\tred\t\t\t\na\tred\t\t\t\n",
            &["fr/flags.tsv:3: `a` must stand before `b`, once"],
        );
    }

    #[test]
    fn columns_are_those_declared() {
        let head = |head: &str| {
            let faults = super::rows(&FLAGS, "fr", head, &[]).unwrap_err();
            faults[0].to_string()
        };
        assert_eq!(
            head("#! form\tmian\tothers\tstripes\told\n"),
            "fr/flags.tsv:1: unknown column `mian`; allowed: form, main, others, stripes, old"
        );
        assert_eq!(
            head("#! form\tmain\tothers\tstripes\n"),
            "fr/flags.tsv:1: the column `old` is missing; write form, main, others, stripes, old"
        );
        assert_eq!(
            head("#! form\tothers\tmain\tstripes\told\n"),
            "fr/flags.tsv:1: the columns are in another order; write form, main, others, stripes, old"
        );
    }

    #[test]
    fn names_stand_under_the_codes_of_languages() {
        const COLUMNS: &[Column] = &[
            column("name", Kind::Text, true),
            column("by-language", Kind::NamesByLanguage, false),
        ];
        let table = Table {
            columns: COLUMNS,
            home: Home::Shared,
            ..FLAGS
        };
        let code = super::rows(
            &table,
            "shared",
            "#! name\ten\tfr\nGent\tGhent\tGand|Gent\n",
            &["en", "fr"],
        );
        assert_eq!(
            code.unwrap(),
            "Flag { name: \"Gent\", by_language: ByLanguage(&[(\"en\", &[\"Ghent\"]), (\"fr\", &[\"Gand\", \"Gent\"])]), },\n"
        );
    }

    #[test]
    fn settings_are_one_struct() {
        let table = Table {
            home: Home::Settings,
            ..FLAGS
        };
        let read = |rows: &str| super::rows(&table, "fr", &format!("#! key\tvalue\n{rows}"), &[]);
        assert_eq!(
            read("form\ta\nmain\tred\n").unwrap(),
            "Flag { form: \"a\", main: Colour::Red, others: &[], stripes: None, old: false, }"
        );
        assert_eq!(
            read("form\ta\nmian\tred\n").unwrap_err()[0].to_string(),
            "fr/flags.tsv:3: unknown key `mian`; allowed: form, main, others, stripes, old"
        );
    }
}
