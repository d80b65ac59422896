//! From words of a tree to spans of the text.

use selon_analyse::{Sentence, Upos};
use selon_intake::Span;

use crate::quotations::{Marks, Quotation};

/// The text of a set of words, as few spans as possible: words left out part the text only where one of them is more
/// than punctuation. Punctuation at the edges falls away, quotation marks and brackets that have their partner stay.
pub(super) fn pieces(sentence: &Sentence, chosen: &[bool], text: &str, marks: &Marks) -> Vec<Span> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut parted = true;
    for (index, word) in sentence.words.iter().enumerate() {
        if chosen[index] {
            match runs.last_mut().filter(|_| !parted) {
                Some(run) => run.1 = index,
                None => runs.push((index, index)),
            }
            parted = false;
        } else if word.upos != Upos::Punct {
            parted = true;
        }
    }
    runs.into_iter()
        .filter_map(|(first, last)| trimmed(sentence, first, last, text, marks))
        .collect()
}

fn trimmed(
    sentence: &Sentence,
    mut first: usize,
    mut last: usize,
    text: &str,
    marks: &Marks,
) -> Option<Span> {
    let drops = |index: usize| {
        let form = sentence.words[index].span.of(text);
        sentence.words[index].upos == Upos::Punct
            && !marks.are_marks(form)
            && !form.chars().all(|c| "()[]".contains(c))
    };
    while first < last && drops(first) {
        first += 1;
    }
    while last > first && drops(last) {
        last -= 1;
    }
    let is_word = |index: usize| sentence.words[index].upos != Upos::Punct;
    let span = sentence.words[first].span.cover(sentence.words[last].span);
    (first..=last)
        .any(is_word)
        .then(|| without_lone_bracket(span, text))
}

/// The part of a span before a place, without punctuation and prepositions at its end.
pub(super) fn up_to(sentence: &Sentence, span: Span, place: usize) -> Span {
    let before = sentence
        .words
        .iter()
        .filter(|word| span.start <= word.span.start && word.span.end <= place)
        .rfind(|word| !matches!(word.upos, Upos::Punct | Upos::Adp));
    Span::new(span.start, before.map_or(place, |word| word.span.end))
}

/// A span without the blanks at its ends.
pub(super) fn without_blanks(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let start = span.end - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

fn without_lone_bracket(span: Span, text: &str) -> Span {
    let words = span.of(text);
    if words.ends_with([')', ']']) && !words.contains(['(', '[']) {
        return Span::new(
            span.start,
            span.start + words[..words.len() - 1].trim_end().len(),
        );
    }
    if words.starts_with(['(', '[']) && !words.contains([')', ']']) {
        return Span::new(span.end - words[1..].trim_start().len(), span.end);
    }
    span
}

/// A piece that cuts through a quotation is stretched to hold it whole, and one that is just the words of a quotation
/// takes its marks along: the trees attach marks where they can, and attribution annotates them with the words.
///
/// `cue` stays outside: a quotation that holds the cue itself is the one the whole statement stands in.
pub(super) fn balanced(
    piece: Span,
    cue: Option<Span>,
    quotations: &[Quotation],
    text: &str,
) -> Span {
    let mut span = piece;
    for quotation in around(quotations, piece) {
        if cue.is_some_and(|cue| quotation.span.overlaps(cue)) {
            span = without_far_mark(span, quotation, text);
            continue;
        }
        let enters = span.start <= quotation.inner.start
            && quotation.span.start < span.end
            && span.end < quotation.span.end;
        let leaves = span.start > quotation.span.start
            && span.start < quotation.span.end
            && span.end >= quotation.inner.end;
        let whole = span.start <= quotation.inner.start && span.end >= quotation.inner.end;
        if enters || leaves || whole {
            span = span.cover(quotation.span);
        }
    }
    span
}

/// Takes away the closing mark of a quotation that began before the piece.
fn without_far_mark(span: Span, quotation: &Quotation, text: &str) -> Span {
    let closing = Span::new(quotation.inner.end, quotation.span.end);
    if span.end == closing.end && span.start < closing.start && span.start > quotation.span.start {
        let words = &text[span.start..closing.start];
        return Span::new(
            span.start,
            span.start
                + words
                    .trim_end_matches(['.', ' ', '\u{a0}', '\u{202f}'])
                    .len(),
        );
    }
    span
}

/// The quotations that touch a span. They are sorted by their beginning, and only nested ones overlap, so that a
/// search finds the first candidate.
pub(super) fn around(quotations: &[Quotation], span: Span) -> impl Iterator<Item = &Quotation> {
    let after = quotations.partition_point(|quotation| quotation.span.start < span.end);
    let mut first = after;
    while first > 0
        && (quotations[first - 1].span.end > span.start || quotations[first - 1].depth > 0)
    {
        first -= 1;
    }
    quotations[first..after]
        .iter()
        .filter(move |quotation| quotation.span.overlaps(span))
}
