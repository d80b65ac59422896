//! What the attributions of some articles score.

use std::collections::{BTreeMap, BTreeSet};

use selon_intake::Span;

use super::Attribution;
use super::pairs::{pairs, words};
use super::speaker::{self, Naming};
use crate::tally::{Share, Tally};

impl Tally {
    fn add(&mut self, gold: &BTreeSet<Span>, found: &BTreeSet<Span>, exact: bool) {
        self.gold += f64::from(u8::from(!gold.is_empty()));
        self.found += f64::from(u8::from(!found.is_empty()));
        let shared = gold.intersection(found).count() as f64;
        if exact {
            let same = f64::from(u8::from(!gold.is_empty() && gold == found));
            self.recalled += same;
            self.precise += same;
        } else if shared > 0.0 {
            self.recalled += shared / gold.len() as f64;
            self.precise += shared / found.len() as f64;
        }
    }
}

/// The scores of one part of attributions.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PartScores {
    /// Same words.
    pub exact: Tally,
    /// Shared words.
    pub overlap: Tally,
}

/// The scores of attributions.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    /// Whose it is.
    pub source: PartScores,
    /// The words that attribute.
    pub cue: PartScores,
    /// What is attributed.
    pub content: PartScores,
    /// All three parts exactly right at once.
    pub relation: Tally,
    /// Whom the source stands for, of all attributions.
    pub speaker: Tally,
    /// Those that stand in another's content, and whether it is the right one's.
    pub nested: Tally,
    /// What is right of pairs.
    pub pairs: PairScores,
}

/// How many pairs agree in what is said of them, of those whose gold says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairScores {
    /// Whom the source stands for.
    pub speaker: Share,
    /// Quoted, reported, or both.
    pub form: Share,
    /// What sort of saying or thinking.
    pub attitude: Share,
    /// How surely the writer stands behind it.
    pub certainty: Share,
    /// Which other it stands in, if any.
    pub within: Share,
}

/// A miss or a pair that is not exactly right, for a person to work through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the gold says, if anything.
    pub gold: Option<Attribution>,
    /// What was found, if anything.
    pub found: Option<Attribution>,
}

impl Scores {
    /// Adds the attributions of one text and returns where the two sides differ.
    pub fn add(
        &mut self,
        text: &str,
        gold: &[Attribution],
        found: &[Attribution],
    ) -> Vec<Difference> {
        let pairs = pairs(text, gold, found);
        let page = Page {
            text,
            gold,
            found,
            naming: Naming::load(),
            partner: pairs.iter().copied().filter_map(both).collect(),
        };
        let mut differences = Vec::new();
        for (left, right) in pairs {
            let same_spans = self.spans(&page, left, right);
            let same_speaker = self.speaker(&page, left, right);
            let judged_alike = self.judgements(&page, left, right);
            if !(same_spans && same_speaker && judged_alike) {
                differences.push(Difference {
                    gold: left.map(|at| gold[at].clone()),
                    found: right.map(|at| found[at].clone()),
                });
            }
        }
        differences
    }

    fn spans(&mut self, page: &Page, left: Option<usize>, right: Option<usize>) -> bool {
        let nothing = Attribution::default();
        let one = left.map_or(&nothing, |at| &page.gold[at]);
        let other = right.map_or(&nothing, |at| &page.found[at]);
        let mut all_exact = left.is_some() && right.is_some();
        for (scores, one, other) in [
            (&mut self.source, &one.source, &other.source),
            (&mut self.cue, &one.cue, &other.cue),
            (&mut self.content, &one.content, &other.content),
        ] {
            let (one, other) = (words(page.text, one), words(page.text, other));
            scores.exact.add(&one, &other, true);
            scores.overlap.add(&one, &other, false);
            all_exact &= one == other;
        }
        self.relation
            .count(left.is_some(), right.is_some(), all_exact);
        all_exact
    }

    /// Scores whom a source stands for, in a text whose gold says so.
    fn speaker(&mut self, page: &Page, left: Option<usize>, right: Option<usize>) -> bool {
        if page.gold.iter().all(|one| one.speaker.is_none()) {
            return true;
        }
        let one = left.and_then(|at| page.gold[at].speaker.as_ref());
        let other = right.and_then(|at| page.found[at].speaker.as_ref());
        let same = both((left, right)).is_some_and(|(left, right)| page.same_speaker(left, right));
        let named = other.is_some_and(|names| !names.is_empty());
        self.speaker.count(one.is_some(), named || same, same);
        if one.is_some() && right.is_some() {
            self.pairs.speaker.count(same);
        }
        same || (one.is_none() && !named)
    }

    /// Scores what is said of an attribution besides its spans, where the gold says it.
    fn judgements(&mut self, page: &Page, left: Option<usize>, right: Option<usize>) -> bool {
        if !page.gold.iter().any(Attribution::is_judged) {
            return true;
        }
        let outer = |side: &[Attribution], at: Option<usize>| side[at?].within;
        let (one, other) = (outer(page.gold, left), outer(page.found, right));
        let same_outer = both((one, other)).is_some_and(|pair| page.are_a_pair(pair));
        self.nested
            .count(one.is_some(), other.is_some(), same_outer);
        let Some((left, right)) = both((left, right)) else {
            return false;
        };
        let (gold, found) = (&page.gold[left], &page.found[right]);
        let scores = &mut self.pairs;
        let alike = [
            agree(&mut scores.form, gold.form, found.form),
            agree(&mut scores.attitude, gold.attitude, found.attitude),
            agree(&mut scores.certainty, gold.certainty, found.certainty),
            same_outer || (one.is_none() && other.is_none()),
        ];
        scores.within.count(alike[3]);
        alike.into_iter().all(|alike| alike)
    }
}

/// Counts whether two sides agree, where the gold says anything.
fn agree<T: PartialEq>(share: &mut Share, gold: Option<T>, found: Option<T>) -> bool {
    let Some(gold) = gold else {
        return true;
    };
    let same = found == Some(gold);
    share.count(same);
    same
}

fn both<T>((one, other): (Option<T>, Option<T>)) -> Option<(T, T)> {
    one.zip(other)
}

/// The two sides of one text.
struct Page<'a> {
    text: &'a str,
    gold: &'a [Attribution],
    found: &'a [Attribution],
    naming: Naming,
    /// The pairs, of gold and found.
    partner: BTreeMap<usize, usize>,
}

impl Page<'_> {
    fn are_a_pair(&self, (left, right): (usize, usize)) -> bool {
        self.partner.get(&left) == Some(&right)
    }

    fn same_speaker(&self, left: usize, right: usize) -> bool {
        let (gold, found) = (&self.gold[left], &self.found[right]);
        let (Some(one), Some(other)) = (&gold.speaker, &found.speaker) else {
            return false;
        };
        let mut pairs = one
            .iter()
            .flat_map(|one| other.iter().map(move |other| (one, other)));
        if other.is_empty() {
            return self.is_nobody_else(gold, found);
        }
        pairs.any(|(one, other)| self.naming.same(one, other))
    }

    /// Whether the gold says no more of whom the found source stands for than the source itself: *on*.
    fn is_nobody_else(&self, gold: &Attribution, found: &Attribution) -> bool {
        let names = gold.speaker.as_deref().unwrap_or_default();
        let mut sources = gold.source.iter().map(|span| span.of(self.text));
        let same_words = words(self.text, &gold.source) == words(self.text, &found.source);
        let itself = |source: &str| {
            let source = speaker::words(source);
            names.iter().any(|name| speaker::words(name) == source)
        };
        same_words && sources.any(itself)
    }
}

#[cfg(test)]
mod tests {
    use super::super::gold::noted_names;
    use super::super::outermost;
    use super::*;
    use selon_read::StatementForm;

    const TEXT: &str = "Le maire a dit que la place serait fermée, selon la police.";

    fn span(words: &str) -> Vec<Span> {
        let start = TEXT.find(words).unwrap();
        vec![Span::new(start, start + words.len())]
    }

    fn attribution(source: &str, cue: &str, content: &str) -> Attribution {
        Attribution {
            source: span(source),
            cue: span(cue),
            content: span(content),
            ..Attribution::default()
        }
    }

    /// The same attribution on both sides, but for who speaks.
    fn speakers(source: &str, gold: &str, found: Option<&[&str]>) -> Scores {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let bare = attribution(source, "selon", "que la place serait fermée");
        let side = |speaker| Attribution {
            speaker,
            ..bare.clone()
        };
        let mut scores = Scores::default();
        let (gold, found) = (side(Some(noted_names(gold))), side(found.map(names)));
        scores.add(TEXT, &[gold], &[found]);
        scores
    }

    #[test]
    fn a_speaker_is_right_by_any_of_the_names() {
        let right = |scores: Scores| scores.pairs.speaker.right == 1 && scores.speaker.f1() == 1.0;
        assert!(right(speakers(
            "Le maire",
            "Paul Reyes",
            Some(&["le maire", "Reyes"])
        )));
        assert!(right(speakers(
            "Le maire",
            "on (la mairie)",
            Some(&["La mairie"])
        )));
        let wrong = speakers("Le maire", "Paul Reyes", Some(&["le maire"]));
        assert_eq!((wrong.speaker.found, wrong.speaker.f1()), (1.0, 0.0));
        let missing = speakers("Le maire", "Paul Reyes", None);
        assert_eq!((missing.speaker.found, missing.speaker.gold), (0.0, 1.0));
        assert_eq!(missing.pairs.speaker, Share { right: 0, of: 1 });
    }

    #[test]
    fn whom_pronouns_alone_name_is_right_only_where_the_gold_knows_no_more() {
        let right = |note| speakers("maire", note, Some(&[])).pairs.speaker.right;
        assert_eq!((right("Paul Reyes"), right("maire")), (0, 1));
        assert_eq!(speakers("maire", "maire", None).pairs.speaker.right, 0);
    }

    #[test]
    fn what_stands_in_another_stands_in_the_same_other() {
        let outer = attribution(
            "la police",
            "selon",
            "Le maire a dit que la place serait fermée",
        );
        let inner = attribution("Le maire", "a dit", "que la place serait fermée");
        let judged = |mut one: Attribution, within| {
            (one.form, one.within) = (Some(StatementForm::Indirect), within);
            one
        };
        let gold = [judged(outer, None), judged(inner, Some(0))];
        let mut found = gold.clone();
        let mut scores = Scores::default();
        assert_eq!(scores.add(TEXT, &gold, &found), []);
        assert_eq!((scores.nested.f1(), scores.pairs.within.right), (1.0, 2));
        found[1].within = None;
        assert_eq!(scores.add(TEXT, &gold, &found).len(), 1);
        assert_eq!(
            (scores.nested.recall(), scores.pairs.within.right),
            (0.5, 3)
        );
        assert_eq!(outermost(gold.to_vec()).len(), 1);
    }

    #[test]
    fn punctuation_at_the_edges_does_not_count() {
        let gold = [attribution(
            "Le maire",
            "a dit",
            "que la place serait fermée",
        )];
        let found = [attribution(
            "Le maire",
            "a dit",
            "que la place serait fermée,",
        )];
        let mut scores = Scores::default();
        assert_eq!(scores.add(TEXT, &gold, &found), []);
        assert_eq!(scores.relation.f1(), 1.0);
    }

    #[test]
    fn overlap_counts_shared_words() {
        let gold = [attribution(
            "Le maire",
            "a dit",
            "que la place serait fermée",
        )];
        let found = [attribution("maire", "a dit", "la place serait fermée")];
        let mut scores = Scores::default();
        assert_eq!(scores.add(TEXT, &gold, &found).len(), 1);
        assert_eq!(scores.content.exact.f1(), 0.0);
        assert_eq!(scores.content.overlap.precision(), 1.0);
        assert_eq!(scores.content.overlap.recall(), 0.8);
        assert_eq!(scores.source.overlap.recall(), 0.5);
        assert_eq!(scores.cue.exact.f1(), 1.0);
    }

    #[test]
    fn a_miss_costs_recall_and_a_false_hit_precision() {
        let one = [attribution(
            "Le maire",
            "a dit",
            "que la place serait fermée",
        )];
        let mut scores = Scores::default();
        scores.add(TEXT, &one, &[]);
        scores.add(TEXT, &[], &one);
        assert_eq!(
            (
                scores.content.exact.recall(),
                scores.content.exact.precision()
            ),
            (0.0, 0.0)
        );
        assert_eq!(
            (scores.content.exact.gold, scores.content.exact.found),
            (1.0, 1.0)
        );
    }
}
