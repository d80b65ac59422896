//! What sort of statement it is: quoted or reported, and how surely the writer stands behind it.

use selon_analyse::feature::Tense;
use selon_analyse::{Sentence, Upos};
use selon_intake::Span;
use selon_languages::plain;

use super::context::SentenceContext;
use super::cues::{CueAt, CueKind};
use super::parse::CueParse;
use super::quoted::Quoted;
use crate::lexicon::cues::Lexicon;
use crate::modality;
use crate::quotations::{Quotation, around};
use crate::record::{Attitude, Certainty, StatementForm};
use crate::view::ArticleView;

/// Whether a content is quoted, reported, or both. Quotations around the whole
/// statement do not count, nor do labels.
pub(super) fn form(content: &[Span], cue: Span, view: &ArticleView) -> StatementForm {
    let whole = content
        .iter()
        .copied()
        .reduce(Span::cover)
        .unwrap_or_default();
    // A quotation around the cue is somebody else's, unless the cue only interrupts it.
    let own =
        |quotation: &&Quotation| whole.contains(quotation.span) || !quotation.span.contains(cue);
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
    let governed = content.len() == 1 && cue.end <= content[0].start && {
        let mut between = view.text[cue.end..content[0].start].chars();
        between.all(|c| c.is_alphanumeric() || c.is_whitespace() || "'’-".contains(c))
    };
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
    words.starts_with(char::is_uppercase) && words.split_whitespace().nth(2).is_none()
}

/// The attitude and certainty of a cue with that source and content.
pub(super) fn of(
    context: &SentenceContext,
    cue: &CueAt,
    parse: &CueParse,
    source: Option<usize>,
    content: &[Span],
    quoted: &Quoted,
) -> (Attitude, Certainty) {
    let SentenceContext {
        rules, sentence, ..
    } = context;
    let (attitude, certainty) = of_cue(rules.lexicon(), sentence, cue);
    let predicated = parse.content.as_ref().is_some_and(|found| found.predicated);
    let written = |word: usize| rules.is_written(&sentence.words[word].lemma);
    let attitude = match attitude {
        // *called the delay a disgrace* orders nothing.
        Attitude::Order | Attitude::Ask if predicated => Attitude::Say,
        attitude => attitude,
    };
    let attitude = match attitude {
        // A document does not say, it reports.
        Attitude::Say if source.is_some_and(written) => Attitude::Report,
        attitude => attitude,
    };
    let passes_on = matches!(
        attitude,
        Attitude::Say | Attitude::Report | Attitude::Believe
    );
    let told = passes_on && quoted.pieces.is_empty() && certainty == Certainty::Stated;
    match told && is_hearsay(sentence, cue, content) {
        true => (attitude, Certainty::Hearsay),
        false => (attitude, certainty),
    }
}

/// The attitude and certainty of a cue where it stands.
fn of_cue(lexicon: &Lexicon, sentence: &Sentence, cue: &CueAt) -> (Attitude, Certainty) {
    match cue.kind {
        CueKind::Preposition(phrase) | CueKind::Adverbial(phrase) => {
            (phrase.attitude, phrase.certainty)
        }
        CueKind::Noun(entry) => (entry.attitude, entry.certainty.unwrap_or(Certainty::Stated)),
        CueKind::Verb(entry) => {
            // The verbs that help it to say something are negated with it: *n'a pas voulu croire*.
            let helped = cue.words.iter().any(|&word| {
                let of = &sentence.words[word];
                of.upos != Upos::Noun && lexicon.negates(&plain(&of.form))
            });
            if helped || modality::is_negated(lexicon, sentence, cue.word) {
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
fn is_hearsay(sentence: &Sentence, cue: &CueAt, content: &[Span]) -> bool {
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
    let named = matches!(cue.kind, CueKind::Noun(_));
    let tells = |word: &usize| top(*word) || (named && inside(*word));
    (0..words.len())
        .filter(tells)
        .any(|word| modality::is_conditional(sentence, word))
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
    let beside = modality::softened_beside(lexicon, sentence, verb);
    if let Some(certainty) = beside.or_else(|| modality::softened_above(lexicon, sentence, verb)) {
        return certainty;
    }
    // A wish in the conditional is politeness; a report in it is hearsay.
    let wishes = matches!(
        attitude,
        Attitude::Hope | Attitude::Ask | Attitude::Order | Attitude::Promise
    );
    if modality::is_conditional(sentence, verb) && !wishes {
        Certainty::Hearsay
    } else {
        Certainty::Stated
    }
}

#[cfg(test)]
mod tests {
    use crate::statements::testing::record;

    use super::*;

    /// Form, attitude and certainty of the only statement.
    fn read(language: &str, rows: &str) -> (StatementForm, Attitude, Certainty) {
        let record = record(language, &[rows]);
        assert_eq!(record.statements.len(), 1, "{:#?}", record.statements);
        let one = &record.statements[0];
        (one.form, one.attitude, one.certainty)
    }

    #[test]
    fn a_negated_cue_denies() {
        let found = read(
            "fr",
            "Le DET 2 det/maire NOUN 6 nsubj/n' ADV 6 advmod ne/a AUX 6 aux:tense VerbForm=Fin avoir/pas ADV 6 advmod/dit VERB 0 root VerbForm=Part dire/que SCONJ 10 mark/l' DET 9 det/école NOUN 10 nsubj/ferme VERB 6 ccomp VerbForm=Fin fermer",
        );
        assert_eq!(
            found,
            (StatementForm::Indirect, Attitude::Deny, Certainty::Denied)
        );
    }

    #[test]
    fn a_document_reports() {
        let found = read(
            "fr",
            "Le DET 2 det/rapport NOUN 3 nsubj/dit VERB 0 root VerbForm=Fin dire/que SCONJ 8 mark/la DET 6 det/digue NOUN 8 nsubj/a AUX 8 aux:tense VerbForm=Fin avoir/cédé VERB 3 ccomp VerbForm=Part céder",
        );
        assert_eq!(
            found,
            (StatementForm::Indirect, Attitude::Report, Certainty::Stated)
        );
    }

    #[test]
    fn a_report_in_the_conditional_is_hearsay() {
        let found = read(
            "fr",
            "Selon ADP 3 case/la DET 3 det/police NOUN 8 obl:mod/, PUNCT 3 punct/le DET 6 det/suspect NOUN 8 nsubj/aurait AUX 8 aux:tense Mood=Cnd|VerbForm=Fin avoir/fui VERB 0 root VerbForm=Part fuir/. PUNCT 8 punct",
        );
        assert_eq!(
            found,
            (StatementForm::Indirect, Attitude::Say, Certainty::Hearsay)
        );
    }

    #[test]
    fn behind_a_past_cue_the_conditional_is_the_future() {
        let found = read(
            "fr",
            "Le DET 2 det/maire NOUN 4 nsubj/a AUX 4 aux:tense VerbForm=Fin avoir/dit VERB 0 root Tense=Past|VerbForm=Part dire/que SCONJ 8 mark/l' DET 7 det/école NOUN 8 nsubj/rouvrirait VERB 4 ccomp Mood=Cnd|VerbForm=Fin rouvrir",
        );
        assert_eq!(
            found,
            (StatementForm::Indirect, Attitude::Say, Certainty::Stated)
        );
    }

    #[test]
    fn an_adverb_of_doubt_softens() {
        let found = read(
            "en",
            "The DET 2 det/mayor NOUN 4 nsubj/apparently ADV 4 advmod/said VERB 0 root VerbForm=Fin say/that SCONJ 9 mark/the DET 7 det/town NOUN 9 nsubj/is AUX 9 cop VerbForm=Fin be/broke ADJ 4 ccomp",
        );
        assert_eq!(
            found,
            (StatementForm::Indirect, Attitude::Say, Certainty::Hedged)
        );
    }

    #[test]
    fn what_is_called_something_is_no_order() {
        let found = read(
            "en",
            "She PRON 2 nsubj/called VERB 0 root VerbForm=Fin call/the DET 4 det/delay NOUN 2 obj/a DET 6 det/disgrace NOUN 2 xcomp",
        );
        assert_eq!(
            found,
            (StatementForm::Indirect, Attitude::Say, Certainty::Stated)
        );
    }

    #[test]
    fn a_quotation_that_a_verb_governs_is_a_part_of_its_clause() {
        let found = read(
            "fr",
            "La DET 2 det/maire NOUN 3 nsubj/dénonce VERB 0 root VerbForm=Fin dénoncer/« PUNCT 6 punct/une DET 6 det/mascarade NOUN 3 obj/» PUNCT 6 punct/. PUNCT 3 punct",
        );
        assert_eq!(
            found,
            (StatementForm::Mixed, Attitude::Accuse, Certainty::Stated)
        );
    }

    #[test]
    fn a_quotation_beside_its_cue_is_direct() {
        let found = read(
            "fr",
            "« PUNCT 5 punct/Le DET 3 det/pont NOUN 5 nsubj/est AUX 5 cop VerbForm=Fin être/fermé VERB 0 root VerbForm=Part fermer/» PUNCT 5 punct/, PUNCT 9 punct/a AUX 9 aux:tense VerbForm=Fin avoir/déclaré VERB 5 parataxis VerbForm=Part déclarer/la DET 11 det/préfète NOUN 9 nsubj/. PUNCT 5 punct",
        );
        assert_eq!(
            found,
            (StatementForm::Direct, Attitude::Say, Certainty::Stated)
        );
    }
}
