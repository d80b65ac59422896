//! Which cue a quotation belongs to, found by where the two stand: *« … », a déclaré X*; *X a déclaré : « … »*.
//!
//! A quotation may hold several sentences and the trees end at each of them, so position decides here, and the trees
//! only say what the cue's own sentence adds.

use selon_analyse::{Relation, Sentence, Upos};
use selon_intake::Span;
use selon_languages::SubjectPronouns;

use super::boundaries;
use super::context::SentenceContext;
use super::cues::{CueAt, CueKind};
use super::parse::CueParse;
use super::pieces::without_blanks;
use crate::grammar::nominal;
use crate::grammar::punctuation::sets_off;
use crate::grammar::subject::inverted;
use crate::quotations::{QuotedPassage, around};
use crate::view::ArticleView;

/// How many words may part a quotation from its cue where no punctuation does.
const REACH: usize = 12;

/// How many cues are asked whether they end right before a quotation: more than any phrase has words.
const PHRASE: usize = 8;

/// How many cues behind a quotation are asked whether a subject there is theirs.
const AHEAD: usize = 24;

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

/// Finds the cue of a quotation.
pub(super) struct QuoteLinker<'a> {
    pub(super) view: &'a ArticleView<'a>,
    /// Those of each sentence.
    pub(super) cues: &'a [Vec<CueAt<'a>>],
    /// Whether verbs may leave their subjects out.
    pub(super) pronouns: SubjectPronouns,
}

impl QuoteLinker<'_> {
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
        let Some(sentence) = self.view.analysis.sentence_before(passage.start()) else {
            return false;
        };
        // Other cues may stand inside the phrase.
        let cues = self.cues_before(sentence, passage.start());
        cues.iter().rev().take(PHRASE).any(|cue| {
            let before = self.view.text.get(cue.span.end..passage.start());
            matches!(cue.kind, CueKind::Preposition(_))
                && before.is_some_and(|before| before.trim().is_empty())
        })
    }

    /// The cues of a sentence whose head words begin before a place.
    fn cues_before(&self, sentence: usize, place: usize) -> &[CueAt<'_>] {
        let (cues, words) = (
            &self.cues[sentence],
            &self.view.analysis.sentences[sentence].words,
        );
        &cues[..cues.partition_point(|cue| words[cue.word].span.start < place)]
    }

    /// *« …, raconte X. … »*: a verb set off by commas between the marks, with its subject behind it.
    fn inside(&self, passage: &QuotedPassage) -> Option<Link> {
        let first = self.view.analysis.sentence_at(passage.start())?;
        let inside = self.view.analysis.sentences[first..]
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
        let piece = passage.piece_around(cue.span)?;
        let first = words.partition_point(|word| word.span.start < cue.span.start);
        let comma = first.checked_sub(1)?;
        let set_off = sets_off(&words[comma].form);
        let own = around(self.view.quotations, cue.span).all(|quotation| {
            quotation.span.start <= piece.start || !quotation.span.contains(cue.span)
        });
        if !quotes(cue) || !set_off || !own || !piece.contains(words[comma].span) {
            return None;
        }
        let subject = sentence
            .children(cue.word)
            .find(|&child| child > cue.word && words[child].is(Relation::Nsubj))
            .or_else(|| inverted(sentence, cue.word, self.pronouns))?;
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
        let index = self.view.analysis.sentence_at(end)?;
        let sentence = &self.view.analysis.sentences[index];
        let next = sentence.words.partition_point(|word| word.span.start < end);
        sentence.words.get(next)?;
        let set_off = self.is_set_off(passage, sentence, next);
        let from = if sentence.words[next].upos == Upos::Punct && !self.is_mark(sentence, next) {
            next + 1
        } else {
            next
        };
        let runs = self.view.text[end..sentence.words.get(from)?.span.start]
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
        let begins = !self.view.text[sentence.span.start.min(passage.start())..passage.start()]
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
        let last = passage.pieces[passage.pieces.len() - 1].of(self.view.text);
        let ended = last
            .chars()
            .rev()
            .find(|&c| !c.is_whitespace() && c != '\'' && !self.view.marks.is_mark(c))
            .is_some_and(|c| ",!?….".contains(c));
        comma || ended
    }

    /// Whether what follows a quotation is a sentence of its own.
    fn begins_a_sentence(&self, sentence: &Sentence, from: usize) -> bool {
        from == 0
            && sentence
                .span
                .of(self.view.text)
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
    }

    /// Whether a sentence behind a quotation is no more than who said it, and when and where: *"Who would?" he asked in a
    /// letter.*
    fn says_no_more(&self, sentence: usize, cue: usize, passage: &QuotedPassage) -> bool {
        let of = &self.view.analysis.sentences[sentence];
        let cue = &self.cues[sentence][cue];
        let words = &of.words;
        let subject = of
            .children(cue.word)
            .any(|child| words[child].is(Relation::Nsubj) && child < cue.word);
        let governs = of.children(cue.word).any(|child| {
            let said = words[child].is_any(&[Relation::Ccomp, Relation::Obj, Relation::Xcomp]);
            said && words[child].span.start >= passage.end()
        });
        let quoted = around(self.view.quotations, of.span)
            .any(|quotation| quotation.span.start >= passage.end());
        let main = words[cue.word].head.is_none() && matches!(cue.kind, CueKind::Verb(_));
        // Behind a full stop the next sentence begins; *?* and *!* stand for the comma as well.
        let last = passage.pieces[passage.pieces.len() - 1].of(self.view.text);
        let asked = last.trim_end_matches(|c| self.view.marks.is_mark(c) || c == '\'');
        let asked = asked.trim_end().ends_with(['?', '!']);
        let here = self.view.analysis.sentence_before(passage.end());
        let together =
            here.is_some_and(|here| self.view.analysis.sentences[here].paragraph == of.paragraph);
        main && subject && !governs && !quoted && asked && together
    }

    fn first_quoting_cue(&self, sentence: usize, from: usize) -> Option<usize> {
        let words = &self.view.analysis.sentences[sentence].words;
        let end = words.len().min(from + REACH);
        let stop = (from..end)
            .find(|&index| words[index].upos == Upos::Punct)
            .unwrap_or(end);
        let of = &self.view.analysis.sentences[sentence];
        // Behind a subject with appositions and brackets the cue may be far: *“…,” X (D-Ohio), a member of …, said*.
        let subject_first = |cue: &CueAt| {
            of.children(cue.word).any(|child| {
                let begins = || *nominal::party(of, child).start() == from;
                words[child].is(Relation::Nsubj) && (from..cue.word).contains(&child) && begins()
            })
        };
        let cues = &self.cues[sentence];
        let first = cues.partition_point(|cue| cue.word < from);
        let mut ahead = cues[first..].iter().take(AHEAD);
        let found = ahead.position(|cue| {
            let near = (from..stop).contains(&cue.word) || subject_first(cue);
            near && quotes(cue) && !words[cue.word].is(Relation::Acl)
        });
        found.map(|number| first + number)
    }

    /// Where the sentence of a quotation begins when words of it stand before the quotation: they are reported too, as
    /// in *Paris est « inquiet », a dit X*, unless a colon shuts them off.
    fn words_before(&self, passage: &QuotedPassage, sentence: &Sentence) -> Option<usize> {
        let start = sentence.span.start;
        let before = self
            .view
            .text
            .get(start..passage.start())
            .filter(|_| start < passage.start())?;
        // Another quotation before it has its own speaker.
        let other = around(self.view.quotations, Span::new(start, passage.start()))
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
        let index = self.view.analysis.sentence_before(start)?;
        let sentence = &self.view.analysis.sentences[index];
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
        let cues = self.cues_before(index, start);
        let first = cues.partition_point(|cue| cue.word < from);
        let cues = &cues[first..];
        let cue = cues
            .iter()
            .rposition(verb)
            .or_else(|| cues.iter().rposition(near))?;
        let adjacent = colon || comma || cues[cue].word + 3 >= end;
        adjacent.then_some(Link {
            sentence: index,
            cue: first + cue,
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
        around(self.view.quotations, cue).any(|quotation| {
            quotation.span.contains(cue) && !quotation.span.contains(passage.pieces[0])
        })
    }

    fn is_mark(&self, sentence: &Sentence, word: usize) -> bool {
        self.view.marks.are_marks(&sentence.words[word].form)
    }
}

fn quotes(cue: &CueAt) -> bool {
    match cue.kind {
        CueKind::Verb(entry) | CueKind::Noun(entry) => entry.frames.quote,
        CueKind::Preposition(_) | CueKind::Adverbial(_) => false,
    }
}

/// The words of quotations that a cue attributes.
pub(super) struct Quoted {
    /// In text order, without the words that interrupt them.
    pub(super) pieces: Vec<Span>,
    /// No words before a quotation are reported with it.
    alone: bool,
}

impl Quoted {
    /// What a cue attributes of the quotations that stand where it quotes.
    pub(super) fn of(
        context: &SentenceContext,
        cue: &CueAt,
        quotes: &[(&QuotedPassage, Link)],
    ) -> Quoted {
        let text = context.view.text;
        let quotes = spoken_by(quotes, cue, text);
        let pieces = quotes
            .iter()
            .flat_map(|(passage, link)| spoken(passage, *link, text));
        let lexicon = context.rules.lexicon();
        Quoted {
            pieces: pieces
                .map(|piece| boundaries::with_lead(lexicon, context.sentence, cue, piece))
                .collect(),
            alone: quotes.iter().all(|(_, link)| link.opens_at.is_none()),
        }
    }

    /// Where the quotations end, if all stand before a cue.
    pub(super) fn end_before(&self, cue: &CueAt) -> Option<usize> {
        let end = self.pieces.iter().map(|span| span.end).max();
        end.filter(|&end| end <= cue.span.start)
    }

    /// Whether the quotations before a cue are all it reports.
    pub(super) fn is_whole_before(&self, cue: &CueAt) -> bool {
        self.alone && self.end_before(cue).is_some()
    }

    /// Whether the quotations are a cue's content, and not what the tree makes of it: where the cue stands beside it, where
    /// the tree has not all of them, and where it runs on into what stands between them and the cue.
    pub(super) fn replaces(&self, content: &[Span], cue: &CueAt, parse: &CueParse) -> bool {
        let beside = parse.content.as_ref().is_some_and(|found| found.beside);
        let held = |span: &Span| content.iter().any(|piece| piece.contains(*span));
        let spills = self.end_before(cue).is_some_and(|end| {
            let mut pieces = content.iter();
            pieces.any(|piece| piece.start < end && end < piece.end)
        });
        !self.pieces.is_empty() && (beside || spills || !self.pieces.iter().all(held))
    }
}

/// The quotations that a cue attributes. Behind one before the cue another belongs to it only where a stop sets it off: in *« … », a dit X
/// sur « France Soir »* the last is a name.
fn spoken_by<'u>(
    quotes: &[(&'u QuotedPassage, Link)],
    cue: &CueAt,
    text: &str,
) -> Vec<(&'u QuotedPassage, Link)> {
    let before = |passage: &QuotedPassage| passage.end() <= cue.span.start;
    let set_off = |passage: &QuotedPassage| {
        let between = text.get(cue.span.end..passage.start());
        between.is_none_or(|between| between.trim_end().ends_with([',', ':', '.', '–', '—']))
    };
    let any_before = quotes.iter().any(|(passage, _)| before(passage));
    let takes =
        |(passage, _): &&(&QuotedPassage, Link)| !any_before || before(passage) || set_off(passage);
    quotes.iter().filter(takes).copied().collect()
}

/// The words a quotation adds to its cue's content: its pieces, the first stretched to where the report begins, without
/// the words that interrupt it.
fn spoken(passage: &QuotedPassage, link: Link, text: &str) -> Vec<Span> {
    let mut pieces = passage.pieces.clone();
    if let Some(start) = link.opens_at {
        pieces[0].start = pieces[0].start.min(start);
    }
    let Some(cut) = link.cut else {
        return pieces;
    };
    let parts = pieces.into_iter().flat_map(|piece| {
        if piece.contains(cut) {
            let before = without_blanks(Span::new(piece.start, cut.start), text);
            let after = without_blanks(Span::new(cut.end, piece.end), text);
            vec![before, after]
        } else {
            vec![piece]
        }
    });
    parts
        .filter(|part| part.of(text).chars().any(char::is_alphanumeric))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::statements::testing::statements;

    #[test]
    fn a_cue_right_behind_has_a_quotation() {
        let found = statements(
            "fr",
            &[
                "« PUNCT 5 punct/Le DET 3 det/pont NOUN 5 nsubj/est AUX 5 cop VerbForm=Fin être/fermé VERB 0 root VerbForm=Part fermer/» PUNCT 5 punct/, PUNCT 9 punct/a AUX 9 aux:tense VerbForm=Fin avoir/déclaré VERB 5 parataxis VerbForm=Part déclarer/la DET 11 det/préfète NOUN 9 nsubj/. PUNCT 5 punct",
            ],
        );
        assert_eq!(found, ["la préfète | a déclaré | « Le pont est fermé »"]);
    }

    #[test]
    fn a_cue_before_the_opening_mark_has_it() {
        let found = statements(
            "fr",
            &[
                "La DET 2 det/préfète NOUN 4 nsubj/a AUX 4 aux:tense VerbForm=Fin avoir/déclaré VERB 0 root VerbForm=Part déclarer/: PUNCT 10 punct/« PUNCT 10 punct/Le DET 8 det/pont NOUN 10 nsubj/est AUX 10 cop être/fermé VERB 4 parataxis VerbForm=Part fermer/. PUNCT 10 punct/» PUNCT 10 punct",
            ],
        );
        assert_eq!(found, ["La préfète | a déclaré | « Le pont est fermé . »"]);
    }

    #[test]
    fn a_cue_that_interrupts_a_quotation_is_no_part_of_it() {
        let found = statements(
            "fr",
            &[
                "« PUNCT 11 punct/Le DET 3 det/pont NOUN 11 nsubj/, PUNCT 6 punct/a AUX 6 aux:tense VerbForm=Fin avoir/prévenu VERB 11 parataxis VerbForm=Part prévenir/la DET 8 det/préfète NOUN 6 nsubj/, PUNCT 6 punct/est AUX 11 cop VerbForm=Fin être/fermé VERB 0 root VerbForm=Part fermer/. PUNCT 11 punct/» PUNCT 11 punct",
            ],
        );
        assert_eq!(
            found,
            ["la préfète | a prévenu | « Le pont | est fermé . »"]
        );
    }

    #[test]
    fn what_a_preposition_names_is_a_source_and_says_nothing() {
        let found = statements(
            "fr",
            &[
                "Selon ADP 4 case/« PUNCT 4 punct/La DET 4 det/Dépêche PROPN 10 obl:mod/» PUNCT 4 punct/, PUNCT 4 punct/le DET 8 det/pont NOUN 10 nsubj/est AUX 10 cop VerbForm=Fin être/fermé VERB 0 root VerbForm=Part fermer/. PUNCT 10 punct",
            ],
        );
        assert_eq!(found, ["« La Dépêche » | Selon | le pont est fermé"]);
    }

    #[test]
    fn words_before_a_quotation_are_reported_with_it() {
        let found = statements(
            "fr",
            &[
                "Le DET 2 det/pont NOUN 5 nsubj/est AUX 5 cop VerbForm=Fin être/« PUNCT 5 punct/dangereux ADJ 0 root/» PUNCT 5 punct/, PUNCT 8 punct/affirme VERB 5 parataxis VerbForm=Fin affirmer/la DET 10 det/préfète NOUN 8 nsubj/. PUNCT 5 punct",
            ],
        );
        assert_eq!(found, ["la préfète | affirme | Le pont est « dangereux »"]);
    }
}
