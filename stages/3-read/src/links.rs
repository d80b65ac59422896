//! What one kind of finding says of another: the statement a figure stands in, the time and place of a statement.

use std::ops::Range;

use rustc_hash::FxHashMap;
use selon_analyse::{Analysis, Relation, Sentence};
use selon_intake::Span;

use crate::record::{
    Attitude, Certainty, Cue, Event, Figure, FigureId, PlaceId, Record, TimeId, WordAt, innermost,
};

/// How many relations may part a time from the cue it dates.
const CLIMB: usize = 4;

/// Fills in `according_to` of the figures, `time` and `place` of the statements, and all of these of the events.
pub(crate) fn link(record: &mut Record, analysis: &Analysis) {
    let counted: Vec<Span> = record.figures.iter().map(|figure| figure.span).collect();
    let told = innermost(&record.statements, &counted, |_, _| true);
    for (figure, told) in record.figures.iter_mut().zip(told) {
        figure.according_to = told;
    }
    let times: Vec<Span> = record.times.iter().map(|time| time.span).collect();
    let times = Hanging::of(analysis, &times, |_| true);
    link_statements(record, analysis, &times);
    link_events(record, analysis, &times);
}

/// Fills in the time and place of the statements.
fn link_statements(record: &mut Record, analysis: &Analysis, times: &Hanging) {
    // What a verb asks for (*un coup porté aux États-Unis*) is its object, not where it happens.
    let places: Vec<Span> = record.places.iter().map(|place| place.span).collect();
    let places = Hanging::of(analysis, &places, |relation| relation != Relation::OblArg);
    for statement in &mut record.statements {
        let Some(cue) = statement.cue.as_ref().map(Cue::cover) else {
            continue;
        };
        let Some(at) = analysis.sentence_at(cue.start) else {
            continue;
        };
        let apart = |span: Span| !statement.holds(span);
        let time = times.first(analysis, at, &[cue], apart).map(TimeId);
        let place = places.first(analysis, at, &[cue], apart).map(PlaceId);
        (statement.time, statement.place) = (time, place);
    }
}

/// Fills in the statement that each event stands in, its time, place and figures; what somebody denies is denied.
fn link_events(record: &mut Record, analysis: &Analysis, times: &Hanging) {
    // A city that is shelled is where that happens, too; a state that takes part is no place any more.
    let places: Vec<Span> = record.places.iter().map(|place| place.span).collect();
    let places = Hanging::of(analysis, &places, |_| true);
    let triggers = record
        .events
        .iter()
        .filter_map(|event| event.trigger.first());
    let triggers: Vec<Span> = triggers.copied().collect();
    let told = innermost(&record.statements, &triggers, |_, _| true);
    let events = record.events.iter_mut();
    let triggered = events.filter(|event| !event.trigger.is_empty());
    for ((event, trigger), told) in triggered.zip(triggers).zip(told) {
        event.according_to = told;
        let attitude = told.map(|told| record.statements[told.0].attitude);
        if attitude == Some(Attitude::Deny) && event.certainty == Certainty::Stated {
            event.certainty = Certainty::Denied;
        }
        let Some(at) = analysis.sentence_at(trigger.start) else {
            continue;
        };
        let time = times.first(analysis, at, &event.trigger, |_| true);
        let place = places.first(analysis, at, &event.trigger, |_| true);
        let sentence = analysis.sentences[at].span;
        event.figures = figures_of(event, &record.figures, sentence);
        (event.time, event.place) = (time.map(TimeId), place.map(PlaceId));
    }
}

/// The figures of a sentence that count those who take part in an event.
fn figures_of(event: &Event, figures: &[Figure], sentence: Span) -> Vec<FigureId> {
    let inside = begun_in(figures, sentence);
    let parties = event.actors.iter().chain(&event.recipients);
    let counts = |party: Span| {
        // One before may reach into the words of a party.
        let begun = begun_in(figures, party);
        let near = begun.start.saturating_sub(1).max(inside.start)..begun.end.min(inside.end);
        // How old somebody is says nothing of how many there are.
        near.filter(move |&at| figures[at].span.overlaps(party) && figures[at].unit != "year")
    };
    let mut found: Vec<usize> = parties.flat_map(|party| counts(party.span)).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(FigureId).collect()
}

/// The numbers of the figures that begin inside a span; they are in text order.
fn begun_in(figures: &[Figure], span: Span) -> Range<usize> {
    figures.partition_point(|figure| figure.span.start < span.start)
        ..figures.partition_point(|figure| figure.span.start < span.end)
}

/// What expressions of time or place depend on.
struct Hanging {
    spans: Vec<Span>,
    /// The numbers of the expressions that depend, directly or nearly so, on a word.
    by_word: FxHashMap<WordAt, Vec<usize>>,
}

impl Hanging {
    /// Follows from each expression the relations that pass.
    fn of(analysis: &Analysis, spans: &[Span], passes: impl Fn(Relation) -> bool) -> Hanging {
        let mut by_word: FxHashMap<WordAt, Vec<usize>> = FxHashMap::default();
        for (number, &span) in spans.iter().enumerate() {
            let Some(at) = analysis.sentence_at(span.start) else {
                continue;
            };
            let sentence = &analysis.sentences[at];
            if !sentence.span.contains(span) {
                continue;
            }
            for index in words_in(sentence, span) {
                let chain = std::iter::successors(Some(index), |&word| sentence.words[word].head);
                let above = chain
                    .take(CLIMB + 1)
                    .take_while(|&word| passes(sentence.words[word].deprel))
                    .filter_map(|word| sentence.words[word].head);
                for word in above {
                    let hung = by_word.entry(WordAt { sentence: at, word }).or_default();
                    if hung.last() != Some(&number) {
                        hung.push(number);
                    }
                }
            }
        }
        Hanging {
            spans: spans.to_vec(),
            by_word,
        }
    }

    /// The first expression that depends on a word of these spans in a sentence and fits.
    fn first(
        &self,
        analysis: &Analysis,
        sentence: usize,
        spans: &[Span],
        fits: impl Fn(Span) -> bool,
    ) -> Option<usize> {
        let of = &analysis.sentences[sentence];
        let words = spans.iter().flat_map(|&span| words_in(of, span));
        let found = words.filter_map(|word| {
            let hung = self.by_word.get(&WordAt { sentence, word })?;
            hung.iter()
                .copied()
                .find(|&number| fits(self.spans[number]))
        });
        found.min()
    }
}

/// The words of a sentence inside a span.
fn words_in(sentence: &Sentence, span: Span) -> impl Iterator<Item = usize> {
    let words = &sentence.words;
    let first = words.partition_point(|word| word.span.start < span.start);
    let begun = words.partition_point(|word| word.span.start < span.end);
    (first..begun).filter(move |&index| span.contains(words[index].span))
}

#[cfg(test)]
mod tests {
    use crate::record::{Certainty, StatementId};
    use crate::statements::testing::record;

    const CLAUSE: &str = "que SCONJ 10 mark/trois NUM 9 nummod/hommes NOUN 10 nsubj Number=Plur homme/partent VERB 6 ccomp VerbForm=Fin partir";

    #[test]
    fn a_time_dates_the_cue_it_depends_on() {
        let record = record(
            "fr",
            &[&format!(
                "Mardi NOUN 6 obl:mod/, PUNCT 1 punct/la DET 4 det/préfète NOUN 6 nsubj/a AUX 6 aux:tense VerbForm=Fin avoir/dit VERB 0 root VerbForm=Part dire/{CLAUSE}"
            )],
        );
        let statement = &record.statements[0];
        let time = statement.time.map(|time| record.times[time.0].span);
        let words = time.map(|span| span.of(&record.document.text));
        assert_eq!(words, Some("Mardi"));
    }

    #[test]
    fn a_time_inside_what_is_said_does_not() {
        let record = record(
            "fr",
            &[
                "Elle PRON 3 nsubj/a AUX 3 aux:tense VerbForm=Fin avoir/dit VERB 0 root VerbForm=Part dire/que SCONJ 6 mark/tout PRON 6 nsubj/ferme VERB 3 ccomp VerbForm=Fin fermer/mardi NOUN 6 obl:mod",
            ],
        );
        assert_eq!(record.statements[0].time, None);
    }

    #[test]
    fn a_figure_stands_in_the_statement_around_it() {
        let record = record(
            "fr",
            &[&format!(
                "Selon ADP 3 case/la DET 3 det/maire NOUN 6 obl:mod/, PUNCT 3 punct/elle PRON 6 nsubj/dit VERB 0 root VerbForm=Fin dire/{CLAUSE}"
            )],
        );
        assert_eq!(record.figures[0].according_to, Some(StatementId(1)));
    }

    #[test]
    fn what_somebody_denies_is_denied() {
        let record = record(
            "fr",
            &[
                "L' DET 2 det/armée NOUN 3 nsubj/dément VERB 0 root VerbForm=Fin démentir/avoir AUX 5 aux:tense VerbForm=Inf/bombardé VERB 3 xcomp VerbForm=Part bombarder/la DET 7 det/ville NOUN 5 obj",
            ],
        );
        let certainty: Vec<_> = record.events.iter().map(|event| event.certainty).collect();
        assert_eq!(certainty, [Certainty::Denied]);
    }
}
