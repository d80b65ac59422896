//! `selon completions` and `selon man`.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Error, anyhow};
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Arguments;
use crate::exit::ALL_READ;

/// Prints the completion script of a shell.
pub fn completions(shell: Shell) -> Result<ExitCode, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "selon", &mut script);
    print(&script)
}

/// Prints the manual page of a command.
pub fn page(names: &[String]) -> Result<ExitCode, Error> {
    let mut command = Arguments::command();
    command.build();
    let command = names.iter().try_fold(command, |command, name| {
        let below: Option<&Command> = command.find_subcommand(name);
        below
            .cloned()
            .ok_or_else(|| anyhow!("there is no command `{}`", names.join(" ")))
    })?;
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    print(&page)
}

fn print(page: &[u8]) -> Result<ExitCode, Error> {
    io::stdout().write_all(page)?;
    Ok(ALL_READ)
}
