//! A sentence as the network learns from it.

use crate::network::embed::Look;
use crate::tag::{Bundles, Style};
use crate::train::labels::Labels;
use crate::train::sample::Sample;

/// The words of a sentence and what is right for them.
pub(crate) struct Lesson {
    pub(crate) style: Style,
    /// Whether the sentence was made up.
    pub(crate) made: bool,
    pub(crate) words: Vec<Look>,
    pub(crate) tags: Vec<u8>,
    pub(crate) bundles: Vec<u16>,
    /// The number of words for the root.
    pub(crate) heads: Vec<usize>,
    /// Several where a treebank tells relations less finely apart.
    pub(crate) labels: Vec<Vec<u16>>,
}

impl Lesson {
    /// The lesson of a sample; `looks` come from a tagger and a lemmatiser that have not seen it.
    pub(crate) fn new(
        sample: &Sample,
        looks: Vec<Look>,
        bundles: &Bundles,
        labels: &Labels,
    ) -> Lesson {
        Lesson {
            style: sample.style,
            made: sample.made,
            words: looks,
            tags: sample.tags.clone(),
            bundles: sample
                .feats
                .iter()
                .map(|feats| bundles.number(feats).unwrap_or(0))
                .collect(),
            heads: sample.heads.clone(),
            labels: sample
                .labels
                .iter()
                .map(|label| labels.right(*label))
                .collect(),
        }
    }
}
