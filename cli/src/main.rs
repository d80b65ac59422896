//! The `selon` command: arguments, files, threads, progress and exit codes around the library [`selon`].
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 all was read, 1 some input failed
//! (each is named, the others are still read), 2 wrong usage.

mod args;
mod commands;
mod exit;
mod fault;
mod inputs;
mod meter;
mod ordered;
mod output;
mod progress;
mod readers;
mod render;
mod rows;
mod treebanks;

use std::io;
use std::process::ExitCode;

use anyhow::Error;
use clap::Parser;

fn main() -> ExitCode {
    selon::intake::hush_guarded();
    match commands::run(commands::Arguments::parse()) {
        Ok(code) => code,
        // Whoever reads the output has seen enough: `selon read … | head`.
        Err(error) if is_broken_pipe(&error) => exit::ALL_READ,
        Err(error) => {
            progress::complain(&error);
            exit::SOME_FAILED
        }
    }
}

fn is_broken_pipe(error: &Error) -> bool {
    let mut causes = error.chain();
    causes.any(|cause| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
    })
}
