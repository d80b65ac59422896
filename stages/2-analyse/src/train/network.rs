//! Training of the network: sentences in small groups, the error of each group sent back through it, and every weight
//! moved a little against its share of it (Adam; Kingma and Ba, 2015).

mod backward;
mod lesson;
mod optimiser;

use super::labels::Labels;
use super::random::Random;
use crate::model::ModelError;
use crate::network::embed::{Embeddings, FEATURES, word_features};
use crate::network::heads;
use crate::network::{Network, Part, Shape, Weights};
use crate::tag::Bundles;
use backward::{Gradient, Shard};
pub(crate) use lesson::Lesson;
use optimiser::{Adam, Moments, RowMoments, add_up};
use rustc_hash::FxHashMap;

/// How many numbers stand for a word.
const WIDTH: usize = 192;

/// How many layers run along the sentence, and how many of them tags are read from.
const LAYERS: (usize, usize) = (3, 2);

/// How many numbers stand for a word as dependent or head, and for the two words of an arc.
const ARC: usize = 128;
const LABEL: usize = 96;

/// How often the network goes through the training text, if that is enough for [`STEPS`].
const ROUNDS: usize = 24;

/// How many steps training takes at the least: a small text is gone through more often.
const STEPS: usize = 400;

/// About how many words a group has.
const GROUP: usize = 500;

/// How far a weight moves in a step at first.
const RATE: f32 = 2e-3;

/// In so many steps at the start the rate rises to its full height.
const RISE: usize = 200;

/// A feature that stands in the treebanks less often has no row, but for one that made sentences are full of.
const LEAST: u32 = 2;
const LEAST_MADE: u32 = 4;

/// In how many shares a group is worked on side by side. The result depends on this number, not on how many threads
/// there are.
const SHARES: usize = 2;

/// In how many rounds what another model read is gone through once.
const TURNS: usize = 6;

/// What a network learns from.
pub(crate) struct Lessons {
    pub(crate) own: Vec<Lesson>,
    /// What another model read; each round has its share of it.
    pub(crate) taught: Vec<Lesson>,
}

impl Lessons {
    fn all(&self) -> impl Iterator<Item = &Lesson> {
        self.own.iter().chain(&self.taught)
    }

    /// The lessons of a round.
    fn round(&self, round: usize) -> Vec<&Lesson> {
        let turn = self.taught.iter().skip(round % TURNS).step_by(TURNS);
        self.own.iter().chain(turn).collect()
    }
}

/// The rows of the words' features while they are learnt.
pub(crate) struct Table {
    pub(crate) numbers: FxHashMap<u32, u32>,
    pub(crate) keys: Vec<u32>,
    pub(crate) rows: Vec<f32>,
    /// How often each feature stands in the training text.
    pub(crate) counts: Vec<u32>,
}

impl Table {
    /// A row for every feature that stands in the lessons often enough.
    fn new(lessons: &Lessons, random: &mut Random) -> Table {
        // For each feature how often treebanks have it, and how often made sentences.
        let mut counts: FxHashMap<u32, [u32; 2]> = FxHashMap::default();
        for lesson in lessons.all() {
            for word in &lesson.words {
                for key in word_features(word, lesson.style) {
                    counts.entry(key).or_default()[usize::from(lesson.made)] += 1;
                }
            }
        }
        let often = |[real, made]: [u32; 2]| real >= LEAST || made >= LEAST_MADE;
        let mut keys: Vec<u32> = counts
            .iter()
            .filter(|(_, count)| often(**count))
            .map(|(&key, _)| key)
            .collect();
        keys.sort_unstable();
        let spread = (1.0 / FEATURES as f32).sqrt();
        let rows = (0..keys.len() * WIDTH)
            .map(|_| random.normal() * spread)
            .collect();
        Table {
            numbers: keys.iter().copied().zip(0..).collect(),
            counts: keys.iter().map(|key| counts[key].iter().sum()).collect(),
            rows,
            keys,
        }
    }
}

/// Trains a network. `progress` is told how many of how many rounds are over.
pub(crate) fn train_network(
    lessons: &Lessons,
    labels: &Labels,
    bundles: &Bundles,
    seed: u64,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Network, ModelError> {
    let mut random = Random::new(seed);
    let shape = Shape {
        width: WIDTH,
        layers: LAYERS.0,
        tagged: LAYERS.1,
        arc: ARC,
        label: LABEL,
        bundles: bundles.len(),
        labels: labels.names.len(),
    };
    let mut table = Table::new(lessons, &mut random);
    let mut weights = fresh(shape, &mut random);
    let mut shards: Vec<Shard> = (0..SHARES).map(|_| Shard::new(shape)).collect();
    let mut moments = Moments::new(&weights);
    let mut row_moments = RowMoments::new(&table);
    let words =
        |lessons: &[&Lesson]| -> usize { lessons.iter().map(|lesson| lesson.words.len()).sum() };
    let steps_a_round = words(&lessons.round(0)) / GROUP + 1;
    let rounds = ROUNDS.max(STEPS / steps_a_round);
    let steps = steps_a_round * rounds;
    let mut step = 0;
    for round in 0..rounds {
        let mut order = lessons.round(round);
        random.shuffle(&mut order);
        let mut rest = &order[..];
        while !rest.is_empty() {
            let (group, later) = rest.split_at(group(rest));
            rest = later;
            step += 1;
            work(&mut shards, group, &weights, &table, &mut random);
            let mut gradients: Vec<&mut Gradient> =
                shards.iter_mut().map(|shard| &mut shard.gradient).collect();
            add_up(&mut gradients);
            let adam = Adam::new(rate(step, steps), step);
            moments.apply(&adam, gradients[0], &mut weights);
            row_moments.apply(&adam, &gradients, &mut table);
        }
        progress(round + 1, rounds);
    }
    let embeddings = Embeddings::new(WIDTH, &table.keys, &table.rows);
    Network::new(
        shape.tagged,
        embeddings,
        bundles.clone(),
        heads::Labels::new(labels.names.clone(), labels.sole.clone())?,
        weights,
    )
}

/// Weights that know nothing yet.
fn fresh(shape: Shape, random: &mut Random) -> Weights {
    let mut weights = Weights::zeros(shape);
    for dense in weights.all_mut() {
        let spread = (2.0 / (dense.inputs + dense.outputs).max(1) as f32).sqrt();
        dense.weights.fill_with(|| random.normal() * spread);
    }
    for layer in &mut weights.layers {
        // At first a layer remembers for some words and lets most of its input through.
        layer.bias[WIDTH..2 * WIDTH].fill(1.0);
        layer.bias[2 * WIDTH..].fill(-1.0);
    }
    let spread = (1.0 / ARC as f32).sqrt();
    weights
        .part_mut(Part::Root)
        .bias
        .fill_with(|| random.normal() * spread);
    weights
}

/// How far weights move: the rate rises in the first steps and then falls to nearly nought.
fn rate(step: usize, steps: usize) -> f32 {
    let risen = (step as f32 / RISE as f32).min(1.0);
    let left = 1.0 - step as f32 / steps as f32;
    RATE * risen * left.max(0.01)
}

/// How many of the sentences make a group.
fn group(rest: &[&Lesson]) -> usize {
    let mut words = 0;
    rest.iter()
        .take_while(|lesson| {
            let open = words < GROUP;
            words += lesson.words.len();
            open
        })
        .count()
}

/// Lets every shard work on its share of a group, side by side.
fn work(
    shards: &mut [Shard],
    group: &[&Lesson],
    weights: &Weights,
    table: &Table,
    random: &mut Random,
) {
    let words = group.iter().map(|lesson| lesson.words.len()).sum();
    let shares = shares(group);
    std::thread::scope(|scope| {
        for (shard, share) in shards.iter_mut().zip(&shares) {
            let random = random.fork();
            scope.spawn(move || shard.work(share, weights, table, random, words));
        }
    });
}

/// Deals the sentences of a group out so that the shares have about as many words each.
fn shares<'l>(group: &[&'l Lesson]) -> Vec<Vec<&'l Lesson>> {
    let mut shares = vec![(0usize, Vec::new()); SHARES];
    for &lesson in group {
        if let Some(least) = shares.iter_mut().min_by_key(|(words, _)| *words) {
            least.0 += lesson.words.len();
            least.1.push(lesson);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
}
