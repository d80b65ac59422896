//! Whole files for the fuzz targets to begin with.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::fs;
use std::path::Path;

#[test]
#[ignore = "writes into fuzz/corpus"]
fn seeds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let targets = [
        ("a.txt", "text"),
        ("a.html", "html"),
        ("a.rss", "feed"),
        ("a.atom", "feed"),
        ("a.jsonl", "json_lines"),
        ("a.warc", "warc"),
        ("a.warc.gz", "warc_gz"),
        ("a.parquet", "parquet"),
        ("a.zip", "zip"),
        ("a.tar", "tar"),
        ("a.tar.gz", "tar_gz"),
    ];
    for (name, bytes) in support::files() {
        let (_, target) = targets.iter().find(|(known, _)| *known == name).unwrap();
        for target in [*target, "any"] {
            let folder = corpus.join(target);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), &bytes).unwrap();
        }
    }
}
