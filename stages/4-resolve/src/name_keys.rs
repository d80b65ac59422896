//! What a name can be found by: itself, its parts, its initials and its acronyms.

use selon_read::ActorKind;

use crate::profile::Profile;
use crate::recency::NameKey;

/// How many words at the beginning and the end of a name are looked at, to keep text that is one long name from taking
/// for ever. No name of anybody has as many.
const WORDS: usize = 32;

/// Words of up to so many letters may be passed over in an acronym.
const SMALL: [usize; 3] = [0, 3, 2];

/// By what somebody with a name, or with a noun that says what a body is, can be found.
pub(crate) fn of_entity(name: &[String], uncalled: usize, spelled_out: &[String]) -> Vec<NameKey> {
    let mut keys = Vec::new();
    if name.is_empty() {
        keys.extend(acronyms(spelled_out).map(NameKey::Acronym));
        return keys;
    }
    keys.push(NameKey::Whole(name.join(" ")));
    keys.extend(called(name, uncalled).map(NameKey::Ending));
    keys.extend(beginnings(name).map(NameKey::Beginning));
    keys.extend(acronyms(name).map(NameKey::Acronym));
    keys.push(NameKey::Initials(initials(name)));
    keys
}

/// By what a mention with a name looks for whoever was called so before.
pub(crate) fn of_mention(profile: &Profile) -> Vec<NameKey> {
    let mut keys: Vec<NameKey> = profile.known_as.into_iter().map(NameKey::Known).collect();
    if profile.kind == ActorKind::State {
        keys.push(NameKey::State(profile.country));
    }
    let name = &profile.name;
    if !name.is_empty() {
        let whole = name.join(" ");
        keys.extend(called(name, profile.uncalled).map(NameKey::Whole));
        keys.push(NameKey::Whole(whole.clone()));
        keys.push(NameKey::Ending(whole.clone()));
        keys.push(NameKey::Beginning(whole));
    }
    keys.extend(capitals(&profile.written).map(NameKey::Acronym));
    keys
}

/// The shorter names somebody is called by: the endings of a name, and, of one that ends in words nobody is called by alone,
/// those of what stands before them.
fn called(name: &[String], uncalled: usize) -> impl Iterator<Item = String> + '_ {
    let first = &name[..name.len() - uncalled];
    let whole = (uncalled > 0).then(|| first.join(" "));
    let before = (uncalled > 0).then(|| endings(first));
    endings(name)
        .chain(whole)
        .chain(before.into_iter().flatten())
}

/// The shorter names a name ends with.
fn endings(name: &[String]) -> impl Iterator<Item = String> + '_ {
    let first = name.len().saturating_sub(WORDS).max(1);
    (first..name.len()).map(|at| name[at..].join(" "))
}

/// The shorter names a name begins with.
fn beginnings(name: &[String]) -> impl Iterator<Item = String> + '_ {
    (1..name.len().min(WORDS)).map(|end| name[..end].join(" "))
}

/// The initials of somebody's names, in small letters.
fn initials(name: &[String]) -> String {
    let parts = name.iter().flat_map(|word| word.split('-'));
    parts.filter_map(|part| part.chars().next()).collect()
}

/// The initials that a mention is made of, in small letters: *N. B.*
pub(crate) fn spelled_initials(written: &str) -> Option<NameKey> {
    let parts: Vec<&str> = written
        .split(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let single = |part: &&str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    if parts.len() < 2 || !parts.iter().all(single) {
        return None;
    }
    let letters = parts.iter().flat_map(|part| part.chars());
    let letters = letters.flat_map(char::to_lowercase).collect();
    Some(NameKey::Initials(letters))
}

/// What a name can be abbreviated to, in small letters.
pub(crate) fn acronyms(name: &[String]) -> impl Iterator<Item = String> + '_ {
    let initials = |least: usize| -> String {
        let words = name.iter().flat_map(|word| word.split(['-', '\'']));
        words
            .filter(|word| word.chars().count() > least)
            .filter_map(|word| word.chars().next())
            .collect()
    };
    let several = 2..=WORDS;
    let sizes = SMALL.into_iter();
    let sizes = sizes.filter(move |_| several.contains(&name.len()));
    sizes.map(initials)
}

/// The letters of a name that is nothing but capitals, in small letters.
pub(crate) fn capitals(written: &str) -> Option<String> {
    let letters = || {
        written
            .chars()
            .filter(|character| character.is_alphabetic())
    };
    let capitals = letters().nth(1).is_some() && letters().all(char::is_uppercase);
    capitals.then(|| letters().flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn small_words_may_be_passed_over_in_an_acronym() {
        let found: Vec<String> = acronyms(&words("union des transporteurs de l'est")).collect();
        assert_eq!(found, ["udtdle", "ut", "udte"]);
        assert_eq!(capitals("UDTE").as_deref(), Some("udte"));
        assert_eq!(capitals("U.T.").as_deref(), Some("ut"));
        assert_eq!(capitals("Ute"), None);
        assert_eq!(capitals("U"), None);
    }

    #[test]
    fn initials_are_single_capitals() {
        let initials = |written| spelled_initials(written);
        assert_eq!(initials("N. B."), Some(NameKey::Initials("nb".to_owned())));
        assert_eq!(initials("N. Belhadj"), None);
        assert_eq!(initials("N."), None);
    }

    #[test]
    fn a_name_is_found_by_its_parts() {
        let keys = of_entity(&words("yann le goarec"), 0, &[]);
        let ending = |words: &str| NameKey::Ending(words.to_owned());
        assert!(keys.contains(&ending("le goarec")) && keys.contains(&ending("goarec")));
        assert!(!keys.contains(&ending("yann le goarec")));
        assert!(keys.contains(&NameKey::Beginning("yann".to_owned())));
        assert!(keys.contains(&NameKey::Initials("ylg".to_owned())));
    }

    #[test]
    fn the_first_of_two_surnames_is_what_somebody_is_called() {
        let keys = of_entity(&words("elena robles arnau"), 1, &[]);
        let ending = |words: &str| keys.contains(&NameKey::Ending(words.to_owned()));
        assert!(ending("robles") && ending("robles arnau") && ending("elena robles"));
        let keys = of_entity(&words("elena robles arnau"), 0, &[]);
        assert!(!keys.contains(&NameKey::Ending("robles".to_owned())));
    }

    #[test]
    fn a_text_that_is_one_name_has_few_keys() {
        let name = words(&"jean ".repeat(5000));
        assert!(of_entity(&name, 0, &[]).len() < 3 * WORDS);
    }
}
