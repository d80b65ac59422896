//! Which steps of the parser lose no arc of the right tree (the dynamic oracle of Goldberg and Nivre, 2013).

use crate::parse::{NONE, State};

/// The right tree of a sentence, as the oracle needs it.
pub(crate) struct Tree {
    /// The head of each word; the number of words for the root.
    pub(crate) heads: Vec<usize>,
    /// The labels that are right for each word: several where its treebank tells relations less finely apart.
    pub(crate) labels: Vec<Vec<u16>>,
    /// The words that depend on each word, in order.
    children: Vec<Vec<usize>>,
}

impl Tree {
    pub(crate) fn new(heads: Vec<usize>, labels: Vec<Vec<u16>>) -> Tree {
        let mut children = vec![Vec::new(); heads.len() + 1];
        for (word, &head) in heads.iter().enumerate() {
            children[head].push(word);
        }
        Tree {
            heads,
            labels,
            children,
        }
    }

    /// How many words that still wait in the queue depend on `word`.
    fn waiting(&self, word: usize, state: &State) -> usize {
        let children = &self.children[word];
        children.len() - children.partition_point(|&child| child < state.next)
    }

    /// How many right arcs can no longer be built after a shift, left or right step.
    fn losses(&self, state: &State) -> [Option<usize>; 3] {
        let top = state.top(0);
        let shift = state.can_shift().then(|| {
            let lost = |&&word: &&usize| self.heads[word] == state.next;
            let below = state.stack.split_last().map_or(&[][..], |(_, below)| below);
            state.stack.iter().filter(lost).count()
                + usize::from(below.contains(&self.heads[state.next]))
        });
        let left = state.can_left().then(|| {
            let head = self.heads[top];
            usize::from(head == state.top(1) || head > state.next && head != NONE)
                + self.waiting(top, state)
        });
        let right = state
            .can_right()
            .then(|| usize::from(self.heads[top] >= state.next) + self.waiting(top, state));
        [shift, left, right]
    }

    /// For each step whether it is one of those that lose least.
    pub(crate) fn right_steps(&self, state: &State) -> [bool; 3] {
        let losses = self.losses(state);
        let least = losses.iter().flatten().min().copied();
        losses.map(|loss| loss.is_some() && loss == least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Step;

    /// Follows the oracle and returns the heads it builds.
    fn follow(heads: &[usize]) -> Vec<usize> {
        let tree = Tree::new(heads.to_vec(), vec![vec![1]; heads.len()]);
        let mut state = State::default();
        state.start(heads.len());
        while !state.is_done() {
            let right = tree.right_steps(&state);
            let step = Step::ALL.into_iter().zip(right).find(|(_, right)| *right);
            state.apply(step.map_or(Step::Left, |(step, _)| step));
        }
        state.nodes[..heads.len()]
            .iter()
            .map(|node| node.head)
            .collect()
    }

    #[test]
    fn the_oracle_rebuilds_projective_trees() {
        for heads in [
            &[1, 2, 3][..],
            &[1, 5, 3, 4, 1],
            &[4, 0, 1, 2],
            &[2, 2, 5, 2, 3],
            &[1],
        ] {
            assert_eq!(follow(heads), heads);
        }
    }

    #[test]
    fn a_tree_with_crossing_arcs_still_leads_to_a_tree() {
        let heads = follow(&[2, 3, 5, 2, 2]);
        for mut word in 0..heads.len() {
            for _ in 0..heads.len() {
                word = heads.get(word).copied().unwrap_or(word);
            }
            assert_eq!(word, heads.len(), "{heads:?}");
        }
    }
}
