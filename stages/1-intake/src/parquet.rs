//! Apache Parquet: a row an article, its parts in columns that the caller names.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil};
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row};
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type};

use crate::guard::guarded;
use crate::{Columns, Damaged, Entry, Item, Kind};

/// So many rows are decoded at once.
const BATCH: usize = 64;

/// The rows of a file, one group of rows after another. Of a group only some rows are held, and only the columns that count.
pub(crate) struct Parquet {
    reader: Box<dyn FileReader + Send>,
    name: String,
    columns: Arc<Columns>,
    schema: SchemaDescPtr,
    group: usize,
    rows: Option<ReaderIter>,
    /// How many rows there were, and how many when the group that follows begins.
    row: u64,
    behind: u64,
}

impl Parquet {
    /// # Errors
    /// The file is no Parquet, or has no column of text.
    pub(crate) fn new<R: ChunkReader + 'static>(
        file: R,
        name: &str,
        columns: &Arc<Columns>,
    ) -> Result<Parquet, Damaged> {
        let damaged = |problem: String| Damaged {
            origin: name.to_owned(),
            problem,
        };
        let reader = checked(|| SerializedFileReader::new(file));
        let reader =
            reader.map_err(|problem| damaged(format!("no Parquet can be read: {problem}")))?;
        let root = reader.metadata().file_metadata().schema();
        let schema = checked(|| projection(root, columns)).map_err(damaged)?;
        let named = |key: &str| {
            top(key).is_some_and(|top| root.get_fields().iter().any(|field| field.name() == top))
        };
        if !named(&columns.text) {
            let known: Vec<&str> = root.get_fields().iter().map(|field| field.name()).collect();
            return Err(damaged(format!(
                "there is no column `{}`; say which has the text: --columns text=NAME; there are {}",
                columns.text,
                known.join(", ")
            )));
        }
        Ok(Parquet {
            reader: Box::new(reader),
            name: name.to_owned(),
            columns: Arc::clone(columns),
            schema,
            group: 0,
            rows: None,
            row: 0,
            behind: 0,
        })
    }

    /// Begins with the next group of rows; whether there is one.
    fn next_group(&mut self) -> Result<bool, String> {
        if self.group >= self.reader.num_row_groups() {
            return Ok(false);
        }
        let group = self.group;
        self.group += 1;
        self.row = self.behind;
        let rows = self.reader.metadata().row_group(group).num_rows();
        self.behind += u64::try_from(rows).unwrap_or_default();
        let (reader, schema) = (&self.reader, &self.schema);
        self.rows = Some(checked(|| {
            let group = reader.get_row_group(group)?;
            let builder = TreeBuilder::new().with_batch_size(BATCH);
            builder.as_iter(Arc::clone(schema), &*group)
        })?);
        Ok(true)
    }

    fn next_row(&mut self) -> Result<Option<Row>, String> {
        loop {
            if let Some(rows) = &mut self.rows {
                match checked(|| rows.next().transpose())? {
                    Some(row) => return Ok(Some(row)),
                    None => self.rows = None,
                }
            } else if !self.next_group()? {
                return Ok(None);
            }
        }
    }

    fn item(&self, row: &Row) -> Item {
        let text = |key: &str| find(row, key).and_then(written);
        let part = |key: &str| text(key).filter(|part| !part.trim().is_empty());
        let columns = &self.columns;
        Item {
            origin: part(&columns.origin).unwrap_or_else(|| format!("{}:{}", self.name, self.row)),
            bytes: text(&columns.text).unwrap_or_default().into_bytes(),
            kind: Kind::Entry(Box::new(Entry {
                title: part(&columns.title),
                date: part(&columns.date),
                author: None,
                markup: false,
            })),
        }
    }
}

impl Iterator for Parquet {
    type Item = Result<Item, Damaged>;

    fn next(&mut self) -> Option<Result<Item, Damaged>> {
        let row = self.next_row();
        self.row += 1;
        match row {
            Ok(row) => Some(Ok(self.item(&row?))),
            Err(problem) => {
                // Only with the next group of rows it is certain where one begins.
                self.rows = None;
                let origin = format!("{}:{}", self.name, self.row);
                let problem = format!(
                    "group {} of rows is damaged from here on: {problem}",
                    self.group
                );
                Some(Err(Damaged { origin, problem }))
            }
        }
    }
}

/// The library is not ours: where it panics on a damaged file, the file is at fault and not the batch.
fn checked<T>(work: impl FnOnce() -> parquet::errors::Result<T>) -> Result<T, String> {
    match guarded(work) {
        Some(done) => done.map_err(|error| error.to_string()),
        None => Err("it says of itself what cannot be".to_owned()),
    }
}

/// The column of the file that a key stands for or leads into: `article` of `/article/body`.
fn top(key: &str) -> Option<&str> {
    match key.strip_prefix('/') {
        Some(path) => path.split('/').next(),
        None => Some(key),
    }
}

/// The columns that count.
fn projection(root: &Type, columns: &Columns) -> parquet::errors::Result<SchemaDescPtr> {
    let keys = [
        &columns.text,
        &columns.title,
        &columns.date,
        &columns.origin,
    ];
    let wanted = |name: &str| keys.iter().any(|key| top(key) == Some(name));
    let fields = root
        .get_fields()
        .iter()
        .filter(|field| wanted(field.name()));
    let projected = Type::group_type_builder(root.name()).with_fields(fields.cloned().collect());
    Ok(Arc::new(SchemaDescriptor::new(Arc::new(
        projected.build()?,
    ))))
}

/// The field under a name, or under a path of names that begins with `/`.
fn find<'r>(row: &'r Row, key: &str) -> Option<&'r Field> {
    let field = |row: &'r Row, name: &str| {
        let mut fields = row.get_column_iter();
        fields
            .find(|(known, _)| *known == name)
            .map(|(_, field)| field)
    };
    let Some(path) = key.strip_prefix('/') else {
        return field(row, key);
    };
    let mut names = path.split('/');
    let mut found = field(row, names.next()?)?;
    for name in names {
        let Field::Group(inner) = found else {
            return None;
        };
        found = field(inner, name)?;
    }
    Some(found)
}

/// A text, or a date in ISO 8601.
fn written(field: &Field) -> Option<String> {
    let time = |time: Timestamp| time.strftime("%Y-%m-%dT%H:%M").to_string();
    match field {
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => Some(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::Date(days) => {
            let days = SignedDuration::from_hours(24 * i64::from(*days));
            let day = civil::date(1970, 1, 1).checked_add(days).ok()?;
            Some(day.to_string())
        }
        Field::TimestampMillis(millis) => Timestamp::from_millisecond(*millis).ok().map(time),
        Field::TimestampMicros(micros) => Timestamp::from_microsecond(*micros).ok().map(time),
        _ => None,
    }
}
