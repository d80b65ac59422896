//! Dependents that no word has twice: two subjects, two objects.
//!
//! Arcs are scored one by one, so now and then a word gets two of them. Then the one that loses least by it takes its
//! next best relation or its next best head.

/// How many other heads are tried for a word.
const HEADS: usize = 4;

/// What a word is in the tree: its head and the number of its relation.
pub(crate) type Arc = (usize, usize);

/// Changes the arcs of a sentence until no head has two dependents in a relation of `sole`.
///
/// `scores` is a row for each word with a score for each head, the root's last; `labels` gives the score of every
/// relation for a word and a head.
pub(crate) fn part_twins(
    arcs: &mut [Arc],
    sole: &[bool],
    scores: &[f32],
    mut labels: impl FnMut(usize, usize) -> Vec<f32>,
) {
    let mut labels = |word, head| {
        let mut scores = labels(word, head);
        shares(&mut scores);
        scores
    };
    // Each change parts two; a sentence seldom needs more than one.
    for _ in 0..arcs.len() {
        let Some(twins) = twins(arcs, sole) else {
            return;
        };
        let changes = twins.map(|word| best_change(word, arcs, sole, scores, &mut labels));
        let Some((word, arc, _)) = changes
            .into_iter()
            .flatten()
            .max_by(|left, right| left.2.total_cmp(&right.2))
        else {
            return;
        };
        arcs[word] = arc;
    }
}

/// The first two words that are the same thing to the same head.
fn twins(arcs: &[Arc], sole: &[bool]) -> Option<[usize; 2]> {
    (0..arcs.len())
        .filter(|&word| sole[arcs[word].1])
        .find_map(|word| {
            let other = (word + 1..arcs.len()).find(|&other| arcs[other] == arcs[word])?;
            Some([word, other])
        })
}

/// What a word could be instead, and what the whole gains by it, mostly less than nought.
fn best_change(
    word: usize,
    arcs: &[Arc],
    sole: &[bool],
    scores: &[f32],
    labels: &mut impl FnMut(usize, usize) -> Vec<f32>,
) -> Option<(usize, Arc, f32)> {
    let row = &scores[word * (arcs.len() + 1)..(word + 1) * (arcs.len() + 1)];
    let mut heads: Vec<usize> = (0..arcs.len())
        .filter(|&head| head == arcs[word].0 || !below(head, word, arcs))
        .collect();
    heads.sort_by(|&left, &right| row[right].total_cmp(&row[left]).then(left.cmp(&right)));
    heads.truncate(HEADS);
    if !heads.contains(&arcs[word].0) {
        heads.push(arcs[word].0);
    }
    let (head, label) = arcs[word];
    let now = row[head] + labels(word, head)[label];
    let mut best: Option<(usize, Arc, f32)> = None;
    for head in heads {
        for (label, share) in labels(word, head).into_iter().enumerate() {
            let gain = row[head] + share - now;
            let better = best.is_none_or(|(_, _, most)| gain > most);
            if better && (head, label) != arcs[word] && is_free(word, (head, label), arcs, sole) {
                best = Some((word, (head, label), gain));
            }
        }
    }
    best
}

/// Whether a word can be this without being another's twin.
fn is_free(word: usize, arc: Arc, arcs: &[Arc], sole: &[bool]) -> bool {
    !sole[arc.1] || (0..arcs.len()).all(|other| other == word || arcs[other] != arc)
}

/// Whether a word is `above` or hangs on it.
fn below(mut word: usize, above: usize, arcs: &[Arc]) -> bool {
    for _ in 0..=arcs.len() {
        if word == above {
            return true;
        }
        match arcs.get(word) {
            Some(&(head, _)) => word = head,
            None => return false,
        }
    }
    false
}

/// Makes scores the logarithms of shares, to be added to those of other choices.
pub(super) fn shares(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores
        .iter()
        .map(|score| super::kernel::exp(score - most))
        .sum();
    let sum = most + super::kernel::ln(sum);
    scores.iter_mut().for_each(|score| *score -= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Labels: 0 is a sole one, 1 is not.
    fn parted(mut arcs: Vec<Arc>, scores: &[f32]) -> Vec<Arc> {
        part_twins(&mut arcs, &[true, false], scores, |word, _| match word {
            0 => vec![2.0, 1.0],
            _ => vec![2.0, -9.0],
        });
        arcs
    }

    #[test]
    fn the_one_that_loses_least_becomes_something_else() {
        // Words 0 and 1 are the same thing to word 2, the root; no other head will have either.
        let scores = [
            -99.0, -99.0, 5.0, -99.0, -99.0, -99.0, 5.0, -99.0, -99.0, -99.0, -99.0, 5.0,
        ];
        let arcs = parted(vec![(2, 0), (2, 0), (3, 1)], &scores);
        assert_eq!(arcs, [(2, 1), (2, 0), (3, 1)]);
    }

    #[test]
    fn a_word_moves_to_a_head_that_is_nearly_as_good() {
        let scores = [
            -99.0, -99.0, 5.0, -99.0, 4.9, -99.0, 5.0, -99.0, -99.0, -99.0, -99.0, 5.0,
        ];
        let arcs = parted(vec![(2, 0), (2, 0), (3, 1)], &scores);
        assert_eq!(arcs, [(2, 0), (0, 0), (3, 1)]);
    }

    #[test]
    fn no_word_moves_below_itself() {
        // Word 1 would rather hang on word 0, which hangs on word 1.
        let scores = [
            -99.0, 5.0, 4.0, -99.0, 9.0, -99.0, 5.0, -99.0, -99.0, -99.0, -99.0, 5.0,
        ];
        let arcs = parted(vec![(1, 1), (2, 0), (3, 1)], &scores);
        assert_eq!(arcs, [(1, 1), (2, 0), (3, 1)]);
    }
}
