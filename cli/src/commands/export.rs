//! `selon export`.

use std::process::ExitCode;

use anyhow::Error;
use selon_keep::{Exported, Store};

use crate::ALL_READ;
use crate::args::ExportArguments;
use crate::progress;

/// Writes the store as Parquet.
pub fn export(arguments: &ExportArguments) -> Result<ExitCode, Error> {
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
