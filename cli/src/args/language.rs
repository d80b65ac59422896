//! Which language the articles are in.

use std::iter;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

/// Which language the articles are in.
#[derive(Debug, Args)]
pub struct Language {
    /// The language of the articles; `auto` tells for each
    #[arg(short, long, default_value = AUTO, value_parser = languages())]
    language: String,
}

impl Language {
    /// The language that was chosen, if any was.
    pub fn forced(&self) -> Option<&str> {
        Some(self.language.as_str()).filter(|language| *language != AUTO)
    }
}

/// The value of `--language` that detects it.
const AUTO: &str = "auto";

/// The languages Selon reads, with their names.
fn languages() -> PossibleValuesParser {
    let auto = PossibleValue::new(AUTO).help("Tell for each article");
    let packs = selon::languages::packs().iter();
    let packs = packs.map(|pack| PossibleValue::new(pack.code()).help(pack.language.name));
    PossibleValuesParser::new(iter::once(auto).chain(packs))
}
