//! Files of every format, whole and damaged.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::io::{Cursor, Read};
use std::sync::Arc;

use selon_intake::{Bytes, Columns, DateSource, IntakeError, Item, Kind, items};
use support::*;

/// The origins of what a file gives; a damaged part with `!` before it.
fn origins(name: &str, bytes: &[u8]) -> Vec<String> {
    let items = opened(name, bytes).into_iter();
    let origins = items.map(|item| match item {
        Ok(item) => item.origin,
        Err(damaged) => format!("!{}", damaged.origin),
    });
    origins.collect()
}

#[test]
fn a_page_gives_its_body_and_what_it_says_about_it() {
    let articles = articles("a.html", page(&BODY).as_bytes());
    let article = &articles[0];
    assert_eq!(article.text, BODY.join("\n\n"));
    assert_eq!(article.title.as_deref(), Some(TITLE));
    assert_eq!(article.author.as_deref(), Some("Jeanne Durand"));
    let published = article.published.as_ref().unwrap();
    assert_eq!(
        (published.value.as_str(), published.from),
        ("2026-03-12T08:30", DateSource::Meta)
    );
    assert_eq!(article.encoding, "utf-8");
}

#[test]
fn pages_are_read_in_the_encoding_they_are_in() {
    let page = page(&BODY).replace('’', "'");
    for (label, encoding) in [
        ("iso-8859-1", "windows-1252"),
        ("windows-1252", "windows-1252"),
    ] {
        let declared = page.replace(
            "charset=\"utf-8\"",
            &format!("http-equiv=content-type content=\"text/html; charset={label}\""),
        );
        let bytes: Vec<u8> = declared.chars().map(|character| character as u8).collect();
        let articles = articles("a.html", &bytes);
        assert_eq!(articles[0].text, BODY.join("\n\n").replace('’', "'"));
        assert_eq!(articles[0].encoding, encoding);
    }
    // What a page declares may be wrong.
    let wrong = page.replace("charset=\"utf-8\"", "charset=\"us-ascii\"");
    let text = &articles("a.html", wrong.as_bytes())[0].text;
    assert!(text.contains("préfète"), "{text}");
}

#[test]
fn an_address_gives_the_day_where_the_page_does_not() {
    let page = page(&BODY).replace("datePublished", "dateModified");
    let web = response(
        "https://example.org/2026/03/11/pont.html",
        "200 OK\r\nContent-Type: text/html",
        page.as_bytes(),
    );
    let article = &articles("a.warc", &web)[0];
    let published = article.published.as_ref().unwrap();
    assert_eq!(
        (published.value.as_str(), published.from),
        ("2026-03-11", DateSource::Url)
    );
}

#[test]
fn pages_that_would_take_for_ever_are_refused() {
    for unit in ["<div>", "<ul><li>a", "<dl><dd><blockquote>"] {
        let page = format!("<!DOCTYPE html>{}", unit.repeat(100_000));
        let items = opened("a.html", page.as_bytes());
        let error = intake()
            .read_item(items[0].as_ref().unwrap(), None)
            .unwrap_err();
        assert!(matches!(error, IntakeError::Page { .. }), "{error}");
    }
    // A thousand are no reason.
    let page = format!(
        "<!DOCTYPE html>{}<p>{}</p><p>{}</p>",
        "<div>".repeat(1000),
        BODY[0],
        BODY[1]
    );
    assert_eq!(
        articles("a.html", page.as_bytes())[0].text,
        BODY[..2].join("\n\n")
    );
}

#[test]
fn an_entry_of_a_feed_is_an_article() {
    let body = format!("<p>{}</p><p>{}</p>", BODY[0], BODY[1]);
    let feed = rss(&[
        (TITLE, "https://example.org/1", &body),
        (
            "Le &amp;#233;t&amp;#233;",
            "",
            "Une <em>ligne</em> sans paragraphe.",
        ),
    ]);
    let articles = articles("-", feed.as_bytes());
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].origin, "https://example.org/1");
    assert_eq!(articles[0].title.as_deref(), Some(TITLE));
    assert_eq!(articles[0].text, BODY[..2].join("\n\n"));
    let published = articles[0].published.as_ref().unwrap();
    assert_eq!(
        (published.value.as_str(), published.from),
        ("2026-03-12T08:30", DateSource::Meta)
    );
    assert_eq!(articles[1].origin, "-:2");
    assert_eq!(articles[1].title.as_deref(), Some("Le été"));
    assert_eq!(articles[1].text, "Une ligne sans paragraphe.");
}

#[test]
fn atom_has_the_whole_text_and_an_author() {
    let article = &articles("a.atom", atom().as_bytes())[0];
    assert_eq!(article.origin, "https://example.org/pont");
    assert_eq!(article.title.as_deref(), Some("Le pont"));
    assert_eq!(article.author.as_deref(), Some("Jeanne Durand"));
    assert_eq!(article.text, BODY[..2].join("\n\n"));
    assert_eq!(
        article.published.as_ref().unwrap().value,
        "2026-03-12T08:30"
    );
}

#[test]
fn a_feed_that_breaks_off_is_named() {
    let feed = rss(&[(TITLE, "https://example.org/1", BODY[0])]);
    assert_eq!(
        origins("a.rss", &feed.as_bytes()[..feed.len() / 2]),
        ["!a.rss"]
    );
    assert_eq!(origins("a.rss", b"<html>"), ["!a.rss"]);
}

const PAGES: [&str; 3] = [
    "https://example.org/pont",
    "https://example.org/port",
    "https://example.org/texte",
];

#[test]
fn a_web_archive_gives_its_pages() {
    let web: Vec<u8> = records().concat();
    assert_eq!(origins("a.warc", &web), PAGES);
    let articles = articles("-", &web);
    assert_eq!(articles[0].text, BODY.join("\n\n"));
    assert_eq!(articles[1].text, BODY[1..].join("\n\n"));
    assert_eq!(articles[2].published, None);
    // Each record by itself, or all at once.
    let each: Vec<u8> = records().iter().flat_map(|record| gz(record)).collect();
    assert_eq!(origins("a.warc.gz", &each), PAGES);
    assert_eq!(origins("-", &gz(&web)), PAGES);
}

#[test]
fn a_damaged_record_is_named_and_the_others_are_read() {
    let mut records = records();
    let length = records[3]
        .windows(15)
        .position(|part| part == b"Content-Length:")
        .unwrap();
    records[3][length] = b'X';
    assert_eq!(
        origins("a.warc", &records.concat()),
        [PAGES[0], "!a.warc:4", PAGES[1], PAGES[2]]
    );
    records[3] = b"nothing of the kind\r\n\r\n".to_vec();
    assert_eq!(
        origins("a.warc", &records.concat()),
        [PAGES[0], "!a.warc:4", PAGES[1], PAGES[2]]
    );
    let web = support::records().concat();
    let broken_off = &web[..web.len() - 40];
    assert_eq!(
        origins("a.warc", broken_off),
        [PAGES[0], PAGES[1], "!a.warc:7"]
    );
}

#[test]
fn a_damaged_member_of_a_compressed_web_archive_is_named_and_the_others_are_read() {
    let mut members: Vec<Vec<u8>> = records().iter().map(|record| gz(record)).collect();
    let half = members[2].len() / 2;
    members[2][half] ^= 0xff;
    let found = origins("a.warc.gz", &members.concat());
    assert_eq!(found, ["!a.warc.gz:3", PAGES[1], PAGES[2]]);
    let whole = support::records();
    members[2] = gz(&whole[2]);
    members[2].truncate(half);
    assert_eq!(
        origins("a.warc.gz", &members.concat()),
        ["!a.warc.gz:3", PAGES[1], PAGES[2]]
    );
}

#[test]
fn answers_are_unpacked() {
    let page = page(&BODY);
    let (one, two) = page.as_bytes().split_at(1000);
    let chunk = |part: &[u8]| {
        [
            format!("{:x};a=b\r\n", part.len()).as_bytes(),
            part,
            b"\r\n",
        ]
        .concat()
    };
    let chunked = [chunk(one), chunk(two), b"0\r\n\r\n".to_vec()].concat();
    let html = "200 OK\r\nContent-Type: text/html";
    for (head, body) in [
        (format!("{html}\r\nTransfer-Encoding: chunked"), chunked),
        (
            format!("{html}\r\nTransfer-Encoding: chunked"),
            page.clone().into_bytes(),
        ),
        (
            format!("{html}\r\nContent-Encoding: gzip"),
            gz(page.as_bytes()),
        ),
        (
            format!("{html}\r\nContent-Encoding: gzip"),
            page.clone().into_bytes(),
        ),
    ] {
        let articles = articles(
            "a.warc",
            &response("https://example.org/pont", &head, &body),
        );
        assert_eq!(articles[0].text, BODY.join("\n\n"), "{head}");
    }
    let packed = response(
        "https://example.org/pont",
        &format!("{html}\r\nContent-Encoding: br"),
        b"x",
    );
    let damaged = opened("a.warc", &packed)[0].clone().unwrap_err();
    assert_eq!(
        damaged.to_string(),
        "a.warc:1: it is compressed by br, which is not read"
    );
}

#[test]
fn a_web_archive_without_pages_says_so() {
    let records = records();
    let damaged = opened("a.warc", &[&records[0][..], &records[3]].concat())[0]
        .clone()
        .unwrap_err();
    assert_eq!(
        damaged.to_string(),
        "a.warc: none of its 2 records is a page"
    );
}

/// A record of 65 MiB between two others, which is never held.
#[test]
fn a_record_that_is_too_long_is_passed_over() {
    let page = response(
        "https://example.org/pont",
        "200 OK\r\nContent-Type: text/html",
        page(&BODY).as_bytes(),
    );
    let length = 65 << 20;
    let head = format!(
        "WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n"
    );
    let stream = Cursor::new(page.clone())
        .chain(Cursor::new(head))
        .chain(std::io::repeat(b'a').take(length))
        .chain(Cursor::new(b"\r\n\r\n".to_vec()))
        .chain(Cursor::new(page));
    let found: Vec<_> = items(Bytes::Stream(Box::new(stream)), "a.warc", &Arc::default()).collect();
    assert_eq!(found.len(), 3);
    assert_eq!(
        found[1].as_ref().unwrap_err().to_string(),
        "a.warc:2: it has more than 67108864 bytes"
    );
    assert!(found[2].is_ok());
}

const ROWS: &[(&str, Option<&str>)] = &[(BODY[0], Some(TITLE)), (BODY[1], None)];

#[test]
fn a_row_of_parquet_is_an_article() {
    let file = parquet(&[ROWS, ROWS]);
    let articles = articles("-", &file);
    assert_eq!(articles.len(), 4);
    assert_eq!(articles[0].text, BODY[0]);
    assert_eq!(articles[0].title.as_deref(), Some(TITLE));
    assert_eq!(
        (articles[3].title.as_deref(), articles[3].origin.as_str()),
        (None, "-:4")
    );
}

#[test]
fn columns_say_where_the_parts_of_a_row_stand() {
    let columns: Arc<Columns> = Arc::new("text=other".parse().unwrap());
    let found: Vec<_> = items(Bytes::Held(parquet(&[ROWS])), "a.parquet", &columns).collect();
    assert_eq!(found[1].as_ref().unwrap().bytes, BODY[1].as_bytes());
    let columns: Arc<Columns> = Arc::new("text=body".parse().unwrap());
    let found: Vec<_> = items(Bytes::Held(parquet(&[ROWS])), "a.parquet", &columns).collect();
    let damaged = found[0].as_ref().unwrap_err();
    assert_eq!(
        damaged.to_string(),
        "a.parquet: there is no column `body`; say which has the text: --columns text=NAME; there are text, title, other"
    );
}

#[test]
fn a_damaged_group_of_rows_is_named_and_the_others_are_read() {
    let mut file = parquet(&[ROWS, ROWS]);
    // The first page of the first group of rows begins behind the mark.
    file[4..30].fill(0xff);
    let found = origins("a.parquet", &file);
    assert_eq!(found, ["!a.parquet:1", "a.parquet:3", "a.parquet:4"]);
    assert_eq!(
        origins("a.parquet", &file[..file.len() - 8]),
        ["!a.parquet"]
    );
}

#[test]
fn files_of_any_format_stand_in_archives_and_archives_in_each_other() {
    let files = files();
    let inner: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (*name, &bytes[..]))
        .collect();
    let found = origins(
        "x.zip",
        &zip(&[
            ("in.tar", &tar(&inner[..5])),
            ("b.pdf", b"%PDF"),
            ("c.tgz", &gz(&tar(&inner[7..8]))),
        ]),
    );
    assert_eq!(
        found,
        [
            "x.zip/in.tar/a.txt",
            "x.zip/in.tar/a.html",
            "https://example.org/1",
            "https://example.org/pont",
            "x.zip/in.tar/a.jsonl:1",
            "x.zip/in.tar/a.jsonl:2",
            "x.zip/c.tgz/a.parquet:1",
            "x.zip/c.tgz/a.parquet:2",
            "x.zip/c.tgz/a.parquet:3",
            "x.zip/c.tgz/a.parquet:4",
        ]
    );
    // Any of them comes from a stream too.
    for (name, bytes) in files {
        let stream = Bytes::Stream(Box::new(Cursor::new(bytes.clone())));
        let streamed: Vec<_> = items(stream, name, &Arc::default()).collect();
        assert_eq!(streamed, opened(name, &bytes), "{name}");
    }
}

#[test]
fn archives_without_end_are_not_followed() {
    let mut archive = b"Un pont.".to_vec();
    let mut name = "a.txt";
    for _ in 0..20 {
        archive = zip(&[(name, &archive)]);
        name = "a.zip";
    }
    let damaged = opened("a.zip", &archive)[0].clone().unwrap_err();
    assert!(
        damaged.to_string().contains("stand inside each other"),
        "{damaged}"
    );
}

/// A member of 100 MiB in a few bytes: it is said and never held.
#[test]
fn a_member_that_is_too_long_is_passed_over() {
    let bomb = gz(&vec![b'a'; 100 << 20]);
    let damaged = opened("a.txt.gz", &bomb)[0].clone().unwrap_err();
    assert_eq!(
        damaged.to_string(),
        "a.txt.gz: it has more than 67108864 bytes"
    );
}

#[test]
fn the_kind_of_a_single_file_is_told_by_what_it_begins_with() {
    let kind = |name: &str, bytes: &[u8]| opened(name, bytes)[0].clone().unwrap().kind;
    let html = Kind::Page { charset: None };
    assert_eq!(kind("-", page(&BODY).as_bytes()), html);
    assert_eq!(kind("a.txt", page(&BODY).as_bytes()), html);
    assert_eq!(kind("a.html", BODY[0].as_bytes()), html);
    assert_eq!(kind("-", BODY[0].as_bytes()), Kind::Text);
}

/// The id of an article depends on what it says alone.
#[test]
fn the_same_article_has_the_same_id_in_every_format() {
    let html: String = BODY.iter().map(|text| format!("<p>{text}</p>")).collect();
    let feed = rss(&[(TITLE, "https://example.org/1", &html)]);
    let id = |item: &Item| intake().read_item(item, None).unwrap().id;
    let entry = id(opened("a.rss", feed.as_bytes())[0].as_ref().unwrap());
    let page = id(opened("a.html", support::page(&BODY).as_bytes())[0]
        .as_ref()
        .unwrap());
    assert_eq!(entry, page);
}
