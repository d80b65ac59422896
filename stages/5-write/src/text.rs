//! The record as a person reads it in a terminal.
//!
//! Always in colour: whoever prints where there are none strips them, as the command does with `anstream`.

mod table;

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use selon_intake::Span;
use selon_read::{
    Actor, Bound, Certainty, Event, Figure, Party, Place, PlaceId, PlacePrecision, Record,
    Statement, StatementId, Time, TimeId,
};

use crate::ids::Id;
use table::Table;

/// Lines are never made narrower than this, however narrow the terminal.
const NARROWEST: usize = 32;

/// How far each level is set in.
const INDENT: usize = 2;

/// How much of its width a deeply nested statement always keeps.
const ROOM: usize = 24;

const TITLE: Style = Style::new().bold();
const HEADING: Style = AnsiColor::Yellow.on_default().bold();
const ID: Style = Style::new().dimmed();
const SOURCE: Style = AnsiColor::Cyan.on_default().bold();
const KIND: Style = Style::new().bold();
const CUE: Style = AnsiColor::Green.on_default();
const WORDS: Style = Style::new();
const ASIDE: Style = Style::new().dimmed();
const UNSURE: Style = AnsiColor::Magenta.on_default();
const DENIED: Style = AnsiColor::Red.on_default();

/// Writes a record for a reader: the article's head, then statements, events, figures, times, places and actors, each
/// part only where the article has any. No line is wider than `width` columns, unless the terminal is very narrow.
///
/// # Errors
/// Those of `out`.
pub fn record(record: &Record, width: usize, out: &mut impl Write) -> io::Result<()> {
    let width = width.max(NARROWEST);
    let mut page = Page { record, width, out };
    page.head()?;
    page.statements()?;
    page.events()?;
    page.figures()?;
    page.times()?;
    page.places()?;
    page.actors()
}

/// The page that is being written.
struct Page<'r, W> {
    record: &'r Record,
    width: usize,
    out: &'r mut W,
}

impl<'r, W: Write> Page<'r, W> {
    /// The title, then where the article comes from, when and in what language.
    fn head(&mut self) -> io::Result<()> {
        let document = &self.record.document;
        if let Some(title) = &document.title {
            self.wrapped(0, TITLE, &clean(title))?;
        }
        let mut facts = vec![clean(&document.origin).into_owned()];
        facts.extend(document.published.as_ref().map(|date| date.value.clone()));
        facts.push(document.language.to_owned());
        if document.encoding != "utf-8" {
            facts.push(document.encoding.to_owned());
        }
        self.wrapped(0, ASIDE, &facts.join(" · "))
    }

    fn heading(&mut self, name: &str) -> io::Result<()> {
        writeln!(self.out, "\n{HEADING}{name}{HEADING:#}")
    }

    /// A paragraph in one style, every line `indent` columns in.
    fn wrapped(&mut self, indent: usize, style: Style, text: &str) -> io::Result<()> {
        let room = self.width.saturating_sub(indent).max(ROOM);
        for line in textwrap::wrap(text, room) {
            writeln!(
                self.out,
                "{:indent$}{style}{}{style:#}",
                "",
                line.trim_end()
            )?;
        }
        Ok(())
    }

    fn words(&self, span: Span) -> Cow<'r, str> {
        clean(span.of(&self.record.document.text))
    }

    fn statements(&mut self) -> io::Result<()> {
        if self.record.statements.is_empty() {
            return Ok(());
        }
        self.heading("Statements")?;
        for (number, (index, depth)) in nesting(&self.record.statements).into_iter().enumerate() {
            if number > 0 {
                writeln!(self.out)?;
            }
            self.statement(index, &self.record.statements[index], depth)?;
        }
        Ok(())
    }

    /// Who and the cue; under them the words; under those what else is known.
    fn statement(
        &mut self,
        index: usize,
        statement: &'r Statement,
        depth: usize,
    ) -> io::Result<()> {
        let deepest = self.width.saturating_sub(ROOM);
        let indent = (INDENT + depth * 2 * INDENT).min(deepest);
        let inner = self.begin(
            StatementId(index).into(),
            indent,
            &self.attribution(statement),
        )?;
        for paragraph in self.content(statement) {
            self.wrapped(inner, WORDS, &paragraph)?;
        }
        let certainty = surely(statement.certainty);
        self.wrapped(inner, certainty, &self.circumstances(statement))
    }

    /// The id and behind it the first words of a part; how far in everything else of it stands.
    fn begin(&mut self, id: Id, indent: usize, words: &str) -> io::Result<usize> {
        let id = id.to_string();
        let inner = (indent + 4).min(self.width.saturating_sub(ROOM));
        let gap = (inner - indent).saturating_sub(id.len()).max(1);
        for (number, line) in textwrap::wrap(words, self.width - inner).iter().enumerate() {
            match number {
                0 => write!(self.out, "{:indent$}{ID}{id}{ID:#}{:gap$}", "", "")?,
                _ => write!(self.out, "{:inner$}", "")?,
            }
            writeln!(self.out, "{line}")?;
        }
        Ok(inner)
    }

    /// `il (Vladimir Poutine) · a déclaré`, in colour.
    fn attribution(&self, statement: &Statement) -> String {
        let source = match &statement.source {
            Some(party) => self.who(party),
            None => format!("{ASIDE}no source named{ASIDE:#}"),
        };
        let cue = statement.cue.as_ref().map(|cue| self.cue(&cue.pieces));
        format!("{source}{}", cue.unwrap_or_default())
    }

    /// `il (Vladimir Poutine)`, in colour.
    fn who(&self, party: &Party) -> String {
        let name = self.name(party);
        let name = name.map_or(String::new(), |name| format!(" {SOURCE}({name}){SOURCE:#}"));
        format!("{SOURCE}{}{SOURCE:#}{name}", self.words(party.span))
    }

    /// ` · a … déclaré`, in colour.
    fn cue(&self, pieces: &[Span]) -> String {
        let words: Vec<_> = pieces.iter().map(|piece| self.words(*piece)).collect();
        format!(" {ASIDE}·{ASIDE:#} {CUE}{}{CUE:#}", words.join(" … "))
    }

    /// The actor's name, where the words themselves do not say it.
    fn name(&self, party: &Party) -> Option<Cow<'r, str>> {
        let actor = self.record.actors.get(party.actor?.0)?;
        let name = clean(&actor.name);
        let said = self.words(party.span).to_lowercase();
        (!said.contains(&name.to_lowercase())).then_some(name)
    }

    /// The content as paragraphs: a new one where the text itself begins one, an ellipsis where other words stand
    /// between two pieces.
    fn content(&self, statement: &Statement) -> Vec<String> {
        let text = &self.record.document.text;
        let mut paragraphs: Vec<String> = Vec::new();
        let mut end: Option<usize> = None;
        for &piece in &statement.content {
            let between = end.and_then(|end| text.get(end..piece.start)).unwrap_or("");
            match paragraphs.last_mut() {
                Some(last) if between.contains(char::is_alphanumeric) => last.push_str(" […] "),
                Some(last) if !between.contains('\n') => last.push(' '),
                _ => paragraphs.push(String::new()),
            }
            if let Some(last) = paragraphs.last_mut() {
                last.push_str(&self.words(piece));
            }
            end = Some(piece.end);
        }
        paragraphs
    }

    /// `direct · say · stated · to les journalistes · when mardi (2026-03-10) · within s1`.
    fn circumstances(&self, statement: &Statement) -> String {
        let mut facts = vec![
            statement.form.name().to_owned(),
            statement.attitude.name().to_owned(),
            statement.certainty.name().to_owned(),
        ];
        if let Some(party) = &statement.addressee {
            let name = self.name(party).map(|name| format!(" ({name})"));
            let name = name.unwrap_or_default();
            facts.push(format!("to {}{name}", self.words(party.span)));
        }
        facts.extend(self.when(statement.time));
        facts.extend(self.place(statement.place));
        if let Some(outer) = statement.within {
            facts.push(format!("within {}", Id::from(outer)));
        }
        facts.join(" · ")
    }

    /// `when: mardi (2026-03-10)`.
    fn when(&self, time: Option<TimeId>) -> Option<String> {
        let time = self.record.times.get(time?.0)?;
        Some(format!("when: {} ({})", self.words(time.span), time.value))
    }

    /// `where: Valmer`.
    fn place(&self, place: Option<PlaceId>) -> Option<String> {
        let place = self.record.places.get(place?.0)?;
        Some(format!("where: {}", clean(&place.name)))
    }

    fn events(&mut self) -> io::Result<()> {
        if self.record.events.is_empty() {
            return Ok(());
        }
        self.heading("Events")?;
        for (index, event) in self.record.events.iter().enumerate() {
            let inner = self.begin(Id::event(index), INDENT, &self.deed(event))?;
            let style = match event.negated {
                true => DENIED,
                false => surely(event.certainty),
            };
            self.wrapped(inner, style, &self.surroundings(event))?;
        }
        Ok(())
    }

    /// `INVESTIGATE le préfet → l’Union, Mme Carvalho · a ouvert … enquête`, in colour.
    fn deed(&self, event: &Event) -> String {
        let list = |parties: &[Party]| {
            let parties: Vec<_> = parties.iter().map(|party| self.who(party)).collect();
            parties.join(", ")
        };
        let kind = event.kind.name();
        let actors = match event.actors.is_empty() {
            true => format!("{ASIDE}nobody named{ASIDE:#}"),
            false => list(&event.actors),
        };
        let recipients = match event.recipients.is_empty() {
            true => String::new(),
            false => format!(" {ASIDE}→{ASIDE:#} {}", list(&event.recipients)),
        };
        let words = self.cue(&event.trigger);
        format!("{KIND}{kind}{KIND:#} {actors}{recipients}{words}")
    }

    /// `negated · past · stated · when: mardi (2026-03-10) · how many: 1 200 dockers · according to la maire (s1)`.
    fn surroundings(&self, event: &Event) -> String {
        let mut facts: Vec<String> = Vec::new();
        facts.extend(event.negated.then(|| "negated".to_owned()));
        facts.push(event.tense.name().to_owned());
        facts.push(event.certainty.name().to_owned());
        facts.extend(self.when(event.time));
        facts.extend(self.place(event.place));
        let figures = event.figures.iter();
        let figures = figures.filter_map(|id| self.record.figures.get(id.0));
        facts.extend(figures.map(|figure| format!("how many: {}", self.words(figure.span))));
        facts.extend(self.according_to(event.according_to));
        facts.join(" · ")
    }

    /// The words, what they amount to, and according to whom.
    fn figures(&mut self) -> io::Result<()> {
        let mut table = Table::new([WORDS, ASIDE, SOURCE]);
        for figure in &self.record.figures {
            let words = self.words(figure.span).into_owned();
            let by = self.according_to(figure.according_to);
            table.row([words, amount(figure), by.unwrap_or_default()]);
        }
        self.table("Figures", self.record.figures.is_empty(), &table)
    }

    fn according_to(&self, statement: Option<StatementId>) -> Option<String> {
        let id = statement?;
        let statement = self.record.statements.get(id.0);
        let source = statement.and_then(|statement| statement.source.as_ref());
        let who = source.map_or(Cow::Borrowed("an unnamed source"), |party| {
            self.name(party).unwrap_or_else(|| self.words(party.span))
        });
        Some(format!("according to {who} ({})", Id::from(id)))
    }

    fn times(&mut self) -> io::Result<()> {
        let mut table = Table::new([WORDS, ASIDE, ASIDE]);
        for time in &self.record.times {
            let value = format!("{} {}", time.kind.name(), time.value);
            table.row([self.words(time.span).into_owned(), value, stretch(time)]);
        }
        self.table("Times", self.record.times.is_empty(), &table)
    }

    /// Each place once, however often it is named.
    fn places(&mut self) -> io::Result<()> {
        let what = |place: &&'r Place| {
            let precision = place.precision.map(PlacePrecision::name);
            (place.name.as_str(), place.country, precision)
        };
        let mut table = Table::new([WORDS, ASIDE, ASIDE]);
        for (place, count) in counted(self.record.places.iter(), what) {
            let name = times_over(&clean(&place.name), count);
            table.row([name, sort_of_place(place), coordinates(place)]);
        }
        self.table("Places", self.record.places.is_empty(), &table)
    }

    /// Each actor with what it is and every way the article names it.
    fn actors(&mut self) -> io::Result<()> {
        let mut table = Table::new([SOURCE, ASIDE, WORDS]);
        for actor in &self.record.actors {
            let spans = actor
                .mentions
                .iter()
                .map(|mention| self.words(mention.span));
            let names: Vec<_> = counted(spans, Cow::clone)
                .into_iter()
                .map(|(words, count)| times_over(&words, count))
                .collect();
            table.row([
                clean(&actor.name).into_owned(),
                sort_of_actor(actor),
                names.join(", "),
            ]);
        }
        self.table("Actors", self.record.actors.is_empty(), &table)
    }

    fn table<const COLUMNS: usize>(
        &mut self,
        name: &str,
        empty: bool,
        table: &Table<COLUMNS>,
    ) -> io::Result<()> {
        if empty {
            return Ok(());
        }
        self.heading(name)?;
        table.write(INDENT, self.width, self.out)
    }
}

/// The style of what the writer stands behind more or less.
fn surely(certainty: Certainty) -> Style {
    match certainty {
        Certainty::Stated => ASIDE,
        Certainty::Hedged | Certainty::Hearsay => UNSURE,
        Certainty::Denied => DENIED,
    }
}

/// The statements in the order to show them, each with how deep it is nested: those inside another come after it.
fn nesting(statements: &[Statement]) -> Vec<(usize, usize)> {
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); statements.len()];
    let mut outermost = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        match statement.within.and_then(|outer| inside.get_mut(outer.0)) {
            Some(inner) => inner.push(index),
            None => outermost.push(index),
        }
    }
    let mut order = Vec::new();
    let mut waiting: Vec<_> = outermost
        .into_iter()
        .rev()
        .map(|index| (index, 0))
        .collect();
    while let Some((index, depth)) = waiting.pop() {
        order.push((index, depth));
        waiting.extend(inside[index].iter().rev().map(|&inner| (inner, depth + 1)));
    }
    order
}

/// Each item once that is another than those before, in the order of first appearance, with how often it appears. Two are
/// the same where `what` they are is.
fn counted<T, W: Hash + Eq>(
    items: impl Iterator<Item = T>,
    what: impl Fn(&T) -> W,
) -> Vec<(T, usize)> {
    let mut found: Vec<(T, usize)> = Vec::new();
    let mut places: HashMap<W, usize> = HashMap::new();
    for item in items {
        match places.entry(what(&item)) {
            Entry::Occupied(at) => found[*at.get()].1 += 1,
            Entry::Vacant(at) => {
                at.insert(found.len());
                found.push((item, 1));
            }
        }
    }
    found
}

fn times_over(words: &str, count: usize) -> String {
    match count {
        1 => words.to_owned(),
        _ => format!("{words} ×{count}"),
    }
}

/// `more than 18,000 person`.
fn amount(figure: &Figure) -> String {
    let bound = match figure.bound {
        Bound::Exact | Bound::Between => "",
        Bound::About => "about ",
        Bound::MoreThan => "more than ",
        Bound::LessThan => "less than ",
        Bound::Order => "in the order of ",
    };
    let number = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => grouped(low),
        (Some(low), Some(high)) => format!("{} to {}", grouped(low), grouped(high)),
        (Some(one), None) | (None, Some(one)) => grouped(one),
        (None, None) => "an unknown number of".to_owned(),
    };
    format!("{bound}{number} {}", clean(&figure.unit))
        .trim_end()
        .to_owned()
}

/// A number with its thousands parted: `1,234.5`.
fn grouped(number: f64) -> String {
    let plain = number.abs().to_string();
    let (whole, fraction) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut parted = String::from(if number < 0.0 { "-" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted + fraction
}

/// From when to when an expression of time may mean, where that says more than its value.
fn stretch(time: &Time) -> String {
    match (&time.begin, &time.end) {
        (Some(begin), Some(end)) if begin == end && *begin == time.value => String::new(),
        (Some(begin), Some(end)) if begin == end => begin.clone(),
        (Some(begin), Some(end)) => format!("{begin} to {end}"),
        (Some(begin), None) => format!("from {begin}"),
        (None, Some(end)) => format!("until {end}"),
        (None, None) => String::new(),
    }
}

/// `city, FRA`.
fn sort_of_place(place: &Place) -> String {
    let precision = place.precision.map(PlacePrecision::name);
    let known: Vec<_> = [precision, place.country].into_iter().flatten().collect();
    known.join(", ")
}

fn coordinates(place: &Place) -> String {
    match (place.latitude, place.longitude) {
        (Some(north), Some(east)) => format!("{north:.2}, {east:.2}"),
        _ => String::new(),
    }
}

/// `person, FRA, GOV`.
fn sort_of_actor(actor: &Actor) -> String {
    let kind = Some(actor.kind.name());
    let known: Vec<_> = [kind, actor.country, actor.sector]
        .into_iter()
        .flatten()
        .collect();
    known.join(", ")
}

/// Words on one line and safe to print: a line break becomes a blank, and no control character of the article can
/// reach the terminal.
fn clean(words: &str) -> Cow<'_, str> {
    if !words.contains(char::is_control) {
        return Cow::Borrowed(words);
    }
    let lines: Vec<_> = words.split(['\n', '\t']).map(str::trim).collect();
    let line = lines.join(" ");
    Cow::Owned(line.replace(char::is_control, "\u{fffd}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn page(of: &Record, width: usize) -> String {
        let mut out = Vec::new();
        record(of, width, &mut out).unwrap();
        let coloured = String::from_utf8(out).unwrap();
        anstream::adapter::strip_str(&coloured).to_string()
    }

    #[test]
    fn a_page_for_a_wide_terminal() {
        insta::assert_snapshot!(page(&fixture::harbour(), 100));
    }

    #[test]
    fn a_page_for_a_narrow_terminal() {
        insta::assert_snapshot!(page(&fixture::harbour(), 48));
    }

    #[test]
    fn no_line_is_too_wide_and_none_ends_in_blanks() {
        for width in 32..120 {
            for line in page(&fixture::harbour(), width).lines() {
                assert!(
                    textwrap::core::display_width(line) <= width,
                    "{width}: {line}"
                );
                assert_eq!(line, line.trim_end());
            }
        }
    }

    #[test]
    fn an_empty_article_is_its_head_alone() {
        assert_eq!(page(&fixture::empty(), 80), "- · fr\n");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(clean("rouge\u{1b}[31m\nsang"), "rouge\u{fffd}[31m sang");
    }

    #[test]
    fn what_comes_again_is_counted_where_it_came_first() {
        let found = counted(["Lyon", "Nice", "Lyon"].into_iter(), |name| *name);
        assert_eq!(found, [("Lyon", 2), ("Nice", 1)]);
    }

    #[test]
    fn thousands_are_parted() {
        let written: Vec<_> = [7.0, 999.0, 1000.0, 18_000.0, 1_234_567.5, -2500.0]
            .into_iter()
            .map(grouped)
            .collect();
        assert_eq!(
            written,
            ["7", "999", "1,000", "18,000", "1,234,567.5", "-2,500"]
        );
    }
}
