//! Rows of places.

use selon_keep::ask::{Article, Location, PlaceRow};

use super::cells::Part;
use super::shown::{place, text};
use super::{Row, Shown};

impl Row for PlaceRow {
    const KIND: &'static str = "place";

    const QUESTION: &'static str = "places";

    const SHOWN: &'static [Shown<Self>] = &[
        ("place", |row| row.place.span.text.clone()),
        ("name", |row| row.place.name.clone()),
        ("where", |row| whereabouts(&row.place)),
        ("sentence", |row| text(row.sentence.as_ref())),
        ("article", |row| {
            place(
                &row.document,
                &row.id,
                std::slice::from_ref(&row.place.span),
            )
        }),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("id", Part::Text(|row| Some(&row.id))),
        ("place", Part::Words(|row| Some(&row.place.span))),
        ("place", Part::Location(|row| Some(&row.place))),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "place";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    const PLACE: Option<fn(&Self) -> Option<&Location>> = Some(|row| Some(&row.place));
}

/// The country and the degrees of a place, as far as they are known.
fn whereabouts(place: &Location) -> String {
    let degrees = place.latitude.zip(place.longitude);
    let degrees = degrees.map(|(latitude, longitude)| format!("{latitude}, {longitude}"));
    let known = place.country.clone().into_iter().chain(degrees);
    known.collect::<Vec<_>>().join("\n")
}
