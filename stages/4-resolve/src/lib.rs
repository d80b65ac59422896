//! Stage 4: one actor for all the names a [`Record`] gives it.
//!
//! Stage 3 finds every mention and makes each an actor of its own. Here mentions are taken in text order, and each
//! either joins an actor that is there already or begins a new one. What they are joined by is the plain aliasing of
//! news: the same name, a surname after the full name, an acronym after the name it abbreviates, an office after the
//! name of its holder, an apposition, the same noun again, another noun that renames, and pronouns. Where two things speak against each other —
//! gender, number, kind — nothing is joined: an actor too many is a smaller fault than one made of two.
//!
//! ```no_run
//! # let analysis: selon_analyse::Analysis = todo!();
//! # let record: selon_read::Record = todo!();
//! let resolver = selon_resolve::Resolver::new(selon_languages::pack("fr").unwrap())?;
//! let record = resolver.resolve(&analysis, record);
//! for actor in &record.actors {
//!     println!("{} is named {} times", actor.name, actor.mentions.len());
//! }
//! # Ok::<(), selon_read::RuleError>(())
//! ```

mod appositions;
mod entity;
mod groups;
mod names;
mod profile;
mod pronouns;
mod relatives;
mod silent;
mod speakers;
mod voices;

#[cfg(test)]
mod tests;

use selon_analyse::feature::Poss;
use selon_analyse::{Analysis, Relation};
use selon_intake::Span;
use selon_languages::Pack;
use selon_read::{Actor, ActorId, Marks, MentionForm, Party, Record, RuleError, WordAt};

use entity::{Entities, Entity, EntityId};
use groups::OfTwo;
use profile::Profile;
use voices::Voices;

/// Joins the mentions of articles in one language.
#[derive(Debug)]
pub struct Resolver {
    words: profile::Words,
    marks: Marks,
}

impl Resolver {
    /// Reads the tables of a language that say what nouns and pronouns can stand for.
    ///
    /// # Errors
    /// A cell that no rule understands, named by table and row.
    pub fn new(pack: &'static Pack) -> Result<Resolver, RuleError> {
        Ok(Resolver {
            words: profile::Words::load(pack)?,
            marks: Marks::load(),
        })
    }

    /// The record with one actor for each that the article names, in the order they first come up. Pronouns that stand
    /// for nobody named are left out, unless they are all that is known of a statement's source or addressee, or of who takes
    /// part in an event.
    ///
    /// `analysis` is the one the record was read from.
    pub fn resolve(&self, analysis: &Analysis, mut record: Record) -> Record {
        let mut mentioned = std::mem::take(&mut record.actors);
        for actor in &mut mentioned {
            self.words.recognise_possessive(analysis, actor);
        }
        let stated = mentioned.len();
        let things = silent::things(&self.words, &record, analysis, &mentioned);
        let spoken = in_text_order(&mentioned);
        speakers::claim(&mut record, &self.words, analysis, &mentioned, &spoken);
        mentioned.extend(things);
        let profiles: Vec<Profile> = mentioned
            .iter()
            .map(|actor| self.words.profile(analysis, actor))
            .collect();
        let order = in_text_order(&mentioned);
        let text = record.document.text.as_str();
        let named = appositions::names_behind(text, analysis, &mentioned, &profiles, &spoken);
        let mut joining = Joining {
            analysis,
            record: &record,
            voices: Voices::of(&record, &self.marks),
            mentioned: &mentioned,
            profiles: &profiles,
            named: &named,
            entities: Entities::new(mentioned.len(), stated),
            groups: vec![None; mentioned.len()],
        };
        let later = |profile: &Profile| profile.pronoun.is_some_and(|pronoun| pronoun.speaks);
        // Who says *I* is often named only behind the quotation.
        for speaking in [false, true] {
            let mentions = order.iter().copied();
            mentions
                .filter(|&id| later(&profiles[id]) == speaking)
                .for_each(|id| joining.join(id));
        }
        let groups: Vec<Option<String>> =
            (0..mentioned.len()).map(|id| joining.group(id)).collect();
        let entities = joining.entities;
        for (actor, group) in mentioned.iter_mut().zip(groups) {
            actor.name = group.unwrap_or_else(|| std::mem::take(&mut actor.name));
        }
        let taking_part = taking_part(&mut record);
        let (actors, places) = entities.actors(mentioned, &profiles, &taking_part);
        record.actors = actors;
        renumber(&mut record, &places);
        record
    }
}

/// How many words like *certains* in a row may be some of the same group.
const CHAIN: usize = 5;

/// Mentions on the way to their actors.
struct Joining<'a> {
    analysis: &'a Analysis,
    record: &'a Record,
    voices: Voices<'a>,
    mentioned: &'a [Actor],
    profiles: &'a [Profile],
    /// For each mention the one behind it that says its name.
    named: &'a [Option<usize>],
    entities: Entities,
    /// For each mention that is some of a group without more words the group.
    groups: Vec<Option<EntityId>>,
}

impl Joining<'_> {
    /// Puts a mention where it belongs, once; one that is named only behind goes with what names it.
    fn join(&mut self, id: usize) {
        if self.entities.of(id).is_some() {
            return;
        }
        let first = self.named[id].or_else(|| self.subject_behind(id));
        if let Some(first) = first {
            self.join(first);
        }
        let found = self.find(id);
        self.groups[id] = self.some_of(id).filter(|_| found.is_none());
        self.entities.add(id, &self.profiles[id], found);
    }

    /// The first or second of two who were named side by side.
    fn of_two(&self, id: usize) -> Option<EntityId> {
        let profile = &self.profiles[id];
        let which = profile.of_two?;
        let (first, second) = groups::last_pair(self.analysis, profile.head?)?;
        let at = |place: WordAt| {
            let mut profiles = self.profiles.iter();
            let id = profiles.position(|profile| profile.head == Some(place))?;
            let found = self.entities.of(id)?;
            let genders = self.entities.all[found.0].gender.zip(profile.gender);
            genders
                .is_none_or(|(one, other)| one == other)
                .then_some(found)
        };
        let (first, second) = (at(first)?, at(second)?);
        Some(match which {
            OfTwo::First => first,
            OfTwo::Second => second,
        })
    }

    /// The group that a word like *certains* is some of.
    fn some_of(&self, id: usize) -> Option<EntityId> {
        let profile = &self.profiles[id];
        let sentence = self.analysis.sentences.get(profile.head?.sentence)?;
        let pronoun = groups::some(profile, sentence).or_else(|| groups::of_group(profile))?;
        let (entities, profiles) = (&self.entities, self.profiles);
        let (record, voices) = (self.record, &self.voices);
        pronouns::find_as(
            entities,
            profiles,
            id,
            pronoun,
            record,
            voices,
            self.analysis,
        )
    }

    /// What one or some of a group are called by it: one by the noun, several by its words without the determiner.
    fn group(&self, id: usize) -> Option<String> {
        let head = self.profiles[id].head?;
        let sentence = self.analysis.sentences.get(head.sentence)?;
        let whole = groups::whole(sentence, head.word).and_then(|word| {
            let whole = WordAt {
                sentence: head.sentence,
                word,
            };
            let mut profiles = self.profiles.iter();
            self.entities
                .of(profiles.position(|profile| profile.head == Some(whole))?)
        });
        let one = || groups::one(sentence, head.word).filter(|_| !self.profiles[id].plural);
        let Some(group) = whole.or(self.groups[id]) else {
            return one();
        };
        // Some of a group may themselves be some of one: *certains …, l'un d'eux*.
        let own = |group: EntityId| {
            let mut members = self.entities.all[group.0].members.iter();
            members.find(|&&member| self.profiles[member].noun.is_some())
        };
        let above = |group: EntityId| {
            let mut members = self.entities.all[group.0].members.iter();
            members.find_map(|&member| self.groups[member])
        };
        let chain = std::iter::successors(Some(group), |&group| above(group));
        let member = chain.take(CHAIN).find_map(own)?;
        match self.profiles[id].plural {
            true => self.words_from_noun(*member),
            false => self.profiles[*member].noun.clone(),
        }
    }

    /// The words of a mention from its noun on.
    fn words_from_noun(&self, id: usize) -> Option<String> {
        let mention = self.mentioned[id].mentions.first()?;
        let sentence = self.analysis.sentences.get(mention.head.sentence)?;
        let start = sentence.words.get(mention.head.word)?.span.start;
        let text = self.record.document.text.get(start..mention.span.end)?;
        Some(text.to_owned())
    }

    /// The actor a mention belongs to, if it is there already.
    fn find(&self, id: usize) -> Option<EntityId> {
        let (entities, profiles) = (&self.entities, self.profiles);
        let profile = &profiles[id];
        if entities.is_silent(id) {
            return None;
        }
        if let Some(name) = self.named[id] {
            return entities.of(name);
        }
        let pronoun = || {
            let (record, voices) = (self.record, &self.voices);
            pronouns::find(entities, profiles, id, record, voices, self.analysis)
        };
        match profile.form {
            MentionForm::Pronoun => {
                let subject = self.subject_behind(id).and_then(|other| entities.of(other));
                subject.or_else(|| self.antecedent(id)).or_else(pronoun)
            }
            MentionForm::Nominal if profile.pronoun.is_some() => self.of_two(id).or_else(pronoun),
            MentionForm::Nominal => names::apposed(entities, profiles, id, self.analysis)
                .or_else(|| names::initials(entities, self.words(id)))
                .or_else(|| self.of_two(id))
                .or_else(|| names::same_noun(entities, profile))
                .or_else(|| self.by_noun(id)),
            MentionForm::Name | MentionForm::Title | MentionForm::Metonym => {
                names::same_name(entities, profile)
                    .or_else(|| names::initials(entities, self.words(id)))
                    .or_else(|| names::apposed(entities, profiles, id, self.analysis))
                    .or_else(|| names::office(entities, profile, self.title(id)))
            }
        }
    }

    /// Somebody named before, by a noun that does not say who: not whoever says so, and outside quotations nobody whom only
    /// they name. A complement that no statement is of leaves more open: *the
    /// victim’s widow*.
    fn by_noun(&self, id: usize) -> Option<EntityId> {
        let profile = &self.profiles[id];
        let sentence = self.analysis.sentences.get(profile.head?.sentence)?;
        let head = sentence.words.get(profile.head?.word)?;
        if head.is(Relation::Nmod) && !pronouns::is_source(self.record, id) {
            return None;
        }
        let speaker = self.voices.either(head.span);
        let speaker = speaker.and_then(|actor| self.entities.of(actor.0));
        names::human(&self.entities, profile, speaker).or_else(|| {
            let hidden = |entity: &Entity| {
                let quoted = self.voices.whole();
                let inside = |place: Span| quoted.iter().any(|quotation| quotation.contains(place));
                let mut places = entity.places.iter().filter_map(|(at, _)| self.span(*at));
                !inside(head.span) && places.all(inside)
            };
            names::renamed(&self.entities, profile, self.analysis, &|id, entity| {
                Some(id) != speaker && !hidden(entity)
            })
        })
    }

    fn span(&self, at: WordAt) -> Option<Span> {
        let words = &self.analysis.sentences.get(at.sentence)?.words;
        words.get(at.word).map(|word| word.span)
    }

    fn words(&self, id: usize) -> &str {
        let span = self.mentioned[id].mentions.first();
        span.map_or("", |mention| mention.span.of(&self.record.document.text))
    }

    /// The mention that gives a name its title: the one named by it, or itself.
    fn title(&self, id: usize) -> &Profile {
        let before = self.named.iter().position(|&name| name == Some(id));
        &self.profiles[before.unwrap_or(id)]
    }

    /// Whom a possessive stands for in an adjunct before its clause: the subject there. *De son propre aveu, le maire …*
    fn subject_behind(&self, id: usize) -> Option<usize> {
        let head = self.profiles[id].head?;
        let sentence = self.analysis.sentences.get(head.sentence)?;
        let words = &sentence.words;
        let had = words
            .get(head.word)
            .filter(|word| word.feats.is(Poss::Yes))?
            .head?;
        let governed = sentence
            .children(had)
            .any(|child| words[child].is(Relation::Case));
        let verb = words[had].head.filter(|&verb| governed && verb > had)?;
        let word = sentence
            .children(verb)
            .find(|&child| child > had && words[child].is(Relation::Nsubj))?;
        let subject = WordAt {
            sentence: head.sentence,
            word,
        };
        self.profiles
            .iter()
            .position(|profile| profile.head == Some(subject))
    }

    /// Whom a relative pronoun stands for.
    fn antecedent(&self, id: usize) -> Option<EntityId> {
        let text = self.record.document.text.as_str();
        relatives::antecedent(text, self.analysis, self.mentioned, &self.entities, id)
    }
}

/// The actors by the place of their first mention.
fn in_text_order(actors: &[Actor]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..actors.len()).collect();
    order.sort_by_key(|&id| actors[id].mentions.first().map(|mention| mention.span));
    order
}

/// Everybody who takes part in a statement or an event.
fn parties(record: &mut Record) -> impl Iterator<Item = &mut Party> {
    let stated = record.statements.iter_mut().flat_map(|statement| {
        let parties = [&mut statement.source, &mut statement.addressee];
        parties.into_iter().flatten()
    });
    let done = record
        .events
        .iter_mut()
        .flat_map(|event| event.actors.iter_mut().chain(&mut event.recipients));
    stated.chain(done)
}

/// Which actors those are, each once, in order.
fn taking_part(record: &mut Record) -> Vec<ActorId> {
    let mut ids: Vec<ActorId> = parties(record).filter_map(|party| party.actor).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn renumber(record: &mut Record, places: &[Option<ActorId>]) {
    for party in parties(record) {
        party.actor = party
            .actor
            .and_then(|id| places.get(id.0).copied().flatten());
    }
}
