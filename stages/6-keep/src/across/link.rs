//! Notes what belongs together, in the transaction that stores an article.

use std::sync::Arc;

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::compare::{self, STORY_DAYS};
use super::groups::{self, Groups};
use super::{Fingerprint, Keys};

/// The day of keys that count whenever an article was published, and of articles whose day is not known.
const NO_DAY: i32 = i32::MIN;
/// Articles that are looked at by one key, at most: the first that were added.
const BY_KEY: usize = 16;
/// Articles that are compared with a new one, at most: those that share the most keys with it.
const COMPARED: usize = 16;
/// From this likeness on a text that is no longer than another is nothing but its copy, and need not be compared with more.
const NOTHING_NEW: f32 = 0.95;
/// Articles whose fingerprints are kept at hand.
const AT_HAND: usize = 4096;

/// What was read of stored articles, for the next that come.
#[derive(Debug)]
pub(crate) struct Linker {
    at_hand: FxHashMap<i64, Arc<Article>>,
    copies: Groups,
    stories: Groups,
    variants: Groups,
    /// By which SQLite tells that others have written since.
    version: i64,
}

/// A stored article that others are compared with.
#[derive(Debug)]
struct Article {
    fingerprint: Arc<Fingerprint>,
    /// The rows of `statements`, in their order.
    statements: Vec<i64>,
}

/// A new article in its store.
pub(crate) struct Stored<'s> {
    /// The row of `documents`.
    pub document: i64,
    /// The rows of `statements`, in their order.
    pub statements: &'s [i64],
}

impl Default for Linker {
    fn default() -> Linker {
        Linker {
            at_hand: FxHashMap::default(),
            copies: Groups::of_table(groups::COPIES),
            stories: Groups::of_table(groups::STORIES),
            variants: Groups::of_table(groups::VARIANTS),
            version: 0,
        }
    }
}

impl Linker {
    /// Forgets what was read: a transaction was taken back.
    pub(crate) fn forget(&mut self) {
        self.at_hand.clear();
        for groups in [&mut self.copies, &mut self.stories, &mut self.variants] {
            groups.forget();
        }
    }

    /// Forgets what was read if another program has written since. To be called when a transaction has begun.
    pub(crate) fn begin(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let version = connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if version != self.version {
            self.forget();
            self.version = version;
        }
        Ok(())
    }

    /// Compares an article with those stored before it and notes what belongs together.
    pub(crate) fn link(
        &mut self,
        connection: &Connection,
        stored: &Stored,
        fingerprint: &Arc<Fingerprint>,
        keys: &Keys,
    ) -> rusqlite::Result<()> {
        let candidates = candidates(connection, fingerprint.day, keys)?;
        enter(connection, stored.document, fingerprint.day, keys)?;
        let row = "INSERT INTO traits VALUES (?, ?)";
        let mut row = connection.prepare_cached(row)?;
        row.execute(params![stored.document, fingerprint.write()])?;
        for other in candidates {
            // Somebody has taken it out of the store.
            let Some(others) = self.article(connection, other)? else {
                continue;
            };
            let likeness = compare::articles(fingerprint, &others.fingerprint);
            if let Some(copy) = likeness.copy {
                self.copies.join(connection, other, stored.document, copy)?;
            }
            if let Some(story) = likeness.story {
                self.stories
                    .join(connection, other, stored.document, story)?;
            }
            let story = likeness.story.is_some();
            self.link_statements(connection, stored, fingerprint, &others, story)?;
            let shorter = fingerprint.sketch.words <= others.fingerprint.sketch.words;
            if shorter && likeness.copy.is_some_and(|copy| copy >= NOTHING_NEW) {
                break;
            }
        }
        let (fingerprint, statements) = (fingerprint.clone(), stored.statements.to_vec());
        self.keep(
            stored.document,
            Article {
                fingerprint,
                statements,
            },
        );
        Ok(())
    }

    /// Notes which statements of two articles are the same.
    fn link_statements(
        &mut self,
        connection: &Connection,
        stored: &Stored,
        fingerprint: &Fingerprint,
        others: &Article,
        story: bool,
    ) -> rusqlite::Result<()> {
        let groups = &mut self.variants;
        let theirs = others.statements.iter();
        let mut theirs = theirs
            .map(|&also| groups.of(connection, also))
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for (own, &statement) in fingerprint.statements.iter().zip(stored.statements) {
            let mut ours = groups.of(connection, statement)?;
            let all = others.fingerprint.statements.iter().zip(&others.statements);
            for ((other, &also), group) in all.zip(&mut theirs) {
                // They hang together already, which is all that comparing them could tell.
                if ours.is_some() && ours == *group {
                    continue;
                }
                let (of, with) = ((fingerprint, own), (&*others.fingerprint, other));
                if let Some(likeness) = compare::statements(of, with, story) {
                    groups.join(connection, also, statement, likeness)?;
                    ours = groups.of(connection, statement)?;
                    *group = ours;
                }
            }
        }
        Ok(())
    }

    fn keep(&mut self, document: i64, article: Article) -> Arc<Article> {
        if self.at_hand.len() >= AT_HAND {
            self.at_hand.clear();
        }
        let article = Arc::new(article);
        self.at_hand.insert(document, article.clone());
        article
    }

    fn article(
        &mut self,
        connection: &Connection,
        document: i64,
    ) -> rusqlite::Result<Option<Arc<Article>>> {
        if let Some(article) = self.at_hand.get(&document) {
            return Ok(Some(article.clone()));
        }
        let Some(fingerprint) = read(connection, document)? else {
            return Ok(None);
        };
        let article = Article {
            fingerprint: Arc::new(fingerprint),
            statements: statements(connection, document)?,
        };
        Ok(Some(self.keep(document, article)))
    }
}

/// The rows of the statements of a stored article, in their order.
pub(crate) fn statements(connection: &Connection, document: i64) -> rusqlite::Result<Vec<i64>> {
    let rows = "SELECT id FROM statements WHERE document = ? ORDER BY number";
    let mut rows = connection.prepare_cached(rows)?;
    rows.query_map([document], |row| row.get(0))?.collect()
}

/// The fingerprint of a stored article.
fn read(connection: &Connection, document: i64) -> rusqlite::Result<Option<Fingerprint>> {
    let row = "SELECT traits FROM traits WHERE document = ?";
    let mut row = connection.prepare_cached(row)?;
    let fingerprint = row.query_row([document], |row| {
        let stored = row.get_ref(0)?.as_blob()?;
        let wrong = || {
            rusqlite::Error::FromSqlConversionFailure(
                0,
                Type::Blob,
                "this is no fingerprint".into(),
            )
        };
        Fingerprint::read(stored).ok_or_else(wrong)
    });
    fingerprint.optional()
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
