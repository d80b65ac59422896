//! Readers of articles as the arguments want them.

use selon::{Error, Selon};

use crate::args::{Articles, Language};

/// A reader of articles in that language, or one that tells.
///
/// # Errors
/// A broken table.
pub fn of_language(language: &Language) -> Result<Selon, Error> {
    let selon = Selon::new()?;
    match language.forced() {
        Some(code) => selon.with_language(code),
        None => Ok(selon),
    }
}

/// A reader of these articles.
///
/// # Errors
/// A broken table.
pub fn of_articles(articles: &Articles) -> Result<Selon, Error> {
    let selon = of_language(&articles.language)?;
    Ok(match &articles.date {
        Some(date) => selon.with_date(date.clone()),
        None => selon,
    })
}
