//! What a language's tables say of events: verbs, nouns, the words that frame an act, and the prepositions that tell who
//! takes part.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Relation, Sentence, Upos};
use selon_languages::{
    self as tables, CueVerb, Does, Event, EventFrame, EventNoun, EventVerb, Framing, Needs, NounIs,
    Pack, Role, Takes,
};

use super::Slot;
use crate::record::EventKind;

/// One type, or two: what it is when armed forces do it, and when anybody else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds {
    pub(crate) by_forces: EventKind,
    pub(crate) by_others: EventKind,
}

impl Kinds {
    /// The types of a row, which may have none.
    fn of(events: &[Event]) -> Option<Kinds> {
        let first = EventKind::from(*events.first()?);
        Some(Kinds {
            by_forces: first,
            by_others: events.get(1).map_or(first, |&event| event.into()),
        })
    }

    /// One type, whoever does it.
    pub(crate) fn always(kind: EventKind) -> Kinds {
        Kinds {
            by_forces: kind,
            by_others: kind,
        }
    }
}

/// What a verb does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// It is an event itself.
    Is(Kinds),
    /// It carries out the event that its object names.
    Does,
    /// It ends that event, or keeps it from being.
    Ends,
    /// It is no event.
    None,
}

/// A verb.
#[derive(Debug, Clone)]
pub(crate) struct Verb {
    pub(crate) act: Act,
    /// Where those stand to whom it is done.
    pub(crate) recipient: Vec<Slot>,
    /// It is an event only where somebody stands there.
    pub(crate) needs_somebody: bool,
}

/// What a noun is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// An event.
    Event(Kinds),
    /// No event, but what does violence in somebody's place: *bombe*.
    Instrument,
}

/// A noun.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Noun {
    pub(crate) named: Named,
    /// What it is when it is ended or does not come about.
    pub(crate) ended: Option<EventKind>,
    /// Whom its complement names.
    pub(crate) of: Option<Role>,
    /// It is an event without a verb that does it.
    pub(crate) alone: bool,
}

/// A word that frames an act.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) framing: Framing,
    pub(crate) clause: bool,
    pub(crate) infinitive: bool,
    pub(crate) noun: bool,
    pub(crate) prepositions: Vec<&'static str>,
    pub(crate) recipient: Vec<Slot>,
}

impl Frame {
    /// What the framing word itself is, whatever the act.
    pub(crate) fn kind(&self) -> Option<EventKind> {
        match self.framing {
            Framing::Agree => Some(EventKind::Agree),
            Framing::Demand => Some(EventKind::Demand),
            Framing::Refuse => Some(EventKind::Reject),
            Framing::Threaten => Some(EventKind::Threaten),
            Framing::Intend | Framing::GoOn | Framing::Try | Framing::Fail => None,
        }
    }
}

/// Rows by their first word with the companions it needs; of one word those with more companions first.
type Rows<T> = FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>;

/// The rows of a table, those of reflexive uses apart.
#[derive(Debug)]
struct Entries<T> {
    plain: Rows<T>,
    reflexive: Rows<T>,
}

impl<T> Default for Entries<T> {
    fn default() -> Entries<T> {
        Entries {
            plain: Rows::default(),
            reflexive: Rows::default(),
        }
    }
}

impl<T> Entries<T> {
    /// Takes a row in; one of the same words that is there already makes room.
    fn insert(&mut self, marker: Option<&str>, key: &'static str, entry: T) {
        let bare = marker.and_then(|marker| key.strip_prefix(marker)?.strip_prefix(' '));
        let table = match bare {
            Some(_) => &mut self.reflexive,
            None => &mut self.plain,
        };
        let mut words = bare.unwrap_or(key).split(' ');
        let Some(first) = words.next() else {
            return;
        };
        let rest: Vec<&str> = words.collect();
        let rows = table.entry(first).or_default();
        rows.retain(|(other, _)| *other != rest);
        let behind = rows.partition_point(|(other, _)| other.len() >= rest.len());
        rows.insert(behind, (rest, entry));
    }

    /// The rows that begin with a word.
    fn of(&self, word: &str, reflexive: bool) -> &[(Vec<&'static str>, T)] {
        let table = if reflexive {
            &self.reflexive
        } else {
            &self.plain
        };
        table.get(word).map_or(&[], Vec::as_slice)
    }
}

/// A row that fits, and the words it was found in.
pub(crate) struct Match<'l, T> {
    pub(crate) entry: &'l T,
    /// The word itself and its companions, in the order of the text.
    pub(crate) words: Vec<usize>,
}

/// Everything a language says about events.
#[derive(Debug)]
pub(crate) struct Lexicon {
    verbs: Entries<Verb>,
    nouns: Entries<Noun>,
    frames: Entries<Frame>,
    links: FxHashMap<&'static str, Role>,
    future_auxiliaries: FxHashSet<&'static str>,
    conditions: FxHashSet<&'static str>,
    purposes: FxHashSet<&'static str>,
    of: FxHashSet<&'static str>,
    /// Nouns for places: *village*, *caserne*.
    sites: FxHashSet<&'static str>,
}

impl Lexicon {
    pub(crate) fn load(pack: &'static Pack) -> Lexicon {
        let marker = pack.language.reflexive_marker;
        let words = |words: &[&'static str]| words.iter().copied().collect();
        let sites = pack.nouns.iter().filter(|row| {
            let place = |is: &NounIs| matches!(is, NounIs::Site | NounIs::Head);
            row.is.iter().any(place)
        });
        let links = pack.links.iter();
        let future = pack.verbs.iter().filter(|row| row.future);
        let mut lexicon = Lexicon {
            verbs: Entries::default(),
            nouns: Entries::default(),
            frames: Entries::default(),
            links: links
                .filter_map(|row| Some((row.form, row.events?)))
                .collect(),
            future_auxiliaries: future.map(|row| row.verb).collect(),
            conditions: words(pack.language.conditional_conjunctions),
            purposes: words(pack.language.purpose_conjunctions),
            of: words(pack.language.of_prepositions),
            sites: sites.map(|row| row.lemma).collect(),
        };
        // A row of the events' own table stands in the place of one that the cues give.
        for row in pack.cue_verbs {
            if let Some(entry) = of_cue(row) {
                lexicon.verbs.insert(marker, row.lemma, entry);
            }
        }
        for row in pack.event_verbs {
            lexicon.verbs.insert(marker, row.verb, row.into());
        }
        for row in pack.event_nouns {
            lexicon.nouns.insert(None, row.noun, row.into());
        }
        for row in pack.event_frames {
            lexicon.frames.insert(marker, row.word, row.into());
        }
        lexicon
    }

    /// The row of a verb that fits its companions best. The reflexive use of a verb is another verb.
    pub(crate) fn verb(
        &self,
        sentence: &Sentence,
        at: usize,
        reflexive: bool,
    ) -> Option<Match<'_, Verb>> {
        with_companions(&self.verbs, sentence, at, reflexive)
    }

    /// The row of a word that frames an act, likewise.
    pub(crate) fn frame(
        &self,
        sentence: &Sentence,
        at: usize,
        reflexive: bool,
    ) -> Option<Match<'_, Frame>> {
        with_companions(&self.frames, sentence, at, reflexive)
    }

    /// The row of a noun, which may be several words; they are found at the first of them.
    pub(crate) fn noun(&self, sentence: &Sentence, at: usize) -> Option<Match<'_, Noun>> {
        let rows = self.nouns.of(&lemma(sentence, at), false);
        rows.iter().find_map(|(rest, entry)| {
            let words = in_a_row(sentence, at, rest)?;
            Some(Match { entry, words })
        })
    }

    /// The part that a preposition gives to whom stands behind it.
    pub(crate) fn link(&self, preposition: &str) -> Option<Role> {
        self.links.get(preposition).copied()
    }

    /// Whether a preposition joins a noun to what it is of.
    pub(crate) fn is_of(&self, preposition: &str) -> bool {
        self.of.contains(preposition)
    }

    /// Whether a noun, by its lemma, is a place.
    pub(crate) fn is_site(&self, lemma: &str) -> bool {
        self.sites.contains(lemma)
    }

    pub(crate) fn looks_ahead(&self, lemma: &str) -> bool {
        self.future_auxiliaries.contains(lemma)
    }

    /// Whether a conjunction begins what may not be so: *si*.
    pub(crate) fn is_condition(&self, lemma: &str) -> bool {
        self.conditions.contains(lemma)
    }

    /// Whether a conjunction or preposition begins what something is done for: *pour*.
    pub(crate) fn is_purpose(&self, lemma: &str) -> bool {
        self.purposes.contains(lemma)
    }
}

/// The lemma of a word as the tables write it.
fn lemma(sentence: &Sentence, at: usize) -> Cow<'_, str> {
    let word = &sentence.words[at];
    match word.upos != Upos::Propn && word.lemma.chars().any(char::is_uppercase) {
        true => Cow::Owned(word.lemma.to_lowercase()),
        false => Cow::Borrowed(&word.lemma),
    }
}

/// The longest row whose companions all depend on the word.
fn with_companions<'l, T>(
    table: &'l Entries<T>,
    sentence: &Sentence,
    at: usize,
    reflexive: bool,
) -> Option<Match<'l, T>> {
    let rows = table.of(&lemma(sentence, at), reflexive);
    rows.iter().find_map(|(rest, entry)| {
        let mut words = vec![at];
        for companion in rest {
            words.push(companion_of(sentence, &words, companion)?);
        }
        words.sort_unstable();
        Some(Match { entry, words })
    })
}

/// A word of that lemma that hangs on one of those found so far, or, of a participle, the noun it hangs on.
fn companion_of(sentence: &Sentence, found: &[usize], companion: &str) -> Option<usize> {
    let fits = |&word: &usize| {
        let of = &sentence.words[word];
        of.lemma == companion || of.form == companion
    };
    let below = found.iter().flat_map(|&word| sentence.children(word));
    let subject = |&word: &usize| {
        !sentence.words[word].is(Relation::Nsubj)
            || sentence.words[word].deprel == Relation::NsubjPass
    };
    let above = || {
        let verb = *found.first()?;
        let head = sentence.words[verb]
            .head
            .filter(|_| sentence.words[verb].is(Relation::Acl))?;
        Some(head).filter(fits)
    };
    below.filter(subject).find(fits).or_else(above)
}

/// The words of a phrase from its first on, over articles, prepositions and hyphens.
fn in_a_row(sentence: &Sentence, first: usize, rest: &[&str]) -> Option<Vec<usize>> {
    let mut words = vec![first];
    let mut at = first;
    for part in rest {
        let skipped = |word: &usize| {
            let of = &sentence.words[*word];
            matches!(of.upos, Upos::Adp | Upos::Det) || of.form == "-"
        };
        let next = (at + 1..sentence.words.len()).find(|word| !skipped(word))?;
        let of = &sentence.words[next];
        if of.lemma != *part && of.form.to_lowercase() != *part {
            return None;
        }
        words.push(next);
        at = next;
    }
    Some(words)
}

/// Verbs that accuse, praise, order or threaten as cues are events without more being said of them.
fn of_cue(row: &CueVerb) -> Option<Verb> {
    let kind = match row.attitude {
        tables::Attitude::Accuse => EventKind::Disapprove,
        tables::Attitude::Praise => EventKind::Support,
        tables::Attitude::Order => EventKind::Demand,
        tables::Attitude::Threaten => EventKind::Threaten,
        _ => return None,
    };
    let addressee = row.addressee.map(Slot::of_cell);
    let object = Some(Slot::Object).filter(|_| addressee != Some(Slot::Object));
    let prepositions = row.prepositions.iter().copied().map(Slot::Preposition);
    Some(Verb {
        act: Act::Is(Kinds::always(kind)),
        recipient: addressee
            .into_iter()
            .chain(object)
            .chain(prepositions)
            .collect(),
        needs_somebody: false,
    })
}

impl From<&EventVerb> for Verb {
    fn from(row: &EventVerb) -> Verb {
        let act = match row.does {
            Some(Does::Does) => Act::Does,
            Some(Does::Ends) => Act::Ends,
            Some(Does::None) => Act::None,
            None => Kinds::of(row.event).map_or(Act::None, Act::Is),
        };
        Verb {
            act,
            recipient: Slot::of_list(row.recipient),
            needs_somebody: row.needs == Some(Needs::Somebody),
        }
    }
}

impl From<&EventNoun> for Noun {
    fn from(row: &EventNoun) -> Noun {
        Noun {
            named: Kinds::of(row.event).map_or(Named::Instrument, Named::Event),
            ended: row.ended.map(EventKind::from),
            of: row.of,
            alone: row.alone,
        }
    }
}

impl From<&EventFrame> for Frame {
    fn from(row: &EventFrame) -> Frame {
        Frame {
            framing: row.frame,
            clause: row.takes.contains(&Takes::Clause),
            infinitive: row.takes.contains(&Takes::Inf),
            noun: row.takes.contains(&Takes::Noun),
            prepositions: row.prepositions.to_vec(),
            recipient: Slot::of_list(row.recipient),
        }
    }
}

impl From<Event> for EventKind {
    fn from(event: Event) -> EventKind {
        match event {
            Event::Agree => EventKind::Agree,
            Event::Consult => EventKind::Consult,
            Event::Support => EventKind::Support,
            Event::Cooperate => EventKind::Cooperate,
            Event::Aid => EventKind::Aid,
            Event::Concede => EventKind::Concede,
            Event::Retreat => EventKind::Retreat,
            Event::Investigate => EventKind::Investigate,
            Event::Demand => EventKind::Demand,
            Event::Disapprove => EventKind::Disapprove,
            Event::Reject => EventKind::Reject,
            Event::Threaten => EventKind::Threaten,
            Event::Protest => EventKind::Protest,
            Event::Mobilize => EventKind::Mobilize,
            Event::Sanction => EventKind::Sanction,
            Event::Coerce => EventKind::Coerce,
            Event::Assault => EventKind::Assault,
            Event::Fight => EventKind::Fight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_tables_of_events_that_read() {
        for pack in selon_languages::packs() {
            let lexicon = Lexicon::load(pack);
            assert!(lexicon.verbs.plain.len() > 100, "{}", pack.code());
            assert!(lexicon.nouns.plain.len() > 100, "{}", pack.code());
            assert!(
                !lexicon.frames.plain.is_empty() && !lexicon.links.is_empty(),
                "{}",
                pack.code()
            );
            assert!(
                !lexicon.of.is_empty() && !lexicon.conditions.is_empty(),
                "{}",
                pack.code()
            );
        }
    }
}
