//! What a number counts: the unit, and the words that say of what.

use selon_analyse::{Upos, Word};
use selon_intake::Span;

use super::Reading;

/// What a preposition after a number joins to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// What is counted: *dozens of*.
    Count,
    /// Only a complement of what is counted: *people from*.
    Complement,
}

/// What a number counts.
pub(super) struct Counted {
    pub unit: String,
    pub of: Option<Span>,
    /// The atom after the unit.
    pub end: usize,
}

/// How many adjectives may stand between a number and its noun.
const ADJECTIVES: usize = 3;

impl Reading<'_> {
    /// What the number before the atom `at` counts.
    pub(super) fn counted(&self, at: usize, unit: Option<&'static str>, ratio: bool) -> Counted {
        if ratio {
            let of = self
                .noun(self.past_link(at))
                .map(|(first, noun)| self.group(first, noun));
            return Counted {
                unit: "ratio".to_owned(),
                of,
                end: at,
            };
        }
        if let Some(unit) = unit {
            // `$5 million`, `entre 10 euros et 15 euros`.
            let end = match self.unit(at) {
                Some((end, same)) if same == unit => end,
                _ => at,
            };
            return self.measured(end, unit);
        }
        let linked = self.past_link(at);
        for start in [at, linked] {
            if let Some((end, unit)) = self.unit(start) {
                return self.measured(end, unit);
            }
        }
        let Some((first, noun)) = self.noun(linked) else {
            return Counted {
                unit: String::new(),
                of: None,
                end: at,
            };
        };
        Counted {
            unit: self.unit_of(noun),
            of: Some(self.group(first, noun)),
            end: noun + 1,
        }
    }

    /// A measure: what it is of follows it (*15 % des électeurs*), or it modifies a noun before (*l'homme de 68 ans*).
    fn measured(&self, end: usize, unit: &str) -> Counted {
        let linked = self.past_link(end);
        let of = if linked > end {
            self.noun(linked)
                .map(|(first, noun)| self.group(first, noun))
        } else {
            self.modified_noun(end - 1)
        };
        Counted {
            unit: unit.to_owned(),
            of,
            end,
        }
    }

    fn modified_noun(&self, unit: usize) -> Option<Span> {
        let word = self.atoms[unit].word_of(self.sentence)?;
        let head = self.sentence.words.get(word.head?)?;
        let modifies = word.is("nmod") || word.is("compound") || word.is("amod");
        (modifies && is_nominal(head) && !head.span.overlaps(word.span)).then_some(head.span)
    }

    fn past_link(&self, at: usize) -> usize {
        match self.rules.links.longest(&self.atoms, at) {
            Some((end, Link::Count)) => end,
            _ => at,
        }
    }

    /// The noun at an atom with the adjectives before it: its first atom and the noun's last.
    fn noun(&self, at: usize) -> Option<(usize, usize)> {
        let mut noun = at;
        for _ in 0..=ADJECTIVES {
            let atom = self.atoms.get(noun)?;
            let word = atom.word_of(self.sentence)?;
            if is_nominal(word) || self.counts_people(atom.text.as_str(), word) {
                return Some((at, self.last_atom_of(noun)));
            }
            if !matches!(word.upos, Upos::Adj | Upos::Det) {
                return None;
            }
            noun = self.last_atom_of(noun) + 1;
        }
        None
    }

    /// A word may be several atoms, `sans-abri`: the last of them.
    fn last_atom_of(&self, atom: usize) -> usize {
        let word = self.atoms[atom].word;
        let rest = &self.atoms[atom..];
        atom + rest.iter().take_while(|other| other.word == word).count() - 1
    }

    fn unit_of(&self, noun: usize) -> String {
        let atom = &self.atoms[noun];
        let Some(word) = atom.word_of(self.sentence) else {
            return atom.text.to_string();
        };
        if self.counts_people(atom.text.as_str(), word) {
            return "person".to_owned();
        }
        match word.lemma.as_str() {
            "" | "_" => atom.text.to_string(),
            lemma => lemma.to_lowercase(),
        }
    }

    fn counts_people(&self, text: &str, word: &Word) -> bool {
        let persons = &self.rules.persons;
        let lemma = word.lemma.to_lowercase();
        let singular = text.strip_suffix('s').unwrap_or(text);
        [text, singular, lemma.as_str()]
            .iter()
            .any(|form| persons.word(form).is_some())
    }

    /// The nominal group around a noun: the adjectives after it and its prepositional complements.
    fn group(&self, first: usize, noun: usize) -> Span {
        let mut end = noun;
        let mut at = noun + 1;
        while let Some(atom) = self.atoms.get(at) {
            let Some(word) = atom.word_of(self.sentence) else {
                break;
            };
            if word.upos == Upos::Adj || self.is_part_of_name(word, at) {
                end = self.last_atom_of(at);
            } else if let Some((after, _)) = self.rules.links.longest(&self.atoms, at)
                && let Some((_, complement)) = self.noun(after)
            {
                end = complement;
            } else {
                break;
            }
            at = end + 1;
        }
        self.atoms[first].span.cover(self.atoms[end].span)
    }

    fn is_part_of_name(&self, word: &Word, at: usize) -> bool {
        let before = self.atoms[at - 1].upos(self.sentence);
        let flat = word.is("flat") || word.is("compound") || word.is("goeswith");
        flat || word.upos == Upos::Propn && matches!(before, Some(Upos::Propn))
    }
}

fn is_nominal(word: &Word) -> bool {
    matches!(word.upos, Upos::Noun | Upos::Propn)
}
