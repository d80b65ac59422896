//! The careful model: one encoder for all languages, with heads for sentence ends, tags, features and trees.
//!
//! It takes the words of the splitter, looks at a paragraph or a good part of one at a time, says where sentences end in
//! it, and reads each of them knowing those around it. Lemmas are those of the language's own model.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use smol_str::{SmolStr, StrExt};

use crate::encoder::{Encoder, EncoderBuffers, Window};
use crate::grammar::{Grammar, LookBuffers};
use crate::model::bytes::Reader;
use crate::model::{ModelError, body};
use crate::network::NetworkBuffers;
use crate::network::both::{Both, Bridge};
use crate::network::heads::{DecodeBuffers, Found, HeadBuffers, Heads, Labels, Own, decode, parts};
use crate::network::kernel::{add_scaled, dot};
use crate::split::sentences::LONGEST;
use crate::split::{self, Paragraph, RawSentence, RawWord, Splitter};
use crate::tag::Bundles;

/// What stands at the start of the model's file, before its version.
const MAGIC: &[u8; 8] = b"SelonEnc";
const VERSION: u8 = 1;

/// How many words a window has where a paragraph goes on: training shows windows up to about this.
const WINDOW: usize = 80;

/// About how many pieces are looked at together: the weights are read from memory once for all of them.
const TOGETHER: usize = 400;

/// A sentence with more words is decoded in parts; only a token of very many words makes one.
const MOST_WORDS: usize = 2 * LONGEST;

/// What the encoder's score of a sentence end is multiplied by to be set against the splitter's, and what that is.
const MARGIN: f32 = 1024.0;
const OWN: i32 = 3;

/// The careful model of all languages, as `training/encoder` made it.
pub struct Careful {
    languages: Vec<Habits>,
    heads: Heads,
    /// From the row for tags of a token's last word to how surely a sentence ends behind it.
    ends: (Vec<f32>, f32),
    encoder: Encoder,
}

/// The habits of the treebank that a language is answered in: what is added to the rows for trees and for tags.
struct Habits {
    language: String,
    rows: [Vec<f32>; 2],
}

/// The careful model as it reads one language.
pub(crate) struct CarefulReader {
    model: Arc<Careful>,
    habits: usize,
    /// The bundles that the language has.
    bundles: Bundles,
    /// From the numbers of this model to those of the language's own.
    bridge: Bridge,
}

/// A sentence, and the rows of its words among those that were looked at together.
type Cut = (RawSentence, Range<usize>);

/// A place in a paragraph from which on nothing is read yet.
struct At {
    paragraph: usize,
    token: usize,
    /// How many words are looked at.
    words: usize,
}

/// Rows of words, for trees and for tags.
#[derive(Default)]
struct Rows {
    trees: Vec<f32>,
    tags: Vec<f32>,
}

#[derive(Default)]
struct Buffers {
    encoder: EncoderBuffers,
    heads: HeadBuffers,
    rows: Rows,
    split: split::Buffers,
    look: LookBuffers,
    network: NetworkBuffers,
    decode: DecodeBuffers,
}

impl Careful {
    /// Whether the bytes begin like a careful model.
    pub fn is(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    /// Loads the file that `training/encoder/export.py` wrote.
    ///
    /// ```
    /// assert!(selon_analyse::Careful::load(b"no model").is_err());
    /// ```
    ///
    /// # Errors
    /// The bytes are no careful model, one of another program version, or damaged.
    pub fn load(bytes: &[u8]) -> Result<Careful, ModelError> {
        let from = &mut Reader::new(body(bytes, MAGIC, VERSION)?);
        let width = from.length()?;
        let mut languages = Vec::new();
        for _ in 0..from.count()? {
            languages.push(Habits {
                language: from.text()?.to_owned(),
                rows: [from.floats(width)?, from.floats(width)?],
            });
        }
        let bundles = Bundles::read(from)?;
        let labels = Labels::read(from)?;
        let heads = Heads::new(width, bundles, labels, Heads::read_parts(from)?)?;
        let ends = (from.floats(width)?, from.floats(1)?[0]);
        let encoder = Encoder::read(from)?;
        if encoder.width() != width {
            return Err(ModelError::Damaged("heads and encoder do not fit together"));
        }
        Ok(Careful {
            languages,
            heads,
            ends,
            encoder,
        })
    }
}

impl CarefulReader {
    /// The reader of a language whose own model gives features by these numbers.
    ///
    /// # Errors
    /// The model was not trained in the language.
    pub(crate) fn new(
        model: Arc<Careful>,
        language: &'static str,
        own: &Heads,
    ) -> Result<CarefulReader, ModelError> {
        let mut languages = model.languages.iter();
        let habits = languages.position(|habits| habits.language == language);
        let habits = habits.ok_or(ModelError::OtherLanguages { asked: language })?;
        let bridge = Bridge::new(&model.heads, own);
        let bundles = model.heads.bundles();
        Ok(CarefulReader {
            bundles: bundles.only(|bundle| bridge.bundle(bundle).is_some()),
            bridge,
            habits,
            model,
        })
    }

    /// The relation of a number that [`Found`] names.
    pub(crate) fn labels(&self) -> &Labels {
        &self.model.heads.labels
    }

    /// The sentences of paragraphs in order, with what the model says of every word.
    pub(crate) fn read(
        &self,
        (splitter, grammar): (&Splitter, &Grammar),
        paragraphs: &[Paragraph],
    ) -> Vec<(RawSentence, Vec<Found>)> {
        let mut found: Vec<Vec<(RawSentence, Vec<Found>)>> = Vec::new();
        found.resize_with(paragraphs.len(), Vec::new);
        let starts = paragraphs.iter().enumerate();
        let mut left: VecDeque<At> = starts
            .filter(|(_, paragraph)| paragraph.tokens() > 0)
            .map(|(paragraph, _)| At {
                paragraph,
                token: 0,
                words: WINDOW,
            })
            .collect();
        let mut buffers = Buffers::default();
        while !left.is_empty() {
            let (mut places, mut windows) = (Vec::new(), Vec::new());
            let mut pieces = 0;
            while pieces < TOGETHER
                && let Some(at) = left.pop_front()
            {
                let (tokens, window) = self.window(&paragraphs[at.paragraph], &at, &mut buffers);
                pieces += window.pieces();
                places.push((at, tokens));
                windows.push(window);
            }
            self.look(&windows, &mut buffers);
            let (mut begin, mut cuts) = (0, Vec::new());
            for ((at, tokens), window) in places.into_iter().zip(&windows) {
                let paragraph = &paragraphs[at.paragraph];
                let ends = self.ends((splitter, paragraph), &tokens, begin, &mut buffers);
                left.extend(cut(paragraph, (at, tokens, ends), begin, &mut cuts));
                begin += window.len();
            }
            let words =
                |raw: &RawSentence| as_all_read(raw.words.iter().map(|word| word.form.as_str()));
            let cuts = cuts.into_iter();
            let (raws, read): (Vec<_>, Vec<_>) = cuts
                .map(|(raw, rows)| {
                    let words = words(&raw);
                    (raw, (words, rows))
                })
                .unzip();
            let decoded = self.decode(grammar, &read, &mut buffers);
            for (raw, words) in raws.into_iter().zip(decoded) {
                found[raw.paragraph].push((raw, words));
            }
        }
        found.into_iter().flatten().collect()
    }

    /// What the model says of the words of one sentence.
    pub(crate) fn read_words(&self, grammar: &Grammar, words: &[&str]) -> Vec<Found> {
        let mut buffers = Buffers::default();
        let read = as_all_read(words.iter().copied());
        let encoder = &self.model.encoder;
        let spaced = read.iter().map(|word| (word, true));
        let mut window = encoder.window(spaced, &mut buffers.encoder);
        window.fill(words.len());
        self.look(std::slice::from_ref(&window), &mut buffers);
        let sentence = (read, 0..words.len());
        let mut decoded = self.decode(grammar, std::slice::from_ref(&sentence), &mut buffers);
        decoded.pop().unwrap_or_default()
    }

    /// The tokens and the words to look at from a place on.
    fn window(
        &self,
        paragraph: &Paragraph,
        at: &At,
        buffers: &mut Buffers,
    ) -> (Range<usize>, Window) {
        let first = paragraph.words_before(at.token);
        let behind = |words: usize| paragraph.token_behind(first + words).max(at.token + 1);
        let blank = |word: usize, here: &RawWord| {
            let before = word.checked_sub(1).map(|before| &paragraph.words[before]);
            here.joined || before.is_none_or(|before| before.span.end < here.span.start)
        };
        let mut end = behind(at.words);
        let loud = paragraph.words[first..paragraph.words_before(end)].iter();
        let loud = are_capitals(loud.map(|word| word.form.as_str()));
        loop {
            let words = first..paragraph.words_before(end);
            let forms = words.clone().map(|word| {
                let here = &paragraph.words[word];
                (as_read(&here.form, loud), blank(word, here))
            });
            let mut window = self.model.encoder.window(forms, &mut buffers.encoder);
            if window.len() == words.len() || end == at.token + 1 {
                window.fill(words.len());
                return (at.token..end, window);
            }
            end = behind(window.len());
        }
    }

    /// Overwrites the rows of the buffers with those of the words of windows, and what is scored from them.
    fn look(&self, windows: &[Window], buffers: &mut Buffers) {
        let Buffers {
            encoder,
            heads,
            rows: Rows { trees, tags },
            ..
        } = buffers;
        let model = &self.model;
        model.encoder.read_words(windows, encoder, [trees, tags]);
        let habits = &model.languages[self.habits];
        for (rows, habit) in [&mut *trees, &mut *tags].into_iter().zip(&habits.rows) {
            for row in rows.chunks_exact_mut(habit.len()) {
                add_scaled(row, habit, 1.0);
            }
        }
        model.heads.score_tags(tags, heads);
        model.heads.score_arcs(trees, heads);
    }

    /// Where sentences end among these tokens, the words of which begin at a row, in words of the paragraph.
    ///
    /// The splitter's own score counts too: it knows marks and capitals better than the encoder, which knows sentences.
    fn ends(
        &self,
        (splitter, paragraph): (&Splitter, &Paragraph),
        tokens: &Range<usize>,
        begin: usize,
        buffers: &mut Buffers,
    ) -> Vec<usize> {
        let first = paragraph.words_before(tokens.start);
        let last = tokens.end == paragraph.tokens();
        let (weights, bias) = &self.model.ends;
        let Buffers { rows, split, .. } = buffers;
        paragraph.ends(tokens.clone(), |token, nesting| {
            if token + 1 == tokens.end {
                return last.then_some(i32::MAX);
            }
            let own = splitter.margin(paragraph, token, nesting, split)?;
            let row = begin + paragraph.words_before(token + 1) - 1 - first;
            let row = &rows.tags[row * weights.len()..][..weights.len()];
            let found = (dot(row, weights) + bias) * MARGIN;
            Some(OWN * own + found as i32)
        })
    }

    /// What the encoder and the language's own network say together of the words of sentences.
    fn decode(
        &self,
        grammar: &Grammar,
        sentences: &[(Vec<SmolStr>, Range<usize>)],
        buffers: &mut Buffers,
    ) -> Vec<Vec<Found>> {
        let Buffers {
            heads,
            look,
            network,
            decode: scratch,
            ..
        } = buffers;
        let words: Vec<&str> = sentences
            .iter()
            .flat_map(|(words, _)| words.iter().map(SmolStr::as_str))
            .collect();
        let mut end = 0;
        let all = sentences.iter().map(|(words, _)| {
            end += words.len();
            end - words.len()..end
        });
        let all: Vec<Range<usize>> = all.collect();
        let pieces: Vec<Range<usize>> = all.iter().flat_map(|own| parts(own, MOST_WORDS)).collect();
        let looks = grammar.score(&words, &pieces, look, network);
        let mut decoded = Vec::with_capacity(sentences.len());
        for ((_, rows), own) in sentences.iter().zip(all) {
            let mut found = Vec::with_capacity(own.len());
            for (rows, own) in parts(rows, MOST_WORDS).zip(parts(&own, MOST_WORDS)) {
                let mut both = Both {
                    first: Own {
                        heads: &self.model.heads,
                        places: None,
                        sentence: rows,
                        buffers: heads,
                    },
                    second: grammar.network.scored(&looks, own, network),
                    bridge: &self.bridge,
                    other: Vec::new(),
                };
                decode(
                    &mut both,
                    &self.model.heads.labels,
                    &self.bundles,
                    scratch,
                    &mut found,
                );
            }
            self.model.heads.join(&mut found, MOST_WORDS);
            for found in &mut found {
                found.bundle = self.bridge.bundle(found.bundle).unwrap_or(0);
            }
            decoded.push(found);
        }
        decoded
    }
}

/// Appends the sentences that end there, and gives the place to go on from, if the paragraph goes on.
fn cut(
    paragraph: &Paragraph,
    (at, tokens, mut ends): (At, Range<usize>, Vec<usize>),
    begin: usize,
    cuts: &mut Vec<Cut>,
) -> Option<At> {
    let first = paragraph.words_before(tokens.start);
    if ends.is_empty() {
        // One sentence longer than the window: look at more of it, or take it as it is.
        if at.words < LONGEST && tokens.len() > 1 {
            return Some(At {
                words: at.words * 2,
                ..at
            });
        }
        ends.push(paragraph.words_before(tokens.end));
    }
    let mut begun = first;
    for end in ends {
        let rows = begin + begun - first..begin + end - first;
        let raw = split::sentence(at.paragraph, paragraph.words[begun..end].to_vec());
        cuts.extend(raw.map(|raw| (raw, rows)));
        begun = end;
    }
    let token = paragraph.token_behind(begun);
    (token < paragraph.tokens()).then_some(At {
        token,
        words: WINDOW,
        ..at
    })
}

/// The words of a sentence as the networks read them.
fn as_all_read<'w>(words: impl Iterator<Item = &'w str> + Clone) -> Vec<SmolStr> {
    let loud = are_capitals(words.clone());
    words.map(|word| as_read(word, loud)).collect()
}

/// A word as the encoder reads it: in small letters where it stands among capitals.
fn as_read(form: &str, loud: bool) -> SmolStr {
    match loud {
        true => form.to_lowercase_smolstr(),
        false => SmolStr::new(form),
    }
}

/// Whether words stand in capitals throughout, where they tell no name from any other word: but for a few, and at least
/// [`LOUD`] of them do.
fn are_capitals<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let cased =
        words.filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1);
    let (mut loud, mut quiet) = (0, 0);
    for word in cased {
        match word.chars().any(char::is_lowercase) {
            true => quiet += 1,
            false => loud += 1,
        }
    }
    loud >= LOUD && quiet * 4 <= loud
}

/// How many words in capitals are no name or abbreviation any more.
const LOUD: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_throughout_are_told_from_names() {
        let loud = |text: &str| are_capitals(text.split(' '));
        assert!(loud("LE PORT DE PORT-AMIEL RESTE FERMÉ"));
        assert!(loud("THE PORT, SAYS McKay, STAYS CLOSED"));
        assert!(!loud("L’ONU et l’OTAN se taisent"));
        assert!(!loud("ONU OTAN"));
        assert!(!loud("1 2 3 4 5 6"));
    }
}
