//! What a mark of punctuation does: the one place of this crate's grammar that lists characters.

use std::sync::LazyLock;

use selon_languages::{MarkRole, shared};

use crate::quotations::DOUBLED;

/// The marks that come in pairs around quotations.
static QUOTATION_MARKS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let rows = shared::QUOTATION_MARKS.iter();
    rows.filter(|row| row.role != MarkRole::Apostrophe)
        .map(|row| row.mark)
        .collect()
});

/// The hyphens that tie a word to the next: *dit-il*.
pub(crate) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

pub(crate) fn is_comma(form: &str) -> bool {
    form == ","
}

/// Whether a word is a dash, which a hyphen is where it stands alone.
pub(crate) fn is_dash(form: &str) -> bool {
    ["–", "—", "―", "-"].contains(&form)
}

/// Whether a word sets off what stands beside it: a comma or a dash.
pub(crate) fn sets_off(form: &str) -> bool {
    is_comma(form) || is_dash(form)
}

/// Whether behind a word something begins that could be a sentence: a colon or a semicolon.
pub(crate) fn parts_clauses(form: &str) -> bool {
    [":", ";"].contains(&form)
}

/// Whether a word is a bracket, open or closed.
pub(crate) fn is_bracket(form: &str) -> bool {
    ["(", ")", "[", "]"].contains(&form)
}

/// Whether a word opens or closes a quotation.
pub(crate) fn is_quotation_mark(form: &str) -> bool {
    let first = form.chars().next();
    DOUBLED.contains(&form) || first.is_some_and(|first| QUOTATION_MARKS.contains(&first))
}

/// Whether a mark stands inside words and between the parts of one, where it sets nothing off.
pub(crate) fn ties(form: &str) -> bool {
    let tie = |c| HYPHENS.contains(&c) || ['’', '\'', '/'].contains(&c);
    form.chars().all(tie)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_does_what_it_does() {
        assert!(sets_off(",") && sets_off("–") && sets_off("-") && !sets_off(";"));
        assert!(parts_clauses(":") && parts_clauses(";") && !parts_clauses(","));
        assert!(is_bracket("[") && !is_bracket("«"));
        assert!(ties("’") && ties("-") && ties("/") && !ties("–") && !ties(","));
    }

    #[test]
    fn an_apostrophe_is_no_quotation_mark_and_a_doubled_one_is() {
        assert!(is_quotation_mark("«") && is_quotation_mark("”") && is_quotation_mark("''"));
        assert!(!is_quotation_mark("’") && !is_quotation_mark("("));
    }
}
