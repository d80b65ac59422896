//! Where paragraphs begin and end.

use crate::Span;

/// The paragraphs of a text: see [`crate::Article::paragraphs`].
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        if body.is_empty() {
            found.extend(open.take());
        } else {
            let start = offset + (line.len() - line.trim_start().len());
            let here = Span::new(start, start + body.len());
            open = Some(open.map_or(here, |span| span.cover(here)));
        }
        offset += line.len();
    }
    found.extend(open);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs_and_single_breaks_do_not() {
        let text = "  Un.\nDeux.\n \u{a0}\n\nTrois.\n";
        let words: Vec<_> = paragraphs(text)
            .into_iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(words, ["Un.\nDeux.", "Trois."]);
    }
}
