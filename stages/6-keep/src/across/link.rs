//! Notes what belongs together, in the transaction that stores an article.

use std::sync::Arc;

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::compare::{self, STORY_DAYS};
use super::{Keys, Traits};

/// The day of keys that count whenever an article was published, and of articles whose day is not known.
const NO_DAY: i32 = i32::MIN;
/// Articles that are looked at by one key, at most: the first that were added.
const BY_KEY: usize = 16;
/// Articles that are compared with a new one, at most: those that share the most keys with it.
const COMPARED: usize = 16;
/// From this likeness on a text that is no longer than another is nothing but its copy, and need not be compared with more.
const NOTHING_NEW: f32 = 0.95;
/// Articles whose traits are kept at hand.
const AT_HAND: usize = 4096;

/// What was read of stored articles, for the next that come.
#[derive(Debug, Default)]
pub(crate) struct Linker {
    at_hand: FxHashMap<i64, Arc<Traits>>,
}

/// A new article in its store.
pub(crate) struct Stored<'s> {
    /// The row of `documents`.
    pub document: i64,
    /// The rows of `statements`, in their order.
    pub statements: &'s [i64],
}

/// A table of groups: its name, and the columns of a member and of the group, which is known by its first member.
#[derive(Clone, Copy)]
struct Groups {
    of: &'static str,
    insert: &'static str,
    merge: &'static str,
}

const COPIES: Groups = Groups {
    of: "SELECT copies FROM copies WHERE document = ?",
    insert: "INSERT INTO copies (document, copies, likeness) VALUES (?, ?, ?)",
    merge: "UPDATE copies SET copies = ?1 WHERE copies = ?2",
};
const STORIES: Groups = Groups {
    of: "SELECT story FROM stories WHERE document = ?",
    insert: "INSERT INTO stories (document, story, likeness, day)
             SELECT ?1, ?2, ?3, day FROM documents WHERE id = ?1",
    merge: "UPDATE stories SET story = ?1 WHERE story = ?2",
};
const VARIANTS: Groups = Groups {
    of: "SELECT variants FROM variants WHERE statement = ?",
    insert: "INSERT INTO variants (statement, variants, likeness) VALUES (?, ?, ?)",
    merge: "UPDATE variants SET variants = ?1 WHERE variants = ?2",
};

impl Linker {
    /// Forgets what was read: a transaction was taken back.
    pub(crate) fn forget(&mut self) {
        self.at_hand.clear();
    }

    /// Compares an article with those stored before it and notes what belongs together.
    pub(crate) fn link(
        &mut self,
        connection: &Connection,
        stored: &Stored,
        traits: &Arc<Traits>,
        keys: &Keys,
    ) -> rusqlite::Result<()> {
        let candidates = candidates(connection, traits.day, keys)?;
        enter(connection, stored.document, traits.day, keys)?;
        let row = "INSERT INTO traits VALUES (?, ?)";
        let mut row = connection.prepare_cached(row)?;
        row.execute(params![stored.document, traits.write()])?;
        for other in candidates {
            // Somebody has taken it out of the store.
            let Some(others) = self.traits(connection, other)? else {
                continue;
            };
            let likeness = compare::articles(traits, &others);
            if let Some(copy) = likeness.copy {
                join(connection, COPIES, other, stored.document, copy)?;
            }
            if let Some(story) = likeness.story {
                join(connection, STORIES, other, stored.document, story)?;
            }
            let story = likeness.story.is_some();
            link_statements(connection, stored, traits, (other, &others), story)?;
            let shorter = traits.sketch.words <= others.sketch.words;
            if shorter && likeness.copy.is_some_and(|copy| copy >= NOTHING_NEW) {
                break;
            }
        }
        self.keep(stored.document, traits.clone());
        Ok(())
    }

    fn keep(&mut self, document: i64, traits: Arc<Traits>) {
        if self.at_hand.len() >= AT_HAND {
            self.at_hand.clear();
        }
        self.at_hand.insert(document, traits);
    }

    fn traits(
        &mut self,
        connection: &Connection,
        document: i64,
    ) -> rusqlite::Result<Option<Arc<Traits>>> {
        if let Some(traits) = self.at_hand.get(&document) {
            return Ok(Some(traits.clone()));
        }
        let traits = read(connection, document)?.map(Arc::new);
        if let Some(traits) = &traits {
            self.keep(document, traits.clone());
        }
        Ok(traits)
    }
}

/// The traits of a stored article.
fn read(connection: &Connection, document: i64) -> rusqlite::Result<Option<Traits>> {
    let row = "SELECT traits FROM traits WHERE document = ?";
    let mut row = connection.prepare_cached(row)?;
    let traits = row.query_row([document], |row| {
        let stored = row.get_ref(0)?.as_blob()?;
        let wrong = || {
            rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, "these are no traits".into())
        };
        Traits::read(stored).ok_or_else(wrong)
    });
    traits.optional()
}

/// Stored articles that share keys, those that share the most first, then those added first.
fn candidates(
    connection: &Connection,
    day: Option<i32>,
    keys: &Keys,
) -> rusqlite::Result<Vec<i64>> {
    let mut shared: FxHashMap<i64, u32> = FxHashMap::default();
    let rows = "SELECT document FROM alike WHERE key = ? AND day BETWEEN ? AND ? LIMIT ?";
    let mut rows = connection.prepare_cached(rows)?;
    let mut look = |key: i64, from: i32, to: i32| -> rusqlite::Result<()> {
        let mut rows = rows.query(params![key, from, to, BY_KEY as i64])?;
        while let Some(row) = rows.next()? {
            *shared.entry(row.get(0)?).or_default() += 1;
        }
        Ok(())
    };
    for &key in &keys.undated {
        look(key, NO_DAY, NO_DAY)?;
    }
    for &key in &keys.dated {
        match day {
            Some(day) => {
                look(
                    key,
                    day.saturating_sub_unsigned(STORY_DAYS),
                    day.saturating_add_unsigned(STORY_DAYS),
                )?;
                look(key, NO_DAY, NO_DAY)?;
            }
            None => look(key, NO_DAY, i32::MAX)?,
        }
    }
    let mut found: Vec<(i64, u32)> = shared.into_iter().collect();
    found.sort_unstable_by_key(|&(document, keys)| (u32::MAX - keys, document));
    found.truncate(COMPARED);
    Ok(found.into_iter().map(|(document, _)| document).collect())
}

/// Enters an article under its keys.
fn enter(
    connection: &Connection,
    document: i64,
    day: Option<i32>,
    keys: &Keys,
) -> rusqlite::Result<()> {
    let row = "INSERT INTO alike VALUES (?, ?, ?)";
    let mut row = connection.prepare_cached(row)?;
    for key in &keys.undated {
        row.execute((key, NO_DAY, document))?;
    }
    for key in &keys.dated {
        row.execute((key, day.unwrap_or(NO_DAY), document))?;
    }
    Ok(())
}

/// Notes which statements of two articles are the same.
fn link_statements(
    connection: &Connection,
    stored: &Stored,
    traits: &Traits,
    (other, others): (i64, &Traits),
    story: bool,
) -> rusqlite::Result<()> {
    for (said, &statement) in traits.statements.iter().zip(stored.statements) {
        for (at, also) in others.statements.iter().enumerate() {
            let Some(likeness) = compare::statements((traits, said), (others, also), story) else {
                continue;
            };
            let row = "SELECT id FROM statements WHERE document = ? AND number = ?";
            let mut row = connection.prepare_cached(row)?;
            let also = row.query_row(params![other, at as i64 + 1], |row| row.get(0))?;
            join(connection, VARIANTS, also, statement, likeness)?;
        }
    }
    Ok(())
}

/// Makes two members of one group. A group is known by its member that was added first.
fn join(
    connection: &Connection,
    groups: Groups,
    one: i64,
    two: i64,
    likeness: f32,
) -> rusqlite::Result<()> {
    let of = |member: i64| {
        let mut row = connection.prepare_cached(groups.of)?;
        row.query_row([member], |row| row.get::<_, i64>(0))
            .optional()
    };
    let (mut first, mut second) = (of(one)?, of(two)?);
    let all = [
        first,
        second,
        first.is_none().then_some(one),
        second.is_none().then_some(two),
    ];
    let group = all.into_iter().flatten().min().unwrap_or(one);
    let likeness = f64::from(likeness);
    for (member, of) in [(one, &mut first), (two, &mut second)] {
        match of {
            None => {
                connection
                    .prepare_cached(groups.insert)?
                    .execute(params![member, group, likeness])?;
            }
            Some(of) if *of != group => {
                connection
                    .prepare_cached(groups.merge)?
                    .execute([group, *of])?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}
