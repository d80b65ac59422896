//! What the readers of figures and times share: their tables' errors, a small view of the text in which both match,
//! phrases, and numbers in digits and words.

pub(crate) mod atoms;
pub(crate) mod numbers;
pub(crate) mod phrases;

use selon_languages::Pack;

/// A pattern of a language table means nothing to the stage that reads it. What a single cell may be the build has checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("languages/{table}.tsv, row `{key}`: {problem}")]
pub struct RuleError {
    /// The file under `languages/` without its ending, `fr/bounds`.
    pub table: String,
    /// The first cell of the row.
    pub key: String,
    /// What is wrong and how to mend it.
    pub problem: String,
}

impl RuleError {
    /// An error in a row of a language's table.
    pub(crate) fn new(
        pack: &Pack,
        table: &str,
        key: &str,
        problem: impl Into<String>,
    ) -> RuleError {
        RuleError {
            table: format!("{}/{table}", pack.code()),
            key: key.to_owned(),
            problem: problem.into(),
        }
    }
}

/// Analyses made by hand, so that a test says all it stands on.
#[cfg(test)]
pub(crate) mod testing {
    use selon_analyse::{Analysis, Feats, Relation, Sentence, Upos, Word, Words};
    use selon_intake::Span;

    use super::atoms::{AtomKind, cut};

    /// One sentence whose words are its atoms, each hanging on the first. `tags` lists `form:UPOS:lemma:feats`, the
    /// last two where they matter; digits are NUM and marks PUNCT without being listed, and all else is X.
    pub fn analysis(text: &str, tags: &str) -> Analysis {
        let words = cut(text, 0).into_iter().enumerate().map(|(index, atom)| {
            let tag = tags.split_whitespace().find_map(|tag| {
                let mut parts = tag.split(':');
                (parts.next() == Some(&atom.text)).then_some(parts)
            });
            let mut tag = tag.into_iter().flatten();
            let upos = match (tag.next(), atom.kind) {
                (Some(name), _) => Upos::from_name(name).unwrap(),
                (None, AtomKind::Digits) => Upos::Num,
                (None, AtomKind::Letters) => Upos::X,
                (None, AtomKind::Mark) => Upos::Punct,
            };
            Word {
                form: atom.span.of(text).into(),
                span: atom.span,
                joined: false,
                lemma: tag.next().map_or(atom.text.clone(), Into::into),
                upos,
                feats: Feats(tag.next().unwrap_or_default().into()),
                head: (index > 0).then_some(0),
                deprel: if index > 0 {
                    Relation::Dep
                } else {
                    Relation::Root
                },
            }
        });
        let words: Vec<Word> = words.collect();
        let span = match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        };
        Analysis {
            model: None,
            language: "fr",
            sentences: vec![Sentence {
                span,
                paragraph: 0,
                words: Words::new(words),
            }],
        }
    }
}
