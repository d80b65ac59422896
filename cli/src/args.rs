//! The command line.

use std::fmt;
use std::fs;
use std::iter;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Error, bail};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use etcetera::BaseStrategy;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use selon::intake::Columns;
use selon::{DateSource, EventKind, Precision, Published, Selon};
use selon_keep::{Who, Words};

use crate::inputs;
use crate::meter::Meter;
use crate::progress::Progress;

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
    Read(ReadArguments),
    /// Read articles and keep their records in a store
    Add(AddArguments),
    /// Ask a store who said what, who did what to whom, how many, and in which articles
    Ask(AskArguments),
    /// Write a whole store as Parquet
    Export(ExportArguments),
    /// Analyse articles and write their grammar as CoNLL-U
    Analyse(AnalyseArguments),
    /// Train a language's model
    #[command(subcommand)]
    Train(TrainCommand),
    /// Measure against gold
    #[command(subcommand)]
    Eval(EvalCommand),
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
    #[arg(long, value_parser = date)]
    pub date: Option<Published>,

    #[command(flatten)]
    pub jobs: Jobs,
}

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

    /// A reader of articles in that language, or one that tells.
    pub fn selon(&self) -> Result<Selon, selon::Error> {
        let selon = Selon::new()?;
        match self.forced() {
            Some(code) => selon.with_language(code),
            None => Ok(selon),
        }
    }
}

/// The value of `--language` that detects it.
const AUTO: &str = "auto";

/// The languages Selon reads, with their names.
fn languages() -> PossibleValuesParser {
    let auto = PossibleValue::new(AUTO).help("Tell for each article");
    let packs = selon::languages::packs().iter().map(|pack| {
        let name = pack.table("language").cell("name", "value");
        PossibleValue::new(pack.code()).help(name.unwrap_or_default())
    });
    PossibleValuesParser::new(iter::once(auto).chain(packs))
}

/// How many threads to work on.
#[derive(Debug, Args)]
pub struct Jobs {
    /// How many articles to work on at once [default: one for each processor core]
    #[arg(short, long, visible_alias = "threads", value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

impl Articles {
    /// Where the parts of an article stand in JSON.
    pub fn columns(&self) -> Arc<Columns> {
        Arc::new(self.columns.clone().unwrap_or_default())
    }

    /// A bar that knows how much of them `meter` has seen.
    pub fn progress(&self, meter: &Arc<Meter>) -> Progress {
        let paths = self.paths.clone();
        Progress::of_files(&self.paths, Arc::clone(meter), move || {
            inputs::length(&paths)
        })
    }

    /// A reader of these articles.
    pub fn selon(&self) -> Result<Selon, selon::Error> {
        let selon = self.language.selon()?;
        Ok(match &self.date {
            Some(date) => selon.with_date(date.clone()),
            None => selon,
        })
    }
}

impl Jobs {
    /// That many threads.
    pub fn pool(&self) -> Result<ThreadPool, ThreadPoolBuildError> {
        let jobs = self.jobs.map_or(0, NonZeroUsize::get); // 0 is the pool's word for all cores.
        ThreadPoolBuilder::new().num_threads(jobs).build()
    }
}

/// A date the user gives.
fn date(written: &str) -> Result<Published, String> {
    let (value, precision) = selon::intake::parse_date(written).ok_or(
        "write a date as 2026-03-12, 2026-03 or 2026, or with the time as 2026-03-12T14:05",
    )?;
    Ok(Published {
        value,
        precision,
        from: DateSource::Given,
    })
}

/// The code of a language, which need not be one that Selon reads already.
fn code(written: &str) -> Result<String, String> {
    let letters = written.bytes().all(|byte| byte.is_ascii_lowercase());
    if letters && (2..=3).contains(&written.len()) {
        Ok(written.to_owned())
    } else {
        Err("write the ISO 639-1 code: two lower-case letters".to_owned())
    }
}

/// Arguments of `selon read`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon read dispatch.txt                               a page to read
  selon read --format json archive/ > records.jsonl     a folder, in parallel, in a fixed order
  selon read --format brat --output brat/ archive/      a .txt and an .ann for each article
  selon read --language fr --date 2026-03-12 -          standard input

Records come out in the order of the paths, however many jobs there are.")]
pub struct ReadArguments {
    #[command(flatten)]
    pub articles: Articles,

    /// How to write the records
    #[arg(short, long, default_value = "text")]
    pub format: Format,

    /// Write there instead of to standard output: a file; for brat a folder
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// When to use colours
    #[arg(long, default_value = "auto", value_name = "WHEN")]
    pub color: Color,
}

/// Which store.
#[derive(Debug, Args)]
pub struct StoreFile {
    /// The file of the store [default: selon.db in your data folder]
    #[arg(
        long,
        env = "SELON_STORE",
        value_name = "FILE",
        hide_env_values = true,
        global = true
    )]
    store: Option<PathBuf>,
}

impl StoreFile {
    /// Where the store is.
    pub fn path(&self) -> Result<PathBuf, Error> {
        match &self.store {
            Some(path) => Ok(path.clone()),
            None => Ok(data_folder()?.join("selon.db")),
        }
    }

    /// Where the store is, in a folder that is there: the data folder is made, another is not.
    pub fn path_to_write(&self) -> Result<PathBuf, Error> {
        if self.store.is_none() {
            let folder = data_folder()?;
            fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        let path = self.path()?;
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            let (path, folder) = (path.display(), folder.display());
            bail!("{path}: there is no folder {folder} to make a store in");
        }
        Ok(path)
    }
}

/// Where the user's programs keep their data.
fn data_folder() -> Result<PathBuf, Error> {
    let folders = etcetera::choose_base_strategy();
    let folders = folders.context("there is no data folder; name the store with --store FILE")?;
    Ok(folders.data_dir())
}

/// Arguments of `selon add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon add archive/                                    a folder, into the store in your data folder
  selon add --store port.db dispatch.txt                one article, into a store of its own
  selon add backup/                                     what `selon export --parquet backup/` has written

An article that is stored already is passed over quickly, wherever it is found, so a run that was broken off is
finished by starting it again. Nothing that is stored is lost or half there, whatever breaks it off.")]
pub struct AddArguments {
    #[command(flatten)]
    pub articles: Articles,

    #[command(flatten)]
    pub store: StoreFile,
}

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
    Statements {
        /// Of somebody with that name, or with that stable id (`Q7747`)
        #[arg(long, value_name = "NAME")]
        by: Option<Words>,

        /// Whose content has these words, or names somebody who has that name, be it by a pronoun
        #[arg(long, value_name = "WORDS")]
        about: Option<Words>,

        #[command(flatten)]
        rows: Rows,
    },
    /// Who does what to whom
    Events {
        /// Of that type; repeat it for several
        ///
        /// The types are those of PLOVER's gold standard records (version 0.5b1). Of version 0.8, REQUEST is DEMAND here, ACCUSE is
        /// DISAPPROVE and INVESTIGATE, and what its ASSAULT has of war is FIGHT.
        #[arg(long = "type", value_name = "TYPE", value_parser = event_types(), ignore_case = true, value_delimiter = ',')]
        kinds: Vec<EventTypes>,

        /// Done by somebody with that name or stable id (`Q7747`), or by whoever belongs to a country (`RUS`)
        ///
        /// A country is its ISO 3166-1 alpha-3 code in capitals and stands for the state, its people and its bodies; with a PLOVER
        /// sector behind it, for those of that sector alone (`RUSGOV`, `RUS MIL`). In double quotes it is a name.
        #[arg(long, value_name = "WHO")]
        actor: Option<Who>,

        /// Done to, or with, somebody, called likewise
        #[arg(long, value_name = "WHO")]
        recipient: Option<Who>,

        #[command(flatten)]
        rows: Rows,
    },
    /// How many
    Figures {
        /// Of what: words of the figure, of what it counts, or of its unit
        #[arg(long, value_name = "WORDS")]
        of: Option<Words>,

        /// According to somebody with that name, or with that stable id
        #[arg(long, value_name = "NAME")]
        by: Option<Words>,

        #[command(flatten)]
        rows: Rows,
    },
    /// Where: the places that articles name
    Places {
        /// The name, or the ISO 3166-1 alpha-3 code of a country; without any, every place
        name: Option<Words>,

        #[command(flatten)]
        rows: Rows,
    },
    /// Who is named, an article a row
    Actors {
        /// The name, or a stable id; without any, everybody
        name: Option<Words>,

        #[command(flatten)]
        rows: Rows,
    },
    /// Which articles tell of one happening, a story a row
    Stories {
        /// Of which an article has these words, or names somebody who has that name
        #[arg(long, value_name = "WORDS")]
        about: Option<Words>,

        #[command(flatten)]
        rows: Rows,
    },
    /// The articles of a story, in the order in which they were published
    Story {
        /// The id of one of its articles
        #[arg(value_name = "ID")]
        id: String,

        /// How to write the rows
        #[arg(short, long, default_value = "table")]
        format: RowFormat,

        #[command(flatten)]
        output: AnswerFile,
    },
    /// The same statement in other words and in translation, whoever carried it first at the beginning
    Variants {
        /// One statement, as the id of its article and its own, `6c2e92b3d343a597/s3`; without it, all that have variants
        #[arg(value_name = "ID", value_parser = statement_id, conflicts_with_all = ["by", "about"])]
        statement: Option<StatementId>,

        /// Of somebody with that name, or with that stable id (`Q7747`)
        #[arg(long, value_name = "NAME")]
        by: Option<Words>,

        /// Whose content has these words, or names somebody who has that name, be it by a pronoun
        #[arg(long, value_name = "WORDS")]
        about: Option<Words>,

        #[command(flatten)]
        rows: Rows,
    },
    /// Figures on the same thing side by side, with whose they are and whether they agree
    Compare {
        /// Of what: words of the figure, of what it counts, or of its unit
        #[arg(long, value_name = "WORDS")]
        of: Option<Words>,

        /// According to somebody with that name, or with that stable id; the figures beside theirs are given too
        #[arg(long, value_name = "NAME")]
        by: Option<Words>,

        #[command(flatten)]
        rows: Rows,
    },
    /// Which sentences have these words, in articles that have all of them; the articles that fit best come first
    Text {
        /// The words
        words: Words,

        #[command(flatten)]
        rows: Rows,
    },
    /// The whole record of articles
    Article {
        /// The ids of their records
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,

        /// How to write the records
        #[arg(short, long, default_value = "text")]
        format: RecordFormat,

        #[command(flatten)]
        output: AnswerFile,
    },
}

/// The question in words, without how many rows it wants and how they are written.
impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = |words: &Option<Words>| words.as_ref().map(|words| words.written().to_owned());
        let (what, conditions, rows) = match self {
            Question::Statements { by, about, rows } => (
                "statements",
                vec![("by", words(by)), ("about", words(about))],
                Some(rows),
            ),
            Question::Events {
                kinds,
                actor,
                recipient,
                rows,
            } => {
                let who = |who: &Option<Who>| who.as_ref().map(|who| who.written().to_owned());
                let kinds: Vec<_> = event_kinds(kinds).map(EventKind::name).collect();
                let kinds = (!kinds.is_empty()).then(|| kinds.join(" "));
                let conditions = vec![
                    ("of type", kinds),
                    ("by", who(actor)),
                    ("to", who(recipient)),
                ];
                ("events", conditions, Some(rows))
            }
            Question::Figures { of, by, rows } => (
                "figures",
                vec![("of", words(of)), ("by", words(by))],
                Some(rows),
            ),
            Question::Places { name, rows } => ("places", vec![("named", words(name))], Some(rows)),
            Question::Actors { name, rows } => ("actors", vec![("named", words(name))], Some(rows)),
            Question::Stories { about, rows } => {
                ("stories", vec![("about", words(about))], Some(rows))
            }
            Question::Story { id, .. } => ("story", vec![("of", Some(id.clone()))], None),
            Question::Variants {
                statement,
                by,
                about,
                rows,
            } => {
                let of = statement
                    .as_ref()
                    .map(|StatementId { article, number }| format!("{article}/s{number}"));
                let conditions = vec![("of", of), ("by", words(by)), ("about", words(about))];
                ("variants", conditions, Some(rows))
            }
            Question::Compare { of, by, rows } => (
                "compare",
                vec![("of", words(of)), ("by", words(by))],
                Some(rows),
            ),
            Question::Text { words, rows } => (
                "text",
                vec![("with", Some(words.written().to_owned()))],
                Some(rows),
            ),
            Question::Article { ids, .. } => {
                ("article", vec![("with id", Some(ids.join(" ")))], None)
            }
        };
        let scope = rows.into_iter().flat_map(|rows| {
            [
                ("since", &rows.since),
                ("until", &rows.until),
                ("in", &rows.document),
            ]
        });
        let scope = scope.map(|(name, value)| (name, value.clone()));
        write!(f, "{what}")?;
        for (name, value) in conditions.into_iter().chain(scope) {
            if let Some(value) = value {
                write!(f, " {name} {value}")?;
            }
        }
        Ok(())
    }
}

/// What is asked for as one type of events: one of ours, or one of a later version of PLOVER that is several here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTypes(Vec<EventKind>);

/// The types that are asked for, each once, in the order of the record format.
pub fn event_kinds(types: &[EventTypes]) -> impl Iterator<Item = EventKind> {
    let asked = |kind: &EventKind| types.iter().any(|EventTypes(kinds)| kinds.contains(kind));
    EventKind::ALL.iter().copied().filter(asked)
}

/// The types of PLOVER's version 0.8 that have another name here.
const RENAMED: [(&str, &[EventKind], &str); 2] = [
    ("REQUEST", &[EventKind::Demand], "Of PLOVER 0.8: DEMAND"),
    (
        "ACCUSE",
        &[EventKind::Disapprove, EventKind::Investigate],
        "Of PLOVER 0.8: DISAPPROVE and INVESTIGATE",
    ),
];

/// The types of events, with what they are.
fn event_types() -> impl TypedValueParser<Value = EventTypes> {
    let ours = EventKind::ALL.iter();
    let ours = ours.map(|&kind| PossibleValue::new(kind.name()).help(deeds(kind)));
    let renamed = RENAMED.iter();
    let renamed = renamed.map(|(name, _, help)| PossibleValue::new(*name).help(*help));
    PossibleValuesParser::new(ours.chain(renamed)).map(|written| {
        let is = |name: &str| name.eq_ignore_ascii_case(&written);
        let renamed = RENAMED.iter().find(|(name, ..)| is(name));
        let ours = EventKind::ALL
            .iter()
            .copied()
            .filter(|kind| is(kind.name()));
        EventTypes(renamed.map_or_else(|| ours.collect(), |(_, kinds, _)| kinds.to_vec()))
    })
}

/// What somebody does in an event of that type.
fn deeds(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Agree => "Agrees, offers or promises to cooperate, give or yield",
        EventKind::Consult => "Meets, visits, telephones, negotiates, mediates",
        EventKind::Support => "Praises, endorses, recognises, defends, signs a treaty with",
        EventKind::Cooperate => "Works together: trade, exercises, intelligence, extradition",
        EventKind::Aid => "Gives money, goods, arms, relief, protection, asylum",
        EventKind::Concede => "Yields at home: lifts a curfew, meets a demand, calls off a strike",
        EventKind::Retreat => "Withdraws, ceases fire, frees prisoners, lifts sanctions, resigns",
        EventKind::Investigate => "Looks into something as an authority",
        EventKind::Demand => "Urges, calls for, demands, orders",
        EventKind::Disapprove => "Criticises, denounces, accuses, complains, sues",
        EventKind::Reject => "Refuses, rejects, vetoes, rules out",
        EventKind::Threaten => "Threatens, gives an ultimatum",
        EventKind::Protest => "Demonstrates, strikes, boycotts, blocks, riots",
        EventKind::Mobilize => "Puts police or armed forces on alert or on the move",
        EventKind::Sanction => {
            "Imposes sanctions, cuts relations or aid, expels diplomats, breaks off talks"
        }
        EventKind::Coerce => "Arrests, bans, censors, seizes, deports, blockades",
        EventKind::Assault => "Kills, wounds, abducts, tortures, bombs outside war",
        EventKind::Fight => "Uses military force: shells, battles, occupies",
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

fn statement_id(written: &str) -> Result<StatementId, String> {
    let parts = written.split_once("/s");
    let parts =
        parts.and_then(|(article, number)| Some((article.to_owned(), number.parse().ok()?)));
    let (article, number) =
        parts.ok_or("write the id of its article, a slash and its own: 6c2e92b3d343a597/s3")?;
    Ok(StatementId { article, number })
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

/// Where an answer goes.
#[derive(Debug, Args)]
pub struct AnswerFile {
    /// Write to that file instead of to standard output
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub path: Option<PathBuf>,
}

/// How to write rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// A table for a reader
    Table,
    /// One list of JSON objects
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a line of names
    Csv,
    /// Apache Parquet: the columns of CSV with types, what comes in pieces as lists; not for a terminal
    Parquet,
    /// GeoJSON, a feature a row: places, statements where they were made, and events where they are. A row whose place is not known, or not where it
    /// lies, is a feature without geometry
    Geojson,
    /// W3C Web Annotations (JSON-LD), one a row: its words as the target, what is known of them as the body
    Annotation,
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

/// Arguments of `selon export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon export --parquet backup/                        every table of the store, a file each
  duckdb -c \"SELECT unit, count(*) FROM 'backup/figures.parquet' GROUP BY unit\"
  selon add --store copy.db backup/                     and back, without reading the articles again

The tables are those of the store. The folder is made; an earlier export that is there stays until the new one is whole, and a
folder with anything else in it is left as it is. The store may be added to meanwhile: it is written as it was at one moment.")]
pub struct ExportArguments {
    #[command(flatten)]
    pub store: StoreFile,

    /// The folder for the files
    #[arg(long, value_name = "DIR")]
    pub parquet: PathBuf,
}

/// A day, month or year.
fn day(written: &str) -> Result<String, String> {
    let (value, precision) =
        selon::intake::parse_date(written).ok_or("write a date as 2026-03-12, 2026-03 or 2026")?;
    match precision {
        Precision::Minute => Err("write a day, a month or a year, without the time".to_owned()),
        _ => Ok(value),
    }
}

/// Arguments of `selon analyse`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  selon analyse dispatch.txt | grep VERB")]
pub struct AnalyseArguments {
    #[command(flatten)]
    pub articles: Articles,

    /// Write to that file instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How to write records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A page for a reader
    Text,
    /// One JSON object a line; spans count Unicode code points
    Json,
    /// The grammar, CoNLL-U
    Conllu,
    /// Standoff annotation
    Brat,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// What to train.
#[derive(Debug, Subcommand)]
pub enum TrainCommand {
    /// Train the analyser of a language from Universal Dependencies treebanks
    Analyser(TrainArguments),
}

/// Arguments of `selon train analyser`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon train analyser --language fr --train sequoia-train.conllu --train gsd-train.conllu \\
      --dev sequoia-dev.conllu --output languages/fr/analyser.model

The same treebanks and the same seed give the same bytes. The program must be built again to take up a model that
stands in its language's folder.")]
pub struct TrainArguments {
    /// The language, as its ISO 639-1 code
    #[arg(short, long, value_name = "CODE", value_parser = code)]
    pub language: String,

    /// Treebanks to train from, CoNLL-U; where they differ, the first decides
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    pub train: Vec<PathBuf>,

    /// A treebank to measure the finished model on
    #[arg(long, value_name = "FILE")]
    pub dev: Option<PathBuf>,

    /// A table of forms and their parts of speech, for forms the treebanks have too seldom
    #[arg(long, value_name = "FILE")]
    pub forms: Option<PathBuf>,

    /// Sentences that report sentences of the first treebank, CoNLL-U with the word `*` for what is reported
    #[arg(long, value_name = "FILE")]
    pub reports: Option<PathBuf>,

    /// Decides every random choice
    #[arg(long, default_value_t = 1)]
    pub seed: u64,

    /// Where to write the model
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// What to measure.
#[derive(Debug, Subcommand)]
pub enum EvalCommand {
    /// Score the grammar against a treebank, from its raw text
    Analyse(EvalAnalyseArguments),
    /// Score sources, cues and contents against annotated articles
    Attribution(EvalAttributionArguments),
    /// Score events against annotated articles: their types, who acts, on whom
    Events(EvalEventsArguments),
    /// Score the bodies that are found in pages of HTML
    Extraction(EvalExtractionArguments),
    /// Score names and nominal groups against annotated articles
    Names(EvalNamesArguments),
    /// Score copies, stories, variants of statements and compared figures against articles grouped by hand
    Across(EvalAcrossArguments),
}

/// Arguments of `selon eval analyse`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon eval analyse --language fr sequoia-test.conllu
  selon eval analyse --system other.conllu sequoia-test.conllu

The scores are those of the CoNLL 2018 shared task.")]
pub struct EvalAnalyseArguments {
    /// The treebank, CoNLL-U
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    #[command(flatten)]
    pub language: Language,

    /// A model instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,

    /// What another program made of the same text, CoNLL-U; it is scored and Selon is not
    #[arg(long, value_name = "FILE", conflicts_with_all = ["model", "language"])]
    pub system: Option<PathBuf>,
}

/// Arguments of `selon eval attribution`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon eval attribution --language fr --list-errors corpora/fr-dispatches/tune > differences.txt
  selon eval attribution --language en --outermost --format json polnear/dev

The annotations are brat standoff in the scheme of PolNeAR: Source, Cue and Content, tied by Attribution events. Where
they have them, attributes Form, Attitude and Certainty, the relation Within and the note Speaker of these events are scored
too; PolNeAR's own have none. The text of NAME.ann is NAME.txt beside it. In PolNeAR's own folders it is ../text/ARTICLE.txt,
where NAME is ARTICLE, `_` and the mark of the annotator.")]
pub struct EvalAttributionArguments {
    #[command(flatten)]
    pub gold: GoldArguments,

    /// Score only attributions that stand in no other's content
    ///
    /// Those in another's content are left out on both sides. PolNeAR's annotators marked only the outermost, so that every
    /// other that is found, however right, counts as a false one there.
    #[arg(long)]
    pub outermost: bool,

    /// How to write the scores
    #[arg(short, long, default_value = "text", conflicts_with = "list_errors")]
    pub format: ScoreFormat,
}

/// How to write scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// A table, in percent
    Text,
    /// One JSON object; shares lie between 0 and 1, what the gold does not say is null
    Json,
}

/// Arguments of `selon eval events`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon eval events --list-errors corpora/events/tune > differences.txt

The annotations are brat standoff: events whose types are those of PLOVER, with the roles Actor and Recipient and the attributes
Tense, Certainty and Negated. The text of NAME.ann is NAME.txt beside it.")]
pub struct EvalEventsArguments {
    #[command(flatten)]
    pub gold: GoldArguments,
}

/// Arguments of `selon eval names`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon eval names --list-errors corpora/names/tune > differences.txt

The annotations are brat standoff: a mention is a text-bound annotation whose type is its kind (Person, Organisation, State,
Group, Role, Unnamed, Place) with an attribute Form (name, title, nominal, metonym); a relation HeadOf ties an annotation
of the type Head to it. The text of NAME.ann is NAME.txt beside it.")]
pub struct EvalNamesArguments {
    #[command(flatten)]
    pub gold: GoldArguments,
}

/// Arguments of `selon eval extraction`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon eval extraction --list-errors article-extraction-benchmark > differences.txt

The folder is as the article extraction benchmark has it: ground-truth.json with an object a page, {\"NAME\": {\"articleBody\": \"…\"}},
and the pages as html/NAME.html or html/NAME.html.gz. Scored are shingles of four words, the mean over the pages.")]
pub struct EvalExtractionArguments {
    /// The folder
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,

    /// Print the paragraphs that are missed or made up
    #[arg(long)]
    pub list_errors: bool,

    #[command(flatten)]
    pub jobs: Jobs,
}

/// Annotated articles to score against.
#[derive(Debug, Args)]
pub struct GoldArguments {
    /// Folders of annotated articles, or single .ann files
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,

    #[command(flatten)]
    pub language: Language,

    /// Print everything that is missed, made up or not exactly right
    #[arg(long)]
    pub list_errors: bool,

    #[command(flatten)]
    pub jobs: Jobs,
}

/// Arguments of `selon eval across`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon eval across corpora/across/tune
  selon eval across --list-errors corpora/across/tune

A folder has articles (.txt) and groups.tsv, which says what of them belongs together. The articles are added to a store in
memory; every pair that gold or store puts into one group counts once.")]
pub struct EvalAcrossArguments {
    /// Folders with articles and groups.tsv, each scored by itself and then all together
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,

    /// Print every pair that is missed or made up
    #[arg(long)]
    pub list_errors: bool,
}
