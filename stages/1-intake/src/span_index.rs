//! Which of many spans hold a place.

use crate::Span;

/// Spans that are asked again and again which of them hold a place. A question takes time that grows with the logarithm of
/// their number, and with how many there are that do.
///
/// ```
/// use selon_intake::{Span, SpanIndex};
///
/// let index: SpanIndex = [(0, 40), (4, 9), (6, 30)].map(|(start, end)| Span::new(start, end)).into_iter().collect();
/// assert_eq!(index.holding(Span::new(7, 9)).collect::<Vec<_>>(), [0, 1, 2]);
/// assert_eq!(index.holding(Span::new(8, 12)).collect::<Vec<_>>(), [0, 2]);
/// assert!(!index.any_holds(Span::new(30, 41)));
/// ```
#[derive(Debug, Clone, Default)]
pub struct SpanIndex {
    /// The spans with their numbers, by where they begin.
    spans: Vec<(Span, usize)>,
    /// A binary tree whose leaves are the spans: at each node how far the furthest below it reaches. The node `n` has the
    /// children `2 n` and `2 n + 1`; the root is 1.
    ends: Vec<usize>,
}

impl FromIterator<Span> for SpanIndex {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> SpanIndex {
        let numbered = spans.into_iter().enumerate();
        let mut spans: Vec<(Span, usize)> = numbered.map(|(number, span)| (span, number)).collect();
        spans.sort_unstable_by_key(|&(span, number)| (span.start, number));
        let leaves = spans.len().next_power_of_two();
        let mut ends = vec![0; leaves];
        ends.extend(spans.iter().map(|(span, _)| span.end));
        ends.resize(2 * leaves, 0);
        for node in (1..leaves).rev() {
            ends[node] = ends[2 * node].max(ends[2 * node + 1]);
        }
        SpanIndex { spans, ends }
    }
}

impl SpanIndex {
    /// Whether one of them holds a place.
    pub fn any_holds(&self, place: Span) -> bool {
        self.holding(place).next().is_some()
    }

    /// The numbers of those that hold a place, by where they begin. The first span that was collected has the number 0.
    pub fn holding(&self, place: Span) -> impl Iterator<Item = usize> + '_ {
        let leaves = self.ends.len() / 2;
        let begun = self
            .spans
            .partition_point(|(span, _)| span.start <= place.start);
        // Nodes to look below, with their first leaf and how many there are.
        let mut nodes = vec![(1, 0, leaves)];
        std::iter::from_fn(move || {
            while let Some((node, first, width)) = nodes.pop() {
                if first >= begun || self.ends[node] < place.end {
                    continue;
                }
                if width == 1 {
                    return Some(self.spans[first].1);
                }
                let half = width / 2;
                nodes.push((2 * node + 1, first + half, half));
                nodes.push((2 * node, first, half));
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_holds_a_place_where_there_are_no_spans() {
        assert!(!SpanIndex::default().any_holds(Span::new(0, 0)));
        assert!(!SpanIndex::from_iter([]).any_holds(Span::new(0, 0)));
    }

    proptest! {
        #[test]
        fn those_are_found_that_a_look_at_each_finds(
            spans in proptest::collection::vec((0usize..40, 0usize..20), 0..40),
            at in 0usize..50,
            length in 0usize..10,
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(at, length)| Span::new(at, at + length)).collect();
            let place = Span::new(at, at + length);
            let mut found: Vec<usize> = spans.iter().copied().collect::<SpanIndex>().holding(place).collect();
            found.sort_unstable();
            let looked: Vec<usize> = (0..spans.len()).filter(|&number| spans[number].contains(place)).collect();
            prop_assert_eq!(found, looked);
        }
    }
}
