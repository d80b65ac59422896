//! Records of a language that no release has: what the store knows of a language stands in its tables.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

use selon::analyse::conllu::Treebank;
use selon::{Record, Selon, languages};
use selon_keep::ask::{StatementsQuestion, StoriesQuestion};
use selon_keep::{Incoming, Store};

/// The trees that the other stages read the language with.
const TREES: &str = include_str!("../../../selon/tests/spanish/article.conllu");

/// How many of its sentences a paper prints that cuts it short.
const SHORT: usize = 4;

/// The record of the first sentences of the article, published on Thursday 12 March 2026.
fn record(origin: &str, sentences: usize) -> Record {
    let selon = Selon::of([languages::pack("es").unwrap()]).unwrap();
    let trees: Vec<&str> = TREES.split("\n\n").take(sentences).collect();
    let treebank = Treebank::parse(origin, &format!("{}\n", trees.join("\n\n"))).unwrap();
    let (text, analysis) = treebank.analysis("es");
    let file = format!("Publicado: 12/03/2026\n\n{text}\n");
    let article = selon.article(file.as_bytes(), origin).unwrap();
    assert_eq!(article.text, text);
    selon.read_analysed(&article, &analysis).unwrap()
}

fn store(records: &[Record]) -> Store {
    let mut store = Store::in_memory().unwrap();
    let batch: Vec<_> = records.iter().cloned().map(Incoming::new).collect();
    store.add(&batch).unwrap();
    store
}

#[test]
fn a_record_comes_out_as_it_went_in_and_answers() {
    let article = record("whole.txt", usize::MAX);
    let store = store(std::slice::from_ref(&article));
    store.check().unwrap();
    let kept = store.record(&article.document.id).unwrap();
    assert_eq!(kept.as_ref(), Some(&article));
    let by = StatementsQuestion {
        by: Some("Elena Robles Arnau".parse().unwrap()),
        ..StatementsQuestion::default()
    };
    let said = store.statements(&by).unwrap();
    let cues: Vec<_> = said
        .iter()
        .filter_map(|row| Some(row.cue.as_ref()?.lemma.as_str()))
        .collect();
    assert_eq!(cues, ["anunciar", "decir"]);
}

#[test]
fn an_article_that_is_printed_again_is_a_copy_and_says_the_same() {
    let records = [record("whole.txt", usize::MAX), record("short.txt", SHORT)];
    let store = store(&records);
    let stories = store.stories(&StoriesQuestion::default()).unwrap();
    assert_eq!(stories.len(), 1);
    assert_eq!((stories[0].articles, stories[0].copies), (2, 1));
    assert_eq!(stories[0].languages, ["es"]);
    // By stems and negation: a statement is grouped with itself, and with no other.
    let variants = store.variants(&StatementsQuestion::default()).unwrap();
    let groups: std::collections::BTreeSet<_> =
        variants.iter().map(|row| &row.variants_of).collect();
    assert_eq!(groups.len() * 2, variants.len());
    assert!(!groups.is_empty());
}
