//! The patterns of `time-patterns.tsv` in one tree, walked once from each atom.

use rustc_hash::FxHashMap;
use selon_analyse::{Sentence, Upos};
use selon_languages::{NumberRole, Pack, TimePattern};
use smol_str::SmolStr;

use super::calendar::Grain;
use super::meaning::Meaning;
use super::slots::{Filler, Fillers, Slot};
use super::syntax::{Element, sequences};
use crate::rules::RuleError;
use crate::rules::atoms::{Atom, AtomKind, Gap};
use crate::rules::numbers::{self, Numbers};
use crate::rules::phrases::Phrases;

/// How many letters a month has at most that is cut short by a stop.
const LONGEST_SHORT: usize = 5;

/// A pattern found in a text.
pub(super) struct Found<'a> {
    pub meaning: &'a Meaning,
    pub fillers: Fillers,
    /// How many atoms at the beginning are only its surroundings.
    pub context: usize,
    /// The atom after it.
    pub end: usize,
}

#[derive(Debug)]
pub(super) struct Patterns {
    nodes: Vec<Node>,
    meanings: Vec<Meaning>,
    numbers: Numbers,
    months: Phrases<u8>,
    weekdays: Phrases<u8>,
    units: Phrases<Grain>,
    parts: Phrases<&'static str>,
    ordinals: Phrases<()>,
}

#[derive(Debug, Default)]
struct Node {
    words: FxHashMap<SmolStr, usize>,
    slots: Vec<(Slot, usize)>,
    /// The meaning's index, and how many atoms before it are context.
    accepts: Option<(usize, usize)>,
}

impl Patterns {
    pub fn load(pack: &'static Pack) -> Result<Patterns, RuleError> {
        let words = pack.time_words.iter();
        let units = pack.units.iter();
        let ordinals = numbers::with_role(pack, NumberRole::Ordinal);
        let mut patterns = Patterns {
            nodes: vec![Node::default()],
            meanings: Vec::new(),
            numbers: Numbers::load(pack),
            months: words
                .clone()
                .filter_map(|row| Some((row.form, row.month?)))
                .collect(),
            weekdays: words
                .clone()
                .filter_map(|row| Some((row.form, row.weekday?)))
                .collect(),
            units: units
                .filter_map(|row| Some((row.form, row.time?.into())))
                .collect(),
            parts: words
                .filter_map(|row| Some((row.form, row.part?)))
                .collect(),
            ordinals: ordinals.map(|row| (row.form, ())).collect(),
        };
        for row in pack.time_patterns {
            let fail = |problem| RuleError::new(pack, "time-patterns", row.pattern, problem);
            patterns.add(row).map_err(fail)?;
        }
        Ok(patterns)
    }

    fn add(&mut self, row: &TimePattern) -> Result<(), String> {
        self.meanings.push(row.into());
        let meaning = self.meanings.len() - 1;
        for sequence in sequences(row.pattern)? {
            let context = sequence
                .iter()
                .filter(|e| matches!(e, Element::Context(_)))
                .count();
            if context == sequence.len() {
                return Err("nothing in the pattern has to be there".to_owned());
            }
            let node = self.node(&sequence);
            self.nodes[node].accepts = Some((meaning, context));
        }
        Ok(())
    }

    /// The node at the end of a sequence, made where it is missing.
    fn node(&mut self, sequence: &[Element]) -> usize {
        let mut at = 0;
        for element in sequence {
            let fresh = self.nodes.len();
            let node = &mut self.nodes[at];
            at = match element {
                Element::Word(word) | Element::Context(word) => {
                    *node.words.entry(word.clone()).or_insert(fresh)
                }
                Element::Slot(slot) => match node.slots.iter().find(|(other, _)| other == slot) {
                    Some(&(_, next)) => next,
                    None => {
                        node.slots.push((*slot, fresh));
                        fresh
                    }
                },
            };
            if at == fresh {
                self.nodes.push(Node::default());
            }
        }
        at
    }

    /// The longest pattern that begins at an atom; of two equally long, the one that stands later in the table.
    pub fn longest(&self, atoms: &[Atom], start: usize, sentence: &Sentence) -> Option<Found<'_>> {
        let mut walk = Walk {
            patterns: self,
            atoms,
            sentence,
            fillers: Vec::new(),
            best: None,
        };
        walk.from(0, start);
        walk.best
    }
}

/// One look along the tree of patterns from one atom on.
struct Walk<'a, 't> {
    patterns: &'a Patterns,
    atoms: &'t [Atom],
    sentence: &'t Sentence,
    fillers: Vec<Filler>,
    best: Option<Found<'a>>,
}

impl Walk<'_, '_> {
    fn from(&mut self, node: usize, at: usize) {
        let patterns = self.patterns;
        let node = &patterns.nodes[node];
        if let Some((meaning, context)) = node.accepts
            && self.best.as_ref().is_none_or(|best| best.end <= at)
        {
            self.best = Some(Found {
                meaning: &patterns.meanings[meaning],
                fillers: Fillers(self.fillers.clone()),
                context,
                end: at,
            });
        }
        let Some(atom) = self.atoms.get(at) else {
            return;
        };
        if let Some(&next) = node.words.get(&atom.text) {
            self.from(next, at + 1);
        }
        for &(slot, next) in &node.slots {
            if let Some((end, filler)) = self.fill(slot, at) {
                self.fillers.push(filler);
                self.from(next, end);
                self.fillers.pop();
            }
        }
    }

    /// What fills a slot from an atom on, and the atom after it.
    fn fill(&self, slot: Slot, at: usize) -> Option<(usize, Filler)> {
        let patterns = self.patterns;
        let (end, number) = match slot {
            Slot::Day => self.day(at)?,
            Slot::Month => self.month(at)?,
            Slot::MonthNumber => (at + 1, self.integer(at, 1..=2, 1..=12)?),
            Slot::Hour => (at + 1, self.integer(at, 1..=2, 0..=24)?),
            Slot::Minute => (at + 1, self.integer(at, 2..=2, 0..=59)?),
            Slot::Year => (at + 1, self.integer(at, 4..=4, 1000..=2199)?),
            Slot::Weekday => {
                let (end, &day) = patterns.weekdays.longest(self.atoms, at)?;
                (end, f64::from(day))
            }
            Slot::Number => {
                let found = patterns.numbers.at(self.atoms, at)?;
                (found.end, found.value)
            }
            Slot::Unit => {
                let (end, &unit) = patterns.units.longest(self.atoms, at)?;
                return Some((end, Filler::Unit(unit)));
            }
            Slot::Part => {
                let (end, &part) = patterns.parts.longest(self.atoms, at)?;
                return Some((end, Filler::Part(part)));
            }
        };
        Some((end, Filler::Number(slot, number)))
    }

    /// `3`, `3rd`
    fn day(&self, at: usize) -> Option<(usize, f64)> {
        let day = self.integer(at, 1..=2, 1..=31)?;
        let suffix = self.atoms.get(at + 1).filter(|next| next.tight());
        let suffixed = suffix.is_some_and(|next| self.patterns.ordinals.word(&next.text).is_some());
        Some((at + 1 + usize::from(suffixed), day))
    }

    /// `août`, `Aug.`
    fn month(&self, at: usize) -> Option<(usize, f64)> {
        let (end, &month) = self.patterns.months.longest(self.atoms, at)?;
        // A month may be spelt as an auxiliary is.
        let upos = self.atoms[at].upos(self.sentence);
        if matches!(upos, Some(Upos::Aux | Upos::Verb)) {
            return None;
        }
        // A stop ends an abbreviation, where it does not end the sentence.
        let stop = |next: &Atom| next.text == "." && next.tight();
        let stopped = self.atoms.get(end).is_some_and(stop)
            && end + 1 < self.atoms.len()
            && self.atoms[at].text.chars().count() <= LONGEST_SHORT;
        Some((end + usize::from(stopped), f64::from(month)))
    }

    /// Digits of that many places and that range, which no space joins to more digits.
    fn integer(
        &self,
        at: usize,
        places: std::ops::RangeInclusive<usize>,
        range: std::ops::RangeInclusive<u32>,
    ) -> Option<f64> {
        let atom = self.atoms.get(at)?;
        let value = atom.integer()?;
        let grouped = self.atoms.get(at + 1).is_some_and(|next| {
            next.kind == AtomKind::Digits && next.gap == Gap::Hard && next.text.len() == 3
        });
        (places.contains(&atom.text.len()) && range.contains(&value) && !grouped)
            .then_some(f64::from(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::atoms::atoms;
    use crate::rules::testing::analysis;

    /// The slots of the longest pattern at the beginning of a text, and its words.
    fn found(code: &str, text: &str, tags: &str) -> Option<(Vec<Filler>, String)> {
        let patterns = Patterns::load(selon_languages::pack(code).unwrap()).unwrap();
        let analysis = analysis(text, tags);
        let sentence = &analysis.sentences[0];
        let atoms = atoms(text, sentence);
        let found = patterns.longest(&atoms, 0, sentence)?;
        let from = atoms[found.context].span.start;
        let words = text[from..atoms[found.end - 1].span.end].to_owned();
        Some((found.fillers.0, words))
    }

    #[test]
    fn the_longest_pattern_counts_and_its_context_is_none_of_it() {
        let (fillers, words) = found("fr", "en décembre, déjà", "").unwrap();
        let expected = [Filler::Number(Slot::Month, 12.0)];
        assert_eq!((fillers, words.as_str()), (expected.to_vec(), "décembre"));
        let (fillers, words) = found("fr", "décembre 2019, déjà", "").unwrap();
        assert_eq!((fillers.len(), words.as_str()), (2, "décembre 2019"));
    }

    #[test]
    fn a_day_may_be_an_ordinal_and_a_month_be_cut_short() {
        let words = |code, text, tags| found(code, text, tags).map(|(_, words)| words);
        assert_eq!(
            words("en", "Sept. 3rd was", ""),
            Some("Sept. 3rd".to_owned())
        );
        assert_eq!(words("fr", "1er mai, donc", ""), Some("1er mai".to_owned()));
        // At the end of a sentence the stop is the sentence's.
        assert_eq!(words("en", "in Sept.", ""), Some("Sept".to_owned()));
        // What is tagged as an auxiliary is no month.
        assert_eq!(words("en", "may 20", "may:AUX"), None);
    }

    #[test]
    fn digits_that_a_space_joins_to_more_are_no_date() {
        assert_eq!(found("fr", "3\u{a0}000 mai", ""), None);
        assert_eq!(found("fr", "45 mai", ""), None);
    }
}
