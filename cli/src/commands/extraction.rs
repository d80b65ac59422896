//! `selon eval extraction`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error, anyhow};
use selon::Selon;
use selon::intake::{self, Bytes};
use selon_evaluation::extraction::{Difference, Scores, differences};
use serde::Deserialize;

use super::gold::{one_line, sides};
use crate::args::EvalExtractionArguments;
use crate::fault::caught;
use crate::ordered::ordered;
use crate::progress::Progress;
use crate::{ALL_READ, SOME_FAILED};

/// The file of the gold bodies.
const GOLD: &str = "ground-truth.json";

/// The folder of the pages beside it.
const PAGES: &str = "html";

/// What the gold says of a page.
#[derive(Debug, Deserialize)]
struct Gold {
    #[serde(rename = "articleBody")]
    body: String,
}

/// A page, and what was found in it.
struct Read {
    path: PathBuf,
    gold: String,
    found: String,
}

/// Reads every page of the gold and prints how well its body is found.
pub fn eval(arguments: &EvalExtractionArguments) -> Result<ExitCode, Error> {
    let folder = &arguments.gold;
    let path = folder.join(GOLD);
    let name = || path.display().to_string();
    let gold = fs::read(&path).with_context(name)?;
    let gold: BTreeMap<String, Gold> = serde_json::from_slice(&gold).with_context(name)?;
    let selon = Selon::new()?;
    let pool = arguments.jobs.pool()?;
    let count = gold.len();
    let progress = Progress::of_articles(std::slice::from_ref(folder), move || count as u64);
    let (mut scores, mut failed) = (Scores::default(), false);
    let work = |(name, gold): (String, Gold)| read(&selon, folder, &name, gold);
    let result = ordered(&pool, gold.into_iter(), work, |read| {
        match read {
            Ok(read) => {
                let (precision, recall) = scores.add(&read.gold, &read.found);
                let list = list(&read, precision, recall);
                if arguments.list_errors && !list.is_empty() {
                    progress.write(|| io::stdout().write_all(list.as_bytes()))?;
                }
            }
            Err(error) => {
                failed = true;
                progress.complain(&error);
            }
        }
        progress.step();
        Ok(())
    });
    progress.finish();
    result?;
    io::stdout().write_all(table(&scores).as_bytes())?;
    Ok(if failed { SOME_FAILED } else { ALL_READ })
}

/// A page is `NAME.html` or `NAME.html.gz`. One without a body that can be found counts as having none.
fn read(selon: &Selon, folder: &Path, name: &str, gold: Gold) -> Result<Read, Error> {
    let names = [format!("{name}.html"), format!("{name}.html.gz")];
    let mut paths = names.iter().map(|name| folder.join(PAGES).join(name));
    let path = paths.find(|path| path.is_file());
    let path = path.ok_or_else(|| anyhow!("no page {name}.html or {name}.html.gz"));
    let path = path.with_context(|| folder.join(PAGES).display().to_string())?;
    let origin = path.display().to_string();
    let file = File::open(&path).with_context(|| origin.clone())?;
    let mut items = intake::items(Bytes::File(file), &origin, &Default::default());
    let item = items.next().ok_or_else(|| anyhow!("nothing in it"));
    let item = item.with_context(|| origin.clone())??;
    let article = caught(|| Ok(selon.article_of(&item))).context(origin)?;
    Ok(Read {
        path,
        gold: gold.body,
        found: article.map(|article| article.text).unwrap_or_default(),
    })
}

/// The paragraphs that only one side has, under the page's name and own scores.
fn list(read: &Read, precision: f64, recall: f64) -> String {
    let differences = differences(&read.gold, &read.found);
    let lines = differences.iter().map(|difference| {
        let line = |text: &&str| one_line(text);
        match difference {
            Difference::Missed(gold) => sides(Some(gold), None, line),
            Difference::MadeUp(found) => sides(None, Some(found), line),
        }
    });
    let lines: String = lines.collect();
    match lines.is_empty() {
        true => lines,
        false => {
            let [precision, recall] = [precision, recall].map(|share| share * 100.0);
            format!(
                "{}  precision {precision:.2}  recall {recall:.2}\n{lines}",
                read.path.display()
            )
        }
    }
}

fn table(scores: &Scores) -> String {
    let [precision, recall, f1] =
        [scores.precision(), scores.recall(), scores.f1()].map(|share| share * 100.0);
    let pages = scores.pages;
    format!(
        "      precision  recall     F1  pages\nbody{precision:11.2}{recall:8.2}{f1:7.2}{pages:7}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_the_table_stand_under_each_other() {
        let mut scores = Scores::default();
        scores.add("The bridge is shut today.", "The bridge is shut today.");
        let table = table(&scores);
        let mut lines = table.lines().map(|line| line.chars().count());
        assert_eq!(lines.next(), lines.next(), "{table}");
    }
}
