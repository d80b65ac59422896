//! The pieces that words are made of.
//!
//! A word is cut into the pieces whose scores are highest together (the unigram model of Kudo, 2018), after its characters
//! were brought to their usual form.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::ModelError;
use crate::model::bytes::Reader;

/// The mark that a blank stands before a word.
const BLANK: char = '\u{2581}';

/// A word gives no more pieces than this: what has more is no word but an address or noise, known well enough by its
/// beginning.
const MOST: usize = 8;

/// What an unknown character costs beside the rarest piece.
const UNKNOWN_COST: f64 = 10.0;

/// A word of more characters is cut short before it is looked at: noise must not take more time than text.
const LONGEST_WORD: usize = 64;

/// The pieces of a model.
pub(super) struct Pieces {
    /// What becomes of a character; those not here stay.
    usual: FxHashMap<char, SmolStr>,
    /// The number of each piece, and its score.
    pieces: FxHashMap<SmolStr, (u32, f64)>,
    /// How many there are, with those that are no text.
    pub(super) count: usize,
    /// The characters of the longest piece.
    longest: usize,
    unknown: u32,
    unknown_score: f64,
    /// What stands before a window and behind it.
    pub(super) begin: u32,
    pub(super) end: u32,
}

/// Buffers kept from word to word.
#[derive(Default)]
pub(super) struct PieceBuffers {
    text: String,
    /// Where each character begins, and where the last ends.
    places: Vec<usize>,
    /// The best score up to each place, with the last piece and where it begins.
    best: Vec<(f64, u32, usize)>,
    found: Vec<u32>,
}

impl Pieces {
    pub(super) fn read(from: &mut Reader<'_>) -> Result<Pieces, ModelError> {
        let mut usual = FxHashMap::default();
        for _ in 0..from.count()? {
            let character = u32::try_from(from.unsigned()?)
                .ok()
                .and_then(char::from_u32);
            let character = character.ok_or(ModelError::Damaged("a character is none"))?;
            usual.insert(character, SmolStr::new(from.text()?));
        }
        let special = [from.length()?, from.length()?, from.length()?];
        let count = from.count()?;
        let mut pieces = FxHashMap::default();
        let (mut longest, mut least) = (1, 0f64);
        for number in 0..count {
            let text = from.text()?;
            let score = f64::from(from.floats(1)?[0]);
            least = least.min(score);
            // The marks that are no text have none.
            if !text.is_empty() {
                longest = longest.max(text.chars().count());
                pieces.insert(SmolStr::new(text), (number as u32, score));
            }
        }
        if special.iter().any(|&number| number >= count) {
            return Err(ModelError::Damaged("a piece is out of range"));
        }
        let [begin, end, unknown] = special.map(|number| number as u32);
        Ok(Pieces {
            usual,
            pieces,
            count,
            longest,
            unknown,
            unknown_score: least - UNKNOWN_COST,
            begin,
            end,
        })
    }

    /// Appends the pieces of a word; `blank` says whether a blank stands before it.
    pub(super) fn push(
        &self,
        word: &str,
        blank: bool,
        buffers: &mut PieceBuffers,
        out: &mut Vec<u32>,
    ) {
        self.write_usual(word, blank, &mut buffers.text);
        self.cut(buffers);
        let PieceBuffers { best, found, .. } = buffers;
        found.clear();
        let mut at = best.len() - 1;
        while at > 0 {
            let (_, piece, before) = best[at];
            found.push(piece);
            at = before;
        }
        if found.is_empty() {
            found.push(self.unknown);
        }
        out.extend(found.iter().rev().take(MOST));
    }

    /// Overwrites `text` with a word in the usual form of its characters.
    fn write_usual(&self, word: &str, blank: bool, text: &mut String) {
        text.clear();
        for character in word.chars().take(LONGEST_WORD) {
            match self.usual.get(&character) {
                Some(usual) => text.push_str(usual),
                None => text.push(character),
            }
        }
        let inner = text.trim_matches(' ').replace(' ', "\u{2581}");
        text.clear();
        if blank {
            text.push(BLANK);
        }
        text.push_str(&inner);
    }

    /// Finds the best way to every place of the text.
    fn cut(&self, buffers: &mut PieceBuffers) {
        let PieceBuffers {
            text, places, best, ..
        } = buffers;
        places.clear();
        places.extend(text.char_indices().map(|(place, _)| place));
        let count = places.len();
        places.push(text.len());
        best.clear();
        best.resize(count + 1, (f64::NEG_INFINITY, self.unknown, 0));
        best[0].0 = 0.0;
        for start in 0..count {
            let before = best[start].0;
            for end in start + 1..=count.min(start + self.longest) {
                let Some(&(piece, score)) = self.pieces.get(&text[places[start]..places[end]])
                else {
                    continue;
                };
                if before + score > best[end].0 {
                    best[end] = (before + score, piece, start);
                }
            }
            if before + self.unknown_score > best[start + 1].0 {
                best[start + 1] = (before + self.unknown_score, self.unknown, start);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::bytes::{write_text, write_unsigned};

    fn pieces() -> Pieces {
        let mut bytes = Vec::new();
        write_unsigned(&mut bytes, 1);
        write_unsigned(&mut bytes, u64::from(u32::from('ﬁ')));
        write_text(&mut bytes, "fi");
        for special in [0, 1, 2] {
            write_unsigned(&mut bytes, special);
        }
        let all = [
            ("", 0.0f32),
            ("", 0.0),
            ("", 0.0),
            ("\u{2581}pré", -3.0),
            ("fet", -3.0),
            ("\u{2581}", -4.0),
            ("préfet", -8.0),
            ("\u{2581}fin", -2.0),
        ];
        write_unsigned(&mut bytes, all.len() as u64);
        for (text, score) in all {
            write_text(&mut bytes, text);
            bytes.extend(score.to_le_bytes());
        }
        Pieces::read(&mut Reader::new(&bytes)).unwrap()
    }

    fn cut(word: &str, blank: bool) -> Vec<u32> {
        let mut out = Vec::new();
        pieces().push(word, blank, &mut PieceBuffers::default(), &mut out);
        out
    }

    #[test]
    fn words_are_cut_where_scores_are_highest() {
        assert_eq!(cut("préfet", true), [3, 4]);
        assert_eq!(cut("préfet", false), [6]);
        assert_eq!(cut("ﬁn", true), [7], "the usual form of a character");
    }

    #[test]
    fn what_is_unknown_is_one_piece_a_character() {
        assert_eq!(cut("x", true), [5, 2]);
        assert_eq!(cut("", false), [2]);
        assert_eq!(cut(&"x".repeat(100), false).len(), MOST);
    }
}
