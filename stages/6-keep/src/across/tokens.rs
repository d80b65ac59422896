//! Words of a text, folded: without case and accents, so that every spelling of a word is one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A run of letters or digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last, and after an apostrophe that ends it.
    pub end: usize,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it has a digit.
    pub digit: bool,
    /// Whether a sign that ends a clause stands between the token before and this one.
    pub fresh: bool,
}

/// Calls `each` with every token of a text and its folded letters, in text order. An apostrophe after letters belongs to
/// them: `l'eau` is `l'` and `eau`.
pub(super) fn tokens(text: &str, mut each: impl FnMut(Token, &[u8])) {
    let mut folded = Vec::with_capacity(32);
    let mut current: Option<Token> = None;
    let mut fresh = true;
    for (at, sign) in text.char_indices() {
        if sign.is_alphanumeric() {
            let token = current.get_or_insert_with(|| {
                folded.clear();
                Token {
                    start: at,
                    end: at,
                    capital: sign.is_uppercase(),
                    digit: false,
                    fresh: std::mem::take(&mut fresh),
                }
            });
            token.end = at + sign.len_utf8();
            token.digit |= sign.is_ascii_digit();
            fold(sign, &mut folded);
            continue;
        }
        if is_combining_mark(sign) {
            continue;
        }
        if let Some(mut token) = current.take() {
            if matches!(sign, '\'' | '’') {
                token.end = at + sign.len_utf8();
                folded.push(b'\'');
            }
            each(token, &folded);
        }
        fresh |= matches!(
            sign,
            '.' | '!' | '?' | ';' | ':' | '\n' | '«' | '“' | '"' | '…'
        );
    }
    if let Some(token) = current {
        each(token, &folded);
    }
}

/// Appends a letter in lower case without its accents.
fn fold(sign: char, folded: &mut Vec<u8>) {
    if sign.is_ascii() {
        folded.push(sign.to_ascii_lowercase() as u8);
        return;
    }
    let mut bytes = [0; 4];
    for sign in sign.to_lowercase() {
        match sign {
            'œ' => folded.extend(b"oe"),
            'æ' => folded.extend(b"ae"),
            'ß' => folded.extend(b"ss"),
            _ => {
                let base = sign.nfd().filter(|sign| !is_combining_mark(*sign));
                base.for_each(|sign| folded.extend(sign.encode_utf8(&mut bytes).as_bytes()));
            }
        }
    }
}

/// A number for letters that is the same in every build, on every machine: FNV-1a with its bits mixed once more. Stored rows
/// hold such numbers, so this must not change without a new version of the tables.
pub(super) fn hash(letters: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &letter in letters {
        hash = (hash ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mix(hash)
}

/// A number for two in their order.
pub(super) fn pair(one: u64, two: u64) -> u64 {
    mix(one.rotate_left(23) ^ two.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Spreads the bits of a number: the last step of SplitMix64.
pub(super) fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        tokens(text, |token, letters| {
            assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
            words.push(String::from_utf8(letters.to_vec()).unwrap());
        });
        words
    }

    #[test]
    fn case_accents_and_apostrophes_are_one() {
        let expected = ["l'", "etat", "n'", "a", "pas", "paye", "le", "coeur"];
        assert_eq!(folded("L’État n'a PAS payé : le cœur"), expected);
        assert_eq!(folded("E\u{301}tat"), ["etat"]);
        assert_eq!(
            folded("cessez-le-feu 18 000"),
            ["cessez", "le", "feu", "18", "000"]
        );
        assert_eq!(folded("Київ"), ["київ".replace('ї', "і")]);
        assert!(folded(" — … ").is_empty());
    }

    #[test]
    fn a_token_behind_the_end_of_a_clause_is_fresh() {
        let mut fresh = Vec::new();
        tokens("Le port ferme. Rien d’autre", |token, _| {
            fresh.push(token.fresh)
        });
        assert_eq!(fresh, [true, false, false, true, false, false]);
    }

    #[test]
    fn numbers_for_letters_stay_what_they_are() {
        assert_eq!(hash(b"port"), 0xbfff_0c45_555c_c638);
        assert_ne!(pair(1, 2), pair(2, 1));
    }
}
