//! Annotated articles: what the measures share that score against them.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error, anyhow};
use clap::Args;
use selon::{Analysis, Article, Model, Record, Selon};
use selon_evaluation::StandoffError;

use crate::args::{Jobs, Language, ModelChoice};
use crate::inputs::{Input, inputs};
use crate::ordered::{self, ordered};
use crate::progress::Progress;
use crate::{exit, readers};

/// Annotated articles to score against.
#[derive(Debug, Args)]
pub struct GoldArguments {
    /// Folders of annotated articles, or single .ann files
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,

    #[command(flatten)]
    pub language: Language,

    #[command(flatten)]
    pub model: ModelChoice,

    /// Print everything that is missed, made up or not exactly right
    #[arg(long)]
    pub list_errors: bool,

    #[command(flatten)]
    pub jobs: Jobs,
}

/// What one measure marks in an article.
pub struct Scheme<T> {
    /// Reads it from the annotations that belong to a text.
    pub gold: fn(ann: &str, text: &str) -> Result<Vec<T>, StandoffError>,
    /// Takes it from what was read.
    pub found: fn(&Record, &Analysis) -> Vec<T>,
}

/// An annotated article, and what was read from it.
pub struct Read<T> {
    path: PathBuf,
    pub text: String,
    pub gold: Vec<T>,
    pub found: Vec<T>,
}

/// Reads every annotated article and hands it to `add`, which scores it and says where gold and found differ. Ends by
/// printing what `table` says.
pub fn score<T: Send, S>(
    arguments: &GoldArguments,
    scheme: &Scheme<T>,
    mut scores: S,
    mut add: impl FnMut(&mut S, &Read<T>) -> Vec<String>,
    table: impl FnOnce(&S) -> String,
) -> Result<ExitCode, Error> {
    let selon = readers::of_language(&arguments.language)?;
    let selon = selon.with_model(arguments.model.asked().unwrap_or(Model::Fast))?;
    let pool = ordered::pool(&arguments.jobs)?;
    let gold = inputs(&arguments.gold, is_standoff);
    let work = |input: Input| input.and_then(|path| read(&selon, scheme, path));

    let progress = {
        let paths = arguments.gold.clone();
        Progress::of_articles(&arguments.gold, move || {
            inputs(&paths, is_standoff).count() as u64
        })
    };
    let mut failed = false;
    let result = ordered(&pool, gold, work, |read| {
        match read {
            Ok(read) => {
                let differences = add(&mut scores, &read);
                if arguments.list_errors && !differences.is_empty() {
                    let list = format!("{}\n{}", read.path.display(), differences.concat());
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

fn is_standoff(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("ann"))
}

/// The text is taken as it stands, past stage 1: the annotations count from its first byte.
fn read<T>(selon: &Selon, scheme: &Scheme<T>, path: PathBuf) -> Result<Read<T>, Error> {
    let name = path.display().to_string();
    let text_path = text_of(&path).ok_or_else(|| anyhow!("no text beside it"));
    let text_path = text_path.with_context(|| name.clone())?;
    let text = fs::read_to_string(&text_path).with_context(|| text_path.display().to_string())?;
    let ann = fs::read_to_string(&path).with_context(|| name.clone())?;
    let gold = (scheme.gold)(&ann, &text).with_context(|| name.clone())?;
    let article = Article {
        id: name.clone(),
        origin: name.clone(),
        title: None,
        author: None,
        text,
        published: None,
        encoding: "utf-8",
    };
    let analysis = selon
        .analyse_article(&article)
        .with_context(|| name.clone())?;
    let record = selon.read_analysed(&article, &analysis).context(name)?;
    Ok(Read {
        path,
        gold,
        found: (scheme.found)(&record, &analysis),
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
}
