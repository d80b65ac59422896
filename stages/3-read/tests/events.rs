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

#[test]
fn a_verb_names_who_acts_and_on_whom() {
    expect(
        "fr",
        "La police a arrêté trois militants mardi à Brévannes.",
        &["COERCE arrêté | La police | trois militants"],
    );
    expect(
        "en",
        "Two journalists were detained by soldiers on Monday.",
        &["COERCE detained | soldiers | Two journalists"],
    );
}

#[test]
fn a_verb_carries_out_or_ends_what_its_noun_names() {
    expect(
        "fr",
        "La Norvège a imposé de nouvelles sanctions à la Biélorussie. La Suède a levé l’embargo contre l’Iran.",
        &[
            "SANCTION imposé … sanctions | La Norvège | la Biélorussie",
            "RETREAT levé … embargo | La Suède | l’Iran",
        ],
    );
    expect(
        "en",
        "Dockers called off the strike. Peru imposed an embargo on Chile.",
        &[
            "CONCEDE called off … strike | Dockers | ",
            "SANCTION imposed … embargo | Peru | Chile",
        ],
    );
}

#[test]
fn a_noun_alone_is_an_event_if_somebody_is_named_with_it() {
    expect(
        "fr",
        "Les frappes russes contre Odessa inquiètent. Les violences inquiètent.",
        &["FIGHT frappes | russes | Odessa"],
    );
    expect(
        "en",
        "The arrest of two activists surprised the town. The talks were long.",
        &["COERCE arrest |  | two activists"],
    );
}

#[test]
fn what_is_demanded_or_refused_is_not_done() {
    expect(
        "fr",
        "Le président a refusé de rencontrer les syndicats. L’ONU a exhorté le gouvernement à libérer les prisonniers.",
        &[
            "REJECT refusé | Le président | les syndicats",
            "DEMAND exhorté | L’ONU | le gouvernement",
        ],
    );
    expect(
        "en",
        "Iran threatened to expel the inspectors. The mayor agreed to meet residents.",
        &[
            "THREATEN threatened | Iran | the inspectors",
            "AGREE agreed | The mayor | residents",
        ],
    );
}

#[test]
fn a_condition_or_a_purpose_is_no_event() {
    expect("fr", "Si l’armée attaquait la ville, tout changerait.", &[]);
    expect(
        "fr",
        "Des renforts sont partis pour arrêter les passeurs.",
        &[],
    );
    expect(
        "en",
        "If troops attacked the town, everything would change.",
        &[],
    );
}

#[test]
fn nobody_strikes_where_a_storm_does() {
    expect("fr", "La tempête a tué trois pêcheurs.", &[]);
    expect("en", "The earthquake killed nine villagers.", &[]);
}

#[test]
fn what_is_told_of_an_event_is_when_how_surely_and_whether() {
    expect(
        "fr",
        "L’armée aurait tué deux étudiants. Le ministre n’a pas rencontré les syndicats.",
        &[
            "FIGHT tué | L’armée | deux étudiants | hearsay",
            "CONSULT rencontré | Le ministre | les syndicats | negated",
        ],
    );
    expect(
        "fr",
        "Le gouvernement dément avoir arrêté le journaliste.",
        &["COERCE arrêté | Le gouvernement | le journaliste | denied"],
    );
}

#[test]
fn friends_who_will_act_have_agreed_to() {
    expect(
        "en",
        "France will send aid to Chad.",
        &["AGREE send aid | France | Chad | future"],
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
