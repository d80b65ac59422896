//! Words anywhere in an article.

use rusqlite::OptionalExtension;
use serde::Serialize;

use super::{Article, Quote, Scope, Sql, text};
use crate::{KeepError, Store, Words};

/// Which articles.
#[derive(Debug, Clone)]
pub struct TextQuestion {
    /// With these words in their title or text.
    pub words: Words,
    /// Among which.
    pub scope: Scope,
}

/// A sentence with words that were looked for, or an article with them in its title alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextRow {
    /// The article.
    pub document: Article,
    /// The words, where they stand in the sentence.
    pub matches: Vec<Quote>,
    /// The sentence.
    pub sentence: Option<Quote>,
}

/// Mark a match in a text. Stage 1 lets no such characters into one.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

const MATCH: &str = "documents_fts MATCH ?";
const SCOPE: &str = "rowid IN (SELECT document FROM (SELECT id AS document, day FROM documents)";

impl Store {
    /// The sentences with words of the articles that have all of them, the article that fits best first.
    ///
    /// # Errors
    /// A damaged store.
    pub fn text(&self, question: &TextQuestion) -> Result<Vec<TextRow>, KeepError> {
        let mut among = Sql::new();
        question.scope.narrow(&mut among);
        let narrowed = match among.conditions.is_empty() {
            true => String::new(),
            false => format!("AND {SCOPE} {})", among.clause()),
        };
        let select = format!(
            "SELECT rowid, highlight(documents_fts, 1, ?, ?) FROM documents_fts
             WHERE {MATCH} {narrowed} ORDER BY rank, rowid LIMIT {}",
            question.scope.rows()
        );
        let marks = [OPEN, CLOSE].map(|mark| text(&mark.to_string()));
        let words = [text(question.words.question())];
        let values = marks.into_iter().chain(words).chain(among.values);
        let found = self.keys(&select, values.collect(), |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?))
        })?;
        let rows = found
            .into_iter()
            .map(|(document, marked)| self.matched(document, &marked));
        let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>().map_err(self.of())?;
        let limit = question.scope.limit.map(usize::try_from);
        let limit = limit.and_then(Result::ok).unwrap_or(usize::MAX);
        Ok(rows.into_iter().flatten().take(limit).collect())
    }

    /// A row for each sentence of an article that has a match.
    fn matched(&self, document: i64, marked: &str) -> rusqlite::Result<Vec<TextRow>> {
        let article = self.article(document)?;
        let mut rows: Vec<TextRow> = Vec::new();
        for quote in matches(marked) {
            match rows.last_mut() {
                Some(row) if row.sentence.as_ref().is_some_and(|s| quote.start < s.end) => {
                    row.matches.push(quote);
                }
                _ => rows.push(TextRow {
                    document: article.clone(),
                    sentence: self.sentence_at(document, quote.start)?,
                    matches: vec![quote],
                }),
            }
        }
        if rows.is_empty() {
            rows.push(TextRow {
                document: article,
                matches: Vec::new(),
                sentence: None,
            });
        }
        Ok(rows)
    }

    fn sentence_at(&self, document: i64, point: usize) -> rusqlite::Result<Option<Quote>> {
        let row =
            "SELECT start, stop FROM sentences WHERE document = ?1 AND start <= ?2 AND stop > ?2
                   ORDER BY number DESC LIMIT 1";
        let mut row = self.connection.prepare_cached(row)?;
        let ends = row.query_row((document, point as i64), |row| {
            Ok((row.get(0)?, row.get(1)?))
        });
        let ends: Option<(i64, i64)> = ends.optional()?;
        ends.map(|(start, end)| self.quote(document, start, end))
            .transpose()
    }
}

/// What stands between marks in a text, with its place in the text without them.
fn matches(marked: &str) -> Vec<Quote> {
    let (mut found, mut begun) = (Vec::new(), None);
    let mut point = 0;
    for (byte, letter) in marked.char_indices() {
        match (letter, begun) {
            (OPEN, _) => begun = Some((point, byte + letter.len_utf8())),
            (CLOSE, Some((start, first))) => {
                let text = marked[first..byte].to_owned();
                let end = point;
                found.push(Quote { start, end, text });
                begun = None;
            }
            _ => point += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_know_their_place() {
        let found = matches("« \u{1}Été\u{2} », dit \u{1}le maire\u{2}.");
        let found: Vec<_> = found
            .iter()
            .map(|quote| (quote.start, quote.end, quote.text.as_str()))
            .collect();
        assert_eq!(found, [(2, 5, "Été"), (13, 21, "le maire")]);
        assert!(matches("nothing").is_empty());
    }
}
