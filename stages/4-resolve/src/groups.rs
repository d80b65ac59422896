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

/// What a word like *certains* looks back for, where it says nothing more of who is meant.
pub(crate) fn some(profile: &Profile, sentence: &Sentence) -> Option<Pronoun> {
    let head = profile.head?.word;
    let word = &sentence.words[head];
    let indefinite = word.upos == Upos::Pron && word.feats.is("PronType", "Ind");
    let bare = !sentence
        .children(head)
        .any(|child| sentence.words[child].is("nmod"));
    let alone = profile.form == MentionForm::Nominal && indefinite && bare && profile.plural;
    alone.then_some(Pronoun {
        gender: profile.gender,
        plural: Some(true),
        speaks: false,
        nobody: false,
        human: None,
        nearest: false,
    })
}
