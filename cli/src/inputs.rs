//! The articles that paths name.

use std::fs::{self, File};
use std::io::{self, Read};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Error, anyhow};
use ignore::{Walk, WalkBuilder};
use selon::intake::{self, Bytes, Columns, Format, Item, Kind};
use selon::{Article, Selon};
use selon_keep::Export;

use crate::meter::Meter;

/// The path that names standard input.
const STANDARD_INPUT: &str = "-";

/// A file to read, or why there is none.
pub type Input = Result<PathBuf, Error>;

/// An article to read.
#[derive(Debug)]
pub enum Source {
    /// A file of its own.
    File(PathBuf),
    /// A part of a file that has many, or standard input.
    Item(Item),
    /// A folder with an export of a store, whose articles are read already.
    Export(PathBuf),
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
            Source::File(path) => selon.article_of(&self.file(path)?),
            Source::Item(item) => selon.article_of(item),
            Source::Export(_) => return Err(self.unread()),
        };
        article.with_context(|| self.origin())
    }

    /// The one article of a file.
    fn file(&self, path: &Path) -> Result<Item, Error> {
        let origin = self.origin();
        let bytes = fs::read(path).with_context(|| origin.clone())?;
        let kind = match Format::of(&origin, &bytes[..bytes.len().min(Format::FIRST)]) {
            Format::Html => Kind::Page { charset: None },
            _ => Kind::Text,
        };
        Ok(Item {
            origin,
            bytes,
            kind,
        })
    }

    /// Why an export gives no articles to read.
    fn unread(&self) -> Error {
        anyhow!("this is an export of a store, whose articles are read already; take it into one with `selon add`")
            .context(self.origin())
    }
}

/// The articles of the files that the paths name, in order, but for the file that is being written. What is read of files with
/// many is told to `meter`.
pub fn articles(
    paths: &[PathBuf],
    own: Option<PathBuf>,
    columns: &Arc<Columns>,
    meter: &Meter,
) -> impl Iterator<Item = Result<Source, Error>> {
    let is_own = move |path: &Path| {
        let own = own.as_deref();
        own.is_some_and(|own| own.file_name() == path.file_name() && is_same(own, path))
    };
    let inputs = inputs(paths, is_article);
    let inputs = inputs.filter(move |input| !input.as_ref().is_ok_and(|path| is_own(path)));
    inputs.flat_map(move |path| match path {
        Ok(path) if Export::is(&path) => {
            meter.passes(size(&path));
            once(Ok(Source::Export(path)))
        }
        Ok(path) if is_one(&path) => {
            meter.passes(size(&path));
            once(Ok(Source::File(path)))
        }
        Ok(path) => items(&path, columns, meter),
        Err(error) => once(Err(error)),
    })
}

/// How many bytes the files have that the paths name.
pub fn length(paths: &[PathBuf]) -> u64 {
    let files = inputs(paths, is_article).filter_map(Result::ok);
    files.map(|path| size(&path)).sum()
}

/// About how many articles the files have that the paths name, by their bytes, counted up to `most`. A pipe does not say how
/// much will come, and counts as one.
pub fn worth(paths: &[PathBuf], most: u64) -> u64 {
    let files = inputs(paths, is_article).filter_map(Result::ok);
    let bytes = |path: &Path| match is_standard_input(path) {
        true => waiting().max(1),
        false => size(path),
    };
    let worths = files.map(|path| match Format::of_name(&path.to_string_lossy()) {
        Some(Format::Html) => bytes(&path).min(1),
        _ => bytes(&path).div_ceil(ARTICLE),
    });
    let mut sum = 0;
    for worth in worths {
        sum += worth;
        if sum >= most {
            break;
        }
    }
    sum
}

/// The bytes of an article.
const ARTICLE: u64 = 4000;

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |data| data.len())
}

/// How many bytes standard input has where it is a file; a pipe does not say.
fn waiting() -> u64 {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let own = io::stdin().as_fd().try_clone_to_owned();
        own.and_then(|own| File::from(own).metadata())
            .map_or(0, |data| data.len())
    }
    #[cfg(not(unix))]
    0
}

type Sources = Box<dyn Iterator<Item = Result<Source, Error>>>;

fn once(source: Result<Source, Error>) -> Sources {
    Box::new(iter::once(source))
}

/// The articles of a file that may have many.
fn items(path: &Path, columns: &Arc<Columns>, meter: &Meter) -> Sources {
    let name = path.display().to_string();
    let bytes = if is_standard_input(path) {
        Bytes::Stream(Box::new(io::stdin()))
    } else {
        match File::open(path) {
            Ok(file) => {
                meter.reads(&file);
                Bytes::File(file)
            }
            Err(error) => return once(Err(Error::new(error).context(name))),
        }
    };
    let items = intake::items(bytes, &name, columns);
    Box::new(items.map(|item| item.map(Source::Item).map_err(Error::new)))
}

/// Whether a file has one article, by its name. What is told by its first bytes alone may be anything.
fn is_one(path: &Path) -> bool {
    let format = Format::of_name(&path.to_string_lossy());
    !is_standard_input(path) && format.is_some_and(|format| !format.has_many())
}

/// Whether a path names a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether a path names what may have several articles.
pub fn may_have_several(path: &Path) -> bool {
    let format = Format::of_name(&path.to_string_lossy());
    is_folder(path) || format.is_some_and(Format::has_many)
}

/// Whether two paths lead to the same file.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().ok();
    one == other || whole(one).is_some_and(|one| whole(other) == Some(one))
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
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ending == "parquet" || ending == "json")
        && path.parent().is_some_and(Export::is)
}

/// Whether a file of a folder has articles, by its name; XML may be anything, and is asked.
fn is_article(path: &Path) -> bool {
    let is_xml = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("xml"));
    Format::is_read(&path.to_string_lossy()) || is_xml && is_feed(path)
}

fn is_feed(path: &Path) -> bool {
    let mut first = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(Format::FIRST as u64).read_to_end(&mut first));
    // A file that cannot be read says so when it is.
    read.is_err() || Format::of("", &first) == Format::Feed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_articles_by_name() {
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
            "page.html",
            "web.warc.gz",
            "other.xml",
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
            "page.html",
            "web.warc.gz",
        ];
        assert_eq!(found, expected.map(|name| folder.path().join(name)));
    }

    #[test]
    fn a_file_is_the_same_however_it_is_called() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "x").unwrap();
        assert!(is_same(&path, &folder.path().join("./a.txt")));
        assert!(!is_same(&path, &folder.path().join("b.txt")));
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
