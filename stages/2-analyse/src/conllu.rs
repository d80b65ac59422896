//! CoNLL-U, the format of the treebanks: read for training and scoring, written for people and other tools.
//!
//! <https://universaldependencies.org/format.html>. Empty nodes (`8.1`) are passed over: they are no words of the text.

use std::fmt::Write as _;

use selon_intake::Span;

use crate::{Analysis, Feats, Relation, Sentence, Upos, Word, Words};

/// Sentences with gold analysis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Treebank {
    /// The file it was read from, without folders.
    pub name: String,
    /// Its sentences in file order.
    pub sentences: Vec<GoldSentence>,
}

/// A sentence with gold analysis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoldSentence {
    /// The text as the `# text` comment has it.
    pub text: String,
    /// Whether a paragraph or document begins with it.
    pub new_paragraph: bool,
    /// The syntactic words.
    pub words: Vec<GoldWord>,
    /// The tokens of the text in order; a token of several words is a contraction.
    pub tokens: Vec<GoldToken>,
}

/// A token of the text and the words it consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldToken {
    /// As written.
    pub form: String,
    /// The index of its first word.
    pub first: usize,
    /// The index of its last word.
    pub last: usize,
    /// Whether a space follows.
    pub space_after: bool,
}

/// A syntactic word with gold analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldWord {
    /// Its form.
    pub form: String,
    /// Its dictionary form, empty where the file has none.
    pub lemma: String,
    /// Its part of speech.
    pub upos: Upos,
    /// Its features as written, empty where it has none.
    pub feats: String,
    /// The index of its head; `None` for the root.
    pub head: Option<usize>,
    /// The relation to its head with its subtype.
    pub deprel: Relation,
}

/// A CoNLL-U file is badly formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct ConlluError {
    /// The name given to [`Treebank::parse`].
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub problem: String,
}

impl Treebank {
    /// Reads the text of a CoNLL-U file; `file` names it in errors.
    ///
    /// # Errors
    /// The first line that is no comment, no word line of ten columns and no blank line, or names a head or a part of
    /// speech that does not exist.
    pub fn parse(file: &str, text: &str) -> Result<Treebank, ConlluError> {
        let mut sentences = Vec::new();
        let mut open = Block::default();
        for (number, line) in text.lines().enumerate() {
            let at = |problem| ConlluError {
                file: file.to_owned(),
                line: number + 1,
                problem,
            };
            if line.trim().is_empty() {
                sentences.extend(std::mem::take(&mut open).finish().map_err(at)?);
            } else {
                open.line(line).map_err(at)?;
            }
        }
        let last = text.lines().count();
        let end = open.finish().map_err(|problem| ConlluError {
            file: file.to_owned(),
            line: last,
            problem,
        })?;
        sentences.extend(end);
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned();
        Ok(Treebank { name, sentences })
    }

    /// The text of the sentences and their analysis, as stage 2 would give it if it found these trees: sentences with a space
    /// between, paragraphs on a line each.
    pub fn analysis(&self, language: &'static str) -> (String, Analysis) {
        let (mut text, mut sentences, mut paragraph) = (String::new(), Vec::new(), 0);
        for (number, gold) in self.sentences.iter().enumerate() {
            if number > 0 {
                paragraph += usize::from(gold.new_paragraph);
                text.push(if gold.new_paragraph { '\n' } else { ' ' });
            }
            let start = text.len();
            let words = Words::new(gold.lay_out(&mut text));
            text.truncate(text.trim_end().len());
            sentences.push(Sentence {
                span: Span::new(start, text.len()),
                paragraph,
                words,
            });
        }
        let analysis = Analysis {
            language,
            model: None,
            sentences,
        };
        (text, analysis)
    }

    /// The text of the whole treebank as the CoNLL 2018 shared task gave it to systems: sentences joined by spaces,
    /// paragraphs parted by blank lines.
    pub fn raw_text(&self) -> String {
        let mut text = String::new();
        for (index, sentence) in self.sentences.iter().enumerate() {
            if index > 0 {
                text.push_str(if sentence.new_paragraph { "\n\n" } else { " " });
            }
            text.push_str(&sentence.text);
        }
        text
    }
}

impl GoldSentence {
    /// Writes the tokens behind a text, and gives the words where they stand in it.
    fn lay_out(&self, text: &mut String) -> Vec<Word> {
        let mut words = Vec::with_capacity(self.words.len());
        for token in &self.tokens {
            let start = text.len();
            text.push_str(&token.form);
            let span = Span::new(start, text.len());
            text.push_str(if token.space_after { " " } else { "" });
            for number in token.first..=token.last {
                let gold = &self.words[number];
                words.push(Word {
                    form: gold.form.as_str().into(),
                    span,
                    joined: number > token.first,
                    lemma: gold.lemma.as_str().into(),
                    upos: gold.upos,
                    feats: Feats(gold.feats.as_str().into()),
                    head: gold.head,
                    deprel: gold.deprel,
                });
            }
        }
        words
    }
}

/// A sentence while its lines are read.
#[derive(Default)]
struct Block {
    sentence: GoldSentence,
    heads: Vec<usize>,
    /// The number of words that multiword ranges have covered so far.
    covered: usize,
}

impl Block {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(comment) = line.strip_prefix('#') {
            self.comment(comment.trim());
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, _, feats, head, deprel, _, misc] = columns.as_slice() else {
            return Err(format!(
                "{} columns where CoNLL-U has 10, parted by tabs",
                columns.len()
            ));
        };
        let space_after = !misc.split('|').any(|item| item == "SpaceAfter=No");
        // Empty nodes belong to the enhanced graph, which is not read.
        if id.contains('.') {
            return Ok(());
        }
        if let Some((first, last)) = id.split_once('-') {
            let (first, last) = (number(first)?, number(last)?);
            if first == 0 || last < first {
                return Err(format!("`{id}` is no range of words"));
            }
            self.covered = last;
            self.token(form, first, last, space_after);
            return Ok(());
        }
        let index = number(id)?;
        if index != self.sentence.words.len() + 1 {
            return Err(format!(
                "word {index} follows word {}",
                self.sentence.words.len()
            ));
        }
        if index > self.covered {
            self.token(form, index, index, space_after);
        }
        let upos = Upos::from_name(upos)
            .ok_or_else(|| format!("`{upos}` is no universal part of speech"))?;
        let deprel = Relation::from_name(deprel)
            .ok_or_else(|| format!("`{deprel}` is no relation of Universal Dependencies"))?;
        let lemma = match form {
            "_" => form.to_owned(),
            _ => given(lemma),
        };
        self.heads.push(number(head)?);
        self.sentence.words.push(GoldWord {
            form: form.to_owned(),
            lemma,
            upos,
            feats: given(feats),
            head: None,
            deprel,
        });
        Ok(())
    }

    /// Takes in a token that covers those words, which count from 1.
    fn token(&mut self, form: &str, first: usize, last: usize, space_after: bool) {
        self.sentence.tokens.push(GoldToken {
            form: form.to_owned(),
            first: first - 1,
            last: last - 1,
            space_after,
        });
    }

    fn comment(&mut self, comment: &str) {
        if let Some(text) = comment.strip_prefix("text = ") {
            self.sentence.text = text.to_owned();
        }
        self.sentence.new_paragraph |=
            comment.starts_with("newpar") || comment.starts_with("newdoc");
    }

    fn finish(mut self) -> Result<Option<GoldSentence>, String> {
        let count = self.sentence.words.len();
        for (word, head) in self.sentence.words.iter_mut().zip(&self.heads) {
            if *head > count {
                return Err(format!("head {head} in a sentence of {count} words"));
            }
            word.head = head.checked_sub(1);
        }
        if self.sentence.tokens.iter().any(|token| token.last >= count) {
            return Err(format!(
                "a multiword token ends behind the last of {count} words"
            ));
        }
        Ok((count > 0).then_some(self.sentence))
    }
}

/// What a cell says; one with `_` alone says nothing.
fn given(cell: &str) -> String {
    let said = Some(cell).filter(|cell| *cell != "_");
    said.unwrap_or_default().to_owned()
}

fn number(cell: &str) -> Result<usize, String> {
    cell.parse().map_err(|_| format!("`{cell}` is no number"))
}

/// Writes an analysis with comments for documents, paragraphs and sentences. `text` is the article's text.
pub fn write(analysis: &Analysis, id: &str, text: &str) -> String {
    let mut out = format!("# newdoc id = {id}\n");
    let mut paragraph = None;
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            let _ = writeln!(out, "# newpar id = {id}-p{}", sentence.paragraph + 1);
        }
        let one_line: Vec<&str> = sentence.span.of(text).split_whitespace().collect();
        let _ = writeln!(
            out,
            "# sent_id = {id}-s{}\n# text = {}",
            number + 1,
            one_line.join(" ")
        );
        write_sentence(&mut out, sentence, text);
        out.push('\n');
    }
    out
}

fn write_sentence(out: &mut String, sentence: &Sentence, text: &str) {
    for (index, word) in sentence.words.iter().enumerate() {
        let parts = sentence.words[index + 1..]
            .iter()
            .take_while(|next| next.joined)
            .count();
        let token = word.span.cover(sentence.words[index + parts].span);
        let glued = sentence
            .words
            .get(index + parts + 1)
            .is_some_and(|next| next.span.start == token.end);
        let misc = if glued { "SpaceAfter=No" } else { "_" };
        let contraction = !word.joined && parts > 0;
        if contraction {
            let (first, last) = (index + 1, index + 1 + parts);
            let _ = writeln!(
                out,
                "{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}",
                column(token.of(text))
            );
        }
        write_word(
            out,
            index,
            word,
            if contraction || word.joined {
                "_"
            } else {
                misc
            },
        );
    }
}

fn write_word(out: &mut String, index: usize, word: &Word, misc: &str) {
    let head = word.head.map_or(0, |head| head + 1);
    let (form, lemma) = (column(&word.form), column(&word.lemma));
    let (upos, feats) = (word.upos.name(), column(&word.feats.0));
    let _ = writeln!(
        out,
        "{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{}\t_\t{misc}",
        index + 1,
        word.deprel
    );
}

/// A cell: never empty, and without the tabs and line breaks that part cells.
fn column(cell: &str) -> String {
    if cell.is_empty() {
        "_".to_owned()
    } else {
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DU: &str = "# newpar\n# text = du lait\n1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tde\tde\tADP\t_\t_\t3\tcase\t_\t_\n2\tle\tle\tDET\t_\tDefinite=Def\t3\tdet\t_\t_\n\
        3\tlait\tlait\tNOUN\t_\tGender=Masc\t0\troot\t_\tSpaceAfter=No\n";

    #[test]
    fn a_contraction_is_one_token_of_two_words() {
        let treebank = Treebank::parse("x/du.conllu", DU).unwrap();
        let sentence = &treebank.sentences[0];
        assert_eq!(treebank.name, "du.conllu");
        assert!(sentence.new_paragraph);
        assert_eq!(
            sentence
                .tokens
                .iter()
                .map(|t| (t.form.as_str(), t.first, t.last))
                .collect::<Vec<_>>(),
            [("du", 0, 1), ("lait", 2, 2)]
        );
        assert_eq!(
            sentence.words.iter().map(|w| w.head).collect::<Vec<_>>(),
            [Some(2), Some(2), None]
        );
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = Treebank::parse("x.conllu", "1\tde\tde\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "x.conllu:1: 3 columns where CoNLL-U has 10, parted by tabs"
        );
        let error = Treebank::parse("x.conllu", &DU.replace("\t3\tcase", "\t9\tcase")).unwrap_err();
        assert_eq!(error.problem, "head 9 in a sentence of 3 words");
    }
}
