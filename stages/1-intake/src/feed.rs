//! RSS and Atom: an entry an article.

use chrono::{DateTime, Utc};
use feed_rs::model;
use feed_rs::parser::Builder;
use jiff::fmt::rfc2822;

use crate::{Damaged, Entry, Item, Kind, parse_date};

/// The articles of a feed, in its order.
pub(crate) fn entries(bytes: &[u8], name: &str) -> Result<Vec<Item>, Damaged> {
    let parser = Builder::new().timestamp_parser(clock).build();
    let feed = parser.parse(bytes).map_err(|error| Damaged {
        origin: name.to_owned(),
        problem: format!("no feed can be read: {error}"),
    })?;
    let entries = feed.entries.into_iter().zip(1..);
    Ok(entries
        .map(|(entry, number)| item(entry, number, name))
        .collect())
}

fn item(entry: model::Entry, number: u64, name: &str) -> Item {
    let alternate = |link: &&model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry
        .links
        .iter()
        .find(alternate)
        .map(|link| link.href.trim().to_owned());
    let origin = link.filter(|link| !link.is_empty());
    let content = entry
        .content
        .and_then(|content| Some((content.body?, content.content_type)));
    let summary = entry
        .summary
        .map(|summary| (summary.content, summary.content_type));
    let full = content.filter(|(body, _)| !body.trim().is_empty());
    let (body, kind) = full.or(summary).unzip();
    // Feeds say `text` and write markup.
    let body: String = body.unwrap_or_default();
    let markup =
        kind.is_some_and(|kind| kind.subty().as_str().ends_with("html")) || body.contains("</");
    let author = entry.authors.into_iter().find_map(|author| author.name);
    Item {
        origin: origin.unwrap_or_else(|| format!("{name}:{number}")),
        bytes: body.into_bytes(),
        kind: Kind::Entry(Box::new(Entry {
            title: entry.title.map(|title| title.content),
            date: entry.published.map(written),
            author,
            markup,
        })),
    }
}

/// The time on the clock where a date was written, as if that were in Greenwich: a record has no time zones.
fn clock(date: &str) -> Option<DateTime<Utc>> {
    let date = date.trim();
    let value = match parse_date(date) {
        Some((value, _)) => value,
        None => {
            let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
            let zoned = parser.parse_zoned_datetime(date).ok()?;
            zoned.strftime("%Y-%m-%dT%H:%M").to_string()
        }
    };
    let whole = match value.len() {
        4 => format!("{value}-01-01T00:00:00Z"),
        7 => format!("{value}-01T00:00:00Z"),
        10 => format!("{value}T00:00:00Z"),
        _ => format!("{value}:00Z"),
    };
    DateTime::parse_from_rfc3339(&whole)
        .ok()
        .map(|date| date.to_utc())
}

/// A date as it counts: to the minute, or to the day where it is midnight sharp.
fn written(date: DateTime<Utc>) -> String {
    let written = date.to_rfc3339();
    let (day, time) = written.split_once('T').unwrap_or((&written, ""));
    match time.starts_with("00:00") {
        true => day.to_owned(),
        false => format!("{day}T{}", time.get(..5).unwrap_or_default()),
    }
}
