//! What a statement says: the words that a cue governs, and what the search for them asks of the words around the cue.

use selon_analyse::feature::Reflex;
use selon_analyse::{Relation, Sentence, Upos};

use crate::grammar::tree::{self, case};
use crate::lexicon::Slot;
use crate::lexicon::cues::{CueWord, Lexicon};

/// The words that are a cue's content, and how sure it is that they are one.
#[derive(Debug, Clone)]
pub(super) struct Content {
    /// For each word of the sentence whether it belongs.
    pub(super) words: Vec<bool>,
    /// A clause is somebody's words whoever the subject is; a phrase only if the subject can speak.
    pub(super) needs_speaker: bool,
    /// The cue stands beside the clause it reports (*…, a-t-il dit*) instead of above it.
    pub(super) beside: bool,
    /// It is somebody or something with what is said of them.
    pub(super) predicated: bool,
}

impl Content {
    /// What a cue governs.
    pub(super) fn governed(words: Vec<bool>) -> Content {
        Content {
            words,
            needs_speaker: false,
            beside: false,
            predicated: false,
        }
    }

    /// What a cue stands beside.
    pub(super) fn beside(words: Vec<bool>) -> Content {
        Content {
            beside: true,
            ..Content::governed(words)
        }
    }
}

/// What the search asks of the words around a cue.
pub(super) struct CueContext<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) sentence: &'a Sentence,
    /// Whether a word names somebody or something that can speak.
    pub(super) speaks: &'a dyn Fn(usize) -> bool,
    /// Whether a word heads or is part of a date or time of day.
    pub(super) dated: &'a dyn Fn(usize) -> bool,
}

/// Whether a preposition of the entry stands before a noun phrase.
pub(super) fn is_led(sentence: &Sentence, index: usize, entry: &CueWord) -> bool {
    case(sentence, index).is_some_and(|case| takes(entry, &sentence.words[case].lemma))
}

/// Whether a preposition of the entry stands before a clause.
pub(super) fn is_marked(sentence: &Sentence, index: usize, entry: &CueWord) -> bool {
    let words = &sentence.words;
    sentence
        .children(index)
        .any(|child| words[child].is(Relation::Mark) && takes(entry, &words[child].lemma))
}

/// Whether a preposition, by its lemma, may lead the content of a cue.
pub(super) fn takes(entry: &CueWord, preposition: &str) -> bool {
    entry.prepositions.contains(&preposition)
}

/// The head word of the addressee: somebody, where the cue's entry says one may stand.
pub(super) fn addressee(
    context: &CueContext,
    cue: usize,
    entry: &CueWord,
    content: &[bool],
) -> Option<usize> {
    let sentence = context.sentence;
    let names = |&child: &usize| {
        // Whoever can be told something could also have said it.
        let somebody = sentence.words[child].upos == Upos::Pron || (context.speaks)(child);
        let free = !content[child] || context.lexicon.infinitive_has_subject();
        free && somebody && names_addressee(sentence, child, entry)
    };
    sentence
        .children(cue)
        .filter(|&child| !sentence.words[child].feats.is(Reflex::Yes))
        .find(names)
}

/// Whether a dependent of a cue stands where its entry says that whoever is told stands.
pub(super) fn names_addressee(sentence: &Sentence, child: usize, entry: &CueWord) -> bool {
    let word = &sentence.words[child];
    match entry.addressee {
        None => false,
        Some(Slot::Object) => word.is(Relation::Obj) || word.is(Relation::Iobj),
        Some(Slot::Preposition(preposition)) => {
            let led = |case: usize| sentence.words[case].lemma == preposition;
            word.is(Relation::Iobj)
                || (word.is(Relation::Obl) && case(sentence, child).is_some_and(led))
        }
    }
}

/// The dependent of a word whose words begin at a place: what stands right there and belongs to it as a whole.
pub(super) fn dependent_from(sentence: &Sentence, word: usize, first: usize) -> Option<usize> {
    let dependent = tree::dependent_above(sentence, word, first)?;
    (sentence.subtree(dependent).first() == Some(&first)).then_some(dependent)
}

/// What the tests of the rules that find contents and sources share.
#[cfg(test)]
pub(super) mod testing {
    use super::*;
    use crate::grammar::testing::{Tree, tree};
    use crate::lexicon::cues::Frames;
    use crate::record::Attitude;

    /// Nouns that can speak, and words that say when, in the tests' sentences.
    const SPEAKERS: [&str; 6] = ["mairie", "police", "union", "unions", "voters", "court"];
    const DATES: [&str; 2] = ["mardi", "monday"];

    /// A cue of this attitude that takes what `frames` sets.
    pub(in crate::statements) fn entry(attitude: Attitude, frames: fn(&mut Frames)) -> CueWord {
        let mut chosen = Frames::default();
        frames(&mut chosen);
        CueWord {
            attitude,
            frames: chosen,
            addressee: None,
            certainty: None,
            prepositions: Vec::new(),
        }
    }

    /// Asks about a tree of a language: English where its words are plain ASCII, else French.
    pub(in crate::statements) fn ask<T>(
        rows: &str,
        asks: impl FnOnce(&CueContext, &Tree) -> T,
    ) -> T {
        let of = tree(rows);
        let language = if rows.is_ascii() { "en" } else { "fr" };
        let lexicon = Lexicon::load(selon_languages::pack(language).unwrap());
        let word = |index: usize| &of.sentence.words[index];
        let context = CueContext {
            lexicon: &lexicon,
            sentence: &of.sentence,
            speaks: &|index| {
                matches!(word(index).upos, Upos::Propn | Upos::Pron)
                    || SPEAKERS.contains(&word(index).lemma.as_str())
            },
            dated: &|index| DATES.contains(&word(index).lemma.as_str()),
        };
        asks(&context, &of)
    }

    /// The words of a content.
    pub(in crate::statements) fn shown(of: &Tree, content: Option<Content>) -> String {
        content.map_or("nothing".to_owned(), |content| of.chosen(&content.words))
    }

    #[test]
    fn whoever_is_told_stands_where_the_entry_says() {
        let told = |rows: &str, slot: Slot, content: &[usize]| {
            ask(rows, |context, of| {
                let entry = CueWord {
                    addressee: Some(slot),
                    ..entry(Attitude::Say, |frames| frames.clause = true)
                };
                let mut words = vec![false; of.sentence.words.len()];
                tree::take(&mut words, content.iter().copied());
                let found = addressee(context, of.at("répond"), &entry, &words);
                of.form(found).unwrap_or("nobody").to_owned()
            })
        };
        let object =
            "répond VERB 0 root/la DET 3 det/police NOUN 1 obj/à ADP 5 case/Lens PROPN 1 obl:arg";
        assert_eq!(told(object, Slot::Object, &[]), "police");
        assert_eq!(told(object, Slot::Preposition("à"), &[]), "Lens");
        assert_eq!(told(object, Slot::Preposition("de"), &[]), "nobody");
        assert_eq!(told(object, Slot::Object, &[2]), "nobody");
        let reflexive = "se PRON 2 obj Reflex=Yes/répond VERB 0 root";
        assert_eq!(told(reflexive, Slot::Object, &[]), "nobody");
        let thing = "répond VERB 0 root/pont NOUN 1 obj";
        assert_eq!(told(thing, Slot::Object, &[]), "nobody");
    }
}
