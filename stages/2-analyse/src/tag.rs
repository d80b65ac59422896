//! Parts of speech and features, word by word from left to right.

mod features;
pub(crate) mod form;
mod lexicon;

use smol_str::SmolStr;

use crate::Upos;
use crate::model::bytes::{Reader, write_text, write_unsigned};
use crate::model::linear::Linear;
use crate::model::{ModelError, Scorer, best};
use features::bundle_features;
pub(crate) use features::tag_features;
use form::{Form, FormBuffers};
pub(crate) use lexicon::Lexicon;
#[cfg(any(test, feature = "train"))]
pub(crate) use lexicon::LexiconBuilder;

/// Says "no tag here": what stands outside the sentence.
pub(crate) const NO_TAG: u8 = 31;

/// The annotation habits of a treebank; the first treebank's are those the model answers in.
pub(crate) type Style = u32;

/// Tags words.
pub(crate) struct Tagger {
    pub(crate) lexicon: Lexicon,
    pub(crate) tags: Linear,
    pub(crate) bundles: Bundles,
    pub(crate) feats: Linear,
}

/// The bundles of features there are, each under its number, and which go with which part of speech.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bundles {
    names: Vec<SmolStr>,
    of_tag: Vec<Vec<u16>>,
}

impl Bundles {
    /// `pairs` are tags with their bundles, sorted, each once.
    pub(crate) fn new(pairs: &[(u8, SmolStr)]) -> Bundles {
        let mut names: Vec<SmolStr> = pairs.iter().map(|(_, name)| name.clone()).collect();
        names.sort_unstable();
        names.dedup();
        let mut of_tag = vec![Vec::new(); Upos::ALL.len()];
        for (tag, name) in pairs {
            if let Ok(number) = names.binary_search(name) {
                of_tag[usize::from(*tag)].push(number as u16);
            }
        }
        Bundles { names, of_tag }
    }

    /// The same numbers for the same names, but only those that are wanted go with a part of speech.
    pub(crate) fn only(&self, wanted: impl Fn(u16) -> bool) -> Bundles {
        let of_tag = self.of_tag.iter();
        let kept = |all: &Vec<u16>| {
            all.iter()
                .copied()
                .filter(|&bundle| wanted(bundle))
                .collect()
        };
        Bundles {
            names: self.names.clone(),
            of_tag: of_tag.map(kept).collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn name(&self, number: u16) -> &SmolStr {
        &self.names[usize::from(number)]
    }

    pub(crate) fn number(&self, name: &str) -> Option<u16> {
        self.names
            .binary_search_by(|known| known.as_str().cmp(name))
            .ok()
            .map(|number| number as u16)
    }

    /// The bundles seen with a tag.
    pub(crate) fn of_tag(&self, tag: u8) -> &[u16] {
        &self.of_tag[usize::from(tag)]
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_unsigned(out, self.names.len() as u64);
        for name in &self.names {
            write_text(out, name);
        }
        for numbers in &self.of_tag {
            write_unsigned(out, numbers.len() as u64);
            for &number in numbers {
                write_unsigned(out, u64::from(number));
            }
        }
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Bundles, ModelError> {
        let names = (0..from.count()?)
            .map(|_| Ok(SmolStr::new(from.text()?)))
            .collect::<Result<Vec<_>, ModelError>>()?;
        let mut of_tag = Vec::new();
        for _ in Upos::ALL {
            let mut numbers = Vec::new();
            for _ in 0..from.count()? {
                let number = from.length()?;
                if number >= names.len() {
                    return Err(ModelError::Damaged("a bundle of features is out of range"));
                }
                numbers.push(number as u16);
            }
            of_tag.push(numbers);
        }
        Ok(Bundles { names, of_tag })
    }
}

/// Buffers kept from sentence to sentence.
#[derive(Default)]
pub(crate) struct TagBuffers {
    pub(crate) features: Vec<u32>,
    pub(crate) scores: Vec<i32>,
    pub(crate) forms: FormBuffers,
}

impl Tagger {
    /// Overwrites `tags` and `bundles` with a tag and a bundle of features a word.
    pub(crate) fn tag(
        &self,
        forms: &[Form],
        style: Style,
        buffers: &mut TagBuffers,
        tags: &mut Vec<u8>,
        bundles: &mut Vec<u16>,
    ) {
        tags.clear();
        for word in 0..forms.len() {
            let tag = match self.lexicon.sole_tag(&forms[word]) {
                Some(tag) => tag,
                None => {
                    tag_features(
                        &self.lexicon,
                        forms,
                        word,
                        tags,
                        style,
                        &mut buffers.features,
                    );
                    self.tags.score(&buffers.features, &mut buffers.scores);
                    best(&buffers.scores, 0..Upos::ALL.len()).unwrap_or(0) as u8
                }
            };
            tags.push(tag);
        }
        bundles.clear();
        for word in 0..forms.len() {
            bundles.push(choose_bundle(
                &self.feats,
                &self.bundles,
                forms,
                tags,
                bundles,
                style,
                buffers,
            ));
            debug_assert_eq!(bundles.len(), word + 1);
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.lexicon.write(out);
        self.tags.write(out);
        self.bundles.write(out);
        self.feats.write(out);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Tagger, ModelError> {
        let tagger = Tagger {
            lexicon: Lexicon::read(from)?,
            tags: Linear::read(from)?,
            bundles: Bundles::read(from)?,
            feats: Linear::read(from)?,
        };
        if tagger.tags.classes() != Upos::ALL.len()
            || tagger.feats.classes() != tagger.bundles.len()
        {
            return Err(ModelError::Damaged(
                "the tagger's parts do not fit together",
            ));
        }
        Ok(tagger)
    }
}

/// The bundle of the word after those in `before`. Its features stay in `buffers` for whoever learns from it.
pub(crate) fn choose_bundle(
    scorer: &impl Scorer,
    bundles: &Bundles,
    forms: &[Form],
    tags: &[u8],
    before: &[u16],
    style: Style,
    buffers: &mut TagBuffers,
) -> u16 {
    let word = before.len();
    buffers.features.clear();
    match bundles.of_tag(tags[word]) {
        // No training word has this tag: the first bundle is the empty one, as names are sorted.
        [] => bundles.number("").unwrap_or(0),
        [only] => *only,
        several => {
            bundle_features(forms, tags, word, before, style, &mut buffers.features);
            scorer.score(&buffers.features, &mut buffers.scores);
            let allowed = several.iter().map(|&number| usize::from(number));
            best(&buffers.scores, allowed).unwrap_or(0) as u16
        }
    }
}
