//! Treebanks in files.

use std::fs;
use std::path::Path;

use anyhow::{Context, Error};
use selon::analyse::conllu::Treebank;

/// Reads a treebank.
///
/// # Errors
/// The file cannot be read or is no CoNLL-U.
pub fn read(path: &Path) -> Result<Treebank, Error> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| name.clone())?;
    Ok(Treebank::parse(&name, &text)?)
}
