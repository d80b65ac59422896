//! What a file is, told by its first bytes and its name.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A page of HTML.
    Html,
    /// RSS or Atom.
    Feed,
    /// JSON Lines.
    JsonLines,
    /// Apache Parquet.
    Parquet,
    /// A web archive, ISO 28500.
    Warc,
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// Something compressed by gzip.
    Gzip,
}

/// The endings of file names, in small letters.
const ENDINGS: &[(&str, Format)] = &[
    ("atom", Format::Feed),
    ("gz", Format::Gzip),
    ("htm", Format::Html),
    ("html", Format::Html),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("parquet", Format::Parquet),
    ("rss", Format::Feed),
    ("shtml", Format::Html),
    ("tar", Format::Tar),
    ("text", Format::Text),
    ("tgz", Format::Gzip),
    ("txt", Format::Text),
    ("warc", Format::Warc),
    ("xhtml", Format::Html),
    ("zip", Format::Zip),
];

/// What the bytes of a format that are not text begin with, and where.
const MARKS: &[(usize, &[u8], Format)] = &[
    (0, b"PK\x03\x04", Format::Zip),
    (0, b"PK\x05\x06", Format::Zip),
    (0, b"\x1f\x8b", Format::Gzip),
    (0, b"PAR1", Format::Parquet),
    (0, b"WARC/", Format::Warc),
    (257, b"ustar", Format::Tar),
];

impl Format {
    /// So many first bytes tell what there is to tell.
    pub const FIRST: usize = 4096;

    /// The format of a file of that name with these first bytes. A mark that no text has decides, then the name, then what the text
    /// begins with.
    ///
    /// ```
    /// use selon_intake::Format;
    /// assert_eq!(Format::of("news.jsonl", b"{\"text\":\"A\"}"), Format::JsonLines);
    /// assert_eq!(Format::of("-", b"<!DOCTYPE html>"), Format::Html);
    /// assert_eq!(Format::of("news.txt", b"PK\x03\x04"), Format::Zip);
    /// ```
    pub fn of(name: &str, first: &[u8]) -> Format {
        let marked = MARKS.iter().find(|(at, mark, _)| {
            let there = first.get(*at..at + mark.len());
            there == Some(mark)
        });
        if let Some((_, _, format)) = marked {
            return *format;
        }
        match Format::of_name(name) {
            // Pages are kept under the name of text too.
            None | Some(Format::Text) => written(first, name),
            Some(format) => format,
        }
    }

    /// The format that the ending of a name says.
    pub fn of_name(name: &str) -> Option<Format> {
        let (_, ending) = file(name).rsplit_once('.')?;
        let mut endings = ENDINGS.iter();
        let known = endings.find(|(known, _)| ending.eq_ignore_ascii_case(known));
        known.map(|&(_, format)| format)
    }

    /// Whether a file of that name in a folder or archive is read: by its ending, or because it has none.
    pub fn is_read(name: &str) -> bool {
        match Format::of_name(name) {
            Some(Format::Gzip) => Format::of_name(&unpacked(name)).is_some(),
            Some(_) => true,
            None => !file(name).is_empty() && !file(name).contains('.'),
        }
    }

    /// Whether a file of that format may have many articles.
    pub fn has_many(self) -> bool {
        !matches!(self, Format::Text | Format::Html)
    }
}

/// The last part of a path.
fn file(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// The name of what a file compressed by gzip has in it: `news.jsonl` of `news.jsonl.gz`.
pub(crate) fn unpacked(name: &str) -> String {
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return name.to_owned();
    };
    match ending.to_ascii_lowercase().as_str() {
        "gz" => stem.to_owned(),
        "tgz" => format!("{stem}.tar"),
        _ => name.to_owned(),
    }
}

/// What a text is by what it begins with. A name that says plain text is only doubted where it must be a page.
fn written(first: &[u8], name: &str) -> Format {
    let mark = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
    let text = String::from_utf8_lossy(mark).to_ascii_lowercase();
    let text = text.trim_start();
    let is_text = Format::of_name(name).is_some();
    let tag = |name: &str| {
        let behind = text
            .match_indices(name)
            .map(|(at, _)| &text[at + name.len()..]);
        let mut behind =
            behind.map(|rest| rest.starts_with(|next: char| next == '>' || next.is_whitespace()));
        behind.any(|ends| ends)
    };
    let root = |name: &str| text.starts_with(name) && tag(name);
    if root("<!doctype html") || root("<html") {
        return Format::Html;
    }
    if is_text {
        return Format::Text;
    }
    if text.starts_with('<') {
        if ["<rss", "<feed", "<rdf:rdf", "<atom:feed"]
            .iter()
            .any(|name| tag(name))
        {
            return Format::Feed;
        }
        if [
            "<html", "<head", "<body", "<article", "<title", "<meta", "<div", "<p",
        ]
        .iter()
        .any(|name| tag(name))
        {
            return Format::Html;
        }
    }
    let object = text.strip_prefix('{').map(str::trim_start);
    if object.is_some_and(|rest| rest.starts_with(['"', '}'])) {
        return Format::JsonLines;
    }
    Format::Text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_decide_then_names_then_text() {
        let mut tar = vec![b'a'; 512];
        tar[257..262].copy_from_slice(b"ustar");
        for (name, first, format) in [
            ("x", &tar[..], Format::Tar),
            ("a.html", b"\x1f\x8b\x08", Format::Gzip),
            ("-", b"WARC/1.1\r\nWARC-Type: response", Format::Warc),
            ("-", b"PAR1\x15", Format::Parquet),
            ("a.HTM", b"Du texte", Format::Html),
            ("a.tar", b"", Format::Tar),
            ("a.txt", b"\xef\xbb\xbf \n<HTML lang=fr>", Format::Html),
            ("a.txt", b"{\"a\": 1}", Format::Text),
            ("a.txt", b"<p>Le prix", Format::Text),
            ("-", b"{ \"text\": \"Un pont.\"}", Format::JsonLines),
            ("-", b"{Un pont} est un pont", Format::Text),
            (
                "-",
                b"<?xml version='1.0'?>\n<rss version='2.0'>",
                Format::Feed,
            ),
            (
                "feed.xml",
                b"<?xml version='1.0'?><feed xmlns='x'>",
                Format::Feed,
            ),
            ("-", b"<?xml version='1.0'?><html xmlns='x'>", Format::Html),
            ("-", b"<<Un pont>>, dit-il.", Format::Text),
            ("-", b"Un pont <html> est ferm\xc3\xa9.", Format::Text),
            ("-", b"", Format::Text),
        ] {
            assert_eq!(Format::of(name, first), format, "{name} {first:?}");
        }
    }

    #[test]
    fn files_are_read_by_their_names() {
        for name in [
            "a.txt",
            "x/b.TEXT",
            "notes",
            "a.b.html",
            "a.warc.gz",
            "x.tgz",
            "a.jsonl.gz",
            "../a",
        ] {
            assert!(Format::is_read(name), "{name}");
        }
        for name in ["a.pdf", "x/", "", "other.gz", "a.png.gz", ".gz"] {
            assert!(!Format::is_read(name), "{name}");
        }
    }
}
