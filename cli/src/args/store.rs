//! Which store.

use std::path::PathBuf;

use anyhow::{Context, Error};
use clap::Args;
use etcetera::BaseStrategy;

/// Which store.
#[derive(Debug, Args)]
pub struct StoreFile {
    /// The file of the store [default: selon.db in your data folder]
    #[arg(
        long,
        env = "SELON_STORE",
        value_name = "FILE",
        hide_env_values = true,
        global = true
    )]
    store: Option<PathBuf>,
}

impl StoreFile {
    /// Where the store is.
    ///
    /// # Errors
    /// None is named, and there is no data folder for one.
    pub fn path(&self) -> Result<PathBuf, Error> {
        match &self.store {
            Some(path) => Ok(path.clone()),
            None => Ok(data_folder()?.join("selon.db")),
        }
    }

    /// Whether the user has named one.
    pub fn is_named(&self) -> bool {
        self.store.is_some()
    }
}

/// Where the user's programs keep their data.
fn data_folder() -> Result<PathBuf, Error> {
    let folders = etcetera::choose_base_strategy();
    let folders = folders.context("there is no data folder; name the store with --store FILE")?;
    Ok(folders.data_dir())
}
