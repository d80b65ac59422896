//! What Selon takes and writes grows with a text and not with its square, whatever stands in it.
//!
//! Bytes are counted, not seconds: a loop over everything inside another that keeps something, a list made anew for each word
//! or a text repeated in each statement shows in them, on any machine. `benches/growth` measures time.

#[path = "../benches/growth/memory.rs"]
mod memory;
#[allow(dead_code, reason = "the bench uses the rest")]
#[path = "../benches/growth/texts.rs"]
mod texts;

use selon::Selon;
use selon::intake::{Item, Kind as Format};

/// The words of the two texts that are compared. Both have many sentences of the greatest length.
const WORDS: [usize; 2] = [1_000, 4_000];

/// How many times as much a word of the longer text may take: what grows with the square takes four times as much.
const MOST: f64 = 1.5;

/// No sentence has more words.
const LONGEST_SENTENCE: usize = 160;

// One test: everything that runs beside it would be counted too.
#[test]
fn memory_and_records_grow_with_the_text() {
    for kind in texts::KINDS {
        let selon = Selon::new().unwrap().with_language(kind.language).unwrap();
        selon.read(b"Le port.", "-").unwrap();
        let [short, long] = WORDS.map(|words| cost(&selon, kind, words));
        let times = (WORDS[1] / WORDS[0]) as f64;
        for (what, short, long) in [("memory", short.0, long.0), ("JSON", short.1, long.1)] {
            let growth = long as f64 / short as f64 / times;
            assert!(
                growth < MOST,
                "{} {:?}: {what} a word grows {growth:.1} times",
                kind.language,
                kind.name
            );
        }
    }
}

/// The bytes that reading a text takes, and those of its record.
fn cost(selon: &Selon, kind: &texts::Kind, words: usize) -> (usize, usize) {
    let item = Item {
        origin: "-".to_owned(),
        bytes: kind.text(words).into_bytes(),
        kind: if kind.page {
            Format::Page { charset: None }
        } else {
            Format::Text
        },
    };
    memory::start();
    let article = selon.article_of(&item).expect("an article");
    let analysis = selon.analyse_article(&article).expect("a language");
    let longest = analysis
        .sentences
        .iter()
        .map(|sentence| sentence.words.len())
        .max();
    assert!(
        longest <= Some(LONGEST_SENTENCE),
        "{}: {longest:?} words",
        kind.name
    );
    let record = selon.read_analysed(&article, &analysis).expect("a record");
    let mut json = Vec::new();
    selon::write::json::record(&record, &mut json).expect("memory");
    (memory::all(), json.len())
}
