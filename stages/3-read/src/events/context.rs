//! What events ask of one sentence: who is named by which word, and what the tables say of its verbs and nouns.

use std::cell::OnceCell;

use selon_analyse::{Relation, Sentence, Upos, Word};
use selon_languages::Role;

use crate::grammar::{nominal, subject, tree};
use crate::lexicon::cues;
use crate::lexicon::events::{Frame, Lexicon, Match, Noun, Verb};
use crate::record::Tense;

/// How many relations a look upwards climbs.
const CLIMB: usize = 6;

/// Before how many words of a phrase the one that it hangs by may stand: *le cessez-le-feu*, *the road side bomb*.
const PHRASE: usize = 3;

/// What the article tells of a word besides its grammar.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordFacts {
    /// It names somebody.
    pub(super) is_party: bool,
    /// It belongs to the name of a place.
    pub(super) is_place: bool,
    /// It is the adjective of a country: *russe*.
    pub(super) is_nation: bool,
    /// It belongs to an expression of time.
    pub(super) is_time: bool,
}

/// One sentence, with who is named in it.
pub(super) struct EventContext<'a> {
    pub(super) lexicon: &'a Lexicon,
    /// What softens and negates, and how reflexive verbs are told.
    pub(super) cues: &'a cues::Lexicon,
    pub(super) sentence: &'a Sentence,
    facts: Vec<WordFacts>,
    /// Of each word, whether it is a verb with a reflexive pronoun.
    reflexive: Vec<bool>,
    frames: PerWord<Option<Match<'a, Frame>>>,
    /// Who acts in the clause of a verb.
    pub(super) subjects: PerWord<Option<usize>>,
    pub(super) negated: PerWord<bool>,
    /// Whether a clause tells of what need not happen.
    pub(super) unreal: PerWord<bool>,
    pub(super) tenses: PerWord<Tense>,
}

/// An answer for each word, which is looked for once however often it is asked for: many words may hang on one.
pub(super) struct PerWord<T>(Vec<OnceCell<T>>);

impl<T> PerWord<T> {
    fn new(words: usize) -> PerWord<T> {
        PerWord((0..words).map(|_| OnceCell::new()).collect())
    }

    /// The answer for a word; `look` finds it the first time.
    pub(super) fn once(&self, word: usize, look: impl FnOnce() -> T) -> &T {
        self.0[word].get_or_init(look)
    }
}

impl<'a> EventContext<'a> {
    /// A sentence with what is known of each of its words.
    pub(super) fn new(
        lexicon: &'a Lexicon,
        cues: &'a cues::Lexicon,
        sentence: &'a Sentence,
        facts: Vec<WordFacts>,
    ) -> EventContext<'a> {
        let words = &sentence.words;
        let mut reflexive = vec![false; words.len()];
        let marker = cues.reflexive_marker();
        let pronouns = words
            .iter()
            .filter(|word| tree::is_reflexive(word, marker) && marker.is_some());
        for verb in pronouns.filter_map(|word| word.head) {
            reflexive[verb] = true;
        }
        let length = words.len();
        EventContext {
            lexicon,
            cues,
            sentence,
            facts,
            reflexive,
            frames: PerWord::new(length),
            subjects: PerWord::new(length),
            negated: PerWord::new(length),
            unreal: PerWord::new(length),
            tenses: PerWord::new(length),
        }
    }

    pub(super) fn words(&self) -> &'a [Word] {
        &self.sentence.words
    }

    /// The lemma of the preposition before a word.
    pub(super) fn preposition(&self, word: usize) -> Option<&'a str> {
        tree::case(self.sentence, word).map(|case| self.words()[case].lemma.as_str())
    }

    /// The part that the preposition before a word gives to whoever it names.
    pub(super) fn link(&self, word: usize) -> Option<Role> {
        self.lexicon.link(self.preposition(word)?)
    }

    /// Whether a word is what a noun is of.
    pub(super) fn is_of(&self, word: usize) -> bool {
        let preposition = self.preposition(word);
        self.words()[word].is(Relation::Nmod)
            && preposition.is_some_and(|preposition| self.lexicon.is_of(preposition))
    }

    pub(super) fn is_nation(&self, word: usize) -> bool {
        self.facts[word].is_nation
    }

    pub(super) fn is_time(&self, word: usize) -> bool {
        self.facts[word].is_time
    }

    /// Whether a noun is a place, at which people are.
    pub(super) fn is_site(&self, word: usize) -> bool {
        let of = &self.words()[word];
        of.upos == Upos::Noun && self.lexicon.is_site(&of.lemma)
    }

    /// Whether a word names somebody, or a place that stands for whoever is there.
    pub(super) fn is_somebody(&self, word: usize) -> bool {
        let word = subject::stands_for(self.sentence, word);
        let (of, facts) = (&self.words()[word], self.facts[word]);
        let named = facts.is_party || facts.is_place || of.upos == Upos::Propn;
        !facts.is_time && (named || nominal::is_personal(of))
    }

    pub(super) fn is_reflexive(&self, verb: usize) -> bool {
        self.reflexive[verb]
    }

    /// The row of a verb.
    pub(super) fn verb(&self, at: usize) -> Option<Match<'a, Verb>> {
        self.lexicon.verb(self.sentence, at, self.is_reflexive(at))
    }

    /// The row of a word that frames an act.
    pub(super) fn frame(&self, at: usize) -> Option<&Match<'a, Frame>> {
        let look = || self.lexicon.frame(self.sentence, at, self.is_reflexive(at));
        self.frames.once(at, look).as_ref()
    }

    /// The noun of an event or an instrument at a word, if that word is what the phrase hangs by.
    pub(super) fn noun_at(&self, word: usize) -> Option<Match<'a, Noun>> {
        let upos = self.words()[word].upos;
        if !matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj) {
            return None;
        }
        let mut starts = (word.saturating_sub(PHRASE)..=word).rev();
        starts.find_map(|start| {
            let found = self.lexicon.noun(self.sentence, start)?;
            let (from, to) = (*found.words.first()?, *found.words.last()?);
            (nominal::anchor(self.sentence, from, to) == word).then_some(found)
        })
    }

    /// The nearest verb above a word.
    pub(super) fn verb_above(&self, word: usize) -> Option<usize> {
        let climb = std::iter::successors(self.words()[word].head, |&at| self.words()[at].head);
        climb
            .take(CLIMB)
            .find(|&at| self.words()[at].upos == Upos::Verb)
    }
}

#[cfg(test)]
mod tests {
    use crate::events::testing::ask;

    #[test]
    fn a_phrase_of_a_noun_is_found_at_the_word_it_hangs_by() {
        let rows =
            "une DET 2 det/prise NOUN 0 root/d' ADP 4 case de/otages NOUN 2 nmod Number=Plur otage";
        ask("fr", rows, "", |tree, context| {
            let found = context.noun_at(tree.at("prise")).unwrap();
            assert_eq!(found.words, [tree.at("prise"), tree.at("otages")]);
            assert!(context.noun_at(tree.at("otages")).is_none());
        });
    }

    #[test]
    fn names_places_and_personal_pronouns_are_somebody_but_times_are_not() {
        let rows = "il PRON 3 nsubj PronType=Prs/se PRON 3 expl:comp PronType=Prs|Reflex=Yes/voit VERB 0 root/\
                    Oslo PROPN 3 obj/mardi NOUN 3 obl/village NOUN 3 obl/maire NOUN 3 obl";
        ask(
            "fr",
            rows,
            "mardi:time maire:party village:place",
            |tree, context| {
                let is = |form| context.is_somebody(tree.at(form));
                assert!(is("il") && is("Oslo") && is("maire") && is("village"));
                assert!(!is("se") && !is("voit") && !is("mardi"));
            },
        );
        ask("fr", rows, "Oslo:time", |tree, context| {
            assert!(!context.is_somebody(tree.at("Oslo")));
        });
    }

    #[test]
    fn a_relative_pronoun_is_whoever_its_clause_describes() {
        let rows = "juge NOUN 0 root/qui PRON 3 nsubj PronType=Rel/part VERB 1 acl:relcl";
        ask("fr", rows, "juge:party", |tree, context| {
            assert!(context.is_somebody(tree.at("qui")));
            assert_eq!(context.parties(tree.at("qui")), [tree.at("juge")]);
        });
    }
}
