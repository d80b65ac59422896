//! `selon ask`: questions to a store.

mod arguments;
mod event_types;
mod questions;
mod records;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Error, anyhow};
use clap::error::ErrorKind;
use selon_keep::Store;
use selon_keep::ask::{StoryArticleRow, VariantRow};

use super::refuse;
use crate::exit::{ALL_READ, SOME_FAILED};
use crate::inputs::is_same;
use crate::output::NewFile;
use crate::progress::{complain, say};
use crate::rows::{self, Row, RowFormat};
use arguments::{AnswerFile, Question};
use questions::{Asked, Story, Variants};

pub use arguments::AskArguments;

/// Answers a question from the store.
pub fn run(arguments: &AskArguments) -> Result<ExitCode, Error> {
    let store = Store::open(&arguments.store.path()?)?;
    match &arguments.question {
        Question::Statements(question) => answer(&store, question),
        Question::Events(question) => {
            let answered = answer(&store, question)?;
            tell_without_events(&store)?;
            Ok(answered)
        }
        Question::Figures(question) => answer(&store, question),
        Question::Places(question) => answer(&store, question),
        Question::Actors(question) => answer(&store, question),
        Question::Stories(question) => answer(&store, question),
        Question::Story(question) => story(&store, question),
        Question::Variants(question) => variants(&store, question),
        Question::Compare(question) => answer(&store, question),
        Question::Text(question) => answer(&store, question),
        Question::Article(question) => records::write(&store, question),
    }
}

/// Writes the rows that are found, as many as are wanted.
fn answer<Q: Asked>(store: &Store, question: &Q) -> Result<ExitCode, Error> {
    let rows = question.rows();
    check_format::<Q::Row>(rows.format, &rows.output);
    let mut found = question.find(store, rows.scope())?;
    let wanted = usize::try_from(rows.limit).unwrap_or(usize::MAX);
    let more = wanted > 0 && found.len() > wanted;
    if more {
        found.truncate(wanted);
    }
    write_to(store, &rows.output, |out| {
        rows::write(&found, rows.format, (store, &question.in_words()), out)
    })?;
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

/// Writes the articles of a story.
fn story(store: &Store, question: &Story) -> Result<ExitCode, Error> {
    let (id, format) = (&question.id, question.format);
    check_format::<StoryArticleRow>(format, &question.output);
    let Some(found) = store.story(id)? else {
        return Ok(has_no_id(id));
    };
    write_to(store, &question.output, |out| {
        rows::write(&found, format, (store, &question.in_words()), out)
    })?;
    Ok(ALL_READ)
}

/// Writes the variants of one statement, all of them, or of those that are asked for.
fn variants(store: &Store, question: &Variants) -> Result<ExitCode, Error> {
    let Some(id) = &question.statement else {
        return answer(store, question);
    };
    let rows = &question.rows;
    check_format::<VariantRow>(rows.format, &rows.output);
    let Some(found) = store.variants_of(&id.article, id.number)? else {
        return Ok(has_no_id(id));
    };
    write_to(store, &rows.output, |out| {
        rows::write(&found, rows.format, (store, &question.in_words()), out)
    })?;
    Ok(ALL_READ)
}

/// Says that there is nothing to answer with.
fn has_no_id(id: impl std::fmt::Display) -> ExitCode {
    complain(&anyhow!("{id}: nothing in the store has this id"));
    SOME_FAILED
}

/// Says how many articles cannot be among the answers to a question about events, if any.
fn tell_without_events(store: &Store) -> Result<(), Error> {
    match store.without_events()? {
        0 => {}
        articles => say(&format!(
            "{articles} of the articles were read by a version of Selon that found no events: add their files to a new store to have theirs"
        )),
    }
    Ok(())
}

/// Refuses what a format cannot be.
fn check_format<R: Row>(format: RowFormat, output: &AnswerFile) {
    let problem = match format {
        RowFormat::Parquet if output.path.is_none() && io::stdout().is_terminal() => {
            "Parquet is not for a terminal: add --output FILE, or send it on with > FILE".to_owned()
        }
        RowFormat::Geojson if !rows::has_place::<R>() => format!(
            "no {} has a place of its own: GeoJSON is for {}",
            R::KIND,
            rows::on_maps()
        ),
        _ => return,
    };
    refuse("ask", ErrorKind::ArgumentConflict, problem)
}

/// Writes an answer to a file or to standard output.
fn write_to(
    store: &Store,
    output: &AnswerFile,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(path) = &output.path else {
        return write(&mut BufWriter::new(io::stdout().lock()));
    };
    if is_same(store.path(), path) {
        let problem = format!("{} is the store: name another file", path.display());
        refuse("ask", ErrorKind::ArgumentConflict, problem);
    }
    let name = || path.display().to_string();
    let mut file = NewFile::new(path)?;
    write(&mut file)?;
    file.flush().with_context(name)
}
