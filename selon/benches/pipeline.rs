//! How fast an article becomes a record: the whole pipeline in articles and in tokens per second, then each stage alone.
//!
//! The example articles are read one after another on one core.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use selon::Selon;
use selon::analyse::{Analyser, Careful};

/// The bytes of every example article.
fn articles() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/articles");
    let entries = std::fs::read_dir(folder).expect("the folder of examples");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let read = |path| std::fs::read(path).expect("an article");
    paths.into_iter().map(read).collect()
}

/// From bytes to JSON, everything.
fn whole(selon: &Selon, bytes: &[u8], out: &mut Vec<u8>) {
    let record = selon.read(bytes, "bench").expect("an article is text");
    out.clear();
    selon_write::json::record(&record, out).expect("a vector takes everything");
}

fn pipeline(criterion: &mut Criterion) {
    let selon = Selon::new().expect("the built-in tables and models load");
    let articles = articles();
    let analyses = articles.iter().map(|bytes| {
        let (_, analysis) = selon.analyse(bytes, "bench").expect("an article is text");
        analysis
    });
    let tokens: usize = analyses
        .flat_map(|analysis| analysis.sentences)
        .map(|sentence| sentence.words.len())
        .sum();

    let mut group = criterion.benchmark_group("pipeline");
    let counts = [("articles", articles.len()), ("tokens", tokens)];
    for (unit, count) in counts {
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(unit, |bencher| {
            let mut out = Vec::new();
            bencher.iter(|| {
                for bytes in &articles {
                    whole(&selon, black_box(bytes), &mut out);
                }
            });
        });
    }
    group.throughput(Throughput::Elements(articles.len() as u64));
    group.bench_function("intake", |bencher| {
        let intake = selon.intake();
        bencher.iter(|| {
            for bytes in &articles {
                black_box(intake.read_text(black_box(bytes), "bench", None)).expect("a text");
            }
        });
    });
    group.finish();
}

/// How long a language's model takes to load, and the careful one.
fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    for pack in selon::languages::packs() {
        let model = pack.model().expect("a language with a model");
        group.bench_function(pack.code(), |bencher| {
            bencher.iter(|| Analyser::load(pack.code(), black_box(model)).expect("a sound model"));
        });
    }
    let careful = selon::languages::careful().expect("a careful model");
    group.bench_function("careful", |bencher| {
        bencher.iter(|| Careful::load(black_box(careful)).expect("a sound model"));
    });
}

criterion_group!(benches, load, pipeline);
criterion_main!(benches);
