//! How many threads to work on.

use std::num::NonZeroUsize;

use clap::Args;

/// How many threads to work on.
#[derive(Debug, Args)]
pub struct Jobs {
    /// How many articles to work on at once [default: one for each processor core]
    #[arg(short, long, visible_alias = "threads", value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

impl Jobs {
    /// How many the user asks for, if at all.
    pub fn number(&self) -> Option<NonZeroUsize> {
        self.jobs
    }
}
