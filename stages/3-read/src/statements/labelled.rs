//! Words that punctuation alone gives to somebody: *Delmas : « Je reste »*, *« Je reste » – Delmas*, the lines of an
//! interview, a headline like *Poll: Voters Leave the Party*.

use selon_analyse::feature::VerbForm;
use selon_analyse::{Relation, Sentence, Upos};
use selon_intake::Span;

use super::pieces::without_blanks;
use crate::grammar::nominal;
use crate::grammar::punctuation::is_dash;
use crate::quotations::{Marks, QuotedPassage};

/// The most words that can be the name before a colon or behind a dash.
const LABEL: usize = 12;
/// An interview has at least so many labelled paragraphs, one label of them more than once.
const TURNS: usize = 3;

/// Words with the punctuation that attributes them and the word that heads the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    /// The sentence of the source.
    pub(super) sentence: usize,
    /// The head word of the source.
    pub(super) source: usize,
    /// The colon or dash.
    pub(super) cue: Span,
    /// What is attributed.
    pub(super) content: Vec<Span>,
}

/// What the search looks at.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Sentence],
    pub(super) marks: &'a Marks,
    /// Whether a word of a sentence names somebody or something that can speak and is no mere place.
    pub(super) speaks: &'a dyn Fn(usize, usize) -> bool,
}

impl Lines<'_> {
    /// The source of a quotation that no word attributes: what stands before a colon in front of it, or behind a dash
    /// that follows it.
    pub(super) fn of_quotation(&self, passage: &QuotedPassage) -> Option<Labelled> {
        self.before(passage).or_else(|| self.behind(passage))
    }

    fn before(&self, passage: &QuotedPassage) -> Option<Labelled> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.span.start < passage.start())
            .checked_sub(1)?;
        let sentence = &self.sentences[index];
        let words = &sentence.words;
        let end = words.partition_point(|word| word.span.end <= passage.start());
        let colon = end.checked_sub(1).filter(|&word| words[word].form == ":")?;
        let source = self
            .label(index, 0, colon)
            .or_else(|| self.subject(index, colon))?;
        Some(Labelled {
            sentence: index,
            source,
            cue: words[colon].span,
            content: passage.pieces.clone(),
        })
    }

    fn behind(&self, passage: &QuotedPassage) -> Option<Labelled> {
        let end = passage.end();
        let index = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= end);
        let sentence = self.sentences.get(index)?;
        let words = &sentence.words;
        let dash = words.iter().position(|word| word.span.start >= end)?;
        let last = words.len() - usize::from(words.last()?.upos == Upos::Punct);
        let source = is_dash(&words[dash].form)
            .then(|| self.label(index, dash + 1, last))
            .flatten()?;
        Some(Labelled {
            sentence: index,
            source,
            cue: words[dash].span,
            content: passage.pieces.clone(),
        })
    }

    /// The head of the words from `first` to before `end` if they are no more than somebody's name or description. A time
    /// or a bullet may stand before it.
    fn label(&self, sentence: usize, first: usize, end: usize) -> Option<usize> {
        let words = &self.sentences[sentence].words;
        let first = (first..end).find(|&word| {
            !matches!(
                words[word].upos,
                Upos::Punct | Upos::Num | Upos::Sym | Upos::Cconj
            )
        })?;
        let verbal = |word: usize| {
            words[word].feats.is(VerbForm::Fin) || words[word].feats.is(VerbForm::Inf)
        };
        let short = end > first && end - first <= LABEL && !(first..end).any(verbal);
        let head = nominal::anchor(&self.sentences[sentence], first, end - 1);
        let named = matches!(
            words[head].upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::X
        );
        let cased = self.sentences[sentence]
            .children(head)
            .any(|child| words[child].is(Relation::Case) && child >= first);
        (short && named && !cased && (self.speaks)(sentence, head)).then_some(head)
    }

    /// The subject of the clause that a colon ends: *Elle n'est pas de cet avis : « … »*.
    fn subject(&self, sentence: usize, colon: usize) -> Option<usize> {
        let of = &self.sentences[sentence];
        let root = (0..colon).find(|&word| of.words[word].head.is_none())?;
        of.children(root)
            .find(|&child| of.words[child].is(Relation::Nsubj) && child < colon)
            .filter(|&child| (self.speaks)(sentence, child))
    }

    /// The turns of an interview, and headlines that begin with whom they quote.
    pub(super) fn unquoted(&self, known: &dyn Fn(usize, usize) -> bool) -> Vec<Labelled> {
        let labels: Vec<Option<Label>> =
            self.paragraphs().map(|range| self.opening(range)).collect();
        let named: Vec<&str> = labels.iter().flatten().map(|label| label.name).collect();
        let repeats = |name: &str| named.iter().filter(|other| **other == name).count() > 1;
        let interview = named.len() >= TURNS && named.iter().any(|name| repeats(name));
        labels
            .into_iter()
            .flatten()
            .filter(|label| {
                let named = label.speaks && known(label.turn.sentence, label.turn.source);
                interview || (label.headline && named)
            })
            .map(|label| label.turn)
            .collect()
    }

    /// The sentences of each paragraph.
    fn paragraphs(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let mut from = 0;
        self.sentences
            .chunk_by(|one, other| one.paragraph == other.paragraph)
            .map(move |chunk| {
                from += chunk.len();
                from - chunk.len()..from
            })
    }

    /// The name and colon a paragraph begins with, before words that are not quoted.
    fn opening(&self, range: std::ops::Range<usize>) -> Option<Label<'_>> {
        const NAME: usize = 5;
        let (first, last) = (&self.sentences[range.start], &self.sentences[range.end - 1]);
        // An initial's full stop may have ended a sentence: *N. B. : Oui.*
        let colon = range.clone().find_map(|sentence| {
            let words = &self.sentences[sentence].words;
            Some((sentence, words.iter().position(|word| word.form == ":")?))
        })?;
        let mark = self.sentences[colon.0].words[colon.1].span;
        // A transcript that is quoted begins every turn with a mark.
        let name = self.text[first.span.start..mark.start].trim();
        let name = name.trim_start_matches(|c: char| c == ' ' || self.marks.is_mark(c));
        let content = without_blanks(Span::new(mark.end, last.span.end), self.text);
        let begins = content.of(self.text).chars().find(|c| !c.is_whitespace())?;
        let capital = name.chars().next().is_some_and(char::is_uppercase);
        let short = name.split_whitespace().count() <= NAME;
        if !capital || !short || !(begins.is_uppercase() || begins.is_numeric()) {
            return None;
        }
        let named = self.label(colon.0, 0, colon.1);
        let (sentence, source) = match named {
            Some(source) => (colon.0, source),
            None => (
                range.start,
                nominal::anchor(first, 0, first.words.len().min(colon.1.max(1)) - 1),
            ),
        };
        Some(Label {
            name,
            headline: range.len() <= 2 && range.start == 0,
            speaks: named.is_some(),
            turn: Labelled {
                sentence,
                source,
                cue: mark,
                content: vec![content],
            },
        })
    }
}

/// The name a paragraph begins with.
struct Label<'a> {
    name: &'a str,
    /// The paragraph is the article's first line and no whole sentence.
    headline: bool,
    /// The name is somebody's.
    speaks: bool,
    turn: Labelled,
}
