//! Parquet: typed columns, written and read a row at a time.
//!
//! Rows wait until they fill a row group, so that a file of any size takes little memory; then each column is written with its
//! values together, compressed with Zstandard. Whatever reads Parquet reads the files: only types that all know are used.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::column::writer::{ColumnWriter, ColumnWriterImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{SchemaDescriptor, Type, TypePtr};

use crate::ask::Quote;

/// A row group has no more rows, so that programs can work on several at once.
const ROWS: usize = 131_072;

/// A row group has little more than so many bytes before they are compressed.
const BYTES: usize = 32 << 20;

/// What one value takes in memory besides its own bytes.
const VALUE: usize = 40;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers of 64 bits.
    Integer,
    /// Floating-point numbers of 64 bits.
    Number,
    /// Text, UTF-8.
    Text,
    /// Bytes that are no text.
    Bytes,
    /// A list of texts, UTF-8.
    Texts,
    /// A list of words of an article: of structures of `start`, `end` and `text`.
    Quotes,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its cells are.
    pub kind: Kind,
    /// No cell is [`Cell::Null`]. Lists are never null.
    pub required: bool,
}

/// The cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// Of a column of [`Kind::Integer`].
    Integer(i64),
    /// Of a column of [`Kind::Number`].
    Number(f64),
    /// Of a column of [`Kind::Text`].
    Text(&'a str),
    /// Of a column of [`Kind::Bytes`].
    Bytes(&'a [u8]),
    /// Of a column of [`Kind::Texts`].
    Texts(Vec<&'a str>),
    /// Of a column of [`Kind::Quotes`].
    Quotes(Vec<&'a Quote>),
}

/// Writes a file.
pub struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<(Kind, Vec<Leaf>)>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file with these columns. `notes` are keys and values that stand in its footer.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(out: W, columns: &[Column], notes: &[(&str, &str)]) -> io::Result<Writer<W>> {
        let begin = || {
            let notes = notes.iter();
            let notes =
                notes.map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned()));
            let properties = WriterProperties::builder()
                .set_created_by(concat!("selon ", env!("CARGO_PKG_VERSION")).to_owned())
                .set_compression(Compression::ZSTD(ZstdLevel::default()))
                .set_key_value_metadata(Some(notes.collect()))
                .build();
            SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties))
        };
        let leaves = |column: &Column| match column.kind {
            Kind::Quotes => [Kind::Integer, Kind::Integer, Kind::Text]
                .map(Leaf::listed)
                .into(),
            Kind::Texts => vec![Leaf::listed(Kind::Text)],
            kind => vec![Leaf::new(kind, column.required)],
        };
        Ok(Writer {
            file: begin().map_err(io_error)?,
            columns: columns
                .iter()
                .map(|column| (column.kind, leaves(column)))
                .collect(),
            rows: 0,
            bytes: 0,
        })
    }

    /// Writes a row: a cell for each column.
    ///
    /// # Errors
    /// Those of `out`; that a cell is not of its column's kind.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<()> {
        let mut cells = cells.into_iter();
        for (kind, leaves) in &mut self.columns {
            let cell = cells.next().unwrap_or(Cell::Null);
            self.bytes += push(*kind, leaves, &cell).ok_or_else(|| {
                let problem = format!("{cell:?} in a column of {kind:?}");
                io::Error::new(io::ErrorKind::InvalidInput, problem)
            })?;
        }
        self.rows += 1;
        if self.rows >= ROWS || self.bytes >= BYTES {
            self.group().map_err(io_error)?;
        }
        Ok(())
    }

    /// Writes the last rows and the footer.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self) -> io::Result<W> {
        let finished = self.group().and_then(|()| self.file.into_inner());
        let mut out = finished.map_err(io_error)?;
        out.flush()?;
        Ok(out)
    }

    /// Writes the rows that wait.
    fn group(&mut self) -> Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        for (_, leaves) in &mut self.columns {
            for leaf in leaves {
                leaf.write(&mut group)?;
            }
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

/// An error of the library, as what it came from where that was an error of the file.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast() {
            Ok(cause) => *cause,
            Err(cause) => io::Error::other(cause),
        },
        error => io::Error::other(error),
    }
}

/// The schema of a file.
fn schema(columns: &[Column]) -> Result<TypePtr> {
    let fields = columns.iter().map(|column| match column.kind {
        Kind::Quotes => list(&column.name, quote),
        Kind::Texts => list(&column.name, || {
            primitive("element", Kind::Text, Repetition::REQUIRED)
        }),
        kind if column.required => primitive(&column.name, kind, Repetition::REQUIRED),
        kind => primitive(&column.name, kind, Repetition::OPTIONAL),
    });
    let fields = fields.collect::<Result<_>>()?;
    Type::group_type_builder("rows")
        .with_fields(fields)
        .build()
        .map(Arc::new)
}

fn primitive(name: &str, kind: Kind, repetition: Repetition) -> Result<TypePtr> {
    let (physical, logical) = match kind {
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Bytes | Kind::Texts | Kind::Quotes => (Physical::BYTE_ARRAY, None),
    };
    let builder = Type::primitive_type_builder(name, physical);
    let built = builder
        .with_repetition(repetition)
        .with_logical_type(logical)
        .build();
    built.map(Arc::new)
}

/// A list as the format wants it: a group of a repeated group of the elements.
fn list(name: &str, element: impl FnOnce() -> Result<TypePtr>) -> Result<TypePtr> {
    let repeated = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
    let repeated = Arc::new(repeated.with_fields(vec![element()?]).build()?);
    let list = Type::group_type_builder(name).with_repetition(Repetition::REQUIRED);
    let list = list.with_logical_type(Some(LogicalType::List));
    list.with_fields(vec![repeated]).build().map(Arc::new)
}

/// Words of an article as the element of a list.
fn quote() -> Result<TypePtr> {
    let required = Repetition::REQUIRED;
    let fields = [
        ("start", Kind::Integer),
        ("end", Kind::Integer),
        ("text", Kind::Text),
    ];
    let fields = fields.map(|(name, kind)| primitive(name, kind, required));
    let fields = fields.into_iter().collect::<Result<_>>()?;
    let element = Type::group_type_builder("element").with_repetition(required);
    element.with_fields(fields).build().map(Arc::new)
}

/// The values of a row group under one leaf of the schema, with the levels that say which are missing and where lists begin.
#[derive(Debug)]
struct Leaf {
    values: Values,
    definitions: Option<Vec<i16>>,
    repetitions: Option<Vec<i16>>,
}

#[derive(Debug)]
enum Values {
    Integers(Vec<i64>),
    Numbers(Vec<f64>),
    Bytes(Vec<ByteArray>),
}

impl Leaf {
    fn new(kind: Kind, required: bool) -> Leaf {
        Leaf {
            values: match kind {
                Kind::Integer => Values::Integers(Vec::new()),
                Kind::Number => Values::Numbers(Vec::new()),
                Kind::Text | Kind::Bytes | Kind::Texts | Kind::Quotes => Values::Bytes(Vec::new()),
            },
            definitions: (!required).then(Vec::new),
            repetitions: None,
        }
    }

    fn listed(kind: Kind) -> Leaf {
        Leaf {
            repetitions: Some(Vec::new()),
            ..Leaf::new(kind, false)
        }
    }

    /// Notes that there is a value, or that there is none; for a list also whether it is the first of one.
    fn level(&mut self, there: bool, first: bool) {
        if let Some(definitions) = &mut self.definitions {
            definitions.push(i16::from(there));
        }
        if let Some(repetitions) = &mut self.repetitions {
            repetitions.push(i16::from(!first));
        }
    }

    fn write<W: Write + Send>(&mut self, group: &mut SerializedRowGroupWriter<W>) -> Result<()> {
        let (definitions, repetitions) = (&mut self.definitions, &mut self.repetitions);
        let Some(mut column) = group.next_column()? else {
            return Ok(());
        };
        match (column.untyped(), &mut self.values) {
            (ColumnWriter::Int64ColumnWriter(writer), Values::Integers(values)) => {
                batch(writer, values, definitions, repetitions)?;
            }
            (ColumnWriter::DoubleColumnWriter(writer), Values::Numbers(values)) => {
                batch(writer, values, definitions, repetitions)?;
            }
            (ColumnWriter::ByteArrayColumnWriter(writer), Values::Bytes(values)) => {
                batch(writer, values, definitions, repetitions)?;
            }
            _ => return Err(ParquetError::General("a column of another kind".to_owned())),
        }
        column.close()
    }
}

fn batch<T: DataType>(
    writer: &mut ColumnWriterImpl<T>,
    values: &mut Vec<T::T>,
    definitions: &mut Option<Vec<i16>>,
    repetitions: &mut Option<Vec<i16>>,
) -> Result<()> {
    writer.write_batch(values, definitions.as_deref(), repetitions.as_deref())?;
    values.clear();
    for levels in [definitions, repetitions].into_iter().flatten() {
        levels.clear();
    }
    Ok(())
}

/// Takes a cell into the leaves of its column, and says how many bytes that takes; nothing where it is of another kind.
fn push(kind: Kind, leaves: &mut [Leaf], cell: &Cell) -> Option<usize> {
    let [leaf, ends @ ..] = leaves else {
        return None;
    };
    if kind == Kind::Quotes {
        let Cell::Quotes(quotes) = cell else {
            return None;
        };
        return quotes_into(leaf, ends, quotes);
    }
    if kind == Kind::Texts {
        let Cell::Texts(texts) = cell else {
            return None;
        };
        return texts_into(leaf, texts);
    }
    let there = !matches!(cell, Cell::Null);
    if !there && leaf.definitions.is_none() {
        return None;
    }
    let mut size = VALUE;
    match (kind, &mut leaf.values, cell) {
        (_, _, Cell::Null) => {}
        (_, Values::Integers(values), &Cell::Integer(number)) => values.push(number),
        (_, Values::Numbers(values), &Cell::Number(number)) => values.push(number),
        (Kind::Text, Values::Bytes(values), &Cell::Text(text)) => {
            values.push(text.into());
            size += text.len();
        }
        (Kind::Bytes, Values::Bytes(values), &Cell::Bytes(bytes)) => {
            values.push(bytes.into());
            size += bytes.len();
        }
        _ => return None,
    }
    leaf.level(there, true);
    Some(size)
}

fn texts_into(leaf: &mut Leaf, texts: &[&str]) -> Option<usize> {
    if texts.is_empty() {
        leaf.level(false, true);
    }
    let mut size = VALUE;
    for (at, text) in texts.iter().enumerate() {
        let Values::Bytes(values) = &mut leaf.values else {
            return None;
        };
        values.push((*text).into());
        leaf.level(true, at == 0);
        size += VALUE + text.len();
    }
    Some(size)
}

fn quotes_into(starts: &mut Leaf, others: &mut [Leaf], quotes: &[&Quote]) -> Option<usize> {
    let [ends, texts] = others else {
        return None;
    };
    let mut size = VALUE;
    if quotes.is_empty() {
        for leaf in [&mut *starts, &mut *ends, &mut *texts] {
            leaf.level(false, true);
        }
    }
    for (at, quote) in quotes.iter().enumerate() {
        match (&mut starts.values, &mut ends.values, &mut texts.values) {
            (Values::Integers(starts), Values::Integers(ends), Values::Bytes(texts)) => {
                starts.push(i64::try_from(quote.start).ok()?);
                ends.push(i64::try_from(quote.end).ok()?);
                texts.push(quote.text.as_str().into());
            }
            _ => return None,
        }
        for leaf in [&mut *starts, &mut *ends, &mut *texts] {
            leaf.level(true, at == 0);
        }
        size += 3 * VALUE + quote.text.len();
    }
    Some(size)
}

/// A file that [`Writer`] made, without lists.
pub(crate) struct Reader {
    file: SerializedFileReader<File>,
}

impl Reader {
    pub(crate) fn new(file: File) -> Result<Reader> {
        SerializedFileReader::new(file).map(|file| Reader { file })
    }

    fn schema(&self) -> &SchemaDescriptor {
        self.file.metadata().file_metadata().schema_descr()
    }

    /// Whether it has a column of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.at(name).is_some()
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.schema()
            .columns()
            .iter()
            .position(|column| column.path().parts() == [name])
    }

    /// Hands on the cells of some of its columns, a row at a time.
    pub(crate) fn rows<E: From<ParquetError>>(
        &self,
        columns: &[Column],
        mut take: impl FnMut(&[Cell]) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        for group in 0..self.file.num_row_groups() {
            let group = self.file.get_row_group(group)?;
            let read = |column: &Column| self.column(&*group, column);
            let mut leaves = columns.iter().map(read).collect::<Result<Vec<_>>>()?;
            let rows = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
            for row in 0..rows {
                let cells = leaves.iter_mut().map(|leaf| leaf.cell(row));
                take(&cells.collect::<Result<Vec<_>>>()?)?;
            }
        }
        Ok(())
    }

    fn column(&self, group: &dyn RowGroupReader, column: &Column) -> Result<Stored> {
        let other = || ParquetError::General(format!("there is no such column `{}`", column.name));
        let at = self.at(&column.name).ok_or_else(other)?;
        let optional = self.schema().column(at).max_def_level() > 0;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
        let mut leaf = Leaf::new(column.kind, !optional);
        match (group.get_column_reader(at)?, &mut leaf.values) {
            (ColumnReader::Int64ColumnReader(reader), Values::Integers(values)) => {
                all(reader, rows, &mut leaf.definitions, values)?;
            }
            (ColumnReader::DoubleColumnReader(reader), Values::Numbers(values)) => {
                all(reader, rows, &mut leaf.definitions, values)?;
            }
            (ColumnReader::ByteArrayColumnReader(reader), Values::Bytes(values)) => {
                all(reader, rows, &mut leaf.definitions, values)?;
            }
            _ => return Err(other()),
        }
        Ok(Stored {
            leaf,
            kind: column.kind,
            next: 0,
        })
    }
}

fn all<T: DataType>(
    mut reader: ColumnReaderImpl<T>,
    rows: usize,
    definitions: &mut Option<Vec<i16>>,
    values: &mut Vec<T::T>,
) -> Result<()> {
    let (read, ..) = reader.read_records(rows, definitions.as_mut(), None, values)?;
    if read == rows {
        Ok(())
    } else {
        Err(ParquetError::EOF(format!("{read} of {rows} rows")))
    }
}

/// The values of a column of a row group, one after another.
struct Stored {
    leaf: Leaf,
    kind: Kind,
    /// The next value that is there.
    next: usize,
}

impl Stored {
    fn cell(&mut self, row: usize) -> Result<Cell<'_>> {
        let definitions = self.leaf.definitions.as_ref();
        let there =
            definitions.is_none_or(|levels| levels.get(row).is_some_and(|&level| level > 0));
        if !there {
            return Ok(Cell::Null);
        }
        let at = self.next;
        self.next += 1;
        let cell = match &self.leaf.values {
            Values::Integers(values) => values.get(at).copied().map(Cell::Integer),
            Values::Numbers(values) => values.get(at).copied().map(Cell::Number),
            Values::Bytes(values) => match (values.get(at), self.kind) {
                (Some(value), Kind::Text) => Some(Cell::Text(value.as_utf8()?)),
                (value, _) => value.map(|value| Cell::Bytes(value.data())),
            },
        };
        cell.ok_or_else(|| ParquetError::EOF("a value is missing".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom};

    use proptest::prelude::*;

    use super::*;

    fn column(name: &str, kind: Kind, required: bool) -> Column {
        let name = name.to_owned();
        Column {
            name,
            kind,
            required,
        }
    }

    /// A row of two columns that are always there and three that may be nothing.
    type Line = (i64, String, Option<f64>, Option<String>, Option<Vec<u8>>);

    fn columns() -> [Column; 5] {
        [
            column("number", Kind::Integer, true),
            column("name", Kind::Text, true),
            column("size", Kind::Number, false),
            column("note", Kind::Text, false),
            column("bytes", Kind::Bytes, false),
        ]
    }

    fn cells((number, name, size, note, bytes): &Line) -> [Cell<'_>; 5] {
        [
            Cell::Integer(*number),
            Cell::Text(name),
            size.map_or(Cell::Null, Cell::Number),
            note.as_deref().map_or(Cell::Null, Cell::Text),
            bytes.as_deref().map_or(Cell::Null, Cell::Bytes),
        ]
    }

    fn round(lines: &[Line]) -> io::Result<usize> {
        let mut writer = Writer::new(tempfile::tempfile()?, &columns(), &[("key", "value")])?;
        for line in lines {
            writer.row(cells(line))?;
        }
        let mut file = writer.finish()?;
        file.seek(SeekFrom::Start(0))?;
        let reader = Reader::new(file).map_err(io_error)?;
        let mut read = lines.iter();
        let all = reader.rows(&columns(), |row| {
            let line = read.next().map(cells);
            match line {
                Some(line) if line == row => Ok(()),
                line => Err(ParquetError::General(format!("{row:?} of {line:?}"))),
            }
        });
        all.map_err(io_error)?;
        assert_eq!(read.count(), 0);
        Ok(reader.file.num_row_groups())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn rows_come_back_as_they_went_in(lines: Vec<Line>) {
            prop_assert!(round(&lines).unwrap() <= 1);
        }
    }

    #[test]
    fn many_rows_are_several_groups() {
        let line = |number: i64| {
            let there = number % 3 == 0;
            let name = format!("n{number}");
            (
                number,
                name.clone(),
                there.then_some(0.5),
                there.then_some(name),
                None,
            )
        };
        let lines: Vec<_> = (0..ROWS as i64 * 2 + 5).map(line).collect();
        assert_eq!(round(&lines).unwrap(), 3);
        // And so are few that are long.
        let line = |number: i64| (number, "x".repeat(BYTES / 4), None, None, None);
        assert_eq!(round(&(0..5).map(line).collect::<Vec<_>>()).unwrap(), 2);
    }

    #[test]
    fn a_cell_of_another_kind_is_refused() {
        let columns = [
            column("number", Kind::Integer, true),
            column("list", Kind::Quotes, true),
        ];
        let mut writer = Writer::new(Vec::new(), &columns, &[]).unwrap();
        writer
            .row([Cell::Integer(1), Cell::Quotes(Vec::new())])
            .unwrap();
        for cells in [
            [Cell::Null, Cell::Quotes(Vec::new())],
            [Cell::Text("1"), Cell::Quotes(Vec::new())],
            [Cell::Integer(1), Cell::Null],
            [Cell::Integer(1), Cell::Text("x")],
        ] {
            assert!(writer.row(cells).is_err());
        }
    }
}
