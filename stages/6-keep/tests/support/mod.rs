//! Records to store, and a place to store them.
#![allow(dead_code)] // Each test file uses some of it.
#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use selon::{
    ActorId, Certainty, Event, EventKind, FigureId, Party, PlaceId, Record, Selon, Span,
    StatementId, Tense, TimeId,
};
use selon_keep::{Incoming, Store};
use tempfile::TempDir;

static SELON: LazyLock<Selon> = LazyLock::new(|| Selon::new().unwrap());

/// A folder for a store that lives as long as the test.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().join("test.db")
    }

    /// A store with these articles.
    pub fn store(&self, articles: &[(&str, &str)]) -> Store {
        let mut store = Store::create(&self.path()).unwrap();
        store.add(&read(articles)).unwrap();
        store
    }
}

/// The records of articles given as origin and text.
pub fn read(articles: &[(&str, &str)]) -> Vec<Incoming> {
    let read = |&(origin, text): &(&str, &str)| {
        let record = SELON.read(text.as_bytes(), origin).unwrap();
        Incoming::new(record)
    };
    articles.iter().map(read).collect()
}

/// The records of the articles that come with the project.
pub fn examples() -> Vec<Record> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/articles");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let record = |file: PathBuf| {
        let origin = file.display().to_string();
        SELON.read(&fs::read(&file).unwrap(), &origin).unwrap()
    };
    let records: Vec<_> = files.map(record).collect();
    assert!(!records.is_empty());
    records
}

/// The record of one article.
pub fn record(origin: &str, text: &str) -> Record {
    SELON.read(text.as_bytes(), origin).unwrap()
}

/// Adds an event to a record: what the words name and who is called by those words does to whom. It stands in the first statement
/// whose content has its words.
pub fn deed<'r>(
    record: &'r mut Record,
    kind: EventKind,
    trigger: &[&str],
    [actors, recipients]: [&[&str]; 2],
) -> &'r mut Event {
    let text = &record.document.text;
    let first = |words: &&str| {
        let start = text.find(*words);
        let start = start.unwrap_or_else(|| panic!("{words} stands in the text"));
        Span::new(start, start + words.len())
    };
    let party = |words: &&str| {
        let span = first(words);
        let mut actors = record.actors.iter();
        let named = actors.position(|actor| {
            let mut mentions = actor.mentions.iter();
            mentions.any(|mention| mention.span.contains(span))
        });
        let actor = named.map(ActorId);
        Party { span, actor }
    };
    let trigger: Vec<Span> = trigger.iter().map(first).collect();
    let mut statements = record.statements.iter();
    let according_to = statements.position(|statement| {
        let mut content = statement.content.iter();
        content.any(|piece| piece.contains(trigger[0]))
    });
    let event = Event {
        kind,
        actors: actors.iter().map(party).collect(),
        recipients: recipients.iter().map(party).collect(),
        time: None,
        place: None,
        certainty: Certainty::Stated,
        tense: Tense::Past,
        negated: false,
        according_to: according_to.map(StatementId),
        figures: Vec::new(),
        trigger,
    };
    record.events.push(event);
    record.events.last_mut().unwrap()
}

/// An article with an event of every sort: of several pieces, with and without a recipient, a time, a place, figures and
/// somebody who says so, of somebody nobody knows, and one that did not happen.
pub fn sanctions() -> Record {
    let mut record = record("news/sanctions.txt", SANCTIONS);
    record.events.clear(); // These are by hand, so that what is stored does not hang on what is found.
    let pieces = ["a imposé", "sanctions"];
    let sanction = deed(
        &mut record,
        EventKind::Sanction,
        &pieces,
        [&["La Russie"], &["la Moldavie"]],
    );
    sanction.time = Some(TimeId(0));
    let arrest = deed(
        &mut record,
        EventKind::Coerce,
        &["a arrêté"],
        [&["La police française"], &["militants"]],
    );
    arrest.place = Some(PlaceId(0));
    arrest.figures = vec![FigureId(0)];
    let visit = deed(
        &mut record,
        EventKind::Consult,
        &["verront"],
        [&["Paris et Chisinau", "Chisinau"], &[]],
    );
    (visit.tense, visit.certainty, visit.negated) = (Tense::Future, Certainty::Hearsay, true);
    let words = deed(
        &mut record,
        EventKind::Disapprove,
        &["dénoncé"],
        [&["On"], &["Moscou"]],
    );
    words.actors[0].actor = None;
    record
}

pub const SANCTIONS: &str = "date 2026-03-12

La Russie sanctionne la Moldavie

La Russie a imposé de nouvelles sanctions contre la Moldavie, a annoncé le Kremlin mardi. La police française a arrêté à \
Paris 12 militants (𝔛) hier. Paris et Chisinau ne se verront pas. On a dénoncé l’accord avec Moscou.";

pub const HARBOUR: &str = "date 2026-03-12

Le port de Valmer reste fermé

La maire de Valmer, Inès Carvalho, a prévenu mardi que le port resterait fermé. « Nous attendons l’avis du préfet 𝔛 », a-t-elle déclaré.

Plus de 340 camions sont bloqués, selon l’Union des transporteurs.";

pub const QUAY: &str = "date 2026-04-02

Le préfet rassure

Le préfet a assuré jeudi qu’Inès Carvalho avait reçu son avis. Environ 1 200 dockers ont repris le travail, a annoncé la mairie.";
