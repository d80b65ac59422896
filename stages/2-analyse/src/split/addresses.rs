//! Addresses of pages and mailboxes: one token each, whatever signs they hold.

use std::ops::Range;

use super::glyphs::{Glyph, Kind};

/// The address in a run of glyphs between blanks, if there is one: `https://example.org/a_b?c=d`, `www.example.org`,
/// `desk@example.org`. Brackets, quotation marks and stops around it are no part of it.
pub(crate) fn address(glyphs: &[Glyph], run: &Range<usize>) -> Option<Range<usize>> {
    let all = &glyphs[run.clone()];
    let is = |at: usize, sign: char| {
        all.get(at)
            .is_some_and(|glyph| glyph.written == u32::from(sign))
    };
    (0..all.len()).find_map(|at| {
        let found = if is(at, ':') && is(at + 1, '/') && is(at + 2, '/') {
            let scheme = back(all, at, |glyph| glyph.is_alphanumeric());
            (scheme < at).then(|| scheme..page_end(all, at + 3))
        } else if is(at, 'w') && is(at + 1, 'w') && is(at + 2, 'w') && is(at + 3, '.') {
            let free = at == 0 || !all[at - 1].is_alphanumeric();
            let page = free.then(|| at..page_end(all, at + 4));
            page.filter(|found| found.end > at + 4)
        } else if is(at, '@') {
            mailbox(all, at)
        } else {
            None
        };
        found.map(|found| found.start + run.start..found.end + run.start)
    })
}

/// Where the glyphs that end before `at` and are of one sort begin.
fn back(all: &[Glyph], at: usize, sort: impl Fn(&Glyph) -> bool) -> usize {
    at - all[..at]
        .iter()
        .rev()
        .take_while(|glyph| sort(glyph))
        .count()
}

/// Where the address of a page ends: at a sign that none can hold, less the stops and brackets that close around it.
fn page_end(all: &[Glyph], from: usize) -> usize {
    let held = |glyph: &&Glyph| {
        !glyph.is_quotation_mark() && !matches!(char::from_u32(glyph.written), Some('<' | '>'))
    };
    let mut end = from + all[from.min(all.len())..].iter().take_while(held).count();
    let opened = all[from.min(end)..end]
        .iter()
        .any(|glyph| glyph.kind == Kind::Open);
    while end > from {
        let last = &all[end - 1];
        let stop = matches!(last.kind, Kind::Period | Kind::Final | Kind::Apostrophe)
            || matches!(char::from_u32(last.written), Some(',' | ';' | ':'))
            || last.kind == Kind::Close && !opened;
        // Dots that stand for what was left out belong to it: `…/some-long-na...`
        let left_out = end > from + 2
            && all[end - 3..end]
                .iter()
                .all(|glyph| glyph.kind == Kind::Period);
        if !stop || left_out {
            break;
        }
        end -= 1;
    }
    end
}

/// A mailbox around its `@`: it has a name before it, and behind it a domain with a dot.
fn mailbox(all: &[Glyph], at: usize) -> Option<Range<usize>> {
    let part = |glyph: &Glyph| {
        glyph.is_alphanumeric()
            || matches!(glyph.kind, Kind::Period | Kind::Hyphen)
            || matches!(char::from_u32(glyph.written), Some('_' | '+' | '%'))
    };
    let start = back(all, at, part);
    let mut end = at + 1 + all[at + 1..].iter().take_while(|glyph| part(glyph)).count();
    end -= all[at + 1..end]
        .iter()
        .rev()
        .take_while(|glyph| !glyph.is_alphanumeric())
        .count();
    let dotted = all[at + 1..end]
        .iter()
        .any(|glyph| glyph.kind == Kind::Period);
    (start < at && dotted).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::glyphs;
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let mut out = Vec::new();
        glyphs(text, 0, &mut out);
        address(&out, &(0..out.len()))
            .map(|range| &text[out[range.start].start..out[range.end - 1].end])
    }

    #[test]
    fn addresses_are_found_without_what_surrounds_them() {
        for (text, right) in [
            (
                "(https://example.org/a_b?c=d&e=4#f-g),",
                "https://example.org/a_b?c=d&e=4#f-g",
            ),
            (
                "https://example.org/wiki/Bar_(lieu).",
                "https://example.org/wiki/Bar_(lieu)",
            ),
            ("«www.example.org»", "www.example.org"),
            (
                "<redaction-web@mail.example.org>.",
                "redaction-web@mail.example.org",
            ),
            ("d.roy...@example.org", "d.roy...@example.org"),
        ] {
            assert_eq!(found(text), Some(right));
        }
    }

    #[test]
    fn other_signs_are_none() {
        for text in [
            "14h30:/",
            "@lamairie",
            "et/ou",
            "://",
            "www.",
            "awww.fr",
            "a@b",
            "@",
            "18:30",
        ] {
            assert!(found(text).is_none(), "{text}");
        }
    }
}
