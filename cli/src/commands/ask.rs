//! `selon ask`.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::{Context, Error, anyhow};
use clap::CommandFactory;
use clap::error::ErrorKind;
use selon::write;
use selon_keep::Store;
use selon_keep::ask::{
    ActorsQuestion, EventsQuestion, FiguresQuestion, PlacesQuestion, Scope, StatementsQuestion,
    StoriesQuestion, StoryArticleRow, TextQuestion, VariantRow,
};

use crate::args::{
    AnswerFile, Arguments, AskArguments, Question, RecordFormat, RowFormat, Rows, StatementId,
    event_kinds,
};
use crate::output;
use crate::progress::{complain, say};
use crate::rows::{self, Collection, Row};
use crate::{ALL_READ, SOME_FAILED};

/// Answers a question from the store.
pub fn ask(arguments: &AskArguments) -> Result<ExitCode, Error> {
    let store = Store::open(&arguments.store.path()?)?;
    let asked = Asked {
        store: &store,
        question: arguments.question.to_string(),
    };
    match &arguments.question {
        Question::Statements { by, about, rows } => asked.answer(rows, |scope| {
            let (by, about) = (by.clone(), about.clone());
            store.statements(&StatementsQuestion { by, about, scope })
        }),
        Question::Events {
            kinds,
            actor,
            recipient,
            rows,
        } => {
            let answered = asked.answer(rows, |scope| {
                store.events(&EventsQuestion {
                    kinds: event_kinds(kinds).collect(),
                    actor: actor.clone(),
                    recipient: recipient.clone(),
                    scope,
                })
            })?;
            tell_without_events(&store)?;
            Ok(answered)
        }
        Question::Figures { of, by, rows } => asked.answer(rows, |scope| {
            let (of, by) = (of.clone(), by.clone());
            store.figures(&FiguresQuestion { of, by, scope })
        }),
        Question::Places { name, rows } => asked.answer(rows, |scope| {
            let name = name.clone();
            store.places(&PlacesQuestion { name, scope })
        }),
        Question::Actors { name, rows } => asked.answer(rows, |scope| {
            let name = name.clone();
            store.actors(&ActorsQuestion { name, scope })
        }),
        Question::Stories { about, rows } => asked.answer(rows, |scope| {
            let about = about.clone();
            store.stories(&StoriesQuestion { about, scope })
        }),
        Question::Story { id, format, output } => {
            check_format::<StoryArticleRow>(*format, output);
            asked.one(store.story(id)?, id, *format, output)
        }
        Question::Variants {
            statement: Some(StatementId { article, number }),
            rows,
            ..
        } => {
            check_format::<VariantRow>(rows.format, &rows.output);
            let found = store.variants_of(article, *number)?;
            asked.one(
                found,
                &format!("{article}/s{number}"),
                rows.format,
                &rows.output,
            )
        }
        Question::Variants {
            by, about, rows, ..
        } => asked.answer(rows, |scope| {
            let (by, about) = (by.clone(), about.clone());
            store.variants(&StatementsQuestion { by, about, scope })
        }),
        Question::Compare { of, by, rows } => asked.answer(rows, |scope| {
            let (of, by) = (of.clone(), by.clone());
            store.compare(&FiguresQuestion { of, by, scope })
        }),
        Question::Text { words, rows } => asked.answer(rows, |scope| {
            let words = words.clone();
            store.text(&TextQuestion { words, scope })
        }),
        Question::Article {
            ids,
            format,
            output,
        } => asked.records(ids, *format, output),
    }
}

/// A question to a store.
struct Asked<'s> {
    store: &'s Store,
    question: String,
}

impl Asked<'_> {
    /// Writes the rows that are found.
    fn answer<R: Row>(
        &self,
        rows: &Rows,
        find: impl FnOnce(Scope) -> Result<Vec<R>, selon_keep::KeepError>,
    ) -> Result<ExitCode, Error> {
        check_format::<R>(rows.format, &rows.output);
        let mut found = find(scope(rows))?;
        let wanted = usize::try_from(rows.limit).unwrap_or(usize::MAX);
        let more = wanted > 0 && found.len() > wanted;
        if more {
            found.truncate(wanted);
        }
        write_to(&rows.output, |out| {
            rows::write(&found, rows.format, (self.store, &self.question), out)
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

    /// Writes the rows of what has that id.
    fn one<R: Row>(
        &self,
        found: Option<Vec<R>>,
        id: &str,
        format: RowFormat,
        output: &AnswerFile,
    ) -> Result<ExitCode, Error> {
        let Some(found) = found else {
            complain(&anyhow!("{id}: nothing in the store has this id"));
            return Ok(SOME_FAILED);
        };
        write_to(output, |out| {
            rows::write(&found, format, (self.store, &self.question), out)
        })?;
        Ok(ALL_READ)
    }

    /// Writes the records of articles.
    fn records(
        &self,
        ids: &[String],
        format: RecordFormat,
        output: &AnswerFile,
    ) -> Result<ExitCode, Error> {
        let mut code = ALL_READ;
        let mut collection = Collection::new(self.store);
        write_to(output, |out| {
            for id in ids {
                let Some(record) = self.store.record(id)? else {
                    complain(&anyhow!("{id}: no article of the store has this id"));
                    code = SOME_FAILED;
                    continue;
                };
                match format {
                    RecordFormat::Json => write::json::record(&record, &mut &mut *out)?,
                    RecordFormat::Text => {
                        let mut page = Vec::new();
                        write::text::record(&record, output::width(), &mut page)?;
                        out.write_all(&anstream::adapter::strip_bytes(&page).into_vec())?;
                        found_again(&self.store.found_again(id)?, out)?;
                    }
                    RecordFormat::Annotation => self.annotate(id, &mut collection)?,
                }
            }
            if format == RecordFormat::Annotation {
                collection.write(&self.question, out)?;
            }
            Ok(out.flush()?)
        })?;
        Ok(code)
    }

    /// Gathers everything that is known of an article.
    fn annotate(&self, id: &str, collection: &mut Collection) -> Result<(), Error> {
        let scope = || Scope {
            document: Some(id.to_owned()),
            ..Scope::default()
        };
        let statements = StatementsQuestion {
            scope: scope(),
            ..StatementsQuestion::default()
        };
        let events = EventsQuestion {
            scope: scope(),
            ..EventsQuestion::default()
        };
        let figures = FiguresQuestion {
            scope: scope(),
            ..FiguresQuestion::default()
        };
        let (name, actors, places) = (None, scope(), scope());
        collection.take(&self.store.statements(&statements)?)?;
        collection.take(&self.store.events(&events)?)?;
        collection.take(&self.store.figures(&figures)?)?;
        let scope = actors;
        collection.take(&self.store.actors(&ActorsQuestion { name, scope })?)?;
        let (name, scope) = (None, places);
        collection.take(&self.store.places(&PlacesQuestion { name, scope })?)
    }
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

/// Where to look, and one row more than is wanted, to know whether there are more.
fn scope(rows: &Rows) -> Scope {
    Scope {
        since: rows.since.clone(),
        until: rows.until.clone(),
        document: rows.document.clone(),
        limit: (rows.limit > 0).then(|| rows.limit.saturating_add(1)),
    }
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
    let mut command = Arguments::command();
    command.build();
    let ask = command.find_subcommand("ask").cloned();
    let mut command = ask.unwrap_or(command); // Its usage is the one to show.
    command.error(ErrorKind::ArgumentConflict, problem).exit()
}

/// Writes an answer to a file or to standard output.
fn write_to(
    output: &AnswerFile,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(path) = &output.path else {
        return write(&mut BufWriter::new(io::stdout().lock()));
    };
    let name = || path.display().to_string();
    let mut file = BufWriter::new(File::create(path).with_context(name)?);
    write(&mut file)?;
    file.flush().with_context(name)
}
