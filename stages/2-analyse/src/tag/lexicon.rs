//! Which tags a form was seen with.

use std::collections::BTreeMap;

use super::form::Form;
use crate::Upos;
use crate::model::ModelError;
use crate::model::bytes::{Reader, write_unsigned};

/// A form seen less often says nothing: it could as well be unknown.
const SEEN: u32 = 4;

/// A form seen this often with one tag alone has that tag without being asked.
const SOLE: u32 = 25;

/// The tags of the forms that training text has often enough.
///
/// There are hundreds of thousands, so they are not hashed again when they are loaded: they lie sorted by the hash of the
/// form, and an index leads from its upper half to the few that share it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lexicon {
    forms: Vec<u32>,
    entries: Vec<Entry>,
    /// For each upper half the number of its first entry, and at the end how many there are.
    starts: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    /// A bit a tag.
    tags: u32,
    sole: bool,
}

/// How many bits the lower half of a hash has, and how many upper halves there are.
const HALF: u32 = 16;
const HALVES: usize = 1 << (32 - HALF);

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
        let all: BTreeMap<u32, Entry> = known.chain(seen).collect();
        Lexicon::of(all.into_iter())
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
    /// The lexicon of entries that are sorted by form.
    fn of(sorted: impl Iterator<Item = (u32, Entry)>) -> Lexicon {
        let (forms, entries): (Vec<u32>, Vec<Entry>) = sorted.unzip();
        let mut starts = Vec::with_capacity(HALVES + 1);
        for (number, form) in (0u32..).zip(&forms) {
            let upper = (form >> HALF) as usize;
            if starts.len() <= upper {
                starts.resize(upper + 1, number);
            }
        }
        starts.resize(HALVES + 1, forms.len() as u32);
        Lexicon {
            forms,
            entries,
            starts,
        }
    }

    fn entry(&self, form: &Form) -> Option<Entry> {
        let upper = (form.lower >> HALF) as usize;
        let first = *self.starts.get(upper)? as usize;
        let last = *self.starts.get(upper + 1)? as usize;
        let near = self.forms[first..last].iter();
        let found = near.take_while(|&&other| other <= form.lower).count();
        let number = (first + found).checked_sub(1)?;
        (self.forms[number] == form.lower).then(|| self.entries[number])
    }

    /// The set of tags a form has, as bits; 0 where it is not known.
    pub(crate) fn tags(&self, form: &Form) -> u32 {
        self.entry(form).map_or(0, |entry| entry.tags)
    }

    /// The one tag a frequent form always has.
    pub(crate) fn sole_tag(&self, form: &Form) -> Option<u8> {
        let entry = self.entry(form).filter(|entry| entry.sole)?;
        Some(entry.tags.trailing_zeros() as u8)
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.forms.len() as u64);
        let mut before = 0;
        for (&form, entry) in self.forms.iter().zip(&self.entries) {
            write_unsigned(out, u64::from(form - before));
            write_unsigned(out, u64::from(entry.tags << 1 | u32::from(entry.sole)));
            before = form;
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Lexicon, ModelError> {
        let count = from.count()?;
        let mut sorted = Vec::with_capacity(count);
        let mut form = 0u32;
        for _ in 0..count {
            form = form
                .checked_add(from.length()? as u32)
                .ok_or(ModelError::Damaged("a lexicon entry is out of range"))?;
            let bits = from.length()? as u32;
            let entry = Entry {
                tags: bits >> 1,
                sole: bits & 1 == 1,
            };
            if entry.tags == 0 || entry.tags & !FROM_DICTIONARY >= FROM_DICTIONARY {
                return Err(ModelError::Damaged("a lexicon entry has no such tag"));
            }
            sorted.push((form, entry));
        }
        Ok(Lexicon::of(sorted.into_iter()))
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
