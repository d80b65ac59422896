//! Archives: files in a file. One of them is held at a time.

mod tar;
mod zip;

use std::io::{self, Read};

use crate::{Damaged, Format};

pub(crate) use tar::Tar;
pub(crate) use zip::Zip;

/// A longer member is no article; it is passed over without being held.
const LONGEST_MEMBER: u64 = 64 << 20;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// The path of the archive, and its own in it.
    pub(crate) origin: String,
    pub(crate) bytes: Vec<u8>,
}

/// Whether a member is read, by its name: if it is not hidden. `__MACOSX` is where an archiver keeps what belongs to no file.
fn is_read(name: &str) -> bool {
    let hidden =
        |part: &str| part.starts_with('.') && !matches!(part, "." | "..") || part == "__MACOSX";
    !name.split(['/', '\\']).any(hidden) && Format::is_read(name)
}

/// The bytes of a member that says to have that `size`.
fn member(origin: String, size: u64, bytes: &mut impl Read) -> Result<Member, Damaged> {
    match read(size, bytes) {
        Ok(bytes) => Ok(Member { origin, bytes }),
        Err(error) => {
            let problem = error.to_string();
            Err(Damaged { origin, problem })
        }
    }
}

fn read(size: u64, bytes: &mut impl Read) -> io::Result<Vec<u8>> {
    let too_long = || io::Error::other(format!("this member has more than {LONGEST_MEMBER} bytes"));
    if size > LONGEST_MEMBER {
        return Err(too_long());
    }
    let mut read = Vec::new();
    // What an archive says of a size need not be so.
    bytes.take(LONGEST_MEMBER + 1).read_to_end(&mut read)?;
    match read.len() as u64 {
        length if length > LONGEST_MEMBER => Err(too_long()),
        length if length == size => Ok(read),
        length => Err(io::Error::other(format!(
            "it has {length} of its {size} bytes"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_told_by_their_names() {
        for name in [
            "a.txt",
            "x/b.TEXT",
            "./x/notes",
            "../a.txt",
            "a.b.html",
            "a.warc.gz",
        ] {
            assert!(is_read(name), "{name}");
        }
        for name in [
            "a.pdf",
            ".a.txt",
            "x/.git/a.txt",
            "__MACOSX/a.txt",
            "x/",
            "",
        ] {
            assert!(!is_read(name), "{name}");
        }
    }
}
