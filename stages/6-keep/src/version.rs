//! Versions of the tables.

/// The version of the tables.
pub(crate) const VERSION: u32 = 4;

/// The last version without the tables of `across.sql`.
pub(crate) const ALONE: u32 = 1;

/// The first version with the tables of `events.sql`.
pub(crate) const WITH_EVENTS: u32 = 3;
