//! `selon eval analyse`: the grammar against a treebank.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Error};
use clap::Args;
use selon::analyse::conllu::Treebank;
use selon::analyse::{Careful, detect};
use selon::{Article, Selon, languages};
use selon_evaluation::trees::{self, Scores};

use super::table::{Table, show};
use crate::args::{Language, ModelOrFile};
use crate::exit::ALL_READ;
use crate::treebanks;

/// Arguments of `selon eval analyse`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon eval analyse --language fr sequoia-test.conllu
  selon eval analyse --system other.conllu sequoia-test.conllu

The scores are those of the CoNLL 2018 shared task.")]
pub struct AnalyseArguments {
    /// The treebank, CoNLL-U
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    #[command(flatten)]
    pub language: Language,

    /// `careful`, `fast`, or the file of a model that `selon train` or `training/encoder` wrote
    #[arg(long, value_name = "MODEL", default_value = "fast")]
    pub model: ModelOrFile,

    /// What another program made of the same text, CoNLL-U; it is scored and Selon is not
    #[arg(long, value_name = "FILE", conflicts_with_all = ["model", "language"])]
    pub system: Option<PathBuf>,
}

/// Prints how much of a treebank's gold is found, by Selon from its raw text or by another program.
pub fn run(arguments: &AnalyseArguments) -> Result<ExitCode, Error> {
    let gold = treebanks::read(&arguments.gold)?;
    let scores = match &arguments.system {
        Some(path) => trees::score_trees(&gold, &treebanks::read(path)?)
            .with_context(|| path.display().to_string())?,
        None => own_scores(&gold, arguments)?,
    };
    io::stdout().write_all(table(&scores).as_bytes())?;
    Ok(ALL_READ)
}

/// Analyses the raw text of the treebank and scores that.
fn own_scores(gold: &Treebank, arguments: &AnalyseArguments) -> Result<Scores, Error> {
    let article = Article {
        id: gold.name.clone(),
        origin: arguments.gold.display().to_string(),
        title: None,
        author: None,
        text: gold.raw_text(),
        published: None,
        encoding: "utf-8",
    };
    let code = match arguments.language.forced() {
        Some(code) => code,
        None => detect(&article.text, &codes()).with_context(|| article.origin.clone())?,
    };
    let selon = with_model(Selon::new()?.with_language(code)?, code, &arguments.model)?;
    let analysis = selon.analyse_article(&article)?;
    trees::score(gold, &analysis, &article.text).context(article.origin)
}

/// A reader with that model in its language.
fn with_model(selon: Selon, code: &str, model: &ModelOrFile) -> Result<Selon, Error> {
    let path = match model {
        ModelOrFile::Model(model) => return Ok(selon.with_model(*model)?),
        ModelOrFile::File(path) => path,
    };
    let name = || path.display().to_string();
    let bytes = fs::read(path).with_context(name)?;
    let selon = match Careful::is(&bytes) {
        true => selon.with_careful(&bytes),
        false => selon.with_analyser(code, &bytes),
    };
    selon.with_context(name)
}

fn codes() -> Vec<&'static str> {
    let packs = languages::packs().iter();
    packs.map(|pack| pack.code()).collect()
}

fn table(scores: &Scores) -> String {
    let mut table = Table::of_tallies("metric", &[""]);
    let rows = [
        ("Tokens", &scores.tokens),
        ("Sentences", &scores.sentences),
        ("Words", &scores.words),
        ("UPOS", &scores.upos),
        ("UFeats", &scores.ufeats),
        ("Lemmas", &scores.lemmas),
        ("UAS", &scores.uas),
        ("LAS", &scores.las),
    ];
    for (name, tally) in rows {
        table.tallies(name, &[Some(tally)]);
    }
    show(&[table])
}
