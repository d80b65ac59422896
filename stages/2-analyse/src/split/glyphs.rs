//! The characters of a paragraph as the splitter sees them: typographic variants made one.

use crate::model::feature::key2;

/// What a character is to the splitter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// There is no character.
    None,
    Upper,
    Lower,
    /// A letter without case.
    Letter,
    Digit,
    Apostrophe,
    Hyphen,
    Period,
    /// `?`, `!`, `…`
    Final,
    /// A mark that opens a quotation, or a bracket.
    Open,
    /// A mark that closes a quotation, or a bracket.
    Close,
    /// A straight quotation mark that could do either.
    Quote,
    /// Any other mark or sign.
    Other,
    White,
}

/// One character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    /// Its first byte, in the article's text.
    pub(crate) start: usize,
    /// The byte after it.
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    /// The character in small letters, one for all variants: every digit is `0`, every opening mark `«`.
    pub(crate) code: u32,
    /// The character as written, digits alone made one.
    pub(crate) written: u32,
    /// Whether it belongs to the character before it whatever that is: an accent of its own, a soft hyphen.
    pub(crate) clings: bool,
}

impl Glyph {
    pub(crate) fn is_alphanumeric(&self) -> bool {
        matches!(
            self.kind,
            Kind::Upper | Kind::Lower | Kind::Letter | Kind::Digit
        )
    }

    pub(crate) fn is_letter(&self) -> bool {
        matches!(self.kind, Kind::Upper | Kind::Lower | Kind::Letter)
    }

    /// Whether it is a token of its own wherever it stands.
    pub(crate) fn is_quotation_mark(&self) -> bool {
        matches!(
            self.written_char(),
            '«' | '»' | '“' | '”' | '„' | '‹' | '›' | '"'
        )
    }

    fn written_char(&self) -> char {
        char::from_u32(self.written).unwrap_or(' ')
    }
}

/// The glyphs of `text`, which starts at byte `offset` of the article.
pub(crate) fn glyphs(text: &str, offset: usize, out: &mut Vec<Glyph>) {
    out.clear();
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, character)) = characters.next() {
        let (end, next) = characters
            .peek()
            .map_or((text.len(), ' '), |&(at, next)| (at, next));
        let clings = clings(character) || before == '\u{200d}';
        let (kind, code) = class(before, character, next);
        let written = if kind == Kind::Digit { '0' } else { character };
        out.push(Glyph {
            start: offset + start,
            end: offset + end,
            kind: if clings {
                out.last().map_or(kind, |last| last.kind)
            } else {
                kind
            },
            code: u32::from(code),
            written: u32::from(written),
            clings: clings && !out.is_empty() && before != ' ' && !before.is_whitespace(),
        });
        before = character;
    }
}

/// The kind of a character and the one that stands for all its variants.
fn class(before: char, character: char, next: char) -> (Kind, char) {
    match character {
        'a'..='z' => (Kind::Lower, character),
        'A'..='Z' => (Kind::Upper, character.to_ascii_lowercase()),
        '0'..='9' => (Kind::Digit, '0'),
        '\'' | '’' | 'ʼ' => (Kind::Apostrophe, '\''),
        '-' | '‐' | '‑' => (Kind::Hyphen, '-'),
        '–' | '—' | '―' | '−' => (Kind::Other, '–'),
        '.' => (Kind::Period, '.'),
        '?' | '!' | '…' => (Kind::Final, character),
        '«' | '“' | '„' | '‹' | '‘' => (Kind::Open, '«'),
        '»' | '”' | '›' => (Kind::Close, '»'),
        '(' | '[' | '{' => (Kind::Open, '('),
        ')' | ']' | '}' => (Kind::Close, ')'),
        '"' => straight(before, next),
        _ if character.is_whitespace() => (Kind::White, ' '),
        _ if character.is_numeric() => (Kind::Digit, '0'),
        _ if character.is_uppercase() => (Kind::Upper, small(character)),
        _ if character.is_lowercase() => (Kind::Lower, character),
        _ if character.is_alphabetic() => (Kind::Letter, character),
        _ => (Kind::Other, character),
    }
}

/// A straight mark opens where a word follows it closely and none comes closely before.
fn straight(before: char, next: char) -> (Kind, char) {
    let bound_left =
        !before.is_whitespace() && !matches!(before, '(' | '[' | '-' | '–' | '—' | '\'' | '’');
    let bound_right = next.is_alphanumeric();
    match (bound_left, bound_right) {
        (false, true) => (Kind::Open, '«'),
        (true, false) => (Kind::Close, '»'),
        _ => (Kind::Quote, '"'),
    }
}

fn small(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

/// Whether a character never begins a token behind another: combining marks, variation selectors, joiners and the
/// invisible characters that scraped text is strewn with.
fn clings(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{ad}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}'
            | '\u{feff}'
            | '\u{1f3fb}'..='\u{1f3ff}'
    )
}

/// A hash of the codes of some glyphs: of their text without regard to case and typography.
pub(crate) fn hash(glyphs: &[Glyph]) -> u32 {
    glyphs
        .iter()
        .fold(glyphs.len() as u32, |hash, glyph| key2(1, hash, glyph.code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        let mut out = Vec::new();
        glyphs(text, 0, &mut out);
        out.iter().map(|glyph| glyph.kind).collect()
    }

    #[test]
    fn straight_marks_open_and_close_by_what_they_touch() {
        use Kind::{Close, Lower, Open, Quote, White};
        assert_eq!(
            kinds("a \"b\" \" "),
            [Lower, White, Open, Lower, Close, White, Quote, White]
        );
    }

    #[test]
    fn an_accent_of_its_own_clings() {
        let mut out = Vec::new();
        glyphs("e\u{301}t", 5, &mut out);
        assert!(out[1].clings && !out[2].clings);
        assert_eq!((out[1].start, out[1].end, out[1].kind), (6, 8, Kind::Lower));
    }
}
