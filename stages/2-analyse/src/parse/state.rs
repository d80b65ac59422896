//! Where a parse stands.

use super::Step;

/// No word: the place of a head, a child or a stack item that is not there.
pub(crate) const NONE: usize = usize::MAX;

/// The stack, the queue and the arcs so far. The queue is the words from `next` on and the artificial root behind
/// them, whose index is the number of words.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    pub(crate) stack: Vec<usize>,
    pub(crate) next: usize,
    pub(crate) words: usize,
    pub(crate) nodes: Vec<Node>,
}

/// One word's arcs so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// The word it depends on, the number of words for the artificial root, [`NONE`] until it is known.
    pub(crate) head: usize,
    pub(crate) label: u16,
    /// The outermost dependent on the left and the one next to it.
    pub(crate) left: [usize; 2],
    /// The outermost dependent on the right and the one next to it.
    pub(crate) right: [usize; 2],
    /// The labels of the dependents on the left and on the right, as bits (labels beyond 63 share).
    pub(crate) left_labels: u64,
    pub(crate) right_labels: u64,
    pub(crate) lefts: u32,
    pub(crate) rights: u32,
}

const BARE: Node = Node {
    head: NONE,
    label: 0,
    left: [NONE; 2],
    right: [NONE; 2],
    left_labels: 0,
    right_labels: 0,
    lefts: 0,
    rights: 0,
};

impl State {
    /// Begins a sentence of so many words.
    pub(crate) fn start(&mut self, words: usize) {
        self.stack.clear();
        self.next = 0;
        self.words = words;
        self.nodes.clear();
        self.nodes.resize(words + 1, BARE);
    }

    /// The `depth`th item of the stack from its top, or [`NONE`].
    #[inline]
    pub(crate) fn top(&self, depth: usize) -> usize {
        self.stack
            .len()
            .checked_sub(depth + 1)
            .map_or(NONE, |index| self.stack[index])
    }

    /// Whether all words have been shifted and at most one still waits for its head.
    #[inline]
    pub(crate) fn is_last(&self) -> bool {
        self.next == self.words && self.stack.len() <= 1
    }

    /// Whether every word has its head.
    #[inline]
    pub(crate) fn is_done(&self) -> bool {
        self.next == self.words && self.stack.is_empty()
    }

    #[inline]
    pub(crate) fn can_shift(&self) -> bool {
        self.next < self.words
    }

    /// Whether the top can depend on the next word; the root does not count as one.
    #[inline]
    pub(crate) fn can_left(&self) -> bool {
        self.next < self.words && !self.stack.is_empty()
    }

    #[inline]
    pub(crate) fn can_right(&self) -> bool {
        self.stack.len() >= 2
    }

    /// Whether a step can be taken where there is something to choose.
    #[inline]
    pub(crate) fn allows(&self, step: Step) -> bool {
        match step {
            Step::Shift => self.can_shift(),
            Step::Left => self.can_left(),
            Step::Right => self.can_right(),
        }
    }

    /// Takes a step and returns the word that got its head by it, and the head. Steps that cannot be taken leave the
    /// state as it is.
    pub(crate) fn apply(&mut self, step: Step) -> Option<(usize, usize)> {
        match step {
            Step::Shift => {
                self.stack.push(self.next);
                self.next += 1;
                None
            }
            Step::Left => {
                let word = self.stack.pop()?;
                Some(self.attach(word, self.next))
            }
            Step::Right => {
                let [.., head, word] = self.stack[..] else {
                    return None;
                };
                self.stack.pop();
                Some(self.attach(word, head))
            }
        }
    }

    fn attach(&mut self, word: usize, head: usize) -> (usize, usize) {
        self.nodes[word].head = head;
        let node = &mut self.nodes[head];
        if word < head {
            // Left dependents come from the inside out, as right ones do.
            node.left = [word, node.left[0]];
            node.lefts += 1;
        } else {
            node.right = [word, node.right[0]];
            node.rights += 1;
        }
        (word, head)
    }

    /// Gives a word that has its head the relation to it.
    pub(crate) fn label(&mut self, word: usize, label: u16) {
        self.nodes[word].label = label;
        let bit = 1 << label.min(63);
        let head = self.nodes[word].head;
        let node = &mut self.nodes[head];
        if word < head {
            node.left_labels |= bit;
        } else {
            node.right_labels |= bit;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_build_arcs() {
        // "Le maire parle": determiner, subject, root.
        let mut state = State::default();
        state.start(3);
        let steps = [
            (Step::Shift, 0),
            (Step::Left, 1),
            (Step::Shift, 0),
            (Step::Left, 2),
            (Step::Shift, 0),
        ];
        for (step, label) in steps {
            assert!(!state.is_last());
            if let Some((word, _)) = state.apply(step) {
                state.label(word, label);
            }
        }
        assert!(state.is_last() && !state.is_done());
        assert_eq!(state.apply(Step::Left), Some((2, 3)));
        assert!(state.is_done());
        let heads: Vec<usize> = state.nodes[..3].iter().map(|node| node.head).collect();
        assert_eq!(heads, [1, 2, 3]);
        assert_eq!(state.nodes[2].left, [1, NONE]);
        assert_eq!(state.nodes[2].left_labels, 1 << 2);
    }
}
