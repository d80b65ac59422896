//! What the parts of names take from the whole: a surname from the full name, the first word of a company's name from all of
//! it, a town from what is called after it.

use rustc_hash::FxHashMap;

use super::classes::{LIKELY, PLAIN, Votes};
use super::{Class, Rules};

/// What a name of several words is.
struct Whole {
    class: Class,
    /// A body that is called after its place: *Larkfield Town Council*.
    public: bool,
}

impl Rules {
    /// What names take from the longer names that begin or end with them.
    pub(super) fn inherited<'t>(
        &self,
        votes: &FxHashMap<&'t str, Votes>,
    ) -> FxHashMap<&'t str, Votes> {
        let several = votes.iter().filter(|(name, _)| name.contains(' '));
        let wholes: FxHashMap<&str, Whole> = several
            .map(|(&name, votes)| (name, self.whole(name, *votes)))
            .collect();
        let mut inherited: FxHashMap<&str, Votes> = FxHashMap::default();
        let mut names: Vec<&str> = votes.keys().copied().collect();
        for (part, name) in beginnings(&mut names) {
            let more = inherited.entry(part).or_default();
            match &wholes[name] {
                Whole {
                    class: Class::Person,
                    ..
                } => more.person = PLAIN,
                Whole {
                    class: Class::Body,
                    public: true,
                } => more.place += LIKELY,
                Whole {
                    class: Class::Body, ..
                } => more.body = PLAIN,
                Whole {
                    class: Class::Place,
                    ..
                } => {}
            }
        }
        for (part, name) in endings(&mut names) {
            let more = inherited.entry(part).or_default();
            let whole = &wholes[name];
            match whole.class {
                Class::Person => more.person = PLAIN,
                Class::Body if !whole.public || !begins(name, part) => more.body = PLAIN,
                Class::Body | Class::Place => {}
            }
        }
        if self.lexicon.has_two_surnames() {
            let people = wholes
                .iter()
                .filter(|(_, whole)| whole.class == Class::Person);
            for part in people.flat_map(|(name, _)| before_last(name)) {
                if let Some((&part, _)) = votes.get_key_value(part) {
                    inherited.entry(part).or_default().person = PLAIN;
                }
            }
        }
        inherited
    }

    fn whole(&self, name: &str, votes: Votes) -> Whole {
        let class = votes.class();
        Whole {
            class,
            public: class == Class::Body && self.lexicon.is_public(name),
        }
    }
}

/// What the words of a name before its last one end with: the surname of whoever bears two.
fn before_last(name: &str) -> impl Iterator<Item = &str> {
    let first = name.rsplit_once(' ').map(|(first, _)| first);
    let shorter = std::iter::successors(first, |name| Some(name.split_once(' ')?.1));
    shorter.skip(1)
}

/// Each name with every longer one that begins with its words, in about as many steps as the names have letters: sorted,
/// those that begin a name stand before it, and none that does not stands in between.
fn beginnings<'t>(names: &mut [&'t str]) -> Vec<(&'t str, &'t str)> {
    names.sort_unstable();
    pairs(names, |name, part| name.starts_with(part), begins)
}

/// The same of those that end with its words.
fn endings<'t>(names: &mut [&'t str]) -> Vec<(&'t str, &'t str)> {
    names.sort_unstable_by(|one, other| one.bytes().rev().cmp(other.bytes().rev()));
    pairs(names, |name, part| name.ends_with(part), ends)
}

/// Each name with those behind it that hold it as a part, if those that touch it stand right behind it. A part is whole
/// words.
fn pairs<'t>(
    names: &[&'t str],
    touches: impl Fn(&str, &str) -> bool,
    holds: impl Fn(&str, &str) -> bool,
) -> Vec<(&'t str, &'t str)> {
    let mut pairs = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for &name in names {
        while open.pop_if(|part| !touches(name, part)).is_some() {}
        let parts = open.iter().filter(|part| holds(name, part));
        pairs.extend(parts.map(|&part| (part, name)));
        open.push(name);
    }
    pairs
}

/// Whether a name goes on behind another one's words.
fn begins(name: &str, part: &str) -> bool {
    let rest = name.strip_prefix(part);
    rest.is_some_and(|rest| rest.starts_with(' '))
}

/// Whether a name begins before another one's words.
fn ends(name: &str, part: &str) -> bool {
    let rest = name.strip_suffix(part);
    rest.is_some_and(|rest| rest.ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::testing::rules;

    #[test]
    fn the_first_of_two_surnames_stands_before_the_last() {
        let found = |name| before_last(name).collect::<Vec<_>>();
        assert_eq!(found("Elena Robles Arnau"), ["Robles"]);
        assert_eq!(found("Elena Robles"), [""; 0]);
    }

    #[test]
    fn parts_are_whole_words_at_either_end() {
        let mut names = ["Ana", "Ana Holm", "Anabel Holm", "Holm", "Ana Holm Ek"];
        let begin = [
            ("Ana", "Ana Holm"),
            ("Ana", "Ana Holm Ek"),
            ("Ana Holm", "Ana Holm Ek"),
        ];
        assert_eq!(beginnings(&mut names), begin);
        let end = [("Holm", "Ana Holm"), ("Holm", "Anabel Holm")];
        let mut found = endings(&mut names);
        found.sort_unstable();
        assert_eq!(found, end);
    }

    /// What a part takes from one name of a class.
    fn taken(name: &'static str, class: Class, part: &'static str) -> Votes {
        let mut whole = Votes::default();
        match class {
            Class::Person => whole.person = PLAIN,
            Class::Body => whole.body = PLAIN,
            Class::Place => whole.place = PLAIN,
        }
        let votes = [(name, whole), (part, Votes::default())];
        let inherited = rules("en").inherited(&votes.into_iter().collect());
        inherited.get(part).copied().unwrap_or_default()
    }

    #[test]
    fn a_surname_is_the_persons_and_a_companys_first_word_the_companys() {
        assert_eq!(
            taken("Hannah Oyelaran", Class::Person, "Oyelaran").class(),
            Class::Person
        );
        assert_eq!(
            taken("Eastmere Ferries", Class::Body, "Eastmere").class(),
            Class::Body
        );
        assert_eq!(
            taken("Eastmere Ferries", Class::Body, "Ferries").class(),
            Class::Body
        );
    }

    #[test]
    fn a_council_is_called_after_its_town() {
        assert_eq!(
            taken("Larkfield Town Council", Class::Body, "Larkfield").class(),
            Class::Place
        );
    }

    #[test]
    fn a_place_gives_its_words_nothing() {
        assert_eq!(taken("Holm Bay", Class::Place, "Holm"), Votes::default());
    }
}
