//! Adding to a store, as a shell sees it.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use selon_keep::Store;
use support::{ENGLISH, FRENCH, Place};

fn mixed() -> Place {
    Place::new(&[
        ("news/a.txt", FRENCH.as_bytes()),
        ("news/b-empty.txt", b""),
        ("news/c.txt", ENGLISH.as_bytes()),
        ("news/d.txt", FRENCH.as_bytes()),
    ])
}

#[test]
fn a_folder_is_stored_and_what_fails_is_named() {
    let place = mixed();
    let ran = place.run(&["add", "--store", "s.db", "news", "none.txt"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let said: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(said.len(), 3, "{}", ran.stderr);
    assert!(said[0].starts_with("selon: news/b-empty.txt: "));
    assert!(said[1].starts_with("selon: none.txt: "));
    assert_eq!(
        said[2],
        "selon: 2 added, 1 already there, 2 failed; 2 articles in s.db"
    );
    assert!(!place.path("s.db-wal").exists(), "the journal is left over");
    let store = Store::open(&place.path("s.db")).unwrap();
    store.check().unwrap();
    assert_eq!(store.documents().unwrap(), 2);
}

#[test]
fn a_second_run_adds_what_is_new() {
    let place = mixed();
    assert_eq!(place.run(&["add", "--store", "s.db", "news/a.txt"]).code, 0);
    let ran = place.run_on(
        ENGLISH.as_bytes(),
        &["add", "--store", "s.db", "news/a.txt", "-"],
    );
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.stderr,
        "selon: 1 added, 1 already there, 0 failed; 2 articles in s.db\n"
    );
}

#[test]
fn any_number_of_jobs_stores_the_same() {
    // Of four articles two have the statement of the first in other words, and the last is the first cut short.
    let text = |number: usize| {
        let ships = number / 4;
        let rest = "Tugs have been lying idle in the outer basin since the storm of last week. Nobody \
            knows when the pilots will go out again. Lorries stand in a row of six kilometres from the \
            customs sheds to the motorway, and the canteen of the dockers hands out soup to their drivers.";
        match number % 4 {
            0 => format!(
                "The mayor said on Tuesday that more than {ships} ships were waiting outside. {rest} Rain fell all night."
            ),
            1 | 2 => format!(
                "More than {ships} ships were waiting outside, the mayor said in note {number}."
            ),
            _ => format!(
                "The mayor said on Tuesday that more than {ships} ships were waiting outside. {rest}"
            ),
        }
    };
    let files: Vec<_> = (0..200)
        .map(|n| (format!("news/{n:03}.txt"), text(n)))
        .collect();
    let place = Place::of_texts(&files);
    for jobs in ["1", "3"] {
        let ran = place.run(&[
            "add",
            "--jobs",
            jobs,
            "--store",
            &format!("{jobs}.db"),
            "news",
        ]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    for table in [
        "documents",
        "mention_texts",
        "statement_texts",
        "figure_texts",
        "entities",
        "copies",
        "stories",
        "variants",
        "traits",
        "alike",
    ] {
        let [one, three] = ["1.db", "3.db"].map(|file| support::rows(&place.path(file), table));
        assert!(!one.is_empty(), "{table}");
        assert_eq!(one, three);
    }
}

#[test]
fn the_store_is_told_by_the_environment_or_stands_in_the_data_folder() {
    let place = mixed();
    let ran = place.run_with(&[("SELON_STORE", "e.db")], &["add", "news/a.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(place.path("e.db").exists());
    let home = place.path("data");
    let ran = place.run_with(
        &[("XDG_DATA_HOME", home.to_str().unwrap())],
        &["add", "news/a.txt"],
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(home.join("selon.db").exists());
}

#[test]
fn a_store_in_a_folder_that_is_not_there_is_not_made() {
    let place = mixed();
    let ran = place.run(&["add", "--store", "none/s.db", "news/a.txt"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "selon: none/s.db: there is no folder none to make a store in\n"
    );
    assert!(!place.path("none").exists());
}

#[test]
fn a_file_that_is_no_store_is_left_as_it_is() {
    let place = mixed();
    let ran = place.run(&["add", "--store", "news/a.txt", "news/c.txt"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .starts_with("selon: news/a.txt: this is not a Selon store"),
        "{}",
        ran.stderr
    );
    assert_eq!(place.file("news/a.txt"), FRENCH);
    let ran = place.run(&["add", "--store", "no/folder/s.db", "news/c.txt"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("selon: no/folder/s.db: "),
        "{}",
        ran.stderr
    );
}
