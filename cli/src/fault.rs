//! What happens where Selon itself is at fault.

use std::panic::{self, AssertUnwindSafe};

use anyhow::{Error, anyhow};

/// Works on one article. No text may panic; where one does it must not take the others with it.
///
/// # Errors
/// Those of the work, and that it panicked.
pub fn caught<R>(work: impl FnOnce() -> Result<R, Error>) -> Result<R, Error> {
    let fault = |_| {
        let fault = anyhow!("a fault in Selon; please report it with this article");
        Err(fault)
    };
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(fault)
}
