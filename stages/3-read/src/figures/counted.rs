//! What a number counts: the unit, and the words that say of what.

use selon_analyse::feature::VerbForm;
use selon_analyse::{Relation, Upos, Word};
use selon_intake::Span;
use selon_languages::CountLink;

use super::{Amount, Reading};
use crate::rules::atoms::Atom;

/// What a number counts.
pub(super) struct Counted {
    pub unit: String,
    pub of: Option<Span>,
    /// The atom after the unit.
    pub end: usize,
}

/// How many adjectives may stand between a number and its noun.
const ADJECTIVES: usize = 3;

/// A way to tell what an amount counts that begins at an atom.
type Way<'a> = fn(&Reading<'a>, usize, &Amount) -> Option<Counted>;

impl<'a> Reading<'a> {
    /// All ways, in the order in which they are tried.
    const WAYS: [Way<'a>; 5] = [
        Self::part,
        Self::measured_before,
        Self::measured_behind,
        Self::modified,
        Self::followed,
    ];

    /// What an amount that begins at an atom counts; nothing that is named where no way tells it.
    pub(super) fn counted(&self, start: usize, amount: &Amount) -> Counted {
        let told = Self::WAYS.iter().find_map(|way| way(self, start, amount));
        told.unwrap_or(Counted {
            unit: String::new(),
            of: None,
            end: amount.end,
        })
    }

    /// *La moitié des électeurs*: a part is of what is linked to it, and no unit of its own stands behind it.
    fn part(&self, _: usize, amount: &Amount) -> Option<Counted> {
        let noun = || self.noun(self.past_link(amount.end));
        amount.ratio.then(|| Counted {
            unit: "ratio".to_owned(),
            of: noun().map(|(first, noun)| self.group(first, noun)),
            end: amount.end,
        })
    }

    /// *$5 million*, *entre 10 euros et 15 euros*: the unit has been read with the number, and may come once more.
    fn measured_before(&self, start: usize, amount: &Amount) -> Option<Counted> {
        let unit = amount.unit?;
        let again = self.unit(amount.end).filter(|&(_, same)| same == unit);
        let end = again.map_or(amount.end, |(end, _)| end);
        Some(self.measured(start, end, unit))
    }

    /// *15 %*, *3 milliards d'euros*: a unit or currency stands behind the number, with a preposition or without.
    fn measured_behind(&self, start: usize, amount: &Amount) -> Option<Counted> {
        let behind = [amount.end, self.past_link(amount.end)];
        let mut units = behind.into_iter().filter_map(|from| {
            let (end, unit) = self.unit(from)?;
            (!self.is_verb(from, amount)).then_some((end, unit))
        });
        let (end, unit) = units.next()?;
        Some(self.measured(start, end, unit))
    }

    /// *120 polling stations*: the noun that the tree says the number counts, over what stands between the two.
    fn modified(&self, _: usize, amount: &Amount) -> Option<Counted> {
        let (first, noun) = self.modified_by_number(amount.end)?;
        Some(self.things(first, noun))
    }

    /// *300 manifestants*, *une dizaine de maisons*: the next noun, with its adjectives before it, whatever the tree says.
    fn followed(&self, _: usize, amount: &Amount) -> Option<Counted> {
        let (first, noun) = self.noun(self.past_link(amount.end))?;
        Some(self.things(first, noun))
    }

    /// Things or people that are counted by their noun.
    fn things(&self, first: usize, noun: usize) -> Counted {
        Counted {
            unit: self.unit_of(noun),
            of: Some(self.group(first, noun)),
            end: noun + 1,
        }
    }

    /// A unit or currency at an atom, after an optional hyphen.
    pub(super) fn unit(&self, at: usize) -> Option<(usize, &'static str)> {
        let hyphen = self
            .atoms
            .get(at)
            .is_some_and(|atom| atom.text == "-" && atom.tight());
        let at = at + usize::from(hyphen);
        let measure = self.rules.units.longest(&self.atoms, at);
        let measure = measure.map(|(end, &unit)| (end, unit));
        let currency = self.rules.money.after(at, &self.atoms, self.named);
        match (measure, currency) {
            (Some(m), Some(c)) if c.0 > m.0 => Some(c),
            (Some(m), _) => Some(m),
            (None, c) => c,
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
        let modifies = word.is_any(&[Relation::Nmod, Relation::Compound, Relation::Amod]);
        (modifies && is_nominal(head) && !head.span.overlaps(figure)).then_some(head.span)
    }

    fn past_link(&self, at: usize) -> usize {
        match self.rules.links.longest(&self.atoms, at) {
            Some((end, CountLink::Count)) => end,
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
        let flat = word.is_any(&[Relation::Flat, Relation::Compound, Relation::Goeswith]);
        flat || word.upos == Upos::Propn && matches!(before, Some(Upos::Propn))
    }
}

fn is_nominal(word: &Word) -> bool {
    matches!(word.upos, Upos::Noun | Upos::Propn)
}

#[cfg(test)]
mod tests {
    use crate::figures::testing::{hanging, one};

    #[test]
    fn a_part_is_of_what_is_linked_to_it() {
        let tags = "électeurs:NOUN:électeur voters:NOUN:voter";
        for (code, text, expected) in [
            (
                "fr",
                "La moitié des électeurs.",
                "La moitié = 0.5..0.5 exact ratio (électeurs)",
            ),
            (
                "en",
                "two-thirds of voters",
                "two-thirds = 0.667..0.667 exact ratio (voters)",
            ),
        ] {
            one(code, text, tags, expected);
        }
    }

    #[test]
    fn a_unit_before_the_number_measures_it() {
        one(
            "en",
            "It lost $5 million.",
            "",
            "$5 million = 5000000..5000000 exact USD",
        );
        let both = "de 10 euros à 15 euros = 10..15 between EUR";
        one("fr", "de 10 euros à 15 euros", "", both);
    }

    #[test]
    fn a_unit_behind_the_number_measures_it() {
        let tags = "électeurs:NOUN:électeur euros:NOUN:euro";
        let share = "Quelque 15 % = 15..15 about percent (électeurs)";
        one("fr", "Quelque 15 % des électeurs.", tags, share);
        let debt = "3,5 milliards d’euros = 3500000000..3500000000 exact EUR";
        one("fr", "Il doit 3,5 milliards d’euros.", tags, debt);
        let age = "68-year-old = 68..68 exact year";
        one("en", "a 68-year-old man", "man:NOUN", age);
    }

    #[test]
    fn a_verb_is_no_money() {
        let tags = "won:VERB:win medals:NOUN:medal";
        one("en", "Only 12 won medals.", tags, "12 = 12..12 exact ");
        let sum = "3 billion won = 3000000000..3000000000 exact KRW";
        one("en", "It cost 3 billion won.", tags, sum);
    }

    #[test]
    fn what_a_number_modifies_it_counts() {
        let text = "120 polling stations and 14 injured police officers";
        let tags = "polling:VERB:poll:VerbForm=Ger stations:NOUN:station injured:VERB:injure:VerbForm=Part \
                    police:NOUN officers:NOUN:officer";
        let heads = [(0, 2, "nummod"), (1, 2, "amod"), (4, 7, "nummod")];
        let expected = [
            "120 polling stations = 120..120 exact station (polling stations)",
            "14 injured police officers = 14..14 exact person (injured police officers)",
        ];
        assert_eq!(hanging("en", text, tags, &heads), expected);
    }

    #[test]
    fn the_next_noun_is_counted_with_its_adjectives() {
        let tags = "grands:ADJ:grand navires:NOUN:navire rouges:ADJ:rouge de:ADP bois:NOUN";
        let ships = "3 grands navires = 3..3 exact navire (grands navires rouges)";
        one("fr", "Voici 3 grands navires rouges.", tags, ships);
        let wood = "3 navires = 3..3 exact navire (navires de bois)";
        one("fr", "3 navires de bois", tags, wood);
    }

    #[test]
    fn people_are_persons_whatever_they_are_called() {
        let tags = "blessés:NOUN réfugiés:NOUN:réfugié";
        let hurt = "Une dizaine de blessés = 10..10 about person (blessés)";
        one("fr", "Une dizaine de blessés.", tags, hurt);
        one(
            "fr",
            "12 réfugiés",
            tags,
            "12 réfugiés = 12..12 exact person (réfugiés)",
        );
    }

    #[test]
    fn a_sum_is_not_of_its_own_millions() {
        let text = "un chantier de 85 millions d’euros";
        let tags = "chantier:NOUN millions:NOUN:million euros:NOUN:euro";
        let sum = "85 millions d’euros = 85000000..85000000 exact EUR";
        let inside = [(7, 4, "nmod"), (4, 0, "dep")];
        assert_eq!(hanging("fr", text, tags, &inside), [sum]);
        let outside = [(7, 4, "nmod"), (4, 1, "nmod")];
        let of = format!("{sum} (chantier)");
        assert_eq!(hanging("fr", text, tags, &outside), [of]);
    }
}
