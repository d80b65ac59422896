//! Times (TIMEX3): dates, times of day, durations and repetitions, the relative ones anchored on the document's date.
//!
//! What an expression looks like stands in `languages/<code>/time-patterns.tsv`; what it means is one of the
//! mechanisms of [`meaning::Rule`]. A document dated by its month or year gives relative expressions the bounds that
//! are certain (`begin`, `end`) and a value with `X` for what is not: *yesterday* is `2021-08-XX` or vaguer.

mod calendar;
mod meaning;
mod patterns;

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Sentence, Upos};
use selon_intake::{Published, Span};
use selon_languages::Pack;

use crate::rules::RuleError;
use crate::rules::atoms::{Atom, AtomKind, atoms, continues_name};
use crate::{Time, TimeKind};

use calendar::Period;
use meaning::{Direction, Setting};
use patterns::Patterns;

/// What a language knows about times.
#[derive(Debug)]
pub(crate) struct Rules {
    patterns: Patterns,
    future: FxHashSet<&'static str>,
}

impl Rules {
    /// Reads the tables of a language.
    ///
    /// # Errors
    /// A cell that means nothing, with its file, row and mend.
    pub(crate) fn load(pack: &'static Pack) -> Result<Rules, RuleError> {
        let table = pack.table("future-auxiliaries");
        Ok(Rules {
            patterns: Patterns::load(pack)?,
            future: table.rows().map(|row| row.key()).collect(),
        })
    }

    /// The times of an article in text order; they do not overlap.
    pub(crate) fn times(
        &self,
        text: &str,
        analysis: &Analysis,
        published: Option<&Published>,
    ) -> Vec<Time> {
        let anchor = published.and_then(|published| Period::parse(&published.value));
        let mut times = Vec::new();
        for sentence in &analysis.sentences {
            self.read(text, sentence, anchor, &mut times);
        }
        times
    }

    fn read(&self, text: &str, sentence: &Sentence, anchor: Option<Period>, times: &mut Vec<Time>) {
        let atoms = atoms(text, sentence);
        // A clock time belongs to the day that its sentence named last.
        let mut day: Option<Period> = None;
        let mut at = 0;
        while at < atoms.len() {
            let Some((end, time)) = self.time(&atoms, at, sentence, anchor, day) else {
                at += 1;
                continue;
            };
            if time.kind == TimeKind::Date {
                day = Period::parse(&time.value).filter(Period::is_day).or(day);
            }
            times.push(time);
            at = end;
        }
    }

    fn time(
        &self,
        atoms: &[Atom],
        at: usize,
        sentence: &Sentence,
        anchor: Option<Period>,
        day: Option<Period>,
    ) -> Option<(usize, Time)> {
        if continues_name(atoms, at) {
            return None;
        }
        let found = self.patterns.longest(atoms, at, sentence)?;
        let last = &atoms[found.end - 1];
        // `10 mai` in `10 maisons` cannot happen, atoms being whole words; `2021` in `2021-X4` can.
        let torn = atoms.get(found.end).is_some_and(|next| {
            next.tight() && next.kind == AtomKind::Letters && last.kind == AtomKind::Digits
        });
        if torn {
            return None;
        }
        let setting = Setting {
            anchor,
            day: day.or(anchor),
            direction: self.direction(sentence, last.word),
        };
        let meaning = found.meaning.read(&found.slots, &setting)?;
        let time = Time {
            span: Span::new(atoms[at + found.context].span.start, last.span.end),
            kind: meaning.kind,
            value: meaning.value,
            begin: meaning.begin.map(|date| date.to_string()),
            end: meaning.end.map(|date| date.to_string()),
        };
        Some((found.end, time))
    }

    /// Whether the clause around a word speaks of what is to come.
    fn direction(&self, sentence: &Sentence, word: usize) -> Direction {
        let mut at = Some(word);
        // A tree has no path longer than its words, even a wrong one that runs in a circle.
        for _ in 0..sentence.words.len() {
            let Some(index) = at.filter(|&index| index < sentence.words.len()) else {
                break;
            };
            if self.is_future(sentence, index) {
                return Direction::Future;
            }
            let word = &sentence.words[index];
            if word.upos == Upos::Verb && !word.feats.is("VerbForm", "Inf") {
                break;
            }
            at = word.head;
        }
        Direction::Past
    }

    fn is_future(&self, sentence: &Sentence, index: usize) -> bool {
        let word = &sentence.words[index];
        let present = |word: &selon_analyse::Word| {
            self.future.contains(word.lemma.as_str())
                && word.feats.get("Tense").is_none_or(|tense| tense == "Pres")
        };
        word.feats.is("Tense", "Fut")
            || (word.upos == Upos::Verb && present(word))
            || (matches!(word.upos, Upos::Verb | Upos::Adj | Upos::Noun)
                && sentence.children(index).any(|child| {
                    let child = &sentence.words[child];
                    child.is("aux") && (child.feats.is("Tense", "Fut") || present(child))
                }))
    }
}
