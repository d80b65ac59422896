//! `selon train`: models from treebanks.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error};
use clap::{Args, Subcommand};
use selon::analyse::conllu::Treebank;
use selon_analyse::train::{Dictionary, Scores, TrainOptions, TrainProgress, train};

use crate::exit::ALL_READ;
use crate::output::NewFile;
use crate::{progress, treebanks};

/// What to train.
#[derive(Debug, Subcommand)]
pub enum TrainCommand {
    /// Train the analyser of a language from Universal Dependencies treebanks
    Analyser(TrainArguments),
}

/// Arguments of `selon train analyser`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon train analyser --language fr --train sequoia-train.conllu --train gsd-train.conllu \\
      --dev sequoia-dev.conllu --output languages/fr/analyser.model

The same treebanks and the same seed give the same bytes. The program must be built again to take up a model that
stands in its language's folder.")]
pub struct TrainArguments {
    /// The language, as its ISO 639-1 code
    #[arg(short, long, value_name = "CODE", value_parser = code)]
    pub language: String,

    /// Treebanks to train from, CoNLL-U; where they differ, the first decides
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    pub train: Vec<PathBuf>,

    /// A treebank to measure the finished model on
    #[arg(long, value_name = "FILE")]
    pub dev: Option<PathBuf>,

    /// A table of forms and their parts of speech, for forms the treebanks have too seldom
    #[arg(long, value_name = "FILE")]
    pub forms: Option<PathBuf>,

    /// Sentences that report sentences of the first treebank, CoNLL-U with the word `*` for what is reported
    #[arg(long, value_name = "FILE")]
    pub reports: Option<PathBuf>,

    /// Sentences that the careful model read in the manner of the first treebank, CoNLL-U, for the network to learn from too
    #[arg(long, value_name = "FILE")]
    pub taught: Option<PathBuf>,

    /// Decides every random choice
    #[arg(long, default_value_t = 1)]
    pub seed: u64,

    /// Where to write the model
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// The code of a language, which need not be one that Selon reads already.
fn code(written: &str) -> Result<String, String> {
    let letters = written.bytes().all(|byte| byte.is_ascii_lowercase());
    if letters && (2..=3).contains(&written.len()) {
        Ok(written.to_owned())
    } else {
        Err("write the ISO 639-1 code: two lower-case letters".to_owned())
    }
}

/// Trains what the command says.
pub fn run(command: &TrainCommand) -> Result<ExitCode, Error> {
    match command {
        TrainCommand::Analyser(arguments) => analyser(arguments),
    }
}

/// Trains a model, writes it, and says how good it is.
fn analyser(arguments: &TrainArguments) -> Result<ExitCode, Error> {
    // A long training should not fail at the last step.
    let mut output = NewFile::new(&arguments.output)?;
    let options = TrainOptions {
        language: arguments.language.clone(),
        train: all(&arguments.train)?,
        dictionary: dictionary(arguments.forms.as_deref())?,
        reports: optional(arguments.reports.as_deref())?.unwrap_or_default(),
        taught: optional(arguments.taught.as_deref())?.unwrap_or_default(),
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
    let written = output.write_all(&model?).and_then(|()| output.flush());
    written.with_context(|| arguments.output.display().to_string())?;
    if let Some(scores) = scores {
        io::stdout().write_all(table(&scores).as_bytes())?;
    }
    Ok(ALL_READ)
}

fn all(paths: &[PathBuf]) -> Result<Vec<Treebank>, Error> {
    paths.iter().map(|path| treebanks::read(path)).collect()
}

fn optional(path: Option<&Path>) -> Result<Option<Treebank>, Error> {
    path.map(treebanks::read).transpose()
}

fn dictionary(path: Option<&Path>) -> Result<Dictionary, Error> {
    let Some(path) = path else {
        return Ok(Dictionary::default());
    };
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| name.clone())?;
    Ok(Dictionary::parse(&name, &text)?)
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
