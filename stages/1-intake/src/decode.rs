//! Bytes to text: which encoding they are in, and which characters are only traces of how they were stored.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::{IntakeError, characters, entities, mojibake};

/// So many control characters in a thousand characters are too many for a text.
const MOST_CONTROLS: usize = 20;

/// The text of a file and the encoding it was in, as [`crate::Article::encoding`] has it. Line breaks of every kind have
/// become `\n`, and what only tells how the text was stored is gone.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, &'static str), IntakeError> {
    let (encoding, marked) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (guess(bytes)?, bytes),
    };
    let (stored, damaged) = stored(encoding, marked);
    let repaired = mojibake::repair(&stored);
    let whole = mojibake::without_latin_1_controls(&repaired);
    let references = entities::decode(&whole);
    // A page that was misread had its characters written as references afterwards.
    let again = match &references {
        Cow::Owned(decoded) => mojibake::repair(decoded),
        Cow::Borrowed(_) => Cow::Borrowed(&*references),
    };
    check(&again)?;
    let repairs = [&repaired, &whole].map(|text| matches!(text, Cow::Owned(_)));
    let misread = repairs.contains(&true) || *again != *references;
    let text = characters::plain(plain_lines(&again));
    let name = match (misread, damaged && encoding == UTF_8) {
        (true, _) => misread_name(encoding),
        (false, true) => "utf-8, damaged in places",
        (false, false) => name(encoding),
    };
    Ok((text, name))
}

/// The text of bytes whose encoding nothing tells but they themselves, as it stands, and the name of the encoding.
pub(crate) fn decode_page(bytes: &[u8]) -> Result<(String, &'static str), IntakeError> {
    let encoding = guess(bytes)?;
    let (text, _) = stored(encoding, bytes);
    Ok((text.into_owned(), name(encoding)))
}

/// The text that bytes are in an encoding, and whether some of them are none.
fn stored<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> (Cow<'b, str>, bool) {
    let bytes = if encoding == UTF_8 {
        whole(bytes)
    } else {
        bytes
    };
    encoding.decode_without_bom_handling(bytes)
}

/// The name of the encoding of a text that had been stored wrongly before it came to be in this one.
fn misread_name(encoding: &'static Encoding) -> &'static str {
    match name(encoding) {
        "utf-8" => "utf-8, misread as windows-1252 before",
        "windows-1252" => "windows-1252, utf-8 in part",
        "utf-16le" => "utf-16le, misread as windows-1252 before",
        "utf-16be" => "utf-16be, misread as windows-1252 before",
        other => other,
    }
}

/// The encoding of bytes that no mark tells.
fn guess(bytes: &[u8]) -> Result<&'static Encoding, IntakeError> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(IntakeError::Binary { at });
    }
    if std::str::from_utf8(bytes).is_ok() || is_damaged_utf_8(bytes) {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(detector.guess(None, Utf8Detection::Deny))
}

/// Whether bytes would be UTF-8 but for a few that were damaged, or an end that is cut inside a character. In another encoding
/// hardly two letters in a row look like a character of UTF-8.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    let whole = whole(bytes);
    for chunk in whole.utf8_chunks() {
        sound += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // A lone letter at the end may as well be whole, in an encoding of one byte a letter.
    let told = sound > 0 || whole.len() == bytes.len();
    told && broken * SOUND <= sound
}

/// For each damaged place there are at least so many sound characters beyond ASCII in what is UTF-8.
const SOUND: usize = 10;

/// The bytes without a character of UTF-8 that they are cut in.
fn whole(bytes: &[u8]) -> &[u8] {
    let longest = 3.min(bytes.len());
    let ends = (1..=longest).map(|cut| bytes.split_at(bytes.len() - cut));
    let is_cut = |(_, end): &(&[u8], &[u8])| {
        std::str::from_utf8(end)
            .is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    ends.into_iter()
        .find(is_cut)
        .map_or(bytes, |(whole, _)| whole)
}

/// The name of an encoding in small letters.
pub(crate) fn name(encoding: &'static Encoding) -> &'static str {
    NAMES
        .iter()
        .copied()
        .find(|name| name.eq_ignore_ascii_case(encoding.name()))
        .unwrap_or_else(|| encoding.name())
}

/// The names in small letters of the encodings.
const NAMES: &[&str] = &[
    "big5",
    "euc-jp",
    "euc-kr",
    "gb18030",
    "gbk",
    "ibm866",
    "iso-2022-jp",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-8-i",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "shift_jis",
    "utf-16be",
    "utf-16le",
    "utf-8",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "x-mac-cyrillic",
];

/// Text has hardly any control characters; what has many was never text.
fn check(text: &str) -> Result<(), IntakeError> {
    let stray = |(_, character): &(usize, char)| {
        character.is_control()
            && !matches!(character, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
    };
    let mut strays = text.char_indices().filter(stray);
    let Some((at, _)) = strays.next() else {
        return Ok(());
    };
    let count = 1 + strays.count();
    let most = text.chars().count() * MOST_CONTROLS / 1000;
    if count > most.max(3) {
        return Err(IntakeError::Binary { at });
    }
    Ok(())
}

fn plain_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{feff}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_stays_as_it_is_but_for_marks_and_line_breaks() {
        let text = "\u{feff}Le préfet :\r\n«\u{a0}Non\u{202f}!\u{a0}»\rFin\u{2028}";
        let (text, encoding) = decode(text.as_bytes()).unwrap();
        assert_eq!(text, "Le préfet :\n«\u{a0}Non\u{202f}!\u{a0}»\nFin\n");
        assert_eq!(encoding, "utf-8");
    }

    #[test]
    fn what_is_not_utf_8_is_detected() {
        let words = "La pr\u{e9}f\u{e8}te a d\u{e9}clar\u{e9} qu\u{92}elle c\u{e9}dait, \u{e0} ses \u{e9}lus.";
        let bytes: Vec<u8> = words.chars().map(|character| character as u8).collect();
        let (text, encoding) = decode(&bytes).unwrap();
        assert_eq!(text, "La préfète a déclaré qu’elle cédait, à ses élus.");
        assert_eq!(encoding, "windows-1252");
    }

    #[test]
    fn misread_text_is_read_again_and_said() {
        let (text, encoding) = decode(
            "L’Ã©lu a cÃ©dÃ© : Â«Â\u{a0}Nonâ€¦Â\u{a0}Â»\n\nFIN"
                .replace('’', "â€™")
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(text, "L’élu a cédé : «\u{a0}Non…\u{a0}»\n\nFIN");
        assert_eq!(encoding, "utf-8, misread as windows-1252 before");
        let (text, encoding) = decode("L&acirc;&euro;&trade;&Atilde;&copy;lu".as_bytes()).unwrap();
        assert_eq!(
            (text.as_str(), encoding),
            ("L’élu", "utf-8, misread as windows-1252 before")
        );
        let mut mixed = b"Le pr\xe9fet a c\xe9d\xe9, dit la d\xe9p\xeache.\n".to_vec();
        mixed.extend("L’élu s’en réjouit, à Nîmes.".bytes());
        let (text, encoding) = decode(&mixed).unwrap();
        assert_eq!(
            text,
            "Le préfet a cédé, dit la dépêche.\nL’élu s’en réjouit, à Nîmes."
        );
        assert_eq!(encoding, "windows-1252, utf-8 in part");
    }

    #[test]
    fn what_was_cut_or_damaged_in_a_place_is_still_utf_8() {
        let text = "« Le préfet a déclaré qu’elle cédait à ses élus, à Nîmes », dit l’été.";
        for cut in ["\u{e9}", "\u{201d}"].map(str::as_bytes) {
            let bytes = [text.as_bytes(), &cut[..cut.len() - 1]].concat();
            assert_eq!(decode(&bytes).unwrap(), (text.to_owned(), "utf-8"));
        }
        let bytes = [text.as_bytes(), b" Fin\xff."].concat();
        let (read, encoding) = decode(&bytes).unwrap();
        assert_eq!(read, format!("{text} Fin\u{fffd}."));
        assert_eq!(encoding, "utf-8, damaged in places");
        assert_eq!(decode(b"Un seul caf\xe9").unwrap().0, "Un seul café");
    }

    #[test]
    fn traces_of_html_and_typesetting_go() {
        let (text, encoding) =
            decode("L&rsquo;oﬃce&nbsp;: l’e\u{301}te\u{301} &amp; l’au\u{ad}tomne".as_bytes())
                .unwrap();
        assert_eq!(
            (text.as_str(), encoding),
            ("L’office\u{a0}: l’été & l’automne", "utf-8")
        );
    }

    #[test]
    fn utf_16_is_told_by_its_mark() {
        let units = "\u{feff}Émeute à Nantes.".encode_utf16();
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        assert_eq!(
            decode(&bytes).unwrap(),
            ("Émeute à Nantes.".to_owned(), "utf-16le")
        );
    }

    #[test]
    fn binary_files_are_told() {
        assert_eq!(decode(b"%PDF-\x00\x01"), Err(IntakeError::Binary { at: 5 }));
        assert_eq!(
            decode(b"abc\x01\x02\x03\x04\x05"),
            Err(IntakeError::Binary { at: 3 })
        );
        assert!(decode(b"one stray \x08 character in a text that is otherwise sound").is_ok());
    }
}
