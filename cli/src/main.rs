//! The `selon` command.
fn main() {}
