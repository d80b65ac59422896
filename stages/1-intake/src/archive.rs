//! Archives: a member an article. One member is held at a time.

mod tar;
mod zip;

use std::io::{self, Read};

use crate::{Damaged, Item, Kind};

pub use tar::Tar;
pub use zip::Zip;

/// A longer member is no article; it is passed over without being held.
const LONGEST_MEMBER: u64 = 64 << 20;

/// The endings of members of plain text.
const PLAIN_TEXT: &[&str] = &["txt", "text"];

/// Whether a member is an article, by its name: plain text that is not hidden. `__MACOSX` is where an archiver keeps what
/// belongs to no file.
fn is_article(name: &str) -> bool {
    let hidden =
        |part: &str| part.starts_with('.') && !matches!(part, "." | "..") || part == "__MACOSX";
    let mut parts = name.split(['/', '\\']);
    if parts.clone().any(hidden) {
        return false;
    }
    let file = parts.next_back().unwrap_or_default();
    match file.rsplit_once('.') {
        Some((_, ending)) => PLAIN_TEXT
            .iter()
            .any(|text| ending.eq_ignore_ascii_case(text)),
        None => !file.is_empty(),
    }
}

/// The bytes of a member that says to have that `size`.
fn member(origin: String, size: u64, bytes: &mut impl Read) -> Result<Item, Damaged> {
    match read(size, bytes) {
        Ok(bytes) => {
            let kind = Kind::Text;
            Ok(Item {
                origin,
                bytes,
                kind,
            })
        }
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
    fn articles_are_told_by_their_names() {
        for name in ["a.txt", "x/b.TEXT", "./x/notes", "../a.txt", "a.b.txt"] {
            assert!(is_article(name), "{name}");
        }
        for name in [
            "a.pdf",
            ".a.txt",
            "x/.git/a.txt",
            "__MACOSX/a.txt",
            "x/",
            "",
        ] {
            assert!(!is_article(name), "{name}");
        }
    }
}
