//! Who is named only as one or some of a group: *l'un d'eux*, *certains*, *one of them*, *le second*. What the group was called
//! says who they are; of two who were named side by side, the order does.

use selon_analyse::feature::{Number, PronType};
use selon_analyse::{Analysis, Relation, Sentence, Upos};
use selon_read::{MentionForm, WordAt};

use crate::profile::{Profile, Pronoun};

/// The pronoun in *l'un d'eux*, as a word of the sentence: a word that stands for some of what it stands for.
pub(crate) fn whole(sentence: &Sentence, head: usize) -> Option<usize> {
    let words = &sentence.words;
    let counts = matches!(words[head].upos, Upos::Pron | Upos::Num | Upos::Det);
    let mut children = sentence.children(head);
    children.find(|&child| {
        counts && child > head && words[child].upos == Upos::Pron && words[child].is(Relation::Nmod)
    })
}

/// Whether a word stands for several; the article tells it of nouns that have one form for both: *ses porte-parole*.
pub(crate) fn is_several(sentence: &Sentence, word: usize) -> bool {
    let words = &sentence.words;
    let plural = |word: usize| words[word].feats.is(Number::Plur);
    let mut children = sentence.children(word);
    plural(word) || children.any(|child| words[child].is(Relation::Det) && plural(child))
}

/// What one of several is called where the mention says of whom: *un musicien* for *l'un des musiciens*.
pub(crate) fn one(sentence: &Sentence, head: usize) -> Option<String> {
    let words = &sentence.words;
    let counts = matches!(words[head].upos, Upos::Pron | Upos::Num | Upos::Det);
    let several = |child: &usize| {
        words[*child].is(Relation::Nmod)
            && words[*child].upos == Upos::Noun
            && is_several(sentence, *child)
    };
    let mut children = sentence.children(head).filter(|&child| child > head);
    let noun = children.find(several).filter(|_| counts)?;
    Some(words[noun].lemma.to_string())
}

/// One of two by the order in which they were named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfTwo {
    First,
    Second,
}

/// What *le premier*, *la seconde* looks back for where it is not one of two named side by side: the group they are.
pub(crate) fn of_group(profile: &Profile) -> Option<Pronoun> {
    profile.of_two.map(|_| several(profile, None))
}

/// What looks back for several as a mention does: people, or any.
fn several(profile: &Profile, human: Option<bool>) -> Pronoun {
    Pronoun {
        gender: profile.gender,
        plural: Some(true),
        speaks: false,
        nobody: false,
        human,
        nearest: false,
    }
}

/// The words that were last joined side by side before a place, in its sentence or one of the two before it.
pub(crate) fn last_pair(analysis: &Analysis, before: WordAt) -> Option<(WordAt, WordAt)> {
    let first = before.sentence.saturating_sub(2);
    let pair = |sentence: usize| {
        let words = &analysis.sentences.get(sentence)?.words;
        let end = match sentence == before.sentence {
            true => before.word,
            false => words.len(),
        };
        let second = (0..end).rfind(|&word| words[word].is(Relation::Conj))?;
        let head = words[second].head?;
        let alone = words
            .iter()
            .filter(|word| word.is(Relation::Conj) && word.head == Some(head));
        (alone.count() == 1).then_some((
            WordAt {
                sentence,
                word: head,
            },
            WordAt {
                sentence,
                word: second,
            },
        ))
    };
    (first..=before.sentence).rev().find_map(pair)
}

/// What a word like *certains* looks back for, where it says nothing more of who is meant.
pub(crate) fn some(profile: &Profile, sentence: &Sentence) -> Option<Pronoun> {
    let head = profile.head?.word;
    let word = &sentence.words[head];
    let pronoun = word.upos == Upos::Pron
        && [PronType::Ind, PronType::Neg]
            .iter()
            .any(|&kind| word.feats.is(kind));
    // Of *d'autres* trees take the first word or the second for the head.
    let determiner = word.upos == Upos::Det && !word.is(Relation::Det);
    let adjective = word.upos == Upos::Adj && !word.is(Relation::Amod);
    let indefinite = pronoun || determiner || adjective;
    let bare = !sentence
        .children(head)
        .any(|child| sentence.words[child].is(Relation::Nmod));
    let counts = profile.plural || word.feats.is(PronType::Neg);
    let alone = profile.form == MentionForm::Nominal && indefinite && bare && counts;
    alone.then(|| several(profile, Some(true)))
}
