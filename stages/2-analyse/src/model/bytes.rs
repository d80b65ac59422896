//! How numbers and texts are laid down in a model file.

use super::ModelError;

/// Appends a number in groups of seven bits, the lowest first (LEB128).
pub(crate) fn write_unsigned(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a signed number so that small ones of either sign stay short (zigzag).
pub(crate) fn write_signed(out: &mut Vec<u8>, value: i64) {
    write_unsigned(out, ((value << 1) ^ (value >> 63)) as u64);
}

/// Appends a text behind its length in bytes.
pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    write_unsigned(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Reads from the front of a slice, never past its end.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    /// How many bytes are left.
    pub(crate) fn remaining(&self) -> usize {
        self.rest.len()
    }

    #[inline]
    pub(crate) fn unsigned(&mut self) -> Result<u64, ModelError> {
        // Most numbers in a model take one byte.
        if let [byte @ ..0x80, rest @ ..] = self.rest {
            self.rest = rest;
            return Ok(u64::from(*byte));
        }
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self
                .rest
                .split_first()
                .ok_or(ModelError::Damaged("it ends too early"))?;
            self.rest = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ModelError::Damaged("a number is too long"))
    }

    #[inline]
    pub(crate) fn signed(&mut self) -> Result<i64, ModelError> {
        let value = self.unsigned()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A number of things that follow. Each takes a byte at least, which bounds it: a damaged file cannot ask for
    /// more memory than it has bytes.
    pub(crate) fn count(&mut self) -> Result<usize, ModelError> {
        let count = self.length()?;
        if count > self.rest.len() {
            return Err(ModelError::Damaged("it ends too early"));
        }
        Ok(count)
    }

    /// A number that fits in memory's measure and in 32 bits.
    #[inline]
    pub(crate) fn length(&mut self) -> Result<usize, ModelError> {
        let value = u32::try_from(self.unsigned()?)
            .map_err(|_| ModelError::Damaged("a length is out of range"))?;
        Ok(value as usize)
    }

    pub(crate) fn bytes(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let (bytes, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(ModelError::Damaged("it ends too early"))?;
        self.rest = rest;
        Ok(bytes)
    }

    /// So many numbers of four bytes each.
    pub(crate) fn floats(&mut self, count: usize) -> Result<Vec<f32>, ModelError> {
        let size = count.checked_mul(4);
        let size = size.ok_or(ModelError::Damaged("a length is out of range"))?;
        let cells = self.bytes(size)?.as_chunks::<4>().0;
        Ok(cells.iter().map(|&cell| f32::from_le_bytes(cell)).collect())
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, ModelError> {
        let length = self.length()?;
        std::str::from_utf8(self.bytes(length)?)
            .map_err(|_| ModelError::Damaged("a text is not UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_come_back() {
        let mut out = Vec::new();
        let numbers = [
            0,
            1,
            -1,
            63,
            -64,
            64,
            i64::from(i32::MAX),
            i64::MIN,
            i64::MAX,
        ];
        for number in numbers {
            write_signed(&mut out, number);
        }
        write_unsigned(&mut out, u64::MAX);
        write_text(&mut out, "d’après");
        let mut reader = Reader::new(&out);
        for number in numbers {
            assert_eq!(reader.signed().unwrap(), number);
        }
        assert_eq!(reader.unsigned().unwrap(), u64::MAX);
        assert_eq!(reader.text().unwrap(), "d’après");
        assert_eq!(reader.remaining(), 0);
        assert!(reader.unsigned().is_err());
    }
}
