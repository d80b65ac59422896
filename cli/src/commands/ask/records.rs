//! Whole records out of a store.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Error, anyhow};
use selon::write;
use selon_keep::Store;
use selon_keep::ask::{
    ActorsQuestion, EventsQuestion, FiguresQuestion, PlacesQuestion, Scope, StatementsQuestion,
};

use super::arguments::RecordFormat;
use super::questions::Article;
use super::write_to;
use crate::exit;
use crate::output;
use crate::progress::complain;
use crate::rows::Collection;

/// Writes the records of articles.
pub fn write(store: &Store, question: &Article) -> Result<ExitCode, Error> {
    let mut failed = false;
    let mut collection = Collection::new(store);
    write_to(store, &question.output, |out| {
        for id in &question.ids {
            let Some(record) = store.record(id)? else {
                complain(&anyhow!("{id}: no article of the store has this id"));
                failed = true;
                continue;
            };
            match question.format {
                RecordFormat::Json => write::json::record(&record, &mut &mut *out)?,
                RecordFormat::Text => {
                    let mut page = Vec::new();
                    write::text::record(&record, output::width(), &mut page)?;
                    out.write_all(&anstream::adapter::strip_bytes(&page).into_vec())?;
                    found_again(&store.found_again(id)?, out)?;
                }
                RecordFormat::Annotation => annotate(store, id, &mut collection)?,
            }
        }
        if question.format == RecordFormat::Annotation {
            collection.write(&question.in_words(), out)?;
        }
        Ok(out.flush()?)
    })?;
    Ok(exit::code(failed))
}

/// Gathers everything that is known of an article.
fn annotate(store: &Store, id: &str, collection: &mut Collection) -> Result<(), Error> {
    let scope = || Scope {
        document: Some(id.to_owned()),
        ..Scope::default()
    };
    collection.take(&store.statements(&StatementsQuestion {
        scope: scope(),
        ..StatementsQuestion::default()
    })?)?;
    collection.take(&store.events(&EventsQuestion {
        scope: scope(),
        ..EventsQuestion::default()
    })?)?;
    collection.take(&store.figures(&FiguresQuestion {
        scope: scope(),
        ..FiguresQuestion::default()
    })?)?;
    collection.take(&store.actors(&ActorsQuestion {
        scope: scope(),
        ..ActorsQuestion::default()
    })?)?;
    collection.take(&store.places(&PlacesQuestion {
        scope: scope(),
        ..PlacesQuestion::default()
    })?)
}

/// Writes where else an article was found.
fn found_again(origins: &[String], out: &mut dyn Write) -> io::Result<()> {
    if !origins.is_empty() {
        writeln!(out, "\nFound again")?;
    }
    for origin in origins {
        writeln!(out, "  {}", origin.replace(char::is_control, " "))?;
    }
    Ok(())
}
