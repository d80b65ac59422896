//! Tar archives.

use std::io::{self, Read};

use super::{Member, is_read, member};
use crate::Damaged;

/// Headers and members of an archive begin at multiples of this.
const BLOCK: u64 = 512;

/// The files of a tar archive, in its order. The archive is read from its beginning to its end, so it may come from
/// anywhere, also through a decoder.
#[derive(Debug)]
pub(crate) struct Tar<R> {
    bytes: Counted<R>,
    name: String,
    members: u64,
    ended: bool,
}

/// Knows how many bytes were read.
#[derive(Debug)]
struct Counted<R> {
    bytes: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(into)?;
        self.count += read as u64;
        Ok(read)
    }
}

impl<R: Read> Tar<R> {
    /// Those of an archive with that path or address.
    pub(crate) fn new(bytes: R, name: &str) -> Tar<R> {
        Tar {
            bytes: Counted { bytes, count: 0 },
            name: name.to_owned(),
            members: 0,
            ended: false,
        }
    }

    /// The next member; an outer error where there can be no other behind it, an inner one where there can.
    fn member(&mut self) -> io::Result<Option<Result<Option<Member>, Damaged>>> {
        // An archive for each member: one for all would have to be borrowed as long as its members are.
        let mut archive = tar::Archive::new(&mut self.bytes);
        let Some(entry) = archive.entries()?.next() else {
            return Ok(None);
        };
        let mut entry = entry?;
        self.members += 1;
        if entry.header().entry_type().is_gnu_sparse() {
            // It may say to have any number of bytes that are not there.
            return Err(io::Error::other(
                "the next one is sparse; unpack the archive first",
            ));
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let origin = format!("{}/{name}", self.name);
        let wanted = entry.header().entry_type().is_file() && is_read(&name);
        let size = entry.size();
        let item = wanted.then(|| member(origin, size, &mut entry)).transpose();
        io::copy(&mut entry, &mut io::sink())?;
        drop(entry);
        let over = self.bytes.count % BLOCK;
        if over > 0 {
            let padding = self.bytes.by_ref().take(BLOCK - over);
            io::copy(&mut { padding }, &mut io::sink())?;
        }
        Ok(Some(item))
    }
}

impl<R: Read> Iterator for Tar<R> {
    type Item = Result<Member, Damaged>;

    fn next(&mut self) -> Option<Result<Member, Damaged>> {
        while !self.ended {
            match self.member() {
                Ok(Some(Ok(None))) => {}
                Ok(Some(item)) => return item.transpose(),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    let (origin, members) = (self.name.clone(), self.members);
                    let problem =
                        format!("what follows its first {members} members cannot be read: {error}");
                    return Some(Err(Damaged { origin, problem }));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive() -> Vec<u8> {
        let mut tar = tar::Builder::new(Vec::new());
        let long = format!("{}/f.txt", "folder".repeat(40)); // Longer than a header holds.
        for (name, text) in [
            ("a.txt", "Un."),
            ("b/c.txt", "Deux."),
            ("d.png", "Trois."),
            (&long, "Quatre."),
        ] {
            let text = text.repeat(300);
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            tar.append_data(&mut header, name, text.as_bytes()).unwrap();
        }
        tar.into_inner().unwrap()
    }

    #[test]
    fn members_are_given_in_their_order() {
        let items: Vec<_> = Tar::new(&archive()[..], "x.tar")
            .map(Result::unwrap)
            .collect();
        assert_eq!(items.len(), 3);
        assert_eq!(items[0].origin, "x.tar/a.txt");
        assert_eq!(items[1].bytes, "Deux.".repeat(300).as_bytes());
        assert!(items[2].origin.ends_with("folder/f.txt"));
        assert_eq!(items[2].bytes, "Quatre.".repeat(300).as_bytes());
    }

    #[test]
    fn what_stands_before_the_damage_is_read() {
        let mut bytes = archive();
        let header = bytes
            .windows(7)
            .position(|seven| seven == b"b/c.txt")
            .unwrap();
        bytes[header + 148..header + 156].fill(b'9'); // Its checksum.
        let items: Vec<_> = Tar::new(&bytes[..], "x.tar").collect();
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].as_ref().unwrap().origin, "x.tar/a.txt");
        let damaged = items[1].as_ref().unwrap_err().to_string();
        assert!(
            damaged.starts_with("x.tar: what follows its first 1 members"),
            "{damaged}"
        );
    }

    #[test]
    fn an_archive_that_breaks_off_says_in_which_member() {
        let bytes = archive();
        let at = bytes.windows(5).position(|five| five == b"Deux.").unwrap();
        let items: Vec<_> = Tar::new(&bytes[..at + 100], "x.tar").collect();
        assert!(items[0].is_ok());
        let damaged = items[1].as_ref().unwrap_err();
        assert_eq!(
            damaged.to_string(),
            "x.tar/b/c.txt: it has 100 of its 1500 bytes"
        );
    }

    /// Whatever single byte is another, nothing panics and reading comes to an end.
    #[test]
    fn any_byte_may_be_another() {
        let whole = archive();
        for at in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            assert!(Tar::new(&bytes[..], "x.tar").count() <= 6);
        }
    }
}
