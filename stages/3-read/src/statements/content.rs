//! What a statement says: the words a cue governs, found through the tree.

use selon_analyse::feature::{PronType, Reflex, Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

use super::cues::CueAt;
use super::lexicon::{CueWord, Lexicon, Slot};
use super::pieces::sets_off;
use crate::grammar::clause::{
    clause_above, clause_behind, drop_conjunction, governs_behind, is_main, lacks_subject,
};
use crate::grammar::nominal;
use crate::grammar::tree::{
    case, has_case, has_form, has_mark, is_infinitive, is_marked_by, is_reflexive, members,
    members_without, take,
};
use crate::grammar::voice::{agent, is_passive};
use crate::record::Attitude;

/// The words that are a cue's content, and how sure it is that they are one.
#[derive(Debug, Clone)]
pub(super) struct Content {
    /// For each word of the sentence whether it belongs.
    pub(super) words: Vec<bool>,
    /// A clause is somebody's words whoever the subject is; a phrase only if the subject can speak.
    pub(super) needs_speaker: bool,
    /// The cue stands beside the clause it reports (*…, a-t-il dit*) instead of above it.
    pub(super) beside: bool,
    /// It is somebody or something with what is said of them.
    pub(super) predicated: bool,
}

/// What the search asks of the words around a cue.
pub(super) struct Around<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) sentence: &'a Sentence,
    /// Whether a word names somebody or something that can speak.
    pub(super) speaks: &'a dyn Fn(usize) -> bool,
    /// Whether a word heads or is part of a date or time of day.
    pub(super) dated: &'a dyn Fn(usize) -> bool,
}

/// The content of a verb, by the first of its frames that the tree fills.
pub(super) fn of_verb(
    around: &Around,
    verb: usize,
    entry: &CueWord,
    source: Option<usize>,
) -> Option<Content> {
    let sentence = around.sentence;
    let words = &sentence.words;
    let frames = entry.frames;
    let child = |fits: &dyn Fn(usize) -> bool| {
        sentence
            .children(verb)
            .find(|&child| Some(child) != source && fits(child))
    };
    let below = |head: usize, needs_speaker: bool| {
        let mut words = members_without(sentence, head, verb);
        take_rest(around, verb, entry, &mut words);
        Content {
            words,
            needs_speaker,
            beside: false,
            predicated: false,
        }
    };

    if frames.clause || frames.whether || frames.quote {
        // *So* stands for a clause and says nothing itself.
        let stands_in = |index: usize| {
            words[index].upos == Upos::Adv && sentence.children(index).next().is_none()
        };
        let clause = |index: usize| {
            words[index].is(Relation::Ccomp)
                && !stands_in(index)
                && (frames.clause || frames.whether || index < verb || !has_mark(sentence, index))
        };
        if let Some(head) = child(&clause) {
            let verbless = !matches!(words[head].upos, Upos::Verb | Upos::Aux);
            let copula = sentence
                .children(head)
                .any(|child| words[child].is(Relation::Cop));
            return Some(Content {
                predicated: frames.predicate && verbless && !copula,
                ..below(head, false)
            });
        }
    }
    if frames.clause
        && entry.addressee == Some(Slot::Object)
        && let Some(told) = child(&|index| index > verb && words[index].is(Relation::Obj))
        && let Some(head) = sentence.subtree(told).into_iter().find(|&index| {
            // *told a crowd in Cleveland that …*
            let clause = words[index].is(Relation::Acl) || words[index].is(Relation::Ccomp);
            index > told && clause && is_marked_by(sentence, index, Upos::Sconj)
        })
    {
        return Some(below(head, false));
    }
    if (frames.clause || frames.whether)
        && let Some(head) = clause_behind(sentence, verb)
    {
        let mut content = below(head, false);
        content.words[..=verb].fill(false);
        return Some(content);
    }
    if frames.clause
        && words[verb].is(Relation::Advcl)
        && let Some(content) = said_as(around, verb)
    {
        return Some(content);
    }
    if frames.clause
        && let Some(content) = beside(sentence, verb)
    {
        return Some(content);
    }
    if frames.inf || frames.prep_inf {
        let complement = |index: usize| {
            let hung = words[index].is_any(&[Relation::Advcl, Relation::Ccomp, Relation::Obl]);
            // The noun of a set phrase has its own: *avoir l'intention de partir*.
            let of_noun = words[verb].upos == Upos::Noun && words[index].is(Relation::Acl);
            // What follows the object and a comma belongs to another verb.
            let object = sentence
                .children(verb)
                .find(|&child| words[child].is(Relation::Obj) && child > verb);
            let parted = object.is_some_and(|object| {
                object < index && words[object..index].iter().any(|word| word.form == ",")
            });
            index > verb
                && !parted
                && is_infinitive(sentence, index)
                && (words[index].is(Relation::Xcomp)
                    || (frames.prep_inf && (hung || of_noun) && is_marked(sentence, index, entry)))
        };
        if let Some(head) = child(&complement) {
            let mut content = below(head, false);
            // Of whom something is expected belongs to what is expected, unless they are the one told to do it.
            let spoken_to = entry.addressee == Some(Slot::Object);
            let doer = sentence.children(verb).find(|&index| {
                let object = words[index].is(Relation::Obj) && (verb..head).contains(&index);
                !spoken_to && (object || words[index].is(Relation::NsubjPass))
            });
            if let Some(doer) = doer.filter(|_| frames.inf) {
                take(&mut content.words, sentence.subtree(doer));
            }
            take_doer(around, verb, entry, &mut content.words);
            return Some(content);
        }
    }
    if (frames.prep_inf || frames.oblique)
        && entry.addressee == Some(Slot::Object)
        && let Some(head) = child(&|index| words[index].is(Relation::Obj))
        && let Some(head) = hung_on(sentence, head, entry)
    {
        // The tree has hung on the one spoken to what is said to them: *exhorter X à partir*.
        let mut content = below(head, false);
        take_doer(around, verb, entry, &mut content.words);
        return Some(content);
    }
    let led = |index: usize| {
        let of_noun = words[verb].upos == Upos::Noun && words[index].is(Relation::Nmod);
        (words[index].is(Relation::Obl) || of_noun) && is_led(sentence, index, entry)
    };
    if frames.predicate
        && let Some(content) = predicated(around, verb, entry, source)
    {
        return Some(content);
    }
    if frames.noun {
        let spoken_to =
            |index: usize| entry.addressee == Some(Slot::Object) && (around.speaks)(index);
        let object = |index: usize| {
            // A clitic before the verb stands for what was said elsewhere.
            let clitic = words[index].upos == Upos::Pron && index < verb;
            // Trees take a partitive article for a preposition: *demande des couvertures*.
            let partitive = index > verb
                && words[index].is(Relation::OblArg)
                && case(sentence, index).is_some_and(|case| {
                    let article = words.get(case + 1).is_some_and(|next| next.joined);
                    article && !entry.prepositions.contains(&words[case].lemma.as_str())
                });
            (words[index].is(Relation::Obj) || partitive) && !clitic && !spoken_to(index)
        };
        let acted = agent(sentence, verb).is_some();
        let subject = |index: usize| acted && words[index].is(Relation::NsubjPass);
        if let Some(head) = child(&object).or_else(|| child(&subject)) {
            return Some(Content {
                predicated: frames.predicate,
                ..below(head, !entry.attitude.is_personal())
            });
        }
    }
    if frames.oblique {
        // *warned against waiting*, *talked about leaving*.
        let doing = |index: usize| {
            words[index].is(Relation::Advcl)
                && words[index].feats.is(VerbForm::Ger)
                && is_marked(sentence, index, entry)
        };
        let oblique = |index: usize| index > verb && (led(index) || doing(index));
        if let Some(head) = child(&oblique) {
            return Some(below(head, !entry.attitude.is_personal()));
        }
    }
    None
}

/// What is said of somebody or something together with whom it is said of: *juge X inacceptable*, *accuse X d'avoir
/// menti*, *X est qualifié de Y*, *un homme soupçonné de vol*. A clitic stays outside, and so does the subject of a verb
/// that says it of itself (*se dit prêt*).
fn predicated(
    around: &Around,
    verb: usize,
    entry: &CueWord,
    source: Option<usize>,
) -> Option<Content> {
    let sentence = around.sentence;
    let words = &sentence.words;
    let children = || {
        sentence
            .children(verb)
            .filter(|&child| Some(child) != source)
    };
    let bare = |index: usize| {
        words[index].is(Relation::Xcomp) && !matches!(words[index].upos, Upos::Verb | Upos::Aux)
    };
    let led = |index: usize| {
        let follows = words[index].is_any(&[
            Relation::Obl,
            Relation::Xcomp,
            Relation::Advcl,
            Relation::Ccomp,
        ]);
        follows && (is_led(sentence, index, entry) || is_marked(sentence, index, entry))
    };
    let object = children().find(|&index| words[index].is(Relation::Obj) && index > verb);
    let said = children().find(|&index| index > verb && (bare(index) || led(index)));
    let said = said.or_else(|| hung_on(sentence, object?, entry))?;
    let mut chosen = members_without(sentence, said, verb);
    if let Some(agent) = agent(sentence, verb) {
        sentence
            .subtree(agent)
            .into_iter()
            .for_each(|word| chosen[word] = false);
    }
    let subject = children().find(|&index| words[index].is(Relation::NsubjPass));
    let modified = words[verb]
        .head
        .filter(|_| words[verb].is(Relation::Acl) && words[verb].feats.is(VerbForm::Part));
    if let Some(object) = object {
        take(&mut chosen, sentence.subtree(object));
    } else if let Some(subject) = subject {
        take(&mut chosen, sentence.subtree(subject));
    } else if let Some(noun) = modified.filter(|&noun| noun < verb) {
        let group = nominal::close_group(sentence, noun);
        take(&mut chosen, group.filter(|&word| word < verb));
    }
    chosen[verb] = false;
    take_rest(around, verb, entry, &mut chosen);
    Some(Content {
        words: chosen,
        needs_speaker: true,
        beside: false,
        predicated: true,
    })
}

/// In a language that has it so, whoever is told to act is part of what they are told, as the subject of the infinitive:
/// *urged* | *voters to stay home*.
fn take_doer(around: &Around, verb: usize, entry: &CueWord, chosen: &mut [bool]) {
    if !around.lexicon.infinitive_has_subject() {
        return;
    }
    let sentence = around.sentence;
    let first = chosen.iter().position(|&chosen| chosen);
    let Some(before) = first.and_then(|first| first.checked_sub(1)) else {
        return;
    };
    let told = sentence.children(verb).find(|&child| {
        let noun = sentence.words[child].upos != Upos::Pron;
        let adjoins = sentence.subtree(child).last() == Some(&before);
        child > verb
            && child <= before
            && noun
            && adjoins
            && names_addressee(sentence, child, entry)
    });
    if let Some(told) = told {
        take(chosen, sentence.subtree(told));
    }
}

/// What the tree has hung on an object although the verb's entry asks for it: *accuse X of hiding …*.
fn hung_on(sentence: &Sentence, object: usize, entry: &CueWord) -> Option<usize> {
    let words = &sentence.words;
    let beside = sentence.children(object).find(|&index| {
        index > object
            && ((words[index].is(Relation::Acl) && is_marked(sentence, index, entry))
                || (words[index].is(Relation::Nmod) && is_led(sentence, index, entry)))
    });
    // Inside a relative clause of the object: *exhorte ceux qui n'ont rien à rentrer*.
    let deep = |&index: &usize| is_infinitive(sentence, index) && is_marked(sentence, index, entry);
    // Right behind the object its preposition stands, whatever the tree hangs the rest on.
    let next = *nominal::close_group(sentence, object).end() + 1;
    let opens = words.get(next).filter(|word| {
        let leads = word.is(Relation::Mark) || word.is(Relation::Case);
        leads && entry.prepositions.contains(&word.lemma.as_str())
    });
    let behind = opens.and_then(|word| word.head).filter(|&head| head > next);
    beside
        .or_else(|| sentence.subtree(object).into_iter().rfind(deep))
        .or(behind)
}

/// Whether a preposition of the entry stands before a noun phrase.
fn is_led(sentence: &Sentence, index: usize, entry: &CueWord) -> bool {
    case(sentence, index).is_some_and(|case| {
        entry
            .prepositions
            .contains(&sentence.words[case].lemma.as_str())
    })
}

/// Whether a preposition of the entry stands before a clause.
fn is_marked(sentence: &Sentence, index: usize, entry: &CueWord) -> bool {
    let words = &sentence.words;
    sentence.children(index).any(|child| {
        words[child].is(Relation::Mark) && entry.prepositions.contains(&words[child].lemma.as_str())
    })
}

/// Phrases that follow a content without a comma mostly belong to it, though trees hang them on the verb (*un plan contre
/// les incendies*, *un accord pour rouvrir le port*). When it was said, and to whom, does not.
fn take_rest(around: &Around, verb: usize, entry: &CueWord, words: &mut [bool]) {
    let sentence = around.sentence;
    // What is to come may well be dated.
    let looks_ahead = matches!(
        entry.attitude,
        Attitude::Hope | Attitude::Ask | Attitude::Order | Attitude::Promise | Attitude::Fear
    );
    // When a thing was said stands behind it as a clause; an act may depend on one.
    let clausal = words.iter().enumerate().any(|(word, &chosen)| {
        let of = &sentence.words[word];
        let top = of.head.is_none_or(|head| !words[head]);
        chosen && top && of.upos == Upos::Verb
    });
    // *the poll showed X leading*
    let shown = !clausal && entry.frames.clause && entry.frames.noun && entry.addressee.is_none();
    while let Some(last) = words
        .iter()
        .rposition(|&chosen| chosen)
        .filter(|&last| last > verb)
    {
        let rest = sentence.children(verb).find(|&child| {
            let word = &sentence.words[child];
            let subtree = sentence.subtree(child);
            let participle = has_form(word, &[VerbForm::Ger, VerbForm::Part, VerbForm::Inf]);
            let present = has_form(word, &[VerbForm::Ger]) || word.feats.is(Tense::Pres);
            let doing = shown
                && word.is(Relation::Advcl)
                && participle
                && present
                && !has_mark(sentence, child);
            let phrase = (word.is(Relation::Obl)
                && !word.is(Relation::OblAgent)
                && has_case(sentence, child))
                || (word.is(Relation::Advcl)
                    && has_mark(sentence, child)
                    && (clausal || participle))
                || (word.is(Relation::Xcomp) && participle)
                || doing;
            phrase
                && subtree.first() == Some(&(last + 1))
                && !names_addressee(sentence, child, entry)
                && (looks_ahead || doing || !subtree.iter().any(|&word| (around.dated)(word)))
        });
        let Some(rest) = rest else {
            break;
        };
        take(words, sentence.subtree(rest));
    }
}

/// A report that stands before a comma, the verb behind it and nothing behind the verb but its subject: *La séance est
/// levée, annonce le greffe*; *La séance, annonce-t-il, est levée*. Returns the reported words and the subject.
pub(super) fn set_before(
    around: &Around,
    cue: &CueAt,
    entry: &CueWord,
) -> Option<(Content, usize)> {
    let sentence = around.sentence;
    let words = &sentence.words;
    let (first, last) = (*cue.words.first()?, *cue.words.last()?);
    let is_comma = |index: usize| sets_off(&words[index].form);
    // *comme l'a rappelé X*: the pronoun stands for the clause before.
    let own = |index: usize| words[index].head == Some(cue.word);
    let leads = |index: usize| {
        let word = &words[index];
        own(index)
            && (word.is(Relation::Mark) || (word.upos == Upos::Pron && word.is(Relation::Obj)))
    };
    let lead = (0..first).rev().take_while(|&index| leads(index)).last();
    let conjunction = lead.filter(|&index| words[index].is(Relation::Mark));
    let before = subject_before(around, cue, first, last);
    let opens = before
        .as_ref()
        .map_or(conjunction.unwrap_or(first), |(from, _)| *from);
    let comma = opens.checked_sub(1).filter(|&index| is_comma(index))?;
    let (subject, behind) = match before {
        Some((_, subject)) => (subject, last + 1),
        None => {
            let subject = subject_behind(around, cue, last)?;
            let end = *nominal::group_with_conjuncts(sentence, subject).end();
            (subject, end.max(last) + 1)
        }
    };
    let tied = words[subject].form.starts_with('-');
    let ends = words.get(behind).is_none_or(|word| {
        word.upos == Upos::Punct || (tied && !governs_behind(sentence, cue.word))
    });
    let start = (0..comma)
        .rev()
        .find(|&index| [";", ":"].contains(&words[index].form.as_str()))
        .map_or(0, |index| index + 1);
    let start = (start..comma).find(|&index| words[index].upos != Upos::Cconj)?;
    if !ends || start + 1 >= comma {
        return None;
    }
    let mut chosen = vec![false; words.len()];
    chosen[start..comma].fill(true);
    // A line of dialogue begins with a dash.
    let spoken = words[0].upos == Upos::Punct && is_comma(0);
    if !(entry.frames.clause || entry.frames.quote && spoken) {
        return None;
    }
    let whole = (start..comma).any(|index| is_main(sentence, index, start..comma));
    let goes_on = words.get(behind).is_some_and(|_| is_comma(behind));
    // A subject before a comma and a verb belongs to the clause that goes on behind: *Le pont, a dit X, rouvrira*.
    let left = (0..comma).any(|index| own(index) && words[index].is(Relation::Nsubj));
    if left && !(goes_on && lacks_subject(sentence, behind + 1)) {
        return None;
    }
    if !whole && goes_on {
        chosen[behind + 1..].fill(true);
    } else if !whole {
        return None;
    }
    let content = Content {
        words: chosen,
        needs_speaker: true,
        beside: true,
        predicated: false,
    };
    Some((content, subject))
}

/// The subject between a comma and a verb that ends its sentence: *The bridge is closed, a report by engineers shows.*
fn subject_before(
    around: &Around,
    cue: &CueAt,
    first: usize,
    last: usize,
) -> Option<(usize, usize)> {
    let words = &around.sentence.words;
    let ends = words[last + 1..]
        .iter()
        .all(|word| word.upos == Upos::Punct);
    let start = (0..first)
        .rev()
        .take_while(|&word| words[word].upos != Upos::Punct)
        .last()?;
    let names = |word: usize| matches!(words[word].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let head = (start..first).find(|&word| {
        let outside = words[word]
            .head
            .is_none_or(|head| !(start..first).contains(&head));
        names(word) && outside && !has_case(around.sentence, word)
    })?;
    let alone = !(start..first).any(|word| {
        words[word].upos == Upos::Verb
            && words[word].feats.is(VerbForm::Fin)
            && !cue.words.contains(&word)
    });
    // *…, a claim the company denied*: a relative clause of the noun before.
    let relative = words[cue.word].is(Relation::Acl);
    let active = !relative && !is_passive(around.sentence, cue.word);
    (ends && alone && active && (around.speaks)(head)).then_some((start, head))
}

/// The subject that follows its verb with nothing between: a pronoun tied to it, or somebody who can speak.
fn subject_behind(around: &Around, cue: &CueAt, last: usize) -> Option<usize> {
    let sentence = around.sentence;
    let words = &sentence.words;
    let own = |index: usize| {
        words[index]
            .head
            .is_some_and(|head| head == cue.word || cue.words.contains(&head))
    };
    let tied = |index: usize| words[index].upos == Upos::Pron && words[index].form.starts_with('-');
    let first = *cue.words.first()?;
    if let Some(pronoun) = (first..words.len().min(last + 2)).find(|&index| tied(index)) {
        return Some(pronoun);
    }
    let subject = (last + 1..words.len()).find(|&index| {
        own(index)
            && matches!(words[index].upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && !has_case(sentence, index)
            && (around.speaks)(index)
    })?;
    let near = *nominal::group(sentence, subject).start() == last + 1;
    near.then_some(subject)
}

/// The content of a noun: the clause or infinitive that completes it, or the complement that says of what.
pub(super) fn of_noun(around: &Around, noun: usize, entry: &CueWord) -> Option<Content> {
    let (sentence, speaks) = (around.sentence, around.speaks);
    let words = &sentence.words;
    let frames = entry.frames;
    if let Some(content) = equated(sentence, noun).filter(|_| frames.clause || frames.inf) {
        return Some(content);
    }
    let completes = |index: usize| {
        let infinitive = words[index].feats.is(VerbForm::Inf);
        // Trees often take a clause that completes a noun for a relative one; a conjunction tells them apart.
        let relative =
            words[index].is(Relation::AclRelcl) && !is_marked_by(sentence, index, Upos::Sconj);
        let clausal =
            (words[index].is(Relation::Acl) && !relative) || words[index].is(Relation::Ccomp);
        let clause = frames.clause && !infinitive && is_marked_by(sentence, index, Upos::Sconj);
        clausal && (clause || (frames.inf && infinitive))
    };
    // Behind the same preposition somebody is the source and anything else the content, unless a clause hangs on them:
    // then they are what is told of.
    let describes = |clause: usize| {
        words[clause].is(Relation::Acl) && has_form(&words[clause], &[VerbForm::Part])
    };
    let told_of = |index: usize| {
        let led = entry.prepositions.is_empty() || is_led(sentence, index, entry);
        let clauses = sentence.children(index).chain(sentence.children(noun));
        let described = clauses
            .filter(|&child| child > index && words[child].is(Relation::Acl))
            .any(|clause| words[clause].head == Some(index) || describes(clause));
        let somebody = entry.prepositions.is_empty() && speaks(index) && !described;
        frames.of
            && words[index].is(Relation::Nmod)
            && !words[index].is(Relation::NmodPoss)
            && case(sentence, index).is_some()
            && led
            && !somebody
    };
    let after = |fits: &dyn Fn(usize) -> bool| {
        sentence
            .children(noun)
            .find(|&index| index > noun && fits(index))
    };
    let behind = clause_behind(sentence, noun).filter(|_| frames.clause);
    // The complement of a noun that is a verb's object may hang on the verb: *drew criticism for the cuts*.
    let verb = words[noun]
        .head
        .filter(|&verb| words[noun].is(Relation::Obj) && verb < noun);
    let of_verb = |index: &usize| {
        let told = frames.of && words[*index].is(Relation::Obl) && is_led(sentence, *index, entry);
        let act = frames.inf
            && is_infinitive(sentence, *index)
            && (words[*index].is(Relation::Xcomp) || words[*index].is(Relation::Advcl));
        let adjacent = sentence
            .subtree(*index)
            .first()
            .is_some_and(|&first| first == *nominal::close_group(sentence, noun).end() + 1);
        *index > noun && (told || (act && adjacent))
    };
    let beside = verb.and_then(|verb| sentence.children(verb).find(of_verb));
    let head = after(&completes)
        .or(behind)
        .or(beside)
        .or_else(|| after(&told_of))?;
    let mut chosen = members_without(sentence, head, noun);
    // Phrases side by side describe one thing: *rumeurs de mutinerie dans l'armée*.
    while let Some(last) = chosen.iter().rposition(|&chosen| chosen) {
        let next = |child: &usize| {
            let phrase = words[*child].is(Relation::Nmod) && !speaks(*child);
            (phrase || describes(*child)) && sentence.subtree(*child).first() == Some(&(last + 1))
        };
        let Some(next) = sentence.children(noun).find(next) else {
            break;
        };
        take(&mut chosen, sentence.subtree(next));
    }
    if let Some(last) = accompanying(around, noun) {
        let first = chosen.iter().position(|&chosen| chosen);
        chosen[first.unwrap_or(last)..=last].fill(true);
    }
    Some(Content {
        words: chosen,
        needs_speaker: false,
        beside: false,
        predicated: false,
    })
}

/// Where what is reported ends behind a verb that says no more than that reports of it go round: *les rapports de pillages
/// se multiplient, avec des familles qui auraient fui*.
fn accompanying(around: &Around, noun: usize) -> Option<usize> {
    let (lexicon, sentence) = (around.lexicon, around.sentence);
    let words = &sentence.words;
    let verb = words[noun]
        .head
        .filter(|&verb| words[noun].is(Relation::Nsubj) && verb > noun)?;
    let complement = sentence
        .children(verb)
        .find(|&child| words[child].is(Relation::Xcomp));
    let spreads = |verb: &usize| {
        let reflexive = sentence
            .children(*verb)
            .any(|child| is_reflexive(&words[child], lexicon.reflexive_marker()));
        lexicon.spreads(&words[*verb].lemma, reflexive)
    };
    let spreading = [Some(verb), complement]
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

/// What a noun is said to be where that is a clause: *her goal is to win*, *la vérité est que rien n'a changé*.
fn equated(sentence: &Sentence, noun: usize) -> Option<Content> {
    let words = &sentence.words;
    let head = words[noun]
        .head
        .filter(|&head| words[noun].is(Relation::Nsubj) && head > noun)?;
    let copula = sentence
        .children(head)
        .find(|&child| words[child].is(Relation::Cop));
    let clause = match copula {
        Some(copula) => {
            let mark = sentence
                .children(head)
                .find(|&child| words[child].is(Relation::Mark))?;
            (mark > copula
                && (is_infinitive(sentence, head) || is_marked_by(sentence, head, Upos::Sconj)))
            .then_some(head)
        }
        None => sentence.children(head).find(|&child| {
            words[child].is(Relation::Ccomp)
                && words[head].upos == Upos::Aux
                && has_mark(sentence, child)
        }),
    }?;
    let mut chosen = members(sentence, clause);
    let opening = sentence
        .children(clause)
        .find(|&child| words[child].is(Relation::Mark))?;
    chosen[..opening].fill(false);
    Some(Content {
        words: chosen,
        needs_speaker: false,
        beside: false,
        predicated: false,
    })
}

/// What a relative pronoun behind a preposition has its own clause say, up to the comma: *X, selon qui rien ne presse, …*.
pub(super) fn of_relative(sentence: &Sentence, pronoun: usize) -> Option<Content> {
    let words = &sentence.words;
    if words[pronoun].upos != Upos::Pron || !words[pronoun].feats.is(PronType::Rel) {
        return None;
    }
    let stop = |&word: &usize| [",", ";", ":"].contains(&words[word].form.as_str());
    let end = (pronoun + 1..words.len()).find(stop).unwrap_or(words.len());
    let mut chosen = vec![false; words.len()];
    chosen[pronoun + 1..end].fill(true);
    (end > pronoun + 1).then_some(Content {
        words: chosen,
        needs_speaker: false,
        beside: true,
        predicated: false,
    })
}

/// The clause a prepositional phrase or adverbial stands in, without that phrase.
pub(super) fn of_adjunct(sentence: &Sentence, inside: usize, phrase: &[bool]) -> Option<Content> {
    let clause = clause_above(sentence, inside)?;
    let mut words = members(sentence, clause);
    for (chosen, excluded) in words.iter_mut().zip(phrase) {
        *chosen &= !excluded;
    }
    drop_conjunction(sentence, clause, &mut words);
    words.contains(&true).then_some(Content {
        words,
        needs_speaker: false,
        beside: true,
        predicated: false,
    })
}

/// The clause that a verb set beside it reports: everything its head governs except the verb's own words.
fn beside(sentence: &Sentence, verb: usize) -> Option<Content> {
    let head = sentence.words[verb]
        .head
        .filter(|_| sentence.words[verb].is(Relation::Parataxis))
        .filter(|_| !governs_behind(sentence, verb))?;
    // Behind a colon or a semicolon begins something else: *Grève au port : la maire réclame un médiateur*.
    let (from, to) = (head.min(verb), head.max(verb));
    let stop = |form: &str| form == ":" || form == ";";
    if sentence.words[from..to].iter().any(|word| stop(&word.form)) {
        return None;
    }
    let mut words = members(sentence, head);
    for inside in sentence.subtree(verb) {
        words[inside] = false;
    }
    Some(Content {
        words,
        needs_speaker: false,
        beside: true,
        predicated: false,
    })
}

/// The clause that another one says how it is known: *As the paper reported, the bridge is closed*.
fn said_as(around: &Around, verb: usize) -> Option<Content> {
    let sentence = around.sentence;
    let words = &sentence.words;
    let conjunction = sentence.children(verb).find(|&child| {
        words[child].is(Relation::Mark) && around.lexicon.reports_beside(&words[child].lemma)
    })?;
    let clause = sentence.subtree(verb);
    let begins = conjunction == 0 || words[conjunction - 1].upos == Upos::Punct;
    let governs = governs_behind(sentence, verb);
    let mut chosen = members(sentence, words[verb].head?);
    for word in clause {
        chosen[word] = false;
    }
    (begins && !governs).then_some(Content {
        words: chosen,
        needs_speaker: false,
        beside: true,
        predicated: false,
    })
}

/// The head word of the addressee: somebody, where the cue's entry says one may stand.
pub(super) fn addressee(
    lexicon: &Lexicon,
    sentence: &Sentence,
    cue: usize,
    entry: &CueWord,
    content: &[bool],
    speaks: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let names = |&child: &usize| {
        // Whoever can be told something could also have said it.
        let somebody = sentence.words[child].upos == Upos::Pron || speaks(child);
        let free = !content[child] || lexicon.infinitive_has_subject();
        free && somebody && names_addressee(sentence, child, entry)
    };
    sentence
        .children(cue)
        .filter(|&child| !sentence.words[child].feats.is(Reflex::Yes))
        .find(names)
}

fn names_addressee(sentence: &Sentence, child: usize, entry: &CueWord) -> bool {
    let word = &sentence.words[child];
    match entry.addressee {
        None => false,
        Some(Slot::Object) => word.is(Relation::Obj) || word.is(Relation::Iobj),
        Some(Slot::Preposition(preposition)) => {
            let led = |case: usize| sentence.words[case].lemma == preposition;
            word.is(Relation::Iobj)
                || (word.is(Relation::Obl) && case(sentence, child).is_some_and(led))
        }
    }
}
