//! `selon eval analyse`.

use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Error};
use selon::analyse::conllu::Treebank;
use selon::analyse::eval::Scores;
use selon::analyse::{detect, eval};
use selon::{Article, Selon, languages};

use crate::ALL_READ;
use crate::args::EvalAnalyseArguments;
use crate::commands::train::treebank;

/// Prints how much of a treebank's gold is found, by Selon from its raw text or by another program.
pub fn eval(arguments: &EvalAnalyseArguments) -> Result<ExitCode, Error> {
    let gold = treebank(&arguments.gold)?;
    let scores = match &arguments.system {
        Some(path) => eval::score_trees(&gold, &treebank(path)?)
            .with_context(|| path.display().to_string())?,
        None => own_scores(&gold, arguments)?,
    };
    write!(io::stdout(), "{scores}")?;
    Ok(ALL_READ)
}

/// Analyses the raw text of the treebank and scores that.
fn own_scores(gold: &Treebank, arguments: &EvalAnalyseArguments) -> Result<Scores, Error> {
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
    let mut selon = Selon::new()?.with_language(code)?;
    if let Some(path) = &arguments.model {
        let name = || path.display().to_string();
        let model = fs::read(path).with_context(name)?;
        selon = selon.with_model(code, &model).with_context(name)?;
    }
    let analysis = selon.analyse_article(&article)?;
    eval::score(gold, &analysis, &article.text).context(article.origin)
}

fn codes() -> Vec<&'static str> {
    let packs = languages::packs().iter();
    packs.map(|pack| pack.code()).collect()
}
