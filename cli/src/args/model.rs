//! Which model reads.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use selon::Model;

/// Which model reads articles.
#[derive(Debug, Args)]
pub struct ModelChoice {
    /// Which model reads the grammar
    ///
    /// The careful one gets more of it right and takes many times as long. Where none is named, `selon read` and `selon analyse` take
    /// the careful one for up to about 300 articles, all else takes the fast one. Records name their model.
    #[arg(long, value_name = "MODEL", value_parser = models())]
    model: Option<Model>,
}

impl ModelChoice {
    /// The model that was asked for, if any was.
    pub fn asked(&self) -> Option<Model> {
        self.model
    }
}

fn models() -> impl TypedValueParser<Value = Model> {
    let help = |model| match model {
        Model::Careful => "Right more often",
        Model::Fast => "For whole archives",
    };
    let values = Model::ALL.map(|model| PossibleValue::new(model.name()).help(help(model)));
    PossibleValuesParser::new(values).map(|name| Model::from_name(&name).unwrap_or(Model::Fast))
}

/// A built-in model or one in a file.
#[derive(Debug, Clone)]
pub enum ModelOrFile {
    /// A built-in one.
    Model(Model),
    /// A file of `selon train` or of `training/encoder`.
    File(PathBuf),
}

impl From<std::ffi::OsString> for ModelOrFile {
    fn from(written: std::ffi::OsString) -> ModelOrFile {
        let named = written.to_str().and_then(Model::from_name);
        named.map_or_else(|| ModelOrFile::File(written.into()), ModelOrFile::Model)
    }
}
