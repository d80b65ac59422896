//! Arguments of `selon ask`, and what all questions share.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use selon_keep::ask::Scope;

use super::questions::{
    Actors, Article, Compare, Events, Figures, Places, Statements, Stories, Story, Text, Variants,
};
use crate::args::{StoreFile, day};
use crate::rows::RowFormat;

/// Arguments of `selon ask`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon ask statements --by Poutine --about talibans --since 2021-08-15
  selon ask events --type SANCTION --actor RUS          what somebody of Russia did to whom
  selon ask figures --of 'évacu*' --format csv > figures.csv
  selon ask actors Carvalho
  selon ask places FRA --format geojson -o places.geojson
  selon ask statements --by Carvalho --limit 0 --format parquet > statements.parquet
  selon ask stories --about Valmer                      articles on one happening, in every language together
  selon ask story 6c2e92b3d343a597                      the articles of a story, by the id of one of them
  selon ask variants --by Carvalho                      who carried a statement first, and who in other words
  selon ask compare --of camions                        figures on one thing side by side, agreeing or not
  selon ask text '\"porte-parole du gouvernement\" talibans'
  selon ask article 6c2e92b3d343a597 --format json

Words are found whatever their accents and case, in any order; in double quotes they stand side by side, and one that ends
in * is the beginning of a word. Every row names its article, the sentence, and where the words stand in the article's text,
in Unicode code points.")]
pub struct AskArguments {
    #[command(flatten)]
    pub store: StoreFile,

    #[command(subcommand)]
    pub question: Question,
}

/// What to ask.
#[derive(Debug, Subcommand)]
pub enum Question {
    /// Who says what
    Statements(Statements),
    /// Who does what to whom
    Events(Events),
    /// How many
    Figures(Figures),
    /// Where: the places that articles name
    Places(Places),
    /// Who is named, an article a row
    Actors(Actors),
    /// Which articles tell of one happening, a story a row
    Stories(Stories),
    /// The articles of a story, in the order in which they were published
    Story(Story),
    /// The same statement in other words and in translation, whoever carried it first at the beginning
    Variants(Variants),
    /// Figures on the same thing side by side, with whose they are and whether they agree
    Compare(Compare),
    /// Which sentences have these words, in articles that have all of them; the articles that fit best come first
    Text(Text),
    /// The whole record of articles
    Article(Article),
}

/// Which rows, and how to write them.
#[derive(Debug, Args)]
pub struct Rows {
    /// Of articles published on that day or later: 2021-08-15, 2021-08 or 2021
    ///
    /// An article of which only the month or the year is known counts as of its first day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<String>,

    /// Of articles published on that day, or in that month or year, or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<String>,

    /// Of one article, by the id of its record; or of those whose path or address begins like that
    #[arg(long, value_name = "ID|ORIGIN")]
    pub document: Option<String>,

    /// No more rows than these; 0 for all
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: u64,

    /// How to write the rows
    #[arg(short, long, default_value = "table")]
    pub format: RowFormat,

    #[command(flatten)]
    pub output: AnswerFile,
}

impl Rows {
    /// Where to look, and one row more than is wanted, to know whether there are more.
    pub fn scope(&self) -> Scope {
        Scope {
            since: self.since.clone(),
            until: self.until.clone(),
            document: self.document.clone(),
            limit: (self.limit > 0).then(|| self.limit.saturating_add(1)),
        }
    }
}

/// Where an answer goes.
#[derive(Debug, Args)]
pub struct AnswerFile {
    /// Write to that file instead of to standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub path: Option<PathBuf>,
}

/// How to write records out of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// A page for a reader
    Text,
    /// One JSON object a line, as `selon read` writes it
    Json,
    /// W3C Web Annotations (JSON-LD): statements, events, figures, actors and places of the articles, one collection
    Annotation,
}
