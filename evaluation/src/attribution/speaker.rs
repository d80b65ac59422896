//! Whether a source stands for the one whom the gold names.
//!
//! Two names are of the same when one holds the other's words in a row, whatever the case and the apostrophes: *Tiémen*
//! and *Baro Tiémen*, *le maire* and *la maire de Granzay*. A small word that others follow is taken for a determiner
//! where it comes first, and does not count. Words behind one that joins a complement to its noun name somebody else than
//! the whole does: *la femme de Michel Aubert* is not *Michel Aubert*.

use rustc_hash::FxHashSet;
use selon_languages::{CountryWord, NameLink, Renames, packs, shared};

/// The words that join a complement to its noun, in every language.
pub(super) struct Naming {
    links: FxHashSet<&'static str>,
}

impl Naming {
    pub(super) fn load() -> Naming {
        let rows = packs().iter().flat_map(|pack| pack.links);
        let joining = rows.filter(|row| row.names.is_some_and(|link| link != NameLink::Name));
        Naming {
            links: joining.map(|row| row.form.trim_end_matches('\'')).collect(),
        }
    }

    /// Whether two names can be of the same.
    pub(super) fn same(&self, one: &str, other: &str) -> bool {
        let (one, other) = (words(one), words(other));
        self.holds(&one, &other) || self.holds(&other, &one)
    }

    fn holds(&self, long: &[String], short: &[String]) -> bool {
        if short.is_empty() {
            return false;
        }
        let own = long
            .iter()
            .position(|word| self.links.contains(word.as_str()));
        let mut places = (0..).zip(long.windows(short.len()));
        places.any(|(start, part)| part == short && own.is_none_or(|own| start <= own))
    }
}

/// The names that the knowledge base has for a body by the `known_as` of the record: *OMS* is the *Organisation mondiale de
/// la santé*.
pub(super) fn known_names(known_as: &str) -> Vec<String> {
    let mut rows = shared::ORGANISATIONS.iter();
    let row = rows.find(|row| row.id == known_as || row.wikidata == Some(known_as));
    let names = row.into_iter().flat_map(|row| {
        let own = row.by_language.all();
        row.names.iter().copied().chain(own)
    });
    names.map(str::to_owned).collect()
}

/// What those who govern a country are called, by its code: who speaks for a state may stand for them as for it.
pub(super) fn governments(country: &str) -> Vec<String> {
    let mut names = Vec::new();
    for pack in packs() {
        let nouns = pack.nouns.iter();
        for noun in nouns.filter(|row| row.renames == Some(Renames::State)) {
            let rows = pack.countries.iter();
            for row in rows.filter(|row| row.country == country) {
                let links = pack.links.iter().filter(|link| link.names.is_some());
                let linked = links.map(|link| format!("{} {} {}", noun.lemma, link.form, row.form));
                match row.class {
                    CountryWord::People => {
                        names.push(format!("{} {}", noun.lemma, row.form));
                        names.push(format!("{} {}", row.form, noun.lemma));
                    }
                    CountryWord::Name | CountryWord::Seat => names.extend(linked),
                }
            }
        }
    }
    names
}

/// The words of a name in small letters, without the determiner.
pub(super) fn words(name: &str) -> Vec<String> {
    let written: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let small = |word: &str| word.chars().all(char::is_lowercase);
    let own = match written[..] {
        [first, _, ..] if small(first) => &written[1..],
        _ => &written[..],
    };
    own.iter().map(|word| word.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        let naming = Naming::load();
        assert_eq!(naming.same(one, other), naming.same(other, one));
        naming.same(one, other)
    }

    #[test]
    fn a_part_of_a_name_is_the_same() {
        assert!(same("Nora Belhadj", "nora BELHADJ"));
        assert!(!same("Baro Tiémen", "le colonel Tiémen"));
        assert!(same("Baro Tiémen", "Tiémen"));
        assert!(same("Karim Bouzid", "le ministre Karim Bouzid"));
        assert!(same("l'élue", "L’élue de Brannes"));
        assert!(same("la fille de Nora Belhadj", "ma fille"));
        assert!(same(
            "un pompier volontaire",
            "le pompier volontaire de 23 ans"
        ));
    }

    #[test]
    fn part_of_a_word_is_not() {
        assert!(!same("Paul Ndiaye", "Paula"));
        assert!(!same("la mairie", "le maire"));
        assert!(!same("le maire", "le"));
        assert!(!same("le maire", ""));
    }

    #[test]
    fn whoever_a_complement_names_is_somebody_else() {
        assert!(!same("la femme de Michel Aubert", "Michel Aubert"));
        assert!(!same("a spokesman for the World Bank", "the World Bank"));
        assert!(!same("le père d’Ana Ruiz", "Ana Ruiz"));
        assert!(same("Hans van der Berg", "van der Berg"));
    }
}
