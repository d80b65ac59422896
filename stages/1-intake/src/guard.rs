//! Libraries that are not ours and may panic on damaged input: then the input is at fault.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static AT_WORK: Cell<bool> = const { Cell::new(false) };
}

/// Lets a library work on input; nothing where it panics.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = AT_WORK.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    AT_WORK.set(before);
    done.ok()
}

/// Keeps panics of guarded libraries from being reported: they are damage, and named as such. All others are reported as before.
pub fn hush_guarded() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |fault| {
        if !AT_WORK.get() {
            report(fault);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_ends_with_its_work() {
        assert_eq!(guarded(|| AT_WORK.get()), Some(true));
        let inner = guarded(|| guarded(|| "x".parse::<u8>().expect("digits")));
        assert_eq!(inner, Some(None));
        assert!(!AT_WORK.get());
    }
}
