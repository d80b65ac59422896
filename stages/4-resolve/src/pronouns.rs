//! Pronouns: whom they stand for.

use selon_analyse::{Analysis, Relation, Sentence};
use selon_intake::Span;
use selon_read::{ActorId, ActorKind, MentionForm, Record, WordAt};

use crate::entity::{Entities, Entity, EntityId};
use crate::profile::{Profile, Pronoun};
use crate::voices::Voices;

/// How many sentences back a pronoun reaches.
const REACH: usize = 2;

/// How often somebody has been mentioned whom an article goes on about.
const OFTEN: usize = 3;

/// The actor a pronoun stands for.
pub(crate) fn find(
    entities: &Entities,
    profiles: &[Profile],
    id: usize,
    record: &Record,
    voices: &Voices<'_>,
    analysis: &Analysis,
) -> Option<EntityId> {
    find_as(
        entities,
        profiles,
        id,
        profiles[id].pronoun?,
        record,
        voices,
        analysis,
    )
}

/// The same for a mention that looks back as that pronoun does.
pub(crate) fn find_as(
    entities: &Entities,
    profiles: &[Profile],
    id: usize,
    pronoun: Pronoun,
    record: &Record,
    voices: &Voices<'_>,
    analysis: &Analysis,
) -> Option<EntityId> {
    if pronoun.nobody {
        return None;
    }
    let place = profiles[id].head?;
    let sentence = analysis.sentences.get(place.sentence)?;
    let span = sentence.words.get(place.word)?.span;
    let entity = |actor: ActorId| entities.of(actor.0);
    let says = is_source(record, id);
    let speaker = voices.saying(span).and_then(entity);
    if pronoun.speaks {
        // Who says *we think* says it for others as well.
        return speaker.filter(|speaker| says || fits(&entities.all[speaker.0], pronoun));
    }
    // In *she said that she …* both are most often the same; nobody calls themselves *the latter*.
    let own = voices.reported(span).and_then(entity);
    let same = own.filter(|own| !pronoun.nearest && fits(&entities.all[own.0], pronoun));
    if same.is_some() {
        return same;
    }
    let speaker = speaker.or(own.filter(|_| pronoun.nearest));
    let scene = Scene {
        analysis,
        quotations: voices.whole(),
        said: said_by(record, id),
        speaker,
        says,
        speakers: match says {
            true => speakers(record, profiles),
            false => Vec::new(),
        },
    };
    let near = scene.best(entities, place, pronoun);
    near.or_else(|| scene.protagonist(entities, pronoun))
}

/// Whether a mention is the source of a statement.
pub(crate) fn is_source(record: &Record, id: usize) -> bool {
    let sources = record.statements.iter().flat_map(|one| &one.source);
    let mut actors = sources.filter_map(|source| source.actor);
    actors.any(|actor| actor.0 == id)
}

/// The contents of the statements whose source a mention is.
fn said_by(record: &Record, id: usize) -> Vec<Span> {
    let own = record.statements.iter().filter(|statement| {
        let source = statement.source.as_ref().and_then(|source| source.actor);
        source == Some(ActorId(id))
    });
    own.flat_map(|statement| statement.content.iter().copied())
        .collect()
}

/// Which words name the sources of statements that stand in no other.
fn speakers(record: &Record, profiles: &[Profile]) -> Vec<WordAt> {
    let outermost = record.statements.iter().filter(|one| one.within.is_none());
    let sources = outermost.filter_map(|statement| statement.source.as_ref()?.actor);
    sources.filter_map(|actor| profiles[actor.0].head).collect()
}

/// The article as a pronoun looks back over it.
struct Scene<'a> {
    analysis: &'a Analysis,
    /// What is quoted word for word.
    quotations: Vec<Span>,
    /// What the pronoun itself says: nobody is called *he* after words of his own that stand before.
    said: Vec<Span>,
    /// Whose own words the pronoun is one of: nobody says *she* of herself.
    speaker: Option<EntityId>,
    /// Whether the pronoun is a source.
    says: bool,
    /// Whoever speaks goes on speaking: where sources are named, for a pronoun that is one.
    speakers: Vec<WordAt>,
}

impl Scene<'_> {
    /// The nearest mention that fits: subjects before others, the same and the last sentence before those further back.
    fn best(&self, entities: &Entities, place: WordAt, pronoun: Pronoun) -> Option<EntityId> {
        let here = self.analysis.sentences.get(place.sentence)?;
        let governor = here.words[place.word].head;
        let quoted = self.quoted(here.words[place.word].span);
        let known = match self.says {
            true => entities.with_silent().collect::<Vec<_>>(),
            false => entities.latest_first().collect(),
        };
        let candidates = known
            .into_iter()
            .filter(|(id, entity)| fits(entity, pronoun) && Some(*id) != self.speaker)
            .take(12);
        let rated = candidates.filter_map(|(id, entity)| {
            let (head, form) = self.last_mention(entity, quoted)?;
            let sentence = self.analysis.sentences.get(head.sentence)?;
            let word = sentence.words.get(head.word)?;
            let back = self.sentences_between(head.sentence, place.sentence, quoted)?;
            let together =
                head.sentence == place.sentence && word.head.is_some() && word.head == governor;
            if back > REACH || together || (quoted && form == MentionForm::Pronoun) {
                return None;
            }
            let subject = is_subject(sentence, head.word);
            let person = is_human(entity);
            let speaks = self.speakers.contains(&head);
            let prominence = 4 * usize::from(subject || speaks) + 2 * usize::from(person);
            let rating = match pronoun.nearest {
                true => 0,
                false => prominence + 3 * (REACH - back),
            };
            Some((rating, head.sentence, head.word, id))
        });
        rated.max().map(|(_, _, _, id)| id)
    }

    /// The person an article goes on about: a pronoun that speaks reaches back to them over any distance.
    fn protagonist(&self, entities: &Entities, pronoun: Pronoun) -> Option<EntityId> {
        if !self.says || pronoun.nearest || pronoun.plural != Some(false) {
            return None;
        }
        let fits = |entity: &Entity| {
            let named = entity.kind == ActorKind::Person && !entity.name.is_empty();
            let agree = entity.gender.is_some() && entity.gender == pronoun.gender;
            named && agree && entity.places.len() >= OFTEN
        };
        let known = entities.latest_first();
        let often = known.filter(|(id, entity)| fits(entity) && Some(*id) != self.speaker);
        let most = often.max_by_key(|(_, entity)| entity.places.len());
        most.map(|(id, _)| id)
    }

    fn quoted(&self, place: Span) -> bool {
        self.quotations
            .iter()
            .any(|quotation| quotation.contains(place))
    }

    /// The last mention that a pronoun sees: what somebody named in their own words is not what the article spoke of.
    fn last_mention(&self, entity: &Entity, quoted: bool) -> Option<(WordAt, MentionForm)> {
        let outside = |(head, _): &&(WordAt, MentionForm)| {
            let sentence = self.analysis.sentences.get(head.sentence);
            let word = sentence.and_then(|sentence| sentence.words.get(head.word));
            word.is_none_or(|word| {
                let said = self.said.iter().any(|piece| piece.contains(word.span));
                !said && (quoted || !self.quoted(word.span))
            })
        };
        entity.places.iter().rev().find(outside).copied()
    }

    /// How many sentences back a mention lies. Sentences inside quotations do not count for a pronoun outside.
    fn sentences_between(&self, first: usize, last: usize, quoted: bool) -> Option<usize> {
        let between = self.analysis.sentences.get(first..last)?;
        let counts = |sentence: &&Sentence| quoted || !self.quoted(sentence.span);
        Some(between.iter().filter(counts).count())
    }
}

/// Whether a word, or the one it is an apposition to, is the subject of its clause.
pub(crate) fn is_subject(sentence: &Sentence, word: usize) -> bool {
    let mut at = word;
    for _ in 0..3 {
        match sentence.words[at].head {
            Some(head)
                if sentence.words[at].is(Relation::Appos)
                    || sentence.words[at].is(Relation::Flat) =>
            {
                at = head;
            }
            _ => break,
        }
    }
    sentence.words[at].is(Relation::Nsubj)
}

/// Whether somebody is a human being, as far as is known.
fn is_human(entity: &Entity) -> bool {
    let kind = matches!(
        entity.kind,
        ActorKind::Person | ActorKind::Role | ActorKind::Unnamed
    );
    kind && !entity.thing
}

/// Whether a pronoun can stand for somebody.
fn fits(entity: &Entity, pronoun: Pronoun) -> bool {
    let people = is_human(entity);
    let human = people || (entity.kind == ActorKind::Group && entity.plural);
    let genders = match (entity.gender, pronoun.gender) {
        (Some(one), Some(other)) => one == other,
        // The gender of a body's name is anybody's guess, and guessing joins what should stay apart.
        (None, Some(_)) => human,
        _ => true,
    };
    let several = entity.plural || (entity.kind == ActorKind::Group && pronoun.gender.is_none());
    let numbers = match pronoun.plural {
        Some(true) => several || (!people && pronoun.gender.is_none()),
        Some(false) => !entity.plural,
        None => true,
    };
    !entity.vague && genders && numbers && pronoun.human.is_none_or(|asked| asked == human)
}
