//! Words that punctuation alone gives to somebody: *Delmas : « Je reste »*, *« Je reste » – Delmas*, the lines of an
//! interview, a headline like *Poll: Voters Leave the Party*.

use rustc_hash::FxHashSet;
use selon_analyse::feature::VerbForm;
use selon_analyse::{Relation, Sentence, Upos};
use selon_intake::Span;

use super::candidates::StatementCandidate;
use super::claims::{Claim, claimed};
use super::context::SentenceContext;
use super::pieces::without_blanks;
use super::rules::Rules;
use crate::grammar::nominal;
use crate::grammar::punctuation::is_dash;
use crate::parties::Parties;
use crate::quotations::{Marks, QuotedPassage};
use crate::record::WordAt;
use crate::view::ArticleView;

/// The most words that can be the name before a colon or behind a dash.
const LABEL: usize = 12;
/// An interview has at least so many labelled paragraphs, one label of them more than once.
const TURNS: usize = 3;

/// Words with the punctuation that attributes them and the word that heads the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    /// The sentence of the source.
    pub(super) sentence: usize,
    /// The head word of the source.
    pub(super) source: usize,
    /// The colon or dash.
    pub(super) cue: Span,
    /// What is attributed.
    pub(super) content: Vec<Span>,
}

/// What the search looks at.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Sentence],
    pub(super) marks: &'a Marks,
    /// Whether a word of a sentence names somebody or something that can speak and is no mere place.
    pub(super) speaks: &'a dyn Fn(usize, usize) -> bool,
}

/// What punctuation alone attributes, where no cue has taken the words.
pub(super) fn unclaimed(
    rules: &Rules,
    view: &ArticleView,
    parties: &Parties,
    found: &[StatementCandidate],
) -> Vec<Labelled> {
    let sentences = &view.analysis.sentences;
    // Of a name that stands alone before a colon the tagger may make anything; the article names them in full.
    let named = |at: usize, word: usize| {
        let form = &sentences[at].words[word].form;
        form.starts_with(char::is_uppercase) && parties.is_in_a_name(form)
    };
    let speaks = |at: usize, word: usize| {
        let context = SentenceContext {
            rules,
            view,
            parties,
            at,
            sentence: &sentences[at],
            cues: &[],
        };
        let place = parties.is_place(WordAt { sentence: at, word });
        !place && (named(at, word) || context.speaks(word))
    };
    let known = |at: usize, word: usize| {
        let noun = sentences[at].words[word].upos != Upos::Propn;
        noun || named(at, word) || parties.names_somebody(WordAt { sentence: at, word })
    };
    let lines = Lines {
        text: view.text,
        sentences,
        marks: view.marks,
        speaks: &speaks,
    };
    let claims = found.iter().map(|candidate| Claim {
        cue: Some(&candidate.cue),
        content: &candidate.content,
    });
    let passages = view.passages.iter().filter(|passage| passage.depth == 0);
    let passages: Vec<&QuotedPassage> = passages.collect();
    let claimed = claimed(view.text, &passages, &claims.collect::<Vec<_>>());
    let free = passages.iter().zip(claimed).filter(|(_, claimed)| !claimed);
    let quoted = free.filter_map(|(passage, _)| lines.of_quotation(passage));
    quoted.chain(lines.unquoted(&known)).collect()
}

impl Lines<'_> {
    /// The source of a quotation that no word attributes: what stands before a colon in front of it, or behind a dash
    /// that follows it.
    pub(super) fn of_quotation(&self, passage: &QuotedPassage) -> Option<Labelled> {
        self.before(passage).or_else(|| self.behind(passage))
    }

    fn before(&self, passage: &QuotedPassage) -> Option<Labelled> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.span.start < passage.start())
            .checked_sub(1)?;
        let sentence = &self.sentences[index];
        let words = &sentence.words;
        let end = words.partition_point(|word| word.span.end <= passage.start());
        let colon = end.checked_sub(1).filter(|&word| words[word].form == ":")?;
        let source = self
            .label(index, 0, colon)
            .or_else(|| self.subject(index, colon))?;
        Some(Labelled {
            sentence: index,
            source,
            cue: words[colon].span,
            content: passage.pieces.clone(),
        })
    }

    fn behind(&self, passage: &QuotedPassage) -> Option<Labelled> {
        let end = passage.end();
        let index = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= end);
        let sentence = self.sentences.get(index)?;
        let words = &sentence.words;
        let dash = words.partition_point(|word| word.span.start < end);
        let last = words.len() - usize::from(words.last()?.upos == Upos::Punct);
        let source = is_dash(&words.get(dash)?.form)
            .then(|| self.label(index, dash + 1, last))
            .flatten()?;
        Some(Labelled {
            sentence: index,
            source,
            cue: words[dash].span,
            content: passage.pieces.clone(),
        })
    }

    /// The head of the words from `first` to before `end` if they are no more than somebody's name or description. A time
    /// or a bullet may stand before it.
    fn label(&self, sentence: usize, first: usize, end: usize) -> Option<usize> {
        let words = &self.sentences[sentence].words;
        let first = (first..end).find(|&word| {
            !matches!(
                words[word].upos,
                Upos::Punct | Upos::Num | Upos::Sym | Upos::Cconj
            )
        })?;
        let verbal = |word: usize| {
            words[word].feats.is(VerbForm::Fin) || words[word].feats.is(VerbForm::Inf)
        };
        if end - first > LABEL || (first..end).any(verbal) {
            return None;
        }
        let head = nominal::anchor(&self.sentences[sentence], first, end - 1);
        let named = matches!(
            words[head].upos,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::X
        );
        let cased = self.sentences[sentence]
            .children(head)
            .any(|child| words[child].is(Relation::Case) && child >= first);
        (named && !cased && (self.speaks)(sentence, head)).then_some(head)
    }

    /// The subject of the clause that a colon ends: *Elle n'est pas de cet avis : « … »*.
    fn subject(&self, sentence: usize, colon: usize) -> Option<usize> {
        let of = &self.sentences[sentence];
        let root = (0..colon).find(|&word| of.words[word].head.is_none())?;
        of.children(root)
            .find(|&child| of.words[child].is(Relation::Nsubj) && child < colon)
            .filter(|&child| (self.speaks)(sentence, child))
    }

    /// The turns of an interview, and headlines that begin with whom they quote.
    pub(super) fn unquoted(&self, known: &dyn Fn(usize, usize) -> bool) -> Vec<Labelled> {
        let labels: Vec<Option<Label>> =
            self.paragraphs().map(|range| self.opening(range)).collect();
        let named: Vec<&str> = labels.iter().flatten().map(|label| label.name).collect();
        let different: FxHashSet<&str> = named.iter().copied().collect();
        let interview = named.len() >= TURNS && different.len() < named.len();
        labels
            .into_iter()
            .flatten()
            .filter(|label| {
                let named = label.speaks && known(label.turn.sentence, label.turn.source);
                interview || (label.headline && named)
            })
            .map(|label| label.turn)
            .collect()
    }

    /// The sentences of each paragraph.
    fn paragraphs(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let mut from = 0;
        self.sentences
            .chunk_by(|one, other| one.paragraph == other.paragraph)
            .map(move |chunk| {
                from += chunk.len();
                from - chunk.len()..from
            })
    }

    /// The name and colon a paragraph begins with, before words that are not quoted.
    fn opening(&self, range: std::ops::Range<usize>) -> Option<Label<'_>> {
        const NAME: usize = 5;
        let (first, last) = (&self.sentences[range.start], &self.sentences[range.end - 1]);
        // An initial's full stop may have ended a sentence: *N. B. : Oui.*
        let colon = range.clone().find_map(|sentence| {
            let words = &self.sentences[sentence].words;
            Some((sentence, words.iter().position(|word| word.form == ":")?))
        })?;
        let mark = self.sentences[colon.0].words[colon.1].span;
        // A transcript that is quoted begins every turn with a mark.
        let name = self.text[first.span.start..mark.start].trim();
        let name = name.trim_start_matches(|c: char| c == ' ' || self.marks.is_mark(c));
        let content = without_blanks(Span::new(mark.end, last.span.end), self.text);
        let begins = content.of(self.text).chars().find(|c| !c.is_whitespace())?;
        let capital = name.chars().next().is_some_and(char::is_uppercase);
        let short = name.split_whitespace().count() <= NAME;
        if !capital || !short || !(begins.is_uppercase() || begins.is_numeric()) {
            return None;
        }
        let named = self.label(colon.0, 0, colon.1);
        let (sentence, source) = match named {
            Some(source) => (colon.0, source),
            None => (
                range.start,
                nominal::anchor(first, 0, first.words.len().min(colon.1.max(1)) - 1),
            ),
        };
        Some(Label {
            name,
            headline: range.len() <= 2 && range.start == 0,
            speaks: named.is_some(),
            turn: Labelled {
                sentence,
                source,
                cue: mark,
                content: vec![content],
            },
        })
    }
}

/// The name a paragraph begins with.
struct Label<'a> {
    name: &'a str,
    /// The paragraph is the article's first line and no whole sentence.
    headline: bool,
    /// The name is somebody's.
    speaks: bool,
    turn: Labelled,
}

#[cfg(test)]
mod tests {
    use crate::statements::testing::statements;

    #[test]
    fn a_name_before_a_colon_has_the_quotation_behind_it() {
        let found = statements(
            "fr",
            &[
                "La DET 2 det/maire NOUN 6 dislocated/: PUNCT 6 punct/« PUNCT 6 punct/Nous PRON 6 nsubj/partons VERB 0 root VerbForm=Fin partir/. PUNCT 6 punct/» PUNCT 6 punct",
            ],
        );
        assert_eq!(found, ["La maire | : | « Nous partons . »"]);
    }

    #[test]
    fn a_name_behind_a_dash_has_the_quotation_before_it() {
        let found = statements(
            "fr",
            &[
                "« PUNCT 3 punct/Nous PRON 3 nsubj/partons VERB 0 root VerbForm=Fin partir/. PUNCT 3 punct/» PUNCT 3 punct/– PUNCT 8 punct/La DET 8 det/maire NOUN 3 parataxis",
            ],
        );
        assert_eq!(found, ["La maire | – | « Nous partons . »"]);
    }

    #[test]
    fn labels_that_come_back_are_those_of_an_interview() {
        let found = statements(
            "fr",
            &[
                "¶Serra PROPN 4 vocative/: PUNCT 4 punct/Nous PRON 4 nsubj/partons VERB 0 root VerbForm=Fin/. PUNCT 4 punct",
                "¶Brun PROPN 4 vocative/: PUNCT 4 punct/Nous PRON 4 nsubj/restons VERB 0 root VerbForm=Fin/. PUNCT 4 punct",
                "¶Serra PROPN 4 vocative/: PUNCT 4 punct/Nous PRON 4 nsubj/attendons VERB 0 root VerbForm=Fin/. PUNCT 4 punct",
            ],
        );
        assert_eq!(
            found,
            [
                "Serra | : | Nous partons .",
                "Brun | : | Nous restons .",
                "Serra | : | Nous attendons ."
            ]
        );
    }

    #[test]
    fn a_subject_before_a_colon_says_what_is_quoted_behind() {
        let found = statements(
            "fr",
            &[
                "La DET 2 det/maire NOUN 5 nsubj/n' ADV 5 advmod ne/est AUX 5 cop VerbForm=Fin être/dupe ADJ 0 root/: PUNCT 9 punct/« PUNCT 9 punct/Ils PRON 9 nsubj/partiront VERB 5 parataxis VerbForm=Fin partir/. PUNCT 9 punct/» PUNCT 9 punct",
            ],
        );
        assert_eq!(found, ["La maire | : | « Ils partiront . »"]);
    }

    #[test]
    fn two_labels_make_no_interview() {
        let lines = [
            "¶Serra PROPN 4 vocative/: PUNCT 4 punct/Nous PRON 4 nsubj/partons VERB 0 root VerbForm=Fin",
            "¶Brun PROPN 4 vocative/: PUNCT 4 punct/Nous PRON 4 nsubj/restons VERB 0 root VerbForm=Fin",
        ];
        let crowd =
            ["La DET 2 det/foule NOUN 3 nsubj/applaudit VERB 0 root VerbForm=Fin applaudir"];
        let article = [&crowd[..], &lines[..]].concat();
        assert!(statements("fr", &article).is_empty());
    }
}
