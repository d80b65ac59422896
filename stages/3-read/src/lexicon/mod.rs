//! What the language's tables say of words, as the rules ask it: each module reads its tables once and answers for
//! one kind of rule.

pub(crate) mod cues;
pub(crate) mod events;
pub(crate) mod names;
mod slot;

pub(crate) use slot::Slot;
