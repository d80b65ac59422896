//! What softens and negates: how surely the writer stands behind what a word says, be it a statement or an event.

use std::cell::LazyCell;

use selon_analyse::feature::{Degree, Mood};
use selon_analyse::{Relation, Sentence, Upos};
use selon_languages::plain;

use crate::lexicon::cues::Lexicon;
use crate::record::Certainty;

/// How a word that negates can stand to what it negates; a word in another relation is a clause of its own: *rien*, *non*.
const NEGATES_BY: [Relation; 10] = [
    Relation::Advmod,
    Relation::Aux,
    Relation::Case,
    Relation::Cc,
    Relation::Dep,
    Relation::Det,
    Relation::Iobj,
    Relation::Mark,
    Relation::Nsubj,
    Relation::Obj,
];

/// Whether a sentence says that what a verb or noun says is not so: *n'a pas attaqué*, *aucune attaque*, *attacked nobody*.
pub(crate) fn is_negated(lexicon: &Lexicon, sentence: &Sentence, word: usize) -> bool {
    let words = &sentence.words;
    // *sur ce point*: a noun negates nothing.
    let negates = |child: usize| {
        let of = &words[child];
        of.upos != Upos::Noun && of.is_any(&NEGATES_BY) && lexicon.negates(&plain(&of.form))
    };
    let opens = |child: usize| child < word && lexicon.is_negation(&plain(&words[child].form));
    let opened = LazyCell::new(|| sentence.children(word).any(opens));
    // An adverb behind a verb negates what that says (*said* | *not to worry*), unless it closes a negation: *ne dit* | *pas*.
    let own = |child: usize| child < word || !words[child].is(Relation::Advmod) || *opened;
    sentence.children(word).any(|child| {
        negates(child) && own(child)
            || is_nobody(sentence, child, negates)
            || is_no_more(sentence, child, negates)
    })
}

/// Whether a subject or object is none at all: *no | demand was met*, *aucune | demande n'a été acceptée*.
fn is_nobody(sentence: &Sentence, child: usize, negates: impl Fn(usize) -> bool) -> bool {
    const TAKES_PART: [Relation; 3] = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj];
    sentence.words[child].is_any(&TAKES_PART)
        && sentence
            .children(child)
            .any(|before| before < child && negates(before))
}

/// Whether an adverb says that something has ended: *no longer*. What is compared has an end of its own: *no later than*.
fn is_no_more(sentence: &Sentence, child: usize, negates: impl Fn(usize) -> bool) -> bool {
    let adverb = &sentence.words[child];
    let below = || sentence.children(child);
    adverb.is(Relation::Advmod)
        && adverb.feats.is(Degree::Cmp)
        && below().count() == 1
        && below().all(negates)
}

/// How far an adverb, an auxiliary or a parenthesis softens a verb: *aurait, semble-t-il,* | *attaqué*, *may* | *attack*.
pub(crate) fn softened_beside(
    lexicon: &Lexicon,
    sentence: &Sentence,
    verb: usize,
) -> Option<Certainty> {
    const HELPS: [Relation; 3] = [Relation::Aux, Relation::Cop, Relation::Parataxis];
    sentence.children(verb).find_map(|child| {
        let of = &sentence.words[child];
        let helper = || of.is_any(&HELPS).then(|| lexicon.hedging_verb(&of.lemma));
        let adverb = lexicon.hedging_adverb(&plain(&of.form));
        adverb.or_else(|| helper().flatten())
    })
}

/// How far the verb that governs another one softens it: *semble* | *avoir attaqué*.
pub(crate) fn softened_above(
    lexicon: &Lexicon,
    sentence: &Sentence,
    verb: usize,
) -> Option<Certainty> {
    let word = &sentence.words[verb];
    let above = word.head.filter(|_| word.is(Relation::Xcomp))?;
    let above = &sentence.words[above];
    // Some forms of a verb soften that do not in others: *pourrait*.
    let form = lexicon.hedging_adverb(&plain(&above.form));
    form.or_else(|| lexicon.hedging_verb(&above.lemma))
}

/// Whether a verb stands in the conditional, which tells what others say: *aurait attaqué*.
pub(crate) fn is_conditional(sentence: &Sentence, verb: usize) -> bool {
    let conditional = |word: usize| sentence.words[word].feats.is(Mood::Cnd);
    let auxiliary = |child: usize| {
        sentence.words[child].is_any(&[Relation::Aux, Relation::Cop]) && conditional(child)
    };
    conditional(verb) || sentence.children(verb).any(auxiliary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::tree;

    /// Asks something of the word `verb` of a tree.
    fn ask<T>(
        code: &str,
        rows: &str,
        verb: &str,
        question: impl Fn(&Lexicon, &Sentence, usize) -> T,
    ) -> T {
        let lexicon = Lexicon::load(selon_languages::pack(code).unwrap());
        let tree = tree(rows);
        question(&lexicon, &tree.sentence, tree.at(verb))
    }

    #[test]
    fn a_word_before_a_verb_negates_it_and_one_behind_what_that_says() {
        let before = "She PRON 3 nsubj/never ADV 3 advmod/said VERB 0 root";
        assert!(ask("en", before, "said", is_negated));
        let behind = "She PRON 2 nsubj/said VERB 0 root/not PART 2 advmod/today NOUN 2 obl";
        assert!(!ask("en", behind, "said", is_negated));
        let closed = "Elle PRON 3 nsubj/ne ADV 3 advmod/dit VERB 0 root/pas ADV 3 advmod";
        assert!(ask("fr", closed, "dit", is_negated));
    }

    #[test]
    fn nobody_and_nothing_negate_as_subject_and_object() {
        let object = "Police NOUN 2 nsubj/arrested VERB 0 root/nobody PRON 2 obj";
        assert!(ask("en", object, "arrested", is_negated));
        let subject = "Personne PRON 3 nsubj/n' ADV 3 advmod/attaque VERB 0 root";
        assert!(ask("fr", subject, "attaque", is_negated));
    }

    #[test]
    fn what_nobody_does_or_suffers_does_not_happen() {
        let subject =
            "No DET 2 det/demand NOUN 4 nsubj:pass/was AUX 4 aux:pass/accepted VERB 0 root";
        assert!(ask("en", subject, "accepted", is_negated));
        let object =
            "Elle PRON 3 nsubj/n' ADV 3 advmod/a VERB 0 root/aucune DET 5 det/preuve NOUN 3 obj";
        assert!(ask("fr", object, "a", is_negated));
        let somebody = "Police NOUN 2 nsubj/arrested VERB 0 root/a DET 4 det/man NOUN 2 obj";
        assert!(!ask("en", somebody, "arrested", is_negated));
    }

    #[test]
    fn no_longer_negates_and_no_later_than_does_not() {
        let ended =
            "They PRON 4 nsubj/no ADV 3 advmod/longer ADV 4 advmod Degree=Cmp/attack VERB 0 root";
        assert!(ask("en", ended, "attack", is_negated));
        let dated = "They PRON 2 nsubj/attack VERB 0 root/no ADV 4 advmod/later ADV 2 advmod Degree=Cmp/than ADP 6 case/Friday PROPN 4 obl";
        assert!(!ask("en", dated, "attack", is_negated));
    }

    #[test]
    fn a_determiner_negates_a_noun_and_a_noun_nothing() {
        let none = "aucune DET 2 det/attaque NOUN 0 root";
        assert!(ask("fr", none, "attaque", is_negated));
        let point = "point NOUN 2 obj/attaque VERB 0 root";
        assert!(!ask("fr", point, "attaque", is_negated));
        // *for nothing* says why.
        let behind = "They PRON 2 nsubj/attack VERB 0 root/for ADP 4 case/nothing PRON 2 obl";
        assert!(!ask("en", behind, "attack", is_negated));
        // What is a clause of its own negates no other.
        let apart = "Non ADV 3 discourse/elle PRON 3 nsubj/part VERB 0 root";
        assert!(!ask("fr", apart, "part", is_negated));
    }

    #[test]
    fn adverbs_auxiliaries_and_parentheses_soften_a_verb() {
        let adverb = "Il PRON 2 nsubj/part VERB 0 root/probablement ADV 2 advmod";
        assert_eq!(
            ask("fr", adverb, "part", softened_beside),
            Some(Certainty::Hedged)
        );
        let auxiliary = "They PRON 3 nsubj/may AUX 3 aux/attack VERB 0 root";
        assert_eq!(
            ask("en", auxiliary, "attack", softened_beside),
            Some(Certainty::Hedged)
        );
        let parenthesis =
            "Il PRON 2 nsubj/part VERB 0 root/semble VERB 2 parataxis VerbForm=Fin sembler";
        assert_eq!(
            ask("fr", parenthesis, "part", softened_beside),
            Some(Certainty::Hedged)
        );
        // What is coordinated says something of its own.
        let coordinated = parenthesis.replace("parataxis", "conj");
        assert_eq!(ask("fr", &coordinated, "part", softened_beside), None);
    }

    #[test]
    fn a_verb_softens_the_infinitive_it_governs() {
        let rows = "Il PRON 2 nsubj/semble VERB 0 root VerbForm=Fin sembler/partir VERB 2 xcomp VerbForm=Inf";
        assert_eq!(
            ask("fr", rows, "partir", softened_above),
            Some(Certainty::Hedged)
        );
        let form = rows.replace(
            "semble VERB 0 root VerbForm=Fin sembler",
            "pourrait VERB 0 root VerbForm=Fin pouvoir",
        );
        assert_eq!(
            ask("fr", &form, "partir", softened_above),
            Some(Certainty::Hedged)
        );
        let clause = rows.replace("xcomp", "ccomp");
        assert_eq!(ask("fr", &clause, "partir", softened_above), None);
    }

    #[test]
    fn a_verb_is_conditional_by_its_form_or_its_auxiliary() {
        let conditional = |_: &Lexicon, sentence: &Sentence, verb| is_conditional(sentence, verb);
        let own = "Il PRON 2 nsubj/partirait VERB 0 root Mood=Cnd|VerbForm=Fin partir";
        assert!(ask("fr", own, "partirait", conditional));
        let auxiliary =
            "Il PRON 3 nsubj/serait AUX 3 cop Mood=Cnd|VerbForm=Fin être/prêt ADJ 0 root";
        assert!(ask("fr", auxiliary, "prêt", conditional));
        let plain = "Il PRON 3 nsubj/est AUX 3 cop Mood=Ind|VerbForm=Fin être/prêt ADJ 0 root";
        assert!(!ask("fr", plain, "prêt", conditional));
    }
}
