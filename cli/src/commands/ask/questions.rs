//! The questions, each with what it takes, how it is put in words and what it asks a store.

use std::fmt;

use clap::Args;
use selon::EventKind;
use selon_keep::ask::{
    ActorRow, ActorsQuestion, ComparedRow, EventRow, EventsQuestion, FigureRow, FiguresQuestion,
    PlaceRow, PlacesQuestion, Scope, StatementRow, StatementsQuestion, StoriesQuestion,
    StoryArticleRow, StoryRow, TextQuestion, TextRow, VariantRow,
};
use selon_keep::{KeepError, Store, Who, Words};

use super::arguments::{AnswerFile, RecordFormat, Rows};
use super::event_types::{EventTypes, event_kinds, event_types};
use crate::rows::{Row, RowFormat};

/// A condition: the word before it, and what it says if it is made.
pub type Condition = (&'static str, Option<String>);

/// A question that rows answer, as many as there are.
pub trait Asked {
    /// What it gives.
    type Row: Row;

    /// Which rows, and how to write them.
    fn rows(&self) -> &Rows;

    /// What the rows have to be.
    fn conditions(&self) -> Vec<Condition>;

    /// Asks the store.
    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<Self::Row>, KeepError>;

    /// The question in words, without how many rows it wants and how they are written.
    fn in_words(&self) -> String {
        let rows = self.rows();
        let scope = [
            ("since", rows.since.clone()),
            ("until", rows.until.clone()),
            ("in", rows.document.clone()),
        ];
        let conditions = self.conditions().into_iter().chain(scope);
        in_words(Self::Row::QUESTION, conditions)
    }
}

/// A question with its conditions.
fn in_words(what: &str, conditions: impl IntoIterator<Item = Condition>) -> String {
    let said = conditions
        .into_iter()
        .filter_map(|(name, value)| Some(format!(" {name} {}", value?)));
    std::iter::once(what.to_owned()).chain(said).collect()
}

fn words(words: &Option<Words>) -> Option<String> {
    words.as_ref().map(|words| words.written().to_owned())
}

fn who(who: &Option<Who>) -> Option<String> {
    who.as_ref().map(|who| who.written().to_owned())
}

/// Who says what.
#[derive(Debug, Args)]
pub struct Statements {
    /// Of somebody with that name, or with that stable id (`Q7747`)
    #[arg(long, value_name = "NAME")]
    pub by: Option<Words>,

    /// Whose content has these words, or names somebody who has that name, be it by a pronoun
    #[arg(long, value_name = "WORDS")]
    pub about: Option<Words>,

    #[command(flatten)]
    pub rows: Rows,
}

impl Asked for Statements {
    type Row = StatementRow;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn conditions(&self) -> Vec<Condition> {
        vec![("by", words(&self.by)), ("about", words(&self.about))]
    }

    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<StatementRow>, KeepError> {
        let (by, about) = (self.by.clone(), self.about.clone());
        store.statements(&StatementsQuestion { by, about, scope })
    }
}

/// Who does what to whom.
#[derive(Debug, Args)]
pub struct Events {
    /// Of that type; repeat it for several
    ///
    /// The types are those of PLOVER's gold standard records (version 0.5b1). Of version 0.8, REQUEST is DEMAND here, ACCUSE is
    /// DISAPPROVE and INVESTIGATE, and what its ASSAULT has of war is FIGHT.
    #[arg(long = "type", value_name = "TYPE", value_parser = event_types(), ignore_case = true, value_delimiter = ',')]
    pub kinds: Vec<EventTypes>,

    /// Done by somebody with that name or stable id (`Q7747`), or by whoever belongs to a country (`RUS`)
    ///
    /// A country is its ISO 3166-1 alpha-3 code in capitals and stands for the state, its people and its bodies; with a PLOVER
    /// sector behind it, for those of that sector alone (`RUSGOV`, `RUS MIL`). In double quotes it is a name.
    #[arg(long, value_name = "WHO")]
    pub actor: Option<Who>,

    /// Done to, or with, somebody, called likewise
    #[arg(long, value_name = "WHO")]
    pub recipient: Option<Who>,

    #[command(flatten)]
    pub rows: Rows,
}

impl Asked for Events {
    type Row = EventRow;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn conditions(&self) -> Vec<Condition> {
        let kinds: Vec<_> = event_kinds(&self.kinds).map(EventKind::name).collect();
        let kinds = (!kinds.is_empty()).then(|| kinds.join(" "));
        vec![
            ("of type", kinds),
            ("by", who(&self.actor)),
            ("to", who(&self.recipient)),
        ]
    }

    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<EventRow>, KeepError> {
        store.events(&EventsQuestion {
            kinds: event_kinds(&self.kinds).collect(),
            actor: self.actor.clone(),
            recipient: self.recipient.clone(),
            scope,
        })
    }
}

/// How many.
#[derive(Debug, Args)]
pub struct Figures {
    /// Of what: words of the figure, of what it counts, or of its unit
    #[arg(long, value_name = "WORDS")]
    pub of: Option<Words>,

    /// According to somebody with that name, or with that stable id
    #[arg(long, value_name = "NAME")]
    pub by: Option<Words>,

    #[command(flatten)]
    pub rows: Rows,
}

impl Asked for Figures {
    type Row = FigureRow;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn conditions(&self) -> Vec<Condition> {
        vec![("of", words(&self.of)), ("by", words(&self.by))]
    }

    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<FigureRow>, KeepError> {
        let (of, by) = (self.of.clone(), self.by.clone());
        store.figures(&FiguresQuestion { of, by, scope })
    }
}

/// Where: the places that articles name.
#[derive(Debug, Args)]
pub struct Places {
    /// The name, or the ISO 3166-1 alpha-3 code of a country; without any, every place
    pub name: Option<Words>,

    #[command(flatten)]
    pub rows: Rows,
}

impl Asked for Places {
    type Row = PlaceRow;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn conditions(&self) -> Vec<Condition> {
        vec![("named", words(&self.name))]
    }

    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<PlaceRow>, KeepError> {
        let name = self.name.clone();
        store.places(&PlacesQuestion { name, scope })
    }
}

/// Who is named, an article a row.
#[derive(Debug, Args)]
pub struct Actors {
    /// The name, or a stable id; without any, everybody
    pub name: Option<Words>,

    #[command(flatten)]
    pub rows: Rows,
}

impl Asked for Actors {
    type Row = ActorRow;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn conditions(&self) -> Vec<Condition> {
        vec![("named", words(&self.name))]
    }

    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<ActorRow>, KeepError> {
        let name = self.name.clone();
        store.actors(&ActorsQuestion { name, scope })
    }
}

/// Which articles tell of one happening, a story a row.
#[derive(Debug, Args)]
pub struct Stories {
    /// Of which an article has these words, or names somebody who has that name
    #[arg(long, value_name = "WORDS")]
    pub about: Option<Words>,

    #[command(flatten)]
    pub rows: Rows,
}

impl Asked for Stories {
    type Row = StoryRow;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn conditions(&self) -> Vec<Condition> {
        vec![("about", words(&self.about))]
    }

    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<StoryRow>, KeepError> {
        let about = self.about.clone();
        store.stories(&StoriesQuestion { about, scope })
    }
}

/// The articles of a story, in the order in which they were published.
#[derive(Debug, Args)]
pub struct Story {
    /// The id of one of its articles
    #[arg(value_name = "ID")]
    pub id: String,

    /// How to write the rows
    #[arg(short, long, default_value = "table")]
    pub format: RowFormat,

    #[command(flatten)]
    pub output: AnswerFile,
}

impl Story {
    /// The question in words.
    pub fn in_words(&self) -> String {
        in_words(StoryArticleRow::QUESTION, [("of", Some(self.id.clone()))])
    }
}

/// The same statement in other words and in translation, whoever carried it first at the beginning.
#[derive(Debug, Args)]
pub struct Variants {
    /// One statement, as the id of its article and its own, `6c2e92b3d343a597/s3`; without it, all that have variants
    #[arg(value_name = "ID", value_parser = statement_id, conflicts_with_all = ["by", "about"])]
    pub statement: Option<StatementId>,

    /// Of somebody with that name, or with that stable id (`Q7747`)
    #[arg(long, value_name = "NAME")]
    pub by: Option<Words>,

    /// Whose content has these words, or names somebody who has that name, be it by a pronoun
    #[arg(long, value_name = "WORDS")]
    pub about: Option<Words>,

    #[command(flatten)]
    pub rows: Rows,
}

impl Asked for Variants {
    type Row = VariantRow;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn conditions(&self) -> Vec<Condition> {
        let of = self.statement.as_ref().map(ToString::to_string);
        vec![
            ("of", of),
            ("by", words(&self.by)),
            ("about", words(&self.about)),
        ]
    }

    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<VariantRow>, KeepError> {
        let (by, about) = (self.by.clone(), self.about.clone());
        store.variants(&StatementsQuestion { by, about, scope })
    }
}

/// A statement of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementId {
    /// The id of the record of its article.
    pub article: String,
    /// Its number there.
    pub number: u32,
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StatementId { article, number } = self;
        write!(f, "{article}/s{number}")
    }
}

fn statement_id(written: &str) -> Result<StatementId, String> {
    let parts = written.split_once("/s");
    let parts =
        parts.and_then(|(article, number)| Some((article.to_owned(), number.parse().ok()?)));
    let (article, number) =
        parts.ok_or("write the id of its article, a slash and its own: 6c2e92b3d343a597/s3")?;
    Ok(StatementId { article, number })
}

/// Figures on the same thing side by side, with whose they are and whether they agree.
#[derive(Debug, Args)]
pub struct Compare {
    /// Of what: words of the figure, of what it counts, or of its unit
    #[arg(long, value_name = "WORDS")]
    pub of: Option<Words>,

    /// According to somebody with that name, or with that stable id; the figures beside theirs are given too
    #[arg(long, value_name = "NAME")]
    pub by: Option<Words>,

    #[command(flatten)]
    pub rows: Rows,
}

impl Asked for Compare {
    type Row = ComparedRow;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn conditions(&self) -> Vec<Condition> {
        vec![("of", words(&self.of)), ("by", words(&self.by))]
    }

    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<ComparedRow>, KeepError> {
        let (of, by) = (self.of.clone(), self.by.clone());
        store.compare(&FiguresQuestion { of, by, scope })
    }
}

/// Which sentences have these words, in articles that have all of them; the articles that fit best come first.
#[derive(Debug, Args)]
pub struct Text {
    /// The words
    pub words: Words,

    #[command(flatten)]
    pub rows: Rows,
}

impl Asked for Text {
    type Row = TextRow;

    fn rows(&self) -> &Rows {
        &self.rows
    }

    fn conditions(&self) -> Vec<Condition> {
        vec![("with", Some(self.words.written().to_owned()))]
    }

    fn find(&self, store: &Store, scope: Scope) -> Result<Vec<TextRow>, KeepError> {
        let words = self.words.clone();
        store.text(&TextQuestion { words, scope })
    }
}

/// The whole record of articles.
#[derive(Debug, Args)]
pub struct Article {
    /// The ids of their records
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,

    /// How to write the records
    #[arg(short, long, default_value = "text")]
    pub format: RecordFormat,

    #[command(flatten)]
    pub output: AnswerFile,
}

impl Article {
    /// The question in words.
    pub fn in_words(&self) -> String {
        in_words("article", [("with id", Some(self.ids.join(" ")))])
    }
}
