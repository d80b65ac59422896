//! Stage 3: [`Analysis`](selon_analyse::Analysis) to [`Record`].
//!
//! News and no storage: it finds statements, figures, times, places and mentions, each with the words it was read from.

mod record;

pub use record::*;
