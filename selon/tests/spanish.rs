//! A language that no release has, through every stage but the model: its tables stand in `languages/sample/es`, its trees
//! in a file. Whatever fails here is a mechanism that knows French or English alone.

use selon::analyse::conllu::Treebank;
use selon::{Attitude, Certainty, Record, Selon, languages};

const TREES: &str = include_str!("spanish/article.conllu");

/// The record of the article, published on Thursday 12 March 2026.
fn record() -> Record {
    let pack = languages::pack("es").expect("the feature `sample` of selon-languages");
    let selon = Selon::of([pack]).expect("tables that mean something");
    let treebank = Treebank::parse("article.conllu", TREES).expect("trees");
    let (text, analysis) = treebank.analysis("es");
    let file = format!("Publicado: 12/03/2026\n\n{text}\n");
    let article = selon
        .article(file.as_bytes(), "article.txt")
        .expect("a text");
    assert_eq!(article.text, text);
    selon.read_analysed(&article, &analysis).expect("a record")
}

/// Each statement as `source (actor) | cue | content`.
fn statements(record: &Record) -> Vec<String> {
    let text = record.document.text.as_str();
    let said = record.statements.iter().map(|statement| {
        let source = statement.source.as_ref().map_or(String::new(), |source| {
            let actor = source.actor.map(|id| record.actors[id.0].name.as_str());
            format!("{} ({})", source.span.of(text), actor.unwrap_or_default())
        });
        let cue = statement.cue.as_ref();
        let cue = cue.map_or("", |cue| cue.cover().of(text));
        let content: Vec<&str> = statement.content.iter().map(|at| at.of(text)).collect();
        format!("{source} | {cue} | {}", content.join(" … "))
    });
    said.collect()
}

#[test]
fn who_says_what() {
    let record = record();
    assert_eq!(
        statements(&record),
        [
            "La ministra de Sanidad, Elena Robles Arnau (Elena Robles Arnau) | anunció | que el hospital de Valdeoro cerrará \
             en junio",
            "Robles (Elena Robles Arnau) | dijo | «No tenemos médicos»",
            " | negó | que falten medicamentos",
            "el sindicato Unión Sanitaria (sindicato Unión Sanitaria) | Según | más de 340 camas siguen vacías",
            "Francia (Francia) | condenó | el ataque contra el puerto",
        ]
    );
    let attitudes: Vec<Attitude> = record.statements.iter().map(|said| said.attitude).collect();
    assert_eq!(attitudes[2], Attitude::Deny);
    let certainties: Vec<Certainty> = record
        .statements
        .iter()
        .map(|said| said.certainty)
        .collect();
    use Certainty::{Denied, Stated};
    assert_eq!(certainties, [Stated, Stated, Denied, Stated, Stated]);
}

#[test]
fn who_does_what_to_whom() {
    let record = record();
    let text = record.document.text.as_str();
    let names = |parties: &[selon::Party]| -> Vec<&str> {
        parties.iter().map(|party| party.span.of(text)).collect()
    };
    let events: Vec<_> = record
        .events
        .iter()
        .map(|event| {
            (
                event.kind.name(),
                names(&event.actors),
                names(&event.recipients),
            )
        })
        .collect();
    assert!(
        events.contains(&("COERCE", vec!["La policía"], vec!["doce manifestantes"])),
        "{events:?}"
    );
    assert!(
        events
            .iter()
            .any(|(kind, actors, _)| *kind == "DISAPPROVE" && actors == &["Francia"]),
        "{events:?}"
    );
}

#[test]
fn how_many_when_and_where() {
    let record = record();
    let text = record.document.text.as_str();
    let figures: Vec<_> = record
        .figures
        .iter()
        .map(|figure| {
            (
                figure.span.of(text),
                figure.bound.name(),
                figure.unit.as_str(),
            )
        })
        .collect();
    assert_eq!(
        figures,
        [
            ("más de 340 camas", "more_than", "cama"),
            ("doce manifestantes", "exact", "person"),
        ]
    );
    let times: Vec<_> = record
        .times
        .iter()
        .map(|time| (time.span.of(text), time.value.as_str()))
        .collect();
    assert_eq!(
        times,
        [
            ("martes", "2026-03-10"),
            ("junio", "2026-06"),
            ("el 14 de junio", "2025-06-14"),
        ]
    );
    let places: Vec<&str> = record
        .places
        .iter()
        .map(|place| place.name.as_str())
        .collect();
    assert!(places.contains(&"Valdeoro"), "{places:?}");
}
