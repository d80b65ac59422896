//! The worked example: one scraped dispatch, and beside it what a careful reader gets from it. Both lie outside this
//! repository; where they are not there, the test says so and passes. What is expected is read from the table at run
//! time: nothing of the article stands here.

mod support;

use std::ops::Range;

use selon::{Bound, Record, Statement, StatementForm};

/// How many of the table's statements are held against the record.
const STATEMENTS: usize = 8;

#[test]
fn the_dispatch_is_read_as_a_careful_reader_does() {
    let seed = support::root().join("../shared/seed");
    let article = std::fs::read(seed.join("dispatch-2021-08.fr.txt"));
    let expected = std::fs::read_to_string(seed.join("expected.md"));
    let (Ok(article), Ok(expected)) = (article, expected) else {
        println!("skipped: no ../shared/seed beside this checkout");
        return;
    };
    let record = support::read(&article).expect("the dispatch is text");
    let page = Page::of(&record);
    let mut wrong = Vec::new();
    let rows: Vec<Row> = expected
        .lines()
        .filter_map(Row::parse)
        .take(STATEMENTS)
        .collect();
    assert_eq!(rows.len(), STATEMENTS, "the table has changed");
    for row in &rows {
        wrong.extend(page.check(row).err());
    }
    wrong.extend(page.check_label(&expected).err());
    wrong.extend(page.check_figure(&expected, &rows).err());
    wrong.extend(page.check_date(&expected, &article).err());
    assert!(
        wrong.is_empty(),
        "{}\n\n{}",
        wrong.join("\n"),
        support::text(&record, 100)
    );
}

/// One statement of the table.
struct Row {
    id: String,
    form: String,
    source: String,
    cue: String,
    content: String,
}

impl Row {
    /// `| s1 | form | source | cue | content | notes |`
    fn parse(line: &str) -> Option<Row> {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [_, id, form, source, cue, content, ..] = cells[..] else {
            return None;
        };
        let is_id = id.strip_prefix('s')?.parse::<usize>().is_ok();
        is_id.then(|| Row {
            id: id.to_owned(),
            form: form.to_owned(),
            // What follows in parentheses says who is meant.
            source: source.split(" (").next().unwrap_or(source).to_owned(),
            cue: cue.to_owned(),
            content: content.to_owned(),
        })
    }
}

/// The record with its text in a form to search: every kind of blank is a plain one.
struct Page<'r> {
    record: &'r Record,
    /// The characters, and the byte each begins at.
    characters: Vec<(usize, char)>,
}

impl<'r> Page<'r> {
    fn of(record: &'r Record) -> Page<'r> {
        let characters = record.document.text.char_indices();
        let characters = characters.map(|(byte, c)| (byte, plain(c))).collect();
        Page { record, characters }
    }

    /// Where words stand, as ranges of bytes.
    fn find(&self, words: &str) -> Vec<Range<usize>> {
        let words: Vec<char> = words.chars().map(plain).collect();
        let byte = |index: usize| {
            let character = self.characters.get(index);
            character.map_or(self.record.document.text.len(), |&(byte, _)| byte)
        };
        let starts = self.characters.windows(words.len()).enumerate();
        starts
            .filter(|(_, window)| window.iter().map(|&(_, c)| c).eq(words.iter().copied()))
            .filter(|(index, _)| self.is_word(*index, words.len()))
            .map(|(index, _)| byte(index)..byte(index + words.len()))
            .collect()
    }

    /// Whether no word goes on beyond either end.
    fn is_word(&self, start: usize, length: usize) -> bool {
        let letter = |index: Option<usize>| {
            index
                .and_then(|index| self.characters.get(index))
                .is_some_and(|(_, c)| c.is_alphanumeric())
        };
        let end = start + length;
        let torn_left = letter(start.checked_sub(1)) && letter(Some(start));
        let torn_right = letter(Some(end)) && letter(Some(end - 1));
        !torn_left && !torn_right
    }

    /// Where the words stand that are nearest to a place.
    fn nearest(&self, words: &str, to: &Range<usize>) -> Option<Range<usize>> {
        let gap = |found: &Range<usize>| {
            let before = to.start.saturating_sub(found.end);
            before.max(found.start.saturating_sub(to.end))
        };
        self.find(words).into_iter().min_by_key(gap)
    }

    /// The pieces of a content cell: `first words … last words + first words … last words`.
    fn pieces(&self, cell: &str) -> Option<Vec<Range<usize>>> {
        let piece = |cell: &str| match cell.split_once(" … ") {
            None => self.find(cell).into_iter().next(),
            Some((first, last)) => {
                let start = self.find(first).into_iter().next()?;
                let ends = self.find(last).into_iter();
                let end = ends.map(|end| end.end).find(|&end| end > start.end)?;
                Some(start.start..end)
            }
        };
        cell.split(" + ").map(piece).collect()
    }

    /// The statement that shares most bytes with the pieces.
    fn statement(&self, pieces: &[Range<usize>]) -> Option<(usize, &'r Statement)> {
        let shared = |statement: &Statement| -> usize {
            let pairs = statement
                .content
                .iter()
                .flat_map(|span| pieces.iter().map(move |p| (span, p)));
            pairs
                .map(|(span, piece)| {
                    span.end
                        .min(piece.end)
                        .saturating_sub(span.start.max(piece.start))
                })
                .sum()
        };
        let outside = |statement: &Statement| {
            statement
                .content
                .iter()
                .map(|span| span.len())
                .sum::<usize>()
        };
        let statements = self.record.statements.iter().enumerate();
        statements
            .filter(|(_, statement)| shared(statement) > 0)
            .max_by_key(|(_, statement)| {
                2 * shared(statement) as isize - outside(statement) as isize
            })
    }

    fn check(&self, row: &Row) -> Result<(), String> {
        let id = &row.id;
        let pieces = self
            .pieces(&row.content)
            .ok_or(format!("{id}: the content is not in the text"))?;
        let (_, found) = self
            .statement(&pieces)
            .ok_or(format!("{id}: no statement there"))?;
        let cue = self
            .nearest(&row.cue, &pieces[0])
            .ok_or(format!("{id}: the cue is not in the text"))?;
        let source = match row.source.starts_with("none named") {
            true => None,
            false => Some(
                self.nearest(&row.source, &cue)
                    .ok_or(format!("{id}: the source is not in the text"))?,
            ),
        };

        let content: Vec<_> = found
            .content
            .iter()
            .map(|span| span.start..span.end)
            .collect();
        let found_cue = found
            .cue
            .as_ref()
            .map(|cue| cue.cover().start..cue.cover().end);
        let found_source = found
            .source
            .as_ref()
            .map(|party| party.span.start..party.span.end);
        let differs = [
            ("content", content != pieces),
            ("cue", found_cue != Some(cue)),
            ("source", found_source != source),
            ("form", found.form.name() != row.form),
        ];
        let differs: Vec<_> = differs
            .iter()
            .filter(|(_, differs)| *differs)
            .map(|(part, _)| *part)
            .collect();
        match differs.is_empty() {
            true => Ok(()),
            false => Err(format!("{id}: {} differ", differs.join(", "))),
        }
    }

    /// The quotation marks around a label speak for nobody.
    fn check_label(&self, expected: &str) -> Result<(), String> {
        let line = expected
            .lines()
            .find(|line| line.starts_with("Not a statement:"))
            .ok_or("no label expected")?;
        let start = line.find('«').ok_or("no label quoted")?;
        let end = line.find('»').ok_or("no label quoted")? + '»'.len_utf8();
        let labels = self.find(&line[start..end]);
        let label = labels.first().ok_or("the label is not in the text")?;
        let spoken = self.record.statements.iter().any(|statement| {
            statement.form != StatementForm::Indirect
                && statement
                    .content
                    .iter()
                    .any(|span| label.start <= span.start && span.end <= label.end)
        });
        if spoken {
            Err("the label is read as a statement".to_owned())
        } else {
            Ok(())
        }
    }

    /// `words (more_than N persons, sN)` in the line of figures.
    fn check_figure(&self, expected: &str, rows: &[Row]) -> Result<(), String> {
        let line = expected
            .lines()
            .find(|line| line.contains("(more_than "))
            .ok_or("no figure expected")?;
        let (_, after) = line.split_once("(more_than ").ok_or("no figure expected")?;
        let (number, rest) = after.split_once(' ').ok_or("no number expected")?;
        let number: f64 = number.parse().map_err(|_| "no number expected")?;
        let row = rows
            .iter()
            .find(|row| rest.contains(&format!(" {})", row.id)))
            .ok_or("no such statement")?;
        let pieces = self
            .pieces(&row.content)
            .ok_or("the content is not in the text")?;
        let statement = self.statement(&pieces).map(|(index, _)| index);
        let figure = self
            .record
            .figures
            .iter()
            .find(|figure| figure.low == Some(number));
        let figure = figure.ok_or(format!("no figure of {number}"))?;
        let by = figure.according_to.map(|id| id.0);
        match (figure.bound, figure.unit.as_str()) {
            (Bound::MoreThan, "person") if by.is_some() && by == statement => Ok(()),
            (bound, unit) => Err(format!(
                "the figure is {bound:?} {number} {unit} according to {by:?}"
            )),
        }
    }

    /// The date stands in the header line, which is no part of the body.
    fn check_date(&self, expected: &str, article: &[u8]) -> Result<(), String> {
        let (_, after) = expected
            .split_once("published ")
            .ok_or("no date expected")?;
        let date = after.split_whitespace().next().unwrap_or_default();
        let published = self.record.document.published.as_ref();
        if published.map(|published| published.value.as_str()) != Some(date) {
            return Err(format!("published {published:?}, not {date}"));
        }
        let article = String::from_utf8_lossy(article);
        let header = article.trim().lines().next().unwrap_or_default();
        if self.record.document.text.contains(header) {
            return Err("the header line stands in the body".to_owned());
        }
        Ok(())
    }
}

/// Every kind of blank as a plain one.
fn plain(character: char) -> char {
    if character.is_whitespace() {
        ' '
    } else {
        character
    }
}
