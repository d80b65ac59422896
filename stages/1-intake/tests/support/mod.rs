//! Files of every format, made here, and what must hold of any bytes. The fuzz targets in `fuzz/` share it.
#![allow(dead_code)] // Each user of it uses some of it.
#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

use std::io::{Cursor, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use selon_intake::{
    Article, Bytes, Damaged, Header, HeaderWord, Intake, Item, Notice, Words, items,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The paragraphs of an article.
pub const BODY: [&str; 3] = [
    "La préfète a annoncé mardi que le pont de Port-Amiel resterait fermé jusqu’à la fin de la semaine.",
    "« Nous attendons l’avis des experts », a déclaré la maire, Inès Carvalho, devant les commerçants du quai.",
    "Plus de 340 camions sont bloqués, selon l’Union des transporteurs, qui demande une réouverture partielle dès jeudi.",
];

pub const TITLE: &str = "Le pont de Port-Amiel reste fermé";

/// For fuzz targets, which would stop at panics that are guarded.
pub fn fuzzed_intake() -> Intake {
    selon_intake::hush_guarded();
    intake()
}

pub fn intake() -> Intake {
    let word = |word, header| HeaderWord {
        word,
        header,
        day_first: true,
    };
    Intake::new(Words {
        headers: vec![
            word("par", Header::Byline),
            word("publié le", Header::Date),
            word("lire aussi", Header::Aside),
        ],
        months: vec![("mars", 3)],
        notices: vec![
            ("abonnez-vous", Notice::Start),
            ("publicité", Notice::Whole),
            ("sur le même sujet", Notice::Section),
        ],
        ..Words::default()
    })
}

/// The items of a file in memory.
pub fn opened(name: &str, bytes: &[u8]) -> Vec<Result<Item, Damaged>> {
    items(Bytes::Held(bytes.to_vec()), name, &Arc::default()).collect()
}

/// The articles of a file, all of which is whole.
pub fn articles(name: &str, bytes: &[u8]) -> Vec<Article> {
    let intake = intake();
    let articles = opened(name, bytes).into_iter();
    articles
        .map(|item| intake.read_item(&item.unwrap(), None).unwrap())
        .collect()
}

/// What must hold of any bytes under any name: reading comes to an end, nothing panics, and what is given are articles. Gives how
/// many there are.
pub fn holds(intake: &Intake, name: &str, bytes: &[u8]) -> usize {
    /// No format here makes more of so few bytes, but for what is compressed.
    const MOST: usize = 100_000;
    let items = items(Bytes::Held(bytes.to_vec()), name, &Arc::default());
    let mut articles = 0;
    for item in items.take(MOST) {
        let Ok(item) = item else { continue };
        let Ok(article) = intake.read_item(&item, None) else {
            continue;
        };
        assert!(!article.text.trim().is_empty());
        assert!(!article.text.contains('\r'));
        assert_eq!(article.id.len(), 16);
        for paragraph in article.paragraphs() {
            assert!(!paragraph.of(&article.text).trim().is_empty());
        }
        articles += 1;
    }
    articles
}

/// A page as sites have them.
pub fn page(body: &[&str]) -> String {
    let paragraphs: String = body.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        r#"<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{TITLE} | Le Quai</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Le Quai">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "WebSite", "name": "Le Quai"}},
{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2026-03-12T08:30:00+01:00", "author": [{{"@type": "Person", "name": "Jeanne Durand"}}]}}]}}</script>
<style>p {{ color: black }}</style></head>
<body><header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/port">Le port</a></li></ul></nav></header>
<main><article><h1>{TITLE}</h1>
<figure><img src="pont.jpg" alt=""><figcaption>Le pont vu du quai. Photo L. Abadie</figcaption></figure>
<p>Par Jeanne Durand</p>
{paragraphs}<div><p>Publicité</p></div>
<p>Abonnez-vous à notre lettre du matin pour tout savoir du port.</p>
<p>Jeanne Durand est journaliste au Quai depuis 2019 et suit les affaires du port.</p>
</article><aside><h2>Sur le même sujet</h2><ul><li><a href="/1">Le pont qui fait trembler le port depuis trois semaines</a></li></ul></aside></main>
<footer><p>© Le Quai, tous droits réservés</p></footer><script>var a = "<div><div>";</script></body></html>"#
    )
}

pub fn rss(items: &[(&str, &str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(title, link, body)| {
            format!(
                "<item><title>{title}</title><link>{link}</link><pubDate>Thu, 12 Mar 2026 08:30:00 +0100</pubDate>\
                 <description><![CDATA[{body}]]></description></item>"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Le Quai</title>{items}</channel></rss>"
    )
}

pub fn atom() -> String {
    format!(
        "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Le Quai</title><id>urn:x</id>\
         <updated>2026-03-12T09:00:00Z</updated><entry><title type=\"html\">Le &lt;b&gt;pont&lt;/b&gt;</title><id>urn:1</id>\
         <link rel=\"self\" href=\"https://example.org/self\"/><link rel=\"alternate\" href=\"https://example.org/pont\"/>\
         <published>2026-03-12T08:30:00+01:00</published><updated>2026-03-12T09:00:00Z</updated><author><name>Jeanne Durand</name></author>\
         <summary>Court.</summary><content type=\"html\">&lt;p&gt;{}&lt;/p&gt;&lt;p&gt;{}&lt;/p&gt;</content></entry></feed>",
        BODY[0], BODY[1]
    )
}

/// A record with these fields besides its length.
pub fn record(fields: &[(&str, &str)], block: &[u8]) -> Vec<u8> {
    let fields: String = fields
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let mut record = format!(
        "WARC/1.1\r\n{fields}Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend(block);
    record.extend(b"\r\n\r\n");
    record
}

/// What a server answered, as a record.
pub fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 {head}\r\n\r\n").into_bytes();
    block.extend(body);
    let fields = [
        ("WARC-Type", "response"),
        ("WARC-Target-URI", address),
        ("Content-Type", "application/http; msgtype=response"),
    ];
    record(&fields, &block)
}

/// The records of a small archive: one about itself, a request, two pages, a picture, a page that was not found, and plain text.
pub fn records() -> Vec<Vec<u8>> {
    let html = "200 OK\r\nContent-Type: text/html; charset=utf-8";
    vec![
        record(
            &[
                ("WARC-Type", "warcinfo"),
                ("Content-Type", "application/warc-fields"),
            ],
            b"software: none\r\n",
        ),
        record(
            &[
                ("WARC-Type", "request"),
                ("Content-Type", "application/http; msgtype=request"),
            ],
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        response("https://example.org/pont", html, page(&BODY).as_bytes()),
        response(
            "https://example.org/pont.png",
            "200 OK\r\nContent-Type: image/png",
            b"\x89PNG\x00",
        ),
        response(
            "https://example.org/rien",
            "404 Not Found\r\nContent-Type: text/html",
            page(&BODY).as_bytes(),
        ),
        response(
            "https://example.org/port",
            html,
            page(&BODY[1..]).as_bytes(),
        ),
        record(
            &[
                ("WARC-Type", "conversion"),
                ("WARC-Target-URI", "https://example.org/texte"),
                ("Content-Type", "text/plain"),
            ],
            BODY.join("\n").as_bytes(),
        ),
    ]
}

pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

pub fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Groups of rows of `text` and `title`; a title may be missing.
pub fn parquet(groups: &[&[(&str, Option<&str>)]]) -> Vec<u8> {
    let schema = "message news { required binary text (UTF8); optional binary title (UTF8); required binary other (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut file = Vec::new();
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(&mut file, schema, properties).unwrap();
    for rows in groups {
        let mut group = writer.next_row_group().unwrap();
        let texts: Vec<ByteArray> = rows.iter().map(|(text, _)| (*text).into()).collect();
        let titles: Vec<ByteArray> = rows
            .iter()
            .filter_map(|(_, title)| Some((*title)?.into()))
            .collect();
        let levels: Vec<i16> = rows
            .iter()
            .map(|(_, title)| i16::from(title.is_some()))
            .collect();
        for (values, levels) in [(&texts, None), (&titles, Some(&levels[..])), (&texts, None)] {
            let mut column = group.next_column().unwrap().unwrap();
            column
                .typed::<ByteArrayType>()
                .write_batch(values, levels, None)
                .unwrap();
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
    file
}

/// A whole file of every format, with its name.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    let page = page(&BODY).into_bytes();
    let text = BODY.join("\n\n").into_bytes();
    let lines = format!("{{\"text\": {:?}}}\n{{\"text\": {:?}}}\n", BODY[0], BODY[1]).into_bytes();
    let members = [
        ("a.txt", &text[..]),
        ("b.html", &page[..]),
        ("c.jsonl", &lines[..]),
    ];
    let web: Vec<u8> = records().concat();
    let packed: Vec<u8> = records().iter().flat_map(|record| gz(record)).collect();
    let rows: &[(&str, Option<&str>)] = &[(BODY[0], Some(TITLE)), (BODY[1], None)];
    vec![
        ("a.txt", text.clone()),
        ("a.html", page.clone()),
        (
            "a.rss",
            rss(&[(TITLE, "https://example.org/1", BODY[0])]).into_bytes(),
        ),
        ("a.atom", atom().into_bytes()),
        ("a.jsonl", lines.clone()),
        ("a.warc", web),
        ("a.warc.gz", packed),
        ("a.parquet", parquet(&[rows, rows])),
        ("a.zip", zip(&members)),
        ("a.tar", tar(&members)),
        ("a.tar.gz", gz(&tar(&members))),
    ]
}
