//! Whatever the bytes and whatever the name: reading comes to an end and nothing panics. `fuzz/` looks for more of the same.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use proptest::prelude::*;
use support::{files, holds, intake};

#[test]
fn whole_files_have_articles() {
    for (name, bytes) in files() {
        assert!(holds(&intake(), name, &bytes) > 0, "{name}");
    }
}

/// How many of each: `PROPTEST_CASES`, else a few.
fn cases() -> u32 {
    let given = std::env::var("PROPTEST_CASES").ok();
    given.and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

/// A file, and what happens to it: some of its bytes become others, a part is cut out, a part is there twice.
fn damaged() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let files = files();
    let places = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    let part = || (any::<prop::sample::Index>(), 0_usize..200);
    let file = prop::sample::select(files);
    (file, places, part(), part()).prop_map(|((name, mut bytes), places, cut, twice)| {
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        let (at, length) = (cut.0.index(bytes.len()), cut.1);
        bytes.drain(at..bytes.len().min(at + length / 4));
        if !bytes.is_empty() {
            let (at, length) = (twice.0.index(bytes.len()), twice.1);
            let part = bytes[at..bytes.len().min(at + length)].to_vec();
            bytes.splice(at..at, part);
        }
        (name, bytes)
    })
}

/// Pieces of markup in any order.
fn markup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=\"article-body\">",
        "</div>",
        "<article>",
        "</article>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<a href=\"x\">",
        "</a>",
        "<br>",
        "<h1>",
        "</h2>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<svg>",
        "<template>",
        "</template>",
        "<math>",
        "<pre>\n",
        "</pre>",
        "<frameset>",
        "<select>",
        "<b>",
        "<i>",
        "</b>",
        "&amp;",
        "&#0;",
        "&#xD800;",
        "\u{0}",
        "<blockquote class=x>",
        "<span>",
        "</span>",
        "<noscript>",
        "<![CDATA[",
        "]]>",
        "<meta property=og:title content=\"Un pont\">",
        "<time datetime=\"2026-03-12\">",
        "<title>",
        "</title>",
        "<script type=\"application/ld+json\">{\"@graph\":[",
        "Le pont reste fermé. ",
        "La maire a déclaré mardi que le pont resterait fermé jusqu’à la fin de la semaine prochaine.",
        "\n",
        "é",
        "\u{a0}",
        "<",
        ">",
        "\"",
        "'",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600), file in prop::sample::select(files())) {
        holds(&intake(), file.0, &bytes);
        // With the beginning of a whole one before them.
        let at = file.1.len().min(bytes.len());
        holds(&intake(), file.0, &[&file.1[..at], &bytes].concat());
    }

    #[test]
    fn damaged_files((name, bytes) in damaged()) {
        holds(&intake(), name, &bytes);
    }

    #[test]
    fn pages_of_any_markup(markup in markup()) {
        holds(&intake(), "a.html", markup.as_bytes());
    }

    #[test]
    fn feeds_of_any_markup(markup in markup()) {
        let feed = support::rss(&[("Un pont", "", &markup)]);
        holds(&intake(), "a.rss", feed.as_bytes());
        holds(&intake(), "a.rss", format!("<rss><channel><item>{markup}").as_bytes());
    }
}
