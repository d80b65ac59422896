//! Figures on one thing, side by side.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::{FigureRow, FiguresQuestion};
use crate::across::Counted;
use crate::{KeepError, Store};

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
        let mut seen = FxHashSet::default();
        for &figure in asked {
            if rows.len() >= wanted {
                break;
            }
            let document = "SELECT document FROM figures WHERE id = ?";
            let mut document = self.connection.prepare_cached(document)?;
            let document = document.query_row([figure], |row| row.get(0))?;
            let story = self.story_of(document)?;
            if !seen.insert(story.unwrap_or(document)) {
                continue;
            }
            let articles = match story {
                Some(story) => self.articles_of(story)?,
                None => vec![document],
            };
            for group in self.groups(&articles)? {
                if group.iter().any(|figure| all.contains(&figure.id)) {
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
        let mut group: Vec<usize> = (0..figures.len()).collect();
        for one in 0..figures.len() {
            for two in 0..one {
                if figures[one].is_of_the_same_thing_as(&figures[two]) {
                    let (old, new) = (group[one].max(group[two]), group[one].min(group[two]));
                    group
                        .iter_mut()
                        .filter(|of| **of == old)
                        .for_each(|of| *of = new);
                }
            }
        }
        let mut groups: FxHashMap<usize, Vec<Counted>> = FxHashMap::default();
        for (of, figure) in group.into_iter().zip(figures) {
            groups.entry(of).or_default().push(figure);
        }
        let mut groups: Vec<(usize, Vec<Counted>)> = groups.into_iter().collect();
        groups.sort_unstable_by_key(|(first, _)| *first);
        let several = groups
            .into_iter()
            .map(|(_, group)| group)
            .filter(|group| group.len() > 1);
        Ok(several.collect())
    }

    /// The figures of an article with what they count.
    fn counted(&self, document: i64) -> rusqlite::Result<Vec<Counted>> {
        let language = "SELECT language FROM documents WHERE id = ?";
        let mut language = self.connection.prepare_cached(language)?;
        let language: String = language.query_row([document], |row| row.get(0))?;
        let figures =
            "SELECT f.id, f.start, f.stop, f.low, f.high, f.bound, f.unit, f.of_start, f.of_stop,
                       n.start, substr(d.text, n.start + 1, n.stop - n.start)
                       FROM figures f JOIN documents d ON d.id = f.document
                       JOIN sentences n ON n.document = f.document AND n.number = f.sentence
                       WHERE f.document = ? ORDER BY f.number";
        self.parts(figures, &[&document], |row| {
            let (sentence, start): (String, i64) = (row.get(10)?, row.get(9)?);
            let byte = |point: i64| {
                let before = usize::try_from(point - start).unwrap_or_default();
                let mut points = sentence.char_indices().map(|(byte, _)| byte);
                points.nth(before).unwrap_or(sentence.len())
            };
            let ends: (Option<i64>, Option<i64>) = (row.get(7)?, row.get(8)?);
            let of = ends.0.zip(ends.1).map(|(from, to)| byte(from)..byte(to));
            let figure = byte(row.get(1)?)..byte(row.get(2)?);
            let unit: String = row.get(6)?;
            let range = (row.get(3)?, row.get(4)?);
            let about = row.get_ref(5)?.as_str()? == "about";
            Ok(Counted::read(
                row.get(0)?,
                &language,
                &unit,
                range,
                about,
                &sentence,
                figure,
                of,
            ))
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
