//! Events on sentences of newsroom kind, through the shipped models: text in, who does what to whom out.

#![allow(clippy::unwrap_used)] // In a test, what nobody expects should fail it.

mod support;

use selon_read::{Event, Party, Record};

fn read(language: &str, text: &str) -> Record {
    support::read(language, None, text).0
}

/// `TYPE trigger … trigger | actor, actor | recipient`, behind it what is not past, stated and so.
fn line(text: &str, event: &Event) -> String {
    let words =
        |spans: Vec<selon_intake::Span>| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>();
    let named =
        |parties: &[Party]| words(parties.iter().map(|party| party.span).collect()).join(", ");
    let trigger = words(event.trigger.clone()).join(" … ");
    let mut line = format!(
        "{} {trigger} | {} | {}",
        event.kind.name(),
        named(&event.actors),
        named(&event.recipients)
    );
    for told in [event.tense.name(), event.certainty.name()] {
        if !["past", "stated"].contains(&told) {
            line += &format!(" | {told}");
        }
    }
    line + if event.negated { " | negated" } else { "" }
}

#[track_caller]
fn expect(language: &str, text: &str, expected: &[&str]) -> Record {
    let record = read(language, text);
    let lines: Vec<String> = record
        .events
        .iter()
        .map(|event| line(text, event))
        .collect();
    assert_eq!(lines, expected, "in: {text}");
    record
}

/// What each rule does with a tree is held where it stands, in `src/events`; here, that sentences of either language get there.
#[test]
fn sentences_of_either_language_come_to_their_events() {
    expect(
        "fr",
        "La police a arrêté trois militants mardi à Brévannes. La Suède a levé l’embargo contre l’Iran.",
        &[
            "COERCE arrêté | La police | trois militants",
            "RETREAT levé … embargo | La Suède | l’Iran",
        ],
    );
    expect(
        "en",
        "Two journalists were detained by soldiers on Monday. Iran threatened to expel the inspectors.",
        &[
            "COERCE detained | soldiers | Two journalists",
            "THREATEN threatened | Iran | the inspectors",
        ],
    );
}

#[test]
fn what_somebody_denies_is_denied() {
    expect(
        "fr",
        "Le gouvernement dément avoir arrêté le journaliste.",
        &["COERCE arrêté | Le gouvernement | le journaliste | denied"],
    );
}

#[test]
fn an_event_knows_its_statement_its_time_and_how_many() {
    let text = "La police a arrêté 40 manifestants mardi, selon la préfecture.";
    let record = expect("fr", text, &["COERCE arrêté | La police | 40 manifestants"]);
    let event = &record.events[0];
    let source = event
        .according_to
        .and_then(|id| record.statements[id.0].source.as_ref());
    assert_eq!(
        source.map(|source| source.span.of(text)),
        Some("la préfecture")
    );
    assert_eq!(
        event.time.map(|id| record.times[id.0].span.of(text)),
        Some("mardi")
    );
    let figures: Vec<_> = event
        .figures
        .iter()
        .map(|id| record.figures[id.0].low)
        .collect();
    assert_eq!(figures, [Some(40.0)]);
}
