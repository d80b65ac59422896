//! The actors as they come together.

use rustc_hash::FxHashSet;
use selon_read::{Actor, ActorId, ActorKind, MentionForm, WordAt};

use crate::profile::{Gender, Profile};

/// A position in [`Entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EntityId(pub(crate) usize);

/// Somebody, and all that has been said of them so far.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    pub(crate) kind: ActorKind,
    pub(crate) gender: Option<Gender>,
    pub(crate) plural: bool,
    /// It is a document, a body or another thing, and no human being.
    pub(crate) thing: bool,
    /// It has been called by a noun for human beings that is no office.
    pub(crate) human: bool,
    /// It has been called by an office or a trade.
    pub(crate) official: bool,
    /// It is something written.
    pub(crate) document: bool,
    /// It is called by nothing but a pronoun that stands for nobody in particular.
    pub(crate) vague: bool,
    pub(crate) known_as: Option<&'static str>,
    pub(crate) country: Option<&'static str>,
    pub(crate) sector: Option<&'static str>,
    /// The fullest name, in small letters.
    pub(crate) name: Vec<String>,
    /// The first nominal group it was called by, from its head on.
    pub(crate) spelled_out: Vec<String>,
    /// Offices and other nouns it has been called by.
    pub(crate) titles: Vec<String>,
    /// The lemmas of the content words it has been called by.
    pub(crate) contents: FxHashSet<String>,
    /// The actors of stage 3 it is made of, as numbers in the order they joined.
    pub(crate) members: Vec<usize>,
    /// Where it was mentioned, in text order, and in what manner.
    pub(crate) places: Vec<(WordAt, MentionForm)>,
}

/// Everybody so far, and where each mention went.
#[derive(Debug)]
pub(crate) struct Entities {
    pub(crate) all: Vec<Entity>,
    /// Members from this number on are things that have said nothing.
    silent: usize,
    of_member: Vec<Option<EntityId>>,
    /// The entities by their last mention, the latest last.
    recent: Vec<EntityId>,
}

impl Entities {
    /// For so many mentions, of which those from `silent` on are things that say nothing.
    pub(crate) fn new(members: usize, silent: usize) -> Entities {
        Entities {
            all: Vec::new(),
            silent,
            of_member: vec![None; members],
            recent: Vec::new(),
        }
    }

    /// The entity that an actor of stage 3 went into.
    pub(crate) fn of(&self, member: usize) -> Option<EntityId> {
        self.of_member.get(member).copied().flatten()
    }

    /// The entities from the one mentioned last to the one mentioned longest ago, without things that have said nothing.
    pub(crate) fn latest_first(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        let all = self.with_silent();
        all.filter(|(_, entity)| entity.members.iter().any(|&member| !self.is_silent(member)))
    }

    /// The same with such things.
    pub(crate) fn with_silent(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.recent.iter().rev().map(|&id| (id, &self.all[id.0]))
    }

    /// Whether a mention is of a thing that says nothing.
    pub(crate) fn is_silent(&self, member: usize) -> bool {
        member >= self.silent
    }

    /// Puts a mention into an entity, or makes it a new one.
    pub(crate) fn add(&mut self, member: usize, profile: &Profile, to: Option<EntityId>) {
        let id = to.unwrap_or_else(|| {
            self.all.push(Entity {
                kind: profile.kind,
                gender: None,
                plural: profile.plural,
                thing: profile.thing,
                human: false,
                official: false,
                document: profile.document,
                vague: profile.pronoun.is_some_and(|pronoun| pronoun.nobody),
                known_as: None,
                country: None,
                sector: None,
                name: Vec::new(),
                spelled_out: Vec::new(),
                titles: Vec::new(),
                contents: FxHashSet::default(),
                members: Vec::new(),
                places: Vec::new(),
            });
            EntityId(self.all.len() - 1)
        });
        self.all[id.0].take(member, profile);
        self.of_member[member] = Some(id);
        self.recent.retain(|&other| other != id);
        self.recent.push(id);
    }

    /// The finished actors in order of their first mention, and where each actor of stage 3 is now. Pronouns and silent
    /// things make an actor only where they take part in a statement or an event: `taking_part` are those, sorted.
    pub(crate) fn actors(
        self,
        mentioned: Vec<Actor>,
        profiles: &[Profile],
        taking_part: &[ActorId],
    ) -> (Vec<Actor>, Vec<Option<ActorId>>) {
        let kept = |entity: &Entity| {
            entity.members.iter().any(|&member| {
                let named =
                    profiles[member].form != MentionForm::Pronoun && !self.is_silent(member);
                named || taking_part.binary_search(&ActorId(member)).is_ok()
            })
        };
        let mut entities: Vec<&Entity> = self.all.iter().filter(|entity| kept(entity)).collect();
        let first = |entity: &Entity| {
            let spans = entity
                .members
                .iter()
                .flat_map(|&member| &mentioned[member].mentions);
            spans.map(|mention| mention.span).min()
        };
        entities.sort_by_key(|entity| first(entity));
        let mut places = vec![None; mentioned.len()];
        let mut actors = Vec::with_capacity(entities.len());
        for entity in entities {
            for &member in &entity.members {
                places[member] = Some(ActorId(actors.len()));
            }
            actors.extend(entity.actor(&mentioned, profiles));
        }
        (actors, places)
    }
}

impl Entity {
    fn take(&mut self, member: usize, profile: &Profile) {
        // A body stays one when its name alone passed for a person's.
        if rank(profile.kind) > rank(self.kind) && self.kind != ActorKind::Organisation {
            self.kind = profile.kind;
        }
        if profile.form != MentionForm::Pronoun {
            self.gender = self.gender.or(profile.gender);
        } else if let Some(pronoun) = profile.pronoun.filter(|pronoun| !pronoun.speaks) {
            self.gender = self.gender.or(pronoun.gender);
        }
        self.human |= profile.human;
        self.official |= profile.official;
        self.known_as = self.known_as.or(profile.known_as);
        self.country = self.country.or(profile.country);
        self.sector = self.sector.or(profile.sector);
        if profile.name.len() > self.name.len() {
            self.name = profile.name.clone();
        }
        if self.spelled_out.is_empty() {
            self.spelled_out = profile.spelled_out.clone();
        }
        for title in profile.titles.iter().chain(&profile.noun) {
            if !self.titles.contains(title) {
                self.titles.push(title.clone());
            }
        }
        self.contents.extend(profile.contents.iter().cloned());
        self.members.push(member);
        self.places
            .extend(profile.head.map(|head| (head, profile.form)));
    }

    /// The actor all mentions together make.
    fn actor(&self, mentioned: &[Actor], profiles: &[Profile]) -> Option<Actor> {
        let mut members = self.members.clone();
        // Names say more than titles, titles more than nouns; of two alike the first says what the second repeats.
        members.sort_by_key(|&member| {
            (
                form_rank(profiles[member].form),
                first_span(&mentioned[member]),
            )
        });
        let best = members.iter().copied().max_by_key(|&member| {
            let named = !profiles[member].name.is_empty();
            let words = mentioned[member].name.split_whitespace().count();
            let form = std::cmp::Reverse(form_rank(profiles[member].form));
            // The fullest name; without any, the first noun.
            (
                named,
                if named { words } else { 0 },
                form,
                std::cmp::Reverse(first_span(&mentioned[member])),
            )
        })?;
        let every = || members.iter().map(|&member| &mentioned[member]);
        let mut mentions: Vec<_> = every().flat_map(|actor| actor.mentions.clone()).collect();
        mentions.sort_by_key(|mention| mention.span);
        mentions.dedup_by_key(|mention| mention.span);
        Some(Actor {
            name: mentioned[best].name.clone(),
            kind: self.kind,
            country: every().find_map(|actor| actor.country),
            sector: every().find_map(|actor| actor.sector),
            known_as: every().find_map(|actor| actor.known_as),
            mentions,
        })
    }
}

fn first_span(actor: &Actor) -> Option<(usize, usize)> {
    actor
        .mentions
        .first()
        .map(|mention| (mention.span.start, mention.span.end))
}

fn form_rank(form: MentionForm) -> u8 {
    match form {
        MentionForm::Name => 0,
        MentionForm::Title => 1,
        MentionForm::Metonym => 2,
        MentionForm::Nominal => 3,
        MentionForm::Pronoun => 4,
    }
}

/// How much a kind says.
pub(crate) fn rank(kind: ActorKind) -> u8 {
    match kind {
        ActorKind::Unnamed => 0,
        ActorKind::Group => 1,
        ActorKind::Role => 2,
        ActorKind::Organisation | ActorKind::State => 3,
        ActorKind::Person => 4,
    }
}
