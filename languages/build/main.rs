//! Finds the language folders beside this one, checks every data file in them against `tables.rs`, and writes the typed
//! rows that `src/lib.rs` includes. Every line that is badly formed, unknown, or contradicts another table is named
//! with its file, and stops the build.

mod check;
mod generate;
mod knowledge;
mod lists;
mod schema;
mod table;
mod tables;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, fs};

use check::Files;
use generate::Language;
use schema::Fault;

fn main() {
    let root =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let mut files = Files::new();
    let mut folders = Vec::new();
    for folder in sorted(&root) {
        if folder.join("language.tsv").is_file() {
            read_files(&folder, &mut files);
            folders.push(folder);
        }
    }
    read_files(&root.join("shared"), &mut files);
    let language = |folder: &PathBuf| Language {
        code: plain(folder.file_name()).to_owned(),
        model: model(folder),
    };
    let languages: Vec<Language> = folders.iter().map(language).collect();
    let code = generate::generate(tables::TABLES, &languages, &files);
    let code = code.map(|code| code + &careful(&root));
    let code = code.and_then(|code| Ok(code + &samples(&root.join("sample"))?));
    let code = code.and_then(|code| {
        knowledge::check(&files).map_err(|fault| vec![fault])?;
        Ok(code)
    });
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    match code {
        Ok(code) => {
            fs::write(out.join("tables.rs"), code).expect("the build folder can be written")
        }
        Err(faults) => faults.iter().for_each(tell),
    }
}

/// The languages of `sample/`, whose tables stand alone: the shared ones know nothing of them. Without the feature there are
/// none.
fn samples(folder: &Path) -> Result<String, Vec<Fault>> {
    let mut files = Files::new();
    let mut languages = Vec::new();
    if env::var_os("CARGO_FEATURE_SAMPLE").is_some() {
        for folder in sorted(folder) {
            read_files(&folder, &mut files);
            languages.push(Language {
                code: plain(folder.file_name()).to_owned(),
                model: model(&folder),
            });
        }
    }
    let code = generate::packs("SAMPLES", tables::TABLES, &languages, &files);
    code.map_err(|faults| {
        let within = |fault: Fault| Fault {
            file: format!("sample/{}", fault.file),
            ..fault
        };
        faults.into_iter().map(within).collect()
    })
}

/// Names a fault; cargo then stops the build.
fn tell(fault: &Fault) {
    println!("cargo::error=languages/{fault}");
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|e| e.expect("a readable folder entry").path())
        .collect();
    paths.sort();
    paths
}

/// The file of a language's model, as a Rust expression.
fn model(folder: &Path) -> String {
    included(&folder.join("analyser.model"))
}

/// The model of all languages, as Rust.
fn careful(root: &Path) -> String {
    let model = included(&root.join("careful.model"));
    format!("static CAREFUL: Option<&[u8]> = {model};\n")
}

/// The bytes of a file that may be missing, as a Rust expression.
fn included(file: &Path) -> String {
    match file.is_file() {
        true => format!("Some(include_bytes!({file:?}))"),
        false => "None".to_owned(),
    }
}

fn read_files(folder: &Path, files: &mut Files) {
    for path in sorted(folder)
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "tsv"))
    {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let (name, stem) = (plain(folder.file_name()), plain(path.file_stem()));
        files.insert((name.to_owned(), stem.to_owned()), text);
    }
}

fn plain(name: Option<&OsStr>) -> &str {
    name.and_then(OsStr::to_str)
        .expect("folders and data files have plain names")
}
