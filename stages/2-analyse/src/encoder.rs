//! The encoder of the careful model: what every word of a window means among the others.
//!
//! A small multilingual encoder (multilingual-e5-small; Wang et al., 2024) that was trained further on treebanks by
//! `training/encoder`. Words are cut into [`pieces`]; each piece is a row of numbers that runs through [`layer`]s; a word
//! is the mean of its pieces, mixed from all layers, once for trees and once for tags. Products are of whole numbers
//! ([`integers`]), all other sums are taken in one fixed order: the numbers are the same on every machine.

mod integers;
mod layer;
mod pieces;

use std::ops::Range;

use crate::model::ModelError;
use crate::model::bytes::Reader;
use crate::network::kernel::add_scaled;
use layer::{Layer, LayerBuffers, Norm};
use pieces::{PieceBuffers, Pieces};

/// How many numbers of a piece's row share a unit, and the bytes they take: the unit's two and half a byte each.
const BLOCK: usize = 32;
const BLOCK_BYTES: usize = 2 + BLOCK / 2;

/// How many rows of numbers a word has: one for trees, one for tags.
const MIXES: usize = 2;

/// The encoder, loaded.
pub(crate) struct Encoder {
    width: usize,
    pieces: Pieces,
    /// The rows of the pieces, four bits a number.
    rows: Vec<u8>,
    /// What is added to the row of a piece for its place in the window.
    places: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    /// How much each layer counts, the rows of the pieces first, for trees and for tags.
    mixes: [Vec<f32>; MIXES],
    norms: [Norm; MIXES],
}

/// Words that the encoder looks at together.
#[derive(Debug, Default)]
pub(crate) struct Window {
    pieces: Vec<u32>,
    /// Which pieces are each word's.
    words: Vec<Range<usize>>,
}

/// Buffers kept from one piece of text to the next.
#[derive(Default)]
pub(crate) struct EncoderBuffers {
    words: PieceBuffers,
    layer: LayerBuffers,
    rows: Vec<f32>,
    mixed: [Vec<f32>; MIXES],
}

impl Window {
    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Counts words that do not fit into the window, up to so many in all: their rows are nought.
    pub(crate) fn fill(&mut self, words: usize) {
        self.words.resize(words, 0..0);
    }

    /// How many pieces it has.
    pub(crate) fn pieces(&self) -> usize {
        self.pieces.len()
    }
}

impl Encoder {
    /// Reads the section that `training/encoder/export.py` wrote.
    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Encoder, ModelError> {
        let (width, heads, layers) = (from.length()?, from.length()?, from.length()?);
        let damaged = || ModelError::Damaged("the encoder's parts do not fit together");
        if width % BLOCK != 0 || heads == 0 || width % heads != 0 {
            return Err(damaged());
        }
        let epsilon = from.floats(1)?[0];
        let pieces = Pieces::read(from)?;
        let count = from.count()?;
        if count != pieces.count {
            return Err(damaged());
        }
        let size = count
            .checked_mul(width / BLOCK * BLOCK_BYTES)
            .ok_or_else(damaged)?;
        let rows = from.bytes(size)?.to_vec();
        let places = from.length()?;
        // The marks before and behind a window, and one piece at least.
        if places < 3 {
            return Err(damaged());
        }
        let places = from.floats(places.checked_mul(width).ok_or_else(damaged)?)?;
        let norm = Norm::read(from, width, epsilon)?;
        let layers = (0..layers)
            .map(|_| Layer::read(from, width, heads, epsilon))
            .collect::<Result<Vec<_>, _>>()?;
        let mixes = [
            from.floats(layers.len() + 1)?,
            from.floats(layers.len() + 1)?,
        ];
        // The measure of words is that of PyTorch's default.
        let norms = [
            Norm::read(from, width, 1e-5)?,
            Norm::read(from, width, 1e-5)?,
        ];
        Ok(Encoder {
            width,
            pieces,
            rows,
            places,
            norm,
            layers,
            mixes,
            norms,
        })
    }

    /// How many numbers a row has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The most pieces a window may have.
    pub(crate) fn room(&self) -> usize {
        self.places.len() / self.width
    }

    /// The window of as many of these words as fit, each with whether a blank stands before it: at least one.
    pub(crate) fn window(
        &self,
        words: impl Iterator<Item = (impl AsRef<str>, bool)>,
        buffers: &mut EncoderBuffers,
    ) -> Window {
        let mut window = Window {
            pieces: vec![self.pieces.begin],
            words: Vec::new(),
        };
        for (word, blank) in words {
            let first = window.pieces.len();
            self.pieces
                .push(word.as_ref(), blank, &mut buffers.words, &mut window.pieces);
            if window.pieces.len() + 1 > self.room() {
                window.pieces.truncate(first);
                break;
            }
            window.words.push(first..window.pieces.len());
        }
        window.pieces.push(self.pieces.end);
        window
    }

    /// Overwrites `trees` and `tags` with a row for each word of the windows.
    pub(crate) fn read_words(
        &self,
        windows: &[Window],
        buffers: &mut EncoderBuffers,
        [trees, tags]: [&mut Vec<f32>; MIXES],
    ) {
        let mut ranges = Vec::with_capacity(windows.len());
        let EncoderBuffers {
            layer, rows, mixed, ..
        } = buffers;
        rows.clear();
        for window in windows {
            let first = rows.len() / self.width;
            for (place, &piece) in window.pieces.iter().enumerate() {
                self.push_row(piece, place, rows);
            }
            ranges.push(first..rows.len() / self.width);
        }
        self.norm.apply(rows);
        for mixed in mixed.iter_mut() {
            mixed.clear();
            mixed.resize(rows.len(), 0.0);
        }
        for number in 0..=self.layers.len() {
            if let Some(layer_before) = number.checked_sub(1) {
                self.layers[layer_before].run(rows, &ranges, layer);
            }
            for (mixed, mix) in mixed.iter_mut().zip(&self.mixes) {
                add_scaled(mixed, rows, mix[number]);
            }
        }
        for ((mixed, norm), out) in mixed.iter_mut().zip(&self.norms).zip([trees, tags]) {
            norm.apply(mixed);
            out.clear();
            for (window, range) in windows.iter().zip(&ranges) {
                self.push_words(window, &mixed[range.start * self.width..], out);
            }
        }
    }

    /// Appends the row of a piece at a place, before it is brought to measure.
    fn push_row(&self, piece: u32, place: usize, out: &mut Vec<f32>) {
        let size = self.width / BLOCK * BLOCK_BYTES;
        let row = &self.rows[piece as usize * size..][..size];
        let mut places = self.places[place * self.width..][..self.width].iter();
        for block in row.chunks_exact(BLOCK_BYTES) {
            let unit = half(u16::from_le_bytes([block[0], block[1]]));
            let (low, high) = (block[2..].iter(), block[2..].iter());
            let cells = low.map(|byte| byte & 15).chain(high.map(|byte| byte >> 4));
            out.extend(
                cells
                    .zip(&mut places)
                    .map(|(cell, place)| (f32::from(cell) - 8.0).mul_add(unit, *place)),
            );
        }
    }

    /// Appends the mean of each word's pieces.
    fn push_words(&self, window: &Window, rows: &[f32], out: &mut Vec<f32>) {
        for word in &window.words {
            let start = out.len();
            out.resize(start + self.width, 0.0);
            let share = 1.0 / word.len().max(1) as f32;
            for piece in word.clone() {
                add_scaled(
                    &mut out[start..],
                    &rows[piece * self.width..][..self.width],
                    share,
                );
            }
        }
    }
}

/// The number that sixteen bits stand for (IEEE 754, half precision).
fn half(bits: u16) -> f32 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023));
    let size = match exponent {
        0 => fraction * 2f32.powi(-24),
        _ => (1024.0 + fraction) * 2f32.powi(exponent - 25),
    };
    if bits >> 15 == 1 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_bits_are_read() {
        for (bits, number) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x0001, 5.960_464_5e-8),
            (0x0000, 0.0),
        ] {
            assert_eq!(half(bits), number);
        }
    }
}
