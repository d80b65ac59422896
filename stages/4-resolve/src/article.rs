//! What does not change while the mentions of an article are joined, indexed for the rules.

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Analysis, Sentence, Word};
use selon_intake::Span;
use selon_read::{Actor, ActorId, Record, WordAt};

use crate::groups;
use crate::profile::Profile;
use crate::quote_speakers::QuoteSpeakers;

/// The article, its record and its mentions. A mention is an actor of stage 3, by number.
pub(crate) struct ArticleView<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) record: &'a Record,
    pub(crate) mentioned: &'a [Actor],
    pub(crate) profiles: &'a [Profile],
    pub(crate) quotes: QuoteSpeakers,
    pub(crate) heads: Heads,
    pub(crate) sources: Sources,
    /// The heads of the sources of statements that stand in no other.
    pub(crate) outermost_sources: FxHashSet<WordAt>,
    /// The words that are joined to others.
    pub(crate) conjuncts: Vec<WordAt>,
    /// The mentions by where they end.
    by_end: Vec<(usize, usize)>,
    /// How many sentences outside quotations stand before each, and before the end.
    unquoted_before: Vec<usize>,
}

impl<'a> ArticleView<'a> {
    /// `quotations` are the words in quotation marks that stand in no others, in text order.
    pub(crate) fn new(
        analysis: &'a Analysis,
        record: &'a Record,
        quotations: &[Span],
        mentioned: &'a [Actor],
        profiles: &'a [Profile],
    ) -> ArticleView<'a> {
        let heads = profiles.iter();
        let heads: Vec<Span> = heads.map(|one| one.head_span.unwrap_or_default()).collect();
        let quotes = QuoteSpeakers::of(record, quotations, &heads);
        let sentences = analysis.sentences.iter();
        let unquoted = sentences.map(|sentence| usize::from(!quotes.is_quoted(sentence.span)));
        let counted = unquoted.scan(0, |so_far, one| {
            *so_far += one;
            Some(*so_far)
        });
        let unquoted_before = std::iter::once(0).chain(counted).collect();
        let outermost = record.statements.iter().filter(|one| one.within.is_none());
        let outermost = outermost.filter_map(|statement| statement.source.as_ref()?.actor);
        let ends = mentioned.iter().enumerate();
        let ends = ends.filter_map(|(id, actor)| Some((actor.mentions.first()?.span.end, id)));
        let mut by_end: Vec<(usize, usize)> = ends.collect();
        by_end.sort_unstable();
        ArticleView {
            analysis,
            record,
            mentioned,
            profiles,
            quotes,
            heads: Heads::of(profiles),
            sources: Sources::of(record),
            outermost_sources: outermost
                .filter_map(|actor| profiles[actor.0].head)
                .collect(),
            conjuncts: groups::conjuncts(analysis),
            by_end,
            unquoted_before,
        }
    }

    pub(crate) fn text(&self) -> &'a str {
        &self.record.document.text
    }

    /// The sentence of a mention's head, and the head's place in it.
    pub(crate) fn head(&self, id: usize) -> Option<(&'a Sentence, usize)> {
        let head = self.profiles[id].head?;
        let sentence = self.analysis.sentences.get(head.sentence)?;
        sentence.words.get(head.word)?;
        Some((sentence, head.word))
    }

    /// The head of a mention.
    pub(crate) fn head_word(&self, id: usize) -> Option<&'a Word> {
        self.head(id).map(|(sentence, word)| &sentence.words[word])
    }

    /// Whether the head of a mention stands in what is quoted word for word.
    pub(crate) fn is_quoted(&self, id: usize) -> bool {
        let span = self.profiles[id].head_span;
        span.is_some_and(|span| self.quotes.is_quoted(span))
    }

    /// How many sentences lie between two, the first with them; nothing where the first stands behind the last. Sentences
    /// inside quotations count only where asked.
    pub(crate) fn sentences_between(
        &self,
        first: usize,
        last: usize,
        quoted: bool,
    ) -> Option<usize> {
        let all = last.checked_sub(first)?;
        match quoted {
            true => Some(all),
            false => Some(self.unquoted_before.get(last)? - self.unquoted_before.get(first)?),
        }
    }

    /// The mentions that end before a place with nothing but space between, the latest to end first.
    pub(crate) fn ending_before(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let text = self.text();
        let begin = text
            .get(..place)
            .map_or(place, |before| before.trim_end().len());
        let end = self.by_end.partition_point(|&(end, _)| end <= place);
        let ending = self.by_end[..end].iter().rev();
        let ending = ending.take_while(move |&&(end, _)| end >= begin);
        ending.map(|&(_, id)| id)
    }
}

/// The mention that each word heads; of several the first.
pub(crate) struct Heads(FxHashMap<WordAt, usize>);

impl Heads {
    fn of(profiles: &[Profile]) -> Heads {
        let mut heads = FxHashMap::default();
        for (id, profile) in profiles.iter().enumerate() {
            if let Some(head) = profile.head {
                heads.entry(head).or_insert(id);
            }
        }
        Heads(heads)
    }

    pub(crate) fn mention(&self, head: WordAt) -> Option<usize> {
        self.0.get(&head).copied()
    }
}

/// The statements that each mention is the source of.
pub(crate) struct Sources(FxHashMap<ActorId, Vec<usize>>);

impl Sources {
    pub(crate) fn of(record: &Record) -> Sources {
        let mut sources: FxHashMap<ActorId, Vec<usize>> = FxHashMap::default();
        for (id, statement) in record.statements.iter().enumerate() {
            let source = statement.source.as_ref().and_then(|source| source.actor);
            if let Some(actor) = source {
                sources.entry(actor).or_default().push(id);
            }
        }
        Sources(sources)
    }

    /// Whether a mention is the source of a statement.
    pub(crate) fn has(&self, mention: usize) -> bool {
        self.0.contains_key(&ActorId(mention))
    }

    /// The statements whose source it is.
    pub(crate) fn statements(&self, mention: usize) -> &[usize] {
        self.0.get(&ActorId(mention)).map_or(&[], Vec::as_slice)
    }
}
