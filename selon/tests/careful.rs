//! What the careful model must do whatever it has learnt, and some of what it was made for.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

use std::sync::LazyLock;

use selon::analyse::Relation;
use selon::{Analysis, Article, Model, Selon};

static CAREFUL: LazyLock<Selon> =
    LazyLock::new(|| Selon::new().unwrap().with_model(Model::Careful).unwrap());

fn analyse(code: &str, text: &str) -> (Article, Analysis) {
    let selon = Selon::new().unwrap().with_language(code).unwrap();
    let article = selon.article(text.as_bytes(), "a.txt").unwrap();
    let careful = selon.with_model(Model::Careful).unwrap();
    let analysis = careful.analyse_article(&article).unwrap();
    (article, analysis)
}

/// The words of every sentence, each once and in order, whatever the windows were.
fn is_whole(article: &Article, analysis: &Analysis) {
    let mut at = 0;
    for sentence in &analysis.sentences {
        assert!(sentence.words.len() < 200, "a sentence ends in time");
        assert_eq!(
            sentence
                .words
                .iter()
                .filter(|word| word.head.is_none())
                .count(),
            1
        );
        for word in &sentence.words {
            let between = article.text.get(at..word.span.start).unwrap_or_default();
            assert!(between.trim().is_empty(), "{between:?} is in no sentence");
            at = at.max(word.span.end);
        }
    }
    assert!(article.text[at..].trim().is_empty());
}

#[test]
fn a_paragraph_of_many_windows_is_read_whole() {
    let sentence = "La maire a annoncé mardi que le pont, fermé depuis l’été, rouvrirait en mai. ";
    let (article, analysis) = analyse("fr", &sentence.repeat(60));
    is_whole(&article, &analysis);
    assert_eq!(analysis.sentences.len(), 60);
    assert_eq!(analysis.model, Some(Model::Careful));
}

#[test]
fn what_is_no_prose_is_read_whole_too() {
    let noise = [
        "x".repeat(2000),
        "a-t-il-".repeat(200),
        "« ( « ( ".repeat(100),
        "1 234,5 % ".repeat(100),
        "\u{1F30D}\u{200D}\u{1F525} ".repeat(100),
        "https://example.org/a?b=c&d=e/".repeat(60),
        "mot ".repeat(400),
    ];
    for text in noise {
        let (article, analysis) = analyse("fr", &text);
        is_whole(&article, &analysis);
    }
}

#[test]
fn what_stands_around_a_paragraph_changes_nothing_in_it() {
    let paragraphs = [
        "The union, which represents the crane drivers, said the port had broken its word.",
        "Talks resume on Thursday.",
        "“Nobody was told,” said Mary Dunnock, who has run the yard since 2011. “Nobody.”",
    ];
    let (_, together) = analyse("en", &paragraphs.join("\n\n"));
    let read = |analysis: &Analysis| -> Vec<Vec<_>> {
        let sentences = analysis.sentences.iter();
        let words = sentences.map(|s| s.words.iter().map(|w| (w.upos, w.head, w.deprel)).collect());
        words.collect()
    };
    let alone: Vec<_> = paragraphs
        .iter()
        .flat_map(|paragraph| read(&analyse("en", paragraph).1))
        .collect();
    assert_eq!(read(&together), alone);
}

#[test]
fn a_clause_between_subject_and_verb_takes_neither() {
    let text = "The union, which represents 900 crane drivers, said the port had broken its word.";
    let (_, analysis) = analyse("en", text);
    let words = &analysis.sentences[0].words;
    let find = |form: &str| words.iter().position(|word| word.form == form).unwrap();
    assert_eq!(words[find("union")].head, Some(find("said")));
    assert!(words[find("union")].is(Relation::Nsubj));
}

#[test]
fn both_languages_are_read_by_one_reader() {
    for (code, text) in [
        (
            "fr",
            "Selon la préfecture, trois routes restent coupées dans la vallée.",
        ),
        (
            "en",
            "Three roads in the valley are still closed, the council said.",
        ),
    ] {
        let record = CAREFUL.read(text.as_bytes(), "a.txt").unwrap();
        assert_eq!(record.document.language, code);
        assert_eq!(record.document.model, Some(Model::Careful));
        assert_eq!(record.statements.len(), 1, "{text}");
    }
}
