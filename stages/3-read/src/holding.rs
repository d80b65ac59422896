//! Which of many pieces of the text hold a place in it.

use std::collections::BTreeSet;

use selon_intake::Span;

/// A piece of the text that belongs to something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    /// The number of what it belongs to.
    pub(crate) owner: usize,
    /// What has the lowest rank comes first.
    pub(crate) rank: usize,
}

/// For each of some spans the first owner, by rank and number, of a piece that holds it, of those that fit the span's number.
/// One walk through the text, which looks at no piece that does not lie around a span.
pub(crate) fn first_holding(
    mut pieces: Vec<Piece>,
    spans: &[Span],
    fits: impl Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    pieces.sort_by_key(|piece| piece.span.start);
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|&number| spans[number].start);
    let mut found = vec![None; spans.len()];
    let mut begun = pieces.into_iter().peekable();
    // The pieces around the place that the walk has come to, by rank and owner, and by where they end.
    let mut ranked: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    let mut ending: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for number in order {
        let span = spans[number];
        while let Some(piece) = begun.next_if(|piece| piece.span.start <= span.start) {
            ranked.insert((piece.rank, piece.owner, piece.span.end));
            ending.insert((piece.span.end, piece.rank, piece.owner));
        }
        while let Some((end, rank, owner)) = ending.pop_first() {
            if end >= span.start {
                ending.insert((end, rank, owner));
                break;
            }
            ranked.remove(&(rank, owner, end));
        }
        let mut holding = ranked.iter().filter(|(_, _, end)| span.end <= *end);
        found[number] = holding
            .find(|(_, owner, _)| fits(number, *owner))
            .map(|(_, owner, _)| *owner);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(start: usize, end: usize, owner: usize, rank: usize) -> Piece {
        let span = Span::new(start, end);
        Piece { span, owner, rank }
    }

    #[test]
    fn the_lowest_rank_that_holds_a_span_is_found_whatever_the_order() {
        let pieces = vec![
            piece(0, 20, 0, 20),
            piece(4, 12, 1, 8),
            piece(10, 16, 2, 6),
            piece(22, 30, 1, 8),
        ];
        let spans = [(11, 12), (11, 14), (5, 6), (25, 26), (1, 18), (20, 24)];
        let spans = spans.map(|(start, end)| Span::new(start, end));
        let found = first_holding(pieces, &spans, |_, _| true);
        assert_eq!(found, [Some(2), Some(2), Some(1), Some(1), Some(0), None]);
    }

    #[test]
    fn what_does_not_fit_gives_way_to_the_next() {
        let pieces = vec![piece(0, 20, 0, 20), piece(4, 12, 1, 8)];
        let spans = [Span::new(5, 6), Span::new(6, 7)];
        let found = first_holding(pieces, &spans, |number, owner| (number, owner) != (0, 1));
        assert_eq!(found, [Some(0), Some(1)]);
    }

    #[test]
    fn of_the_same_rank_the_first_is_found() {
        let pieces = vec![piece(0, 9, 3, 9), piece(0, 9, 2, 9)];
        assert_eq!(
            first_holding(pieces, &[Span::new(1, 2)], |_, _| true),
            [Some(2)]
        );
    }
}
