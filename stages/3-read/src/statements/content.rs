//! What a statement says: the words a cue governs, found through the tree.

use selon_analyse::{Sentence, Upos};

use super::lexicon::{AddresseeSlot, CueWord};

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

/// The content of a verb, by the first of its frames that the tree fills.
pub(super) fn of_verb(
    sentence: &Sentence,
    verb: usize,
    entry: &CueWord,
    source: Option<usize>,
    speaks: &dyn Fn(usize) -> bool,
) -> Option<Content> {
    let words = &sentence.words;
    let frames = entry.frames;
    let child = |fits: &dyn Fn(usize) -> bool| {
        sentence
            .children(verb)
            .find(|&child| Some(child) != source && fits(child))
    };
    let below = |head: usize, needs_speaker: bool| Content {
        words: subtree_without(sentence, head, verb),
        needs_speaker,
        beside: false,
    };
    let infinitive = |index: usize| {
        words[index].feats.is("VerbForm", "Inf") || marked(sentence, index, Upos::Part)
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
            let bare = !has_mark(sentence, index);
            index > verb
                && infinitive(index)
                && (words[index].is("xcomp")
                    || (!bare
                        && frames.prep_inf
                        && (words[index].is("advcl") || words[index].is("ccomp"))))
        };
        if let Some(head) = child(&complement) {
            return Some(below(head, false));
        }
    }
    if (frames.prep_inf || frames.oblique)
        && entry.addressee == Some(AddresseeSlot::Object)
        && let Some(head) = child(&|index| words[index].is("obj"))
        && let Some(head) = sentence.children(head).find(|&index| {
            let mark = |child: usize| {
                words[child].is("mark") && entry.prepositions.contains(&words[child].lemma.as_str())
            };
            words[index].is("acl") && index > head && sentence.children(index).any(mark)
        })
    {
        // The tree has hung on the one spoken to what is said to them: *accuse X of hiding …*.
        return Some(below(head, false));
    }
    let led = |index: usize| {
        let led = |case: usize| entry.prepositions.contains(&words[case].lemma.as_str());
        words[index].is("obl") && case(sentence, index).is_some_and(led)
    };
    if frames.predicate {
        let predicate = |index: usize| {
            let bare = words[index].is("xcomp") && words[index].upos != Upos::Verb;
            index > verb && (bare || led(index))
        };
        if let Some(head) = child(&predicate) {
            return Some(below(head, true));
        }
    }
    if frames.oblique {
        let oblique = |index: usize| index > verb && led(index);
        if let Some(head) = child(&oblique) {
            return Some(below(head, true));
        }
    }
    if frames.noun {
        let spoken_to =
            |index: usize| entry.addressee == Some(AddresseeSlot::Object) && speaks(index);
        let object = |index: usize| {
            let names = matches!(words[index].upos, Upos::Noun | Upos::Propn);
            words[index].is("obj") && names && !spoken_to(index)
        };
        let subject =
            |index: usize| words[index].is("nsubj:pass") && words[index].upos == Upos::Noun;
        if let Some(head) = child(&object).or_else(|| child(&subject)) {
            let mut content = below(head, true);
            take_purpose(sentence, verb, &mut content.words);
            return Some(content);
        }
    }
    None
}

/// An infinitive that follows an object without a comma says what the object is for (*la nécessité d’un accord pour rouvrir
/// le port*), though trees mostly hang it on the verb.
fn take_purpose(sentence: &Sentence, verb: usize, words: &mut [bool]) {
    let Some(last) = words
        .iter()
        .rposition(|&chosen| chosen)
        .filter(|&last| last > verb)
    else {
        return;
    };
    let purpose = sentence.children(verb).find(|&child| {
        let subtree = sentence.subtree(child);
        subtree.first() == Some(&(last + 1))
            && sentence.words[child].feats.is("VerbForm", "Inf")
            && sentence.words[child].is("advcl")
            && has_mark(sentence, child)
    });
    for inside in purpose
        .map(|child| sentence.subtree(child))
        .unwrap_or_default()
    {
        words[inside] = true;
    }
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
