//! `selon eval attribution`.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error, anyhow};
use selon::read::eval::{Attribution, Difference, Scores, Tally, attributions, found};
use selon::{Article, Selon, Span};

use crate::args::EvalAttributionArguments;
use crate::inputs::{Input, inputs};
use crate::ordered::ordered;
use crate::progress::Progress;
use crate::{ALL_READ, SOME_FAILED};

/// An annotated article, and what was read from it.
struct Read {
    path: PathBuf,
    text: String,
    gold: Vec<Attribution>,
    found: Vec<Attribution>,
}

/// Reads every annotated article and prints how well its attributions are found.
pub fn eval(arguments: &EvalAttributionArguments) -> Result<ExitCode, Error> {
    let selon = arguments.language.selon()?;
    let pool = arguments.jobs.pool()?;
    let gold = inputs(&arguments.gold, is_standoff);
    let work = |input: Input| input.and_then(|path| read(&selon, path));

    let progress = Progress::of_articles(&arguments.gold, is_standoff);
    let (mut scores, mut failed) = (Scores::default(), false);
    let result = ordered(&pool, gold, work, |read| {
        match read {
            Ok(read) => {
                let differences = scores.add(&read.text, &read.gold, &read.found);
                if arguments.list_errors {
                    let list = list(&read, &differences);
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

fn is_standoff(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("ann"))
}

/// The text is taken as it stands, past stage 1: the annotations count from its first byte.
fn read(selon: &Selon, path: PathBuf) -> Result<Read, Error> {
    let name = path.display().to_string();
    let text_path = text_of(&path).ok_or_else(|| anyhow!("no text beside it"));
    let text_path = text_path.with_context(|| name.clone())?;
    let text = fs::read_to_string(&text_path).with_context(|| text_path.display().to_string())?;
    let ann = fs::read_to_string(&path).with_context(|| name.clone())?;
    let gold = attributions(&ann, &text).with_context(|| name.clone())?;
    let article = Article {
        id: name.clone(),
        origin: name.clone(),
        title: None,
        text,
        published: None,
        encoding: "utf-8",
    };
    let record = selon.read_article(&article).context(name)?;
    Ok(Read {
        path,
        gold,
        found: found(&record),
        text: article.text,
    })
}

/// The text that annotations belong to: beside them, or where PolNeAR has it.
fn text_of(ann: &Path) -> Option<PathBuf> {
    let beside = ann.with_extension("txt");
    if beside.is_file() {
        return Some(beside);
    }
    let (article, _annotator) = ann.file_stem()?.to_str()?.rsplit_once('_')?;
    let texts = ann.parent()?.join("../text");
    let apart = texts.join(format!("{article}.txt"));
    apart.is_file().then_some(apart)
}

/// Where gold and found differ, for a person to work through.
fn list(read: &Read, differences: &[Difference]) -> String {
    let sides = |difference: &Difference| {
        let line = |name, side: &Option<Attribution>| match side {
            Some(side) => format!("  {name:<6}{}\n", line(&read.text, side)),
            None => format!("  {name:<6}—\n"),
        };
        line("gold", &difference.gold) + &line("found", &difference.found) + "\n"
    };
    let sides: String = differences.iter().map(sides).collect();
    match differences {
        [] => String::new(),
        _ => format!("{}\n{sides}", read.path.display()),
    }
}

/// `source | cue | content`
fn line(text: &str, attribution: &Attribution) -> String {
    let words = |spans: &Vec<Span>| {
        let pieces = spans.iter().map(|span| one_line(span.of(text)));
        pieces.collect::<Vec<_>>().join(" … ")
    };
    let parts = [&attribution.source, &attribution.cue, &attribution.content];
    parts.map(words).join(" | ")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn table(scores: &Scores) -> String {
    let mut table = format!("{:18}exact{:21}overlap\n{:9}", "", "", "");
    table += "  precision  recall     F1  precision  recall     F1   gold  found\n";
    let parts = [
        ("source", &scores.source),
        ("cue", &scores.cue),
        ("content", &scores.content),
    ];
    for (name, part) in parts {
        let (exact, overlap) = (columns(&part.exact), columns(&part.overlap));
        table += &format!("{name:<9}{exact}{overlap}{}\n", counts(&part.exact));
    }
    let (exact, nothing) = (columns(&scores.relation), "");
    table += &format!(
        "{:<9}{exact}{nothing:26}{}\n",
        "all",
        counts(&scores.relation)
    );
    table
}

fn columns(tally: &Tally) -> String {
    let [precision, recall, f1] =
        [tally.precision(), tally.recall(), tally.f1()].map(|share| share * 100.0);
    format!("{precision:11.2}{recall:8.2}{f1:7.2}")
}

fn counts(tally: &Tally) -> String {
    format!("{:7}{:7}", tally.gold, tally.found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_beside_its_annotations_or_in_a_folder_of_texts() {
        let place = tempfile::tempdir().unwrap();
        let path = |name: &str| place.path().join(name);
        for folder in ["text", "ann"] {
            fs::create_dir(path(folder)).unwrap();
        }
        fs::write(path("ann/a.txt"), "x").unwrap();
        fs::write(path("text/port_2026.txt"), "x").unwrap();
        let found = |name: &str| text_of(&path(name));
        assert_eq!(found("ann/a.ann"), Some(path("ann/a.txt")));
        assert_eq!(
            found("ann/port_2026_k1.ann"),
            Some(path("ann/../text/port_2026.txt"))
        );
        assert_eq!(found("ann/b.ann"), None);
    }

    #[test]
    fn the_columns_of_the_table_stand_under_each_other() {
        let table = table(&Scores::default());
        let mut lines = table.lines().skip(1).map(|line| line.chars().count());
        let first = lines.next();
        assert!(lines.all(|length| Some(length) == first), "{table}");
    }
}
