//! Whose a statement is: the source, found through the tree.

use selon_analyse::feature::{Number, Poss, PronType, Reflex, Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

use super::cues::CueAt;
use super::lexicon::CueWord;
use crate::nominal;
use crate::record::Attitude;

/// How many relations a search climbs before it gives up; also what ends it on a tree that is wrong.
const CLIMB: usize = 6;

/// The head word of the source of a verb: its subject, its agent, or the subject it shares with the verb it is
/// coordinated with or depends on.
pub(crate) fn of_verb(sentence: &Sentence, verb: usize) -> Option<usize> {
    let mut verb = verb;
    for _ in 0..CLIMB {
        match step(sentence, verb) {
            Step::Found(source) => return Some(source),
            Step::Nobody => return None,
            Step::Ask(other) => verb = other,
        }
    }
    None
}

enum Step {
    Found(usize),
    Nobody,
    Ask(usize),
}

fn step(sentence: &Sentence, verb: usize) -> Step {
    let words = &sentence.words;
    let child = |relation: Relation| {
        sentence
            .children(verb)
            .find(|&child| words[child].is(relation))
    };
    // What has an object is not passive, whatever the tree calls its subject.
    let object = child(Relation::Obj)
        .or(child(Relation::Iobj))
        .or(child(Relation::Ccomp));
    // *s'est inquiétée* has the auxiliary of a passive and is none.
    let mut children = sentence.children(verb);
    let reflexive = children.any(|child| words[child].feats.is(Reflex::Yes));
    // Without an auxiliary only a participle that hangs on something is passive.
    let hangs = words[verb].is(Relation::Acl) || words[verb].is(Relation::Advcl);
    let finite_alone = child(Relation::AuxPass).is_none() && !hangs;
    let active = reflexive || finite_alone;
    if !active
        && (child(Relation::AuxPass).is_some()
            || child(Relation::NsubjPass).is_some() && object.is_none())
    {
        return agent(sentence, verb).map_or(Step::Nobody, Step::Found);
    }
    let subject = child(Relation::Nsubj).or(child(Relation::NsubjPass).filter(|_| active));
    let stray = subject.filter(|&subject| is_another_clause(sentence, verb, subject));
    if let Some(subject) = subject.filter(|_| stray.is_none()) {
        return Step::Found(stressed(sentence, subject).unwrap_or(subject));
    }
    if let Some(subject) = stray.and_then(|_| parted(sentence, verb)) {
        return Step::Found(subject);
    }
    if let Some(pronoun) = child(Relation::ExplSubj) {
        // Where a clause behind has lost its subject to the verb, the verb has its own in the pronoun.
        return match stray {
            Some(_) => Step::Found(pronoun),
            None => Step::Nobody,
        };
    }
    let finite = words[verb].feats.is(VerbForm::Fin) || child(Relation::Aux).is_some();
    if let Some(subject) = lost_subject(sentence, verb).filter(|_| finite) {
        return Step::Found(subject);
    }
    let Some(head) = words[verb].head else {
        return Step::Nobody;
    };
    let relation = words[verb].deprel.general();
    match relation {
        // *Et le maire de conclure*.
        Relation::Xcomp if words[head].upos == Upos::Propn => Step::Found(head),
        Relation::Conj | Relation::Xcomp
            if words[head].upos != Upos::Noun || relation == Relation::Conj =>
        {
            Step::Ask(head)
        }
        Relation::Advcl if !finite => Step::Ask(head),
        // *X rejette ces accusations, assurant …*: behind a comma a present participle is the subject's.
        Relation::Acl
            if words[verb].feats.is(Tense::Pres)
                && set_off(sentence, verb)
                && words[head]
                    .head
                    .is_some_and(|above| words[above].upos == Upos::Verb)
                && !words[head].is(Relation::Nsubj) =>
        {
            words[head].head.map_or(Step::Nobody, Step::Ask)
        }
        Relation::Acl if words[verb].feats.is(Tense::Past) => {
            agent(sentence, verb).map_or(Step::Nobody, Step::Found)
        }
        Relation::Acl if matches!(words[head].upos, Upos::Noun | Upos::Propn | Upos::Pron) => {
            Step::Found(described(sentence, head))
        }
        Relation::Parataxis => inverted(sentence, verb).map_or(Step::Nobody, Step::Found),
        _ => Step::Nobody,
    }
}

/// Whom a pronoun between commas stresses: *le Front, lui, dément*.
fn stressed(sentence: &Sentence, pronoun: usize) -> Option<usize> {
    let words = &sentence.words;
    let comma = |word: usize| words.get(word).is_some_and(|word| word.form == ",");
    let before = pronoun.checked_sub(2)?;
    let apart = words[pronoun].upos == Upos::Pron && comma(before + 1) && comma(pronoun + 1);
    let inside = |&at: &usize| at <= before;
    let climb = std::iter::successors(Some(before), |&at| words[at].head.filter(inside));
    let head = climb.take(CLIMB).last()?;
    let names = |word: usize| {
        let capital = words[word].form.starts_with(char::is_uppercase);
        matches!(words[word].upos, Upos::Noun | Upos::Propn) || capital
    };
    (apart && names(head) && !has_case(sentence, head)).then_some(head)
}

/// Whether a word behind a verb stands in a clause that a conjunction opens between the two, or behind the verb's infinitive,
/// whose it then is: *espère dépasser le record*.
pub(super) fn is_another_clause(sentence: &Sentence, verb: usize, word: usize) -> bool {
    let words = &sentence.words;
    (verb + 1..word).any(|between| {
        let of = &words[between];
        let opens = of.is(Relation::Mark) && of.upos == Upos::Sconj;
        let clause = opens && of.head.is_some_and(|head| head > word);
        let infinitive = of.is(Relation::Xcomp) && of.feats.is(VerbForm::Inf);
        clause || (infinitive && of.head == Some(verb))
    })
}

/// The subject that a relative clause has parted from its verb, so that the tree gives it to the verb's infinitive or to
/// nothing: *le club, qui a tout perdu, espère se sauver*.
fn parted(sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let infinitives = sentence
        .children(verb)
        .filter(|&child| words[child].is(Relation::Xcomp));
    let subject = |&child: &usize| words[child].is(Relation::Nsubj) && child < verb;
    let below = infinitives
        .flat_map(|infinitive| sentence.children(infinitive))
        .find(subject);
    let relative = words[verb].head.filter(|&head| {
        words[verb].is(Relation::Parataxis) && words[head].is(Relation::AclRelcl) && head < verb
    });
    below.or_else(|| words[relative?].head)
}

/// Whether a comma stands right before a verb.
fn set_off(sentence: &Sentence, verb: usize) -> bool {
    verb > 0 && sentence.words[verb - 1].form == ","
}

/// Whether a verb is passive, so that nobody need be named as its source: *is seen as the winner*, *accused of fraud*.
pub(crate) fn is_passive(sentence: &Sentence, verb: usize) -> bool {
    let words = &sentence.words;
    let mut children = sentence.children(verb);
    let past = words[verb].feats.is(Tense::Past) && words[verb].feats.is(VerbForm::Part);
    let reduced = words[verb].is(Relation::Acl) || words[verb].is(Relation::Advcl);
    let active = sentence
        .children(verb)
        .any(|child| words[child].is(Relation::Aux));
    children.any(|child| words[child].is(Relation::AuxPass)) || (past && reduced && !active)
}

/// Who acts in a passive. The tree may hang them on what is said: *est jugée dérisoire par la boulangère*.
pub(crate) fn agent(sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let below = |head: usize| {
        sentence
            .children(head)
            .find(|&child| words[child].is(Relation::OblAgent))
    };
    let mut said = sentence
        .children(verb)
        .filter(|&child| words[child].is(Relation::Xcomp) && words[child].upos == Upos::Adj);
    below(verb).or_else(|| said.find_map(below))
}

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

/// Who a passive verb or participle happens to: its subject, the noun it describes, or the subject of its clause.
pub(super) fn patient(sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let subject = |verb: usize| {
        sentence
            .children(verb)
            .find(|&child| words[child].is(Relation::Nsubj))
    };
    subject(verb).or_else(|| match words[verb].head {
        Some(head) if words[verb].is(Relation::Acl) => Some(head),
        Some(head) if words[verb].is(Relation::Advcl) => subject(head),
        _ => None,
    })
}

/// The noun that an apposition describes: *le maire, Didier Raffin*.
fn described(sentence: &Sentence, word: usize) -> usize {
    let climb = std::iter::successors(Some(word), |&at| {
        sentence.words[at]
            .head
            .filter(|_| sentence.words[at].is(Relation::Appos))
    });
    climb.take(CLIMB).last().unwrap_or(word)
}

/// The noun group that stands right before a verb and begins its clause, where the tree has hung it elsewhere: behind a
/// comma a subject is easily taken for an apposition to the noun before.
fn lost_subject(sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let own = |&index: &usize| {
        words[index].head == Some(verb)
            && matches!(
                words[index].upos,
                Upos::Aux | Upos::Adv | Upos::Pron | Upos::Part
            )
    };
    let first = (0..verb).rev().take_while(own).last().unwrap_or(verb);
    let names = |index: usize| matches!(words[index].upos, Upos::Noun | Upos::Propn);
    let end = first.checked_sub(1)?;
    let start = (0..first)
        .rev()
        .take_while(|&index| !matches!(words[index].upos, Upos::Punct | Upos::Cconj))
        .last()?;
    // The head of the group is the noun whose own head stands outside.
    let outside = |index: usize| {
        words[index]
            .head
            .is_none_or(|head| !(start..first).contains(&head))
    };
    let mut heads = (start..first).filter(|&index| outside(index));
    let head = heads
        .next()
        .filter(|&head| names(head) && heads.next().is_none())?;
    let joined = [
        Relation::Appos,
        Relation::Conj,
        Relation::Dep,
        Relation::Dislocated,
        Relation::Nmod,
        Relation::Parataxis,
    ];
    let elsewhere = words[head].is_any(&joined);
    let ends_there = nominal::group_span(sentence, head).end == words[end].span.end;
    (elsewhere && ends_there && !has_case(sentence, head)).then_some(head)
}

/// The head word of the source of a noun: its possessor, the complement that can speak, or the subject of the verb whose
/// object the noun is (*X a fait la promesse de …*).
pub(super) fn of_noun(
    sentence: &Sentence,
    noun: usize,
    speaks: &dyn Fn(usize) -> bool,
) -> Option<usize> {
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
            of_verb(sentence, verb).filter(|&subject| speaks(subject))
        })
}

/// The subject of a verb that follows what it reports stands behind it, where a tree may take it for an object.
pub(super) fn inverted(sentence: &Sentence, verb: usize) -> Option<usize> {
    let words = &sentence.words;
    let names = |index: &usize| matches!(words[*index].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let takes = |index: &usize| {
        words[*index].is_any(&[
            Relation::Nsubj,
            Relation::ExplSubj,
            Relation::Obj,
            Relation::Iobj,
            Relation::OblArg,
            Relation::Xcomp,
            Relation::Dep,
            Relation::Dislocated,
        ])
    };
    sentence
        .children(verb)
        .filter(|&child| child > verb)
        .find(|child| names(child) && takes(child) && !has_case(sentence, *child))
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
    let mut children = sentence.children(verb);
    let own = sentence
        .children(verb)
        .any(|child| words[child].is(Relation::Nsubj));
    // *Il s'est engagé à … et a sommé …*
    let shares = words[verb]
        .head
        .filter(|_| words[verb].is(Relation::Conj) && !own);
    let passive = children.any(|child| {
        let reflexive = words[child].feats.is(Reflex::Yes);
        words[child].is(Relation::AuxPass) || (words[child].is(Relation::ExplPass) && !reflexive)
    });
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
        .filter(|&before| words[before].form == ",");
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

/// The word that tells who a source is: of a relative pronoun, the noun its clause is attached to.
pub(crate) fn stands_for(sentence: &Sentence, word: usize) -> usize {
    let words = &sentence.words;
    let clause = |from: usize| {
        let climb = std::iter::successors(words[from].head, |&at| words[at].head);
        climb.take(CLIMB).find(|&at| words[at].is(Relation::Acl))
    };
    let relative = words[word].feats.is(PronType::Rel);
    let noun = clause(word)
        .filter(|_| relative)
        .and_then(|clause| words[clause].head);
    let noun = noun.filter(|&noun| noun < word);
    // Behind a comma the clause says more of the whole group: *un ancien du club, qui …*.
    let before = words[..word]
        .iter()
        .rev()
        .find(|word| word.upos != Upos::Adp);
    let apart = before.is_some_and(|word| word.form == ",");
    let whole = |noun: usize| {
        let climb = std::iter::successors(Some(noun), |&at| {
            words[at]
                .head
                .filter(|_| words[at].is(Relation::Nmod) && apart)
        });
        climb.take(CLIMB).last().unwrap_or(noun)
    };
    noun.map_or(word, whole)
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
                words[index].upos != Upos::Punct || nominal::is_mark(&words[index].form)
            })
            .find(|&index| names(index))
    })?;
    (!is_bare(sentence, governed)).then_some(governed)
}

/// Whether a common noun in the singular stands there without article or anything else: *per driver*, *according to plan*.
/// That is a sort of thing and nobody.
fn is_bare(sentence: &Sentence, word: usize) -> bool {
    let noun = &sentence.words[word];
    let alone = sentence.children(word).all(|child| {
        let child = &sentence.words[child];
        child.is(Relation::Case) || child.is(Relation::Punct) || child.is(Relation::Conj)
    });
    noun.upos == Upos::Noun && noun.feats.is(Number::Sing) && alone
}

pub(super) fn has_case(sentence: &Sentence, word: usize) -> bool {
    sentence
        .children(word)
        .any(|child| sentence.words[child].is(Relation::Case))
}
