//! The actors as they come together.

use rustc_hash::FxHashSet;
use selon_read::{Actor, ActorId, ActorKind, MentionForm};

use crate::name_keys;
use crate::profile::Profile;
use crate::recency::{EntityId, Entry, Moment, NameKey, Recency, Standing};

/// Somebody, and all that has been said of them so far.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    pub(crate) standing: Standing,
    pub(crate) known_as: Option<&'static str>,
    /// The fullest name, in small letters.
    pub(crate) name: Vec<String>,
    /// How many words at its end nobody calls them by alone.
    pub(crate) uncalled: usize,
    /// The first nominal group it was called by, from its head on.
    pub(crate) spelled_out: Vec<String>,
    /// Offices and other nouns it has been called by.
    pub(crate) titles: Vec<String>,
    /// The lemmas of the content words it has been called by.
    pub(crate) contents: FxHashSet<String>,
    /// The mentions it is made of, which are actors of stage 3 by number, in the order they joined.
    pub(crate) mentions: Vec<usize>,
    /// Those of them that stand outside what is quoted word for word.
    pub(crate) outside_quotes: Vec<usize>,
    /// Where the index has its names.
    names: Vec<usize>,
    /// When it was last mentioned.
    moment: Moment,
}

/// Everybody so far, and where each mention went.
#[derive(Debug)]
pub(crate) struct Entities {
    pub(crate) all: Vec<Entity>,
    pub(crate) recency: Recency,
    /// Mentions from this number on are things that have said nothing.
    implicit: usize,
    of_mention: Vec<Option<EntityId>>,
    /// How many mentions have joined.
    joined: Moment,
}

impl Entities {
    /// For so many mentions, of which those from `implicit` on are things that say nothing.
    pub(crate) fn new(mentions: usize, implicit: usize) -> Entities {
        Entities {
            all: Vec::new(),
            recency: Recency::default(),
            implicit,
            of_mention: vec![None; mentions],
            joined: 0,
        }
    }

    /// The entity that a mention went into.
    pub(crate) fn of(&self, mention: usize) -> Option<EntityId> {
        self.of_mention.get(mention).copied().flatten()
    }

    pub(crate) fn get(&self, id: EntityId) -> &Entity {
        &self.all[id.0]
    }

    /// Whether a mention is of a thing that says nothing.
    pub(crate) fn is_implicit(&self, mention: usize) -> bool {
        mention >= self.implicit
    }

    /// Puts a mention into an entity, or makes it a new one. `quoted` says whether it stands in what is quoted word for word.
    pub(crate) fn add(
        &mut self,
        mention: usize,
        profile: &Profile,
        quoted: bool,
        to: Option<EntityId>,
    ) {
        let id = to.unwrap_or(EntityId(self.all.len()));
        match self.all.get(id.0) {
            Some(entity) => self.recency.remove(entity.entry(id)),
            None => self.all.push(Entity::begin(profile)),
        }
        let explicit = !self.is_implicit(mention);
        let entity = &mut self.all[id.0];
        let named_so = entity.what_names();
        entity.take(mention, profile, quoted, explicit);
        for word in &profile.contents {
            if entity.contents.insert(word.clone()) {
                self.recency.insert_content(word, id);
            }
        }
        if entity.mentions.len() == 1 || entity.what_names() != named_so {
            let keys = entity.name_keys().into_iter();
            entity.names = keys.map(|key| self.recency.name(key)).collect();
            entity.names.sort_unstable();
            entity.names.dedup();
        }
        self.joined += 1;
        entity.moment = self.joined;
        self.recency.insert(entity.entry(id));
        self.of_mention[mention] = Some(id);
    }

    /// The finished actors in order of their first mention, and where each mention is now. Pronouns and implicit antecedents
    /// make an actor only where they take part in a statement or an event: `taking_part` are those, sorted.
    pub(crate) fn actors(
        self,
        mentioned: Vec<Actor>,
        profiles: &[Profile],
        taking_part: &[ActorId],
    ) -> (Vec<Actor>, Vec<Option<ActorId>>) {
        let kept = |entity: &Entity| {
            entity.mentions.iter().any(|&mention| {
                let named =
                    profiles[mention].form != MentionForm::Pronoun && !self.is_implicit(mention);
                named || taking_part.binary_search(&ActorId(mention)).is_ok()
            })
        };
        let mut entities: Vec<&Entity> = self.all.iter().filter(|entity| kept(entity)).collect();
        entities.sort_by_cached_key(|entity| {
            let mentions = entity.mentions.iter();
            let spans = mentions.flat_map(|&mention| &mentioned[mention].mentions);
            spans.map(|mention| mention.span).min()
        });
        let mut places = vec![None; mentioned.len()];
        let mut actors = Vec::with_capacity(entities.len());
        for entity in entities {
            for &mention in &entity.mentions {
                places[mention] = Some(ActorId(actors.len()));
            }
            actors.extend(entity.actor(&mentioned, profiles));
        }
        (actors, places)
    }
}

impl Entity {
    /// Somebody of whom nothing has been said.
    fn begin(profile: &Profile) -> Entity {
        Entity {
            standing: Standing {
                kind: profile.kind,
                gender: None,
                plural: profile.plural,
                thing: profile.thing,
                human: false,
                official: false,
                document: profile.document,
                vague: profile.pronoun.is_some_and(|pronoun| pronoun.nobody),
                named: false,
                described: false,
                explicit: false,
                outside_quotes: false,
                subject: false,
                country: None,
                sector: None,
            },
            known_as: None,
            name: Vec::new(),
            uncalled: 0,
            spelled_out: Vec::new(),
            titles: Vec::new(),
            contents: FxHashSet::default(),
            mentions: Vec::new(),
            outside_quotes: Vec::new(),
            names: Vec::new(),
            moment: 0,
        }
    }

    /// Takes in what a mention says, but for its content words.
    fn take(&mut self, mention: usize, profile: &Profile, quoted: bool, explicit: bool) {
        let standing = &mut self.standing;
        // A body stays one when its name alone passed for a person's.
        if rank(profile.kind) > rank(standing.kind) && standing.kind != ActorKind::Organisation {
            standing.kind = profile.kind;
        }
        if profile.form != MentionForm::Pronoun {
            standing.gender = standing.gender.or(profile.gender);
        } else if let Some(pronoun) = profile.pronoun.filter(|pronoun| !pronoun.speaks) {
            standing.gender = standing.gender.or(pronoun.gender);
        }
        standing.human |= profile.human;
        standing.official |= profile.official;
        standing.country = standing.country.or(profile.country);
        standing.sector = standing.sector.or(profile.sector);
        standing.explicit |= explicit;
        standing.outside_quotes |= !quoted;
        standing.subject = profile.subject;
        self.known_as = self.known_as.or(profile.known_as);
        if profile.name.len() > self.name.len() {
            self.name.clone_from(&profile.name);
            self.uncalled = profile.uncalled;
        }
        standing.named = !self.name.is_empty();
        if self.spelled_out.is_empty() {
            self.spelled_out.clone_from(&profile.spelled_out);
        }
        for title in profile.titles.iter().chain(&profile.noun) {
            if !self.titles.contains(title) {
                self.titles.push(title.clone());
            }
        }
        standing.described = !self.titles.is_empty();
        self.mentions.push(mention);
        self.outside_quotes.extend((!quoted).then_some(mention));
    }

    /// What it is found by changes with this.
    fn what_names(
        &self,
    ) -> (
        Option<&'static str>,
        Option<Option<&'static str>>,
        usize,
        usize,
    ) {
        (
            self.known_as,
            self.state(),
            self.name.len(),
            self.spelled_out.len(),
        )
    }

    /// The country, where it is a state.
    fn state(&self) -> Option<Option<&'static str>> {
        let standing = &self.standing;
        (standing.kind == ActorKind::State).then_some(standing.country)
    }

    fn name_keys(&self) -> Vec<NameKey> {
        let mut keys = name_keys::of_entity(&self.name, self.uncalled, &self.spelled_out);
        keys.extend(self.known_as.map(NameKey::Known));
        keys.extend(self.state().map(NameKey::State));
        keys
    }

    /// When it was last mentioned.
    pub(crate) fn moment(&self) -> Moment {
        self.moment
    }

    fn entry(&self, id: EntityId) -> Entry<'_> {
        Entry {
            id,
            moment: self.moment,
            standing: self.standing,
            titles: &self.titles,
            names: &self.names,
            mentions: self.mentions.len(),
        }
    }

    /// The actor all mentions together make.
    fn actor(&self, mentioned: &[Actor], profiles: &[Profile]) -> Option<Actor> {
        let mut members = self.mentions.clone();
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
            kind: self.standing.kind,
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
fn rank(kind: ActorKind) -> u8 {
    match kind {
        ActorKind::Unnamed => 0,
        ActorKind::Group => 1,
        ActorKind::Role => 2,
        ActorKind::Organisation | ActorKind::State => 3,
        ActorKind::Person => 4,
    }
}
