//! What one kind of finding says of another: the statement a figure stands in, the time and place of a statement.

use selon_analyse::{Analysis, Relation, Sentence};
use selon_intake::Span;

use crate::record::{
    Attitude, Certainty, Event, FigureId, PlaceId, Record, Statement, StatementId, TimeId,
};

/// How many relations may part a time from the cue it dates.
const CLIMB: usize = 4;

/// Fills in `according_to` of the figures, `time` and `place` of the statements, and all of these of the events.
pub(crate) fn settle(record: &mut Record, analysis: &Analysis) {
    for index in 0..record.figures.len() {
        record.figures[index].according_to =
            innermost(&record.statements, record.figures[index].span);
    }
    for statement in &mut record.statements {
        let Some(cue) = statement.cue.as_ref().map(crate::Cue::cover) else {
            continue;
        };
        let Some(sentence) = sentence_of(analysis, cue) else {
            continue;
        };
        let fits = |span: Span, passes: &dyn Fn(usize) -> bool| {
            sentence.span.contains(span)
                && !holds(statement, span)
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
    for event in &mut events {
        settle_event(event, record, analysis);
    }
    record.events = events;
}

/// Fills in the statement an event stands in, its time, place and figures; what somebody denies is denied.
fn settle_event(event: &mut Event, record: &Record, analysis: &Analysis) {
    let Some(&first) = event.trigger.first() else {
        return;
    };
    let Some(sentence) = sentence_of(analysis, first) else {
        return;
    };
    event.according_to = innermost(&record.statements, first);
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

/// The statement with the shortest content that holds a span.
fn innermost(statements: &[Statement], span: Span) -> Option<StatementId> {
    let length = |statement: &Statement| {
        statement
            .content
            .iter()
            .map(|piece| piece.len())
            .sum::<usize>()
    };
    let holding = statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| holds(statement, span));
    holding
        .min_by_key(|(_, statement)| length(statement))
        .map(|(index, _)| StatementId(index))
}

fn holds(statement: &Statement, span: Span) -> bool {
    statement.content.iter().any(|piece| piece.contains(span))
}

/// The indices of the findings that begin inside a span; they are in text order.
fn within<T>(found: &[T], span: Span, place: impl Fn(&T) -> Span) -> std::ops::Range<usize> {
    found.partition_point(|item| place(item).start < span.start)
        ..found.partition_point(|item| place(item).start < span.end)
}

fn sentence_of(analysis: &Analysis, span: Span) -> Option<&Sentence> {
    let index = analysis
        .sentences
        .partition_point(|sentence| sentence.span.end <= span.start);
    analysis.sentences.get(index)
}

/// Whether a word of the expression depends, directly or nearly so, on a word of the cue, by words that all pass.
fn depends_on(
    sentence: &Sentence,
    expression: Span,
    cue: Span,
    passes: &dyn Fn(usize) -> bool,
) -> bool {
    let words = &sentence.words;
    let mut inside = (0..words.len()).filter(|&index| expression.contains(words[index].span));
    inside.any(|index| {
        let chain = std::iter::successors(Some(index), |&word| words[word].head);
        chain
            .take(CLIMB + 1)
            .take_while(|&word| passes(word))
            .filter_map(|word| words[word].head)
            .any(|head| cue.contains(words[head].span))
    })
}
