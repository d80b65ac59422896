//! The record as brat standoff: the `.ann` beside a `.txt` that holds `document.text`.
//!
//! Statements follow the scheme of PolNeAR: text-bound `Source`, `Cue` and `Content`, and an `Attribution` event whose
//! trigger is the cue (`Attribution-no-source` where nobody is named). Attributes say the form, attitude and certainty,
//! a relation `Within` what is nested. Events bear their PLOVER types: a text-bound trigger and text-bound `Participant`s, tied
//! by an event of that type as `Actor` and `Recipient`, several of them numbered, with attributes `Tense`, `Certainty` and
//! `Negated`. Actors' mentions, figures, times and places are text-bound too, each with a note
//! that says what it was read as; mentions of one actor are joined by `Coref`. Offsets are Unicode code points.

use std::collections::BTreeMap;
use std::io::{self, Write};

use selon_intake::Span;
use selon_read::{Actor, Event, Figure, FigureId, Party, Record, Statement, StatementId};

use crate::CodePoints;
use crate::ids::Id;

/// Writes the annotations of a record. The text they point into is `record.document.text`, unchanged.
///
/// # Errors
/// Those of `out`.
pub fn record(record: &Record, out: &mut impl Write) -> io::Result<()> {
    let text = &record.document.text;
    let mut standoff = Standoff {
        text,
        points: CodePoints::of(text),
        out,
        bounds: 0,
        attributes: 0,
        notes: 0,
    };
    standoff.statements(&record.statements)?;
    standoff.events(record)?;
    standoff.actors(&record.actors)?;
    for (index, figure) in record.figures.iter().enumerate() {
        let note = reading_of_figure(index, figure);
        standoff.noted("Figure", figure.span, &note)?;
    }
    for time in &record.times {
        let note = format!("{} {}", time.kind.name(), time.value);
        standoff.noted("Time", time.span, &note)?;
    }
    for place in &record.places {
        let note = format!("{} {}", place.name, place.country.unwrap_or_default());
        standoff.noted("Place", place.span, note.trim_end())?;
    }
    Ok(())
}

fn reading_of_figure(index: usize, figure: &Figure) -> String {
    let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    let low = number(figure.low);
    let high = number(figure.high);
    let bound = figure.bound.name();
    let id = Id::from(FigureId(index));
    let by = according_to(figure.according_to);
    format!("{id} {bound} {low}..{high} {}{by}", figure.unit)
}

/// What an event's arguments do not say: `e2 when 2026-03-10 where Valmer how many f1 according to s2`.
fn reading_of_event(index: usize, event: &Event, record: &Record) -> String {
    let mut note = Id::event(index).to_string();
    if let Some(time) = event.time.and_then(|id| record.times.get(id.0)) {
        note += &format!(" when {}", time.value);
    }
    if let Some(place) = event.place.and_then(|id| record.places.get(id.0)) {
        note += &format!(" where {}", place.name);
    }
    for figure in &event.figures {
        note += &format!(" how many {}", Id::from(*figure));
    }
    note + &according_to(event.according_to)
}

fn according_to(statement: Option<StatementId>) -> String {
    let statement = statement.map(Id::from);
    statement.map_or(String::new(), |id| format!(" according to {id}"))
}

/// The id of a text-bound annotation.
type Bound = usize;

/// The annotations that are being written, numbered as brat asks.
struct Standoff<'a, W> {
    text: &'a str,
    points: CodePoints<'a>,
    out: &'a mut W,
    bounds: usize,
    attributes: usize,
    notes: usize,
}

impl<W: Write> Standoff<'_, W> {
    /// The statements. Their events bear the numbers of the statements: `E3` is `s3`.
    fn statements(&mut self, statements: &[Statement]) -> io::Result<()> {
        let mut written = vec![false; statements.len()];
        for (index, statement) in statements.iter().enumerate() {
            written[index] = self.statement(index + 1, statement)?;
        }
        let mut relations = 0;
        for (index, statement) in statements.iter().enumerate() {
            let Some(StatementId(outer)) = statement.within else {
                continue;
            };
            if written[index] && written.get(outer) == Some(&true) {
                relations += 1;
                let (inner, outer) = (index + 1, outer + 1);
                writeln!(self.out, "R{relations}\tWithin Arg1:E{inner} Arg2:E{outer}")?;
            }
        }
        Ok(())
    }

    /// One statement; `false` where it has no words to hang an event on.
    fn statement(&mut self, event: usize, statement: &Statement) -> io::Result<bool> {
        let cue = statement.cue.as_ref().map_or(&[][..], |cue| &cue.pieces);
        let source = self.party("Source", &statement.source)?;
        let cue_bound = self.bound("Cue", cue)?;
        let content = self.bound("Content", &statement.content)?;
        let addressee = self.party("Addressee", &statement.addressee)?;
        let kind = match source {
            Some(_) => "Attribution",
            None => "Attribution-no-source",
        };
        // Words without a cue, a quotation that stands alone, carry the event themselves.
        let trigger = if cue.is_empty() {
            statement.content.as_slice()
        } else {
            cue
        };
        let Some(trigger) = self.bound(kind, trigger)? else {
            return Ok(false);
        };
        write!(self.out, "E{event}\t{kind}:T{trigger}")?;
        let roles = ["Source", "Cue", "Content", "Addressee"];
        for (role, bound) in roles.iter().zip([source, cue_bound, content, addressee]) {
            if let Some(bound) = bound {
                write!(self.out, " {role}:T{bound}")?;
            }
        }
        writeln!(self.out)?;
        self.attribute("Form", event, statement.form.name())?;
        self.attribute("Attitude", event, statement.attitude.name())?;
        self.attribute("Certainty", event, statement.certainty.name())?;
        Ok(true)
    }

    fn attribute(&mut self, name: &str, event: usize, value: &str) -> io::Result<()> {
        self.attributes += 1;
        writeln!(self.out, "A{}\t{name} E{event} {value}", self.attributes)
    }

    /// What is done, numbered behind the statements.
    fn events(&mut self, record: &Record) -> io::Result<()> {
        let mut participants = BTreeMap::new();
        for (index, event) in record.events.iter().enumerate() {
            let note = reading_of_event(index, event, record);
            let number = record.statements.len() + index + 1;
            self.event(number, event, &note, &mut participants)?;
        }
        Ok(())
    }

    /// One event. Words that take part in several are one annotation, which `participants` has by its span.
    fn event(
        &mut self,
        number: usize,
        event: &Event,
        note: &str,
        participants: &mut BTreeMap<Span, Bound>,
    ) -> io::Result<()> {
        let kind = event.kind.name();
        let Some(trigger) = self.bound(kind, &event.trigger)? else {
            return Ok(());
        };
        let actors = self.participants(&event.actors, participants)?;
        let recipients = self.participants(&event.recipients, participants)?;
        write!(self.out, "E{number}\t{kind}:T{trigger}")?;
        for (role, bounds) in [("Actor", actors), ("Recipient", recipients)] {
            for (at, bound) in bounds.iter().enumerate() {
                let again = if at > 0 {
                    (at + 1).to_string()
                } else {
                    String::new()
                };
                write!(self.out, " {role}{again}:T{bound}")?;
            }
        }
        writeln!(self.out)?;
        self.attribute("Tense", number, event.tense.name())?;
        self.attribute("Certainty", number, event.certainty.name())?;
        if event.negated {
            self.attributes += 1;
            writeln!(self.out, "A{}\tNegated E{number}", self.attributes)?;
        }
        self.note(trigger, note)
    }

    fn participants(
        &mut self,
        parties: &[Party],
        known: &mut BTreeMap<Span, Bound>,
    ) -> io::Result<Vec<Bound>> {
        let mut bounds = Vec::with_capacity(parties.len());
        for party in parties {
            if let Some(&bound) = known.get(&party.span) {
                bounds.push(bound);
            } else if let Some(bound) = self.bound("Participant", &[party.span])? {
                known.insert(party.span, bound);
                bounds.push(bound);
            }
        }
        Ok(bounds)
    }

    fn actors(&mut self, actors: &[Actor]) -> io::Result<()> {
        for (index, actor) in actors.iter().enumerate() {
            let id = Id::from(selon_read::ActorId(index));
            let mut same = Vec::new();
            for mention in &actor.mentions {
                let note = format!("{id} {} ({})", actor.name, actor.kind.name());
                same.extend(self.noted("Mention", mention.span, &note)?);
            }
            if same.len() > 1 {
                let bounds: Vec<_> = same.iter().map(|bound| format!("T{bound}")).collect();
                writeln!(self.out, "*\tCoref {}", bounds.join(" "))?;
            }
        }
        Ok(())
    }

    fn party(&mut self, kind: &str, party: &Option<Party>) -> io::Result<Option<Bound>> {
        self.optional(kind, party.as_ref().map(|party| party.span))
    }

    fn optional(&mut self, kind: &str, span: Option<Span>) -> io::Result<Option<Bound>> {
        self.bound(kind, span.as_slice())
    }

    /// A text-bound annotation with a note for the annotator.
    fn noted(&mut self, kind: &str, span: Span, note: &str) -> io::Result<Option<Bound>> {
        let bound = self.bound(kind, &[span])?;
        if let Some(bound) = bound {
            self.note(bound, note)?;
        }
        Ok(bound)
    }

    fn note(&mut self, bound: Bound, note: &str) -> io::Result<()> {
        self.notes += 1;
        let note = note.replace(breaks_line, " ");
        writeln!(self.out, "#{}\tAnnotatorNotes T{bound}\t{note}", self.notes)
    }

    /// A text-bound annotation; `None` where the spans hold no visible word.
    fn bound(&mut self, kind: &str, spans: &[Span]) -> io::Result<Option<Bound>> {
        let fragments: Vec<Span> = spans
            .iter()
            .flat_map(|&span| fragments(self.text, span))
            .collect();
        if fragments.is_empty() {
            return Ok(None);
        }
        self.bounds += 1;
        let offsets: Vec<_> = fragments
            .iter()
            .map(|&fragment| self.points.range(fragment))
            .map(|range| format!("{} {}", range.start, range.end))
            .collect();
        let words: Vec<_> = fragments.iter().map(|span| span.of(self.text)).collect();
        let (offsets, words) = (offsets.join(";"), words.join(" "));
        writeln!(self.out, "T{}\t{kind} {offsets}\t{words}", self.bounds)?;
        Ok(Some(self.bounds))
    }
}

/// The pieces of a span between its line breaks, without the white space around them: brat's lines hold no break.
fn fragments(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let words = span.of(text);
    words.split(breaks_line).filter_map(move |piece| {
        let trimmed = piece.trim();
        let start = span.start + (trimmed.as_ptr() as usize - words.as_ptr() as usize);
        (!trimmed.is_empty()).then(|| Span::new(start, start + trimmed.len()))
    })
}

/// Whether a reader of brat's lines may take the character for the end of a line or of a field.
fn breaks_line(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn annotations(of: &Record) -> String {
        let mut out = Vec::new();
        record(of, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Reads the text-bound annotations back and holds each against the text; their ids.
    fn check_bounds(standoff: &str, text: &str) -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        let mut ids = Vec::new();
        for line in standoff.lines().filter(|line| line.starts_with('T')) {
            let fields: Vec<_> = line.split('\t').collect();
            let [id, place, words] = fields[..] else {
                panic!("three fields: {line}");
            };
            let (_, offsets) = place.split_once(' ').unwrap();
            let named: Vec<String> = offsets
                .split(';')
                .map(|fragment| {
                    let (start, end) = fragment.split_once(' ').unwrap();
                    let range = start.parse().unwrap()..end.parse().unwrap();
                    assert!(!range.is_empty(), "an empty fragment: {line}");
                    characters[range].iter().collect()
                })
                .collect();
            assert_eq!(named.join(" "), words, "{line}");
            ids.push(id.to_owned());
        }
        ids
    }

    /// Every id that a line refers to is the id of a line.
    fn check_references(standoff: &str) {
        let known: Vec<_> = standoff
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(id, _)| id)
            .collect();
        for line in standoff.lines().filter(|line| !line.starts_with('T')) {
            let refers = line.split('\t').nth(1).unwrap().split(' ').skip(1);
            let first = line.split('\t').nth(1).unwrap().split(' ').next();
            for id in refers.chain(first.filter(|_| line.starts_with('E'))) {
                let id = id.rsplit(':').next().unwrap();
                let is_value = line.starts_with('A') && !id.starts_with('E');
                assert!(is_value || known.contains(&id), "{id} in {line}");
            }
        }
    }

    #[test]
    fn every_annotation_names_its_words() {
        let record = fixture::harbour();
        let standoff = annotations(&record);
        let mut ids = check_bounds(&standoff, &record.document.text);
        assert!(ids.len() > 20);
        ids.sort();
        ids.dedup();
        let lines = standoff.lines().filter(|line| line.starts_with('T'));
        assert_eq!(ids.len(), lines.count(), "ids are unique");
        check_references(&standoff);
    }

    #[test]
    fn the_whole_standoff() {
        insta::assert_snapshot!(annotations(&fixture::harbour()));
    }

    #[test]
    fn spans_are_broken_at_line_ends() {
        let text = "« Un,\n deux\u{2028}\ttrois »";
        let pieces: Vec<_> = fragments(text, Span::new(0, text.len()))
            .map(|piece| piece.of(text))
            .collect();
        assert_eq!(pieces, ["« Un,", "deux", "trois »"]);
    }
}
