//! Where results go.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Error, anyhow};
use clap::ValueEnum;

use crate::inputs;
use crate::render::Page;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// The width where there is no terminal.
const USUAL_WIDTH: usize = 100;

/// The width of the terminal.
pub fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    terminal.map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0))
}

/// Where pages go.
pub enum Output {
    /// One after another.
    Stream(Stream),
    /// Two files for each article.
    Folder(Folder),
}

/// A file or standard output.
pub struct Stream {
    out: Box<dyn Write>,
    name: String,
    /// The file, where it is one.
    pub path: Option<PathBuf>,
    /// Whether it takes colours.
    pub colours: bool,
}

/// A file that is made when the first bytes come: what stood there stays while there is nothing to take its place.
pub struct NewFile {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl NewFile {
    /// The file that will stand there.
    ///
    /// # Errors
    /// Its folder is not there: better said before long work than behind it.
    pub fn new(path: &Path) -> Result<NewFile, Error> {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        if folder.is_some_and(|folder| !folder.is_dir()) {
            let error = anyhow!("the folder is not there");
            return Err(error.context(path.display().to_string()));
        }
        Ok(NewFile {
            path: path.to_owned(),
            file: None,
        })
    }

    fn file(&mut self) -> io::Result<&mut BufWriter<File>> {
        let made = match self.file.take() {
            Some(file) => file,
            None => BufWriter::new(File::create(&self.path)?),
        };
        Ok(self.file.insert(made))
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl Stream {
    /// A new file.
    ///
    /// # Errors
    /// Its folder is not there.
    pub fn file(path: &Path, color: Color) -> Result<Stream, Error> {
        Ok(Stream {
            out: Box::new(NewFile::new(path)?),
            name: path.display().to_string(),
            path: Some(path.to_owned()),
            colours: color == Color::Always,
        })
    }

    /// Standard output. Each page goes out as it comes.
    pub fn standard(color: Color) -> Stream {
        let choice = match color {
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
            Color::Auto => AutoStream::choice(&io::stdout()),
        };
        let colours = choice != ColorChoice::Never;
        let out: Box<dyn Write> = if colours {
            Box::new(AutoStream::new(io::stdout(), choice))
        } else {
            Box::new(io::stdout())
        };
        Stream {
            out,
            name: "standard output".to_owned(),
            path: None,
            colours,
        }
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.out.write_all(bytes).with_context(|| self.name.clone())
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.out.flush().with_context(|| self.name.clone())
    }
}

/// A folder of brat standoff: a `.txt` and an `.ann` for each article.
pub struct Folder {
    path: PathBuf,
    /// In lower case: some file systems do not tell the cases apart.
    taken: HashSet<String>,
}

impl Folder {
    /// The folder, which is made where there is none.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(path: &Path) -> Result<Folder, Error> {
        fs::create_dir_all(path).with_context(|| path.display().to_string())?;
        Ok(Folder {
            path: path.to_owned(),
            taken: HashSet::new(),
        })
    }

    /// Writes the two files of an article.
    ///
    /// # Errors
    /// They cannot be written, or would take the place of files that say something else: articles, or annotations that
    /// somebody has worked on.
    pub fn write(&mut self, page: &Page) -> Result<(), Error> {
        let name = self.name(&page.path);
        let files = [("txt", page.text.as_bytes()), ("ann", &page.bytes)];
        let files =
            files.map(|(ending, bytes)| (self.path.join(format!("{name}.{ending}")), bytes));
        for (path, bytes) in &files {
            check_free(path, bytes).with_context(|| path.display().to_string())?;
        }
        for (path, bytes) in &files {
            fs::write(path, bytes).with_context(|| path.display().to_string())?;
        }
        Ok(())
    }

    /// A name that no other article has: that of its file, numbered from the second on.
    fn name(&mut self, path: &Path) -> String {
        let stem = path.file_stem().map(OsStr::to_string_lossy);
        let stem = match stem {
            Some(stem) if !inputs::is_standard_input(path) => stem.into_owned(),
            _ => "standard-input".to_owned(),
        };
        let numbered = (2u64..).map(|number| format!("{stem}-{number}"));
        let mut names = std::iter::once(stem.clone()).chain(numbered);
        let free = names.find(|name| self.taken.insert(name.to_lowercase()));
        free.unwrap_or(stem)
    }
}

/// Whether a file may be written there: there is none, or one with the same bytes.
fn check_free(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    match fs::read(path) {
        Ok(there) if there == bytes => Ok(()),
        Ok(_) => Err(anyhow!(
            "is there and says something else; move it away or choose another folder"
        )),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, text: &str) -> Page {
        Page {
            path: path.into(),
            text: text.to_owned(),
            bytes: b"T1\tCue 0 1\tx\n".to_vec(),
        }
    }

    #[test]
    fn articles_of_one_name_get_numbers() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::new(place.path()).unwrap();
        for path in ["a/news.txt", "b/News.txt", "news-2.txt", "-"] {
            folder.write(&page(path, path)).unwrap();
        }
        let there = |name: &str| fs::read_to_string(place.path().join(name)).unwrap();
        assert_eq!(there("news.txt"), "a/news.txt");
        assert_eq!(there("News-2.txt"), "b/News.txt");
        assert_eq!(there("news-2-2.txt"), "news-2.txt");
        assert_eq!(there("standard-input.ann"), "T1\tCue 0 1\tx\n");
    }

    #[test]
    fn a_file_is_made_with_its_first_bytes() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("out.txt");
        fs::write(&path, "before").unwrap();
        let mut file = NewFile::new(&path).unwrap();
        file.flush().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        file.write_all(b"now").unwrap();
        file.flush().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "now");
        assert!(NewFile::new(&place.path().join("no/out.txt")).is_err());
    }

    #[test]
    fn what_is_there_is_not_overwritten() {
        let place = tempfile::tempdir().unwrap();
        let write = |text| {
            Folder::new(place.path())
                .unwrap()
                .write(&page("a.txt", text))
        };
        write("one").unwrap();
        write("one").unwrap();
        assert!(write("two").is_err());
        assert_eq!(
            fs::read_to_string(place.path().join("a.txt")).unwrap(),
            "one"
        );
    }
}
