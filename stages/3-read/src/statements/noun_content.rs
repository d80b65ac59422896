//! The content of a noun: the clause or infinitive that completes it, or the complement that says of what.

use selon_analyse::feature::VerbForm;
use selon_analyse::{Relation, Sentence, Upos};

use super::content::{Content, CueContext, dependent_from, is_led};
use crate::grammar::tree::{
    case, child, has_mark, is_infinitive, is_marked_by, members, members_without, take,
};
use crate::grammar::voice::has_reflexive;
use crate::grammar::{clause, nominal};
use crate::lexicon::cues::CueWord;

/// The content of a noun.
pub(super) fn of_noun(context: &CueContext, noun: usize, entry: &CueWord) -> Option<Content> {
    let cue = NounCue {
        context,
        sentence: context.sentence,
        noun,
        entry,
    };
    let words = equated(&cue).or_else(|| {
        let head = COMPLEMENTS.iter().find_map(|finds| finds(&cue))?;
        let mut chosen = members_without(cue.sentence, head, noun);
        take_phrases_beside(&cue, &mut chosen);
        if let Some(last) = accompanying(&cue) {
            let first = chosen.iter().position(|&chosen| chosen);
            chosen[first.unwrap_or(last)..=last].fill(true);
        }
        Some(chosen)
    })?;
    Some(Content::governed(words))
}

/// A noun that may attribute something.
struct NounCue<'a> {
    context: &'a CueContext<'a>,
    sentence: &'a Sentence,
    noun: usize,
    entry: &'a CueWord,
}

/// What can complete a noun, by the head word, in the order in which it is looked for.
const COMPLEMENTS: [fn(&NounCue) -> Option<usize>; 4] = [
    completing_clause,
    clause_behind_conjunction,
    hung_on_verb,
    complement,
];

impl NounCue<'_> {
    /// The first dependent behind the noun that fits.
    fn behind(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.sentence
            .children(self.noun)
            .find(|&child| child > self.noun && fits(child))
    }

    /// Whether a clause says of its noun what was done to it or what it does: *accusations portées contre X*.
    fn is_participle(&self, clause: usize) -> bool {
        let word = &self.sentence.words[clause];
        word.is(Relation::Acl) && word.feats.is(VerbForm::Part)
    }
}

/// What a noun is said to be where that is a clause: *her goal is to win*, *la vérité est que rien n'a changé*.
fn equated(cue: &NounCue) -> Option<Vec<bool>> {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    if !cue.entry.frames.clause && !cue.entry.frames.inf {
        return None;
    }
    let head = words[cue.noun]
        .head
        .filter(|&head| words[cue.noun].is(Relation::Nsubj) && head > cue.noun)?;
    let clause = match child(sentence, head, Relation::Cop) {
        Some(copula) => {
            let mark = child(sentence, head, Relation::Mark)?;
            let clausal =
                is_infinitive(sentence, head) || is_marked_by(sentence, head, Upos::Sconj);
            (mark > copula && clausal).then_some(head)
        }
        None => sentence.children(head).find(|&child| {
            words[child].is(Relation::Ccomp)
                && words[head].upos == Upos::Aux
                && has_mark(sentence, child)
        }),
    }?;
    let mut chosen = members(sentence, clause);
    let opening = child(sentence, clause, Relation::Mark)?;
    chosen[..opening].fill(false);
    Some(chosen)
}

/// *l'affirmation* | *que tout va bien*, *the decision* | *to leave*. Trees often take a clause that completes a noun for a
/// relative one; a conjunction tells them apart.
fn completing_clause(cue: &NounCue) -> Option<usize> {
    let (sentence, frames) = (cue.sentence, cue.entry.frames);
    cue.behind(|index| {
        let word = &sentence.words[index];
        let infinitive = word.feats.is(VerbForm::Inf);
        let conjunction = is_marked_by(sentence, index, Upos::Sconj);
        let relative = word.is(Relation::AclRelcl) && !conjunction;
        let clausal = (word.is(Relation::Acl) && !relative) || word.is(Relation::Ccomp);
        let clause = frames.clause && !infinitive && conjunction;
        clausal && (clause || (frames.inf && infinitive))
    })
}

/// The clause whose conjunction stands right behind the noun, wherever the tree hangs it.
fn clause_behind_conjunction(cue: &NounCue) -> Option<usize> {
    clause::clause_behind(cue.sentence, cue.noun).filter(|_| cue.entry.frames.clause)
}

/// The complement of a noun that is a verb's object may hang on the verb: *drew criticism* | *for the cuts*.
fn hung_on_verb(cue: &NounCue) -> Option<usize> {
    let (sentence, noun, frames) = (cue.sentence, cue.noun, cue.entry.frames);
    let words = &sentence.words;
    let verb = words[noun]
        .head
        .filter(|&verb| words[noun].is(Relation::Obj) && verb < noun)?;
    sentence.children(verb).find(|&index| {
        let told =
            frames.of && words[index].is(Relation::Obl) && is_led(sentence, index, cue.entry);
        let act = frames.inf
            && is_infinitive(sentence, index)
            && (words[index].is(Relation::Xcomp) || words[index].is(Relation::Advcl));
        let adjacent = || {
            let next = *nominal::close_group(sentence, noun).end() + 1;
            sentence.subtree(index).first() == Some(&next)
        };
        index > noun && (told || (act && adjacent()))
    })
}

/// *les accusations* | *de fraude*, *fears* | *of a strike*. Behind the same preposition somebody is the source and anything
/// else the content, unless a clause hangs on them: then they are what is told of.
fn complement(cue: &NounCue) -> Option<usize> {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    let open = cue.entry.prepositions.is_empty();
    let is_described = |index: usize| {
        let clauses = sentence.children(index).chain(sentence.children(cue.noun));
        clauses
            .filter(|&child| child > index && words[child].is(Relation::Acl))
            .any(|clause| words[clause].head == Some(index) || cue.is_participle(clause))
    };
    cue.behind(|index| {
        let somebody = || open && (cue.context.speaks)(index) && !is_described(index);
        cue.entry.frames.of
            && words[index].is(Relation::Nmod)
            && !words[index].is(Relation::NmodPoss)
            && case(sentence, index).is_some()
            && (open || is_led(sentence, index, cue.entry))
            && !somebody()
    })
}

/// Phrases side by side describe one thing: *rumeurs de mutinerie* | *dans l'armée*.
fn take_phrases_beside(cue: &NounCue, chosen: &mut [bool]) {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    let mut last = chosen.iter().rposition(|&chosen| chosen);
    while let Some(before) = last {
        let next = dependent_from(sentence, cue.noun, before + 1).filter(|&child| {
            let phrase = words[child].is(Relation::Nmod) && !(cue.context.speaks)(child);
            phrase || cue.is_participle(child)
        });
        last = next.and_then(|next| {
            let words = sentence.subtree(next);
            take(chosen, words.iter().copied());
            words.last().copied()
        });
    }
}

/// Where what is reported ends behind a verb that says no more than that reports of it go round: *les rapports de pillages
/// se multiplient, avec des familles qui auraient fui*.
fn accompanying(cue: &NounCue) -> Option<usize> {
    let (lexicon, sentence) = (cue.context.lexicon, cue.sentence);
    let words = &sentence.words;
    let verb = words[cue.noun]
        .head
        .filter(|&verb| words[cue.noun].is(Relation::Nsubj) && verb > cue.noun)?;
    let spreads = |verb: &usize| {
        let reflexive = has_reflexive(sentence, *verb, lexicon.reflexive_marker());
        lexicon.spreads(&words[*verb].lemma, reflexive)
    };
    let spreading = [Some(verb), child(sentence, verb, Relation::Xcomp)]
        .into_iter()
        .flatten()
        .find(spreads)?;
    let more = sentence
        .children(verb)
        .chain(sentence.children(spreading))
        .find(|&child| {
            child > spreading
                && case(sentence, child).is_some_and(|case| lexicon.accompanies(&words[case].lemma))
        })?;
    sentence.subtree(more).last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::cues::Frames;
    use crate::record::Attitude;
    use crate::statements::content::testing::{ask, entry, shown};

    fn said(
        rows: &str,
        noun: &str,
        prepositions: &[&'static str],
        frames: fn(&mut Frames),
    ) -> String {
        let entry = CueWord {
            prepositions: prepositions.to_vec(),
            ..entry(Attitude::Report, frames)
        };
        ask(rows, |context, of| {
            shown(of, of_noun(context, of.at(noun), &entry))
        })
    }

    fn clause(frames: &mut Frames) {
        frames.clause = true;
    }

    fn inf(frames: &mut Frames) {
        frames.inf = true;
    }

    fn of(frames: &mut Frames) {
        frames.of = true;
    }

    #[test]
    fn what_a_noun_is_said_to_be_is_its_content() {
        let goal = "goal NOUN 4 nsubj/is AUX 4 cop/to PART 4 mark/win VERB 0 root VerbForm=Inf";
        assert_eq!(said(goal, "goal", &[], inf), "to win");
        assert_eq!(said(goal, "goal", &[], of), "nothing");
        let truth = "vérité NOUN 2 nsubj/est AUX 0 root/que SCONJ 5 mark/tout PRON 5 nsubj/dure VERB 2 ccomp";
        assert_eq!(said(truth, "vérité", &[], clause), "que tout dure");
        let plain = "goal NOUN 3 nsubj/is AUX 3 cop/clear ADJ 0 root";
        assert_eq!(said(plain, "goal", &[], inf), "nothing");
    }

    #[test]
    fn a_clause_or_an_infinitive_completes_a_noun_and_a_relative_clause_does_not() {
        let fear = "fear NOUN 0 root/voiced VERB 1 acl/that SCONJ 5 mark/rents NOUN 5 nsubj/rise VERB 1 acl:relcl";
        assert_eq!(said(fear, "fear", &[], clause), "that rents rise");
        let relative = "fear NOUN 0 root/that PRON 3 nsubj/lasts VERB 1 acl:relcl";
        assert_eq!(said(relative, "fear", &[], clause), "nothing");
        let plan = "plan NOUN 0 root/to PART 3 mark/leave VERB 1 acl VerbForm=Inf";
        assert_eq!(said(plan, "plan", &[], inf), "to leave");
        assert_eq!(said(plan, "plan", &[], clause), "nothing");
    }

    #[test]
    fn a_clause_right_behind_a_noun_is_its_content_wherever_it_hangs() {
        let rows = "saw VERB 0 root/signs NOUN 1 obj/that SCONJ 5 mark/rents NOUN 5 nsubj/rise VERB 1 ccomp";
        assert_eq!(said(rows, "signs", &[], clause), "that rents rise");
        let apart = "signs NOUN 2 nsubj/emerged VERB 0 root/that SCONJ 5 mark/rents NOUN 5 nsubj/rise VERB 2 ccomp";
        assert_eq!(said(apart, "signs", &[], clause), "nothing");
    }

    #[test]
    fn the_complement_of_an_object_may_hang_on_its_verb() {
        let rows =
            "drew VERB 0 root/criticism NOUN 1 obj/for ADP 5 case/the DET 5 det/cuts NOUN 1 obl";
        assert_eq!(said(rows, "criticism", &["for"], of), "for the cuts");
        assert_eq!(said(rows, "criticism", &["of"], of), "nothing");
        let act = "made VERB 0 root/plans NOUN 1 obj/to PART 4 mark/leave VERB 1 xcomp";
        assert_eq!(said(act, "plans", &[], inf), "to leave");
        let apart = "made VERB 0 root/plans NOUN 1 obj/again ADV 1 advmod/to PART 5 mark/leave VERB 1 xcomp";
        assert_eq!(said(apart, "plans", &[], inf), "nothing");
    }

    #[test]
    fn a_complement_is_a_content_unless_it_is_somebody_of_whom_nothing_is_told() {
        let of_thing = "fears NOUN 0 root/of ADP 4 case/a DET 4 det/strike NOUN 1 nmod";
        assert_eq!(said(of_thing, "fears", &[], of), "of a strike");
        let of_somebody = "fears NOUN 0 root/of ADP 3 case/voters NOUN 1 nmod";
        assert_eq!(said(of_somebody, "fears", &[], of), "nothing");
        let told_of = "reports NOUN 0 root/of ADP 3 case/voters NOUN 1 nmod/fleeing VERB 3 acl";
        assert_eq!(said(told_of, "reports", &[], of), "of voters fleeing");
        let without = "fears NOUN 0 root/floods NOUN 1 nmod";
        assert_eq!(said(without, "fears", &[], of), "nothing");
    }

    #[test]
    fn phrases_side_by_side_describe_one_thing() {
        let rows = "rumeurs NOUN 0 root/d' ADP 3 case/émeute NOUN 1 nmod/dans ADP 6 case/la DET 6 det/ville NOUN 1 nmod";
        assert_eq!(said(rows, "rumeurs", &[], of), "d' émeute dans la ville");
        let somebody = rows.replace("ville", "police");
        assert_eq!(said(&somebody, "rumeurs", &[], of), "d' émeute");
    }

    #[test]
    fn what_accompanies_reports_that_go_round_belongs_to_them() {
        let rows = "récits NOUN 5 nsubj/de ADP 3 case/vols NOUN 1 nmod/se PRON 5 expl:pv Reflex=Yes/multiplient VERB 0 root multiplier/, PUNCT 8 punct/avec ADP 8 case/menaces NOUN 5 obl";
        assert_eq!(
            said(rows, "récits", &[], of),
            "de vols se multiplient , avec menaces"
        );
        assert_eq!(
            said(&rows.replace("avec", "vers"), "récits", &[], of),
            "de vols"
        );
        assert_eq!(
            said(&rows.replace("multiplier", "terminer"), "récits", &[], of),
            "de vols"
        );
    }
}
