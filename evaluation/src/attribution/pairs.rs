//! Which gold and which found attribution are the same one, and which words spans have.

use std::collections::BTreeSet;

use selon_intake::Span;

use super::Attribution;

/// Which gold attribution belongs to which found one; those without partner come alone. In text order of the gold, the
/// found ones without partner last.
pub(super) fn pairs(
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
pub(super) fn words(text: &str, spans: &[Span]) -> BTreeSet<Span> {
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
