//! Files with many articles, whole and damaged.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::io::Write;

use serde_json::json;
use support::Place;

const BODY: &str = "La maire a annoncé mardi que le pont rouvrirait.\n\nPlus de 40 navires attendent, selon la préfecture.";

const OTHER: &str = "The mayor said that more than 40 ships were waiting outside.";

#[test]
fn json_lines_give_an_article_a_line() {
    let line = json!({"text": BODY, "title": "Le pont rouvre", "date": "2026-03-10T08:30:00Z", "url": "https://example.org/1"});
    let place = Place::new(&[
        ("a.txt", BODY.as_bytes()),
        (
            "news/b.jsonl",
            format!("{line}\n\n{}\n", json!({"text": BODY})).as_bytes(),
        ),
    ]);
    let ran = place.run(&[
        "read", "--model", "fast", "--format", "json", "news", "a.txt",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let records = ran.records();
    let origins: Vec<_> = records
        .iter()
        .map(|record| &record["document"]["origin"])
        .collect();
    assert_eq!(
        origins,
        ["https://example.org/1", "news/b.jsonl:3", "a.txt"]
    );
    let document = &records[0]["document"];
    assert_eq!(document["title"], "Le pont rouvre");
    assert_eq!(document["text"], BODY);
    assert_eq!(
        document["published"],
        json!({"value": "2026-03-10T08:30", "precision": "minute", "from": "meta"})
    );
    assert_eq!(records[1]["document"]["id"], records[2]["document"]["id"]);
    assert_eq!(records[0]["statements"], records[2]["statements"]);
}

#[test]
fn columns_say_where_the_parts_stand() {
    let line = json!({"article": {"body": BODY}, "head": "Le pont rouvre"});
    let place = Place::new(&[("b.ndjson", line.to_string().as_bytes())]);
    let columns = "text=/article/body,title=head";
    let ran = place.run(&[
        "read",
        "--model",
        "fast",
        "--format",
        "json",
        "--columns",
        columns,
        "b.ndjson",
    ]);
    assert_eq!(ran.records()[0]["document"]["title"], "Le pont rouvre");
    let ran = place.run(&["read", "--model", "fast", "--format", "json", "b.ndjson"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(
        ran.stderr
            .starts_with("selon: b.ndjson:1: there is no text under `text`"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        place
            .run(&["read", "--model", "fast", "--columns", "body", "b.ndjson"])
            .code,
        2
    );
}

#[test]
fn a_damaged_line_is_named_and_the_others_are_read() {
    let good = json!({"text": BODY}).to_string();
    let other = json!({"text": OTHER}).to_string();
    let mut file = format!("{good}\n{}\n", &good[..good.len() / 2]).into_bytes();
    file.extend(b"{\"text\":\"\xff\xfe\"}\n{\"text\":\"  \"}\n");
    file.extend(other.as_bytes());
    let place = Place::new(&[("b.jsonl", &file)]);
    let ran = place.run(&["add", "--store", "s.db", "b.jsonl"]);
    assert_eq!(ran.code, 1);
    let said: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(said.len(), 4, "{}", ran.stderr);
    for (line, name) in said
        .iter()
        .zip(["b.jsonl:2: ", "b.jsonl:3: ", "b.jsonl:4: "])
    {
        assert!(line.starts_with(&format!("selon: {name}")), "{line}");
    }
    assert_eq!(
        said[3],
        "selon: 2 added, 0 already there, 3 failed; 2 articles in s.db"
    );
}

/// A tar archive of two articles and a picture.
fn tar() -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, text) in [("a.txt", BODY), ("b.png", "?"), ("c/d.txt", OTHER)] {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    tar.into_inner().unwrap()
}

fn zip() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("a.txt", BODY), ("b.png", "?"), ("c/d.txt", OTHER)] {
        let options = zip::write::SimpleFileOptions::default();
        let options = options.compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

#[test]
fn archives_give_an_article_a_member() {
    let place = Place::new(&[
        ("news/a.tar", &tar()),
        ("news/b.tar.gz", &gz(&tar())),
        ("news/c.zip", &zip()),
    ]);
    let ran = place.run(&["read", "--model", "fast", "--format", "json", "news"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let records = ran.records();
    let origins: Vec<_> = records
        .iter()
        .map(|record| record["document"]["origin"].as_str().unwrap().to_owned())
        .collect();
    let members = [
        "a.tar/a.txt",
        "a.tar/c/d.txt",
        "b.tar.gz/a.txt",
        "b.tar.gz/c/d.txt",
        "c.zip/a.txt",
        "c.zip/c/d.txt",
    ];
    assert_eq!(origins, members.map(|member| format!("news/{member}")));
    let ran = place.run(&["add", "--store", "s.db", "news"]);
    assert_eq!(
        ran.stderr,
        "selon: 2 added, 4 already there, 0 failed; 2 articles in s.db\n"
    );
}

#[test]
fn damaged_archives_are_named_and_what_is_whole_is_read() {
    let mut zip = zip();
    let at = zip
        .windows(8)
        .position(|eight| eight == b"La maire")
        .unwrap();
    zip[at] = b'l';
    let (tar, gz) = (tar(), gz(&tar()));
    let place = Place::new(&[
        ("a.zip", &zip),
        ("b.tar", &tar[..tar.len() - 2048]),
        ("c.tgz", &gz[..gz.len() / 2]),
        ("d.zip", b"PK"),
        ("e.txt", BODY.as_bytes()),
    ]);
    let ran = place.run(&[
        "add", "--store", "s.db", "a.zip", "b.tar", "c.tgz", "d.zip", "e.txt",
    ]);
    assert_eq!(ran.code, 1);
    for name in ["a.zip/a.txt: ", "c.tgz", "d.zip: "] {
        let named = ran
            .stderr
            .lines()
            .any(|line| line.starts_with(&format!("selon: {name}")));
        assert!(named, "{name} in {}", ran.stderr);
    }
    assert!(
        ran.stderr.ends_with("2 articles in s.db\n"),
        "{}",
        ran.stderr
    );
}

/// A page of an article between what sites have around one.
fn page() -> String {
    let paragraphs = BODY.split("\n\n").map(|text| format!("<p>{text}</p>"));
    let paragraphs: String = paragraphs.collect();
    format!(
        "<!DOCTYPE html><html><head><title>Le pont rouvre</title><meta property=\"article:published_time\" \
         content=\"2026-03-10T08:30:00Z\"></head><body><nav><a href=\"/\">Accueil</a></nav><article><h1>Le pont rouvre</h1>\
         {paragraphs}</article><footer>Tous droits réservés</footer></body></html>"
    )
}

/// A web archive with that page at two addresses, the second damaged, and a third behind it.
fn web() -> Vec<u8> {
    let page = page();
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let record = |address: &str, length: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\n\
             Content-Length: {length}\r\n\r\n{answer}\r\n\r\n"
        )
    };
    let length = answer.len().to_string();
    let records = [
        record("https://example.org/1", &length),
        record("https://example.org/2", "many"),
        record("https://example.org/3", &length),
    ];
    records.concat().into_bytes()
}

#[test]
fn the_same_article_is_one_document_in_every_format() {
    let feed = format!(
        "<rss version=\"2.0\"><channel><item><title>Le pont rouvre</title><link>https://example.org/1</link><pubDate>Tue, 10 Mar 2026 08:30:00 GMT\
         </pubDate><description><![CDATA[<p>{}</p>]]></description></item></channel></rss>",
        BODY.replace("\n\n", "</p><p>")
    );
    let place = Place::new(&[
        ("news/a.html", page().as_bytes()),
        ("news/b.xml", feed.as_bytes()),
        ("news/c.xml", b"<?xml version='1.0'?><settings/>"),
        ("news/d.html.gz", &gz(page().as_bytes())),
    ]);
    let ran = place.run(&["read", "--model", "fast", "--format", "json", "news"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let records = ran.records();
    assert_eq!(records.len(), 3);
    for record in &records {
        let document = &record["document"];
        assert_eq!(document["id"], records[0]["document"]["id"]);
        assert_eq!(document["title"], "Le pont rouvre");
        assert_eq!(document["text"], BODY);
        assert_eq!(
            document["published"],
            json!({"value": "2026-03-10T08:30", "precision": "minute", "from": "meta"})
        );
    }
    let ran = place.run(&["add", "--store", "s.db", "news"]);
    assert_eq!(
        ran.stderr,
        "selon: 1 added, 2 already there, 0 failed; 1 articles in s.db\n"
    );
}

#[test]
fn a_damaged_record_of_a_web_archive_is_named_and_the_others_are_read() {
    let place = Place::new(&[("a.warc", &web())]);
    let ran = place.run(&["read", "--model", "fast", "--format", "json", "a.warc"]);
    assert_eq!(ran.code, 1);
    let named = "selon: a.warc:2: its length is not said";
    assert!(ran.stderr.starts_with(named), "{}", ran.stderr);
    let origins: Vec<_> = ran
        .records()
        .iter()
        .map(|record| record["document"]["origin"].clone())
        .collect();
    assert_eq!(origins, ["https://example.org/1", "https://example.org/3"]);
}

#[test]
fn standard_input_is_told_by_what_it_begins_with() {
    let lines = format!("{}\n", json!({"text": BODY}));
    let place = Place::new(&[]);
    for (input, count) in [
        (BODY.as_bytes().to_vec(), 1),
        (page().into_bytes(), 1),
        (lines.into_bytes(), 1),
        (zip(), 2),
        (tar(), 2),
        (gz(&tar()), 2),
        (gz(&web()), 2),
    ] {
        let ran = place.run_on(
            &input,
            &["read", "--model", "fast", "--format", "json", "-"],
        );
        assert_eq!(ran.records().len(), count, "{}", ran.stderr);
        assert!(ran.stdout.contains("Plus de 40 navires attendent"));
    }
    let ran = place.run_on(
        &zip(),
        &["read", "--model", "fast", "--format", "brat", "-"],
    );
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("add --output FOLDER"), "{}", ran.stderr);
    let ran = place.run_on(b"%PDF-1.7\n\x00", &["read", "--model", "fast", "-"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("selon: -: byte 9 "),
        "{}",
        ran.stderr
    );
}

#[test]
fn damage_that_a_library_stops_at_is_named_and_nothing_else_is_said() {
    let place = Place::new(&[("a.txt", BODY.as_bytes()), ("b.txt", OTHER.as_bytes())]);
    assert_eq!(
        place
            .run(&["add", "--store", "s.db", "a.txt", "b.txt"])
            .code,
        0
    );
    let rows = [
        "ask", "--store", "s.db", "text", "pont", "--format", "parquet", "-o", "whole",
    ];
    assert_eq!(place.run(&rows).code, 0);
    let whole = std::fs::read(place.path("whole")).unwrap();
    std::fs::create_dir(place.path("rows")).unwrap();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x80;
        std::fs::write(place.path(&format!("rows/{at}.parquet")), damaged).unwrap();
    }
    let ran = place.run(&[
        "read",
        "--model",
        "fast",
        "--columns",
        "text=sentence",
        "--format",
        "json",
        "rows",
    ]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("says of itself what cannot be"),
        "no library panicked"
    );
    let said = |line: &str| line.starts_with("selon: ") || line.starts_with("  ");
    let other = ran.stderr.lines().find(|line| !said(line));
    assert_eq!(other, None);
}

#[test]
fn what_is_read_is_not_written_over() {
    let place = Place::new(&[("a.txt", BODY.as_bytes())]);
    for command in ["read", "analyse"] {
        let ran = place.run(&[command, "--model", "fast", "-o", "./a.txt", "a.txt"]);
        assert_eq!(ran.code, 2, "{command}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("./a.txt is to be read"),
            "{}",
            ran.stderr
        );
        assert_eq!(std::fs::read_to_string(place.path("a.txt")).unwrap(), BODY);
    }
}

#[test]
fn the_file_that_is_written_is_no_article() {
    let place = Place::new(&[("a.txt", BODY.as_bytes())]);
    let read = || {
        place.run(&[
            "read", "--model", "fast", "-f", "json", "-o", "out.txt", ".",
        ])
    };
    let written = || std::fs::read_to_string(place.path("out.txt")).unwrap();
    assert_eq!(read().code, 0);
    let first = written();
    assert_eq!(read().code, 0);
    assert_eq!((first.lines().count(), written()), (1, first));
}

#[test]
fn a_run_that_reads_nothing_leaves_the_last_one_there() {
    let place = Place::new(&[("keep.json", b"before")]);
    let ran = place.run(&["read", "-o", "keep.json", "no-such-file.txt"]);
    assert_eq!(ran.code, 1);
    assert!(!ran.stderr.contains("model"), "{}", ran.stderr);
    let kept = std::fs::read_to_string(place.path("keep.json")).unwrap();
    assert_eq!(kept, "before");
}
