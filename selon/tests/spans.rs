//! Whatever the text, every span of its record equals the words it names and lies inside the document, and every id
//! that is referred to is there.

mod support;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// Pieces that news is made of, and the characters that are hard about it.
const PIECES: &[&str] = &[
    "«",
    "»",
    "«\u{a0}",
    "\u{a0}»",
    "“",
    "”",
    "\"",
    "‹",
    "›",
    "‘",
    "’",
    "'",
    "—",
    "–",
    "-",
    "(",
    ")",
    ".",
    "…",
    "?!",
    ",",
    ":",
    ";",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\u{a0}",
    "\u{202f}",
    "\u{2028}",
    "\t",
    "e\u{301}",
    "🗳️",
    "de\u{ad}puis",
    "\u{200b}",
    "İstanbul",
    "ﬁn",
    "12",
    "1\u{202f}200",
    "3,5",
    "4.7",
    "%",
    "€",
    "£12.5 million",
    "2026-03-12",
    "mardi",
    "le 3 mars 2026",
    "à 10 heures",
    "since Monday",
    "des milliers de",
    "plus de",
    "between 3 and 5",
    "selon",
    "d’après",
    "According to",
    "a déclaré",
    "déclare-t-elle",
    "said",
    "promised",
    "affirme que",
    "nie avoir",
    "aurait",
    "il",
    "elle",
    "qui",
    "que",
    "they",
    "M. Dupré",
    "la maire Inès Carvalho",
    "le président",
    "Dr Adeyemi",
    "Paris",
    "l’Union",
    "du",
    "aux",
    "PORT-AMIEL, 3 mars (AFP) –",
    "WASHINGTON (AP) —",
    "Par Jeanne Durand",
    "Publié le 3 mars 2024 à 10h12",
    "Crédit photo :",
    "LE PONT RESTE FERMÉ",
    "une ligne qui va presque jusqu’au bout de sa colonne, qui est",
    "gouverne-\n",
    "\n- ",
    "Ã©",
    "â€™",
    "Â ",
    "&nbsp;",
    "&amp;eacute;",
    "&#8217;",
    "ont",
    "blessé",
    "dockers",
    "reconnaissent",
    "the council",
    "would",
    "not",
    "et",
    "and",
];

/// A text of such pieces, with and without blanks between them.
fn newsy() -> impl Strategy<Value = String> {
    let piece = (select(PIECES), select(vec![" ", " ", " ", "", "\n\n"]));
    prop::collection::vec(piece, 0..80).prop_map(|pieces| {
        let glued = pieces.iter().map(|(words, gap)| format!("{words}{gap}"));
        glued.collect()
    })
}

/// A text of any characters at all.
fn anything() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..120).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn any_text_keeps_its_spans(text in anything()) {
        check(text.as_bytes());
    }

    #[test]
    fn newsy_text_keeps_its_spans(text in newsy()) {
        check(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }
}

#[test]
fn the_example_articles_keep_their_spans() {
    for (name, bytes) in support::examples() {
        let spans = check(&bytes);
        assert!(spans > 50, "{name}: only {spans} spans");
    }
}

/// Reads and holds the record against its text; how many spans it has.
fn check(bytes: &[u8]) -> usize {
    let Some(record) = support::read(bytes) else {
        return 0;
    };
    let line = support::json(&record);
    let again = support::read(bytes).expect("what was read once is read again");
    assert_eq!(
        line,
        support::json(&again),
        "the same bytes give the same record"
    );
    support::text(&record, 80);
    support::brat(&record);

    let value: Value = serde_json::from_str(&line).expect("the record is JSON");
    let text = value["document"]["text"].as_str().expect("a text");
    let spans = check_spans(&value, &text.chars().collect::<Vec<_>>());
    check_ids(&value);
    check_nesting(&record);
    spans
}

fn check_spans(value: &Value, text: &[char]) -> usize {
    match value {
        Value::Object(part) if part.contains_key("start") => {
            let at = |key| part[key].as_u64().expect("an offset") as usize;
            let range = at("start")..at("end");
            let named = text.get(range).expect("the span lies inside the document");
            let named: String = named.iter().collect();
            assert_eq!(part["text"], named);
            assert!(!named.is_empty(), "a span names no word");
            1
        }
        Value::Object(part) => part.values().map(|inner| check_spans(inner, text)).sum(),
        Value::Array(parts) => parts.iter().map(|inner| check_spans(inner, text)).sum(),
        _ => 0,
    }
}

fn check_ids(record: &Value) {
    let kinds = [
        "actors",
        "statements",
        "events",
        "figures",
        "times",
        "places",
    ];
    let parts = kinds
        .iter()
        .flat_map(|kind| record[kind].as_array().expect("a list"));
    let ids: BTreeSet<&str> = parts.filter_map(|part| part["id"].as_str()).collect();
    let known = |value: &Value| value.as_str().is_none_or(|id| ids.contains(id));
    for statement in record["statements"].as_array().expect("a list") {
        for key in ["within", "time", "place"] {
            assert!(known(&statement[key]), "{key} of {statement}");
        }
        for key in ["source", "addressee"] {
            assert!(known(&statement[key]["actor"]), "{key} of {statement}");
        }
    }
    for event in record["events"].as_array().expect("a list") {
        for key in ["time", "place", "according_to"] {
            assert!(known(&event[key]), "{key} of {event}");
        }
        for key in ["actor", "recipient", "figures"] {
            let mut of = event[key].as_array().expect("a list").iter();
            assert!(of.all(known), "{key} of {event}");
        }
    }
    for figure in record["figures"].as_array().expect("a list") {
        assert!(known(&figure["according_to"]), "{figure}");
    }
}

/// No statement stands, over however many others, within itself.
fn check_nesting(record: &selon::Record) {
    for start in &record.statements {
        let outer = |statement: &selon::Statement| {
            let id = statement.within?;
            record.statements.get(id.0)
        };
        let outwards =
            std::iter::successors(Some(start), |&statement| outer(statement).map(|o| o as _));
        assert!(outwards.take(record.statements.len() + 1).count() <= record.statements.len());
    }
}
