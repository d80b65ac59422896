//! Products of whole numbers: weights of one byte by rows that are rounded to one byte for the product.
//!
//! Sums of whole numbers are exact, so each processor's own instructions give the same numbers, in whatever order they
//! add. Weights are laid out as the instructions read them: in panels of [`COLUMNS`] outputs, a few inputs of each side
//! by side.

use crate::model::ModelError;
use crate::model::bytes::Reader;
use crate::network::kernel::wide;

/// How many outputs a panel has.
const COLUMNS: usize = 16;

/// How many rows are multiplied together: with [`COLUMNS`] they fill sixteen registers.
const ROWS: usize = 6;

/// How many rows are multiplied by a panel before the next panel: as many as the processor's second cache holds.
const TOGETHER: usize = 16 * ROWS;

/// The largest number a cell is rounded to.
const MOST: f32 = 127.0;

/// Rows of numbers, rounded: each cell times the unit of its row.
#[derive(Debug, Default)]
pub(super) struct Rounded {
    cells: Vec<i16>,
    units: Vec<f32>,
}

impl Rounded {
    /// Overwrites the rows with those of `numbers`, rounded.
    pub(super) fn round(&mut self, numbers: &[f32], width: usize) {
        self.cells.resize(numbers.len(), 0);
        self.units.clear();
        for (row, cells) in numbers
            .chunks_exact(width)
            .zip(self.cells.chunks_exact_mut(width))
        {
            self.units.push(round_row(row, cells));
        }
    }
}

wide! {
    /// Rounds a row to whole numbers up to [`MOST`], and gives what they are multiples of.
    fn round_row(row: &[f32], cells: &mut [i16]) -> f32 {
        let (chunks, rest) = row.as_chunks::<8>();
        let mut most = [1e-20f32; 8];
        for chunk in chunks {
            for lane in 0..8 {
                most[lane] = most[lane].max(chunk[lane].abs());
            }
        }
        let most = rest.iter().chain(&most).fold(0f32, |most, cell| most.max(cell.abs()));
        let scale = MOST / most;
        for (cell, number) in cells.iter_mut().zip(row) {
            // A number is at most MOST here, and what is no number becomes nought.
            *cell = (number * scale).round_ties_even() as i16;
        }
        most / MOST
    }
}

/// A layer of weights of one byte, each output with a unit of its own.
pub(super) struct Matrix {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// What a cell of each output is a multiple of, and what is added.
    units: Vec<f32>,
    bias: Vec<f32>,
    panels: Panels,
}

/// The cells of a matrix, as the processor at hand reads them.
enum Panels {
    /// Two inputs of each output side by side.
    Pairs(Vec<i16>),
    /// Four inputs of each output side by side, and the sum of each output's cells.
    #[cfg(target_arch = "x86_64")]
    Quads(Vec<i8>, Vec<i32>),
}

impl Panels {
    /// Lays out `cells`, which have a row of `inputs` for each output.
    fn new(cells: &[i8], inputs: usize) -> Panels {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni") {
            return Panels::quads(cells, inputs);
        }
        Panels::Pairs(laid_out::<2, i16>(cells, inputs))
    }

    #[cfg(target_arch = "x86_64")]
    fn quads(cells: &[i8], inputs: usize) -> Panels {
        let sums = cells.chunks_exact(inputs.max(1));
        let mut sums: Vec<i32> = sums
            .map(|row| row.iter().copied().map(i32::from).sum())
            .collect();
        sums.resize(sums.len().next_multiple_of(COLUMNS), 0);
        Panels::Quads(laid_out::<4, i8>(cells, inputs), sums)
    }
}

/// The cells in panels with `GROUP` inputs of each output side by side. What a last panel has no output for is nought.
fn laid_out<const GROUP: usize, T: Copy + Default + From<i8>>(
    cells: &[i8],
    inputs: usize,
) -> Vec<T> {
    let outputs = cells.len() / inputs.max(1);
    let mut panels = vec![T::default(); outputs.next_multiple_of(COLUMNS) * inputs];
    for (output, row) in cells.chunks_exact(inputs.max(1)).enumerate() {
        let (panel, column) = (output / COLUMNS, output % COLUMNS);
        for (group, row) in row.chunks_exact(GROUP).enumerate() {
            let first = panel * COLUMNS * inputs + (group * COLUMNS + column) * GROUP;
            for (to, &cell) in panels[first..first + GROUP].iter_mut().zip(row) {
                *to = T::from(cell);
            }
        }
    }
    panels
}

impl Matrix {
    /// Reads what `training/encoder/export.py` wrote: the sizes, a unit for each output, the cells of each, the biases.
    pub(super) fn read(from: &mut Reader<'_>) -> Result<Matrix, ModelError> {
        let (outputs, inputs) = (from.length()?, from.length()?);
        let size = inputs.checked_mul(outputs).filter(|_| inputs % 4 == 0);
        let size = size.ok_or(ModelError::Damaged("a layer has no size"))?;
        let units = from.floats(outputs)?;
        let cells: Vec<i8> = from.bytes(size)?.iter().map(|&cell| cell as i8).collect();
        Ok(Matrix {
            inputs,
            outputs,
            units,
            bias: from.floats(outputs)?,
            panels: Panels::new(&cells, inputs),
        })
    }

    /// Overwrites `out` with a row of outputs for each of these rows.
    pub(super) fn multiply(&self, rows: &Rounded, out: &mut Vec<f32>) {
        out.resize(rows.units.len() * self.outputs, 0.0);
        let cells = rows.cells.chunks(TOGETHER * self.inputs);
        let units = rows.units.chunks(TOGETHER);
        let outs = out.chunks_mut(TOGETHER * self.outputs);
        for ((cells, units), out) in cells.zip(units).zip(outs) {
            for panel in 0..self.outputs.div_ceil(COLUMNS) {
                let blocks = cells.chunks(ROWS * self.inputs).zip(units.chunks(ROWS));
                for ((block, units), out) in blocks.zip(out.chunks_mut(ROWS * self.outputs)) {
                    self.multiply_block(block, units, panel, out);
                }
            }
        }
    }

    /// The outputs of a panel for some rows.
    fn multiply_block(&self, block: &[i16], units: &[f32], panel: usize, out: &mut [f32]) {
        let first = panel * COLUMNS;
        let last = self.outputs.min(first + COLUMNS);
        let (scales, bias) = (&self.units[first..last], &self.bias[first..last]);
        let sums = self.sums(block, panel);
        let outs = out.chunks_exact_mut(self.outputs);
        for ((sums, &unit), out) in sums.iter().zip(units).zip(outs) {
            scale_row(sums, unit, scales, bias, &mut out[first..last]);
        }
    }

    /// The products of some rows and the outputs of a panel.
    fn sums(&self, block: &[i16], panel: usize) -> [[i32; COLUMNS]; ROWS] {
        let size = COLUMNS * self.inputs;
        let cells = panel * size..(panel + 1) * size;
        match &self.panels {
            Panels::Pairs(panels) => pair_sums(block, &panels[cells], self.inputs),
            #[cfg(target_arch = "x86_64")]
            Panels::Quads(panels, sums) => {
                let own = &sums[panel * COLUMNS..(panel + 1) * COLUMNS];
                quad_sums(block, &panels[cells], own, self.inputs)
            }
        }
    }
}

wide! {
    /// Writes sums as the numbers they stand for.
    fn scale_row(sums: &[i32; COLUMNS], unit: f32, scales: &[f32], bias: &[f32], out: &mut [f32]) {
        for (((out, &sum), &scale), &bias) in out.iter_mut().zip(sums).zip(scales).zip(bias) {
            *out = (sum as f32 * unit).mul_add(scale, bias);
        }
    }
}

/// The sums of a panel of pairs.
fn pair_sums(block: &[i16], panel: &[i16], inputs: usize) -> [[i32; COLUMNS]; ROWS] {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has just said that it has it.
        #[allow(unsafe_code)]
        return unsafe { x86::pair_sums(block, panel, inputs) };
    }
    any_pair_sums(block, panel, inputs)
}

/// The same on any processor.
fn any_pair_sums(block: &[i16], panel: &[i16], inputs: usize) -> [[i32; COLUMNS]; ROWS] {
    let mut sums = [[0i32; COLUMNS]; ROWS];
    for (row, sums) in block.chunks_exact(inputs).zip(&mut sums) {
        let pairs = row.as_chunks::<2>().0.iter();
        for (pair, cells) in pairs.zip(panel.as_chunks::<{ 2 * COLUMNS }>().0) {
            for (column, sum) in sums.iter_mut().enumerate() {
                *sum += i32::from(pair[0]) * i32::from(cells[2 * column])
                    + i32::from(pair[1]) * i32::from(cells[2 * column + 1]);
            }
        }
    }
    sums
}

/// The sums of a panel of quads. The instruction takes one side without a sign: cells are raised by 128, and what that adds
/// is taken off again.
#[cfg(target_arch = "x86_64")]
fn quad_sums(block: &[i16], panel: &[i8], own: &[i32], inputs: usize) -> [[i32; COLUMNS]; ROWS] {
    // SAFETY: panels of quads are made where the processor has said that it has the instructions.
    #[allow(unsafe_code)]
    let mut sums = unsafe { x86::quad_sums(block, panel, inputs) };
    for sums in &mut sums {
        for (sum, own) in sums.iter_mut().zip(own) {
            *sum -= 128 * own;
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{COLUMNS, ROWS};
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32,
        _mm256_setzero_si256, _mm256_storeu_si256, _mm512_dpbusd_epi32, _mm512_loadu_si512,
        _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
    };

    /// Calls the kernel for as many rows as there are.
    macro_rules! by_rows {
        ($kernel:ident, $block:ident, $panel:ident, $inputs:ident) => {
            // SAFETY: the caller's processor has what this function asks for, and so what the kernel does.
            unsafe {
                match $block.len() / $inputs.max(1) {
                    6 => $kernel::<6>($block, $panel, $inputs),
                    5 => $kernel::<5>($block, $panel, $inputs),
                    4 => $kernel::<4>($block, $panel, $inputs),
                    3 => $kernel::<3>($block, $panel, $inputs),
                    2 => $kernel::<2>($block, $panel, $inputs),
                    _ => $kernel::<1>($block, $panel, $inputs),
                }
            }
        };
    }

    #[allow(unsafe_code)]
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn pair_sums(
        block: &[i16],
        panel: &[i16],
        inputs: usize,
    ) -> [[i32; COLUMNS]; ROWS] {
        by_rows!(pairs, block, panel, inputs)
    }

    #[allow(unsafe_code)]
    #[target_feature(enable = "avx512f,avx512vnni")]
    pub(super) unsafe fn quad_sums(
        block: &[i16],
        panel: &[i8],
        inputs: usize,
    ) -> [[i32; COLUMNS]; ROWS] {
        by_rows!(quads, block, panel, inputs)
    }

    /// The rows of a block in groups of inputs. Each has as many as there are steps, so that no place in it needs to be checked.
    #[inline(always)]
    fn rows<const GROUP: usize, const COUNT: usize>(
        block: &[i16],
        inputs: usize,
        steps: usize,
    ) -> [&[[i16; GROUP]]; COUNT] {
        let mut rows = block.chunks_exact(inputs);
        std::array::from_fn(|_| {
            let row = rows.next().map_or(&[][..], |row| row.as_chunks().0);
            &row[..steps]
        })
    }

    #[allow(unsafe_code)]
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn pairs<const COUNT: usize>(
        block: &[i16],
        panel: &[i16],
        inputs: usize,
    ) -> [[i32; COLUMNS]; ROWS] {
        let mut sums = [[_mm256_setzero_si256(); 2]; COUNT];
        let steps = panel.as_chunks::<{ 2 * COLUMNS }>().0;
        let rows = rows::<2, COUNT>(block, inputs, steps.len());
        for (step, cells) in steps.iter().enumerate() {
            // SAFETY: the cells of a step are two registers long.
            let (left, right) = unsafe {
                let cells = cells.as_ptr().cast::<__m256i>();
                (_mm256_loadu_si256(cells), _mm256_loadu_si256(cells.add(1)))
            };
            for (row, sums) in rows.iter().zip(&mut sums) {
                let [low, high] = row[step];
                let pair = _mm256_set1_epi32(i32::from(low as u16) | i32::from(high) << 16);
                sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(pair, left));
                sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(pair, right));
            }
        }
        let mut out = [[0; COLUMNS]; ROWS];
        for (out, sums) in out.iter_mut().zip(sums) {
            // SAFETY: a row of sums is two registers long.
            unsafe {
                let out = out.as_mut_ptr().cast::<__m256i>();
                _mm256_storeu_si256(out, sums[0]);
                _mm256_storeu_si256(out.add(1), sums[1]);
            }
        }
        out
    }

    #[allow(unsafe_code)]
    #[inline]
    #[target_feature(enable = "avx512f,avx512vnni")]
    unsafe fn quads<const COUNT: usize>(
        block: &[i16],
        panel: &[i8],
        inputs: usize,
    ) -> [[i32; COLUMNS]; ROWS] {
        let mut sums = [_mm512_setzero_si512(); COUNT];
        let steps = panel.as_chunks::<{ 4 * COLUMNS }>().0;
        let rows = rows::<4, COUNT>(block, inputs, steps.len());
        for (step, cells) in steps.iter().enumerate() {
            // SAFETY: the cells of a step are one register long.
            let cells = unsafe { _mm512_loadu_si512(cells.as_ptr().cast()) };
            for (row, sum) in rows.iter().zip(&mut sums) {
                let raised = row[step].map(|cell| (cell + 128) as u8);
                let quad = _mm512_set1_epi32(i32::from_le_bytes(raised));
                *sum = _mm512_dpbusd_epi32(*sum, quad, cells);
            }
        }
        let mut out = [[0; COLUMNS]; ROWS];
        for (out, sum) in out.iter_mut().zip(sums) {
            // SAFETY: a row of sums is one register long.
            unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), sum) };
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(count: usize, seed: i32) -> Vec<i8> {
        let all = (0..count as i32).map(|cell| (cell * 37 + seed * 11) % 255 - 127);
        all.map(|cell| cell as i8).collect()
    }

    /// The sum of one row and one output, as the textbook makes it.
    fn plain(row: &[i16], output: &[i8]) -> i32 {
        let products = row.iter().zip(output);
        products.map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
    }

    #[test]
    fn every_way_to_multiply_gives_the_same_sums() {
        let inputs = 384;
        let weights = cells(COLUMNS * inputs, 3);
        for rows in 1..=ROWS {
            let block: Vec<i16> = cells(rows * inputs, rows as i32)
                .into_iter()
                .map(i16::from)
                .collect();
            let right: Vec<Vec<i32>> = block
                .chunks(inputs)
                .map(|row| weights.chunks(inputs).map(|out| plain(row, out)).collect())
                .collect();
            let pairs = laid_out::<2, i16>(&weights, inputs);
            let any = any_pair_sums(&block, &pairs, inputs);
            let here = pair_sums(&block, &pairs, inputs);
            for (row, right) in right.iter().enumerate() {
                assert_eq!(any[row][..], right[..]);
                assert_eq!(here[row][..], right[..]);
            }
            quads_are_right(&block, &weights, &right, inputs);
        }
    }

    #[cfg(target_arch = "x86_64")]
    fn quads_are_right(block: &[i16], weights: &[i8], right: &[Vec<i32>], inputs: usize) {
        if !is_x86_feature_detected!("avx512vnni") {
            eprintln!("skipped: this processor has no AVX-512 VNNI");
            return;
        }
        let Panels::Quads(panels, own) = Panels::quads(weights, inputs) else {
            panic!("no quads");
        };
        let found = quad_sums(block, &panels, &own, inputs);
        for (found, right) in found.iter().zip(right) {
            assert_eq!(found[..], right[..]);
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn quads_are_right(_: &[i16], _: &[i8], _: &[Vec<i32>], _: usize) {}

    #[test]
    fn a_layer_is_its_weights_rounded() {
        // Three outputs of four inputs: the cells 127, 0, -127, 1 of units 0.5, 1, 2.
        let mut bytes = vec![3, 4];
        for unit in [0.5f32, 1.0, 2.0] {
            bytes.extend(unit.to_le_bytes());
        }
        for _ in 0..3 {
            bytes.extend([127u8, 0, 129, 1]);
        }
        for bias in [0f32, 0.0, 10.0] {
            bytes.extend(bias.to_le_bytes());
        }
        let matrix = Matrix::read(&mut Reader::new(&bytes)).unwrap();
        let mut rows = Rounded::default();
        rows.round(&[1.27, 0.5, 0.0, 1.27, -2.54, 0.0, 0.0, 0.0], 4);
        let mut out = Vec::new();
        matrix.multiply(&rows, &mut out);
        let right = [
            64.0 * 1.27,
            128.0 * 1.27,
            256.0 * 1.27 + 10.0,
            63.5 * -2.54,
            127.0 * -2.54,
            254.0 * -2.54 + 10.0,
        ];
        for (found, right) in out.iter().zip(right) {
            assert!((found - right).abs() < 1e-3, "{found} {right}");
        }
        assert!(Matrix::read(&mut Reader::new(&bytes[..20])).is_err());
    }
}
