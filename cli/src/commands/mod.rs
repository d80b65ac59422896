//! One module a command.

pub mod across;
pub mod add;
pub mod ask;
pub mod attribution;
pub mod events;
pub mod export;
pub mod extraction;
mod gold;
pub mod grammar;
pub mod names;
pub mod pages;
pub mod read;
pub mod train;
