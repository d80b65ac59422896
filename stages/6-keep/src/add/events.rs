//! Events go in.

use rusqlite::params;
use selon_read::{Event, Party};

use super::{Writer, number};
use crate::record::role;

impl Writer<'_> {
    /// Writes the events; what they refer to is there already.
    pub(super) fn events(&self) -> rusqlite::Result<()> {
        for (index, event) in self.record.events.iter().enumerate() {
            let id = self.event(index, event)?;
            let trigger = "INSERT INTO event_trigger VALUES (?, ?, ?, ?)";
            self.pieces(trigger, id, &event.trigger)?;
            self.participants(id, event, role::ACTOR, &event.actors)?;
            self.participants(id, event, role::RECIPIENT, &event.recipients)?;
            self.figures_of(id, event)?;
        }
        Ok(())
    }

    /// Notes that the record was made by a version of the program that found no events.
    pub(super) fn without_events(&self) -> rusqlite::Result<()> {
        let row = "INSERT INTO without_events VALUES (?)";
        let mut row = self.connection.prepare_cached(row)?;
        row.execute([self.document]).map(drop)
    }

    fn event(&self, index: usize, event: &Event) -> rusqlite::Result<i64> {
        let row = "INSERT INTO events (document, number, day, type, tense, certainty, negated,
                   according_to, time, place, sentence)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let begins = event.trigger.first().copied();
        self.connection.prepare_cached(row)?.execute(params![
            self.document,
            number(index),
            self.day,
            event.kind.name(),
            event.tense.name(),
            event.certainty.name(),
            event.negated,
            event.according_to.map(|statement| number(statement.0)),
            event.time.map(|time| number(time.0)),
            event.place.map(|place| number(place.0)),
            begins.and_then(|span| self.sentence(span)),
        ])?;
        Ok(self.connection.last_insert_rowid())
    }

    fn participants(
        &self,
        id: i64,
        event: &Event,
        role: &str,
        parties: &[Party],
    ) -> rusqlite::Result<()> {
        let row = "INSERT INTO event_participants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(row)?;
        for (index, party) in parties.iter().enumerate() {
            let (start, stop) = self.range(party.span);
            let actor = party.actor.and_then(|id| self.record.actors.get(id.0));
            row.execute(params![
                id,
                role,
                number(index),
                self.document,
                start,
                stop,
                party.actor.map(|actor| number(actor.0)),
                party.actor.and_then(|actor| self.entities.get(actor.0)),
                actor.and_then(|actor| actor.country),
                self.day,
                event.kind.name(),
            ])?;
        }
        Ok(())
    }

    fn figures_of(&self, id: i64, event: &Event) -> rusqlite::Result<()> {
        let row = "INSERT INTO event_figures VALUES (?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(row)?;
        for (index, figure) in event.figures.iter().enumerate() {
            row.execute((id, number(index), self.document, number(figure.0)))?;
        }
        Ok(())
    }
}
