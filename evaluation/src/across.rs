//! Scores what a store says across articles against articles that people have grouped: copies, stories, variants of a statement,
//! figures on one thing.
//!
//! Every pair that gold or store puts into one group counts once. A statement or figure that was found is the gold's where the two
//! share enough of their words; variants within one article are no pairs, for one article may say a thing twice.

mod gold;

use std::collections::{BTreeMap, BTreeSet};

use selon_keep::ask::{FiguresQuestion, Quote, StatementsQuestion, StoriesQuestion};
use selon_keep::{KeepError, Store};

use crate::tally::Tally;

pub use gold::{GroupsError, groups};

/// What is grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Articles with the same words.
    Copy,
    /// Articles on one happening.
    Story,
    /// Statements that say the same.
    Statement,
    /// Figures on the same thing.
    Figure,
}

impl Kind {
    /// All of them, in the order in which they are shown.
    pub const ALL: &'static [Kind] = &[Kind::Copy, Kind::Story, Kind::Statement, Kind::Figure];

    /// What one is called, in gold too.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Copy => "copy",
            Kind::Story => "story",
            Kind::Statement => "statement",
            Kind::Figure => "figure",
        }
    }

    /// What several are called.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Copy => "copies",
            Kind::Story => "stories",
            Kind::Statement => "statements",
            Kind::Figure => "figures",
        }
    }
}

/// A member of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// The name of its article.
    pub article: String,
    /// Where its words begin and end, in code points; nothing of it where the article itself is the member.
    pub words: (usize, usize),
}

impl Member {
    /// Where an article stands in itself.
    const NOWHERE: (usize, usize) = (0, 0);

    fn new(article: String, words: (usize, usize)) -> Member {
        Member { article, words }
    }
}

/// What belongs together, by kind.
pub type Groups = BTreeMap<Kind, Vec<Vec<Member>>>;

/// Two members of one group, the lower first.
pub type Pair = (Member, Member);

/// How much of all their words two spans share, from which on they are the same.
const SHARED: f64 = 0.4;

/// What belongs together by a store whose articles have the names of the gold for origins. What was found where the gold has words
/// is what the gold has there.
///
/// # Errors
/// A damaged store.
pub fn found(store: &Store, gold: &Groups) -> Result<Groups, KeepError> {
    let mut found = Groups::new();
    let mut copies: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for story in store.stories(&StoriesQuestion::default())? {
        let mut members = Vec::new();
        for row in store.story(&story.document.id)?.unwrap_or_default() {
            let member = Member::new(row.document.origin, Member::NOWHERE);
            let first = row.copy_of.unwrap_or(row.document.id);
            copies.entry(first).or_default().push(member.clone());
            members.push(member);
        }
        found.entry(Kind::Story).or_default().push(members);
    }
    let mut statements: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for row in store.variants(&StatementsQuestion::default())? {
        let ends = row.statement.content.first();
        let ends = ends.zip(row.statement.content.last());
        let words = ends.map_or(Member::NOWHERE, |(first, last)| (first.start, last.end));
        let member = known(gold, Kind::Statement, row.statement.document.origin, words);
        statements.entry(row.variants_of).or_default().push(member);
    }
    let mut figures: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for row in store.compare(&FiguresQuestion::default())? {
        let Quote { start, end, .. } = row.figure.span;
        let member = known(gold, Kind::Figure, row.figure.document.origin, (start, end));
        figures.entry(row.group).or_default().push(member);
    }
    found.insert(Kind::Copy, copies.into_values().collect());
    found.insert(Kind::Statement, statements.into_values().collect());
    found.insert(Kind::Figure, figures.into_values().collect());
    Ok(found)
}

/// The member that the gold has there, where it has one: that which shares the most with the words, and enough.
fn known(gold: &Groups, kind: Kind, article: String, words: (usize, usize)) -> Member {
    let members = gold.get(&kind).into_iter().flatten().flatten();
    let here = members.filter(|member| member.article == article);
    let best = here
        .map(|member| (overlap(member.words, words), member.words))
        .max_by(|one, two| one.0.total_cmp(&two.0));
    match best {
        Some((shared, gold)) if shared >= SHARED => Member::new(article, gold),
        _ => Member::new(article, words),
    }
}

/// How much two spans share, of all that they cover.
fn overlap(one: (usize, usize), two: (usize, usize)) -> f64 {
    let shared = one.1.min(two.1).saturating_sub(one.0.max(two.0));
    let all = one.1.max(two.1) - one.0.min(two.0);
    shared as f64 / all.max(1) as f64
}

/// The pairs of one kind.
fn pairs(groups: &Groups, kind: Kind) -> BTreeSet<Pair> {
    let mut pairs = BTreeSet::new();
    for group in groups.get(&kind).into_iter().flatten() {
        for one in group {
            let others = group.iter().filter(|two| one < *two);
            let others = others.filter(|two| kind != Kind::Statement || one.article != two.article);
            pairs.extend(others.map(|two| (one.clone(), two.clone())));
        }
    }
    pairs
}

/// A pair that only one side has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The gold has it.
    Missed(Kind, Pair),
    /// It was found.
    MadeUp(Kind, Pair),
}

/// The scores of pairs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    kinds: BTreeMap<Kind, Tally>,
}

impl Scores {
    /// Adds the groups of some articles and returns where the two sides differ: of each kind first what is missed.
    pub fn add(&mut self, gold: &Groups, found: &Groups) -> Vec<Difference> {
        let mut differences = Vec::new();
        for &kind in Kind::ALL {
            let (gold, found) = (pairs(gold, kind), pairs(found, kind));
            let right = gold.intersection(&found).count();
            let tally = self.kinds.entry(kind).or_default();
            *tally += Tally::of(gold.len(), found.len(), right);
            let missed = gold.difference(&found).cloned();
            differences.extend(missed.map(|pair| Difference::Missed(kind, pair)));
            let made_up = found.difference(&gold).cloned();
            differences.extend(made_up.map(|pair| Difference::MadeUp(kind, pair)));
        }
        differences
    }

    /// The score of one kind.
    pub fn of(&self, kind: Kind) -> Tally {
        self.kinds.get(&kind).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(article: &str, words: (usize, usize)) -> Member {
        Member::new(article.to_owned(), words)
    }

    #[test]
    fn found_words_are_those_of_the_gold_where_they_share_enough() {
        assert_eq!(overlap((0, 10), (0, 10)), 1.0);
        assert_eq!(overlap((0, 10), (10, 20)), 0.0);
        let gold = Groups::from([(Kind::Figure, vec![vec![member("a.txt", (0, 10))]])]);
        let known = |words| known(&gold, Kind::Figure, "a.txt".to_owned(), words).words;
        assert_eq!(known((2, 12)), (0, 10));
        assert_eq!(known((8, 18)), (8, 18));
    }

    #[test]
    fn pairs_count_once_and_those_of_one_article_only_where_articles_are_compared() {
        let three = vec![
            member("a.txt", (0, 4)),
            member("a.txt", (9, 12)),
            member("b.txt", (0, 4)),
        ];
        let gold = Groups::from([(Kind::Statement, vec![three.clone()])]);
        let found = Groups::from([
            (Kind::Statement, vec![three[1..].to_vec()]),
            (Kind::Figure, vec![three]),
        ]);
        let mut scores = Scores::default();
        let differences = scores.add(&gold, &found);
        assert_eq!(scores.of(Kind::Statement), Tally::of(2, 1, 1));
        assert_eq!(scores.of(Kind::Figure), Tally::of(0, 3, 0));
        assert_eq!(scores.of(Kind::Copy), Tally::default());
        let missed = (member("a.txt", (0, 4)), member("b.txt", (0, 4)));
        assert_eq!(differences[0], Difference::Missed(Kind::Statement, missed));
        assert!(matches!(
            differences[1..],
            [Difference::MadeUp(Kind::Figure, _), _, _]
        ));
    }
}
