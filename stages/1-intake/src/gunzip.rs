//! What gzip has compressed, in any number of members.

use std::io::{self, BufRead, ErrorKind, Read};
use std::mem;

use flate2::bufread::GzDecoder;

/// What a member begins with: the mark, and the one method there is.
const MARK: [u8; 3] = [0x1f, 0x8b, 8];

/// Reads one member after another. A damaged one is an error once; reading again goes on at the next. The error is
/// [`ErrorKind::InvalidData`] where bytes of the member have been given before, else [`ErrorKind::InvalidInput`].
#[derive(Debug)]
pub(crate) struct Gunzip<R> {
    state: State<R>,
    /// Whether the member has given bytes.
    given: bool,
}

#[derive(Debug)]
enum State<R> {
    /// In a member.
    Member(Box<GzDecoder<Marked<R>>>),
    /// Behind damage.
    Damaged(Marked<R>),
    Ended,
}

/// Bytes with the mark before them again, as far as it was taken to look for it.
#[derive(Debug)]
struct Marked<R> {
    marked: usize,
    bytes: R,
}

impl<R: BufRead> Read for Marked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Marked<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.marked {
            0 => self.bytes.fill_buf(),
            marked => Ok(&MARK[MARK.len() - marked..]),
        }
    }

    fn consume(&mut self, count: usize) {
        match self.marked {
            0 => self.bytes.consume(count),
            marked => self.marked = marked.saturating_sub(count),
        }
    }
}

impl<R: BufRead> Gunzip<R> {
    pub(crate) fn new(bytes: R) -> Gunzip<R> {
        let bytes = Marked { marked: 0, bytes };
        let state = State::Member(Box::new(GzDecoder::new(bytes)));
        Gunzip {
            state,
            given: false,
        }
    }
}

/// The member that follows another. Zeros between them are no damage: tapes are filled up with them.
fn following<R: BufRead>(mut bytes: Marked<R>) -> io::Result<State<R>> {
    loop {
        match bytes.fill_buf()?.first() {
            None => return Ok(State::Ended),
            Some(0) => bytes.consume(1),
            Some(_) => return Ok(State::Member(Box::new(GzDecoder::new(bytes)))),
        }
    }
}

/// The member that begins next behind damage.
fn next<R: BufRead>(mut bytes: Marked<R>) -> io::Result<State<R>> {
    let mut last = [0; MARK.len()];
    loop {
        let Some(&byte) = bytes.fill_buf()?.first() else {
            return Ok(State::Ended);
        };
        bytes.consume(1);
        last = [last[1], last[2], byte];
        if last == MARK {
            bytes.marked = MARK.len();
            return Ok(State::Member(Box::new(GzDecoder::new(bytes))));
        }
    }
}

impl<R> Gunzip<R> {
    /// An error of the decoder as one of ours; one of the medium stays what it is.
    fn damage(&self, error: io::Error) -> io::Error {
        use ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        match error.kind() {
            InvalidData | InvalidInput | UnexpectedEof if self.given => {
                io::Error::new(InvalidData, error)
            }
            InvalidData | InvalidInput | UnexpectedEof => io::Error::new(InvalidInput, error),
            _ => error,
        }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            match mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Damaged(bytes) => {
                    self.given = false;
                    self.state = next(bytes)?;
                }
                State::Member(mut member) => match member.read(into) {
                    Ok(0) => {
                        self.given = false;
                        self.state = following(member.into_inner())?;
                    }
                    Ok(read) => {
                        self.given = true;
                        self.state = State::Member(member);
                        return Ok(read);
                    }
                    Err(error) if error.kind() == ErrorKind::Interrupted => {
                        self.state = State::Member(member);
                        return Err(error);
                    }
                    Err(error) => {
                        self.state = State::Damaged(member.into_inner());
                        return Err(self.damage(error));
                    }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gz(text: &str) -> Vec<u8> {
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(text.as_bytes()).unwrap();
        gz.finish().unwrap()
    }

    fn read(bytes: &[u8]) -> (String, usize) {
        let mut gunzip = Gunzip::new(bytes);
        let (mut text, mut errors) = (Vec::new(), 0);
        loop {
            let mut buffer = [0; 64];
            match gunzip.read(&mut buffer) {
                Ok(0) => return (String::from_utf8(text).unwrap(), errors),
                Ok(read) => text.extend(&buffer[..read]),
                Err(_) => errors += 1,
            }
        }
    }

    #[test]
    fn members_follow_each_other() {
        let bytes = [gz("Un. "), gz(""), gz("Deux. "), vec![0; 600], gz("Trois.")].concat();
        assert_eq!(read(&bytes), ("Un. Deux. Trois.".to_owned(), 0));
        assert_eq!(read(b""), (String::new(), 1));
    }

    #[test]
    fn behind_damage_the_next_member_is_read() {
        let mut bytes = [gz("Un. "), gz(&"Deux. ".repeat(3)), gz("Trois.")].concat();
        let second = gz("Un. ").len();
        bytes[second + 12] ^= 0xff;
        let (text, errors) = read(&bytes);
        assert!(
            text.starts_with("Un. ") && text.ends_with("Trois."),
            "{text}"
        );
        assert_eq!(errors, 1);
        let broken_off = [&gz("Un. ")[..], &gz("Deux.")[..10]].concat();
        assert_eq!(read(&broken_off), ("Un. ".to_owned(), 1));
        assert_eq!(
            read(&[&gz("Un. ")[..], b"rien"].concat()),
            ("Un. ".to_owned(), 1)
        );
    }
}
