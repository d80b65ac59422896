//! Training of the splitter.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::random::Random;
use crate::conllu::{GoldSentence, GoldToken, Treebank};
use crate::model::perceptron::{Finish, Perceptron};
use crate::model::{Scorer, best};
use crate::split::addresses::address;
use crate::split::contractions::{Contractions, ContractionsBuilder, context_features};
use crate::split::glyphs::{Glyph, Kind, glyphs, hash};
use crate::split::sentences::{Ends, Mark, Nesting, end_features, may_end};
use crate::split::tokens::{
    Break, LetterGroup, Tokeniser, break_features, letter_groups, may_break, run_together, runs,
    sure_break,
};
use crate::split::{Splitter, Token, is_bracket, token_marks};

const EPOCHS: usize = 8;
const FINISH: Finish = Finish {
    quantum: 0.02,
    updates: 2,
};

/// How many sentences stand in one paragraph at most. Treebanks without marks of paragraphs are one sentence after
/// another from end to end.
const MOST_SENTENCES: usize = 40;

/// A stretch of gold text with its tokens and sentences.
struct Stretch {
    style: u32,
    glyphs: Vec<Glyph>,
    tokens: Vec<Token>,
    /// Whether a sentence ends with each token.
    ends: Vec<bool>,
    /// Beside each token its form and its words.
    words: Vec<(String, Vec<String>)>,
}

/// Learns to split from treebanks.
pub(crate) fn train_splitter(treebanks: &[Treebank], seed: u64) -> Splitter {
    let stretches: Vec<Stretch> = (0u32..)
        .zip(treebanks)
        .flat_map(|(style, treebank)| {
            paragraphs(treebank).map(move |group| Stretch::new(group, style))
        })
        .collect();
    let mut random = Random::new(seed);
    Splitter {
        tokeniser: train_tokeniser(&stretches, &mut random),
        contractions: train_contractions(&stretches, &mut random),
        titles: rustc_hash::FxHashSet::default(),
        ends: train_ends(&stretches, &mut random),
    }
}

fn paragraphs(treebank: &Treebank) -> impl Iterator<Item = &[GoldSentence]> {
    treebank
        .sentences
        .chunk_by(|_, next| !next.new_paragraph)
        .flat_map(|paragraph| paragraph.chunks(MOST_SENTENCES))
}

impl Stretch {
    fn new(sentences: &[GoldSentence], style: u32) -> Stretch {
        let mut text = String::new();
        let mut forms: Vec<(Range<usize>, &GoldSentence, &GoldToken)> = Vec::new();
        for sentence in sentences {
            let Some(spans) = align(sentence) else {
                continue;
            };
            if !text.is_empty() {
                text.push(' ');
            }
            let offset = text.len();
            text.push_str(&sentence.text);
            for (token, span) in sentence.tokens.iter().zip(spans) {
                forms.push((span.start + offset..span.end + offset, sentence, token));
            }
        }
        let mut stretch = Stretch {
            style,
            glyphs: Vec::new(),
            tokens: Vec::new(),
            ends: Vec::new(),
            words: Vec::new(),
        };
        glyphs(&text, 0, &mut stretch.glyphs);
        let at = |byte: usize| stretch.glyphs.partition_point(|glyph| glyph.start < byte);
        for (span, sentence, token) in forms {
            let words = &sentence.words[token.first..=token.last];
            let mut parts = Vec::new();
            if words.len() > 1
                && words
                    .iter()
                    .map(|word| word.form.as_str())
                    .collect::<String>()
                    == token.form
            {
                let mut start = span.start;
                for word in &words[..words.len() - 1] {
                    start += word.form.len();
                    parts.push(at(start));
                }
            }
            stretch.tokens.push(Token {
                glyphs: (at(span.start), at(span.end)),
                parts,
            });
            stretch.ends.push(token.last + 1 == sentence.words.len());
            let words = words.iter().map(|word| word.form.clone()).collect();
            stretch.words.push((token.form.clone(), words));
        }
        stretch
    }

    /// What lies before each glyph.
    fn breaks(&self) -> Vec<Break> {
        let mut breaks = vec![Break::None; self.glyphs.len() + 1];
        for token in &self.tokens {
            breaks[token.glyphs.0] = Break::Token;
            for &part in &token.parts {
                breaks[part] = Break::Word;
            }
        }
        breaks
    }
}

/// Where a sentence's tokens stand in its text; `None` where they do not spell it.
fn align(sentence: &GoldSentence) -> Option<Vec<Range<usize>>> {
    let mut spans = Vec::new();
    let mut at = 0;
    for token in &sentence.tokens {
        let rest = sentence.text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        if !sentence.text[at..].starts_with(&token.form) {
            return None;
        }
        spans.push(at..at + token.form.len());
        at += token.form.len();
    }
    sentence.text[at..].trim().is_empty().then_some(spans)
}

fn train_tokeniser(stretches: &[Stretch], random: &mut Random) -> Tokeniser {
    let blank_inside = |stretch: &Stretch| {
        stretch
            .words
            .iter()
            .any(|(form, _)| form.chars().any(char::is_whitespace))
    };
    let grouped_numbers = stretches.iter().any(blank_inside);
    let gold: Vec<Vec<Break>> = stretches.iter().map(Stretch::breaks).collect();
    let mut cases: Vec<(usize, Range<usize>)> = Vec::new();
    let mut letters: Vec<(u32, bool)> = Vec::new();
    for (number, stretch) in stretches.iter().enumerate() {
        for run in runs(&stretch.glyphs, grouped_numbers) {
            for group in letter_groups(&stretch.glyphs, &run) {
                let inner = &gold[number][group.start + 1..group.end];
                let hidden = inner.iter().any(|found| *found != Break::None);
                letters.push((hash(&stretch.glyphs[group]), hidden));
            }
            cases.push((number, run));
        }
    }
    let run_together = run_together(letters.into_iter());
    let mut perceptron = Perceptron::new(Break::ALL.len());
    let (mut features, mut scores) = (Vec::new(), Vec::new());
    for _ in 0..EPOCHS {
        random.shuffle(&mut cases);
        for (number, run) in &cases {
            let (glyphs, gold) = (&stretches[*number].glyphs, &gold[*number]);
            let mut group = LetterGroup::default();
            let address = address(glyphs, run);
            let mut open = run.start;
            for (at, &gold) in gold.iter().enumerate().take(run.end).skip(run.start + 1) {
                if may_break(glyphs, run, at, &mut group, &run_together)
                    && sure_break(glyphs, at, address.as_ref()).is_none()
                {
                    break_features(glyphs, run, open, at, &mut features);
                    learn(&mut perceptron, &features, &mut scores, gold as usize);
                }
                if gold != Break::None {
                    open = at;
                }
            }
        }
    }
    Tokeniser {
        grouped_numbers,
        run_together,
        weights: perceptron.finish(FINISH),
    }
}

fn train_contractions(stretches: &[Stretch], random: &mut Random) -> Contractions {
    let mut builder = ContractionsBuilder::default();
    for (token, (form, words)) in stretches
        .iter()
        .flat_map(|stretch| stretch.tokens.iter().zip(&stretch.words))
    {
        // What only runs words together is the tokeniser's.
        if token.parts.is_empty() {
            builder.add(form, &words.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
    let mut contractions = Contractions {
        entries: builder.finish(),
        weights: Perceptron::new(2).finish(FINISH),
    };
    let forms: Vec<Vec<&str>> = stretches
        .iter()
        .map(|stretch| {
            stretch
                .words
                .iter()
                .map(|(form, _)| form.as_str())
                .collect()
        })
        .collect();
    let mut cases: Vec<(usize, usize)> = Vec::new();
    for (number, forms) in forms.iter().enumerate() {
        let open = |at: &usize| {
            contractions
                .entry(forms[*at])
                .is_some_and(|entry| !entry.always)
        };
        cases.extend((0..forms.len()).filter(open).map(|at| (number, at)));
    }
    let mut perceptron = Perceptron::new(2);
    let (mut features, mut scores) = (Vec::new(), Vec::new());
    for _ in 0..EPOCHS {
        random.shuffle(&mut cases);
        for &(number, at) in &cases {
            context_features(&forms[number], at, &mut features);
            let contracted = stretches[number].words[at].1.len() > 1;
            learn(
                &mut perceptron,
                &features,
                &mut scores,
                usize::from(contracted),
            );
        }
    }
    contractions.weights = perceptron.finish(FINISH);
    contractions
}

fn train_ends(stretches: &[Stretch], random: &mut Random) -> Ends {
    let common = common_words(stretches);
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    let mut perceptron = Perceptron::new(2);
    let (mut features, mut scores) = (Vec::new(), Vec::new());
    let mut marks: Vec<Mark> = Vec::new();
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for &number in &order {
            let stretch = &stretches[number];
            token_marks(&stretch.glyphs, &stretch.tokens, &common, &mut marks);
            let mut nesting = Nesting::default();
            for at in 0..marks.len() {
                nesting.pass(
                    &marks[at],
                    is_bracket(&stretch.glyphs[stretch.tokens[at].glyphs.0]),
                );
                if marks
                    .get(at + 1)
                    .is_some_and(|next| may_end(&marks[at], next))
                {
                    end_features(&marks, at, nesting, stretch.style, &mut features);
                    learn(
                        &mut perceptron,
                        &features,
                        &mut scores,
                        usize::from(stretch.ends[at]),
                    );
                }
                if stretch.ends[at] {
                    nesting.end();
                }
            }
        }
    }
    Ends {
        common,
        weights: perceptron.finish(FINISH),
    }
}

/// Hashes of the words that stand in small letters more than once.
fn common_words(stretches: &[Stretch]) -> FxHashSet<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for stretch in stretches {
        for token in &stretch.tokens {
            let glyphs = &stretch.glyphs[token.glyphs.0..token.glyphs.1];
            if glyphs[0].kind == Kind::Lower {
                *counts.entry(hash(glyphs)).or_default() += 1;
            }
        }
    }
    let several = counts.into_iter().filter(|(_, count)| *count > 1);
    several.map(|(form, _)| form).collect()
}

fn learn(perceptron: &mut Perceptron, features: &[u32], scores: &mut Vec<i32>, gold: usize) {
    perceptron.tick();
    perceptron.score(features, scores);
    let found = best(scores, 0..perceptron.classes()).unwrap_or(0);
    if found != gold {
        perceptron.update(features, gold, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon_intake::Article;

    /// A treebank of one sentence a text; `_` parts tokens that stand close together, `+` words of a token.
    fn treebank(sentences: &[&str]) -> Treebank {
        let mut out = String::new();
        for sentence in sentences {
            out.push_str(&format!("# text = {}\n", sentence.replace(['_', '+'], "")));
            let mut number = 0;
            let mut row = |id: &str, form: &str, misc: &str| {
                out.push_str(&format!("{id}\t{form}\t_\tX\t_\t_\t0\troot\t_\t{misc}\n"));
            };
            for chunk in sentence.split(' ') {
                let tokens: Vec<&str> = chunk.split('_').collect();
                for (index, token) in tokens.iter().enumerate() {
                    let misc = if index + 1 < tokens.len() {
                        "SpaceAfter=No"
                    } else {
                        "_"
                    };
                    let words: Vec<&str> = match *token {
                        "du" => vec!["de", "le"],
                        token => token.split('+').collect(),
                    };
                    if words.len() > 1 {
                        let id = format!("{}-{}", number + 1, number + words.len());
                        row(&id, &token.replace('+', ""), misc);
                    }
                    for word in words {
                        number += 1;
                        row(&number.to_string(), word, misc);
                    }
                }
            }
            out.push('\n');
        }
        Treebank::parse("small.conllu", &out).unwrap()
    }

    fn split(text: &str) -> Vec<Vec<String>> {
        let sentences = [
            "L'_eau du port monte_.",
            "Il vient du nord_.",
            "M. Le Bris l'_a dit_.",
            "C'_est l'_été du maire_.",
            "Le maire n'_a rien dit_.",
            "I did+n't know_.",
            "M. Kerr did+n't say_.",
            "They can+not_, he said_.",
            "We can+not_.",
        ];
        let splitter = train_splitter(&[treebank(&sentences)], 1);
        let mut bytes = Vec::new();
        splitter.write(&mut bytes);
        let splitter = Splitter::read(&bytes).unwrap();
        let article = Article {
            id: String::new(),
            origin: String::new(),
            title: None,
            author: None,
            text: text.to_owned(),
            published: None,
            encoding: "utf-8",
        };
        let show = |word: &crate::split::RawWord| {
            format!("{}{}", if word.joined { "+" } else { "" }, word.form)
        };
        splitter
            .split(&article)
            .iter()
            .map(|sentence| sentence.words.iter().map(show).collect())
            .collect()
    }

    #[test]
    fn tokens_words_and_sentences_are_learnt() {
        let found = split("L’eau du nord monte. M. Kerr l’a dit. They didn’t.\n\nWe cannot");
        assert_eq!(found.len(), 4, "{found:?}");
        assert_eq!(found[0].join(" "), "L’ eau de +le nord monte .");
        assert_eq!(found[1].join(" "), "M. Kerr l’ a dit .");
        assert_eq!(found[2].join(" "), "They did +n’t .");
        assert_eq!(found[3].join(" "), "We can +not");
    }

    #[test]
    fn a_sentence_that_its_tokens_do_not_spell_is_passed_over() {
        let mut treebank = treebank(&["Il vient_."]);
        treebank.sentences[0].text = "Elle vient.".to_owned();
        assert_eq!(align(&treebank.sentences[0]), None);
    }
}
