//! Common nouns that are part of names: *le fleuve Sanga*, *the Nautilus union*, *le tribunal de Valence*.

use std::ops::RangeInclusive;

use selon_analyse::feature::{Definite, Number};
use selon_analyse::{Relation, Sentence, Upos};

use super::spans::{Found, anchor, with_determiner};
use super::{Class, Link, Name, Noun, Rules, is_capital};
use crate::gazetteer::Known;

/// How many words a noun and what stands between it and the name may have.
const REACH: usize = 7;

/// A common noun that is joined to a name and says what it is: *le fleuve Sanga*, *the Nautilus union*.
pub(super) struct Joined {
    pub(super) words: RangeInclusive<usize>,
    pub(super) noun: usize,
    pub(super) class: Class,
}

impl Rules {
    /// The names of a sentence with the common nouns that are part of them.
    pub(super) fn joined_up(
        &self,
        of: &Sentence,
        names: &[Found],
        class: &dyn Fn(&Found) -> Class,
    ) -> Vec<Name> {
        let mut named: Vec<Name> = Vec::new();
        for found in names {
            let Some(name) = self.name(of, found, class(found)) else {
                continue;
            };
            let length = |name: &Name| name.words.clone().count();
            let covers = |last: &mut Name| last.words.end() >= name.words.start();
            let shorter = |last: &mut Name| covers(last) && length(last) < length(&name);
            // A longer name takes those it covers.
            while named.pop_if(shorter).is_some() {}
            if !named.last_mut().is_some_and(covers) {
                named.push(name);
            }
        }
        named
    }

    /// A name with what belongs to it, where it is one. `class` is what it is by itself.
    fn name(&self, of: &Sentence, found: &Found, class: Class) -> Option<Name> {
        let joined = self.joined(of, found, Some(class));
        let thing = || found.portfolio || self.is_thing(of, found, class);
        if joined.is_none() && thing() {
            return None;
        }
        let words = match &joined {
            Some(joined) => described(of, *joined.words.start())..=*joined.words.end(),
            None => self.own_determiner(of, found)..=*found.core.end(),
        };
        let mut name = Name {
            words,
            core: found.core.clone(),
            class: joined.as_ref().map_or(class, |joined| joined.class),
            known: found.known,
            noun: joined.map(|joined| joined.noun),
            place: false,
        };
        name.place = self.stands_for_place(of, &name);
        Some(name)
    }

    /// The first word of a name with its determiner, unless that is the one of a noun behind it: *a Sheffield firm*.
    fn own_determiner(&self, of: &Sentence, found: &Found) -> usize {
        let (first, next) = (*found.core.start(), found.core.end() + 1);
        let led = with_determiner(of, first);
        let others =
            led < first && of.words[led].head == Some(next) && of.words[next].upos == Upos::Noun;
        if others { first } else { led }
    }

    /// Whether a name only tells one thing from others: *l’ouragan Ida*.
    fn is_thing(&self, of: &Sentence, found: &Found, class: Class) -> bool {
        let Some(before) = found.core.start().checked_sub(1) else {
            return false;
        };
        let common = of.words[before].upos == Upos::Noun && !is_capital(of, before);
        let noun = self.lexicon.noun(of, before).unwrap_or_default();
        let head = anchor(of, &found.core);
        let part = of.words[head].head == Some(before) && class != Class::Place;
        common && part && !noun.human() && !noun.body && !noun.place() && found.known.is_none()
    }

    /// The common noun that is part of a name. `class` is what the name is by itself, once that is known.
    pub(super) fn joined(
        &self,
        of: &Sentence,
        found: &Found,
        class: Option<Class>,
    ) -> Option<Joined> {
        self.noun_behind(of, found, class)
            .or_else(|| self.noun_before(of, found, class))
    }

    /// *the Teesta river*, *Avon police*.
    fn noun_behind(&self, of: &Sentence, found: &Found, class: Option<Class>) -> Option<Joined> {
        let next = found.core.end() + 1;
        let word = of.words.get(next)?;
        let part = found
            .core
            .clone()
            .any(|word| of.words[word].head == Some(next))
            || word
                .head
                .is_some_and(|head| found.core.contains(&head) && word.is(Relation::Flat));
        let noun = self
            .lexicon
            .noun(of, next)
            .filter(|_| word.upos == Upos::Noun && part && !is_capital(of, next))?;
        let joined = |class| Joined {
            words: *found.core.start()..=next,
            noun: next,
            class,
        };
        let country = matches!(found.known, Some(Known::Country(_)));
        if noun.human() || class == Some(Class::Person) {
            None
        } else if noun.place() && !noun.body {
            Some(joined(Class::Place))
        } else if noun.body
            && !country
            && !self.is_one_of_many(of, *found.core.start())
            && !matches!(found.known, Some(Known::Body(_)))
            && is_singular(of, next)
        {
            Some(joined(Class::Body))
        } else {
            None
        }
    }

    /// *le fleuve Sanga*, *le tribunal correctionnel de Valence*, *the port of Mombasa*, *le fonds américain Norwood*.
    fn noun_before(&self, of: &Sentence, found: &Found, class: Option<Class>) -> Option<Joined> {
        let (last, linked) = self.link_before(of, *found.core.start())?;
        let at = self.leading_noun(of, last)?;
        let noun = self.lexicon.noun(of, at)?;
        // *Un garage de Valmer* is not called so.
        let one_of_many = linked && self.is_one_of_many(of, described(of, at) + 1);
        if is_capital(of, at) && at > 0 || !is_singular(of, at) || one_of_many {
            return None;
        }
        let only_place = noun.place() && !noun.body;
        let class = if noun.human() {
            // *son rival Translia*: who holds no name of a person is no person.
            let rival = !linked && noun.person && class == Some(Class::Body);
            rival.then_some(Class::Body)
        } else if only_place {
            let known = matches!(found.known, Some(Known::Body(_)));
            (!linked || !known).then_some(Class::Place)
        } else if noun.body && (!linked || self.can_complete(of, noun, found, class)) {
            Some(self.body_or_site(of, at, noun))
        } else {
            None
        };
        Some(Joined {
            words: at..=*found.core.end(),
            noun: at,
            class: class?,
        })
    }

    /// The last word of a group before a name, and whether a preposition stands between: *le tribunal* | *de* | *Valence*.
    fn link_before(&self, of: &Sentence, name: usize) -> Option<(usize, bool)> {
        let before = name.checked_sub(1)?;
        let article = of.words[before].upos == Upos::Det && before > 0;
        let at = before - usize::from(article);
        let which = self.lexicon.link(of, at) == Some(Link::Which);
        if which && of.words[at].upos == Upos::Adp {
            Some((at.checked_sub(1)?, true))
        } else {
            (!article).then_some((at, false))
        }
    }

    /// Whether a noun for a body and the name behind a preposition make one name: *le ministère de la Santé*, *le tribunal de
    /// Valence*. What states, bodies and people have is theirs and not called after them: *l'armée* | *du Kenya*.
    fn can_complete(&self, of: &Sentence, noun: Noun, found: &Found, class: Option<Class>) -> bool {
        let state_or_body = matches!(found.known, Some(Known::Country(_) | Known::Body(_)));
        let first = &of.words[*found.core.start()];
        let portfolio = self.lexicon.is_portfolio(&first.form);
        let called_so = noun.of_place || portfolio;
        let nobody = called_so || class != Some(Class::Person);
        let no_body = called_so || class != Some(Class::Body);
        !state_or_body && nobody && no_body
    }

    /// The noun that leads a group up to a word, over its adjectives and complements without article: *chambre de commerce*.
    fn leading_noun(&self, of: &Sentence, last: usize) -> Option<usize> {
        let mut at = last;
        let mut found = None;
        for _ in 0..REACH {
            let word = &of.words[at];
            let known = self
                .lexicon
                .noun(of, at)
                .filter(|noun| noun.body || noun.place() || noun.human());
            if known.is_some() && matches!(word.upos, Upos::Noun | Upos::Adj) && !is_capital(of, at)
            {
                found = Some(at);
            }
            let part = match word.upos {
                Upos::Adj | Upos::Noun => !is_capital(of, at) || at == 0,
                Upos::Adp => {
                    self.lexicon.link(of, at) == Some(Link::Which) && found != Some(at + 1)
                }
                _ => false,
            };
            if !part || (word.upos == Upos::Noun && found == Some(at) && self.ends_noun(of, at)) {
                break;
            }
            // What begins a sentence with something else than the noun is rather a name itself: *Santé publique France*.
            at = at.checked_sub(1)?;
        }
        found
    }

    /// Whether nothing that leads further stands before a noun.
    fn ends_noun(&self, of: &Sentence, noun: usize) -> bool {
        noun == 0
            || !(self.lexicon.link(of, noun - 1) == Some(Link::Which)
                && of.words[noun - 1].upos == Upos::Adp)
    }

    /// A noun that can be both is a place where somebody or something is in it.
    fn body_or_site(&self, of: &Sentence, noun: usize, is: Noun) -> Class {
        let first = with_determiner(of, noun);
        let mut case = first.checked_sub(1);
        if case.is_some_and(|case| of.words[case].joined) {
            case = first.checked_sub(2);
        }
        let located = case.is_some_and(|case| {
            let link = self.lexicon.link(of, case);
            self.lexicon.locates(of, case).is_some() && link != Some(Link::Which)
        });
        if is.place() && located {
            Class::Place
        } else {
            Class::Body
        }
    }

    /// Whether a joined noun is called after the place the name is: *le tribunal de Valence*.
    pub(super) fn after_place(
        &self,
        of: &Sentence,
        joined: &Joined,
        core: &RangeInclusive<usize>,
    ) -> bool {
        let noun = self.lexicon.noun(of, joined.noun).unwrap_or_default();
        noun.of_place && joined.noun + 1 < *core.start()
    }

    /// Whether an indefinite article stands before a word: *a Sheffield firm* is not called so.
    fn is_one_of_many(&self, of: &Sentence, first: usize) -> bool {
        first > 0 && of.words[first - 1].feats.is(Definite::Ind)
    }
}

fn is_singular(of: &Sentence, word: usize) -> bool {
    !of.words[word].feats.is(Number::Plur)
}

/// The start of a common noun's group: its adjectives, where a determiner stands before them, and that.
fn described(of: &Sentence, noun: usize) -> usize {
    let adjective = |word: &usize| of.words[*word].upos == Upos::Adj;
    let first = (0..noun).rev().take_while(adjective).last().unwrap_or(noun);
    let led = with_determiner(of, first);
    if led < first {
        led
    } else {
        with_determiner(of, noun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::testing::{found, names, rules};

    #[test]
    fn a_noun_right_before_a_name_is_part_of_it() {
        let river = "le DET 2 det/fleuve NOUN 4 nsubj/Orvane PROPN 2 nmod/monte VERB 0 root";
        assert_eq!(names("fr", river), ["place: le fleuve Orvane"]);
        let union = "l' DET 2 det/association NOUN 4 nsubj/Orvane PROPN 2 nmod/signe VERB 0 root";
        assert_eq!(names("fr", union), ["body: l'association Orvane"]);
    }

    #[test]
    fn a_noun_and_its_complement_are_a_name() {
        let court = "le DET 2 det/tribunal NOUN 6 nsubj/civil ADJ 2 amod/de ADP 5 case/Valmer PROPN 2 nmod/\
                     juge VERB 0 root";
        assert_eq!(names("fr", court), ["body: le tribunal civil de Valmer"]);
        let village =
            "le DET 2 det/village NOUN 5 nsubj/de ADP 4 case/Valmer PROPN 2 nmod/brûle VERB 0 root";
        assert_eq!(names("fr", village), ["place: le village de Valmer"]);
    }

    #[test]
    fn a_group_that_begins_its_sentence_with_another_word_leads_no_name() {
        let health =
            "Santé NOUN 4 nsubj/publique ADJ 1 amod public/Orvan PROPN 1 nmod/siège VERB 0 root";
        let names = names("fr", health);
        assert!(
            names.iter().all(|name| !name.contains("publique")),
            "{names:?}"
        );
    }

    #[test]
    fn one_of_many_is_not_called_so() {
        let rows = "un DET 2 det Definite=Ind/tribunal NOUN 5 nsubj/de ADP 4 case/Valmer PROPN 2 nmod/juge VERB 0 root";
        assert_eq!(names("fr", rows), ["place: Valmer"]);
    }

    #[test]
    fn several_are_not_called_by_one_name() {
        let rows = "les DET 2 det/villages NOUN 5 nsubj Number=Plur village/de ADP 4 case/Valmer PROPN 2 nmod/brûlent VERB 0 root";
        assert_eq!(names("fr", rows), ["place: Valmer"]);
    }

    #[test]
    fn what_a_state_has_is_not_called_after_it() {
        let rows = "le DET 2 det/parti NOUN 6 nsubj/de ADP 5 case/le DET 5 det/Kenya PROPN 2 nmod/gagne VERB 0 root";
        assert_eq!(names("fr", rows), ["place: le Kenya"]);
    }

    #[test]
    fn a_ministry_is_called_by_what_it_deals_with_and_that_alone_names_nobody() {
        let rows = "le DET 2 det/ministère NOUN 6 nsubj/de ADP 5 case/la DET 5 det/Santé NOUN 2 nmod/publie VERB 0 root";
        assert_eq!(names("fr", rows), ["body: le ministère de la Santé"]);
        let alone = "la DET 2 det/Santé NOUN 3 nsubj/publie VERB 0 root";
        assert_eq!(names("fr", alone), [""; 0]);
    }

    #[test]
    fn who_has_the_name_of_a_body_is_no_person() {
        let rows = "son DET 2 det/rival NOUN 4 nsubj/Nordane PROPN 2 appos/perd VERB 0 root";
        let (tree, found) = found("fr", rows);
        let joined = |class| rules("fr").joined(&tree.sentence, &found[0], Some(class));
        assert!(joined(Class::Body).is_some_and(|joined| joined.class == Class::Body));
        assert!(joined(Class::Person).is_none());
    }

    #[test]
    fn a_noun_behind_a_name_is_part_of_it() {
        let river = "the DET 3 det/Teesta PROPN 3 compound/river NOUN 4 nsubj/rose VERB 0 root";
        assert_eq!(names("en", river), ["place: the Teesta river"]);
        let council =
            "the DET 3 det/Brampton PROPN 3 compound/council NOUN 4 nsubj/met VERB 0 root";
        assert_eq!(names("en", council), ["body: the Brampton council"]);
        let firm = "a DET 3 det Definite=Ind/Brampton PROPN 3 compound/firm NOUN 4 nsubj/closed VERB 0 root";
        assert!(!names("en", firm)[0].ends_with("firm"));
    }

    #[test]
    fn the_article_of_a_noun_behind_a_name_is_not_the_names() {
        let rows = "the DET 3 det/Kenya PROPN 3 compound/talks NOUN 4 nsubj/failed VERB 0 root";
        assert_eq!(names("en", rows), ["place: Kenya"]);
    }

    #[test]
    fn a_body_that_something_is_in_is_a_place() {
        let inside = "Il PRON 2 nsubj/dort VERB 0 root/à ADP 5 case/l' DET 5 det/hôpital NOUN 2 obl:mod/Orvan PROPN 5 nmod";
        assert_eq!(names("fr", inside), ["place: l'hôpital Orvan"]);
        let acts = "L' DET 2 det/hôpital NOUN 4 nsubj/Orvan PROPN 2 nmod/ferme VERB 0 root";
        assert_eq!(names("fr", acts), ["body: L'hôpital Orvan"]);
    }

    #[test]
    fn a_name_that_only_tells_one_thing_from_others_names_nobody() {
        let rows = "l' DET 2 det/ouragan NOUN 4 nsubj/Orvan PROPN 2 nmod/frappe VERB 0 root";
        assert_eq!(names("fr", rows), [""; 0]);
    }
}
