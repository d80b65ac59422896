//! Which articles tell of one happening.

use rusqlite::ToSql;
use serde::Serialize;

use super::{Article, Quote, Scope, Sql, text};
use crate::{KeepError, Store, Words};

/// Which stories.
#[derive(Debug, Clone, Default)]
pub struct StoriesQuestion {
    /// Of which an article has these words, or names somebody who has that name.
    pub about: Option<Words>,
    /// Of which an article is one of these.
    pub scope: Scope,
}

/// Several articles on one happening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryRow {
    /// Its article that was published first. The id of any of its articles stands for the story.
    pub document: Article,
    /// How many articles it has.
    pub articles: i64,
    /// How many of them are copies of another.
    pub copies: i64,
    /// The languages they are in, ISO 639-1; of the first 2000.
    pub languages: Vec<String>,
    /// When the first was published, where that is known.
    pub since: Option<String>,
    /// When the last was.
    pub until: Option<String>,
    /// Whom most of them name; of the first 2000.
    pub names: Vec<String>,
    /// How the first article begins, behind its title.
    pub sentence: Option<Quote>,
}

/// An article of a story.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StoryArticleRow {
    /// The article.
    pub document: Article,
    /// How alike its subject is to that of the article of the story that it was first compared with, from 0 to 1; nothing where
    /// the article is all there is of its story.
    pub likeness: Option<f64>,
    /// The article it is a copy of, by its id: of all copies the one that was published first.
    pub copy_of: Option<String>,
    /// How many statements it has.
    pub statements: i64,
    /// How it begins, behind its title.
    pub sentence: Option<Quote>,
}

const ABOUT: &str = "document IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?
    UNION ALL SELECT document FROM actors WHERE entity IN (SELECT value FROM json_each(?)))";

const BEFORE: &str = "SELECT document FROM stories WHERE story = ?1 AND (day, document) < (?2, ?3)
    ORDER BY day DESC, document DESC LIMIT ?4";
const BEHIND: &str = "SELECT document FROM stories WHERE story = ?1 AND (day, document) >= (?2, ?3)
    ORDER BY day, document LIMIT ?4";
const UNDATED_BEFORE: &str =
    "SELECT document FROM stories WHERE story = ?1 AND day IS ?2 AND document < ?3
    ORDER BY document DESC LIMIT ?4";
const UNDATED_BEHIND: &str =
    "SELECT document FROM stories WHERE story = ?1 AND day IS ?2 AND document >= ?3
    ORDER BY document LIMIT ?4";

/// Names that a row shows.
const NAMES: usize = 5;

/// Articles of a story that are looked at for its names and languages, at most: stories that go on for years have very many.
const LOOKED_AT: usize = 2000;

impl Store {
    /// The stories a question asks for, by the day of the first of their articles that it asks for. An article that tells
    /// of something alone is no story.
    ///
    /// # Errors
    /// A damaged store.
    pub fn stories(&self, question: &StoriesQuestion) -> Result<Vec<StoryRow>, KeepError> {
        let mut sql = Sql::new();
        if let Some(about) = &question.about {
            let whom = self.entities(about)?;
            sql.and(ABOUT, [text(about.question()), whom]);
        }
        question.scope.narrow(&mut sql);
        let select = format!(
            "SELECT story FROM stories {} GROUP BY story ORDER BY min(day), story LIMIT {}",
            sql.clause(),
            question.scope.rows()
        );
        let stories: Vec<i64> = self.keys(&select, sql.values, |row| row.get(0))?;
        let rows = stories.into_iter().map(|story| self.story_row(story));
        rows.collect::<rusqlite::Result<_>>().map_err(self.of())
    }

    fn story_row(&self, story: i64) -> rusqlite::Result<StoryRow> {
        let first = self.first_of(story)?;
        let whole = "SELECT count(*),
                     (SELECT count(*) FROM stories o JOIN copies c ON c.document = o.document WHERE o.story = ?1) -
                     (SELECT count(DISTINCT c.copies) FROM stories o JOIN copies c ON c.document = o.document
                      WHERE o.story = ?1)
                     FROM stories WHERE story = ?1";
        let mut whole = self.connection.prepare_cached(whole)?;
        let languages =
            "SELECT DISTINCT d.language FROM (SELECT document FROM stories WHERE story = ? ORDER BY day LIMIT ?) t
                         JOIN documents d ON d.id = t.document ORDER BY d.language";
        // One who is known by an id is one, however articles describe them.
        let names = "SELECT min(e.name) FROM (SELECT document FROM stories WHERE story = ? ORDER BY day LIMIT ?) t
                     JOIN actors a ON a.document = t.document
                     JOIN entities e ON e.id = a.entity
                     WHERE e.kind IN ('person', 'organisation', 'state')
                     GROUP BY ifnull(e.known_as, e.name)
                     ORDER BY count(DISTINCT t.document) DESC, min(e.id) LIMIT ?";
        let of_them: &[&dyn ToSql] = &[&story, &(LOOKED_AT as i64)];
        whole.query_row([story], |row| {
            Ok(StoryRow {
                document: self.article(first)?,
                articles: row.get(0)?,
                copies: row.get(1)?,
                languages: self.parts(languages, of_them, |row| row.get(0))?,
                since: self.published(story, "min")?,
                until: self.published(story, "max")?,
                names: self.parts(
                    names,
                    &[&story, &(LOOKED_AT as i64), &(NAMES as i64)],
                    |row| row.get(0),
                )?,
                sentence: self.beginning(first)?,
            })
        })
    }

    /// The article of a story that was published first, or of those without a date the one that was added first. Days have an index;
    /// only within one it takes looking at articles.
    fn first_of(&self, story: i64) -> rusqlite::Result<i64> {
        let first = "SELECT d.id FROM stories t JOIN documents d ON d.id = t.document
                     WHERE t.story = ?1 AND t.day IS (SELECT min(day) FROM stories WHERE story = ?1)
                     ORDER BY d.published, d.id LIMIT 1";
        let first = self.parts(first, &[&story], |row| row.get(0))?.pop();
        Ok(first.unwrap_or(story))
    }

    /// When the first (`min`) or the last (`max`) article of a story was published, where that is known.
    fn published(&self, story: i64, which: &str) -> rusqlite::Result<Option<String>> {
        let published = format!(
            "SELECT {which}(d.published) FROM stories t JOIN documents d ON d.id = t.document
             WHERE t.story = ?1 AND t.day = (SELECT {which}(day) FROM stories WHERE story = ?1)"
        );
        Ok(self
            .parts(&published, &[&story], |row| row.get(0))?
            .pop()
            .flatten())
    }

    /// The articles of a story in the order in which they were published, those whose day is not known last.
    pub(super) fn articles_of(&self, story: i64) -> rusqlite::Result<Vec<i64>> {
        let articles = "SELECT d.id FROM stories t JOIN documents d ON d.id = t.document
                        WHERE t.story = ? ORDER BY d.published IS NULL, d.published, d.id";
        self.parts(articles, &[&story], |row| row.get(0))
    }

    /// So many articles of the story of an article, at most, in the order in which they were published: those next to it, whose day
    /// is known where its own is.
    pub(super) fn beside(&self, document: i64, most: usize) -> rusqlite::Result<Vec<i64>> {
        let Some(story) = self.story_of(document)? else {
            return Ok(vec![document]);
        };
        let many = "SELECT 1 FROM stories WHERE story = ? LIMIT 1 OFFSET ?";
        let few = self.parts(many, &[&story, &(most as i64)], |_| Ok(()))?;
        if few.is_empty() {
            return self.articles_of(story);
        }
        let day = "SELECT day FROM stories WHERE document = ?";
        let day: Option<String> = self.parts(day, &[&document], |row| row.get(0))?.remove(0);
        let half = (most / 2) as i64;
        let (before, behind) = match day {
            Some(_) => (BEFORE, BEHIND),
            None => (UNDATED_BEFORE, UNDATED_BEHIND),
        };
        let mut articles: Vec<i64> =
            self.parts(before, &[&story, &day, &document, &half], |row| row.get(0))?;
        articles.reverse();
        let behind: Vec<i64> =
            self.parts(behind, &[&story, &day, &document, &half], |row| row.get(0))?;
        articles.extend(behind);
        Ok(articles)
    }

    /// The story of an article, by the article that was added first.
    pub(super) fn story_of(&self, document: i64) -> rusqlite::Result<Option<i64>> {
        let story = "SELECT story FROM stories WHERE document = ?";
        Ok(self.parts(story, &[&document], |row| row.get(0))?.pop())
    }

    /// The articles of the story that an article belongs to, by the id of its record, in the order in which they were published; of an
    /// article that tells of something alone, that one. Nothing where it is not stored.
    ///
    /// # Errors
    /// A damaged store.
    pub fn story(&self, article: &str) -> Result<Option<Vec<StoryArticleRow>>, KeepError> {
        let found = self.document(article).and_then(|document| {
            let Some(document) = document else {
                return Ok(None);
            };
            let articles = match self.story_of(document)? {
                Some(story) => self.articles_of(story)?,
                None => vec![document],
            };
            let rows = articles
                .into_iter()
                .map(|document| self.story_article(document));
            rows.collect::<rusqlite::Result<_>>().map(Some)
        });
        found.map_err(self.of())
    }

    fn story_article(&self, document: i64) -> rusqlite::Result<StoryArticleRow> {
        let row = "SELECT (SELECT likeness FROM stories WHERE document = ?1),
                   (SELECT d.article FROM copies c JOIN copies o ON o.copies = c.copies
                    JOIN documents d ON d.id = o.document
                    WHERE c.document = ?1 ORDER BY d.published IS NULL, d.published, d.id LIMIT 1),
                   (SELECT count(*) FROM statements WHERE document = ?1)";
        let mut row = self.connection.prepare_cached(row)?;
        let article = self.article(document)?;
        row.query_row([document], |row| {
            let copy_of: Option<String> = row.get(1)?;
            Ok(StoryArticleRow {
                likeness: row.get(0)?,
                copy_of: copy_of.filter(|first| *first != article.id),
                statements: row.get(2)?,
                sentence: self.beginning(document)?,
                document: article,
            })
        })
    }

    /// The first sentence of an article that is not its title.
    fn beginning(&self, document: i64) -> rusqlite::Result<Option<Quote>> {
        let sentence = "SELECT n.number FROM sentences n JOIN documents d ON d.id = n.document
                        WHERE d.id = ? AND substr(d.text, n.start + 1, n.stop - n.start) <> ifnull(d.title, '')
                        ORDER BY n.number LIMIT 1";
        let number = self.parts(sentence, &[&document], |row| row.get(0))?.pop();
        self.sentence(document, number)
    }

    /// The row of an article, by the id of its record.
    pub(super) fn document(&self, article: &str) -> rusqlite::Result<Option<i64>> {
        let row = "SELECT id FROM documents WHERE article = ?";
        Ok(self.parts(row, &[&article], |row| row.get(0))?.pop())
    }
}
