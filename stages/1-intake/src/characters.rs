//! Characters that say how a text was set rather than what it says.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text without invisible and control characters, its ligatures as letters, its accents composed (NFC). Spaces,
/// dashes, quotation marks and line breaks stay as they stand.
pub(crate) fn plain(text: String) -> String {
    if text
        .bytes()
        .all(|byte| byte == b'\n' || byte == b'\t' || matches!(byte, b' '..=b'~'))
    {
        return text;
    }
    let text = match text.contains(is_traceless) {
        true => letters(&text),
        false => text,
    };
    match text.contains(may_compose) && is_nfc_quick(text.chars()) != IsNormalized::Yes {
        true => text.nfc().collect(),
        false => text,
    }
}

/// Whether NFC could have another character there: below the combining accents it has none, nor among the usual dashes,
/// quotation marks and currencies, and most text has nothing else.
fn may_compose(character: char) -> bool {
    character >= '\u{300}' && !('\u{2010}'..='\u{20bf}').contains(&character)
}

/// Whether [`letters`] has anything to do about a character.
fn is_traceless(character: char) -> bool {
    if (' '..='~').contains(&character) {
        return false;
    }
    is_invisible(character) || ligature(character).is_some() || is_joiner(character)
}

/// Hyphenation points, marks of width and direction, placeholders of objects, control characters but tabs and breaks.
fn is_invisible(character: char) -> bool {
    match character {
        '\t' | '\n' => false,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffc}' => true,
        other => other.is_control(),
    }
}

/// Joiners hold emoji together, and letters of other scripts; between Latin letters they do nothing.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// The letters of a typographic ligature.
fn ligature(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\u{ad}' && characters.peek() == Some(&'\n') {
            // A word that was parted at the line's end.
            characters.next();
            while characters
                .next_if(|&next| next == ' ' || next == '\t')
                .is_some()
            {}
        } else if let Some(letters) = ligature(character) {
            out.push_str(letters);
        } else if is_invisible(character) || is_joiner(character) && out.ends_with(is_latin) {
            continue;
        } else {
            out.push(character);
        }
    }
    out
}

fn is_latin(character: char) -> bool {
    character.is_alphabetic() && character < '\u{250}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        plain(text.to_owned())
    }

    #[test]
    fn traces_of_typesetting_go() {
        assert_eq!(
            of("de\u{ad}puis un\u{200b}an\u{2060}né\u{202a}e\u{202c}"),
            "depuis unannée"
        );
        assert_eq!(
            of("oﬃce ﬁn, ﬂux, eﬀet, ﬆyle"),
            "office fin, flux, effet, style"
        );
        assert_eq!(of("gouverne\u{ad}\n  ment"), "gouvernement");
        assert_eq!(of("mo\u{200d}t \u{1}\u{8}"), "mot ");
    }

    #[test]
    fn accents_are_composed() {
        assert_eq!(
            of("E\u{301}lyse\u{301}e, C\u{327}a, i\u{308}le"),
            "Élysée, Ça, ïle"
        );
    }

    #[test]
    fn what_is_written_stays() {
        for text in [
            "«\u{a0}Non\u{202f}!\u{a0}» – l’œuvre…\tÆ\n",
            "👩\u{200d}👧 🗳\u{fe0f}",
            "ASCII alone.\n",
        ] {
            assert_eq!(of(text), text);
        }
    }
}
