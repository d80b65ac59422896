//! `selon read`: a record of each article.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Error;
use clap::Args;
use clap::error::ErrorKind;

use super::{pages, refuse};
use crate::args::Articles;
use crate::inputs;
use crate::output::{Color, Folder, Output, Stream};
use crate::render::Format;

/// Arguments of `selon read`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon read dispatch.txt                               a page to read
  selon read --format json archive/ > records.jsonl     a folder, in parallel, in a fixed order
  selon read --format brat --output brat/ archive/      a .txt and an .ann for each article
  selon read --language fr --date 2026-03-12 -          standard input

Records come out in the order of the paths, however many jobs there are.")]
pub struct ReadArguments {
    #[command(flatten)]
    pub articles: Articles,

    /// How to write the records
    #[arg(short, long, default_value = "text")]
    pub format: Format,

    /// Write there instead of to standard output: a file; for brat a folder
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// When to use colours
    #[arg(long, default_value = "auto", value_name = "WHEN")]
    pub color: Color,
}

/// Writes a record of each article.
pub fn run(arguments: &ReadArguments) -> Result<ExitCode, Error> {
    let paths = &arguments.articles.paths;
    let output = match (&arguments.output, arguments.format) {
        (Some(folder), Format::Brat) => Output::Folder(Folder::new(folder)?),
        // The annotations of several articles cannot stand one after another: each counts from the start of its own text.
        (None, Format::Brat) if !is_one_article(paths) => {
            refuse("read", ErrorKind::MissingRequiredArgument, pages::STANDOFF)
        }
        (Some(file), _) => {
            pages::check_output("read", paths, file);
            Output::Stream(Stream::file(file, arguments.color)?)
        }
        (None, _) => Output::Stream(Stream::standard(arguments.color)),
    };
    pages::write(&arguments.articles, arguments.format, output)
}

fn is_one_article(paths: &[PathBuf]) -> bool {
    matches!(paths, [path] if !inputs::may_have_several(path))
}
