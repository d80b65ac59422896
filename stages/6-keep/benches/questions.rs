//! How long questions take over a store of a million statements: `cargo bench -p selon-keep`.
//!
//! The store is filled once, with generated records, and stays in the folder for temporary files of the build;
//! `SELON_STATEMENTS=100000` makes a smaller one. Names, words and dates are as uneven as in the news: a few names make many
//! statements, most make few.

#![allow(clippy::unwrap_used)] // What goes wrong here is the bench's own fault.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use selon_intake::{DateSource, Precision, Published, Span};
use selon_keep::ask::{
    ActorsQuestion, EventsQuestion, FiguresQuestion, Scope, StatementsQuestion, StoriesQuestion,
    TextQuestion,
};
use selon_keep::{Incoming, Store, Who, Words};
use selon_read::{
    Actor, ActorId, ActorKind, Attitude, Bound, Certainty, Cue, Document, Event, EventKind, Figure,
    Mention, MentionForm, Party, Record, Statement, StatementForm, StatementId, Tense, WordAt,
};

/// Statements in a document.
const STATEMENTS: u64 = 7;
/// Different names and words.
const NAMES: u64 = 40_000;
const VOCABULARY: u64 = 60_000;
/// Words of a content.
const CONTENT: usize = 14;
/// Documents of a transaction.
const BATCH: u64 = 500;
/// Where people are from, in turn: a seventh of all that is done is done by somebody of the first, whose is the most frequent name.
const COUNTRIES: [&str; 10] = [
    "RUS", "FRA", "USA", "CHN", "GBR", "UKR", "DEU", "ISR", "TUR", "IRN",
];
/// How often each question is asked.
const ROUNDS: usize = 15;

fn main() {
    // Run among the tests, it only has to run.
    let usual = match std::env::args().any(|argument| argument == "--bench") {
        true => 1_000_000,
        false => 1_000,
    };
    let statements: u64 = std::env::var("SELON_STATEMENTS").map_or(usual, |n| n.parse().unwrap());
    let path =
        // The name tells what it is filled with: one that was filled without events is not taken.
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("events-{statements}.db"));
    fill(&path, statements.div_ceil(STATEMENTS));
    let store = Store::open(&path).unwrap();
    let mut medians = Vec::new();
    println!(
        "{:40} {:>8} {:>10} {:>10}",
        "question", "rows", "median", "slowest"
    );
    for (name, question) in questions() {
        let (mut times, mut rows) = (Vec::new(), 0);
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            rows = question(&store);
            times.push(begun.elapsed());
        }
        times.sort_unstable();
        let [median, slowest] = [times[ROUNDS / 2], times[ROUNDS - 1]].map(milliseconds);
        println!("{name:40} {rows:>8} {median:>7.1} ms {slowest:>7.1} ms");
        medians.push(median);
    }
    medians.sort_unstable_by(f64::total_cmp);
    println!(
        "median of all questions {:.1} ms",
        medians[medians.len() / 2]
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

type Question = Box<dyn Fn(&Store) -> usize>;

/// What to ask. Name and word 0 are the most frequent.
fn questions() -> Vec<(String, Question)> {
    let scope = |since: &str, until: &str| Scope {
        since: (!since.is_empty()).then(|| since.to_owned()),
        until: (!until.is_empty()).then(|| until.to_owned()),
        document: None,
        limit: Some(50),
    };
    let words = |of: &str| (!of.is_empty()).then(|| of.parse::<Words>().unwrap());
    let mut questions: Vec<(String, Question)> = Vec::new();
    for (by, about, since, until) in [
        ("", "", "", ""),
        ("", "", "2021-08-15", ""),
        (name(0).as_str(), "", "", ""),
        (name(0).as_str(), "", "2021-08-15", ""),
        (name(900).as_str(), "", "", ""),
        ("", word(0).as_str(), "", ""),
        ("", word(40).as_str(), "2021-08-15", ""),
        ("", word(9000).as_str(), "", ""),
        ("", name(0).as_str(), "2021-08", "2021-08"),
        (name(0).as_str(), word(40).as_str(), "", ""),
        (name(3).as_str(), name(5).as_str(), "2021-08-15", ""),
        (name(900).as_str(), word(0).as_str(), "", ""),
    ] {
        let label = format!("statements by {by:?} about {about:?} {since}–{until}");
        let (by, about, scope) = (words(by), words(about), scope(since, until));
        let question = StatementsQuestion { by, about, scope };
        let ask: Question = Box::new(move |store| store.statements(&question).unwrap().len());
        questions.push((label, ask));
    }
    for (of, by) in [(word(2), ""), (word(2), &name(0)), (word(5000), "")] {
        let question = FiguresQuestion {
            of: words(&of),
            by: words(by),
            scope: scope("", ""),
        };
        let ask: Question = Box::new(move |store| store.figures(&question).unwrap().len());
        questions.push((format!("figures of {of:?} by {by:?}"), ask));
    }
    questions.extend(events(&scope));
    questions.extend(across(&words, &scope));
    for who in [name(0), name(900)] {
        let question = ActorsQuestion {
            name: words(&who),
            scope: scope("", ""),
        };
        let ask: Question = Box::new(move |store| store.actors(&question).unwrap().len());
        questions.push((format!("actors {who:?}"), ask));
    }
    for text in [word(40), format!("{} {}", word(40), word(60)), word(9000)] {
        let question = TextQuestion {
            words: words(&text).unwrap(),
            scope: scope("", ""),
        };
        let ask: Question = Box::new(move |store| store.text(&question).unwrap().len());
        questions.push((format!("text {text:?}"), ask));
    }
    questions
}

/// What to ask about what is done. The first types are the most frequent.
fn events(scope: &impl Fn(&str, &str) -> Scope) -> Vec<(String, Question)> {
    let who = |of: &str| (!of.is_empty()).then(|| of.parse::<Who>().unwrap());
    let mut questions: Vec<(String, Question)> = Vec::new();
    for (kind, actor, recipient) in [
        (None, "", ""),
        (Some(EventKind::Sanction), "", ""),
        (Some(EventKind::Sanction), "RUS", ""),
        (Some(EventKind::Agree), "RUS", ""),
        (None, "IRN", "USA"),
        (Some(EventKind::Sanction), name(0).as_str(), ""),
        (None, name(900).as_str(), ""),
        (Some(EventKind::Sanction), "RUSMIL", ""),
    ] {
        let label = format!("events {kind:?} by {actor:?} to {recipient:?}");
        let question = EventsQuestion {
            kinds: kind.into_iter().collect(),
            actor: who(actor),
            recipient: who(recipient),
            scope: scope("", ""),
        };
        let ask: Question = Box::new(move |store| store.events(&question).unwrap().len());
        questions.push((label, ask));
    }
    questions
}

/// What to ask across articles.
fn across(
    words: &impl Fn(&str) -> Option<Words>,
    scope: &impl Fn(&str, &str) -> Scope,
) -> Vec<(String, Question)> {
    let mut questions: Vec<(String, Question)> = Vec::new();
    for about in [String::new(), name(0), name(900)] {
        let question = StoriesQuestion {
            about: words(&about),
            scope: scope("", ""),
        };
        let ask: Question = Box::new(move |store| store.stories(&question).unwrap().len());
        questions.push((format!("stories about {about:?}"), ask));
    }
    for by in [String::new(), name(0)] {
        let question = StatementsQuestion {
            by: words(&by),
            about: None,
            scope: scope("", ""),
        };
        let ask: Question = Box::new(move |store| store.variants(&question).unwrap().len());
        questions.push((format!("variants by {by:?}"), ask));
    }
    for of in [word(2), word(5000)] {
        let question = FiguresQuestion {
            of: words(&of),
            by: None,
            scope: scope("", ""),
        };
        let ask: Question = Box::new(move |store| store.compare(&question).unwrap().len());
        questions.push((format!("compare figures of {of:?}"), ask));
    }
    questions
}

/// Fills the store up to so many documents, also after a run that was broken off.
fn fill(path: &Path, documents: u64) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut store = Store::create(path).unwrap();
    let begun = Instant::now();
    let there = store.documents().unwrap();
    for first in (there..documents).step_by(usize::try_from(BATCH).unwrap()) {
        let batch = (first..documents.min(first + BATCH)).map(record);
        let batch: Vec<_> = batch.map(Incoming::new).collect();
        store.add(&batch).unwrap();
    }
    if there < documents {
        let (added, time) = (documents - there, begun.elapsed().as_secs_f64());
        println!(
            "{added} documents added, {:.0} a second",
            added as f64 / time
        );
    }
    let size = fs::metadata(path).unwrap().len();
    println!(
        "{}: {documents} documents, {} MB",
        path.display(),
        size / 1_000_000
    );
}

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A rank below `ranks`, the low ones far more often: the chance of a rank falls as one over it (Zipf).
    fn rank(&mut self, ranks: u64) -> u64 {
        let even = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((ranks as f64).powf(even) - 1.0) as u64
    }
}

/// A word of its own for each number.
fn word(number: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ce", "di", "fo", "gu", "la", "mé", "ni", "po", "ru", "sa", "té", "vi", "zo", "ju",
        "ké",
    ];
    let mut word = String::new();
    let mut left = number + 16;
    while left > 0 {
        word.push_str(SYLLABLES[(left % 16) as usize]);
        left /= 16;
    }
    word
}

fn name(number: u64) -> String {
    let (mut first, mut last) = (word(number % 500 + 300), word(number + 70_000));
    first[..1].make_ascii_uppercase();
    last[..1].make_ascii_uppercase();
    format!("{first} {last}")
}

/// An article in the making.
struct Draft {
    text: String,
    chance: Chance,
}

impl Draft {
    /// Words at the end of the text.
    fn push(&mut self, words: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(start, self.text.len());
        self.text.push(' ');
        span
    }

    fn words(&mut self, count: usize) -> Span {
        let words: Vec<_> = (0..count)
            .map(|_| word(self.chance.rank(VOCABULARY)))
            .collect();
        self.push(&words.join(" "))
    }
}

fn record(number: u64) -> Record {
    let mut draft = Draft {
        text: String::new(),
        chance: Chance(number << 20),
    };
    let mut actors: Vec<Actor> = Vec::new();
    let (mut sentences, mut statements, mut figures) = (Vec::new(), Vec::new(), Vec::new());
    let mut events = Vec::new();
    for sentence in 0..STATEMENTS as usize {
        let start = draft.text.len();
        let source = actor(&mut draft, &mut actors, sentence);
        let cue = draft.push("a déclaré que");
        let mut content = draft.words(CONTENT / 2);
        let (whom, named) = actor(&mut draft, &mut actors, sentence);
        content = content.cover(named).cover(draft.words(CONTENT / 2));
        if sentence % 3 == 0 {
            figures.push(figure(&mut draft, sentence));
        }
        draft.text.pop();
        draft.push(".");
        sentences.push(Span::new(start, draft.text.len() - 1));
        statements.push(statement(source, cue, content));
        let mut chance = Chance((number << 20) + 1 + sentence as u64);
        let kind = EventKind::ALL[chance.rank(EventKind::ALL.len() as u64) as usize];
        events.push(event(kind, cue, [source, (whom, named)]));
        draft.words(30); // What nobody says.
    }
    let day = format!(
        "20{:02}-{:02}-{:02}",
        12 + draft.chance.next() % 14,
        1 + draft.chance.next() % 12,
        1 + draft.chance.next() % 28
    );
    Record {
        document: Document {
            id: format!("{number:016x}"),
            origin: format!("archive/{:03}/{number}.txt", number / 1000),
            title: None,
            language: "fr",
            model: None,
            encoding: "utf-8",
            text: draft.text,
            published: Some(Published {
                value: day,
                precision: Precision::Day,
                from: DateSource::Meta,
            }),
        },
        sentences,
        actors,
        statements,
        events,
        figures,
        times: Vec::new(),
        places: Vec::new(),
    }
}

/// Somebody is named.
fn actor(draft: &mut Draft, actors: &mut Vec<Actor>, sentence: usize) -> (ActorId, Span) {
    let rank = draft.chance.rank(NAMES);
    let name = name(rank);
    let span = draft.push(&name);
    let head = WordAt { sentence, word: 0 };
    let mention = Mention {
        span,
        head,
        form: MentionForm::Name,
    };
    if let Some(known) = actors.iter().position(|actor| actor.name == name) {
        actors[known].mentions.push(mention);
        return (ActorId(known), span);
    }
    actors.push(Actor {
        name,
        kind: ActorKind::Person,
        country: Some(COUNTRIES[rank as usize % COUNTRIES.len()]),
        sector: rank.is_multiple_of(7).then_some("MIL"),
        known_as: None,
        mentions: vec![mention],
    });
    (ActorId(actors.len() - 1), span)
}

fn statement((actor, span): (ActorId, Span), cue: Span, content: Span) -> Statement {
    Statement {
        form: StatementForm::Indirect,
        source: Some(Party {
            span,
            actor: Some(actor),
        }),
        cue: Some(Cue {
            pieces: vec![cue],
            lemma: "déclarer".to_owned(),
        }),
        content: vec![content],
        addressee: None,
        attitude: Attitude::Say,
        certainty: Certainty::Stated,
        within: None,
        time: None,
        place: None,
    }
}

fn event(kind: EventKind, trigger: Span, parties: [(ActorId, Span); 2]) -> Event {
    let [actor, recipient] = parties.map(|(actor, span)| Party {
        span,
        actor: Some(actor),
    });
    Event {
        kind,
        trigger: vec![trigger],
        actors: vec![actor],
        recipients: vec![recipient],
        time: None,
        place: None,
        certainty: Certainty::Stated,
        tense: Tense::Past,
        negated: false,
        according_to: None,
        figures: Vec::new(),
    }
}

fn figure(draft: &mut Draft, statement: usize) -> Figure {
    let count = draft.chance.next() % 900 + 2;
    let counted = word(draft.chance.rank(VOCABULARY));
    let span = draft.push(&format!("{count} {counted}"));
    Figure {
        span,
        low: Some(count as f64),
        high: Some(count as f64),
        bound: Bound::Exact,
        unit: counted,
        of: None,
        according_to: Some(StatementId(statement)),
    }
}
