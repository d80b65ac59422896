//! `selon eval`: how well Selon finds what people have marked, a module a measure.

mod across;
mod analyse;
mod attribution;
mod differences;
mod events;
mod extraction;
mod gold;
mod names;
mod table;

use std::process::ExitCode;

use anyhow::Error;
use clap::Subcommand;

/// What to measure.
#[derive(Debug, Subcommand)]
pub enum EvalCommand {
    /// Score the grammar against a treebank, from its raw text
    Analyse(analyse::AnalyseArguments),
    /// Score sources, cues and contents against annotated articles
    Attribution(attribution::AttributionArguments),
    /// Score events against annotated articles: their types, who acts, on whom
    Events(events::EventsArguments),
    /// Score the bodies that are found in pages of HTML
    Extraction(extraction::ExtractionArguments),
    /// Score names and nominal groups against annotated articles
    Names(names::NamesArguments),
    /// Score copies, stories, variants of statements and compared figures against articles grouped by hand
    Across(across::AcrossArguments),
}

/// Measures what the command says and prints the scores.
pub fn run(command: &EvalCommand) -> Result<ExitCode, Error> {
    match command {
        EvalCommand::Analyse(arguments) => analyse::run(arguments),
        EvalCommand::Attribution(arguments) => attribution::run(arguments),
        EvalCommand::Events(arguments) => events::run(arguments),
        EvalCommand::Extraction(arguments) => extraction::run(arguments),
        EvalCommand::Names(arguments) => names::run(arguments),
        EvalCommand::Across(arguments) => across::run(arguments),
    }
}
