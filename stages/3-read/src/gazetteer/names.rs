//! How the tables write names: those of every language and those of one, with straight apostrophes.

use std::borrow::Cow;

use selon_languages::{ByLanguage, Pack};

/// The names of a row: those of every language, then those of one.
pub(super) fn names(
    all: &'static [&'static str],
    own: ByLanguage,
    pack: &Pack,
) -> impl Iterator<Item = &'static str> + use<> {
    all.iter().chain(own.get(pack.code())).copied()
}

/// The text with straight apostrophes, as the tables write them.
pub(super) fn straight(text: &str) -> Cow<'_, str> {
    if text.contains('’') {
        Cow::Owned(text.replace('’', "'"))
    } else {
        Cow::Borrowed(text)
    }
}
