//! Holds the gold corpus `corpora/events` to what its README says of it.

#![allow(clippy::unwrap_used)] // In a test, what nobody expects should fail it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use selon_evaluation::events::events;
use selon_read::EventKind;

/// Each article has its annotations, every type stands in both halves, and every event takes place in words.
#[test]
fn the_corpus_is_as_its_readme_says() {
    for half in ["tune", "held"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../corpora/events")
            .join(half);
        let mut kinds = BTreeSet::new();
        let mut articles = 0;
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "ann") {
                continue;
            }
            let text = fs::read_to_string(path.with_extension("txt")).unwrap();
            let found = events(&fs::read_to_string(&path).unwrap(), &text);
            let found = found.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(
                found.iter().all(|event| !event.trigger.is_empty()),
                "{}",
                path.display()
            );
            kinds.extend(found.iter().map(|event| event.kind));
            articles += 1;
        }
        assert_eq!(articles, 22, "{half}");
        assert_eq!(kinds.len(), EventKind::ALL.len(), "{half}");
    }
}
