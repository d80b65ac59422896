//! The content of a cue that stands beside what it reports: set in between commas, behind it, before it as an adjunct.

use std::ops::Range;

use selon_analyse::feature::{PronType, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};
use selon_languages::SubjectPronouns;

use super::content::{Content, CueContext};
use super::cues::CueAt;
use crate::grammar::clause::{
    clause_above, drop_conjunction, governs_behind, is_main, lacks_subject,
};
use crate::grammar::punctuation::{is_comma, parts_clauses, sets_off};
use crate::grammar::subject::can_be_behind;
use crate::grammar::tree::{has_case, members};
use crate::grammar::{nominal, voice};
use crate::lexicon::cues::CueWord;

/// A report that stands before a comma, the verb behind it and nothing behind the verb but its subject: *La séance est
/// levée, annonce le greffe*; *La séance, annonce-t-il, est levée*. Returns the reported words and the subject.
pub(super) fn set_before(
    context: &CueContext,
    cue: &CueAt,
    entry: &CueWord,
) -> Option<(Content, usize)> {
    let words = &context.sentence.words;
    let insertion = Insertion::of(context, cue)?;
    // A line of dialogue begins with a dash.
    let spoken = words[0].upos == Upos::Punct && sets_off(&words[0].form);
    if !(entry.frames.clause || entry.frames.quote && spoken) {
        return None;
    }
    let before = reported_before(context.sentence, insertion.comma)?;
    let behind = insertion.behind;
    let whole = before
        .clone()
        .any(|index| is_main(context.sentence, index, before.clone()));
    let goes_on = words.get(behind).is_some_and(|word| sets_off(&word.form));
    // A subject before a comma and a verb belongs to the clause that goes on behind: *Le pont, a dit X, rouvrira*.
    let left = context
        .sentence
        .children(cue.word)
        .any(|child| child < insertion.comma && words[child].is(Relation::Nsubj));
    let interrupted = goes_on && lacks_subject(context.sentence, behind + 1);
    if (left && !interrupted) || !(whole || goes_on) {
        return None;
    }
    let mut chosen = vec![false; words.len()];
    chosen[before].fill(true);
    if !whole {
        chosen[behind + 1..].fill(true);
    }
    let content = Content {
        needs_speaker: true,
        ..Content::beside(chosen)
    };
    Some((content, insertion.subject))
}

/// The words before a comma that can be a report: what stands behind the last stop, without a conjunction that begins it,
/// if that is more than one word.
fn reported_before(sentence: &Sentence, comma: usize) -> Option<Range<usize>> {
    let words = &sentence.words;
    let stop = (0..comma)
        .rev()
        .find(|&index| parts_clauses(&words[index].form));
    let from = stop.map_or(0, |stop| stop + 1);
    let start = (from..comma).find(|&index| words[index].upos != Upos::Cconj)?;
    (start + 1 < comma).then_some(start..comma)
}

/// A verb with its subject that a comma sets off from the words before, and nothing else behind it.
struct Insertion {
    /// The comma, or a dash.
    comma: usize,
    /// The head word of the subject.
    subject: usize,
    /// Where the words behind begin.
    behind: usize,
}

impl Insertion {
    fn of(context: &CueContext, cue: &CueAt) -> Option<Insertion> {
        let sentence = context.sentence;
        let words = &sentence.words;
        let (first, last) = (*cue.words.first()?, *cue.words.last()?);
        let (opens, subject, behind) = match subject_before(context, cue, first, last) {
            Some((start, subject)) => (start, subject, last + 1),
            None => {
                let subject = subject_behind(context, cue, first, last)?;
                let end = *nominal::group_with_conjuncts(sentence, subject).end();
                let opens = conjunction(sentence, cue.word, first).unwrap_or(first);
                (opens, subject, end.max(last) + 1)
            }
        };
        let comma = opens
            .checked_sub(1)
            .filter(|&index| sets_off(&words[index].form))?;
        let tied = context.lexicon.is_subject_clitic(&words[subject]);
        let ends = words.get(behind).is_none_or(|word| {
            word.upos == Upos::Punct || (tied && !governs_behind(sentence, cue.word))
        });
        ends.then_some(Insertion {
            comma,
            subject,
            behind,
        })
    }
}

/// The conjunction before an inserted verb, also where a pronoun stands between for the clause before: *comme l'a rappelé
/// X*.
fn conjunction(sentence: &Sentence, verb: usize, first: usize) -> Option<usize> {
    let words = &sentence.words;
    let leads = |&index: &usize| {
        let word = &words[index];
        word.head == Some(verb)
            && (word.is(Relation::Mark) || (word.upos == Upos::Pron && word.is(Relation::Obj)))
    };
    let lead = (0..first).rev().take_while(leads).last();
    lead.filter(|&index| words[index].is(Relation::Mark))
}

/// The subject between a comma and a verb that ends its sentence, with where its words begin: *The bridge is closed,* | *a
/// report by engineers* | *shows.*
fn subject_before(
    context: &CueContext,
    cue: &CueAt,
    first: usize,
    last: usize,
) -> Option<(usize, usize)> {
    let sentence = context.sentence;
    let words = &sentence.words;
    let ends = words[last + 1..]
        .iter()
        .all(|word| word.upos == Upos::Punct);
    // *…, a claim the company denied*: a relative clause of the noun before.
    let relative = words[cue.word].is(Relation::Acl);
    if !ends || relative || voice::is_passive(sentence, cue.word) {
        return None;
    }
    let start = (0..first)
        .rev()
        .take_while(|&word| words[word].upos != Upos::Punct)
        .last()?;
    let names = |word: usize| matches!(words[word].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let head = (start..first).find(|&word| {
        let outside = words[word]
            .head
            .is_none_or(|head| !(start..first).contains(&head));
        names(word) && outside && !has_case(sentence, word)
    })?;
    let alone = !(start..first).any(|word| {
        words[word].upos == Upos::Verb
            && words[word].feats.is(VerbForm::Fin)
            && !cue.words.contains(&word)
    });
    (alone && (context.speaks)(head)).then_some((start, head))
}

/// The subject that follows its verb with nothing between: a pronoun tied to it, or somebody who can speak.
fn subject_behind(context: &CueContext, cue: &CueAt, first: usize, last: usize) -> Option<usize> {
    let sentence = context.sentence;
    let words = &sentence.words;
    let own = |index: usize| {
        words[index]
            .head
            .is_some_and(|head| head == cue.word || cue.words.contains(&head))
    };
    let tied = |index: usize| context.lexicon.is_subject_clitic(&words[index]);
    if let Some(pronoun) = (first..words.len().min(last + 2)).find(|&index| tied(index)) {
        return Some(pronoun);
    }
    let pronouns = context.lexicon.subject_pronouns();
    let subject = (last + 1..words.len()).find(|&index| {
        own(index)
            && matches!(words[index].upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && !has_case(sentence, index)
            && (context.speaks)(index)
            && (pronouns == SubjectPronouns::Required || can_be_behind(sentence, index, pronouns))
    })?;
    let near = *nominal::group(sentence, subject).start() == last + 1;
    near.then_some(subject)
}

/// What a relative pronoun behind a preposition has its own clause say, up to the comma: *X, selon qui rien ne presse, …*.
pub(super) fn of_relative(sentence: &Sentence, pronoun: usize) -> Option<Content> {
    let words = &sentence.words;
    if words[pronoun].upos != Upos::Pron || !words[pronoun].feats.is(PronType::Rel) {
        return None;
    }
    let stop = |&word: &usize| is_comma(&words[word].form) || parts_clauses(&words[word].form);
    let end = (pronoun + 1..words.len()).find(stop).unwrap_or(words.len());
    let mut chosen = vec![false; words.len()];
    chosen[pronoun + 1..end].fill(true);
    (end > pronoun + 1).then_some(Content::beside(chosen))
}

/// The clause a prepositional phrase or adverbial stands in, without that phrase.
pub(super) fn of_adjunct(sentence: &Sentence, inside: usize, phrase: &[bool]) -> Option<Content> {
    let clause = clause_above(sentence, inside)?;
    let mut words = members(sentence, clause);
    for (chosen, excluded) in words.iter_mut().zip(phrase) {
        *chosen &= !excluded;
    }
    drop_conjunction(sentence, clause, &mut words);
    words.contains(&true).then_some(Content::beside(words))
}

/// The clause that a verb set beside it reports: everything its head governs except the verb's own words.
pub(super) fn beside(sentence: &Sentence, verb: usize) -> Option<Content> {
    let head = sentence.words[verb]
        .head
        .filter(|_| sentence.words[verb].is(Relation::Parataxis))
        .filter(|_| !governs_behind(sentence, verb))?;
    // Behind a colon or a semicolon begins something else: *Grève au port : la maire réclame un médiateur*.
    let mut between = sentence.words[head.min(verb)..head.max(verb)].iter();
    if between.any(|word| parts_clauses(&word.form)) {
        return None;
    }
    Some(without_clause_of(sentence, head, verb))
}

/// The clause that another one says how it is known: *As the paper reported, the bridge is closed*.
pub(super) fn said_as(context: &CueContext, verb: usize) -> Option<Content> {
    let sentence = context.sentence;
    let words = &sentence.words;
    let conjunction = sentence.children(verb).find(|&child| {
        words[child].is(Relation::Mark) && context.lexicon.reports_beside(&words[child].lemma)
    })?;
    let begins = conjunction == 0 || words[conjunction - 1].upos == Upos::Punct;
    if !begins || governs_behind(sentence, verb) {
        return None;
    }
    Some(without_clause_of(sentence, words[verb].head?, verb))
}

/// All that stands below a word except the clause of a verb.
fn without_clause_of(sentence: &Sentence, head: usize, verb: usize) -> Content {
    let mut chosen = members(sentence, head);
    for word in sentence.subtree(verb) {
        chosen[word] = false;
    }
    Content::beside(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::tree;
    use crate::lexicon::cues::Frames;
    use crate::record::Attitude;
    use crate::statements::content::testing::{ask, entry, shown};
    use crate::statements::cues::cues;

    /// Who says with a verb, a cue of the language, what stands before it.
    fn before_with(rows: &str, verb: &str, frames: fn(&mut Frames)) -> String {
        ask(rows, |context, of| {
            let found = cues(context.lexicon, &of.sentence, &of.text);
            let cue = found.iter().find(|cue| cue.word == of.at(verb)).unwrap();
            match set_before(context, cue, &entry(Attitude::Say, frames)) {
                Some((content, subject)) => {
                    let subject = &of.sentence.words[subject].form;
                    format!("{subject}: {}", of.chosen(&content.words))
                }
                None => "nothing".to_owned(),
            }
        })
    }

    fn before(rows: &str, verb: &str) -> String {
        before_with(rows, verb, |frames| frames.clause = true)
    }

    const REPORT: &str = "La DET 2 det/séance NOUN 4 nsubj/est AUX 4 aux:pass VerbForm=Fin/levée VERB 0 root/, PUNCT 4 punct/";

    #[test]
    fn a_report_stands_before_a_comma_its_verb_and_the_subject_behind_it() {
        let rows = format!(
            "{REPORT}annonce VERB 4 parataxis VerbForm=Fin annoncer/la DET 8 det/mairie NOUN 6 nsubj/. PUNCT 4 punct"
        );
        assert_eq!(before(&rows, "annonce"), "mairie: La séance est levée");
        let goes_on = rows.replace(". PUNCT 4 punct", "dehors ADV 6 advmod");
        assert_eq!(before(&goes_on, "annonce"), "nothing");
        let far = format!(
            "{REPORT}annonce VERB 4 parataxis VerbForm=Fin annoncer/hier ADV 6 advmod/la DET 9 det/mairie NOUN 6 nsubj/. PUNCT 4 punct"
        );
        assert_eq!(before(&far, "annonce"), "nothing");
    }

    #[test]
    fn a_pronoun_tied_to_the_verb_may_have_more_behind_it() {
        let rows = format!(
            "{REPORT}annonce VERB 4 parataxis VerbForm=Fin annoncer/-t-il PRON 6 nsubj/hier ADV 6 advmod"
        );
        assert_eq!(before(&rows, "annonce"), "-t-il: La séance est levée");
        let governs = format!(
            "{REPORT}annonce VERB 4 parataxis VerbForm=Fin annoncer/-t-il PRON 6 nsubj/partir VERB 6 xcomp VerbForm=Inf"
        );
        assert_eq!(before(&governs, "annonce"), "nothing");
    }

    #[test]
    fn a_verb_that_takes_only_quotations_reports_only_a_line_of_dialogue() {
        let rows = format!(
            "{REPORT}annonce VERB 4 parataxis VerbForm=Fin annoncer/Max PROPN 6 nsubj/. PUNCT 4 punct"
        );
        let quote = |frames: &mut Frames| frames.quote = true;
        assert_eq!(before_with(&rows, "annonce", quote), "nothing");
        let line = "– PUNCT 2 punct/Partons VERB 0 root VerbForm=Fin/vite ADV 2 advmod/, PUNCT 2 punct/annonce VERB 2 parataxis VerbForm=Fin annoncer/Max PROPN 5 nsubj/. PUNCT 2 punct";
        assert_eq!(before_with(line, "annonce", quote), "Max: – Partons vite");
    }

    #[test]
    fn a_conjunction_may_stand_before_the_verb() {
        let rows = format!(
            "{REPORT}comme SCONJ 9 mark/l' PRON 9 obj/a AUX 9 aux/annoncé VERB 4 advcl Tense=Past|VerbForm=Part annoncer/la DET 11 det/mairie NOUN 9 nsubj/. PUNCT 4 punct"
        );
        assert_eq!(before(&rows, "annoncé"), "mairie: La séance est levée");
    }

    #[test]
    fn the_subject_may_stand_before_a_verb_that_ends_its_sentence() {
        let rows = "Rents NOUN 2 nsubj/rise VERB 0 root VerbForm=Fin/, PUNCT 2 punct/the DET 5 det/court NOUN 6 nsubj/said VERB 2 parataxis VerbForm=Fin say/. PUNCT 2 punct";
        assert_eq!(before(rows, "said"), "court: Rents rise");
        let relative = rows.replace("said VERB 2 parataxis", "said VERB 2 acl:relcl");
        assert_eq!(before(&relative, "said"), "nothing");
        let passive = rows.replace(
            "2 parataxis VerbForm=Fin",
            "2 advcl Tense=Past|VerbForm=Part",
        );
        assert_eq!(before(&passive, "said"), "nothing");
        let on = rows.replace(". PUNCT 2 punct", "today NOUN 6 obl");
        assert_eq!(before(&on, "said"), "nothing");
    }

    #[test]
    fn a_report_that_its_verb_interrupts_goes_on_behind() {
        let rows = "Le DET 2 det/pont NOUN 9 nsubj/, PUNCT 5 punct/a AUX 5 aux/annoncé VERB 9 parataxis Tense=Past|VerbForm=Part annoncer/Max PROPN 5 nsubj/, PUNCT 5 punct/enfin ADV 9 advmod/rouvrira VERB 0 root VerbForm=Fin";
        assert_eq!(before(rows, "annoncé"), "Max: Le pont enfin rouvrira");
        // Words that are no clause report nothing where nothing goes on.
        let phrase = "Le DET 2 det/pont NOUN 0 root/, PUNCT 4 punct/annonce VERB 2 parataxis VerbForm=Fin annoncer/Zoé PROPN 4 nsubj/. PUNCT 2 punct";
        assert_eq!(before(phrase, "annonce"), "nothing");
    }

    #[test]
    fn a_subject_before_the_comma_belongs_to_what_goes_on_behind() {
        let rows = "Le DET 2 det/pont NOUN 5 nsubj/rouvre VERB 0 root VerbForm=Fin/, PUNCT 5 punct/annonce VERB 3 parataxis VerbForm=Fin annoncer/Zoé PROPN 5 nsubj/. PUNCT 3 punct";
        assert_eq!(before(rows, "annonce"), "nothing");
        assert_eq!(
            before(&rows.replace("NOUN 5", "NOUN 3"), "annonce"),
            "Zoé: Le pont rouvre"
        );
    }

    #[test]
    fn a_report_begins_behind_the_last_stop_and_its_conjunction() {
        let begins = |rows: &str| {
            let of = tree(rows);
            let range = reported_before(&of.sentence, of.at(","));
            range.map(|range| of.sentence.words[range.start].form.to_string())
        };
        let stop = "A X 0 root/; PUNCT 1 punct/et CCONJ 1 cc/tout PRON 5 nsubj/va VERB 1 conj/, PUNCT 5 punct";
        assert_eq!(begins(stop), Some("tout".to_owned()));
        assert_eq!(
            begins("A X 0 root/: PUNCT 1 punct/Non INTJ 1 dep/, PUNCT 3 punct"),
            None
        );
    }

    #[test]
    fn a_relative_pronoun_has_its_clause_say_something_up_to_the_stop() {
        let of = tree(
            "chef NOUN 0 root/selon ADP 3 case/qui PRON 6 obl PronType=Rel/rien PRON 6 nsubj/ne ADV 6 advmod/presse VERB 1 acl:relcl/, PUNCT 8 punct/dort VERB 1 dep",
        );
        assert_eq!(
            shown(&of, of_relative(&of.sentence, of.at("qui"))),
            "rien ne presse"
        );
        assert_eq!(
            shown(&of, of_relative(&of.sentence, of.at("rien"))),
            "nothing"
        );
    }

    #[test]
    fn an_adjunct_says_its_clause_without_itself() {
        let of = tree(
            "Lens PROPN 2 nsubj/gagne VERB 0 root/selon ADP 4 case/Ana PROPN 2 obl/et CCONJ 7 cc/Metz PROPN 7 nsubj/perd VERB 2 conj",
        );
        let phrase = [false, false, true, true, false, false, false];
        let said = |phrase: &[bool]| of_adjunct(&of.sentence, of.at("Ana"), phrase);
        assert_eq!(shown(&of, said(&phrase)), "Lens gagne");
        assert_eq!(shown(&of, said(&[true; 7])), "nothing");
    }

    #[test]
    fn a_verb_beside_a_clause_reports_it_unless_it_governs_another_or_a_colon_parts_them() {
        let said = |rows: &str| {
            let of = tree(rows);
            shown(&of, beside(&of.sentence, of.at("dit")))
        };
        let rows = "Lens PROPN 2 nsubj/gagne VERB 0 root/, PUNCT 4 punct/dit VERB 2 parataxis/Ana PROPN 4 nsubj";
        assert_eq!(said(rows), "Lens gagne");
        assert_eq!(said(&rows.replace(", PUNCT 4", ": PUNCT 4")), "nothing");
        assert_eq!(
            said(&rows.replace("Ana PROPN 4 nsubj", "partir VERB 4 ccomp")),
            "nothing"
        );
        assert_eq!(said(&rows.replace("2 parataxis", "2 conj")), "nothing");
    }

    #[test]
    fn a_clause_that_says_how_something_is_known_begins_its_sentence_or_stands_behind_a_comma() {
        let known = |rows: &str| {
            ask(rows, |context, of| {
                shown(of, said_as(context, of.at("reported")))
            })
        };
        let rows = "As SCONJ 3 mark/police NOUN 3 nsubj/reported VERB 7 advcl/, PUNCT 3 punct/it PRON 7 nsubj/is AUX 7 cop/shut ADJ 0 root";
        assert_eq!(known(rows), "it is shut");
        assert_eq!(known(&rows.replace("As SCONJ", "If SCONJ")), "nothing");
        let inside = "It PRON 3 nsubj/is AUX 3 cop/shut ADJ 0 root/as SCONJ 6 mark/police NOUN 6 nsubj/reported VERB 3 advcl";
        assert_eq!(known(inside), "nothing");
    }
}
