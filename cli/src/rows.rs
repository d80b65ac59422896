//! Rows of answers, as tables for readers and in formats for programs.

mod actor;
mod annotation;
mod cells;
mod compared;
mod event;
mod figure;
mod geojson;
mod maps;
mod place;
mod shown;
mod statement;
mod story;
mod text;
mod variant;

use std::io::{self, Write};

use anyhow::Error;
use clap::ValueEnum;
use comfy_table::{ContentArrangement, Table, presets};
use selon_keep::Store;
use selon_keep::ask::{Article, Location};
use selon_keep::columns::Writer;
use serde::Serialize;

use crate::output;
use cells::{Part, texts};

pub use annotation::Collection;
pub use maps::on_maps;

/// How to write rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// A table for a reader
    Table,
    /// One list of JSON objects
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a line of names
    Csv,
    /// Apache Parquet: the columns of CSV with types, what comes in pieces as lists; not for a terminal
    Parquet,
    /// GeoJSON, a feature a row: places, statements where they were made, and events where they are. A row whose place is not known, or not where it
    /// lies, is a feature without geometry
    Geojson,
    /// W3C Web Annotations (JSON-LD), one a row: its words as the target, what is known of them as the body
    Annotation,
}

/// A row that can be written in every format; as JSON it is what it is.
pub trait Row: Serialize + Sized + 'static {
    /// What it is a row of, in the singular.
    const KIND: &'static str;

    /// What `selon ask` is asked for it.
    const QUESTION: &'static str;

    /// Its columns for a reader, with the cells under them.
    const SHOWN: &'static [Shown<Self>];

    /// What else a program gets of it than the article.
    const PARTS: &'static [(&'static str, Part<Self>)];

    /// The name of the part that has the words it was read from.
    const WORDS: &'static str;

    /// Its article.
    fn article(&self) -> &Article;

    /// Its id in the record of the article, where it has one.
    fn id(&self) -> Option<&str>;

    /// Where it is on a map: nothing where rows of its kind are nowhere.
    const PLACE: Option<fn(&Self) -> Option<&Location>> = None;
}

/// The head of a column and what stands under it.
pub type Shown<R> = (&'static str, fn(&R) -> String);

/// Whether rows of that kind can be put on a map.
pub fn has_place<R: Row>() -> bool {
    R::PLACE.is_some()
}

/// Writes the rows that a store has given for a question.
///
/// # Errors
/// `out` takes no more; a damaged store.
pub fn write<R: Row>(
    rows: &[R],
    format: RowFormat,
    (store, question): (&Store, &str),
    out: &mut dyn Write,
) -> Result<(), Error> {
    match format {
        RowFormat::Table if rows.is_empty() => {}
        RowFormat::Table => writeln!(out, "{}", table(rows).trim_fmt())?,
        RowFormat::Json => {
            serde_json::to_writer(&mut *out, rows).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        RowFormat::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut *out, row).map_err(io::Error::from)?;
                writeln!(out)?;
            }
        }
        RowFormat::Csv => csv(rows, out)?,
        RowFormat::Parquet => parquet(rows, out)?,
        RowFormat::Geojson => geojson::write(rows, out)?,
        RowFormat::Annotation => {
            let mut collection = Collection::new(store);
            collection.take(rows)?;
            collection.write(question, out)?;
        }
    }
    Ok(out.flush()?)
}

fn table<R: Row>(rows: &[R]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(output::width()).unwrap_or(u16::MAX))
        .set_header(R::SHOWN.iter().map(|(head, _)| *head));
    // What a text contains must not steer the terminal.
    let plain = |cell: String| cell.replace(|c: char| c.is_control() && c != '\n', " ");
    let shown = |row: &R| -> Vec<_> { R::SHOWN.iter().map(|(_, cell)| plain(cell(row))).collect() };
    table.add_rows(rows.iter().map(shown));
    table
}

fn csv<R: Row>(rows: &[R], out: &mut dyn Write) -> Result<(), Error> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(cells::names::<R>())?;
    for row in rows {
        csv.write_record(cells::of(row).into_iter().flat_map(texts))?;
    }
    Ok(csv.flush()?)
}

/// The rows are in memory already; compressed they take little more of it.
fn parquet<R: Row>(rows: &[R], out: &mut dyn Write) -> Result<(), Error> {
    let notes = [("selon.rows", R::KIND)];
    let mut writer = Writer::new(Vec::new(), &cells::columns::<R>(), &notes)?;
    for row in rows {
        writer.row(cells::of(row))?;
    }
    Ok(out.write_all(&writer.finish()?)?)
}
