//! What the tests of this stage read sentences with: the shipped models and tables.

use selon_analyse::{Analyser, Analysis};
use selon_intake::{Article, Published};
use selon_read::{Reader, Record};

/// A text in its language as stage 2 and this stage read it.
pub fn read(language: &str, published: Option<Published>, text: &str) -> (Record, Analysis) {
    let pack = selon_languages::pack(language).unwrap();
    let addresses = pack.nouns.iter().filter(|row| row.address.is_some());
    let titles = addresses.map(|row| row.lemma);
    let analyser = Analyser::load(pack.code(), pack.model().unwrap())
        .unwrap()
        .with_titles(titles);
    let article = Article {
        id: "test".into(),
        origin: "-".into(),
        title: None,
        author: None,
        text: text.into(),
        published,
        encoding: "utf-8",
    };
    let analysis = analyser.analyse(&article);
    let record = Reader::new(pack).unwrap().read(&article, &analysis).record;
    (record, analysis)
}
