//! From bytes to code points.

use std::ops::Range;

use selon_intake::Span;

/// How many bytes of text share one entry of the index: small enough to count through, large enough to cost little.
const BLOCK: usize = 64;

/// Converts byte offsets of one text to offsets in Unicode code points.
///
/// Building reads the text once; a look-up counts through at most 64 bytes.
///
/// ```
/// use selon_intake::Span;
/// use selon_write::CodePoints;
///
/// let text = "« été »";
/// let points = CodePoints::of(text);
/// let word = Span::new(text.find("été").unwrap(), text.find(" »").unwrap());
/// assert_eq!(points.range(word), 2..5);
/// ```
#[derive(Debug, Clone)]
pub struct CodePoints<'a> {
    bytes: &'a [u8],
    /// How many code points begin before each block.
    before: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// The index of a text.
    pub fn of(text: &'a str) -> CodePoints<'a> {
        let bytes = text.as_bytes();
        let before = bytes
            .chunks(BLOCK)
            .scan(0, |so_far, block| {
                Some(std::mem::replace(so_far, *so_far + beginnings(block)))
            })
            .collect();
        CodePoints { bytes, before }
    }

    /// How many code points stand before a byte offset.
    ///
    /// Panics where the offset lies outside the text.
    pub fn at(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        match self.before.get(block) {
            Some(before) => before + beginnings(&self.bytes[block * BLOCK..byte]),
            // Only the end of a text that fills its last block has no block of its own.
            None => self.at_end(byte),
        }
    }

    fn at_end(&self, byte: usize) -> usize {
        let last = self.before.len().saturating_sub(1);
        let before = self.before.last().copied().unwrap_or(0);
        before + beginnings(&self.bytes[last * BLOCK..byte])
    }

    /// The byte at which a code point begins, or the length of the text for the one after the last; none beyond.
    ///
    /// ```
    /// let points = selon_write::CodePoints::of("été");
    /// assert_eq!([points.byte(1), points.byte(3), points.byte(4)], [Some(2), Some(5), None]);
    /// ```
    pub fn byte(&self, point: usize) -> Option<usize> {
        let block = self.before.partition_point(|&before| before <= point);
        let Some(block) = block.checked_sub(1) else {
            return (point == 0).then_some(0); // There are no blocks in an empty text.
        };
        let (first, left) = (block * BLOCK, point - self.before[block]);
        let begins = |&(_, &byte): &(usize, &u8)| byte & 0xC0 != 0x80;
        let rest = self.bytes[first..].iter().enumerate().filter(begins);
        let mut beginnings = rest.map(|(at, _)| first + at).chain([self.bytes.len()]);
        beginnings.nth(left)
    }

    /// A span of bytes as a half-open range of code points.
    pub fn range(&self, span: Span) -> Range<usize> {
        self.at(span.start)..self.at(span.end)
    }
}

/// How many code points begin in a piece of UTF-8: every byte but the continuation bytes.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_counts_as_chars_do() {
        let text = "Le maire, « épuisé », a dit : “𝔊arde à vous” — 1\u{202f}200 €. ".repeat(9);
        for text in ["", "a", &"x".repeat(64), &"é".repeat(64), &text] {
            let points = CodePoints::of(text);
            for byte in (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)) {
                let point = text[..byte].chars().count();
                assert_eq!(points.at(byte), point);
                assert_eq!(points.byte(point), Some(byte));
            }
            assert_eq!(points.byte(text.chars().count() + 1), None);
        }
    }
}
