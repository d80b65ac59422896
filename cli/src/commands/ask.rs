//! `selon ask`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anyhow::{Error, anyhow};
use selon::write;
use selon_keep::Store;
use selon_keep::ask::{
    ActorsQuestion, FiguresQuestion, Scope, StatementsQuestion, StoriesQuestion, TextQuestion,
};

use crate::args::{AskArguments, Question, RecordFormat, RowFormat, Rows, StatementId};
use crate::output;
use crate::progress::{complain, say};
use crate::rows::{self, AsRow};
use crate::{ALL_READ, SOME_FAILED};

/// Answers a question from the store.
pub fn ask(arguments: &AskArguments) -> Result<ExitCode, Error> {
    let store = Store::open(&arguments.store.path()?)?;
    match &arguments.question {
        Question::Statements { by, about, rows } => {
            let (by, about, scope) = (by.clone(), about.clone(), scope(rows));
            let found = store.statements(&StatementsQuestion { by, about, scope })?;
            answer(found, rows)
        }
        Question::Figures { of, by, rows } => {
            let (of, by, scope) = (of.clone(), by.clone(), scope(rows));
            let found = store.figures(&FiguresQuestion { of, by, scope })?;
            answer(found, rows)
        }
        Question::Actors { name, rows } => {
            let (name, scope) = (name.clone(), scope(rows));
            answer(store.actors(&ActorsQuestion { name, scope })?, rows)
        }
        Question::Stories { about, rows } => {
            let (about, scope) = (about.clone(), scope(rows));
            answer(store.stories(&StoriesQuestion { about, scope })?, rows)
        }
        Question::Story { id, format } => one(store.story(id)?, id, *format),
        Question::Variants {
            statement: Some(StatementId { article, number }),
            rows,
            ..
        } => {
            let id = format!("{article}/s{number}");
            one(store.variants_of(article, *number)?, &id, rows.format)
        }
        Question::Variants {
            by, about, rows, ..
        } => {
            let (by, about, scope) = (by.clone(), about.clone(), scope(rows));
            answer(
                store.variants(&StatementsQuestion { by, about, scope })?,
                rows,
            )
        }
        Question::Compare { of, by, rows } => {
            let (of, by, scope) = (of.clone(), by.clone(), scope(rows));
            answer(store.compare(&FiguresQuestion { of, by, scope })?, rows)
        }
        Question::Text { words, rows } => {
            let (words, scope) = (words.clone(), scope(rows));
            answer(store.text(&TextQuestion { words, scope })?, rows)
        }
        Question::Article { ids, format } => records(&store, ids, *format),
    }
}

/// Where to look, and one row more than is wanted, to know whether there are more.
fn scope(rows: &Rows) -> Scope {
    Scope {
        since: rows.since.clone(),
        until: rows.until.clone(),
        document: rows.document.clone(),
        limit: (rows.limit > 0).then(|| rows.limit.saturating_add(1)),
    }
}

fn answer<R: AsRow>(mut found: Vec<R>, rows: &Rows) -> Result<ExitCode, Error> {
    let wanted = usize::try_from(rows.limit).unwrap_or(usize::MAX);
    let more = wanted > 0 && found.len() > wanted;
    if more {
        found.truncate(wanted);
    }
    rows::write(&found, rows.format, &mut standard_output())?;
    if found.is_empty() {
        say("nothing found");
    }
    if more {
        say(&format!(
            "the first {wanted}; there are more: --limit 0 gives all"
        ));
    }
    Ok(ALL_READ)
}

/// The rows of what has that id.
fn one<R: AsRow>(found: Option<Vec<R>>, id: &str, format: RowFormat) -> Result<ExitCode, Error> {
    let Some(found) = found else {
        complain(&anyhow!("{id}: nothing in the store has this id"));
        return Ok(SOME_FAILED);
    };
    rows::write(&found, format, &mut standard_output())?;
    Ok(ALL_READ)
}

fn records(store: &Store, ids: &[String], format: RecordFormat) -> Result<ExitCode, Error> {
    let mut out = standard_output();
    let mut code = ALL_READ;
    for id in ids {
        let Some(record) = store.record(id)? else {
            complain(&anyhow!("{id}: no article of the store has this id"));
            code = SOME_FAILED;
            continue;
        };
        match format {
            RecordFormat::Json => write::json::record(&record, &mut out)?,
            RecordFormat::Text => {
                let mut page = Vec::new();
                write::text::record(&record, output::width(), &mut page)?;
                out.write_all(anstream::adapter::strip_bytes(&page).into_vec().as_slice())?;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

fn standard_output() -> impl Write {
    BufWriter::new(io::stdout().lock())
}
