//! Tokens that stand for several words: `du` for `de le`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::bytes::{Reader, write_text, write_unsigned};
use crate::model::feature::{key2, key4, text};
use crate::model::linear::Linear;
use crate::model::{ModelError, Scorer, best};

/// How often a form must be a contraction for there to be no question.
const SURE: f64 = 0.995;

/// The contractions of a language.
pub(crate) struct Contractions {
    /// By form in small letters.
    pub(crate) entries: BTreeMap<SmolStr, Entry>,
    /// The two classes are a single word and a contraction.
    pub(crate) weights: Linear,
}

/// One form that is or can be a contraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its words, in small letters.
    pub(crate) words: Vec<SmolStr>,
    /// Whether it always is one.
    pub(crate) always: bool,
}

/// Counts forms with what they stand for.
#[derive(Default)]
pub(crate) struct ContractionsBuilder {
    single: FxHashMap<String, u32>,
    contracted: BTreeMap<String, BTreeMap<Vec<SmolStr>, u32>>,
}

impl ContractionsBuilder {
    /// Counts one token of several words, or of one.
    pub(crate) fn add(&mut self, form: &str, words: &[&str]) {
        let form = form.to_lowercase();
        if words.len() < 2 {
            *self.single.entry(form).or_default() += 1;
        } else {
            let words = words
                .iter()
                .map(|word| SmolStr::new(word.to_lowercase()))
                .collect();
            *self
                .contracted
                .entry(form)
                .or_default()
                .entry(words)
                .or_default() += 1;
        }
    }

    pub(crate) fn finish(self) -> BTreeMap<SmolStr, Entry> {
        let mut entries = BTreeMap::new();
        for (form, readings) in self.contracted {
            let count: u32 = readings.values().sum();
            let single = self.single.get(&form).copied().unwrap_or(0);
            let Some((words, _)) = readings.into_iter().max_by_key(|&(_, count)| count) else {
                continue;
            };
            let always = f64::from(count) >= SURE * f64::from(count + single);
            entries.insert(SmolStr::new(form), Entry { words, always });
        }
        entries
    }
}

impl Contractions {
    /// The words of the token `forms[at]` where it is a contraction, written as the token is: `Du` gives `De` and `le`.
    pub(crate) fn words(
        &self,
        forms: &[&str],
        at: usize,
        features: &mut Vec<u32>,
        scores: &mut Vec<i32>,
    ) -> Option<Vec<SmolStr>> {
        let form = forms[at];
        let entry = self.entry(form)?;
        if !entry.always {
            context_features(forms, at, features);
            self.weights.score(features, scores);
            if best(scores, 0..2) != Some(1) {
                return None;
            }
        }
        Some(cased(form, &entry.words))
    }

    pub(crate) fn entry(&self, form: &str) -> Option<&Entry> {
        if form.chars().any(char::is_uppercase) {
            self.entries.get(form.to_lowercase().as_str())
        } else {
            self.entries.get(form)
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.entries.len() as u64);
        for (form, entry) in &self.entries {
            write_text(out, form);
            write_unsigned(out, u64::from(entry.always));
            write_unsigned(out, entry.words.len() as u64);
            for word in &entry.words {
                write_text(out, word);
            }
        }
        self.weights.write(out);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Contractions, ModelError> {
        let mut entries = BTreeMap::new();
        for _ in 0..from.count()? {
            let form = SmolStr::new(from.text()?);
            let always = from.unsigned()? != 0;
            let words = (0..from.count()?)
                .map(|_| Ok(SmolStr::new(from.text()?)))
                .collect::<Result<Vec<_>, ModelError>>()?;
            entries.insert(form, Entry { words, always });
        }
        let weights = Linear::read(from)?;
        if weights.classes() != 2 {
            return Err(ModelError::Damaged("the contractions do not fit together"));
        }
        Ok(Contractions { entries, weights })
    }
}

/// Gives the words of a contraction the capitals of the form it is written in.
fn cased(form: &str, words: &[SmolStr]) -> Vec<SmolStr> {
    let mut letters = form.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let all = first && form.chars().count() > 1 && letters.all(char::is_uppercase);
    let mut cased: Vec<SmolStr> = words
        .iter()
        .map(|word| {
            if all {
                SmolStr::new(word.to_uppercase())
            } else {
                word.clone()
            }
        })
        .collect();
    if let (true, false, Some(word)) = (first, all, cased.first_mut()) {
        let mut characters = word.chars();
        let capital: String = characters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        *word = SmolStr::new(capital + characters.as_str());
    }
    cased
}

/// The features that tell a contraction from the single word of the same form, by the tokens around it.
pub(crate) fn context_features(forms: &[&str], at: usize, out: &mut Vec<u32>) {
    let lower = |index: Option<usize>| {
        index
            .and_then(|index| forms.get(index))
            .map(|form| form.to_lowercase())
            .unwrap_or_default()
    };
    let (form, p1, p2) = (
        lower(Some(at)),
        lower(at.checked_sub(1)),
        lower(at.checked_sub(2)),
    );
    let (n1, n2) = (lower(Some(at + 1)), lower(Some(at + 2)));
    let end = |word: &str, letters: usize| {
        word.char_indices()
            .nth_back(letters - 1)
            .map_or(text(word), |(start, _)| text(&word[start..]))
    };
    let capital = forms
        .get(at + 1)
        .is_some_and(|form| form.starts_with(char::is_uppercase));
    let form = text(&form);
    out.clear();
    let mut template = 8100;
    let mut add = |first: u32, second: u32| {
        template += 1;
        out.push(key4(template, form, first, second, 0));
    };
    add(0, 0);
    for word in [&p1, &p2, &n1, &n2] {
        add(text(word), 0);
    }
    for letters in 1..=4 {
        add(end(&p1, letters), 0);
        add(end(&n1, letters), 0);
    }
    add(end(&p2, 3), 0);
    add(end(&n2, 3), 0);
    add(text(&p2), text(&p1));
    add(text(&p1), text(&n1));
    add(end(&p1, 3), end(&n1, 3));
    add(end(&p1, 2), end(&n1, 2));
    add(text(&n1), text(&n2));
    add(u32::from(capital), text(&p1));
    add(u32::from(at == 0), u32::from(capital));
    out.push(key2(template + 1, end(&p1, 3), end(&n1, 3)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_the_capitals_of_their_form() {
        let words = ["de".into(), "les".into()];
        assert_eq!(cased("Des", &words), ["De", "les"]);
        assert_eq!(cased("DES", &words), ["DE", "LES"]);
        assert_eq!(cased("des", &words), ["de", "les"]);
    }

    #[test]
    fn a_form_that_is_rarely_single_is_always_a_contraction() {
        let mut builder = ContractionsBuilder::default();
        for _ in 0..10 {
            builder.add("au", &["à", "le"]);
            builder.add("Du", &["de", "le"]);
        }
        builder.add("du", &["du"]);
        let entries = builder.finish();
        assert!(entries["au"].always && !entries["du"].always);
        assert_eq!(entries["du"].words, ["de", "le"]);
    }
}
