//! Place or state: whether the name of a country, of its capital or of its government's seat stands for whoever governs.

use selon_analyse::{Relation, Sentence, Upos};
use selon_languages::plain;

use super::{Class, Name, Rules};
use crate::gazetteer::Known;
use crate::grammar::{nominal, tree};

/// How many relations the look upwards climbs; also what ends it on a tree that is wrong.
const CLIMB: usize = 9;

impl Rules {
    /// Whether a name stands for a place: it is one's, and no state acts by it.
    pub(super) fn stands_for_place(&self, of: &Sentence, name: &Name) -> bool {
        name.class == Class::Place && !self.is_acting_state(of, name)
    }

    /// A country acts as whatever its verb has by it; a city or a house has to be the subject of something active, since
    /// much is done to places.
    fn is_acting_state(&self, of: &Sentence, name: &Name) -> bool {
        let strictly = match name.known_whole() {
            Some(Known::Country(_)) => false,
            Some(Known::Seat(_) | Known::City { capital: true, .. }) => true,
            _ => return false,
        };
        let head = nominal::anchor(of, *name.words.start(), *name.words.end());
        !self.is_located(of, *name.words.start()) && self.acts(of, head, strictly)
    }

    /// Whether a preposition said of places alone stands before the words of a name.
    fn is_located(&self, of: &Sentence, first: usize) -> bool {
        first
            .checked_sub(1)
            .is_some_and(|before| self.lexicon.locates(of, before) == Some(true))
    }

    /// Whether a word is a subject or an agent, or stands behind a preposition that is not said of places. `strictly` leaves
    /// out objects and whatever something is done to.
    fn acts(&self, of: &Sentence, head: usize, strictly: bool) -> bool {
        use Relation::{Conj, Dislocated, Iobj, Nsubj, NsubjPass, Obj, OblAgent, Vocative};
        let mut at = head;
        for _ in 0..CLIMB {
            let word = &of.words[at];
            if word.is(OblAgent) {
                return true;
            }
            if tree::has_case(of, at) {
                return !self.is_behind_locative(of, at);
            }
            match (word.deprel.general(), word.head) {
                (Conj, Some(first)) => at = first,
                (Nsubj, Some(verb)) if strictly => {
                    return !word.is(NsubjPass) && of.words[verb].upos == Upos::Verb;
                }
                (Nsubj | Iobj | Dislocated | Vocative, _) => return true,
                (Obj, _) => return !strictly,
                _ => return false,
            }
        }
        false
    }

    /// Whether one of the prepositions that the tree gives a word is said of places.
    fn is_behind_locative(&self, of: &Sentence, word: usize) -> bool {
        let mut children = of.children(word);
        children.any(|child| {
            let child = &of.words[child];
            child.is(Relation::Case) && self.lexicon.locates_as(&plain(&child.form))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::names::testing::{named, rules};

    /// Whether the one name of a sentence stands for a place.
    #[track_caller]
    fn is_place(code: &str, rows: &str) -> bool {
        let (_, names) = named(rules(code), rows);
        let [name] = &names[..] else {
            panic!("one name in: {rows}: {names:?}");
        };
        name.place
    }

    #[test]
    fn a_country_acts_as_subject_object_or_agent() {
        assert!(!is_place(
            "fr",
            "L' DET 2 det/Ouganda PROPN 3 nsubj/signe VERB 0 root"
        ));
        assert!(!is_place(
            "fr",
            "On PRON 2 nsubj/accuse VERB 0 root/l' DET 4 det/Ouganda PROPN 2 obj"
        ));
        assert!(!is_place(
            "fr",
            "signé VERB 0 root/par ADP 4 case/l' DET 4 det/Ouganda PROPN 1 obl:agent"
        ));
    }

    #[test]
    fn a_capital_acts_as_the_subject_of_a_verb_that_is_not_passive() {
        assert!(!is_place(
            "en",
            "Ankara PROPN 2 nsubj/rejected VERB 0 root/it PRON 2 obj"
        ));
        assert!(is_place(
            "en",
            "Ankara PROPN 3 nsubj:pass/was AUX 3 aux:pass/shelled VERB 0 root"
        ));
        assert!(is_place(
            "en",
            "They PRON 2 nsubj/shelled VERB 0 root/Ankara PROPN 2 obj"
        ));
        assert!(is_place(
            "en",
            "Ankara PROPN 3 nsubj/is AUX 3 cop/big ADJ 0 root"
        ));
    }

    #[test]
    fn a_preposition_of_places_makes_a_place_and_any_other_a_state() {
        let arrived = "Ils PRON 2 nsubj/arrivent VERB 0 root";
        assert!(is_place(
            "fr",
            &format!("{arrived}/en ADP 4 case/Ouganda PROPN 2 obl:mod")
        ));
        assert!(!is_place(
            "fr",
            &format!("{arrived}/avec ADP 5 case/l' DET 5 det/Ouganda PROPN 2 obl:mod")
        ));
    }

    #[test]
    fn a_conjunct_acts_as_the_first_of_them() {
        let rows = "Il PRON 4 nsubj/et CCONJ 3 cc/Ankara PROPN 1 conj/refusent VERB 0 root";
        assert!(!is_place("fr", rows));
    }

    #[test]
    fn a_city_that_is_no_capital_never_acts_for_its_state() {
        assert!(is_place("fr", "Anvers PROPN 2 nsubj/refuse VERB 0 root"));
    }
}
