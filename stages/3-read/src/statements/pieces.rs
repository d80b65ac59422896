//! From words of a tree to spans of the text.

use selon_analyse::{Sentence, Upos};
use selon_intake::Span;

use crate::quotations::{Marks, Quotation, around};

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

/// The spans of words that stand side by side, one for each run.
pub(crate) fn runs(sentence: &Sentence, words: &[usize]) -> Vec<Span> {
    let mut runs: Vec<(usize, Span)> = Vec::new();
    for &word in words {
        let span = sentence.words[word].span;
        match runs.last_mut().filter(|(last, _)| last + 1 == word) {
            Some(run) => *run = (word, run.1.cover(span)),
            None => runs.push((word, span)),
        }
    }
    runs.into_iter().map(|(_, span)| span).collect()
}

/// Sorted, with pieces that overlap made one.
pub(super) fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut().filter(|last| last.overlaps(span)) {
            Some(last) => *last = last.cover(span),
            None => joined.push(span),
        }
    }
    joined
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::testing::tree;

    fn found(rows: &str, words: &[&str]) -> Vec<String> {
        let tree = tree(rows);
        let mut chosen = vec![false; tree.sentence.words.len()];
        words.iter().for_each(|word| chosen[tree.at(word)] = true);
        let spans = pieces(&tree.sentence, &chosen, &tree.text, &Marks::load());
        let words = spans.iter().map(|span| span.of(&tree.text).to_owned());
        words.collect()
    }

    const ROWS: &str = "Le DET 2 det/pont NOUN 8 nsubj/, PUNCT 5 punct/dit VERB 8 parataxis/-elle PRON 4 nsubj/, PUNCT 4 punct/est AUX 8 cop être/fermé ADJ 0 root/. PUNCT 8 punct";

    #[test]
    fn words_that_are_left_out_part_a_content_and_stops_do_not() {
        assert_eq!(
            found(ROWS, &["Le", "pont", "est", "fermé", "."]),
            ["Le pont", "est fermé"]
        );
        assert_eq!(found(ROWS, &["-elle", "est"]), ["-elle , est"]);
    }

    #[test]
    fn punctuation_alone_is_no_content() {
        assert!(found(ROWS, &["."]).is_empty());
    }

    #[test]
    fn words_side_by_side_are_one_run() {
        let tree = tree(ROWS);
        let runs = runs(&tree.sentence, &[0, 1, 3, 6, 7]);
        let words: Vec<&str> = runs.iter().map(|span| span.of(&tree.text)).collect();
        assert_eq!(words, ["Le pont", "dit", "est fermé"]);
    }

    #[test]
    fn a_piece_that_cuts_through_a_quotation_takes_all_of_it() {
        let text = "Elle juge « le pont fermé » trop tôt.";
        let all = Marks::load().quotations(text, &[Span::new(0, text.len())]);
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let whole = |piece, cue| balanced(piece, cue, &all, text).of(text);
        assert_eq!(whole(at("le pont fermé"), None), "« le pont fermé »");
        assert_eq!(whole(at("fermé » trop"), None), "« le pont fermé » trop");
        assert_eq!(whole(at("pont"), None), "pont");
        assert_eq!(
            whole(at("le pont fermé"), Some(at("pont"))),
            "le pont fermé"
        );
    }

    #[test]
    fn what_ends_before_a_place_ends_with_a_word_that_means_something() {
        let tree = tree(
            "La DET 2 det/maire NOUN 0 root/de ADP 4 case/Rennes PROPN 2 nmod/, PUNCT 6 punct/ici ADV 2 advmod",
        );
        let span = tree.sentence.span;
        let place = tree.sentence.words[3].span.start;
        assert_eq!(
            up_to(&tree.sentence, span, place).of(&tree.text),
            "La maire"
        );
    }
}
