//! Pronouns: whom they stand for.

use selon_analyse::Analysis;
use selon_intake::Span;
use selon_read::{ActorId, ActorKind, MentionForm, Record, Statement, StatementForm, WordAt};

use crate::entity::{Entities, Entity, EntityId};
use crate::profile::{Profile, Pronoun};

/// How many sentences back a pronoun reaches.
const REACH: usize = 2;

/// The actor a pronoun stands for.
pub(crate) fn find(
    entities: &Entities,
    profiles: &[Profile],
    id: usize,
    record: &Record,
    analysis: &Analysis,
) -> Option<EntityId> {
    let (profile, pronoun) = (&profiles[id], profiles[id].pronoun?);
    let place = profile.head?;
    let span = analysis
        .sentences
        .get(place.sentence)?
        .words
        .get(place.word)?
        .span;
    if pronoun.speaks {
        let speaker = speaker(record, span, true)?;
        let entity = entities.of(speaker.0)?;
        return fits(&entities.all[entity.0], pronoun).then_some(entity);
    }
    // In *she said that she …* both are most often the same.
    let own = speaker(record, span, false).and_then(|speaker| entities.of(speaker.0));
    if let Some(own) = own.filter(|own| fits(&entities.all[own.0], pronoun)) {
        return Some(own);
    }
    let quoted = innermost(record, span, true).is_some();
    best(entities, place, pronoun, quoted, analysis)
}

/// Whose words hold a place: of quoted ones for *I*, of reported ones for *she*.
fn speaker(record: &Record, place: Span, quoted: bool) -> Option<ActorId> {
    innermost(record, place, quoted)?.source.as_ref()?.actor
}

/// The statement with the shortest content of that kind around a place.
fn innermost(record: &Record, place: Span, quoted: bool) -> Option<&Statement> {
    let holding = record.statements.iter().filter(|statement| {
        (statement.form != StatementForm::Indirect) == quoted
            && statement.content.iter().any(|piece| piece.contains(place))
            // A pronoun in the source is no part of what the source says.
            && statement.source.as_ref().is_none_or(|source| !source.span.contains(place))
    });
    let length = |statement: &&Statement| {
        statement
            .content
            .iter()
            .map(|piece| piece.len())
            .sum::<usize>()
    };
    holding.min_by_key(length)
}

/// The nearest mention that fits: subjects before others, the same and the last sentence before those further back.
fn best(
    entities: &Entities,
    place: WordAt,
    pronoun: Pronoun,
    quoted: bool,
    analysis: &Analysis,
) -> Option<EntityId> {
    let here = analysis.sentences.get(place.sentence)?;
    let governor = here.words[place.word].head;
    let candidates = entities
        .latest_first()
        .filter(|(_, entity)| fits(entity, pronoun))
        .take(12);
    let rated = candidates.filter_map(|(id, entity)| {
        let (head, form) = entity.last?;
        let sentence = analysis.sentences.get(head.sentence)?;
        let word = sentence.words.get(head.word)?;
        let back = place.sentence.checked_sub(head.sentence)?;
        let together = back == 0 && word.head.is_some() && word.head == governor;
        if back > REACH || together || (quoted && form == MentionForm::Pronoun) {
            return None;
        }
        let subject = word.is("nsubj");
        let rating = 4 * usize::from(subject) + 2 * usize::from(entity.kind == ActorKind::Person);
        Some((rating + 3 * (REACH - back), head.sentence, head.word, id))
    });
    rated.max().map(|(_, _, _, id)| id)
}

/// Whether a pronoun can stand for somebody.
fn fits(entity: &Entity, pronoun: Pronoun) -> bool {
    let people = matches!(
        entity.kind,
        ActorKind::Person | ActorKind::Role | ActorKind::Unnamed
    );
    let genders = match (entity.gender, pronoun.gender) {
        (Some(one), Some(other)) => one == other,
        // The gender of a body's name is anybody's guess, and guessing joins what should stay apart.
        (None, Some(_)) => people,
        _ => true,
    };
    let several = entity.plural || (entity.kind == ActorKind::Group && pronoun.gender.is_none());
    let numbers = match pronoun.plural {
        Some(true) => several || (!people && pronoun.gender.is_none()),
        Some(false) => !entity.plural,
        None => true,
    };
    genders && numbers && pronoun.human.is_none_or(|human| human == people)
}
