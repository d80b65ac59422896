//! Records come out as they went in.

use rusqlite::types::{FromSql, Type};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use selon_intake::{Published, Span};
use selon_read::{
    Actor, ActorId, ActorKind, Attitude, Bound, Certainty, Cue, Document, Event, EventKind, Figure,
    FigureId, Mention, MentionForm, Model, Party, Place, PlaceId, PlacePrecision, Record,
    Statement, StatementForm, StatementId, Tense, Time, TimeId, TimeKind, WordAt,
};
use selon_write::CodePoints;

use crate::intern::intern;
use crate::{KeepError, Store};

/// The names that the record format gives the values of an enumeration of stage 1.
macro_rules! names {
    ($module:ident: $kind:ident { $($variant:ident = $name:literal,)* }) => {
        pub(crate) mod $module {
            use selon_intake::$kind;

            pub(crate) const ALL: &[$kind] = &[$($kind::$variant),*];

            pub(crate) fn name(value: $kind) -> &'static str {
                match value { $($kind::$variant => $name),* }
            }
        }
    };
}

names!(precision: Precision {
    Year = "year",
    Month = "month",
    Day = "day",
    Minute = "minute",
});

names!(date_source: DateSource {
    Header = "header",
    Meta = "meta",
    Url = "url",
    Given = "given",
});

/// The names that the tables give to what somebody is in an event.
pub(crate) mod role {
    /// Who does it.
    pub(crate) const ACTOR: &str = "actor";

    /// To whom, or with whom.
    pub(crate) const RECIPIENT: &str = "recipient";
}

impl Store {
    /// The record of an article, by its id; none where it is not stored.
    ///
    /// # Errors
    /// A damaged store.
    pub fn record(&self, article: &str) -> Result<Option<Record>, KeepError> {
        let id = "SELECT id FROM documents WHERE article = ?";
        let id = self.connection.query_row(id, [article], |row| row.get(0));
        let record = id.optional().and_then(|id: Option<i64>| {
            let read = id.map(|id| read(&self.connection, id));
            read.transpose()
        });
        record.map_err(self.of())
    }
}

/// The record of a stored article.
pub(crate) fn read(connection: &Connection, document: i64) -> rusqlite::Result<Record> {
    Reader::begin(connection, document)?.record()
}

/// Reads the parts of one record.
struct Reader<'c> {
    connection: &'c Connection,
    id: i64,
    document: Document,
}

impl<'c> Reader<'c> {
    fn begin(connection: &'c Connection, id: i64) -> rusqlite::Result<Reader<'c>> {
        let row = "SELECT article, origin, title, language, encoding, text,
                   published, published_precision, published_from, model FROM documents WHERE id = ?";
        let document = connection.query_row(row, [id], |row| {
            Ok(Document {
                id: row.get(0)?,
                origin: row.get(1)?,
                title: row.get(2)?,
                language: intern(row.get(3)?),
                model: model(row)?,
                encoding: intern(row.get(4)?),
                text: row.get(5)?,
                published: published(row)?,
            })
        })?;
        Ok(Reader {
            connection,
            id,
            document,
        })
    }

    fn record(self) -> rusqlite::Result<Record> {
        let text = self.document.text.clone();
        let points = CodePoints::of(&text);
        let spans = Spans { points: &points };
        Ok(Record {
            sentences: self.sentences(spans)?,
            actors: self.actors(spans)?,
            statements: self.statements(spans)?,
            events: self.events(spans)?,
            figures: self.figures(spans)?,
            times: self.times(spans)?,
            places: self.places(spans)?,
            document: self.document,
        })
    }

    /// The rows of a question whose one parameter is `key`.
    fn rows<T>(
        &self,
        question: &str,
        key: impl Params,
        read: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut question = self.connection.prepare_cached(question)?;
        question.query_map(key, read)?.collect()
    }

    fn sentences(&self, spans: Spans) -> rusqlite::Result<Vec<Span>> {
        let rows = "SELECT start, stop FROM sentences WHERE document = ? ORDER BY number";
        self.rows(rows, [self.id], |row| spans.get(row, 0))
    }

    fn actors(&self, spans: Spans) -> rusqlite::Result<Vec<Actor>> {
        let rows = "SELECT e.name, e.kind, e.country, e.sector, e.known_as, a.number
                    FROM actors a JOIN entities e ON e.id = a.entity
                    WHERE a.document = ? ORDER BY a.number";
        self.rows(rows, [self.id], |row| {
            let code = |column| {
                let code: rusqlite::Result<Option<String>> = row.get(column);
                code.map(|code| code.map(intern))
            };
            Ok(Actor {
                name: row.get(0)?,
                kind: named(row, 1, ActorKind::ALL, ActorKind::name)?,
                country: code(2)?,
                sector: code(3)?,
                known_as: code(4)?,
                mentions: self.mentions(spans, row.get(5)?)?,
            })
        })
    }

    fn mentions(&self, spans: Spans, actor: i64) -> rusqlite::Result<Vec<Mention>> {
        let rows = "SELECT start, stop, form, sentence, word
                    FROM mentions WHERE document = ? AND actor = ? ORDER BY number";
        self.rows(rows, [self.id, actor], |row| {
            Ok(Mention {
                span: spans.get(row, 0)?,
                form: named(row, 2, MentionForm::ALL, MentionForm::name)?,
                head: WordAt {
                    sentence: index(row, 3)?,
                    word: index(row, 4)?,
                },
            })
        })
    }

    fn statements(&self, spans: Spans) -> rusqlite::Result<Vec<Statement>> {
        let rows = "SELECT id, form, attitude, certainty, source_start, source_stop, source_actor,
                    addressee_start, addressee_stop, addressee_actor, cue_lemma, within, time, place
                    FROM statements WHERE document = ? ORDER BY number";
        self.rows(rows, [self.id], |row| {
            let id = row.get(0)?;
            let lemma: Option<String> = row.get(10)?;
            let cue = lemma.map(|lemma| {
                let pieces =
                    "SELECT start, stop FROM statement_cue WHERE statement = ? ORDER BY piece";
                let pieces = self.pieces(spans, pieces, id)?;
                Ok::<_, rusqlite::Error>(Cue { pieces, lemma })
            });
            let content =
                "SELECT start, stop FROM statement_content WHERE statement = ? ORDER BY piece";
            Ok(Statement {
                form: named(row, 1, StatementForm::ALL, StatementForm::name)?,
                source: party(spans, row, 4)?,
                cue: cue.transpose()?,
                content: self.pieces(spans, content, id)?,
                addressee: party(spans, row, 7)?,
                attitude: named(row, 2, Attitude::ALL, Attitude::name)?,
                certainty: named(row, 3, Certainty::ALL, Certainty::name)?,
                within: maybe_index(row, 11)?.map(StatementId),
                time: maybe_index(row, 12)?.map(TimeId),
                place: maybe_index(row, 13)?.map(PlaceId),
            })
        })
    }

    fn pieces(&self, spans: Spans, rows: &str, of: i64) -> rusqlite::Result<Vec<Span>> {
        self.rows(rows, [of], |row| spans.get(row, 0))
    }

    fn events(&self, spans: Spans) -> rusqlite::Result<Vec<Event>> {
        let rows = "SELECT id, type, tense, certainty, negated, according_to, time, place
                    FROM events WHERE document = ? ORDER BY number";
        self.rows(rows, [self.id], |row| {
            let id = row.get(0)?;
            let trigger = "SELECT start, stop FROM event_trigger WHERE event = ? ORDER BY piece";
            let figures = "SELECT figure FROM event_figures WHERE event = ? ORDER BY number";
            Ok(Event {
                kind: named(row, 1, EventKind::ALL, EventKind::name)?,
                trigger: self.pieces(spans, trigger, id)?,
                actors: self.participants(spans, id, role::ACTOR)?,
                recipients: self.participants(spans, id, role::RECIPIENT)?,
                time: maybe_index(row, 6)?.map(TimeId),
                place: maybe_index(row, 7)?.map(PlaceId),
                certainty: named(row, 3, Certainty::ALL, Certainty::name)?,
                tense: named(row, 2, Tense::ALL, Tense::name)?,
                negated: row.get(4)?,
                according_to: maybe_index(row, 5)?.map(StatementId),
                figures: self.rows(figures, [id], |row| index(row, 0).map(FigureId))?,
            })
        })
    }

    fn participants(&self, spans: Spans, event: i64, role: &str) -> rusqlite::Result<Vec<Party>> {
        let rows = "SELECT start, stop, actor FROM event_participants
                    WHERE event = ? AND role = ? ORDER BY number";
        self.rows(rows, (event, role), |row| {
            Ok(Party {
                span: spans.get(row, 0)?,
                actor: maybe_index(row, 2)?.map(ActorId),
            })
        })
    }

    fn figures(&self, spans: Spans) -> rusqlite::Result<Vec<Figure>> {
        let rows = "SELECT start, stop, low, high, bound, unit, of_start, of_stop, according_to
                    FROM figures WHERE document = ? ORDER BY number";
        self.rows(rows, [self.id], |row| {
            Ok(Figure {
                span: spans.get(row, 0)?,
                low: row.get(2)?,
                high: row.get(3)?,
                bound: named(row, 4, Bound::ALL, Bound::name)?,
                unit: row.get(5)?,
                of: spans.maybe(row, 6)?,
                according_to: maybe_index(row, 8)?.map(StatementId),
            })
        })
    }

    fn times(&self, spans: Spans) -> rusqlite::Result<Vec<Time>> {
        let rows = "SELECT start, stop, type, value, earliest, latest
                    FROM times WHERE document = ? ORDER BY number";
        self.rows(rows, [self.id], |row| {
            Ok(Time {
                span: spans.get(row, 0)?,
                kind: named(row, 2, TimeKind::ALL, TimeKind::name)?,
                value: row.get(3)?,
                begin: row.get(4)?,
                end: row.get(5)?,
            })
        })
    }

    fn places(&self, spans: Spans) -> rusqlite::Result<Vec<Place>> {
        let rows = "SELECT start, stop, name, country, latitude, longitude, precision
                    FROM places WHERE document = ? ORDER BY number";
        self.rows(rows, [self.id], |row| {
            let precision = match row.get::<_, Option<String>>(6)? {
                Some(_) => Some(named(row, 6, PlacePrecision::ALL, PlacePrecision::name)?),
                None => None,
            };
            Ok(Place {
                span: spans.get(row, 0)?,
                name: row.get(2)?,
                country: row.get::<_, Option<String>>(3)?.map(intern),
                latitude: row.get(4)?,
                longitude: row.get(5)?,
                precision,
            })
        })
    }
}

/// Turns code points of one text into spans.
#[derive(Clone, Copy)]
struct Spans<'t> {
    points: &'t CodePoints<'t>,
}

impl Spans<'_> {
    /// The span whose ends stand in a column and the one after it.
    fn get(self, row: &Row, column: usize) -> rusqlite::Result<Span> {
        let (start, end) = (self.byte(row, column)?, self.byte(row, column + 1)?);
        if start > end {
            return Err(wrong(column, Type::Integer, "a span runs backwards"));
        }
        Ok(Span::new(start, end))
    }

    fn maybe(self, row: &Row, column: usize) -> rusqlite::Result<Option<Span>> {
        match row.get::<_, Option<i64>>(column)? {
            Some(_) => self.get(row, column).map(Some),
            None => Ok(None),
        }
    }

    fn byte(self, row: &Row, column: usize) -> rusqlite::Result<usize> {
        let point: usize = get_count(row, column)?;
        let outside = || wrong(column, Type::Integer, "an offset lies outside the text");
        self.points.byte(point).ok_or_else(outside)
    }
}

fn published(row: &Row) -> rusqlite::Result<Option<Published>> {
    let Some(value) = row.get(6)? else {
        return Ok(None);
    };
    Ok(Some(Published {
        value,
        precision: named(row, 7, precision::ALL, precision::name)?,
        from: named(row, 8, date_source::ALL, date_source::name)?,
    }))
}

/// The model that an article was read with, none where an earlier version did not write it down.
fn model(row: &Row) -> rusqlite::Result<Option<Model>> {
    let unsaid = row.get::<_, Option<String>>(9)?.is_none();
    match unsaid {
        true => Ok(None),
        false => named(row, 9, &Model::ALL, Model::name).map(Some),
    }
}

/// Somebody whose span begins in that column and whose actor stands behind it.
fn party(spans: Spans, row: &Row, column: usize) -> rusqlite::Result<Option<Party>> {
    let Some(span) = spans.maybe(row, column)? else {
        return Ok(None);
    };
    let actor = maybe_index(row, column + 2)?.map(ActorId);
    Ok(Some(Party { span, actor }))
}

/// The value of an enumeration that a column names.
fn named<T: Copy>(
    row: &Row,
    column: usize,
    all: &[T],
    name: fn(T) -> &'static str,
) -> rusqlite::Result<T> {
    let wanted: String = row.get(column)?;
    let value = all.iter().copied().find(|&value| name(value) == wanted);
    value.ok_or_else(|| wrong(column, Type::Text, &format!("`{wanted}` is no value of it")))
}

fn get_count<T: TryFrom<i64>>(row: &Row, column: usize) -> rusqlite::Result<T> {
    let written: i64 = row.get(column)?;
    let number = T::try_from(written);
    number.map_err(|_| wrong(column, Type::Integer, "a number is below zero"))
}

/// A position, of the number that counts it from 1.
fn index(row: &Row, column: usize) -> rusqlite::Result<usize> {
    let number: usize = get_count(row, column)?;
    let index = number.checked_sub(1);
    index.ok_or_else(|| wrong(column, Type::Integer, "numbers begin with 1"))
}

fn maybe_index(row: &Row, column: usize) -> rusqlite::Result<Option<usize>> {
    match Option::<i64>::column_result(row.get_ref(column)?) {
        Ok(None) => Ok(None),
        _ => index(row, column).map(Some),
    }
}

fn wrong(column: usize, kind: Type, problem: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, kind, problem.into())
}
