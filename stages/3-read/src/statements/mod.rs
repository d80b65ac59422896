//! Attribution: who says what, by which words (PolNeAR's source, cue and content).
//!
//! The order of the work is the order of the modules: [`cues`] lists the words that may attribute something, [`quoted`]
//! gives quotations the cue they stand beside, [`complement`], [`noun_content`], [`parenthetical`] and [`source`] read
//! the tree around each cue, [`edges`] mends
//! where a content begins and ends, [`pieces`] turns words back into spans of the text, [`judge`] says what sort of
//! saying it is, and [`labelled`] finds what punctuation alone attributes. This module brings them together, takes up
//! quotations that carry on the last speaker's, and says which statement stands inside which.

mod complement;
mod content;
mod cues;
mod edges;
mod judge;
mod labelled;
mod noun_content;
mod parenthetical;
mod pieces;
mod quoted;
mod source;

use std::iter;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::feature::{Poss, VerbForm};
use selon_analyse::{Relation, Sentence, Upos, Word};
use selon_intake::Span;
use selon_languages::{Before, Pack, Speaker};

use self::content::{Content, CueContext};
use self::cues::{CueAt, CueKind};
use self::labelled::{Labelled, Lines};
use self::pieces::around;
use self::quoted::{Link, Surroundings};
use crate::grammar::{nominal, subject, tree, voice};
use crate::lexicon::Slot;
use crate::lexicon::cues::Lexicon;
use crate::parties::Parties;
use crate::quotations::QuotedPassage;
use crate::record::{Attitude, Certainty, Cue, Statement, StatementForm, WordAt, innermost};
use crate::view::ArticleView;

/// The rules of attribution of one language.
#[derive(Debug)]
pub(crate) struct Rules {
    lexicon: Lexicon,
    /// Lemmas of nouns that can speak: people, bodies, documents.
    speakers: FxHashSet<&'static str>,
    /// Those of them that are written.
    documents: FxHashSet<&'static str>,
    /// Those of these that count or ask many.
    surveys: FxHashSet<&'static str>,
}

/// A statement whose source is still a word of the tree.
struct Draft {
    sentence: usize,
    cue: Option<Cue>,
    source: Option<usize>,
    /// The word the source begins with where a preposition tells: *selon* | *beaucoup d'experts*.
    source_from: Option<usize>,
    addressee: Option<usize>,
    content: Vec<Span>,
    attitude: Attitude,
    certainty: Certainty,
}

impl Rules {
    pub(crate) fn load(pack: &'static Pack) -> Rules {
        let nouns = |fits: fn(Speaker) -> bool| {
            let rows = pack.nouns.iter();
            rows.filter(|row| row.source.is_some_and(fits))
                .map(|row| row.lemma)
                .collect()
        };
        Rules {
            lexicon: Lexicon::load(pack),
            speakers: nouns(|_| true),
            documents: nouns(|kind| matches!(kind, Speaker::Document | Speaker::Survey)),
            surveys: nouns(|kind| kind == Speaker::Survey),
        }
    }

    /// What the language says about attribution, and about what softens or negates.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The statements of an article in text order. Sources and addressees that nothing names yet are added to `parties`.
    pub(crate) fn statements(&self, view: &ArticleView, parties: &mut Parties) -> Vec<Statement> {
        let known = parties.len();
        let mut drafts = self.drafts(view, parties);
        drafts.sort_by_key(|draft| (draft.start(), draft.end()));
        let mut statements: Vec<Statement> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let own: Vec<Span> = draft
                .cue
                .iter()
                .flat_map(|cue| cue.pieces.clone())
                .collect();
            let mut party = |word: usize, from: Option<usize>| {
                let head = WordAt {
                    sentence: draft.sentence,
                    word,
                };
                let mut party = parties.speaker(head, from)?;
                // What they say or are told is no part of who they are, nor is the word that says so.
                let head = view.analysis.sentences[draft.sentence].words[word].span;
                let mut others = draft.content.iter().chain(&own).copied();
                let inside = |piece: &Span| head.end <= piece.start && piece.start < party.span.end;
                if let Some(piece) = others.find(inside) {
                    let sentence = &view.analysis.sentences[draft.sentence];
                    party.span = pieces::up_to(sentence, party.span, piece.start);
                }
                Some(party)
            };
            statements.push(Statement {
                form: judge::form(&draft.content, draft.cue.as_ref().map(Cue::cover), view),
                source: draft.source.and_then(|word| party(word, draft.source_from)),
                addressee: draft.addressee.and_then(|word| party(word, None)),
                cue: draft.cue,
                content: draft.content,
                attitude: draft.attitude,
                certainty: draft.certainty,
                within: None,
                time: None,
                place: None,
            });
        }
        parties.index_names(known);
        take_up_speakers(view, &mut statements);
        take_told(view.text, &mut statements);
        nest(&mut statements);
        statements
    }

    fn drafts(&self, view: &ArticleView, parties: &Parties) -> Vec<Draft> {
        let sentences = &view.analysis.sentences;
        let cues: Vec<Vec<CueAt>> = sentences
            .iter()
            .map(|sentence| cues::cues(&self.lexicon, sentence, view.text))
            .collect();
        let surroundings = Surroundings {
            text: view.text,
            sentences,
            cues: &cues,
            quotations: view.quotations,
            marks: view.marks,
        };
        let mut linked: FxHashMap<(usize, usize), Vec<(usize, Link)>> = FxHashMap::default();
        for (index, passage) in view.passages.iter().enumerate() {
            if let Some(link) = surroundings.link(passage) {
                linked
                    .entry((link.sentence, link.cue))
                    .or_default()
                    .push((index, link));
            }
        }
        let mut drafts = Vec::new();
        for (at, of_sentence) in cues.iter().enumerate() {
            for (number, cue) in of_sentence.iter().enumerate() {
                let quotes = linked.get(&(at, number)).map_or(&[][..], Vec::as_slice);
                let quotes = quotes
                    .iter()
                    .map(|(passage, link)| (&view.passages[*passage], *link));
                drafts.extend(self.draft(view, parties, at, of_sentence, cue, quotes));
            }
        }
        self.add_labelled(view, parties, &mut drafts);
        drafts
    }

    /// What punctuation alone attributes, where no cue has taken the words.
    fn add_labelled(&self, view: &ArticleView, parties: &Parties, drafts: &mut Vec<Draft>) {
        let sentences = &view.analysis.sentences;
        // Of a name that stands alone before a colon the tagger may make anything; the article names them in full.
        let named = |at: usize, word: usize| {
            let form = &sentences[at].words[word].form;
            form.starts_with(char::is_uppercase) && parties.is_in_a_name(form)
        };
        let speaks = |at: usize, word: usize| {
            let place = WordAt { sentence: at, word };
            !parties.is_place(place)
                && (named(at, word) || self.speaks(parties, at, &sentences[at], word))
        };
        let known = |at: usize, word: usize| {
            let place = WordAt { sentence: at, word };
            let noun = sentences[at].words[word].upos != Upos::Propn;
            noun || named(at, word) || parties.names_somebody(place)
        };
        let lines = Lines {
            text: view.text,
            sentences,
            marks: view.marks,
            speaks: &speaks,
        };
        let free = |passage: &&QuotedPassage| {
            let words = first_word(view.text, passage.pieces[0]);
            !drafts
                .iter()
                .any(|draft| claims(draft.cue.as_ref(), &draft.content, passage, words))
        };
        let quoted = view
            .passages
            .iter()
            .filter(|passage| passage.depth == 0)
            .filter(free);
        let quoted: Vec<Labelled> = quoted
            .filter_map(|passage| lines.of_quotation(passage))
            .collect();
        let unquoted = lines.unquoted(&known);
        drafts.extend(quoted.into_iter().chain(unquoted).map(Draft::labelled));
    }

    fn draft<'u>(
        &self,
        view: &ArticleView,
        parties: &Parties,
        at: usize,
        cues: &[CueAt],
        cue: &CueAt,
        quotes: impl Iterator<Item = (&'u QuotedPassage, Link)>,
    ) -> Option<Draft> {
        let sentence = &view.analysis.sentences[at];
        let reading = self.reading(view, parties, at, cues, cue)?;
        let quotes: Vec<(&QuotedPassage, Link)> = quotes.collect();
        let quotes = spoken_by(&quotes, cue, view.text);
        let whole = quotes.iter().all(|(_, link)| link.opens_at.is_none());
        let quoted: Vec<Span> = quotes
            .iter()
            .flat_map(|(passage, link)| spoken(passage, *link, view.text))
            .map(|piece| edges::with_lead(&self.lexicon, sentence, cue, piece))
            .collect();
        let mut content = self.content(view, parties, at, cue, &reading);
        let said_before = whole && end_before(&quoted, cue).is_some();
        if said_before || replaces(&quoted, &content, cue, &reading) {
            content = joined(quoted.iter().copied());
        }
        content.retain(|piece| !piece.contains(cue.span));
        if content.is_empty() {
            let spoken = reading
                .source
                .is_some_and(|source| self.speaks(parties, at, sentence, source));
            content.extend(block_below(view, at, cues, cue).filter(|_| spoken));
        }
        if content.is_empty() {
            return None;
        }
        let source = self.source(parties, at, sentence, cue, &reading, &content, &quoted);
        let (attitude, mut certainty) = self.stance(sentence, cue, &reading, source);
        let passes_on = matches!(
            attitude,
            Attitude::Say | Attitude::Report | Attitude::Believe
        );
        let told = passes_on && quoted.is_empty() && certainty == Certainty::Stated;
        if told && judge::is_hearsay(sentence, cue, &content) {
            certainty = Certainty::Hearsay;
        }
        Some(Draft {
            sentence: at,
            cue: Some(Cue {
                pieces: self.cue_pieces(sentence, cue, &mut content),
                lemma: reading.lemma,
            }),
            source,
            source_from: match cue.kind {
                CueKind::Preposition(_) => cue.words.last().map(|last| last + 1),
                _ => None,
            },
            addressee: reading.addressee,
            content,
            attitude,
            certainty,
        })
    }

    /// The words that the tree gives a cue for its content, as spans of the text.
    fn content(
        &self,
        view: &ArticleView,
        parties: &Parties,
        at: usize,
        cue: &CueAt,
        reading: &Reading,
    ) -> Vec<Span> {
        let sentence = &view.analysis.sentences[at];
        let spoken = || match reading.source {
            Some(source) => self.speaks(parties, at, sentence, source),
            None => voice::is_passive(sentence, cue.word),
        };
        let found = reading.content.as_ref();
        let Some(found) = found.filter(|found| !found.needs_speaker || spoken()) else {
            return Vec::new();
        };
        let spans = pieces::pieces(sentence, &found.words, view.text, view.marks);
        let spans = spans
            .into_iter()
            .map(|span| pieces::balanced(span, Some(cue.span), view.quotations, view.text));
        // Who speaks inside a quotation reports nothing outside it.
        let own = around(view.quotations, cue.span).map(|quotation| quotation.span);
        let own: Vec<Span> = own.filter(|span| span.contains(cue.span)).collect();
        joined(spans.filter(|span| own.iter().all(|own| own.contains(*span))))
    }

    /// Whose the statement is: the source that the tree gives, or, where that is a word of the content, whoever stands
    /// where speakers stand.
    #[allow(clippy::too_many_arguments)] // What is known of one cue; each is a part of its own.
    fn source(
        &self,
        parties: &Parties,
        at: usize,
        sentence: &Sentence,
        cue: &CueAt,
        reading: &Reading,
        content: &[Span],
        quoted: &[Span],
    ) -> Option<usize> {
        // What is said is the verb's object, so a noun behind it that the tree takes for one is its subject.
        let outside = |word: &usize| {
            let span = sentence.words[*word].span;
            !content.iter().any(|piece| piece.contains(span))
        };
        let between = || source::between(sentence, end_before(quoted, cue)?, cue.words[0]);
        let named = reading.source.filter(outside).or_else(between);
        let CueKind::Verb(entry) = cue.kind else {
            return named;
        };
        let inverted = || {
            let inverted = subject::inverted(sentence, cue.word);
            inverted.filter(|_| content[0].start < cue.span.start)
        };
        let clitic = || source::clitic(sentence, cue.word, entry);
        let behind = || {
            let speaks = |word: usize| self.speaks(parties, at, sentence, word);
            let follows = content[0].end <= cue.span.start;
            source::behind(sentence, cue, &speaks).filter(|_| follows)
        };
        named
            .or_else(|| inverted().or_else(clitic).filter(outside))
            .or_else(behind)
    }

    /// The attitude and certainty of a cue with that content and source.
    fn stance(
        &self,
        sentence: &Sentence,
        cue: &CueAt,
        reading: &Reading,
        source: Option<usize>,
    ) -> (Attitude, Certainty) {
        let (attitude, certainty) = judge::stance(&self.lexicon, sentence, cue);
        let content = reading.content.as_ref();
        let written = |word: usize| self.documents.contains(sentence.words[word].lemma.as_str());
        let attitude = match attitude {
            // *called the delay a disgrace* orders nothing.
            Attitude::Order | Attitude::Ask if content.is_some_and(|found| found.predicated) => {
                Attitude::Say
            }
            attitude => attitude,
        };
        match attitude {
            // A document does not say, it reports.
            Attitude::Say if source.is_some_and(written) => (Attitude::Report, certainty),
            attitude => (attitude, certainty),
        }
    }

    /// The spans of a cue, to which a language may give the preposition that its content begins with.
    fn cue_pieces(&self, sentence: &Sentence, cue: &CueAt, content: &mut [Span]) -> Vec<Span> {
        let mut words = cue.words.clone();
        if let Some(preposition) = edges::leading_preposition(&self.lexicon, sentence, cue)
            && let Some(next) = sentence.words.get(preposition + 1)
            && let Some(piece) = content.iter_mut().find(|piece| {
                piece.start == sentence.words[preposition].span.start && next.span.start < piece.end
            })
        {
            words.push(preposition);
            piece.start = next.span.start;
        }
        runs(sentence, &words)
    }

    /// What the tree says around a cue.
    fn reading(
        &self,
        view: &ArticleView,
        parties: &Parties,
        at: usize,
        cues: &[CueAt],
        cue: &CueAt,
    ) -> Option<Reading> {
        let sentence = &view.analysis.sentences[at];
        let speaks = |word: usize| self.speaks(parties, at, sentence, word);
        let dated = |word: usize| view.is_time(sentence.words[word].span);
        let around = CueContext {
            lexicon: &self.lexicon,
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
                    .find_map(|word| subject::of_verb(sentence, word));
                // Nobody speaks out of a quotation that the cue stands outside of.
                let heard = |word: &usize| {
                    let span = sentence.words[*word].span;
                    let mut inside =
                        pieces::around(view.quotations, span).map(|quotation| quotation.span);
                    inside
                        .all(|quotation| !quotation.contains(span) || quotation.contains(cue.span))
                };
                let deaf = subject.is_some_and(|subject| !heard(&subject));
                let subject = match deaf {
                    true => speaker_before(sentence, cues, cue).filter(heard),
                    false => subject,
                };
                // Who is asked or told is not the one who asks or tells.
                let asked =
                    entry.addressee == Some(Slot::Object) && voice::is_passive(sentence, cue.word);
                let source = subject.filter(|_| !cue.undergone && !asked);
                let patient = voice::patient(sentence, cue.word).filter(|_| cue.is_state);
                let source = patient
                    .or(source)
                    .or_else(|| voice::agent(sentence, cue.word));
                let written = source.and_then(|reader| {
                    source::written_on(sentence, cue.word, reader, entry, &speaks)
                });
                let source = written.or(source);
                let before = parenthetical::set_before(&around, cue, entry);
                if let Some((content, source)) = before {
                    return Some(Reading {
                        lemma,
                        source: Some(source),
                        addressee: None,
                        content: Some(content),
                    });
                }
                let mut content = words
                    .clone()
                    .find_map(|word| complement::of_verb(&around, word, entry, subject));
                if let Some(content) = content.as_mut().filter(|content| !content.beside) {
                    edges::let_go_of_source(sentence, cue, source, &mut content.words);
                    edges::mend(
                        &self.lexicon,
                        sentence,
                        cue,
                        cues,
                        &dated,
                        &mut content.words,
                    );
                }
                let nothing = vec![false; sentence.words.len()];
                let taken = content.as_ref().map_or(&nothing, |content| &content.words);
                let addressee = words
                    .filter_map(|word| content::addressee(&around, word, entry, taken))
                    .find(|word| Some(*word) != source)
                    .or_else(|| subject.filter(|_| cue.undergone))
                    .or_else(|| voice::patient(sentence, cue.word).filter(|_| asked));
                Some(Reading {
                    lemma,
                    source,
                    addressee,
                    content,
                })
            }
            CueKind::Noun(entry) => {
                // The object of a cue is its content.
                let governs = |other: &CueAt| {
                    let verb = matches!(other.kind, CueKind::Verb(entry) if entry.frames.noun);
                    verb && sentence.words[cue.word].head == Some(other.word)
                };
                if sentence.words[cue.word].is(Relation::Obj) && cues.iter().any(governs) {
                    return None;
                }
                let content = noun_content::of_noun(&around, cue.word, entry);
                let source = source::of_noun(sentence, cue.word, &speaks);
                // *a reçu l'assurance que …*: whoever gets it has not given it.
                let verb = sentence.words[cue.word].head;
                let verb = verb.filter(|_| sentence.words[cue.word].is(Relation::Obj));
                let helper = verb.and_then(|verb| {
                    self.lexicon
                        .helper(&sentence.words[verb].lemma, false, None)
                });
                let got = helper.is_some_and(|helper| helper.undergone);
                Some(Reading {
                    lemma,
                    source: source.filter(|_| !got),
                    addressee: source.filter(|_| got),
                    content,
                })
            }
            CueKind::Preposition(phrase) => {
                if phrase.before != Before::Any && !stands_apart(sentence, cue.word) {
                    return None;
                }
                let source = source::of_preposition(sentence, cue.word, cue.length)?;
                let counts = self.surveys.contains(sentence.words[source].lemma.as_str());
                if phrase.before == Before::Survey && !counts {
                    return None;
                }
                let own = adjunct(sentence, cue.word, cue.length, source);
                let content = parenthetical::of_relative(sentence, source)
                    .or_else(|| parenthetical::of_adjunct(sentence, source, &own));
                Some(Reading {
                    lemma: phrase.phrase.to_owned(),
                    source: Some(source),
                    addressee: None,
                    content: content.map(|content| Content {
                        needs_speaker: phrase.before == Before::Actor,
                        ..content
                    }),
                })
            }
            CueKind::Adverbial(phrase) => {
                let last = cue.word + cue.length - 1;
                let owner = |word: &usize| sentence.words[*word].feats.is(Poss::Yes);
                let source = (cue.word..=last).find(owner);
                let content = parenthetical::of_adjunct(
                    sentence,
                    cue.word,
                    &adjunct(sentence, cue.word, cue.length, last),
                );
                Some(Reading {
                    lemma: phrase.phrase.to_owned(),
                    source,
                    addressee: None,
                    content,
                })
            }
        }
    }

    /// Whether a word names somebody or something that can speak.
    fn speaks(&self, parties: &Parties, at: usize, sentence: &Sentence, word: usize) -> bool {
        let word = subject::stands_for(sentence, word);
        let head = &sentence.words[word];
        parties.names_somebody(WordAt { sentence: at, word })
            || matches!(head.upos, Upos::Propn | Upos::Pron)
            // *some who saw it*
            || (head.upos == Upos::Det && !head.is(Relation::Det))
            || self.speakers.contains(head.lemma.as_str())
    }
}

/// Who said what a sentence reports before: *« … », a dit X, menaçant de …*.
fn speaker_before(sentence: &Sentence, cues: &[CueAt], cue: &CueAt) -> Option<usize> {
    let before = cues
        .iter()
        .rev()
        .filter(|other| matches!(other.kind, CueKind::Verb(_)) && other.word < cue.word);
    let mut sources = before.filter_map(|other| {
        subject::inverted(sentence, other.word).or_else(|| subject::of_verb(sentence, other.word))
    });
    sources.next()
}

/// The paragraph below a cue whose own ends with a colon: it is quoted by being set apart, without marks.
fn block_below(view: &ArticleView, at: usize, cues: &[CueAt], cue: &CueAt) -> Option<Span> {
    let sentences = &view.analysis.sentences;
    let sentence = &sentences[at];
    let quotes = matches!(cue.kind, CueKind::Verb(entry) if entry.frames.quote);
    let last = cues.iter().map(|cue| cue.word).max() == Some(cue.word);
    let colon = sentence.words.last().is_some_and(|word| word.form == ":");
    let below = sentences.get(at + 1)?.paragraph;
    let block = sentences[at + 1..]
        .iter()
        .take_while(|sentence| sentence.paragraph == below);
    let span = block.map(|sentence| sentence.span).reduce(Span::cover)?;
    let begins = span.of(view.text).starts_with(char::is_uppercase);
    (quotes && last && colon && begins && below > sentence.paragraph).then_some(span)
}

/// Where quotations end that stand before a cue.
fn end_before(quoted: &[Span], cue: &CueAt) -> Option<usize> {
    let end = quoted.iter().map(|span| span.end).max();
    end.filter(|&end| end <= cue.span.start)
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

/// Whether quotations that stand where a cue quotes are its content, and not what the tree makes of it: where the cue stands
/// beside it, where the tree has not all of them, and where it runs on into what stands between them and the cue.
fn replaces(quoted: &[Span], content: &[Span], cue: &CueAt, reading: &Reading) -> bool {
    let beside = reading.content.as_ref().is_some_and(|found| found.beside);
    let held = |span: &Span| content.iter().any(|piece| piece.contains(*span));
    let spills = end_before(quoted, cue).is_some_and(|end| {
        let mut pieces = content.iter();
        pieces.any(|piece| piece.start < end && end < piece.end)
    });
    !quoted.is_empty() && (beside || spills || !quoted.iter().all(held))
}

/// What the tree says around one cue.
struct Reading {
    lemma: String,
    source: Option<usize>,
    addressee: Option<usize>,
    content: Option<Content>,
}

/// Whether a phrase begins its clause or stands behind a comma.
fn stands_apart(sentence: &Sentence, word: usize) -> bool {
    let before = word
        .checked_sub(1)
        .map(|before| sentence.words[before].upos);
    before.is_none_or(|upos| matches!(upos, Upos::Punct | Upos::Cconj | Upos::Sconj))
}

/// The words of a phrase and of what it governs.
fn adjunct(sentence: &Sentence, first: usize, length: usize, governed: usize) -> Vec<bool> {
    let mut words = vec![false; sentence.words.len()];
    words[first..first + length].fill(true);
    let group = nominal::party(sentence, governed);
    let last = *group.end();
    if let Some(governed) = words.get_mut(first + length..=last) {
        governed.fill(true);
    }
    // A relative clause says more of the source: *selon X, qui …, rien ne presse*.
    for clause in sentence.children(governed) {
        if sentence.words[clause].is(Relation::AclRelcl) && clause > governed {
            tree::take(&mut words, sentence.subtree(clause));
        }
    }
    words
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
pub(crate) fn runs(sentence: &Sentence, words: &[usize]) -> Vec<Span> {
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
    fn labelled(of: Labelled) -> Draft {
        Draft {
            sentence: of.sentence,
            cue: Some(Cue {
                pieces: vec![of.cue],
                lemma: String::new(),
            }),
            source: Some(of.source),
            source_from: None,
            addressee: None,
            content: of.content,
            attitude: Attitude::Say,
            certainty: Certainty::Stated,
        }
    }

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

/// Whether a content has a quotation, whose words begin at a place: what somebody reports inside the quotation in a part of
/// it does not.
fn claims(cue: Option<&Cue>, content: &[Span], passage: &QuotedPassage, words: usize) -> bool {
    let length = |pieces: &[Span]| pieces.iter().map(|piece| piece.len()).sum::<usize>();
    let inside = |cue: &Cue| {
        passage
            .pieces
            .iter()
            .any(|piece| piece.contains(cue.cover()))
    };
    // Words that begin with the mark itself are the speaker's own.
    let behind = content
        .first()
        .is_some_and(|piece| piece.start > passage.start());
    let small = cue.is_some_and(inside) && behind && 2 * length(content) < length(&passage.pieces);
    let mut content = content.iter();
    !small && content.any(|piece| piece.start <= words && words < piece.end)
}

/// Where the words of a quotation begin, behind its mark.
fn first_word(text: &str, quotation: Span) -> usize {
    let at = quotation.of(text).find(char::is_alphanumeric);
    quotation.start + at.unwrap_or_default()
}

/// A quotation that is whole sentences and has no cue of its own carries on the last speaker's words, when they are in
/// the same paragraph or the one before.
fn take_up_speakers(view: &ArticleView, statements: &mut Vec<Statement>) {
    let mut taken: Vec<Statement> = Vec::new();
    for passage in view.passages.iter().filter(|passage| passage.depth == 0) {
        // What somebody says inside the quotation does not make it theirs, but a transcript is whose its lines say.
        let words = first_word(view.text, passage.pieces[0]);
        let covered = statements.iter().any(|statement| {
            let opens = claims(statement.cue.as_ref(), &statement.content, passage, words);
            let line = statement.cue.as_ref().filter(|cue| cue.lemma.is_empty());
            opens || line.is_some_and(|line| passage.pieces[0].contains(line.cover()))
        });
        let near = near_statement(view, statements, passage).filter(|_| !covered);
        let alone = stands_alone(view, passage).filter(|_| !covered);
        let Some(paragraph) = alone.or_else(|| {
            // Words of the writer's may follow what goes on at once.
            near.and_then(|_| paragraph_at(view, passage.start()))
        }) else {
            continue;
        };
        // Somebody whose words are told inside a quotation has not got the floor.
        let told = |statement: &Statement| {
            let cue = statement.cue.as_ref().map(Cue::cover);
            cue.is_some_and(|cue| {
                let outer =
                    around(view.quotations, cue).any(|quotation| quotation.span.contains(cue));
                let own = statement.content.iter().any(|piece| {
                    around(view.quotations, *piece).any(|quotation| quotation.span.contains(cue))
                });
                outer && !own
            })
        };
        let before = statements
            .iter()
            .chain(&taken)
            .filter(|statement| !told(statement))
            .filter(|statement| {
                statement
                    .content
                    .iter()
                    .all(|piece| piece.end <= passage.start())
            });
        let last = before.max_by_key(|statement| statement.content.last().map(|piece| piece.end));
        let last = last.filter(|statement| {
            statement
                .content
                .last()
                .and_then(|piece| paragraph_at(view, piece.start))
                .is_some_and(|there| there + 1 >= paragraph)
        });
        if let Some(before) = near {
            let mut pieces = passage.pieces.clone();
            pieces[0].start = taken_up(view, passage);
            statements[before].content.extend(pieces);
            continue;
        }
        taken.push(Statement {
            form: StatementForm::Direct,
            source: last.and_then(|statement| statement.source.clone()),
            cue: None,
            content: passage.pieces.clone(),
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

/// The statement that a quotation goes on with at once: somebody's quotation in the sentence right before it, or in its own
/// sentence before the cue and a comma (*« … », dit X, « … »*).
fn near_statement(
    view: &ArticleView,
    statements: &[Statement],
    passage: &QuotedPassage,
) -> Option<usize> {
    let sentences = &view.analysis.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= passage.start());
    let previous = at.checked_sub(1).map(|before| &sentences[before]);
    let comma = view.text[..taken_up(view, passage)]
        .trim_end()
        .ends_with(',');
    let goes_on = |statement: &Statement| {
        let (cue, last) = (statement.cue.as_ref()?.cover(), *statement.content.last()?);
        let here = sentences.get(at)?.span;
        let interrupted = comma && here.contains(cue) && cue.end <= passage.start();
        let adjoins = here.start == passage.start()
            && previous.is_some_and(|previous| {
                previous.span.start < last.end
                    || last.end <= cue.start && previous.span.contains(cue)
            });
        let quoted = around(view.quotations, last).next().is_some();
        // Also one that ends what was told before the cue: *Le projet est « mort », dit X. « On l'enterre. »*
        let closes = around(view.quotations, last).any(|quotation| quotation.span.end == last.end);
        let ended = closes && last.end <= cue.start && statement.form == StatementForm::Mixed;
        let direct = statement.form == StatementForm::Direct && quoted || ended;
        let before = statement
            .content
            .iter()
            .all(|piece| piece.end <= passage.start());
        (direct && before && (interrupted || adjoins)).then_some(last.end)
    };
    // Of several, the one that ends last has the floor.
    let found =
        (0..statements.len()).filter_map(|index| Some((goes_on(&statements[index])?, index)));
    found.max().map(|(_, index)| index)
}

/// Where the words begin that take a quotation up again behind its cue: *« … », dit X,* | *mais « … »*.
fn taken_up(view: &ArticleView, passage: &QuotedPassage) -> usize {
    const LINK: usize = 3;
    let sentences = &view.analysis.sentences;
    let at = sentences.partition_point(|sentence| sentence.span.end <= passage.start());
    let words = sentences
        .get(at)
        .map_or(&[][..], |sentence| &sentence.words);
    let end = words.partition_point(|word| word.span.end <= passage.start());
    let joins = |word: &&Word| matches!(word.upos, Upos::Cconj | Upos::Sconj | Upos::Adv);
    let link = words[..end].iter().rev().take(LINK).take_while(joins);
    let first = link.filter(|word| word.upos == Upos::Cconj).last();
    first.map_or(passage.start(), |word| word.span.start)
}

/// The paragraph of a quotation that begins a sentence, ends one and holds a finite verb: speech, not a label.
fn stands_alone(view: &ArticleView, passage: &QuotedPassage) -> Option<usize> {
    let sentences = &view.analysis.sentences;
    let first = sentences
        .binary_search_by_key(&passage.start(), |sentence| sentence.span.start)
        .ok()?;
    let inside = sentences[first..]
        .iter()
        .take_while(|sentence| sentence.span.start < passage.pieces[0].end);
    let last = inside.clone().last()?;
    let rest = last.span.end.max(passage.pieces[0].end);
    let ends = view.text[passage.pieces[0].end..rest]
        .chars()
        .all(|c| !c.is_alphanumeric());
    let speaks = inside
        .flat_map(|sentence| &sentence.words)
        .any(|word| word.feats.is(VerbForm::Fin));
    (ends && speaks).then_some(sentences[first].paragraph)
}

fn paragraph_at(view: &ArticleView, place: usize) -> Option<usize> {
    let sentences = &view.analysis.sentences;
    sentences
        .get(sentences.partition_point(|sentence| sentence.span.end <= place))
        .map(|sentence| sentence.paragraph)
}

/// What somebody tells that they or others said goes on with the words that these said: *X said she thought, "Never again."*
fn take_told(text: &str, statements: &mut [Statement]) {
    let ends = |outer: &Statement, inner: &Statement| {
        let (cue, last) = (inner.cue.as_ref()?.cover(), *outer.content.last()?);
        let (first, end) = (inner.content.first()?.start, inner.content.last()?.end);
        let told = outer.cue.as_ref()?.cover().end <= last.start && last.contains(cue);
        let gap = text
            .get(last.end..first)
            .filter(|_| told && last.end < end)?;
        let adjoins = !gap.contains('\n') && !gap.chars().any(char::is_alphanumeric);
        (adjoins && inner.content.len() == 1).then_some(end)
    };
    for outer in 0..statements.len() {
        let told = statements
            .iter()
            .filter_map(|inner| ends(&statements[outer], inner));
        if let Some(end) = told.max()
            && let Some(piece) = statements[outer].content.last_mut()
        {
            piece.end = end;
        }
    }
}

/// A statement whose cue stands in the content of another is made inside it; of several, in the smallest.
fn nest(statements: &mut [Statement]) {
    let anchor = |statement: &Statement| {
        let cue = statement.cue.as_ref().map(Cue::cover);
        cue.or_else(|| statement.content.first().copied())
    };
    let anchored = statements.iter().enumerate();
    let anchored = anchored.filter_map(|(index, of)| Some((index, anchor(of)?)));
    let (inner, anchors): (Vec<usize>, Vec<Span>) = anchored.unzip();
    let within = innermost(statements, &anchors, |number, outer| {
        let back =
            anchor(&statements[outer.0]).is_some_and(|at| statements[inner[number]].holds(at));
        outer.0 != inner[number] && !back
    });
    for (index, within) in inner.into_iter().zip(within) {
        statements[index].within = within;
    }
}
