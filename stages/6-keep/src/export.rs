//! A store as a folder of Parquet files, a file a table, that other programs read and that [`Store::add_export`] takes back.
//!
//! The folder has a file that says what belongs to it, [`CONTENTS`], so that it is told from any other folder, and that a file of
//! it that is missing, damaged or changed is noticed before anything is taken from it.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::columns::{Cell, Column, Kind, Writer};
use crate::version::VERSION;
use crate::{KeepError, Store};

/// The file of an export that says what belongs to it.
pub const CONTENTS: &str = "selon-export.json";

/// In the folder of an export that is being written; whoever writes it holds its lock.
const LOCK: &str = "selon-export.lock";

/// What an earlier export is called while the new one takes its place.
const EARLIER: &str = "selon-export.earlier";

/// How often to say how far the work is: every so many rows.
const STEP: u64 = 4096;

/// How many articles and rows an export has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// Articles.
    pub documents: u64,
    /// Tables, a file each.
    pub tables: u64,
    /// Rows of all tables.
    pub rows: u64,
}

/// What belongs to an export.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Contents {
    /// The version of the tables.
    pub schema: u32,
    /// The tables by name.
    pub tables: BTreeMap<String, Sum>,
}

/// By what to know the file of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sum {
    pub rows: u64,
    pub bytes: u64,
    pub crc32: u32,
}

impl Contents {
    pub fn of(folder: &Path) -> Result<Contents, KeepError> {
        let path = folder.join(CONTENTS);
        let text = fs::read(&path).map_err(file_error(&path))?;
        serde_json::from_slice(&text).map_err(|error| KeepError::DamagedExport {
            path,
            detail: error.to_string(),
        })
    }
}

/// The file of a table.
pub(crate) fn file_of(table: &str) -> String {
    format!("{table}.parquet")
}

/// Names the file in an error of the file system.
pub(crate) fn file_error(path: &Path) -> impl Fn(io::Error) -> KeepError {
    move |cause| {
        let path = path.to_owned();
        KeepError::File { path, cause }
    }
}

impl Store {
    /// Writes every table into a folder, a Parquet file each, as the store is at this moment, whoever adds to it meanwhile. The
    /// folder is made; it may be there if it is empty or has an earlier export, which stays until the new one is whole.
    /// `progress` hears how many rows of how many are written.
    ///
    /// # Errors
    /// There is something else in the folder, another program is exporting to it, or it cannot be written; a damaged store.
    pub fn export(
        &self,
        folder: &Path,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<Exported, KeepError> {
        let partial = Partial::begin(folder)?;
        // All tables are read in one transaction: as they were at one moment.
        let snapshot = self.connection.unchecked_transaction().map_err(self.of())?;
        let tables = tables(&snapshot).map_err(self.of())?;
        let total = tables.iter().map(|table| table.rows).sum();
        let mut contents = Contents {
            schema: VERSION,
            tables: BTreeMap::new(),
        };
        let mut before = 0;
        for table in tables {
            let path = partial.path.join(file_of(&table.name));
            let sum = self.export_table(&snapshot, &table, &path, |rows| {
                progress(before + rows, total);
            })?;
            before += sum.rows;
            contents.tables.insert(table.name, sum);
        }
        partial.finish(&contents)?;
        Ok(Exported {
            documents: contents.tables.get("documents").map_or(0, |sum| sum.rows),
            tables: contents.tables.len() as u64,
            rows: before,
        })
    }

    fn export_table(
        &self,
        connection: &Connection,
        table: &Table,
        path: &Path,
        mut progress: impl FnMut(u64),
    ) -> Result<Sum, KeepError> {
        let file = file_error(path);
        let out = File::create(path).map_err(&file)?;
        let version = VERSION.to_string();
        let notes = [
            ("selon.table", table.name.as_str()),
            ("selon.schema", &version),
        ];
        let mut writer = Writer::new(Summing::of(out), &table.columns, &notes).map_err(&file)?;
        let mut rows = 0;
        let mut question = connection.prepare(&table.question()).map_err(self.of())?;
        let mut found = question.query([]).map_err(self.of())?;
        while let Some(row) = found.next().map_err(self.of())? {
            let cells = cells(row, table.columns.len()).map_err(self.of())?;
            writer.row(cells).map_err(&file)?;
            rows += 1;
            if rows % STEP == 0 {
                progress(rows);
            }
        }
        progress(rows);
        let Summing { out, bytes, hash } = writer.finish().map_err(&file)?;
        let synced = out.into_inner().map_err(io::IntoInnerError::into_error);
        synced.and_then(|out| out.sync_all()).map_err(&file)?;
        let crc32 = hash.finalize();
        Ok(Sum { rows, bytes, crc32 })
    }
}

fn cells<'r>(row: &'r Row, columns: usize) -> rusqlite::Result<Vec<Cell<'r>>> {
    let cell = |column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Null => Cell::Null,
            ValueRef::Integer(number) => Cell::Integer(number),
            ValueRef::Real(number) => Cell::Number(number),
            ValueRef::Blob(bytes) => Cell::Bytes(bytes),
            text @ ValueRef::Text(_) => Cell::Text(text.as_str()?),
        })
    };
    (0..columns).map(cell).collect()
}

/// A table of a store.
pub(crate) struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The names of the columns of its key, in the key's order.
    key: Vec<String>,
    rows: u64,
}

impl Table {
    /// All its rows in the order of its key: the same rows give the same file.
    fn question(&self) -> String {
        let names = |names: &[String]| {
            names
                .iter()
                .map(|name| quoted(name))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let columns: Vec<_> = self
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect();
        let key = if self.key.is_empty() {
            "rowid".to_owned()
        } else {
            names(&self.key)
        };
        format!(
            "SELECT {} FROM {} ORDER BY {key}",
            names(&columns),
            quoted(&self.name)
        )
    }
}

/// A name as SQL has it.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// All tables, but those that SQLite keeps for itself and for full-text indexes, which say nothing that the others do not.
fn tables(connection: &Connection) -> rusqlite::Result<Vec<Table>> {
    let names = "SELECT name FROM pragma_table_list
                 WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut names = connection.prepare(names)?;
    let names = names.query_map([], |row| row.get(0))?;
    names.map(|name| table(connection, name?)).collect()
}

/// A table, from what its declaration says.
pub(crate) fn table(connection: &Connection, name: String) -> rusqlite::Result<Table> {
    let columns = "SELECT name, type, \"notnull\" OR pk, pk FROM pragma_table_info(?) ORDER BY cid";
    let mut question = connection.prepare(columns)?;
    let (mut columns, mut key) = (Vec::new(), Vec::new());
    let mut found = question.query([&name])?;
    while let Some(row) = found.next()? {
        let declared: String = row.get(1)?;
        let column = Column {
            name: row.get(0)?,
            kind: kind(&declared),
            required: row.get(2)?,
        };
        let place: i64 = row.get(3)?;
        if place > 0 {
            key.push((place, column.name.clone()));
        }
        columns.push(column);
    }
    key.sort_unstable();
    let count = format!("SELECT count(*) FROM {}", quoted(&name));
    let rows: i64 = connection.query_row(&count, [], |row| row.get(0))?;
    Ok(Table {
        name,
        columns,
        key: key.into_iter().map(|(_, name)| name).collect(),
        rows: rows.unsigned_abs(),
    })
}

/// What the cells of a column of a strict table are, by its declared type.
fn kind(declared: &str) -> Kind {
    match declared {
        "INTEGER" | "INT" => Kind::Integer,
        "REAL" => Kind::Number,
        "BLOB" => Kind::Bytes,
        _ => Kind::Text,
    }
}

/// Counts and sums up what is written to a file.
struct Summing {
    out: BufWriter<File>,
    bytes: u64,
    hash: crc32fast::Hasher,
}

impl Summing {
    fn of(out: File) -> Summing {
        Summing {
            out: BufWriter::new(out),
            bytes: 0,
            hash: crc32fast::Hasher::new(),
        }
    }
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The folder of an export while it is written; it is taken away again unless it is finished.
struct Partial {
    /// Where it will stand.
    folder: PathBuf,
    path: PathBuf,
    /// Held until it is finished.
    lock: Option<File>,
}

impl Partial {
    fn begin(folder: &Path) -> Result<Partial, KeepError> {
        // A link stays a link, to the new export.
        let folder = match folder.canonicalize() {
            Ok(folder) => folder,
            Err(error) if error.kind() == ErrorKind::NotFound => folder.to_owned(),
            Err(error) => return Err(file_error(folder)(error)),
        };
        check_free(&folder)?;
        let mut path = folder.clone().into_os_string();
        path.push(".partial");
        let path = PathBuf::from(path);
        let lock = lock(&path)?;
        let partial = Partial {
            folder,
            path,
            lock: Some(lock),
        };
        partial.clear()?;
        Ok(partial)
    }

    /// Takes away what a run that was broken off has left.
    fn clear(&self) -> Result<(), KeepError> {
        for entry in fs::read_dir(&self.path).map_err(file_error(&self.path))? {
            let path = entry.map_err(file_error(&self.path))?.path();
            if path.file_name().is_some_and(|name| name != LOCK) {
                fs::remove_file(&path).map_err(file_error(&path))?;
            }
        }
        Ok(())
    }

    /// Says what belongs to it and puts it where it will stand.
    fn finish(mut self, contents: &Contents) -> Result<(), KeepError> {
        let path = self.path.join(CONTENTS);
        let written = serde_json::to_vec_pretty(contents).map_err(io::Error::from);
        let written = written.and_then(|mut text| {
            text.push(b'\n');
            let mut file = File::create(&path)?;
            file.write_all(&text)?;
            file.sync_all()
        });
        written.map_err(file_error(&path))?;
        let lock = self.path.join(LOCK);
        fs::remove_file(&lock).map_err(file_error(&lock))?;
        self.put().map_err(file_error(&self.folder))?;
        self.lock = None;
        Ok(())
    }

    fn put(&self) -> io::Result<()> {
        if !self.folder.exists() {
            return fs::rename(&self.path, &self.folder);
        }
        let earlier = self.path.join(EARLIER);
        fs::rename(&self.folder, &earlier)?;
        if let Err(error) = fs::rename(&self.path, &self.folder) {
            fs::rename(&earlier, &self.folder)?;
            return Err(error);
        }
        fs::remove_dir_all(self.folder.join(EARLIER))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if self.lock.take().is_some() {
            // Where it cannot be taken away, the next run does it.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Makes the folder to write in, where nobody else writes in it.
fn lock(path: &Path) -> Result<File, KeepError> {
    let of = file_error(path);
    let lock = path.join(LOCK);
    match fs::create_dir(path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let empty = fs::read_dir(path).map_err(&of)?.next().is_none();
            if !empty && !lock.exists() {
                return Err(occupied(path, None));
            }
        }
        Err(error) => return Err(of(error)),
    }
    let file = File::create(&lock).map_err(&of)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let path = path.to_owned();
            Err(KeepError::Exporting { path })
        }
        Err(TryLockError::Error(error)) => Err(of(error)),
    }
}

/// Whether an export may stand there: there is nothing, an empty folder or an earlier export.
fn check_free(folder: &Path) -> Result<(), KeepError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(file_error(folder)(error)),
    };
    let contents = match folder.join(CONTENTS).exists() {
        true => Some(Contents::of(folder)?),
        false => None,
    };
    let tables = contents.iter().flat_map(|contents| contents.tables.keys());
    let mut ours: Vec<_> = tables.map(|table| file_of(table)).collect();
    if contents.is_some() {
        ours.extend([CONTENTS, LOCK, EARLIER].map(str::to_owned));
    }
    for entry in entries {
        let name = entry.map_err(file_error(folder))?.file_name();
        if !ours.iter().any(|ours| name == ours.as_str()) {
            return Err(occupied(folder, Some(name.to_string_lossy().into_owned())));
        }
    }
    Ok(())
}

fn occupied(path: &Path, name: Option<String>) -> KeepError {
    KeepError::Occupied {
        path: path.to_owned(),
        name: name.unwrap_or_else(|| "files".to_owned()),
    }
}
