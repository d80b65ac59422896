//! What words mean across languages: tables of concepts, endings, function words, negations and names of countries.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_languages::{self as tables, Concept, Negates, Pack, built_in, shared};

use super::tokens::{hash, pair, tokens};

/// How much it says that two texts share something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Class {
    /// A concept that articles of every sort have.
    Light = 0,
    /// A word that the tables do not know: it means the same to its own language, and often looks the same in others.
    Word = 1,
    /// A concept.
    Concept = 2,
    /// A name.
    Name = 3,
}

impl Class {
    pub(super) fn of(number: u8) -> Class {
        match number & 3 {
            0 => Class::Light,
            1 => Class::Word,
            2 => Class::Concept,
            _ => Class::Name,
        }
    }
}

/// What words side by side mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing that a text is about.
    Nothing,
    /// They turn what stands beside them into its contrary.
    Negates,
    /// They say so only together with a word that [`Meaning::Negates`].
    Particle,
    /// They stand for this.
    Thing {
        /// The number of it.
        feature: u32,
        /// What sort.
        class: Class,
        /// They say its contrary.
        contrary: bool,
    },
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Vocabulary {
    language: &'static str,
    /// By the number of the words as they stand.
    exact: FxHashMap<u64, Meaning>,
    /// By the number of their stems.
    stems: FxHashMap<u64, Meaning>,
    /// Of stems with which a longer entry begins.
    beginnings: FxHashSet<u64>,
    endings: Endings,
    /// Words behind which something else may be spoken of, as they stand.
    joints: FxHashSet<u64>,
    /// Whether negation takes two words.
    pub particles: bool,
}

/// Words that were read together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Of the folded letters.
    pub exact: u64,
    /// Of the stem.
    pub stem: u64,
}

/// The number of a thing by its plain name: `concept:close`, `country:FRA`.
pub(super) fn feature(name: &str) -> u32 {
    short(hash(name.as_bytes()))
}

/// The number of a word that no table knows.
pub(super) fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The words of that language; of one that the program does not know, none mean anything.
pub(super) fn vocabulary(language: &str) -> &'static Vocabulary {
    static ALL: OnceLock<Vec<Vocabulary>> = OnceLock::new();
    static NONE: OnceLock<Vocabulary> = OnceLock::new();
    let all = ALL.get_or_init(|| built_in().map(Vocabulary::load).collect());
    let known = all.iter().find(|one| one.language == language);
    known.unwrap_or_else(|| NONE.get_or_init(Vocabulary::empty))
}

impl Vocabulary {
    fn empty() -> Vocabulary {
        Vocabulary {
            language: "",
            exact: FxHashMap::default(),
            stems: FxHashMap::default(),
            beginnings: FxHashSet::default(),
            endings: Endings::default(),
            joints: FxHashSet::default(),
            particles: false,
        }
    }

    fn load(pack: &'static Pack) -> Vocabulary {
        let mut words = Vocabulary::empty();
        words.language = pack.code();
        words.endings = Endings::load(pack.endings);
        for row in pack.function_words {
            if let Some(negates) = row.negates {
                words.particles |= negates == Negates::Particle;
                let meaning = match negates {
                    Negates::Particle => Meaning::Particle,
                    Negates::Alone => Meaning::Negates,
                };
                words.enter(row.word, meaning);
            }
        }
        for row in pack.function_words.iter().filter(|row| row.filler) {
            words.enter(row.word, Meaning::Nothing);
            if row.joins {
                words.joints.insert(hash(row.word.as_bytes()));
            }
        }
        for row in pack.countries {
            let meaning = Meaning::Thing {
                feature: feature(&format!("country:{}", row.country)),
                class: Class::Name,
                contrary: false,
            };
            words.enter(row.form, meaning);
        }
        for row in shared::CONCEPTS {
            let meaning = concept(row);
            for entry in row.by_language.get(pack.code()) {
                words.enter(entry, meaning);
            }
        }
        words
    }

    /// Enters words side by side, where nothing is said of them yet.
    fn enter(&mut self, entry: &str, meaning: Meaning) {
        let mut read = Vec::new();
        tokens(entry, |_, letters| read.push(self.word(letters)));
        let Some((&last, before)) = read.split_last() else {
            return;
        };
        let mut stems = START;
        for word in before {
            stems = pair(stems, word.stem);
            self.beginnings.insert(stems);
        }
        if before.is_empty() {
            self.exact.entry(last.exact).or_insert(meaning);
        }
        // Forms of a function word are other words.
        if !before.is_empty() || matches!(meaning, Meaning::Thing { .. }) {
            self.stems.entry(pair(stems, last.stem)).or_insert(meaning);
        }
    }

    /// What one word means as it stands.
    pub(super) fn exactly(&self, word: &str) -> Option<Meaning> {
        let mut numbers = Vec::new();
        tokens(word, |_, letters| numbers.push(hash(letters)));
        match numbers.as_slice() {
            [one] => self.exact.get(one).copied(),
            _ => None,
        }
    }

    /// Whether something else may be spoken of behind a word, by its number as it stands.
    pub(super) fn joins(&self, exact: u64) -> bool {
        self.joints.contains(&exact)
    }

    /// The numbers of folded letters.
    pub(super) fn word(&self, letters: &[u8]) -> Word {
        Word {
            exact: hash(letters),
            stem: hash(self.endings.stem(letters, &mut [0; LONGEST])),
        }
    }

    /// What the words mean with which a text goes on, and how many of them: the longest entry.
    pub(super) fn read(&self, words: &[Word]) -> (usize, Option<Meaning>) {
        let Some(first) = words.first() else {
            return (0, None);
        };
        let mut best = None;
        let mut stems = START;
        for (at, word) in words.iter().enumerate() {
            let all = pair(stems, word.stem);
            if at > 0 {
                best = self
                    .stems
                    .get(&all)
                    .map(|meaning| (at + 1, *meaning))
                    .or(best);
            }
            stems = all;
            if !self.beginnings.contains(&stems) {
                break;
            }
        }
        if let Some((length, meaning)) = best {
            return (length, Some(meaning));
        }
        let one = self.exact.get(&first.exact);
        let one = one.or_else(|| self.stems.get(&pair(START, first.stem)));
        (1, one.copied())
    }
}

/// Before the first word of an entry.
const START: u64 = 1;

/// What a row of concepts stands for. Of two that say the contrary of each other, one is the other's contrary.
fn concept(row: &Concept) -> Meaning {
    let name = row.opposite.unwrap_or(row.concept);
    Meaning::Thing {
        feature: feature(&format!("concept:{name}")),
        class: if row.light {
            Class::Light
        } else {
            Class::Concept
        },
        contrary: row.opposite.is_some(),
    }
}

/// The longest word of which a stem is made; of a longer one the first letters count.
const LONGEST: usize = 64;

/// Endings that come off.
#[derive(Debug, Default)]
struct Endings {
    /// By their last letter, the longest first.
    by_last: FxHashMap<u8, Vec<Ending>>,
}

#[derive(Debug)]
struct Ending {
    letters: &'static [u8],
    instead: &'static [u8],
    least: usize,
}

impl Endings {
    fn load(rows: &[tables::Ending]) -> Endings {
        let mut endings = Endings::default();
        for row in rows {
            let ending = Ending {
                letters: row.ending.as_bytes(),
                instead: row.instead.unwrap_or_default().as_bytes(),
                least: usize::from(row.least),
            };
            let last = ending.letters.last().copied().unwrap_or_default();
            endings.by_last.entry(last).or_default().push(ending);
        }
        for endings in endings.by_last.values_mut() {
            endings.sort_by_key(|ending| usize::MAX - ending.letters.len());
        }
        endings
    }

    /// A word without its endings.
    fn stem<'b>(&self, letters: &'b [u8], buffer: &'b mut [u8; LONGEST]) -> &'b [u8] {
        let mut length = letters.len().min(LONGEST);
        buffer[..length].copy_from_slice(&letters[..length]);
        while let Some(ending) = self.of(&buffer[..length]) {
            if ending.letters == ending.instead {
                break;
            }
            let stays = length - ending.letters.len();
            length = stays + ending.instead.len();
            buffer[stays..length].copy_from_slice(ending.instead);
        }
        &buffer[..length]
    }

    /// The longest ending that comes off.
    fn of(&self, letters: &[u8]) -> Option<&Ending> {
        let endings = self.by_last.get(letters.last()?)?;
        endings.iter().find(|ending| {
            let stays = letters.len().checked_sub(ending.letters.len());
            stays.is_some_and(|stays| stays >= ending.least) && letters.ends_with(ending.letters)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(language: &str, text: &str) -> Vec<(usize, Option<Meaning>)> {
        let vocabulary = vocabulary(language);
        let mut words = Vec::new();
        tokens(text, |_, letters| words.push(vocabulary.word(letters)));
        let mut read = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let (length, meaning) = vocabulary.read(&words[at..]);
            read.push((length, meaning));
            at += length;
        }
        read
    }

    fn one(language: &str, text: &str) -> Meaning {
        let read = read(language, text);
        assert_eq!(read.len(), 1, "{text}: {read:?}");
        read[0].1.unwrap()
    }

    #[test]
    fn translations_mean_the_same() {
        for (english, french) in [
            ("evacuated", "évacuées"),
            ("ceasefire", "cessez-le-feu"),
            ("flooding", "inondations"),
            ("prime minister", "Premier ministre"),
            ("strikes", "grève"),
            ("Germans", "allemande"),
            ("unemployed", "chômeurs"),
        ] {
            assert_eq!(one("en", english), one("fr", french), "{english}");
        }
    }

    #[test]
    fn contraries_are_one_thing_and_differ() {
        let Meaning::Thing {
            feature, contrary, ..
        } = one("en", "closed")
        else {
            panic!()
        };
        let Meaning::Thing {
            feature: other,
            contrary: open,
            ..
        } = one("fr", "rouvrira")
        else {
            panic!()
        };
        assert_eq!(feature, other);
        assert_ne!(contrary, open);
    }

    #[test]
    fn the_longest_entry_counts() {
        assert_eq!(read("fr", "la banque centrale européenne").len(), 3);
        assert_eq!(one("en", "no longer"), Meaning::Negates);
        assert_eq!(one("fr", "n'"), Meaning::Particle);
        assert_eq!(one("fr", "les"), Meaning::Nothing);
    }

    #[test]
    fn an_unknown_language_has_no_meanings() {
        assert_eq!(read("xx", "port"), [(1, None)]);
        assert_eq!(read("", ""), []);
    }
}
