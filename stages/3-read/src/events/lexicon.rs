//! What a language's tables say of events: verbs, nouns, the words that frame an act, and the prepositions that tell who
//! takes part.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use selon_analyse::{Relation, Sentence, Upos};
use selon_languages::{Pack, Row};

use crate::record::EventKind;
use crate::rules::{RuleError, listed};
use crate::statements::Slot;

/// One type, or two: what it is when armed forces do it, and when anybody else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinds {
    pub(super) by_forces: EventKind,
    pub(super) by_others: EventKind,
}

impl Kinds {
    /// One type, whoever does it.
    pub(super) fn always(kind: EventKind) -> Kinds {
        Kinds {
            by_forces: kind,
            by_others: kind,
        }
    }
}

/// What a verb does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
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
pub(super) struct Verb {
    pub(super) act: Act,
    /// Where those stand to whom it is done.
    pub(super) recipient: Vec<Slot>,
    /// It is an event only where somebody stands there.
    pub(super) needs_somebody: bool,
}

/// What a noun is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// An event.
    Event(Kinds),
    /// No event, but what does violence in somebody's place: *bombe*.
    Means,
}

/// A noun.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    pub(super) named: Named,
    /// What it is when it is ended or does not come about.
    pub(super) ended: Option<EventKind>,
    /// Whom its complement names.
    pub(super) of: Option<Role>,
    /// It is an event without a verb that does it.
    pub(super) alone: bool,
}

/// Who somebody is in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Actor,
    Recipient,
    Both,
}

/// What a word makes of the act in its complement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    Agree,
    Intend,
    Demand,
    Refuse,
    Threaten,
    GoOn,
    Try,
    Fail,
}

impl Framing {
    /// What the framing word itself is, whatever the act.
    pub(super) fn kind(self) -> Option<EventKind> {
        match self {
            Framing::Agree => Some(EventKind::Agree),
            Framing::Demand => Some(EventKind::Demand),
            Framing::Refuse => Some(EventKind::Reject),
            Framing::Threaten => Some(EventKind::Threaten),
            Framing::Intend | Framing::GoOn | Framing::Try | Framing::Fail => None,
        }
    }
}

/// A word that frames an act.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) framing: Framing,
    pub(super) clause: bool,
    pub(super) infinitive: bool,
    pub(super) noun: bool,
    pub(super) prepositions: Vec<&'static str>,
    pub(super) recipient: Vec<Slot>,
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
pub(super) struct Match<'l, T> {
    pub(super) entry: &'l T,
    /// The word itself and its companions, in the order of the text.
    pub(super) words: Vec<usize>,
}

/// Everything a language says about events.
#[derive(Debug)]
pub(super) struct Lexicon {
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
    pub(super) fn load(pack: &'static Pack) -> Result<Lexicon, RuleError> {
        let marker = pack.table("language").cell("reflexive-marker", "value");
        let keys = |table| pack.table(table).rows().map(|row| row.key());
        let mut lexicon = Lexicon {
            verbs: Entries::default(),
            nouns: Entries::default(),
            frames: Entries::default(),
            links: FxHashMap::default(),
            future_auxiliaries: keys("future-auxiliaries").collect(),
            conditions: listed(pack, "conditional-conjunctions"),
            purposes: listed(pack, "purpose-conjunctions"),
            of: listed(pack, "of-prepositions"),
            sites: keys("site-nouns").chain(keys("place-heads")).collect(),
        };
        // A row of the events' own table stands in the place of one that the cues give.
        for row in pack.table("cue-verbs").rows() {
            if let Some(entry) = cue(&row) {
                lexicon.verbs.insert(marker, row.key(), entry);
            }
        }
        for row in pack.table("event-verbs").rows() {
            lexicon.verbs.insert(marker, row.key(), verb(pack, &row)?);
        }
        for row in pack.table("event-nouns").rows() {
            lexicon.nouns.insert(None, row.key(), noun(pack, &row)?);
        }
        for row in pack.table("event-frames").rows() {
            lexicon.frames.insert(marker, row.key(), frame(pack, &row)?);
        }
        for row in pack.table("event-links").rows() {
            let role = role(pack, "event-links", &row, "role")?;
            lexicon.links.extend(role.map(|role| (row.key(), role)));
        }
        Ok(lexicon)
    }

    /// The row of a verb that fits its companions best. The reflexive use of a verb is another verb.
    pub(super) fn verb(
        &self,
        sentence: &Sentence,
        at: usize,
        reflexive: bool,
    ) -> Option<Match<'_, Verb>> {
        with_companions(&self.verbs, sentence, at, reflexive)
    }

    /// The row of a word that frames an act, likewise.
    pub(super) fn frame(
        &self,
        sentence: &Sentence,
        at: usize,
        reflexive: bool,
    ) -> Option<Match<'_, Frame>> {
        with_companions(&self.frames, sentence, at, reflexive)
    }

    /// The row of a noun, which may be several words; they are found at the first of them.
    pub(super) fn noun(&self, sentence: &Sentence, at: usize) -> Option<Match<'_, Noun>> {
        let rows = self.nouns.of(&lemma(sentence, at), false);
        rows.iter().find_map(|(rest, entry)| {
            let words = in_a_row(sentence, at, rest)?;
            Some(Match { entry, words })
        })
    }

    /// The part that a preposition gives to whom stands behind it.
    pub(super) fn link(&self, preposition: &str) -> Option<Role> {
        self.links.get(preposition).copied()
    }

    /// Whether a preposition joins a noun to what it is of.
    pub(super) fn is_of(&self, preposition: &str) -> bool {
        self.of.contains(preposition)
    }

    /// Whether a noun, by its lemma, is a place.
    pub(super) fn is_site(&self, lemma: &str) -> bool {
        self.sites.contains(lemma)
    }

    pub(super) fn looks_ahead(&self, lemma: &str) -> bool {
        self.future_auxiliaries.contains(lemma)
    }

    /// Whether a conjunction begins what may not be so: *si*.
    pub(super) fn is_condition(&self, lemma: &str) -> bool {
        self.conditions.contains(lemma)
    }

    /// Whether a conjunction or preposition begins what something is done for: *pour*.
    pub(super) fn is_purpose(&self, lemma: &str) -> bool {
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

fn slots(row: &Row) -> Vec<Slot> {
    row.list("recipient").map(Slot::of_cell).collect()
}

/// Verbs that accuse, praise, order or threaten as cues are events without more being said of them.
fn cue(row: &Row) -> Option<Verb> {
    let kind = match row.get("attitude")? {
        "accuse" => EventKind::Disapprove,
        "praise" => EventKind::Support,
        "order" => EventKind::Demand,
        "threaten" => EventKind::Threaten,
        _ => return None,
    };
    let addressee = row.get("addressee").map(Slot::of_cell);
    let object = Some(Slot::Object).filter(|_| addressee != Some(Slot::Object));
    let prepositions = row.list("prepositions").map(Slot::Preposition);
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

fn verb(pack: &Pack, row: &Row) -> Result<Verb, RuleError> {
    let act = match row.get("type") {
        Some("does") => Act::Does,
        Some("ends") => Act::Ends,
        Some("none") => Act::None,
        _ => Act::Is(kinds(pack, "event-verbs", row)?),
    };
    Ok(Verb {
        act,
        recipient: slots(row),
        needs_somebody: row.get("needs") == Some("somebody"),
    })
}

fn noun(pack: &Pack, row: &Row) -> Result<Noun, RuleError> {
    let named = match row.get("type") {
        Some("means") => Named::Means,
        _ => Named::Event(kinds(pack, "event-nouns", row)?),
    };
    Ok(Noun {
        named,
        ended: row
            .get("ended")
            .map(|name| kind(pack, "event-nouns", row, name))
            .transpose()?,
        of: role(pack, "event-nouns", row, "of")?,
        alone: row.get("alone") == Some("yes"),
    })
}

fn frame(pack: &Pack, row: &Row) -> Result<Frame, RuleError> {
    let framing = match row.get("frame").unwrap_or_default() {
        "agree" => Framing::Agree,
        "intend" => Framing::Intend,
        "demand" => Framing::Demand,
        "refuse" => Framing::Refuse,
        "threaten" => Framing::Threaten,
        "go-on" => Framing::GoOn,
        "try" => Framing::Try,
        "fail" => Framing::Fail,
        other => return Err(unknown(pack, "event-frames", row, "frame", other)),
    };
    let takes: Vec<&str> = row.list("takes").collect();
    let plain = ["clause", "inf", "noun"];
    Ok(Frame {
        framing,
        clause: takes.contains(&"clause"),
        infinitive: takes.contains(&"inf"),
        noun: takes.contains(&"noun"),
        prepositions: row
            .list("takes")
            .filter(|takes| !plain.contains(takes))
            .collect(),
        recipient: slots(row),
    })
}

fn kinds(pack: &Pack, table: &str, row: &Row) -> Result<Kinds, RuleError> {
    let mut names = row.list("type");
    let first = kind(pack, table, row, names.next().unwrap_or_default())?;
    let second = names
        .next()
        .map(|name| kind(pack, table, row, name))
        .transpose()?;
    Ok(Kinds {
        by_forces: first,
        by_others: second.unwrap_or(first),
    })
}

fn kind(pack: &Pack, table: &str, row: &Row, name: &str) -> Result<EventKind, RuleError> {
    let mut kinds = EventKind::ALL.iter().copied();
    kinds
        .find(|kind| kind.name() == name)
        .ok_or_else(|| unknown(pack, table, row, "type", name))
}

fn role(pack: &Pack, table: &str, row: &Row, column: &str) -> Result<Option<Role>, RuleError> {
    match row.get(column) {
        None => Ok(None),
        Some("actor") => Ok(Some(Role::Actor)),
        Some("recipient") => Ok(Some(Role::Recipient)),
        Some("both") => Ok(Some(Role::Both)),
        Some(other) => Err(unknown(pack, table, row, "role", other)),
    }
}

fn unknown(pack: &Pack, table: &str, row: &Row, what: &str, value: &str) -> RuleError {
    RuleError::new(pack.code(), table, row, format!("`{value}` is no {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_tables_of_events_that_read() {
        for pack in selon_languages::packs() {
            let lexicon = Lexicon::load(pack).unwrap();
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
