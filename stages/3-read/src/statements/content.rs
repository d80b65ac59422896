//! What a statement says: the words a cue governs, found through the tree.

use selon_analyse::{Sentence, Upos};

use super::cues::CueAt;
use super::lexicon::{AddresseeSlot, CueWord};
use crate::nominal;
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
}

/// What the search asks of the words around a cue.
pub(super) struct Around<'a> {
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
        let mut words = subtree_without(sentence, head, verb);
        take_rest(around, verb, entry, &mut words);
        Content {
            words,
            needs_speaker,
            beside: false,
        }
    };

    if frames.clause || frames.whether || frames.quote {
        // *So* stands for a clause and says nothing itself.
        let stands_in = |index: usize| {
            words[index].upos == Upos::Adv && sentence.children(index).next().is_none()
        };
        let clause = |index: usize| {
            words[index].is("ccomp")
                && !stands_in(index)
                && (frames.clause || frames.whether || index < verb || !has_mark(sentence, index))
        };
        if let Some(head) = child(&clause) {
            return Some(below(head, false));
        }
    }
    if (frames.clause || frames.quote)
        && let Some(content) = beside(sentence, verb)
    {
        return Some(content);
    }
    if frames.inf || frames.prep_inf {
        let complement = |index: usize| {
            index > verb
                && is_infinitive(sentence, index)
                && (words[index].is("xcomp")
                    || (has_mark(sentence, index)
                        && frames.prep_inf
                        && ["advcl", "ccomp", "obl"]
                            .iter()
                            .any(|of| words[index].is(of))))
        };
        if let Some(head) = child(&complement) {
            return Some(below(head, false));
        }
    }
    if (frames.prep_inf || frames.oblique)
        && entry.addressee == Some(AddresseeSlot::Object)
        && let Some(head) = child(&|index| words[index].is("obj"))
        && let Some(head) = hung_on(sentence, head, entry)
    {
        // The tree has hung on the one spoken to what is said to them: *exhorter X à partir*.
        return Some(below(head, false));
    }
    let led = |index: usize| words[index].is("obl") && is_led(sentence, index, entry);
    if frames.predicate
        && let Some(content) = predicated(around, verb, entry, source)
    {
        return Some(content);
    }
    if frames.oblique {
        let oblique = |index: usize| index > verb && led(index);
        if let Some(head) = child(&oblique) {
            return Some(below(head, true));
        }
    }
    if frames.noun {
        let spoken_to =
            |index: usize| entry.addressee == Some(AddresseeSlot::Object) && (around.speaks)(index);
        let object = |index: usize| {
            let names = matches!(words[index].upos, Upos::Noun | Upos::Propn | Upos::Num);
            words[index].is("obj") && names && !spoken_to(index)
        };
        let subject =
            |index: usize| words[index].is("nsubj:pass") && words[index].upos == Upos::Noun;
        if let Some(head) = child(&object).or_else(|| child(&subject)) {
            return Some(below(head, true));
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
        words[index].is("xcomp") && !matches!(words[index].upos, Upos::Verb | Upos::Aux)
    };
    let led = |index: usize| {
        let follows = ["obl", "xcomp", "advcl", "ccomp"]
            .iter()
            .any(|of| words[index].is(of));
        follows && (is_led(sentence, index, entry) || is_marked(sentence, index, entry))
    };
    let object = children().find(|&index| words[index].is("obj") && index > verb);
    let said = children().find(|&index| index > verb && (bare(index) || led(index)));
    let said = said.or_else(|| hung_on(sentence, object?, entry))?;
    let mut chosen = subtree_without(sentence, said, verb);
    let subject = children().find(|&index| words[index].is("nsubj:pass"));
    let modified = words[verb]
        .head
        .filter(|_| words[verb].is("acl") && words[verb].feats.is("VerbForm", "Part"));
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
    })
}

fn take(chosen: &mut [bool], words: impl IntoIterator<Item = usize>) {
    for word in words {
        chosen[word] = true;
    }
}

/// What the tree has hung on an object although the verb's entry asks for it: *accuse X of hiding …*.
fn hung_on(sentence: &Sentence, object: usize, entry: &CueWord) -> Option<usize> {
    let words = &sentence.words;
    sentence.children(object).find(|&index| {
        words[index].is("acl") && index > object && is_marked(sentence, index, entry)
    })
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
        words[child].is("mark") && entry.prepositions.contains(&words[child].lemma.as_str())
    })
}

/// An infinitive, also a perfect one: *avoir agi*, *to have left*.
fn is_infinitive(sentence: &Sentence, index: usize) -> bool {
    let words = &sentence.words;
    let infinitive = |word: usize| words[word].feats.is("VerbForm", "Inf");
    let auxiliary =
        |child: usize| (words[child].is("aux") || words[child].is("cop")) && infinitive(child);
    infinitive(index)
        || marked(sentence, index, Upos::Part)
        || sentence.children(index).any(auxiliary)
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
    while let Some(last) = words
        .iter()
        .rposition(|&chosen| chosen)
        .filter(|&last| last > verb)
    {
        let rest = sentence.children(verb).find(|&child| {
            let word = &sentence.words[child];
            let subtree = sentence.subtree(child);
            let phrase = (word.is("obl") && !word.is("obl:agent") && has_case(sentence, child))
                || (word.is("advcl") && has_mark(sentence, child));
            phrase
                && subtree.first() == Some(&(last + 1))
                && !names_addressee(sentence, child, entry)
                && (looks_ahead || !subtree.iter().any(|&word| (around.dated)(word)))
        });
        let Some(rest) = rest else {
            break;
        };
        take(words, sentence.subtree(rest));
    }
}

/// A report that stands before a comma, the verb behind it and nothing behind the verb but its subject: *La séance est
/// levée, annonce le greffe*; *La séance, annonce-t-il, est levée*. Returns the reported words and the subject.
pub(super) fn set_before(around: &Around, cue: &CueAt) -> Option<(Content, usize)> {
    let sentence = around.sentence;
    let words = &sentence.words;
    let (first, last) = (*cue.words.first()?, *cue.words.last()?);
    let is_comma = |index: usize| [",", "–", "—"].contains(&words[index].form.as_str());
    let comma = first.checked_sub(1).filter(|&index| is_comma(index))?;
    let subject = subject_behind(around, cue, last)?;
    let behind = (*nominal::group_with_conjuncts(sentence, subject).end()).max(last) + 1;
    let ends = words
        .get(behind)
        .is_none_or(|word| word.upos == Upos::Punct);
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
    let finite = |index: usize| words[index].feats.is("VerbForm", "Fin");
    if !(start..comma).any(finite) && words.get(behind).is_some_and(|_| is_comma(behind)) {
        chosen[behind + 1..].fill(true);
    } else if !(start..comma).any(finite) {
        return None;
    }
    let content = Content {
        words: chosen,
        needs_speaker: true,
        beside: true,
    };
    Some((content, subject))
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
    let left = (0..first).any(|index| own(index) && words[index].is("nsubj"));
    let subject = (last + 1..words.len()).find(|&index| {
        own(index)
            && matches!(words[index].upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && !has_case(sentence, index)
            && (around.speaks)(index)
    })?;
    let near = *nominal::group(sentence, subject).start() == last + 1;
    (!left && near).then_some(subject)
}

/// The content of a noun: the clause or infinitive that completes it, or the complement that says of what.
pub(super) fn of_noun(
    sentence: &Sentence,
    noun: usize,
    entry: &CueWord,
    speaks: &dyn Fn(usize) -> bool,
) -> Option<Content> {
    let words = &sentence.words;
    let frames = entry.frames;
    let completes = |index: usize| {
        let infinitive = words[index].feats.is("VerbForm", "Inf");
        let relative = words[index].is("acl:relcl");
        let clausal = (words[index].is("acl") && !relative) || words[index].is("ccomp");
        let clause = frames.clause && !infinitive && marked(sentence, index, Upos::Sconj);
        clausal && (clause || (frames.inf && infinitive))
    };
    // Behind the same preposition somebody is the source and anything else the content, unless a clause hangs on them:
    // then they are what is told of.
    let told_of = |index: usize| {
        let somebody =
            speaks(index) && !sentence.children(index).any(|child| words[child].is("acl"));
        frames.of
            && words[index].is("nmod")
            && !words[index].is("nmod:poss")
            && case(sentence, index).is_some()
            && !somebody
    };
    let after = |fits: &dyn Fn(usize) -> bool| {
        sentence
            .children(noun)
            .find(|&index| index > noun && fits(index))
    };
    let head = after(&completes).or_else(|| after(&told_of))?;
    Some(Content {
        words: subtree_without(sentence, head, noun),
        needs_speaker: false,
        beside: false,
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
    })
}

/// The clause that a verb set beside it reports: everything its head governs except the verb's own words.
fn beside(sentence: &Sentence, verb: usize) -> Option<Content> {
    let head = sentence.words[verb]
        .head
        .filter(|_| sentence.words[verb].is("parataxis"))?;
    let mut words = members(sentence, head);
    for inside in sentence.subtree(verb) {
        words[inside] = false;
    }
    Some(Content {
        words,
        needs_speaker: false,
        beside: true,
    })
}

/// The nearest clause that stands by itself above a word.
fn clause_above(sentence: &Sentence, word: usize) -> Option<usize> {
    let words = &sentence.words;
    // *X, selon qui rien ne presse*: what a relative pronoun has its clause say ends with that clause.
    let relative = words[word].feats.is("PronType", "Rel");
    let mut at = word;
    for _ in 0..words.len() {
        let Some(head) = words[at].head else {
            return Some(at);
        };
        let coordinated = words[at].is("conj")
            && (words[at].upos == Upos::Verb || has_subject(sentence, at))
            && has_subject(sentence, at);
        if coordinated
            || words[at].is("ccomp")
            || (relative && words[at].is("acl:relcl"))
            || (words[at].is("parataxis") && has_subject(sentence, at))
        {
            return Some(at);
        }
        at = head;
    }
    None
}

/// A clause's coordinated clauses say something of their own where they have their own subject.
fn drop_conjunction(sentence: &Sentence, clause: usize, words: &mut [bool]) {
    for child in sentence.children(clause) {
        let own_clause = sentence.words[child].is("conj") && has_subject(sentence, child);
        if own_clause {
            for inside in sentence.subtree(child) {
                words[inside] = false;
            }
        } else if sentence.words[child].is("cc") {
            words[child] = false;
        }
    }
}

fn members(sentence: &Sentence, head: usize) -> Vec<bool> {
    let mut words = vec![false; sentence.words.len()];
    for inside in sentence.subtree(head) {
        words[inside] = true;
    }
    words
}

/// The words below a complement, without a cue that the tree has hung inside it.
fn subtree_without(sentence: &Sentence, head: usize, cue: usize) -> Vec<bool> {
    let mut words = members(sentence, head);
    words[cue] = false;
    words
}

/// The head word of the addressee: somebody, where the cue's entry says one may stand.
pub(super) fn addressee(
    sentence: &Sentence,
    cue: usize,
    entry: &CueWord,
    content: &[bool],
    speaks: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let names = |&child: &usize| {
        // Whoever can be told something could also have said it.
        let somebody = sentence.words[child].upos == Upos::Pron || speaks(child);
        !content[child] && somebody && names_addressee(sentence, child, entry)
    };
    sentence
        .children(cue)
        .filter(|&child| !sentence.words[child].feats.is("Reflex", "Yes"))
        .find(names)
}

fn names_addressee(sentence: &Sentence, child: usize, entry: &CueWord) -> bool {
    let word = &sentence.words[child];
    match entry.addressee {
        None => false,
        Some(AddresseeSlot::Object) => word.is("obj") || word.is("iobj"),
        Some(AddresseeSlot::Preposition(preposition)) => {
            let led = |case: usize| sentence.words[case].lemma == preposition;
            word.is("iobj") || (word.is("obl") && case(sentence, child).is_some_and(led))
        }
    }
}

fn case(sentence: &Sentence, word: usize) -> Option<usize> {
    sentence
        .children(word)
        .find(|&child| sentence.words[child].is("case"))
}

fn has_case(sentence: &Sentence, word: usize) -> bool {
    case(sentence, word).is_some()
}

fn has_mark(sentence: &Sentence, word: usize) -> bool {
    sentence
        .children(word)
        .any(|child| sentence.words[child].is("mark"))
}

fn marked(sentence: &Sentence, word: usize, by: Upos) -> bool {
    sentence
        .children(word)
        .any(|child| sentence.words[child].is("mark") && sentence.words[child].upos == by)
}

fn has_subject(sentence: &Sentence, word: usize) -> bool {
    sentence
        .children(word)
        .any(|child| sentence.words[child].is("nsubj") || sentence.words[child].is("expl:subj"))
}
