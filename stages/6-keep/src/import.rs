//! An export back into a store.

use std::fs::File;
use std::io;
use std::path::Path;

use parquet::errors::ParquetError;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql, params_from_iter};
use selon_intake::guarded;

use crate::columns::{Cell, Column, Reader};
use crate::export::{CONTENTS, Contents, Sum, Table, file_error, file_of, quoted, table};
use crate::store;
use crate::version::{VERSION, WITH_EVENTS};
use crate::{Added, Incoming, KeepError, Prepared, Store};

/// The tables that records are made of, and where their articles were found again; the others follow from them. One that
/// refers to another stands behind it.
const RECORDS: &[&str] = &[
    "documents",
    "found_again",
    "sentences",
    "entities",
    "actors",
    "mentions",
    "times",
    "places",
    "statements",
    "statement_cue",
    "statement_content",
    "figures",
    "events",
    "event_trigger",
    "event_participants",
    "event_figures",
    "without_events",
];

/// Articles of a transaction.
const BATCH: usize = 200;

/// The records of an export, ready to be added to a store.
#[derive(Debug)]
pub struct Export {
    /// Its tables, in a file that the system takes away with this value.
    tables: Store,
}

impl Export {
    /// Whether a folder has an export.
    pub fn is(folder: &Path) -> bool {
        folder.join(CONTENTS).is_file()
    }

    /// Reads the export in a folder, after every file was checked.
    ///
    /// # Errors
    /// The folder has no export, one of a later version, or one that is damaged or changed.
    pub fn open(folder: &Path) -> Result<Export, KeepError> {
        let contents = contents(folder)?;
        for (name, sum) in &contents.tables {
            check(&folder.join(file_of(name)), sum)?;
        }
        let tables = Store::of_records(folder)?;
        for name in RECORDS {
            if let Some(&sum) = contents.tables.get(*name) {
                load(&tables, folder, name, sum)?;
            }
        }
        if contents.schema < WITH_EVENTS {
            tables.run("INSERT INTO without_events SELECT id FROM documents")?;
        }
        tables.check_references().map_err(of_export)?;
        Ok(Export { tables })
    }
}

/// What is damaged in its tables is damaged in the export.
fn of_export(error: KeepError) -> KeepError {
    match error {
        KeepError::Damaged { path, detail } => KeepError::DamagedExport { path, detail },
        error => error,
    }
}

fn contents(folder: &Path) -> Result<Contents, KeepError> {
    let path = folder.to_owned();
    if !Export::is(folder) {
        return Err(KeepError::NotAnExport { path });
    }
    let contents = Contents::of(folder)?;
    let version = contents.schema;
    if version > VERSION {
        return Err(KeepError::Newer { path, version });
    }
    Ok(contents)
}

/// Whether a file is the one that was exported.
fn check(path: &Path, expected: &Sum) -> Result<(), KeepError> {
    let of = file_error(path);
    let damaged = |detail: String| KeepError::DamagedExport {
        path: path.to_owned(),
        detail,
    };
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(damaged("the file is missing".to_owned()));
        }
        file => file.map_err(&of)?,
    };
    let bytes = file.metadata().map_err(&of)?.len();
    if bytes != expected.bytes {
        return Err(damaged(format!(
            "it has {bytes} bytes and had {}",
            expected.bytes
        )));
    }
    let mut sum = Hash(crc32fast::Hasher::new());
    io::copy(&mut io::BufReader::new(file), &mut sum).map_err(&of)?;
    if sum.0.finalize() != expected.crc32 {
        return Err(damaged(
            "its bytes are not those that were exported".to_owned(),
        ));
    }
    Ok(())
}

struct Hash(crc32fast::Hasher);

impl io::Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Why a row could not be taken over.
enum Fault {
    Parquet(ParquetError),
    Sqlite(rusqlite::Error),
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Fault {
        Fault::Parquet(error)
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Sqlite(error)
    }
}

/// Takes the rows of a file into the table of the same name.
fn load(tables: &Store, folder: &Path, name: &str, sum: Sum) -> Result<(), KeepError> {
    let path = folder.join(file_of(name));
    let file = File::open(&path).map_err(file_error(&path))?;
    let table = table(&tables.connection, name.to_owned()).map_err(tables.of())?;
    // The file is the one that was exported, but who wrote it need not have been this program.
    let loaded = guarded(|| copy(&tables.connection, file, &table));
    let damaged = |detail: String| KeepError::DamagedExport { path, detail };
    match loaded {
        Some(Ok(rows)) if rows == sum.rows => Ok(()),
        Some(Ok(rows)) => Err(damaged(format!("it has {rows} rows and had {}", sum.rows))),
        Some(Err(Fault::Parquet(error))) => Err(damaged(error.to_string())),
        Some(Err(Fault::Sqlite(error))) => match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => Err(damaged(error.to_string())),
            _ => Err(tables.of()(error)),
        },
        None => Err(damaged("its pages cannot be read".to_owned())),
    }
}

fn copy(connection: &Connection, file: File, table: &Table) -> Result<u64, Fault> {
    let file = Reader::new(file)?;
    // A column that a later version has added may be missing.
    let there = |column: &&Column| column.required || file.has(&column.name);
    let columns: Vec<_> = table.columns.iter().filter(there).cloned().collect();
    let names: Vec<_> = columns.iter().map(|column| quoted(&column.name)).collect();
    let marks = vec!["?"; columns.len()].join(", ");
    let insert = format!(
        "INSERT INTO {} ({}) VALUES ({marks})",
        quoted(&table.name),
        names.join(", ")
    );
    let transaction = connection.unchecked_transaction()?;
    let mut insert = transaction.prepare(&insert)?;
    let mut rows = 0;
    file.rows(&columns, |cells| {
        insert.execute(params_from_iter(cells))?;
        rows += 1;
        Ok::<_, Fault>(())
    })?;
    drop(insert);
    transaction.commit()?;
    Ok(rows)
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Cell::Integer(number) => ValueRef::Integer(number),
            Cell::Number(number) => ValueRef::Real(number),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Bytes(bytes) => ValueRef::Blob(bytes),
            Cell::Null | Cell::Texts(_) | Cell::Quotes(_) => ValueRef::Null,
        }))
    }
}

impl Store {
    /// The tables that records are made of, without any rows, in a file that the system takes away. In errors it has the name of
    /// the folder its rows come from.
    fn of_records(folder: &Path) -> Result<Store, KeepError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut store = Store::connect(Path::new(""), flags)?;
        store.path = folder.to_owned();
        let fast =
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;";
        store.run(fast)?;
        for tables in store::RECORDS {
            store.run(tables)?;
        }
        // Records are read by the keys of the tables alone.
        let indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
        let indexes: Vec<String> = store.keys(indexes, Vec::new(), |row| row.get(0))?;
        for index in indexes {
            store.run(&format!("DROP INDEX {}", quoted(&index)))?;
        }
        Ok(store)
    }

    /// Adds the articles of an export, batch by batch, in the order in which they were added to the store that was exported. What
    /// is there already is not added again. `progress` hears how many more articles are done.
    ///
    /// # Errors
    /// A damaged export or store, or one that cannot be written; the batches before it are stored.
    pub fn add_export(
        &mut self,
        export: &Export,
        mut progress: impl FnMut(Added),
    ) -> Result<(), KeepError> {
        let mut last = i64::MIN;
        loop {
            let (batch, again) = self.next_of(&export.tables, &mut last)?;
            if batch.is_empty() {
                return Ok(());
            }
            let mut added = self.add(&batch)?;
            // That an article was found somewhere else too is no article more.
            added.again -= again;
            progress(added);
        }
    }

    /// The articles behind the last one, with how many times they were found again.
    fn next_of(&self, tables: &Store, last: &mut i64) -> Result<(Vec<Incoming>, u64), KeepError> {
        let next = "SELECT id, article, origin FROM documents WHERE id > ?1 ORDER BY id LIMIT ?2";
        let values = vec![Value::Integer(*last), Value::Integer(BATCH as i64)];
        let next: Vec<(i64, String, String)> = tables.keys(next, values, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        let (mut batch, mut again) = (Vec::with_capacity(next.len()), 0);
        for (id, article, origin) in next {
            *last = id;
            let origins = "SELECT origin FROM found_again WHERE document = ? ORDER BY origin";
            let origins: Vec<String> =
                tables.keys(origins, vec![Value::Integer(id)], |row| row.get(0))?;
            batch.push(self.found(tables, id, article.clone(), origin)?);
            again += origins.len() as u64;
            let found_again = |origin| Incoming::Duplicate {
                article: article.clone(),
                origin,
            };
            batch.extend(origins.into_iter().map(found_again));
        }
        Ok((batch, again))
    }

    fn found(
        &self,
        tables: &Store,
        id: i64,
        article: String,
        origin: String,
    ) -> Result<Incoming, KeepError> {
        if self.has(&article)? {
            return Ok(Incoming::Duplicate { article, origin });
        }
        let record = tables.record(&article).map_err(of_export);
        match record? {
            Some(record) => {
                let without_events = "SELECT 1 FROM without_events WHERE document = ?";
                let without_events =
                    tables.keys(without_events, vec![Value::Integer(id)], |_| Ok(()))?;
                Ok(Incoming::New(Box::new(Prepared {
                    without_events: !without_events.is_empty(),
                    ..record.into()
                })))
            }
            None => Ok(Incoming::Duplicate { article, origin }),
        }
    }
}
