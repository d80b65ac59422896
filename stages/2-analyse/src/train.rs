//! Training: treebanks to a model file.
//!
//! The network must learn from tags as they will be, not as they should be. So the training text is cut into folds, and
//! each fold is tagged by a tagger that has not seen it.

mod dictionary;
mod labels;
mod network;
mod random;
mod reports;
mod sample;
mod splits;
mod words;

use std::ops::RangeInclusive;

use smol_str::SmolStr;

use crate::ModelError;
use crate::conllu::Treebank;
use crate::grammar::{Grammar, LookBuffers, look};
use crate::lemma::Lemmatiser;
use crate::model::linear::MOST_CLASSES;
use crate::model::pack;
use crate::network::embed::Look;
use crate::split::Splitter;
use crate::tag::Tagger;
pub use dictionary::{Dictionary, DictionaryError};
use labels::Labels;
use network::{Lesson, Lessons, train_network};
use reports::reported;
use sample::{Sample, Variant};
use splits::train_splitter;
use words::{train_lemmatiser, train_tagger};

/// Into how many parts the training text is cut to be tagged.
const FOLDS: usize = 5;

/// In so many sentences each variant stands once.
const VARIED: usize = 40;

/// How many words a sentence has that another model read, to be learnt from.
const TAUGHT: RangeInclusive<usize> = 4..=80;

/// What to train from.
#[derive(Debug, Clone)]
pub struct TrainOptions {
    /// The ISO 639-1 code of the language.
    pub language: String,
    /// The treebanks. Where they annotate differently, the model answers in the manner of the first.
    pub train: Vec<Treebank>,
    /// What a dictionary says of forms that the treebanks have too seldom; it may be empty.
    pub dictionary: Dictionary,
    /// Sentences that report sentences of the first treebank, annotated in its manner: where the word `*` stands, they take
    /// one in, and where there are two, they part it. It may be empty.
    pub reports: Treebank,
    /// Sentences that another model read in the manner of the first treebank, for the network to learn from. It may be empty.
    pub taught: Treebank,
    /// A treebank to measure the model on when it is done.
    pub dev: Option<Treebank>,
    /// Decides every random choice: the same treebanks and seed give the same bytes.
    pub seed: u64,
}

/// How far training has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TrainProgress {
    /// So many of the rounds of one part are done.
    Part {
        /// What is being trained, in English.
        name: &'static str,
        /// Rounds done.
        done: usize,
        /// Rounds in all.
        of: usize,
    },
    /// The finished model, measured on the dev treebank's own words.
    Scores(Scores),
}

/// Shares of right words, from 0 to 1. Words and sentences are those of the treebank; subtypes of relations count.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    /// The part of speech is right.
    pub upos: f64,
    /// All features are right.
    pub feats: f64,
    /// The lemma is right.
    pub lemma: f64,
    /// The head is right.
    pub head: f64,
    /// The head and the relation to it are right.
    pub head_and_deprel: f64,
}

/// Why no model could be trained.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    /// There is nothing to learn from.
    #[error("the treebanks hold no sentence")]
    NoSentences,
    /// The treebanks tell apart more things than a model can number.
    #[error("the treebanks have too many different {0} for one model")]
    TooMany(&'static str),
    /// The parts that were learnt are no model together.
    #[error("no model can be made: {0}")]
    Parts(#[source] ModelError),
    /// The finished model could not be compressed.
    #[error("the model could not be compressed")]
    Compress(#[source] std::io::Error),
}

/// Trains a model and returns the bytes of its file.
///
/// # Errors
/// The treebanks are empty or too varied for the file's layout.
pub fn train(
    options: &TrainOptions,
    progress: &mut dyn FnMut(TrainProgress),
) -> Result<Vec<u8>, TrainError> {
    let samples = samples(&options.train, &options.reports);
    if samples.is_empty() {
        return Err(TrainError::NoSentences);
    }
    let mut done = |name, done, of| progress(TrainProgress::Part { name, done, of });
    let splitter = train_splitter(&options.train, options.seed);
    done("splitter", 1, 1);
    let all: Vec<&Sample> = samples.iter().collect();
    let (tagger, lemmatiser) = train_words(&all, &options.dictionary, options.seed)?;
    done("tagger and lemmatiser", 1, FOLDS + 1);
    let crossed = cross_look(&samples, &tagger, options, &mut |fold| {
        done("tagger and lemmatiser", fold + 1, FOLDS + 1);
    })?;
    let labels = Labels::new(&samples);
    if labels.names.len() > MOST_CLASSES {
        return Err(TrainError::TooMany("relations"));
    }
    let lesson = |(sample, looks): (&Sample, Vec<Look>)| {
        Lesson::new(sample, looks, &tagger.bundles, &labels)
    };
    let lessons = samples.iter().zip(crossed).map(lesson).collect();
    let taught = taught(&options.taught);
    let mut buffers = LookBuffers::default();
    let looks = taught
        .iter()
        .map(|sample| sample_look(sample, (&tagger, &lemmatiser), &mut buffers));
    let taught = taught.iter().zip(looks).map(lesson).collect();
    let network = train_network(
        &Lessons {
            own: lessons,
            taught,
        },
        &labels,
        &tagger.bundles,
        options.seed,
        &mut |round, of| done("network", round, of),
    )
    .map_err(TrainError::Parts)?;
    let grammar = Grammar {
        tagger,
        lemmatiser,
        network,
    };
    if let Some(dev) = &options.dev {
        progress(TrainProgress::Scores(measure(&grammar, dev)));
    }
    write(options, &splitter, &grammar)
}

/// The sentences to learn from. Some stand there a second time as headlines and hasty writers have them: in capitals,
/// without accents, or both. Some of the first treebank stand there a second time with somebody who says so.
fn samples(treebanks: &[Treebank], reports: &Treebank) -> Vec<Sample> {
    let mut samples: Vec<Sample> = Vec::new();
    let mut first = Vec::new();
    for (style, treebank) in (0u32..).zip(treebanks) {
        for (number, sentence) in treebank.sentences.iter().enumerate() {
            let fold = samples.len() % FOLDS;
            samples.push(Sample::new(sentence, style, fold));
            if style == 0 {
                first.push((fold, sentence));
            }
            let mut variants = Variant::ALL.into_iter();
            let variant = variants.find(|&variant| number % VARIED == variant as usize);
            let fold = samples.len() % FOLDS;
            samples.extend(variant.map(|variant| Sample::new(&variant.of(sentence), style, fold)));
        }
    }
    for (fold, sentence) in reported(&first, reports) {
        let sample = Sample::new(&sentence, 0, fold);
        samples.push(Sample {
            made: true,
            ..sample
        });
    }
    samples
}

/// The sentences that another model read, without those that are no prose of a usual length.
fn taught(read: &Treebank) -> Vec<Sample> {
    let sentences = read.sentences.iter();
    let usual = sentences.filter(|sentence| TAUGHT.contains(&sentence.words.len()));
    let sample = |sentence| Sample {
        made: true,
        ..Sample::new(sentence, 0, 0)
    };
    usual.map(sample).collect()
}

fn train_words(
    samples: &[&Sample],
    dictionary: &Dictionary,
    seed: u64,
) -> Result<(Tagger, Lemmatiser), TrainError> {
    let tagger = train_tagger(samples, dictionary, seed);
    if tagger.bundles.len() > MOST_CLASSES {
        return Err(TrainError::TooMany("bundles of features"));
    }
    let lemmatiser = train_lemmatiser(samples, &tagger.bundles, seed);
    if lemmatiser.scripts() > MOST_CLASSES {
        return Err(TrainError::TooMany("ways from form to lemma"));
    }
    Ok((tagger, lemmatiser))
}

/// How the network will see every sample, by a tagger and a lemmatiser that have not seen it. Bundles get the numbers
/// that `tagger` gives them.
fn cross_look(
    samples: &[Sample],
    tagger: &Tagger,
    options: &TrainOptions,
    progress: &mut dyn FnMut(usize),
) -> Result<Vec<Vec<Look>>, TrainError> {
    let mut crossed = vec![Vec::new(); samples.len()];
    let mut buffers = LookBuffers::default();
    for fold in 0..FOLDS {
        let rest: Vec<&Sample> = samples.iter().filter(|s| s.fold != fold).collect();
        let (other, lemmatiser) = train_words(&rest, &options.dictionary, options.seed)?;
        let here = samples.iter().zip(&mut crossed);
        for (sample, looks) in here.filter(|(sample, _)| sample.fold == fold) {
            *looks = sample_look(sample, (&other, &lemmatiser), &mut buffers);
            for look in looks {
                let name = other.bundles.name(look.bundle);
                look.bundle = tagger.bundles.number(name).unwrap_or(0);
            }
        }
        progress(fold + 1);
    }
    Ok(crossed)
}

/// How the network will see a sample.
fn sample_look(
    sample: &Sample,
    parts: (&Tagger, &Lemmatiser),
    buffers: &mut LookBuffers,
) -> Vec<Look> {
    let mut looks = Vec::with_capacity(sample.forms.len());
    let words = sample.texts.iter().map(SmolStr::as_str);
    look(
        parts,
        words,
        &sample.forms,
        sample.style,
        buffers,
        |look, _| looks.push(look),
    );
    looks
}

fn measure(grammar: &Grammar, dev: &Treebank) -> Scores {
    let mut right = [0usize; 5];
    let mut words = 0usize;
    for sentence in &dev.sentences {
        let forms: Vec<&str> = sentence
            .words
            .iter()
            .map(|word| word.form.as_str())
            .collect();
        let readings = grammar.read_words(&forms, std::slice::from_ref(&(0..forms.len())));
        for (gold, found) in sentence.words.iter().zip(readings) {
            let head = gold.head == found.head;
            let checks = [
                gold.upos == found.upos,
                gold.feats == found.feats.0.as_str(),
                gold.lemma == found.lemma.as_str(),
                head,
                head && gold.deprel == found.deprel,
            ];
            words += 1;
            for (count, check) in right.iter_mut().zip(checks) {
                *count += usize::from(check);
            }
        }
    }
    let [upos, feats, lemma, head, head_and_deprel] =
        right.map(|count| count as f64 / words.max(1) as f64);
    Scores {
        upos,
        feats,
        lemma,
        head,
        head_and_deprel,
    }
}

fn write(
    options: &TrainOptions,
    splitter: &Splitter,
    grammar: &Grammar,
) -> Result<Vec<u8>, TrainError> {
    let mut sections: [Vec<u8>; 4] = Default::default();
    let [splits, tags, lemmas, trees] = &mut sections;
    splitter.write(splits);
    grammar.tagger.write(tags);
    grammar.lemmatiser.write(lemmas);
    grammar.network.write(trees);
    let names: Vec<String> = options
        .train
        .iter()
        .map(|treebank| treebank.name.clone())
        .collect();
    let [splits, tags, lemmas, trees] = &sections;
    pack(&options.language, &names, [splits, tags, lemmas, trees]).map_err(TrainError::Compress)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyser, Relation, Upos};

    /// A small language of four words: a determiner or not, a subject, a verb, a full stop.
    fn treebank() -> Treebank {
        let mut text = String::new();
        for subject in ["maire", "porte-parole", "ministre", "préfet"] {
            for (verb, lemma) in [
                ("parle", "parler"),
                ("chante", "chanter"),
                ("marche", "marcher"),
            ] {
                text.push_str(&format!(
                    "# text = Le {subject} {verb}.\n\
                     1\tLe\tle\tDET\t_\tNumber=Sing\t2\tdet\t_\t_\n\
                     2\t{subject}\t{subject}\tNOUN\t_\tNumber=Sing\t3\tnsubj\t_\t_\n\
                     3\t{verb}\t{lemma}\tVERB\t_\tMood=Ind\t0\troot\t_\tSpaceAfter=No\n\
                     4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n"
                ));
            }
        }
        Treebank::parse("small.conllu", &text).unwrap()
    }

    fn options() -> TrainOptions {
        TrainOptions {
            language: "fr".to_owned(),
            train: vec![treebank()],
            dictionary: Dictionary::default(),
            reports: Treebank::default(),
            taught: Treebank::default(),
            dev: Some(treebank()),
            seed: 7,
        }
    }

    #[test]
    fn a_small_language_is_learnt_and_carried_over_to_new_words() {
        let mut scores = None;
        let model = train(&options(), &mut |progress| {
            if let TrainProgress::Scores(found) = progress {
                scores = Some(found);
            }
        })
        .unwrap();
        let scores = scores.unwrap();
        assert!(
            scores.upos > 0.99 && scores.head_and_deprel > 0.99,
            "{scores:?}"
        );
        let analyser = Analyser::load("fr", &model).unwrap();
        assert_eq!(analyser.sources(), ["small.conllu"]);
        let readings = analyser.analyse_words(&["Le", "préfet", "chante", "."]);
        assert_eq!(readings[2].lemma, "chanter");
        let heads: Vec<_> = readings.iter().map(|reading| reading.head).collect();
        assert_eq!(heads, [Some(1), Some(2), None, Some(2)]);
        assert!(Analyser::load("en", &model).is_err());
        a_sentence_too_long_to_be_read_at_once_has_one_tree(&analyser);
    }

    fn a_sentence_too_long_to_be_read_at_once_has_one_tree(analyser: &Analyser) {
        let words: Vec<&str> = ["Le", "maire", "parle"]
            .into_iter()
            .cycle()
            .take(1000)
            .collect();
        let readings = analyser.analyse_words(&words);
        let heads: Vec<_> = readings.iter().map(|reading| reading.head).collect();
        assert_eq!(heads.iter().filter(|head| head.is_none()).count(), 1);
        for start in 0..heads.len() {
            let mut at = start;
            let mut steps = 0;
            while let Some(head) = heads[at] {
                (at, steps) = (head, steps + 1);
                assert!(steps < heads.len(), "word {start} hangs in a circle");
            }
        }
    }

    #[test]
    fn what_another_model_read_is_learnt_too() {
        // The treebank has no adverb; the other model has met one, whatever it calls its relation.
        let read = |noun: &str| {
            let words = [
                ("Le", "le", "DET", "2", "det"),
                (noun, noun, "NOUN", "3", "nsubj"),
                ("parle", "parler", "VERB", "0", "root"),
                ("fort", "fort", "ADV", "3", "det"),
                (".", ".", "PUNCT", "3", "punct"),
            ];
            let row = |(at, (form, lemma, tag, head, relation))| {
                format!("{at}\t{form}\t{lemma}\t{tag}\t_\t_\t{head}\t{relation}\t_\t_\n")
            };
            (1..).zip(words).map(row).collect::<String>() + "\n"
        };
        let text: String = ["maire", "préfet", "juge"]
            .iter()
            .cycle()
            .take(60)
            .copied()
            .map(read)
            .collect();
        let taught = TrainOptions {
            taught: Treebank::parse("read.conllu", &text).unwrap(),
            ..options()
        };
        let readings = |options: &TrainOptions| {
            let model = train(options, &mut |_| ()).unwrap();
            let analyser = Analyser::load("fr", &model).unwrap();
            let readings = analyser.analyse_words(&["Le", "maire", "parle", "fort", "."]);
            (readings[3].upos, readings[3].head, readings[3].deprel)
        };
        assert_eq!(readings(&taught), (Upos::Adv, Some(2), Relation::Det));
        assert_ne!(readings(&options()), (Upos::Adv, Some(2), Relation::Det));
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let bytes = || train(&options(), &mut |_| ()).unwrap();
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn no_sentence_is_an_error() {
        let options = TrainOptions {
            train: Vec::new(),
            ..options()
        };
        assert!(matches!(
            train(&options, &mut |_| ()),
            Err(TrainError::NoSentences)
        ));
    }
}
