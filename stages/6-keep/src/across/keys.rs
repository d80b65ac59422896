//! Keys by which articles that have something in common find each other in the table `alike`.

use super::fingerprint::{Fingerprint, weighed};
use super::stream::Stream;
use super::tokens::{mix, pair};
use super::vocabulary::Class;
use selon_read::Record;

/// The keys of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Of what it is about: they count for articles of the same days.
    pub dated: Vec<i64>,
    /// Of its words: they count whenever an article was published.
    pub undated: Vec<i64>,
}

/// Names of an article that are paired with each other, those of them that are paired with other things, and these.
const NAMES: usize = 6;
const CHIEF: usize = 3;
const OTHERS: usize = 3;
/// Pairs of other things count where there are fewer names than these.
const FEW: usize = 2;
/// Runs of words by which copies are found.
const RUNS: usize = 6;
/// Words in a run by which a statement is found, and how many it must have.
const QUOTED: usize = 3;
const QUOTABLE: usize = 9;
/// The words of a beginning: whatever comes off its end, a copy has them.
const LEAD: usize = 60;

/// What a key is made of, so that keys of different sorts differ.
#[derive(Clone, Copy)]
enum Sort {
    Subject = 11,
    Run = 12,
    Lead = 13,
    Quote = 14,
}

fn key(sort: Sort, number: u64) -> i64 {
    pair(sort as u64, number).cast_signed()
}

impl Keys {
    pub(super) fn of(record: &Record, fingerprint: &Fingerprint, stream: &Stream) -> Keys {
        let mut undated: Vec<i64> = fingerprint
            .sketch
            .lowest(RUNS)
            .into_iter()
            .map(|run| key(Sort::Run, run))
            .collect();
        let lead = &stream.words[..stream.words.len().min(LEAD)];
        undated.extend(lowest(lead, 2 * QUOTED).map(|run| key(Sort::Lead, run)));
        for statement in &record.statements {
            let words = statement.content.iter().flat_map(|piece| {
                let from = stream.starts.partition_point(|&start| start < piece.start);
                let to = stream.starts.partition_point(|&start| start < piece.end);
                &stream.words[from..to]
            });
            let words: Vec<u64> = words.copied().collect();
            if words.len() >= QUOTABLE {
                undated.extend(lowest(&words, QUOTED).map(|run| key(Sort::Quote, run)));
            }
        }
        let mut keys = Keys {
            dated: subjects(fingerprint),
            undated,
        };
        for keys in [&mut keys.dated, &mut keys.undated] {
            keys.sort_unstable();
            keys.dedup();
        }
        keys
    }
}

/// The lowest number of the runs of so many words.
fn lowest(words: &[u64], run: usize) -> Option<u64> {
    let runs = words.windows(run);
    runs.map(|run| mix(run.iter().fold(0, |all, &word| pair(all, word))))
        .min()
}

/// Pairs of what an article is most about.
fn subjects(fingerprint: &Fingerprint) -> Vec<i64> {
    let mut names = Vec::new();
    let mut others = Vec::new();
    for &(feature, stored) in &fingerprint.story {
        match weighed(stored) {
            (weight, Class::Name) => names.push((weight, feature)),
            (weight, Class::Concept) => others.push((weight, feature)),
            _ => {}
        }
    }
    for things in [&mut names, &mut others] {
        things.sort_unstable_by(|one, two| two.0.total_cmp(&one.0).then(one.1.cmp(&two.1)));
    }
    names.truncate(NAMES);
    others.truncate(if names.len() < FEW {
        OTHERS + 1
    } else {
        OTHERS
    });
    let mut pairs = Vec::new();
    for (at, (_, name)) in names.iter().enumerate() {
        let others = if at < CHIEF { others.as_slice() } else { &[] };
        let behind = names[at + 1..].iter().chain(others);
        pairs.extend(behind.map(|(_, thing)| (*name, *thing)));
    }
    if names.len() < FEW {
        for (at, (_, thing)) in others.iter().enumerate() {
            pairs.extend(others[at + 1..].iter().map(|(_, other)| (*thing, *other)));
        }
    }
    let keys = pairs.into_iter().map(|(one, two)| {
        let (one, two) = (one.min(two), one.max(two));
        key(Sort::Subject, pair(u64::from(one), u64::from(two)))
    });
    keys.collect()
}
