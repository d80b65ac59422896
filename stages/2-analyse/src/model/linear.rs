//! A linear classifier over hashed features, as it runs: small integer weights in sparse rows.

use super::bytes::{Reader, write_signed, write_unsigned};
use super::{ModelError, Scorer};

/// Marks the last cell of a row, in the cell's class.
const LAST: u16 = 1 << 15;

/// The most classes a classifier can have.
pub(crate) const MOST_CLASSES: usize = LAST as usize;

/// What one feature adds to the score of one class.
#[derive(Clone, Copy)]
struct Cell {
    class: u16,
    weight: i16,
}

/// Where the row of a feature is; `place` is [`EMPTY`] where the slot holds none.
///
/// A row that has weights for few classes lies among the cells, from its place on. One that has weights for many lies
/// among the full rows, one weight a class; its place is marked with [`FULL`] and counts such rows.
#[derive(Clone, Copy)]
struct Slot {
    key: u32,
    place: u32,
}

const EMPTY: u32 = u32::MAX;

/// Marks the place of a full row.
const FULL: u32 = 1 << 31;

/// A row is kept in full where at least one in so many of its weights is not nought: adding it up is then faster.
const FULL_SHARE: usize = 8;

/// How many features are looked up together.
const TOGETHER: usize = 64;

/// The weights: an open-addressed table from feature keys to rows.
pub(crate) struct Linear {
    classes: usize,
    rows: Rows,
}

/// Where the rows are kept.
enum Rows {
    /// In the slots themselves, for up to [`NARROW`] classes: one look finds key and weights.
    Narrow(Vec<NarrowSlot>),
    /// Apart from the slots.
    Wide(Wide),
}

/// How many weights fit into a slot.
const NARROW: usize = 3;

/// A feature and its row; all weights are nought where the slot is empty, and never otherwise.
#[derive(Clone, Copy, Default)]
struct NarrowSlot {
    key: u32,
    weights: [i16; NARROW],
}

/// Slots that say where each row lies.
#[derive(Default)]
struct Wide {
    slots: Vec<Slot>,
    cells: Vec<Cell>,
    full: Vec<i16>,
}

/// The slot a key belongs in. It grows with the key, so that sorted keys fill the table from left to right.
#[inline]
fn home(key: u32, slots: usize) -> usize {
    ((u64::from(key) * slots as u64) >> 32) as usize
}

#[inline]
fn after(index: usize, slots: usize) -> usize {
    if index + 1 == slots { 0 } else { index + 1 }
}

impl Linear {
    /// Builds the table from rows of `(class, weight)`, sorted by key, none of them empty.
    pub(crate) fn new(classes: usize, rows: &[(u32, Vec<(u16, i16)>)]) -> Linear {
        let mut linear = Linear::with_room(classes, rows.len());
        for (key, row) in rows {
            linear.insert(*key, row);
        }
        linear
    }

    fn with_room(classes: usize, rows: usize) -> Linear {
        // Half the slots stay empty, so that a feature the model does not know is told in a step or two.
        let slots = (rows * 2).max(16);
        let rows = if classes <= NARROW {
            Rows::Narrow(vec![NarrowSlot::default(); slots])
        } else {
            let empty = Slot {
                key: 0,
                place: EMPTY,
            };
            Rows::Wide(Wide {
                slots: vec![empty; slots],
                ..Wide::default()
            })
        };
        Linear { classes, rows }
    }

    fn insert(&mut self, key: u32, row: &[(u16, i16)]) {
        let row = row.iter().copied().filter(|&(_, weight)| weight != 0);
        match &mut self.rows {
            Rows::Narrow(slots) => insert_narrow(slots, key, row),
            Rows::Wide(wide) => wide.insert(key, &row.collect::<Vec<_>>(), self.classes),
        }
    }

    /// Every feature that has a row, with its classes and weights in order, sorted by key.
    fn sorted(&self) -> Vec<(u32, Vec<(u16, i16)>)> {
        let mut rows: Vec<_> = match &self.rows {
            Rows::Narrow(slots) => slots
                .iter()
                .filter(|slot| slot.weights != [0; NARROW])
                .map(|slot| (slot.key, nonzero(&slot.weights)))
                .collect(),
            Rows::Wide(wide) => wide
                .slots
                .iter()
                .filter(|slot| slot.place != EMPTY)
                .map(|slot| (slot.key, wide.row(slot.place, self.classes)))
                .collect(),
        };
        rows.sort_by_key(|&(key, _)| key);
        rows
    }

    /// Appends the weights: keys as differences, the rows' lengths, classes and weights, each kind behind the number
    /// of its bytes. Like beside like compresses better.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let rows = self.sorted();
        let mut kinds: [Vec<u8>; 4] = Default::default();
        let [keys, lengths, classes, weights] = &mut kinds;
        let mut before = 0;
        for (key, row) in &rows {
            write_unsigned(keys, u64::from(key - before));
            before = *key;
            write_unsigned(lengths, row.len() as u64);
            for &(class, weight) in row {
                write_unsigned(classes, u64::from(class));
                write_signed(weights, i64::from(weight));
            }
        }
        write_unsigned(out, self.classes as u64);
        write_unsigned(out, rows.len() as u64);
        for kind in kinds {
            write_unsigned(out, kind.len() as u64);
            out.extend_from_slice(&kind);
        }
    }

    /// Reads what [`Linear::write`] wrote.
    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Linear, ModelError> {
        let classes = from.length()?;
        let count = from.count()?;
        if classes > MOST_CLASSES {
            return Err(ModelError::Damaged("too many classes"));
        }
        let mut kind = || {
            let length = from.length()?;
            from.bytes(length).map(Reader::new)
        };
        let (mut keys, mut lengths, mut numbers, mut weights) =
            (kind()?, kind()?, kind()?, kind()?);
        let mut linear = Linear::with_room(classes, count);
        if let Rows::Wide(wide) = &mut linear.rows {
            wide.cells.reserve(numbers.remaining());
        }
        let mut row: Vec<(u16, i16)> = Vec::new();
        let mut key = 0u32;
        for _ in 0..count {
            key = key
                .checked_add(keys.length()? as u32)
                .ok_or(ModelError::Damaged("a feature key is out of range"))?;
            row.clear();
            for _ in 0..lengths.length()? {
                let class = numbers.length()?;
                if class >= classes {
                    return Err(ModelError::Damaged("a class is out of range"));
                }
                let weight = i16::try_from(weights.signed()?)
                    .map_err(|_| ModelError::Damaged("a weight is out of range"))?;
                row.push((class as u16, weight));
            }
            linear.insert(key, &row);
        }
        if let Rows::Wide(wide) = &mut linear.rows {
            wide.cells.shrink_to_fit();
        }
        Ok(linear)
    }
}

fn insert_narrow(slots: &mut [NarrowSlot], key: u32, row: impl Iterator<Item = (u16, i16)>) {
    let mut weights = [0; NARROW];
    for (class, weight) in row {
        weights[usize::from(class)] = weight;
    }
    let mut index = home(key, slots.len());
    while slots[index].weights != [0; NARROW] {
        index = after(index, slots.len());
    }
    slots[index] = NarrowSlot { key, weights };
}

/// Adds the rows of the features up. No look waits for another, so the processor has many of them under way at once.
#[inline]
fn add_narrow(slots: &[NarrowSlot], features: &[u32]) -> [i32; NARROW] {
    let mut scores = [0; NARROW];
    for &key in features {
        let mut index = home(key, slots.len());
        loop {
            let slot = &slots[index];
            let empty = slot.weights == [0; NARROW];
            if slot.key == key || empty {
                for (score, weight) in scores.iter_mut().zip(slot.weights) {
                    *score += i32::from(weight);
                }
                break;
            }
            index = after(index, slots.len());
        }
    }
    scores
}

fn nonzero(weights: &[i16]) -> Vec<(u16, i16)> {
    let all = (0u16..).zip(weights.iter().copied());
    all.filter(|&(_, weight)| weight != 0).collect()
}

impl Wide {
    fn insert(&mut self, key: u32, row: &[(u16, i16)], classes: usize) {
        let place = if row.is_empty() {
            return;
        } else if row.len() * FULL_SHARE >= classes {
            let start = self.full.len();
            self.full.resize(start + classes, 0);
            for &(class, weight) in row {
                self.full[start + usize::from(class)] = weight;
            }
            (start / classes) as u32 | FULL
        } else {
            let start = self.cells.len();
            let cell = |&(class, weight)| Cell { class, weight };
            self.cells.extend(row.iter().map(cell));
            if let Some(last) = self.cells.last_mut() {
                last.class |= LAST;
            }
            start as u32
        };
        let mut index = home(key, self.slots.len());
        while self.slots[index].place != EMPTY {
            index = after(index, self.slots.len());
        }
        self.slots[index] = Slot { key, place };
    }

    /// The place of a feature's row, [`EMPTY`] where it has none.
    #[inline]
    fn place(&self, key: u32) -> u32 {
        let mut index = home(key, self.slots.len());
        loop {
            let slot = self.slots[index];
            if slot.key == key || slot.place == EMPTY {
                return slot.place;
            }
            index = after(index, self.slots.len());
        }
    }

    /// Adds the rows of a few features to the scores.
    ///
    /// The table is far larger than the processor's caches, so nearly every look into it waits for memory. Touching
    /// all places first lets those waits run side by side.
    #[inline]
    fn add_rows(&self, features: &[u32], scores: &mut [i32]) {
        let classes = scores.len();
        let mut touched = 0u32;
        for &key in features {
            touched = touched.wrapping_add(self.slots[home(key, self.slots.len())].place);
        }
        let mut places = [0; TOGETHER];
        let mut found = 0;
        for &key in features {
            let place = self.place(key);
            if place & FULL == 0 {
                places[found] = place;
                found += 1;
                touched = touched.wrapping_add(u32::from(self.cells[place as usize].class));
            } else if place != EMPTY {
                for (score, &weight) in scores.iter_mut().zip(self.full_row(place, classes)) {
                    *score += i32::from(weight);
                }
            }
        }
        std::hint::black_box(touched);
        for &place in &places[..found] {
            for cell in &self.cells[place as usize..] {
                scores[usize::from(cell.class & !LAST)] += i32::from(cell.weight);
                if cell.class & LAST != 0 {
                    break;
                }
            }
        }
    }

    #[inline]
    fn full_row(&self, place: u32, classes: usize) -> &[i16] {
        let start = (place & !FULL) as usize * classes;
        &self.full[start..start + classes]
    }

    /// The classes and weights of a row, in order of the classes.
    fn row(&self, place: u32, classes: usize) -> Vec<(u16, i16)> {
        if place & FULL != 0 {
            return nonzero(self.full_row(place, classes));
        }
        let cells = &self.cells[place as usize..];
        let last = cells.iter().position(|cell| cell.class & LAST != 0);
        cells[..=last.unwrap_or(0)]
            .iter()
            .map(|cell| (cell.class & !LAST, cell.weight))
            .collect()
    }
}

impl Scorer for Linear {
    fn classes(&self) -> usize {
        self.classes
    }

    #[inline]
    fn score(&self, features: &[u32], scores: &mut Vec<i32>) {
        scores.clear();
        match &self.rows {
            Rows::Narrow(slots) => {
                scores.extend_from_slice(&add_narrow(slots, features)[..self.classes]);
            }
            Rows::Wide(wide) => {
                scores.resize(self.classes, 0);
                for features in features.chunks(TOGETHER) {
                    wide.add_rows(features, scores);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_weights_score_as_before() {
        let rows = vec![
            (7, vec![(0, 3), (2, -4)]),
            (9, vec![(1, 5)]),
            (u32::MAX, vec![(2, 1)]),
        ];
        let linear = Linear::new(20, &rows);
        let mut bytes = Vec::new();
        linear.write(&mut bytes);
        let again = Linear::read(&mut Reader::new(&bytes)).unwrap();
        for linear in [&linear, &again] {
            let mut scores = Vec::new();
            linear.score(&[7, 8, 9, u32::MAX], &mut scores);
            assert_eq!(scores[..4], [3, 5, -3, 0]);
        }
    }

    #[test]
    fn weights_cut_short_are_an_error() {
        let mut bytes = Vec::new();
        Linear::new(2, &[(7, vec![(0, 3), (1, -4)])]).write(&mut bytes);
        for end in 0..bytes.len() {
            assert!(Linear::read(&mut Reader::new(&bytes[..end])).is_err());
        }
    }
}
