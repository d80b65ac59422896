//! `selon read` and `selon analyse`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Error, bail};
use clap::CommandFactory;
use clap::error::ErrorKind;
use rayon::ThreadPool;

use crate::args::{AnalyseArguments, Arguments, Articles, Color, Format, ReadArguments};
use crate::inputs::{self, Source};
use crate::meter::Meter;
use crate::ordered::ordered;
use crate::output::{self, Folder, Output, Stream};
use crate::progress::Progress;
use crate::render::{Page, Renderer};
use crate::{ALL_READ, SOME_FAILED};

/// The widest page of text.
const WIDEST: usize = 100;

/// Writes a record of each article.
pub fn read(arguments: &ReadArguments) -> Result<ExitCode, Error> {
    let paths = &arguments.articles.paths;
    let output = match (&arguments.output, arguments.format) {
        (Some(folder), Format::Brat) => Output::Folder(Folder::new(folder)?),
        (None, Format::Brat) if !is_one_article(paths) => standoff_needs_a_folder(),
        (Some(file), _) => Output::Stream(Stream::file(file, arguments.color)?),
        (None, _) => Output::Stream(Stream::standard(arguments.color)),
    };
    run(&arguments.articles, arguments.format, output)
}

/// Writes the grammar of each article.
pub fn analyse(arguments: &AnalyseArguments) -> Result<ExitCode, Error> {
    let stream = match &arguments.output {
        Some(file) => Stream::file(file, Color::Never)?,
        None => Stream::standard(Color::Never),
    };
    run(&arguments.articles, Format::Conllu, Output::Stream(stream))
}

fn is_one_article(paths: &[PathBuf]) -> bool {
    matches!(paths, [path] if !inputs::may_have_several(path))
}

/// What is said where several articles are to be annotated in one stream.
const STANDOFF: &str = "brat standoff of several articles needs a folder: add --output FOLDER";

/// The annotations of several articles cannot stand one after another: each counts from the start of its own text.
fn standoff_needs_a_folder() -> ! {
    let mut command = Arguments::command();
    command.build();
    let read = command.find_subcommand("read").cloned();
    let mut command = read.unwrap_or(command); // Its usage is the one to show.
    command
        .error(ErrorKind::MissingRequiredArgument, STANDOFF)
        .exit()
}

fn run(articles: &Articles, format: Format, output: Output) -> Result<ExitCode, Error> {
    let renderer = Renderer {
        selon: articles.selon()?,
        format,
        width: output::width().min(WIDEST),
        colours: matches!(&output, Output::Stream(stream) if stream.colours),
    };
    let pool = articles.jobs.pool()?;
    let meter = Arc::default();
    let progress = articles.progress(&meter);
    let mut writer = Writer {
        renderer: &renderer,
        output,
        progress: &progress,
        meter: &meter,
        written: false,
        failed: false,
    };
    let written = writer.pages(&pool, articles);
    progress.finish();
    written?;
    Ok(if writer.failed { SOME_FAILED } else { ALL_READ })
}

/// Writes what the threads render, in order.
struct Writer<'r> {
    renderer: &'r Renderer,
    output: Output,
    progress: &'r Progress,
    meter: &'r Meter,
    /// Whether a page has been written.
    written: bool,
    /// Whether an article could not be read.
    failed: bool,
}

impl Writer<'_> {
    fn pages(&mut self, pool: &ThreadPool, articles: &Articles) -> Result<(), Error> {
        let renderer = self.renderer;
        let work = |source: Result<Source, Error>| source.and_then(|source| renderer.page(source));
        let columns = articles.columns();
        let sources = inputs::articles(&articles.paths, &columns, self.meter);
        ordered(pool, sources, work, |page| {
            match page {
                Ok(page) => self.page(&page)?,
                Err(error) => self.fail(&error),
            }
            self.progress.step();
            Ok(())
        })?;
        match &mut self.output {
            Output::Stream(stream) => stream.finish(),
            Output::Folder(_) => Ok(()),
        }
    }

    fn page(&mut self, page: &Page) -> Result<(), Error> {
        if self.written
            && self.renderer.format == Format::Brat
            && matches!(self.output, Output::Stream(_))
        {
            // Standard input may turn out to be an archive.
            bail!("{STANDOFF}");
        }
        let separator = self.written && self.renderer.format == Format::Text;
        self.written = true;
        match &mut self.output {
            Output::Stream(stream) => self.progress.write(|| {
                if separator {
                    stream.write(&self.renderer.separator(&page.path))?;
                }
                stream.write(&page.bytes)
            }),
            Output::Folder(folder) => {
                if let Err(error) = folder.write(page) {
                    self.fail(&error);
                }
                Ok(())
            }
        }
    }

    fn fail(&mut self, error: &Error) {
        self.failed = true;
        self.progress.complain(error);
    }
}
