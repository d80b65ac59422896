//! What a number counts: the unit, and the words that say of what.

use selon_analyse::feature::VerbForm;
use selon_analyse::{Relation, Upos, Word};
use selon_intake::Span;

use super::{Amount, Reading};
use crate::rules::atoms::Atom;

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
    /// What an amount that begins at an atom counts.
    pub(super) fn counted(&self, start: usize, amount: &Amount) -> Counted {
        let at = amount.end;
        if amount.ratio {
            let of = self
                .noun(self.past_link(at))
                .map(|(first, noun)| self.group(first, noun));
            return Counted {
                unit: "ratio".to_owned(),
                of,
                end: at,
            };
        }
        if let Some(unit) = amount.unit {
            // `$5 million`, `entre 10 euros et 15 euros`.
            let end = match self.unit(at) {
                Some((end, same)) if same == unit => end,
                _ => at,
            };
            return self.measured(start, end, unit);
        }
        let linked = self.past_link(at);
        for from in [at, linked] {
            if let Some((end, unit)) = self.unit(from)
                && !self.is_verb(from, amount)
            {
                return self.measured(start, end, unit);
            }
        }
        let noun = self.modified_by_number(at).or_else(|| self.noun(linked));
        let Some((first, noun)) = noun else {
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

    /// Whether a currency is what some did (*of the 30, 12 won*). Sums in small currencies run into thousands.
    fn is_verb(&self, unit: usize, amount: &Amount) -> bool {
        let money = self.rules.money.after(unit, &self.atoms, self.named);
        let verb = self.atoms[unit].upos(self.sentence) == Some(Upos::Verb);
        verb && money.is_some() && amount.high < 1000.0
    }

    /// A measure: what it is of follows it (*15 % des électeurs*), or it modifies a noun before (*l'homme de 68 ans*).
    fn measured(&self, start: usize, end: usize, unit: &str) -> Counted {
        let linked = self.past_link(end);
        let of = if linked > end {
            self.noun(linked)
                .map(|(first, noun)| self.group(first, noun))
        } else {
            self.modified_noun(start, end)
        };
        Counted {
            unit: unit.to_owned(),
            of,
            end,
        }
    }

    /// The noun that the figure between two atoms modifies as a whole: of *85 millions d'euros* it is none of the *millions*.
    fn modified_noun(&self, start: usize, end: usize) -> Option<Span> {
        let figure = self.atoms[start].span.cover(self.atoms[end - 1].span);
        let words = &self.sentence.words;
        let mut word = self.atoms[end - 1].word_of(self.sentence)?;
        let mut head = words.get(word.head?)?;
        for _ in start..end {
            if !head.span.overlaps(figure) {
                break;
            }
            word = head;
            head = words.get(word.head?)?;
        }
        let modifies =
            word.is(Relation::Nmod) || word.is(Relation::Compound) || word.is(Relation::Amod);
        (modifies && is_nominal(head) && !head.span.overlaps(figure)).then_some(head.span)
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

    /// The noun close behind a number that the number modifies, with participles and nouns before it: *120 polling stations*.
    fn modified_by_number(&self, at: usize) -> Option<(usize, usize)> {
        let number = self.atoms[at - 1].word_of(self.sentence)?;
        let head = number.head.filter(|_| number.is(Relation::Nummod))?;
        let near = self.atoms.iter().enumerate().skip(at).take(ADJECTIVES + 1);
        let (noun, _) = near.clone().find(|(_, atom)| atom.word == head)?;
        let between = near.take_while(|(other, _)| *other < noun);
        let leads = |atom: &Atom| {
            atom.word_of(self.sentence).is_some_and(|word| {
                word.upos == Upos::Verb && !word.feats.is(VerbForm::Fin)
                    || matches!(word.upos, Upos::Adj | Upos::Noun | Upos::Propn)
            })
        };
        (is_nominal(&self.sentence.words[head]) && between.map(|(_, atom)| atom).all(leads))
            .then(|| (at, self.last_atom_of(noun)))
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
        let flat =
            word.is(Relation::Flat) || word.is(Relation::Compound) || word.is(Relation::Goeswith);
        flat || word.upos == Upos::Propn && matches!(before, Some(Upos::Propn))
    }
}

fn is_nominal(word: &Word) -> bool {
    matches!(word.upos, Upos::Noun | Upos::Propn)
}
