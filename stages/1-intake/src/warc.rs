//! Web archives (WARC, ISO 28500): a page an article.
//!
//! Of responses the pages of HTML that were found (2xx) are taken, of resources and conversions HTML and plain text. All else is
//! passed over. A damaged record is named, and reading goes on at the next that begins like one.

use std::io::{self, BufRead, ErrorKind, Read};

use crate::gunzip::Gunzip;
use crate::html::LONGEST_PAGE;
use crate::{Damaged, Item, Kind};

/// A longer record is no article; it is passed over without being held.
const LONGEST_RECORD: u64 = 64 << 20;

/// The headers of a record have no more bytes than this.
const LONGEST_HEADERS: u64 = 64 << 10;

/// What the first line of a record begins with.
const VERSION: &[u8] = b"WARC/";

/// The pages of an archive, in its order. One record is held at a time.
#[derive(Debug)]
pub(crate) struct Warc<R> {
    bytes: R,
    name: String,
    /// How many records there were, and how many of them were given or named.
    records: u64,
    given: u64,
    state: State,
    /// The first line of a record that was looked for.
    found: Option<Vec<u8>>,
    /// What is wrong with the record that follows, where that is known before.
    fault: Option<io::Error>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A record follows.
    Sound,
    /// The next record must be looked for.
    Damaged,
    Ended,
}

/// The header fields of a record or of what a server answered.
struct Fields(Vec<(String, String)>);

/// Why there is no item.
enum Fault {
    /// The record is damaged; its bytes have been read.
    Record(String),
    /// Where the next record begins is not known.
    Place(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Place(error.to_string())
    }
}

impl<R: BufRead> Warc<R> {
    pub(crate) fn new(bytes: R, name: &str) -> Warc<R> {
        let name = name.to_owned();
        Warc {
            bytes,
            name,
            records: 0,
            given: 0,
            state: State::Sound,
            found: None,
            fault: None,
        }
    }

    /// The next record: none at the end, nothing in it where it is no article.
    fn record(&mut self) -> Result<Option<Option<Item>>, Fault> {
        let first = self.first_line();
        if !matches!(first, Ok(None)) {
            self.records += 1;
        }
        let Some(first) = first? else {
            return Ok(None);
        };
        if !first.starts_with(VERSION) {
            return Err(Fault::Place("no record begins here".to_owned()));
        }
        let fields = fields(&mut self.bytes)?;
        let length = fields
            .get("content-length")
            .and_then(|length| length.parse().ok());
        let length: u64 =
            length.ok_or_else(|| Fault::Place("its length is not said".to_owned()))?;
        let wanted = wanted(&fields);
        if wanted.is_none() || length > LONGEST_RECORD {
            self.pass_over(length)?;
            let too_long = || Fault::Record(format!("it has more than {LONGEST_RECORD} bytes"));
            return wanted.map_or(Ok(Some(None)), |_| Err(too_long()));
        }
        let mut block = Vec::new();
        self.bytes.by_ref().take(length).read_to_end(&mut block)?;
        if block.len() as u64 != length {
            return Err(Fault::Place(format!(
                "it has {} of its {length} bytes",
                block.len()
            )));
        }
        self.end()?;
        let address = fields
            .get("warc-target-uri")
            .map(|address| address.trim_matches(['<', '>']));
        let origin =
            address.map_or_else(|| format!("{}:{}", self.name, self.records), str::to_owned);
        match wanted {
            Some(Wanted::Response) => Ok(Some(response(&block, origin).map_err(Fault::Record)?)),
            Some(Wanted::Page(charset)) => Ok(Some(Some(page(origin, block, charset)))),
            Some(Wanted::Text) => Ok(Some(Some(Item {
                origin,
                bytes: block,
                kind: Kind::Text,
            }))),
            None => Ok(Some(None)),
        }
    }

    /// The line a record begins with; blank lines stand between records.
    fn first_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Some(error) = self.fault.take() {
            return Err(error);
        }
        if let Some(line) = self.found.take() {
            return Ok(Some(line));
        }
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(None);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
        }
    }

    /// Reads the blank line behind a record. Where each is compressed by itself, only then its checksum has been looked at.
    fn end(&mut self) -> io::Result<()> {
        loop {
            match self.bytes.fill_buf() {
                Ok([b'\r' | b'\n', ..]) => self.bytes.consume(1),
                Ok(_) => return Ok(()),
                Err(error) if error.kind() == ErrorKind::InvalidData => return Err(error),
                Err(error) => {
                    self.fault = Some(error);
                    return Ok(());
                }
            }
        }
    }

    /// The next line with its end, or as much of it as may be held; nothing at the end.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let mut limited = self.bytes.by_ref().take(LONGEST_HEADERS);
        limited.read_until(b'\n', &mut line)?;
        Ok(line)
    }

    fn pass_over(&mut self, length: u64) -> Result<(), Fault> {
        let passed = io::copy(&mut self.bytes.by_ref().take(length), &mut io::sink())?;
        if passed != length {
            return Err(Fault::Place(format!(
                "it has {passed} of its {length} bytes"
            )));
        }
        Ok(())
    }

    /// Looks for the first line of a record; whether there is one. What cannot be read on the way belongs to the same damage.
    fn resume(&mut self) -> bool {
        let mut starts = true;
        loop {
            match self.line() {
                Ok(line) if line.is_empty() => return false,
                Ok(line) if starts && line.starts_with(VERSION) => {
                    self.found = Some(line);
                    return true;
                }
                Ok(line) => starts = line.ends_with(b"\n"),
                // A member of gzip that is damaged; a record begins with the next.
                Err(error) if is_damage(&error) => starts = true,
                Err(_) => return false,
            }
        }
    }
}

/// Whether an error is damage of what is read, behind which there may be more, and not a fault of the medium.
fn is_damage(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::InvalidInput
            | ErrorKind::InvalidData
            | ErrorKind::UnexpectedEof
            | ErrorKind::Interrupted
    )
}

impl Fields {
    /// The first of that name, which is in small letters.
    fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter();
        fields
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The header fields up to the blank line behind them.
fn fields(bytes: &mut impl BufRead) -> Result<Fields, Fault> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut limited = bytes.take(LONGEST_HEADERS);
    loop {
        let mut line = Vec::new();
        limited.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") {
            return Err(Fault::Place("its header has no end".to_owned()));
        }
        let line = String::from_utf8_lossy(&line);
        let folded = line.starts_with([' ', '\t']);
        let line = line.trim();
        if line.is_empty() {
            return Ok(Fields(fields));
        }
        match (line.split_once(':'), fields.last_mut()) {
            (_, Some((_, value))) if folded => {
                value.push(' ');
                value.push_str(line);
            }
            (Some((name, value)), _) => {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
            }
            // Servers send anything.
            (None, _) => {}
        }
    }
}

/// What of a record is an article.
enum Wanted {
    /// What a server answered, if it is a page.
    Response,
    /// A page of HTML, with the label of its encoding.
    Page(Option<String>),
    Text,
}

fn wanted(fields: &Fields) -> Option<Wanted> {
    let kind = fields
        .get("warc-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let content = Content::of(fields);
    match kind.as_str() {
        "response" if content.kind == "application/http" => Some(Wanted::Response),
        "resource" | "conversion" if content.is_page() => Some(Wanted::Page(content.charset)),
        "resource" | "conversion" if content.kind == "text/plain" => Some(Wanted::Text),
        _ => None,
    }
}

/// A content type: its kind in small letters, and its charset.
struct Content {
    kind: String,
    charset: Option<String>,
}

impl Content {
    fn of(fields: &Fields) -> Content {
        let value = fields.get("content-type").unwrap_or_default();
        let mut parts = value.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, label) = part.split_once('=')?;
            let label = label.trim_matches(['"', '\'', ' ']);
            name.trim()
                .eq_ignore_ascii_case("charset")
                .then(|| label.to_owned())
        });
        Content { kind, charset }
    }

    fn is_page(&self) -> bool {
        matches!(self.kind.as_str(), "text/html" | "application/xhtml+xml")
    }
}

fn page(origin: String, bytes: Vec<u8>, charset: Option<String>) -> Item {
    Item {
        origin,
        bytes,
        kind: Kind::Page { charset },
    }
}

/// The page in what a server answered, if it is one.
fn response(mut block: &[u8], origin: String) -> Result<Option<Item>, String> {
    let mut status = Vec::new();
    let read = (&mut block)
        .take(LONGEST_HEADERS)
        .read_until(b'\n', &mut status);
    read.map_err(|error| error.to_string())?;
    let status = String::from_utf8_lossy(&status);
    let found = status
        .split_whitespace()
        .nth(1)
        .is_some_and(|code| code.starts_with('2'));
    if !status.starts_with("HTTP/") {
        return Err("it is no answer of a server".to_owned());
    }
    let fields =
        fields(&mut block).map_err(|_| "the answer of the server has no body".to_owned())?;
    let content = Content::of(&fields);
    if !found || !content.is_page() {
        return Ok(None);
    }
    let chunked = fields
        .get("transfer-encoding")
        .is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"));
    // Some archivers take the chunks apart and leave the field as it was.
    let whole = chunked.then(|| unchunked(block)).flatten();
    let body = whole.unwrap_or_else(|| block.to_vec());
    let coding = fields
        .get("content-encoding")
        .unwrap_or("identity")
        .to_ascii_lowercase();
    let body = match coding.as_str() {
        // The same with what was compressed.
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => inflated(Gunzip::new(&body[..]))?,
        "deflate" => inflated(flate2::read::ZlibDecoder::new(&body[..])).unwrap_or(body),
        "br" | "zstd" | "compress" => {
            return Err(format!("it is compressed by {coding}, which is not read"));
        }
        _ => body,
    };
    if body.len() > LONGEST_PAGE {
        return Err("its page has more than 8 MiB".to_owned());
    }
    Ok(Some(page(origin, body, content.charset)))
}

fn inflated(bytes: impl Read) -> Result<Vec<u8>, String> {
    let mut inflated = Vec::new();
    let read = bytes.take(LONGEST_RECORD + 1).read_to_end(&mut inflated);
    read.map_err(|error| format!("its page cannot be unpacked: {error}"))?;
    if inflated.len() as u64 > LONGEST_RECORD {
        return Err(format!("its page has more than {LONGEST_RECORD} bytes"));
    }
    Ok(inflated)
}

/// A body that was sent in chunks (RFC 9112, 7.1), if it still is in them.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&body[..end]).ok()?;
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend(body.get(..size)?);
        body = &body[size..];
        body = body.strip_prefix(b"\r").unwrap_or(body);
        body = body.strip_prefix(b"\n")?;
    }
}

impl<R: BufRead> Iterator for Warc<R> {
    type Item = Result<Item, Damaged>;

    fn next(&mut self) -> Option<Result<Item, Damaged>> {
        loop {
            match self.state {
                State::Ended => return None,
                State::Sound => {}
                State::Damaged => {
                    let more = self.resume();
                    self.state = if more { State::Sound } else { State::Ended };
                    continue;
                }
            }
            let problem = match self.record() {
                Ok(Some(None)) => continue,
                Ok(Some(Some(item))) => {
                    self.given += 1;
                    return Some(Ok(item));
                }
                Ok(None) => {
                    self.state = State::Ended;
                    if self.given > 0 {
                        return None;
                    }
                    let problem = format!("none of its {} records is a page", self.records);
                    let origin = self.name.clone();
                    return Some(Err(Damaged { origin, problem }));
                }
                Err(Fault::Record(problem)) => problem,
                Err(Fault::Place(problem)) => {
                    self.state = State::Damaged;
                    problem
                }
            };
            self.given += 1;
            let origin = format!("{}:{}", self.name, self.records);
            return Some(Err(Damaged { origin, problem }));
        }
    }
}
