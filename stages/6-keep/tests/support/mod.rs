//! Records to store, and a place to store them.
#![allow(dead_code)] // Each test file uses some of it.
#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use selon::{Record, Selon};
use selon_keep::{Found, Store};
use tempfile::TempDir;

static SELON: LazyLock<Selon> = LazyLock::new(|| Selon::new().unwrap());

/// A folder for a store that lives as long as the test.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().join("test.db")
    }

    /// A store with these articles.
    pub fn store(&self, articles: &[(&str, &str)]) -> Store {
        let mut store = Store::create(&self.path()).unwrap();
        store.add(&read(articles)).unwrap();
        store
    }
}

/// The records of articles given as origin and text.
pub fn read(articles: &[(&str, &str)]) -> Vec<Found> {
    let read = |&(origin, text): &(&str, &str)| {
        let record = SELON.read(text.as_bytes(), origin).unwrap();
        Found::new(record)
    };
    articles.iter().map(read).collect()
}

/// The records of the articles that come with the project.
pub fn examples() -> Vec<Record> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/articles");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let record = |file: PathBuf| {
        let origin = file.display().to_string();
        SELON.read(&fs::read(&file).unwrap(), &origin).unwrap()
    };
    let records: Vec<_> = files.map(record).collect();
    assert!(!records.is_empty());
    records
}

pub const HARBOUR: &str = "date 2026-03-12

Le port de Valmer reste fermé

La maire de Valmer, Inès Carvalho, a prévenu mardi que le port resterait fermé. « Nous attendons l’avis du préfet 𝔛 », a-t-elle déclaré.

Plus de 340 camions sont bloqués, selon l’Union des transporteurs.";

pub const QUAY: &str = "date 2026-04-02

Le préfet rassure

Le préfet a assuré jeudi qu’Inès Carvalho avait reçu son avis. Environ 1 200 dockers ont repris le travail, a annoncé la mairie.";
