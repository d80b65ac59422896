//! Where clauses begin and end, and which of them stand by themselves.

use selon_analyse::feature::{PronType, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

use super::tree::{has_form, has_mark, has_subject};

/// Whether the words from a place on go on with a finite verb that has no subject there.
pub(crate) fn lacks_subject(sentence: &Sentence, from: usize) -> bool {
    let words = &sentence.words;
    let finite = (from..words.len()).find(|&word| words[word].feats.is(VerbForm::Fin));
    let opens = words
        .get(from)
        .is_some_and(|word| !matches!(word.upos, Upos::Cconj | Upos::Sconj));
    let named = |end: usize| {
        (from..end).any(|word| {
            matches!(words[word].upos, Upos::Noun | Upos::Propn | Upos::Pron)
                && words[word].is(Relation::Nsubj)
        })
    };
    opens && finite.is_some_and(|verb| !named(verb))
}

/// Whether a finite verb is the main one of a stretch of words and not that of a relative clause in it.
pub(crate) fn is_main(sentence: &Sentence, verb: usize, stretch: std::ops::Range<usize>) -> bool {
    let words = &sentence.words;
    let climb = std::iter::successors(Some(verb), |&at| words[at].head);
    let mut inside = climb
        .take(words.len())
        .take_while(|at| stretch.contains(at));
    words[verb].feats.is(VerbForm::Fin) && !inside.any(|at| words[at].is(Relation::Acl))
}

/// The clause whose conjunction stands right behind a cue: it is what the cue says, wherever the tree hangs it.
pub(crate) fn clause_behind(sentence: &Sentence, cue: usize) -> Option<usize> {
    let words = &sentence.words;
    let is_adverb =
        |&index: &usize| words[index].upos == Upos::Adv && words[index].head == Some(cue);
    let next = cue + 1 + (cue + 1..words.len()).take_while(is_adverb).count();
    let mark = words
        .get(next)
        .filter(|word| word.is(Relation::Mark) && word.upos == Upos::Sconj)?;
    mark.head.filter(|&head| head > next)
}

/// Whether a verb has a complement behind it, so that it says that and not what stands before.
pub(crate) fn governs_behind(sentence: &Sentence, verb: usize) -> bool {
    let words = &sentence.words;
    sentence.children(verb).any(|child| {
        let infinitive = has_form(&words[child], &[VerbForm::Inf]) || has_mark(sentence, child);
        let act = words[child].is(Relation::Xcomp) && infinitive;
        child > verb && (act || words[child].is(Relation::Ccomp))
    })
}

/// The nearest clause that stands by itself above a word.
pub(crate) fn clause_above(sentence: &Sentence, word: usize) -> Option<usize> {
    let words = &sentence.words;
    // *X, selon qui rien ne presse*: what a relative pronoun has its clause say ends with that clause.
    let relative = words[word].feats.is(PronType::Rel);
    let mut at = word;
    for _ in 0..words.len() {
        let Some(head) = words[at].head else {
            return Some(at);
        };
        let beside = words[at].is_any(&[Relation::Conj, Relation::Parataxis]);
        if words[at].is(Relation::Ccomp)
            || (relative && words[at].is(Relation::AclRelcl))
            || (beside && has_subject(sentence, at))
        {
            return Some(at);
        }
        at = head;
    }
    None
}

/// A clause's coordinated clauses say something of their own where they have their own subject.
pub(crate) fn drop_conjunction(sentence: &Sentence, clause: usize, words: &mut [bool]) {
    for child in sentence.children(clause) {
        let own_clause = sentence.words[child].is(Relation::Conj) && has_subject(sentence, child);
        if own_clause {
            for inside in sentence.subtree(child) {
                words[inside] = false;
            }
        } else if sentence.words[child].is(Relation::Cc) {
            words[child] = false;
        }
    }
}

/// Whether a word behind a verb stands in a clause that a conjunction opens between the two, or behind the verb's infinitive,
/// whose it then is: *espère dépasser le record*.
pub(crate) fn is_another_clause(sentence: &Sentence, verb: usize, word: usize) -> bool {
    let words = &sentence.words;
    (verb + 1..word).any(|between| {
        let of = &words[between];
        let opens = of.is(Relation::Mark) && of.upos == Upos::Sconj;
        let clause = opens && of.head.is_some_and(|head| head > word);
        let infinitive = of.is(Relation::Xcomp) && of.feats.is(VerbForm::Inf);
        clause || (infinitive && of.head == Some(verb))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::tree;
    use crate::grammar::tree::members;

    #[test]
    fn a_clause_that_goes_on_without_its_subject_is_told_from_a_new_one() {
        let of = tree(
            "Le DET 2 det/pont NOUN 7 nsubj/, PUNCT 5 punct/a AUX 5 aux/dit VERB 7 parataxis/, PUNCT 5 punct/rouvrira VERB 0 root VerbForm=Fin",
        );
        assert!(lacks_subject(&of.sentence, of.at("rouvrira")));
        let own = tree(
            "dit VERB 0 root/, PUNCT 1 punct/elle PRON 4 nsubj/part VERB 1 ccomp VerbForm=Fin",
        );
        assert!(!lacks_subject(&own.sentence, own.at("elle")));
        let joined =
            tree("dit VERB 0 root/, PUNCT 1 punct/et CCONJ 4 cc/part VERB 1 conj VerbForm=Fin");
        assert!(!lacks_subject(&joined.sentence, joined.at("et")));
    }

    #[test]
    fn the_verb_of_a_relative_clause_is_not_the_main_one() {
        let of = tree(
            "Ceux PRON 4 nsubj/qui PRON 3 nsubj/restent VERB 1 acl:relcl VerbForm=Fin/perdent VERB 0 root VerbForm=Fin",
        );
        assert!(is_main(&of.sentence, of.at("perdent"), 0..4));
        assert!(!is_main(&of.sentence, of.at("restent"), 0..4));
    }

    #[test]
    fn a_conjunction_right_behind_a_cue_opens_what_it_says() {
        let rows = "hinted VERB 0 root/again ADV 1 advmod/that SCONJ 5 mark/taxes NOUN 5 nsubj/rise VERB 1 advcl";
        let of = tree(rows);
        assert_eq!(
            of.form(clause_behind(&of.sentence, of.at("hinted"))),
            Some("rise")
        );
        let of = tree("hinted VERB 0 root/twice NOUN 1 obl/that SCONJ 4 mark/rise VERB 1 advcl");
        assert_eq!(clause_behind(&of.sentence, of.at("hinted")), None);
    }

    #[test]
    fn only_a_complement_behind_a_verb_is_governed() {
        let of = tree(
            "veut VERB 0 root/croire VERB 1 xcomp VerbForm=Inf/que SCONJ 4 mark/cède VERB 2 ccomp",
        );
        assert!(
            governs_behind(&of.sentence, of.at("veut"))
                && governs_behind(&of.sentence, of.at("croire"))
        );
        let of = tree("rouvre VERB 3 ccomp/, PUNCT 3 punct/annonce VERB 0 root/prêt ADJ 3 xcomp");
        assert!(!governs_behind(&of.sentence, of.at("annonce")));
    }

    #[test]
    fn the_clause_above_is_the_nearest_with_words_of_its_own() {
        let of = tree(
            "Il PRON 2 nsubj/dit VERB 0 root/que SCONJ 5 mark/tout PRON 5 nsubj/va VERB 2 ccomp/mal ADV 5 advmod",
        );
        assert_eq!(
            of.form(clause_above(&of.sentence, of.at("mal"))),
            Some("va")
        );
        let of = tree(
            "Lens PROPN 2 nsubj/gagne VERB 0 root/et CCONJ 5 cc/Metz PROPN 5 nsubj/perd VERB 2 conj/hier ADV 5 advmod",
        );
        assert_eq!(
            of.form(clause_above(&of.sentence, of.at("hier"))),
            Some("perd")
        );
        let of = tree(
            "Lens PROPN 2 nsubj/joue VERB 0 root/et CCONJ 4 cc/perd VERB 2 conj/hier ADV 4 advmod",
        );
        assert_eq!(
            of.form(clause_above(&of.sentence, of.at("hier"))),
            Some("joue")
        );
    }

    #[test]
    fn a_relative_pronoun_has_its_own_clause() {
        let rows = "Le DET 2 det/chef NOUN 8 nsubj/selon ADP 4 case/qui PRON 7 obl PronType=Rel/rien PRON 7 nsubj/ne ADV 7 advmod/presse VERB 2 acl:relcl/dort VERB 0 root";
        let of = tree(rows);
        assert_eq!(
            of.form(clause_above(&of.sentence, of.at("qui"))),
            Some("presse")
        );
        assert_eq!(
            of.form(clause_above(&of.sentence, of.at("rien"))),
            Some("dort")
        );
    }

    #[test]
    fn a_coordinated_clause_with_a_subject_says_something_of_its_own() {
        let of = tree(
            "Lens PROPN 2 nsubj/gagne VERB 0 root/et CCONJ 5 cc/Metz PROPN 5 nsubj/perd VERB 2 conj",
        );
        let mut chosen = members(&of.sentence, of.at("gagne"));
        drop_conjunction(&of.sentence, of.at("gagne"), &mut chosen);
        assert_eq!(of.chosen(&chosen), "Lens gagne");
        let of = tree(
            "Et CCONJ 3 cc/Lens PROPN 3 nsubj/joue VERB 0 root/et CCONJ 5 cc/perd VERB 3 conj",
        );
        let mut chosen = members(&of.sentence, of.at("joue"));
        drop_conjunction(&of.sentence, of.at("joue"), &mut chosen);
        assert_eq!(of.chosen(&chosen), "Lens joue et perd");
    }

    #[test]
    fn a_conjunction_or_an_infinitive_between_parts_a_word_from_the_verb() {
        let of = tree("says VERB 0 root/that SCONJ 4 mark/Metz PROPN 1 nsubj/lost VERB 1 ccomp");
        assert!(is_another_clause(
            &of.sentence,
            of.at("says"),
            of.at("Metz")
        ));
        let of = tree("espère VERB 0 root/battre VERB 1 xcomp VerbForm=Inf/Metz PROPN 1 nsubj");
        assert!(is_another_clause(
            &of.sentence,
            of.at("espère"),
            of.at("Metz")
        ));
        let of = tree("assure VERB 0 root/hier ADV 1 advmod/Metz PROPN 1 nsubj");
        assert!(!is_another_clause(
            &of.sentence,
            of.at("assure"),
            of.at("Metz")
        ));
    }
}
