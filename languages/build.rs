//! Finds the language folders beside this file, checks every data file in them, and writes the table of packs that
//! `src/lib.rs` includes. A badly formed line, or one that contradicts another table, stops the build with its file and
//! line number.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[allow(dead_code)] // Shared with the library, which reads the rows.
#[path = "src/table.rs"]
mod table;

#[path = "src/knowledge.rs"]
mod knowledge;

fn main() {
    let root =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = knowledge::Files::new();
    let mut code = String::from("pub(crate) static PACKS: &[Pack] = &[\n");
    for folder in sorted(&root) {
        if folder.join("language.tsv").is_file() {
            write_pack(&mut code, &folder, &mut files);
        }
    }
    code.push_str("];\n");
    code.push_str("pub(crate) static SHARED: &[(&str, &str)] = &[\n");
    write_files(&mut code, &root.join("shared"), &mut files);
    code.push_str("];\n");
    if let Err(fault) = knowledge::check(&files) {
        panic!("{}/{fault}", root.display());
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("packs.rs"), code).expect("the build folder can be written");
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

fn write_pack(code: &mut String, folder: &Path, files: &mut knowledge::Files) {
    let name = plain(folder.file_name());
    let model = folder.join("analyser.model");
    let model = if model.is_file() {
        format!("Some(include_bytes!({model:?}))")
    } else {
        "None".to_owned()
    };
    writeln!(code, "Pack {{ code: {name:?}, model: {model}, files: &[")
        .expect("writing to a string");
    write_files(code, folder, files);
    code.push_str("] },\n");
}

fn write_files(code: &mut String, folder: &Path, files: &mut knowledge::Files) {
    for path in sorted(folder)
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "tsv"))
    {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        if let Err(error) = table::check(&text) {
            panic!("{}:{}: {}", path.display(), error.line, error.problem);
        }
        let (name, stem) = (plain(folder.file_name()), plain(path.file_stem()));
        writeln!(code, "({stem:?}, include_str!({path:?})),").expect("writing to a string");
        files.insert((name.to_owned(), stem.to_owned()), text);
    }
}

fn plain(name: Option<&OsStr>) -> &str {
    name.and_then(OsStr::to_str)
        .expect("folders and data files have plain names")
}
