//! What comparing an article with others needs of it, made on the thread that read it.

use rustc_hash::FxHashMap;
use selon_intake::{Period, Span};
use selon_read::{
    Actor, ActorId, ActorKind, Attitude, Certainty, Figure, MentionForm, Party, Record, Statement,
    Time,
};

use super::bytes::{Bytes, Sink};
use super::keys::Keys;
use super::stream::{Stream, known, of_actor, stream};
use super::tokens::{hash, mix, pair};
use super::vocabulary::{Class, Vocabulary, short, vocabulary};

/// What is compared of an article.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fingerprint {
    /// The number of its language's code.
    pub language: u32,
    /// The day of publication counted from 1970-01-01; none where it is not known to the day.
    pub day: Option<i32>,
    /// Its text.
    pub sketch: Sketch,
    /// What it is about: numbers of things with their weights, by number.
    pub story: Vec<(u32, u8)>,
    /// Its statements, in their order.
    pub statements: Vec<StatementFingerprint>,
}

/// A sample of the runs of words of a text. Two samples tell how much of the shorter text stands in the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// How many words the text has.
    pub words: u32,
    /// Runs are in the sample whose number has so many zeros at its end.
    pub level: u8,
    /// Their numbers, ascending.
    pub runs: Vec<u32>,
}

/// What is compared of a statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct StatementFingerprint {
    pub speaker: Speaker,
    /// It is denied.
    pub denied: bool,
    /// The attitude, by its place among all.
    pub attitude: u8,
    /// What it is about, by number.
    pub features: Vec<Feature>,
    /// The least and the most of its figures, ascending; infinite where open.
    pub numbers: Vec<(f32, f32)>,
    /// The days it names, from and to, ascending.
    pub days: Vec<(i32, i32)>,
}

/// Something a statement tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Feature {
    pub id: u32,
    pub class: u8,
    pub negated: bool,
}

/// Whose a statement is, in every language the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// The stable id; 0 where the tables have none.
    pub known: u32,
    /// The last part of a person's name; 0 where none is named.
    pub surname: u32,
    /// All that the article calls them, ascending; nothing where nobody is named.
    pub called: Vec<u32>,
}

/// Words in a run.
const RUN: usize = 5;
/// Runs in a sample, at most.
const SAMPLE: usize = 128;
/// Things of which the subject of an article is made, at most.
const SUBJECT: usize = 32;
/// Names that say who speaks, at most.
const CALLED: usize = 12;
/// Things that a statement tells, at most.
const FEATURES: usize = 60;
/// A weight of the subject is kept in steps of one over this.
const STEPS: f32 = 12.0;

impl Fingerprint {
    /// The fingerprint of an article, and the keys by which others find it.
    pub(crate) fn of(record: &Record) -> (Fingerprint, Keys) {
        let document = &record.document;
        let vocabulary = vocabulary(document.language);
        let stream = stream(vocabulary, &document.text, &known(record));
        let statements = record.statements.iter();
        let mut of_statements = Statements::of(record, vocabulary, &stream);
        let fingerprint = Fingerprint {
            language: short(hash(document.language.as_bytes())),
            day: day(record),
            sketch: Sketch::of(&stream.words),
            story: subject(&stream, &document.text),
            statements: statements
                .map(|statement| of_statements.fingerprint(statement))
                .collect(),
        };
        let keys = Keys::of(record, &fingerprint, &stream);
        (fingerprint, keys)
    }
}

/// The day of publication, where it is known.
fn day(record: &Record) -> Option<i32> {
    let published = record.document.published.as_ref()?.period()?;
    published.is_day().then(|| published.numbers().0)
}

impl Sketch {
    fn of(words: &[u64]) -> Sketch {
        let mut runs: Vec<u32> = runs(words).map(short).collect();
        runs.sort_unstable();
        runs.dedup();
        let mut level = 0;
        while runs.len() > SAMPLE {
            level += 1;
            runs.retain(|run| run.trailing_zeros() >= level);
        }
        let words = u32::try_from(words.len()).unwrap_or(u32::MAX);
        Sketch {
            words,
            level: level as u8,
            runs,
        }
    }

    /// The runs that are in samples of that level too.
    pub(super) fn at(&self, level: u8) -> impl Iterator<Item = u32> + '_ {
        let runs = self.runs.iter().copied();
        runs.filter(move |run| run.trailing_zeros() >= u32::from(level))
    }

    /// By which texts that share much are found: the lowest runs of a sample once more mixed, so that every part of a text has
    /// the same chance.
    pub(super) fn lowest(&self, count: usize) -> Vec<u64> {
        let mut mixed: Vec<u64> = self.runs.iter().map(|&run| mix(u64::from(run))).collect();
        mixed.sort_unstable();
        mixed.truncate(count);
        mixed
    }
}

/// The numbers of all runs of words.
fn runs(words: &[u64]) -> impl Iterator<Item = u64> + '_ {
    words
        .windows(RUN)
        .map(|run| run.iter().fold(0, |all, &word| pair(all, word)))
}

/// How much it weighs that two articles are about something of that class.
fn weight(class: Class) -> f32 {
    match class {
        Class::Light => 0.15,
        Class::Word => 0.5,
        Class::Concept => 1.0,
        Class::Name => 1.7,
    }
}

/// What an article is about: what it speaks of often and early, names before other things.
fn subject(stream: &Stream, text: &str) -> Vec<(u32, u8)> {
    let lead = text.len() / 3;
    let mut all: FxHashMap<u32, (Class, f32)> = FxHashMap::default();
    for thing in &stream.things {
        let (class, count) = all.entry(thing.feature).or_insert((thing.class, 0.0));
        *class = (*class).max(thing.class);
        *count += if thing.at <= lead { 1.5 } else { 1.0 };
    }
    let weighed = all.into_iter().map(|(feature, (class, count))| {
        let weight = weight(class) * (1.0 + count.ln().max(0.0));
        // Two bits tell the class, the others the weight.
        let steps = (weight * STEPS).round().clamp(1.0, 63.0) as u8;
        (feature, steps << 2 | class as u8)
    });
    let mut subject: Vec<(u32, u8)> = weighed.collect();
    subject.sort_unstable_by_key(|&(feature, weight)| (u8::MAX - weight, feature));
    subject.truncate(SUBJECT);
    subject.sort_unstable();
    subject
}

/// The weight of a thing of a subject, and its class.
pub(super) fn weighed(stored: u8) -> (f32, Class) {
    (f32::from(stored >> 2) / STEPS, Class::of(stored))
}

/// What is asked of a record for each of its statements, put in order once.
struct Statements<'a> {
    record: &'a Record,
    vocabulary: &'a Vocabulary,
    stream: &'a Stream,
    /// The figures by where they end.
    figures: Vec<&'a Figure>,
    /// The times by where they begin.
    times: Vec<&'a Time>,
    /// What each speaker is called in all mentions.
    called: FxHashMap<ActorId, Vec<u32>>,
}

impl<'a> Statements<'a> {
    fn of(record: &'a Record, vocabulary: &'a Vocabulary, stream: &'a Stream) -> Statements<'a> {
        let mut figures: Vec<&Figure> = record.figures.iter().collect();
        figures.sort_by_key(|figure| figure.span.end);
        let mut times: Vec<&Time> = record.times.iter().collect();
        times.sort_by_key(|time| time.span.start);
        Statements {
            record,
            vocabulary,
            stream,
            figures,
            times,
            called: FxHashMap::default(),
        }
    }

    fn fingerprint(&mut self, statement: &Statement) -> StatementFingerprint {
        let attitude = Attitude::ALL
            .iter()
            .position(|&one| one == statement.attitude);
        let denied =
            statement.attitude == Attitude::Deny || statement.certainty == Certainty::Denied;
        StatementFingerprint {
            speaker: self.speaker(statement.source.as_ref()),
            denied,
            attitude: attitude.unwrap_or_default() as u8,
            features: self.features(&statement.content),
            numbers: self.numbers(&statement.content),
            days: self.days(&statement.content),
        }
    }

    /// What the things are that some pieces of the text speak of.
    fn features(&self, content: &[Span]) -> Vec<Feature> {
        let mut features: Vec<Feature> = Vec::new();
        for piece in content {
            let things = &self.stream.things;
            let from = things.partition_point(|thing| thing.at < piece.start);
            let within = things[from..].iter();
            let within = within.take_while(|thing| thing.at < piece.end);
            features.extend(within.map(|thing| Feature {
                id: thing.feature,
                class: thing.class as u8,
                negated: thing.negated,
            }));
        }
        features.sort_unstable();
        features.dedup_by_key(|feature| feature.id);
        features.truncate(FEATURES);
        features
    }

    /// The figures that end in some pieces of the text, as the least and the most of each. A word before one that bounds it
    /// may belong to the cue: *said about 340 lorries*.
    fn numbers(&self, content: &[Span]) -> Vec<(f32, f32)> {
        let mut numbers = Vec::new();
        for piece in content {
            let from = self
                .figures
                .partition_point(|figure| figure.span.end <= piece.start);
            let ending = self.figures[from..].iter();
            let ending = ending.take_while(|figure| figure.span.end <= piece.end);
            numbers.extend(ending.map(|figure| {
                let low = figure.low.map_or(f32::NEG_INFINITY, |low| low as f32);
                (low, figure.high.map_or(f32::INFINITY, |high| high as f32))
            }));
        }
        numbers.sort_unstable_by(|one, two| one.0.total_cmp(&two.0).then(one.1.total_cmp(&two.1)));
        numbers.dedup();
        numbers
    }

    /// The days that some pieces of the text name, from and to.
    fn days(&self, content: &[Span]) -> Vec<(i32, i32)> {
        let mut days = Vec::new();
        for piece in content {
            let from = self
                .times
                .partition_point(|time| time.span.start < piece.start);
            let within = self.times[from..].iter();
            let within = within.take_while(|time| time.span.start < piece.end);
            let within = within.filter(|time| piece.contains(time.span));
            days.extend(within.filter_map(|time| {
                let begin = Period::parse(time.begin.as_deref()?)?;
                let end = Period::parse(time.end.as_deref()?)?;
                Some((begin.numbers().0, end.numbers().1))
            }));
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    fn speaker(&mut self, source: Option<&Party>) -> Speaker {
        let Some(source) = source else {
            return Speaker::default();
        };
        let mut called = Vec::new();
        let words = source.span.of(&self.record.document.text);
        call(self.vocabulary, words, &mut called);
        let id = source.actor;
        let actor = id.and_then(|id| self.record.actors.get(id.0));
        let mut surname = 0;
        if let (Some(id), Some(actor)) = (id, actor) {
            let (record, vocabulary) = (self.record, self.vocabulary);
            let all = self.called.entry(id);
            called.extend(&*all.or_insert_with(|| called_by_all(record, vocabulary, actor)));
            if actor.kind == ActorKind::Person {
                surname = last_name(self.vocabulary, actor);
            }
        }
        Speaker {
            known: actor.and_then(of_actor).unwrap_or_default(),
            surname,
            called: first_called(called),
        }
    }
}

/// What all mentions of an actor call it, but for pronouns.
fn called_by_all(record: &Record, vocabulary: &Vocabulary, actor: &Actor) -> Vec<u32> {
    let mentions = actor.mentions.iter();
    let named = mentions.filter(|mention| mention.form != MentionForm::Pronoun);
    let mut called = Vec::new();
    for mention in named {
        call(
            vocabulary,
            mention.span.of(&record.document.text),
            &mut called,
        );
    }
    first_called(called)
}

/// As much of what somebody is called as is compared.
fn first_called(mut called: Vec<u32>) -> Vec<u32> {
    called.sort_unstable();
    called.dedup();
    called.truncate(CALLED);
    called
}

/// Adds what somebody is called.
fn call(vocabulary: &Vocabulary, words: &str, called: &mut Vec<u32>) {
    let things = stream(vocabulary, words, &[]).things;
    let telling = things.iter().filter(|thing| thing.class != Class::Light);
    called.extend(telling.map(|thing| thing.feature));
}

fn last_name(vocabulary: &Vocabulary, actor: &Actor) -> u32 {
    let mut last = 0;
    super::tokens::tokens(&actor.name, |_, letters| {
        last = short(vocabulary.word(letters).exact)
    });
    last
}

impl Fingerprint {
    /// As they are stored: numbers with their lowest byte first, lists behind their length.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut sink = Sink::default();
        sink.u32(self.language);
        sink.i32(self.day.unwrap_or(i32::MIN));
        sink.u32(self.sketch.words);
        sink.u8(self.sketch.level);
        sink.list(&self.sketch.runs, |sink, &run| sink.u32(run));
        sink.list(&self.story, |sink, &(feature, weight)| {
            sink.u32(feature);
            sink.u8(weight);
        });
        sink.list(&self.statements, |sink, statement| statement.write(sink));
        sink.done()
    }

    /// What [`Fingerprint::write`] wrote; nothing where it is something else.
    pub(crate) fn read(stored: &[u8]) -> Option<Fingerprint> {
        let mut bytes = Bytes::of(stored);
        let fingerprint = Fingerprint {
            language: bytes.u32()?,
            day: bytes.i32().map(|day| (day != i32::MIN).then_some(day))?,
            sketch: Sketch {
                words: bytes.u32()?,
                level: bytes.u8()?,
                runs: bytes.list(Bytes::u32)?,
            },
            story: bytes.list(|bytes| Some((bytes.u32()?, bytes.u8()?)))?,
            statements: bytes.list(StatementFingerprint::read)?,
        };
        bytes.is_empty().then_some(fingerprint)
    }
}

/// The bit that says that something is negated; the lower ones are the class.
const NEGATED: u8 = 0x80;

impl StatementFingerprint {
    fn write(&self, sink: &mut Sink) {
        sink.u32(self.speaker.known);
        sink.u32(self.speaker.surname);
        sink.list(&self.speaker.called, |sink, &name| sink.u32(name));
        sink.u8(u8::from(self.denied));
        sink.u8(self.attitude);
        sink.list(&self.features, |sink, feature| {
            sink.u32(feature.id);
            sink.u8(feature.class | if feature.negated { NEGATED } else { 0 });
        });
        sink.list(&self.numbers, |sink, &(low, high)| {
            sink.u32(low.to_bits());
            sink.u32(high.to_bits());
        });
        sink.list(&self.days, |sink, &(from, to)| {
            sink.i32(from);
            sink.i32(to);
        });
    }

    fn read(bytes: &mut Bytes) -> Option<StatementFingerprint> {
        Some(StatementFingerprint {
            speaker: Speaker {
                known: bytes.u32()?,
                surname: bytes.u32()?,
                called: bytes.list(Bytes::u32)?,
            },
            denied: bytes.u8()? != 0,
            attitude: bytes.u8()?,
            features: bytes.list(|bytes| {
                let (id, class) = (bytes.u32()?, bytes.u8()?);
                Some(Feature {
                    id,
                    class: class & !NEGATED,
                    negated: class & NEGATED != 0,
                })
            })?,
            numbers: bytes
                .list(|bytes| Some((f32::from_bits(bytes.u32()?), f32::from_bits(bytes.u32()?))))?,
            days: bytes.list(|bytes| Some((bytes.i32()?, bytes.i32()?)))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use selon_read::{Bound, Document, Mention, StatementForm, TimeKind, WordAt};

    use super::*;
    use crate::across::vocabulary::vocabulary;

    const TEXT: &str =
        "Le préfet Paul Sauvage dit que 340 camions attendent lundi. Sauvage dort mardi.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn figure(words: &str, number: f64) -> Figure {
        Figure {
            span: span(words),
            low: Some(number),
            high: None,
            bound: Bound::Exact,
            unit: "person".to_owned(),
            of: None,
            according_to: None,
        }
    }

    fn day(words: &str, day: &str) -> Time {
        Time {
            span: span(words),
            kind: TimeKind::Date,
            value: day.to_owned(),
            begin: Some(day.to_owned()),
            end: Some(day.to_owned()),
        }
    }

    /// An article in which somebody says something, called by these words.
    fn article(content: &str, called: &[&str]) -> Record {
        let mentions = called.iter().map(|words| Mention {
            span: span(words),
            head: WordAt {
                sentence: 0,
                word: 0,
            },
            form: MentionForm::Name,
        });
        let actor = Actor {
            name: "Paul Sauvage".to_owned(),
            kind: ActorKind::Person,
            country: None,
            sector: None,
            known_as: None,
            mentions: mentions.collect(),
        };
        let source = Party {
            span: span("Le préfet"),
            actor: Some(ActorId(0)),
        };
        let statement = Statement {
            form: StatementForm::Indirect,
            source: Some(source),
            cue: None,
            content: vec![span(content)],
            addressee: None,
            attitude: Attitude::Say,
            certainty: Certainty::Stated,
            within: None,
            time: None,
            place: None,
        };
        Record {
            document: Document {
                id: String::new(),
                origin: String::new(),
                title: None,
                language: "fr",
                model: None,
                encoding: "utf-8",
                text: TEXT.to_owned(),
                published: None,
            },
            sentences: Vec::new(),
            actors: vec![actor],
            statements: vec![statement],
            events: Vec::new(),
            figures: vec![figure("que 340 camions", 340.0)],
            times: vec![day("lundi", "2026-03-09"), day("mardi", "2026-03-10")],
            places: Vec::new(),
        }
    }

    #[test]
    fn a_statement_has_the_figures_and_days_that_stand_in_it() {
        let (fingerprint, _) = Fingerprint::of(&article("340 camions attendent lundi", &[]));
        let statement = &fingerprint.statements[0];
        // The figure begins before the content, as one with a bound may.
        let begun = article("340 camions attendent lundi", &[]).figures[0]
            .span
            .start;
        assert!(begun < span("340 camions attendent lundi").start);
        assert_eq!(statement.numbers, [(340.0, f32::INFINITY)]);
        let monday = Period::parse("2026-03-09").unwrap();
        assert_eq!(statement.days, [monday.numbers()]);
        let (fingerprint, _) = Fingerprint::of(&article("attendent", &[]));
        assert!(fingerprint.statements[0].numbers.is_empty());
        assert!(fingerprint.statements[0].days.is_empty());
    }

    #[test]
    fn a_speaker_is_called_by_all_mentions() {
        let record = article("attendent", &["Le préfet Paul Sauvage", "Sauvage"]);
        let (fingerprint, _) = Fingerprint::of(&record);
        let mut called = Vec::new();
        let vocabulary = vocabulary("fr");
        call(vocabulary, "Le préfet Paul Sauvage", &mut called);
        let speaker = &fingerprint.statements[0].speaker;
        assert_eq!(speaker.called, first_called(called));
        let sauvage = vocabulary.word(b"sauvage").exact;
        assert_eq!(speaker.surname, short(sauvage));
    }
}
