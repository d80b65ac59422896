//! Whose words each piece of the text is.

use rustc_hash::FxHashMap;
use selon_intake::Span;
use selon_languages::shared_table;
use selon_read::{ActorId, Record, Statement, StatementForm};

/// What a quotation mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

/// The quotation marks of every language, apostrophes left out.
#[derive(Debug)]
pub(crate) struct Marks(FxHashMap<char, Mark>);

impl Marks {
    pub(crate) fn load() -> Marks {
        let rows = shared_table("quotation-marks").rows().filter_map(|row| {
            let mark = match row.get("role")? {
                "open" => Mark::Opens,
                "close" => Mark::Closes,
                "both" => Mark::Either,
                _ => return None,
            };
            Some((row.key().chars().next()?, mark))
        });
        Marks(rows.collect())
    }

    /// The quoted parts of a span, those inside others left out.
    fn quoted(&self, text: &str, span: Span) -> Vec<Span> {
        let mut parts = Vec::new();
        let mut open = Vec::new();
        for (at, character) in span.of(text).char_indices() {
            let place = span.start + at;
            match self.0.get(&character) {
                Some(Mark::Opens) => open.push(place),
                Some(Mark::Either) if open.is_empty() => open.push(place),
                Some(_) => {
                    let start = open.pop().filter(|_| open.is_empty());
                    parts.extend(start.map(|start| Span::new(start, place)));
                }
                None => {}
            }
        }
        let rest = open.first().map(|&start| Span::new(start, span.end));
        parts.into_iter().chain(rest).collect()
    }
}

/// Which parts of the statements are their sources' own words.
pub(crate) struct Voices<'a> {
    statements: &'a [Statement],
    /// For each statement.
    own: Vec<Vec<Span>>,
}

impl<'a> Voices<'a> {
    pub(crate) fn of(record: &'a Record, marks: &Marks) -> Voices<'a> {
        let text = record.document.text.as_str();
        let own = |statement: &Statement| match statement.form {
            _ if is_labelled(statement) => statement.content.clone(),
            StatementForm::Direct => statement.content.clone(),
            StatementForm::Indirect => Vec::new(),
            StatementForm::Mixed => {
                let pieces = statement.content.iter();
                pieces
                    .flat_map(|&piece| marks.quoted(text, piece))
                    .collect()
            }
        };
        Voices {
            statements: &record.statements,
            own: record.statements.iter().map(own).collect(),
        }
    }

    /// Who says the word at a place in their own words: *I*.
    pub(crate) fn saying(&self, place: Span) -> Option<ActorId> {
        self.innermost(place, |own| own)
    }

    /// Whose words it reports in others: *she* who said.
    pub(crate) fn reported(&self, place: Span) -> Option<ActorId> {
        self.innermost(place, |own| !own)
    }

    /// Whose words it is in either way.
    pub(crate) fn either(&self, place: Span) -> Option<ActorId> {
        self.innermost(place, |_| true)
    }

    /// What is said whole in somebody's own words.
    pub(crate) fn whole(&self) -> Vec<Span> {
        let whole = self
            .statements
            .iter()
            .filter(|statement| statement.form == StatementForm::Direct || is_labelled(statement));
        whole
            .flat_map(|statement| statement.content.clone())
            .collect()
    }

    /// The source of the statement with the shortest content around a place, of those in which the words there are its own
    /// or not, as asked.
    fn innermost(&self, place: Span, asked: impl Fn(bool) -> bool) -> Option<ActorId> {
        let holds = |pieces: &[Span]| pieces.iter().any(|piece| piece.contains(place));
        let holding = self.statements.iter().zip(&self.own).filter(|(one, own)| {
            // A pronoun in the source is no part of what the source says.
            let source = one.source.iter().any(|source| source.span.contains(place));
            holds(&one.content) && asked(holds(own)) && !source
        });
        let length = |statement: &Statement| -> usize {
            statement.content.iter().map(|piece| piece.len()).sum()
        };
        let (statement, _) = holding.min_by_key(|(statement, _)| length(statement))?;
        statement.source.as_ref()?.actor
    }
}

/// Whether nothing but punctuation attributes a statement: its content stands behind a name and a colon.
fn is_labelled(statement: &Statement) -> bool {
    let mut cue = statement.cue.iter();
    cue.any(|cue| !cue.lemma.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_parts_are_the_outermost() {
        let text = "qu’il « part “demain” » et \"reste\" ou « non";
        let parts = Marks::load().quoted(text, Span::new(0, text.len()));
        let words: Vec<&str> = parts.iter().map(|part| part.of(text)).collect();
        assert_eq!(words, ["« part “demain” ", "\"reste", "« non"]);
    }
}
