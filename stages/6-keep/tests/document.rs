//! The page that explains the tables explains all of them.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::path::Path;

use rusqlite::Connection;
use support::Place;

#[test]
fn every_table_and_column_is_explained() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/store.md");
    let page = std::fs::read_to_string(page).unwrap();
    let place = Place::new();
    place.store(&[]);
    let connection = Connection::open(place.path()).unwrap();
    // The tables behind a full-text index are its own business.
    let columns = "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
                   WHERE t.schema = 'main' AND t.type IN ('table', 'view', 'virtual')
                   AND t.name NOT LIKE 'sqlite_%'";
    let mut columns = connection.prepare(columns).unwrap();
    let columns = columns.query_map([], |row| Ok([row.get::<_, String>(0)?, row.get(1)?]));
    let mut explained = 0;
    for column in columns.unwrap() {
        let [table, column] = column.unwrap();
        let (table, column) = (format!("`{table}`"), format!("`{column}`"));
        let mut sections = page.split("\n#");
        let there = sections.any(|section| section.contains(&table) && section.contains(&column));
        assert!(there, "docs/store.md does not explain {column} of {table}");
        explained += 1;
    }
    assert!(explained > 100, "{explained}");
}
