//! The content of a verb: what completes it in the tree, by the first of its frames that the tree fills.

use selon_analyse::feature::{Tense, VerbForm};
use selon_analyse::{Relation, Sentence, Upos};

use super::content::{
    Content, CueContext, dependent_from, is_led, is_marked, names_addressee, takes,
};
use super::parenthetical;
use crate::grammar::clause;
use crate::grammar::nominal;
use crate::grammar::punctuation::is_comma;
use crate::grammar::tree::{
    case, has, has_case, has_form, has_mark, is_infinitive, is_marked_by, members_without, take,
};
use crate::grammar::voice::agent;
use crate::lexicon::Slot;
use crate::lexicon::cues::CueWord;
use crate::record::Attitude;

/// The content of a verb.
pub(super) fn of_verb(
    context: &CueContext,
    verb: usize,
    entry: &CueWord,
    source: Option<usize>,
) -> Option<Content> {
    let cue = VerbCue {
        context,
        sentence: context.sentence,
        verb,
        entry,
        source,
    };
    FRAMES.iter().find_map(|matches| matches(&cue))
}

/// A verb that may say something.
struct VerbCue<'a> {
    context: &'a CueContext<'a>,
    sentence: &'a Sentence,
    verb: usize,
    entry: &'a CueWord,
    /// The head word of its source, which is no part of what it says.
    source: Option<usize>,
}

/// What can complete a verb, in the order in which it is looked for: clauses before infinitives, these before phrases, and
/// what the tree shows before what it has hung elsewhere.
const FRAMES: [fn(&VerbCue) -> Option<Content>; 10] = [
    governed_clause,
    clause_below_addressee,
    clause_behind_conjunction,
    clause_it_is_known_from,
    clause_beside,
    infinitive,
    hung_on_addressee,
    predicated,
    object,
    oblique,
];

impl VerbCue<'_> {
    /// The first dependent that fits and is not the source.
    fn child(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.sentence
            .children(self.verb)
            .find(|&child| Some(child) != self.source && fits(child))
    }

    /// The words of a complement, with the phrases behind it that belong to it.
    fn below(&self, head: usize) -> Content {
        let mut words = members_without(self.sentence, head, self.verb);
        take_rest(self, &mut words);
        Content::governed(words)
    }

    /// The same for what is no clause: only somebody who can speak says it, unless the verb tells what somebody thinks or
    /// wants.
    fn phrase(&self, head: usize) -> Content {
        Content {
            needs_speaker: !self.entry.attitude.is_personal(),
            ..self.below(head)
        }
    }
}

/// *annonce* | *que le pont rouvre*, *asked* | *whether it was safe*, *juge* | *le pari gagné*.
fn governed_clause(cue: &VerbCue) -> Option<Content> {
    let (sentence, frames) = (cue.sentence, cue.entry.frames);
    let words = &sentence.words;
    let clausal = frames.clause || frames.whether;
    // *So* stands for a clause and says nothing itself.
    let stands_in =
        |index: usize| words[index].upos == Upos::Adv && sentence.children(index).next().is_none();
    let head = cue.child(|index| {
        words[index].is(Relation::Ccomp)
            && !stands_in(index)
            && (clausal || index < cue.verb || !has_mark(sentence, index))
    });
    let head = head.filter(|_| clausal || frames.quote)?;
    let verbless = !matches!(words[head].upos, Upos::Verb | Upos::Aux);
    Some(Content {
        predicated: frames.predicate && verbless && !has(sentence, head, Relation::Cop),
        ..cue.below(head)
    })
}

/// What is told, where the tree has hung it on the one who is told it: *told a crowd in Cleveland* | *that …*.
fn clause_below_addressee(cue: &VerbCue) -> Option<Content> {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    if !cue.entry.frames.clause || cue.entry.addressee != Some(Slot::Object) {
        return None;
    }
    let told = cue.child(|index| index > cue.verb && words[index].is(Relation::Obj))?;
    let head = sentence.subtree(told).into_iter().find(|&index| {
        let clause = words[index].is(Relation::Acl) || words[index].is(Relation::Ccomp);
        index > told && clause && is_marked_by(sentence, index, Upos::Sconj)
    })?;
    Some(cue.below(head))
}

/// The clause whose conjunction stands right behind the verb, wherever the tree hangs it.
fn clause_behind_conjunction(cue: &VerbCue) -> Option<Content> {
    let frames = cue.entry.frames;
    let head = clause::clause_behind(cue.sentence, cue.verb)
        .filter(|_| frames.clause || frames.whether)?;
    let mut content = cue.below(head);
    content.words[..=cue.verb].fill(false);
    Some(content)
}

/// *As the paper reported,* | *the bridge is closed*.
fn clause_it_is_known_from(cue: &VerbCue) -> Option<Content> {
    let adverbial = cue.sentence.words[cue.verb].is(Relation::Advcl);
    if !cue.entry.frames.clause || !adverbial {
        return None;
    }
    parenthetical::said_as(cue.context, cue.verb)
}

/// *Le pont rouvre,* | *annonce la mairie*.
fn clause_beside(cue: &VerbCue) -> Option<Content> {
    if !cue.entry.frames.clause {
        return None;
    }
    parenthetical::beside(cue.sentence, cue.verb)
}

/// *promet* | *de partir*, *promised* | *to leave*, *l'intention* | *de partir*. Of whom something is expected belongs to
/// what is expected, unless they are the one told to do it.
fn infinitive(cue: &VerbCue) -> Option<Content> {
    let (sentence, words, verb) = (cue.sentence, &cue.sentence.words, cue.verb);
    let frames = cue.entry.frames;
    if !frames.inf && !frames.prep_inf {
        return None;
    }
    // What follows the object and a comma belongs to another verb.
    let object = sentence
        .children(verb)
        .find(|&child| words[child].is(Relation::Obj) && child > verb);
    let comma =
        object.and_then(|object| (object..words.len()).find(|&index| is_comma(&words[index].form)));
    let head = cue.child(|index| {
        let hung = words[index].is_any(&[Relation::Advcl, Relation::Ccomp, Relation::Obl]);
        // The noun of a set phrase has its own: *avoir l'intention de partir*.
        let of_noun = words[verb].upos == Upos::Noun && words[index].is(Relation::Acl);
        let parted = comma.is_some_and(|comma| comma < index);
        index > verb
            && !parted
            && is_infinitive(sentence, index)
            && (words[index].is(Relation::Xcomp)
                || (frames.prep_inf && (hung || of_noun) && is_marked(sentence, index, cue.entry)))
    })?;
    let mut content = cue.below(head);
    let spoken_to = cue.entry.addressee == Some(Slot::Object);
    let doer = sentence.children(verb).find(|&index| {
        let object = words[index].is(Relation::Obj) && (verb..head).contains(&index);
        !spoken_to && (object || words[index].is(Relation::NsubjPass))
    });
    if let Some(doer) = doer.filter(|_| frames.inf) {
        take(&mut content.words, sentence.subtree(doer));
    }
    take_doer(cue, &mut content.words);
    Some(content)
}

/// What is said to somebody, where the tree has hung it on them: *exhorter X* | *à partir*.
fn hung_on_addressee(cue: &VerbCue) -> Option<Content> {
    let frames = cue.entry.frames;
    if !(frames.prep_inf || frames.oblique) || cue.entry.addressee != Some(Slot::Object) {
        return None;
    }
    let told = cue.child(|index| cue.sentence.words[index].is(Relation::Obj))?;
    let mut content = cue.below(hung_on(cue.sentence, told, cue.entry)?);
    take_doer(cue, &mut content.words);
    Some(content)
}

/// What is said of somebody or something together with whom it is said of: *juge X inacceptable*, *accuse X d'avoir
/// menti*, *X est qualifié de Y*, *un homme soupçonné de vol*. A clitic stays outside, and so does the subject of a verb
/// that says it of itself (*se dit prêt*).
fn predicated(cue: &VerbCue) -> Option<Content> {
    let (sentence, words, verb) = (cue.sentence, &cue.sentence.words, cue.verb);
    if !cue.entry.frames.predicate {
        return None;
    }
    let object = cue.child(|index| words[index].is(Relation::Obj) && index > verb);
    let said = cue.child(|index| index > verb && is_predicate(cue, index));
    let said = said.or_else(|| hung_on(sentence, object?, cue.entry))?;
    let mut chosen = members_without(sentence, said, verb);
    if let Some(agent) = agent(sentence, verb) {
        let words = sentence.subtree(agent).into_iter();
        words.for_each(|word| chosen[word] = false);
    }
    let subject = cue.child(|index| words[index].is(Relation::NsubjPass));
    let modified = words[verb]
        .head
        .filter(|_| words[verb].is(Relation::Acl) && words[verb].feats.is(VerbForm::Part));
    if let Some(whom) = object.or(subject) {
        take(&mut chosen, sentence.subtree(whom));
    } else if let Some(noun) = modified.filter(|&noun| noun < verb) {
        let group = nominal::close_group(sentence, noun);
        take(&mut chosen, group.filter(|&word| word < verb));
    }
    chosen[verb] = false;
    take_rest(cue, &mut chosen);
    Some(Content {
        needs_speaker: true,
        predicated: true,
        ..Content::governed(chosen)
    })
}

/// Whether a dependent says something of the object or subject: an adjective or noun, or what a preposition of the entry
/// leads.
fn is_predicate(cue: &VerbCue, index: usize) -> bool {
    const LED: [Relation; 4] = [
        Relation::Obl,
        Relation::Xcomp,
        Relation::Advcl,
        Relation::Ccomp,
    ];
    let word = &cue.sentence.words[index];
    let bare = word.is(Relation::Xcomp) && !matches!(word.upos, Upos::Verb | Upos::Aux);
    let led =
        || is_led(cue.sentence, index, cue.entry) || is_marked(cue.sentence, index, cue.entry);
    bare || (word.is_any(&LED) && led())
}

/// *réclame* | *une enquête*, *announced* | *a ban*; of a passive with its agent, the subject.
fn object(cue: &VerbCue) -> Option<Content> {
    let (sentence, words, verb) = (cue.sentence, &cue.sentence.words, cue.verb);
    if !cue.entry.frames.noun {
        return None;
    }
    // Trees take a partitive article for a preposition: *demande des couvertures*.
    let is_partitive = |index: usize| {
        index > verb
            && words[index].is(Relation::OblArg)
            && case(sentence, index).is_some_and(|case| {
                let article = words.get(case + 1).is_some_and(|next| next.joined);
                article && !takes(cue.entry, &words[case].lemma)
            })
    };
    let object = cue.child(|index| {
        // A clitic before the verb stands for what was said elsewhere.
        let clitic = words[index].upos == Upos::Pron && index < verb;
        let object = words[index].is(Relation::Obj) || is_partitive(index);
        let spoken_to = cue.entry.addressee == Some(Slot::Object) && (cue.context.speaks)(index);
        object && !clitic && !spoken_to
    });
    let subject = || {
        agent(sentence, verb)?;
        cue.child(|index| words[index].is(Relation::NsubjPass))
    };
    Some(Content {
        predicated: cue.entry.frames.predicate,
        ..cue.phrase(object.or_else(subject)?)
    })
}

/// *s'inquiète* | *du retard*, *warned* | *against waiting*, *talked* | *about the delay*.
fn oblique(cue: &VerbCue) -> Option<Content> {
    let (sentence, words) = (cue.sentence, &cue.sentence.words);
    if !cue.entry.frames.oblique {
        return None;
    }
    let of_noun = words[cue.verb].upos == Upos::Noun;
    let head = cue.child(|index| {
        let word = &words[index];
        let phrase = word.is(Relation::Obl) || (of_noun && word.is(Relation::Nmod));
        let doing = word.is(Relation::Advcl) && word.feats.is(VerbForm::Ger);
        index > cue.verb
            && ((phrase && is_led(sentence, index, cue.entry))
                || (doing && is_marked(sentence, index, cue.entry)))
    })?;
    Some(cue.phrase(head))
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
    let behind = || {
        let next = *nominal::close_group(sentence, object).end() + 1;
        let opens = words.get(next).filter(|word| {
            (word.is(Relation::Mark) || word.is(Relation::Case)) && takes(entry, &word.lemma)
        })?;
        opens.head.filter(|&head| head > next)
    };
    beside
        .or_else(|| sentence.subtree(object).into_iter().rfind(deep))
        .or_else(behind)
}

/// In a language that has it so, whoever is told to act is part of what they are told, as the subject of the infinitive:
/// *urged* | *voters to stay home*.
fn take_doer(cue: &VerbCue, chosen: &mut [bool]) {
    if !cue.context.lexicon.infinitive_has_subject() {
        return;
    }
    let sentence = cue.sentence;
    let first = chosen.iter().position(|&chosen| chosen);
    let Some(before) = first.and_then(|first| first.checked_sub(1)) else {
        return;
    };
    let told = sentence.children(cue.verb).find(|&child| {
        child > cue.verb
            && child <= before
            && sentence.words[child].upos != Upos::Pron
            && names_addressee(sentence, child, cue.entry)
            && sentence.subtree(child).last() == Some(&before)
    });
    if let Some(told) = told {
        take(chosen, sentence.subtree(told));
    }
}

/// Phrases that follow a content without a comma mostly belong to it, though trees hang them on the verb (*un plan contre
/// les incendies*, *un accord pour rouvrir le port*). When it was said, and to whom, does not.
fn take_rest(cue: &VerbCue, chosen: &mut [bool]) {
    let sentence = cue.sentence;
    // When a thing was said stands behind it as a clause; an act may depend on one.
    let clausal = chosen.iter().zip(&sentence.words).any(|(&inside, word)| {
        inside && word.upos == Upos::Verb && word.head.is_none_or(|head| !chosen[head])
    });
    let mut last = chosen.iter().rposition(|&chosen| chosen);
    while let Some(before) = last.filter(|&last| last > cue.verb) {
        let rest = dependent_from(sentence, cue.verb, before + 1)
            .filter(|&rest| belongs_to_content(cue, rest, clausal));
        last = rest.and_then(|rest| {
            let words = sentence.subtree(rest);
            take(chosen, words.iter().copied());
            words.last().copied()
        });
    }
}

/// Whether a dependent of a verb right behind its content belongs to that: no agent, nobody spoken to, no time at which it
/// was said.
fn belongs_to_content(cue: &VerbCue, child: usize, clausal: bool) -> bool {
    let (sentence, entry) = (cue.sentence, cue.entry);
    let word = &sentence.words[child];
    let participle = has_form(word, &[VerbForm::Ger, VerbForm::Part, VerbForm::Inf]);
    let present = word.feats.is(VerbForm::Ger) || word.feats.is(Tense::Pres);
    let marked = has_mark(sentence, child);
    // *the poll showed X leading*
    let shows = !clausal && entry.frames.clause && entry.frames.noun && entry.addressee.is_none();
    let doing = shows && word.is(Relation::Advcl) && participle && present && !marked;
    let phrase =
        word.is(Relation::Obl) && !word.is(Relation::OblAgent) && has_case(sentence, child);
    let clause = word.is(Relation::Advcl) && marked && (clausal || participle);
    let infinitive = word.is(Relation::Xcomp) && participle;
    // What is to come may well be dated.
    let looks_ahead = matches!(
        entry.attitude,
        Attitude::Hope | Attitude::Ask | Attitude::Order | Attitude::Promise | Attitude::Fear
    );
    let dated = || {
        let mut words = sentence.subtree(child).into_iter();
        words.any(|word| (cue.context.dated)(word))
    };
    (phrase || clause || infinitive || doing)
        && !names_addressee(sentence, child, entry)
        && (looks_ahead || doing || !dated())
}
