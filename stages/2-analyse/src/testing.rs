//! Trees for tests, written down instead of parsed: a rule is held to what it does with a tree, whatever the models make of
//! a sentence.

use selon_intake::Span;

use crate::{Analysis, Feats, Relation, Sentence, Upos, Word, Words};

/// A sentence with its text.
#[derive(Debug)]
pub struct Tree {
    /// Its words as they stand in a text.
    pub text: String,
    /// The tree.
    pub sentence: Sentence,
}

/// A sentence from the columns of CoNLL-U that rules ask for, in short: words are parted by `/` or stand on lines of their
/// own, each as `form UPOS head relation`, with features (`Tense=Past|VerbForm=Part`) and a lemma behind it if they matter.
/// Heads count from 1, as CoNLL-U counts, and 0 is the root.
///
/// Words stand with a space between, but none behind an apostrophe or before one, and none before a hyphen (`-il`). A word that begins
/// with `+` is the second part of a contraction and shares the span of the first: `du ADP 3 case/+le DET 3 det`.
///
/// ```text
/// L' DET 2 det/experte NOUN 3 nsubj/doute VERB 0 root VerbForm=Fin douter
/// ```
pub fn tree(rows: &str) -> Tree {
    let (mut text, mut words) = (String::new(), Vec::<Word>::new());
    let rows = rows.split(['/', '\n']).map(str::trim);
    for row in rows.filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split_whitespace().collect();
        assert!((4..=6).contains(&cells.len()), "{row}: 4 to 6 columns");
        let joined = cells[0].len() > 1 && cells[0].starts_with('+');
        let form = cells[0]
            .strip_prefix('+')
            .filter(|_| joined)
            .unwrap_or(cells[0]);
        let tied = text.is_empty()
            || text.ends_with(['\'', '’'])
            || form.starts_with(['\'', '’'])
            || (form.len() > 1 && form.starts_with('-'));
        let span = match words.last().filter(|_| joined) {
            Some(before) => before.span,
            None => {
                text.push_str(if tied { "" } else { " " });
                text.push_str(form);
                Span::new(text.len() - form.len(), text.len())
            }
        };
        let feats = cells[4..].iter().find(|cell| cell.contains('='));
        let lemma = cells[4..].iter().find(|cell| !cell.contains('='));
        let head = cells[2].parse::<usize>();
        let head = head.unwrap_or_else(|_| panic!("{row}: head"));
        words.push(Word {
            form: form.into(),
            span,
            joined,
            lemma: lemma.map_or_else(|| form.to_lowercase().into(), |&lemma| lemma.into()),
            upos: Upos::from_name(cells[1]).unwrap_or_else(|| panic!("{row}: part of speech")),
            feats: Feats(feats.copied().unwrap_or_default().into()),
            head: head.checked_sub(1),
            deprel: Relation::from_name(cells[3]).unwrap_or_else(|| panic!("{row}: relation")),
        });
    }
    let sentence = Sentence {
        span: Span::new(0, text.len()),
        paragraph: 0,
        words: Words::new(words),
    };
    Tree { text, sentence }
}

/// A paragraph of such sentences, and its text.
pub fn paragraph(language: &'static str, sentences: &[&str]) -> (String, Analysis) {
    let mut text = String::new();
    let mut all = Vec::new();
    for rows in sentences {
        text.push_str(if text.is_empty() { "" } else { " " });
        let Tree {
            text: own,
            mut sentence,
        } = tree(rows);
        let moved = |span: Span| Span::new(span.start + text.len(), span.end + text.len());
        let words = sentence.words.iter().cloned();
        let words = words.map(|word| Word {
            span: moved(word.span),
            ..word
        });
        sentence.words = Words::new(words.collect());
        sentence.span = moved(sentence.span);
        all.push(sentence);
        text.push_str(&own);
    }
    let analysis = Analysis {
        language,
        model: None,
        sentences: all,
    };
    (text, analysis)
}

impl Tree {
    /// The index of the first word of this form.
    pub fn at(&self, form: &str) -> usize {
        let mut words = self.sentence.words.iter();
        words
            .position(|word| word.form == form)
            .unwrap_or_else(|| panic!("{form} is no word of: {}", self.text))
    }

    /// The form of a word that a rule has found.
    pub fn form(&self, word: Option<usize>) -> Option<&str> {
        word.map(|word| self.sentence.words[word].form.as_str())
    }

    /// The forms of chosen words with a space between.
    pub fn chosen(&self, chosen: &[bool]) -> String {
        let words = self.sentence.words.iter().zip(chosen);
        let forms = words
            .filter(|(_, chosen)| **chosen)
            .map(|(word, _)| word.form.as_str());
        forms.collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn sentences_of_a_paragraph_follow_each_other() {
    let (text, analysis) = paragraph(
        "fr",
        &[
            "Elle PRON 2 nsubj/parle VERB 0 root",
            "Il PRON 2 nsubj/part VERB 0 root",
        ],
    );
    assert_eq!(text, "Elle parle Il part");
    assert_eq!(analysis.sentences[1].words[1].span.of(&text), "part");
    assert_eq!(analysis.sentences[1].span.of(&text), "Il part");
}

#[test]
fn a_short_form_gives_spans_features_and_lemmas() {
    let tree = tree(
        "L' DET 2 det/avis NOUN 0 root/du ADP 5 case de/+le DET 5 det/maire NOUN 2 nmod Number=Sing/-il PRON 2 dep",
    );
    assert_eq!(tree.text, "L'avis du maire-il");
    let words = &tree.sentence.words;
    assert_eq!((words[3].joined, words[3].span), (true, words[2].span));
    assert_eq!(words[2].lemma, "de");
    assert!(words[4].feats.is(crate::feature::Number::Sing));
    assert_eq!(tree.form(words[tree.at("maire")].head), Some("avis"));
    assert_eq!(
        tree.chosen(&[false, true, false, true, false, false]),
        "avis le"
    );
}
