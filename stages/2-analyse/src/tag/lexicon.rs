//! Which tags a form was seen with.

use std::collections::BTreeMap;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::form::Form;
use crate::Upos;
use crate::model::ModelError;
use crate::model::bytes::{Reader, write_unsigned};

/// A form seen less often says nothing: it could as well be unknown.
const SEEN: u32 = 4;

/// A form seen this often with one tag alone has that tag without being asked.
const SOLE: u32 = 25;

/// The tags of the forms that training text has often enough.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lexicon {
    entries: FxHashMap<u32, Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    /// A bit a tag.
    tags: u32,
    sole: bool,
}

/// Marks an entry that a dictionary has, not the training text.
const FROM_DICTIONARY: u32 = 1 << Upos::ALL.len();

/// Counts forms with their tags.
#[derive(Default)]
pub(crate) struct LexiconBuilder {
    counts: BTreeMap<u32, [u32; Upos::ALL.len()]>,
    dictionary: BTreeMap<u32, u32>,
}

impl LexiconBuilder {
    pub(crate) fn add(&mut self, form: &Form, tag: u8) {
        self.counts.entry(form.lower).or_default()[usize::from(tag)] += 1;
    }

    /// What a dictionary says of a form; it counts where training text has the form too seldom.
    pub(crate) fn add_dictionary(&mut self, form: &Form, tags: &[Upos]) {
        let bits = tags.iter().fold(0, |bits, &tag| bits | 1 << tag as u32);
        *self.dictionary.entry(form.lower).or_default() |= bits;
    }

    pub(crate) fn finish(&self) -> Lexicon {
        let known = self.dictionary.iter().map(|(&form, &bits)| {
            let tags = bits | FROM_DICTIONARY;
            (form, Entry { tags, sole: false })
        });
        let seen = self
            .counts
            .iter()
            .filter_map(|(&form, counts)| Some((form, entry(counts)?)));
        Lexicon {
            entries: known.chain(seen).collect(),
        }
    }
}

fn entry(counts: &[u32]) -> Option<Entry> {
    let all: u32 = counts.iter().sum();
    if all < SEEN {
        return None;
    }
    // A tag seen once in a hundred times is as often a slip of the annotator's.
    let tags = (0..counts.len())
        .filter(|&tag| counts[tag] * 100 > all)
        .fold(0, |bits, tag| bits | 1 << tag);
    let sole = all >= SOLE && counts.contains(&all);
    Some(Entry { tags, sole })
}

impl Lexicon {
    /// The set of tags a form has, as bits; 0 where it is not known.
    pub(crate) fn tags(&self, form: &Form) -> u32 {
        self.entries.get(&form.lower).map_or(0, |entry| entry.tags)
    }

    /// The one tag a frequent form always has.
    pub(crate) fn sole_tag(&self, form: &Form) -> Option<u8> {
        let entry = self.entries.get(&form.lower).filter(|entry| entry.sole)?;
        Some(entry.tags.trailing_zeros() as u8)
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let mut entries: Vec<(u32, Entry)> = self
            .entries
            .iter()
            .map(|(&form, &entry)| (form, entry))
            .collect();
        entries.sort_unstable_by_key(|&(form, _)| form);
        write_unsigned(out, entries.len() as u64);
        let mut before = 0;
        for (form, entry) in entries {
            write_unsigned(out, u64::from(form - before));
            write_unsigned(out, u64::from(entry.tags << 1 | u32::from(entry.sole)));
            before = form;
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Lexicon, ModelError> {
        let count = from.count()?;
        let mut entries = FxHashMap::with_capacity_and_hasher(count, FxBuildHasher);
        let mut form = 0u32;
        for _ in 0..count {
            form = form.wrapping_add(from.length()? as u32);
            let bits = from.length()? as u32;
            let entry = Entry {
                tags: bits >> 1,
                sole: bits & 1 == 1,
            };
            if entry.tags == 0 || entry.tags & !FROM_DICTIONARY >= FROM_DICTIONARY {
                return Err(ModelError::Damaged("a lexicon entry has no such tag"));
            }
            entries.insert(form, entry);
        }
        Ok(Lexicon { entries })
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::FormBuffers;
    use super::*;

    #[test]
    fn frequent_forms_are_known_by_their_tags() {
        let form = |text| Form::new(text, &mut FormBuffers::default());
        let mut builder = LexiconBuilder::default();
        for _ in 0..SOLE {
            builder.add(&form("selon"), Upos::Adp as u8);
        }
        for tag in [Upos::Noun, Upos::Noun, Upos::Verb, Upos::Verb] {
            builder.add(&form("Porte"), tag as u8);
        }
        builder.add(&form("hapax"), Upos::Noun as u8);
        let lexicon = builder.finish();
        assert_eq!(lexicon.sole_tag(&form("Selon")), Some(Upos::Adp as u8));
        assert_eq!(lexicon.sole_tag(&form("porte")), None);
        assert_eq!(
            lexicon.tags(&form("porte")),
            1 << Upos::Noun as u32 | 1 << Upos::Verb as u32
        );
        assert_eq!(lexicon.tags(&form("hapax")), 0);
        let mut bytes = Vec::new();
        lexicon.write(&mut bytes);
        assert_eq!(Lexicon::read(&mut Reader::new(&bytes)).unwrap(), lexicon);
    }
}
