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
    /// The innermost one that it stands in.
    pub(crate) outer: Option<usize>,
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

    /// The piece that holds a span.
    pub(crate) fn piece_around(&self, span: Span) -> Option<Span> {
        let next = self
            .pieces
            .partition_point(|piece| piece.start <= span.start);
        let piece = self.pieces[..next].last().copied();
        piece.filter(|piece| piece.contains(span))
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
        nest(&mut found);
        debug_assert!(found.is_sorted_by_key(|quotation| quotation.span.start));
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
        let body = paragraph.of(text);
        doubled(body).is_some() || body.starts_with(|first| self.is_mark(first))
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
        let body = paragraph.of(text);
        let mut scan = Scan {
            text,
            paragraph,
            closing: self.closing(body),
            found,
            open: Vec::new(),
        };
        if let Some(by) = implied {
            scan.open(Span::new(paragraph.start, paragraph.start), by);
        }
        let mut before = (0, 0);
        for (at, character, width) in marks(body) {
            let Some(&(role, partner)) = self.0.get(&character) else {
                continue;
            };
            let (start, end) = (paragraph.start + at, paragraph.start + at + width);
            before = (at, before.1 + body[before.0..at].chars().count());
            let mark = MarkAt {
                span: Span::new(start, end),
                character,
                role,
                partner,
                before: body[..at].chars().next_back(),
                after: body[at + width..].chars().next(),
            };
            scan.mark(&mark, before.1);
        }
        scan.finish()
    }

    /// Where marks stand that close, by their partner, in characters.
    fn closing(&self, body: &str) -> FxHashMap<char, Vec<usize>> {
        let mut closing: FxHashMap<char, Vec<usize>> = FxHashMap::default();
        for (at, character) in body.chars().enumerate() {
            match self.0.get(&character) {
                Some(&(role, partner)) if role != Role::Open => {
                    closing.entry(partner).or_default().push(at);
                }
                _ => {}
            }
        }
        closing
    }
}

/// How deep quotations nest at most. What is opened further inside is read as if it had no mark.
const DEEPEST: usize = 8;

/// A mark of quotation where it stands in a paragraph.
struct MarkAt {
    span: Span,
    character: char,
    role: Role,
    partner: char,
    before: Option<char>,
    after: Option<char>,
}

impl MarkAt {
    /// With space before and a word after it opens; `"` shows its role by nothing else.
    fn hugs_right(&self) -> bool {
        let opens = |c: char| c.is_whitespace() || "([-–—'’".contains(c);
        let begins = |c: char| !c.is_whitespace() && !".,;:!?)".contains(c);
        self.before.is_none_or(opens) && self.after.is_some_and(begins)
    }

    /// With a word before and space or punctuation after it closes.
    fn hugs_left(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
            && self.after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// Whether it is no more than an apostrophe: *L’accord*.
    fn is_inside_word(&self) -> bool {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        self.role == Role::Apostrophe && letter(self.before) && letter(self.after)
    }

    /// Whether it closes what a mark has opened, by what the two look like.
    fn ends(&self, opened_by: char) -> bool {
        self.partner == opened_by || (opened_by == '„' && self.character == '“')
    }
}

/// The search for the quotations of one paragraph.
struct Scan<'a> {
    text: &'a str,
    paragraph: Span,
    /// Where marks stand that close, by the mark that they are the partner of, in characters from the paragraph's beginning.
    closing: FxHashMap<char, Vec<usize>>,
    found: &'a mut Vec<Quotation>,
    /// Which quotations are open, outer before inner, each with its mark.
    open: Vec<(usize, char)>,
}

impl Scan<'_> {
    /// Looks at the next mark, before which so many characters stand in the paragraph.
    fn mark(&mut self, mark: &MarkAt, characters: usize) {
        if mark.is_inside_word() {
            return;
        }
        let level = self.level_closed(mark, characters);
        let opens = match mark.role {
            Role::Open => level.is_none() || !mark.hugs_left(),
            Role::Close => self.open.is_empty() && mark.span.start == self.paragraph.start,
            Role::Both => level.is_none() || (mark.hugs_right() && self.open.len() < 2),
            Role::Apostrophe => false,
        };
        if opens {
            let by = match mark.role {
                Role::Close => mark.partner,
                _ => mark.character,
            };
            self.open(mark.span, by);
        } else if let Some(level) = level {
            self.close(level, mark.span);
        }
    }

    /// The open quotation that a mark can close: the innermost of its own style, or any where the right mark is missing.
    fn level_closed(&self, mark: &MarkAt, characters: usize) -> Option<usize> {
        let own = self.open.iter().rposition(|&(_, by)| mark.ends(by));
        own.or_else(|| {
            let can_close = matches!(mark.role, Role::Close | Role::Both);
            let &(_, by) = self.open.last().filter(|_| can_close)?;
            let mismatched = mark.hugs_left() && !self.closes_later(by, characters);
            mismatched.then_some(self.open.len() - 1)
        })
    }

    /// Whether a mark's own partner still comes soon in this paragraph. Where it does not, a closing mark of another style
    /// stands in for it, as it does in careless copies.
    fn closes_later(&self, by: char, from: usize) -> bool {
        const FAR: usize = 2000;
        let closing = self.closing.get(&by).map_or(&[][..], Vec::as_slice);
        let next = closing.get(closing.partition_point(|&at| at < from));
        next.is_some_and(|&next| next < from + FAR)
    }

    fn open(&mut self, mark: Span, by: char) {
        if self.open.len() == DEEPEST {
            return;
        }
        self.found.push(Quotation {
            span: mark,
            inner: Span::new(mark.end, mark.end),
            depth: self.open.len(),
            continues: None,
            outer: None,
        });
        self.open.push((self.found.len() - 1, by));
    }

    /// Closes an open quotation with a mark, and those inside it before the mark.
    fn close(&mut self, level: usize, mark: Span) {
        let (index, _) = self.open[level];
        end_at(&mut self.found[index], self.text, mark.start, mark.end);
        for (index, _) in self.open.drain(level..).skip(1) {
            end_at(&mut self.found[index], self.text, mark.start, mark.start);
        }
    }

    /// Closes what the paragraph leaves open; the outermost of it with its mark.
    fn finish(self) -> Option<(usize, char)> {
        let end = self.paragraph.end;
        for &(index, _) in &self.open {
            end_at(&mut self.found[index], self.text, end, end);
        }
        self.open.first().copied()
    }
}

/// Says of each quotation in which other one it stands.
fn nest(quotations: &mut [Quotation]) {
    let mut around: Vec<usize> = Vec::new();
    for index in 0..quotations.len() {
        let start = quotations[index].span.start;
        while around
            .pop_if(|outer| quotations[*outer].span.end <= start)
            .is_some()
        {}
        quotations[index].outer = around.last().copied();
        around.push(index);
    }
}

/// The quotations that touch a span, an outer one before those inside it.
pub(crate) fn around(quotations: &[Quotation], span: Span) -> impl Iterator<Item = &Quotation> {
    let first = quotations.partition_point(|quotation| quotation.span.start < span.start);
    let after = quotations.partition_point(|quotation| quotation.span.start < span.end);
    // What begins before the span and touches it holds the last one that does.
    let before = first.checked_sub(1).map(|last| &quotations[last]);
    let chain = std::iter::successors(before, |inner| Some(&quotations[inner.outer?]));
    let mut outer: Vec<&Quotation> = chain.collect();
    outer.reverse();
    let begun = quotations.get(first..after).unwrap_or_default();
    outer
        .into_iter()
        .chain(begun)
        .filter(move |quotation| quotation.span.overlaps(span))
}

/// Two signs that stand for one mark: a quotation begins with *``* or *''* and ends with *''*, or with *’’*.
pub(crate) const DOUBLED: [&str; 4] = ["''", "``", "‘‘", "’’"];

/// The mark that two signs stand for.
fn doubled(text: &str) -> Option<(char, usize)> {
    let mark = DOUBLED.iter().find(|mark| text.starts_with(**mark))?;
    let single = match *mark {
        "‘‘" => '“',
        "’’" => '”',
        _ => '"',
    };
    Some((single, mark.len()))
}

/// The characters of a text with where they stand and how many bytes they take; two that stand for one mark as that mark.
fn marks(text: &str) -> impl Iterator<Item = (usize, char, usize)> {
    let mut taken = 0;
    text.char_indices().filter_map(move |(at, character)| {
        if at < taken {
            return None;
        }
        let (character, width) = doubled(&text[at..]).unwrap_or((character, character.len_utf8()));
        taken = at + width;
        Some((at, character, width))
    })
}

fn end_at(quotation: &mut Quotation, text: &str, inner_end: usize, end: usize) {
    let raw = Span::new(quotation.inner.start, inner_end.max(quotation.inner.start));
    let words = raw.of(text);
    let start = raw.start + (words.len() - words.trim_start().len());
    quotation.inner = Span::new(start, (raw.start + words.trim_end().len()).max(start));
    quotation.span.end = end;
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
    fn a_mark_of_another_style_closes_where_the_right_one_is_missing() {
        assert_eq!(
            quotations("Il parle de “paix\" et de « guerre »."),
            [(0, "paix".into(), None), (0, "guerre".into(), None)]
        );
    }

    #[test]
    fn what_is_opened_too_deep_is_no_quotation() {
        let text = "« a ".repeat(2 * DEEPEST);
        let found = quotations(&text);
        assert_eq!(found.len(), DEEPEST);
        assert_eq!(found[DEEPEST - 1].0, DEEPEST - 1);
    }

    #[test]
    fn those_around_a_span_are_found_from_outside_in() {
        let text = "« Il dit “oui ‘ou’ non”. » Et \"moi\" ?";
        let all = Marks::load().quotations(text, &[Span::new(0, text.len())]);
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            let found = around(&all, span).map(|quotation| quotation.inner.of(text));
            found.collect::<Vec<_>>()
        };
        assert_eq!(at("Il dit"), ["Il dit “oui ‘ou’ non”."]);
        assert_eq!(at("non"), ["Il dit “oui ‘ou’ non”.", "oui ‘ou’ non"]);
        assert_eq!(at("Et"), [""; 0]);
        assert_eq!(
            at("non”. » Et \"m"),
            ["Il dit “oui ‘ou’ non”.", "oui ‘ou’ non", "moi"]
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
