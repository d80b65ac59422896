//! What belongs together across articles.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::collections::BTreeSet;

use rusqlite::Connection;
use selon_keep::ask::{FiguresQuestion, Scope, StatementsQuestion, StoriesQuestion};
use selon_keep::{KeepError, Store};
use support::{Place, read};

const FRENCH: &str = "date 2026-03-10

Le barrage de Tarnac fissuré

Le barrage de Tarnac est fissuré, a annoncé mardi la préfète, Maud Kerlan. Elle a précisé que les habitants d'Orsan seraient évacués avant la nuit. « Nous n'avons jamais vu une telle crue », a dit Paul Vigier, ingénieur.

Environ 1 200 personnes ont été évacuées, selon la préfecture.";

/// Printed elsewhere, under another title and cut short.
const SHORT: &str = "date 2026-03-10

Alerte à Tarnac

Le barrage de Tarnac est fissuré, a annoncé mardi la préfète, Maud Kerlan. Elle a précisé que les habitants d'Orsan seraient évacués avant la nuit. « Nous n'avons jamais vu une telle crue », a dit Paul Vigier, ingénieur.";

const ENGLISH: &str = "date 2026-03-11

Cracks found in Tarnac dam

The Tarnac dam is cracked, prefect Maud Kerlan said. She said that the residents of Orsan would be evacuated before nightfall. \"We have never seen such a flood,\" said engineer Paul Vigier.

More than 2,000 people have been evacuated, firefighters said.";

/// On the same thing, and each statement another.
const OTHERWISE: &str = "date 2026-03-12

Tarnac dam \"holding\"

Prefect Maud Kerlan denied that the residents of Orsan would be evacuated before nightfall. \"We have often seen such a flood,\" said engineer Luc Arbois, who inspected the Tarnac dam.";

/// On another thing of the same sort.
const ELSEWHERE: &str = "date 2026-03-11

Flood warning in Larkmoor

Residents of Larkmoor were told to leave before nightfall on Wednesday as the river rose. Some 900 people have been evacuated, the county council said.";

const ALL: [(&str, &str); 5] = [
    ("french", FRENCH),
    ("short", SHORT),
    ("english", ENGLISH),
    ("otherwise", OTHERWISE),
    ("elsewhere", ELSEWHERE),
];

/// A store to which the articles were added one by one.
fn one_by_one(articles: &[(&str, &str)]) -> Store {
    let mut store = Store::in_memory().unwrap();
    for article in articles {
        store.add(&read(&[*article])).unwrap();
    }
    store
}

/// The origins of the articles of each story.
fn stories(store: &Store) -> BTreeSet<BTreeSet<String>> {
    let stories = store.stories(&StoriesQuestion::default()).unwrap();
    let articles = stories.iter().map(|story| {
        let articles = store.story(&story.document.id).unwrap().unwrap();
        assert_eq!(articles.len(), story.articles as usize);
        articles
            .into_iter()
            .map(|row| row.document.origin)
            .collect()
    });
    articles.collect()
}

/// Origin and number of the statements of each group.
fn variants(store: &Store) -> BTreeSet<BTreeSet<String>> {
    let mut groups = std::collections::BTreeMap::new();
    for row in store.variants(&StatementsQuestion::default()).unwrap() {
        let statement = format!("{} {}", row.statement.document.origin, row.statement.id);
        let group: &mut BTreeSet<String> = groups.entry(row.variants_of).or_default();
        group.insert(statement);
    }
    groups.into_values().collect()
}

fn sets(sets: &[&[&str]]) -> BTreeSet<BTreeSet<String>> {
    let set = |set: &&[&str]| set.iter().map(|&name| name.to_owned()).collect();
    sets.iter().map(set).collect()
}

#[test]
fn a_story_is_told_in_both_languages() {
    let store = one_by_one(&ALL);
    let expected = sets(&[&["french", "short", "english", "otherwise"]]);
    assert_eq!(stories(&store), expected);
    let rows = store.stories(&StoriesQuestion::default()).unwrap();
    assert_eq!(rows[0].document.origin, "french");
    assert_eq!(
        (rows[0].copies, rows[0].languages.as_slice()),
        (1, &["en".to_owned(), "fr".to_owned()][..])
    );
    assert_eq!(rows[0].until.as_deref(), Some("2026-03-12"));
    assert!(
        rows[0].names.iter().any(|name| name.contains("Kerlan")),
        "{:?}",
        rows[0].names
    );
    let begins = rows[0].sentence.as_ref().unwrap();
    assert!(
        begins.text.starts_with("Le barrage de Tarnac est"),
        "{begins:?}"
    );
    // An article that stands alone is all there is to tell.
    let elsewhere = store.variants(&StatementsQuestion {
        about: Some("Larkmoor".parse().unwrap()),
        ..Default::default()
    });
    assert!(elsewhere.unwrap().is_empty());
    assert_eq!(store.story("0").unwrap(), None);
}

#[test]
fn a_text_cut_short_under_another_title_is_a_copy() {
    let store = one_by_one(&ALL);
    let rows = store.stories(&StoriesQuestion::default()).unwrap();
    let articles = store.story(&rows[0].document.id).unwrap().unwrap();
    let copies: Vec<_> = articles
        .iter()
        .filter(|row| row.copy_of.is_some())
        .collect();
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0].document.origin, "short");
    assert_eq!(
        copies[0].copy_of.as_deref(),
        Some(articles[0].document.id.as_str())
    );
}

#[test]
fn the_same_statement_is_grouped_and_others_are_not() {
    let store = one_by_one(&ALL);
    let groups = variants(&store);
    let has = |origin: &str| {
        groups
            .iter()
            .flatten()
            .filter(|one| one.starts_with(origin))
            .count()
    };
    assert_eq!(
        (groups.len(), has("french"), has("short"), has("english")),
        (3, 3, 3, 3),
        "{groups:?}"
    );
    // A denial, and other words of another person.
    assert_eq!((has("otherwise"), has("elsewhere")), (0, 0), "{groups:?}");
    let rows = store
        .variants(&StatementsQuestion {
            about: Some("evacuated".parse().unwrap()),
            ..Default::default()
        })
        .unwrap();
    let carried: Vec<_> = rows
        .iter()
        .map(|row| (row.statement.document.origin.as_str(), row.first))
        .collect();
    assert_eq!(
        carried,
        [("french", true), ("short", false), ("english", false)]
    );
    assert!(rows.iter().all(|row| row.statement.variants == 3));
    let (article, number) = rows[2].variants_of.split_once("/s").unwrap();
    let same = store.variants_of(article, number.parse().unwrap()).unwrap();
    assert_eq!(same.unwrap(), rows);
    assert_eq!(store.variants_of(article, 99).unwrap(), None);
}

#[test]
fn figures_stand_side_by_side() {
    let store = one_by_one(&ALL);
    let compare = |of: &str| {
        store.compare(&FiguresQuestion {
            of: Some(of.parse().unwrap()),
            ..Default::default()
        })
    };
    let rows = compare("personnes").unwrap();
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.figure.document.origin.as_str(),
                row.figure.low,
                row.agree,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("french", Some(1200.0), false),
            ("english", Some(2000.0), false)
        ]
    );
    assert!(rows[0].group.ends_with("/f1") && rows[0].group == rows[1].group);
    let agreeing = ENGLISH.replace("More than 2,000", "More than 1,000");
    let store = one_by_one(&[("french", FRENCH), ("english", &agreeing)]);
    let rows = store.compare(&FiguresQuestion::default()).unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.agree));
}

#[test]
fn the_order_of_adding_makes_no_difference() {
    let expected = one_by_one(&ALL);
    let mut order = ALL;
    for turn in 0..ALL.len() {
        order.rotate_left(1);
        let mut mixed = order;
        mixed.swap(0, turn);
        let store = one_by_one(&mixed);
        assert_eq!(stories(&store), stories(&expected), "{mixed:?}");
        assert_eq!(variants(&store), variants(&expected), "{mixed:?}");
    }
    let mut at_once = Store::in_memory().unwrap();
    at_once.add(&read(&ALL)).unwrap();
    assert_eq!(variants(&at_once), variants(&expected));
}

/// Makes of a store one of version 1, of which so many articles have been brought up to date.
fn make_old(place: &Place, done: i64) {
    let connection = Connection::open(place.path()).unwrap();
    for table in ["copies", "stories", "variants"] {
        connection
            .execute_batch(&format!("DELETE FROM {table}"))
            .unwrap();
    }
    let events = "PRAGMA foreign_keys = OFF; DROP VIEW event_texts; DROP TABLE event_trigger;
        DROP TABLE event_participants; DROP TABLE event_figures; DROP TABLE events; DROP TABLE without_events;";
    connection.execute_batch(events).unwrap();
    if done == 0 {
        let views = "DROP VIEW story_texts; DROP VIEW variant_texts;";
        connection.execute_batch(views).unwrap();
        for table in ["traits", "alike", "copies", "stories", "variants"] {
            connection
                .execute_batch(&format!("DROP TABLE {table}"))
                .unwrap();
        }
    } else {
        for table in ["traits", "alike"] {
            let rest = format!("DELETE FROM {table} WHERE document > {done}");
            connection.execute_batch(&rest).unwrap();
        }
    }
    let version = "UPDATE meta SET value = '1' WHERE key = 'schema'";
    connection.execute_batch(version).unwrap();
}

#[test]
fn a_store_of_the_version_before_is_brought_up_to_date() {
    // Nothing of the first article hangs together with one before it.
    for done in [0, 1] {
        let place = Place::new();
        let expected = one_by_one(&ALL);
        drop(place.store(&ALL));
        make_old(&place, done);
        let error = Store::open(&place.path()).unwrap_err();
        assert!(
            matches!(error, KeepError::Older { version: 1, .. }),
            "{error}"
        );
        drop(Store::create(&place.path()).unwrap());
        let store = Store::open(&place.path()).unwrap();
        store.check().unwrap();
        assert_eq!(stories(&store), stories(&expected));
        assert_eq!(variants(&store), variants(&expected));
        assert_eq!(store.documents().unwrap(), ALL.len() as u64);
        assert_eq!(store.without_events().unwrap(), ALL.len() as u64);
    }
}

#[test]
fn of_a_long_story_the_articles_next_to_one_are_compared() {
    let texts: Vec<String> = (0..150)
        .map(|number| {
            let (day, people) = (number / 10 + 1, 1200 + number);
            format!(
                "date 2026-03-{day:02}\n\nLe barrage de Tarnac fissuré\n\nLe barrage de Tarnac est \
                 fissuré, a annoncé la préfète, Maud Kerlan. Les habitants d'Orsan partent. Quelque \
                 {people} personnes ont été évacuées d'Orsan, selon la préfecture."
            )
        })
        .collect();
    let origins: Vec<String> = (0..texts.len()).map(|number| number.to_string()).collect();
    let articles: Vec<(&str, &str)> = origins
        .iter()
        .zip(&texts)
        .map(|(origin, text)| (origin.as_str(), text.as_str()))
        .collect();
    let mut store = Store::in_memory().unwrap();
    store.add(&read(&articles)).unwrap();
    let rows = store.stories(&StoriesQuestion::default()).unwrap();
    assert_eq!((rows.len(), rows[0].articles), (1, 150));
    assert_eq!(rows[0].since.as_deref(), Some("2026-03-01"));
    assert_eq!(rows[0].until.as_deref(), Some("2026-03-15"));
    assert_eq!(rows[0].document.origin, "0");
    let question = FiguresQuestion {
        scope: Scope {
            since: Some("2026-03-15".to_owned()),
            ..Scope::default()
        },
        ..FiguresQuestion::default()
    };
    let rows = store.compare(&question).unwrap();
    let compared: Vec<_> = rows
        .iter()
        .map(|row| row.figure.document.origin.as_str())
        .collect();
    assert_eq!(
        compared,
        origins[90..].iter().map(String::as_str).collect::<Vec<_>>()
    );
}

#[test]
fn traits_that_are_none_are_an_error_and_nothing_is_stored() {
    let place = Place::new();
    let store = place.store(&ALL[..1]);
    let connection = Connection::open(place.path()).unwrap();
    connection
        .execute_batch("UPDATE traits SET traits = x'0102'")
        .unwrap();
    drop(connection);
    // What this program has at hand it reads again, for another has written since.
    for mut store in [store, Store::create(&place.path()).unwrap()] {
        let error = store.add(&read(&ALL[1..2])).unwrap_err();
        assert!(matches!(error, KeepError::Damaged { .. }), "{error}");
        assert_eq!(store.documents().unwrap(), 1);
    }
}
