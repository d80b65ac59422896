//! Quotations that nobody claims: whose they are.
//!
//! A reader takes them for the words of whoever the sentence before is about, or else of whoever spoke last outside a
//! quotation. In an interview, whose answers are quotations alone between questions that are none, they are the words of the
//! person whom the article named first.

use selon_analyse::{Analysis, Relation, Sentence};
use selon_intake::Span;
use selon_read::{
    Actor, ActorId, ActorKind, Cue, MentionForm, Party, Record, Statement, StatementForm, WordAt,
};

use crate::profile::Words;

/// How many sentences before a quotation may say whose it is.
const BACK: usize = 2;
/// How many answers make an interview.
const ANSWERS: usize = 2;

/// Gives quotations without a cue their source. `order` has the mentions as they come in the text.
pub(crate) fn claim(
    record: &mut Record,
    words: &Words,
    analysis: &Analysis,
    mentioned: &[Actor],
    order: &[usize],
) {
    let page = Page::new(record, words, analysis, mentioned, order);
    let sources: Vec<Option<Party>> = (0..record.statements.len())
        .map(|id| page.source(id))
        .collect();
    for (statement, source) in record.statements.iter_mut().zip(sources) {
        if is_unclaimed(statement) {
            statement.source = source;
        }
    }
}

fn is_unclaimed(statement: &Statement) -> bool {
    statement.cue.is_none() && statement.form == StatementForm::Direct && statement.within.is_none()
}

struct Page<'a> {
    words: &'a Words,
    statements: &'a [Statement],
    mentioned: &'a [Actor],
    order: &'a [usize],
    sentences: &'a [Sentence],
    /// What is quoted word for word outside other quotations.
    quoted: Vec<Span>,
    /// Whom the article interviews, if it has answers.
    interviewed: Option<Party>,
    /// Whether answers are most of what is quoted, so that no question between them can claim one.
    is_interview: bool,
}

impl<'a> Page<'a> {
    fn new(
        record: &'a Record,
        words: &'a Words,
        analysis: &'a Analysis,
        mentioned: &'a [Actor],
        order: &'a [usize],
    ) -> Page<'a> {
        let direct = record
            .statements
            .iter()
            .filter(|statement| statement.form == StatementForm::Direct);
        let mut page = Page {
            words,
            statements: &record.statements,
            mentioned,
            order,
            sentences: &analysis.sentences,
            quoted: direct
                .flat_map(|statement| statement.content.clone())
                .collect(),
            interviewed: None,
            is_interview: false,
        };
        let answers = page.statements.iter().filter(|one| page.is_answer(one));
        let answers = answers.count();
        if answers >= ANSWERS {
            page.interviewed = page.first_person();
            page.is_interview = answers > page.claimed();
        }
        page
    }

    /// Whose an unclaimed quotation is.
    fn source(&self, id: usize) -> Option<Party> {
        let statement = &self.statements[id];
        let start = statement.content.first()?.start;
        if self.is_interview && self.is_answer(statement) {
            return self.interviewed.clone();
        }
        let mut before = self.sentences_before(start);
        before
            .find_map(|sentence| {
                self.speaker_in(sentence)
                    .or_else(|| self.subject_of(sentence))
            })
            .or_else(|| self.last_speaker(start))
            .or_else(|| self.unquoted(&statement.source))
            .or_else(|| self.interviewed.clone())
    }

    /// The sentences before a place, the nearest first, as long as they stand in the same paragraph and are not quoted
    /// themselves. What follows one that names nobody goes on from the one before.
    fn sentences_before(&self, place: usize) -> impl Iterator<Item = usize> {
        let here = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= place);
        let paragraph = self.sentences.get(here).map(|sentence| sentence.paragraph);
        let before = (0..here).rev().take(BACK);
        before.take_while(move |&before| {
            let sentence = &self.sentences[before];
            Some(sentence.paragraph) == paragraph && !self.is_quoted(sentence.span)
        })
    }

    fn is_quoted(&self, place: Span) -> bool {
        self.quoted
            .iter()
            .any(|quotation| quotation.contains(place))
    }

    /// The source of the last statement that a sentence makes itself.
    fn speaker_in(&self, sentence: usize) -> Option<Party> {
        let span = self.sentences[sentence].span;
        let cue = |statement: &&Statement| {
            let cue = statement.cue.as_ref().map(Cue::cover)?;
            (span.contains(cue) && statement.within.is_none()).then_some(cue.start)
        };
        let made = self.statements.iter().filter(|one| cue(one).is_some());
        let mut made: Vec<&Statement> = made.collect();
        made.sort_by_key(cue);
        made.iter().rev().find_map(|one| self.unquoted(&one.source))
    }

    /// A source that the article names itself: who says *I* in a quotation speaks in that one.
    fn unquoted(&self, source: &Option<Party>) -> Option<Party> {
        let vague = |party: &Party| {
            let actor = party.actor.and_then(|id| self.mentioned.get(id.0));
            actor.is_some_and(|actor| self.is_vague(actor))
        };
        let own = source
            .iter()
            .find(|party| !self.is_quoted(party.span) && !vague(party));
        own.cloned()
    }

    /// Whether somebody is nobody in particular: *on*.
    fn is_vague(&self, actor: &Actor) -> bool {
        let mention = actor.mentions.first();
        mention.is_some_and(|mention| self.words.is_vague(self.sentences, mention))
    }

    /// Whoever a sentence is about: the human subject of its main clause.
    fn subject_of(&self, sentence: usize) -> Option<Party> {
        let words = &self.sentences[sentence].words;
        let root = words.iter().position(|word| word.head.is_none())?;
        let mut children = self.sentences[sentence].children(root);
        let word = children.find(|&child| words[child].is(Relation::Nsubj))?;
        let head = WordAt { sentence, word };
        self.parties()
            .find(|&(actor, _)| actor.mentions[0].head == head && !self.is_vague(actor))
            .map(|(_, party)| party)
    }

    /// Everybody who is mentioned, in text order.
    fn parties(&self) -> impl Iterator<Item = (&'a Actor, Party)> {
        let actors = self.order.iter().map(|&id| (id, &self.mentioned[id]));
        actors.filter_map(|(id, actor)| {
            let party = Party {
                span: actor.mentions.first()?.span,
                actor: Some(ActorId(id)),
            };
            Some((actor, party))
        })
    }

    /// The source of the statement that ended last before a place, in its paragraph or the one before.
    fn last_speaker(&self, place: usize) -> Option<Party> {
        let end = |statement: &&Statement| Some(statement.content.last()?.end);
        let before = self.statements.iter().filter(|statement| {
            statement.within.is_none()
                && !is_unclaimed(statement)
                && statement.content.iter().all(|piece| piece.end <= place)
        });
        let last = before.max_by_key(end)?;
        let there = self.paragraph(last.content.last()?.start)?;
        (there + 1 >= self.paragraph(place)?)
            .then(|| self.unquoted(&last.source))
            .flatten()
    }

    fn paragraph(&self, place: usize) -> Option<usize> {
        let at = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= place);
        self.sentences.get(at).map(|sentence| sentence.paragraph)
    }

    /// How many quotations the text ascribes to somebody.
    fn claimed(&self) -> usize {
        let claimed = self.statements.iter().filter(|statement| {
            statement.form == StatementForm::Direct
                && statement.within.is_none()
                && !is_unclaimed(statement)
        });
        claimed.count()
    }

    /// Whether a quotation without a cue is whole paragraphs, behind one that holds words of its own.
    fn is_answer(&self, statement: &Statement) -> bool {
        let first = statement.content.first().map(|piece| piece.start);
        let paragraph = first.and_then(|start| self.paragraph(start));
        let Some(paragraph) = paragraph.filter(|_| is_unclaimed(statement)) else {
            return false;
        };
        let of = |number: usize| {
            let sentences = self.sentences.iter();
            sentences.filter(move |sentence| sentence.paragraph == number)
        };
        let alone = of(paragraph).all(|sentence| self.is_quoted(sentence.span));
        let asked = |before: usize| of(before).any(|sentence| !self.is_quoted(sentence.span));
        alone && paragraph.checked_sub(1).is_none_or(asked)
    }

    /// The person who is named first outside what is quoted.
    fn first_person(&self) -> Option<Party> {
        let named = |actor: &Actor| {
            let form = actor.mentions[0].form;
            matches!(form, MentionForm::Name | MentionForm::Title)
                && actor.kind == ActorKind::Person
        };
        self.parties()
            .find(|(actor, party)| named(actor) && !self.is_quoted(party.span))
            .map(|(_, party)| party)
    }
}
