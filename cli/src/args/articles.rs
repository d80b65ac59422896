//! Which articles, and how to take them.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use selon::Published;
use selon::intake::Columns;

use super::{Jobs, Language, ModelChoice, published};

/// Which articles, and how to take them.
#[derive(Debug, Args)]
pub struct Articles {
    /// Files and folders of text, HTML, RSS, Atom, JSON Lines, Parquet or WARC, archives of these, `-` for standard input
    ///
    /// Folders are read with everything below them, in the order of names: files that end in `.txt`, `.text`, `.html`, `.htm`, `.xhtml`,
    /// `.shtml`, `.rss`, `.atom`, `.jsonl`, `.ndjson`, `.parquet`, `.warc`, `.zip`, `.tar` or `.tgz`, in these with `.gz` behind it, or have
    /// no ending, and `.xml` that is a feed. Archives are read likewise, also in each other. Hidden files are passed over. A file that is
    /// named here is always read; what it begins with tells what it is where its name does not, and so does standard input.
    ///
    /// Of a WARC the pages of HTML are read that the server had, and plain text that was made of pages. All else in it is passed over.
    ///
    /// A folder that `selon export` has written gives `selon add` its records as they are.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// Under which keys the parts of an article stand in JSON Lines, in which columns in Parquet
    ///
    /// As text=body,title=headline,date=published,origin=link; what is not named stands under text, title, date and url. A key
    /// that begins with / is a JSON Pointer into nested objects or groups.
    #[arg(long, value_name = "PART=KEY,…")]
    columns: Option<Columns>,

    #[command(flatten)]
    pub language: Language,

    /// When the articles were published, `2026-03-12`, whatever their files say
    #[arg(long, value_parser = published)]
    pub date: Option<Published>,

    #[command(flatten)]
    pub model: ModelChoice,

    #[command(flatten)]
    pub jobs: Jobs,
}

impl Articles {
    /// Where the parts of an article stand in JSON and Parquet.
    pub fn columns(&self) -> Arc<Columns> {
        Arc::new(self.columns.clone().unwrap_or_default())
    }
}
