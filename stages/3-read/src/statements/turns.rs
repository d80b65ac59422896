//! Quotations that no cue has: they go on with what somebody said just before.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use selon_analyse::feature::VerbForm;
use selon_analyse::{Upos, Word};
use selon_intake::Span;

use super::claims::{Claim, claimed};
use crate::quotations::{QuotedPassage, around};
use crate::record::{Attitude, Certainty, Cue, Statement, StatementForm};
use crate::view::ArticleView;

/// How many statements before a quotation are asked whether it goes on with them.
const NEAR: usize = 64;

/// Gives quotations that nobody has to whoever had the floor before. One that follows on at once goes on with that statement; one
/// that is whole sentences is a statement of its own, by the last speaker if that is in the same paragraph or the one before.
pub(super) fn take_up_speakers(view: &ArticleView, statements: &mut Vec<Statement>) {
    let passages: Vec<&QuotedPassage> = view
        .passages
        .iter()
        .filter(|passage| passage.depth == 0)
        .collect();
    let claims: Vec<Claim> = statements.iter().map(claim).collect();
    let claimed = claimed(view.text, &passages, &claims);
    let lines = Lines::of(statements);
    let mut ends = Ends::of(statements);
    let mut floor = Floor::of(view, statements);
    for (passage, claimed) in passages.into_iter().zip(claimed) {
        if claimed || lines.begin_in(passage.pieces[0]) {
            continue;
        }
        let number = if let Some(number) = near_statement(view, statements, &ends, passage) {
            ends.remove(number, &statements[number]);
            let mut pieces = passage.pieces.clone();
            pieces[0].start = taken_up(view, passage);
            statements[number].content.extend(pieces);
            number
        } else if let Some(paragraph) = stands_alone(view, passage) {
            let last = floor.before(passage.start()).map(|last| &statements[last]);
            let last = last.filter(|last| is_near(view, last, paragraph));
            let source = last.and_then(|last| last.source.clone());
            statements.push(Statement {
                form: StatementForm::Direct,
                source,
                cue: None,
                content: passage.pieces.clone(),
                addressee: None,
                attitude: Attitude::Say,
                certainty: Certainty::Stated,
                within: None,
                time: None,
                place: None,
            });
            statements.len() - 1
        } else {
            continue;
        };
        ends.add(number, &statements[number]);
        floor.wait(view, number, &statements[number]);
    }
    statements.sort_by_key(|statement| {
        let content = statement.content.first().map(|piece| piece.start);
        let cue = statement.cue.as_ref().map(|cue| cue.cover().start);
        content.into_iter().chain(cue).min()
    });
}

fn claim(statement: &Statement) -> Claim<'_> {
    Claim {
        cue: statement.cue.as_ref(),
        content: &statement.content,
    }
}

/// The colons and dashes that begin the lines of a transcript. What somebody says inside a quotation does not make it theirs, but
/// a transcript is whose its lines say.
struct Lines(Vec<Span>);

impl Lines {
    fn of(statements: &[Statement]) -> Lines {
        let cues = statements.iter().filter_map(|one| one.cue.as_ref());
        let labels = cues.filter(|cue| cue.lemma.is_empty());
        let mut places: Vec<Span> = labels.map(Cue::cover).collect();
        places.sort_unstable();
        Lines(places)
    }

    fn begin_in(&self, piece: Span) -> bool {
        let next = self.0.partition_point(|line| line.start < piece.start);
        self.0.get(next).is_some_and(|line| piece.contains(*line))
    }
}

/// Who has the floor, as a walk through the text goes on.
struct Floor {
    /// Statements that lie ahead: where all of each has been said, where its last piece ends, and its number.
    waiting: BinaryHeap<Reverse<(usize, usize, usize)>>,
    /// Where the one ends that has been said last, and its number.
    last: Option<(usize, usize)>,
}

impl Floor {
    fn of(view: &ArticleView, statements: &[Statement]) -> Floor {
        let mut floor = Floor {
            waiting: BinaryHeap::new(),
            last: None,
        };
        for (number, statement) in statements.iter().enumerate() {
            floor.wait(view, number, statement);
        }
        floor
    }

    fn wait(&mut self, view: &ArticleView, number: usize, statement: &Statement) {
        let end = statement.content.iter().map(|piece| piece.end).max();
        if let (Some(end), Some(last)) = (end, statement.content.last())
            && !is_told(view, statement)
        {
            self.waiting.push(Reverse((end, last.end, number)));
        }
    }

    /// The number of the statement that was said last before a place; places come in text order.
    fn before(&mut self, place: usize) -> Option<usize> {
        while let Some(Reverse((end, last, number))) = self.waiting.peek().copied()
            && end <= place
        {
            self.waiting.pop();
            self.last = self.last.max(Some((last, number)));
        }
        self.last.map(|(_, number)| number)
    }
}

/// Whether a statement's cue stands in a quotation that its words do not: somebody whose words are told inside a quotation has not
/// got the floor.
fn is_told(view: &ArticleView, statement: &Statement) -> bool {
    let Some(cue) = statement.cue.as_ref().map(Cue::cover) else {
        return false;
    };
    let with_cue =
        |span: Span| around(view.quotations, span).any(|quotation| quotation.span.contains(cue));
    with_cue(cue) && !statement.content.iter().any(|piece| with_cue(*piece))
}

/// Whether the words of a statement end in a paragraph or in the one before.
fn is_near(view: &ArticleView, statement: &Statement, paragraph: usize) -> bool {
    let last = statement.content.last();
    let there = last.and_then(|piece| view.analysis.sentence_at(piece.start));
    there.is_some_and(|there| view.analysis.sentences[there].paragraph + 1 >= paragraph)
}

/// The statements by where they end and by where their cues stand.
#[derive(Default)]
struct Ends {
    by_end: BTreeSet<(usize, usize)>,
    by_cue: BTreeSet<(usize, usize)>,
}

impl Ends {
    fn of(statements: &[Statement]) -> Ends {
        let mut ends = Ends::default();
        for (number, statement) in statements.iter().enumerate() {
            ends.add(number, statement);
        }
        ends
    }

    fn add(&mut self, number: usize, statement: &Statement) {
        let cue = statement.cue.as_ref();
        self.by_end
            .extend(statement.content.last().map(|piece| (piece.end, number)));
        self.by_cue
            .extend(cue.map(|cue| (cue.cover().start, number)));
    }

    fn remove(&mut self, number: usize, statement: &Statement) {
        if let Some(last) = statement.content.last() {
            self.by_end.remove(&(last.end, number));
        }
    }

    /// Those that end, or have their cue, between two places.
    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let range = (from, 0)..=(to, usize::MAX);
        let ends = self.by_end.range(range.clone()).rev().take(NEAR);
        let cues = self.by_cue.range(range).rev().take(NEAR);
        ends.chain(cues).map(|(_, number)| *number)
    }
}

/// The statement that a quotation goes on with at once: somebody's quotation in the sentence right before it, or in its own
/// sentence before the cue and a comma (*« … », dit X, « … »*). Of several, the one that ends last has the floor.
fn near_statement(
    view: &ArticleView,
    statements: &[Statement],
    ends: &Ends,
    passage: &QuotedPassage,
) -> Option<usize> {
    let at = view.analysis.sentence_at(passage.start())?;
    let previous = at.checked_sub(1).map_or(at, |before| before);
    let from = view.analysis.sentences[previous].span.start;
    let near = ends.between(from, passage.start());
    let found = near.filter_map(|number| {
        let statement = &statements[number];
        let last = statement.content.last()?;
        goes_on(view, at, statement, passage).then_some((last.end, number))
    });
    found.max().map(|(_, number)| number)
}

/// Whether a quotation in a sentence goes on with a statement.
fn goes_on(view: &ArticleView, at: usize, statement: &Statement, passage: &QuotedPassage) -> bool {
    let (Some(cue), Some(&last)) = (statement.cue.as_ref(), statement.content.last()) else {
        return false;
    };
    let (cue, here) = (cue.cover(), view.analysis.sentences[at].span);
    let previous = at.checked_sub(1).map(|at| view.analysis.sentences[at].span);
    let before = view.text[..taken_up(view, passage)].trim_end();
    let interrupted = before.ends_with(',') && here.contains(cue) && cue.end <= passage.start();
    let adjoins = here.start == passage.start()
        && previous.is_some_and(|previous| {
            previous.start < last.end || last.end <= cue.start && previous.contains(cue)
        });
    let quotations = || around(view.quotations, last);
    let quoted = quotations().next().is_some();
    // Also one that ends what was told before the cue: *Le projet est « mort », dit X. « On l'enterre. »*
    let closes = || quotations().any(|quotation| quotation.span.end == last.end);
    let direct = match statement.form {
        StatementForm::Direct => quoted,
        StatementForm::Mixed => last.end <= cue.start && closes(),
        StatementForm::Indirect => false,
    };
    direct && last.end <= passage.start() && (interrupted || adjoins)
}

/// Where the words begin that take a quotation up again behind its cue: *« … », dit X,* | *mais « … »*.
fn taken_up(view: &ArticleView, passage: &QuotedPassage) -> usize {
    const LINK: usize = 3;
    let at = view.analysis.sentence_at(passage.start());
    let words = at.map_or(&[][..], |at| &view.analysis.sentences[at].words);
    let end = words.partition_point(|word| word.span.end <= passage.start());
    let joins = |word: &&Word| matches!(word.upos, Upos::Cconj | Upos::Sconj | Upos::Adv);
    let link = words[..end].iter().rev().take(LINK).take_while(joins);
    let first = link.filter(|word| word.upos == Upos::Cconj).last();
    first.map_or(passage.start(), |word| word.span.start)
}

/// The paragraph of a quotation that begins a sentence, ends one and holds a finite verb: speech, not a label.
fn stands_alone(view: &ArticleView, passage: &QuotedPassage) -> Option<usize> {
    let sentences = &view.analysis.sentences;
    let (start, end) = (passage.start(), passage.pieces[0].end);
    let first = sentences
        .binary_search_by_key(&start, |sentence| sentence.span.start)
        .ok()?;
    let inside = sentences[first..]
        .iter()
        .take_while(|sentence| sentence.span.start < end);
    let last = inside.clone().last()?;
    let mut rest = view.text[end..last.span.end.max(end)].chars();
    let ends = rest.all(|c| !c.is_alphanumeric());
    let mut words = inside.flat_map(|sentence| &sentence.words);
    let speaks = words.any(|word| word.feats.is(VerbForm::Fin));
    (ends && speaks).then_some(sentences[first].paragraph)
}

/// What somebody tells that they or others said goes on with the words that these said: *X said she thought, "Never again."*
pub(super) fn extend_told(text: &str, statements: &mut [Statement]) {
    let mut begins: Vec<(usize, usize)> = statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| statement.content.len() == 1)
        .map(|(number, statement)| (statement.content[0].start, number))
        .collect();
    begins.sort_unstable();
    for outer in 0..statements.len() {
        let told = statements[outer]
            .cue
            .as_ref()
            .zip(statements[outer].content.last());
        let Some((_, &last)) = told.filter(|(cue, last)| cue.cover().end <= last.start) else {
            continue;
        };
        // Only marks may stand between.
        let mut behind = text[last.end..].char_indices();
        let next = behind.find(|(_, c)| *c == '\n' || c.is_alphanumeric());
        let limit = next.map_or(text.len(), |(at, _)| last.end + at);
        let first = begins.partition_point(|(start, _)| *start < last.end);
        let adjoining = begins[first..]
            .iter()
            .take_while(|(start, _)| *start <= limit);
        let ends = adjoining.filter_map(|&(_, number)| {
            let (inner, end) = (&statements[number], statements[number].content[0].end);
            let cue = inner.cue.as_ref()?.cover();
            (last.contains(cue) && last.end < end).then_some(end)
        });
        if let Some(end) = ends.max()
            && let Some(piece) = statements[outer].content.last_mut()
        {
            piece.end = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::statements::testing::statements;

    #[test]
    fn a_quotation_behind_a_comma_goes_on_with_the_one_before_the_cue() {
        let found = statements(
            "fr",
            &[
                "« PUNCT 3 punct/Nous PRON 3 nsubj/partons VERB 0 root VerbForm=Fin partir/» PUNCT 3 punct/, PUNCT 6 punct/dit VERB 3 parataxis VerbForm=Fin dire/la DET 8 det/maire NOUN 6 nsubj/, PUNCT 13 punct/mais CCONJ 13 cc/« PUNCT 13 punct/nous PRON 13 nsubj/reviendrons VERB 3 conj VerbForm=Fin revenir/. PUNCT 13 punct/» PUNCT 13 punct",
            ],
        );
        assert_eq!(
            found,
            ["la maire | dit | « Nous partons » | mais « nous reviendrons . »"]
        );
    }

    #[test]
    fn a_quotation_right_behind_goes_on_with_the_statement() {
        let found = statements(
            "fr",
            &[
                "« PUNCT 3 punct/Nous PRON 3 nsubj/partons VERB 0 root VerbForm=Fin partir/» PUNCT 3 punct/, PUNCT 6 punct/dit VERB 3 parataxis VerbForm=Fin dire/la DET 8 det/maire NOUN 6 nsubj/. PUNCT 3 punct",
                "« PUNCT 4 punct/Il PRON 4 nsubj/est AUX 4 cop VerbForm=Fin être/tard ADV 0 root/. PUNCT 4 punct/» PUNCT 4 punct",
            ],
        );
        assert_eq!(
            found,
            ["la maire | dit | « Nous partons » | « Il est tard . »"]
        );
    }

    #[test]
    fn a_quotation_of_whole_sentences_is_the_last_speakers() {
        let found = statements(
            "fr",
            &[
                "« PUNCT 3 punct/Nous PRON 3 nsubj/partons VERB 0 root VerbForm=Fin partir/» PUNCT 3 punct/, PUNCT 6 punct/dit VERB 3 parataxis VerbForm=Fin dire/la DET 8 det/maire NOUN 6 nsubj/. PUNCT 3 punct",
                "La DET 2 det/foule NOUN 3 nsubj/applaudit VERB 0 root VerbForm=Fin applaudir/. PUNCT 3 punct",
                "¶« PUNCT 4 punct/Il PRON 4 nsubj/est AUX 4 cop VerbForm=Fin être/tard ADV 0 root/. PUNCT 4 punct/» PUNCT 4 punct",
            ],
        );
        assert_eq!(
            found,
            [
                "la maire | dit | « Nous partons »",
                "la maire |  | « Il est tard . »"
            ]
        );
    }

    #[test]
    fn two_paragraphs_further_on_it_is_nobodys() {
        let found = statements(
            "fr",
            &[
                "« PUNCT 3 punct/Nous PRON 3 nsubj/partons VERB 0 root VerbForm=Fin partir/» PUNCT 3 punct/, PUNCT 6 punct/dit VERB 3 parataxis VerbForm=Fin dire/la DET 8 det/maire NOUN 6 nsubj/. PUNCT 3 punct",
                "¶La DET 2 det/foule NOUN 3 nsubj/applaudit VERB 0 root VerbForm=Fin applaudir/. PUNCT 3 punct",
                "¶« PUNCT 4 punct/Il PRON 4 nsubj/est AUX 4 cop VerbForm=Fin être/tard ADV 0 root/. PUNCT 4 punct/» PUNCT 4 punct",
            ],
        );
        assert_eq!(
            found,
            [
                "la maire | dit | « Nous partons »",
                " |  | « Il est tard . »"
            ]
        );
    }

    #[test]
    fn what_somebody_is_told_to_have_said_goes_on_with_their_words() {
        let found = statements(
            "en",
            &[
                "She PRON 2 nsubj/said VERB 0 root VerbForm=Fin say/he PRON 4 nsubj/thought VERB 2 ccomp VerbForm=Fin think/, PUNCT 8 punct/“ PUNCT 8 punct/Never ADV 8 advmod/again ADV 4 advmod/. PUNCT 8 punct/” PUNCT 8 punct",
            ],
        );
        assert_eq!(
            found,
            [
                "She | said | he thought , “ Never again . ”",
                "he | thought | “ Never again . ”"
            ]
        );
    }
}
