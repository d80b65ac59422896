//! Everybody so far by when they were last mentioned, so that nobody is asked who cannot be meant.
//!
//! Rules of aliasing look for the latest who fits. Of what a rule asks, most is the same for many: kind, gender, number.
//! Those who are alike in it stand in one row, the latest last, so that a rule asks each row once and not each actor. Names and
//! titles have rows of their own.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, btree_map};

use rustc_hash::FxHashMap;
use selon_read::ActorKind;

use crate::lexicon::Gender;

/// A position in [`crate::entity::Entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EntityId(pub(crate) usize);

/// When somebody was last mentioned, counted in mentions.
pub(crate) type Moment = usize;

/// What rules ask of somebody before they look closer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Standing {
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
    /// It has a name.
    pub(crate) named: bool,
    /// It has been called by a noun.
    pub(crate) described: bool,
    /// It is more than a thing that has said nothing.
    pub(crate) explicit: bool,
    /// It has been mentioned outside what is quoted word for word.
    pub(crate) outside_quotes: bool,
    /// Its last mention is the subject of a clause.
    pub(crate) subject: bool,
    pub(crate) country: Option<&'static str>,
    pub(crate) sector: Option<&'static str>,
}

/// What somebody can be found by who is called by a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum NameKey {
    /// The stable id.
    Known(&'static str),
    /// The country of a state.
    State(Option<&'static str>),
    /// All words of the name.
    Whole(String),
    /// The words it ends with.
    Ending(String),
    /// The words it begins with.
    Beginning(String),
    /// The letters of an acronym of it.
    Acronym(String),
    /// The initials of a person.
    Initials(String),
}

/// Those who are alike, by when they were last mentioned.
type Row = BTreeMap<Moment, EntityId>;

/// People by how often they were mentioned; of several that were as often, those mentioned longest ago last.
type Often = BTreeMap<(usize, Reverse<Moment>), EntityId>;

/// Rows of those who are alike in their standing.
#[derive(Debug, Default)]
struct Rows(FxHashMap<Standing, Row>);

impl Rows {
    fn insert(&mut self, standing: Standing, moment: Moment, id: EntityId) {
        self.0.entry(standing).or_default().insert(moment, id);
    }

    fn remove(&mut self, standing: Standing, moment: Moment) {
        if let Some(row) = self.0.get_mut(&standing) {
            row.remove(&moment);
            if row.is_empty() {
                self.0.remove(&standing);
            }
        }
    }

    /// The rows of those whose standing fits, each from the latest back.
    fn fitting(&self, fits: impl Fn(&Standing) -> bool) -> Vec<(Standing, Backwards<'_>)> {
        let rows = self.0.iter().filter(|(standing, _)| fits(standing));
        rows.map(|(&standing, row)| (standing, Backwards(row.iter())))
            .collect()
    }
}

/// A row from the latest back.
pub(crate) struct Backwards<'r>(btree_map::Iter<'r, Moment, EntityId>);

impl Iterator for Backwards<'_> {
    type Item = (Moment, EntityId);

    fn next(&mut self) -> Option<(Moment, EntityId)> {
        self.0.next_back().map(|(&moment, &id)| (moment, id))
    }
}

/// Several rows as one, from the latest back.
pub(crate) struct Latest<'r> {
    rows: Vec<Backwards<'r>>,
    /// The next of each row, with the row's number.
    next: BinaryHeap<((Moment, EntityId), usize)>,
}

impl<'r> Latest<'r> {
    fn of(rows: impl Iterator<Item = Backwards<'r>>) -> Latest<'r> {
        let mut rows: Vec<Backwards<'r>> = rows.collect();
        let firsts = rows.iter_mut().enumerate();
        let next = firsts.filter_map(|(number, row)| Some((row.next()?, number)));
        let next = next.collect();
        Latest { rows, next }
    }
}

impl Iterator for Latest<'_> {
    type Item = EntityId;

    fn next(&mut self) -> Option<EntityId> {
        let ((_, id), number) = self.next.pop()?;
        let next = self.rows[number].next();
        self.next.extend(next.map(|next| (next, number)));
        Some(id)
    }
}

/// How somebody is entered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'e> {
    pub(crate) id: EntityId,
    pub(crate) moment: Moment,
    pub(crate) standing: Standing,
    /// Offices and other nouns.
    pub(crate) titles: &'e [String],
    /// Where in the index their names stand: what [`Recency::name`] gives.
    pub(crate) names: &'e [usize],
    /// How many mentions there are.
    pub(crate) mentions: usize,
}

/// The index of everybody so far.
#[derive(Debug, Default)]
pub(crate) struct Recency {
    all: Rows,
    by_title: FxHashMap<String, Rows>,
    names: FxHashMap<NameKey, usize>,
    by_name: Vec<Row>,
    /// Who was called by a content word, each once, in no order.
    by_content: FxHashMap<String, Vec<EntityId>>,
    /// Named people.
    people: FxHashMap<Option<Gender>, Often>,
}

impl Recency {
    /// Where those stand who are found by a name.
    pub(crate) fn name(&mut self, key: NameKey) -> usize {
        let next = self.by_name.len();
        let at = *self.names.entry(key).or_insert(next);
        if at == next {
            self.by_name.push(Row::default());
        }
        at
    }

    /// Enters somebody under all that they are found by.
    pub(crate) fn insert(&mut self, entry: Entry<'_>) {
        let Entry { id, moment, .. } = entry;
        self.all.insert(entry.standing, moment, id);
        for title in entry.titles {
            if !self.by_title.contains_key(title) {
                self.by_title.insert(title.clone(), Rows::default());
            }
            if let Some(rows) = self.by_title.get_mut(title) {
                rows.insert(entry.standing, moment, id);
            }
        }
        for &name in entry.names {
            self.by_name[name].insert(moment, id);
        }
        if is_named_person(&entry.standing) {
            let people = self.people.entry(entry.standing.gender).or_default();
            people.insert((entry.mentions, Reverse(moment)), id);
        }
    }

    /// Takes out what [`Recency::insert`] entered.
    pub(crate) fn remove(&mut self, entry: Entry<'_>) {
        self.all.remove(entry.standing, entry.moment);
        for title in entry.titles {
            if let Some(rows) = self.by_title.get_mut(title) {
                rows.remove(entry.standing, entry.moment);
            }
        }
        for &name in entry.names {
            self.by_name[name].remove(&entry.moment);
        }
        if let Some(people) = self.people.get_mut(&entry.standing.gender) {
            people.remove(&(entry.mentions, Reverse(entry.moment)));
        }
    }

    /// Notes that somebody has been called by a content word for the first time.
    pub(crate) fn insert_content(&mut self, word: &str, id: EntityId) {
        match self.by_content.get_mut(word) {
            Some(called) => called.push(id),
            None => drop(self.by_content.insert(word.to_owned(), vec![id])),
        }
    }

    /// Those whose standing fits, the latest first.
    pub(crate) fn latest(&self, fits: impl Fn(&Standing) -> bool) -> Latest<'_> {
        Latest::of(self.rows(fits).into_iter().map(|(_, row)| row))
    }

    /// Those of them who have been called by one of some titles.
    pub(crate) fn latest_titled(
        &self,
        titles: &[String],
        fits: impl Fn(&Standing) -> bool,
    ) -> Latest<'_> {
        let rows = titles
            .iter()
            .flat_map(|title| self.rows_titled(title, &fits));
        Latest::of(rows.map(|(_, row)| row))
    }

    /// Rows of those whose standing fits, each from the latest back.
    pub(crate) fn rows(&self, fits: impl Fn(&Standing) -> bool) -> Vec<(Standing, Backwards<'_>)> {
        self.all.fitting(fits)
    }

    /// Rows of those who have been called by a title and whose standing fits.
    pub(crate) fn rows_titled(
        &self,
        title: &str,
        fits: impl Fn(&Standing) -> bool,
    ) -> Vec<(Standing, Backwards<'_>)> {
        let rows = self.by_title.get(title);
        rows.map_or_else(Vec::new, |rows| rows.fitting(fits))
    }

    /// Those who are found by one of some names, the latest first.
    pub(crate) fn latest_named(&self, keys: impl IntoIterator<Item = NameKey>) -> Latest<'_> {
        let found = keys.into_iter().filter_map(|key| self.names.get(&key));
        Latest::of(found.map(|&at| Backwards(self.by_name[at].iter())))
    }

    /// Who has been called by a content word, in no order.
    pub(crate) fn called(&self, word: &str) -> &[EntityId] {
        self.by_content.get(word).map_or(&[], Vec::as_slice)
    }

    /// Named people of a gender, those mentioned most often first, with how often that was.
    pub(crate) fn most_mentioned(
        &self,
        gender: Gender,
    ) -> impl Iterator<Item = (usize, EntityId)> + '_ {
        let people = self.people.get(&Some(gender)).into_iter().flatten().rev();
        people.map(|(&(mentions, _), &id)| (mentions, id))
    }
}

/// Whether somebody is a person of whom a name is known.
fn is_named_person(standing: &Standing) -> bool {
    standing.kind == ActorKind::Person && standing.named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(kind: ActorKind, gender: Option<Gender>) -> Standing {
        Standing {
            kind,
            gender,
            plural: false,
            thing: false,
            human: false,
            official: false,
            document: false,
            vague: false,
            named: true,
            described: false,
            explicit: true,
            outside_quotes: true,
            subject: false,
            country: None,
            sector: None,
        }
    }

    /// An index of people who were mentioned so often, in this order.
    fn index(people: &[(Gender, &'static str, usize)]) -> Recency {
        let mut index = Recency::default();
        for (at, &(gender, title, mentions)) in people.iter().enumerate() {
            let names = [index.name(NameKey::Whole(title.to_owned()))];
            index.insert(Entry {
                id: EntityId(at),
                moment: at,
                standing: standing(ActorKind::Person, Some(gender)),
                titles: &[title.to_owned()],
                names: &names,
                mentions,
            });
        }
        index
    }

    const PEOPLE: [(Gender, &str, usize); 4] = [
        (Gender::Masculine, "maire", 2),
        (Gender::Feminine, "préfet", 5),
        (Gender::Masculine, "préfet", 2),
        (Gender::Feminine, "maire", 1),
    ];

    #[test]
    fn rows_are_merged_from_the_latest_back() {
        let index = index(&PEOPLE);
        let all: Vec<usize> = index.latest(|_| true).map(|id| id.0).collect();
        assert_eq!(all, [3, 2, 1, 0]);
        let women = index.latest(|standing| standing.gender == Some(Gender::Feminine));
        assert_eq!(women.map(|id| id.0).collect::<Vec<_>>(), [3, 1]);
        let titled = index.latest_titled(&["maire", "préfet"].map(str::to_owned), |standing| {
            standing.gender == Some(Gender::Masculine)
        });
        assert_eq!(titled.map(|id| id.0).collect::<Vec<_>>(), [2, 0]);
        let named = index.latest_named([NameKey::Whole("préfet".to_owned())]);
        assert_eq!(named.map(|id| id.0).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn of_two_mentioned_as_often_the_one_of_longest_ago_comes_first() {
        let index = index(&PEOPLE);
        let often: Vec<(usize, usize)> = index
            .most_mentioned(Gender::Masculine)
            .map(|(mentions, id)| (mentions, id.0))
            .collect();
        assert_eq!(often, [(2, 0), (2, 2)]);
    }

    #[test]
    fn who_is_taken_out_is_found_no_more() {
        let mut index = index(&PEOPLE);
        let (titles, names) = (
            ["maire".to_owned()],
            [index.name(NameKey::Whole("maire".to_owned()))],
        );
        index.remove(Entry {
            id: EntityId(3),
            moment: 3,
            standing: standing(ActorKind::Person, Some(Gender::Feminine)),
            titles: &titles,
            names: &names,
            mentions: 1,
        });
        assert_eq!(index.latest(|_| true).next(), Some(EntityId(2)));
        assert_eq!(
            index.latest_titled(&titles, |_| true).next(),
            Some(EntityId(0))
        );
        assert_eq!(
            index
                .latest_named([NameKey::Whole("maire".to_owned())])
                .next(),
            Some(EntityId(0))
        );
    }
}
