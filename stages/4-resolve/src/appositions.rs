//! Names that stand behind a comma for whoever was just called otherwise: *la maire de la ville, Inès Carvalho, …*.
//!
//! The tree often hangs such a name elsewhere, so the text decides: nothing but a comma parts the two, and the name is
//! shut off behind. Where a preposition governs the first and the name is the subject of a verb behind, commas tell: *Selon
//! le maire, Paul Morin, 43 ans, a menti* has two people, *Selon le maire, Paul Morin, le pont a tenu* one.

use selon_analyse::{Analysis, Relation, Upos};
use selon_intake::Span;
use selon_read::{Actor, ActorKind, MentionForm};

use crate::profile::Profile;

/// For each mention the one behind it that says its name.
pub(crate) fn names_behind(
    text: &str,
    analysis: &Analysis,
    mentioned: &[Actor],
    profiles: &[Profile],
    order: &[usize],
) -> Vec<Option<usize>> {
    let neighbours = Neighbours {
        text,
        analysis,
        mentioned,
        profiles,
    };
    let mut behind = vec![None; mentioned.len()];
    for (at, &one) in order.iter().enumerate() {
        let next = order[at + 1..].iter().copied().take(NEXT);
        behind[one] = next
            .clone()
            .find(|&other| neighbours.is_named_by(one, other));
    }
    behind
}

/// How many mentions further on the name may come: those inside the first one lie between.
const NEXT: usize = 6;

/// Mentions beside each other in the text.
struct Neighbours<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    mentioned: &'a [Actor],
    profiles: &'a [Profile],
}

impl Neighbours<'_> {
    fn is_named_by(&self, one: usize, other: usize) -> bool {
        let (first, second) = (&self.profiles[one], &self.profiles[other]);
        let (Some(span), Some(name)) = (self.span(one), self.span(other)) else {
            return false;
        };
        can_be_named(first)
            && is_name_of(second, first)
            && self.adjoins(span, name)
            && self.is_shut_off(name)
            && !(self.is_governed(one) && self.is_subject(other, name))
    }

    fn span(&self, id: usize) -> Option<Span> {
        self.mentioned[id]
            .mentions
            .first()
            .map(|mention| mention.span)
    }

    /// Whether a comma alone parts a mention from a name; a mention may also end with the name: *l’un d’eux, Paul Morin*.
    fn adjoins(&self, span: Span, name: Span) -> bool {
        if span.end == name.end && span.start < name.start {
            let before = &self.text[span.start..name.start];
            return before.trim_end().ends_with(',');
        }
        let between = self.text.get(span.end..name.start);
        between.is_some_and(|between| between.trim() == ",")
    }

    /// Whether punctuation or the text's end follows.
    fn is_shut_off(&self, name: Span) -> bool {
        let rest = self.text[name.end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        rest.chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric())
    }

    /// Whether a preposition governs the head of a mention.
    fn is_governed(&self, id: usize) -> bool {
        self.profiles[id].head.is_some_and(|head| {
            let sentence = &self.analysis.sentences[head.sentence];
            let mut children = sentence.children(head.word);
            children.any(|child| sentence.words[child].upos == Upos::Adp)
        })
    }

    /// Whether a name is the subject of a verb behind it, with all between set off by a pair of commas.
    fn is_subject(&self, id: usize, name: Span) -> bool {
        self.profiles[id].head.is_some_and(|head| {
            let words = &self.analysis.sentences[head.sentence].words;
            let word = &words[head.word];
            let verb = word
                .head
                .filter(|&verb| word.is(Relation::Nsubj) && verb > head.word);
            verb.is_some_and(|verb| {
                let between = self.text.get(name.end..words[verb].span.start);
                between.is_some_and(|between| between.matches(',').count() % 2 == 0)
            })
        })
    }
}

/// Whether somebody has been called by something that a name can follow.
fn can_be_named(profile: &Profile) -> bool {
    let said = match profile.form {
        MentionForm::Nominal => true,
        MentionForm::Pronoun => profile.pronoun.is_none_or(|pronoun| !pronoun.speaks),
        MentionForm::Name | MentionForm::Title | MentionForm::Metonym => false,
    };
    said && !profile.plural
}

/// Whether one can be the name of the other: a person's of a human being, a body's of a body.
fn is_name_of(name: &Profile, of: &Profile) -> bool {
    let proper = matches!(name.form, MentionForm::Name | MentionForm::Title);
    let genders = name.gender.zip(of.gender);
    let agree = genders.is_none_or(|(one, other)| one == other);
    let kinds = match name.kind {
        ActorKind::Person => matches!(of.kind, ActorKind::Role | ActorKind::Unnamed) && agree,
        ActorKind::Organisation => of.kind == ActorKind::Group,
        _ => false,
    };
    proper && kinds
}

#[cfg(test)]
mod tests {
    use crate::testing::story;

    #[test]
    fn a_name_behind_a_comma_says_who_was_called_otherwise() {
        let tree = "Le DET 2 det/préfet NOUN 7 nsubj/, PUNCT 7 punct/Jean PROPN 7 dislocated/Sabatier PROPN 4 flat/, PUNCT 7 punct/part VERB 0 root";
        let together = story(&[tree])
            .role("Le préfet")
            .person("Jean Sabatier")
            .together();
        assert_eq!(together, ["Le préfet = Jean Sabatier"]);
    }

    #[test]
    fn a_subject_is_somebody_else_if_all_between_is_set_off_by_a_pair_of_commas() {
        let together = |last: &str| {
            let rows = format!(
                "Selon ADP 3 case/le DET 3 det/maire NOUN 10 obl/, PUNCT 3 punct/Paul PROPN 10 nsubj/Morin PROPN 5 flat/, PUNCT 5 punct/hier ADV 10 advmod/{last} 10 punct/part VERB 0 root"
            );
            let story = story(&[&rows]).role("le maire").person("Paul Morin");
            story.together()
        };
        assert_eq!(together(", PUNCT"), ["le maire", "Paul Morin"]);
        assert_eq!(together("encore ADV"), ["le maire = Paul Morin"]);
    }

    #[test]
    fn a_name_that_goes_on_is_no_apposition() {
        let tree = "Le DET 2 det/préfet NOUN 7 nsubj/, PUNCT 4 punct/Jean PROPN 7 conj/Sabatier PROPN 4 flat/et CCONJ 7 cc/partent VERB 0 root";
        let together = story(&[tree])
            .role("Le préfet")
            .person("Jean Sabatier")
            .together();
        assert_eq!(together, ["Le préfet", "Jean Sabatier"]);
    }
}
