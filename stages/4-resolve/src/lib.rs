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
//! # let findings: selon_read::Findings = todo!();
//! let resolver = selon_resolve::Resolver::new(selon_languages::pack("fr").unwrap());
//! let record = resolver.resolve(&analysis, findings);
//! for actor in &record.actors {
//!     println!("{} is named {} times", actor.name, actor.mentions.len());
//! }
//! ```

mod appositions;
mod article;
mod entity;
mod groups;
mod implicit_antecedents;
mod joining;
mod lexicon;
mod name_keys;
mod names;
mod profile;
mod pronouns;
mod quote_speakers;
mod recency;
mod relatives;
mod renaming;
mod speakers;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use selon_analyse::Analysis;
use selon_languages::Pack;
use selon_read::{Actor, ActorId, Findings, Party, Record};

use article::{ArticleView, Sources};
use joining::Joining;
use lexicon::Lexicon;
use profile::Profile;

/// Joins the mentions of articles in one language.
#[derive(Debug)]
pub struct Resolver {
    lexicon: Lexicon,
}

impl Resolver {
    /// Reads the tables of a language that say what nouns and pronouns can stand for.
    pub fn new(pack: &'static Pack) -> Resolver {
        let lexicon = Lexicon::load(pack);
        Resolver { lexicon }
    }

    /// The record with one actor for each that the article names, in the order they first come up. Pronouns that stand
    /// for nobody named are left out, unless they are all that is known of a statement's source or addressee, or of who takes
    /// part in an event.
    ///
    /// `analysis` is the one the findings were made from.
    pub fn resolve(&self, analysis: &Analysis, findings: Findings) -> Record {
        let Findings {
            mut record,
            quotations,
        } = findings;
        let mut mentioned = std::mem::take(&mut record.actors);
        for actor in &mut mentioned {
            profile::recognise_possessive(&self.lexicon, analysis, actor);
        }
        let explicit = mentioned.len();
        let things = implicit_antecedents::things(
            &self.lexicon,
            &record,
            &Sources::of(&record),
            analysis,
            &mentioned,
        );
        let spoken = in_text_order(&mentioned);
        speakers::claim(&mut record, &self.lexicon, analysis, &mentioned, &spoken);
        mentioned.extend(things);
        let profiles: Vec<Profile> = mentioned
            .iter()
            .map(|actor| profile::profile(&self.lexicon, analysis, actor))
            .collect();
        let text = record.document.text.as_str();
        let named = appositions::names_behind(text, analysis, &mentioned, &profiles, &spoken);
        let article = ArticleView::new(analysis, &record, &quotations, &mentioned, &profiles);
        let joining = Joining::new(&article, &named, explicit);
        let (entities, groups) = joining.all(&in_text_order(&mentioned));
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
