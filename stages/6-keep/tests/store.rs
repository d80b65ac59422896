//! What a store keeps, and what becomes of files that are none.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::fs;

use rusqlite::Connection;
use selon_keep::ask::StoriesQuestion;
use selon_keep::{Added, Incoming, KeepError, Store};
use support::{HARBOUR, Place, QUAY, examples, read, sanctions};

#[test]
fn records_come_out_as_they_went_in() {
    let place = Place::new();
    let mut records = examples();
    records.push(sanctions());
    records.extend(
        read(&[("a", HARBOUR), ("b", QUAY)])
            .into_iter()
            .map(|found| match found {
                Incoming::New(prepared) => prepared.record().clone(),
                Incoming::Duplicate { .. } => unreachable!(),
            }),
    );
    let mut store = Store::create(&place.path()).unwrap();
    let batch: Vec<_> = records.iter().cloned().map(Incoming::new).collect();
    let new = records.len() as u64;
    assert_eq!(store.add(&batch).unwrap(), Added { new, again: 0 });
    store.check().unwrap();
    let reader = Store::open(&place.path()).unwrap();
    for record in &records {
        assert_eq!(
            reader.record(&record.document.id).unwrap().as_ref(),
            Some(record)
        );
    }
    assert!(records.iter().any(|record| !record.statements.is_empty()));
    assert_eq!(reader.record("0123").unwrap(), None);
}

#[test]
fn events_have_their_words_in_the_tables() {
    let place = Place::new();
    let mut store = Store::create(&place.path()).unwrap();
    store.add(&[Incoming::new(sanctions())]).unwrap();
    store.check().unwrap();
    let connection = Connection::open(place.path()).unwrap();
    let rows = "SELECT type, actors, recipients, words, according_to, place, negated FROM event_texts ORDER BY id";
    let mut rows = connection.prepare(rows).unwrap();
    let cells = |row: &rusqlite::Row| {
        let cell = |column| {
            let cell: rusqlite::Result<Option<String>> = row.get(column);
            cell.map(Option::unwrap_or_default)
        };
        let cells = (0..6).map(cell).collect::<rusqlite::Result<Vec<_>>>()?;
        Ok((cells.join("|"), row.get(6)?))
    };
    let rows = rows.query_map([], cells).unwrap();
    let rows: Vec<(String, bool)> = rows.map(Result::unwrap).collect();
    let expected = [
        (
            "SANCTION|Russie|Moldavie|a imposé … sanctions|Russie|",
            false,
        ),
        (
            "COERCE|police française|12 militants|a arrêté||Paris",
            false,
        ),
        ("CONSULT|Paris et Chisinau, Moldavie||verront||", true),
        ("DISAPPROVE|On|Russie|dénoncé||", false),
    ];
    assert_eq!(
        rows,
        expected.map(|(row, negated)| (row.to_owned(), negated))
    );
}

#[test]
fn a_store_without_the_tables_of_events_gets_them() {
    let place = Place::new();
    drop(place.store(&[("a.txt", HARBOUR), ("b.txt", QUAY)]));
    make_version_2(&place);
    let error = Store::open(&place.path()).unwrap_err();
    assert!(
        matches!(error, KeepError::Older { version: 2, .. }),
        "{error}"
    );
    let mut store = Store::create(&place.path()).unwrap();
    assert_eq!(store.without_events().unwrap(), 2);
    let sanctions = sanctions();
    store.add(&[Incoming::new(sanctions.clone())]).unwrap();
    store.check().unwrap();
    // What is added now has been read for events; bringing up to date once more changes nothing.
    drop(Store::create(&place.path()).unwrap());
    let store = Store::open(&place.path()).unwrap();
    assert_eq!(store.without_events().unwrap(), 2);
    let id = sanctions.document.id.clone();
    assert_eq!(store.record(&id).unwrap(), Some(sanctions));
}

/// Makes of a store one of version 2.
fn make_version_2(place: &Place) {
    let connection = Connection::open(place.path()).unwrap();
    let older = "PRAGMA foreign_keys = OFF;
        DROP VIEW event_texts; DROP TABLE event_trigger; DROP TABLE event_participants;
        DROP TABLE event_figures; DROP TABLE events; DROP TABLE without_events;
        ALTER TABLE documents DROP COLUMN model;
        UPDATE meta SET value = '2' WHERE key = 'schema';";
    connection.execute_batch(older).unwrap();
}

#[test]
fn the_same_article_twice_is_one_document() {
    let place = Place::new();
    let mut store = place.store(&[("a.txt", HARBOUR), ("b.txt", HARBOUR)]);
    let twice = store
        .add(&read(&[("a.txt", HARBOUR), ("c.txt", QUAY)]))
        .unwrap();
    assert_eq!(twice, Added { new: 1, again: 1 });
    assert_eq!(store.documents().unwrap(), 2);
    let connection = Connection::open(place.path()).unwrap();
    let again = "SELECT group_concat(origin) FROM found_again";
    let again: String = connection.query_row(again, [], |row| row.get(0)).unwrap();
    assert_eq!(again, "b.txt");
}

#[test]
fn offsets_in_the_tables_are_code_points() {
    let place = Place::new();
    place.store(&[("a.txt", HARBOUR)]);
    let connection = Connection::open(place.path()).unwrap();
    let row = "SELECT speaker, content, sentence FROM statement_texts WHERE cue LIKE '%déclaré'";
    let row = connection.query_row(row, [], |row| {
        Ok([row.get::<_, String>(0)?, row.get(1)?, row.get(2)?])
    });
    let [speaker, content, sentence] = row.unwrap();
    assert_eq!(speaker, "Inès Carvalho");
    assert_eq!(content, "« Nous attendons l’avis du préfet 𝔛 »");
    assert!(
        sentence.starts_with("« Nous") && sentence.ends_with("déclaré."),
        "{sentence}"
    );
}

#[test]
fn the_full_text_indexes_agree_with_the_tables() {
    let place = Place::new();
    place.store(&[("a.txt", HARBOUR), ("b.txt", QUAY)]);
    let connection = Connection::open(place.path()).unwrap();
    for index in [
        "documents_fts",
        "entities_fts",
        "statements_fts",
        "figures_fts",
    ] {
        let check = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
        connection.execute_batch(&check).unwrap();
    }
}

#[test]
fn a_batch_is_stored_as_a_whole_or_not_at_all() {
    let place = Place::new();
    let mut store = place.store(&[("a.txt", HARBOUR)]);
    let mut batch = read(&[
        ("b.txt", QUAY),
        ("c.txt", "The mayor said that she would resign."),
    ]);
    let Incoming::New(broken) = &batch[1] else {
        unreachable!()
    };
    // A record that speaks of an actor it does not have cannot be stored.
    let mut broken = broken.record().clone();
    broken.statements[0].source.as_mut().unwrap().actor = Some(selon::ActorId(99));
    batch[1] = Incoming::new(broken);
    assert!(matches!(store.add(&batch), Err(KeepError::Sqlite { .. })));
    assert_eq!(store.documents().unwrap(), 1);
    assert_eq!(store.add(&batch[..1]).unwrap().new, 1);
    store.check().unwrap();
}

/// Bytes that are no store, and what is said of each.
#[test]
fn what_is_no_store_is_left_as_it_is() {
    let place = Place::new();
    let path = place.path();
    let other = place.path().with_extension("other");
    let connection = Connection::open(&other).unwrap();
    connection
        .execute_batch("CREATE TABLE recipes (name)")
        .unwrap();
    drop(connection);
    for bytes in [
        b"Dear diary, today the port was closed.\n".repeat(400),
        fs::read(&other).unwrap(),
    ] {
        fs::write(&path, &bytes).unwrap();
        for opened in [Store::open(&path), Store::create(&path)] {
            let error = opened.unwrap_err();
            assert!(matches!(error, KeepError::NotAStore { .. }), "{error}");
            assert!(error.to_string().starts_with(path.to_str().unwrap()));
        }
        assert!(fs::read(&path).unwrap() == bytes);
    }
    fs::remove_file(&path).unwrap();
    assert!(matches!(Store::open(&path), Err(KeepError::Missing { .. })));
    assert!(!path.exists());
}

#[test]
fn an_empty_file_becomes_a_store() {
    let place = Place::new();
    fs::write(place.path(), b"").unwrap();
    assert!(matches!(
        Store::open(&place.path()),
        Err(KeepError::NotAStore { .. })
    ));
    Store::create(&place.path()).unwrap();
    Store::open(&place.path()).unwrap();
}

#[test]
fn a_damaged_store_says_so_and_is_not_overwritten() {
    let place = Place::new();
    let path = place.path();
    drop(place.store(&[("a.txt", HARBOUR)]));
    let whole = fs::read(&path).unwrap();
    let more = read(&[("b.txt", QUAY)]);

    // Half of it is gone.
    let half = &whole[..whole.len() / 2];
    fs::write(&path, half).unwrap();
    for opened in [Store::open(&path), Store::create(&path)] {
        let error = opened.unwrap_err();
        assert!(matches!(error, KeepError::Damaged { .. }), "{error}");
    }
    assert!(fs::read(&path).unwrap() == half);

    // The first bytes are others.
    let mut scrawled = whole.clone();
    scrawled[..16].fill(b'#');
    fs::write(&path, &scrawled).unwrap();
    for opened in [Store::open(&path), Store::create(&path)] {
        assert!(matches!(opened, Err(KeepError::NotAStore { .. })));
    }
    assert!(fs::read(&path).unwrap() == scrawled);

    // A page of the articles is: opening cannot see that, using it does.
    fs::write(&path, &whole).unwrap();
    let connection = Connection::open(&path).unwrap();
    let page = "SELECT rootpage FROM sqlite_schema WHERE name = 'documents'";
    let page: usize = connection
        .query_row(page, [], |row| row.get::<_, i64>(0))
        .unwrap()
        .try_into()
        .unwrap();
    drop(connection);
    let mut scrawled = whole.clone();
    scrawled[(page - 1) * 8192..page * 8192].fill(b'#');
    fs::write(&path, &scrawled).unwrap();
    let mut store = Store::create(&path).unwrap();
    assert!(matches!(store.check(), Err(KeepError::Damaged { .. })));
    let error = store.add(&more).unwrap_err();
    assert!(matches!(error, KeepError::Damaged { .. }), "{error}");
    drop(store);

    fs::write(&path, &whole).unwrap();
    let mut store = Store::create(&path).unwrap();
    store.add(&more).unwrap();
    store.check().unwrap();
}

#[test]
fn a_store_of_a_later_version_is_left_alone() {
    let place = Place::new();
    drop(place.store(&[("a.txt", HARBOUR)]));
    let connection = Connection::open(place.path()).unwrap();
    connection
        .execute_batch("UPDATE meta SET value = '99' WHERE key = 'schema'")
        .unwrap();
    drop(connection);
    for opened in [Store::open(&place.path()), Store::create(&place.path())] {
        let error = opened.unwrap_err();
        assert!(
            matches!(error, KeepError::Newer { version: 99, .. }),
            "{error}"
        );
    }
}

#[test]
fn rows_that_say_nonsense_are_an_error() {
    let place = Place::new();
    let mut store = Store::create(&place.path()).unwrap();
    let record = sanctions();
    let id = record.document.id.clone();
    store.add(&[Incoming::new(record)]).unwrap();
    let connection = Connection::open(place.path()).unwrap();
    for change in [
        "UPDATE statements SET attitude = 'sing' WHERE number = 1",
        "UPDATE figures SET stop = 100000",
        "UPDATE sentences SET start = stop + 1 WHERE number = 1",
        "UPDATE events SET type = 'SING'",
        "UPDATE event_participants SET stop = 100000",
    ] {
        connection.execute_batch("BEGIN").unwrap();
        connection.execute_batch(change).unwrap();
        connection.execute_batch("COMMIT").unwrap();
        let error = store.record(&id).unwrap_err();
        assert!(matches!(error, KeepError::Damaged { .. }), "{error}");
    }
}

#[test]
fn many_read_while_one_adds() {
    let place = Place::new();
    let mut store = place.store(&[("a.txt", HARBOUR)]);
    let known = read(&[("a.txt", HARBOUR)]);
    let Incoming::New(known) = &known[0] else {
        unreachable!()
    };
    let known = known.record();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let reader = Store::open(&place.path()).unwrap();
                    let (mut seen, mut rounds) = (0, 0);
                    while !done.load(std::sync::atomic::Ordering::Relaxed) || rounds == 0 {
                        let now = reader.documents().unwrap();
                        assert!(now >= seen, "a reader saw {now} articles after {seen}");
                        let record = reader.record(&known.document.id).unwrap().unwrap();
                        assert_eq!(record, *known);
                        // What hangs together is of whole batches too: no group has one member.
                        for story in reader.stories(&StoriesQuestion::default()).unwrap() {
                            assert!(story.articles > 1, "{story:?}");
                        }
                        (seen, rounds) = (now, rounds + 1);
                    }
                })
            })
            .collect();
        for batch in 0..40 {
            let text =
                |n: usize| format!("{HARBOUR}\n\nPlus de {batch} navires, {n} en tout, attendent.");
            let texts: Vec<_> = (0..3).map(text).collect();
            let articles: Vec<_> = texts
                .iter()
                .map(|text| ("more.txt", text.as_str()))
                .collect();
            store.add(&read(&articles)).unwrap();
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        for reader in readers {
            reader.join().unwrap();
        }
    });
    assert_eq!(store.documents().unwrap(), 121);
}

#[test]
fn two_that_add_wait_for_each_other() {
    let place = Place::new();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let path = place.path();
            scope.spawn(move || {
                let mut store = Store::create(&path).unwrap();
                for number in 0..20 {
                    let text = format!("The mayor said that {number} ships, or {writer}, waited.");
                    store.add(&read(&[("x", &text), ("y", QUAY)])).unwrap();
                }
            });
        }
    });
    let store = Store::open(&place.path()).unwrap();
    assert_eq!(store.documents().unwrap(), 41);
    store.check().unwrap();
}

/// A crash while a store is being made leaves a file with nothing in it, or its journal: making it again works.
#[test]
fn a_store_that_was_never_finished_is_made_anew() {
    let place = Place::new();
    let connection = Connection::open(place.path()).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL")
        .unwrap();
    drop(connection);
    assert!(fs::metadata(place.path()).unwrap().len() > 0);
    Store::create(&place.path()).unwrap();
    assert_eq!(Store::open(&place.path()).unwrap().documents().unwrap(), 0);
}

/// A kill while the tables are being written leaves some of them in the file, and a journal that takes them back.
#[test]
fn a_store_that_was_half_made_is_taken_back() {
    let (place, killed) = (Place::new(), Place::new());
    let connection = Connection::open(place.path()).unwrap();
    // Pages go to the file before the transaction ends.
    let write = "PRAGMA cache_size = 1; BEGIN; CREATE TABLE half (made);
                 WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 100000)
                 INSERT INTO half SELECT value FROM n;";
    connection.execute_batch(write).unwrap();
    let journal = |place: &Place| place.path().with_extension("db-journal");
    fs::copy(place.path(), killed.path()).unwrap();
    fs::copy(journal(&place), journal(&killed)).unwrap();
    assert!(fs::metadata(killed.path()).unwrap().len() > 0);
    let error = Store::open(&killed.path()).unwrap_err();
    assert!(matches!(error, KeepError::NotAStore { .. }), "{error}");
    assert!(!journal(&killed).exists());
    Store::create(&killed.path()).unwrap();
    Store::open(&killed.path()).unwrap().check().unwrap();
}

/// Runs where somebody has no right to write somewhere: the superuser has it everywhere.
#[cfg(unix)]
#[test]
fn a_store_in_a_folder_that_cannot_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("100% #1?.db");
    Store::create(&path)
        .unwrap()
        .add(&read(&[("a.txt", HARBOUR)]))
        .unwrap();
    let mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    if fs::write(folder.path().join("x"), "").is_ok() {
        println!("skipped: this user may write everywhere");
    } else {
        assert_eq!(Store::open(&path).unwrap().documents().unwrap(), 1);
    }
    mode(0o755);
}
