//! Relative pronouns: whom they stand for.

use selon_analyse::feature::PronType;
use selon_analyse::{Analysis, Upos};
use selon_read::Actor;

use crate::entity::{Entities, EntityId};

/// The actor a relative pronoun stands for: the longest mention that ends right before it, a comma and a preposition aside:
/// *une habitante, selon qui …*.
pub(crate) fn antecedent(
    text: &str,
    analysis: &Analysis,
    mentioned: &[Actor],
    entities: &Entities,
    id: usize,
) -> Option<EntityId> {
    let mention = mentioned[id].mentions.first()?;
    let words = &analysis.sentences.get(mention.head.sentence)?.words;
    let pronoun = words.get(mention.head.word)?;
    if !pronoun.feats.is(PronType::Rel) {
        return None;
    }
    let before = words[..mention.head.word].iter().rev();
    let skipped = before
        .take_while(|word| matches!(word.upos, Upos::Adp | Upos::Punct))
        .last();
    let end = skipped.map_or(pronoun.span.start, |word| word.span.start);
    let ends_there = |actor: &&Actor| {
        let mention = actor.mentions.first();
        mention.is_some_and(|mention| {
            let between = text.get(mention.span.end..end);
            between.is_some_and(|between| between.trim().is_empty())
        })
    };
    let start = |id: usize| {
        mentioned[id]
            .mentions
            .first()
            .map(|mention| mention.span.start)
    };
    let all = (0..mentioned.len()).filter(|&other| other != id && ends_there(&&mentioned[other]));
    all.min_by_key(|&other| start(other))
        .and_then(|other| entities.of(other))
}
