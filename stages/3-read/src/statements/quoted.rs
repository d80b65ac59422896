//! Which cue a quotation belongs to, found by where the two stand: *« … », a déclaré X*; *X a déclaré : « … »*.
//!
//! A quotation may hold several sentences and the trees end at each of them, so position decides here, and the trees
//! only say what the cue's own sentence adds.

use selon_analyse::{Relation, Sentence, Upos};
use selon_intake::Span;

use super::cues::{CueAt, CueKind};
use super::pieces::around;
use crate::grammar::nominal;
use crate::grammar::punctuation::sets_off;
use crate::grammar::subject::inverted;
use crate::quotations::{Marks, Quotation, QuotedPassage};

/// How many words may part a quotation from its cue where no punctuation does.
const REACH: usize = 12;

/// Where a cue was found for a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// The sentence of the cue.
    pub(super) sentence: usize,
    /// Its place in that sentence's list of cues.
    pub(super) cue: usize,
    /// Where the words that belong to the content begin, when the quotation only ends a longer report.
    pub(super) opens_at: Option<usize>,
    /// The words inside the quotation that report it and are no part of it.
    pub(super) cut: Option<Span>,
}

/// Everything the search looks at.
pub(super) struct Surroundings<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Sentence],
    pub(super) cues: &'a [Vec<CueAt<'a>>],
    pub(super) quotations: &'a [Quotation],
    pub(super) marks: &'a Marks,
}

impl Surroundings<'_> {
    /// The cue right after a quotation, or else the one that interrupts it, or the one that introduces it.
    pub(super) fn link(&self, passage: &QuotedPassage) -> Option<Link> {
        if self.is_source(passage) {
            return None;
        }
        self.after(passage)
            .or_else(|| self.inside(passage))
            .or_else(|| self.before(passage))
    }

    /// *selon « L'Écho »*: what stands behind a preposition that attributes is whose words they are.
    fn is_source(&self, passage: &QuotedPassage) -> bool {
        let sentence = self.sentence_before(passage.start());
        let cues = sentence.map_or(&[][..], |sentence| self.cues[sentence].as_slice());
        cues.iter().any(|cue| {
            let before = self.text.get(cue.span.end..passage.start());
            matches!(cue.kind, CueKind::Preposition(_))
                && before.is_some_and(|before| before.trim().is_empty())
        })
    }

    /// *« …, raconte X. … »*: a verb set off by commas between the marks, with its subject behind it.
    fn inside(&self, passage: &QuotedPassage) -> Option<Link> {
        let first = self.sentence_at(passage.start())?;
        let inside = self.sentences[first..]
            .iter()
            .take_while(|sentence| sentence.span.start < passage.end());
        for (index, sentence) in (first..).zip(inside) {
            let found = self.cues[index]
                .iter()
                .enumerate()
                .find_map(|(number, cue)| {
                    let cut = self.interruption(passage, sentence, cue)?;
                    Some((number, cut))
                });
            if let Some((cue, cut)) = found {
                return Some(Link {
                    sentence: index,
                    cue,
                    opens_at: None,
                    cut: Some(cut),
                });
            }
        }
        None
    }

    /// From the comma before a cue to the end of its subject, where the two interrupt the quotation.
    fn interruption(
        &self,
        passage: &QuotedPassage,
        sentence: &Sentence,
        cue: &CueAt,
    ) -> Option<Span> {
        let words = &sentence.words;
        let piece = passage
            .pieces
            .iter()
            .find(|piece| piece.contains(cue.span))?;
        let first = words.partition_point(|word| word.span.start < cue.span.start);
        let comma = first.checked_sub(1)?;
        let set_off = sets_off(&words[comma].form);
        let own = around(self.quotations, cue.span).all(|quotation| {
            quotation.span.start <= piece.start || !quotation.span.contains(cue.span)
        });
        if !quotes(cue) || !set_off || !own || !piece.contains(words[comma].span) {
            return None;
        }
        let subject = sentence
            .children(cue.word)
            .find(|&child| child > cue.word && words[child].is(Relation::Nsubj))
            .or_else(|| inverted(sentence, cue.word))?;
        let group = nominal::party(sentence, subject);
        let next = group.end() + 1;
        let group = nominal::span(sentence, group);
        let stop = words.get(next).filter(|word| word.upos == Upos::Punct)?;
        // The stop ends the interruption; a mark of the quotation's own does not belong to it.
        let end = if self.is_mark(sentence, next) {
            group.end
        } else {
            stop.span.end
        };
        Some(Span::new(words[comma].span.start, end.min(piece.end)))
    }

    /// *« … », a déclaré X*: the first cue verb behind the closing mark, before any other punctuation.
    fn after(&self, passage: &QuotedPassage) -> Option<Link> {
        let end = passage.end();
        let index = self.sentence_at(end)?;
        let sentence = &self.sentences[index];
        let next = sentence
            .words
            .iter()
            .position(|word| word.span.start >= end)?;
        let set_off = self.is_set_off(passage, sentence, next);
        let from = if sentence.words[next].upos == Upos::Punct && !self.is_mark(sentence, next) {
            next + 1
        } else {
            next
        };
        let runs = self.text[end..sentence.words.get(from)?.span.start]
            .chars()
            .all(|c| c.is_whitespace() || sets_off(c.encode_utf8(&mut [0; 4])));
        let cue = self.first_quoting_cue(index, from).filter(|_| runs)?;
        if self.begins_a_sentence(sentence, from) && !self.says_no_more(index, cue, passage) {
            return None;
        }
        // Whose subject stands before the quotation says something else: *X, qui se dit « déçu », réclame une enquête*.
        let verb = self.cues[index][cue].word;
        let subject = sentence
            .children(verb)
            .find(|&child| sentence.words[child].is(Relation::Nsubj));
        if subject.is_some_and(|subject| sentence.words[subject].span.end <= passage.start()) {
            return None;
        }
        let opens_at = self.words_before(passage, sentence);
        // What the cue governs behind it is what it says, and the quotation a title: *on “This Week,” X admitted that …*.
        let says_else = self.governs_a_clause(sentence, verb);
        let begins = !self.text[sentence.span.start.min(passage.start())..passage.start()]
            .chars()
            .any(char::is_alphanumeric);
        if (!set_off && (opens_at.is_some() || says_else)) || (says_else && !begins) {
            return None;
        }
        Some(Link {
            sentence: index,
            cue,
            opens_at,
            cut: None,
        })
    }

    /// A comma behind the quotation, an end mark inside it, or a sentence that begins with it, set it off from what
    /// follows. A label in quotation marks is part of its clause and has none of these.
    fn is_set_off(&self, passage: &QuotedPassage, sentence: &Sentence, next: usize) -> bool {
        let comma = sets_off(&sentence.words[next].form);
        let last = passage.pieces[passage.pieces.len() - 1].of(self.text);
        let ended = last
            .chars()
            .rev()
            .find(|&c| !c.is_whitespace() && c != '\'' && !self.marks.is_mark(c))
            .is_some_and(|c| ",!?….".contains(c));
        comma || ended
    }

    /// Whether what follows a quotation is a sentence of its own.
    fn begins_a_sentence(&self, sentence: &Sentence, from: usize) -> bool {
        from == 0
            && sentence
                .span
                .of(self.text)
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
    }

    /// Whether a sentence behind a quotation is no more than who said it, and when and where: *"Who would?" he asked in a
    /// letter.*
    fn says_no_more(&self, sentence: usize, cue: usize, passage: &QuotedPassage) -> bool {
        let of = &self.sentences[sentence];
        let cue = &self.cues[sentence][cue];
        let words = &of.words;
        let subject = of
            .children(cue.word)
            .any(|child| words[child].is(Relation::Nsubj) && child < cue.word);
        let governs = of.children(cue.word).any(|child| {
            let said = words[child].is_any(&[Relation::Ccomp, Relation::Obj, Relation::Xcomp]);
            said && words[child].span.start >= passage.end()
        });
        let quoted =
            around(self.quotations, of.span).any(|quotation| quotation.span.start >= passage.end());
        let main = words[cue.word].head.is_none() && matches!(cue.kind, CueKind::Verb(_));
        // Behind a full stop the next sentence begins; *?* and *!* stand for the comma as well.
        let last = passage.pieces[passage.pieces.len() - 1].of(self.text);
        let asked = last.trim_end_matches(|c| self.marks.is_mark(c) || c == '\'');
        let asked = asked.trim_end().ends_with(['?', '!']);
        let here = self.sentence_before(passage.end());
        let together = here.is_some_and(|here| self.sentences[here].paragraph == of.paragraph);
        main && subject && !governs && !quoted && asked && together
    }

    fn first_quoting_cue(&self, sentence: usize, from: usize) -> Option<usize> {
        let words = &self.sentences[sentence].words;
        let stop = (from..words.len())
            .find(|&index| words[index].upos == Upos::Punct)
            .unwrap_or(words.len())
            .min(from + REACH);
        let of = &self.sentences[sentence];
        // Behind a subject with appositions and brackets the cue may be far: *“…,” X (D-Ohio), a member of …, said*.
        let subject_first = |cue: &CueAt| {
            of.children(cue.word).any(|child| {
                let begins = || *nominal::party(of, child).start() == from;
                words[child].is(Relation::Nsubj) && (from..cue.word).contains(&child) && begins()
            })
        };
        self.cues[sentence].iter().position(|cue| {
            let near = (from..stop).contains(&cue.word) || subject_first(cue);
            near && quotes(cue) && !words[cue.word].is(Relation::Acl)
        })
    }

    /// Where the sentence of a quotation begins when words of it stand before the quotation: they are reported too, as
    /// in *Paris est « inquiet », a dit X*, unless a colon shuts them off.
    fn words_before(&self, passage: &QuotedPassage, sentence: &Sentence) -> Option<usize> {
        let start = sentence.span.start;
        let before = self
            .text
            .get(start..passage.start())
            .filter(|_| start < passage.start())?;
        // Another quotation before it has its own speaker.
        let other = around(self.quotations, Span::new(start, passage.start()))
            .any(|quotation| quotation.depth == passage.depth);
        if other {
            return None;
        }
        (before.chars().any(char::is_alphabetic) && !before.trim_end().ends_with(':'))
            .then_some(start)
    }

    fn governs_a_clause(&self, sentence: &Sentence, cue: usize) -> bool {
        sentence
            .children(cue)
            .any(|child| sentence.words[child].is(Relation::Ccomp) && child > cue)
    }

    /// *X a déclaré : « … »*, *X said, "…"*: the last cue before the opening mark that nothing else parts from it.
    fn before(&self, passage: &QuotedPassage) -> Option<Link> {
        let start = passage.start();
        let index = self.sentence_before(start)?;
        let sentence = &self.sentences[index];
        let end = sentence
            .words
            .partition_point(|word| word.span.end <= start);
        let last = end.checked_sub(1)?;
        let colon = sentence.words[last].form == ":";
        let comma = sentence.words[last].form == ",";
        let same_sentence = sentence.span.end > start;
        if !colon && !same_sentence {
            return None;
        }
        let from = if colon {
            0
        } else {
            self.phrase_start(sentence, if comma { last } else { end })
        };
        let near = |cue: &CueAt| {
            (from..end).contains(&cue.word) && quotes(cue) && !self.is_quoted(cue.span, passage)
        };
        // A noun between its verb and the quotation does not take it: *a écrit dans un message : « … »*.
        let verb = |cue: &CueAt| matches!(cue.kind, CueKind::Verb(_)) && near(cue);
        let cues = &self.cues[index];
        let cue = cues
            .iter()
            .rposition(verb)
            .or_else(|| cues.iter().rposition(near))?;
        let adjacent = colon || comma || self.cues[index][cue].word + 3 >= end;
        adjacent.then_some(Link {
            sentence: index,
            cue,
            opens_at: None,
            cut: None,
        })
    }

    fn phrase_start(&self, sentence: &Sentence, end: usize) -> usize {
        let begin = end.saturating_sub(REACH);
        (begin..end)
            .rev()
            .find(|&index| sentence.words[index].upos == Upos::Punct)
            .map_or(begin, |index| index + 1)
    }

    /// Whether a cue stands inside a quotation that does not hold the passage as well: it is somebody else's then.
    fn is_quoted(&self, cue: Span, passage: &QuotedPassage) -> bool {
        around(self.quotations, cue).any(|quotation| {
            quotation.span.contains(cue) && !quotation.span.contains(passage.pieces[0])
        })
    }

    fn is_mark(&self, sentence: &Sentence, word: usize) -> bool {
        self.marks.are_marks(&sentence.words[word].form)
    }

    /// The sentence in which the text goes on after a place.
    fn sentence_at(&self, place: usize) -> Option<usize> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= place);
        (index < self.sentences.len()).then_some(index)
    }

    /// The sentence that the text before a place belongs to, in the same paragraph.
    fn sentence_before(&self, place: usize) -> Option<usize> {
        self.sentences
            .partition_point(|sentence| sentence.span.start < place)
            .checked_sub(1)
    }
}

fn quotes(cue: &CueAt) -> bool {
    match cue.kind {
        CueKind::Verb(entry) | CueKind::Noun(entry) => entry.frames.quote,
        CueKind::Preposition(_) | CueKind::Adverbial(_) => false,
    }
}
