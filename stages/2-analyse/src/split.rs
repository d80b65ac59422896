//! Sentences and tokens: from a paragraph's text to the words that grammar works on.
//!
//! Three classifiers in a row, all learnt from the same treebanks as the rest: where a token ends inside a run of text
//! without blanks, whether a token is a contraction, and whether a sentence ends behind a token. What they share is in
//! [`glyphs`]: every variant of a quotation mark, dash or apostrophe looks the same to them.

pub(crate) mod addresses;
pub(crate) mod contractions;
pub(crate) mod glyphs;
pub(crate) mod sentences;
pub(crate) mod tokens;

use std::ops::Range;

use rustc_hash::FxHashSet;
use selon_intake::{Article, Span};
use smol_str::SmolStr;

use crate::model::ModelError;
use crate::model::bytes::Reader;
use contractions::Contractions;
use glyphs::{Glyph, glyphs};
use sentences::{Cut, Ends, Mark, Nesting, may_end};
use tokens::{Break, Tokeniser, runs};

/// Splits text.
pub(crate) struct Splitter {
    pub(crate) tokeniser: Tokeniser,
    pub(crate) contractions: Contractions,
    pub(crate) ends: Ends,
    /// Forms of address in small letters without a full stop; no part of a model.
    pub(crate) titles: FxHashSet<SmolStr>,
}

/// A sentence before its words are tagged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawSentence {
    pub(crate) span: Span,
    pub(crate) paragraph: usize,
    pub(crate) words: Vec<RawWord>,
}

/// A word before it is tagged; the fields are those of [`crate::Word`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawWord {
    pub(crate) form: SmolStr,
    pub(crate) span: Span,
    pub(crate) joined: bool,
}

/// A token: the glyphs it is made of, and where its words part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// The first glyph and the one after the last.
    pub(crate) glyphs: (usize, usize),
    /// The glyphs its second and further words begin with.
    pub(crate) parts: Vec<usize>,
}

/// A paragraph's words, and its tokens as the ends of sentences are told from them.
pub(crate) struct Paragraph {
    pub(crate) words: Vec<RawWord>,
    /// A mark and an end for each token.
    marks: Vec<Mark>,
    tokens: Vec<TokenEnd>,
}

/// What else is known of a token where the end of a sentence is told from it.
struct TokenEnd {
    bracket: bool,
    /// How many words of the paragraph stand up to its end.
    words: usize,
    /// Whether no sentence ends behind it whatever a model says: a form of address, or what stands before one.
    bound: bool,
}

/// Buffers kept from paragraph to paragraph.
#[derive(Default)]
pub(crate) struct Buffers {
    glyphs: Vec<Glyph>,
    breaks: Vec<Break>,
    tokens: Vec<Token>,
    marks: Vec<Mark>,
    features: Vec<u32>,
    scores: Vec<i32>,
}

impl Paragraph {
    /// How many tokens it has.
    pub(crate) fn tokens(&self) -> usize {
        self.tokens.len()
    }

    /// How many words stand before a token.
    pub(crate) fn words_before(&self, token: usize) -> usize {
        token
            .checked_sub(1)
            .map_or(0, |before| self.tokens[before].words)
    }

    /// The first token that begins behind so many words.
    pub(crate) fn token_behind(&self, words: usize) -> usize {
        self.tokens.partition_point(|token| token.words <= words)
    }

    /// Where sentences end among some tokens, in words of the paragraph. `margin` says how surely one ends behind a token:
    /// above nought where it does, nothing where none can end.
    pub(crate) fn ends(
        &self,
        tokens: Range<usize>,
        mut margin: impl FnMut(usize, Nesting) -> Option<i32>,
    ) -> Vec<usize> {
        let mut begun = self.words_before(tokens.start);
        let (mut nesting, mut cut) = (Nesting::default(), Cut::default());
        let mut found = Vec::new();
        for at in tokens {
            let token = &self.tokens[at];
            nesting.pass(&self.marks[at], token.bracket);
            let margin = margin(at, nesting);
            let ends = margin.is_some_and(|margin| margin > 0);
            if ends && token.bound {
                continue;
            }
            let words = token.words - begun;
            cut.pass(&self.marks[at], margin, words);
            let end = match ends {
                true => Some(words),
                false => cut.due(words),
            };
            if let Some(end) = end {
                nesting.end();
                cut = Cut::default();
                begun += end;
                found.push(begun);
            }
        }
        found
    }
}

/// The sentence of these words of a paragraph, if there are any.
pub(crate) fn sentence(paragraph: usize, words: Vec<RawWord>) -> Option<RawSentence> {
    let span = words.first()?.span.cover(words.last()?.span);
    Some(RawSentence {
        span,
        paragraph,
        words,
    })
}

impl Splitter {
    /// The sentences of an article in text order.
    pub(crate) fn split(&self, article: &Article) -> Vec<RawSentence> {
        let mut out = Vec::new();
        let mut buffers = Buffers::default();
        for (number, span) in article.paragraphs().into_iter().enumerate() {
            let paragraph = self.paragraph(&article.text, span, &mut buffers);
            let margin = |at, nesting| self.margin(&paragraph, at, nesting, &mut buffers);
            let ends = paragraph.ends(0..paragraph.tokens(), margin);
            let mut words = paragraph.words.into_iter();
            let mut begun = 0;
            for end in ends {
                let own = words.by_ref().take(end - begun).collect();
                out.extend(sentence(number, own));
                begun = end;
            }
        }
        out
    }

    /// How surely a sentence ends behind a token of a paragraph: above nought where it does, nothing where none can end.
    pub(crate) fn margin(
        &self,
        paragraph: &Paragraph,
        token: usize,
        nesting: Nesting,
        buffers: &mut Buffers,
    ) -> Option<i32> {
        let Buffers {
            features, scores, ..
        } = buffers;
        self.ends
            .margin(&paragraph.marks, token, nesting, features, scores)
    }

    /// The words of a paragraph.
    pub(crate) fn paragraph(&self, text: &str, span: Span, buffers: &mut Buffers) -> Paragraph {
        glyphs(span.of(text), span.start, &mut buffers.glyphs);
        self.tokenise(buffers);
        let Buffers {
            glyphs,
            tokens,
            marks,
            features,
            scores,
            ..
        } = buffers;
        token_marks(glyphs, tokens, &self.ends.common, marks);
        let forms: Vec<&str> = tokens
            .iter()
            .map(|token| token.span(glyphs).of(text))
            .collect();
        let mut words = Vec::new();
        let mut found = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            self.push_words(&forms, at, token, glyphs, (features, scores), &mut words);
            let next = marks.get(at + 1);
            let may_end = next.is_some_and(|next| may_end(&marks[at], next));
            found.push(TokenEnd {
                bracket: is_bracket(&glyphs[token.glyphs.0]),
                words: words.len(),
                bound: may_end && (self.is_title(&forms, at) || self.begins_name(&forms, at)),
            });
        }
        Paragraph {
            words,
            marks: std::mem::take(marks),
            tokens: found,
        }
    }

    /// Overwrites the buffers' tokens with those of their glyphs.
    fn tokenise(&self, buffers: &mut Buffers) {
        let Buffers {
            glyphs,
            breaks,
            tokens,
            features,
            scores,
            ..
        } = buffers;
        tokens.clear();
        for run in runs(glyphs, self.tokeniser.grouped_numbers) {
            self.tokeniser
                .breaks(glyphs, &run, breaks, features, scores);
            let mut token = Token {
                glyphs: (run.start, run.end),
                parts: Vec::new(),
            };
            for (at, found) in run.clone().zip(&*breaks) {
                match found {
                    Break::None => {}
                    Break::Word => token.parts.push(at),
                    Break::Token => {
                        let next = Token {
                            glyphs: (at, run.end),
                            parts: Vec::new(),
                        };
                        token.glyphs.1 = at;
                        tokens.push(std::mem::replace(&mut token, next));
                    }
                }
            }
            tokens.push(token);
        }
    }

    /// Whether a full stop only ends a form of address that a name follows.
    fn is_title(&self, forms: &[&str], at: usize) -> bool {
        let word = match forms[at] {
            "." => at.checked_sub(1).map(|before| forms[before]),
            form => form.strip_suffix('.'),
        };
        let capital = |form: &str| form.starts_with(char::is_uppercase);
        let named = forms.get(at + 1).is_some_and(|next| capital(next));
        word.is_some_and(|word| {
            named && capital(word) && self.titles.contains(word.to_lowercase().as_str())
        })
    }

    /// Whether a word without a stop is followed by a form of address and a name: *a rétorqué* | *Me Lucie Hardy*.
    fn begins_name(&self, forms: &[&str], at: usize) -> bool {
        let capital = |form: &str| form.starts_with(char::is_uppercase);
        let Some((title, name)) = forms.get(at + 1).zip(forms.get(at + 2)) else {
            return false;
        };
        let listed = || {
            self.titles
                .contains(title.trim_end_matches('.').to_lowercase().as_str())
        };
        let word = forms[at].ends_with(char::is_alphanumeric);
        word && capital(title) && capital(name) && listed()
    }

    fn push_words(
        &self,
        forms: &[&str],
        at: usize,
        token: &Token,
        glyphs: &[Glyph],
        (features, scores): (&mut Vec<u32>, &mut Vec<i32>),
        out: &mut Vec<RawWord>,
    ) {
        let span = token.span(glyphs);
        if !token.parts.is_empty() {
            let starts = std::iter::once(token.glyphs.0).chain(token.parts.iter().copied());
            let ends = token.parts.iter().copied().chain([token.glyphs.1]);
            for (number, (start, end)) in starts.zip(ends).enumerate() {
                let part = Span::new(glyphs[start].start, glyphs[end - 1].end);
                let within = part.start - span.start..part.end - span.start;
                out.push(RawWord {
                    form: SmolStr::new(&forms[at][within]),
                    span: part,
                    joined: number > 0,
                });
            }
            return;
        }
        match self.contractions.words(forms, at, features, scores) {
            Some(words) => {
                let words = words.into_iter().enumerate();
                out.extend(words.map(|(number, form)| RawWord {
                    form,
                    span,
                    joined: number > 0,
                }));
            }
            None => out.push(RawWord {
                form: SmolStr::new(forms[at]),
                span,
                joined: false,
            }),
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.tokeniser.write(out);
        self.contractions.write(out);
        self.ends.write(out);
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Splitter, ModelError> {
        let mut from = Reader::new(bytes);
        let tokeniser = Tokeniser::read(&mut from)?;
        let contractions = Contractions::read(&mut from)?;
        let ends = Ends::read(&mut from)?;
        Ok(Splitter {
            tokeniser,
            contractions,
            ends,
            titles: FxHashSet::default(),
        })
    }
}

impl Token {
    fn span(&self, glyphs: &[Glyph]) -> Span {
        Span::new(glyphs[self.glyphs.0].start, glyphs[self.glyphs.1 - 1].end)
    }
}

/// Overwrites `marks` with one a token.
pub(crate) fn token_marks(
    glyphs: &[Glyph],
    tokens: &[Token],
    common: &FxHashSet<u32>,
    marks: &mut Vec<Mark>,
) {
    marks.clear();
    marks.extend(tokens.iter().map(|token| {
        let (first, end) = token.glyphs;
        let blank = glyphs
            .get(end)
            .is_none_or(|glyph| glyph.kind == glyphs::Kind::White);
        Mark::new(&glyphs[first..end], blank, common)
    }));
}

/// Whether a glyph is a bracket rather than a quotation mark.
pub(crate) fn is_bracket(glyph: &Glyph) -> bool {
    glyph.code == u32::from('(') || glyph.code == u32::from(')')
}
