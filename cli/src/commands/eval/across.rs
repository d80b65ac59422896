//! `selon eval across`: what belongs together of many articles.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error};
use clap::Args;
use selon::Selon;
use selon_evaluation::across::{Difference, Groups, Kind, Member, Scores, found, groups};
use selon_keep::{Incoming, Store};

use super::differences::one_line;
use super::table::{Table, show};
use crate::exit::ALL_READ;

/// Arguments of `selon eval across`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon eval across corpora/across/tune
  selon eval across --list-errors corpora/across/tune

A folder has articles (.txt) and groups.tsv, which says what of them belongs together. The articles are added to a store in
memory; every pair that gold or store puts into one group counts once.")]
pub struct AcrossArguments {
    /// Folders with articles and groups.tsv, each scored by itself and then all together
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,

    /// Print every pair that is missed or made up
    #[arg(long)]
    pub list_errors: bool,
}

/// The file that says what belongs together.
const GROUPS: &str = "groups.tsv";

/// Reads the articles of every folder into a store of their own and prints how well what belongs together is found.
pub fn run(arguments: &AcrossArguments) -> Result<ExitCode, Error> {
    let selon = Selon::new()?;
    let mut out = io::stdout().lock();
    let mut all = Scores::default();
    for folder in &arguments.gold {
        let sides = Sides::of(&selon, folder).with_context(|| folder.display().to_string())?;
        let mut scores = Scores::default();
        let differences = scores.add(&sides.gold, &sides.found);
        if arguments.list_errors {
            for difference in &differences {
                write!(out, "{}", sides.lines(difference))?;
            }
        }
        all.add(&sides.gold, &sides.found);
        writeln!(out, "{}\n{}", folder.display(), table(&scores))?;
    }
    if arguments.gold.len() > 1 {
        writeln!(out, "all\n{}", table(&all))?;
    }
    Ok(ALL_READ)
}

fn table(scores: &Scores) -> String {
    let mut table = Table::of_tallies("pairs of", &[""]);
    for &kind in Kind::ALL {
        table.tallies(kind.plural(), &[Some(&scores.of(kind))]);
    }
    show(&[table])
}

/// The texts of one folder, what belongs together of them, and what was found to.
struct Sides {
    texts: BTreeMap<String, String>,
    gold: Groups,
    found: Groups,
}

impl Sides {
    fn of(selon: &Selon, folder: &Path) -> Result<Sides, Error> {
        let (store, texts) = stored(selon, folder)?;
        let rows = fs::read_to_string(folder.join(GROUPS)).context(GROUPS)?;
        let gold = groups(&rows, &texts).context(GROUPS)?;
        let found = found(&store, &gold)?;
        Ok(Sides { texts, gold, found })
    }

    /// A pair that only one side has, its members one under the other.
    fn lines(&self, difference: &Difference) -> String {
        let (side, kind, pair) = match difference {
            Difference::Missed(kind, pair) => ("missed", kind, pair),
            Difference::MadeUp(kind, pair) => ("made up", kind, pair),
        };
        let [one, two] = [&pair.0, &pair.1].map(|member| self.line(member));
        format!("{side} {}\n  {one}\n  {two}\n\n", kind.name())
    }

    fn line(&self, member: &Member) -> String {
        let article = &member.article;
        let text = self.texts.get(article).map_or("", String::as_str);
        let (start, end) = member.words;
        let words: String = text.chars().skip(start).take(end - start).collect();
        one_line(&format!("{article}  {words}"))
    }
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
        store.add(&[Incoming::new(record)])?;
    }
    Ok((store, texts))
}
