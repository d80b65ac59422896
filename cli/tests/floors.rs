//! What the shipped models and rules score on the corpora that rules are made with, at least. A new model or rule may move a
//! sentence; it may not make the whole worse. Whoever raises a score raises its floor.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::Place;

/// A score and what it is at least: the heading of its table, its row and its column, counted from 0.
type Floor = (&'static str, &'static str, usize, f64);

/// The columns of F1 by exact span, or of the only F1 of a table, and by head.
const EXACT: usize = 2;
const HEAD: usize = 5;

const FRENCH_NAMES: &[Floor] = &[
    ("exact span", "names", EXACT, 94.5),
    ("exact span", "nominal groups", EXACT, 93.9),
    ("exact span", "all", EXACT, 95.1),
    ("exact span", "all", HEAD, 97.0),
    ("names by span and kind", "all", EXACT, 82.8),
];

const ENGLISH_NAMES: &[Floor] = &[
    ("exact span", "names", EXACT, 96.9),
    ("exact span", "nominal groups", EXACT, 94.7),
    ("exact span", "all", EXACT, 95.9),
    ("exact span", "all", HEAD, 98.7),
    ("names by span and kind", "all", EXACT, 93.8),
];

/// The column of the F1 of spans that overlap, and of a share that is right.
const OVERLAP: usize = 5;
const RIGHT: usize = 0;

const ATTRIBUTION: &[Floor] = &[
    ("overlap", "source", OVERLAP, 89.0),
    ("overlap", "cue", OVERLAP, 89.7),
    ("overlap", "content", OVERLAP, 89.7),
    ("overlap", "all", EXACT, 80.9),
    ("overlap", "speaker", EXACT, 84.1),
    ("of pairs", "attitude", RIGHT, 89.8),
    ("of pairs", "certainty", RIGHT, 93.7),
];

const EVENTS: &[Floor] = &[
    ("precision", "trigger", EXACT, 82.8),
    ("precision", "and type", EXACT, 78.8),
    ("precision", "and actors", EXACT, 72.2),
    ("precision", "and recipients", EXACT, 62.7),
    ("precision", "whole", EXACT, 57.2),
];

const CAREFUL_ATTRIBUTION: &[Floor] = &[
    ("overlap", "content", OVERLAP, 92.6),
    ("overlap", "all", EXACT, 84.9),
    ("overlap", "speaker", EXACT, 87.0),
];

const CAREFUL_EVENTS: &[Floor] = &[
    ("precision", "trigger", EXACT, 85.6),
    ("precision", "and actors", EXACT, 79.1),
    ("precision", "whole", EXACT, 64.8),
];

const ACROSS: &[Floor] = &[
    ("pairs of", "stories", EXACT, 99.0),
    ("pairs of", "statements", EXACT, 93.2),
    ("pairs of", "figures", EXACT, 94.0),
];

#[test]
fn names_and_nominal_groups() {
    hold_language("names", "fr", FRENCH_NAMES);
    hold_language("names", "en", ENGLISH_NAMES);
}

#[test]
fn statements_events_and_articles_together() {
    for (sort, corpus, floors) in [
        ("attribution", "fr-dispatches", ATTRIBUTION),
        ("events", "events", EVENTS),
        ("across", "across", ACROSS),
    ] {
        let folder = corpora().join(corpus).join("tune");
        hold(&["eval", sort, folder.to_str().unwrap()], floors);
    }
}

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpora")
}

#[test]
fn statements_and_events_of_the_careful_model() {
    for (sort, corpus, floors) in [
        ("attribution", "fr-dispatches", CAREFUL_ATTRIBUTION),
        ("events", "events", CAREFUL_EVENTS),
    ] {
        let folder = corpora().join(corpus).join("tune");
        hold(
            &["eval", sort, "--model", "careful", folder.to_str().unwrap()],
            floors,
        );
    }
}

/// Measures a corpus's articles of one language and holds the scores to their floors.
#[track_caller]
fn hold_language(corpus: &str, language: &str, floors: &[Floor]) {
    let files = fs::read_dir(corpora().join(corpus).join("tune")).unwrap();
    let files = files.map(|file| file.unwrap().path().to_str().unwrap().to_owned());
    let ending = format!(".{language}.ann");
    let mut gold: Vec<String> = files.filter(|path| path.ends_with(&ending)).collect();
    gold.sort_unstable();
    let mut arguments = vec!["eval", corpus, "--language", language];
    arguments.extend(gold.iter().map(String::as_str));
    hold(&arguments, floors);
}

/// Runs a measure and holds the scores to their floors.
#[track_caller]
fn hold(arguments: &[&str], floors: &[Floor]) {
    let ran = Place::new(&[]).run(arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for &(table, row, column, least) in floors {
        let score = score(&ran.stdout, table, row, column);
        assert!(
            score >= least,
            "{table}, {row}: {score} of {least}\n{}",
            ran.stdout
        );
    }
}

/// The number in a cell of the table that has this heading.
fn score(tables: &str, heading: &str, row: &str, column: usize) -> f64 {
    let (_, table) = tables.split_once(heading).unwrap();
    let mut rows = table.lines().filter_map(|line| line.strip_prefix(row));
    let row = rows.find(|rest| rest.starts_with("  ")).unwrap();
    row.split_whitespace().nth(column).unwrap().parse().unwrap()
}
