//! Attribution: who says what, by which words (PolNeAR's source, cue and content).
//!
//! The order of the work is the order of the modules: [`cues`] lists the words that may attribute something, [`quoted`]
//! gives quotations the cue they stand beside, [`content`] and [`source`] read the tree around each cue, [`pieces`]
//! turns words back into spans of the text. This module brings them together, takes up quotations that carry on the
//! last speaker's, and says which statement stands inside which.

mod content;
mod cues;
mod judge;
mod lexicon;
mod pieces;
mod quoted;
mod source;

use std::iter;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Analysis, Sentence, Upos};
use selon_intake::Span;
use selon_languages::Pack;

use self::content::{Around, Content};
use self::cues::{CueAt, CueKind};
use self::lexicon::Lexicon;
use self::quoted::{Link, Surroundings, Unit};
use crate::nominal;
use crate::quotations::{Marks, Quotation};
use crate::record::{
    Actor, ActorId, ActorKind, Attitude, Certainty, Cue, Mention, MentionForm, Party, Statement,
    StatementForm, StatementId, Time, WordAt,
};
use crate::rules::RuleError;

/// The rules of attribution of one language.
#[derive(Debug)]
pub(crate) struct Rules {
    lexicon: Lexicon,
    /// Lemmas of nouns that can speak: people, bodies, documents.
    speakers: FxHashSet<&'static str>,
}

/// What the search for statements reads.
pub(crate) struct Page<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) marks: &'a Marks,
    pub(crate) quotations: &'a [Quotation],
    pub(crate) times: &'a [Time],
    /// The words of places' names, with the state that speaks where one of them does: *Rome propose*.
    pub(crate) places: &'a FxHashMap<WordAt, Option<Actor>>,
}

/// A statement whose source is still a word of the tree.
struct Draft {
    sentence: usize,
    cue: Option<Cue>,
    source: Option<usize>,
    addressee: Option<usize>,
    content: Vec<Span>,
    attitude: Attitude,
    certainty: Certainty,
}

impl Rules {
    pub(crate) fn load(pack: &'static Pack) -> Result<Rules, RuleError> {
        let speakers = pack
            .table("source-nouns")
            .rows()
            .map(|row| row.key())
            .collect();
        Ok(Rules {
            lexicon: Lexicon::load(pack)?,
            speakers,
        })
    }

    /// The statements of an article in text order. Sources and addressees that no actor names yet are added to `actors`.
    pub(crate) fn statements(&self, page: &Page, actors: &mut Vec<Actor>) -> Vec<Statement> {
        let mut heads = Heads::of(actors, page.analysis);
        let mut drafts = self.drafts(page, &heads);
        drafts.sort_by_key(|draft| (draft.start(), draft.end()));
        let mut statements: Vec<Statement> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let mut party = |word: usize| heads.party(page, draft.sentence, word, actors);
            statements.push(Statement {
                form: judge::form(&draft.content, draft.cue.as_ref().map(Cue::cover), page),
                source: draft.source.and_then(&mut party),
                addressee: draft.addressee.and_then(&mut party),
                cue: draft.cue,
                content: draft.content,
                attitude: draft.attitude,
                certainty: draft.certainty,
                within: None,
                time: None,
                place: None,
            });
        }
        take_up_speakers(page, &mut statements);
        nest(&mut statements);
        statements
    }

    fn drafts(&self, page: &Page, heads: &Heads) -> Vec<Draft> {
        let sentences = &page.analysis.sentences;
        let cues: Vec<Vec<CueAt>> = sentences
            .iter()
            .map(|sentence| cues::cues(&self.lexicon, sentence, page.text))
            .collect();
        let surroundings = Surroundings {
            text: page.text,
            sentences,
            cues: &cues,
            quotations: page.quotations,
            marks: page.marks,
        };
        let units = quoted::units(page.quotations);
        let mut linked: FxHashMap<(usize, usize), Vec<(usize, Link)>> = FxHashMap::default();
        for (index, unit) in units.iter().enumerate() {
            if let Some(link) = surroundings.link(unit) {
                linked
                    .entry((link.sentence, link.cue))
                    .or_default()
                    .push((index, link));
            }
        }
        let mut drafts = Vec::new();
        for (at, sentence) in sentences.iter().enumerate() {
            for (number, cue) in cues[at].iter().enumerate() {
                let quotes = linked.get(&(at, number)).map_or(&[][..], Vec::as_slice);
                let quotes = quotes.iter().map(|(unit, link)| (&units[*unit], *link));
                drafts.extend(self.draft(page, heads, at, sentence, cue, quotes));
            }
        }
        drafts
    }

    fn draft<'u>(
        &self,
        page: &Page,
        heads: &Heads,
        at: usize,
        sentence: &Sentence,
        cue: &CueAt,
        quotes: impl Iterator<Item = (&'u Unit, Link)>,
    ) -> Option<Draft> {
        let reading = self.reading(page, heads, at, sentence, cue)?;
        let mut content = match reading.content.as_ref() {
            Some(found)
                if !found.needs_speaker
                    || reading
                        .source
                        .is_some_and(|word| self.speaks(heads, at, sentence, word)) =>
            {
                let spans = pieces::pieces(sentence, &found.words, page.text, page.marks);
                let spans = spans
                    .into_iter()
                    .map(|span| pieces::balanced(span, Some(cue.span), page.quotations, page.text));
                // Who speaks inside a quotation reports nothing outside it.
                let own = page.quotations.iter().map(|quotation| quotation.span);
                let own: Vec<Span> = own.filter(|span| span.contains(cue.span)).collect();
                joined(spans.filter(|span| own.iter().all(|own| own.contains(*span))))
            }
            _ => Vec::new(),
        };
        let beside = reading.content.as_ref().is_some_and(|found| found.beside);
        let quoted: Vec<Span> = quotes
            .flat_map(|(unit, link)| spoken(unit, link, page.text))
            .collect();
        let held = quoted
            .iter()
            .all(|span| content.iter().any(|piece| piece.contains(*span)));
        if !quoted.is_empty() && (beside || !held) {
            content = joined(quoted.into_iter());
        }
        content.retain(|piece| !piece.contains(cue.span));
        if content.is_empty() {
            return None;
        }
        // What is said is the verb's object, so a noun behind it that the tree takes for one is its subject.
        let outside = |word: &usize| {
            let span = sentence.words[*word].span;
            !content.iter().any(|piece| piece.contains(span))
        };
        let source = reading.source.filter(outside).or_else(|| match cue.kind {
            CueKind::Verb(entry) => source::inverted(sentence, cue.word)
                .filter(|_| content[0].start < cue.span.start)
                .or_else(|| source::clitic(sentence, cue.word, entry))
                .filter(outside),
            _ => None,
        });
        let (attitude, certainty) = judge::stance(&self.lexicon, sentence, cue);
        Some(Draft {
            sentence: at,
            cue: Some(Cue {
                pieces: runs(sentence, &cue.words),
                lemma: reading.lemma,
            }),
            source,
            addressee: reading.addressee,
            content,
            attitude,
            certainty,
        })
    }

    /// What the tree says around a cue.
    fn reading(
        &self,
        page: &Page,
        heads: &Heads,
        at: usize,
        sentence: &Sentence,
        cue: &CueAt,
    ) -> Option<Reading> {
        let speaks = |word: usize| self.speaks(heads, at, sentence, word);
        let dated = |word: usize| crate::inside_any(page.times, sentence.words[word].span);
        let around = Around {
            sentence,
            speaks: &speaks,
            dated: &dated,
        };
        let lemma = sentence.words[cue.word].lemma.to_string();
        match cue.kind {
            CueKind::Verb(entry) => {
                let words = cue.word..cue.word + cue.length;
                let subject = iter::once(cue.top)
                    .chain(words.clone())
                    .find_map(|word| source::of_verb(sentence, word));
                let source = subject.filter(|_| !cue.undergone);
                let before = content::set_before(&around, cue)
                    .filter(|_| entry.frames.clause || entry.frames.quote);
                if let Some((content, source)) = before {
                    return Some(Reading {
                        lemma,
                        source: Some(source),
                        addressee: None,
                        content: Some(content),
                    });
                }
                let content = words
                    .clone()
                    .find_map(|word| content::of_verb(&around, word, entry, subject));
                let nothing = vec![false; sentence.words.len()];
                let taken = content.as_ref().map_or(&nothing, |content| &content.words);
                let addressee = words
                    .filter_map(|word| content::addressee(sentence, word, entry, taken, &speaks))
                    .find(|word| Some(*word) != source)
                    .or_else(|| subject.filter(|_| cue.undergone));
                Some(Reading {
                    lemma,
                    source,
                    addressee,
                    content,
                })
            }
            CueKind::Noun(entry) => {
                let content = content::of_noun(sentence, cue.word, entry, &speaks);
                let source = source::of_noun(sentence, cue.word, &speaks);
                Some(Reading {
                    lemma,
                    source,
                    addressee: None,
                    content,
                })
            }
            CueKind::Preposition(phrase) => {
                let source = source::of_preposition(sentence, cue.word, cue.length)?;
                let content = content::of_adjunct(
                    sentence,
                    source,
                    &adjunct(sentence, cue.word, cue.length, source),
                );
                Some(Reading {
                    lemma: phrase.phrase.to_owned(),
                    source: Some(source),
                    addressee: None,
                    content: content.map(|content| Content {
                        needs_speaker: phrase.actor_only,
                        ..content
                    }),
                })
            }
            CueKind::Adverbial(phrase) => {
                let last = cue.word + cue.length - 1;
                let content = content::of_adjunct(
                    sentence,
                    cue.word,
                    &adjunct(sentence, cue.word, cue.length, last),
                );
                Some(Reading {
                    lemma: phrase.phrase.to_owned(),
                    source: None,
                    addressee: None,
                    content,
                })
            }
        }
    }

    /// Whether a word names somebody or something that can speak.
    fn speaks(&self, heads: &Heads, at: usize, sentence: &Sentence, word: usize) -> bool {
        let word = source::stands_for(sentence, word);
        let head = &sentence.words[word];
        heads.0.contains_key(&WordAt { sentence: at, word })
            || head.upos == Upos::Propn
            || self.speakers.contains(head.lemma.as_str())
    }
}

/// What the tree says around one cue.
struct Reading {
    lemma: String,
    source: Option<usize>,
    addressee: Option<usize>,
    content: Option<Content>,
}

/// The words of a phrase and of what it governs.
fn adjunct(sentence: &Sentence, first: usize, length: usize, governed: usize) -> Vec<bool> {
    let mut words = vec![false; sentence.words.len()];
    words[first..first + length].fill(true);
    let group = nominal::group_span(sentence, governed);
    for (index, word) in sentence.words.iter().enumerate() {
        words[index] |= group.contains(word.span);
    }
    words
}

/// The words a quotation adds to its cue's content: its pieces, the first stretched to where the report begins, without
/// the words that interrupt it.
fn spoken(unit: &Unit, link: Link, text: &str) -> Vec<Span> {
    let mut pieces = unit.pieces.clone();
    if let Some(start) = link.opens_at {
        pieces[0].start = pieces[0].start.min(start);
    }
    let Some(cut) = link.cut else {
        return pieces;
    };
    let parts = pieces.into_iter().flat_map(|piece| {
        if piece.contains(cut) {
            let before = pieces::without_blanks(Span::new(piece.start, cut.start), text);
            let after = pieces::without_blanks(Span::new(cut.end, piece.end), text);
            vec![before, after]
        } else {
            vec![piece]
        }
    });
    parts
        .filter(|part| part.of(text).chars().any(char::is_alphanumeric))
        .collect()
}

/// The spans of words that stand side by side, one for each run.
fn runs(sentence: &Sentence, words: &[usize]) -> Vec<Span> {
    let mut runs: Vec<(usize, Span)> = Vec::new();
    for &word in words {
        let span = sentence.words[word].span;
        match runs.last_mut().filter(|(last, _)| last + 1 == word) {
            Some(run) => *run = (word, run.1.cover(span)),
            None => runs.push((word, span)),
        }
    }
    runs.into_iter().map(|(_, span)| span).collect()
}

/// Sorted, with pieces that overlap made one.
fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut().filter(|last| last.overlaps(span)) {
            Some(last) => *last = last.cover(span),
            None => joined.push(span),
        }
    }
    joined
}

impl Draft {
    fn start(&self) -> usize {
        let cue = self.cue.as_ref().map(|cue| cue.cover().start);
        self.content
            .iter()
            .map(|span| span.start)
            .chain(cue)
            .min()
            .unwrap_or_default()
    }

    fn end(&self) -> std::cmp::Reverse<usize> {
        std::cmp::Reverse(
            self.content
                .iter()
                .map(|span| span.end)
                .max()
                .unwrap_or_default(),
        )
    }
}

/// The actor whose mention has a word as its head.
struct Heads(FxHashMap<WordAt, ActorId>);

impl Heads {
    /// A name may hang by any of its words where the tree does not know it for one.
    fn of(actors: &[Actor], analysis: &Analysis) -> Heads {
        let mentions = || {
            let actors = actors.iter().enumerate();
            actors.flat_map(|(index, actor)| {
                let mentions = actor.mentions.iter();
                mentions.map(move |mention| (mention, ActorId(index)))
            })
        };
        let mut heads: FxHashMap<WordAt, ActorId> = mentions()
            .map(|(mention, actor)| (mention.head, actor))
            .collect();
        let nominal = |form| matches!(form, MentionForm::Nominal | MentionForm::Pronoun);
        for (mention, actor) in mentions().filter(|(mention, _)| !nominal(mention.form)) {
            let sentence = mention.head.sentence;
            let words = analysis.sentences[sentence].words.iter().enumerate();
            for (word, _) in words.filter(|(_, word)| mention.span.contains(word.span)) {
                heads.entry(WordAt { sentence, word }).or_insert(actor);
            }
        }
        Heads(heads)
    }

    /// The party a word heads. Somebody who speaks is an actor even where nothing else has told so; an expression of time
    /// is nobody.
    fn party(
        &mut self,
        page: &Page,
        sentence: usize,
        word: usize,
        actors: &mut Vec<Actor>,
    ) -> Option<Party> {
        let words = &page.analysis.sentences[sentence];
        let span = nominal::span(words, nominal::group_with_conjuncts(words, word));
        let word = source::stands_for(words, word);
        let head = WordAt { sentence, word };
        let known = self.0.get(&head).copied();
        if known.is_none() && crate::inside_any(page.times, words.words[word].span) {
            return None;
        }
        let made = || match page.places.get(&head) {
            Some(state) => state.clone(),
            None => Some(speaker(words, head, span)),
        };
        let actor = known.or_else(|| {
            actors.push(made()?);
            Some(ActorId(actors.len() - 1))
        });
        self.0.extend(actor.map(|actor| (head, actor)));
        Some(Party { span, actor })
    }
}

/// An actor of whom no more is known than that they speak.
fn speaker(of: &Sentence, head: WordAt, span: Span) -> Actor {
    let word = &of.words[head.word];
    let form = match word.upos {
        Upos::Pron => MentionForm::Pronoun,
        _ => MentionForm::Nominal,
    };
    Actor {
        name: word.form.to_string(),
        kind: ActorKind::Unnamed,
        country: None,
        sector: None,
        known_as: None,
        mentions: vec![Mention { span, head, form }],
    }
}

/// Where the words of a quotation begin, behind its mark.
fn first_word(text: &str, quotation: Span) -> usize {
    let at = quotation.of(text).find(char::is_alphanumeric);
    quotation.start + at.unwrap_or_default()
}

/// A quotation that is whole sentences and has no cue of its own carries on the last speaker's words, when they are in
/// the same paragraph or the one before.
fn take_up_speakers(page: &Page, statements: &mut Vec<Statement>) {
    let mut taken: Vec<Statement> = Vec::new();
    for unit in quoted::units(page.quotations)
        .iter()
        .filter(|unit| unit.depth == 0)
    {
        // What somebody says inside the quotation does not make it theirs.
        let words = first_word(page.text, unit.pieces[0]);
        let covered = statements
            .iter()
            .flat_map(|statement| &statement.content)
            .any(|piece| piece.start <= words && words < piece.end);
        let Some(paragraph) = stands_alone(page, unit).filter(|_| !covered) else {
            continue;
        };
        let before = statements.iter().chain(&taken).filter(|statement| {
            statement
                .content
                .iter()
                .all(|piece| piece.end <= unit.start())
        });
        let last = before.max_by_key(|statement| statement.content.last().map(|piece| piece.end));
        let near = last.filter(|statement| {
            statement
                .content
                .last()
                .and_then(|piece| paragraph_at(page, piece.start))
                .is_some_and(|there| there + 1 >= paragraph)
        });
        taken.push(Statement {
            form: StatementForm::Direct,
            source: near.and_then(|statement| statement.source.clone()),
            cue: None,
            content: unit.pieces.clone(),
            addressee: None,
            attitude: Attitude::Say,
            certainty: Certainty::Stated,
            within: None,
            time: None,
            place: None,
        });
    }
    statements.extend(taken);
    statements.sort_by_key(|statement| {
        statement
            .content
            .first()
            .map(|piece| piece.start)
            .into_iter()
            .chain(statement.cue.as_ref().map(|cue| cue.cover().start))
            .min()
    });
}

/// The paragraph of a quotation that begins a sentence, ends one and holds a finite verb: speech, not a label.
fn stands_alone(page: &Page, unit: &Unit) -> Option<usize> {
    let sentences = &page.analysis.sentences;
    let first = sentences
        .binary_search_by_key(&unit.start(), |sentence| sentence.span.start)
        .ok()?;
    let inside = sentences[first..]
        .iter()
        .take_while(|sentence| sentence.span.start < unit.pieces[0].end);
    let last = inside.clone().last()?;
    let rest = last.span.end.max(unit.pieces[0].end);
    let ends = page.text[unit.pieces[0].end..rest]
        .chars()
        .all(|c| !c.is_alphanumeric());
    let speaks = inside
        .flat_map(|sentence| &sentence.words)
        .any(|word| word.feats.is("VerbForm", "Fin"));
    (ends && speaks).then_some(sentences[first].paragraph)
}

fn paragraph_at(page: &Page, place: usize) -> Option<usize> {
    let sentences = &page.analysis.sentences;
    sentences
        .get(sentences.partition_point(|sentence| sentence.span.end <= place))
        .map(|sentence| sentence.paragraph)
}

/// A statement whose cue stands in the content of another is made inside it; of several, in the smallest.
fn nest(statements: &mut [Statement]) {
    let anchors: Vec<Option<Span>> = statements
        .iter()
        .map(|statement| {
            statement
                .cue
                .as_ref()
                .map(Cue::cover)
                .or_else(|| statement.content.first().copied())
        })
        .collect();
    let holds = |outer: usize, inner: usize| {
        let place = anchors[inner]?;
        let contains = |statement: &Statement, place: Span| {
            statement.content.iter().any(|piece| piece.contains(place))
        };
        let back = anchors[outer].is_some_and(|place| contains(&statements[inner], place));
        (outer != inner && contains(&statements[outer], place) && !back).then(|| {
            statements[outer]
                .content
                .iter()
                .map(|piece| piece.len())
                .sum::<usize>()
        })
    };
    let within: Vec<Option<StatementId>> = (0..statements.len())
        .map(|inner| {
            (0..statements.len())
                .filter_map(|outer| Some((holds(outer, inner)?, outer)))
                .min()
                .map(|(_, outer)| StatementId(outer))
        })
        .collect();
    for (statement, within) in statements.iter_mut().zip(within) {
        statement.within = within;
    }
}
