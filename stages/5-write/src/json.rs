//! The record, version 1, as JSON.
//!
//! Keys are fixed and stand in the order of the format's description; one with nothing to say is an empty list or
//! null, never absent. A span is `{"start","end","text"}`, half-open, in Unicode code points of `document.text`.

use std::collections::HashSet;
use std::io::{self, Write};

use selon_analyse::Model;
use selon_intake::{DateSource, Precision, Published, Span};
use selon_read::{
    Actor, ActorId, Cue, Document, Event, Figure, FigureId, Mention, Party, Place, PlaceId,
    PlacePrecision, Record, Statement, StatementId, Time, TimeId,
};
use serde::{Serialize, Serializer};

use crate::CodePoints;
use crate::ids::Id;

/// Writes a record as one JSON object on one line. It makes many small writes: hand it a buffered writer.
///
/// # Errors
/// Those of `out`.
pub fn record(record: &Record, out: &mut impl Write) -> io::Result<()> {
    let convert = Convert {
        text: &record.document.text,
        points: CodePoints::of(&record.document.text),
    };
    serde_json::to_writer(&mut *out, &convert.record(record))?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct RecordOut<'a> {
    document: DocumentOut<'a>,
    sentences: Vec<SentenceOut<'a>>,
    actors: Vec<ActorOut<'a>>,
    statements: Vec<StatementOut<'a>>,
    events: Vec<EventOut<'a>>,
    figures: Vec<FigureOut<'a>>,
    times: Vec<TimeOut<'a>>,
    places: Vec<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct DocumentOut<'a> {
    id: &'a str,
    origin: &'a str,
    title: Option<&'a str>,
    language: &'a str,
    model: Option<&'static str>,
    text: &'a str,
    published: Option<PublishedOut<'a>>,
    encoding: &'a str,
}

#[derive(Serialize)]
struct PublishedOut<'a> {
    value: &'a str,
    precision: &'static str,
    from: &'static str,
}

#[derive(Serialize)]
struct SpanOut<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct SentenceOut<'a> {
    span: SpanOut<'a>,
}

#[derive(Serialize)]
struct ActorOut<'a> {
    id: Id,
    name: &'a str,
    kind: &'static str,
    country: Option<&'a str>,
    sector: Option<&'a str>,
    known_as: Option<&'a str>,
    mentions: Vec<MentionOut<'a>>,
}

#[derive(Serialize)]
struct MentionOut<'a> {
    span: SpanOut<'a>,
    form: &'static str,
}

#[derive(Serialize)]
struct StatementOut<'a> {
    id: Id,
    form: &'static str,
    source: Option<PartyOut<'a>>,
    cue: Option<CueOut<'a>>,
    content: Vec<SpanOut<'a>>,
    addressee: Option<PartyOut<'a>>,
    attitude: &'static str,
    certainty: &'static str,
    within: Option<Id>,
    time: Option<Id>,
    place: Option<Id>,
}

#[derive(Serialize)]
struct PartyOut<'a> {
    span: SpanOut<'a>,
    actor: Option<Id>,
}

#[derive(Serialize)]
struct CueOut<'a> {
    span: PiecesOut<'a>,
    lemma: &'a str,
}

/// One span, or the list of those a text parts it into.
#[derive(Serialize)]
#[serde(untagged)]
enum PiecesOut<'a> {
    Whole(SpanOut<'a>),
    Parted(Vec<SpanOut<'a>>),
}

#[derive(Serialize)]
struct EventOut<'a> {
    id: Id,
    r#type: &'static str,
    trigger: PiecesOut<'a>,
    actor: Vec<Id>,
    recipient: Vec<Id>,
    time: Option<Id>,
    place: Option<Id>,
    certainty: &'static str,
    tense: &'static str,
    negated: bool,
    according_to: Option<Id>,
    figures: Vec<Id>,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    id: Id,
    span: SpanOut<'a>,
    value: ValueOut,
    bound: &'static str,
    unit: &'a str,
    of: Option<SpanOut<'a>>,
    according_to: Option<Id>,
}

#[derive(Serialize)]
struct ValueOut {
    low: Option<Number>,
    high: Option<Number>,
}

#[derive(Serialize)]
struct TimeOut<'a> {
    id: Id,
    span: SpanOut<'a>,
    r#type: &'static str,
    value: &'a str,
    begin: Option<&'a str>,
    end: Option<&'a str>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    id: Id,
    span: SpanOut<'a>,
    name: &'a str,
    country: Option<&'a str>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    precision: Option<&'static str>,
}

/// A number that is written without a fraction where it has none: `18000`, not `18000.0`.
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Up to here every whole number has its own `f64`.
        const WHOLE: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= WHOLE {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// Turns the parts of one record into what is written of them.
struct Convert<'a> {
    text: &'a str,
    points: CodePoints<'a>,
}

impl<'a> Convert<'a> {
    fn record(&self, record: &'a Record) -> RecordOut<'a> {
        RecordOut {
            document: document(&record.document),
            sentences: each(&record.sentences, |_, &span| SentenceOut {
                span: self.span(span),
            }),
            actors: each(&record.actors, |index, actor| self.actor(index, actor)),
            statements: each(&record.statements, |index, statement| {
                self.statement(index, statement)
            }),
            events: each(&record.events, |index, event| self.event(index, event)),
            figures: each(&record.figures, |index, figure| self.figure(index, figure)),
            times: each(&record.times, |index, time| self.time(index, time)),
            places: each(&record.places, |index, place| self.place(index, place)),
        }
    }

    fn span(&self, span: Span) -> SpanOut<'a> {
        let range = self.points.range(span);
        SpanOut {
            start: range.start,
            end: range.end,
            text: span.of(self.text),
        }
    }

    fn actor(&self, index: usize, actor: &'a Actor) -> ActorOut<'a> {
        ActorOut {
            id: ActorId(index).into(),
            name: &actor.name,
            kind: actor.kind.name(),
            country: actor.country,
            sector: actor.sector,
            known_as: actor.known_as,
            mentions: each(&actor.mentions, |_, mention| self.mention(mention)),
        }
    }

    fn mention(&self, mention: &Mention) -> MentionOut<'a> {
        MentionOut {
            span: self.span(mention.span),
            form: mention.form.name(),
        }
    }

    fn statement(&self, index: usize, statement: &'a Statement) -> StatementOut<'a> {
        StatementOut {
            id: StatementId(index).into(),
            form: statement.form.name(),
            source: statement.source.as_ref().map(|party| self.party(party)),
            cue: statement.cue.as_ref().map(|cue| self.cue(cue)),
            content: each(&statement.content, |_, &span| self.span(span)),
            addressee: statement.addressee.as_ref().map(|party| self.party(party)),
            attitude: statement.attitude.name(),
            certainty: statement.certainty.name(),
            within: statement.within.map(Id::from),
            time: statement.time.map(Id::from),
            place: statement.place.map(Id::from),
        }
    }

    fn party(&self, party: &Party) -> PartyOut<'a> {
        PartyOut {
            span: self.span(party.span),
            actor: party.actor.map(Id::from),
        }
    }

    fn cue(&self, cue: &'a Cue) -> CueOut<'a> {
        CueOut {
            span: self.pieces(&cue.pieces),
            lemma: &cue.lemma,
        }
    }

    fn pieces(&self, pieces: &[Span]) -> PiecesOut<'a> {
        match pieces {
            [whole] => PiecesOut::Whole(self.span(*whole)),
            pieces => PiecesOut::Parted(each(pieces, |_, &span| self.span(span))),
        }
    }

    fn event(&self, index: usize, event: &Event) -> EventOut<'a> {
        EventOut {
            id: Id::event(index),
            r#type: event.kind.name(),
            trigger: self.pieces(&event.trigger),
            actor: once(event.actors.iter().filter_map(|party| party.actor)),
            recipient: once(event.recipients.iter().filter_map(|party| party.actor)),
            time: event.time.map(Id::from),
            place: event.place.map(Id::from),
            certainty: event.certainty.name(),
            tense: event.tense.name(),
            negated: event.negated,
            according_to: event.according_to.map(Id::from),
            figures: once(event.figures.iter().copied()),
        }
    }

    fn figure(&self, index: usize, figure: &'a Figure) -> FigureOut<'a> {
        FigureOut {
            id: FigureId(index).into(),
            span: self.span(figure.span),
            value: ValueOut {
                low: figure.low.map(Number),
                high: figure.high.map(Number),
            },
            bound: figure.bound.name(),
            unit: &figure.unit,
            of: figure.of.map(|span| self.span(span)),
            according_to: figure.according_to.map(Id::from),
        }
    }

    fn time(&self, index: usize, time: &'a Time) -> TimeOut<'a> {
        TimeOut {
            id: TimeId(index).into(),
            span: self.span(time.span),
            r#type: time.kind.name(),
            value: &time.value,
            begin: time.begin.as_deref(),
            end: time.end.as_deref(),
        }
    }

    fn place(&self, index: usize, place: &'a Place) -> PlaceOut<'a> {
        PlaceOut {
            id: PlaceId(index).into(),
            span: self.span(place.span),
            name: &place.name,
            country: place.country,
            latitude: place.latitude,
            longitude: place.longitude,
            precision: place.precision.map(PlacePrecision::name),
        }
    }
}

/// What is written of each part, which knows its position.
fn each<'r, T, O>(parts: &'r [T], convert: impl Fn(usize, &'r T) -> O) -> Vec<O> {
    let numbered = parts.iter().enumerate();
    numbered.map(|(index, part)| convert(index, part)).collect()
}

/// The ids in their order, each where it comes first: two mentions may be of one actor.
fn once(ids: impl Iterator<Item = impl Into<Id>>) -> Vec<Id> {
    let mut written = HashSet::new();
    ids.map(Into::into)
        .filter(|&id| written.insert(id))
        .collect()
}

fn document(document: &Document) -> DocumentOut<'_> {
    DocumentOut {
        id: &document.id,
        origin: &document.origin,
        title: document.title.as_deref(),
        language: document.language,
        model: document.model.map(Model::name),
        text: &document.text,
        published: document.published.as_ref().map(published),
        encoding: document.encoding,
    }
}

fn published(published: &Published) -> PublishedOut<'_> {
    PublishedOut {
        value: &published.value,
        precision: match published.precision {
            Precision::Year => "year",
            Precision::Month => "month",
            Precision::Day => "day",
            Precision::Minute => "minute",
        },
        from: match published.from {
            DateSource::Header => "header",
            DateSource::Meta => "meta",
            DateSource::Url => "url",
            DateSource::Given => "given",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn line(of: &Record) -> String {
        let mut out = Vec::new();
        record(of, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_record_is_one_line() {
        let line = line(&fixture::harbour());
        assert_eq!(line.matches('\n').count(), 1);
        assert!(line.ends_with("}\n"));
    }

    #[test]
    fn the_whole_record() {
        let record = fixture::harbour();
        let text = &record.document.text;
        let points = CodePoints::of(text);
        let written = Convert { text, points }.record(&record);
        insta::assert_snapshot!(serde_json::to_string_pretty(&written).unwrap());
    }

    #[test]
    fn keys_stand_in_the_order_of_the_format() {
        let line = line(&fixture::harbour());
        let keys = [
            "document",
            "sentences",
            "actors",
            "statements",
            "events",
            "figures",
            "times",
            "places",
        ];
        let found: Vec<_> = keys
            .iter()
            .map(|key| {
                line.find(&format!("\"{key}\":"))
                    .expect("every key is there")
            })
            .collect();
        assert!(found.is_sorted());
    }

    #[test]
    fn nothing_to_say_is_null_or_an_empty_list() {
        let empty = line(&fixture::empty());
        assert!(empty.contains(r#""title":null"#));
        assert!(empty.contains(r#""published":null"#));
        assert!(empty.contains(r#""statements":[],"events":[]"#));
    }

    #[test]
    fn an_event_has_each_of_its_actors_once() {
        let mut record = fixture::harbour();
        let again = record.events[1].actors[0].clone();
        record.events[1].actors.push(again);
        assert!(line(&record).contains(r#""actor":["a3"],"recipient":["a2","a1"]"#));
    }

    #[test]
    fn whole_numbers_have_no_fraction() {
        let written = |number| serde_json::to_string(&Number(number)).unwrap();
        assert_eq!(written(18_000.0), "18000");
        assert_eq!(written(4.7), "4.7");
        assert_eq!(written(1e300), "1e+300");
    }
}
