//! Whose a statement is: the source, found through the tree.

use selon_analyse::feature::{Poss, PronType, Reflex};
use selon_analyse::{Relation, Sentence, Upos};

use super::content::CueContext;
use super::cues::CueAt;
use crate::grammar::nominal::is_bare;
use crate::grammar::punctuation::{is_comma, is_quotation_mark};
use crate::grammar::subject::of_verb;
use crate::grammar::tree::has_case;
use crate::grammar::voice::is_passive;
use crate::lexicon::cues::CueWord;
use crate::record::Attitude;

/// Where what nobody in particular reads or learns is written: *peut-on lire sur une banderole*.
pub(super) fn written_on(
    sentence: &Sentence,
    verb: usize,
    reader: usize,
    entry: &CueWord,
    speaks: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let words = &sentence.words;
    let anybody = words[reader].upos == Upos::Pron && words[reader].feats.is(PronType::Ind);
    let mut below = sentence.children(verb);
    below
        .find(|&child| {
            child > verb
                && words[child].is(Relation::Obl)
                && has_case(sentence, child)
                && speaks(child)
        })
        .filter(|_| anybody && entry.attitude == Attitude::Report && entry.frames.quote)
}

/// The head word of the source of a noun: its possessor, the complement that can speak, or the subject of the verb whose
/// object the noun is (*X a fait la promesse de …*).
pub(super) fn of_noun(context: &CueContext, noun: usize) -> Option<usize> {
    let (sentence, speaks) = (context.sentence, context.speaks);
    let words = &sentence.words;
    let owns = |&child: &usize| {
        let possessive = words[child].feats.is(Poss::Yes) || words[child].is(Relation::NmodPoss);
        possessive || (words[child].is(Relation::Nmod) && speaks(child))
    };
    // A verb that the tagger took for a noun has a subject: *il doute que*.
    let subject = |&child: &usize| {
        child < noun
            && words[child].upos == Upos::Pron
            && (words[child].is(Relation::Nsubj) || words[child].is(Relation::ExplSubj))
    };
    let named = sentence.children(noun).find(owns);
    named
        .or_else(|| sentence.children(noun).find(subject))
        .or_else(|| {
            let verb = words[noun].head.filter(|_| words[noun].is(Relation::Obj))?;
            let pronouns = context.lexicon.subject_pronouns();
            of_verb(sentence, verb, pronouns).filter(|&subject| speaks(subject))
        })
}

/// The head of the noun group that stands between a quotation and the cue behind it: *« … », X, maire de Y, said*.
pub(super) fn between(sentence: &Sentence, quotation_end: usize, cue: usize) -> Option<usize> {
    let words = &sentence.words;
    let names = |word: usize| {
        let subject = words[word].upos == Upos::Pron && words[word].is(Relation::Nsubj);
        subject || matches!(words[word].upos, Upos::Noun | Upos::Propn)
    };
    let first = (0..cue)
        .find(|&word| words[word].span.start >= quotation_end && words[word].upos != Upos::Punct)?;
    let end = (first..cue)
        .find(|&word| words[word].upos == Upos::Punct)
        .unwrap_or(cue);
    let outside = |word: usize| {
        words[word]
            .head
            .is_none_or(|head| !(first..end).contains(&head))
    };
    (first..end).find(|&word| outside(word) && names(word) && !has_case(sentence, word))
}

/// The subject pronoun that a tree takes for one that stands for nobody (*il pleut*): what only somebody can say or hope,
/// somebody does. What is reported may well come from nobody (*il ressort que*).
pub(super) fn clitic(sentence: &Sentence, verb: usize, entry: &CueWord) -> Option<usize> {
    let words = &sentence.words;
    let own = sentence
        .children(verb)
        .any(|child| words[child].is(Relation::Nsubj));
    // *Il s'est engagé à … et a sommé …*
    let shares = words[verb]
        .head
        .filter(|_| words[verb].is(Relation::Conj) && !own);
    // A clitic that makes a passive and refers to nobody: *il se dit que*.
    let impersonal =
        |child: usize| words[child].is(Relation::ExplPass) && !words[child].feats.is(Reflex::Yes);
    let passive = is_passive(sentence, verb) || sentence.children(verb).any(impersonal);
    sentence
        .children(verb)
        .chain(shares.into_iter().flat_map(|head| sentence.children(head)))
        .find(|&child| words[child].is(Relation::ExplSubj) && words[child].upos == Upos::Pron)
        .filter(|_| !passive && entry.attitude != Attitude::Report)
}

/// The noun group behind a cue that follows what it reports, where no relation leads to it: *« … », a lâché d'emblée le
/// maire*.
pub(super) fn behind(
    sentence: &Sentence,
    cue: &CueAt,
    speaks: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    const FAR: usize = 5;
    let words = &sentence.words;
    let (first, last) = (*cue.words.first()?, *cue.words.last()?);
    let set_off = first
        .checked_sub(1)
        .filter(|&before| is_comma(&words[before].form));
    set_off?;
    (last + 1..words.len().min(last + 1 + FAR))
        .take_while(|&word| words[word].upos != Upos::Punct)
        .find(|&word| {
            matches!(words[word].upos, Upos::Noun | Upos::Propn)
                && !words[word].is(Relation::Flat)
                && !has_case(sentence, word)
                && speaks(word)
        })
}

/// The head word of what a preposition governs: the nearest word to its right that it marks, or, where the tree has lost
/// it, the nearest noun.
pub(super) fn of_preposition(sentence: &Sentence, first: usize, length: usize) -> Option<usize> {
    let words = &sentence.words;
    let after = first + length;
    // Before a clause it is a conjunction: *pour aider …*.
    if words[after - 1].is(Relation::Mark) {
        return None;
    }
    let names = |index: usize| {
        matches!(
            words[index].upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X
        )
    };
    let marked = (first..after)
        .filter_map(|index| words[index].head)
        .find(|&head| head >= after && names(head));
    let governed = marked.or_else(|| {
        (after..words.len().min(after + 4))
            .take_while(|&index| {
                words[index].upos != Upos::Punct || is_quotation_mark(&words[index].form)
            })
            .find(|&index| names(index))
    })?;
    (!is_bare(sentence, governed)).then_some(governed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::{Tree, tree};
    use crate::statements::content::testing::{ask, entry};
    use crate::statements::cues::cues;

    fn form(of: &Tree, found: Option<usize>) -> String {
        of.form(found).unwrap_or("nobody").to_owned()
    }

    #[test]
    fn what_nobody_in_particular_reads_is_written_somewhere() {
        let written = |rows: &str, attitude: Attitude| {
            let of = tree(rows);
            let reads = entry(attitude, |frames| frames.quote = true);
            let speaks = |word: usize| of.sentence.words[word].upos == Upos::Noun;
            let (verb, reader) = (of.at("lire"), of.at("on"));
            form(&of, written_on(&of.sentence, verb, reader, &reads, &speaks))
        };
        let rows = "on PRON 3 nsubj PronType=Ind/peut AUX 3 aux/lire VERB 0 root/sur ADP 6 case/une DET 6 det/pancarte NOUN 3 obl";
        assert_eq!(written(rows, Attitude::Report), "pancarte");
        assert_eq!(written(rows, Attitude::Say), "nobody");
        assert_eq!(
            written(
                &rows.replace("PronType=Ind", "PronType=Prs"),
                Attitude::Report
            ),
            "nobody"
        );
    }

    #[test]
    fn a_noun_is_whose_it_is_or_whoever_has_it_as_an_object() {
        let source = |rows: &str, noun: &str| {
            ask(rows, |context, of| form(of, of_noun(context, of.at(noun))))
        };
        assert_eq!(
            source("its PRON 2 nmod:poss Poss=Yes/claim NOUN 0 root", "claim"),
            "its"
        );
        assert_eq!(
            source(
                "claims NOUN 0 root/of ADP 3 case/police NOUN 1 nmod",
                "claims"
            ),
            "police"
        );
        assert_eq!(
            source(
                "claims NOUN 0 root/of ADP 3 case/fraud NOUN 1 nmod",
                "claims"
            ),
            "nobody"
        );
        assert_eq!(
            source(
                "Ana PROPN 2 nsubj/made VERB 0 root/a DET 4 det/promise NOUN 2 obj",
                "promise"
            ),
            "Ana"
        );
        assert_eq!(
            source(
                "il PRON 2 nsubj/doute NOUN 0 root/déjà ADV 2 advmod",
                "doute"
            ),
            "il"
        );
    }

    #[test]
    fn a_name_may_stand_between_a_quotation_and_its_cue() {
        let between_them = |rows: &str| {
            let of = tree(rows);
            let end = of.sentence.words[of.at("»")].span.end;
            form(&of, between(&of.sentence, end, of.at("dit")))
        };
        let rows = "« PUNCT 2 punct/Oui INTJ 8 dep/» PUNCT 2 punct/, PUNCT 2 punct/Zoé PROPN 8 nsubj/Roy PROPN 5 flat/, PUNCT 5 punct/dit VERB 0 root";
        assert_eq!(between_them(rows), "Zoé");
        let led = "« PUNCT 2 punct/Oui INTJ 8 dep/» PUNCT 2 punct/, PUNCT 2 punct/À ADP 6 case/Lens PROPN 8 obl/, PUNCT 6 punct/dit VERB 0 root";
        assert_eq!(between_them(led), "nobody");
    }

    #[test]
    fn only_somebody_says_or_hopes_so_a_clitic_is_no_mere_form() {
        let source = |rows: &str, verb: &str, attitude: Attitude| {
            let of = tree(rows);
            let entry = entry(attitude, |frames| frames.clause = true);
            form(&of, clitic(&of.sentence, of.at(verb), &entry))
        };
        let rows = "Il PRON 2 expl:subj/espère VERB 0 root";
        assert_eq!(source(rows, "espère", Attitude::Hope), "Il");
        assert_eq!(source(rows, "espère", Attitude::Report), "nobody");
        let passive = "Il PRON 3 expl:subj/est AUX 3 aux:pass/dit VERB 0 root";
        assert_eq!(source(passive, "dit", Attitude::Say), "nobody");
        let reflexive = "Il PRON 4 expl:subj/s' PRON 4 expl:pv Reflex=Yes/est AUX 4 aux:pass/plaint VERB 0 root";
        assert_eq!(source(reflexive, "plaint", Attitude::Say), "Il");
        let shared = "Il PRON 2 expl:subj/promet VERB 0 root/et CCONJ 4 cc/jure VERB 2 conj";
        assert_eq!(source(shared, "jure", Attitude::Promise), "Il");
    }

    #[test]
    fn a_noun_behind_a_cue_that_a_comma_sets_off_is_its_source() {
        let source = |rows: &str| {
            ask(rows, |context, of| {
                let found = cues(context.lexicon, &of.sentence, &of.text);
                let cue = found.iter().find(|cue| cue.word == of.at("annonce"));
                form(of, behind(&of.sentence, cue.unwrap(), context.speaks))
            })
        };
        let rows = "Non INTJ 0 root/, PUNCT 3 punct/annonce VERB 1 parataxis annoncer/hier ADV 3 advmod/Zoé PROPN 1 dep";
        assert_eq!(source(rows), "Zoé");
        assert_eq!(source(&rows.replace(", PUNCT", "là ADV")), "nobody");
        assert_eq!(source(&rows.replace("hier ADV", ". PUNCT")), "nobody");
    }

    #[test]
    fn a_preposition_governs_the_word_it_marks_or_the_nearest_noun() {
        let source = |rows: &str| {
            let of = tree(rows);
            form(&of, of_preposition(&of.sentence, 0, 1))
        };
        assert_eq!(
            source("selon ADP 3 case/la DET 3 det/juge NOUN 0 root Number=Sing"),
            "juge"
        );
        assert_eq!(
            source("selon ADP 4 case/« PUNCT 3 punct/Zoé PROPN 0 root/hier ADV 3 advmod"),
            "Zoé"
        );
        assert_eq!(
            source("selon ADP 3 case/, PUNCT 3 punct/tard ADV 0 root/Zoé PROPN 3 dep"),
            "nobody"
        );
        assert_eq!(source("pour ADP 2 mark/aider VERB 0 root"), "nobody");
        // *per driver*: a sort of thing.
        assert_eq!(
            source("per ADP 2 case/driver NOUN 0 root Number=Sing"),
            "nobody"
        );
    }
}
