//! The `selon` command: arguments, files, threads, progress and exit codes around the library [`selon`].
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 all was read, 1 some input failed
//! (each is named, the others are still read), 2 wrong usage.

mod args;
mod commands;
mod fault;
mod inputs;
mod meter;
mod ordered;
mod output;
mod progress;
mod render;
mod rows;

use std::io;
use std::process::ExitCode;

use anyhow::Error;
use clap::Parser;

use args::{Arguments, Command, EvalCommand, TrainCommand};

/// Every input was read.
const ALL_READ: ExitCode = ExitCode::SUCCESS;
/// Some input failed.
const SOME_FAILED: ExitCode = ExitCode::FAILURE;

fn main() -> ExitCode {
    selon::intake::hush_guarded();
    match run(Arguments::parse().command) {
        Ok(code) => code,
        // Whoever reads the output has seen enough: `selon read … | head`.
        Err(error) if is_broken_pipe(&error) => ALL_READ,
        Err(error) => {
            progress::complain(&error);
            SOME_FAILED
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Read(arguments) => commands::read::read(&arguments),
        Command::Add(arguments) => commands::add::add(&arguments),
        Command::Ask(arguments) => commands::ask::ask(&arguments),
        Command::Export(arguments) => commands::export::export(&arguments),
        Command::Analyse(arguments) => commands::read::analyse(&arguments),
        Command::Train(TrainCommand::Analyser(arguments)) => commands::train::analyser(&arguments),
        Command::Eval(EvalCommand::Analyse(arguments)) => commands::grammar::eval(&arguments),
        Command::Eval(EvalCommand::Attribution(arguments)) => {
            commands::attribution::eval(&arguments)
        }
        Command::Eval(EvalCommand::Events(arguments)) => commands::events::eval(&arguments),
        Command::Eval(EvalCommand::Extraction(arguments)) => commands::extraction::eval(&arguments),
        Command::Eval(EvalCommand::Across(arguments)) => commands::across::eval(&arguments),
        Command::Eval(EvalCommand::Names(arguments)) => commands::names::eval(&arguments),
        Command::Completions { shell } => commands::pages::completions(shell),
        Command::Man { command } => commands::pages::man(&command),
    }
}

fn is_broken_pipe(error: &Error) -> bool {
    let mut causes = error.chain();
    causes.any(|cause| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
    })
}
