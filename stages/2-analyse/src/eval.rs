//! Scores an analysis from raw text against gold trees, with the metrics of the CoNLL 2018 shared task.
//!
//! Zeman et al. (2018), *CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies*, section 5.
//! Words are aligned by the characters they cover, and inside contractions by the longest common subsequence of their
//! forms. A sentence counts where both its ends are right. Of features the universal ones count, of relations the part
//! before the colon.

use std::fmt;

use crate::conllu::{GoldSentence, Treebank};
use crate::{Analysis, Relation, Sentence};

/// The features that count: those that Universal Dependencies lists for all languages (v2, 2018).
const UNIVERSAL_FEATURES: &[&str] = &[
    "Abbr", "Animacy", "Aspect", "Case", "Definite", "Degree", "Evident", "Foreign", "Gender",
    "Mood", "NumType", "Number", "Person", "Polarity", "Polite", "Poss", "PronType", "Reflex",
    "Tense", "VerbForm", "Voice",
];

/// How many things there are in the gold analysis, in the one that is scored, and how many are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// In the gold analysis.
    pub gold: usize,
    /// In the analysis that is scored.
    pub found: usize,
    /// In both.
    pub right: usize,
}

impl Counts {
    /// The share of what was found that is right, from 0 to 1.
    pub fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    /// The share of the gold that was found, from 0 to 1.
    pub fn recall(self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// The scores of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scores {
    /// Tokens of the text, contractions undivided.
    pub tokens: Counts,
    /// Sentences.
    pub sentences: Counts,
    /// Syntactic words.
    pub words: Counts,
    /// Words with the right part of speech.
    pub upos: Counts,
    /// Words with the right universal features.
    pub ufeats: Counts,
    /// Words with the right lemma.
    pub lemmas: Counts,
    /// Words with the right head.
    pub uas: Counts,
    /// Words with the right head and relation.
    pub las: Counts,
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<10} {:>9} {:>9} {:>9}",
            "metric", "precision", "recall", "F1"
        )?;
        let rows = [
            ("Tokens", self.tokens),
            ("Sentences", self.sentences),
            ("Words", self.words),
            ("UPOS", self.upos),
            ("UFeats", self.ufeats),
            ("Lemmas", self.lemmas),
            ("UAS", self.uas),
            ("LAS", self.las),
        ];
        for (name, counts) in rows {
            let [precision, recall, f1] =
                [counts.precision(), counts.recall(), counts.f1()].map(|share| share * 100.0);
            writeln!(f, "{name:<10} {precision:>9.2} {recall:>9.2} {f1:>9.2}")?;
        }
        Ok(())
    }
}

/// The analysis and the gold trees are of different texts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the texts differ from character {at} on: {gold:?} in the gold trees, {found:?} in the analysis"
)]
pub struct OtherText {
    /// How many characters, blanks not counted, are the same.
    pub at: usize,
    /// How the gold text goes on.
    pub gold: String,
    /// How the analysed text goes on.
    pub found: String,
}

/// Scores an analysis of `text`, which is what [`Treebank::raw_text`] gave.
///
/// # Errors
/// The two are not of the same text, blanks aside.
pub fn score(gold: &Treebank, analysis: &Analysis, text: &str) -> Result<Scores, OtherText> {
    let mut found = Side::default();
    for sentence in &analysis.sentences {
        found.add_found(sentence, text);
    }
    compare(&Side::of(gold), &found)
}

/// Scores what another program made of the text of the gold trees, read from its CoNLL-U.
///
/// # Errors
/// The two are not of the same text, blanks aside.
pub fn score_trees(gold: &Treebank, system: &Treebank) -> Result<Scores, OtherText> {
    compare(&Side::of(gold), &Side::of(system))
}

fn compare(right: &Side, found: &Side) -> Result<Scores, OtherText> {
    check_text(&right.text, &found.text)?;
    let aligned = align(&right.words, &found.words);
    let mut partner = vec![None; found.words.len()];
    for &(gold, here) in &aligned {
        partner[here] = Some(gold);
    }
    let count = |check: &dyn Fn(&Word, &Word) -> bool| Counts {
        gold: right.words.len(),
        found: found.words.len(),
        right: aligned
            .iter()
            .filter(|(g, f)| check(&right.words[*g], &found.words[*f]))
            .count(),
    };
    let head = |g: &Word, f: &Word| match (g.head, f.head) {
        (None, None) => true,
        (Some(g), Some(f)) => partner[f] == Some(g),
        _ => false,
    };
    Ok(Scores {
        tokens: matching(&right.tokens, &found.tokens),
        sentences: matching(&right.sentences, &found.sentences),
        words: count(&|_, _| true),
        upos: count(&|g, f| g.upos == f.upos),
        ufeats: count(&|g, f| g.feats == f.feats),
        lemmas: count(&|g, f| g.lemma.is_empty() || g.lemma == f.lemma),
        uas: count(&head),
        las: count(&|g, f| head(g, f) && g.deprel == f.deprel),
    })
}

fn check_text(gold: &[char], found: &[char]) -> Result<(), OtherText> {
    if gold == found {
        return Ok(());
    }
    let at = gold
        .iter()
        .zip(found)
        .take_while(|(gold, found)| gold == found)
        .count();
    let rest = |text: &[char]| text[at..].iter().take(20).collect();
    Err(OtherText {
        at,
        gold: rest(gold),
        found: rest(found),
    })
}

/// A range of characters of the text without its blanks.
type Range = (usize, usize);

/// One of the two analyses, in terms of the text without its blanks.
#[derive(Default)]
struct Side<'a> {
    text: Vec<char>,
    tokens: Vec<Range>,
    sentences: Vec<Range>,
    words: Vec<Word<'a>>,
}

struct Word<'a> {
    /// Of the whole token where it is one of several words.
    range: Range,
    contracted: bool,
    form: String,
    upos: crate::Upos,
    feats: Vec<&'a str>,
    lemma: &'a str,
    /// The number of its head among the words of all sentences.
    head: Option<usize>,
    deprel: Relation,
}

impl<'a> Side<'a> {
    fn of(treebank: &'a Treebank) -> Side<'a> {
        let mut side = Side::default();
        for sentence in &treebank.sentences {
            side.add_trees(sentence);
        }
        side
    }

    /// Takes in a token and returns the characters it covers.
    fn token(&mut self, form: &str) -> Range {
        let start = self.text.len();
        self.text
            .extend(form.chars().filter(|character| !character.is_whitespace()));
        self.tokens.push((start, self.text.len()));
        (start, self.text.len())
    }

    fn add_trees(&mut self, sentence: &'a GoldSentence) {
        let (start, first) = (self.text.len(), self.words.len());
        for token in &sentence.tokens {
            let range = self.token(&token.form);
            for word in &sentence.words[token.first..=token.last] {
                self.words.push(Word {
                    range,
                    contracted: token.last > token.first,
                    form: word.form.to_lowercase(),
                    upos: word.upos,
                    feats: universal_features(&word.feats),
                    lemma: &word.lemma,
                    head: word.head.map(|head| first + head),
                    deprel: word.deprel.general(),
                });
            }
        }
        self.sentences.push((start, self.text.len()));
    }

    fn add_found(&mut self, sentence: &'a Sentence, text: &str) {
        let (start, first) = (self.text.len(), self.words.len());
        for words in sentence.words.chunk_by(|_, next| next.joined) {
            let span = words
                .iter()
                .fold(words[0].span, |span, word| span.cover(word.span));
            let range = self.token(span.of(text));
            for word in words {
                self.words.push(Word {
                    range,
                    contracted: words.len() > 1,
                    form: word.form.to_lowercase(),
                    upos: word.upos,
                    feats: universal_features(&word.feats.0),
                    lemma: &word.lemma,
                    head: word.head.map(|head| first + head),
                    deprel: word.deprel.general(),
                });
            }
        }
        self.sentences.push((start, self.text.len()));
    }
}

fn universal_features(feats: &str) -> Vec<&str> {
    let name = |pair: &str| pair.split('=').next().unwrap_or(pair).to_owned();
    let mut found: Vec<&str> = feats
        .split('|')
        .filter(|pair| UNIVERSAL_FEATURES.contains(&name(pair).as_str()))
        .collect();
    found.sort_unstable();
    found
}

/// Counts the ranges that both lists have; both are sorted.
fn matching(gold: &[Range], found: &[Range]) -> Counts {
    let right = gold
        .iter()
        .filter(|range| found.binary_search(range).is_ok())
        .count();
    Counts {
        gold: gold.len(),
        found: found.len(),
        right,
    }
}

/// The pairs of words that are the same.
fn align(gold: &[Word], found: &[Word]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut f) = (0, 0);
    while g < gold.len() && f < found.len() {
        if gold[g].contracted || found[f].contracted {
            let (g_start, f_start, g_end, f_end) = contraction(gold, found, g, f);
            align_forms(&gold[g_start..g_end], &found[f_start..f_end], |i, j| {
                pairs.push((g_start + i, f_start + j));
            });
            (g, f) = (g_end, f_end);
        } else if gold[g].range == found[f].range {
            pairs.push((g, f));
            (g, f) = (g + 1, f + 1);
        } else if gold[g].range.0 <= found[f].range.0 {
            g += 1;
        } else {
            f += 1;
        }
    }
    pairs
}

/// The words on both sides that a contraction on either side touches.
fn contraction(
    gold: &[Word],
    found: &[Word],
    mut g: usize,
    mut f: usize,
) -> (usize, usize, usize, usize) {
    let mut end;
    if gold[g].contracted {
        end = gold[g].range.1;
        f += usize::from(!found[f].contracted && found[f].range.0 < gold[g].range.0);
    } else {
        end = found[f].range.1;
        g += usize::from(!gold[g].contracted && gold[g].range.0 < found[f].range.0);
    }
    let (g_start, f_start) = (g, f);
    let beyond = |words: &[Word], at: usize, end: usize| {
        words.get(at).is_none_or(|word| match word.contracted {
            true => word.range.0 >= end,
            false => word.range.1 > end,
        })
    };
    while !beyond(gold, g, end) || !beyond(found, f, end) {
        let gold_first = f >= found.len() || g < gold.len() && gold[g].range.0 <= found[f].range.0;
        let (words, at) = if gold_first {
            (gold, &mut g)
        } else {
            (found, &mut f)
        };
        if words[*at].contracted {
            end = end.max(words[*at].range.1);
        }
        *at += 1;
    }
    (g_start, f_start, g, f)
}

/// Pairs words by the longest common subsequence of their forms.
fn align_forms(gold: &[Word], found: &[Word], mut pair: impl FnMut(usize, usize)) {
    let mut longest = vec![vec![0usize; found.len() + 1]; gold.len() + 1];
    for g in (0..gold.len()).rev() {
        for f in (0..found.len()).rev() {
            longest[g][f] = if gold[g].form == found[f].form {
                longest[g + 1][f + 1] + 1
            } else {
                longest[g + 1][f].max(longest[g][f + 1])
            };
        }
    }
    let (mut g, mut f) = (0, 0);
    while g < gold.len() && f < found.len() {
        if gold[g].form == found[f].form {
            pair(g, f);
            (g, f) = (g + 1, f + 1);
        } else if longest[g][f] == longest[g + 1][f] {
            g += 1;
        } else {
            f += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Feats, Upos, Words};
    use selon_intake::Span;

    const GOLD: &str = "# text = Il vient du nord.\n\
        1\tIl\til\tPRON\t_\tNumber=Sing|Odd=Yes\t2\tnsubj\t_\t_\n\
        2\tvient\tvenir\tVERB\t_\t_\t0\troot\t_\t_\n\
        3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n\
        3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_\n\
        4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_\n\
        5\tnord\tnord\tNOUN\t_\t_\t2\tobl:mod\t_\tSpaceAfter=No\n\
        6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

    fn word(
        form: &str,
        span: (usize, usize),
        upos: Upos,
        head: Option<usize>,
        deprel: Relation,
    ) -> crate::Word {
        crate::Word {
            form: form.into(),
            span: Span::new(span.0, span.1),
            joined: form == "le",
            lemma: form.into(),
            upos,
            feats: Feats(if form == "Il" {
                "Number=Sing".into()
            } else {
                "".into()
            }),
            head,
            deprel,
        }
    }

    #[test]
    fn words_are_aligned_through_contractions_and_wrong_breaks() {
        let gold = Treebank::parse("gold.conllu", GOLD).unwrap();
        let text = gold.raw_text();
        let words = vec![
            word("Il", (0, 2), Upos::Pron, Some(1), Relation::Nsubj),
            word("vient", (3, 8), Upos::Noun, None, Relation::Root),
            word("de", (9, 11), Upos::Adp, Some(4), Relation::Case),
            word("le", (9, 11), Upos::Det, Some(2), Relation::Det),
            word("nord.", (12, 17), Upos::Noun, Some(1), Relation::Obl),
        ];
        let sentence = Sentence {
            span: Span::new(0, 17),
            paragraph: 0,
            words: Words::new(words),
        };
        let analysis = Analysis {
            language: "fr",
            sentences: vec![sentence],
        };
        let scores = score(&gold, &analysis, &text).unwrap();
        let counts = |right, gold, found| Counts { gold, found, right };
        assert_eq!(scores.tokens, counts(3, 5, 4));
        assert_eq!(scores.sentences, counts(1, 1, 1));
        assert_eq!(scores.words, counts(4, 6, 5));
        assert_eq!(scores.upos, counts(3, 6, 5));
        assert_eq!(scores.ufeats, counts(4, 6, 5));
        // `Il` and `vient`: the head of `de` is no word of the gold, that of `le` is wrong.
        assert_eq!(scores.las, counts(2, 6, 5));
        assert!((scores.words.f1() - 8.0 / 11.0).abs() < 1e-9);
    }

    #[test]
    fn trees_of_another_program_are_scored_like_an_analysis() {
        let gold = Treebank::parse("gold.conllu", GOLD).unwrap();
        // No contraction, and the wrong head for `nord`.
        let system = GOLD
            .replace("3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n", "")
            .replace("3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_\n", "")
            .replace(
                "4\tle\tle\tDET\t_\t_\t5\tdet",
                "3\tdu\tdu\tADP\t_\t_\t4\tcase",
            )
            .replace(
                "5\tnord\tnord\tNOUN\t_\t_\t2",
                "4\tnord\tnord\tNOUN\t_\t_\t1",
            )
            .replace("6\t.", "5\t.");
        let system = Treebank::parse("system.conllu", &system).unwrap();
        let scores = score_trees(&gold, &system).unwrap();
        let counts = |right, gold, found| Counts { gold, found, right };
        assert_eq!(scores.tokens, counts(5, 5, 5));
        assert_eq!(scores.words, counts(4, 6, 5));
        assert_eq!(scores.las, counts(3, 6, 5));
        assert_eq!(score_trees(&gold, &gold).unwrap().las, counts(6, 6, 6));
    }

    #[test]
    fn another_text_is_told() {
        let gold = Treebank::parse("gold.conllu", GOLD).unwrap();
        let words = vec![word("Elle", (0, 4), Upos::Pron, None, Relation::Root)];
        let sentence = Sentence {
            span: Span::new(0, 4),
            paragraph: 0,
            words: Words::new(words),
        };
        let analysis = Analysis {
            language: "fr",
            sentences: vec![sentence],
        };
        let error = score(&gold, &analysis, "Elle").unwrap_err();
        assert_eq!((error.at, error.found.as_str()), (0, "Elle"));
    }
}
