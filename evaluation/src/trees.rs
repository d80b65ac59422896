//! Scores an analysis from raw text against gold trees, with the metrics of the CoNLL 2018 shared task.
//!
//! Zeman et al. (2018), *CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies*, section 5.
//! Words are aligned by the characters they cover, and inside contractions by the longest common subsequence of their
//! forms. A sentence counts where both its ends are right. Of features the universal ones count, of relations the part
//! before the colon.

mod align;
mod side;

use selon_analyse::Analysis;
use selon_analyse::conllu::Treebank;

use crate::tally::Tally;
use align::align;
use side::{Range, Side, Word};

/// The scores of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    /// Tokens of the text, contractions undivided.
    pub tokens: Tally,
    /// Sentences.
    pub sentences: Tally,
    /// Syntactic words.
    pub words: Tally,
    /// Words with the right part of speech.
    pub upos: Tally,
    /// Words with the right universal features.
    pub ufeats: Tally,
    /// Words with the right lemma.
    pub lemmas: Tally,
    /// Words with the right head.
    pub uas: Tally,
    /// Words with the right head and relation.
    pub las: Tally,
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
    let count = |check: &dyn Fn(&Word, &Word) -> bool| {
        let pairs = aligned.iter();
        let alike = pairs.filter(|(g, f)| check(&right.words[*g], &found.words[*f]));
        Tally::of(right.words.len(), found.words.len(), alike.count())
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

/// Counts the ranges that both lists have; both are sorted.
fn matching(gold: &[Range], found: &[Range]) -> Tally {
    let ranges = gold.iter();
    let right = ranges.filter(|range| found.binary_search(range).is_ok());
    Tally::of(gold.len(), found.len(), right.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon_analyse::{Feats, Relation, Sentence, Upos, Words};
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
    ) -> selon_analyse::Word {
        selon_analyse::Word {
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
            model: None,
            sentences: vec![sentence],
        };
        let scores = score(&gold, &analysis, &text).unwrap();
        let counts = |right, gold, found| Tally::of(gold, found, right);
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
        let counts = |right, gold, found| Tally::of(gold, found, right);
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
            model: None,
            sentences: vec![sentence],
        };
        let error = score(&gold, &analysis, "Elle").unwrap_err();
        assert_eq!((error.at, error.found.as_str()), (0, "Elle"));
    }
}
