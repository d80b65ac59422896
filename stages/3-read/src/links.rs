//! What one kind of finding says of another: the statement a figure stands in, the time and place of a statement.

use selon_analyse::{Analysis, Relation, Sentence};
use selon_intake::Span;

use crate::record::{
    Attitude, Certainty, Cue, Event, FigureId, PlaceId, Record, StatementId, TimeId, innermost,
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
    for statement in &mut record.statements {
        let Some(cue) = statement.cue.as_ref().map(Cue::cover) else {
            continue;
        };
        let Some(at) = analysis.sentence_at(cue.start) else {
            continue;
        };
        let sentence = &analysis.sentences[at];
        let fits = |span: Span, passes: &dyn Fn(usize) -> bool| {
            sentence.span.contains(span)
                && !statement.holds(span)
                && depends_on(sentence, span, cue, passes)
        };
        let time = within(&record.times, sentence.span, |time| time.span)
            .find(|&index| fits(record.times[index].span, &|_| true));
        // What a verb asks for (*un coup porté aux États-Unis*) is its object, not where it happens.
        let sets = |word: usize| !sentence.words[word].is(Relation::OblArg);
        let place = within(&record.places, sentence.span, |place| place.span)
            .find(|&index| fits(record.places[index].span, &sets));
        (statement.time, statement.place) = (time.map(TimeId), place.map(PlaceId));
    }
    let mut events = std::mem::take(&mut record.events);
    let triggers = events.iter().filter_map(|event| event.trigger.first());
    let triggers: Vec<Span> = triggers.copied().collect();
    let told = innermost(&record.statements, &triggers, |_, _| true);
    let triggered = events.iter_mut().filter(|event| !event.trigger.is_empty());
    for ((event, trigger), told) in triggered.zip(triggers).zip(told) {
        event.according_to = told;
        link_event(event, trigger, record, analysis);
    }
    record.events = events;
}

/// Fills in the time, place and figures of an event; what somebody denies is denied.
fn link_event(event: &mut Event, trigger: Span, record: &Record, analysis: &Analysis) {
    let Some(at) = analysis.sentence_at(trigger.start) else {
        return;
    };
    let sentence = &analysis.sentences[at];
    let attitude = |id: StatementId| record.statements[id.0].attitude;
    let denied = event.according_to.map(attitude) == Some(Attitude::Deny);
    if denied && event.certainty == Certainty::Stated {
        event.certainty = Certainty::Denied;
    }
    let hangs = |span: Span| {
        let mut pieces = event.trigger.iter();
        sentence.span.contains(span)
            && pieces.any(|piece| depends_on(sentence, span, *piece, &|_| true))
    };
    let time = within(&record.times, sentence.span, |time| time.span)
        .find(|&index| hangs(record.times[index].span));
    // A city that is shelled is where that happens, too; a state that takes part is no place any more.
    let place = within(&record.places, sentence.span, |place| place.span)
        .find(|&index| hangs(record.places[index].span));
    let parties = || event.actors.iter().chain(&event.recipients);
    let figures = within(&record.figures, sentence.span, |figure| figure.span).filter(|&index| {
        // How old somebody is says nothing of how many there are.
        let figure = &record.figures[index];
        figure.unit != "year" && parties().any(|party| party.span.overlaps(figure.span))
    });
    let figures: Vec<FigureId> = figures.map(FigureId).collect();
    (event.time, event.place, event.figures) = (time.map(TimeId), place.map(PlaceId), figures);
}

/// The indices of the findings that begin inside a span; they are in text order.
fn within<T>(found: &[T], span: Span, place: impl Fn(&T) -> Span) -> std::ops::Range<usize> {
    found.partition_point(|item| place(item).start < span.start)
        ..found.partition_point(|item| place(item).start < span.end)
}

/// Whether a word of the expression depends, directly or nearly so, on a word of the cue, by words that all pass.
fn depends_on(
    sentence: &Sentence,
    expression: Span,
    cue: Span,
    passes: &dyn Fn(usize) -> bool,
) -> bool {
    let words = &sentence.words;
    let first = words.partition_point(|word| word.span.start < expression.start);
    let begin = words[first..]
        .iter()
        .take_while(|word| word.span.start < expression.end);
    let mut inside =
        (first..first + begin.count()).filter(|&index| expression.contains(words[index].span));
    inside.any(|index| {
        let chain = std::iter::successors(Some(index), |&word| words[word].head);
        chain
            .take(CLIMB + 1)
            .take_while(|&word| passes(word))
            .filter_map(|word| words[word].head)
            .any(|head| cue.contains(words[head].span))
    })
}
