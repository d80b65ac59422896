//! Where quotations stand: nested, in mixed styles, and carried over from one paragraph into the next.
//!
//! Marks are matched on the article's text and not on its sentences, because a quotation may hold several sentences and
//! several paragraphs. Whether somebody *speaks* in a quotation is not decided here: the marks around a label look the
//! same. See [`crate::statements`].

use rustc_hash::FxHashMap;
use selon_intake::Span;
use selon_languages::{MarkRole as Role, shared};

/// One pair of quotation marks and the words between, or the part of a longer quotation that one paragraph holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// From the opening mark to the closing mark, both included; from the paragraph's beginning where it takes up a
    /// quotation without a mark, to the paragraph's end where none closes it.
    pub(crate) span: Span,
    /// The words without the marks and the spaces beside them.
    pub(crate) inner: Span,
    /// 0 for a quotation, 1 for one inside it, and so on.
    pub(crate) depth: usize,
    /// The piece in the paragraph before that this one takes up.
    pub(crate) continues: Option<usize>,
}

/// A quotation with the pieces that take it up in later paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuotedPassage {
    /// The pieces, marks included, in text order.
    pub(crate) pieces: Vec<Span>,
    /// How deep it is nested.
    pub(crate) depth: usize,
}

impl QuotedPassage {
    pub(crate) fn start(&self) -> usize {
        self.pieces[0].start
    }

    pub(crate) fn end(&self) -> usize {
        self.pieces[self.pieces.len() - 1].end
    }
}

/// Joins each quotation with those that continue it.
pub(crate) fn passages(quotations: &[Quotation]) -> Vec<QuotedPassage> {
    let mut passages: Vec<QuotedPassage> = Vec::new();
    let mut passage_of = vec![0; quotations.len()];
    for (index, quotation) in quotations.iter().enumerate() {
        match quotation.continues {
            Some(previous) => {
                passage_of[index] = passage_of[previous];
                passages[passage_of[previous]].pieces.push(quotation.span);
            }
            None => {
                passage_of[index] = passages.len();
                passages.push(QuotedPassage {
                    pieces: vec![quotation.span],
                    depth: quotation.depth,
                });
            }
        }
    }
    passages
}

/// Nobody nests more quotations than this: the outermost was left open and ends where a further one begins. Without this, the
/// quotations that a text never closes would each hold all that follow.
const DEEPEST: usize = 4;

/// The marks of `languages/shared/quotation-marks.tsv`: of every language, as texts mix them.
#[derive(Debug)]
pub(crate) struct Marks(FxHashMap<char, (Role, char)>);

impl Marks {
    /// Reads the table.
    pub(crate) fn load() -> Marks {
        let rows = shared::QUOTATION_MARKS.iter();
        Marks(
            rows.map(|row| (row.mark, (row.role, row.partner)))
                .collect(),
        )
    }

    /// Whether the character opens or closes quotations (an apostrophe does not count).
    pub(crate) fn is_mark(&self, character: char) -> bool {
        self.0
            .get(&character)
            .is_some_and(|(role, _)| *role != Role::Apostrophe)
    }

    /// Whether a word is nothing but marks.
    pub(crate) fn are_marks(&self, form: &str) -> bool {
        DOUBLED.contains(&form) || form.chars().all(|c| self.is_mark(c))
    }

    /// The quotations of a text, sorted by where they begin, an outer one before those inside it.
    pub(crate) fn quotations(&self, text: &str, paragraphs: &[Span]) -> Vec<Quotation> {
        let mut found: Vec<Quotation> = Vec::new();
        let mut carried: Option<(usize, char)> = None;
        for (at, &paragraph) in paragraphs.iter().enumerate() {
            let marked = self.opens_with_mark(text, paragraph);
            let runs_on =
                |&(_, mark): &(usize, char)| self.closes_ahead(text, &paragraphs[at..], mark);
            let taken_up = carried.filter(|open| marked || runs_on(open));
            let implied = taken_up.filter(|_| !marked).map(|(_, mark)| mark);
            let first = found.len();
            let unclosed = self.scan(text, paragraph, implied, &mut found);
            let outermost = (first..found.len()).find(|&index| found[index].depth == 0);
            if let (Some((previous, _)), Some(next)) = (taken_up, outermost) {
                found[next].continues = Some(previous);
            }
            carried = unclosed;
        }
        found
    }

    /// Whether a quotation that was left open goes on in these paragraphs without a mark: its closing mark comes before
    /// another one opens. Marks that look the same on both sides tell nothing.
    fn closes_ahead(&self, text: &str, paragraphs: &[Span], mark: char) -> bool {
        const FAR: usize = 5; // A longer speech repeats its mark.
        let Some(&(Role::Open, partner)) = self.0.get(&mark) else {
            return false;
        };
        let mut ahead = paragraphs.iter().take(FAR);
        let first = ahead.find_map(|paragraph| {
            paragraph
                .of(text)
                .chars()
                .find(|c| [mark, partner].contains(c))
        });
        first == Some(partner)
    }

    /// A paragraph takes up an open quotation when its first character is a mark of any kind: some houses repeat the
    /// opening mark, others begin with the closing one, and careless copies change the style.
    fn opens_with_mark(&self, text: &str, paragraph: Span) -> bool {
        paragraph
            .of(text)
            .chars()
            .next()
            .is_some_and(|first| self.is_mark(first))
            || DOUBLED
                .iter()
                .any(|mark| paragraph.of(text).starts_with(mark))
    }

    /// Whether the mark's own partner still comes in this paragraph. Where it does not, a closing mark of another style
    /// stands in for it, as it does in careless copies.
    fn closes_later(&self, mark: char, rest: &str) -> bool {
        const FAR: usize = 2000; // Bounds the look-ahead on a text made of nothing but marks.
        rest.chars().take(FAR).any(|c| {
            self.0
                .get(&c)
                .is_some_and(|&(role, partner)| role != Role::Open && partner == mark)
        })
    }

    /// Adds the quotations of one paragraph; returns the outermost one and its mark if the paragraph ends before its
    /// closing mark. `implied` is the mark of a quotation that the whole beginning of the paragraph stands in.
    fn scan(
        &self,
        text: &str,
        paragraph: Span,
        implied: Option<char>,
        found: &mut Vec<Quotation>,
    ) -> Option<(usize, char)> {
        let mut open: Vec<(usize, char)> = Vec::new();
        let body = paragraph.of(text);
        let first = found.len();
        if let Some(mark) = implied {
            open.push((found.len(), mark));
            let start = Span::new(paragraph.start, paragraph.start);
            found.push(Quotation {
                span: start,
                inner: start,
                depth: 0,
                continues: None,
            });
        }
        for (at, character, width) in marks(body) {
            let Some(&(role, partner)) = self.0.get(&character) else {
                continue;
            };
            let (start, end) = (paragraph.start + at, paragraph.start + at + width);
            let before = body[..at].chars().next_back();
            let after = body[at + width..].chars().next();
            let closes = open
                .iter()
                .rposition(|&(_, mark)| ends(mark, character, partner))
                .or_else(|| {
                    let (_, mark) = *open
                        .last()
                        .filter(|_| role != Role::Open && role != Role::Apostrophe)?;
                    let mismatched =
                        hugs_left(before, after) && !self.closes_later(mark, &body[at..]);
                    mismatched.then_some(open.len() - 1)
                });
            let opens = match role {
                Role::Open => closes.is_none() || !hugs_left(before, after),
                Role::Close => open.is_empty() && at == 0,
                Role::Both => closes.is_none() || (hugs_right(before, after) && open.len() < 2),
                Role::Apostrophe => false,
            };
            if role == Role::Apostrophe && letter(before) && letter(after) {
                continue;
            }
            if opens {
                if open.len() >= DEEPEST {
                    let (left_open, _) = open.remove(0);
                    close(&mut found[left_open], text, start, start);
                }
                open.push((
                    found.len(),
                    if role == Role::Close {
                        partner
                    } else {
                        character
                    },
                ));
                found.push(Quotation {
                    span: Span::new(start, end),
                    inner: Span::new(end, end),
                    depth: open.len() - 1,
                    continues: None,
                });
            } else if let Some(level) = closes {
                let (index, _) = open[level];
                close(&mut found[index], text, start, end);
                for (index, _) in open.drain(level..).skip(1) {
                    close(&mut found[index], text, start, start);
                }
            }
        }
        let outermost = open.first().copied();
        for (index, _) in open {
            close(&mut found[index], text, paragraph.end, paragraph.end);
        }
        debug_assert!(found[first..].is_sorted_by_key(|quotation| quotation.span.start));
        outermost
    }
}

/// Two typewriter's signs that stand for one mark: a quotation begins with *``* or *''* and ends with *''*.
pub(crate) const DOUBLED: [&str; 2] = ["''", "``"];

/// The characters of a text with where they stand and how many bytes they take; two that stand for one mark as that mark.
fn marks(text: &str) -> impl Iterator<Item = (usize, char, usize)> {
    let mut taken = 0;
    text.char_indices().filter_map(move |(at, character)| {
        if at < taken {
            return None;
        }
        let doubled = DOUBLED.iter().any(|mark| text[at..].starts_with(mark));
        let (character, width) = if doubled {
            ('"', 2)
        } else {
            (character, character.len_utf8())
        };
        taken = at + width;
        Some((at, character, width))
    })
}

fn ends(opened_by: char, character: char, partner: char) -> bool {
    partner == opened_by || (opened_by == '„' && character == '“')
}

fn close(quotation: &mut Quotation, text: &str, inner_end: usize, end: usize) {
    let raw = Span::new(quotation.inner.start, inner_end.max(quotation.inner.start));
    let words = raw.of(text);
    let start = raw.start + (words.len() - words.trim_start().len());
    quotation.inner = Span::new(start, (raw.start + words.trim_end().len()).max(start));
    quotation.span.end = end;
}

/// A mark with space before and a word after opens; `"` shows its role by nothing else.
fn hugs_right(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([-–—'’".contains(c))
        && after.is_some_and(|c| !c.is_whitespace() && !".,;:!?)".contains(c))
}

/// A mark with a word before and space or punctuation after closes.
fn hugs_left(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric())
}

fn letter(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon_intake::Article;

    fn quotations(text: &str) -> Vec<(usize, String, Option<usize>)> {
        let article = Article {
            id: String::new(),
            origin: String::new(),
            title: None,
            author: None,
            text: text.to_owned(),
            published: None,
            encoding: "utf-8",
        };
        let found = Marks::load().quotations(text, &article.paragraphs());
        found
            .into_iter()
            .map(|q| (q.depth, q.inner.of(text).to_owned(), q.continues))
            .collect()
    }

    #[test]
    fn styles_nest() {
        assert_eq!(
            quotations("« Le maire parle de “bon sens” », dit-elle. \"Non\", dit l'autre."),
            [
                (0, "Le maire parle de “bon sens”".into(), None),
                (1, "bon sens".into(), None),
                (0, "Non".into(), None)
            ]
        );
    }

    #[test]
    fn straight_marks_nest_inside_guillemets_and_in_pairs() {
        assert_eq!(
            quotations("He said \"we go\" and \"we stay\"."),
            [(0, "we go".into(), None), (0, "we stay".into(), None)]
        );
    }

    #[test]
    fn a_quotation_runs_over_paragraphs_that_repeat_no_mark() {
        assert_eq!(
            quotations("Il a dit : « Nous partons.\nTous.\nDemain “tôt”. »\nLa foule crie."),
            [
                (0, "Nous partons.".into(), None),
                (0, "Tous.".into(), Some(0)),
                (0, "Demain “tôt”.".into(), Some(1)),
                (1, "tôt".into(), None)
            ]
        );
        assert_eq!(
            quotations("« Nous partons.\nLa foule crie : « Non ! »"),
            [(0, "Nous partons.".into(), None), (0, "Non !".into(), None)]
        );
    }

    #[test]
    fn a_quotation_left_open_is_taken_up_by_the_next_paragraph() {
        assert_eq!(
            quotations(
                "Il a dit : « Nous partons.\n\n“Nous ne reviendrons pas.”\n\nLa foule crie."
            ),
            [
                (0, "Nous partons.".into(), None),
                (0, "Nous ne reviendrons pas.".into(), Some(0))
            ]
        );
    }

    #[test]
    fn a_closing_mark_at_a_paragraphs_head_takes_the_quotation_up() {
        assert_eq!(
            quotations("« Nous partons.\n\n» Nous revenons », dit-il."),
            [
                (0, "Nous partons.".into(), None),
                (0, "Nous revenons".into(), Some(0))
            ]
        );
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph_when_nothing_takes_it_up() {
        assert_eq!(
            quotations("« Nous partons.\n\nLa foule crie."),
            [(0, "Nous partons.".into(), None)]
        );
    }

    #[test]
    fn of_quotations_that_nothing_closes_few_hold_the_next() {
        let text = "« Nous partons. ".repeat(9);
        let found = quotations(&text);
        assert_eq!(found.len(), 9);
        assert!(found.iter().all(|(depth, ..)| *depth < DEEPEST));
        let times = |words: &String| words.matches("Nous").count();
        assert!(found.iter().all(|(_, words, _)| times(words) <= DEEPEST));
    }

    #[test]
    fn a_mark_of_another_style_closes_where_the_right_one_is_missing() {
        assert_eq!(
            quotations("Il parle de “paix\" et de « guerre »."),
            [(0, "paix".into(), None), (0, "guerre".into(), None)]
        );
    }

    #[test]
    fn apostrophes_are_not_marks() {
        assert_eq!(
            quotations("L’accord d’hier, ‘l’affaire’ des élus’ amis"),
            [(0, "l’affaire".into(), None)]
        );
    }
}
