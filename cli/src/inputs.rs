//! The articles that paths name.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Error, anyhow};
use flate2::bufread::MultiGzDecoder;
use ignore::{Walk, WalkBuilder};
use selon::intake::{Columns, Damaged, Item, JsonLines, Tar, Zip};
use selon::{Article, Selon};
use selon_keep::Export;

/// The path that names standard input.
const STANDARD_INPUT: &str = "-";

/// The endings of files of plain text.
const PLAIN_TEXT: &[&str] = &["txt", "text"];

/// The endings of files of JSON Lines.
const JSON_LINES: &[&str] = &["jsonl", "ndjson"];

/// The endings of archives.
const ZIP: &[&str] = &["zip"];
const TAR: &[&str] = &["tar"];
const TAR_GZ: &[&str] = &["tgz", "tar.gz"];

/// A file to read, or why there is none.
pub type Input = Result<PathBuf, Error>;

/// An article to read.
#[derive(Debug)]
pub enum Source {
    /// A file of its own, or standard input.
    File(PathBuf),
    /// A part of a file that has many.
    Item(Item),
    /// A folder with an export of a store, whose articles are read already.
    Export(PathBuf),
}

impl Source {
    /// How many articles it has.
    pub fn articles(&self) -> u64 {
        match self {
            Source::File(_) | Source::Item(_) => 1,
            // One that is damaged is one thing that fails.
            Source::Export(folder) => Export::articles_of(folder).unwrap_or(1),
        }
    }
}

impl Source {
    /// Where the article comes from.
    pub fn origin(&self) -> String {
        match self {
            Source::File(path) | Source::Export(path) => path.display().to_string(),
            Source::Item(item) => item.origin.clone(),
        }
    }

    /// The article, with its origin in what goes wrong.
    pub fn article(&self, selon: &Selon) -> Result<Article, Error> {
        let article = match self {
            Source::File(path) => selon.article(&bytes(path)?, &self.origin()),
            Source::Item(item) => selon.article_of(item),
            Source::Export(_) => return Err(self.unread()),
        };
        article.with_context(|| self.origin())
    }

    /// Why an export gives no articles to read.
    fn unread(&self) -> Error {
        anyhow!("this is an export of a store, whose articles are read already; take it into one with `selon add`")
            .context(self.origin())
    }
}

/// The articles of the files that the paths name, in order.
pub fn articles(
    paths: &[PathBuf],
    columns: &Arc<Columns>,
) -> impl Iterator<Item = Result<Source, Error>> {
    inputs(paths, is_article).flat_map(move |path| match path {
        Ok(path) if Export::is(&path) => once(Ok(Source::Export(path))),
        Ok(path) if has_many(&path) => {
            let name = path.display().to_string();
            match File::open(&path).map(BufReader::new) {
                Ok(file) => items(file, &path, &name, columns),
                Err(error) => once(Err(Error::new(error).context(name))),
            }
        }
        path => once(path.map(Source::File)),
    })
}

type Sources = Box<dyn Iterator<Item = Result<Source, Error>>>;

fn once(source: Result<Source, Error>) -> Sources {
    Box::new(iter::once(source))
}

/// The articles of a file that has many.
fn items(file: BufReader<File>, path: &Path, name: &str, columns: &Arc<Columns>) -> Sources {
    if has_ending(path, JSON_LINES) {
        sources(JsonLines::new(file, name, Arc::clone(columns)))
    } else if has_ending(path, TAR) {
        sources(Tar::new(file, name))
    } else if has_ending(path, TAR_GZ) {
        sources(Tar::new(MultiGzDecoder::new(file), name))
    } else {
        match Zip::new(file, name) {
            Ok(zip) => sources(zip),
            Err(damaged) => once(Err(damaged.into())),
        }
    }
}

fn sources(items: impl Iterator<Item = Result<Item, Damaged>> + 'static) -> Sources {
    Box::new(items.map(|item| item.map(Source::Item).map_err(Error::new)))
}

/// Whether a path names a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether a path names a file that has many articles.
fn has_many(path: &Path) -> bool {
    let kinds = [JSON_LINES, ZIP, TAR, TAR_GZ];
    kinds.iter().any(|endings| has_ending(path, endings))
}

/// Whether a path names what may have several articles.
pub fn may_have_several(path: &Path) -> bool {
    is_folder(path) || has_many(path)
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
    if is_standard_input(&path) || !is_folder(&path) || Export::is(&path) {
        return Box::new(iter::once(Ok(path)));
    }
    let mut below = walk(&path)
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.path().is_dir() => {
                Export::is(entry.path()).then(|| Ok(entry.into_path()))
            }
            Ok(entry) if !wanted(entry.path()) => None,
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
        .filter_entry(|entry| !is_of_export(entry.path()))
        .build()
}

/// Whether a file belongs to an export, which is one thing.
fn is_of_export(path: &Path) -> bool {
    has_ending(path, &["parquet", "json"]) && path.parent().is_some_and(Export::is)
}

/// Whether a file of a folder has articles, by its name.
fn is_article(path: &Path) -> bool {
    path.extension().is_none() || has_ending(path, PLAIN_TEXT) || has_many(path)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_lowercase();
    let mut endings = endings.iter();
    endings.any(|&ending| {
        name.strip_suffix(ending)
            .is_some_and(|stem| stem.ends_with('.'))
    })
}

/// The bytes of a file or of standard input.
fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
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
            "more.jsonl",
            "old.tar.gz",
            "other.gz",
            "a.txt",
            ".git/x.txt",
        ];
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::write(folder.path().join(".gitignore"), "*.txt\n").unwrap();
        let found: Vec<_> = inputs(&[folder.path().to_owned()], is_article)
            .map(Result::unwrap)
            .collect();
        let expected = [
            "a/b.text",
            "a/z.TXT",
            "a.txt",
            "b.txt",
            "more.jsonl",
            "notes",
            "old.tar.gz",
        ];
        assert_eq!(found, expected.map(|name| folder.path().join(name)));
    }

    #[test]
    fn a_folder_without_articles_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.pdf"), "x").unwrap();
        let found: Vec<_> = inputs(&[folder.path().to_owned()], is_article).collect();
        assert_eq!(found.len(), 1);
        assert!(found[0].is_err());
    }
}
