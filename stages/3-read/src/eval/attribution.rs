//! Scores attribution against gold: sources, cues and contents, exactly and by the words they share; then whom the sources
//! stand for and how the statements are judged, where the gold says so.
//!
//! A gold and a found attribution make a pair when their contents share words; each is in one pair at most, and pairs
//! that share more are made first. *Exact* counts the pairs whose spans hold the same words, punctuation aside. *Overlap*
//! gives each pair the part of the found words that are gold (precision) and of the gold words that are found (recall),
//! as the PolNeAR authors do (Newell, Margolin and Ruths 2018). A source or cue that one side lacks shares nothing.
//!
//! A *speaker* is right when a pair's gold names whom the source stands for and a name, title or noun by which the record
//! calls the source's actor is of the same (`speaker.rs` says what that is). An actor that only pronouns name is nobody,
//! unless the gold says no more than that pronoun either: *on*. Where the text has no source but the gold knows who
//! speaks, the record has to know as well.

use std::collections::{BTreeMap, BTreeSet};

use selon_intake::Span;

use super::speaker::{self, Naming};
use super::standoff::{Event, Standoff, StandoffError};
use super::{Share, Tally};
use crate::record::{
    Actor, ActorKind, Attitude, Certainty, Mention, MentionForm, Record, Statement, StatementForm,
    StatementId,
};

/// One attribution as spans of the text, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// Whose it is; empty where the text does not say.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
    /// Whom the source stands for, by all names and nouns that tell; none of them where pronouns alone name the speaker.
    pub speaker: Option<Vec<String>>,
    /// Quoted, reported, or both.
    pub form: Option<StatementForm>,
    /// What sort of saying or thinking.
    pub attitude: Option<Attitude>,
    /// How surely the writer stands behind it.
    pub certainty: Option<Certainty>,
    /// The place in the list of the attribution whose content it stands in.
    pub within: Option<usize>,
}

impl Attribution {
    /// Whether anything is said of it besides its spans.
    fn is_judged(&self) -> bool {
        self.form.is_some() || self.attitude.is_some() || self.certainty.is_some()
    }
}

/// The attributions of an `.ann` file in the scheme of PolNeAR that belongs to `text`: text-bound `Source`, `Cue` and
/// `Content` annotations, tied together by one event an attribution. Of each event attributes may say the `Form`,
/// `Attitude` and `Certainty`, a relation `Within` which other it stands in, and a note `Speaker` whom its source stands for:
/// one name, behind it perhaps another in brackets. Offsets in the file count code points of the text.
///
/// # Errors
/// A line with too few fields, an offset that is no number or lies outside the text, an event that names an annotation the
/// file does not have, an attribute with a value it cannot have, and a relation of events that are not there.
pub fn attributions(ann: &str, text: &str) -> Result<Vec<Attribution>, StandoffError> {
    let standoff = Standoff::parse(ann, text)?;
    let bound = standoff.bound.iter();
    let spans: BTreeMap<&str, &[Span]> = bound
        .map(|(&id, bound)| (id, bound.spans.as_slice()))
        .collect();
    let mut found = Vec::new();
    let mut places = BTreeMap::new();
    // The file may also have events of other kinds: who does what to whom.
    let is_other = |event: &&Event| !event.body.starts_with("Attribution");
    let others: BTreeSet<&str> = standoff
        .events
        .iter()
        .filter(is_other)
        .map(|event| event.id)
        .collect();
    for event in standoff
        .events
        .iter()
        .filter(|event| !others.contains(event.id))
    {
        let read = attribution(event.body, &spans);
        let read = read.map_err(|problem| at(event.line, problem))?;
        if !read.content.is_empty() {
            places.insert(event.id, found.len());
            found.push(read);
        }
    }
    let of_others = |body: &str| {
        let id = body.split_ascii_whitespace().nth(1);
        id.is_some_and(|id| others.contains(id))
    };
    for &(line, body) in standoff
        .attributes
        .iter()
        .filter(|(_, body)| !of_others(body))
    {
        judged(body, &places, &mut found).map_err(|problem| at(line, problem))?;
    }
    for &(line, body) in &standoff.relations {
        nested(body, &places, &mut found).map_err(|problem| at(line, problem))?;
    }
    for note in &standoff.notes {
        let about = note.body.strip_prefix("Speaker ");
        if let Some(place) = about.map(|id| place(id, &places)) {
            let place = place.map_err(|problem| at(note.line, problem))?;
            found[place].speaker = Some(noted_names(note.words));
        }
    }
    Ok(found)
}

fn at(line: usize, problem: String) -> StandoffError {
    StandoffError { line, problem }
}

/// `Attribution:T4 Content:T3 Cue:T2 Source:T1`; a role may come several times, numbered.
fn attribution(body: &str, bound: &BTreeMap<&str, &[Span]>) -> Result<Attribution, String> {
    let mut found = Attribution::default();
    for argument in body.split_ascii_whitespace() {
        let (role, id) = argument
            .split_once(':')
            .ok_or_else(|| format!("`{argument}` is no role"))?;
        let spans = bound
            .get(id)
            .ok_or_else(|| format!("there is no annotation `{id}`"))?;
        match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => found.source.extend(*spans),
            "Cue" => found.cue.extend(*spans),
            "Content" => found.content.extend(*spans),
            _ => {}
        }
    }
    Ok(found)
}

/// Where the attribution of an event stands in the list.
fn place(id: &str, places: &BTreeMap<&str, usize>) -> Result<usize, String> {
    let place = places.get(id).copied();
    place.ok_or_else(|| format!("there is no event `{id}` that has a content"))
}

/// `Attitude E1 deny`; attributes of other names are none of ours.
fn judged(
    body: &str,
    places: &BTreeMap<&str, usize>,
    found: &mut [Attribution],
) -> Result<(), String> {
    let mut fields = body.split_ascii_whitespace();
    let (Some(name), Some(id), Some(value)) = (fields.next(), fields.next(), fields.next()) else {
        return Ok(());
    };
    let of = || place(id, places);
    match name {
        "Form" => {
            let form = one_of(StatementForm::ALL, StatementForm::name, value)?;
            found[of()?].form = Some(form);
        }
        "Attitude" => {
            let attitude = one_of(Attitude::ALL, Attitude::name, value)?;
            found[of()?].attitude = Some(attitude);
        }
        "Certainty" => {
            let certainty = one_of(Certainty::ALL, Certainty::name, value)?;
            found[of()?].certainty = Some(certainty);
        }
        _ => {}
    }
    Ok(())
}

/// The value of that name.
fn one_of<T: Copy>(all: &[T], name: fn(T) -> &'static str, value: &str) -> Result<T, String> {
    let known = all.iter().copied().find(|&one| name(one) == value);
    known.ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&one| name(one)).collect();
        format!("`{value}` is none of {}", names.join(", "))
    })
}

/// `Within Arg1:E2 Arg2:E1`: the second stands in the content of the first. Other relations are none of ours.
fn nested(
    body: &str,
    places: &BTreeMap<&str, usize>,
    found: &mut [Attribution],
) -> Result<(), String> {
    let Some(arguments) = body.strip_prefix("Within ") else {
        return Ok(());
    };
    let (inner, outer) = arguments
        .strip_prefix("Arg1:")
        .and_then(|rest| rest.trim_end().split_once(" Arg2:"))
        .ok_or_else(|| format!("`{body}` is not `Within Arg1:E2 Arg2:E1`"))?;
    found[place(inner, places)?].within = Some(place(outer, places)?);
    Ok(())
}

/// `on (la mairie)`: two names of the same.
fn noted_names(note: &str) -> Vec<String> {
    let parts = note.split(['(', ')']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The attributions of a record, in its order. The record should be one whose actors stage 4 has joined.
pub fn found(record: &Record) -> Vec<Attribution> {
    let one = |statement: &Statement| {
        // Words without a cue are the last speaker's, who is named with an earlier cue.
        let named = statement.source.iter().filter(|_| statement.cue.is_some());
        let cue = statement.cue.as_ref().map(|cue| cue.pieces.clone());
        let actor = statement.source.as_ref().and_then(|source| source.actor);
        let actor = actor.and_then(|id| record.actors.get(id.0));
        Attribution {
            source: named.map(|source| source.span).collect(),
            cue: cue.unwrap_or_default(),
            content: statement.content.clone(),
            speaker: actor.map(|actor| names(actor, &record.document.text)),
            form: Some(statement.form),
            attitude: Some(statement.attitude),
            certainty: Some(statement.certainty),
            within: statement.within.map(|StatementId(outer)| outer),
        }
    };
    record.statements.iter().map(one).collect()
}

/// What an actor is called, its name first; a noun that begins a sentence is written small.
fn names(actor: &Actor, text: &str) -> Vec<String> {
    let spelled = |mention: &Mention| {
        let words = mention.span.of(text);
        match mention.form {
            MentionForm::Pronoun => None,
            MentionForm::Nominal => {
                let mut letters = words.chars();
                let first = letters.next()?;
                Some(first.to_lowercase().chain(letters).collect())
            }
            MentionForm::Name | MentionForm::Title | MentionForm::Metonym => Some(words.to_owned()),
        }
    };
    let state = actor.country.filter(|_| actor.kind == ActorKind::State);
    let tells = |mention: &Mention| mention.form != MentionForm::Pronoun;
    let name = actor.mentions.iter().any(tells).then(|| actor.name.clone());
    name.into_iter()
        .chain(actor.mentions.iter().filter_map(spelled))
        .chain(actor.known_as.into_iter().flat_map(speaker::known_names))
        .chain(state.into_iter().flat_map(speaker::governments))
        .collect()
}

/// Those that stand in no other's content.
pub fn outermost(mut attributions: Vec<Attribution>) -> Vec<Attribution> {
    attributions.retain(|attribution| attribution.within.is_none());
    attributions
}

impl Tally {
    fn add(&mut self, gold: &BTreeSet<Span>, found: &BTreeSet<Span>, exact: bool) {
        self.gold += f64::from(u8::from(!gold.is_empty()));
        self.found += f64::from(u8::from(!found.is_empty()));
        let shared = gold.intersection(found).count() as f64;
        if exact {
            let same = f64::from(u8::from(!gold.is_empty() && gold == found));
            self.recalled += same;
            self.precise += same;
        } else if shared > 0.0 {
            self.recalled += shared / gold.len() as f64;
            self.precise += shared / found.len() as f64;
        }
    }
}

/// The scores of one part of attributions.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PartScores {
    /// Same words.
    pub exact: Tally,
    /// Shared words.
    pub overlap: Tally,
}

/// The scores of attributions.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores {
    /// Whose it is.
    pub source: PartScores,
    /// The words that attribute.
    pub cue: PartScores,
    /// What is attributed.
    pub content: PartScores,
    /// All three parts exactly right at once.
    pub relation: Tally,
    /// Whom the source stands for, of all attributions.
    pub speaker: Tally,
    /// Those that stand in another's content, and whether it is the right one's.
    pub nested: Tally,
    /// What is right of pairs.
    pub pairs: PairScores,
}

/// How many pairs agree in what is said of them, of those whose gold says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairScores {
    /// Whom the source stands for.
    pub speaker: Share,
    /// Quoted, reported, or both.
    pub form: Share,
    /// What sort of saying or thinking.
    pub attitude: Share,
    /// How surely the writer stands behind it.
    pub certainty: Share,
    /// Which other it stands in, if any.
    pub within: Share,
}

/// A miss or a pair that is not exactly right, for a person to work through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the gold says, if anything.
    pub gold: Option<Attribution>,
    /// What was found, if anything.
    pub found: Option<Attribution>,
}

impl Scores {
    /// Adds the attributions of one text and returns where the two sides differ.
    pub fn add(
        &mut self,
        text: &str,
        gold: &[Attribution],
        found: &[Attribution],
    ) -> Vec<Difference> {
        let pairs = pairs(text, gold, found);
        let page = Page {
            text,
            gold,
            found,
            naming: Naming::load(),
            partner: pairs.iter().copied().filter_map(both).collect(),
        };
        let mut differences = Vec::new();
        for (left, right) in pairs {
            let same_spans = self.spans(&page, left, right);
            let same_speaker = self.speaker(&page, left, right);
            let judged_alike = self.judgements(&page, left, right);
            if !(same_spans && same_speaker && judged_alike) {
                differences.push(Difference {
                    gold: left.map(|at| gold[at].clone()),
                    found: right.map(|at| found[at].clone()),
                });
            }
        }
        differences
    }

    fn spans(&mut self, page: &Page, left: Option<usize>, right: Option<usize>) -> bool {
        let nothing = Attribution::default();
        let one = left.map_or(&nothing, |at| &page.gold[at]);
        let other = right.map_or(&nothing, |at| &page.found[at]);
        let mut all_exact = left.is_some() && right.is_some();
        for (scores, one, other) in [
            (&mut self.source, &one.source, &other.source),
            (&mut self.cue, &one.cue, &other.cue),
            (&mut self.content, &one.content, &other.content),
        ] {
            let (one, other) = (words(page.text, one), words(page.text, other));
            scores.exact.add(&one, &other, true);
            scores.overlap.add(&one, &other, false);
            all_exact &= one == other;
        }
        self.relation
            .count(left.is_some(), right.is_some(), all_exact);
        all_exact
    }

    /// Scores whom a source stands for, in a text whose gold says so.
    fn speaker(&mut self, page: &Page, left: Option<usize>, right: Option<usize>) -> bool {
        if page.gold.iter().all(|one| one.speaker.is_none()) {
            return true;
        }
        let one = left.and_then(|at| page.gold[at].speaker.as_ref());
        let other = right.and_then(|at| page.found[at].speaker.as_ref());
        let same = both((left, right)).is_some_and(|(left, right)| page.same_speaker(left, right));
        let named = other.is_some_and(|names| !names.is_empty());
        self.speaker.count(one.is_some(), named || same, same);
        if one.is_some() && right.is_some() {
            self.pairs.speaker.count(same);
        }
        same || (one.is_none() && !named)
    }

    /// Scores what is said of an attribution besides its spans, where the gold says it.
    fn judgements(&mut self, page: &Page, left: Option<usize>, right: Option<usize>) -> bool {
        if !page.gold.iter().any(Attribution::is_judged) {
            return true;
        }
        let outer = |side: &[Attribution], at: Option<usize>| side[at?].within;
        let (one, other) = (outer(page.gold, left), outer(page.found, right));
        let same_outer = both((one, other)).is_some_and(|pair| page.are_a_pair(pair));
        self.nested
            .count(one.is_some(), other.is_some(), same_outer);
        let Some((left, right)) = both((left, right)) else {
            return false;
        };
        let (gold, found) = (&page.gold[left], &page.found[right]);
        let scores = &mut self.pairs;
        let alike = [
            agree(&mut scores.form, gold.form, found.form),
            agree(&mut scores.attitude, gold.attitude, found.attitude),
            agree(&mut scores.certainty, gold.certainty, found.certainty),
            same_outer || (one.is_none() && other.is_none()),
        ];
        scores.within.count(alike[3]);
        alike.into_iter().all(|alike| alike)
    }
}

/// Counts whether two sides agree, where the gold says anything.
fn agree<T: PartialEq>(share: &mut Share, gold: Option<T>, found: Option<T>) -> bool {
    let Some(gold) = gold else {
        return true;
    };
    let same = found == Some(gold);
    share.count(same);
    same
}

fn both<T>((one, other): (Option<T>, Option<T>)) -> Option<(T, T)> {
    one.zip(other)
}

/// The two sides of one text.
struct Page<'a> {
    text: &'a str,
    gold: &'a [Attribution],
    found: &'a [Attribution],
    naming: Naming,
    /// The pairs, of gold and found.
    partner: BTreeMap<usize, usize>,
}

impl Page<'_> {
    fn are_a_pair(&self, (left, right): (usize, usize)) -> bool {
        self.partner.get(&left) == Some(&right)
    }

    fn same_speaker(&self, left: usize, right: usize) -> bool {
        let (gold, found) = (&self.gold[left], &self.found[right]);
        let (Some(one), Some(other)) = (&gold.speaker, &found.speaker) else {
            return false;
        };
        let mut pairs = one
            .iter()
            .flat_map(|one| other.iter().map(move |other| (one, other)));
        if other.is_empty() {
            return self.is_nobody_else(gold, found);
        }
        pairs.any(|(one, other)| self.naming.same(one, other))
    }

    /// Whether the gold says no more of whom the found source stands for than the source itself: *on*.
    fn is_nobody_else(&self, gold: &Attribution, found: &Attribution) -> bool {
        let names = gold.speaker.as_deref().unwrap_or_default();
        let mut sources = gold.source.iter().map(|span| span.of(self.text));
        let same_words = words(self.text, &gold.source) == words(self.text, &found.source);
        let itself = |source: &str| {
            let source = speaker::words(source);
            names.iter().any(|name| speaker::words(name) == source)
        };
        same_words && sources.any(itself)
    }
}

/// Which gold attribution belongs to which found one; those without partner come alone. In text order of the gold, the
/// found ones without partner last.
fn pairs(
    text: &str,
    gold: &[Attribution],
    found: &[Attribution],
) -> Vec<(Option<usize>, Option<usize>)> {
    let contents = |side: &[Attribution]| {
        side.iter()
            .map(|one| words(text, &one.content))
            .collect::<Vec<_>>()
    };
    let cues = |side: &[Attribution]| {
        side.iter()
            .map(|one| words(text, &one.cue))
            .collect::<Vec<_>>()
    };
    let (gold_words, found_words) = (contents(gold), contents(found));
    let (gold_cues, found_cues) = (cues(gold), cues(found));
    let mut candidates: Vec<(bool, usize, usize, usize)> = Vec::new();
    for (left, one) in gold_words.iter().enumerate() {
        for (right, other) in found_words.iter().enumerate() {
            let shared = one.intersection(other).count();
            let same_cue = gold_cues[left]
                .intersection(&found_cues[right])
                .next()
                .is_some();
            // Of two contents that share as many words, the closer one is the one with fewer words besides.
            let score = 1000 * 2 * shared / (one.len() + other.len()).max(1);
            if shared > 0 {
                candidates.push((same_cue, score, left, right));
            }
        }
    }
    candidates.sort_by_key(|&(same_cue, score, left, right)| {
        (std::cmp::Reverse((same_cue, score)), left, right)
    });
    let mut partner: Vec<Option<usize>> = vec![None; gold.len()];
    let mut taken = vec![false; found.len()];
    for (_, _, left, right) in candidates {
        if partner[left].is_none() && !taken[right] {
            partner[left] = Some(right);
            taken[right] = true;
        }
    }
    let paired = partner
        .into_iter()
        .enumerate()
        .map(|(left, right)| (Some(left), right));
    let alone = taken
        .into_iter()
        .enumerate()
        .filter(|(_, taken)| !taken)
        .map(|(right, _)| (None, Some(right)));
    paired.chain(alone).collect()
}

/// The words of spans: runs of letters and digits, so that punctuation at the edges does not count.
fn words(text: &str, spans: &[Span]) -> BTreeSet<Span> {
    let mut found = BTreeSet::new();
    for span in spans {
        let mut start = None;
        for (at, character) in span
            .of(text)
            .char_indices()
            .map(|(at, character)| (span.start + at, character))
        {
            match (character.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(begin)) => {
                    found.insert(Span::new(begin, at));
                    start = None;
                }
                _ => {}
            }
        }
        found.extend(start.map(|begin| Span::new(begin, span.end)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Le maire a dit que la place serait fermée, selon la police.";

    fn span(words: &str) -> Vec<Span> {
        let start = TEXT.find(words).unwrap();
        vec![Span::new(start, start + words.len())]
    }

    fn attribution(source: &str, cue: &str, content: &str) -> Attribution {
        Attribution {
            source: span(source),
            cue: span(cue),
            content: span(content),
            ..Attribution::default()
        }
    }

    /// The same attribution on both sides, but for who speaks.
    fn speakers(source: &str, gold: &str, found: Option<&[&str]>) -> Scores {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let bare = attribution(source, "selon", "que la place serait fermée");
        let side = |speaker| Attribution {
            speaker,
            ..bare.clone()
        };
        let mut scores = Scores::default();
        let (gold, found) = (side(Some(noted_names(gold))), side(found.map(names)));
        scores.add(TEXT, &[gold], &[found]);
        scores
    }

    #[test]
    fn a_speaker_is_right_by_any_of_the_names() {
        let right = |scores: Scores| scores.pairs.speaker.right == 1 && scores.speaker.f1() == 1.0;
        assert!(right(speakers(
            "Le maire",
            "Paul Reyes",
            Some(&["le maire", "Reyes"])
        )));
        assert!(right(speakers(
            "Le maire",
            "on (la mairie)",
            Some(&["La mairie"])
        )));
        let wrong = speakers("Le maire", "Paul Reyes", Some(&["le maire"]));
        assert_eq!((wrong.speaker.found, wrong.speaker.f1()), (1.0, 0.0));
        let missing = speakers("Le maire", "Paul Reyes", None);
        assert_eq!((missing.speaker.found, missing.speaker.gold), (0.0, 1.0));
        assert_eq!(missing.pairs.speaker, Share { right: 0, of: 1 });
    }

    #[test]
    fn whom_pronouns_alone_name_is_right_only_where_the_gold_knows_no_more() {
        let right = |note| speakers("maire", note, Some(&[])).pairs.speaker.right;
        assert_eq!((right("Paul Reyes"), right("maire")), (0, 1));
        assert_eq!(speakers("maire", "maire", None).pairs.speaker.right, 0);
    }

    #[test]
    fn what_stands_in_another_stands_in_the_same_other() {
        let outer = attribution(
            "la police",
            "selon",
            "Le maire a dit que la place serait fermée",
        );
        let inner = attribution("Le maire", "a dit", "que la place serait fermée");
        let judged = |mut one: Attribution, within| {
            (one.form, one.within) = (Some(StatementForm::Indirect), within);
            one
        };
        let gold = [judged(outer, None), judged(inner, Some(0))];
        let mut found = gold.clone();
        let mut scores = Scores::default();
        assert_eq!(scores.add(TEXT, &gold, &found), []);
        assert_eq!((scores.nested.f1(), scores.pairs.within.right), (1.0, 2));
        found[1].within = None;
        assert_eq!(scores.add(TEXT, &gold, &found).len(), 1);
        assert_eq!(
            (scores.nested.recall(), scores.pairs.within.right),
            (0.5, 3)
        );
        assert_eq!(outermost(gold.to_vec()).len(), 1);
    }

    #[test]
    fn what_is_said_of_events_is_read() {
        let ann = "T1\tContent 0 8\tLe maire\nT2\tContent 9 14\ta dit\nE1\tAttribution:T1 Content:T1\n\
            E2\tAttribution:T2 Content:T2\nA1\tCertainty E2 denied\nR1\tWithin Arg1:E2 Arg2:E1\n\
            #1\tSpeaker E1\ton (la mairie)\n#2\tAnnotatorNotes T1\tunsure\n";
        let read = attributions(ann, TEXT).unwrap();
        assert_eq!(
            read[0].speaker,
            Some(vec!["on".to_owned(), "la mairie".to_owned()])
        );
        assert_eq!(
            (read[1].certainty, read[1].within),
            (Some(Certainty::Denied), Some(0))
        );
        assert_eq!((read[0].certainty, read[0].within), (None, None));
        let problem = |line: &str| attributions(&format!("{ann}{line}"), TEXT).unwrap_err();
        assert_eq!(
            problem("A2\tForm E2 sung\n").to_string(),
            "line 9: `sung` is none of direct, indirect, mixed"
        );
        assert_eq!(
            problem("R2\tWithin Arg1:E3 Arg2:E1\n").to_string(),
            "line 9: there is no event `E3` that has a content"
        );
    }

    #[test]
    fn punctuation_at_the_edges_does_not_count() {
        let gold = [attribution(
            "Le maire",
            "a dit",
            "que la place serait fermée",
        )];
        let found = [attribution(
            "Le maire",
            "a dit",
            "que la place serait fermée,",
        )];
        let mut scores = Scores::default();
        assert_eq!(scores.add(TEXT, &gold, &found), []);
        assert_eq!(scores.relation.f1(), 1.0);
    }

    #[test]
    fn overlap_counts_shared_words() {
        let gold = [attribution(
            "Le maire",
            "a dit",
            "que la place serait fermée",
        )];
        let found = [attribution("maire", "a dit", "la place serait fermée")];
        let mut scores = Scores::default();
        assert_eq!(scores.add(TEXT, &gold, &found).len(), 1);
        assert_eq!(scores.content.exact.f1(), 0.0);
        assert_eq!(scores.content.overlap.precision(), 1.0);
        assert_eq!(scores.content.overlap.recall(), 0.8);
        assert_eq!(scores.source.overlap.recall(), 0.5);
        assert_eq!(scores.cue.exact.f1(), 1.0);
    }

    #[test]
    fn a_miss_costs_recall_and_a_false_hit_precision() {
        let one = [attribution(
            "Le maire",
            "a dit",
            "que la place serait fermée",
        )];
        let mut scores = Scores::default();
        scores.add(TEXT, &one, &[]);
        scores.add(TEXT, &[], &one);
        assert_eq!(
            (
                scores.content.exact.recall(),
                scores.content.exact.precision()
            ),
            (0.0, 0.0)
        );
        assert_eq!(
            (scores.content.exact.gold, scores.content.exact.found),
            (1.0, 1.0)
        );
    }

    #[test]
    fn offsets_count_code_points() {
        let text = "Élu, il dit oui.";
        let ann = "T1\tSource 5 7\til\nT2\tCue 8 11\tdit\nT3\tContent 12 15\toui\nT4\tAttribution 8 11\tdit\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n";
        let found = attributions(ann, text).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].content[0].of(text), "oui");
        assert_eq!(found[0].source[0].of(text), "il");
    }

    #[test]
    fn an_offset_outside_names_the_line() {
        let error = attributions("T1\tCue 0 99\tx\n", "court").unwrap_err();
        assert_eq!(
            error,
            StandoffError {
                line: 1,
                problem: "offset 99 lies behind the end of the text".into()
            }
        );
    }

    #[test]
    fn an_event_without_its_annotation_names_the_line() {
        let error = attributions("E1\tAttribution:T4 Cue:T2\n", "court").unwrap_err();
        assert_eq!(error.problem, "there is no annotation `T4`");
    }
}
