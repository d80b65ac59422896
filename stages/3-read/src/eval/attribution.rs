//! Scores attribution against gold: sources, cues and contents, exactly and by the words they share.
//!
//! A gold and a found attribution make a pair when their contents share words; each is in one pair at most, and pairs
//! that share more are made first. *Exact* counts the pairs whose spans hold the same words, punctuation aside. *Overlap*
//! gives each pair the part of the found words that are gold (precision) and of the gold words that are found (recall),
//! as the PolNeAR authors do (Newell, Margolin and Ruths 2018). A source or cue that one side lacks shares nothing.

use std::collections::{BTreeMap, BTreeSet};

use selon_intake::Span;

use super::Tally;
use super::standoff::{Standoff, StandoffError};
use crate::record::Record;

/// One attribution as spans of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// Whose it is; empty where the text does not say.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
}

/// The attributions of an `.ann` file in the scheme of PolNeAR that belongs to `text`: text-bound `Source`, `Cue` and
/// `Content` annotations, tied together by one event an attribution. Offsets in the file count code points of the text.
///
/// # Errors
/// A line with too few fields, an offset that is no number or lies outside the text, or an event that names an
/// annotation the file does not have.
pub fn attributions(ann: &str, text: &str) -> Result<Vec<Attribution>, StandoffError> {
    let standoff = Standoff::parse(ann, text)?;
    let bound = standoff.bound.iter();
    let spans: BTreeMap<&str, &[Span]> = bound
        .map(|(&id, bound)| (id, bound.spans.as_slice()))
        .collect();
    let events = standoff.events.into_iter();
    let read =
        |(line, body)| attribution(body, &spans).map_err(|problem| StandoffError { line, problem });
    let mut found: Vec<Attribution> = events.map(read).collect::<Result<_, _>>()?;
    found.retain(|attribution| !attribution.content.is_empty());
    Ok(found)
}

/// `Attribution:T4 Content:T3 Cue:T2 Source:T1`; a role may come several times, numbered.
fn attribution(body: &str, bound: &BTreeMap<&str, &[Span]>) -> Result<Attribution, String> {
    let mut found = Attribution::default();
    for argument in body.split_ascii_whitespace() {
        let (role, id) = argument
            .split_once(':')
            .ok_or_else(|| format!("`{argument}` is no role"))?;
        let spans = bound
            .get(id)
            .ok_or_else(|| format!("there is no annotation `{id}`"))?;
        match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => found.source.extend(*spans),
            "Cue" => found.cue.extend(*spans),
            "Content" => found.content.extend(*spans),
            _ => {}
        }
    }
    Ok(found)
}

/// The attributions of a record, in its order.
pub fn found(record: &Record) -> Vec<Attribution> {
    let one = |statement: &crate::Statement| Attribution {
        // Words without a cue are the last speaker's, who is named with an earlier cue.
        source: statement
            .source
            .iter()
            .filter(|_| statement.cue.is_some())
            .map(|source| source.span)
            .collect(),
        cue: statement
            .cue
            .as_ref()
            .map_or_else(Vec::new, |cue| cue.pieces.clone()),
        content: statement.content.clone(),
    };
    record.statements.iter().map(one).collect()
}

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
        let words = |spans: &[Span]| words(text, spans);
        let mut differences = Vec::new();
        let nothing = Attribution::default();
        for (left, right) in pairs(text, gold, found) {
            let (one, other) = (
                left.map_or(&nothing, |at| &gold[at]),
                right.map_or(&nothing, |at| &found[at]),
            );
            let mut all_exact = left.is_some() && right.is_some();
            for (scores, one, other) in [
                (&mut self.source, &one.source, &other.source),
                (&mut self.cue, &one.cue, &other.cue),
                (&mut self.content, &one.content, &other.content),
            ] {
                let (one, other) = (words(one), words(other));
                scores.exact.add(&one, &other, true);
                scores.overlap.add(&one, &other, false);
                all_exact &= one == other;
            }
            self.relation
                .count(left.is_some(), right.is_some(), all_exact);
            if !all_exact {
                differences.push(Difference {
                    gold: left.map(|at| gold[at].clone()),
                    found: right.map(|at| found[at].clone()),
                });
            }
        }
        differences
    }
}

/// Which gold attribution belongs to which found one; those without partner come alone. In text order of the gold, the
/// found ones without partner last.
fn pairs(
    text: &str,
    gold: &[Attribution],
    found: &[Attribution],
) -> Vec<(Option<usize>, Option<usize>)> {
    let contents = |side: &[Attribution]| {
        side.iter()
            .map(|one| words(text, &one.content))
            .collect::<Vec<_>>()
    };
    let cues = |side: &[Attribution]| {
        side.iter()
            .map(|one| words(text, &one.cue))
            .collect::<Vec<_>>()
    };
    let (gold_words, found_words) = (contents(gold), contents(found));
    let (gold_cues, found_cues) = (cues(gold), cues(found));
    let mut candidates: Vec<(bool, usize, usize, usize)> = Vec::new();
    for (left, one) in gold_words.iter().enumerate() {
        for (right, other) in found_words.iter().enumerate() {
            let shared = one.intersection(other).count();
            let same_cue = gold_cues[left]
                .intersection(&found_cues[right])
                .next()
                .is_some();
            // Of two contents that share as many words, the closer one is the one with fewer words besides.
            let score = 1000 * 2 * shared / (one.len() + other.len()).max(1);
            if shared > 0 {
                candidates.push((same_cue, score, left, right));
            }
        }
    }
    candidates.sort_by_key(|&(same_cue, score, left, right)| {
        (std::cmp::Reverse((same_cue, score)), left, right)
    });
    let mut partner: Vec<Option<usize>> = vec![None; gold.len()];
    let mut taken = vec![false; found.len()];
    for (_, _, left, right) in candidates {
        if partner[left].is_none() && !taken[right] {
            partner[left] = Some(right);
            taken[right] = true;
        }
    }
    let paired = partner
        .into_iter()
        .enumerate()
        .map(|(left, right)| (Some(left), right));
    let alone = taken
        .into_iter()
        .enumerate()
        .filter(|(_, taken)| !taken)
        .map(|(right, _)| (None, Some(right)));
    paired.chain(alone).collect()
}

/// The words of spans: runs of letters and digits, so that punctuation at the edges does not count.
fn words(text: &str, spans: &[Span]) -> BTreeSet<Span> {
    let mut found = BTreeSet::new();
    for span in spans {
        let mut start = None;
        for (at, character) in span
            .of(text)
            .char_indices()
            .map(|(at, character)| (span.start + at, character))
        {
            match (character.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(begin)) => {
                    found.insert(Span::new(begin, at));
                    start = None;
                }
                _ => {}
            }
        }
        found.extend(start.map(|begin| Span::new(begin, span.end)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

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
        }
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

    #[test]
    fn offsets_count_code_points() {
        let text = "Élu, il dit oui.";
        let ann = "T1\tSource 5 7\til\nT2\tCue 8 11\tdit\nT3\tContent 12 15\toui\nT4\tAttribution 8 11\tdit\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n";
        let found = attributions(ann, text).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].content[0].of(text), "oui");
        assert_eq!(found[0].source[0].of(text), "il");
    }

    #[test]
    fn an_offset_outside_names_the_line() {
        let error = attributions("T1\tCue 0 99\tx\n", "court").unwrap_err();
        assert_eq!(
            error,
            StandoffError {
                line: 1,
                problem: "offset 99 lies behind the end of the text".into()
            }
        );
    }

    #[test]
    fn an_event_without_its_annotation_names_the_line() {
        let error = attributions("E1\tAttribution:T4 Cue:T2\n", "court").unwrap_err();
        assert_eq!(error.problem, "there is no annotation `T4`");
    }
}
