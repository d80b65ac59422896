//! A store as Parquet files, and back.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::Value;
use selon_keep::ask::{Scope, StatementsQuestion};
use selon_keep::{Added, Export, Incoming, KeepError, Store};
use support::{HARBOUR, Place, QUAY, examples, read, sanctions};

const STRIKE: &str = "date 2026-05-04

Dockers end strike at Port Larkfield

Port Larkfield’s dockers will return to work on Monday, their union said. “We have,” its secretary Ruth Penhale said in \
Larkfield, “what we asked for.” More than 1,200 workers had walked out, according to the harbour board, which had denied on \
Friday that any ship was turned away.";

const FLOOD: &str = "date 2026-05-06

La crue recule à Lyon

« Nous avons », a-t-il ajouté mercredi à Lyon, « évité le pire. » Le préfet Marc Oudin s’est-il, selon ses proches, senti \
abandonné par Paris ? Entre 300 et 400 habitants ont été évacués, a indiqué la préfecture, qui craint 2,5 millions d’euros de dégâts.";

/// A store of two languages with every kind of part, found more than once.
fn filled(place: &Place) -> Store {
    let mut store = place.store(&[
        ("a.txt", HARBOUR),
        ("b.txt", QUAY),
        ("c.txt", STRIKE),
        ("d.txt", FLOOD),
        ("again.txt", STRIKE),
        ("once more.txt", STRIKE),
    ]);
    let examples = examples()
        .into_iter()
        .chain([sanctions()])
        .map(|record| Incoming::New(Box::new(record.into())));
    store.add(&examples.collect::<Vec<_>>()).unwrap();
    store
}

/// Every table but the full-text indexes, with all its rows.
fn tables(store: &Path) -> BTreeMap<String, Vec<Vec<Value>>> {
    let connection = Connection::open(store).unwrap();
    let names = "SELECT name FROM pragma_table_list
                 WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut names = connection.prepare(names).unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let rows = |name: &str| {
        let mut rows = connection
            .prepare(&format!("SELECT * FROM {name}"))
            .unwrap();
        let columns = rows.column_count();
        let row = |row: &rusqlite::Row| (0..columns).map(|column| row.get(column)).collect();
        let rows = rows.query_map([], row).unwrap().map(Result::unwrap);
        rows.collect::<Vec<Vec<Value>>>()
    };
    names
        .map(Result::unwrap)
        .map(|name| (name.clone(), rows(&name)))
        .collect()
}

/// Every file of a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| (entry.file_name().into(), fs::read(entry.path()).unwrap()))
        .collect()
}

fn folder(place: &Place) -> PathBuf {
    place.path().with_extension("parquet")
}

/// How many articles an export gives a store.
fn articles_of(folder: &Path) -> u64 {
    let mut store = Store::in_memory().unwrap();
    let export = Export::open(folder).unwrap();
    store.add_export(&export, |_| {}).unwrap();
    store.documents().unwrap()
}

fn export(store: &Store, folder: &Path) {
    store.export(folder, |_, _| {}).unwrap();
}

fn add(store: &mut Store, folder: &Path) -> Added {
    let mut all = Added::default();
    let export = Export::open(folder).unwrap();
    store
        .add_export(&export, |added| {
            all.new += added.new;
            all.again += added.again;
        })
        .unwrap();
    all
}

#[test]
fn an_export_taken_into_an_empty_store_is_the_same_store() {
    let (place, other) = (Place::new(), Place::new());
    let store = filled(&place);
    let mut steps = Vec::new();
    let exported = store
        .export(&folder(&place), |done, of| steps.push((done, of)))
        .unwrap();
    let before = tables(&place.path());
    for part in [
        "statements",
        "statement_cue",
        "figures",
        "times",
        "places",
        "found_again",
        "events",
        "event_participants",
        "event_figures",
    ] {
        assert!(!before[part].is_empty(), "the articles have no {part}");
    }
    let parted = |row: &Vec<Value>| row[1] == Value::Integer(2);
    for pieces in ["statement_cue", "statement_content", "event_trigger"] {
        assert!(before[pieces].iter().any(parted), "{pieces}");
    }
    let languages: Vec<_> = before["documents"].iter().map(|row| &row[3]).collect();
    assert!(
        languages.contains(&&Value::Text("fr".into()))
            && languages.contains(&&Value::Text("en".into()))
    );
    let rows: usize = before.values().map(Vec::len).sum();
    assert_eq!(
        (exported.rows, exported.tables),
        (rows as u64, before.len() as u64)
    );
    assert_eq!(steps.last(), Some(&(rows as u64, rows as u64)));
    assert_eq!(exported.documents, store.documents().unwrap());
    assert_eq!(articles_of(&folder(&place)), exported.documents);

    let mut back = Store::create(&other.path()).unwrap();
    let new = exported.documents;
    assert_eq!(add(&mut back, &folder(&place)), Added { new, again: 0 });
    back.check().unwrap();
    assert_eq!(tables(&other.path()), before);
    export(&back, &folder(&other));
    assert!(
        files(&folder(&place)) == files(&folder(&other)),
        "the second export is another"
    );

    // Once more adds nothing.
    assert_eq!(
        add(&mut back, &folder(&place)),
        Added { new: 0, again: new }
    );
    assert_eq!(tables(&other.path()), before);
}

#[test]
fn an_export_taken_into_another_store_is_asked_like_its_own() {
    let (place, other) = (Place::new(), Place::new());
    let store = filled(&place);
    export(&store, &folder(&place));
    let mut back = other.store(&[
        ("elsewhere/strike.txt", STRIKE),
        ("z.txt", "The mayor said that she would resign."),
    ]);
    let documents = store.documents().unwrap();
    assert_eq!(
        add(&mut back, &folder(&place)),
        Added {
            new: documents - 1,
            again: 1
        }
    );
    back.check().unwrap();
    for by in ["Carvalho", "Penhale", "préfecture"] {
        let scope = || Scope {
            limit: None,
            ..Scope::default()
        };
        let question = StatementsQuestion {
            by: Some(by.parse().unwrap()),
            about: None,
            scope: scope(),
        };
        let sorted = |store: &Store| {
            let mut rows = store.statements(&question).unwrap();
            for row in &mut rows {
                // The article that was there already keeps its own place.
                row.document.origin.clear();
            }
            rows.sort_by_key(|row| (row.document.id.clone(), row.id.clone()));
            rows
        };
        let rows = sorted(&store);
        assert!(!rows.is_empty());
        assert_eq!(sorted(&back), rows, "by {by}");
    }
    let again = &tables(&other.path())["found_again"];
    let origins: Vec<_> = again.iter().map(|row| row[1].clone()).collect();
    assert_eq!(
        origins,
        ["again.txt", "c.txt", "once more.txt"].map(|origin| Value::Text(origin.into()))
    );
}

#[test]
fn an_empty_store_is_exported_too() {
    let (place, other) = (Place::new(), Place::new());
    let store = Store::create(&place.path()).unwrap();
    assert_eq!(
        store.export(&folder(&place), |_, _| {}).unwrap().documents,
        0
    );
    let mut back = Store::create(&other.path()).unwrap();
    assert_eq!(add(&mut back, &folder(&place)), Added::default());
}

#[test]
fn an_earlier_export_is_replaced_and_nothing_else() {
    let place = Place::new();
    let mut store = place.store(&[("a.txt", HARBOUR)]);
    let to = folder(&place);
    export(&store, &to);
    let first = files(&to);
    store.add(&read(&[("b.txt", QUAY)])).unwrap();
    export(&store, &to);
    let second = files(&to);
    assert!(first != second && first.keys().eq(second.keys()));
    assert_eq!(articles_of(&to), 2);
    // What somebody has put there is not thrown away.
    fs::write(to.join("notes.txt"), "mine").unwrap();
    let error = store.export(&to, |_, _| {}).unwrap_err();
    assert!(
        matches!(&error, KeepError::Occupied { name, .. } if name == "notes.txt"),
        "{error}"
    );
    assert_eq!(fs::read(to.join("notes.txt")).unwrap(), b"mine");
    // Nor is a folder of something else, or a file.
    let other = place.path().with_extension("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("x.parquet"), "x").unwrap();
    assert!(matches!(
        store.export(&other, |_, _| {}),
        Err(KeepError::Occupied { .. })
    ));
    assert!(matches!(
        store.export(&place.path(), |_, _| {}),
        Err(KeepError::File { .. })
    ));
    // One that is empty is taken, and no trace of the work is left beside any.
    fs::remove_file(other.join("x.parquet")).unwrap();
    export(&store, &other);
    assert!(files(&other) == second);
    let beside = fs::read_dir(other.parent().unwrap()).unwrap();
    let beside = beside.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(beside.into_iter().all(|name| !name.contains("partial")));
}

#[test]
fn what_a_killed_export_has_left_is_taken_away_by_the_next() {
    let place = Place::new();
    let store = place.store(&[("a.txt", HARBOUR)]);
    let left = place.path().with_extension("parquet.partial");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("mine"), "x").unwrap();
    let error = store.export(&folder(&place), |_, _| {}).unwrap_err();
    assert!(matches!(error, KeepError::Occupied { .. }), "{error}");
    fs::rename(left.join("mine"), left.join("selon-export.lock")).unwrap();
    fs::write(left.join("documents.parquet"), "half").unwrap();
    // Another program is at it.
    let lock = fs::File::open(left.join("selon-export.lock")).unwrap();
    lock.lock().unwrap();
    let error = store.export(&folder(&place), |_, _| {}).unwrap_err();
    assert!(matches!(error, KeepError::Exporting { .. }), "{error}");
    lock.unlock().unwrap();
    export(&store, &folder(&place));
    assert!(!left.exists());
    assert_eq!(articles_of(&folder(&place)), 1);
}

#[test]
fn a_damaged_export_is_named_and_nothing_is_taken_from_it() {
    let (place, other) = (Place::new(), Place::new());
    export(&filled(&place), &folder(&place));
    let whole = files(&folder(&place));
    for (name, bytes) in &whole {
        let path = folder(&place).join(name);
        let damages: [&dyn Fn(); 3] = [
            &|| fs::remove_file(&path).unwrap(),
            &|| fs::write(&path, &bytes[..bytes.len() / 2]).unwrap(),
            &|| {
                let mut scrawled = bytes.clone();
                let middle = scrawled.len() / 2;
                scrawled[middle] ^= 0x20;
                fs::write(&path, scrawled).unwrap();
            },
        ];
        for damage in damages {
            damage();
            match Export::open(&folder(&place)) {
                Err(KeepError::DamagedExport { path: named, .. }) => {
                    let contents = name.to_str() == Some("selon-export.json");
                    assert!(named == path || contents, "{}", named.display());
                }
                Err(KeepError::NotAnExport { .. }) => assert!(!path.exists()),
                other => panic!("{}: {other:?}", name.display()),
            }
            fs::write(&path, bytes).unwrap();
        }
    }
    assert!(Export::open(&folder(&place)).is_ok());
    let error = Export::open(other.path().parent().unwrap()).unwrap_err();
    assert!(matches!(error, KeepError::NotAnExport { .. }), "{error}");
}

/// The contents of an export as somebody has changed them.
fn change_contents(folder: &Path, change: impl FnOnce(&mut serde_json::Value)) {
    let path = folder.join("selon-export.json");
    let mut contents = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut contents);
    fs::write(&path, contents.to_string()).unwrap();
}

#[test]
fn articles_of_an_export_without_events_are_known_by_it() {
    let (place, other) = (Place::new(), Place::new());
    export(&place.store(&[("a.txt", HARBOUR)]), &folder(&place));
    change_contents(&folder(&place), |contents| {
        contents["schema"] = 2.into();
        let tables = contents["tables"].as_object_mut().unwrap();
        tables.retain(|name, _| !name.contains("event"));
    });
    let mut back = other.store(&[("b.txt", QUAY)]);
    assert_eq!(add(&mut back, &folder(&place)).new, 1);
    back.check().unwrap();
    assert_eq!(back.without_events().unwrap(), 1);
    // And they still are when they go on from there.
    export(&back, &folder(&other));
    let mut again = Store::in_memory().unwrap();
    assert_eq!(add(&mut again, &folder(&other)).new, 2);
    assert_eq!(again.without_events().unwrap(), 1);
}

#[test]
fn an_export_of_a_later_version_is_left_alone() {
    let place = Place::new();
    export(&place.store(&[("a.txt", HARBOUR)]), &folder(&place));
    let contents = folder(&place).join("selon-export.json");
    let text = fs::read_to_string(&contents).unwrap();
    fs::write(
        &contents,
        text.replacen("\"schema\": ", "\"schema\": 99", 1),
    )
    .unwrap();
    let error = Export::open(&folder(&place)).unwrap_err();
    assert!(
        matches!(error, KeepError::Newer { version: 994, .. }),
        "{error}"
    );
}

/// Files that are as they were exported and say nonsense all the same.
#[test]
fn an_export_that_says_nonsense_is_named() {
    let (place, other) = (Place::new(), Place::new());
    let to = folder(&place);
    for nonsense in [
        "UPDATE statements SET attitude = 'sing' WHERE number = 1",
        "UPDATE statement_content SET stop = 100000",
        "DELETE FROM entities",
        "DELETE FROM sentences WHERE number = 1",
        "UPDATE event_trigger SET stop = 100000",
    ] {
        let mut store = place.store(&[("a.txt", HARBOUR)]);
        store.add(&[Incoming::new(sanctions())]).unwrap();
        let connection = Connection::open(place.path()).unwrap();
        connection
            .execute_batch("PRAGMA foreign_keys = OFF")
            .unwrap();
        connection.execute_batch(nonsense).unwrap();
        export(&store, &to);
        let mut back = Store::create(&other.path()).unwrap();
        let taken = Export::open(&to).and_then(|export| back.add_export(&export, |_| {}));
        let error = taken.unwrap_err();
        assert!(
            matches!(error, KeepError::DamagedExport { .. }),
            "{nonsense}: {error}"
        );
        assert!(error.is_of_export());
        assert_eq!(back.documents().unwrap(), 0);
        drop((store, connection));
        fs::remove_file(place.path()).unwrap();
    }
    // Bytes that are no Parquet, with the sum of those bytes.
    let bytes = b"PAR1 and nothing that Parquet knows \xff\xff\xff\x7f PAR1";
    export(&Store::create(&place.path()).unwrap(), &to);
    fs::write(to.join("places.parquet"), bytes).unwrap();
    change_contents(&to, |contents| {
        let sum = &mut contents["tables"]["places"];
        sum["bytes"] = bytes.len().into();
        sum["crc32"] = crc32fast::hash(bytes).into();
    });
    let error = Export::open(&to).unwrap_err();
    assert!(matches!(error, KeepError::DamagedExport { .. }), "{error}");
}
