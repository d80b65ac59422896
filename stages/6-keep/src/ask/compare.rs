//! Figures on one thing, side by side.

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::{FigureRow, FiguresQuestion};
use crate::across::{Counted, Placed};
use crate::{KeepError, Store};

/// Articles of a story whose figures are compared with each other, at most: stories that go on for years have thousands.
const COMPARED: usize = 100;

/// A figure beside others on the same thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedRow {
    /// What is counted: the figure that was published first, as the id of its article, a slash and the id of the figure.
    pub group: String,
    /// Whether one number could be meant by all figures of the group.
    pub agree: bool,
    /// The figure.
    #[serde(flatten)]
    pub figure: FigureRow,
}

impl Store {
    /// Figures that count the same thing in articles of one story, a group after the other, each in the order of publication. A group is
    /// given as a whole if one of its figures is asked for; a figure that stands alone is left out.
    ///
    /// # Errors
    /// A damaged store.
    pub fn compare(&self, question: &FiguresQuestion) -> Result<Vec<ComparedRow>, KeepError> {
        let asked = self.figure_keys(question, None)?;
        let wanted = question.scope.limit.map_or(usize::MAX, |limit| {
            usize::try_from(limit).unwrap_or(usize::MAX)
        });
        let mut rows = Vec::new();
        let compared = self.compare_until(&asked, wanted, &mut rows);
        compared.map_err(self.of())?;
        rows.truncate(wanted);
        Ok(rows)
    }

    fn compare_until(
        &self,
        asked: &[i64],
        wanted: usize,
        rows: &mut Vec<ComparedRow>,
    ) -> rusqlite::Result<()> {
        let all: FxHashSet<i64> = asked.iter().copied().collect();
        let mut seen: FxHashSet<i64> = FxHashSet::default();
        let mut given: FxHashSet<i64> = FxHashSet::default();
        for &figure in asked {
            if rows.len() >= wanted {
                break;
            }
            let document = "SELECT document FROM figures WHERE id = ?";
            let mut document = self.connection.prepare_cached(document)?;
            let document = document.query_row([figure], |row| row.get(0))?;
            if seen.contains(&document) {
                continue;
            }
            let articles = self.beside(document, COMPARED)?;
            seen.extend(&articles);
            for group in self.groups(&articles)? {
                let fresh = group.iter().all(|figure| given.insert(figure.id));
                if fresh && group.iter().any(|figure| all.contains(&figure.id)) {
                    rows.extend(self.compared(&group)?);
                }
            }
        }
        Ok(())
    }

    /// Figures of these articles that count the same thing, in the order in which they stand there.
    fn groups(&self, articles: &[i64]) -> rusqlite::Result<Vec<Vec<Counted>>> {
        let mut figures: Vec<Counted> = Vec::new();
        for &document in articles {
            figures.extend(self.counted(document)?);
        }
        Ok(Counted::groups(figures))
    }

    /// The figures of an article with what they count.
    fn counted(&self, document: i64) -> rusqlite::Result<Vec<Counted>> {
        let language = "SELECT language FROM documents WHERE id = ?";
        let mut language = self.connection.prepare_cached(language)?;
        let language: String = language.query_row([document], |row| row.get(0))?;
        let placed = self.placed(document)?;
        let sentences = placed.chunk_by(|one, two| one.1.sentence == two.1.sentence);
        let counted = sentences.flat_map(|sentence| {
            let figures: Vec<Placed> = sentence.iter().map(|(_, figure)| figure.clone()).collect();
            let text = sentence.first().map_or("", |(text, _)| text.as_str());
            Counted::read(&language, text, &figures)
        });
        Ok(counted.collect())
    }

    /// The figures of an article with their sentences, in the order in which they stand there.
    fn placed(&self, document: i64) -> rusqlite::Result<Vec<(String, Placed)>> {
        let figures =
            "SELECT f.id, f.start, f.stop, f.low, f.high, f.bound, f.unit, f.of_start, f.of_stop,
                       n.start, substr(d.text, n.start + 1, n.stop - n.start), f.sentence
                       FROM figures f JOIN documents d ON d.id = f.document
                       JOIN sentences n ON n.document = f.document AND n.number = f.sentence
                       WHERE f.document = ? ORDER BY f.sentence, f.number";
        self.parts(figures, &[&document], |row| {
            let (sentence, start): (String, i64) = (row.get(10)?, row.get(9)?);
            let byte = |point: i64| {
                let before = usize::try_from(point - start).unwrap_or_default();
                let mut points = sentence.char_indices().map(|(byte, _)| byte);
                points.nth(before).unwrap_or(sentence.len())
            };
            let ends: (Option<i64>, Option<i64>) = (row.get(7)?, row.get(8)?);
            let placed = Placed {
                id: row.get(0)?,
                sentence: (document, row.get(11)?),
                range: (row.get(3)?, row.get(4)?),
                about: row.get_ref(5)?.as_str()? == "about",
                unit: row.get(6)?,
                words: byte(row.get(1)?)..byte(row.get(2)?),
                of: ends.0.zip(ends.1).map(|(from, to)| byte(from)..byte(to)),
            };
            Ok((sentence, placed))
        })
    }

    fn compared(&self, group: &[Counted]) -> rusqlite::Result<Vec<ComparedRow>> {
        let agree = Counted::agree(group);
        let mut rows: Vec<ComparedRow> = Vec::with_capacity(group.len());
        for counted in group {
            let figure = self.figure(counted.id)?;
            let first = rows.first().map(|first| first.group.clone());
            let group = first.unwrap_or_else(|| format!("{}/{}", figure.document.id, figure.id));
            rows.push(ComparedRow {
                group,
                agree,
                figure,
            });
        }
        Ok(rows)
    }
}
