//! Which quotations are part of what somebody is already said to have said.

use selon_intake::Span;

use crate::holding::{Piece, first_holding};
use crate::quotations::QuotedPassage;
use crate::record::Cue;

/// What a cue attributes.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    pub(super) cue: Option<&'a Cue>,
    pub(super) content: &'a [Span],
}

/// Of each passage whether one of these claims has it. What somebody reports inside a quotation in a part of it does not.
pub(super) fn claimed(text: &str, passages: &[&QuotedPassage], claims: &[Claim]) -> Vec<bool> {
    let words: Vec<Span> = passages
        .iter()
        .map(|passage| first_character(text, passage.pieces[0]))
        .collect();
    let pieces = claims.iter().enumerate().flat_map(|(owner, claim)| {
        let piece = move |&span: &Span| Piece {
            span,
            owner,
            rank: 0,
        };
        claim.content.iter().map(piece)
    });
    let holders = first_holding(pieces.collect(), &words, |passage, claim| {
        !is_report_inside(claims[claim], passages[passage])
    });
    holders.iter().map(Option::is_some).collect()
}

/// Whether a claim stands inside a quotation and has only a small part of it, behind words of the quotation's own.
fn is_report_inside(claim: Claim, passage: &QuotedPassage) -> bool {
    let length = |pieces: &[Span]| pieces.iter().map(|piece| piece.len()).sum::<usize>();
    let inside = |cue: &Cue| passage.piece_around(cue.cover()).is_some();
    // Words that begin with the mark itself are the speaker's own.
    let behind = claim
        .content
        .first()
        .is_some_and(|piece| piece.start > passage.start());
    claim.cue.is_some_and(inside) && behind && 2 * length(claim.content) < length(&passage.pieces)
}

/// The first letter or digit of a quotation, behind its mark.
fn first_character(text: &str, quotation: Span) -> Span {
    let mut characters = quotation.of(text).char_indices();
    let first = characters.find(|(_, character)| character.is_alphanumeric());
    let (at, length) = first.map_or((0, 1), |(at, character)| (at, character.len_utf8()));
    Span::new(quotation.start + at, quotation.start + at + length)
}
