#![no_main]

#[path = "../../stages/1-intake/tests/support/mod.rs"]
mod support;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use selon_intake::Intake;

static INTAKE: LazyLock<Intake> = LazyLock::new(support::fuzzed_intake);

fuzz_target!(|bytes: &[u8]| {
    support::holds(&INTAKE, "-", bytes);
});
