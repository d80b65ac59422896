//! Where paragraphs begin and end.

use crate::Span;

/// The paragraphs of a text: see [`crate::Article::paragraphs`].
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() {
            let start = offset + (line.len() - line.trim_start().len());
            found.push(Span::new(start, start + body.len()));
        }
        offset += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_with_something_on_it_is_a_paragraph() {
        let text = "  Un.\nDeux.\n \u{a0}\n\nTrois.\n";
        let words: Vec<_> = paragraphs(text)
            .into_iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(words, ["Un.", "Deux.", "Trois."]);
    }
}
