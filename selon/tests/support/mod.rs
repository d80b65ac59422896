//! What the tests of the whole pipeline share.
#![allow(dead_code)] // Each test file uses some of it.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use selon::{Record, Selon};

static SELON: LazyLock<Selon> =
    LazyLock::new(|| Selon::new().expect("the built-in tables and models load"));

/// The record of an article given as bytes; `None` where they are refused as no text.
pub fn read(bytes: &[u8]) -> Option<Record> {
    SELON.read(bytes, "test").ok()
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The example articles by name, sorted.
pub fn examples() -> Vec<(String, Vec<u8>)> {
    let folder = root().join("examples/articles");
    let entries = std::fs::read_dir(folder).expect("the folder of examples");
    let mut articles: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), std::fs::read(&path).expect("an article"))
        })
        .collect();
    articles.sort();
    articles
}

pub fn json(record: &Record) -> String {
    let mut out = Vec::new();
    selon_write::json::record(record, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// The page for a person, without colours.
pub fn text(record: &Record, width: usize) -> String {
    let mut out = Vec::new();
    selon_write::text::record(record, width, &mut out).expect("a vector takes everything");
    let coloured = String::from_utf8(out).expect("text is UTF-8");
    anstream::adapter::strip_str(&coloured).to_string()
}

pub fn brat(record: &Record) -> String {
    let mut out = Vec::new();
    selon_write::brat::record(record, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("standoff is UTF-8")
}
