//! Dates as users write them.

use selon::intake::parse_date;
use selon::{DateSource, Precision, Published};

/// When articles were published, as exactly as it was written.
///
/// # Errors
/// What is no date, with how to write one.
pub fn published(written: &str) -> Result<Published, String> {
    let (value, precision) = parse_date(written).ok_or(
        "write a date as 2026-03-12, 2026-03 or 2026, or with the time as 2026-03-12T14:05",
    )?;
    Ok(Published {
        value,
        precision,
        from: DateSource::Given,
    })
}

/// A day, month or year.
///
/// # Errors
/// What is none, with how to write one.
pub fn day(written: &str) -> Result<String, String> {
    let (value, precision) =
        parse_date(written).ok_or("write a date as 2026-03-12, 2026-03 or 2026")?;
    match precision {
        Precision::Minute => Err("write a day, a month or a year, without the time".to_owned()),
        _ => Ok(value),
    }
}
