//! Readers of articles as the arguments want them.

use selon::{Error, Model, Selon};

use crate::args::{Articles, Language};
use crate::inputs;
use crate::progress::say;

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

/// A reader of these articles with the model that was asked for, or else with the one that is `usual`.
///
/// # Errors
/// A broken table.
pub fn of_articles(
    articles: &Articles,
    usual: impl FnOnce(&Articles) -> Model,
) -> Result<Selon, Error> {
    let asked = articles.model.asked();
    let model = asked.unwrap_or_else(|| usual(articles));
    let selon = of_language(&articles.language)?.with_model(model)?;
    Ok(match &articles.date {
        Some(date) => selon.with_date(date.clone()),
        None => selon,
    })
}

/// The model for articles that people will look at: the careful one, unless they are too many to wait for. It is said, since
/// nobody has asked for it, where there is anything to read.
pub fn for_pages(articles: &Articles) -> Model {
    match inputs::worth(&articles.paths, MANY) {
        0 => Model::Careful,
        MANY.. => {
            say(
                "reading with the fast model, as there is much to read (--model careful is right more often)",
            );
            Model::Fast
        }
        _ => {
            say("reading with the careful model (--model fast is much quicker)");
            Model::Careful
        }
    }
}

/// So many articles are an archive.
const MANY: u64 = 300;
