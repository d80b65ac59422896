//! What a word looks like, as numbers: the sum of a row for each of its features.

use rustc_hash::FxHashMap;

use super::kernel::wide;
use crate::model::ModelError;
use crate::model::bytes::{Reader, write_unsigned};
use crate::model::feature::key2;
use crate::tag::Style;
use crate::tag::form::{Form, PREFIXES, SUFFIXES};

/// A word as the network sees it: its form, and what the tagger and the lemmatiser took it for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) form: Form,
    pub(crate) tag: u8,
    pub(crate) bundle: u16,
    /// The hash of the lemma.
    pub(crate) lemma: u32,
}

/// How many features a word has.
pub(crate) const FEATURES: usize = IDENTITY + 4 + PREFIXES - 1 + SUFFIXES;

/// The first features of a word say which word it is; what is left holds for words never seen as well.
pub(crate) const IDENTITY: usize = 4;

/// The keys of a word's features.
pub(crate) fn word_features(look: &Look, style: Style) -> [u32; FEATURES] {
    let mut keys = [0; FEATURES];
    let form = &look.form;
    let affixes = form.prefixes[1..].iter().chain(&form.suffixes);
    let (tag, bundle) = (u32::from(look.tag), u32::from(look.bundle));
    let all = [
        form.lower,
        form.raw,
        form.plain,
        look.lemma,
        form.shape,
        style,
        tag,
        tag << 16 | bundle,
    ];
    for (number, (key, &value)) in (9000..).zip(keys.iter_mut().zip(all.iter().chain(affixes))) {
        *key = key2(number, value, 0);
    }
    keys
}

/// The rows of all features seen often enough, one byte a number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Embeddings {
    width: usize,
    numbers: FxHashMap<u32, u32>,
    cells: Vec<i8>,
    /// What a cell of each row is a multiple of.
    units: Vec<f32>,
}

impl Embeddings {
    /// Rounds rows, given as the key of each in turn and all their numbers.
    pub(crate) fn new(width: usize, keys: &[u32], rows: &[f32]) -> Embeddings {
        let units: Vec<f32> = rows
            .chunks_exact(width)
            .map(|row| row.iter().fold(0f32, |most, cell| most.max(cell.abs())) / 127.0)
            .collect();
        let cells = rows
            .chunks_exact(width)
            .zip(&units)
            .flat_map(|(row, &unit)| {
                row.iter()
                    .map(move |cell| (cell / unit.max(1e-20)).round() as i8)
            })
            .collect();
        let numbers = keys.iter().copied().zip(0..).collect();
        Embeddings {
            width,
            numbers,
            cells,
            units,
        }
    }

    /// Appends the sum of the rows of a word's features.
    pub(crate) fn add_word(&self, look: &Look, style: Style, out: &mut Vec<f32>) {
        let start = out.len();
        out.resize(start + self.width, 0.0);
        for key in word_features(look, style) {
            if let Some(&number) = self.numbers.get(&key) {
                let first = number as usize * self.width;
                add_cells(
                    &mut out[start..],
                    &self.cells[first..first + self.width],
                    self.units[number as usize],
                );
            }
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let mut keys: Vec<(u32, u32)> = self
            .numbers
            .iter()
            .map(|(&key, &number)| (key, number))
            .collect();
        keys.sort_unstable();
        write_unsigned(out, self.width as u64);
        write_unsigned(out, keys.len() as u64);
        for &(key, _) in &keys {
            out.extend_from_slice(&key.to_le_bytes());
        }
        for &(_, number) in &keys {
            out.extend_from_slice(&self.units[number as usize].to_le_bytes());
        }
        for &(_, number) in &keys {
            let first = number as usize * self.width;
            out.extend(
                self.cells[first..first + self.width]
                    .iter()
                    .map(|&cell| cell as u8),
            );
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Embeddings, ModelError> {
        let width = from.length()?;
        let count = from.count()?;
        let size = |each: usize| {
            count
                .checked_mul(each)
                .ok_or(ModelError::Damaged("a table is too large"))
        };
        let keys = from.bytes(size(4)?)?.as_chunks::<4>().0;
        let units = from.bytes(size(4)?)?.as_chunks::<4>().0;
        let cells = from.bytes(size(width)?)?;
        Ok(Embeddings {
            width,
            numbers: keys
                .iter()
                .map(|&key| u32::from_le_bytes(key))
                .zip(0..)
                .collect(),
            cells: cells.iter().map(|&cell| cell as i8).collect(),
            units: units.iter().map(|&unit| f32::from_le_bytes(unit)).collect(),
        })
    }

    /// How many numbers a row has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }
}

wide! {
    /// Adds the cells of a row, each times the row's unit.
    fn add_cells(out: &mut [f32], cells: &[i8], unit: f32) {
        for (out, &cell) in out.iter_mut().zip(cells) {
            *out = f32::from(cell).mul_add(unit, *out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::form::FormBuffers;

    #[test]
    fn words_are_sums_of_their_features() {
        let form = Form::new("selon", &mut FormBuffers::default());
        let look = Look {
            form,
            tag: 3,
            bundle: 5,
            lemma: 7,
        };
        let [first, second, ..] = word_features(&look, 0);
        let embeddings =
            Embeddings::new(2, &[second, first, 7], &[1.27, 0.01, -2.54, 0.0, 9.0, 9.0]);
        let mut bytes = Vec::new();
        embeddings.write(&mut bytes);
        let again = Embeddings::read(&mut Reader::new(&bytes)).unwrap();
        let mut out = vec![5.0];
        again.add_word(&look, 0, &mut out);
        assert_eq!(out.len(), 3);
        assert!(
            (out[1] + 1.27).abs() < 1e-5 && (out[2] - 0.01).abs() < 1e-5,
            "{out:?}"
        );
        assert!(Embeddings::read(&mut Reader::new(&bytes[..bytes.len() - 1])).is_err());
    }
}
