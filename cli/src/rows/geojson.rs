//! Rows on a map: GeoJSON (RFC 7946).

use std::io::{self, Write};

use selon_keep::ask::Location;
use serde_json::{Map, Value, json};

use super::{Row, cells};

/// Writes a feature for each row. One whose place is not known, or not where it lies, has no geometry. Its properties are the
/// columns of CSV.
///
/// # Errors
/// `out` takes no more.
pub fn write<R: Row>(rows: &[R], out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<_> = cells::names::<R>().collect();
    write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (at, row) in rows.iter().enumerate() {
        writeln!(out, "{}", if at == 0 { "" } else { "," })?;
        serde_json::to_writer(&mut *out, &feature(row, &names))?;
    }
    writeln!(out, "\n]}}")
}

fn feature<R: Row>(row: &R, names: &[String]) -> Value {
    let values = cells::of(row).into_iter().flat_map(cells::values);
    let properties: Map<_, _> = names.iter().cloned().zip(values).collect();
    let place = R::PLACE.and_then(|place| place(row));
    let article = &row.article().id;
    json!({
        "type": "Feature",
        "id": row.id().map_or_else(|| article.clone(), |id| format!("{article}:{id}")),
        "geometry": place.and_then(point),
        "properties": properties,
    })
}

/// East comes before north.
fn point(place: &Location) -> Option<Value> {
    let (latitude, longitude) = place.latitude.zip(place.longitude)?;
    Some(json!({ "type": "Point", "coordinates": [longitude, latitude] }))
}
