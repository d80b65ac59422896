//! Who does what a verb tells: its subject, wherever it stands and whatever the tree has made of it.

use selon_analyse::feature::{PronType, Reflex, Tense};
use selon_analyse::{Relation, Sentence, Upos};

use super::clause::is_another_clause;
use super::punctuation::is_comma;
use super::tree::{child, has, has_case, is_finite};
use super::voice::agent;
use super::{CLIMB, nominal};

/// The head word of whoever does what a verb tells: its subject, its agent, or the subject it shares with the verb it is
/// coordinated with or depends on.
pub(crate) fn of_verb(sentence: &Sentence, verb: usize) -> Option<usize> {
    let mut verb = verb;
    for _ in 0..CLIMB {
        match STEPS.iter().find_map(|look| look(sentence, verb))? {
            Step::Found(subject) => return Some(subject),
            Step::Nobody => return None,
            Step::Ask(other) => verb = other,
        }
    }
    None
}

/// What one look at a verb gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The subject.
    Found(usize),
    /// That there is none.
    Nobody,
    /// Another verb that has the same.
    Ask(usize),
}

/// Where the subject of a verb can be, in the order in which it is looked for: what stands below the verb before what it
/// hangs on.
const STEPS: [fn(&Sentence, usize) -> Option<Step>; 10] = [
    agent_of_passive,
    own_subject,
    nobody,
    subject_lost_by_tree,
    narrator,
    shared_subject,
    subject_of_main_clause,
    subject_before_comma,
    described_noun,
    subject_behind,
];

/// *est saluée* | *par la maire*: in a passive only the agent acts.
fn agent_of_passive(sentence: &Sentence, verb: usize) -> Option<Step> {
    let words = &sentence.words;
    // What has an object is not passive, whatever the tree calls its subject.
    let object = || {
        let mut children = sentence.children(verb);
        children.any(|child| words[child].is_any(&[Relation::Obj, Relation::Iobj, Relation::Ccomp]))
    };
    // *s'est inquiétée* has the auxiliary of a passive and is none.
    let mut children = sentence.children(verb);
    let reflexive = children.any(|child| words[child].feats.is(Reflex::Yes));
    // Without an auxiliary only a participle that hangs on something is passive.
    let auxiliary = has(sentence, verb, Relation::AuxPass);
    let hangs = words[verb].is_any(&[Relation::Acl, Relation::Advcl]);
    let subject = || hangs && has(sentence, verb, Relation::NsubjPass) && !object();
    let passive = !reflexive && (auxiliary || subject());
    passive.then(|| agent(sentence, verb).map_or(Step::Nobody, Step::Found))
}

/// *La maire* | *annonce*; where the tree has given the verb one of another clause, the noun before that.
fn own_subject(sentence: &Sentence, verb: usize) -> Option<Step> {
    let subject = child(sentence, verb, Relation::Nsubj)?;
    let found = match is_another_clause(sentence, verb, subject) {
        true => parted(sentence, verb)?,
        false => stressed(sentence, subject).unwrap_or(subject),
    };
    Some(Step::Found(found))
}

/// *Il ressort que …*: a pronoun that stands for nobody. Where a clause behind has lost its subject to the verb, the verb has
/// its own in the pronoun.
fn nobody(sentence: &Sentence, verb: usize) -> Option<Step> {
    let pronoun = child(sentence, verb, Relation::ExplSubj)?;
    Some(match has(sentence, verb, Relation::Nsubj) {
        true => Step::Found(pronoun),
        false => Step::Nobody,
    })
}

/// The noun right before a finite verb that the tree has hung elsewhere.
fn subject_lost_by_tree(sentence: &Sentence, verb: usize) -> Option<Step> {
    let finite = is_finite(sentence, verb);
    lost_subject(sentence, verb)
        .filter(|_| finite)
        .map(Step::Found)
}

/// *Et Delmas* | *de conclure*: a narrative infinitive hangs on the name of whoever acts.
fn narrator(sentence: &Sentence, verb: usize) -> Option<Step> {
    let head = head_by(sentence, verb, &[Relation::Xcomp])?;
    (sentence.words[head].upos == Upos::Propn).then_some(Step::Found(head))
}

/// *La maire promet de* | *partir*, *a consulté et* | *tranché*.
fn shared_subject(sentence: &Sentence, verb: usize) -> Option<Step> {
    let coordinated = head_by(sentence, verb, &[Relation::Conj]);
    let governing = head_by(sentence, verb, &[Relation::Xcomp])
        .filter(|&head| sentence.words[head].upos != Upos::Noun);
    coordinated.or(governing).map(Step::Ask)
}

/// *Interrogée, la maire dément*: a clause without a finite verb has the subject of the one it hangs on.
fn subject_of_main_clause(sentence: &Sentence, verb: usize) -> Option<Step> {
    let head = head_by(sentence, verb, &[Relation::Advcl])?;
    (!is_finite(sentence, verb)).then_some(Step::Ask(head))
}

/// *X rejette ces accusations,* | *assurant …*: behind a comma a present participle is the subject's, not the object's.
fn subject_before_comma(sentence: &Sentence, verb: usize) -> Option<Step> {
    let words = &sentence.words;
    let noun = head_by(sentence, verb, &[Relation::Acl])?;
    let above = words[noun].head?;
    let participle = words[verb].feats.is(Tense::Pres) && is_behind_comma(sentence, verb);
    let object = words[above].upos == Upos::Verb && !words[noun].is(Relation::Nsubj);
    (participle && object).then_some(Step::Ask(above))
}

/// *les élus* | *réclamant un vote*; of a past participle only the agent: *un accord* | *salué par les élus*.
fn described_noun(sentence: &Sentence, verb: usize) -> Option<Step> {
    let words = &sentence.words;
    let noun = head_by(sentence, verb, &[Relation::Acl])?;
    if words[verb].feats.is(Tense::Past) {
        return Some(agent(sentence, verb).map_or(Step::Nobody, Step::Found));
    }
    let names = matches!(words[noun].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    names.then(|| Step::Found(described(sentence, noun)))
}

/// *…, annonce* | *la maire*: behind what it reports a verb has its subject behind it.
fn subject_behind(sentence: &Sentence, verb: usize) -> Option<Step> {
    head_by(sentence, verb, &[Relation::Parataxis])?;
    inverted(sentence, verb).map(Step::Found)
}

/// The word that a verb hangs on by one of these relations.
fn head_by(sentence: &Sentence, verb: usize, relations: &[Relation]) -> Option<usize> {
    let word = &sentence.words[verb];
    word.head.filter(|_| word.is_any(relations))
}

/// Whom a pronoun between commas stresses: *le Front, lui, dément*.
fn stressed(sentence: &Sentence, pronoun: usize) -> Option<usize> {
    let words = &sentence.words;
    let comma = |word: usize| words.get(word).is_some_and(|word| is_comma(&word.form));
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
fn is_behind_comma(sentence: &Sentence, verb: usize) -> bool {
    verb > 0 && is_comma(&sentence.words[verb - 1].form)
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
    let apart = before.is_some_and(|word| is_comma(&word.form));
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
