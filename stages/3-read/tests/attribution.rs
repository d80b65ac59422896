//! Attribution on sentences of newsroom kind, through the shipped models: text in, source, cue and content out.

#![allow(clippy::unwrap_used)] // In a test, what nobody expects should fail it.

use selon_analyse::Analyser;
use selon_intake::Article;
use selon_read::{Attitude, Certainty, Reader, Record, Statement, StatementForm};

fn read(language: &str, text: &str) -> Record {
    let pack = selon_languages::pack(language).unwrap();
    let analyser = Analyser::load(pack.code(), pack.model().unwrap()).unwrap();
    let article = Article {
        id: "test".into(),
        origin: "-".into(),
        title: None,
        text: text.into(),
        published: None,
        encoding: "utf-8",
    };
    Reader::new(pack)
        .unwrap()
        .read(&article, &analyser.analyse(&article))
}

/// `source | cue | content | content …`, an absent source or cue as nothing.
fn line(record: &Record, statement: &Statement) -> String {
    let text = &record.document.text;
    let source = statement
        .source
        .as_ref()
        .map_or("", |source| source.span.of(text));
    let cue = statement
        .cue
        .as_ref()
        .map_or("", |cue| cue.cover().of(text));
    let content: Vec<&str> = statement.content.iter().map(|span| span.of(text)).collect();
    format!("{source} | {cue} | {}", content.join(" | "))
}

#[track_caller]
fn expect(language: &str, text: &str, expected: &[&str]) -> Record {
    let record = read(language, text);
    let lines: Vec<String> = record
        .statements
        .iter()
        .map(|statement| line(&record, statement))
        .collect();
    assert_eq!(lines, expected, "in: {text}");
    record
}

#[test]
fn a_quotation_before_its_inverted_cue() {
    let record = expect(
        "fr",
        "« La route restera fermée jusqu’à lundi », a annoncé le préfet de la Drôme.",
        &["le préfet de la Drôme | a annoncé | « La route restera fermée jusqu’à lundi »"],
    );
    assert_eq!(record.statements[0].form, StatementForm::Direct);
}

#[test]
fn a_quotation_of_several_sentences_behind_a_colon() {
    expect(
        "fr",
        "La ministre a répondu : « Nous avons entendu les agriculteurs. Le texte sera revu avant l’été. »",
        &[
            "La ministre | a répondu | « Nous avons entendu les agriculteurs. Le texte sera revu avant l’été. »",
        ],
    );
}

#[test]
fn a_clause_with_words_quoted_inside_is_mixed() {
    let record = expect(
        "fr",
        "Le syndicat a affirmé que la direction « refusait tout dialogue depuis des mois ».",
        &["Le syndicat | a affirmé | que la direction « refusait tout dialogue depuis des mois »"],
    );
    assert_eq!(record.statements[0].form, StatementForm::Mixed);
}

#[test]
fn a_preposition_names_the_source_of_its_clause() {
    let record = expect(
        "fr",
        "L’incendie a détruit trois hangars, selon les pompiers.",
        &["les pompiers | selon | L’incendie a détruit trois hangars"],
    );
    assert_eq!(record.statements[0].form, StatementForm::Indirect);
}

#[test]
fn a_label_in_quotation_marks_is_no_statement() {
    expect(
        "fr",
        "La police a dispersé le rassemblement « illégal » devant la gare.",
        &[],
    );
}

#[test]
fn a_negated_cue_denies() {
    let record = read("fr", "Le maire n’a pas dit que la piscine fermerait.");
    assert_eq!(record.statements[0].attitude, Attitude::Deny);
    assert_eq!(record.statements[0].certainty, Certainty::Denied);
}

#[test]
fn the_journalistic_conditional_is_hearsay() {
    let record = read(
        "fr",
        "Le suspect aurait déclaré que son frère conduisait la voiture.",
    );
    assert_eq!(record.statements[0].certainty, Certainty::Hearsay);
}

#[test]
fn a_second_verb_shares_the_subject() {
    let record = read(
        "fr",
        "La présidente a visité l’usine et a assuré que les emplois seraient maintenus.",
    );
    assert_eq!(
        line(&record, record.statements.last().unwrap()),
        "La présidente | a assuré | que les emplois seraient maintenus"
    );
}

#[test]
fn a_belief_inside_a_statement_is_nested() {
    let record = read(
        "fr",
        "Le directeur a déclaré qu’il espérait que les travaux finiraient en mars.",
    );
    let inner = &record.statements[1];
    assert_eq!(inner.attitude, Attitude::Hope);
    assert_eq!(inner.within.map(|outer| outer.0), Some(0));
}

#[test]
fn english_quotation_and_clause() {
    expect(
        "en",
        "“The bridge will stay closed until Monday,” said the mayor of Leeds.",
        &["the mayor of Leeds | said | “The bridge will stay closed until Monday,”"],
    );
    expect(
        "en",
        "The company said that it would appeal the ruling.",
        &["The company | said | that it would appeal the ruling"],
    );
}

#[test]
fn english_according_to() {
    expect(
        "en",
        "Three people died in the fire, according to local police.",
        &["local police | according to | Three people died in the fire"],
    );
}
