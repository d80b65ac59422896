//! Whose words each piece of the text is.

use selon_intake::Span;
use selon_read::{ActorId, Marks, Record, Statement, StatementForm};

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
