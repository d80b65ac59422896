//! The file: made, opened, checked.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior,
};

use crate::KeepError;
use crate::across::Linker;
use crate::version::{ALONE, VERSION, WITH_EVENTS};

/// Marks the file as a store: `Seln`.
const APPLICATION_ID: i32 = 0x5365_6c6e;

/// The tables that records are made of.
pub(crate) const RECORDS: [&str; 2] = [include_str!("schema.sql"), EVENTS];
const EVENTS: &str = include_str!("events.sql");
const ACROSS: &str = include_str!("across.sql");

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a connection needs before anything else: half as many page reads as with the usual cache.
const CACHE: &str = "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;";

/// Articles of a transaction that brings a store up to date.
const UPDATED: usize = 200;

/// Compiled statements a connection keeps: all of those it uses.
const COMPILED: usize = 96;

/// A file of records.
///
/// Any number of programs may read it while one writes; a second that wants to write waits.
#[derive(Debug)]
pub struct Store {
    pub(crate) path: PathBuf,
    pub(crate) connection: Connection,
    pub(crate) linker: Linker,
}

impl Store {
    /// Opens a store to read from it.
    ///
    /// # Errors
    /// There is none, or the file is no store, of a later version, or damaged.
    pub fn open(path: &Path) -> Result<Store, KeepError> {
        if !path.exists() {
            let path = path.to_owned();
            return Err(KeepError::Missing { path });
        }
        match Store::open_file(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            // Whoever made the tables was killed: what it had begun is taken back before anything is read.
            Err(KeepError::Sqlite { cause, .. })
                if is_closed(&cause) && beside(path, "-journal").exists() =>
            {
                Store::open_file(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
            }
            // A reader tells writers of itself in a file beside the store. Where none can be made and nobody writes, it need
            // not.
            Err(KeepError::Sqlite { cause, .. })
                if is_closed(&cause) && !beside(path, "-wal").exists() =>
            {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                let mut store = Store::open_file(&immutable(path), flags)?;
                store.path = path.to_owned();
                Ok(store)
            }
            opened => opened,
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn open_file(path: &Path, flags: OpenFlags) -> Result<Store, KeepError> {
        let store = Store::connect(path, flags)?;
        store.check_version(&store.connection)?;
        Ok(store)
    }

    /// Opens a store to add to it; makes one where there is no file, or one with nothing in it. The folder must be there. A store
    /// of an earlier version is brought up to date in place, which takes a moment an article; whatever breaks that off, the
    /// next one that opens it goes on.
    ///
    /// # Errors
    /// The file is no store, of a later version, or damaged, or it cannot be made.
    pub fn create(path: &Path) -> Result<Store, KeepError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut store = Store::connect(path, flags)?;
        // Nothing is written, not even its journal's mode, before the file is known to be a store.
        store.make()?;
        let durable =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
        store.run(durable)?;
        store.bring_up_to_date()?;
        Ok(store)
    }

    /// A store in memory, which is gone when it is dropped: for measuring and for tests.
    ///
    /// # Errors
    /// There is no memory for it.
    pub fn in_memory() -> Result<Store, KeepError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut store = Store::connect(Path::new(":memory:"), flags)?;
        store.make()?;
        Ok(store)
    }

    pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Store, KeepError> {
        let of = KeepError::of(path);
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(&of)?;
        connection.busy_timeout(PATIENCE).map_err(&of)?;
        connection.set_prepared_statement_cache_capacity(COMPILED);
        connection.execute_batch(CACHE).map_err(&of)?;
        let path = path.to_owned();
        let linker = Linker::default();
        Ok(Store {
            path,
            connection,
            linker,
        })
    }

    /// Makes the tables where nothing is there; checks that they are Selon's where something is.
    fn make(&mut self) -> Result<(), KeepError> {
        let of = KeepError::of(&self.path);
        let version = self.check_version(&self.connection);
        match version {
            Ok(()) | Err(KeepError::Older { .. }) => return Ok(()),
            Err(error) if !self.is_blank(&self.connection)? => return Err(error),
            Err(_) => {}
        }
        let connection = &mut self.connection;
        connection
            .execute_batch("PRAGMA page_size = 8192")
            .map_err(&of)?;
        let immediate = TransactionBehavior::Immediate;
        let transaction = Transaction::new(connection, immediate).map_err(&of)?;
        // Another program may have made it meanwhile.
        if objects(&transaction).map_err(&of)? == 0 {
            let mark = format!("PRAGMA application_id = {APPLICATION_ID}");
            transaction.execute_batch(&mark).map_err(&of)?;
            for tables in RECORDS.iter().chain([&ACROSS]) {
                transaction.execute_batch(tables).map_err(&of)?;
            }
            let version = "INSERT INTO meta VALUES ('schema', ?)";
            let version = transaction.execute(version, [VERSION.to_string()]);
            version.map_err(&of)?;
        }
        transaction.commit().map_err(&of)?;
        self.check_version(&self.connection)
    }

    /// Makes what a store of an earlier version lacks: the tables, and then a batch a transaction what is in them, so that it can
    /// be broken off at any moment. The version is written last. Articles are not read again, so that those which are there
    /// stay without events; that is noted.
    fn bring_up_to_date(&mut self) -> Result<(), KeepError> {
        let version = match self.check_version(&self.connection) {
            Err(KeepError::Older { version, .. }) => version,
            other => return other,
        };
        // Another program may have brought it up to date meanwhile, and added articles that have been read for events.
        self.run(&format!(
            "BEGIN IMMEDIATE; {EVENTS}
             INSERT OR IGNORE INTO without_events SELECT id FROM documents
             WHERE (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema') < {WITH_EVENTS};
             COMMIT;"
        ))?;
        if !self.knows_models()? {
            self.run("ALTER TABLE documents ADD COLUMN model TEXT")?;
        }
        if version == ALONE {
            self.run(&format!("BEGIN IMMEDIATE; {ACROSS} COMMIT;"))?;
            while self.link_more(UPDATED)? > 0 {}
        }
        let version = "UPDATE meta SET value = ? WHERE key = 'schema'";
        let version = self.connection.execute(version, [VERSION.to_string()]);
        version.map(drop).map_err(self.of())
    }

    /// Whether its documents say which model read them.
    fn knows_models(&self) -> Result<bool, KeepError> {
        let column = "SELECT name FROM pragma_table_info('documents') WHERE name = 'model'";
        Ok(self.ask_one(column)?.is_some())
    }

    /// Whether the file is a database without anything in it: a new one.
    fn is_blank(&self, connection: &Connection) -> Result<bool, KeepError> {
        let of = KeepError::of(&self.path);
        let mark = application_id(connection).map_err(&of)?;
        Ok(mark == 0 && objects(connection).map_err(&of)? == 0)
    }

    fn check_version(&self, connection: &Connection) -> Result<(), KeepError> {
        let of = KeepError::of(&self.path);
        let path = || self.path.clone();
        if application_id(connection).map_err(&of)? != APPLICATION_ID {
            return Err(KeepError::NotAStore { path: path() });
        }
        let version = "SELECT value FROM meta WHERE key = 'schema'";
        let version = connection.query_row(version, [], |row| row.get::<_, String>(0));
        let version = version.optional().map_err(&of)?;
        match version.and_then(|version| version.parse().ok()) {
            Some(VERSION) => Ok(()),
            Some(version) if (ALONE..VERSION).contains(&version) => Err(KeepError::Older {
                path: path(),
                version,
            }),
            Some(version) if version > VERSION => Err(KeepError::Newer {
                path: path(),
                version,
            }),
            _ => Err(KeepError::Damaged {
                path: path(),
                detail: "it does not say its version".to_owned(),
            }),
        }
    }

    /// Checks every page, every index, and that whatever a row refers to is there.
    ///
    /// # Errors
    /// The first thing that does not hold.
    pub fn check(&self) -> Result<(), KeepError> {
        let whole = self.ask_one("PRAGMA integrity_check(1)")?;
        if whole.as_deref() != Some("ok") {
            return Err(self.damaged(whole.unwrap_or_default()));
        }
        self.check_references()
    }

    /// Checks that whatever a row refers to is there.
    pub(crate) fn check_references(&self) -> Result<(), KeepError> {
        match self.ask_one("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1")? {
            Some(table) => Err(self.damaged(format!("a row of {table} refers to none"))),
            None => Ok(()),
        }
    }

    fn ask_one(&self, question: &str) -> Result<Option<String>, KeepError> {
        let answer = self.connection.query_row(question, [], |row| row.get(0));
        answer.optional().map_err(self.of())
    }

    pub(crate) fn damaged(&self, detail: String) -> KeepError {
        let path = self.path.clone();
        KeepError::Damaged { path, detail }
    }

    pub(crate) fn run(&self, statements: &str) -> Result<(), KeepError> {
        let ran = self.connection.execute_batch(statements);
        ran.map_err(self.of())
    }

    /// Names this file in an error of SQLite.
    pub(crate) fn of(&self) -> impl Fn(rusqlite::Error) -> KeepError {
        KeepError::of(&self.path)
    }

    /// How many articles are stored.
    ///
    /// # Errors
    /// A damaged store.
    pub fn documents(&self) -> Result<u64, KeepError> {
        let count = "SELECT count(*) FROM documents";
        let count = self
            .connection
            .query_row(count, [], |row| row.get::<_, i64>(0));
        count.map(i64::unsigned_abs).map_err(self.of())
    }

    /// Where else an article was found than at the origin of its record, by its id.
    ///
    /// # Errors
    /// A damaged store.
    pub fn found_again(&self, article: &str) -> Result<Vec<String>, KeepError> {
        let origins = "SELECT f.origin FROM found_again f JOIN documents d ON d.id = f.document
                       WHERE d.article = ? ORDER BY f.origin";
        let article = Value::Text(article.to_owned());
        self.keys(origins, vec![article], |row| row.get(0))
    }

    /// How many of the stored articles were read by a version of the program that found no events.
    ///
    /// # Errors
    /// A damaged store.
    pub fn without_events(&self) -> Result<u64, KeepError> {
        let count = self.keys("SELECT count(*) FROM without_events", Vec::new(), |row| {
            row.get::<_, i64>(0)
        })?;
        Ok(count.into_iter().map(i64::unsigned_abs).sum())
    }

    /// Whether an article is stored, by the id of its record.
    ///
    /// # Errors
    /// A damaged store.
    pub fn has(&self, article: &str) -> Result<bool, KeepError> {
        let there = "SELECT 1 FROM documents WHERE article = ?";
        let statement = self.connection.prepare_cached(there);
        let there = statement.and_then(|mut statement| statement.exists([article]));
        there.map_err(self.of())
    }
}

/// Whether a file beside the store could not be opened or made.
fn is_closed(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// A journal of a store. It is there while somebody writes, or where somebody broke off doing so.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut journal = path.as_os_str().to_owned();
    journal.push(ending);
    journal.into()
}

/// The address that opens a file which does not change.
fn immutable(path: &Path) -> PathBuf {
    let mut path = path.display().to_string();
    for (sign, written) in [("%", "%25"), ("?", "%3f"), ("#", "%23")] {
        path = path.replace(sign, written);
    }
    format!("file:{path}?immutable=1").into()
}

fn application_id(connection: &Connection) -> rusqlite::Result<i32> {
    connection.query_row("PRAGMA application_id", [], |row| row.get(0))
}

/// How many tables, indexes and views there are.
fn objects(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
}
