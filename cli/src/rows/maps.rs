//! Which answers can be put on a map.

use selon_keep::ask::{
    ActorRow, ComparedRow, EventRow, FigureRow, PlaceRow, StatementRow, StoryArticleRow, StoryRow,
    TextRow, VariantRow,
};

use super::Row;

/// The questions with the kinds of rows they give, and whether those have a place.
const QUESTIONS: [(&str, bool); 10] = [
    question::<PlaceRow>(),
    question::<StatementRow>(),
    question::<VariantRow>(),
    question::<EventRow>(),
    question::<FigureRow>(),
    question::<ComparedRow>(),
    question::<ActorRow>(),
    question::<TextRow>(),
    question::<StoryRow>(),
    question::<StoryArticleRow>(),
];

const fn question<R: Row>() -> (&'static str, bool) {
    (R::QUESTION, R::PLACE.is_some())
}

/// The questions whose answers can be put on a map, as a list to be read.
pub fn on_maps() -> String {
    let placed = QUESTIONS.iter().filter(|(_, placed)| *placed);
    let asked: Vec<_> = placed
        .map(|(question, _)| format!("`selon ask {question}`"))
        .collect();
    asked.join(", ")
}
