//! Trees with all that the readers of statements ask, for tests.

use selon_analyse::Analysis;
use selon_intake::{Article, Span};

use super::context::SentenceContext;
use super::cues;
use super::rules::Rules;
use crate::grammar::testing::{Tree, tree};
use crate::parties::Parties;
use crate::quotations::{Marks, passages};
use crate::record::{Party, Record};
use crate::view::ArticleView;
use crate::{Reader, mentions, names};

/// What this stage reads from sentences, each written as [`tree`] has them; one that begins with `¶` begins a paragraph.
pub(crate) fn record(language: &str, sentences: &[&str]) -> Record {
    let pack = selon_languages::pack(language).unwrap();
    let (mut text, mut read, mut paragraph) = (String::new(), Vec::new(), 0);
    for rows in sentences {
        let begins = rows.starts_with('¶') && !text.is_empty();
        paragraph += usize::from(begins);
        if !text.is_empty() {
            text.push(if begins { '\n' } else { ' ' });
        }
        let mut of = tree(rows.trim_start_matches('¶'));
        let shifted = |span: Span| Span::new(span.start + text.len(), span.end + text.len());
        of.sentence.span = shifted(of.sentence.span);
        of.sentence.paragraph = paragraph;
        let words = of.sentence.words.iter().cloned().map(|mut word| {
            word.span = shifted(word.span);
            word
        });
        of.sentence.words = selon_analyse::Words::new(words.collect());
        text.push_str(&of.text);
        read.push(of.sentence);
    }
    let article = Article {
        id: "test".into(),
        origin: "-".into(),
        title: None,
        author: None,
        text,
        published: None,
        encoding: "utf-8",
    };
    let analysis = Analysis {
        model: None,
        language: pack.code(),
        sentences: read,
    };
    Reader::new(pack).unwrap().read(&article, &analysis).record
}

/// Its statements, each as `source > addressee | cue | content | content`.
pub(super) fn statements(language: &str, sentences: &[&str]) -> Vec<String> {
    let record = record(language, sentences);
    let text = &record.document.text;
    let words = |spans: &[Span]| {
        let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        words.join(" | ")
    };
    let party = |party: &Option<Party>| party.as_ref().map(|party| party.span.of(text));
    let line = |statement: &crate::Statement| {
        let source = party(&statement.source).unwrap_or_default();
        let told = party(&statement.addressee).map(|told| format!(" > {told}"));
        let cue = statement
            .cue
            .as_ref()
            .map_or(String::new(), |cue| words(&cue.pieces));
        let content = words(&statement.content);
        format!("{source}{} | {cue} | {content}", told.unwrap_or_default())
    };
    record.statements.iter().map(line).collect()
}

/// Asks something of a sentence of an article that is no more than that.
pub(super) fn in_context<T>(
    language: &str,
    rows: &str,
    ask: impl FnOnce(&SentenceContext, &Tree) -> T,
) -> T {
    let pack = selon_languages::pack(language).unwrap();
    let tree = tree(rows);
    let text = tree.text.as_str();
    let analysis = Analysis {
        model: None,
        language: pack.code(),
        sentences: vec![tree.sentence.clone()],
    };
    let (marks, name_rules) = (Marks::load(), names::Rules::load(pack));
    let quotations = marks.quotations(text, &[tree.sentence.span]);
    let view = ArticleView {
        text,
        analysis: &analysis,
        marks: &marks,
        quotations: &quotations,
        passages: &passages(&quotations),
        times: &[],
        name_rules: &name_rules,
        names: &name_rules.names(text, &analysis, &[]),
    };
    let rules = Rules::load(pack);
    let found = mentions::Rules::load(pack).mentions(&view);
    let context = SentenceContext {
        rules: &rules,
        view: &view,
        parties: &Parties::of(view, found, None),
        at: 0,
        sentence: &tree.sentence,
        cues: &cues::cues(rules.lexicon(), &tree.sentence, text),
    };
    ask(&context, &tree)
}
