//! Text that was UTF-8, was read as windows-1252 (or latin-1) and was stored like that: `prÃ©fet`, `lâ€™accord`.
//!
//! A line is mended only where that is certain: turned back into bytes it must be sound UTF-8 from its first byte to its
//! last, and what comes out must be characters that news is written in. Right text does not pass: what follows an
//! accented letter in it is a letter, a blank or a full stop, and no UTF-8 sequence goes on with one of these.

use std::borrow::Cow;

/// Some text went wrong twice; thrice has been seen too.
const MOST_TIMES: usize = 3;

/// What windows-1252 reads the bytes from 0x80 to 0x9f as. Those it leaves undefined stand for themselves.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The text with every line mended that can be; borrowed where none was.
pub(crate) fn repair(text: &str) -> Cow<'_, str> {
    let mut repaired = Cow::Borrowed(text);
    for _ in 0..MOST_TIMES {
        match repair_once(&repaired) {
            Some(better) => repaired = Cow::Owned(better),
            None => break,
        }
    }
    repaired
}

/// The text with control characters of latin-1 that windows-1252 has letters and marks for read as those: nobody writes
/// such controls, but U+0085 alone, a line break.
pub(crate) fn without_latin_1_controls(text: &str) -> Cow<'_, str> {
    let control = |character| matches!(character, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}');
    if text.is_ascii() || !text.contains(control) {
        return Cow::Borrowed(text);
    }
    text.chars().map(windows_1252).collect::<String>().into()
}

/// A control character of latin-1 as windows-1252 reads its byte; any other character as it is.
pub(crate) fn windows_1252(character: char) -> char {
    let above = u32::from(character)
        .checked_sub(0x80)
        .filter(|&above| above < 0x20);
    let read = above.and_then(|above| WINDOWS_1252.chars().nth(above as usize));
    read.unwrap_or(character)
}

/// Mends every line by one step, if any can be.
fn repair_once(text: &str) -> Option<String> {
    if text.is_ascii() || !text.contains(is_lead) {
        return None;
    }
    let sure = has_sequence(text);
    let mut out = String::with_capacity(text.len());
    let mut mended = false;
    for line in text.split_inclusive('\n') {
        let better = repair_line(line, sure);
        mended |= better.is_some();
        out.push_str(better.as_deref().unwrap_or(line));
    }
    mended.then_some(out)
}

/// The first byte of the UTF-8 sequences that matter here, read as a character.
fn is_lead(character: char) -> bool {
    matches!(character, 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ì' | 'â' | 'ï' | 'ð')
}

/// Whether a UTF-8 sequence stands somewhere in the text, each byte read as a character.
fn has_sequence(text: &str) -> bool {
    let next = text.chars().skip(1);
    let mut two = text.chars().zip(next);
    two.any(|(lead, next)| is_lead(lead) && continues(next))
}

/// The line mended, if it can be. Where it is `sure` that the text was misread, lost bytes count as being there.
fn repair_line(line: &str, sure: bool) -> Option<String> {
    if !line.contains(is_lead) {
        return None;
    }
    let whole = match sure {
        true => with_lost_bytes(line),
        false => Cow::Borrowed(line),
    };
    let bytes: Option<Vec<u8>> = whole.chars().map(as_byte).collect();
    let text = String::from_utf8(bytes?).ok()?;
    text.chars().all(is_plausible).then_some(text)
}

/// Gives back what editors lose: the no-break space of `Ã ` (`à`) and `Â ` (the space itself), which becomes a plain one or
/// nothing, and the last of the three bytes of `”`, which windows-1252 leaves undefined.
fn with_lost_bytes(line: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(line.len() + 8);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        out.push(character);
        let next = characters.peek().copied();
        let blank = next.is_none_or(|next| next.is_ascii_whitespace());
        if matches!(character, 'Â' | 'Ã') && blank {
            out.push('\u{a0}');
            // Of two spaces behind `Ã`, one was the no-break space; a single one parts the words.
            let mut ahead = characters.clone();
            let spaces = [ahead.next(), ahead.next()];
            if spaces[0] == Some(' ') && (character == 'Â' || spaces[1] == Some(' ')) {
                characters.next();
            }
        } else if character == '€' && out.ends_with("â€") && !next.is_some_and(continues) {
            out.push('\u{9d}');
        }
    }
    out.into()
}

/// Whether the byte of the character can go on a UTF-8 sequence.
fn continues(character: char) -> bool {
    as_byte(character).is_some_and(|byte| (0x80..0xc0).contains(&byte))
}

/// The byte that windows-1252 or, for control characters, latin-1 reads as the character.
fn as_byte(character: char) -> Option<u8> {
    u8::try_from(u32::from(character)).ok().or_else(|| {
        let above = WINDOWS_1252.chars().position(|high| high == character)?;
        u8::try_from(0x80 + above).ok()
    })
}

/// Whether French or English news has such a character: Latin with its accents, punctuation, currencies, emoji; and what
/// is itself a byte read wrongly, of text that needs another turn.
fn is_plausible(character: char) -> bool {
    let news = matches!(
        u32::from(character),
        0x00..=0x17f | 0x300..=0x36f | 0x2000..=0x2212 | 0x2500..=0x27bf | 0xfb00..=0xfb06 | 0xfe0f | 0xfeff
            | 0x1f000..=0x1faff
    );
    news || as_byte(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a program that takes UTF-8 for windows-1252 makes of a text.
    fn misread(text: &str) -> String {
        text.bytes()
            .map(|byte| windows_1252(char::from(byte)))
            .collect()
    }

    const FRENCH: &str = "« L’Élysée a cédé », s’est réjoui à Nîmes l’élu – 12 € l’œuvre…\n";

    #[test]
    fn what_was_misread_is_read_again() {
        for text in [
            FRENCH,
            "“We’re done”, she said — for £5.\n",
            "Ça ira 🙂 où ?",
        ] {
            let once = misread(text);
            assert_ne!(once, text);
            assert_eq!(repair(&once), text);
            assert_eq!(repair(&misread(&once)), text);
            let latin_1: String = text.bytes().map(char::from).collect();
            assert_eq!(repair(&latin_1), text);
        }
    }

    #[test]
    fn right_text_stays() {
        for text in [
            FRENCH,
            "« À Â Ã Ä Å », CHÂTEAU, ÂGÉ, Ðà, naïf, âme, Ångström, pâté à 5 € ; São Paulo : « NÃO »",
            "LE CAFÉ» A FERMÉ… L’ÉTÉ”",
            "Łódź, Česko, Дума, Αθήνα",
            "Le mot Â s’écrit ainsi, Ã aussi",
            "The price fell to €5—“a bargain”, said Zoë.",
        ] {
            assert!(matches!(repair(text), Cow::Borrowed(_)), "{}", repair(text));
        }
    }

    #[test]
    fn each_line_is_judged_alone() {
        let mixed = format!("Le préfet a cédé.\n{}Дума", misread(FRENCH));
        assert_eq!(repair(&mixed), format!("Le préfet a cédé.\n{FRENCH}Дума"));
    }

    #[test]
    fn bytes_that_editors_lose_come_back() {
        assert_eq!(repair("Ã  la une, Ã  5 h, dÃ©jÃ"), "à la une, à 5 h, déjà");
        assert_eq!(
            repair("Â«Â NonÂ !Â Â», dÃ©jÃ\nÃ  Paris"),
            "«\u{a0}Non\u{a0}!\u{a0}», déjà\nà Paris"
        );
        assert_eq!(repair("RÃ©uni Ã Paris\n"), "Réuni à Paris\n");
        assert_eq!(repair("â€œNo,â€ she said.\n"), "“No,” she said.\n");
    }

    #[test]
    fn controls_of_latin_1_are_marks_of_windows_1252() {
        assert_eq!(
            without_latin_1_controls("l\u{92}\u{9c}uvre\u{85}"),
            "l’œuvre…"
        );
        assert_eq!(without_latin_1_controls("un\u{85}deux"), "un\u{85}deux");
    }
}
