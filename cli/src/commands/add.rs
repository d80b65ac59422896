//! `selon add`: records of articles into a store.

use std::fs;
use std::mem;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Error, bail};
use clap::Args;
use rayon::ThreadPool;
use selon::{Article, Model, Selon};
use selon_keep::{Added, Export, Incoming, Store};

use crate::args::{Articles, StoreFile};
use crate::fault::caught;
use crate::inputs::{self, Source};
use crate::meter::Meter;
use crate::ordered::{self, ordered};
use crate::progress::{self, Progress};
use crate::{exit, readers};

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

/// A batch has no more articles than this, so that its records take little memory.
const BATCH: usize = 200;

/// No article that was read waits longer than this for its batch to be written.
const WAIT: Duration = Duration::from_millis(500);

/// Reads articles into the store.
pub fn run(arguments: &AddArguments) -> Result<ExitCode, Error> {
    let path = path_to_write(&arguments.store)?;
    let store = Store::create(&path)?;
    let reader = Reader {
        // What goes into a store is mostly an archive.
        selon: readers::of_articles(&arguments.articles, |_| Model::Fast)?,
        stored: Mutex::new(Store::open(&path)?),
    };
    let pool = ordered::pool(&arguments.articles.jobs)?;
    let articles = &arguments.articles;
    let meter = Arc::default();
    let progress = Progress::of_files(&articles.paths, &meter);
    let mut writer = StoreWriter {
        store,
        progress: &progress,
        meter: &meter,
        batch: Vec::with_capacity(BATCH),
        written: Instant::now(),
        added: Added::default(),
        failed: 0,
    };
    let kept = writer.keep(&reader, &pool, articles);
    progress.finish();
    // The last one that closes the store takes its journal in, which a reader cannot: then one file is all there is.
    drop(reader);
    // What was stored before an error is stored.
    writer.summary(&path)?;
    kept?;
    Ok(exit::code(writer.failed > 0))
}

/// Where the store is, in a folder that is there: the data folder is made, another is not.
fn path_to_write(store: &StoreFile) -> Result<PathBuf, Error> {
    let path = store.path()?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        if !store.is_named() {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        } else if !folder.is_dir() {
            let (path, folder) = (path.display(), folder.display());
            bail!("{path}: there is no folder {folder} to make a store in");
        }
    }
    Ok(path)
}

/// What came of an input.
enum Taken {
    /// An article.
    Article(Incoming),
    /// An export of a store, of many articles.
    Export(PathBuf),
}

/// Reads articles that are not in the store yet.
struct Reader {
    selon: Selon,
    stored: Mutex<Store>,
}

impl Reader {
    fn find(&self, source: Source) -> Result<Taken, Error> {
        if let Source::Export(folder) = source {
            return Ok(Taken::Export(folder));
        }
        let article = source.article(&self.selon)?;
        let found = caught(|| self.read(article)).with_context(|| source.origin());
        found.map(Taken::Article)
    }

    fn read(&self, article: Article) -> Result<Incoming, Error> {
        let stored = self.stored.lock().unwrap_or_else(PoisonError::into_inner);
        let is_stored = stored.has(&article.id)?;
        drop(stored); // Others must not wait while this one reads.
        if is_stored {
            let (article, origin) = (article.id, article.origin);
            return Ok(Incoming::Duplicate { article, origin });
        }
        let record = self.selon.read_article(&article)?;
        Ok(Incoming::new(record))
    }
}

/// Writes what the threads read, in order.
struct StoreWriter<'p> {
    store: Store,
    progress: &'p Progress,
    meter: &'p Meter,
    batch: Vec<Incoming>,
    /// When the last batch was written.
    written: Instant,
    added: Added,
    failed: u64,
}

impl StoreWriter<'_> {
    fn keep(
        &mut self,
        reader: &Reader,
        pool: &ThreadPool,
        articles: &Articles,
    ) -> Result<(), Error> {
        let work = |source: Result<Source, Error>| source.and_then(|source| reader.find(source));
        let columns = articles.columns();
        let sources = inputs::articles(&articles.paths, None, &columns, self.meter);
        ordered(pool, sources, work, |found| match found {
            Ok(Taken::Article(found)) => self.take(found),
            Ok(Taken::Export(folder)) => self.export(&folder),
            Err(error) => {
                self.fail(&error);
                Ok(())
            }
        })?;
        self.write()
    }

    fn take(&mut self, found: Incoming) -> Result<(), Error> {
        self.progress.step();
        self.batch.push(found);
        if self.batch.len() >= BATCH || self.written.elapsed() >= WAIT {
            self.write()?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), Error> {
        let batch = mem::take(&mut self.batch);
        let added = self.store.add(&batch)?;
        count(&mut self.added, added);
        self.written = Instant::now();
        Ok(())
    }

    /// Takes in an export, behind what was found before it.
    fn export(&mut self, folder: &Path) -> Result<(), Error> {
        self.write()?;
        let (added, progress) = (&mut self.added, self.progress);
        let taken = Export::open(folder).and_then(|export| {
            self.store.add_export(&export, |more| {
                count(added, more);
                progress.steps(more.new + more.again);
            })
        });
        match taken {
            Err(error) if !error.is_of_export() => Err(error.into()),
            Err(error) => {
                self.fail(&error.into());
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// Names an input that cannot be taken in; the others still are.
    fn fail(&mut self, error: &Error) {
        self.failed += 1;
        self.progress.complain(error);
        self.progress.step();
    }

    fn summary(&self, path: &Path) -> Result<(), Error> {
        let Added { new, again } = self.added;
        let failed = self.failed;
        let stored = self.store.documents()?;
        let path = path.display();
        progress::say(&format!(
            "{new} added, {again} already there, {failed} failed; {stored} articles in {path}"
        ));
        Ok(())
    }
}

fn count(all: &mut Added, added: Added) {
    all.new += added.new;
    all.again += added.again;
}
