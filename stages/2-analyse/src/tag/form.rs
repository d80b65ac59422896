//! What a word's form alone says, hashed once a word.

use crate::model::feature::text;

/// How many prefixes are looked at, from one character up.
pub(crate) const PREFIXES: usize = 3;

/// How many endings are looked at, from one character up.
pub(crate) const SUFFIXES: usize = 5;

/// The hashed views of one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    /// The form as written.
    pub(crate) raw: u32,
    /// In small letters.
    pub(crate) lower: u32,
    /// In small letters without accents: what `ETAT` and `État` have in common.
    pub(crate) plain: u32,
    /// Its first characters, in small letters; 0 where it is shorter.
    pub(crate) prefixes: [u32; PREFIXES],
    /// Its last characters, in small letters; 0 where it is shorter.
    pub(crate) suffixes: [u32; SUFFIXES],
    /// Which kinds of character it is made of, runs counted once.
    pub(crate) shape: u32,
    /// Whether it opens (1) or closes (2) a quotation, or could do both (3).
    pub(crate) quotes: u8,
}

/// Buffers that hashing forms needs, kept from word to word.
#[derive(Default)]
pub(crate) struct FormBuffers {
    lower: String,
    plain: String,
    bounds: Vec<usize>,
}

impl Form {
    pub(crate) fn new(form: &str, buffers: &mut FormBuffers) -> Form {
        let FormBuffers {
            lower,
            plain,
            bounds,
        } = buffers;
        let quotes = quotes(form);
        let form = one_for_all(form, quotes);
        lower.clear();
        plain.clear();
        bounds.clear();
        for character in form.chars().flat_map(char::to_lowercase) {
            // One apostrophe for all: `l’` and `l'` are one word.
            let character = if character == '’' { '\'' } else { character };
            bounds.push(lower.len());
            lower.push(character);
            plain.push(without_accent(character));
        }
        bounds.push(lower.len());
        let length = bounds.len() - 1;
        let mut prefixes = [0; PREFIXES];
        let mut suffixes = [0; SUFFIXES];
        for (index, prefix) in prefixes.iter_mut().enumerate().take(length) {
            *prefix = text(&lower[..bounds[index + 1]]);
        }
        for (index, suffix) in suffixes.iter_mut().enumerate().take(length) {
            *suffix = text(&lower[bounds[length - 1 - index]..]);
        }
        Form {
            raw: text(form),
            lower: text(lower),
            plain: text(plain),
            prefixes,
            suffixes,
            shape: shape(form),
            quotes,
        }
    }

    /// What stands before the first and after the last word.
    pub(crate) const OUTSIDE: Form = Form {
        raw: 1,
        lower: 1,
        plain: 1,
        prefixes: [1; PREFIXES],
        suffixes: [1; SUFFIXES],
        shape: 1,
        quotes: 0,
    };
}

/// One mark for all marks of a kind: what a treebank shows of `"` holds for `«` and `“` as well.
fn one_for_all(form: &str, quotes: u8) -> &str {
    match form {
        _ if quotes != 0 => "\"",
        "—" | "―" => "–",
        _ => form,
    }
}

/// The kinds of character in order, runs of one kind counted once, three bits a run, the first ten runs.
fn shape(form: &str) -> u32 {
    let mut shape = 1u32;
    let mut last = 0;
    for character in form.chars() {
        let kind = match character {
            _ if character.is_uppercase() => 1,
            _ if character.is_lowercase() => 2,
            _ if character.is_alphabetic() => 3,
            _ if character.is_numeric() => 4,
            '-' | '‐' | '‑' => 5,
            '.' | ',' | '\'' | '’' => 6,
            _ => 7,
        };
        if kind != last && shape < 1 << 29 {
            shape = shape << 3 | kind;
        }
        last = kind;
    }
    shape
}

fn quotes(form: &str) -> u8 {
    match form {
        "«" | "“" | "‹" | "„" | "``" => 1,
        "»" | "”" | "›" | "''" => 2,
        "\"" => 3,
        _ => 0,
    }
}

/// A text whose letters have no accents.
pub(crate) fn without_accents(text: &str) -> String {
    text.chars()
        .map(|character| match character.is_uppercase() {
            true => character
                .to_lowercase()
                .map(without_accent)
                .flat_map(char::to_uppercase)
                .collect(),
            false => without_accent(character).to_string(),
        })
        .collect()
}

fn without_accent(character: char) -> char {
    match character {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(form: &str) -> Form {
        Form::new(form, &mut FormBuffers::default())
    }

    #[test]
    fn capitals_and_accents_come_off() {
        assert_eq!(form("ÉTAT").plain, form("etat").lower);
        assert_eq!(form("Élus").lower, form("élus").lower);
        assert_ne!(form("Élus").raw, form("élus").raw);
        assert_eq!(form("l’").lower, form("l'").lower);
    }

    #[test]
    fn marks_of_a_kind_are_one() {
        assert_eq!(form("«").raw, form("“").raw);
        assert_eq!(
            [form("«").quotes, form("»").quotes, form("\"").quotes],
            [1, 2, 3]
        );
        assert_ne!(form("—").raw, form("-").raw);
    }

    #[test]
    fn endings_are_counted_in_characters() {
        assert_eq!(form("blessés").suffixes[1], form("ÉS").lower);
        assert_eq!(form("é").suffixes[1], 0);
        assert_eq!(form("").suffixes, [0; SUFFIXES]);
    }

    #[test]
    fn shapes_count_runs_once() {
        assert_eq!(form("Niamey").shape, form("Abidjan").shape);
        assert_eq!(form("12").shape, form("2021").shape);
        assert_ne!(form("12").shape, form("12,5").shape);
        assert_ne!(form("vice-premier").shape, form("vice").shape);
    }
}
