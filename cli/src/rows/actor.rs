//! Rows of actors.

use selon_keep::ask::{ActorRow, Article, Entity};

use super::cells::Part;
use super::shown::{place, text};
use super::{Row, Shown};

impl Row for ActorRow {
    const KIND: &'static str = "actor";

    const QUESTION: &'static str = "actors";

    const SHOWN: &'static [Shown<Self>] = &[
        ("name", |row| row.entity.name.clone()),
        ("kind", |row| codes(&row.entity)),
        ("mentions", |row| row.mentions.len().to_string()),
        ("statements", |row| row.statements.to_string()),
        ("sentence", |row| text(row.sentence.as_ref())),
        ("article", |row| {
            place(
                &row.document,
                &row.id,
                row.mentions.get(..1).unwrap_or_default(),
            )
        }),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("id", Part::Text(|row| Some(&row.id))),
        ("actor", Part::Entity(|row| Some(&row.entity))),
        ("mentions", Part::Pieces(|row| &row.mentions)),
        ("statements", Part::Count(|row| row.statements)),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "mentions";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }
}

/// What sort of actor it is, and the codes that are known.
fn codes(entity: &Entity) -> String {
    let codes = [&entity.country, &entity.sector, &entity.known_as];
    let codes = codes.into_iter().filter_map(Option::as_deref);
    let codes: Vec<_> = std::iter::once(entity.kind.as_str()).chain(codes).collect();
    codes.join(", ")
}
