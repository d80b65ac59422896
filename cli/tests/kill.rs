//! `selon add` of articles and of an export is killed again and again: what it stored stays stored and whole, and in the end
//! everything is there.
//!
//! `SELON_KILLS=50` kills fifty times; a normal run a few.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::collections::HashMap;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use selon::{Record, Selon};
use selon_keep::{KeepError, Store};
use support::{Place, articles_of, rows};

const ARTICLES: usize = 1500;

/// Tables of what is said across articles.
const ACROSS: [&str; 5] = ["traits", "alike", "copies", "stories", "variants"];

/// After how many milliseconds to kill: every other time while the store is made or opened, else while it is filled.
fn delays() -> impl Iterator<Item = u64> {
    let mut state = 7_u64;
    (0..).map(move |kill| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let chance = state >> 33;
        if kill % 2 == 0 {
            chance % 40
        } else {
            300 + chance % 1500
        }
    })
}

fn text(number: usize) -> String {
    format!(
        "Le maire de Valmer a annoncé mardi que {number} camions attendaient au port.\n\n« Nous \
         n’avons plus que {} jours », a-t-il prévenu, selon la préfecture.\n",
        number % 30 + 2
    )
}

fn articles() -> Place {
    let files: Vec<_> = (0..ARTICLES)
        .map(|n| (format!("news/{n:04}.txt"), text(n)))
        .collect();
    Place::of_texts(&files)
}

#[test]
fn nothing_that_was_stored_is_lost_or_half_there() {
    kill_while_adding(&articles(), "news");
}

#[test]
fn nothing_that_was_taken_from_an_export_is_lost_or_half_there() {
    let place = articles();
    for command in [
        &["add", "--store", "all.db", "news"][..],
        &["export", "--store", "all.db", "--parquet", "out"],
    ] {
        assert_eq!(place.run(command).code, 0);
    }
    kill_while_adding(&place, "out");
}

fn kill_while_adding(place: &Place, what: &str) {
    let kills = std::env::var("SELON_KILLS").map_or(6, |kills| kills.parse().unwrap());
    let selon = Selon::new().unwrap();
    let mut expected = HashMap::new();
    let (mut killed, mut finished, mut fullest) = (0, 0, 0);
    let mut stored = 0;
    for delay in delays() {
        if killed == kills {
            break;
        }
        let mut child = place.start(&["add", "--store", "s.db", what]);
        sleep(Duration::from_millis(delay));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        } else {
            finished += 1;
        }
        child.wait().unwrap();
        let now = whole(&place.path("s.db"), stored, |origin| {
            let record = || selon.read(place.file(origin).as_bytes(), origin).unwrap();
            expected
                .entry(origin.to_owned())
                .or_insert_with(record)
                .clone()
        });
        assert!(
            now >= stored,
            "{stored} articles were stored, now {now} are"
        );
        fullest = fullest.max(now);
        stored = now;
        if stored == ARTICLES as u64 {
            std::fs::remove_file(place.path("s.db")).unwrap();
            stored = 0;
        }
    }
    println!(
        "{killed} kills, {finished} runs that came to their end, up to {fullest} articles stored"
    );
    assert!(fullest > 0, "no kill came after a batch was written");
    let ran = place.run(&["add", "--store", "s.db", what]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let all = whole(&place.path("s.db"), stored, |origin| {
        selon.read(place.file(origin).as_bytes(), origin).unwrap()
    });
    assert_eq!(all, ARTICLES as u64);
    // What belongs together across articles is what an undisturbed run finds.
    let ran = place.run(&["add", "--store", "undisturbed.db", "news"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for table in ACROSS {
        let [killed, undisturbed] =
            ["s.db", "undisturbed.db"].map(|store| rows(&place.path(store), table));
        assert!(killed == undisturbed, "{table} differs");
        assert!(!killed.is_empty(), "{table} is empty");
    }
}

/// How many articles a store holds, after looking at its pages and at every article that is new since `before`.
fn whole(path: &Path, before: u64, mut expected: impl FnMut(&str) -> Record) -> u64 {
    let store = match Store::open(path) {
        Ok(store) => store,
        // Killed before the tables were made.
        Err(KeepError::Missing { .. } | KeepError::NotAStore { .. }) if before == 0 => return 0,
        Err(error) => panic!("{error}"),
    };
    store.check().unwrap();
    let articles = articles_of(path);
    assert_eq!(rows(path, "traits").len(), articles.len());
    for table in ["copies", "stories"] {
        assert!(rows(path, table).len() <= articles.len());
    }
    for (article, origin) in &articles[before as usize..] {
        assert_eq!(store.record(article).unwrap().unwrap(), expected(origin));
    }
    articles.len() as u64
}
