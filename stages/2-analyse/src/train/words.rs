//! Training of the tagger and the lemmatiser.

use std::collections::BTreeSet;

use super::dictionary::Dictionary;
use super::random::Random;
use super::sample::Sample;
use crate::Upos;
use crate::lemma::{Lemmatiser, LemmatiserBuilder, Script};
use crate::model::linear::Linear;
use crate::model::perceptron::{Finish, Perceptron};
use crate::model::{Scorer, best};
use crate::tag::form::Form;
use crate::tag::{Bundles, LexiconBuilder, TagBuffers, Tagger, choose_bundle, tag_features};

const TAG_EPOCHS: usize = 8;
const FEATS_EPOCHS: usize = 6;
const LEMMA_EPOCHS: usize = 8;
const FINISH: Finish = Finish {
    quantum: 0.02,
    updates: 2,
};

/// Learns to tag from samples.
pub(crate) fn train_tagger(samples: &[&Sample], dictionary: &Dictionary, seed: u64) -> Tagger {
    let mut builder = LexiconBuilder::default();
    for (form, tags) in dictionary.entries() {
        builder.add_dictionary(form, tags);
    }
    let mut pairs = BTreeSet::new();
    for sample in samples {
        for word in 0..sample.forms.len() {
            if !sample.made {
                builder.add(&sample.forms[word], sample.tags[word]);
            }
            pairs.insert((sample.tags[word], sample.feats[word].clone()));
        }
    }
    let pairs: Vec<_> = pairs.into_iter().collect();
    let nothing = || Linear::new(0, &[]);
    let mut tagger = Tagger {
        lexicon: builder.finish(),
        tags: nothing(),
        bundles: Bundles::new(&pairs),
        feats: nothing(),
    };
    tagger.tags = train_tags(&tagger, samples, &mut Random::new(seed));
    tagger.feats = train_feats(&tagger, samples, &mut Random::new(seed));
    tagger
}

fn train_tags(tagger: &Tagger, samples: &[&Sample], random: &mut Random) -> Linear {
    let mut perceptron = Perceptron::new(Upos::ALL.len());
    let mut buffers = TagBuffers::default();
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut tags = Vec::new();
    for _ in 0..TAG_EPOCHS {
        random.shuffle(&mut order);
        for &index in &order {
            let sample = samples[index];
            tags.clear();
            for (word, form) in sample.forms.iter().enumerate() {
                let gold = usize::from(sample.tags[word]);
                if let Some(tag) = tagger.lexicon.sole_tag(form) {
                    tags.push(tag);
                    continue;
                }
                let TagBuffers {
                    features, scores, ..
                } = &mut buffers;
                tag_features(
                    &tagger.lexicon,
                    &sample.forms,
                    word,
                    &tags,
                    sample.style,
                    features,
                );
                perceptron.score(features, scores);
                let found = best(scores, 0..Upos::ALL.len()).unwrap_or(0);
                perceptron.tick();
                if found != gold {
                    perceptron.update(features, gold, found);
                }
                tags.push(found as u8);
            }
        }
    }
    perceptron.finish(FINISH)
}

/// Bundles are learnt on the right tags: those of the words around matter most, and they are nearly always right.
fn train_feats(tagger: &Tagger, samples: &[&Sample], random: &mut Random) -> Linear {
    let mut perceptron = Perceptron::new(tagger.bundles.len());
    let mut buffers = TagBuffers::default();
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut before = Vec::new();
    for _ in 0..FEATS_EPOCHS {
        random.shuffle(&mut order);
        for &index in &order {
            let sample = samples[index];
            before.clear();
            for feats in &sample.feats {
                let (forms, tags) = (&sample.forms, &sample.tags);
                let found = choose_bundle(
                    &perceptron,
                    &tagger.bundles,
                    forms,
                    tags,
                    &before,
                    sample.style,
                    &mut buffers,
                );
                let gold = tagger.bundles.number(feats).unwrap_or(found);
                perceptron.tick();
                if found != gold {
                    perceptron.update(&buffers.features, usize::from(gold), usize::from(found));
                }
                before.push(found);
            }
        }
    }
    perceptron.finish(FINISH)
}

/// Learns lemmas from samples. Rules are learnt from each form once, however often it stands there: they are for forms
/// not seen, and those are the rare ones.
pub(crate) fn train_lemmatiser(samples: &[&Sample], bundles: &Bundles, seed: u64) -> Lemmatiser {
    let mut builder = LemmatiserBuilder::default();
    let mut cases: BTreeSet<(u32, u8, u16, &Script)> = BTreeSet::new();
    let mut forms: Vec<(Form, u8, u16, &Script)> = Vec::new();
    for sample in samples {
        for (word, form) in sample.forms.iter().enumerate() {
            let (tag, script) = (sample.tags[word], &sample.scripts[word]);
            let Some(bundle) = bundles.number(&sample.feats[word]) else {
                continue;
            };
            builder.add(form, tag, script);
            if cases.insert((form.raw, tag, bundle, script)) {
                forms.push((*form, tag, bundle, script));
            }
        }
    }
    let mut lemmatiser = builder.finish();
    let mut perceptron = Perceptron::new(lemmatiser.scripts());
    let mut random = Random::new(seed);
    let mut buffers = TagBuffers::default();
    for _ in 0..LEMMA_EPOCHS {
        random.shuffle(&mut forms);
        for (form, tag, bundle, script) in &forms {
            let found = lemmatiser.choose(&perceptron, form, *tag, *bundle, &mut buffers);
            perceptron.tick();
            if let (Some(gold), Some(found)) = (lemmatiser.number(script), found)
                && gold != found
            {
                perceptron.update(&buffers.features, gold, found);
            }
        }
    }
    lemmatiser.weights = perceptron.finish(FINISH);
    lemmatiser
}
