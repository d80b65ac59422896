//! Whose names they are: a person's, a body's or a place's.
//!
//! Each place where a name comes up is weighed by [`Rules::EVIDENCE`]; the sum over the article, with what the name takes
//! from longer ones, says what it is everywhere.

use rustc_hash::FxHashMap;
use selon_analyse::{Analysis, Sentence};

use super::spans::Found;
use super::{Class, Names, Rules};
use crate::grammar::nominal;

/// How much what stands around a name speaks for each class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Votes {
    pub(super) person: i32,
    pub(super) body: i32,
    pub(super) place: i32,
}

/// What the tables know outweighs everything else.
pub(super) const KNOWN: i32 = 100;
/// Says so plainly: a title, a noun for a body in the name.
pub(super) const PLAIN: i32 = 8;
/// Speaks for it.
pub(super) const LIKELY: i32 = 4;
/// Decides where nothing else does.
pub(super) const SLIGHT: i32 = 1;

impl Votes {
    pub(super) fn person(weight: i32) -> Votes {
        Votes {
            person: weight,
            ..Votes::default()
        }
    }

    pub(super) fn body(weight: i32) -> Votes {
        Votes {
            body: weight,
            ..Votes::default()
        }
    }

    pub(super) fn place(weight: i32) -> Votes {
        Votes {
            place: weight,
            ..Votes::default()
        }
    }

    pub(super) fn add(&mut self, other: Votes) {
        self.person += other.person;
        self.body += other.body;
        self.place += other.place;
    }

    /// The class that most speaks for; a person where nothing speaks.
    pub(super) fn class(self) -> Class {
        if self.place > self.person && self.place > self.body {
            Class::Place
        } else if self.body > self.person {
            Class::Body
        } else {
            Class::Person
        }
    }
}

impl Rules {
    /// Everything that is weighed where a name comes up.
    pub(super) const EVIDENCE: [fn(&Rules, &Sentence, &Found) -> Votes; 16] = [
        Rules::by_table,
        Rules::by_acronym_behind,
        Rules::by_nouns_in_it,
        Rules::by_ampersand,
        Rules::by_first_part,
        Rules::by_given_name,
        Rules::by_length,
        Rules::by_capitals,
        Rules::by_particle,
        Rules::by_word_before,
        Rules::by_apposition,
        Rules::by_age,
        Rules::by_relative,
        Rules::by_dateline,
        Rules::by_governor,
        Rules::by_joined_noun,
    ];

    /// The names with their classes, the article over.
    pub(super) fn classified(
        &self,
        text: &str,
        analysis: &Analysis,
        found: Vec<Vec<Found>>,
    ) -> Names {
        let mut votes: FxHashMap<&str, Votes> = FxHashMap::default();
        let sentences = || analysis.sentences.iter().zip(&found);
        for (of, names) in sentences() {
            for name in names.iter().filter(|name| !name.portfolio) {
                let spelled = nominal::span(of, name.core.clone()).of(text);
                votes.entry(spelled).or_default().add(self.votes(of, name));
            }
        }
        for (name, more) in self.inherited(&votes) {
            votes.entry(name).or_default().add(more);
        }
        let named = sentences().map(|(of, names)| {
            let class = |name: &Found| {
                let spelled = nominal::span(of, name.core.clone()).of(text);
                votes.get(spelled).copied().unwrap_or_default().class()
            };
            self.joined_up(of, names, &class)
        });
        named.collect()
    }

    /// What one place in the text says of a name there.
    fn votes(&self, of: &Sentence, name: &Found) -> Votes {
        let mut votes = Votes::default();
        for evidence in Rules::EVIDENCE {
            votes.add(evidence(self, of, name));
        }
        votes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::tree;
    use crate::names::testing::rules;

    #[test]
    fn a_place_has_to_be_likelier_than_all_else_and_a_body_than_a_person() {
        let votes = |person, body, place| Votes {
            person,
            body,
            place,
        };
        assert_eq!(votes(0, 0, 0).class(), Class::Person);
        assert_eq!(votes(4, 4, 4).class(), Class::Person);
        assert_eq!(votes(3, 4, 4).class(), Class::Body);
        assert_eq!(votes(3, 4, 5).class(), Class::Place);
    }

    #[test]
    fn a_name_is_the_same_all_over_the_article() {
        let first = tree("Ils PRON 2 nsubj/vivent VERB 0 root/dans ADP 4 case/Sorvane PROPN 2 obl");
        let mut second = tree("On PRON 2 nsubj/aime VERB 0 root/Sorvane PROPN 2 obj").sentence;
        let text = format!("{} On aime Sorvane", first.text);
        let shift = first.text.len() + 1;
        let moved = |span: selon_intake::Span| {
            selon_intake::Span::new(span.start + shift, span.end + shift)
        };
        second.span = moved(second.span);
        let mut words = second.words.to_vec();
        words
            .iter_mut()
            .for_each(|word| word.span = moved(word.span));
        second.words = selon_analyse::Words::new(words);
        let analysis = Analysis {
            model: None,
            language: "fr",
            sentences: vec![first.sentence, second],
        };
        let names = rules("fr").names(&text, &analysis, &[]);
        let classes = names.iter().flatten().map(|name| name.class);
        assert_eq!(classes.collect::<Vec<_>>(), [Class::Place, Class::Place]);
    }
}
