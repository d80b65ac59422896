//! Zip archives.

use std::borrow::Cow;
use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Member, is_read, member};
use crate::Damaged;

/// The files of a zip archive, in the order of its directory.
#[derive(Debug)]
pub(crate) struct Zip<R> {
    archive: ZipArchive<R>,
    name: String,
    next: usize,
}

impl<R: Read + Seek> Zip<R> {
    /// Those of a file with that path or address.
    ///
    /// # Errors
    /// The file is no zip archive, or its directory, which stands at its end, is missing.
    pub(crate) fn new(file: R, name: &str) -> Result<Zip<R>, Damaged> {
        let archive = ZipArchive::new(file).map_err(|error| Damaged {
            origin: name.to_owned(),
            problem: format!("no zip archive can be read: {error}"),
        })?;
        Ok(Zip {
            archive,
            name: name.to_owned(),
            next: 0,
        })
    }

    fn member(&mut self, index: usize) -> Result<Option<Member>, Damaged> {
        let number = index + 1;
        let name = self.archive.name_for_index(index);
        let name = name.and_then(Result::ok).map(Cow::into_owned);
        let name = name.unwrap_or_else(|| format!("member {number}"));
        let origin = format!("{}/{name}", self.name);
        match self.archive.by_index(index) {
            Ok(file) if !file.is_file() || !is_read(&name) => Ok(None),
            Ok(mut file) => member(origin, file.size(), &mut file).map(Some),
            // What would not have been read need not be readable.
            Err(_) if !is_read(&name) => Ok(None),
            Err(error) => Err(Damaged {
                origin,
                problem: problem(&error),
            }),
        }
    }
}

fn problem(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "it is encrypted; unpack it first".to_owned()
        }
        error => error.to_string(),
    }
}

impl<R: Read + Seek> Iterator for Zip<R> {
    type Item = Result<Member, Damaged>;

    fn next(&mut self) -> Option<Result<Member, Damaged>> {
        while self.next < self.archive.len() {
            let index = self.next;
            self.next += 1;
            if let Some(item) = self.member(index).transpose() {
                return Some(item);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn archive(method: CompressionMethod) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(method);
        for (name, text) in [
            ("a.txt", "Un."),
            ("b/c.txt", "Deux."),
            ("d.png", "Trois."),
            ("e.txt", "Quatre."),
        ] {
            zip.start_file(name, options).unwrap();
            zip.write_all(text.repeat(50).as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn origins(bytes: Vec<u8>) -> Vec<Result<String, String>> {
        let items = Zip::new(Cursor::new(bytes), "x.zip").unwrap();
        let origin = |item: Result<Member, Damaged>| match item {
            Ok(item) => Ok(item.origin),
            Err(damaged) => Err(damaged.origin),
        };
        items.map(origin).collect()
    }

    #[test]
    fn members_are_given_in_their_order() {
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            let items = Zip::new(Cursor::new(archive(method)), "x.zip").unwrap();
            let items: Vec<_> = items.map(Result::unwrap).collect();
            let origins: Vec<_> = items.iter().map(|item| item.origin.as_str()).collect();
            assert_eq!(origins, ["x.zip/a.txt", "x.zip/b/c.txt", "x.zip/e.txt"]);
            assert_eq!(items[1].bytes, "Deux.".repeat(50).as_bytes());
        }
    }

    #[test]
    fn a_damaged_member_is_named_and_the_others_are_read() {
        let mut bytes = archive(CompressionMethod::Stored);
        let at = bytes.windows(5).position(|five| five == b"Deux.").unwrap();
        bytes[at] = b'd'; // Its checksum no longer holds.
        assert_eq!(
            origins(bytes),
            [
                Ok("x.zip/a.txt".to_owned()),
                Err("x.zip/b/c.txt".to_owned()),
                Ok("x.zip/e.txt".to_owned())
            ]
        );
    }

    #[test]
    fn a_file_that_breaks_off_is_no_archive() {
        let whole = archive(CompressionMethod::Deflated);
        for length in [0, 10, whole.len() / 2, whole.len() - 5] {
            let error = Zip::new(Cursor::new(whole[..length].to_vec()), "x.zip").unwrap_err();
            assert!(error.to_string().starts_with("x.zip: "), "{error}");
        }
    }

    /// Whatever single byte is another, nothing panics and every item is said to be there or damaged.
    #[test]
    fn any_byte_may_be_another() {
        let whole = archive(CompressionMethod::Deflated);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            if let Ok(zip) = Zip::new(Cursor::new(bytes), "x.zip") {
                assert!(zip.count() <= 4);
            }
        }
    }
}
