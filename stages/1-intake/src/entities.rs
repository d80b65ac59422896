//! HTML character references that were left in plain text: `&nbsp;`, `&#8217;`, `&eacute;`.
//!
//! Only those that end in a semicolon count. What begins with `&` otherwise is an ampersand: `AT&T`, `?a=1&copy=2`.

use std::borrow::Cow;

use html_escape::decode_html_entities;

use crate::mojibake::windows_1252;

/// The longest name a reference has, in bytes, with its `&` and `;`.
const LONGEST: usize = 34;

/// References to references: a feed escapes what a page had escaped already.
const MOST_TIMES: usize = 2;

/// The text with the references replaced; borrowed where there are none.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    let mut decoded = Cow::Borrowed(text);
    for _ in 0..MOST_TIMES {
        match decode_once(&decoded) {
            Some(better) => decoded = Cow::Owned(better),
            None => break,
        }
    }
    decoded
}

fn decode_once(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices('&') {
        let found =
            reference(&text[at..]).and_then(|reference| Some((reference, character(reference)?)));
        if let Some((reference, characters)) = found {
            out.push_str(&text[done..at]);
            out.push_str(&characters);
            done = at + reference.len();
        }
    }
    (done > 0).then(|| out + &text[done..])
}

/// The reference that the text begins with: `&`, letters and digits, `;`.
fn reference(text: &str) -> Option<&str> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text[1..end].strip_prefix('#').unwrap_or(&text[1..end]);
    let sound = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    sound.then(|| &text[..=end])
}

/// What a reference stands for. Numbers of control characters mean, as HTML has it, what windows-1252 reads there.
fn character(reference: &str) -> Option<Cow<'_, str>> {
    let Some(number) = reference
        .strip_prefix("&#")
        .and_then(|rest| rest.strip_suffix(';'))
    else {
        let decoded = decode_html_entities(reference);
        return (decoded != reference).then_some(decoded);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    let character = windows_1252(char::from_u32(code)?);
    let written = !character.is_control() || matches!(character, '\t' | '\n' | '\r');
    written.then(|| character.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters() {
        assert_eq!(
            decode(
                "L&#8217;&eacute;t&eacute;&nbsp;: &laquo;&#xa0;5&euro;&#xA0;&raquo; &amp; &quot;co&quot;&#133;"
            ),
            "L’été\u{a0}: «\u{a0}5€\u{a0}» & \"co\"…"
        );
        assert_eq!(decode("d&amp;eacute;j&amp;#224; R&amp;amp;D"), "déjà R&D");
        assert_eq!(decode("l&#146;ann&#xe9;e"), "l’année");
    }

    #[test]
    fn other_ampersands_stay() {
        for text in [
            "AT&T; R&D, Marks & Spencer",
            "https://example.org/?a=1&copy=2&amp=é",
            "&#0; &#xd800; &#99999999999; &; &#; &é;",
            "& et &eacute sans rien",
        ] {
            assert_eq!(decode(text), text);
        }
    }
}
