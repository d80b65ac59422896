//! Times (TIMEX3): dates, times of day, durations and repetitions, the relative ones anchored on the document's date.
//!
//! What an expression looks like stands in `languages/<code>/time-patterns.tsv`; what it means is one of the
//! mechanisms of [`selon_languages::TimeRule`]. A document dated by its month or year gives relative expressions the bounds that
//! are certain (`begin`, `end`) and a value with `X` for what is not: *yesterday* is `2021-08-XX` or vaguer.

mod calendar;
mod direction;
mod meaning;
mod patterns;
mod slots;
mod syntax;

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Sentence};
use selon_intake::{Period, Published, Span};
use selon_languages::Pack;

use self::direction::Directions;
use self::meaning::Setting;
use self::patterns::{Found, Patterns};
use crate::record::{Time, TimeKind};
use crate::rules::RuleError;
use crate::rules::atoms::{Atom, AtomKind, atoms, continues_name};

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
    /// A pattern that means nothing, with its table and row.
    pub(crate) fn load(pack: &'static Pack) -> Result<Rules, RuleError> {
        let future = pack.verbs.iter().filter(|row| row.future);
        Ok(Rules {
            patterns: Patterns::load(pack)?,
            future: future.map(|row| row.verb).collect(),
        })
    }

    /// The times of an article in text order; they do not overlap.
    pub(crate) fn times(
        &self,
        text: &str,
        analysis: &Analysis,
        published: Option<&Published>,
    ) -> Vec<Time> {
        let anchor = published.and_then(Published::period);
        let mut times = Vec::new();
        for sentence in &analysis.sentences {
            self.read(text, sentence, anchor, &mut times);
        }
        times
    }

    fn read(&self, text: &str, sentence: &Sentence, anchor: Option<Period>, times: &mut Vec<Time>) {
        let atoms = atoms(text, sentence);
        let mut directions = Directions::new(sentence, &self.future);
        // A clock time belongs to the day that its sentence named last.
        let mut day = anchor;
        let mut at = 0;
        while at < atoms.len() {
            let Some((end, time)) = self.time(&atoms, at, &mut directions, (anchor, day)) else {
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

    /// The longest pattern that begins at an atom, and where. One with surroundings before it gives way to one without that goes
    /// on for longer: *en* | *décembre 2019*.
    fn longest(
        &self,
        atoms: &[Atom],
        at: usize,
        sentence: &Sentence,
    ) -> Option<(usize, Found<'_>)> {
        let found = self.patterns.longest(atoms, at, sentence)?;
        let inner = at + found.context;
        let alone = (inner > at).then(|| self.patterns.longest(atoms, inner, sentence));
        let longer = alone.flatten().filter(|alone| alone.end > found.end);
        Some(longer.map_or((at, found), |longer| (inner, longer)))
    }

    /// The time that begins at an atom, with the atom after it.
    fn time(
        &self,
        atoms: &[Atom],
        at: usize,
        directions: &mut Directions,
        (anchor, day): (Option<Period>, Option<Period>),
    ) -> Option<(usize, Time)> {
        if continues_name(atoms, at) {
            return None;
        }
        let (at, found) = self.longest(atoms, at, directions.sentence())?;
        if is_torn(atoms, found.end) {
            return None;
        }
        let last = &atoms[found.end - 1];
        let setting = Setting {
            anchor,
            day,
            direction: directions.of(last.word),
        };
        let meaning = found.meaning.read(&found.fillers, &setting)?;
        let time = Time {
            span: Span::new(atoms[at + found.context].span.start, last.span.end),
            kind: meaning.kind,
            value: meaning.value,
            begin: meaning.begin.map(|date| date.to_string()),
            end: meaning.end.map(|date| date.to_string()),
        };
        Some((found.end, time))
    }
}

/// Whether what ends before an atom is the beginning of something longer: `2021` in `2021-X4`, but never `10 mai` in
/// `10 maisons`, atoms being whole words.
fn is_torn(atoms: &[Atom], end: usize) -> bool {
    let digits = end
        .checked_sub(1)
        .is_some_and(|last| atoms[last].kind == AtomKind::Digits);
    let goes_on = |next: &Atom| next.tight() && next.kind == AtomKind::Letters;
    digits && atoms.get(end).is_some_and(goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::analysis;
    use selon_intake::{DateSource, Precision};

    /// Each time as `words = TYPE value begin..end`, read in a document of that date.
    fn read(code: &str, published: &str, text: &str, tags: &str) -> Vec<String> {
        let rules = Rules::load(selon_languages::pack(code).unwrap()).unwrap();
        let published = (!published.is_empty()).then(|| Published {
            value: published.to_owned(),
            precision: Precision::Day,
            from: DateSource::Given,
        });
        let times = rules.times(text, &analysis(text, tags), published.as_ref());
        let line = |time: &Time| {
            let (kind, value) = (time.kind.name(), &time.value);
            let begin = time.begin.as_deref().unwrap_or_default();
            let end = time.end.as_deref().unwrap_or_default();
            format!("{} = {kind} {value} {begin}..{end}", time.span.of(text))
        };
        times.iter().map(line).collect()
    }

    #[track_caller]
    fn one(code: &str, published: &str, text: &str, expected: &str) {
        assert_eq!(read(code, published, text, ""), [expected], "{text}");
    }

    #[test]
    fn french_dates() {
        for (text, expected) in [
            (
                "le 3 mars 2019",
                "le 3 mars 2019 = DATE 2019-03-03 2019-03-03..2019-03-03",
            ),
            (
                "Le 1er mai",
                "Le 1er mai = DATE 2021-05-01 2021-05-01..2021-05-01",
            ),
            (
                "03/11/2020",
                "03/11/2020 = DATE 2020-11-03 2020-11-03..2020-11-03",
            ),
            (
                "en décembre",
                "décembre = DATE 2020-12 2020-12-01..2020-12-31",
            ),
            (
                "en décembre 2019",
                "décembre 2019 = DATE 2019-12 2019-12-01..2019-12-31",
            ),
            ("en 2015", "2015 = DATE 2015 2015-01-01..2015-12-31"),
            (
                "hier soir",
                "hier soir = TIME 2021-06-09TEV 2021-06-09..2021-06-09",
            ),
            (
                "Aujourd’hui",
                "Aujourd’hui = DATE 2021-06-10 2021-06-10..2021-06-10",
            ),
            (
                "après-demain",
                "après-demain = DATE 2021-06-12 2021-06-12..2021-06-12",
            ),
            ("lundi", "lundi = DATE 2021-06-07 2021-06-07..2021-06-07"),
            ("jeudi", "jeudi = DATE 2021-06-10 2021-06-10..2021-06-10"),
            (
                "jeudi dernier",
                "jeudi dernier = DATE 2021-06-03 2021-06-03..2021-06-03",
            ),
            (
                "mardi prochain",
                "mardi prochain = DATE 2021-06-15 2021-06-15..2021-06-15",
            ),
            (
                "dans la nuit de lundi à mardi",
                "dans la nuit de lundi à mardi = TIME 2021-06-07TNI 2021-06-07..2021-06-08",
            ),
            (
                "cette semaine",
                "cette semaine = DATE 2021-W23 2021-06-07..2021-06-13",
            ),
            (
                "le mois dernier",
                "le mois dernier = DATE 2021-05 2021-05-01..2021-05-31",
            ),
            (
                "l’année prochaine",
                "l’année prochaine = DATE 2022 2022-01-01..2022-12-31",
            ),
            (
                "il y a trois jours",
                "il y a trois jours = DATE 2021-06-07 2021-06-07..2021-06-07",
            ),
            (
                "d’ici 2030",
                "d’ici 2030 = DATE 2030 2021-06-10..2030-12-31",
            ),
            (
                "depuis 2014",
                "depuis 2014 = DATE 2014 2014-01-01..2021-06-10",
            ),
            (
                "entre 2014 et 2019",
                "entre 2014 et 2019 = DATE 2014/2019 2014-01-01..2019-12-31",
            ),
            (
                "du 3 au 5 mai",
                "du 3 au 5 mai = DATE 2021-05-03/2021-05-05 2021-05-03..2021-05-05",
            ),
            (
                "dans les années 1990",
                "dans les années 1990 = DATE 199 1990-01-01..1999-12-31",
            ),
            (
                "ces derniers jours",
                "ces derniers jours = DATE PAST_REF ..2021-06-10",
            ),
            ("pendant trois jours", "trois jours = DURATION P3D .."),
            ("chaque lundi", "chaque lundi = SET XXXX-WXX-1 .."),
            (
                "à 8 heures",
                "8 heures = TIME 2021-06-10T08:00 2021-06-10..2021-06-10",
            ),
            (
                "trois jours plus tôt",
                "trois jours plus tôt = DATE PAST_REF ..",
            ),
        ] {
            one("fr", "2021-06-10", text, expected);
        }
    }

    #[test]
    fn english_dates() {
        for (text, expected) in [
            (
                "August 20, 2019",
                "August 20, 2019 = DATE 2019-08-20 2019-08-20..2019-08-20",
            ),
            (
                "20 August",
                "20 August = DATE 2020-08-20 2020-08-20..2020-08-20",
            ),
            (
                "on Monday",
                "Monday = DATE 2021-06-07 2021-06-07..2021-06-07",
            ),
            (
                "last week",
                "last week = DATE 2021-W22 2021-05-31..2021-06-06",
            ),
            (
                "two years ago",
                "two years ago = DATE 2019 2019-01-01..2019-12-31",
            ),
            (
                "tonight",
                "tonight = TIME 2021-06-10TNI 2021-06-10..2021-06-10",
            ),
            (
                "in recent years",
                "in recent years = DATE PAST_REF ..2021-06-10",
            ),
            (
                "over the past two days",
                "over the past two days = DURATION P2D 2021-06-08..2021-06-10",
            ),
            ("every day", "every day = SET P1D .."),
            (
                "at 8:30 pm",
                "8:30 pm = TIME 2021-06-10T20:30 2021-06-10..2021-06-10",
            ),
            (
                "in the 1990s",
                "in the 1990s = DATE 199 1990-01-01..1999-12-31",
            ),
            (
                "since March 2014",
                "since March 2014 = DATE 2014-03 2014-03-01..2021-06-10",
            ),
        ] {
            one("en", "2021-06-10", text, expected);
        }
        assert_eq!(read("en", "", "It may 20", "may:AUX"), Vec::<String>::new());
    }

    #[test]
    fn a_document_dated_by_its_month_gives_only_what_is_certain() {
        one(
            "fr",
            "2021-06",
            "hier",
            "hier = DATE 2021-XX-XX 2021-05-31..2021-06-29",
        );
        one(
            "fr",
            "2021-06",
            "demain",
            "demain = DATE 2021-XX-XX 2021-06-02..2021-07-01",
        );
        one(
            "fr",
            "2021-06",
            "aujourd’hui",
            "aujourd’hui = DATE 2021-06-XX 2021-06-01..2021-06-30",
        );
        one(
            "fr",
            "2021-06",
            "l’an dernier",
            "l’an dernier = DATE 2020 2020-01-01..2020-12-31",
        );
        one(
            "fr",
            "2021-06",
            "ces dernières semaines",
            "ces dernières semaines = DATE PAST_REF ..2021-06-30",
        );
        one(
            "fr",
            "2021-06",
            "le 14 juin",
            "le 14 juin = DATE 2021-06-14 2021-06-14..2021-06-14",
        );
    }

    #[test]
    fn a_document_without_a_date_leaves_it_open() {
        one("fr", "", "lundi", "lundi = DATE XXXX-WXX-1 ..");
        one("fr", "", "hier", "hier = DATE PAST_REF ..");
        one("fr", "", "le 14 juin", "le 14 juin = DATE XXXX-06-14 ..");
        one("en", "", "tomorrow", "tomorrow = DATE FUTURE_REF ..");
    }

    #[test]
    fn the_tense_tells_which_monday() {
        let read = |text, tags| read("fr", "2021-06-10", text, tags);
        let future = read("Partira lundi.", "partira:VERB:partir:Mood=Ind|Tense=Fut");
        assert_eq!(future, ["lundi = DATE 2021-06-14 2021-06-14..2021-06-14"]);
        let past = read("Partit lundi.", "partit:VERB:partir:Mood=Ind|Tense=Past");
        assert_eq!(past, ["lundi = DATE 2021-06-07 2021-06-07..2021-06-07"]);
    }

    #[test]
    fn impossible_dates_and_any_text_are_read_without_panic() {
        for text in [
            "le 31 février 2021",
            "dans 999999 siècles",
            "il y a 99999999999 ans",
            "30/02/2021",
            "’’é\u{301}20 mai",
            "d’ici 1",
        ] {
            for published in ["", "2021", "9999-12-31", "-0001-01", "2021-06-10T24:99"] {
                for time in read("fr", published, text, "") {
                    assert!(!time.contains("02-31"), "{time}");
                }
            }
        }
    }
}
