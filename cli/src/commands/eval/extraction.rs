//! `selon eval extraction`: the bodies of pages.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error, anyhow};
use clap::Args;
use selon::Selon;
use selon::intake::{self, Bytes};
use selon_evaluation::extraction::{Difference, Scores, differences};
use serde::Deserialize;

use super::differences::{one_line, sides};
use super::table::{Table, percent, show};
use crate::args::Jobs;
use crate::exit;
use crate::fault::caught;
use crate::ordered::{self, ordered};
use crate::progress::Progress;

/// Arguments of `selon eval extraction`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon eval extraction --list-errors article-extraction-benchmark > differences.txt

The folder is as the article extraction benchmark has it: ground-truth.json with an object a page, {\"NAME\": {\"articleBody\": \"…\"}},
and the pages as html/NAME.html or html/NAME.html.gz. Scored are shingles of four words, the mean over the pages.")]
pub struct ExtractionArguments {
    /// The folder
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    /// Print the paragraphs that are missed or made up
    #[arg(long)]
    pub list_errors: bool,

    #[command(flatten)]
    pub jobs: Jobs,
}

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
pub fn run(arguments: &ExtractionArguments) -> Result<ExitCode, Error> {
    let folder = &arguments.gold;
    let path = folder.join(GOLD);
    let name = || path.display().to_string();
    let gold = fs::read(&path).with_context(name)?;
    let gold: BTreeMap<String, Gold> = serde_json::from_slice(&gold).with_context(name)?;
    let selon = Selon::new()?;
    let pool = ordered::pool(&arguments.jobs)?;
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
    Ok(exit::code(failed))
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
            let [precision, recall] = [precision, recall].map(percent);
            format!(
                "{}  precision {precision}  recall {recall}\n{lines}",
                read.path.display()
            )
        }
    }
}

fn table(scores: &Scores) -> String {
    let mut table = Table::new("", &["precision", "recall", "F1", "pages"]);
    let shares = [scores.precision(), scores.recall(), scores.f1()];
    let pages = scores.pages.to_string();
    let cells = shares.map(percent).into_iter().chain([pages]);
    table.row("body", cells.collect());
    show(&[table])
}
