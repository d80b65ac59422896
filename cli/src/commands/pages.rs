//! Pages of articles, in order: what `selon read` and `selon analyse` have in common.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Error, bail};
use clap::error::ErrorKind;
use rayon::ThreadPool;

use super::refuse;
use crate::args::Articles;
use crate::inputs::{self, Source};
use crate::meter::Meter;
use crate::ordered::{self, ordered};
use crate::output::{self, Output};
use crate::progress::Progress;
use crate::render::{Format, Page, Renderer};
use crate::{exit, readers};

/// The widest page of text.
const WIDEST: usize = 100;

/// What is said where several articles are to be annotated in one stream.
pub const STANDOFF: &str = "brat standoff of several articles needs a folder: add --output FOLDER";

/// Refuses to write over what is to be read.
pub fn check_output(name: &str, paths: &[PathBuf], output: &Path) {
    if paths.iter().any(|path| inputs::is_same(path, output)) {
        let problem = format!("{} is to be read: write to another file", output.display());
        refuse(name, ErrorKind::ArgumentConflict, problem);
    }
}

/// Reads the articles on as many threads as the arguments say, and writes a page of each.
///
/// # Errors
/// `output` takes no more; an article that cannot be read is named, and the code says so.
pub fn write(articles: &Articles, format: Format, output: Output) -> Result<ExitCode, Error> {
    let renderer = Renderer {
        selon: readers::of_articles(articles, readers::for_pages)?,
        format,
        width: output::width().min(WIDEST),
        colours: matches!(&output, Output::Stream(stream) if stream.colours),
    };
    let pool = ordered::pool(&articles.jobs)?;
    let meter = Arc::default();
    let progress = Progress::of_files(&articles.paths, &meter);
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
    Ok(exit::code(writer.failed))
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
        let own = match &self.output {
            Output::Stream(stream) => stream.path.clone(),
            Output::Folder(_) => None,
        };
        let sources = inputs::articles(&articles.paths, own, &columns, self.meter);
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
