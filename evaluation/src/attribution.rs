//! Scores attribution against gold: sources, cues and contents, exactly and by the words they share; then whom the sources
//! stand for and how the statements are judged, where the gold says so.
//!
//! A gold and a found attribution make a pair when their contents share words; each is in one pair at most, and pairs
//! that share more are made first. *Exact* counts the pairs whose spans hold the same words, punctuation aside. *Overlap*
//! gives each pair the part of the found words that are gold (precision) and of the gold words that are found (recall),
//! as the PolNeAR authors do (Newell, Margolin and Ruths 2018). A source or cue that one side lacks shares nothing.
//!
//! A *speaker* is right when a pair's gold names whom the source stands for and a name, title or noun by which the record
//! calls the source's actor is of the same (`speaker.rs` says what that is). An actor that only pronouns name is nobody,
//! unless the gold says no more than that pronoun either: *on*. Where the text has no source but the gold knows who
//! speaks, the record has to know as well.

mod gold;
mod pairs;
mod scores;
mod speaker;

use selon_intake::Span;
use selon_read::{
    Actor, ActorKind, Attitude, Certainty, Mention, MentionForm, Record, Statement, StatementForm,
    StatementId,
};

pub use gold::attributions;
pub use scores::{Difference, PairScores, PartScores, Scores};

/// One attribution as spans of the text, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// Whose it is; empty where the text does not say.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
    /// Whom the source stands for, by all names and nouns that tell; none of them where pronouns alone name the speaker.
    pub speaker: Option<Vec<String>>,
    /// Quoted, reported, or both.
    pub form: Option<StatementForm>,
    /// What sort of saying or thinking.
    pub attitude: Option<Attitude>,
    /// How surely the writer stands behind it.
    pub certainty: Option<Certainty>,
    /// The place in the list of the attribution whose content it stands in.
    pub within: Option<usize>,
}

impl Attribution {
    /// Whether anything is said of it besides its spans.
    fn is_judged(&self) -> bool {
        self.form.is_some() || self.attitude.is_some() || self.certainty.is_some()
    }
}

/// The attributions of a record, in its order. The record should be one whose actors stage 4 has joined.
pub fn found(record: &Record) -> Vec<Attribution> {
    let one = |statement: &Statement| {
        // Words without a cue are the last speaker's, who is named with an earlier cue.
        let named = statement.source.iter().filter(|_| statement.cue.is_some());
        let cue = statement.cue.as_ref().map(|cue| cue.pieces.clone());
        let actor = statement.source.as_ref().and_then(|source| source.actor);
        let actor = actor.and_then(|id| record.actors.get(id.0));
        Attribution {
            source: named.map(|source| source.span).collect(),
            cue: cue.unwrap_or_default(),
            content: statement.content.clone(),
            speaker: actor.map(|actor| names(actor, &record.document.text)),
            form: Some(statement.form),
            attitude: Some(statement.attitude),
            certainty: Some(statement.certainty),
            within: statement.within.map(|StatementId(outer)| outer),
        }
    };
    record.statements.iter().map(one).collect()
}

/// What an actor is called, its name first; a noun that begins a sentence is written small.
fn names(actor: &Actor, text: &str) -> Vec<String> {
    let spelled = |mention: &Mention| {
        let words = mention.span.of(text);
        match mention.form {
            MentionForm::Pronoun => None,
            MentionForm::Nominal => {
                let mut letters = words.chars();
                let first = letters.next()?;
                Some(first.to_lowercase().chain(letters).collect())
            }
            MentionForm::Name | MentionForm::Title | MentionForm::Metonym => Some(words.to_owned()),
        }
    };
    let state = actor.country.filter(|_| actor.kind == ActorKind::State);
    let tells = |mention: &Mention| mention.form != MentionForm::Pronoun;
    let name = actor.mentions.iter().any(tells).then(|| actor.name.clone());
    name.into_iter()
        .chain(actor.mentions.iter().filter_map(spelled))
        .chain(actor.known_as.into_iter().flat_map(speaker::known_names))
        .chain(state.into_iter().flat_map(speaker::governments))
        .collect()
}

/// Those that stand in no other's content.
pub fn outermost(mut attributions: Vec<Attribution>) -> Vec<Attribution> {
    attributions.retain(|attribution| attribution.within.is_none());
    attributions
}
