//! Records go in.

mod events;

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use rustc_hash::FxHashSet;
use selon_intake::{Published, Span};
use selon_read::{Actor, Figure, Model, Party, Record, Statement};
use selon_write::CodePoints;

use crate::across::{self, Fingerprint, Linker, Prepared, Stored};
use crate::record::{self, date_source, precision};
use crate::{KeepError, Store};

/// Between the pieces of a content in the full-text index, as in the view `statement_texts`.
const PARTED: &str = " … ";

/// An article that was come upon.
#[derive(Debug)]
pub enum Incoming {
    /// One that has been read, with what comparing it with others needs.
    New(Box<Prepared>),
    /// One that the store has already, at a place that need not be the one it was first found at.
    Duplicate {
        /// The id of its record.
        article: String,
        /// Where it was found now.
        origin: String,
    },
}

impl Incoming {
    /// An article that has been read. Whoever reads on many threads calls this there: it looks at every word.
    pub fn new(record: Record) -> Incoming {
        Incoming::New(Box::new(record.into()))
    }
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// Articles that are stored now and were not before.
    pub new: u64,
    /// Articles that were stored already.
    pub again: u64,
}

impl Store {
    /// Stores a batch in one transaction: all of it or, on an error, nothing. An article that is there already is not stored
    /// again; that it was found at another place is noted.
    ///
    /// # Errors
    /// The file cannot be written or is damaged.
    pub fn add(&mut self, batch: &[Incoming]) -> Result<Added, KeepError> {
        let added = add(&mut self.connection, &mut self.linker, batch);
        if added.is_err() {
            self.linker.forget();
        }
        added.map_err(self.of())
    }

    /// Compares stored articles that have not been compared yet with those before them, and says how many there were, `most` at
    /// most: a store of the version before has such.
    pub(crate) fn link_more(&mut self, most: usize) -> Result<usize, KeepError> {
        let linked = link_more(&mut self.connection, &mut self.linker, most);
        if linked.is_err() {
            self.linker.forget();
        }
        linked.map_err(self.of())
    }
}

fn link_more(
    connection: &mut Connection,
    linker: &mut Linker,
    most: usize,
) -> rusqlite::Result<usize> {
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    linker.begin(&transaction)?;
    let waiting = "SELECT id FROM documents
                   WHERE id > (SELECT ifnull(max(document), 0) FROM traits) ORDER BY id LIMIT ?";
    let waiting: Vec<i64> = transaction
        .prepare(waiting)?
        .query_map([most as i64], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for document in &waiting {
        let (fingerprint, keys) = Fingerprint::of(&record::read(&transaction, *document)?);
        let statements = across::statements(&transaction, *document)?;
        let stored = Stored {
            document: *document,
            statements: &statements,
        };
        linker.link(&transaction, &stored, &Arc::new(fingerprint), &keys)?;
    }
    transaction.commit()?;
    Ok(waiting.len())
}

fn add(
    connection: &mut Connection,
    linker: &mut Linker,
    batch: &[Incoming],
) -> rusqlite::Result<Added> {
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    linker.begin(&transaction)?;
    let mut added = Added::default();
    for found in batch {
        let (article, origin) = match found {
            Incoming::New(prepared) => {
                let document = &prepared.record.document;
                (&document.id, &document.origin)
            }
            Incoming::Duplicate { article, origin } => (article, origin),
        };
        match (known(&transaction, article)?, found) {
            (None, Incoming::New(prepared)) => {
                let Prepared {
                    record,
                    fingerprint,
                    keys,
                    without_events,
                } = &**prepared;
                let mut writer = Writer::begin(&transaction, record)?;
                let statements = writer.record()?;
                let document = writer.document;
                if *without_events {
                    writer.without_events()?;
                }
                let stored = Stored {
                    document,
                    statements: &statements,
                };
                linker.link(&transaction, &stored, fingerprint, keys)?;
                added.new += 1;
            }
            (Some(document), _) => {
                again(&transaction, document, origin)?;
                added.again += 1;
            }
            // Somebody has taken it out of the store since; the next time it is new.
            (None, Incoming::Duplicate { .. }) => {}
        }
    }
    transaction.commit()?;
    Ok(added)
}

fn known(connection: &Connection, article: &str) -> rusqlite::Result<Option<i64>> {
    let document = "SELECT id FROM documents WHERE article = ?";
    let mut document = connection.prepare_cached(document)?;
    document.query_row([article], |row| row.get(0)).optional()
}

fn again(connection: &Connection, document: i64, origin: &str) -> rusqlite::Result<()> {
    let note = "INSERT OR IGNORE INTO found_again
                SELECT id, ?2 FROM documents WHERE id = ?1 AND origin <> ?2";
    let mut note = connection.prepare_cached(note)?;
    note.execute(params![document, origin]).map(drop)
}

/// Writes the parts of one record.
struct Writer<'r> {
    connection: &'r Connection,
    record: &'r Record,
    points: CodePoints<'r>,
    document: i64,
    day: Option<String>,
    /// The row of `entities` of each actor.
    entities: Vec<i64>,
    /// Every mention with the entity it names, in text order.
    mentions: Vec<(Span, i64)>,
}

/// A number that counts from 1.
fn number(index: usize) -> i64 {
    index as i64 + 1
}

impl<'r> Writer<'r> {
    /// Writes the document itself.
    fn begin(connection: &'r Connection, record: &'r Record) -> rusqlite::Result<Writer<'r>> {
        let document = &record.document;
        let published = document.published.as_ref();
        // `2021-08` stands in the store from its first day on.
        let period = published.and_then(Published::period);
        let day = period.map(|period| period.begin.to_string());
        let row = "INSERT INTO documents (article, origin, language, encoding, published,
                   published_precision, published_from, day, title, text, model)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        connection.prepare_cached(row)?.execute(params![
            document.id,
            document.origin,
            document.language,
            document.encoding,
            published.map(|published| &published.value),
            published.map(|published| precision::name(published.precision)),
            published.map(|published| date_source::name(published.from)),
            day,
            document.title,
            document.text,
            document.model.map(Model::name),
        ])?;
        let id = connection.last_insert_rowid();
        let search = "INSERT INTO documents_fts (rowid, title, text) VALUES (?, ?, ?)";
        let mut search = connection.prepare_cached(search)?;
        search.execute(params![id, document.title, document.text])?;
        Ok(Writer {
            connection,
            record,
            points: CodePoints::of(&document.text),
            document: id,
            day,
            entities: Vec::with_capacity(record.actors.len()),
            mentions: Vec::new(),
        })
    }

    /// Writes everything else; what others refer to goes first.
    /// The rows of the statements, in their order, are what it gives.
    fn record(&mut self) -> rusqlite::Result<Vec<i64>> {
        self.sentences()?;
        self.actors()?;
        self.times()?;
        self.places()?;
        let statements = self.statements()?;
        self.figures()?;
        self.events()?;
        Ok(statements)
    }

    /// A span as code points.
    fn range(&self, span: Span) -> (i64, i64) {
        let range = self.points.range(span);
        (range.start as i64, range.end as i64)
    }

    fn start(&self, span: Option<Span>) -> Option<i64> {
        span.map(|span| self.range(span).0)
    }

    fn stop(&self, span: Option<Span>) -> Option<i64> {
        span.map(|span| self.range(span).1)
    }

    /// The number of the sentence in which a span begins.
    fn sentence(&self, span: Span) -> Option<i64> {
        let sentences = &self.record.sentences;
        let before = sentences.partition_point(|sentence| sentence.start <= span.start);
        let index = before.checked_sub(1)?;
        (span.start < sentences[index].end).then(|| number(index))
    }

    fn words(&self, span: Span) -> &'r str {
        span.of(&self.record.document.text)
    }

    fn sentences(&self) -> rusqlite::Result<()> {
        let row = "INSERT INTO sentences VALUES (?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(row)?;
        for (index, &span) in self.record.sentences.iter().enumerate() {
            let (start, stop) = self.range(span);
            row.execute((self.document, number(index), start, stop))?;
        }
        Ok(())
    }

    fn actors(&mut self) -> rusqlite::Result<()> {
        let row = "INSERT INTO actors VALUES (?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(row)?;
        for (index, actor) in self.record.actors.iter().enumerate() {
            let entity = entity(self.connection, actor)?;
            row.execute((self.document, number(index), entity, &self.day))?;
            self.entities.push(entity);
            self.mentions_of(index, actor)?;
            let mentions = actor.mentions.iter();
            let mentions = mentions.map(|mention| (mention.span, entity));
            self.mentions.extend(mentions);
        }
        self.mentions.sort_unstable();
        Ok(())
    }

    fn mentions_of(&self, index: usize, actor: &Actor) -> rusqlite::Result<()> {
        let row = "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(row)?;
        for (at, mention) in actor.mentions.iter().enumerate() {
            let (start, stop) = self.range(mention.span);
            row.execute(params![
                self.document,
                number(index),
                number(at),
                start,
                stop,
                mention.form.name(),
                number(mention.head.sentence),
                number(mention.head.word),
            ])?;
        }
        Ok(())
    }

    fn times(&self) -> rusqlite::Result<()> {
        let row = "INSERT INTO times VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(row)?;
        for (index, time) in self.record.times.iter().enumerate() {
            let (start, stop) = self.range(time.span);
            row.execute(params![
                self.document,
                number(index),
                start,
                stop,
                self.sentence(time.span),
                time.kind.name(),
                time.value,
                time.begin,
                time.end,
            ])?;
        }
        Ok(())
    }

    fn places(&self) -> rusqlite::Result<()> {
        let row = "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(row)?;
        for (index, place) in self.record.places.iter().enumerate() {
            let (start, stop) = self.range(place.span);
            row.execute(params![
                self.document,
                number(index),
                start,
                stop,
                self.sentence(place.span),
                place.name,
                place.country,
                place.latitude,
                place.longitude,
                place.precision.map(|precision| precision.name()),
            ])?;
        }
        Ok(())
    }

    fn statements(&self) -> rusqlite::Result<Vec<i64>> {
        let mut rows = Vec::with_capacity(self.record.statements.len());
        for (index, statement) in self.record.statements.iter().enumerate() {
            let id = self.statement(index, statement)?;
            let cue = statement.cue.as_ref();
            let cue = cue.map_or(&[][..], |cue| &cue.pieces);
            self.pieces("INSERT INTO statement_cue VALUES (?, ?, ?, ?)", id, cue)?;
            let content = &statement.content;
            self.pieces(
                "INSERT INTO statement_content VALUES (?, ?, ?, ?)",
                id,
                content,
            )?;
            self.about(id, content)?;
            let words: Vec<_> = content.iter().map(|&span| self.words(span)).collect();
            let search = "INSERT INTO statements_fts (rowid, content) VALUES (?, ?)";
            let mut search = self.connection.prepare_cached(search)?;
            search.execute((id, words.join(PARTED)))?;
            rows.push(id);
        }
        Ok(rows)
    }

    fn statement(&self, index: usize, statement: &Statement) -> rusqlite::Result<i64> {
        let (source, addressee) = (&statement.source, &statement.addressee);
        let span = |party: &Option<Party>| party.as_ref().map(|party| party.span);
        let actor = |party: &Option<Party>| party.as_ref().and_then(|party| party.actor);
        let speaker = actor(source).and_then(|actor| self.entities.get(actor.0));
        let row =
            "INSERT INTO statements (document, number, day, speaker, form, attitude, certainty,
                   source_start, source_stop, source_actor, cue_lemma,
                   addressee_start, addressee_stop, addressee_actor,
                   within, time, place, sentence)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        self.connection.prepare_cached(row)?.execute(params![
            self.document,
            number(index),
            self.day,
            speaker,
            statement.form.name(),
            statement.attitude.name(),
            statement.certainty.name(),
            self.start(span(source)),
            self.stop(span(source)),
            actor(source).map(|actor| number(actor.0)),
            statement.cue.as_ref().map(|cue| &cue.lemma),
            self.start(span(addressee)),
            self.stop(span(addressee)),
            actor(addressee).map(|actor| number(actor.0)),
            statement.within.map(|within| number(within.0)),
            statement.time.map(|time| number(time.0)),
            statement.place.map(|place| number(place.0)),
            where_it_is(statement).and_then(|span| self.sentence(span)),
        ])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Writes the pieces of a part of a statement or an event.
    fn pieces(&self, row: &str, of: i64, pieces: &[Span]) -> rusqlite::Result<()> {
        let mut row = self.connection.prepare_cached(row)?;
        for (index, &span) in pieces.iter().enumerate() {
            let (start, stop) = self.range(span);
            row.execute((of, number(index), start, stop))?;
        }
        Ok(())
    }

    /// Writes whom the content of a statement names.
    fn about(&self, statement: i64, content: &[Span]) -> rusqlite::Result<()> {
        let row = "INSERT INTO statement_about VALUES (?, ?)";
        let mut row = self.connection.prepare_cached(row)?;
        let mut named = FxHashSet::default();
        for piece in content {
            let first = self
                .mentions
                .partition_point(|(span, _)| span.start < piece.start);
            let inside = self.mentions[first..].iter();
            let inside = inside.take_while(|(span, _)| span.start < piece.end);
            for (_, entity) in inside.filter(|(span, _)| span.end <= piece.end) {
                if named.insert(*entity) {
                    row.execute((*entity, statement))?;
                }
            }
        }
        Ok(())
    }

    fn figures(&self) -> rusqlite::Result<()> {
        for (index, figure) in self.record.figures.iter().enumerate() {
            self.figure(index, figure)?;
            let id = self.connection.last_insert_rowid();
            let search =
                "INSERT INTO figures_fts (rowid, words, of_what, unit) VALUES (?, ?, ?, ?)";
            let mut search = self.connection.prepare_cached(search)?;
            let of = figure.of.map(|span| self.words(span));
            search.execute((id, self.words(figure.span), of, &figure.unit))?;
        }
        Ok(())
    }

    fn figure(&self, index: usize, figure: &Figure) -> rusqlite::Result<()> {
        let row =
            "INSERT INTO figures (document, number, day, start, stop, sentence, low, high, bound,
                   unit, of_start, of_stop, according_to)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let (start, stop) = self.range(figure.span);
        let row = self.connection.prepare_cached(row)?.execute(params![
            self.document,
            number(index),
            self.day,
            start,
            stop,
            self.sentence(figure.span),
            figure.low,
            figure.high,
            figure.bound.name(),
            figure.unit,
            self.start(figure.of),
            self.stop(figure.of),
            figure.according_to.map(|statement| number(statement.0)),
        ]);
        row.map(drop)
    }
}

/// The words by which to tell in which sentence a statement stands: its cue, else its source, else its content.
fn where_it_is(statement: &Statement) -> Option<Span> {
    let cue = statement.cue.as_ref().map(|cue| cue.cover());
    let source = || statement.source.as_ref().map(|source| source.span);
    cue.or_else(source)
        .or_else(|| statement.content.first().copied())
}

/// The row of an entity, which is made where there is none yet.
fn entity(connection: &Connection, actor: &Actor) -> rusqlite::Result<i64> {
    let known = "SELECT id FROM entities WHERE name = ?1 AND kind = ?2 AND ifnull(country, '') = ifnull(?3, '')
                 AND ifnull(sector, '') = ifnull(?4, '') AND ifnull(known_as, '') = ifnull(?5, '')";
    let values = params![
        actor.name,
        actor.kind.name(),
        actor.country,
        actor.sector,
        actor.known_as
    ];
    let mut known = connection.prepare_cached(known)?;
    if let Some(id) = known.query_row(values, |row| row.get(0)).optional()? {
        return Ok(id);
    }
    let row = "INSERT INTO entities (name, kind, country, sector, known_as) VALUES (?, ?, ?, ?, ?)";
    connection.prepare_cached(row)?.execute(values)?;
    let id = connection.last_insert_rowid();
    let search = "INSERT INTO entities_fts (rowid, name) VALUES (?, ?)";
    connection
        .prepare_cached(search)?
        .execute((id, &actor.name))?;
    Ok(id)
}
