//! Who is named only as one or some of a group: *l'un d'eux*, *certains*, *one of them*. What the group was called says
//! who they are.

use selon_analyse::{Sentence, Upos};
use selon_read::MentionForm;

use crate::profile::{Profile, Pronoun};

/// The pronoun in *l'un d'eux*, as a word of the sentence: a word that stands for some of what it stands for.
pub(crate) fn whole(sentence: &Sentence, head: usize) -> Option<usize> {
    let words = &sentence.words;
    let counts = matches!(words[head].upos, Upos::Pron | Upos::Num | Upos::Det);
    let mut children = sentence.children(head);
    children.find(|&child| {
        counts && child > head && words[child].upos == Upos::Pron && words[child].is("nmod")
    })
}

/// What one of several is called where the mention says of whom: *un musicien* for *l'un des musiciens*.
pub(crate) fn one(sentence: &Sentence, head: usize) -> Option<String> {
    let words = &sentence.words;
    let counts = matches!(words[head].upos, Upos::Pron | Upos::Num | Upos::Det);
    let several = |child: &usize| {
        words[*child].is("nmod")
            && words[*child].upos == Upos::Noun
            && words[*child].feats.is("Number", "Plur")
    };
    let mut children = sentence.children(head).filter(|&child| child > head);
    let noun = children.find(several).filter(|_| counts)?;
    Some(words[noun].lemma.to_string())
}

/// What a word like *certains* looks back for, where it says nothing more of who is meant.
pub(crate) fn some(profile: &Profile, sentence: &Sentence) -> Option<Pronoun> {
    let head = profile.head?.word;
    let word = &sentence.words[head];
    let pronoun = word.upos == Upos::Pron
        && ["Ind", "Neg"]
            .iter()
            .any(|kind| word.feats.is("PronType", kind));
    // Trees may take the first word of *d'autres* for its head.
    let indefinite = pronoun || (word.upos == Upos::Det && !word.is("det"));
    let bare = !sentence
        .children(head)
        .any(|child| sentence.words[child].is("nmod"));
    let several = profile.plural || word.feats.is("PronType", "Neg");
    let alone = profile.form == MentionForm::Nominal && indefinite && bare && several;
    alone.then_some(Pronoun {
        gender: profile.gender,
        plural: Some(true),
        speaks: false,
        nobody: false,
        human: Some(true),
        nearest: false,
    })
}
