//! A view of a sentence that does not depend on how the analyser cut its words: `18 000`, `14h30` and `68-year-old`
//! come in the same pieces whatever the treebank's conventions are.

use selon_analyse::{Sentence, Upos, Word};
use selon_intake::Span;
use smol_str::SmolStr;

/// A run of letters, a run of ASCII digits, or one other character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Atom {
    /// Where it stands, in bytes of the article.
    pub span: Span,
    /// In lower case, with a straight apostrophe.
    pub text: SmolStr,
    /// What it is made of.
    pub kind: AtomKind,
    /// What stands between it and the atom before it.
    pub gap: Gap,
    /// The last word of the sentence that covers it.
    pub word: usize,
}

/// What an atom is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AtomKind {
    Letters,
    Digits,
    Mark,
}

/// What stands between two atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// One ordinary space.
    Space,
    /// One space that does not break a line: it may group digits in any language.
    Hard,
    /// More white space, a line's end, or the beginning of the sentence.
    Wide,
}

/// The atoms of one sentence.
pub(crate) fn atoms(text: &str, sentence: &Sentence) -> Vec<Atom> {
    let mut atoms = cut(sentence.span.of(text), sentence.span.start);
    let mut word = 0;
    for atom in &mut atoms {
        while let Some(next) = sentence.words.get(word + 1)
            && next.span.start <= atom.span.start
        {
            word += 1;
        }
        atom.word = word;
    }
    atoms
}

/// Cuts a text that begins at byte `offset` of the article.
pub(crate) fn cut(text: &str, offset: usize) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut gap = Gap::Wide;
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            gap = match (gap, first) {
                (Gap::None, ' ') => Gap::Space,
                (Gap::None, '\u{a0}' | '\u{202f}' | '\u{2009}') => Gap::Hard,
                _ => Gap::Wide,
            };
            continue;
        }
        let kind = kind(first);
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = chars.peek()
            && joins(kind, next)
        {
            end = at + next.len_utf8();
            chars.next();
        }
        atoms.push(Atom {
            span: Span::new(offset + start, offset + end),
            text: fold(&text[start..end]),
            kind,
            gap: std::mem::replace(&mut gap, Gap::None),
            word: 0,
        });
    }
    atoms
}

fn kind(first: char) -> AtomKind {
    match first {
        '0'..='9' => AtomKind::Digits,
        _ if first.is_alphabetic() => AtomKind::Letters,
        _ => AtomKind::Mark,
    }
}

fn joins(kind: AtomKind, next: char) -> bool {
    match kind {
        AtomKind::Digits => next.is_ascii_digit(),
        // A combining accent is no letter of its own: scraped text has `e` + U+0301 for `é`.
        AtomKind::Letters => next.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&next),
        AtomKind::Mark => false,
    }
}

fn fold(piece: &str) -> SmolStr {
    match piece {
        "’" | "ʼ" => SmolStr::new_static("'"),
        // A hyphen that does not break, and the minus sign's looks-alike.
        "‑" | "‐" => SmolStr::new_static("-"),
        _ => piece.chars().flat_map(char::to_lowercase).collect(),
    }
}

impl Atom {
    /// Whether nothing stands between it and the atom before.
    pub fn tight(&self) -> bool {
        self.gap == Gap::None
    }

    /// The analyser's word that covers it; `None` in a sentence without words.
    pub fn word_of<'a>(&self, sentence: &'a Sentence) -> Option<&'a Word> {
        sentence.words.get(self.word)
    }

    /// The part of speech of its word.
    pub fn upos(&self, sentence: &Sentence) -> Option<Upos> {
        self.word_of(sentence).map(|word| word.upos)
    }

    /// Its value, where it is a run of at most nine digits.
    pub fn integer(&self) -> Option<u32> {
        (self.kind == AtomKind::Digits && self.text.len() <= 9)
            .then(|| self.text.parse().ok())
            .flatten()
    }
}

/// Whether the atom at `at` continues a name: `A320`, `Covid-19`, `n°5`, `3.11.2` past its beginning.
pub(crate) fn continues_name(atoms: &[Atom], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| atoms.get(before));
    let (Some(before), Some(here)) = (before, atoms.get(at)) else {
        return false;
    };
    let tight = here.tight();
    match before.kind {
        AtomKind::Letters | AtomKind::Digits => tight,
        AtomKind::Mark if tight && before.tight() && at >= 2 => {
            matches!(before.text.as_str(), "-" | "." | "," | "/" | ":" | "_")
                && here.kind == AtomKind::Digits
                && (atoms[at - 2].kind != AtomKind::Mark)
        }
        AtomKind::Mark => tight && matches!(before.text.as_str(), "°" | "º" | "#"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_letters_and_marks_come_apart() {
        let pieces: Vec<_> = cut("L’A320 à 14h30", 0)
            .into_iter()
            .map(|a| a.text)
            .collect();
        assert_eq!(pieces, ["l", "'", "a", "320", "à", "14", "h", "30"]);
    }

    #[test]
    fn a_span_is_in_bytes_of_the_article() {
        let atoms = cut("né\u{a0}en 1970", 10);
        assert_eq!(atoms[1].span, Span::new(15, 17));
        assert_eq!(atoms[1].gap, Gap::Hard);
        assert_eq!(atoms[2].gap, Gap::Space);
    }
}
