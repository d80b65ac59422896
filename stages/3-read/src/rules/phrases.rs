//! Sets of phrases, found by their longest match in one walk.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::atoms::{Atom, cut};

/// Phrases with a value each.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<T> {
    nodes: Vec<Node<T>>,
}

#[derive(Debug, Clone)]
struct Node<T> {
    next: FxHashMap<SmolStr, usize>,
    value: Option<T>,
}

impl<T> Node<T> {
    fn new() -> Node<T> {
        Node {
            next: FxHashMap::default(),
            value: None,
        }
    }
}

impl<T> Phrases<T> {
    pub fn new() -> Phrases<T> {
        Phrases {
            nodes: vec![Node::new()],
        }
    }

    /// Adds a phrase as it is written; a later value replaces an earlier one.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let mut at = 0;
        for atom in cut(phrase, 0) {
            let fresh = self.nodes.len();
            let next = *self.nodes[at].next.entry(atom.text).or_insert(fresh);
            if next == fresh {
                self.nodes.push(Node::new());
            }
            at = next;
        }
        self.nodes[at].value = Some(value);
    }

    /// The longest phrase that begins at `start`: the atom after it and its value.
    pub fn longest(&self, atoms: &[Atom], start: usize) -> Option<(usize, &T)> {
        let mut node = &self.nodes[0];
        let mut best = None;
        for (at, atom) in atoms.iter().enumerate().skip(start) {
            let Some(&next) = node.next.get(&atom.text) else {
                break;
            };
            node = &self.nodes[next];
            if let Some(value) = &node.value {
                best = Some((at + 1, value));
            }
        }
        best
    }

    /// The value of a phrase of one atom.
    pub fn word(&self, text: &str) -> Option<&T> {
        let next = *self.nodes[0].next.get(text)?;
        self.nodes[next].value.as_ref()
    }
}

impl<'p, T> FromIterator<(&'p str, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (&'p str, T)>>(entries: I) -> Phrases<T> {
        let mut phrases = Phrases::new();
        for (phrase, value) in entries {
            phrases.insert(phrase, value);
        }
        phrases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::new();
        phrases.insert("plus", 1);
        phrases.insert("plus d'", 2);
        assert_eq!(phrases.longest(&cut("Plus d’un an", 0), 0), Some((3, &2)));
        assert_eq!(phrases.longest(&cut("plus tard", 0), 0), Some((1, &1)));
        assert_eq!(phrases.longest(&cut("moins", 0), 0), None);
    }
}
