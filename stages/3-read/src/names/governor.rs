//! What the preposition before a name, and the noun or verb it goes with, say of the name.

use selon_analyse::{Relation, Sentence, Upos};

use super::classes::{LIKELY, SLIGHT, Votes};
use super::spans::{Found, anchor, with_determiner};
use super::{Link, Noun, Rules};

/// A name behind a preposition.
struct Behind<'s> {
    of: &'s Sentence,
    /// The word of the name that its sentence hangs it by.
    head: usize,
    preposition: usize,
    /// Whether an article stands between the two.
    led: bool,
    /// What the noun that the tree hangs the name on can name.
    governor: Noun,
    link: Option<Link>,
    /// Whether the preposition is said of places, and of them alone.
    places: Option<bool>,
}

impl Rules {
    /// What prepositions say, in the order in which they are asked; the first that says anything is heard.
    const PREPOSITIONS: [fn(&Rules, &Behind<'_>) -> Option<Votes>; 7] = [
        Rules::where_something_is,
        Rules::where_a_place_is,
        Rules::whom_an_office_serves,
        Rules::where_somebody_works,
        Rules::where_perhaps,
        Rules::of_the,
        Rules::where_somebody_is_from,
    ];

    /// What the preposition before a name says, or the office that is a body's.
    pub(super) fn by_governor(&self, of: &Sentence, name: &Found) -> Votes {
        let mut votes = Votes::default();
        let head = anchor(of, &name.core);
        let governor = of.words[head].head;
        let governor = governor.and_then(|governor| self.lexicon.noun(of, governor));
        let governor = governor.unwrap_or_default();
        // *Nordane's chairman*
        let next = of.words.get(name.core.end() + 1);
        let possessor = next.is_some_and(|next| next.upos == Upos::Part);
        if possessor && governor.role {
            votes.body += SLIGHT;
        }
        let first = with_determiner(of, *name.core.start());
        if let Some(preposition) = before(of, first) {
            let behind = Behind {
                of,
                head,
                preposition,
                led: first < *name.core.start(),
                governor,
                link: self.lexicon.link(of, preposition),
                places: self.lexicon.locates(of, preposition),
            };
            let ways = Rules::PREPOSITIONS.iter();
            let said = ways.copied().find_map(|says| says(self, &behind));
            votes.add(said.unwrap_or_default());
        }
        votes
    }

    /// *dans Sorvane*, *près de Sorvane*, *au nord de Sorvane*, *partir de Sorvane*: said of places alone, by itself, with
    /// the word before it, or with a verb of motion.
    fn where_something_is(&self, name: &Behind<'_>) -> Option<Votes> {
        let Behind { of, places, .. } = *name;
        let before = name.preposition.checked_sub(1);
        let which = name.link == Some(Link::Which);
        let compound = before.is_some_and(|word| {
            let noun = self.lexicon.noun(of, word);
            self.lexicon.locates_as(&of.words[word].form)
                || noun.is_some_and(|noun| noun.of_place && !noun.human())
        });
        let moves = |word: usize| self.lexicon.moves(&of.words[word].lemma);
        let moved = of.words[name.head].head.is_some_and(moves) || before.is_some_and(moves);
        let located = places == Some(true) || compound && which || moved && places.is_some();
        located.then_some(Votes::place(LIKELY))
    }

    /// *le port de Sorvane*: nouns that go with the names of places.
    fn where_a_place_is(&self, name: &Behind<'_>) -> Option<Votes> {
        let of_place = name.governor.of_place && name.link == Some(Link::Which);
        of_place.then_some(Votes::place(LIKELY + SLIGHT))
    }

    /// *le directeur de Nordane*
    fn whom_an_office_serves(&self, name: &Behind<'_>) -> Option<Votes> {
        let office = name.governor.role && name.link == Some(Link::Which);
        office.then_some(Votes::body(LIKELY))
    }

    /// *an analyst at Nordane*
    fn where_somebody_works(&self, name: &Behind<'_>) -> Option<Votes> {
        let works = name.governor.human() && name.link == Some(Link::Work);
        works.then_some(Votes::body(LIKELY - SLIGHT))
    }

    /// *à Sorvane*: said of places and of others; hardly of places where the verb asks for it, as *give to* does.
    fn where_perhaps(&self, name: &Behind<'_>) -> Option<Votes> {
        const ASKED: [Relation; 3] = [Relation::OblArg, Relation::Iobj, Relation::OblAgent];
        let perhaps = name.places == Some(false) && name.link != Some(Link::Which);
        let asked = name.of.words[name.head].is_any(&ASKED);
        perhaps.then_some(Votes::place(if asked { SLIGHT } else { 3 * SLIGHT }))
    }

    /// *de l'Orvane*, *of the Teesta*: an article behind it stands before regions and rivers rather than people.
    fn of_the(&self, name: &Behind<'_>) -> Option<Votes> {
        let led = name.led && name.link == Some(Link::Which);
        led.then_some(Votes::place(SLIGHT))
    }

    /// *les habitants de Sorvane*, *a man of Sorvan*
    fn where_somebody_is_from(&self, name: &Behind<'_>) -> Option<Votes> {
        let from = name.governor.person && name.link == Some(Link::Which);
        from.then_some(Votes::place(2 * SLIGHT))
    }
}

/// The preposition right before a group, also one that has taken its article in: *du*.
fn before(of: &Sentence, first: usize) -> Option<usize> {
    let before = first.checked_sub(1)?;
    if of.words[before].upos == Upos::Adp {
        Some(before)
    } else {
        before.checked_sub(1).filter(|_| of.words[before].joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::testing::{found, rules};

    /// What the governor of the first name of a sentence says.
    fn weigh(code: &str, rows: &str) -> Votes {
        let (tree, found) = found(code, rows);
        rules(code).by_governor(&tree.sentence, &found[0])
    }

    #[test]
    fn where_something_is_or_goes_is_a_place() {
        for rows in [
            "Ils PRON 2 nsubj/vivent VERB 0 root/dans ADP 4 case/Sorvane PROPN 2 obl:mod",
            "vivent VERB 0 root/près ADV 1 advmod/de ADP 4 case/Sorvane PROPN 2 obl:arg",
            "le DET 2 det/port NOUN 0 root/de ADP 4 case/Sorvane PROPN 2 nmod",
            "Ils PRON 2 nsubj/arrivent VERB 0 root arriver/à ADP 4 case/Sorvane PROPN 2 obl:arg",
        ] {
            assert_eq!(weigh("fr", rows), Votes::place(LIKELY), "{rows}");
        }
    }

    #[test]
    fn a_noun_that_goes_with_places_has_one_behind_its_adjectives() {
        let rows =
            "le DET 2 det/port NOUN 0 root/neuf ADJ 2 amod/de ADP 5 case/Sorvane PROPN 2 nmod";
        assert_eq!(weigh("fr", rows), Votes::place(LIKELY + SLIGHT));
    }

    #[test]
    fn an_office_serves_a_body() {
        let rows = "le DET 2 det/directeur NOUN 0 root/de ADP 4 case/Nordane PROPN 2 nmod";
        assert_eq!(weigh("fr", rows), Votes::body(LIKELY));
        let chairman = "Nordane PROPN 3 nmod:poss/'s PART 1 case/chairman NOUN 0 root";
        assert_eq!(weigh("en", chairman), Votes::body(SLIGHT));
    }

    #[test]
    fn somebody_works_at_a_body() {
        let rows = "an DET 2 det/analyst NOUN 0 root/at ADP 4 case/Nordane PROPN 2 nmod";
        assert_eq!(weigh("en", rows), Votes::body(LIKELY - SLIGHT));
    }

    #[test]
    fn a_preposition_of_places_and_others_says_less_and_least_where_the_verb_asks_for_it() {
        let lives = |relation| {
            format!(
                "Il PRON 2 nsubj/pense VERB 0 root penser/à ADP 4 case/Sorvane PROPN 2 {relation}"
            )
        };
        assert_eq!(weigh("fr", &lives("obl:mod")), Votes::place(3 * SLIGHT));
        assert_eq!(weigh("fr", &lives("obl:arg")), Votes::place(SLIGHT));
    }

    #[test]
    fn an_article_behind_of_is_slightly_a_places() {
        let rows = "le DET 2 det/bruit NOUN 0 root/de ADP 5 case/l' DET 5 det/Orvane PROPN 2 nmod";
        assert_eq!(weigh("fr", rows), Votes::place(SLIGHT));
    }

    #[test]
    fn people_are_from_places() {
        let rows = "une DET 2 det/femme NOUN 0 root/de ADP 4 case/Sorvane PROPN 2 nmod";
        assert_eq!(weigh("fr", rows), Votes::place(2 * SLIGHT));
    }

    #[test]
    fn a_preposition_that_has_taken_its_article_in_is_one() {
        let rows = "le DET 2 det/directeur NOUN 0 root/du ADP 5 case de/+le DET 5 det/Nordane PROPN 2 nmod";
        assert_eq!(weigh("fr", rows), Votes::body(LIKELY));
    }
}
