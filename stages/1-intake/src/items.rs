//! The articles of a file, whatever it is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::archive::{Member, Tar, Zip};
use crate::format::unpacked;
use crate::gunzip::Gunzip;
use crate::json_lines::JsonLines;
use crate::parquet::Parquet;
use crate::warc::Warc;
use crate::{Columns, Damaged, Format, Item, Kind, feed};

/// A longer article or feed is none.
const LONGEST: u64 = 64 << 20;

/// Archives and compressed files that stand inside each other deeper than this are not read: some are made to have no end.
const DEEPEST: usize = 3;

/// The bytes of a file.
pub enum Bytes {
    /// A file, which can be read at any place.
    File(File),
    /// What can only be read on, as standard input.
    Stream(Box<dyn Read + Send>),
    /// Bytes in memory.
    Held(Vec<u8>),
}

/// The articles of a file, one at a time, and the parts of it that are damaged.
pub type Items = Box<dyn Iterator<Item = Result<Item, Damaged>> + Send>;

/// The articles of a file with that path or address, which tells its format together with its first bytes. `columns` say where
/// the parts of an article stand in JSON and Parquet.
///
/// A file that has one article gives one item. Archives are taken apart, and the files in them likewise.
///
/// ```
/// use selon_intake::{Bytes, Kind, items};
/// let page = Bytes::Held(b"<!DOCTYPE html><p>The bridge is shut.".to_vec());
/// let items: Vec<_> = items(page, "-", &Default::default()).collect();
/// assert_eq!(items[0].as_ref().unwrap().kind, Kind::Page { charset: None });
/// ```
pub fn items(bytes: Bytes, name: &str, columns: &Arc<Columns>) -> Items {
    Opening {
        origin: name.to_owned(),
        columns: Arc::clone(columns),
        depth: 0,
    }
    .items(bytes, name)
}

/// What is known where a file is opened.
#[derive(Clone)]
struct Opening {
    /// Its path or address.
    origin: String,
    columns: Arc<Columns>,
    /// In how many others it stands.
    depth: usize,
}

impl Opening {
    /// The articles of a file; `name` may be another than its path where something is packed in it.
    fn items(self, bytes: Bytes, name: &str) -> Items {
        match first(bytes) {
            Ok((first, bytes)) => self.of(Format::of(name, &first), bytes, name),
            Err(error) => self.damaged(error.to_string()),
        }
    }

    fn of(self, format: Format, bytes: Bytes, name: &str) -> Items {
        let (origin, columns) = (self.origin.clone(), Arc::clone(&self.columns));
        match format {
            Format::Text => self.single(bytes, Kind::Text),
            Format::Html => self.single(bytes, Kind::Page { charset: None }),
            Format::Feed => self.feed(bytes),
            Format::JsonLines => Box::new(JsonLines::new(buffered(bytes), &origin, columns)),
            Format::Warc => Box::new(Warc::new(buffered(bytes), &origin)),
            Format::Parquet => self.parquet(bytes),
            Format::Zip | Format::Tar | Format::Gzip if self.depth == DEEPEST => self.damaged(
                format!("more than {DEEPEST} archives stand inside each other; unpack them first"),
            ),
            Format::Tar => self.members(Tar::new(buffered(bytes), &origin)),
            Format::Zip => self.zip(bytes),
            Format::Gzip => {
                let packed = Bytes::Stream(Box::new(Gunzip::new(buffered(bytes))));
                let inner = Opening {
                    depth: self.depth + 1,
                    ..self
                };
                inner.items(packed, &unpacked(name))
            }
        }
    }

    fn damaged(self, problem: String) -> Items {
        let origin = self.origin;
        once(Err(Damaged { origin, problem }))
    }

    /// The one article of a file.
    fn single(self, bytes: Bytes, kind: Kind) -> Items {
        match whole(bytes) {
            Ok(bytes) => once(Ok(Item {
                origin: self.origin,
                bytes,
                kind,
            })),
            Err(error) => self.damaged(error.to_string()),
        }
    }

    fn feed(self, bytes: Bytes) -> Items {
        let entries = match whole(bytes) {
            Ok(bytes) => feed::entries(&bytes, &self.origin),
            Err(error) => return self.damaged(error.to_string()),
        };
        match entries {
            Ok(entries) => Box::new(entries.into_iter().map(Ok)),
            Err(damaged) => once(Err(damaged)),
        }
    }

    fn parquet(self, bytes: Bytes) -> Items {
        let rows = match seekable(bytes) {
            Ok(Seekable::File(file)) => Parquet::new(file, &self.origin, &self.columns),
            Ok(Seekable::Held(bytes)) => {
                Parquet::new(bytes::Bytes::from(bytes), &self.origin, &self.columns)
            }
            Err(error) => return self.damaged(error.to_string()),
        };
        match rows {
            Ok(rows) => Box::new(rows),
            Err(damaged) => once(Err(damaged)),
        }
    }

    fn zip(self, bytes: Bytes) -> Items {
        let origin = self.origin.clone();
        match seekable(bytes) {
            Ok(Seekable::File(file)) => self.unzipped(Zip::new(BufReader::new(file), &origin)),
            Ok(Seekable::Held(bytes)) => self.unzipped(Zip::new(Cursor::new(bytes), &origin)),
            Err(error) => self.damaged(error.to_string()),
        }
    }

    fn unzipped<R: Read + Seek + Send + 'static>(self, zip: Result<Zip<R>, Damaged>) -> Items {
        match zip {
            Ok(zip) => self.members(zip),
            Err(damaged) => once(Err(damaged)),
        }
    }

    /// The articles of the files in an archive.
    fn members(
        self,
        members: impl Iterator<Item = Result<Member, Damaged>> + Send + 'static,
    ) -> Items {
        Box::new(members.flat_map(move |member| match member {
            Ok(Member { origin, bytes }) => {
                let inner = Opening {
                    origin: origin.clone(),
                    columns: Arc::clone(&self.columns),
                    depth: self.depth + 1,
                };
                inner.items(Bytes::Held(bytes), &origin)
            }
            Err(damaged) => once(Err(damaged)),
        }))
    }
}

fn once(item: Result<Item, Damaged>) -> Items {
    Box::new(std::iter::once(item))
}

/// The first bytes, and all of them.
fn first(bytes: Bytes) -> io::Result<(Vec<u8>, Bytes)> {
    let mut first = Vec::new();
    Ok(match bytes {
        Bytes::Held(bytes) => {
            first.extend(&bytes[..bytes.len().min(Format::FIRST)]);
            (first, Bytes::Held(bytes))
        }
        Bytes::File(mut file) => {
            (&mut file)
                .take(Format::FIRST as u64)
                .read_to_end(&mut first)?;
            // What cannot be read again from its beginning is a pipe.
            match file.seek(SeekFrom::Start(0)) {
                Ok(_) => (first, Bytes::File(file)),
                Err(_) => again(first, Box::new(file)),
            }
        }
        Bytes::Stream(mut stream) => {
            let mut limited = (&mut stream).take(Format::FIRST as u64);
            let fault = limited.read_to_end(&mut first).err();
            let stream = Failing(fault).chain(stream);
            again(first, Box::new(stream))
        }
    })
}

/// A stream whose first bytes have been read.
fn again(first: Vec<u8>, rest: Box<dyn Read + Send>) -> (Vec<u8>, Bytes) {
    let stream = Cursor::new(first.clone()).chain(rest);
    (first, Bytes::Stream(Box::new(stream)))
}

/// An error that was met before its turn. Behind it there may be more.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn buffered(bytes: Bytes) -> Box<dyn BufRead + Send> {
    match bytes {
        Bytes::File(file) => Box::new(BufReader::new(file)),
        Bytes::Stream(stream) => Box::new(BufReader::new(stream)),
        Bytes::Held(bytes) => Box::new(Cursor::new(bytes)),
    }
}

/// All bytes, if they are not too many for an article.
fn whole(bytes: Bytes) -> io::Result<Vec<u8>> {
    let whole = match bytes {
        Bytes::Held(bytes) => bytes,
        bytes => {
            let mut whole = Vec::new();
            buffered(bytes).take(LONGEST + 1).read_to_end(&mut whole)?;
            whole
        }
    };
    if whole.len() as u64 > LONGEST {
        return Err(io::Error::other(format!(
            "it has more than {LONGEST} bytes"
        )));
    }
    Ok(whole)
}

/// Bytes that can be read at any place.
enum Seekable {
    File(File),
    Held(Vec<u8>),
}

/// A stream goes into a file of its own first, which nobody else sees and which is gone with the program.
fn seekable(bytes: Bytes) -> io::Result<Seekable> {
    match bytes {
        Bytes::File(file) => Ok(Seekable::File(file)),
        Bytes::Held(bytes) => Ok(Seekable::Held(bytes)),
        Bytes::Stream(mut stream) => {
            let mut file = tempfile::tempfile()?;
            io::copy(&mut stream, &mut file)?;
            file.seek(SeekFrom::Start(0))?;
            Ok(Seekable::File(file))
        }
    }
}
