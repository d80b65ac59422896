//! Holds the gold corpus `corpora/fr-dispatches` to what its README says of it: offsets, labels, roles, parts.

#![allow(clippy::unwrap_used)] // In a test, what nobody expects should fail it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use selon_evaluation::attribution::attributions;
use selon_read::{Attitude, Certainty, StatementForm};

const ROLES: [&str; 4] = ["Source", "Cue", "Content", "Addressee"];

fn folder(half: &str) -> PathBuf {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpora/fr-dispatches");
    corpora.join(half)
}

/// The names of a half's files with this ending, without it.
fn names(half: &str, ending: &str) -> BTreeSet<String> {
    let files = fs::read_dir(folder(half)).unwrap();
    files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
        .collect()
}

/// An article of the corpus and its annotations, line for line.
struct Annotated {
    name: String,
    text: String,
    standoff: String,
    /// Id to label and pieces, the pieces in code points.
    bounds: BTreeMap<String, (String, Vec<Range<usize>>)>,
    /// Id to its label and the bounds of its roles; the trigger has the label for a role.
    events: BTreeMap<String, (String, BTreeMap<String, String>)>,
}

impl Annotated {
    fn open(half: &str, name: &str) -> Self {
        let read = |ending: &str| fs::read_to_string(folder(half).join(format!("{name}{ending}")));
        let standoff = read(".ann").unwrap();
        let mut article = Self {
            name: name.to_owned(),
            text: read(".txt").unwrap(),
            bounds: BTreeMap::new(),
            events: BTreeMap::new(),
            standoff,
        };
        for line in article.standoff.clone().lines() {
            article.line(line);
        }
        article
    }

    #[track_caller]
    fn line(&mut self, line: &str) {
        let (id, rest) = line.split_once('\t').unwrap();
        let body = rest.split('\t').next().unwrap();
        let (label, rest) = body.split_once(' ').unwrap();
        let before = match &id[..1] {
            "T" => {
                let bound = (label.to_owned(), rest.split(';').map(piece).collect());
                self.bounds.insert(id.to_owned(), bound).is_some()
            }
            "E" => {
                let roles = body.split(' ').map(|role| role.split_once(':').unwrap());
                let roles: Vec<_> = roles.map(|(r, to)| (r.to_owned(), to.to_owned())).collect();
                let label = roles[0].0.clone();
                let event = (label, roles.into_iter().collect());
                self.events.insert(id.to_owned(), event).is_some()
            }
            _ => false,
        };
        assert!(!before, "{}: {id} comes twice", self.name);
    }

    /// The bodies of the lines whose id begins so, with what stands behind their second tab.
    fn lines(&self, kind: char) -> impl Iterator<Item = (&str, &str)> {
        let lines = self
            .standoff
            .lines()
            .filter(move |line| line.starts_with(kind));
        lines.map(|line| {
            let mut fields = line.split('\t').skip(1);
            (fields.next().unwrap(), fields.next().unwrap_or_default())
        })
    }

    /// The pieces of a role of an event; none where the event has no such role.
    fn pieces(&self, event: &str, role: &str) -> &[Range<usize>] {
        let id = self.events[event].1.get(role);
        id.map_or(&[], |id| self.bounds[id].1.as_slice())
    }
}

fn piece(offsets: &str) -> Range<usize> {
    let (start, end) = offsets.split_once(' ').unwrap();
    start.parse().unwrap()..end.parse().unwrap()
}

/// Runs a check on every article.
fn each(check: impl Fn(&Annotated)) {
    for half in ["tune", "held", "later"] {
        for name in names(half, ".ann") {
            check(&Annotated::open(half, &name));
        }
    }
}

#[test]
fn halves_are_balanced() {
    let kinds = |half| {
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for name in names(half, ".ann") {
            let (kind, _) = name.split_once('-').unwrap();
            *kinds.entry(kind.to_owned()).or_default() += 1;
        }
        kinds
    };
    for half in ["tune", "held"] {
        assert_eq!(names(half, ".ann"), names(half, ".txt"), "{half}");
        assert_eq!(names(half, ".ann").len(), 30, "{half}");
    }
    assert_eq!(kinds("tune"), kinds("held"));
    let both = &names("tune", ".ann") & &names("held", ".ann");
    assert!(both.is_empty(), "in both halves: {both:?}");
}

#[test]
fn the_scorer_reads_every_attribution() {
    each(|article| {
        let read = attributions(&article.standoff, &article.text).unwrap();
        assert_eq!(read.len(), article.events.len(), "{}", article.name);
        assert!(read.len() > 5, "{} is hardly annotated", article.name);
        let nested = read.iter().filter(|one| one.within.is_some()).count();
        let speakers = read.iter().filter(|one| one.speaker.is_some()).count();
        assert_eq!(nested, article.lines('R').count(), "{}", article.name);
        assert_eq!(speakers, article.lines('#').count(), "{}", article.name);
        let judged = read
            .iter()
            .all(|one| one.form.is_some() && one.attitude.is_some() && one.certainty.is_some());
        assert!(judged, "{}", article.name);
    });
}

#[test]
fn spans_name_their_words() {
    each(|article| {
        let points: Vec<char> = article.text.chars().collect();
        let words: Vec<&str> = article.lines('T').map(|(_, words)| words).collect();
        assert_eq!(words.len(), article.bounds.len());
        for (body, words) in article.lines('T') {
            let place = format!("{}: {body}", article.name);
            let (_, offsets) = body.split_once(' ').unwrap();
            let pieces: Vec<_> = offsets.split(';').map(piece).collect();
            assert!(pieces.is_sorted_by(|a, b| a.end <= b.start), "{place}");
            let named: Vec<String> = pieces
                .into_iter()
                .map(|range| points[range].iter().collect())
                .collect();
            assert_eq!(named.join(" "), words, "{place}");
            for piece in named {
                assert_eq!(piece, piece.trim(), "{place}");
                assert!(!piece.is_empty() && !piece.ends_with(','), "{place}");
            }
        }
    });
}

#[test]
fn events_tie_all_annotations_together() {
    each(|article| {
        let mut used = BTreeSet::new();
        for (id, (label, roles)) in &article.events {
            let place = format!("{}: {id}", article.name);
            for (role, bound) in roles {
                assert_eq!(&article.bounds[bound].0, role, "{place}");
                assert!(role == label || ROLES.contains(&role.as_str()), "{place}");
                used.insert(bound.clone());
            }
            let expected = match roles.contains_key("Source") {
                true => "Attribution",
                false => "Attribution-no-source",
            };
            assert_eq!(label, expected, "{place}");
            let cue = match roles.contains_key("Cue") {
                true => "Cue",
                false => "Content",
            };
            assert_eq!(
                article.pieces(id, label),
                article.pieces(id, cue),
                "{place}: its trigger"
            );
        }
        let all: BTreeSet<String> = article.bounds.keys().cloned().collect();
        assert_eq!(all, used, "{}: annotations of no event", article.name);
    });
}

#[test]
fn attributes_have_the_values_of_the_record() {
    let forms = StatementForm::ALL.iter().map(|form| form.name());
    let attitudes = Attitude::ALL.iter().map(|attitude| attitude.name());
    let certainties = Certainty::ALL.iter().map(|certainty| certainty.name());
    let values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::from([
        ("Form", forms.collect()),
        ("Attitude", attitudes.collect()),
        ("Certainty", certainties.collect()),
    ]);
    each(|article| {
        let mut given = BTreeSet::new();
        for (body, _) in article.lines('A') {
            let place = format!("{}: {body}", article.name);
            let fields: Vec<&str> = body.split(' ').collect();
            let [name, event, value] = fields[..] else {
                panic!("{place}");
            };
            assert!(values[name].contains(value), "{place}");
            assert!(article.events.contains_key(event), "{place}");
            assert!(given.insert((name, event)), "{place}: twice");
        }
        assert_eq!(given.len(), 3 * article.events.len(), "{}", article.name);
    });
}

#[test]
fn sources_resolve_to_speakers() {
    each(|article| {
        let notes: BTreeMap<&str, &str> = article.lines('#').collect();
        for (event, (label, _)) in &article.events {
            let speaker = notes.get(format!("Speaker {event}").as_str());
            let place = format!("{}: {event}", article.name);
            assert!(speaker.is_some() || label != "Attribution", "{place}");
            assert!(speaker.is_none_or(|name| !name.is_empty()), "{place}");
        }
        for note in notes.keys() {
            let event = note.strip_prefix("Speaker ").unwrap();
            assert!(article.events.contains_key(event), "{}", article.name);
        }
    });
}

/// `Within` is said of exactly those that stand in another's content, and of the innermost such.
#[test]
fn nesting_follows_from_the_spans() {
    each(|article| {
        let inside = |inner: &str, outer: &str| {
            let anchor = match article.pieces(inner, "Cue") {
                [] => article.pieces(inner, "Content"),
                cue => cue,
            };
            let content = article.pieces(outer, "Content");
            let held = |part: &Range<usize>| {
                let around =
                    |whole: &Range<usize>| whole.start <= part.start && part.end <= whole.end;
                content.iter().any(around)
            };
            inner != outer && anchor.iter().all(held)
        };
        let size = |event: &str| -> usize {
            let content = article.pieces(event, "Content").iter();
            content.map(ExactSizeIterator::len).sum()
        };
        let ids: Vec<&String> = article.events.keys().collect();
        let expected: BTreeSet<(&str, &str)> = ids
            .iter()
            .filter_map(|inner| {
                let outer = ids.iter().filter(|outer| inside(inner, outer));
                let innermost = outer.min_by_key(|outer| size(outer))?;
                Some((inner.as_str(), innermost.as_str()))
            })
            .collect();
        let said: BTreeSet<(&str, &str)> = article
            .lines('R')
            .map(|(body, _)| {
                let pair = body.strip_prefix("Within Arg1:").unwrap();
                pair.split_once(" Arg2:").unwrap()
            })
            .collect();
        assert_eq!(said, expected, "{}", article.name);
    });
}

/// The counts of the README's table are those of the files.
#[test]
fn the_readme_counts_right() {
    let readme = fs::read_to_string(folder("README.md")).unwrap();
    let stated = |row: &str| -> Vec<usize> {
        let line = readme
            .lines()
            .find(|line| line.starts_with(&format!("| {row} |")));
        let cells = line.unwrap().split('|').skip(2).take(2);
        cells.map(|cell| cell.trim().parse().unwrap()).collect()
    };
    let count = |of: fn(&Annotated) -> usize| -> Vec<usize> {
        ["tune", "held"]
            .map(|half| {
                let names = names(half, ".ann").into_iter();
                names.map(|name| of(&Annotated::open(half, &name))).sum()
            })
            .to_vec()
    };
    let words = |article: &Annotated| article.text.split_whitespace().count();
    assert_eq!(stated("words between white space"), count(words));
    assert_eq!(stated("attributions"), count(|a| a.events.len()));
    assert_eq!(stated("nested in another"), count(|a| a.lines('R').count()));
}
