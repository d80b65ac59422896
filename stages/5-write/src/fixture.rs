//! Records built by hand for the tests of the writers.

use selon_intake::{DateSource, Precision, Published, Span};
use selon_read::*;

/// Written for these tests.
const HARBOUR: &str = "Le port de Valmer restera fermé jusqu’à lundi

La maire Inès Carvalho a prévenu mardi que « rien ne bougera ». Elle a déclaré : « Nous attendons l’avis du préfet, qui
promet une réponse.

“Nos 1\u{202f}200 dockers le savent.”

Plus de 340 camions attendent à Valmer, selon l’Union des transporteurs. Le préfet a ouvert mardi une enquête contre
l’Union des transporteurs et Inès Carvalho, mais il n’a pas arrêté les dockers.";

/// The span of the `n`th place (from 0) where `words` stand.
fn nth(words: &str, n: usize) -> Span {
    let (start, found) = HARBOUR
        .match_indices(words)
        .nth(n)
        .unwrap_or_else(|| panic!("{words:?} stands there"));
    Span::new(start, start + found.len())
}

fn first(words: &str) -> Span {
    nth(words, 0)
}

/// From the first of `from` to the end of the first `to` after it.
fn through(from: &str, to: &str) -> Span {
    let start = first(from).start;
    let end = HARBOUR[start..].find(to).expect("the end stands there");
    Span::new(start, start + end + to.len())
}

fn mention(span: Span, form: MentionForm) -> Mention {
    let head = WordAt {
        sentence: 0,
        word: 0,
    };
    Mention { span, head, form }
}

fn party(span: Span, actor: Option<usize>) -> Option<Party> {
    Some(participant(span, actor))
}

fn participant(span: Span, actor: Option<usize>) -> Party {
    let actor = actor.map(ActorId);
    Party { span, actor }
}

fn cue(span: Span, lemma: &str) -> Option<Cue> {
    let lemma = lemma.to_owned();
    let pieces = vec![span];
    Some(Cue { pieces, lemma })
}

/// A statement that says nothing yet.
fn statement(form: StatementForm, content: Vec<Span>) -> Statement {
    Statement {
        form,
        source: None,
        cue: None,
        content,
        addressee: None,
        attitude: Attitude::Say,
        certainty: Certainty::Stated,
        within: None,
        time: None,
        place: None,
    }
}

/// A record of an empty article.
pub(crate) fn empty() -> Record {
    Record {
        document: Document {
            id: "0".to_owned(),
            origin: "-".to_owned(),
            title: None,
            language: "fr",
            model: None,
            encoding: "utf-8",
            text: String::new(),
            published: None,
        },
        sentences: Vec::new(),
        actors: Vec::new(),
        statements: Vec::new(),
        events: Vec::new(),
        figures: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
    }
}

/// A record of a short article that has something of everything.
pub(crate) fn harbour() -> Record {
    Record {
        document: Document {
            id: "harbour".to_owned(),
            origin: "desk/port.txt".to_owned(),
            title: Some("Le port de Valmer restera fermé jusqu’à lundi".to_owned()),
            language: "fr",
            model: Some(selon_analyse::Model::Fast),
            encoding: "windows-1252",
            text: HARBOUR.to_owned(),
            published: Some(Published {
                value: "2026-03-12".to_owned(),
                precision: Precision::Day,
                from: DateSource::Header,
            }),
        },
        sentences: vec![
            first("Le port de Valmer restera fermé jusqu’à lundi"),
            through("La maire", "bougera »."),
            through("Elle a", "réponse."),
            through("“Nos", "savent.”"),
            through("Plus de", "transporteurs."),
            through("Le préfet", "les dockers."),
        ],
        actors: actors(),
        statements: statements(),
        events: events(),
        figures: figures(),
        times: times(),
        places: places(),
    }
}

fn actors() -> Vec<Actor> {
    let actor = |name: &str, kind, mentions| Actor {
        name: name.to_owned(),
        kind,
        country: None,
        sector: None,
        known_as: None,
        mentions,
    };
    vec![
        Actor {
            country: Some("FRA"),
            sector: Some("GOV"),
            ..actor(
                "Inès Carvalho",
                ActorKind::Person,
                vec![
                    mention(first("La maire Inès Carvalho"), MentionForm::Title),
                    mention(first("Elle"), MentionForm::Pronoun),
                    mention(nth("Inès Carvalho", 1), MentionForm::Name),
                ],
            )
        },
        actor(
            "Union des transporteurs",
            ActorKind::Organisation,
            vec![
                mention(first("l’Union des transporteurs"), MentionForm::Name),
                mention(nth("l’Union des transporteurs", 1), MentionForm::Name),
            ],
        ),
        actor(
            "Le préfet",
            ActorKind::Role,
            vec![
                mention(first("Le préfet"), MentionForm::Nominal),
                mention(first("il"), MentionForm::Pronoun),
            ],
        ),
    ]
}

fn statements() -> Vec<Statement> {
    vec![
        Statement {
            source: party(first("La maire Inès Carvalho"), Some(0)),
            cue: cue(first("a prévenu"), "prévenir"),
            attitude: Attitude::Threaten,
            time: Some(TimeId(1)),
            ..statement(
                StatementForm::Mixed,
                vec![through("que « rien", "bougera »")],
            )
        },
        Statement {
            source: party(first("Elle"), Some(0)),
            cue: cue(first("a déclaré"), "déclarer"),
            ..statement(
                StatementForm::Direct,
                vec![through("« Nous", "réponse."), through("“Nos", "savent.”")],
            )
        },
        Statement {
            source: party(first("qui"), None),
            cue: cue(first("promet"), "promettre"),
            attitude: Attitude::Promise,
            certainty: Certainty::Hedged,
            within: Some(StatementId(1)),
            ..statement(StatementForm::Indirect, vec![first("une réponse")])
        },
        Statement {
            source: party(first("l’Union des transporteurs"), Some(1)),
            cue: cue(first("selon"), "selon"),
            place: Some(PlaceId(1)),
            ..statement(StatementForm::Indirect, vec![through("Plus de", "Valmer")])
        },
    ]
}

/// An event of which nothing is known but that somebody does something.
fn event(kind: EventKind, trigger: Vec<Span>, actor: Party) -> Event {
    Event {
        kind,
        trigger,
        actors: vec![actor],
        recipients: Vec::new(),
        time: None,
        place: None,
        certainty: Certainty::Stated,
        tense: Tense::Past,
        negated: false,
        according_to: None,
        figures: Vec::new(),
    }
}

fn events() -> Vec<Event> {
    vec![
        Event {
            certainty: Certainty::Hedged,
            tense: Tense::Present,
            according_to: Some(StatementId(1)),
            ..event(
                EventKind::Agree,
                vec![first("promet")],
                participant(first("qui"), None),
            )
        },
        Event {
            recipients: vec![
                participant(nth("l’Union des transporteurs", 1), Some(1)),
                participant(nth("Inès Carvalho", 1), Some(0)),
            ],
            time: Some(TimeId(2)),
            place: Some(PlaceId(1)),
            ..event(
                EventKind::Investigate,
                vec![first("a ouvert"), first("enquête")],
                participant(first("Le préfet"), Some(2)),
            )
        },
        Event {
            recipients: vec![participant(first("les dockers"), None)],
            negated: true,
            figures: vec![FigureId(0)],
            ..event(
                EventKind::Coerce,
                vec![first("arrêté")],
                participant(first("il"), Some(2)),
            )
        },
    ]
}

fn figures() -> Vec<Figure> {
    vec![
        Figure {
            span: first("1\u{202f}200 dockers"),
            low: Some(1200.0),
            high: Some(1200.0),
            bound: Bound::Exact,
            unit: "person".to_owned(),
            of: Some(first("dockers")),
            according_to: Some(StatementId(1)),
        },
        Figure {
            span: first("Plus de 340 camions"),
            low: Some(340.0),
            high: None,
            bound: Bound::MoreThan,
            unit: "camion".to_owned(),
            of: None,
            according_to: Some(StatementId(3)),
        },
    ]
}

fn times() -> Vec<Time> {
    let time = |span, value: &str| Time {
        span,
        kind: TimeKind::Date,
        value: value.to_owned(),
        begin: Some(value.to_owned()),
        end: Some(value.to_owned()),
    };
    vec![
        time(first("lundi"), "2026-03-16"),
        time(first("mardi"), "2026-03-10"),
        time(nth("mardi", 1), "2026-03-10"),
    ]
}

fn places() -> Vec<Place> {
    let valmer = |n| Place {
        span: nth("Valmer", n),
        name: "Valmer".to_owned(),
        country: Some("FRA"),
        latitude: Some(43.5),
        longitude: Some(-1.25),
        precision: Some(PlacePrecision::City),
    };
    vec![valmer(0), valmer(1)]
}
