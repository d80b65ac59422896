//! A folder to run the command in, and what it printed there.
#![allow(dead_code)] // Each test file uses some of it.
#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use rusqlite::{Connection, OpenFlags};
use selon::{
    ActorId, Certainty, Event, EventKind, FigureId, Party, PlaceId, Record, Selon, Span,
    StatementId, Tense, TimeId,
};
use selon_keep::{Incoming, Store};
use serde_json::Value;
use tempfile::TempDir;

/// A short article of each language.
pub const FRENCH: &str =
    "La maire a annoncé mardi que le pont rouvrirait. « Rien n’est perdu », a-t-elle déclaré.";
pub const ENGLISH: &str = "The mayor said on Tuesday that more than 40 ships were waiting outside.";

/// A folder of files that lives as long as the test.
pub struct Place(TempDir);

/// What came of a run.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    pub fn new(files: &[(&str, &[u8])]) -> Place {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Place(folder)
    }

    pub fn of_texts(files: &[(String, String)]) -> Place {
        let files: Vec<_> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes()))
            .collect();
        Place::new(&files)
    }

    pub fn file(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_on(b"", arguments)
    }

    /// Runs the command with these variables of the environment.
    pub fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        Ran::of(command.envs(variables.iter().copied()).output().unwrap())
    }

    /// Runs the command with that standard input.
    pub fn run_on(&self, input: &[u8], arguments: &[&str]) -> Ran {
        let mut child = self.start(arguments);
        // A command that does not read its input may be gone before it is written.
        let _ = child.stdin.take().unwrap().write_all(input);
        Ran::of(child.wait_with_output().unwrap())
    }

    /// Runs the command and reads no more than the first bytes it prints.
    pub fn run_and_hang_up(&self, arguments: &[&str]) -> Ran {
        let mut child = self.start(arguments);
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let mut stderr = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut stderr)
            .unwrap();
        Ran {
            code: child.wait().unwrap().code().unwrap(),
            stdout: String::new(),
            stderr,
        }
    }

    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
        command.args(arguments).current_dir(self.0.path());
        command
            .env_remove("CLICOLOR_FORCE")
            .env_remove("SELON_STORE");
        command
    }
}

impl Ran {
    fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The records, one a line.
    pub fn records(&self) -> Vec<Value> {
        let lines = self.stdout.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// An article of what states do to each other.
pub const SANCTIONS: &str = "date 2026-03-12

La Russie sanctionne la Moldavie

La Russie a imposé de nouvelles sanctions contre la Moldavie, a annoncé le Kremlin mardi. La police française n’a pas arrêté à \
Paris 12 militants (𝔛).";

/// Its record, with two events that are put there by hand: so nothing hangs on what is found.
pub fn sanctions() -> Record {
    let selon = Selon::new().unwrap();
    let mut record = selon
        .read(SANCTIONS.as_bytes(), "news/sanctions.txt")
        .unwrap();
    let text = record.document.text.clone();
    let first = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let actors = record.actors.clone();
    let party = |words: &str| Party {
        span: first(words),
        actor: actors
            .iter()
            .position(|actor| {
                let mut mentions = actor.mentions.iter();
                mentions.any(|mention| mention.span.contains(first(words)))
            })
            .map(ActorId),
    };
    let sanction = Event {
        kind: EventKind::Sanction,
        trigger: vec![first("a imposé"), first("sanctions")],
        actors: vec![party("La Russie")],
        recipients: vec![party("la Moldavie")],
        time: Some(TimeId(0)),
        place: None,
        certainty: Certainty::Stated,
        tense: Tense::Past,
        negated: false,
        according_to: Some(StatementId(0)),
        figures: Vec::new(),
    };
    let arrest = Event {
        kind: EventKind::Coerce,
        trigger: vec![first("arrêté")],
        actors: vec![party("La police française")],
        recipients: vec![party("militants"), party("Paris")],
        time: None,
        place: Some(PlaceId(0)),
        negated: true,
        according_to: None,
        figures: vec![FigureId(0)],
        ..sanction.clone()
    };
    record.events = vec![sanction, arrest];
    record
}

/// Adds that record to a store.
pub fn add_sanctions(store: &Path) {
    let mut store = Store::create(store).unwrap();
    store.add(&[Incoming::new(sanctions())]).unwrap();
}

/// Every row of a table of a store, as another program sees it.
pub fn rows(store: &Path, table: &str) -> Vec<Vec<rusqlite::types::Value>> {
    let connection = Connection::open_with_flags(store, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut rows = connection
        .prepare(&format!("SELECT * FROM {table}"))
        .unwrap();
    let columns = rows.column_count();
    let row = |row: &rusqlite::Row| (0..columns).map(|column| row.get(column)).collect();
    rows.query_map([], row)
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// The id and origin of every article of a store, in the order they were added.
pub fn articles_of(store: &Path) -> Vec<(String, String)> {
    let connection = Connection::open_with_flags(store, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut rows = connection
        .prepare("SELECT article, origin FROM documents ORDER BY id")
        .unwrap();
    let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
    rows.query_map([], row)
        .unwrap()
        .map(Result::unwrap)
        .collect()
}
