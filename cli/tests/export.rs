//! A store as Parquet and back, as a shell sees it.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::fs;

use support::{ENGLISH, FRENCH, Place, Ran, rows};

/// A store of two articles and its export.
fn exported() -> Place {
    let place = Place::new(&[
        ("news/a.txt", FRENCH.as_bytes()),
        ("news/b.txt", ENGLISH.as_bytes()),
    ]);
    assert_eq!(place.run(&["add", "--store", "s.db", "news"]).code, 0);
    let ran = export(&place, "s.db", "out");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(
        ran.stderr.starts_with("selon: 2 articles, ") && ran.stderr.ends_with(" tables in out\n"),
        "{}",
        ran.stderr
    );
    place
}

fn export(place: &Place, store: &str, folder: &str) -> Ran {
    place.run(&["export", "--store", store, "--parquet", folder])
}

#[test]
fn an_export_is_added_and_asked_as_if_it_had_been_read() {
    let place = exported();
    let add = |store: &str| place.run(&["add", "--store", store, "out"]).stderr;
    assert_eq!(
        add("t.db"),
        "selon: 2 added, 0 already there, 0 failed; 2 articles in t.db\n"
    );
    assert_eq!(
        add("t.db"),
        "selon: 0 added, 2 already there, 0 failed; 2 articles in t.db\n"
    );
    for question in ["statements", "figures", "actors", "places"] {
        let ask = |store: &str| place.run(&["ask", "--store", store, question, "--format", "json"]);
        assert_eq!(ask("s.db").stdout, ask("t.db").stdout);
    }
    assert_eq!(export(&place, "t.db", "again").code, 0);
    for file in fs::read_dir(place.path("out")).unwrap() {
        let name = file.unwrap().file_name();
        let [one, two] =
            ["out", "again"].map(|folder| fs::read(place.path(folder).join(&name)).unwrap());
        assert!(one == two, "{}", name.display());
    }
}

#[test]
fn an_export_among_other_files_is_one_of_them() {
    let place = exported();
    fs::rename(place.path("out"), place.path("news/aa")).unwrap();
    fs::write(
        place.path("news/c.txt"),
        "The mayor said that she would resign.",
    )
    .unwrap();
    let ran = place.run(&["add", "--store", "t.db", "news"]);
    // Its articles come first, and then stand in the folder once more.
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            0,
            "selon: 3 added, 2 already there, 0 failed; 3 articles in t.db\n"
        )
    );
    assert_eq!(rows(&place.path("t.db"), "documents").len(), 3);
}

#[test]
fn a_damaged_export_is_named_and_the_others_are_added() {
    let place = exported();
    let path = place.path("out/statements.parquet");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 9]).unwrap();
    let ran = place.run(&["add", "--store", "t.db", "out", "news/b.txt"]);
    assert_eq!(ran.code, 1);
    let said: Vec<_> = ran.stderr.lines().collect();
    assert!(
        said[0].starts_with("selon: out/statements.parquet: the export is damaged (it has "),
        "{}",
        ran.stderr
    );
    assert_eq!(
        said[1],
        "selon: 1 added, 0 already there, 1 failed; 1 articles in t.db"
    );
}

#[test]
fn an_export_is_nothing_to_read() {
    let place = exported();
    let ran = place.run(&["read", "--model", "fast", "out", "news/b.txt"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .starts_with("selon: out: this is an export of a store"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        ran.stdout,
        place.run(&["read", "--model", "fast", "news/b.txt"]).stdout
    );
}

#[test]
fn what_is_in_the_way_is_left_as_it_is() {
    let place = exported();
    let ran = export(&place, "s.db", "news");
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("selon: ")
            && ran
                .stderr
                .contains("news: there is something else in this folder ("),
        "{}",
        ran.stderr
    );
    assert_eq!(place.file("news/a.txt"), FRENCH);
    assert_eq!(export(&place, "s.db", "out").code, 0);
    assert_eq!(export(&place, "none.db", "other").code, 1);
    assert!(!place.path("other").exists());
    assert_eq!(place.run(&["export", "--store", "s.db"]).code, 2);
}
