//! People who held an office: who is meant by a full name, and by a surname alone at the date of an article.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_intake::Published;
use selon_languages::{Address, Gender, NounIs, Pack, shared};

use super::names::straight;
use crate::{Actor, ActorKind, MentionForm};

/// A position in [`Holders::people`].
type PersonId = u32;

/// The people of `shared/people.tsv` with their terms of office.
#[derive(Debug)]
pub(crate) struct Holders {
    people: Vec<Person>,
    /// By full name; two who share one are told apart by the date.
    named: FxHashMap<&'static str, Vec<PersonId>>,
    /// By what they are called alone.
    surnamed: FxHashMap<&'static str, Vec<PersonId>>,
    /// The titles of each office, in small letters.
    titles: FxHashMap<&'static str, Vec<String>>,
    /// Words before a name that tell the gender of whoever has it.
    genders: FxHashMap<&'static str, Gender>,
}

#[derive(Debug)]
struct Person {
    known_as: &'static str,
    gender: Gender,
    /// Whether a surname without more means whoever holds the office.
    alone: bool,
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Term {
    office: &'static str,
    country: Option<&'static str>,
    sector: Option<&'static str>,
    days: Days,
}

/// Whom an article names in full.
#[derive(Debug, Default)]
struct FullNames {
    /// Those that the tables know.
    known: FxHashSet<PersonId>,
    /// The surnames of the others.
    unknown: FxHashSet<&'static str>,
}

/// The first and the last day of something, as numbers that compare as dates do.
#[derive(Debug, Clone, Copy)]
struct Days(u32, u32);

impl Holders {
    /// Reads the shared tables of people and their terms, and the titles of one language.
    pub(crate) fn load(pack: &'static Pack) -> Holders {
        let mut holders = Holders {
            people: Vec::new(),
            named: FxHashMap::default(),
            surnamed: FxHashMap::default(),
            titles: titles(pack),
            genders: genders(pack),
        };
        let mut ids: FxHashMap<&str, PersonId> = FxHashMap::default();
        for (id, row) in (0..).zip(shared::PEOPLE) {
            ids.insert(row.id, id);
            for name in row.names {
                holders.named.entry(name).or_default().push(id);
            }
            for surname in row.surnames {
                holders.surnamed.entry(surname).or_default().push(id);
            }
            holders.people.push(Person {
                known_as: row.wikidata.unwrap_or(row.id),
                gender: row.gender,
                alone: row.alone,
                terms: Vec::new(),
            });
        }
        holders.read_terms(&ids);
        holders
    }

    /// Gives people their terms. The build has checked that each names somebody, an office, and days.
    fn read_terms(&mut self, ids: &FxHashMap<&str, PersonId>) {
        let offices = shared::OFFICES.iter();
        let sectors: FxHashMap<&str, &'static str> =
            offices.map(|row| (row.office, row.sector)).collect();
        for row in shared::OFFICE_HOLDERS {
            let person = row.term.split('/').next().unwrap_or_default();
            let begin = Days::of(row.begin);
            let end = row.end.map_or(Some(Days(0, u32::MAX)), Days::of);
            if let (Some(&id), Some(begin), Some(end)) = (ids.get(person), begin, end) {
                self.people[id as usize].terms.push(Term {
                    office: row.office,
                    country: row.country,
                    sector: sectors.get(row.office).copied(),
                    days: Days(begin.0, end.1),
                });
            }
        }
    }

    /// Every full name.
    pub(crate) fn full_names(&self) -> impl Iterator<Item = &'static str> {
        self.named.keys().copied()
    }

    /// Says of people who are named whom the tables know them as, and of what country and sector they are.
    ///
    /// A full name is enough. A surname alone means whoever the article names in full by it; where it names nobody so,
    /// the one person of that surname who held an office at the date of the article, provided that the surname is not
    /// common or that the title of the office stands before it.
    pub(crate) fn recognise(
        &self,
        text: &str,
        published: Option<&Published>,
        actors: &mut [Actor],
    ) {
        let date = published.and_then(|published| Days::of(&published.value));
        let mut full = FullNames::default();
        for actor in actors.iter_mut().filter(|actor| may_be(actor)) {
            match self.by_full_name(text, actor, date) {
                Some(id) => {
                    full.known.insert(id);
                    self.people[id as usize].fill(actor, date);
                }
                None => full
                    .unknown
                    .extend(self.surnames_in(&straight(&actor.name))),
            }
        }
        for actor in actors.iter_mut().filter(|actor| may_be(actor)) {
            if let Some(id) = self.by_surname(text, actor, date, &full) {
                self.people[id as usize].fill(actor, date);
            }
        }
    }

    /// The surnames of the tables with which a name of several words ends.
    fn surnames_in(&self, name: &str) -> impl Iterator<Item = &'static str> {
        let behind = name.match_indices(char::is_whitespace);
        let ends = behind.map(|(at, space)| &name[at + space.len()..]);
        ends.filter_map(|end| {
            self.surnamed
                .get_key_value(end)
                .map(|(surname, _)| *surname)
        })
    }

    /// The person of a full name, which may take in the word before it: *pape François*.
    fn by_full_name(&self, text: &str, actor: &Actor, date: Option<Days>) -> Option<PersonId> {
        let find = |name: &str| {
            let people = self.named.get(straight(name).as_ref())?;
            self.only(people.iter().copied(), date)
        };
        let before = || {
            let word = before(text, actor)?.split_whitespace().next_back()?;
            find(&format!("{word} {}", actor.name))
        };
        find(&actor.name).or_else(before)
    }

    /// The only one of some people, else the only one who held an office at a date.
    fn only(
        &self,
        people: impl Iterator<Item = PersonId> + Clone,
        date: Option<Days>,
    ) -> Option<PersonId> {
        single(people.clone()).or_else(|| single(people.filter(|&id| self.holds(id, date))))
    }

    fn holds(&self, id: PersonId, date: Option<Days>) -> bool {
        let at = |date: Days| self.people[id as usize].held(date).next().is_some();
        date.is_some_and(at)
    }

    fn by_surname(
        &self,
        text: &str,
        actor: &Actor,
        date: Option<Days>,
        full: &FullNames,
    ) -> Option<PersonId> {
        let surname = straight(&actor.name);
        let people = self.surnamed.get(surname.as_ref())?;
        let title = before(text, actor).unwrap_or_default().to_lowercase();
        let fits = |id: PersonId| self.agrees(id, &title);
        let known = people.iter().filter(|id| full.known.contains(id));
        let unknown = full.unknown.contains(surname.as_ref());
        let named: FxHashSet<Option<PersonId>> = known
            .map(|&id| Some(id))
            .chain(unknown.then_some(None))
            .collect();
        if !named.is_empty() {
            // Whoever else the article names so may be meant.
            return single(named.into_iter()).flatten().filter(|&id| fits(id));
        }
        let date = date?;
        let holders = people
            .iter()
            .copied()
            .filter(|&id| self.holds(id, Some(date)) && fits(id));
        single(holders).filter(|&id| {
            let person = &self.people[id as usize];
            person.alone || person.held(date).any(|term| self.gives(term, &title))
        })
    }

    /// Whether the words before a name are a title of an office.
    fn gives(&self, term: &Term, title: &str) -> bool {
        let titles = self.titles.get(term.office);
        titles.is_some_and(|titles| titles.iter().any(|of| has_words(title, of)))
    }

    /// Whether no word before a name speaks of another gender.
    fn agrees(&self, id: PersonId, title: &str) -> bool {
        let words = title.split_whitespace();
        let mut told = words.filter_map(|word| self.genders.get(word.trim_end_matches('.')));
        let gender = self.people[id as usize].gender;
        told.all(|word| gender == *word)
    }
}

impl Person {
    /// The terms that a date lies in.
    fn held(&self, date: Days) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.days.meets(date))
    }

    /// Writes into an actor what is known: of the office held at the date, else of the last one before it, else of the last.
    fn fill(&self, actor: &mut Actor, date: Option<Days>) {
        let before = |date: Days| self.terms.iter().filter(move |term| term.days.0 <= date.1);
        let at = |date| self.held(date).last().or_else(|| latest(before(date)));
        let term = date.and_then(at).or_else(|| latest(self.terms.iter()));
        actor.kind = ActorKind::Person;
        actor.known_as = Some(self.known_as);
        if let Some(term) = term {
            actor.country = term.country.or(actor.country);
            actor.sector = term.sector.or(actor.sector);
        }
    }
}

impl Days {
    /// The days that an ISO 8601 date, cut to any precision, can mean.
    fn of(date: &str) -> Option<Days> {
        let mut parts = date.split('T').next()?.split('-').map(str::parse::<u32>);
        let year = parts.next()?.ok()?;
        let month = parts.next().transpose().ok()?;
        let day = parts.next().transpose().ok()?;
        let number = |month, day| year * 10_000 + month * 100 + day;
        let first = number(month.unwrap_or(1), day.unwrap_or(1));
        Some(Days(first, number(month.unwrap_or(12), day.unwrap_or(31))))
    }

    fn meets(self, other: Days) -> bool {
        self.0 <= other.1 && other.0 <= self.1
    }
}

/// Whether an actor may be somebody the tables know, and is not yet known.
fn may_be(actor: &Actor) -> bool {
    let named = matches!(
        actor.mentions[0].form,
        MentionForm::Name | MentionForm::Title
    );
    named
        && actor.known_as.is_none()
        && matches!(actor.kind, ActorKind::Person | ActorKind::Organisation)
}

/// What stands before the name in a mention.
fn before<'t>(text: &'t str, actor: &Actor) -> Option<&'t str> {
    let mention = actor.mentions[0].span.of(text);
    mention.find(&actor.name).map(|name| &mention[..name])
}

fn latest<'t>(terms: impl Iterator<Item = &'t Term>) -> Option<&'t Term> {
    terms.max_by_key(|term| term.days.0)
}

fn single<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next();
    first.filter(|_| of.next().is_none())
}

/// Whether some words stand in a text as whole words.
fn has_words(text: &str, words: &str) -> bool {
    let bound = |rest: Option<char>| rest.is_none_or(|sign| !sign.is_alphanumeric());
    text.match_indices(words).any(|(at, found)| {
        bound(text[..at].chars().next_back()) && bound(text[at + found.len()..].chars().next())
    })
}

fn titles(pack: &Pack) -> FxHashMap<&'static str, Vec<String>> {
    let rows = pack.offices.iter().map(|row| {
        let titles = row.titles.iter().chain(row.feminine);
        (
            row.office,
            titles.map(|title| title.to_lowercase()).collect(),
        )
    });
    rows.collect()
}

fn genders(pack: &Pack) -> FxHashMap<&'static str, Gender> {
    let rows = pack.nouns.iter().filter_map(|row| {
        let role = row.gender.filter(|_| row.is.contains(&NounIs::Role));
        let address = || match row.address? {
            Address::Masc => Some(Gender::Masc),
            Address::Fem => Some(Gender::Fem),
            Address::Either => None,
        };
        Some((row.lemma, role.or_else(address)?))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Mention, WordAt};
    use selon_intake::{DateSource, Precision, Span};

    /// Who the people of a text are known as, each given by mention and name, at the date of the article.
    fn recognised(code: &str, date: &str, people: &[(&str, &str)]) -> Vec<Option<&'static str>> {
        let mut text = String::new();
        let mut actors = Vec::new();
        for (mention, name) in people {
            let start = text.len();
            text.push_str(mention);
            actors.push(Actor {
                name: (*name).to_owned(),
                kind: ActorKind::Person,
                country: None,
                sector: None,
                known_as: None,
                mentions: vec![Mention {
                    span: Span::new(start, text.len()),
                    head: WordAt {
                        sentence: 0,
                        word: 0,
                    },
                    form: MentionForm::Name,
                }],
            });
            text.push(' ');
        }
        let published = (!date.is_empty()).then(|| Published {
            value: date.to_owned(),
            precision: Precision::Day,
            from: DateSource::Given,
        });
        let holders = Holders::load(selon_languages::pack(code).unwrap());
        holders.recognise(&text, published.as_ref(), &mut actors);
        actors.iter().map(|actor| actor.known_as).collect()
    }

    fn one(code: &str, date: &str, mention: &str, name: &str) -> Option<&'static str> {
        recognised(code, date, &[(mention, name)])[0]
    }

    #[test]
    fn a_full_name_is_known_at_any_date() {
        for date in ["", "1995", "2025-06"] {
            let known = one("fr", date, "Vladimir Poutine", "Vladimir Poutine");
            assert_eq!(known, Some("Q7747"));
        }
        let pope = one("fr", "2020", "Le pape François", "François");
        assert_eq!(pope, Some("Q450675"));
    }

    #[test]
    fn the_date_tells_two_of_one_full_name_apart() {
        let bush = |date| one("fr", date, "George Bush", "George Bush");
        assert_eq!(bush("1991-01-20"), Some("Q23505"));
        assert_eq!(bush("2003-03-20"), Some("Q207"));
        assert_eq!(bush(""), None);
    }

    #[test]
    fn a_surname_alone_is_who_held_an_office_at_the_date() {
        let merkel = |date| one("en", date, "Merkel", "Merkel");
        assert_eq!(merkel("2012-03-02"), Some("Q567"));
        assert_eq!(merkel("2023-03-02"), None);
        assert_eq!(merkel(""), None);
    }

    #[test]
    fn a_common_surname_needs_the_title_of_the_office() {
        assert_eq!(one("en", "2008-06", "Mr Brown", "Brown"), None);
        let minister = one("en", "2008-06", "Prime Minister Brown", "Brown");
        assert_eq!(minister, Some("Q10648"));
    }

    #[test]
    fn a_form_of_address_of_another_gender_names_somebody_else() {
        assert_eq!(one("fr", "2001", "Mme Chirac", "Chirac"), None);
        assert_eq!(one("fr", "2001", "M. Chirac", "Chirac"), Some("Q2105"));
    }

    #[test]
    fn whoever_the_article_names_in_full_has_the_surname() {
        let named =
            |full: &str| recognised("fr", "2003-03-20", &[(full, full), ("Bush", "Bush")])[1];
        assert_eq!(named("Laura Bush"), None);
        assert_eq!(named("George Bush"), Some("Q207"));
        // A name that only ends in the same letters is another one.
        assert_eq!(named("Laura Rosebush"), Some("Q207"));
    }

    #[test]
    fn days_of_a_cut_date_are_all_that_it_can_mean() {
        let (month, year) = (Days::of("2021-02"), Days::of("2021"));
        let day = Days::of("2021-02-28T10:00").unwrap();
        assert!(month.unwrap().meets(day) && year.unwrap().meets(day));
        assert!(!Days::of("2021-03").unwrap().meets(day));
        assert!(Days::of("soon").is_none());
    }
}
