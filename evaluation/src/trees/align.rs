//! Which words of two analyses of one text are the same.

use super::side::Word;

/// The pairs of words that are the same.
pub(super) fn align(gold: &[Word], found: &[Word]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut f) = (0, 0);
    while g < gold.len() && f < found.len() {
        if gold[g].contracted || found[f].contracted {
            let (g_start, f_start, g_end, f_end) = contraction(gold, found, g, f);
            align_forms(&gold[g_start..g_end], &found[f_start..f_end], |i, j| {
                pairs.push((g_start + i, f_start + j));
            });
            (g, f) = (g_end, f_end);
        } else if gold[g].range == found[f].range {
            pairs.push((g, f));
            (g, f) = (g + 1, f + 1);
        } else if gold[g].range.0 <= found[f].range.0 {
            g += 1;
        } else {
            f += 1;
        }
    }
    pairs
}

/// The words on both sides that a contraction on either side touches.
fn contraction(
    gold: &[Word],
    found: &[Word],
    mut g: usize,
    mut f: usize,
) -> (usize, usize, usize, usize) {
    let mut end;
    if gold[g].contracted {
        end = gold[g].range.1;
        f += usize::from(!found[f].contracted && found[f].range.0 < gold[g].range.0);
    } else {
        end = found[f].range.1;
        g += usize::from(!gold[g].contracted && gold[g].range.0 < found[f].range.0);
    }
    let (g_start, f_start) = (g, f);
    let beyond = |words: &[Word], at: usize, end: usize| {
        words.get(at).is_none_or(|word| match word.contracted {
            true => word.range.0 >= end,
            false => word.range.1 > end,
        })
    };
    while !beyond(gold, g, end) || !beyond(found, f, end) {
        let gold_first = f >= found.len() || g < gold.len() && gold[g].range.0 <= found[f].range.0;
        let (words, at) = if gold_first {
            (gold, &mut g)
        } else {
            (found, &mut f)
        };
        if words[*at].contracted {
            end = end.max(words[*at].range.1);
        }
        *at += 1;
    }
    (g_start, f_start, g, f)
}

/// Pairs words by the longest common subsequence of their forms.
fn align_forms(gold: &[Word], found: &[Word], mut pair: impl FnMut(usize, usize)) {
    let mut longest = vec![vec![0usize; found.len() + 1]; gold.len() + 1];
    for g in (0..gold.len()).rev() {
        for f in (0..found.len()).rev() {
            longest[g][f] = if gold[g].form == found[f].form {
                longest[g + 1][f + 1] + 1
            } else {
                longest[g + 1][f].max(longest[g][f + 1])
            };
        }
    }
    let (mut g, mut f) = (0, 0);
    while g < gold.len() && f < found.len() {
        if gold[g].form == found[f].form {
            pair(g, f);
            (g, f) = (g + 1, f + 1);
        } else if longest[g][f] == longest[g + 1][f] {
            g += 1;
        } else {
            f += 1;
        }
    }
}
