//! Sentences for the tests of events: a tree, who is named in it, and the events it comes to.

use selon_languages::pack;

use super::candidate::{EventCandidate, candidates};
use super::context::{EventContext, WordFacts};
use crate::grammar::testing::{Tree, tree};
use crate::lexicon::cues;
use crate::lexicon::events::Lexicon;

/// Asks something of the context of a tree, in the shipped tables of a language. `known` says what the article tells of words:
/// `police:party Odessa:place russes:nation mardi:time`.
pub(super) fn ask<T>(
    code: &str,
    rows: &str,
    known: &str,
    question: impl FnOnce(&Tree, &EventContext) -> T,
) -> T {
    let pack = pack(code).unwrap();
    let (lexicon, cues) = (Lexicon::load(pack), cues::Lexicon::load(pack));
    let tree = tree(rows);
    let mut facts = vec![WordFacts::default(); tree.sentence.words.len()];
    for entry in known.split_whitespace() {
        let (form, what) = entry.split_once(':').unwrap();
        let facts = &mut facts[tree.at(form)];
        *match what {
            "party" => &mut facts.is_party,
            "place" => &mut facts.is_place,
            "nation" => &mut facts.is_nation,
            "time" => &mut facts.is_time,
            _ => panic!("{what} is nothing an article tells"),
        } = true;
    }
    let context = EventContext::new(&lexicon, &cues, &tree.sentence, facts);
    question(&tree, &context)
}

/// The events of a tree as `TYPE trigger … trigger | actor, actor | recipient`, behind it what is not past, stated and so.
pub(super) fn events(code: &str, rows: &str, known: &str) -> Vec<String> {
    ask(code, rows, known, |tree, context| {
        let found = candidates(context);
        found.iter().map(|event| line(tree, event)).collect()
    })
}

/// The forms of words with a comma between.
pub(super) fn forms(tree: &Tree, words: &[usize]) -> String {
    let forms = words.iter().filter_map(|&word| tree.form(Some(word)));
    forms.collect::<Vec<_>>().join(", ")
}

fn line(tree: &Tree, event: &EventCandidate) -> String {
    let mut line = format!(
        "{} {} | {} | {}",
        event.kinds.by_others.name(),
        forms(tree, &event.trigger).replace(", ", " … "),
        forms(tree, &event.participants.actors),
        forms(tree, &event.participants.recipients)
    );
    for told in [event.modality.tense.name(), event.modality.certainty.name()] {
        if !["past", "stated"].contains(&told) {
            line += &format!(" | {told}");
        }
    }
    line + if event.modality.negated {
        " | negated"
    } else {
        ""
    }
}
