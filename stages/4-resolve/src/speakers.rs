//! Quotations that nobody claims: whose they are.
//!
//! A reader takes them for the words of whoever the sentence before is about, or else of whoever spoke last outside a
//! quotation. In an interview, whose answers are quotations alone between questions that are none, they are the words of the
//! person whom the article named first.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Analysis, Relation, Sentence};
use selon_intake::{Span, SpanIndex};
use selon_read::{
    Actor, ActorId, ActorKind, Cue, MentionForm, Party, Record, Statement, StatementForm, WordAt,
};

use crate::lexicon::Lexicon;
use crate::profile;

/// How many sentences before a quotation may say whose it is.
const BACK: usize = 2;
/// How many answers make an interview.
const ANSWERS: usize = 2;

/// Gives quotations without a cue their source. `order` has the mentions as they come in the text.
pub(crate) fn claim(
    record: &mut Record,
    lexicon: &Lexicon,
    analysis: &Analysis,
    mentioned: &[Actor],
    order: &[usize],
) {
    let statements = record.statements.iter().enumerate();
    let unclaimed = statements.filter(|(_, statement)| is_unclaimed(statement));
    let unclaimed: Vec<usize> = unclaimed.map(|(id, _)| id).collect();
    if unclaimed.is_empty() {
        return;
    }
    let mentions = Mentions {
        lexicon,
        analysis,
        mentioned,
        order,
    };
    let context = QuotationContext::new(&record.statements, mentions);
    let sources = unclaimed
        .iter()
        .map(|&id| context.source(&record.statements[id]));
    let sources: Vec<Option<Party>> = sources.collect();
    for (id, source) in unclaimed.into_iter().zip(sources) {
        record.statements[id].source = source;
    }
}

fn is_unclaimed(statement: &Statement) -> bool {
    statement.cue.is_none() && statement.form == StatementForm::Direct && statement.within.is_none()
}

/// Whether a statement stands in no other and the text says whose it is.
fn is_claimed(statement: &Statement) -> bool {
    statement.within.is_none() && !is_unclaimed(statement)
}

/// Everybody who is mentioned.
#[derive(Clone, Copy)]
struct Mentions<'a> {
    lexicon: &'a Lexicon,
    analysis: &'a Analysis,
    mentioned: &'a [Actor],
    order: &'a [usize],
}

impl<'a> Mentions<'a> {
    /// In text order.
    fn parties(self) -> impl Iterator<Item = (&'a Actor, Party)> {
        let actors = self.order.iter().map(move |&id| (id, &self.mentioned[id]));
        actors.filter_map(|(id, actor)| {
            let party = Party {
                span: actor.mentions.first()?.span,
                actor: Some(ActorId(id)),
            };
            Some((actor, party))
        })
    }

    /// Whether somebody is nobody in particular: *on*.
    fn is_vague(self, actor: &Actor) -> bool {
        let mention = actor.mentions.first();
        mention.is_some_and(|mention| profile::is_vague(self.lexicon, self.analysis, mention))
    }

    /// For each sentence whoever it is about: the human subject of its main clause.
    fn subjects(self) -> Vec<Option<Party>> {
        let sentences = self.analysis.sentences.iter().enumerate();
        let heads = sentences.map(|(sentence, of)| {
            let word = main_subject(of)?;
            Some(WordAt { sentence, word })
        });
        let heads: Vec<Option<WordAt>> = heads.collect();
        let wanted: FxHashSet<WordAt> = heads.iter().copied().flatten().collect();
        let mut found = FxHashMap::default();
        for (actor, party) in self.parties() {
            let head = actor.mentions[0].head;
            if wanted.contains(&head) && !found.contains_key(&head) && !self.is_vague(actor) {
                found.insert(head, party);
            }
        }
        let subjects = heads.iter().map(|head| found.get(head.as_ref()?).cloned());
        subjects.collect()
    }
}

/// The subject of the main clause.
fn main_subject(sentence: &Sentence) -> Option<usize> {
    let mut children = sentence.children(sentence.root()?);
    children.find(|&child| sentence.words[child].is(Relation::Nsubj))
}

/// What is asked around quotations that nobody claims.
struct QuotationContext<'a> {
    statements: &'a [Statement],
    mentions: Mentions<'a>,
    /// What is quoted word for word outside other quotations.
    quoted: SpanIndex,
    /// Paragraphs with a sentence that is not quoted.
    with_own_words: FxHashSet<usize>,
    /// For each sentence the source of the last statement that it makes itself.
    speakers: Vec<Option<&'a Party>>,
    /// For each sentence whoever it is about.
    subjects: Vec<Option<Party>>,
    /// Where each claimed statement ends, and which of those before has the last words.
    ended: Vec<(usize, &'a Statement)>,
    /// Whom the article interviews, if it has answers.
    interviewed: Option<Party>,
    /// Whether answers are most of what is quoted, so that no question between them can claim one.
    is_interview: bool,
}

impl<'a> QuotationContext<'a> {
    fn new(statements: &'a [Statement], mentions: Mentions<'a>) -> QuotationContext<'a> {
        let direct = statements
            .iter()
            .filter(|statement| statement.form == StatementForm::Direct);
        let mut context = QuotationContext {
            statements,
            mentions,
            quoted: direct
                .flat_map(|statement| statement.content.iter().copied())
                .collect(),
            with_own_words: FxHashSet::default(),
            speakers: Vec::new(),
            subjects: mentions.subjects(),
            ended: ended(statements),
            interviewed: None,
            is_interview: false,
        };
        let sentences = mentions.analysis.sentences.iter();
        let own = sentences.filter(|sentence| !context.quoted.any_holds(sentence.span));
        context.with_own_words = own.map(|sentence| sentence.paragraph).collect();
        context.speakers = context.speakers();
        let answers = statements.iter().filter(|one| context.is_answer(one));
        let answers = answers.count();
        if answers >= ANSWERS {
            let claimed = statements.iter().filter(|statement| {
                statement.form == StatementForm::Direct && is_claimed(statement)
            });
            context.is_interview = answers > claimed.count();
            context.interviewed = context.first_person();
        }
        context
    }

    /// For each sentence the source of the last statement that it makes itself.
    fn speakers(&self) -> Vec<Option<&'a Party>> {
        let sentences = &self.mentions.analysis.sentences;
        let mut last = vec![None; sentences.len()];
        let outermost = self.statements.iter().filter(|one| one.within.is_none());
        for statement in outermost {
            let Some(cue) = statement.cue.as_ref().map(Cue::cover) else {
                continue;
            };
            let sentence = self.mentions.analysis.sentence_at(cue.start);
            let sentence = sentence.filter(|&at| sentences[at].span.contains(cue));
            let source = self.unquoted(&statement.source);
            if let Some((at, source)) = sentence.zip(source) {
                let before: Option<(usize, &Party)> = last[at];
                if before.is_none_or(|(start, _)| start <= cue.start) {
                    last[at] = Some((cue.start, source));
                }
            }
        }
        let last = last.into_iter();
        last.map(|last| last.map(|(_, source)| source)).collect()
    }

    /// Whose an unclaimed quotation is.
    fn source(&self, statement: &Statement) -> Option<Party> {
        let start = statement.content.first()?.start;
        if self.is_interview && self.is_answer(statement) {
            return self.interviewed.clone();
        }
        let mut before = self.sentences_before(start);
        let told = before.find_map(|sentence| {
            let speaker = self.speakers[sentence].cloned();
            speaker.or_else(|| self.subjects[sentence].clone())
        });
        told.or_else(|| self.last_speaker(start).cloned())
            .or_else(|| self.unquoted(&statement.source).cloned())
            .or_else(|| self.interviewed.clone())
    }

    /// The sentences before a place, the nearest first, as long as they stand in the same paragraph and are not quoted
    /// themselves. What follows one that names nobody goes on from the one before.
    fn sentences_before(&self, place: usize) -> impl Iterator<Item = usize> {
        let sentences = &self.mentions.analysis.sentences;
        let here = self.mentions.analysis.sentence_at(place);
        let paragraph = here.map(|here| sentences[here].paragraph);
        let before = (0..here.unwrap_or(0)).rev().take(BACK);
        before.take_while(move |&before| {
            let sentence = &sentences[before];
            Some(sentence.paragraph) == paragraph && !self.quoted.any_holds(sentence.span)
        })
    }

    /// A source that the article names itself: who says *I* in a quotation speaks in that one.
    fn unquoted<'p>(&self, source: &'p Option<Party>) -> Option<&'p Party> {
        let vague = |party: &Party| {
            let actor = party.actor.and_then(|id| self.mentions.mentioned.get(id.0));
            actor.is_some_and(|actor| self.mentions.is_vague(actor))
        };
        let source = source.as_ref();
        source.filter(|party| !self.quoted.any_holds(party.span) && !vague(party))
    }

    /// The source of the statement that ended last before a place, in its paragraph or the one before.
    fn last_speaker(&self, place: usize) -> Option<&'a Party> {
        let before = self.ended.partition_point(|&(end, _)| end <= place);
        let (_, last) = self.ended.get(before.checked_sub(1)?)?;
        let there = self.paragraph(last.content.last()?.start)?;
        (there + 1 >= self.paragraph(place)?)
            .then(|| self.unquoted(&last.source))
            .flatten()
    }

    fn paragraph(&self, place: usize) -> Option<usize> {
        let analysis = self.mentions.analysis;
        let sentence = analysis.sentence_at(place)?;
        Some(analysis.sentences[sentence].paragraph)
    }

    /// Whether a quotation without a cue is whole paragraphs, behind one that holds words of its own.
    fn is_answer(&self, statement: &Statement) -> bool {
        let first = statement.content.first().map(|piece| piece.start);
        let paragraph = first.and_then(|start| self.paragraph(start));
        let Some(paragraph) = paragraph.filter(|_| is_unclaimed(statement)) else {
            return false;
        };
        let asked = |before: usize| self.with_own_words.contains(&before);
        !self.with_own_words.contains(&paragraph) && paragraph.checked_sub(1).is_none_or(asked)
    }

    /// The person who is named first outside what is quoted.
    fn first_person(&self) -> Option<Party> {
        let named = |actor: &Actor| {
            let form = actor.mentions[0].form;
            matches!(form, MentionForm::Name | MentionForm::Title)
                && actor.kind == ActorKind::Person
        };
        let mut parties = self.mentions.parties();
        let named =
            parties.find(|(actor, party)| named(actor) && !self.quoted.any_holds(party.span));
        named.map(|(_, party)| party)
    }
}

/// The places where claimed statements end, in text order, each with the statement that has the last words before it.
fn ended(statements: &[Statement]) -> Vec<(usize, &Statement)> {
    let claimed = statements.iter().enumerate();
    let claimed = claimed.filter(|(_, statement)| is_claimed(statement));
    let ends = claimed.filter_map(|(id, statement)| {
        let end = statement.content.iter().map(|piece| piece.end).max()?;
        let last: Span = *statement.content.last()?;
        Some((end, (last.end, id)))
    });
    let mut ends: Vec<(usize, (usize, usize))> = ends.collect();
    ends.sort_unstable();
    let mut latest = (0, 0);
    let ended = ends.into_iter().map(|(end, last)| {
        latest = latest.max(last);
        (end, &statements[latest.1])
    });
    ended.collect()
}

#[cfg(test)]
mod tests {
    use selon_read::StatementForm::{Direct, Indirect};

    use crate::testing::story;

    const WIDOW: &str = "Claudine PROPN 3 nsubj/Thévenin PROPN 1 flat/attend VERB 0 root";
    const QUOTED: &str = "« PUNCT 3 punct/Tout PRON 3 nsubj/dort VERB 0 root/» PUNCT 3 punct";

    fn some(name: &str) -> Option<String> {
        Some(name.to_owned())
    }

    #[test]
    fn a_quotation_alone_is_of_whom_the_sentence_before_is_about() {
        let story = story(&[WIDOW, QUOTED]).person("Claudine Thévenin");
        assert_eq!(
            story.unclaimed("« Tout dort »").sources(),
            [some("Claudine Thévenin")]
        );
    }

    #[test]
    fn who_speaks_there_comes_before_whom_it_is_about() {
        let said = "Claudine PROPN 3 nsubj/Thévenin PROPN 1 flat/écoute VERB 0 root/et CCONJ 6 cc/Marc PROPN 6 nsubj/promet VERB 3 conj/partir VERB 6 xcomp";
        let story = story(&[said, QUOTED])
            .person("Claudine Thévenin")
            .person("Marc");
        let story = story
            .says(1, "promet", "partir", Indirect)
            .unclaimed("« Tout dort »");
        assert_eq!(story.sources(), [some("Marc"), some("Marc")]);
    }

    #[test]
    fn whoever_spoke_last_goes_on_speaking() {
        let said = "« PUNCT 2 punct/Pars VERB 6 ccomp/» PUNCT 2 punct/, PUNCT 2 punct/Marc PROPN 6 nsubj/dit VERB 0 root";
        let night = "Il PRON 2 expl/pleut VERB 0 root";
        let story = story(&[said, night, night, QUOTED]).person("Marc");
        let story = story
            .says(0, "dit", "« Pars »", Direct)
            .unclaimed("« Tout dort »");
        assert_eq!(story.sources(), [some("Marc"), some("Marc")]);
    }

    #[test]
    fn nobody_in_particular_is_no_speaker() {
        let vague = "On PRON 2 nsubj/attend VERB 0 root";
        let story = story(&[vague, QUOTED]).noun("On");
        assert_eq!(story.unclaimed("« Tout dort »").sources(), [None]);
    }
}
