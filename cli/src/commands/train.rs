//! `selon train analyser`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error, anyhow};
use selon::analyse::conllu::Treebank;
use selon::analyse::train::{Dictionary, Scores, TrainOptions, TrainProgress, train};

use crate::ALL_READ;
use crate::args::TrainArguments;
use crate::progress;

/// Trains a model, writes it, and says how good it is.
pub fn analyser(arguments: &TrainArguments) -> Result<ExitCode, Error> {
    check_folder(&arguments.output)?;
    let options = TrainOptions {
        language: arguments.language.clone(),
        train: treebanks(&arguments.train)?,
        dictionary: dictionary(arguments.forms.as_deref())?,
        reports: optional(arguments.reports.as_deref())?.unwrap_or_default(),
        dev: optional(arguments.dev.as_deref())?,
        seed: arguments.seed,
    };
    let bar = progress::rounds();
    let mut scores = None;
    let model = train(&options, &mut |progress| match progress {
        TrainProgress::Part { name, done, of } => {
            bar.set_message(name);
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        }
        TrainProgress::Scores(found) => scores = Some(found),
    });
    bar.finish_and_clear();
    let output = &arguments.output;
    fs::write(output, model?).with_context(|| output.display().to_string())?;
    if let Some(scores) = scores {
        io::stdout().write_all(table(&scores).as_bytes())?;
    }
    Ok(ALL_READ)
}

/// A long training should not fail at the last step.
fn check_folder(output: &Path) -> Result<(), Error> {
    let folder = output.parent().filter(|folder| *folder != Path::new(""));
    if folder.is_some_and(|folder| !folder.is_dir()) {
        let error = anyhow!("the folder is not there");
        return Err(error.context(output.display().to_string()));
    }
    Ok(())
}

fn treebanks(paths: &[PathBuf]) -> Result<Vec<Treebank>, Error> {
    paths.iter().map(|path| treebank(path)).collect()
}

fn optional(path: Option<&Path>) -> Result<Option<Treebank>, Error> {
    path.map(treebank).transpose()
}

fn dictionary(path: Option<&Path>) -> Result<Dictionary, Error> {
    let Some(path) = path else {
        return Ok(Dictionary::default());
    };
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| name.clone())?;
    Ok(Dictionary::parse(&name, &text)?)
}

/// Reads a treebank.
///
/// # Errors
/// The file cannot be read or is no CoNLL-U.
pub fn treebank(path: &Path) -> Result<Treebank, Error> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| name.clone())?;
    Ok(Treebank::parse(&name, &text)?)
}

fn table(scores: &Scores) -> String {
    let rows = [
        ("UPOS", scores.upos),
        ("UFeats", scores.feats),
        ("Lemmas", scores.lemma),
        ("UAS", scores.head),
        ("LAS", scores.head_and_deprel),
    ];
    let rows = rows.map(|(name, share)| format!("{name:<8}{:6.2}\n", share * 100.0));
    rows.concat()
}
