//! How a run ends, for whoever started it.

use std::process::ExitCode;

/// Every input was read.
pub const ALL_READ: ExitCode = ExitCode::SUCCESS;

/// Some input failed; each has been named, the others were still read.
pub const SOME_FAILED: ExitCode = ExitCode::FAILURE;

/// How a run ends of which some input failed, or none.
pub fn code(failed: bool) -> ExitCode {
    if failed { SOME_FAILED } else { ALL_READ }
}
