//! The articles that paths name.

use std::fs;
use std::io::{self, Read};
use std::iter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, anyhow};
use ignore::{Walk, WalkBuilder};

/// The path that names standard input.
const STANDARD_INPUT: &str = "-";

/// The endings of files of plain text.
const PLAIN_TEXT: &[&str] = &["txt", "text"];

/// A file to read, or why there is none.
pub type Input = Result<PathBuf, Error>;

/// Whether a path names several articles.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether a path names standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
}

/// The files that the paths name, in order: a file itself, of a folder those below it that are `wanted`, by name. They
/// are looked up as they are asked for, so a folder may hold any number.
pub fn inputs(paths: &[PathBuf], wanted: fn(&Path) -> bool) -> impl Iterator<Item = Input> {
    paths
        .iter()
        .flat_map(move |path| files(path.clone(), wanted))
}

fn files(path: PathBuf, wanted: fn(&Path) -> bool) -> Box<dyn Iterator<Item = Input>> {
    if is_standard_input(&path) || !is_folder(&path) {
        return Box::new(iter::once(Ok(path)));
    }
    let mut below = walk(&path)
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.path().is_dir() || !wanted(entry.path()) => None,
            Ok(entry) => Some(Ok(entry.into_path())),
            Err(error) => Some(Err(Error::new(error))),
        })
        .peekable();
    if below.peek().is_some() {
        Box::new(below)
    } else {
        let error = anyhow!("no article in this folder");
        Box::new(iter::once(Err(error.context(path.display().to_string()))))
    }
}

/// Everything below a folder that is not hidden, in the order of names. Links are followed: what a folder shows is read.
fn walk(folder: &Path) -> Walk {
    WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_name(Ord::cmp)
        .build()
}

/// Whether a file of a folder is an article, by its name.
pub fn is_plain_text(path: &Path) -> bool {
    path.extension().is_none_or(|ending| {
        let plain = PLAIN_TEXT.iter();
        plain
            .into_iter()
            .any(|text| ending.eq_ignore_ascii_case(text))
    })
}

/// The bytes of a file or of standard input.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let read = if is_standard_input(path) {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_plain_text_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let names = [
            "b.txt",
            "a/z.TXT",
            "a/b.text",
            "c.pdf",
            ".hidden.txt",
            "notes",
            "a.txt",
            ".git/x.txt",
        ];
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::write(folder.path().join(".gitignore"), "*.txt\n").unwrap();
        let found: Vec<_> = inputs(&[folder.path().to_owned()], is_plain_text)
            .map(Result::unwrap)
            .collect();
        let expected = ["a/b.text", "a/z.TXT", "a.txt", "b.txt", "notes"];
        assert_eq!(found, expected.map(|name| folder.path().join(name)));
    }

    #[test]
    fn a_folder_without_articles_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.pdf"), "x").unwrap();
        let found: Vec<_> = inputs(&[folder.path().to_owned()], is_plain_text).collect();
        assert_eq!(found.len(), 1);
        assert!(found[0].is_err());
    }
}
