//! `selon eval analyse`.

use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Error};
use selon::analyse::conllu::Treebank;
use selon::analyse::detect;
use selon::{Article, Selon, languages};
use selon_evaluation::trees::{self, Scores};

use crate::ALL_READ;
use crate::args::EvalAnalyseArguments;
use crate::commands::train::treebank;

/// Prints how much of a treebank's gold is found, by Selon from its raw text or by another program.
pub fn eval(arguments: &EvalAnalyseArguments) -> Result<ExitCode, Error> {
    let gold = treebank(&arguments.gold)?;
    let scores = match &arguments.system {
        Some(path) => trees::score_trees(&gold, &treebank(path)?)
            .with_context(|| path.display().to_string())?,
        None => own_scores(&gold, arguments)?,
    };
    io::stdout().write_all(table(&scores).as_bytes())?;
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
    trees::score(gold, &analysis, &article.text).context(article.origin)
}

fn codes() -> Vec<&'static str> {
    let packs = languages::packs().iter();
    packs.map(|pack| pack.code()).collect()
}

fn table(scores: &Scores) -> String {
    let (precision, recall) = ("precision", "recall");
    let mut table = format!("{:<10} {precision:>9} {recall:>9} {:>9}\n", "metric", "F1");
    let rows = [
        ("Tokens", scores.tokens),
        ("Sentences", scores.sentences),
        ("Words", scores.words),
        ("UPOS", scores.upos),
        ("UFeats", scores.ufeats),
        ("Lemmas", scores.lemmas),
        ("UAS", scores.uas),
        ("LAS", scores.las),
    ];
    for (name, tally) in rows {
        let [precision, recall, f1] =
            [tally.precision(), tally.recall(), tally.f1()].map(|share| share * 100.0);
        table += &format!("{name:<10} {precision:>9.2} {recall:>9.2} {f1:>9.2}\n");
    }
    table
}
