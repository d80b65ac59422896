//! Mentions by name and by noun.

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Relation};
use selon_read::{ActorKind, MentionForm, WordAt};

use crate::entity::{Entities, Entity, EntityId};
use crate::profile::{Profile, Renamed, Renaming};
use crate::pronouns::is_subject;

/// How many sentences back *the 47-year-old man* may have been named.
const NEAR: usize = 5;

/// The actor of the same name: the name itself, a part of a person's that ends it, an acronym of a body's.
pub(crate) fn same_name(entities: &Entities, profile: &Profile) -> Option<EntityId> {
    let named = |entity: &Entity| {
        if profile.known_as.is_some() && entity.known_as.is_some() {
            return profile.known_as == entity.known_as;
        }
        if profile.kind == ActorKind::State || entity.kind == ActorKind::State {
            return profile.kind == entity.kind && profile.country == entity.country;
        }
        if !agree(entity, profile) {
            return false;
        }
        if entity.name.is_empty() {
            let several = matches!(entity.kind, ActorKind::Organisation | ActorKind::Group);
            return several && abbreviates(&profile.written, &entity.spelled_out);
        }
        let people = profile.kind == ActorKind::Person && entity.kind == ActorKind::Person;
        let body = entity.kind == ActorKind::Organisation;
        profile.name == entity.name
            || (people && is_first_name(&entity.name, profile))
            || (people
                && (ends_with(&entity.name, &profile.name)
                    || ends_with(&profile.name, &entity.name)))
            || (body && abbreviates(&profile.written, &entity.name))
            || (body && begins_with(&entity.name, &profile.name))
    };
    entities
        .latest_first()
        .find(|(_, entity)| named(entity))
        .map(|(id, _)| id)
}

/// Whether a full name ends with a shorter one: *Yann Le Goarec* with *Le Goarec*. A first name alone is somebody else's
/// as well.
fn ends_with(full: &[String], short: &[String]) -> bool {
    short.len() < full.len() && !short.is_empty() && full.ends_with(short)
}

/// Whether somebody is called by the first of their names: *Moussa* of *Moussa Diallo*.
fn is_first_name(full: &[String], profile: &Profile) -> bool {
    profile.given && profile.name.len() == 1 && begins_with(full, &profile.name)
}

/// Whether the name of a body begins with a shorter one: *Eastmere Water* with *Eastmere*.
fn begins_with(full: &[String], short: &[String]) -> bool {
    short.len() < full.len() && !short.is_empty() && full.starts_with(short)
}

/// The person whose initials a name is: *N. B.* of *Nora Belhadj*.
pub(crate) fn initials(entities: &Entities, written: &str) -> Option<EntityId> {
    let parts: Vec<&str> = written
        .split(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let letters: Vec<char> = parts
        .iter()
        .filter_map(|part| part.chars().next())
        .collect();
    let single = |part: &&str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    if parts.len() < 2 || !parts.iter().all(single) {
        return None;
    }
    let called = |entity: &Entity| {
        let parts = entity.name.iter().flat_map(|word| word.split('-'));
        let first = parts.filter_map(|part| part.chars().next());
        entity.kind == ActorKind::Person
            && first.eq(letters.iter().flat_map(|letter| letter.to_lowercase()))
    };
    entities
        .latest_first()
        .find(|(_, entity)| called(entity))
        .map(|(id, _)| id)
}

/// Whoever was called by an office alone before the text says who holds it: *le préfet*, then *le préfet Marc Delorme*.
/// `title` is the mention with the office.
pub(crate) fn office(entities: &Entities, name: &Profile, title: &Profile) -> Option<EntityId> {
    let own = |word: &&String| !name.name.contains(word);
    let said: FxHashSet<&String> = title.contents.iter().filter(own).collect();
    let called = |entity: &Entity| {
        let before: FxHashSet<&String> = entity.contents.iter().collect();
        entity.kind == ActorKind::Role
            && entity.name.is_empty()
            && !entity.plural
            && title
                .titles
                .iter()
                .any(|title| entity.titles.contains(title))
            && (said.is_subset(&before) || before.is_subset(&said))
            && genders(entity, title)
            && genders(entity, name)
    };
    let held = title.definite && !title.plural && name.kind == ActorKind::Person;
    entities
        .latest_first()
        .filter(|_| held)
        .find(|(_, entity)| called(entity))
        .map(|(id, _)| id)
}

/// Whether a word in capitals is made of the initials of a name: *UDT* of *Union des transporteurs*. Words of up to three
/// letters may be passed over.
fn abbreviates(short: &str, name: &[String]) -> bool {
    let letters: Vec<char> = short
        .chars()
        .filter(|character| character.is_alphabetic())
        .collect();
    let capitals = letters.len() >= 2 && letters.iter().all(|letter| letter.is_uppercase());
    if !capitals || name.len() < 2 {
        return false;
    }
    let small: Vec<char> = letters
        .iter()
        .flat_map(|letter| letter.to_lowercase())
        .collect();
    let initials = |least: usize| -> Vec<char> {
        let words = name.iter().flat_map(|word| word.split(['-', '\'']));
        words
            .filter(|word| word.chars().count() > least)
            .filter_map(|word| word.chars().next())
            .collect()
    };
    initials(0) == small || initials(3) == small || initials(2) == small
}

/// Whether nothing that is known of both speaks against their being the same.
fn agree(entity: &Entity, profile: &Profile) -> bool {
    // A bare name that nothing tells more of counts as a person's.
    let bare = profile.form == MentionForm::Name && profile.name.len() == 1;
    let kinds = |one: ActorKind, other: ActorKind| {
        one == ActorKind::Person
            && !(bare && other == ActorKind::Organisation)
            && matches!(other, ActorKind::Organisation | ActorKind::Group)
    };
    let people = entity.kind == ActorKind::Person && profile.kind == ActorKind::Person;
    (genders(entity, profile) || !people)
        && !kinds(entity.kind, profile.kind)
        && !kinds(profile.kind, entity.kind)
}

fn genders(entity: &Entity, profile: &Profile) -> bool {
    let known = entity.gender.zip(profile.gender);
    known.is_none_or(|(one, other)| one == other)
}

/// The actor that an apposition joins to a mention: *la maire, Inès Carvalho*.
pub(crate) fn apposed(
    entities: &Entities,
    profiles: &[Profile],
    id: usize,
    analysis: &Analysis,
) -> Option<EntityId> {
    let profile = &profiles[id];
    let head = profile.head?;
    let sentence = analysis.sentences.get(head.sentence)?;
    let tied = |one: usize, other: usize| {
        let word = &sentence.words[one];
        word.head == Some(other) && (word.is(Relation::Appos) || word.is(Relation::Flat))
    };
    // Mentions come in text order: the other half of an apposition is a few mentions back.
    let before = profiles[..id].iter().enumerate().rev().take(8);
    let mut halves = before.filter(|(_, other)| {
        other.head.is_some_and(|there: WordAt| {
            there.sentence == head.sentence
                && (tied(head.word, there.word) || tied(there.word, head.word))
        })
    });
    let several = |profile: &Profile| {
        profile.plural && profile.kind == ActorKind::Group && profile.form == MentionForm::Nominal
    };
    let (other, _) = halves.find(|(_, other)| {
        (single_human(other) && single_human(profile)) || (several(other) && several(profile))
    })?;
    let found = entities.of(other)?;
    let entity = &entities.all[found.0];
    let two_names =
        !profile.name.is_empty() && !entity.name.is_empty() && profile.name != entity.name;
    (agree(entity, profile) && !two_names).then_some(found)
}

fn single_human(profile: &Profile) -> bool {
    let kind = matches!(
        profile.kind,
        ActorKind::Person | ActorKind::Role | ActorKind::Unnamed
    );
    kind && !profile.plural && profile.form != MentionForm::Pronoun
}

/// The actor last called by the same noun, where a determiner points back and the mention says nothing new of it: *le
/// président* after *le président Untel*, but not *le ministre de la Santé* after *le ministre des Transports*.
pub(crate) fn same_noun(entities: &Entities, profile: &Profile) -> Option<EntityId> {
    let points = profile.definite || profile.owned;
    let noun = profile.noun.as_ref().filter(|_| points)?;
    let called = |entity: &Entity| {
        // *Son avocat* may be somebody else's than the last one, unless that one has a name.
        let known = profile.definite || !entity.name.is_empty();
        entity.titles.contains(noun)
            && known
            && entity.plural == profile.plural
            && agree(entity, profile)
            && profile.contents.is_subset(&entity.contents)
    };
    entities
        .latest_first()
        .find(|(_, entity)| called(entity))
        .map(|(id, _)| id)
}

/// The person that a noun for a human being stands for: *l’homme de 47 ans* is whoever was named last, or else somebody
/// without a name who was.
/// Whoever says so is not meant: `speaker`.
pub(crate) fn human(
    entities: &Entities,
    profile: &Profile,
    speaker: Option<EntityId>,
) -> Option<EntityId> {
    let head = profile.head?;
    if !profile.definite || !profile.human || profile.plural {
        return None;
    }
    let near = |entity: &Entity| {
        let last = entity.places.last();
        last.is_none_or(|(last, _)| last.sentence + NEAR >= head.sentence)
    };
    let latest = |kind: ActorKind, private: bool| {
        let mut those = entities.latest_first().filter(|(id, entity)| {
            let fits = !entity.plural && genders(entity, profile);
            let private = !private || !entity.official;
            entity.kind == kind && fits && private && Some(*id) != speaker
        });
        those.next().filter(|(_, entity)| near(entity))
    };
    // Whoever holds an office is rather called by that.
    let found = latest(ActorKind::Person, true)
        .or_else(|| latest(ActorKind::Person, false))
        .or_else(|| latest(ActorKind::Role, false));
    found.map(|(id, _)| id)
}

/// Whoever or whatever a noun names again in other words: *la magistrate*, *le Néerlandais*, *le groupe*, *le document*. It says
/// nothing of which one is meant, so that it is the last who was named, one with such an office, a subject and one of its
/// sector before others, of those who `can_be` meant.
pub(crate) fn renamed(
    entities: &Entities,
    profile: &Profile,
    analysis: &Analysis,
    can_be: &dyn Fn(EntityId, &Entity) -> bool,
) -> Option<EntityId> {
    let renaming = profile.renames.as_ref()?;
    let points = match renaming.owned {
        true => profile.owned,
        false => profile.definite,
    };
    // *le gouvernement du Canada*: the country says whose it is.
    let one = renaming.of == Renamed::State || !profile.singled_out;
    if !points || profile.plural || !one {
        return None;
    }
    let named = entities.with_silent().filter(|(_, entity)| {
        let members = &entity.members;
        let silent = members.iter().all(|&member| entities.is_silent(member));
        let heard = renaming.of == Renamed::Document || !silent;
        heard && can_be_renamed(entity, profile, renaming)
    });
    let rated = named.filter_map(|(id, entity)| {
        let (last, _) = *entity.places.last()?;
        let rating = renamed_rating(entity, last, profile, renaming, analysis)?;
        Some((rating, last, id))
    });
    // Who can be meant takes longest to say, so the best are asked first.
    let mut rated: Vec<_> = rated.collect();
    rated.sort_unstable();
    let mut best = rated.iter().rev();
    best.find(|(.., id)| can_be(*id, &entities.all[id.0]))
        .map(|&(.., id)| id)
}

/// How likely somebody who was last mentioned at a place is meant; nothing where that is too far back.
fn renamed_rating(
    entity: &Entity,
    last: WordAt,
    profile: &Profile,
    renaming: &Renaming,
    analysis: &Analysis,
) -> Option<usize> {
    let sentence = analysis.sentences.get(last.sentence)?;
    let back = profile.head?.sentence.checked_sub(last.sentence)?;
    let sectors = entity.sector.zip(profile.sector);
    let same_sector = sectors.is_some_and(|(one, other)| one == other);
    let named = !entity.name.is_empty();
    let said = 3 * usize::from(is_subject(sentence, last.word))
        + 2 * usize::from(same_sector)
        + 2 * usize::from(named);
    // An office points at its holder over any distance, a lawyer at a client, a government at its state.
    let far = renaming.owned || renaming.of == Renamed::State;
    let near = match (is_entitled(entity, renaming), far) {
        (true, _) => 2 * NEAR + NEAR.saturating_sub(back),
        (false, true) => NEAR.saturating_sub(back),
        (false, false) => NEAR.checked_sub(back)?,
    };
    Some(said + near)
}

/// Whether somebody holds an office that a noun mostly stands for.
fn is_entitled(entity: &Entity, renaming: &Renaming) -> bool {
    let mut titles = renaming.titles.iter();
    titles.any(|title| entity.titles.iter().any(|own| own == title))
}

/// Whether a noun of that sort can stand for somebody.
fn can_be_renamed(entity: &Entity, profile: &Profile, renaming: &Renaming) -> bool {
    let of = renaming.of;
    let person = entity.kind == ActorKind::Person && !entity.name.is_empty();
    let office = entity.kind == ActorKind::Role;
    let likely = of == Renamed::Person || is_entitled(entity, renaming);
    let nameless = (office || entity.human) && likely && !renaming.owned;
    let human = (person || nameless) && genders(entity, profile);
    let here = entity.country.zip(profile.country);
    let sectors = entity.sector.zip(profile.sector);
    let fits = match of {
        Renamed::Person => human,
        Renamed::Native => human && here.is_none_or(|(one, other)| one == other),
        Renamed::Undescribed => human && entity.titles.is_empty(),
        Renamed::Body => {
            let named = entity.kind == ActorKind::Organisation && !entity.name.is_empty();
            named && sectors.is_none_or(|(one, other)| one == other)
        }
        Renamed::State => {
            entity.kind == ActorKind::State && here.is_some_and(|(one, other)| one == other)
        }
        Renamed::Document => entity.document,
    };
    fits && !entity.plural
}
