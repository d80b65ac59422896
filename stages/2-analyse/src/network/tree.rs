//! The best tree: of all ways to give every word a head, the one whose arcs score highest together.
//!
//! Chu and Liu (1965) and Edmonds (1967): every word takes its best head; where that closes a circle, the circle becomes
//! one word and the search goes on. A sentence has one root.

/// Overwrites `heads` with the head of each of `words` words; `words` itself is the root's. `scores` has a row for each
/// word and in it a score for each head, the root's last.
pub(crate) fn best_tree(scores: &[f32], words: usize, heads: &mut Vec<usize>) {
    heads.clear();
    let row = |word: usize| &scores[word * (words + 1)..(word + 1) * (words + 1)];
    for word in 0..words {
        heads.push(best_head(row(word), word, true));
    }
    if is_tree(heads, words) {
        return;
    }
    // One root: the word that loses least by taking it, tried in turn from the likeliest.
    let mut roots: Vec<(f32, usize)> = (0..words)
        .map(|word| {
            let row = row(word);
            (row[words] - row[best_head(row, word, false)], word)
        })
        .collect();
    roots.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    let mut best = f32::NEG_INFINITY;
    for &(_, root) in roots.iter().take(CANDIDATES) {
        let found = arborescence(scores, words, root);
        let total = (0..words).map(|word| row(word)[found[word]]).sum();
        if total > best {
            best = total;
            *heads = found;
        }
    }
}

/// How many words are tried as the root where the best heads are no tree.
const CANDIDATES: usize = 3;

fn best_head(row: &[f32], word: usize, root: bool) -> usize {
    let last = row.len() - usize::from(!root);
    let mut best = usize::MAX;
    for head in (0..last).filter(|&head| head != word) {
        if best == usize::MAX || row[head] > row[best] {
            best = head;
        }
    }
    // A sentence of one word has no other head than the root.
    best.min(row.len() - 1)
}

fn is_tree(heads: &[usize], words: usize) -> bool {
    heads.iter().filter(|&&head| head == words).count() == 1 && circle(heads, words).is_none()
}

/// The words of a circle of heads, if there is one.
fn circle(heads: &[usize], words: usize) -> Option<Vec<usize>> {
    let mut seen = vec![usize::MAX; words];
    for start in 0..words {
        let mut at = start;
        while at < words && seen[at] == usize::MAX {
            seen[at] = start;
            at = heads[at];
        }
        if at < words && seen[at] == start {
            let mut found = vec![at];
            let mut next = heads[at];
            while next != at {
                found.push(next);
                next = heads[next];
            }
            return Some(found);
        }
    }
    None
}

/// The best tree in which `root` alone depends on the root.
fn arborescence(scores: &[f32], words: usize, root: usize) -> Vec<usize> {
    let mut table = vec![f32::NEG_INFINITY; words * words];
    for word in (0..words).filter(|&word| word != root) {
        for head in (0..words).filter(|&head| head != word) {
            table[word * words + head] = scores[word * (words + 1) + head];
        }
    }
    let mut heads = contract(&table, words, root);
    heads[root] = words;
    heads
}

/// The best heads of all words but `root` in a table with a row a word and a score a head. The root's own is `words`.
fn contract(table: &[f32], words: usize, root: usize) -> Vec<usize> {
    let score = |word: usize, head: usize| table[word * words + head];
    let mut heads: Vec<usize> = (0..words)
        .map(|word| match word == root {
            true => words,
            false => best_head(&table[word * words..(word + 1) * words], word, true),
        })
        .collect();
    let Some(circle) = circle(&heads, words) else {
        return heads;
    };
    // The words outside the circle keep their order; the circle is the last of the smaller table.
    let mut inside = vec![false; words];
    for &word in &circle {
        inside[word] = true;
    }
    let outside: Vec<usize> = (0..words).filter(|&word| !inside[word]).collect();
    let size = outside.len() + 1;
    let mut smaller = vec![f32::NEG_INFINITY; size * size];
    let mut enters = vec![0; outside.len()];
    let mut leaves = vec![0; outside.len()];
    for (number, &word) in outside.iter().enumerate() {
        for (other, &head) in outside.iter().enumerate() {
            smaller[number * size + other] = score(word, head);
        }
        let from = |head: &&usize| score(word, **head);
        leaves[number] = most(&circle, |head| from(&head));
        smaller[number * size + size - 1] = score(word, leaves[number]);
        // What breaking the circle at a word costs and brings.
        let gain = |at: &usize| score(*at, word) - score(*at, heads[*at]);
        enters[number] = most(&circle, gain);
        smaller[(size - 1) * size + number] = gain(&enters[number]);
    }
    let inner_root = outside.iter().position(|&word| word == root).unwrap_or(0);
    let found = contract(&smaller, size, inner_root);
    for (number, &word) in outside
        .iter()
        .enumerate()
        .filter(|(_, word)| **word != root)
    {
        heads[word] = match found[number] {
            head if head == size - 1 => leaves[number],
            head => outside[head],
        };
    }
    let entry = found[size - 1];
    heads[enters[entry]] = outside[entry];
    heads
}

/// The first of the words with the highest score.
fn most(words: &[usize], score: impl Fn(&usize) -> f32) -> usize {
    let mut best = words[0];
    for &word in words {
        if score(&word) > score(&best) {
            best = word;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way to give three words heads, tried one by one.
    fn by_trial(scores: &[f32]) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for number in 0..64 {
            let heads = [number % 4, number / 4 % 4, number / 16];
            let own = heads.iter().enumerate().any(|(word, &head)| word == head);
            if !own && is_tree(&heads, 3) {
                best = best.max((0..3).map(|word| scores[word * 4 + heads[word]]).sum());
            }
        }
        best
    }

    #[test]
    fn no_tree_scores_higher() {
        let mut state = 1u32;
        for _ in 0..500 {
            let scores: Vec<f32> = (0..12)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 24) as f32
                })
                .collect();
            let mut heads = Vec::new();
            best_tree(&scores, 3, &mut heads);
            assert!(is_tree(&heads, 3), "{heads:?} {scores:?}");
            let total: f32 = (0..3).map(|word| scores[word * 4 + heads[word]]).sum();
            assert_eq!(total, by_trial(&scores), "{heads:?} {scores:?}");
        }
    }

    #[test]
    fn long_circles_are_opened() {
        // Each of forty words wants the next one as its head, the last the first.
        let words = 40;
        let mut scores = vec![0f32; words * (words + 1)];
        for word in 0..words {
            scores[word * (words + 1) + (word + 1) % words] = 10.0;
            scores[word * (words + 1) + words] = -(word as f32);
        }
        let mut heads = Vec::new();
        best_tree(&scores, words, &mut heads);
        assert!(is_tree(&heads, words));
        assert_eq!(heads[0], words);
    }

    #[test]
    fn one_word_is_the_root() {
        let mut heads = Vec::new();
        best_tree(&[0.0, -3.0], 1, &mut heads);
        assert_eq!(heads, [1]);
        best_tree(&[], 0, &mut heads);
        assert!(heads.is_empty());
    }
}
