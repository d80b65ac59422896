//! Who does what to whom.

use selon_read::EventKind;
use serde::Serialize;

use super::{Article, Location, Quote, Scope, Source, Sql, Time, text};
use crate::record::role;
use crate::{KeepError, Store, Who};

/// Which events.
#[derive(Debug, Clone, Default)]
pub struct EventsQuestion {
    /// Of one of these types; of any where none is given.
    pub kinds: Vec<EventKind>,
    /// Done by them.
    pub actor: Option<Who>,
    /// Done to or with them.
    pub recipient: Option<Who>,
    /// In which articles.
    pub scope: Scope,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRow {
    /// Its article.
    pub document: Article,
    /// Its id in the record of the article.
    pub id: String,
    /// Its PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The words it was read from.
    pub trigger: Vec<Quote>,
    /// Who does it.
    pub actor: Vec<Source>,
    /// To whom, or with whom.
    pub recipient: Vec<Source>,
    /// When.
    pub time: Option<Time>,
    /// Where.
    pub place: Option<Location>,
    /// How surely the writer stands behind it.
    pub certainty: String,
    /// `past`, `present`, `future` or `habitual`.
    pub tense: String,
    /// Whether the text says that it is not so.
    pub negated: bool,
    /// The statement it stands in, by its id in the record.
    pub according_to: Option<String>,
    /// Whose that statement is.
    pub source: Option<Source>,
    /// How many take part or suffer.
    pub figures: Vec<EventFigure>,
    /// The sentence its words begin in.
    pub sentence: Option<Quote>,
}

/// How many take part in an event, or suffer from it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventFigure {
    /// The id of the figure in the record of the article.
    pub id: String,
    /// Its words.
    pub span: Quote,
    /// The least it can be.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// What is counted.
    pub unit: String,
}

const TRIGGER: &str = "SELECT start, stop FROM event_trigger WHERE event = ? ORDER BY piece";

impl EventsQuestion {
    /// The question whose answer are the days and rows of the events that are asked for, in order. One about somebody is asked of
    /// the participants: an index has those who are meant by day.
    fn sql(&self, store: &Store) -> Result<(String, Sql), KeepError> {
        let mut sql = Sql::new();
        let first = match (&self.actor, &self.recipient) {
            (Some(actor), _) => Some((role::ACTOR, actor)),
            (None, Some(recipient)) => Some((role::RECIPIENT, recipient)),
            (None, None) => None,
        };
        let (table, id) = match first {
            Some(_) => ("event_participants", "event"),
            None => ("events", "id"),
        };
        if let Some((role, who)) = first {
            let (condition, values) = who.condition(store, table)?;
            sql.and("role = ?", [text(role)]);
            sql.and(condition, values);
        }
        if let (Some(_), Some(recipient)) = (&self.actor, &self.recipient) {
            // The sign keeps SQLite from looking through all that they ever suffered: who takes part in one event are few.
            let (condition, values) = recipient.condition(store, "+other")?;
            let also = format!(
                "EXISTS (SELECT 1 FROM event_participants other
                 WHERE other.event = event_participants.event AND other.role = ? AND {condition})"
            );
            sql.and(also, [text(role::RECIPIENT)].into_iter().chain(values));
        }
        self.narrow_kinds(&mut sql);
        self.scope.narrow(&mut sql);
        let select = format!(
            "SELECT DISTINCT day, {id} FROM {table} {} ORDER BY day, {id} LIMIT {}",
            sql.clause(),
            self.scope.rows()
        );
        Ok((select, sql))
    }

    /// Narrows a question on a table with a column `type`. Of a single type an index has the events by day.
    fn narrow_kinds(&self, sql: &mut Sql) {
        match self.kinds.as_slice() {
            [] => {}
            [kind] => sql.and("type = ?", [text(kind.name())]),
            kinds => {
                let names: Vec<_> = kinds.iter().map(|kind| kind.name()).collect();
                let names = serde_json::json!(names).to_string();
                sql.and("type IN (SELECT value FROM json_each(?))", [text(&names)]);
            }
        }
    }
}

impl Store {
    /// The events a question asks for.
    ///
    /// # Errors
    /// A damaged store.
    pub fn events(&self, question: &EventsQuestion) -> Result<Vec<EventRow>, KeepError> {
        let (select, sql) = question.sql(self)?;
        let ids: Vec<i64> = self.keys(&select, sql.values, |row| row.get(1))?;
        let rows = ids.into_iter().map(|id| self.event(id));
        rows.collect::<rusqlite::Result<_>>().map_err(self.of())
    }

    fn event(&self, id: i64) -> rusqlite::Result<EventRow> {
        let row =
            "SELECT v.document, v.number, v.type, v.tense, v.certainty, v.negated, v.according_to,
                   v.time, v.place, v.sentence, s.speaker, s.source_start, s.source_stop
                   FROM events v
                   LEFT JOIN statements s ON s.document = v.document AND s.number = v.according_to
                   WHERE v.id = ?";
        let mut event = self.connection.prepare_cached(row)?;
        event.query_row([id], |row| {
            let document = row.get(0)?;
            let according_to: Option<i64> = row.get(6)?;
            Ok(EventRow {
                document: self.article(document)?,
                id: format!("e{}", row.get::<_, i64>(1)?),
                kind: row.get(2)?,
                trigger: self.pieces(document, id, TRIGGER)?,
                actor: self.participants(document, id, role::ACTOR)?,
                recipient: self.participants(document, id, role::RECIPIENT)?,
                time: self.time(document, row.get(7)?)?,
                place: self.place(document, row.get(8)?)?,
                certainty: row.get(4)?,
                tense: row.get(3)?,
                negated: row.get(5)?,
                according_to: according_to.map(|number| format!("s{number}")),
                source: self.party(document, row, 10)?,
                figures: self.figures_of(document, id)?,
                sentence: self.sentence(document, row.get(9)?)?,
            })
        })
    }

    fn participants(&self, document: i64, event: i64, role: &str) -> rusqlite::Result<Vec<Source>> {
        let rows = "SELECT entity, start, stop FROM event_participants
                    WHERE event = ? AND role = ? ORDER BY number";
        let parties = self.parts(rows, &[&event, &role], |row| self.party(document, row, 0))?;
        Ok(parties.into_iter().flatten().collect())
    }

    fn figures_of(&self, document: i64, event: i64) -> rusqlite::Result<Vec<EventFigure>> {
        let rows = "SELECT f.number, f.start, f.stop, f.low, f.high, f.unit FROM event_figures e
                    JOIN figures f ON f.document = e.document AND f.number = e.figure
                    WHERE e.event = ? ORDER BY e.number";
        self.parts(rows, &[&event], |row| {
            Ok(EventFigure {
                id: format!("f{}", row.get::<_, i64>(0)?),
                span: self.quote(document, row.get(1)?, row.get(2)?)?,
                low: row.get(3)?,
                high: row.get(4)?,
                unit: row.get(5)?,
            })
        })
    }
}
