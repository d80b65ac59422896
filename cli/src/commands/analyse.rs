//! `selon analyse`: the grammar of each article.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Error;
use clap::Args;

use super::pages;
use crate::args::Articles;
use crate::output::{Color, Output, Stream};
use crate::render::Format;

/// Arguments of `selon analyse`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  selon analyse dispatch.txt | grep VERB")]
pub struct AnalyseArguments {
    #[command(flatten)]
    pub articles: Articles,

    /// Write to that file instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Writes the grammar of each article.
pub fn run(arguments: &AnalyseArguments) -> Result<ExitCode, Error> {
    let stream = match &arguments.output {
        Some(file) => {
            pages::check_output("analyse", &arguments.articles.paths, file);
            Stream::file(file, Color::Never)?
        }
        None => Stream::standard(Color::Never),
    };
    pages::write(&arguments.articles, Format::Conllu, Output::Stream(stream))
}
