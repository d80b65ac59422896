//! The commands, one module each: what it takes, and what it does with it.

mod add;
mod analyse;
mod ask;
mod eval;
mod export;
mod manual;
mod pages;
mod read;
mod train;

use std::process::ExitCode;

use anyhow::Error;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

/// Read news text and write a sourced record of it: who said what, who did what to whom, how many, when and where.
///
/// Everything in a record points at the words it was read from. Results go to standard output, everything else to
/// standard error.
#[derive(Debug, Parser)]
#[command(name = "selon", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  selon read dispatch.txt                               a page to read
  selon read --format json archive/ > records.jsonl     a folder, one record a line
  curl -s https://example.org/a.txt | selon read -      standard input

Exit codes: 0 all was read, 1 some input failed (each is named, the others are still read), 2 wrong usage.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and write a record of each
    Read(read::ReadArguments),
    /// Read articles and keep their records in a store
    Add(add::AddArguments),
    /// Ask a store who said what, who did what to whom, how many, and in which articles
    Ask(ask::AskArguments),
    /// Write a whole store as Parquet
    Export(export::ExportArguments),
    /// Analyse articles and write their grammar as CoNLL-U
    Analyse(analyse::AnalyseArguments),
    /// Train a language's model
    #[command(subcommand)]
    Train(train::TrainCommand),
    /// Measure against gold
    #[command(subcommand)]
    Eval(eval::EvalCommand),
    /// Print the completion script of a shell
    #[command(
        after_help = "Example:\n  selon completions bash > ~/.local/share/bash-completion/completions/selon"
    )]
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Print a manual page
    #[command(
        after_help = "Examples:\n  selon man | man -l -\n  selon man eval attribution > selon-eval-attribution.1"
    )]
    Man {
        /// The command whose page it is; without any, the page of `selon`
        command: Vec<String>,
    },
}

/// Does what the arguments say.
///
/// # Errors
/// What keeps the whole from being done; inputs that fail are named, and the code says that there were some.
pub fn run(arguments: Arguments) -> Result<ExitCode, Error> {
    match arguments.command {
        Command::Read(arguments) => read::run(&arguments),
        Command::Add(arguments) => add::run(&arguments),
        Command::Ask(arguments) => ask::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Analyse(arguments) => analyse::run(&arguments),
        Command::Train(command) => train::run(&command),
        Command::Eval(command) => eval::run(&command),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { command } => manual::page(&command),
    }
}

/// Refuses arguments that make no sense together, with the usage of the command below `selon` that they are of.
fn refuse(name: &str, kind: ErrorKind, problem: impl std::fmt::Display) -> ! {
    let mut command = Arguments::command();
    command.build();
    let below = command.find_subcommand(name).cloned();
    below.unwrap_or(command).error(kind, problem).exit()
}
