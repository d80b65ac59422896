//! Parts of speech and features, word by word from left to right.

pub(crate) mod form;
mod lexicon;

use smol_str::SmolStr;

use crate::Upos;
use crate::model::bytes::{Reader, write_text, write_unsigned};
use crate::model::feature::{key2, key4};
use crate::model::linear::Linear;
use crate::model::{ModelError, Scorer, best};
use form::{Form, FormBuffers};
pub(crate) use lexicon::{Lexicon, LexiconBuilder};

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

fn at(forms: &[Form], index: Option<usize>) -> &Form {
    index
        .and_then(|index| forms.get(index))
        .unwrap_or(&Form::OUTSIDE)
}

/// The features that choose a word's tag; `before` are the tags of the words before it.
pub(crate) fn tag_features(
    lexicon: &Lexicon,
    forms: &[Form],
    word: usize,
    before: &[u8],
    style: Style,
    out: &mut Vec<u32>,
) {
    let w = &forms[word];
    let (p1, p2) = (
        at(forms, word.checked_sub(1)),
        at(forms, word.checked_sub(2)),
    );
    let (n1, n2) = (at(forms, Some(word + 1)), at(forms, Some(word + 2)));
    let tag = |back: usize| {
        word.checked_sub(back)
            .map_or(u32::from(NO_TAG), |index| u32::from(before[index]))
    };
    let (t1, t2) = (tag(1), tag(2));
    let (known, next_known) = (lexicon.tags(w), lexicon.tags(n1));
    let after_next_known = lexicon.tags(n2);
    out.clear();
    let mut template = 0;
    let mut add = |first: u32, second: u32| {
        template += 1;
        out.push(key2(template, first, second));
    };
    add(0, 0);
    add(w.raw, 0);
    add(w.lower, 0);
    add(w.plain, 0);
    add(w.shape, 0);
    add(w.shape, u32::from(word == 0));
    for prefix in w.prefixes {
        add(prefix, 0);
    }
    for suffix in w.suffixes {
        add(suffix, 0);
    }
    add(w.suffixes[2], w.shape);
    add(p1.lower, 0);
    add(p2.lower, 0);
    add(n1.lower, 0);
    add(n2.lower, 0);
    add(p1.suffixes[2], 0);
    add(n1.suffixes[2], 0);
    add(n1.suffixes[1], t1);
    add(p1.shape, w.shape);
    add(n1.shape, w.shape);
    add(t1, 0);
    add(t2, t1);
    add(t1, w.lower);
    add(t1, w.suffixes[1]);
    add(t1, w.suffixes[2]);
    add(t1, n1.lower);
    add(t2, w.lower);
    add(p1.lower, w.lower);
    add(w.lower, n1.lower);
    add(p1.lower, n1.lower);
    add(p2.lower, p1.lower);
    add(known, 0);
    add(known, t1);
    add(known, next_known);
    add(next_known, 0);
    add(next_known, t1);
    add(next_known, w.suffixes[2]);
    add(after_next_known, next_known);
    add(style, w.lower);
    add(style, w.suffixes[1]);
    add(style, t1);
    out.push(key4(1000, t2, t1, known, next_known));
    out.push(key4(1001, t2, t1, w.suffixes[2], 0));
    out.push(key4(1002, t1, w.lower, next_known, 0));
    out.push(key4(1003, t1, known, next_known, after_next_known));
}

/// The features that choose a word's bundle; `before` are the bundles of the words before it.
fn bundle_features(
    forms: &[Form],
    tags: &[u8],
    word: usize,
    before: &[u16],
    style: Style,
    out: &mut Vec<u32>,
) {
    let w = &forms[word];
    let (p1, p2) = (
        at(forms, word.checked_sub(1)),
        at(forms, word.checked_sub(2)),
    );
    let n1 = at(forms, Some(word + 1));
    let t = u32::from(tags[word]);
    let tag = |index: Option<usize>| {
        u32::from(
            index
                .and_then(|index| tags.get(index))
                .copied()
                .unwrap_or(NO_TAG),
        )
    };
    let (t1, t2) = (tag(word.checked_sub(1)), tag(word.checked_sub(2)));
    let (u1, u2) = (tag(Some(word + 1)), tag(Some(word + 2)));
    let bundle = |back: usize| {
        word.checked_sub(back)
            .map_or(u32::MAX, |index| u32::from(before[index]))
    };
    let (b1, b2) = (bundle(1), bundle(2));
    out.clear();
    let mut template = 2000;
    let mut add = |first: u32, second: u32, third: u32| {
        template += 1;
        out.push(key4(template, t, first, second, third));
    };
    add(0, 0, 0);
    add(w.raw, 0, 0);
    add(w.lower, 0, 0);
    add(w.plain, 0, 0);
    add(w.shape, 0, 0);
    for suffix in w.suffixes {
        add(suffix, 0, 0);
    }
    for prefix in &w.prefixes[1..] {
        add(*prefix, 0, 0);
    }
    add(p1.lower, 0, 0);
    add(p2.lower, 0, 0);
    add(n1.lower, 0, 0);
    add(p1.lower, w.lower, 0);
    add(w.lower, n1.lower, 0);
    add(p1.suffixes[1], w.suffixes[1], 0);
    add(n1.suffixes[1], w.suffixes[1], 0);
    add(n1.suffixes[2], 0, 0);
    add(p1.suffixes[0], p2.suffixes[0], 0);
    add(t1, 0, 0);
    add(t1, t2, 0);
    add(u1, 0, 0);
    add(u1, u2, 0);
    add(t1, u1, 0);
    add(t1, w.suffixes[2], 0);
    add(u1, w.suffixes[2], 0);
    add(t1, u1, w.lower);
    add(b1, 0, 0);
    add(b1, b2, 0);
    add(b1, t1, 0);
    add(b1, w.lower, 0);
    add(b1, w.suffixes[1], 0);
    add(b1, w.suffixes[2], 0);
    add(b2, t2, t1);
    add(b2, w.suffixes[1], t1);
    add(style, 0, 0);
    add(style, w.lower, 0);
    add(style, w.suffixes[1], 0);
    add(style, t1, u1);
}
