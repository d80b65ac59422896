//! `selon eval across`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Error, anyhow, bail};
use selon::Selon;
use selon::read::eval::Tally;
use selon::write::CodePoints;
use selon_keep::ask::{FiguresQuestion, Quote, StatementsQuestion, StoriesQuestion};
use selon_keep::{Found, Store};

use super::gold::{columns, counts, one_line};
use crate::ALL_READ;
use crate::args::EvalAcrossArguments;

/// The file that says what belongs together.
const GROUPS: &str = "groups.tsv";

/// What is grouped, as the gold names it and as the table shows it.
const KINDS: [(&str, &str); 4] = [
    ("copy", "copies"),
    ("story", "stories"),
    ("statement", "statements"),
    ("figure", "figures"),
];

/// A member of a group: the file of its article, and where its words stand, in code points; nothing for an article.
type Member = (String, (usize, usize));

/// Where an article stands in itself.
const NOWHERE: (usize, usize) = (0, 0);

/// Two members of one group, the lower first.
type Pair = (Member, Member);

/// The groups of one kind, each a list of members.
type Groups = Vec<Vec<Member>>;

/// Reads the articles of every folder into a store of their own and prints how well what belongs together is found.
pub fn eval(arguments: &EvalAcrossArguments) -> Result<ExitCode, Error> {
    let selon = Selon::new()?;
    let mut out = io::stdout().lock();
    let mut all = [Tally::default(); KINDS.len()];
    for folder in &arguments.gold {
        let scored = Scored::of(&selon, folder).with_context(|| folder.display().to_string())?;
        let mut tallies = [Tally::default(); KINDS.len()];
        for (at, (kind, _)) in KINDS.iter().enumerate() {
            let (gold, found) = scored.pairs(kind);
            if arguments.list_errors {
                scored.list(kind, &gold, &found, &mut out)?;
            }
            tallies[at] = tally(&gold, &found);
            all[at] = sum(&all[at], &tallies[at]);
        }
        writeln!(out, "{}\n{}", folder.display(), table(&tallies))?;
    }
    if arguments.gold.len() > 1 {
        writeln!(out, "all\n{}", table(&all))?;
    }
    Ok(ALL_READ)
}

fn tally(gold: &BTreeSet<Pair>, found: &BTreeSet<Pair>) -> Tally {
    let right = gold.intersection(found).count() as f64;
    Tally {
        gold: gold.len() as f64,
        found: found.len() as f64,
        recalled: right,
        precise: right,
    }
}

fn sum(one: &Tally, two: &Tally) -> Tally {
    Tally {
        gold: one.gold + two.gold,
        found: one.found + two.found,
        recalled: one.recalled + two.recalled,
        precise: one.precise + two.precise,
    }
}

fn table(tallies: &[Tally; KINDS.len()]) -> String {
    let mut table = format!(
        "{:12}  precision  recall     F1   gold  found\n",
        "pairs of"
    );
    for ((_, name), tally) in KINDS.iter().zip(tallies) {
        table += &format!("{name:12}{}{}\n", columns(tally), counts(tally));
    }
    table
}

/// One folder: its texts, what belongs together and what was found to.
struct Scored {
    texts: BTreeMap<String, String>,
    gold: BTreeMap<String, Groups>,
    found: BTreeMap<String, Groups>,
}

impl Scored {
    fn of(selon: &Selon, folder: &Path) -> Result<Scored, Error> {
        let (store, texts) = stored(selon, folder)?;
        let rows = fs::read_to_string(folder.join(GROUPS)).context(GROUPS)?;
        let mut scored = Scored {
            gold: gold(&rows, &texts)?,
            found: BTreeMap::new(),
            texts,
        };
        scored.find(&store)?;
        Ok(scored)
    }

    /// Asks the store what belongs together. What stands where the gold has words is what the gold has there.
    fn find(&mut self, store: &Store) -> Result<(), Error> {
        let mut copies: BTreeMap<String, Vec<Member>> = BTreeMap::new();
        for story in store.stories(&StoriesQuestion::default())? {
            let articles = store.story(&story.document.id)?.unwrap_or_default();
            let members = articles
                .iter()
                .map(|row| (row.document.origin.clone(), NOWHERE));
            self.found
                .entry("story".to_owned())
                .or_default()
                .push(members.collect());
            for row in &articles {
                let first = row.copy_of.as_ref().unwrap_or(&row.document.id);
                let group = copies.entry(first.clone()).or_default();
                group.push((row.document.origin.clone(), NOWHERE));
            }
        }
        self.found
            .insert("copy".to_owned(), copies.into_values().collect());
        let mut statements: BTreeMap<String, Vec<Member>> = BTreeMap::new();
        for row in store.variants(&StatementsQuestion::default())? {
            let content = row.statement.content;
            let ends = content.first().zip(content.last());
            let span = ends.map_or(NOWHERE, |(first, last)| (first.start, last.end));
            let member = self.known("statement", row.statement.document.origin, span);
            statements.entry(row.variants_of).or_default().push(member);
        }
        self.found
            .insert("statement".to_owned(), statements.into_values().collect());
        let mut figures: BTreeMap<String, Vec<Member>> = BTreeMap::new();
        for row in store.compare(&FiguresQuestion::default())? {
            let Quote { start, end, .. } = row.figure.span;
            let member = self.known("figure", row.figure.document.origin, (start, end));
            figures.entry(row.group).or_default().push(member);
        }
        self.found
            .insert("figure".to_owned(), figures.into_values().collect());
        Ok(())
    }

    /// The member that the gold has there, where it has one: that which shares the most with the span, and enough.
    fn known(&self, kind: &str, article: String, span: (usize, usize)) -> Member {
        let members = self.gold.get(kind).into_iter().flatten().flatten();
        let here = members.filter(|(file, _)| *file == article);
        let best = here
            .map(|(_, gold)| (overlap(*gold, span), *gold))
            .max_by(|one, two| one.0.total_cmp(&two.0));
        match best {
            Some((shared, gold)) if shared >= SHARED => (article, gold),
            _ => (article, span),
        }
    }

    /// The pairs of one kind in the gold and in the store.
    fn pairs(&self, kind: &str) -> (BTreeSet<Pair>, BTreeSet<Pair>) {
        let pairs = |groups: Option<&Groups>| {
            let mut pairs = BTreeSet::new();
            for group in groups.into_iter().flatten() {
                for one in group {
                    let others = group.iter().filter(|two| one < *two);
                    // One article may say a thing twice.
                    let others = others.filter(|two| kind != "statement" || one.0 != two.0);
                    pairs.extend(others.map(|two| (one.clone(), two.clone())));
                }
            }
            pairs
        };
        (pairs(self.gold.get(kind)), pairs(self.found.get(kind)))
    }

    /// Writes the pairs that are missed and those that are made up.
    fn list(
        &self,
        kind: &str,
        gold: &BTreeSet<Pair>,
        found: &BTreeSet<Pair>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let sides = [
            ("missed", gold.difference(found)),
            ("made up", found.difference(gold)),
        ];
        for (side, pairs) in sides {
            for (one, two) in pairs {
                let [one, two] = [one, two].map(|member| self.line(member));
                writeln!(out, "{side} {kind}\n  {one}\n  {two}\n")?;
            }
        }
        Ok(())
    }

    fn line(&self, (article, span): &Member) -> String {
        let text = self.texts.get(article).map_or("", String::as_str);
        let words: String = text.chars().skip(span.0).take(span.1 - span.0).collect();
        one_line(&format!("{article}  {words}"))
    }
}

/// How much of both spans is shared, from which on what was found is what the gold has.
const SHARED: f64 = 0.4;

/// How much two spans share, of all that they cover.
fn overlap(one: (usize, usize), two: (usize, usize)) -> f64 {
    let shared = one.1.min(two.1).saturating_sub(one.0.max(two.0));
    let all = one.1.max(two.1) - one.0.min(two.0);
    shared as f64 / all.max(1) as f64
}

/// A store of the articles of a folder, and their texts.
fn stored(selon: &Selon, folder: &Path) -> Result<(Store, BTreeMap<String, String>), Error> {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.ends_with(".txt").then_some(name));
    }
    names.sort_unstable();
    let mut store = Store::in_memory()?;
    let mut texts = BTreeMap::new();
    for name in names {
        let bytes = fs::read(folder.join(&name)).with_context(|| name.clone())?;
        let record = selon.read(&bytes, &name).with_context(|| name.clone())?;
        texts.insert(name, record.document.text.clone());
        store.add(&[Found::new(record)])?;
    }
    Ok((store, texts))
}

/// What belongs together by the rows of a file: kind, group, article and words, parted by tabs.
fn gold(rows: &str, texts: &BTreeMap<String, String>) -> Result<BTreeMap<String, Groups>, Error> {
    let mut groups: BTreeMap<(String, String), Vec<Member>> = BTreeMap::new();
    for (line, row) in rows.lines().enumerate() {
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let at = || format!("{GROUPS}, line {}", line + 1);
        let cells: Vec<&str> = row.split('\t').collect();
        let &[kind, group, article, words] = cells.as_slice() else {
            bail!(
                "{}: write kind, group, article and words, parted by tabs",
                at()
            );
        };
        if !KINDS.iter().any(|(known, _)| *known == kind) {
            bail!(
                "{}: `{kind}` is no kind; write copy, story, statement or figure",
                at()
            );
        }
        let text = texts
            .get(article)
            .ok_or_else(|| anyhow!("`{article}` is no article here"));
        let text = text.with_context(at)?;
        let span = match words {
            "" => NOWHERE,
            words => {
                let start = text.rfind(words);
                let start = start.ok_or_else(|| anyhow!("`{words}` does not stand in `{article}`"));
                let start = start.with_context(at)?;
                let points = CodePoints::of(text);
                (points.at(start), points.at(start + words.len()))
            }
        };
        let group = groups
            .entry((kind.to_owned(), group.to_owned()))
            .or_default();
        group.push((article.to_owned(), span));
    }
    let mut kinds: BTreeMap<String, Groups> = BTreeMap::new();
    for ((kind, _), group) in groups {
        kinds.entry(kind).or_default().push(group);
    }
    Ok(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_the_table_stand_under_each_other() {
        let table = table(&Default::default());
        let mut lines = table.lines().map(|line| line.chars().count());
        let first = lines.next();
        assert!(lines.all(|length| Some(length) == first), "{table}");
    }

    #[test]
    fn gold_that_cannot_be_read_names_the_line() {
        let texts = BTreeMap::from([("a.txt".to_owned(), "Le port ferme.".to_owned())]);
        let error = |rows: &str| format!("{:#}", gold(rows, &texts).unwrap_err());
        assert!(error("# x\nstory\ta\n").contains("groups.tsv, line 2: write kind"));
        assert!(error("tale\ta\ta.txt\t\n").contains("`tale` is no kind"));
        assert!(error("story\ta\tb.txt\t\n").contains("`b.txt` is no article"));
        assert!(error("figure\ta\ta.txt\t9 ports\n").contains("`9 ports` does not stand"));
        let read = gold("figure\ta\ta.txt\tport\n", &texts).unwrap();
        assert_eq!(read["figure"], [[("a.txt".to_owned(), (3, 7))]]);
    }

    #[test]
    fn found_words_are_those_of_the_gold_where_they_share_enough() {
        assert_eq!(overlap((0, 10), (0, 10)), 1.0);
        assert!(overlap((0, 10), (2, 12)) > SHARED);
        assert_eq!(overlap((0, 10), (10, 20)), 0.0);
    }
}
