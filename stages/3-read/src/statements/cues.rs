//! The words of a sentence that may attribute something.

use selon_analyse::{Sentence, Upos, Word};
use selon_intake::Span;

use super::lexicon::{CuePhrase, CueWord, Lexicon, VerbPhrase};

/// A word or phrase that may attribute something, not yet known to have a content.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueAt<'a> {
    /// The index of its head word: the verb, the noun, the first word of the phrase.
    pub(super) word: usize,
    /// How many words it has from there, for a phrase; 1 for a verb or noun.
    pub(super) length: usize,
    /// The words that are the cue.
    pub(super) span: Span,
    /// What the lexicon says of it.
    pub(super) kind: CueKind<'a>,
}

/// What sort of word a cue is, with its entry.
#[derive(Debug, Clone, Copy)]
pub(super) enum CueKind<'a> {
    /// *X a déclaré que …*
    Verb(&'a CueWord),
    /// *l'affirmation que …*
    Noun(&'a CueWord),
    /// *selon X*
    Preposition(&'a CuePhrase),
    /// *reportedly*
    Adverbial(&'a CuePhrase),
}

/// The cues of one sentence in text order.
pub(super) fn cues<'a>(lexicon: &'a Lexicon, sentence: &Sentence, text: &str) -> Vec<CueAt<'a>> {
    let surfaces: Vec<String> = sentence
        .words
        .iter()
        .map(|word| plain(word.span.of(text)))
        .collect();
    (0..sentence.words.len())
        .filter_map(|index| {
            let kind = CueKind::Preposition;
            phrase(
                lexicon.prepositions(&surfaces[index]),
                kind,
                sentence,
                &surfaces,
                index,
            )
            .or_else(|| {
                let kind = CueKind::Adverbial;
                phrase(
                    lexicon.adverbials(&surfaces[index]),
                    kind,
                    sentence,
                    &surfaces,
                    index,
                )
            })
            .or_else(|| single(lexicon, sentence, &surfaces, index))
        })
        .collect()
}

/// The longest of the phrases that stands at a word.
fn phrase<'a>(
    phrases: &'a [CuePhrase],
    kind: fn(&'a CuePhrase) -> CueKind<'a>,
    sentence: &Sentence,
    surfaces: &[String],
    index: usize,
) -> Option<CueAt<'a>> {
    let fits = |phrase: &'a CuePhrase| {
        Some((length_of(&phrase.words, sentence, surfaces, index)?, phrase))
    };
    let (length, phrase) = phrases
        .iter()
        .filter_map(fits)
        .max_by_key(|(length, _)| *length)?;
    let span = sentence.words[index]
        .span
        .cover(sentence.words[index + length - 1].span);
    Some(CueAt {
        word: index,
        length,
        span,
        kind: kind(phrase),
    })
}

/// How many words a phrase takes where it stands at a word. A phrase is written as the text writes it, or in lemmas; its
/// last word may also be elided, or contracted with what follows, of which it then takes only its own part.
fn length_of(
    phrase: &[&str],
    sentence: &Sentence,
    surfaces: &[String],
    index: usize,
) -> Option<usize> {
    let words = &sentence.words;
    let mut at = index;
    for (number, part) in phrase.iter().enumerate() {
        let surface = surfaces.get(at)?;
        let last = number + 1 == phrase.len();
        let form = plain(&words[at].form);
        at += if surface == part {
            1 + words[at + 1..]
                .iter()
                .take_while(|word| word.joined)
                .count()
        } else if words[at].lemma == *part || (last && (form == *part || is_elided(part, &form))) {
            1
        } else {
            glued(part, sentence, surfaces, at)?
        };
    }
    Some(at - index)
}

/// How many words without space between them make up one part of a phrase: *dit-on* is two words.
fn glued(part: &str, sentence: &Sentence, surfaces: &[String], at: usize) -> Option<usize> {
    let mut rest = part.strip_prefix(surfaces[at].as_str())?;
    let mut next = at + 1;
    while !rest.is_empty() {
        let adjacent = sentence.words.get(next)?.span.start == sentence.words[next - 1].span.end;
        rest = rest
            .strip_prefix(surfaces[next].as_str())
            .filter(|_| adjacent)?;
        next += 1;
    }
    Some(next - at)
}

fn is_elided(word: &str, form: &str) -> bool {
    let stem = |word: &str| word.char_indices().next_back().map(|(at, _)| at);
    form.strip_suffix('\'')
        .is_some_and(|short| stem(word).is_some_and(|end| word[..end] == *short))
}

/// A verb or noun of the lexicon, a verb with the words it needs behind it before the verb alone.
fn single<'a>(
    lexicon: &'a Lexicon,
    sentence: &Sentence,
    surfaces: &[String],
    index: usize,
) -> Option<CueAt<'a>> {
    let word = &sentence.words[index];
    let verbal = matches!(word.upos, Upos::Verb | Upos::Aux);
    let phrases = if verbal {
        lexicon.verb_phrases(&word.lemma)
    } else {
        &[]
    };
    let fits = |phrase: &'a VerbPhrase| {
        Some((
            length_of(&phrase.rest, sentence, surfaces, index + 1)?,
            &phrase.entry,
        ))
    };
    if let Some((length, entry)) = phrases
        .iter()
        .filter_map(fits)
        .max_by_key(|(length, _)| *length)
    {
        let span = verb_span(lexicon, sentence, index).cover(sentence.words[index + length].span);
        return Some(CueAt {
            word: index,
            length: length + 1,
            span,
            kind: CueKind::Verb(entry),
        });
    }
    let (span, kind) = match word.upos {
        Upos::Verb | Upos::Adj => {
            let mut children = sentence.children(index);
            let reflexive = children.any(|child| is_reflexive(lexicon, &sentence.words[child]));
            let entry = lexicon.verb(&word.lemma, reflexive)?;
            (verb_span(lexicon, sentence, index), CueKind::Verb(entry))
        }
        Upos::Noun => (word.span, CueKind::Noun(lexicon.noun(&word.lemma)?)),
        _ => return None,
    };
    Some(CueAt {
        word: index,
        length: 1,
        span,
        kind,
    })
}

/// Lower case with a straight apostrophe, as the tables are written.
pub(super) fn plain(form: &str) -> String {
    form.to_lowercase().replace('’', "'")
}

fn is_reflexive(lexicon: &Lexicon, word: &Word) -> bool {
    word.upos == Upos::Pron
        && (word.feats.is("Reflex", "Yes")
            || lexicon.reflexive_marker() == Some(word.lemma.as_str()))
        && !word.is("nsubj")
}

/// The verb with its auxiliaries and its negation, as far as nothing else stands between them.
fn verb_span(lexicon: &Lexicon, sentence: &Sentence, verb: usize) -> Span {
    let words = &sentence.words;
    let belongs = |index: usize| {
        let word = &words[index];
        word.head == Some(verb)
            && (word.is("aux")
                || lexicon.is_negation(&plain(&word.form))
                || is_reflexive(lexicon, word))
    };
    let passes = |index: usize| words[index].head == Some(verb) && words[index].upos == Upos::Adv;
    let mut first = verb;
    for index in (0..verb)
        .rev()
        .take_while(|&index| belongs(index) || passes(index))
    {
        if belongs(index) {
            first = index;
        }
    }
    words[first].span.cover(words[verb].span)
}
