//! One module a command.

pub mod attribution;
pub mod grammar;
pub mod pages;
pub mod read;
pub mod train;
