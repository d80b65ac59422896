//! How much of the files has been read.

use std::fs::File;
use std::io::Seek;
use std::sync::{Mutex, PoisonError};

/// Counts bytes of files as they are read.
#[derive(Debug, Default)]
pub struct Meter(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The bytes of the files before the one that is being read.
    before: u64,
    /// That file, through a second handle that has the same position, and its length.
    current: Option<(File, u64)>,
}

impl Meter {
    /// A file is read from now on, and no other any more.
    pub fn reads(&self, file: &File) {
        let length = file.metadata().map_or(0, |data| data.len());
        let current = file.try_clone().ok().map(|file| (file, length));
        self.passes(0);
        self.state().current = current;
    }

    /// A file of that many bytes is taken as a whole.
    pub fn passes(&self, length: u64) {
        let mut state = self.state();
        let current = state.current.take();
        state.before += current.map_or(0, |(_, length)| length) + length;
    }

    /// How many bytes have been read.
    pub fn position(&self) -> u64 {
        let mut state = self.state();
        let read = state.current.as_mut().map(|(file, length)| {
            let position = file.stream_position().unwrap_or(0);
            position.min(*length)
        });
        state.before + read.unwrap_or(0)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};

    #[test]
    fn what_is_read_of_a_file_counts_and_then_all_of_it() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&[0; 1000]).unwrap();
        file.rewind().unwrap();
        let meter = Meter::default();
        meter.passes(50);
        meter.reads(&file);
        assert_eq!(meter.position(), 50);
        file.read_exact(&mut [0; 400]).unwrap();
        assert_eq!(meter.position(), 450);
        meter.passes(7);
        assert_eq!(meter.position(), 1057);
    }
}
