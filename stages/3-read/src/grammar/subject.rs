//! Who does what a verb tells: its subject, wherever it stands and whatever the tree has made of it.

use selon_analyse::feature::{PronType, Reflex, Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

use super::clause::is_another_clause;
use super::tree::has_case;
use super::voice::agent;
use super::{CLIMB, nominal};

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

/// The subject of a verb that follows what it reports stands behind it, where a tree may take it for an object.
pub(crate) fn inverted(sentence: &Sentence, verb: usize) -> Option<usize> {
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
