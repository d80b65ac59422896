//! Numbers and lists as bytes.

/// Takes what is written.
#[derive(Debug, Default)]
pub(super) struct Sink(Vec<u8>);

impl Sink {
    pub(super) fn u8(&mut self, number: u8) {
        self.0.push(number);
    }

    pub(super) fn u32(&mut self, number: u32) {
        self.0.extend(number.to_le_bytes());
    }

    pub(super) fn i32(&mut self, number: i32) {
        self.0.extend(number.to_le_bytes());
    }

    /// A list behind its length, of which no more than 65,535 parts are written.
    pub(super) fn list<T>(&mut self, parts: &[T], mut write: impl FnMut(&mut Sink, &T)) {
        let length = u16::try_from(parts.len()).unwrap_or(u16::MAX);
        self.0.extend(length.to_le_bytes());
        parts[..usize::from(length)]
            .iter()
            .for_each(|part| write(self, part));
    }

    pub(super) fn done(self) -> Vec<u8> {
        self.0
    }
}

/// Gives what was written, in the same order; nothing where the bytes end early.
#[derive(Debug)]
pub(super) struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Bytes<'b> {
        Bytes(bytes)
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take().map(u8::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn i32(&mut self) -> Option<i32> {
        self.take().map(i32::from_le_bytes)
    }

    pub(super) fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Bytes<'b>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let length = self.take().map(u16::from_le_bytes)?;
        (0..length).map(|_| read(self)).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
