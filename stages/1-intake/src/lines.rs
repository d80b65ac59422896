//! Lines to paragraphs: mail and wire copy break every line at a column, most other files give each paragraph one line.
//!
//! A break belongs to the column where the next word would not have fitted into the line: an editor that breaks at 72
//! columns leaves no room. Where that does not hold for most breaks of a text, its lines are paragraphs.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::Words;
use crate::headers::header_line;
use crate::words::HyphenSide;

/// Columns narrower or wider than these, in characters, are none.
const COLUMNS: std::ops::RangeInclusive<usize> = 50..=100;

/// Fewer breaks than this say nothing about a text.
const FEW_BREAKS: usize = 3;

/// A line shorter than this, in characters, is no part of a paragraph, whatever follows.
const SHORTEST: usize = 30;

/// One line that is not empty.
struct Line<'t> {
    /// Without the blanks around it.
    text: &'t str,
    /// How many blanks stand before it.
    indent: usize,
    /// In characters, blanks before it included.
    length: usize,
    /// Nothing stands above it: it may be a headline.
    first: bool,
    /// It stands alone: a header, or a headline in capitals.
    apart: bool,
    /// Its list mark, if it has one.
    mark: Option<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Nothing else begins so: `•`.
    Sure,
    /// A dash or a number may begin any line of a paragraph.
    Perhaps,
}

/// How two lines that follow each other belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    /// An empty line, or one that ends a paragraph.
    Hard,
    /// The second would not have fitted behind the first.
    Full,
    /// The first is nearly full and ends within a sentence.
    Open,
    /// The second goes on with a small letter.
    Small,
}

/// The text with one line for each paragraph; borrowed where nothing was joined.
pub(crate) fn unwrap<'t>(text: &'t str, words: &Words) -> Cow<'t, str> {
    let mut lines: Vec<Option<Line>> = text
        .split('\n')
        .map(|line| Line::read(line, words))
        .collect();
    if let Some(first) = lines.iter_mut().flatten().next() {
        first.first = true;
    }
    let width = lines
        .windows(2)
        .filter_map(within_column)
        .max()
        .unwrap_or(0);
    let breaks: Vec<Break> = lines.windows(2).map(|two| kind(two, width)).collect();
    let wrapped = is_wrapped(&lines, &breaks, width);
    let joins = |at: usize| match breaks[at] {
        Break::Hard => false,
        Break::Full | Break::Open => wrapped,
        Break::Small => true,
    };
    if !(0..breaks.len()).any(joins) {
        return Cow::Borrowed(text);
    }
    let mut hyphens = Hyphens::new(text, words);
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        let joined = at > 0 && joins(at - 1);
        let joining = at < breaks.len() && joins(at);
        if joined {
            hyphens.join(&mut out, line.trim_start());
        } else {
            out.push_str(line);
        }
        match joining {
            true => out.truncate(out.trim_end().len()),
            false if at < breaks.len() => out.push('\n'),
            false => {}
        }
    }
    out.into()
}

impl<'t> Line<'t> {
    fn read(line: &'t str, words: &Words) -> Option<Line<'t>> {
        let text = line.trim();
        if text.is_empty() {
            return None;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let length = indent + text.chars().count();
        let short = length <= *COLUMNS.end();
        Some(Line {
            text,
            indent,
            length,
            first: false,
            apart: short && (is_capitals(text) || header_line(text, words).is_some()),
            mark: mark(text),
        })
    }

    /// Whether its last mark ends a sentence or announces a list.
    fn ends(&self) -> bool {
        let closing = ['»', '”', '"', '’', ')', '\u{a0}', '\u{202f}', ' '];
        let last = self.text.trim_end_matches(closing);
        last.ends_with(['.', '!', '?', '…', ':', ';'])
    }
}

/// Whether a line is written in capitals, as headlines of wire copy are.
pub(crate) fn is_capitals(text: &str) -> bool {
    const FEWEST: usize = 8;
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    !letters().any(char::is_lowercase)
        && letters().count() >= FEWEST
        && text.split_whitespace().nth(1).is_some()
}

/// The list mark a line begins with: a bullet, a dash, `1.`, `2)`, `a)`.
fn mark(text: &str) -> Option<Mark> {
    let (first, _) = text.split_once([' ', '\u{a0}', '\t'])?;
    match first {
        "•" | "◦" | "▪" | "‣" | "●" | "○" | "■" | "*" | "→" => Some(Mark::Sure),
        "-" | "–" | "—" | "+" => Some(Mark::Perhaps),
        _ => {
            let number = first.strip_suffix(['.', ')'])?;
            let figures = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
            let letter = first.ends_with(')') && number.len() == 1;
            (!number.is_empty() && (figures || letter)).then_some(Mark::Perhaps)
        }
    }
}

/// The two lines that a break stands between, if they can be lines of one column.
fn neighbours<'l, 't>(two: &'l [Option<Line<'t>>]) -> Option<(&'l Line<'t>, &'l Line<'t>)> {
    let [Some(line), Some(next)] = two else {
        return None;
    };
    let narrow = line.length <= *COLUMNS.end() && next.length <= *COLUMNS.end();
    (narrow && !line.apart && !next.apart).then_some((line, next))
}

/// The longer of the two lines around a break within a column.
fn within_column(two: &[Option<Line>]) -> Option<usize> {
    neighbours(two).map(|(line, next)| line.length.max(next.length))
}

fn kind(two: &[Option<Line>], width: usize) -> Break {
    let Some((line, next)) = neighbours(two) else {
        return long_break(two);
    };
    let item = match next.mark {
        Some(Mark::Sure) => true,
        Some(Mark::Perhaps) => line.mark.is_some() || line.ends(),
        None => false,
    };
    let indented = line.mark.is_none() && next.indent > line.indent + 1;
    if item || indented {
        return Break::Hard;
    }
    let word = next.text.split_whitespace().next().unwrap_or_default();
    let full = line.length + 1 + word.chars().count() > width;
    match (goes_on(line, next), full) {
        (true, _) => Break::Small,
        (false, true) => Break::Full,
        (false, false) if !line.first && !line.ends() && 4 * line.length >= 3 * width => {
            Break::Open
        }
        (false, false) => Break::Hard,
    }
}

/// A break beside a line that is too long for a column: only a small letter tells that a paragraph goes on.
fn long_break(two: &[Option<Line>]) -> Break {
    match two {
        [Some(line), Some(next)]
            if !line.apart && !next.apart && next.mark.is_none() && goes_on(line, next) =>
        {
            Break::Small
        }
        _ => Break::Hard,
    }
}

/// Whether the second line goes on with a sentence of the first, or with a word that a hyphen parts.
fn goes_on(line: &Line, next: &Line) -> bool {
    let mut last = line.text.chars().rev();
    let open = match last.next() {
        Some('-') => last.next().is_some_and(char::is_alphabetic),
        Some(last) => line.length >= SHORTEST && (last.is_alphabetic() || last == ','),
        None => false,
    };
    open && next.text.starts_with(char::is_lowercase)
}

/// Whether the text is set in a column: most of its breaks are where the column ends, and few of these where a sentence
/// does.
fn is_wrapped(lines: &[Option<Line>], breaks: &[Break], width: usize) -> bool {
    if !COLUMNS.contains(&width) {
        return false;
    }
    let (mut all, mut full, mut ends) = (0, 0, 0);
    for (two, found) in lines.windows(2).zip(breaks) {
        let [Some(line), Some(next)] = two else {
            continue;
        };
        if line.apart || next.apart || next.mark.is_some() {
            continue;
        }
        all += 1;
        if matches!(found, Break::Full | Break::Small) {
            full += 1;
            ends += usize::from(line.ends());
        }
    }
    all >= FEW_BREAKS && 2 * full >= all && 2 * ends <= full
}

/// Joins lines, and words that a hyphen parts at their end.
struct Hyphens<'t> {
    text: &'t str,
    words: &'t Words,
    /// The words of the text in small letters, read when the first hyphen is met.
    forms: Option<FxHashSet<String>>,
}

impl<'t> Hyphens<'t> {
    fn new(text: &'t str, words: &'t Words) -> Hyphens<'t> {
        Hyphens {
            text,
            words,
            forms: None,
        }
    }

    /// Puts the next line behind the text so far.
    fn join(&mut self, out: &mut String, next: &str) {
        let parted = out
            .strip_suffix('-')
            .filter(|before| before.ends_with(char::is_alphanumeric));
        let Some(before) = parted.filter(|_| next.starts_with(char::is_alphanumeric)) else {
            out.push(' ');
            out.push_str(next);
            return;
        };
        let first = before
            .rsplit(|c| !is_of_word(c))
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let second = next.split(|c| !is_of_word(c)).next().unwrap_or_default();
        if self.words.hyphenates(second, HyphenSide::Apart) {
            out.push(' ');
        } else if next.starts_with(char::is_lowercase)
            && !self.keeps_hyphen(&first, &second.to_lowercase())
        {
            out.pop();
        }
        out.push_str(next);
    }

    /// Whether a hyphen at a line's end is the words' own. How the text writes them elsewhere decides, then the table.
    fn keeps_hyphen(&mut self, first: &str, second: &str) -> bool {
        let text = self.text;
        let forms = self.forms.get_or_insert_with(|| {
            let forms = text.split(|c| !is_of_word(c)).filter(|form| form.len() > 3);
            forms.map(str::to_lowercase).collect()
        });
        if forms.contains(&format!("{first}-{second}")) {
            return true;
        }
        if forms.contains(&format!("{first}{second}")) {
            return false;
        }
        let [first, second] = [first.rsplit('-').next(), second.split('-').next()];
        self.words
            .hyphenates(first.unwrap_or_default(), HyphenSide::Before)
            || self
                .words
                .hyphenates(second.unwrap_or_default(), HyphenSide::After)
    }
}

/// Whether a character is of a word, compounds with hyphens taken as one.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '-'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Header, HeaderWord};

    fn joined(text: &str) -> String {
        let words = Words {
            headers: vec![HeaderWord {
                word: "par",
                header: Header::Byline,
                day_first: true,
            }],
            hyphens: vec![
                ("elle", HyphenSide::After),
                ("et", HyphenSide::Apart),
                ("vice", HyphenSide::Before),
            ],
            ..Words::default()
        };
        unwrap(text, &words).into_owned()
    }

    #[test]
    fn a_column_becomes_paragraphs() {
        let text = "\
Le pont de Port-Amiel restera fermé jusqu’à la fin de la semaine, a
annoncé mardi la préfecture. Les experts doivent encore examiner trois
piles, dont celle qui avait cédé en mars.
   Le maire, lui, demande une réouverture partielle dès jeudi. Selon
Inès Carvalho, les commerçants du quai perdent chaque jour la moitié
de leurs clients.

La région n’a pas répondu.
";
        assert_eq!(
            joined(text),
            "Le pont de Port-Amiel restera fermé jusqu’à la fin de la semaine, a annoncé mardi la préfecture. Les \
             experts doivent encore examiner trois piles, dont celle qui avait cédé en mars.\n   Le maire, lui, \
             demande une réouverture partielle dès jeudi. Selon Inès Carvalho, les commerçants du quai perdent chaque \
             jour la moitié de leurs clients.\n\nLa région n’a pas répondu.\n"
        );
    }

    #[test]
    fn lines_that_are_paragraphs_stay() {
        for text in [
            "Bridge stays shut\nThe bridge at Port Amiel will stay shut until the end of the week, the prefecture said on \
             Tuesday, as experts look at three piers.\nThe mayor wants it open by Thursday.",
            "Le pont reste fermé jusqu’à vendredi.\nLa maire a demandé hier une réouverture partielle.\nLes commerçants \
             perdent la moitié de leurs clients.\nLa région n’a pas répondu.\nUne réunion est prévue lundi.",
            "LE PONT DE PORT-AMIEL RESTE FERMÉ JUSQU’À LA FIN DE LA SEMAINE\nPar Jeanne Durand\nLe pont reste fermé.",
            "À l’ordre du jour :\n- la réouverture du pont aux camions de plus de douze tonnes\n- l’aide aux commerçants \
             du quai et de la rue de la Mer\n- la date du marché",
        ] {
            assert!(
                matches!(unwrap(text, &Words::default()), Cow::Borrowed(_)),
                "{}",
                joined(text)
            );
        }
    }

    #[test]
    fn items_of_a_list_are_joined_each() {
        let text = "\
The council will vote on three measures on Thursday, the mayor said at
a meeting in the town hall:
* a partial reopening of the bridge to cars and to lorries below seven
  tonnes,
* aid for the shops along the quay, which have lost half their trade
  since March.
";
        let lines = joined(text);
        let lines: Vec<&str> = lines.lines().collect();
        assert_eq!(lines.len(), 3, "{lines:#?}");
        assert!(
            lines[1].ends_with("below seven tonnes,") && lines[2].starts_with("* aid"),
            "{lines:#?}"
        );
    }

    #[test]
    fn words_parted_at_the_end_of_a_line_are_whole_again() {
        for (text, expected) in [
            (
                "une longue ligne, puis le gouverne-\nment, et",
                "gouvernement, et",
            ),
            (
                "l’avant-projet fut retiré avant l’avant-\nprojet",
                "l’avant-projet fut retiré avant l’avant-projet",
            ),
            (
                "ce que, dit-elle, la préfecture a-t-\nelle décidé",
                "a-t-elle décidé",
            ),
            (
                "selon la maire et d’après le vice-\nprésident",
                "vice-président",
            ),
            (
                "tous les services de soins pré-\net postnatals",
                "pré- et postnatals",
            ),
        ] {
            assert!(joined(text).ends_with(expected), "{}", joined(text));
        }
    }
}
