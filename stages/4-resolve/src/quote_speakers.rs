//! Whose words each piece of the text is.

use selon_intake::{Span, SpanIndex};
use selon_read::{ActorId, Record, Statement, StatementForm};

/// Which parts of the statements are their sources' own words.
pub(crate) struct QuoteSpeakers<'a> {
    statements: &'a [Statement],
    /// How many bytes each says.
    lengths: Vec<usize>,
    /// All pieces of what is said, and the statement of each.
    content: Pieces,
    /// All pieces that are the source's own words, and the statement of each.
    own: Pieces,
    /// What is said whole in somebody's own words.
    whole: SpanIndex,
}

/// Pieces of statements.
#[derive(Default)]
struct Pieces {
    index: SpanIndex,
    /// The statement of each.
    of: Vec<usize>,
}

impl Pieces {
    fn of(all: impl Iterator<Item = (usize, Span)>) -> Pieces {
        let (of, pieces): (Vec<usize>, Vec<Span>) = all.unzip();
        let index = pieces.into_iter().collect();
        Pieces { index, of }
    }

    /// The statements that have a piece around a place.
    fn holding(&self, place: Span) -> impl Iterator<Item = usize> + '_ {
        self.index.holding(place).map(|piece| self.of[piece])
    }
}

impl<'a> QuoteSpeakers<'a> {
    /// `quotations` are the words in quotation marks that stand in no others, in text order.
    pub(crate) fn of(record: &'a Record, quotations: &[Span]) -> QuoteSpeakers<'a> {
        let statements = &record.statements;
        let pieces = |pick: &dyn Fn(&Statement) -> Vec<Span>| {
            let all = statements.iter().enumerate();
            Pieces::of(all.flat_map(|(id, statement)| {
                let pieces = pick(statement).into_iter();
                pieces.map(move |piece| (id, piece))
            }))
        };
        let whole = statements.iter().filter(|statement| is_whole(statement));
        QuoteSpeakers {
            statements,
            lengths: statements.iter().map(Statement::length).collect(),
            content: pieces(&|statement| statement.content.clone()),
            own: pieces(&|statement| own_words(statement, quotations)),
            whole: whole
                .flat_map(|statement| statement.content.iter().copied())
                .collect(),
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

    /// Whether a place is inside what is said whole in somebody's own words.
    pub(crate) fn is_quoted(&self, place: Span) -> bool {
        self.whole.any_holds(place)
    }

    /// The source of the statement with the shortest content around a place, of those in which the words there are its own
    /// or not, as asked.
    fn innermost(&self, place: Span, asked: impl Fn(bool) -> bool) -> Option<ActorId> {
        let own: Vec<usize> = self.own.holding(place).collect();
        let holding = self.content.holding(place).filter(|id| {
            // A pronoun in the source is no part of what the source says.
            let source = &self.statements[*id].source;
            let named = source.iter().any(|source| source.span.contains(place));
            asked(own.contains(id)) && !named
        });
        let statement = holding.min_by_key(|&id| (self.lengths[id], id))?;
        self.statements[statement].source.as_ref()?.actor
    }
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
