//! Whose words each piece of the text is.

use selon_intake::{Span, SpanIndex};
use selon_read::{ActorId, Record, Statement, StatementForm, StatementId, innermost};

/// For each mention whose words it is one of.
pub(crate) struct QuoteSpeakers {
    saying: Vec<Option<ActorId>>,
    reported: Vec<Option<ActorId>>,
    either: Vec<Option<ActorId>>,
    /// What is said whole in somebody's own words.
    whole: SpanIndex,
}

impl QuoteSpeakers {
    /// `quotations` are the words in quotation marks that stand in no others, in text order; `heads` the heads of the mentions.
    pub(crate) fn of(record: &Record, quotations: &[Span], heads: &[Span]) -> QuoteSpeakers {
        let statements = &record.statements;
        let own = statements.iter();
        let own: Vec<Vec<Span>> = own.map(|one| own_words(one, quotations)).collect();
        // The source of the statement with the shortest content around a head, of those in which the words there are its own or
        // not, as asked. A pronoun in the source is no part of what the source says.
        let sources = |asked: &dyn Fn(bool) -> bool| {
            let fits = |mention: usize, StatementId(id): StatementId| {
                let source = statements[id].source.iter();
                let named = |place: Span| source.clone().any(|one| one.span.contains(place));
                asked(holds(&own[id], heads[mention])) && !named(heads[mention])
            };
            let around = innermost(statements, heads, fits).into_iter();
            let source = |id: StatementId| statements[id.0].source.as_ref()?.actor;
            around.map(|id| source(id?)).collect()
        };
        let whole = statements.iter().filter(|statement| is_whole(statement));
        QuoteSpeakers {
            saying: sources(&|own| own),
            reported: sources(&|own| !own),
            either: sources(&|_| true),
            whole: whole
                .flat_map(|statement| statement.content.iter().copied())
                .collect(),
        }
    }

    /// Who says a mention in their own words: *I*.
    pub(crate) fn saying(&self, mention: usize) -> Option<ActorId> {
        self.saying[mention]
    }

    /// Whose words it reports in others: *she* who said.
    pub(crate) fn reported(&self, mention: usize) -> Option<ActorId> {
        self.reported[mention]
    }

    /// Whose words it is in either way.
    pub(crate) fn either(&self, mention: usize) -> Option<ActorId> {
        self.either[mention]
    }

    /// Whether a place is inside what is said whole in somebody's own words.
    pub(crate) fn is_quoted(&self, place: Span) -> bool {
        self.whole.any_holds(place)
    }
}

/// Whether one of some pieces, which are in text order, holds a place.
fn holds(pieces: &[Span], place: Span) -> bool {
    let next = pieces.partition_point(|piece| piece.end < place.end);
    pieces.get(next).is_some_and(|piece| piece.contains(place))
}

/// The words of a statement that are its source's own.
fn own_words(statement: &Statement, quotations: &[Span]) -> Vec<Span> {
    match statement.form {
        _ if is_whole(statement) => statement.content.clone(),
        StatementForm::Mixed => {
            let pieces = statement.content.iter();
            pieces
                .flat_map(|&piece| quoted_in(piece, quotations))
                .collect()
        }
        StatementForm::Direct | StatementForm::Indirect => Vec::new(),
    }
}

/// The parts of a piece that stand in quotation marks.
fn quoted_in(piece: Span, quotations: &[Span]) -> impl Iterator<Item = Span> + '_ {
    let first = quotations.partition_point(|quotation| quotation.end <= piece.start);
    let inside = quotations[first..].iter();
    let inside = inside.take_while(move |quotation| quotation.start < piece.end);
    inside.map(move |quotation| {
        let start = quotation.start.max(piece.start);
        Span::new(start, quotation.end.min(piece.end))
    })
}

/// Whether all that a statement says is in its source's own words.
fn is_whole(statement: &Statement) -> bool {
    statement.form == StatementForm::Direct || is_labelled(statement)
}

/// Whether nothing but punctuation attributes a statement: its content stands behind a name and a colon.
fn is_labelled(statement: &Statement) -> bool {
    let mut cue = statement.cue.iter();
    cue.any(|cue| !cue.lemma.chars().any(char::is_alphanumeric))
}
