//! The arithmetic that nearly all time goes into: products of matrices and the curves of gates.
//!
//! Every sum is taken in one fixed order, and every step of it by a fused multiply-add, which IEEE 754 defines to the
//! last bit. So the numbers are the same on every machine and for every width of its registers: the widest that the
//! processor has are used, and no record depends on which they were.

/// How many columns of a product are made together: two registers of eight numbers.
const COLUMNS: usize = 16;

/// How many rows of a product are made together. With [`COLUMNS`] it fills the registers and spills none.
const ROWS: usize = 6;

/// Compiles a function for the widest registers and for any, and takes the right one when it is called.
macro_rules! wide {
    ($(#[$doc:meta])* $vis:vis fn $name:ident($($arg:ident: $ty:ty),* $(,)?) $(-> $out:ty)? $body:block) => {
        $(#[$doc])*
        $vis fn $name($($arg: $ty),*) $(-> $out)? {
            #[inline(always)]
            fn any($($arg: $ty),*) $(-> $out)? $body
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2,fma")]
                fn widest($($arg: $ty),*) $(-> $out)? { any($($arg),*) }
                if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                    // SAFETY: the processor has just said that it has both.
                    #[allow(unsafe_code)]
                    return unsafe { widest($($arg),*) };
                }
            }
            any($($arg),*)
        }
    };
}
pub(crate) use wide;

/// The right side of a product, laid out as the product reads it: panels of [`COLUMNS`] columns, row after row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Packed {
    panels: Vec<f32>,
    rows: usize,
    columns: usize,
}

impl Packed {
    /// Packs the matrix of `rows` rows whose cell at a row and column `cell` gives.
    fn fill(&mut self, rows: usize, columns: usize, cell: impl Fn(usize, usize) -> f32) {
        self.rows = rows;
        self.columns = columns;
        self.panels.clear();
        self.panels
            .resize(columns.div_ceil(COLUMNS) * COLUMNS * rows, 0.0);
        for (number, panel) in self
            .panels
            .chunks_exact_mut((rows * COLUMNS).max(1))
            .enumerate()
        {
            let first = number * COLUMNS;
            let wide = COLUMNS.min(columns - first);
            for (row, out) in panel.chunks_exact_mut(COLUMNS).enumerate() {
                for (column, out) in out[..wide].iter_mut().enumerate() {
                    *out = cell(row, first + column);
                }
            }
        }
    }

    /// Packs a matrix given row by row.
    pub(crate) fn rows(&mut self, matrix: &[f32], columns: usize) {
        let rows = matrix.len() / columns.max(1);
        self.fill(rows, columns, |row, column| matrix[row * columns + column]);
    }

    /// Packs the transpose of a matrix given row by row.
    pub(crate) fn transposed(&mut self, matrix: &[f32], columns: usize) {
        let rows = matrix.len() / columns.max(1);
        self.fill(columns, rows, |row, column| matrix[column * columns + row]);
    }
}

/// A left side of a product, cut into blocks of [`ROWS`] rows with the cells of a column side by side.
fn left(
    a: &[f32],
    rows: usize,
    inner: usize,
    cell: impl Fn(usize, usize) -> usize,
    out: &mut Vec<f32>,
) {
    out.clear();
    out.resize(rows.div_ceil(ROWS) * ROWS * inner, 0.0);
    for (number, block) in out.chunks_exact_mut((inner * ROWS).max(1)).enumerate() {
        let first = number * ROWS;
        for (column, out) in block.chunks_exact_mut(ROWS).enumerate() {
            for (row, out) in out.iter_mut().take(rows - first).enumerate() {
                *out = a[cell(first + row, column)];
            }
        }
    }
}

/// Buffers of a product, kept from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Products {
    left: Vec<f32>,
    right: Packed,
}

impl Products {
    /// Overwrites `out` with the product of `a` and `b`; `a` is given row by row.
    pub(crate) fn multiply(&mut self, a: &[f32], b: &Packed, out: &mut Vec<f32>) {
        let rows = a.len() / b.rows.max(1);
        let inner = b.rows;
        left(
            a,
            rows,
            inner,
            |row, column| row * inner + column,
            &mut self.left,
        );
        out.clear();
        out.resize(rows * b.columns, 0.0);
        blocks(&self.left, &b.panels, inner, b.columns, out);
    }

    /// Overwrites `out` with the product of `a` and the transpose of `b`, which have `inner` columns.
    pub(crate) fn multiply_transposed(
        &mut self,
        a: &[f32],
        b: &[f32],
        inner: usize,
        out: &mut Vec<f32>,
    ) {
        let mut right = std::mem::take(&mut self.right);
        right.transposed(b, inner);
        self.multiply(a, &right, out);
        self.right = right;
    }

    /// Adds to `out` the product of the transpose of `a`, which has `rows` columns, and `b`, which has `columns`.
    pub(crate) fn add_outer(
        &mut self,
        a: &[f32],
        b: &[f32],
        rows: usize,
        columns: usize,
        out: &mut [f32],
    ) {
        let inner = a.len() / rows.max(1);
        left(
            a,
            rows,
            inner,
            |row, column| column * rows + row,
            &mut self.left,
        );
        self.right.rows(b, columns);
        blocks(&self.left, &self.right.panels, inner, columns, out);
    }
}

/// Adds to `out`, which has `columns` columns, the product of packed sides.
fn blocks(left: &[f32], panels: &[f32], inner: usize, columns: usize, out: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx512f")]
        fn widest(left: &[f32], panels: &[f32], inner: usize, columns: usize, out: &mut [f32]) {
            blocks_of::<2>(left, panels, inner, columns, out);
        }
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the processor has just said that it has it.
            #[allow(unsafe_code)]
            return unsafe { widest(left, panels, inner, columns, out) };
        }
    }
    narrower_blocks(left, panels, inner, columns, out);
}

wide! {
    fn narrower_blocks(left: &[f32], panels: &[f32], inner: usize, columns: usize, out: &mut [f32]) {
        blocks_of::<1>(left, panels, inner, columns, out);
    }
}

/// [`blocks`], so many panels at once: as many as the registers hold sums for.
#[inline(always)]
fn blocks_of<const PANELS: usize>(
    left: &[f32],
    panels: &[f32],
    inner: usize,
    columns: usize,
    out: &mut [f32],
) {
    if inner == 0 || columns == 0 {
        return;
    }
    let size = inner * COLUMNS;
    for (rows, block) in out
        .chunks_mut(ROWS * columns)
        .zip(left.chunks_exact(inner * ROWS))
    {
        let several = panels.chunks_exact(PANELS * size);
        let rest = several.remainder();
        let mut first = 0;
        for several in several {
            let sums = sums(
                block,
                std::array::from_fn::<_, PANELS, _>(|panel| {
                    &several[panel * size..(panel + 1) * size]
                }),
            );
            for sums in sums {
                add_block(rows, columns, first, &sums);
                first += COLUMNS;
            }
        }
        for panel in rest.chunks_exact(size) {
            let [sums] = sums(block, [panel]);
            add_block(rows, columns, first, &sums);
            first += COLUMNS;
        }
    }
}

/// The products of a block of rows and some panels.
#[inline(always)]
fn sums<const PANELS: usize>(
    block: &[f32],
    panels: [&[f32]; PANELS],
) -> [[[f32; COLUMNS]; ROWS]; PANELS] {
    let mut sums = [[[0f32; COLUMNS]; ROWS]; PANELS];
    let panels = panels.map(|panel| panel.as_chunks::<COLUMNS>().0);
    for (step, a) in block.as_chunks::<ROWS>().0.iter().enumerate() {
        for panel in 0..PANELS {
            let b = &panels[panel][step];
            for row in 0..ROWS {
                for column in 0..COLUMNS {
                    let sum = &mut sums[panel][row][column];
                    *sum = a[row].mul_add(b[column], *sum);
                }
            }
        }
    }
    sums
}

/// Adds the products of a block to the rows they are of, from column `first` on.
#[inline(always)]
fn add_block(rows: &mut [f32], columns: usize, first: usize, sums: &[[f32; COLUMNS]; ROWS]) {
    let last = columns.min(first + COLUMNS);
    for (out, sums) in rows.chunks_exact_mut(columns).zip(sums) {
        for (out, sum) in out[first..last].iter_mut().zip(sums) {
            *out += sum;
        }
    }
}

/// e to the power of `x`, to about seven digits; what would be out of range stays at its end.
///
/// The power of two nearest is split off, and a polynomial does the rest (Cephes' coefficients for `expf`).
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    /// Adding it to a small number rounds that to a whole one.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let whole = x.mul_add(std::f32::consts::LOG2_E, ROUND) - ROUND;
    let rest = whole.mul_add(2.121_944_4e-4, whole.mul_add(-0.693_359_4, x));
    let mut sum = 1.987_569_1e-4f32;
    for coefficient in [
        1.398_199_9e-3,
        8.333_452e-3,
        4.166_579_6e-2,
        1.666_666_5e-1,
        0.5,
    ] {
        sum = sum.mul_add(rest, coefficient);
    }
    let power = sum.mul_add(rest * rest, rest) + 1.0;
    power * f32::from_bits(((whole as i32 + 127) << 23) as u32)
}

/// The natural logarithm of a positive number, to about seven digits (Cephes' coefficients for `logf`).
pub(crate) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let mut power = (bits >> 23) as i32 - 126;
    let mut rest = f32::from_bits(bits & 0x007f_ffff | 0x3f00_0000);
    if rest < std::f32::consts::FRAC_1_SQRT_2 {
        power -= 1;
        rest += rest;
    }
    let rest = rest - 1.0;
    let mut sum = 7.037_683_6e-2f32;
    for coefficient in [
        -1.151_461e-1,
        1.167_699_9e-1,
        -1.242_014_1e-1,
        1.424_932_3e-1,
        -1.666_805_8e-1,
        2.000_071_5e-1,
        -2.499_999_4e-1,
        0.333_333_3,
    ] {
        sum = sum.mul_add(rest, coefficient);
    }
    let square = rest * rest;
    let power = power as f32;
    let small = (-0.5f32).mul_add(square, power.mul_add(-2.121_944_4e-4, sum * rest * square));
    power.mul_add(0.693_359_4, rest + small)
}

/// The curve from nought to one.
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The curve from minus one to one.
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    2.0f32.mul_add(sigmoid(2.0 * x), -1.0)
}

wide! {
    /// The sum of the products of two rows of equal length, by eight sums that are joined at the end.
    pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
        let (a, a_rest) = a.as_chunks::<8>();
        let (b, b_rest) = b.as_chunks::<8>();
        let mut sums = [0f32; 8];
        for (a, b) in a.iter().zip(b) {
            for lane in 0..8 {
                sums[lane] = a[lane].mul_add(b[lane], sums[lane]);
            }
        }
        let rest = a_rest.iter().zip(b_rest).fold(0f32, |sum, (a, b)| a.mul_add(*b, sum));
        sums.iter().sum::<f32>() + rest
    }
}

wide! {
    /// Adds a multiple of a row to another of the same length.
    pub(crate) fn add_scaled(out: &mut [f32], row: &[f32], scale: f32) {
        for (out, value) in out.iter_mut().zip(row) {
            *out = value.mul_add(scale, *out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: usize, columns: usize, seed: u32) -> Vec<f32> {
        (0..rows * columns)
            .map(|cell| ((cell as u32 * 7 + seed) % 11) as f32 - 5.0)
            .collect()
    }

    /// The product as the textbook makes it; small whole numbers leave no rounding to differ by.
    fn plain(a: &[f32], b: &[f32], inner: usize, columns: usize) -> Vec<f32> {
        a.chunks(inner)
            .flat_map(|row| {
                (0..columns)
                    .map(|column| (0..inner).map(|i| row[i] * b[i * columns + column]).sum())
            })
            .collect()
    }

    #[test]
    fn products_of_any_shape_are_right() {
        let mut products = Products::default();
        for (rows, inner, columns) in [(1, 1, 1), (6, 8, 16), (7, 5, 17), (13, 3, 40), (2, 30, 3)] {
            let (a, b) = (matrix(rows, inner, 1), matrix(inner, columns, 4));
            let right = plain(&a, &b, inner, columns);
            let (mut packed, mut out) = (Packed::default(), Vec::new());
            packed.rows(&b, columns);
            products.multiply(&a, &packed, &mut out);
            assert_eq!(out, right);
            let turned: Vec<f32> = (0..columns)
                .flat_map(|column| (0..inner).map(move |row| (row, column)))
                .map(|(row, column)| b[row * columns + column])
                .collect();
            products.multiply_transposed(&a, &turned, inner, &mut out);
            assert_eq!(out, right);
            let turned: Vec<f32> = (0..inner)
                .flat_map(|column| (0..rows).map(move |row| (row, column)))
                .map(|(row, column)| a[row * inner + column])
                .collect();
            let mut sum = vec![1.0; rows * columns];
            products.add_outer(&turned, &b, rows, columns, &mut sum);
            assert!(
                sum.iter()
                    .zip(&right)
                    .all(|(sum, right)| *sum == right + 1.0)
            );
        }
    }

    #[test]
    fn curves_are_those_of_the_standard_library() {
        for step in -200..200 {
            let x = step as f32 / 8.0;
            assert!((exp(x) - x.exp()).abs() <= 1e-6 * x.exp(), "exp {x}");
            assert!((tanh(x) - x.tanh()).abs() < 1e-6, "tanh {x}");
        }
        for x in [1e-6, 0.01, 0.5, 0.7, 1.0, 1.5, 3.0, 70.0, 1e6] {
            assert!(
                (ln(x) - x.ln()).abs() < 2e-6 * x.ln().abs().max(1.0),
                "ln {x}"
            );
        }
        assert!(exp(-1e9) >= 0.0 && exp(1e9).is_finite());
    }

    #[test]
    fn rows_are_multiplied_and_added() {
        let row: Vec<f32> = (0..19).map(|cell| cell as f32).collect();
        assert_eq!(dot(&row, &row), 2109.0);
        let mut out = vec![1.0; 19];
        add_scaled(&mut out, &row, 2.0);
        assert_eq!(out[18], 37.0);
    }
}
