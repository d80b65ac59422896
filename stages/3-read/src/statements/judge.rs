//! What sort of statement it is: quoted or reported, and how surely the writer stands behind it.

use selon_analyse::feature::{Mood, Tense};
use selon_analyse::{Relation, Sentence, Upos, Word};
use selon_intake::Span;
use selon_languages::plain;

use super::cues::{CueAt, CueKind};

use super::pieces::around;
use crate::lexicon::cues::Lexicon;
use crate::quotations::Quotation;
use crate::record::{Attitude, Certainty, StatementForm};
use crate::view::ArticleView;

/// Whether a content is quoted, reported, or both. Quotations around the whole
/// statement do not count, nor do labels.
pub(super) fn form(content: &[Span], cue: Option<Span>, view: &ArticleView) -> StatementForm {
    let whole = content
        .iter()
        .copied()
        .reduce(Span::cover)
        .unwrap_or_default();
    // A quotation around the cue is somebody else's, unless the cue only interrupts it.
    let own = |quotation: &&Quotation| {
        whole.contains(quotation.span) || !cue.is_some_and(|cue| quotation.span.contains(cue))
    };
    let quoted = |piece: &Span| {
        around(view.quotations, *piece)
            .filter(own)
            .any(|quotation| quotation.span.contains(*piece))
    };
    let partly = |piece: &Span| {
        around(view.quotations, *piece)
            .filter(own)
            .any(|quotation| !is_label(quotation, view.text))
    };
    // A quotation that the cue governs like any complement is a part of the writer's clause: *dénonce « une mascarade »*.
    let governed = cue
        .filter(|cue| content.len() == 1 && cue.end <= content[0].start)
        .is_some_and(|cue| {
            let between = &view.text[cue.end..content[0].start];
            between
                .chars()
                .all(|c| c.is_alphanumeric() || c.is_whitespace() || "'’-".contains(c))
        });
    let labels = content
        .iter()
        .flat_map(|piece| around(view.quotations, *piece));
    let label = labels
        .into_iter()
        .all(|quotation| is_label(quotation, view.text));
    if content.iter().all(quoted) && !(governed && !label && begins_small(content[0], view.text)) {
        StatementForm::Direct
    } else if content.iter().any(|piece| quoted(piece) || partly(piece)) {
        StatementForm::Mixed
    } else {
        StatementForm::Indirect
    }
}

/// One or two words with a capital in quotation marks are a name or a title.
fn is_label(quotation: &Quotation, text: &str) -> bool {
    let words = quotation.inner.of(text);
    words.starts_with(char::is_uppercase) && words.split_whitespace().count() <= 2
}

/// The attitude and certainty of a cue where it stands.
pub(super) fn stance(lexicon: &Lexicon, sentence: &Sentence, cue: &CueAt) -> (Attitude, Certainty) {
    match cue.kind {
        CueKind::Preposition(phrase) | CueKind::Adverbial(phrase) => {
            (phrase.attitude, phrase.certainty)
        }
        CueKind::Noun(entry) => (entry.attitude, entry.certainty.unwrap_or(Certainty::Stated)),
        CueKind::Verb(entry) => {
            // *sur ce point*: a noun negates nothing.
            let negates = |word: usize| {
                let of = &sentence.words[word];
                of.upos != Upos::Noun && lexicon.negates(&plain(&of.form))
            };
            let helped = cue.words.iter().copied();
            // A word behind the cue negates what it says, unless it is the cue's own object: *said nothing*.
            let own = sentence.children(cue.word);
            let own = own
                .filter(|&child| child < cue.word || !sentence.words[child].is(Relation::Advmod));
            if helped.chain(own).any(negates) {
                return negated(entry.attitude);
            }
            let certainty = match entry.attitude {
                Attitude::Deny => Certainty::Denied,
                attitude => softened(lexicon, sentence, cue.word, attitude),
            };
            (entry.attitude, certainty)
        }
    }
}

/// Whether what is reported stands in the conditional of hearsay: its main verb does, and no past cue makes of that the
/// future it looked ahead to (*a promis que la route serait rouverte*). What a noun reports is mostly no clause, so that a
/// clause inside it tells (*des rapports d’hommes qui auraient fui*).
pub(super) fn is_hearsay(sentence: &Sentence, cue: &CueAt, content: &[Span]) -> bool {
    let words = &sentence.words;
    let past = cue.words.iter().any(|&word| {
        let feats = &words[word].feats;
        feats.is(Tense::Past) || feats.is(Tense::Imp) || feats.is(Tense::Pqp)
    });
    if past && content.iter().any(|piece| piece.start > cue.span.start) {
        return false;
    }
    let inside = |word: usize| content.iter().any(|piece| piece.contains(words[word].span));
    let top = |word: usize| inside(word) && words[word].head.is_none_or(|head| !inside(head));
    let conditional = |word: usize| words[word].feats.is(Mood::Cnd);
    let named = matches!(cue.kind, CueKind::Noun(_));
    let tells = |word: &usize| top(*word) || (named && inside(*word));
    (0..words.len()).filter(tells).any(|word| {
        let auxiliary = |child: usize| {
            (words[child].is(Relation::Aux) || words[child].is(Relation::Cop)) && conditional(child)
        };
        conditional(word) || sentence.children(word).any(auxiliary)
    })
}

/// Not saying is denying that one says; not denying is saying after all.
fn negated(attitude: Attitude) -> (Attitude, Certainty) {
    match attitude {
        Attitude::Deny => (Attitude::Say, Certainty::Hedged),
        // Who does not say so keeps it; who does not think, hope or fear so still has a mind about it.
        Attitude::Say | Attitude::Report => (Attitude::Deny, Certainty::Denied),
        other => (other, Certainty::Denied),
    }
}

/// Whether the words inside the marks begin with a small letter, as a part of a clause does.
fn begins_small(piece: Span, text: &str) -> bool {
    piece
        .of(text)
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_lowercase)
}

fn softened(lexicon: &Lexicon, sentence: &Sentence, verb: usize, attitude: Attitude) -> Certainty {
    let words = &sentence.words;
    let own = |child: usize| {
        lexicon
            .hedging_adverb(&plain(&words[child].form))
            .or_else(|| {
                words[child]
                    .is(Relation::Aux)
                    .then(|| lexicon.hedging_verb(&words[child].lemma))?
            })
    };
    let above = words[verb]
        .head
        .filter(|_| words[verb].is(Relation::Xcomp))
        .and_then(|head| lexicon.hedging_verb(&words[head].lemma));
    if let Some(certainty) = sentence.children(verb).find_map(own).or(above) {
        return certainty;
    }
    // A wish in the conditional is politeness; a report in it is hearsay.
    let wishes = matches!(
        attitude,
        Attitude::Hope | Attitude::Ask | Attitude::Order | Attitude::Promise
    );
    let conditional = |word: &Word| word.feats.is(Mood::Cnd);
    let is_conditional = conditional(&words[verb])
        || sentence
            .children(verb)
            .any(|child| words[child].is(Relation::Aux) && conditional(&words[child]));
    if is_conditional && !wishes {
        Certainty::Hearsay
    } else {
        Certainty::Stated
    }
}
