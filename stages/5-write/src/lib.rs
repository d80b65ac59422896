//! Stage 5: a [`Record`](selon_read::Record) as [text] for people, as [JSON](json) and as [brat] standoff.
//!
//! This is the only stage that knows what leaves the program: inside, every [`Span`](selon_intake::Span) counts bytes;
//! outside, every offset counts Unicode code points. [`CodePoints`] is the one place that converts.

pub mod brat;
mod code_points;
#[cfg(test)]
mod fixture;
mod ids;
pub mod json;
pub mod text;

pub use code_points::CodePoints;
