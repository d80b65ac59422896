//! What cells show a reader.

use selon_keep::ask::{Article, Quote, Source};

/// Between the pieces of what a text parts.
pub const PARTED: &str = " … ";

/// A row that stands by itself.
pub fn itself<R>(row: &R) -> &R {
    row
}

/// Pieces of the text as one.
pub fn words<'q>(pieces: impl IntoIterator<Item = &'q Quote>) -> String {
    let words: Vec<_> = pieces
        .into_iter()
        .map(|piece| piece.text.as_str())
        .collect();
    words.join(PARTED)
}

/// Where pieces stand: `12-40 55-60`.
pub fn offsets<'q>(pieces: impl IntoIterator<Item = &'q Quote>) -> String {
    let offsets = pieces
        .into_iter()
        .map(|piece| format!("{}-{}", piece.start, piece.end));
    offsets.collect::<Vec<_>>().join(" ")
}

/// Whether something holds.
pub fn truth(holds: bool) -> &'static str {
    if holds { "true" } else { "false" }
}

/// The words for somebody, and the name where they do not have it.
pub fn source(source: &Source) -> String {
    let words = &source.span.text;
    match source.actor.as_ref().map(|actor| &actor.name) {
        Some(name) if !words.contains(name) => format!("{words} ({name})"),
        _ => words.clone(),
    }
}

/// Words of the text, if there are any.
pub fn text(quote: Option<&Quote>) -> String {
    quote.map(|quote| quote.text.clone()).unwrap_or_default()
}

/// Where a row comes from, for a reader.
pub fn place(article: &Article, id: &str, words: &[Quote]) -> String {
    let date = article.published.as_deref().unwrap_or_default();
    let lines = [
        article.origin.clone(),
        date.to_owned(),
        format!("{} {id}", article.id),
        offsets(words),
    ];
    let lines = lines.iter().map(|line| line.trim());
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
