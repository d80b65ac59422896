//! The patterns of `time-patterns.tsv` in one tree, walked once from each atom.

use rustc_hash::FxHashMap;
use selon_analyse::{Sentence, Upos};
use selon_languages::{NumberRole, Pack, TimePattern};
use smol_str::SmolStr;

use super::calendar::Grain;
use super::meaning::Meaning;
use crate::rules::RuleError;
use crate::rules::atoms::{Atom, AtomKind, Gap, cut};
use crate::rules::numbers::{self, Numbers};
use crate::rules::phrases::Phrases;

/// What a place of a pattern stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Day,
    Month,
    MonthNumber,
    Year,
    Weekday,
    Number,
    Unit,
    Part,
    Hour,
    Minute,
}

impl Slot {
    fn from_name(name: &str) -> Option<Slot> {
        Some(match name {
            "day" => Slot::Day,
            "month" => Slot::Month,
            "mm" => Slot::MonthNumber,
            "year" => Slot::Year,
            "weekday" => Slot::Weekday,
            "number" => Slot::Number,
            "unit" => Slot::Unit,
            "part" => Slot::Part,
            "hour" => Slot::Hour,
            "minute" => Slot::Minute,
            _ => return None,
        })
    }
}

/// What the text has in a slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Filler {
    Number(Slot, f64),
    Unit(Grain),
    Part(&'static str),
}

/// A pattern found in a text.
pub(super) struct Found<'a> {
    pub meaning: &'a Meaning,
    pub slots: Vec<Filler>,
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

#[derive(Debug, Clone, PartialEq)]
enum Element {
    Word(SmolStr),
    Context(SmolStr),
    Slot(Slot),
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
        let mut rest = row.pattern;
        let sequences = alternatives(&mut rest)?;
        if !rest.is_empty() {
            return Err(format!(
                "a bracket closes that none opened, before `{rest}`"
            ));
        }
        for sequence in sequences {
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
            slots: Vec::new(),
            best: None,
        };
        walk.from(0, start);
        walk.best
    }
}

struct Walk<'a, 't> {
    patterns: &'a Patterns,
    atoms: &'t [Atom],
    sentence: &'t Sentence,
    slots: Vec<Filler>,
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
                slots: self.slots.clone(),
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
                self.slots.push(filler);
                self.from(next, end);
                self.slots.pop();
            }
        }
    }

    fn fill(&self, slot: Slot, at: usize) -> Option<(usize, Filler)> {
        let patterns = self.patterns;
        let number = |value: f64| Filler::Number(slot, value);
        match slot {
            Slot::Day => {
                let day = self.integer(at, 1..=2, 1..=31)?;
                let suffix = self.atoms.get(at + 1).filter(|next| next.tight());
                let suffixed =
                    suffix.is_some_and(|next| patterns.ordinals.word(&next.text).is_some());
                Some((at + 1 + usize::from(suffixed), number(day)))
            }
            Slot::MonthNumber => Some((at + 1, number(self.integer(at, 1..=2, 1..=12)?))),
            Slot::Hour => Some((at + 1, number(self.integer(at, 1..=2, 0..=24)?))),
            Slot::Minute => Some((at + 1, number(self.integer(at, 2..=2, 0..=59)?))),
            Slot::Year => {
                let year = self.integer(at, 4..=4, 1000..=2199)?;
                Some((at + 1, number(year)))
            }
            Slot::Month => {
                let (end, &month) = patterns.months.longest(self.atoms, at)?;
                // A month may be spelt as an auxiliary is.
                if matches!(
                    self.atoms[at].upos(self.sentence),
                    Some(Upos::Aux | Upos::Verb)
                ) {
                    return None;
                }
                let stop = self
                    .atoms
                    .get(end)
                    .is_some_and(|next| next.text == "." && next.tight());
                let stopped =
                    stop && end + 1 < self.atoms.len() && self.atoms[at].text.chars().count() <= 5;
                Some((end + usize::from(stopped), number(f64::from(month))))
            }
            Slot::Weekday => {
                let (end, &day) = patterns.weekdays.longest(self.atoms, at)?;
                Some((end, number(f64::from(day))))
            }
            Slot::Number => {
                let found = patterns.numbers.at(self.atoms, at)?;
                Some((found.end, number(found.value)))
            }
            Slot::Unit => {
                let (end, &unit) = patterns.units.longest(self.atoms, at)?;
                Some((end, Filler::Unit(unit)))
            }
            Slot::Part => {
                let (end, &part) = patterns.parts.longest(self.atoms, at)?;
                Some((end, Filler::Part(part)))
            }
        }
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

/// Reads a pattern up to its end or a `|`, `)` or `]` of the level above, as all the sequences it stands for.
fn alternatives(rest: &mut &str) -> Result<Vec<Vec<Element>>, String> {
    let mut branches = Vec::new();
    let mut sequences = vec![Vec::new()];
    loop {
        *rest = rest.trim_start();
        let context = rest.strip_prefix('~');
        if let Some(after) = context {
            *rest = after;
        }
        let Some(first) = rest.chars().next() else {
            break;
        };
        let mut options = match first {
            '(' => bracketed(rest, ')')?,
            '[' => {
                let mut options = bracketed(rest, ']')?;
                options.push(Vec::new());
                options
            }
            '|' => {
                *rest = &rest[1..];
                branches.append(&mut sequences);
                sequences.push(Vec::new());
                continue;
            }
            ')' | ']' => break,
            '<' => vec![vec![slot(rest)?]],
            _ => vec![words(rest)],
        };
        if context.is_some() {
            options.iter_mut().flatten().for_each(make_context);
        }
        sequences = sequences
            .iter()
            .flat_map(|before| {
                options
                    .iter()
                    .map(|after| [before.as_slice(), after].concat())
            })
            .collect();
    }
    branches.append(&mut sequences);
    Ok(branches)
}

fn bracketed(rest: &mut &str, close: char) -> Result<Vec<Vec<Element>>, String> {
    *rest = &rest[1..];
    let options = alternatives(rest)?;
    *rest = rest
        .strip_prefix(close)
        .ok_or_else(|| format!("a bracket has no `{close}`"))?;
    Ok(options)
}

fn slot(rest: &mut &str) -> Result<Element, String> {
    let (name, after) = rest[1..].split_once('>').ok_or("a `<` has no `>`")?;
    *rest = after;
    let slot = Slot::from_name(name).ok_or_else(|| {
        format!("no slot is called `{name}`; there are day, month, mm, year, weekday, number, unit, part, hour, minute")
    })?;
    Ok(Element::Slot(slot))
}

fn words(rest: &mut &str) -> Vec<Element> {
    let end = rest
        .find(|c: char| c.is_whitespace() || "()[]|<~".contains(c))
        .unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    *rest = after;
    cut(word, 0)
        .into_iter()
        .map(|atom| Element::Word(atom.text))
        .collect()
}

fn make_context(element: &mut Element) {
    if let Element::Word(word) = element {
        *element = Element::Context(std::mem::take(word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_stands_for_all_its_sequences() {
        let sequences = alternatives(&mut "~(in|by) [the] <year>").unwrap();
        assert_eq!(sequences.len(), 4);
        assert_eq!(sequences[0][0], Element::Context("in".into()));
        assert!(alternatives(&mut "<moon>").unwrap_err().contains("moon"));
        assert!(alternatives(&mut "[a").unwrap_err().contains(']'));
    }
}
