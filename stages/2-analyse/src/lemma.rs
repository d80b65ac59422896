//! Dictionary forms: what has to be done to the end of a form to get its lemma.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::Upos;
use crate::model::bytes::{Reader, write_text, write_unsigned};
use crate::model::feature::{key2, key4};
use crate::model::linear::Linear;
use crate::model::{ModelError, Scorer, best};
use crate::tag::form::Form;
use crate::tag::{Lexicon, TagBuffers};

/// How often a script must be right for a form and tag to need no further thought.
const SURE: f64 = 0.98;

/// How many scripts are tried until one leads to a form that the lexicon has.
const CANDIDATES: usize = 8;

/// What becomes of a form's letters before its end is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    /// They stay.
    Keep,
    /// All become small.
    Lower,
    /// All but the first become small.
    Title,
}

/// One way from a form to its lemma.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Script {
    case: Case,
    /// How many characters come off the end.
    strip: usize,
    /// What takes their place.
    add: SmolStr,
}

impl Script {
    /// The script that changes least on the way from `form` to `lemma`.
    pub(crate) fn between(form: &str, lemma: &str) -> Script {
        [Case::Lower, Case::Keep, Case::Title]
            .into_iter()
            .map(|case| Script::with_case(case, form, lemma))
            .min_by_key(|script| script.strip + script.add.chars().count())
            .unwrap_or_else(|| Script::with_case(Case::Keep, form, lemma))
    }

    fn with_case(case: Case, form: &str, lemma: &str) -> Script {
        let mut cased = String::new();
        recase(case, form, &mut cased);
        let shared: usize = cased
            .chars()
            .zip(lemma.chars())
            .take_while(|(here, there)| here == there)
            .map(|(character, _)| character.len_utf8())
            .sum();
        let strip = cased[shared..].chars().count();
        Script {
            case,
            strip,
            add: SmolStr::new(&lemma[shared..]),
        }
    }

    /// Overwrites `lemma` with what the script makes of a form. A form too short for it stays as it is.
    fn apply(&self, form: &str, lemma: &mut String) {
        lemma.clear();
        recase(self.case, form, lemma);
        if self.strip == 0 {
            lemma.push_str(&self.add);
        } else if let Some((end, _)) = lemma.char_indices().nth_back(self.strip - 1) {
            lemma.truncate(end);
            lemma.push_str(&self.add);
        }
        if lemma.is_empty() {
            lemma.push_str(form);
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.case as u64);
        write_unsigned(out, self.strip as u64);
        write_text(out, &self.add);
    }

    fn read(from: &mut Reader<'_>) -> Result<Script, ModelError> {
        let case = match from.unsigned()? {
            0 => Case::Keep,
            1 => Case::Lower,
            2 => Case::Title,
            _ => return Err(ModelError::Damaged("a lemma script is unknown")),
        };
        Ok(Script {
            case,
            strip: from.length()?,
            add: SmolStr::new(from.text()?),
        })
    }
}

fn recase(case: Case, form: &str, out: &mut String) {
    match case {
        Case::Keep => out.push_str(form),
        Case::Lower => out.extend(form.chars().flat_map(char::to_lowercase)),
        Case::Title => {
            let mut characters = form.chars();
            out.extend(characters.next());
            out.extend(characters.flat_map(char::to_lowercase));
        }
    }
}

/// Finds lemmas.
pub(crate) struct Lemmatiser {
    scripts: Vec<Script>,
    of_tag: Vec<Vec<u16>>,
    /// The script of a form as written with a tag, where training text leaves no doubt.
    known: FxHashMap<u32, u16>,
    pub(crate) weights: Linear,
}

/// The scripts there are, and which form goes with which.
#[derive(Default)]
pub(crate) struct LemmatiserBuilder {
    scripts: BTreeMap<Script, [u32; Upos::ALL.len()]>,
    forms: BTreeMap<u32, BTreeMap<Script, u32>>,
}

impl LemmatiserBuilder {
    pub(crate) fn add(&mut self, form: &Form, tag: u8, script: &Script) {
        self.scripts.entry(script.clone()).or_default()[usize::from(tag)] += 1;
        let key = known_key(form, tag);
        *self
            .forms
            .entry(key)
            .or_default()
            .entry(script.clone())
            .or_default() += 1;
    }

    /// A lemmatiser that knows forms and has yet to learn weights. Scripts seen once serve their own form alone.
    pub(crate) fn finish(&self) -> Lemmatiser {
        let scripts: Vec<Script> = self.scripts.keys().cloned().collect();
        let of_tag = (0..Upos::ALL.len())
            .map(|tag| {
                (0u16..)
                    .zip(self.scripts.values())
                    .filter(|(_, counts)| counts[tag] > 1)
                    .map(|(number, _)| number)
                    .collect()
            })
            .collect();
        let known = self
            .forms
            .iter()
            .filter_map(|(&key, counts)| {
                let all: u32 = counts.values().sum();
                let (script, &count) = counts.iter().max_by_key(|&(_, count)| count)?;
                let number = scripts.binary_search(script).ok()?;
                (f64::from(count) >= SURE * f64::from(all)).then_some((key, number as u16))
            })
            .collect();
        let weights = Linear::new(scripts.len(), &[]);
        Lemmatiser {
            scripts,
            of_tag,
            known,
            weights,
        }
    }
}

fn known_key(form: &Form, tag: u8) -> u32 {
    key2(3900, form.raw, u32::from(tag))
}

impl Lemmatiser {
    pub(crate) fn scripts(&self) -> usize {
        self.scripts.len()
    }

    pub(crate) fn number(&self, script: &Script) -> Option<usize> {
        self.scripts.binary_search(script).ok()
    }

    /// Overwrites `lemma` with the dictionary form of a word. Where `lexicon` has the word, it has the lemma too: what it
    /// does not have is passed over for the next best.
    pub(crate) fn lemma(
        &self,
        lexicon: &Lexicon,
        (text, form): (&str, &Form),
        (tag, bundle): (u8, u16),
        buffers: &mut TagBuffers,
        lemma: &mut String,
    ) {
        if let Some(&number) = self.known.get(&known_key(form, tag)) {
            return self.scripts[usize::from(number)].apply(text, lemma);
        }
        let Some(first) = self.choose(&self.weights, form, tag, bundle, buffers) else {
            lemma.clear();
            return lemma.push_str(text);
        };
        let listed = |form: &Form| lexicon.tags(form) & 1 << tag != 0;
        let mut next = listed(form).then_some(first);
        for _ in 0..CANDIDATES {
            let Some(number) = next else { break };
            self.scripts[number].apply(text, lemma);
            if listed(&Form::new(lemma, &mut buffers.forms)) {
                return;
            }
            buffers.scores[number] = i32::MIN;
            next = self.best_of_tag(tag, &buffers.scores);
        }
        self.scripts[first].apply(text, lemma);
    }

    /// The script that scores best among those seen with the tag. Its features stay in `buffers`.
    pub(crate) fn choose(
        &self,
        scorer: &impl Scorer,
        form: &Form,
        tag: u8,
        bundle: u16,
        buffers: &mut TagBuffers,
    ) -> Option<usize> {
        features(form, tag, bundle, &mut buffers.features);
        scorer.score(&buffers.features, &mut buffers.scores);
        self.best_of_tag(tag, &buffers.scores)
    }

    fn best_of_tag(&self, tag: u8, scores: &[i32]) -> Option<usize> {
        let allowed = self.of_tag[usize::from(tag)].iter();
        best(scores, allowed.map(|&number| usize::from(number)))
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.scripts.len() as u64);
        for script in &self.scripts {
            script.write(out);
        }
        for numbers in &self.of_tag {
            write_unsigned(out, numbers.len() as u64);
            for &number in numbers {
                write_unsigned(out, u64::from(number));
            }
        }
        let mut known: Vec<(u32, u16)> = self
            .known
            .iter()
            .map(|(&key, &number)| (key, number))
            .collect();
        known.sort_unstable();
        write_unsigned(out, known.len() as u64);
        let mut before = 0;
        for (key, number) in known {
            write_unsigned(out, u64::from(key - before));
            write_unsigned(out, u64::from(number));
            before = key;
        }
        self.weights.write(out);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Lemmatiser, ModelError> {
        let scripts = (0..from.count()?)
            .map(|_| Script::read(from))
            .collect::<Result<Vec<_>, _>>()?;
        let number = |from: &mut Reader<'_>| match from.length()? {
            number if number < scripts.len() => Ok(number as u16),
            _ => Err(ModelError::Damaged("a lemma script is out of range")),
        };
        let mut of_tag = Vec::new();
        for _ in Upos::ALL {
            let count = from.count()?;
            of_tag.push(
                (0..count)
                    .map(|_| number(from))
                    .collect::<Result<Vec<_>, _>>()?,
            );
        }
        let mut known = FxHashMap::default();
        let mut key = 0u32;
        for _ in 0..from.count()? {
            key = key.wrapping_add(from.length()? as u32);
            known.insert(key, number(from)?);
        }
        let weights = Linear::read(from)?;
        if weights.classes() != scripts.len() {
            return Err(ModelError::Damaged(
                "the lemmatiser's parts do not fit together",
            ));
        }
        Ok(Lemmatiser {
            scripts,
            of_tag,
            known,
            weights,
        })
    }
}

fn features(form: &Form, tag: u8, bundle: u16, out: &mut Vec<u32>) {
    let (tag, bundle) = (u32::from(tag), u32::from(bundle));
    out.clear();
    let mut template = 4000;
    let mut add = |first: u32, second: u32| {
        template += 1;
        out.push(key4(template, tag, first, second, 0));
    };
    add(0, 0);
    add(form.lower, 0);
    add(form.raw, bundle);
    add(form.shape, 0);
    add(form.shape, form.suffixes[1]);
    add(bundle, 0);
    for suffix in form.suffixes {
        add(suffix, 0);
        add(suffix, bundle);
    }
    add(form.prefixes[2], form.suffixes[2]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::LexiconBuilder;

    fn through(form: &str, lemma: &str, other: &str) -> String {
        let mut out = String::new();
        Script::between(form, lemma).apply(other, &mut out);
        out
    }

    #[test]
    fn scripts_carry_over_to_other_forms() {
        assert_eq!(through("blessés", "blesser", "arrêtés"), "arrêter");
        assert_eq!(through("Journaux", "journal", "hôpitaux"), "hôpital");
        assert_eq!(through("Bamako", "Bamako", "Kidal"), "Kidal");
        assert_eq!(through("PARIS", "Paris", "LYON"), "Lyon");
        assert_eq!(through("suis", "être", "suis"), "être");
    }

    #[test]
    fn a_lemma_is_one_that_the_lexicon_has() {
        let mut buffers = TagBuffers::default();
        let mut form = |text| Form::new(text, &mut buffers.forms);
        let mut builder = LemmatiserBuilder::default();
        for (text, lemma) in [
            ("parlait", "parler"),
            ("chantait", "chanter"),
            ("voulait", "vouloir"),
            ("pouvait", "pouvoir"),
        ] {
            builder.add(&form(text), 0, &Script::between(text, lemma));
        }
        let (lemmatiser, jurait) = (builder.finish(), form("jurait"));
        let mut lemma_by = |listed: &[&str]| {
            let mut lexicon = LexiconBuilder::default();
            for text in listed {
                lexicon.add_dictionary(&Form::new(text, &mut buffers.forms), &[Upos::ALL[0]]);
            }
            let (mut lemma, word) = (String::new(), ("jurait", &jurait));
            lemmatiser.lemma(&lexicon.finish(), word, (0, 0), &mut buffers, &mut lemma);
            lemma
        };
        assert_eq!(lemma_by(&["jurait", "jurer"]), "jurer");
        assert_eq!(lemma_by(&["jurait", "juroir"]), "juroir");
        assert_eq!(lemma_by(&["jurait"]), lemma_by(&[]));
    }

    #[test]
    fn a_form_too_short_for_its_script_stays() {
        assert_eq!(through("blessés", "b", "à"), "à");
        assert_eq!(through("s", "", "s"), "s");
    }
}
