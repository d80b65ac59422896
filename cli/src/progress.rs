//! What is said on standard error.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::Error;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use crate::inputs;
use crate::meter::Meter;

/// How long a bar stands still at most.
const TICK: Duration = Duration::from_millis(200);

/// Says what went wrong, with everything that led to it on one line.
pub fn complain(error: &Error) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "selon: {error:#}");
}

/// Says what came of the whole.
pub fn say(what: &str) {
    let _ = writeln!(io::stderr(), "selon: {what}");
}

/// How far the work on many articles has come, where a terminal shows it.
pub struct Progress {
    bar: ProgressBar,
    /// Whether results and bar go to the same terminal.
    shared: bool,
    /// What has been read of files, where they are what the bar shows, and how many articles that made.
    meter: Option<Arc<Meter>>,
    articles: AtomicU64,
}

impl Progress {
    /// A bar for the files that the paths name; none for a single article. It shows how many of their bytes `meter` has seen,
    /// which is known of archives and compressed files too.
    pub fn of_files(paths: &[PathBuf], meter: &Arc<Meter>) -> Progress {
        let templates = [
            "{msg}, {elapsed_precise}",
            "{wide_bar} {bytes} of {total_bytes}, {msg}, {eta} left",
        ];
        let all = paths.to_vec();
        Progress {
            meter: Some(Arc::clone(meter)),
            ..Progress::counting(paths, templates, move || inputs::length(&all))
        }
    }

    /// A bar for the articles that the paths name; none for a single one. To `count` them may take long in a big folder, so
    /// it goes on beside the work, and the bar learns the number when it is known.
    pub fn of_articles(
        paths: &[PathBuf],
        count: impl FnOnce() -> u64 + Send + 'static,
    ) -> Progress {
        let templates = [
            "{pos} articles, {rate}, {elapsed_precise} {wide_msg}",
            "{wide_bar} {pos} of {len} articles, {rate}, {eta} left",
        ];
        Progress::counting(paths, templates, count)
    }

    /// A bar that looks like the first template until its length is known, then like the second. `length` may take long in a big
    /// folder, so it goes on beside the work.
    fn counting(
        paths: &[PathBuf],
        templates: [&'static str; 2],
        length: impl FnOnce() -> u64 + Send + 'static,
    ) -> Progress {
        let several = paths.len() > 1 || paths.iter().any(|path| inputs::may_have_several(path));
        if !several || !io::stderr().is_terminal() {
            return Progress::hidden();
        }
        let [unknown, known] = templates;
        let bar = ProgressBar::no_length().with_style(style(unknown));
        bar.enable_steady_tick(TICK);
        let counted = bar.clone();
        thread::spawn(move || {
            counted.set_length(length());
            counted.set_style(style(known));
        });
        Progress {
            bar,
            shared: io::stdout().is_terminal(),
            meter: None,
            articles: AtomicU64::new(0),
        }
    }

    fn hidden() -> Progress {
        Progress {
            bar: ProgressBar::hidden(),
            shared: false,
            meter: None,
            articles: AtomicU64::new(0),
        }
    }

    /// One more article is done.
    pub fn step(&self) {
        self.steps(1);
    }

    /// So many more articles are done.
    pub fn steps(&self, more: u64) {
        let Some(meter) = &self.meter else {
            self.bar.inc(more);
            return;
        };
        let articles = more + self.articles.fetch_add(more, Ordering::Relaxed);
        if self.bar.is_hidden() {
            return;
        }
        let seconds = self.bar.elapsed().as_secs_f64();
        let rate = articles as f64 / seconds.max(TICK.as_secs_f64());
        self.bar
            .set_message(format!("{articles} articles, {rate:.0} a second"));
        self.bar.set_position(meter.position());
    }

    /// Writes results without the bar in their way.
    pub fn write<R>(&self, results: impl FnOnce() -> R) -> R {
        if self.shared {
            self.bar.suspend(results)
        } else {
            results()
        }
    }

    /// Complains without the bar in the way.
    pub fn complain(&self, error: &Error) {
        self.bar.suspend(|| complain(error));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// A bar for the rounds of a long work; hidden where standard error is no terminal.
pub fn rounds() -> ProgressBar {
    let bar = ProgressBar::no_length()
        .with_style(style("{msg:24} {wide_bar} {pos}/{len} {elapsed_precise}"));
    bar.enable_steady_tick(TICK);
    bar
}

/// A bar for the rows of a table; hidden where standard error is no terminal.
pub fn rows() -> ProgressBar {
    let template = "{wide_bar} {pos} of {len} rows, {rate}, {eta} left";
    let bar = ProgressBar::no_length().with_style(style(template));
    bar.enable_steady_tick(TICK);
    bar
}

fn style(template: &str) -> ProgressStyle {
    let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
        // Where a bar cannot be drawn there is nothing to mend.
        let _ = write!(out, "{:.0} a second", state.per_sec());
    };
    // A template that indicatif does not understand shows its plain bar.
    let style = ProgressStyle::with_template(template);
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    style.with_key("rate", rate)
}
