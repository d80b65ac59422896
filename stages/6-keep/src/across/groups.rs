//! Groups of what belongs together, with those that were looked up lately kept at hand.

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

/// Members whose groups are kept at hand.
const AT_HAND: usize = 1 << 17;

/// The statements that read and write a table of groups.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    of: &'static str,
    insert: &'static str,
    merge: &'static str,
}

// None of the insertions may be one that SQLite has to be able to take back alone (as of `SELECT`s): before such a one it writes out what
// the full-text indexes have gathered, and gathering a whole batch of articles is what makes them cheap.
pub(super) const COPIES: Table = Table {
    of: "SELECT copies FROM copies WHERE document = ?",
    insert: "INSERT INTO copies (document, copies, likeness) VALUES (?, ?, ?)",
    merge: "UPDATE copies SET copies = ?1 WHERE copies = ?2",
};
pub(super) const STORIES: Table = Table {
    of: "SELECT story FROM stories WHERE document = ?",
    insert: "INSERT INTO stories (document, story, likeness, day)
             VALUES (?1, ?2, ?3, (SELECT day FROM documents WHERE id = ?1))",
    merge: "UPDATE stories SET story = ?1 WHERE story = ?2",
};
pub(super) const VARIANTS: Table = Table {
    of: "SELECT variants FROM variants WHERE statement = ?",
    insert: "INSERT INTO variants (statement, variants, likeness) VALUES (?, ?, ?)",
    merge: "UPDATE variants SET variants = ?1 WHERE variants = ?2",
};

/// The groups of a table. A group is known by its member that was added first.
#[derive(Debug)]
pub(super) struct Groups {
    table: Table,
    /// The group of a member, or the group that became part of another since; nothing for a member of none.
    at_hand: FxHashMap<i64, Option<i64>>,
    /// Groups that became part of another, and of which.
    merged: FxHashMap<i64, i64>,
}

impl Groups {
    pub(super) fn of_table(table: Table) -> Groups {
        Groups {
            table,
            at_hand: FxHashMap::default(),
            merged: FxHashMap::default(),
        }
    }

    /// Forgets what was looked up.
    pub(super) fn forget(&mut self) {
        self.at_hand.clear();
        self.merged.clear();
    }

    /// The group of a member.
    pub(super) fn of(
        &mut self,
        connection: &Connection,
        member: i64,
    ) -> rusqlite::Result<Option<i64>> {
        let group = match self.at_hand.get(&member) {
            Some(group) => *group,
            None => self.look_up(connection, member)?,
        };
        Ok(group.map(|group| self.now(group)))
    }

    fn look_up(&mut self, connection: &Connection, member: i64) -> rusqlite::Result<Option<i64>> {
        let mut row = connection.prepare_cached(self.table.of)?;
        let group = row.query_row([member], |row| row.get(0)).optional()?;
        if self.at_hand.len() >= AT_HAND {
            self.forget();
        }
        self.at_hand.insert(member, group);
        Ok(group)
    }

    /// What a group is part of by now.
    fn now(&self, mut group: i64) -> i64 {
        while let Some(&of) = self.merged.get(&group) {
            group = of;
        }
        group
    }

    /// Makes two members of one group.
    pub(super) fn join(
        &mut self,
        connection: &Connection,
        one: i64,
        two: i64,
        likeness: f32,
    ) -> rusqlite::Result<()> {
        let (first, second) = (self.of(connection, one)?, self.of(connection, two)?);
        let group = first.unwrap_or(one).min(second.unwrap_or(two));
        for (member, of) in [(one, first), (two, second)] {
            match of {
                None => self.insert(connection, member, group, likeness)?,
                Some(of) if of != group => self.merge(connection, of, group)?,
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn insert(
        &mut self,
        connection: &Connection,
        member: i64,
        group: i64,
        likeness: f32,
    ) -> rusqlite::Result<()> {
        let mut row = connection.prepare_cached(self.table.insert)?;
        row.execute(params![member, group, f64::from(likeness)])?;
        self.at_hand.insert(member, Some(group));
        Ok(())
    }

    fn merge(&mut self, connection: &Connection, old: i64, new: i64) -> rusqlite::Result<()> {
        let mut rows = connection.prepare_cached(self.table.merge)?;
        rows.execute([new, old])?;
        self.merged.insert(old, new);
        Ok(())
    }
}
