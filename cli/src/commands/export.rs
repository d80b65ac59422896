//! `selon export`: a whole store as Parquet.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Error;
use clap::Args;
use selon_keep::{Exported, Store};

use crate::args::StoreFile;
use crate::exit::ALL_READ;
use crate::progress;

/// Arguments of `selon export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon export --parquet backup/                        every table of the store, a file each
  duckdb -c \"SELECT unit, count(*) FROM 'backup/figures.parquet' GROUP BY unit\"
  selon add --store copy.db backup/                     and back, without reading the articles again

The tables are those of the store. The folder is made; an earlier export that is there stays until the new one is whole, and a
folder with anything else in it is left as it is. The store may be added to meanwhile: it is written as it was at one moment.")]
pub struct ExportArguments {
    #[command(flatten)]
    pub store: StoreFile,

    /// The folder for the files
    #[arg(long, value_name = "DIR")]
    pub parquet: PathBuf,
}

/// Writes the store as Parquet.
pub fn run(arguments: &ExportArguments) -> Result<ExitCode, Error> {
    let store = Store::open(&arguments.store.path()?)?;
    let bar = progress::rows();
    let exported = store.export(&arguments.parquet, |done, of| {
        bar.set_length(of);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let Exported {
        documents,
        tables,
        rows,
    } = exported?;
    let folder = arguments.parquet.display();
    progress::say(&format!(
        "{documents} articles, {rows} rows of {tables} tables in {folder}"
    ));
    Ok(ALL_READ)
}
