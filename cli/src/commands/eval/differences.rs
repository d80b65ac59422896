//! How what the two sides do not have alike is listed.

/// The two sides of a difference, one under the other; a side may have nothing.
pub fn sides<T>(gold: Option<&T>, found: Option<&T>, line: impl Fn(&T) -> String) -> String {
    let shown = |side: Option<&T>| side.map_or_else(|| "—".to_owned(), &line);
    format!("  gold  {}\n  found {}\n\n", shown(gold), shown(found))
}

/// Words as they are shown in a list: without line breaks.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
