//! What the patterns mean.

use jiff::civil::Date;
use selon_intake::Period;
use selon_languages::{TimePattern, TimeRule as Rule, Timex};

use super::calendar::{Grain, common};
use super::direction::Direction;
use super::slots::{DateParts, Fillers, Slot};
use crate::record::TimeKind;

/// How TIMEX3 writes a day of which nothing is known.
const ANY_DAY: &str = "XXXX-XX-XX";

/// A row of the pattern table.
#[derive(Debug)]
pub(super) struct Meaning {
    kind: TimeKind,
    rule: Rule,
    step: i64,
}

/// Where the undated parts of an expression look.
pub(super) struct Setting {
    /// The document's date.
    pub anchor: Option<Period>,
    /// The day a time of day belongs to.
    pub day: Option<Period>,
    pub direction: Direction,
}

/// The reading of an expression.
pub(super) struct Read {
    pub kind: TimeKind,
    pub value: String,
    pub begin: Option<Date>,
    pub end: Option<Date>,
}

impl From<&TimePattern> for Meaning {
    fn from(row: &TimePattern) -> Meaning {
        Meaning {
            kind: match row.timex {
                Timex::Date => TimeKind::Date,
                Timex::Time => TimeKind::Time,
                Timex::Duration => TimeKind::Duration,
                Timex::Set => TimeKind::Set,
            },
            rule: row.rule,
            step: row.step.unwrap_or_default(),
        }
    }
}

impl Meaning {
    /// The value of an expression; `None` where its slots are no date of the calendar.
    pub fn read(&self, fillers: &Fillers, setting: &Setting) -> Option<Read> {
        let anchor = setting.anchor;
        let read = match self.rule {
            Rule::Date => self.date(fillers.date(), setting)?,
            Rule::Day => self.away(Grain::Day, self.step, anchor),
            Rule::Weekday => self.weekday(fillers.first(Slot::Weekday)?, setting),
            Rule::Unit => self.away(fillers.unit()?, self.step, anchor),
            Rule::Ago => self.away(fillers.unit()?, fillers.whole()? * self.step, anchor),
            Rule::Vague => self.vague(anchor),
            Rule::Elsewhere => self.bare(reference(self.step)),
            Rule::Since => self.since(fillers.date(), setting)?,
            Rule::Until => self.until(fillers.date(), setting)?,
            Rule::Between => self.between(fillers.dates(), setting)?,
            Rule::Decade => self.decade(fillers.first(Slot::Year)?)?,
            Rule::Span => self.span(fillers.unit()?, fillers.whole()?, anchor),
            Rule::Length => self.bare(fillers.unit()?.duration(&fillers.count()?)),
            Rule::Every => self.every(fillers)?,
            Rule::Clock => self.clock(fillers, setting)?,
            Rule::Night => self.night(fillers, setting),
        };
        Some(with_part(read, fillers))
    }

    fn bare(&self, value: String) -> Read {
        Read {
            kind: self.kind,
            value,
            begin: None,
            end: None,
        }
    }

    fn known(&self, grain: Grain, date: Date) -> Option<Read> {
        let period = grain.around(date)?;
        Some(Read {
            kind: self.kind,
            value: grain.value(date),
            begin: Some(period.begin),
            end: Some(period.end),
        })
    }

    /// A time that lies in a fixed way from the document's day, which may be known only to lie in a period.
    fn relative(
        &self,
        anchor: Option<Period>,
        grain: Grain,
        of: impl Fn(Date) -> Option<Date>,
    ) -> Read {
        let ends = anchor.and_then(|anchor| Some((of(anchor.begin)?, of(anchor.end)?)));
        let periods = ends.and_then(|(a, b)| Some((grain.around(a)?.begin, grain.around(b)?.end)));
        match (ends, periods) {
            (Some((a, b)), Some((begin, end))) => Read {
                kind: self.kind,
                value: common(&grain.value(a), &grain.value(b)),
                begin: Some(begin),
                end: Some(end),
            },
            _ => self.bare(reference(self.step)),
        }
    }

    /// The period so many periods from the document's day: *la semaine dernière*, *two years ago*.
    fn away(&self, grain: Grain, count: i64, anchor: Option<Period>) -> Read {
        self.relative(anchor, grain, |date| grain.shift(date, count))
    }

    fn weekday(&self, weekday: f64, setting: &Setting) -> Read {
        let weekday = weekday as i8;
        let forward = match self.step {
            0 => setting.direction == Direction::Future,
            step => step > 0,
        };
        if setting.anchor.is_none() {
            return self.bare(format!("XXXX-WXX-{weekday}"));
        }
        self.relative(setting.anchor, Grain::Day, |date| {
            nearest(date, weekday, forward, self.step != 0)
        })
    }

    fn date(&self, parts: DateParts, setting: &Setting) -> Option<Read> {
        let DateParts {
            day,
            month,
            year,
            weekday,
        } = parts;
        match (year, month, day) {
            (Some(year), Some(month), Some(day)) => {
                self.known(Grain::Day, Date::new(year, month, day).ok()?)
            }
            (Some(year), Some(month), None) => {
                self.known(Grain::Month, Date::new(year, month, 1).ok()?)
            }
            (Some(year), None, _) => self.known(Grain::Year, Date::new(year, 1, 1).ok()?),
            (None, Some(month), day) => self.undated(month, day, setting),
            (None, None, _) => Some(self.weekday(f64::from(weekday?), setting)),
        }
    }

    /// A day or month without its year.
    fn undated(&self, month: i8, day: Option<i8>, setting: &Setting) -> Option<Read> {
        let grain = if day.is_some() {
            Grain::Day
        } else {
            Grain::Month
        };
        // 2000 has all days that any year has.
        Date::new(2000, month, day.unwrap_or(1)).ok()?;
        let Some(anchor) = setting.anchor else {
            let day = day.map_or(String::new(), |day| format!("-{day:02}"));
            return Some(self.bare(format!("XXXX-{month:02}{day}")));
        };
        let of = |year: i16| Date::new(year, month, day.unwrap_or(1)).ok();
        let end = |date: Date| grain.around(date).map_or(date, |period| period.end);
        // A leap day is looked for eight years away: 1900 and its like are none.
        let (last, first) = (anchor.end.year(), anchor.begin.year());
        let mut back = (last.saturating_sub(8)..=last).rev().filter_map(of);
        let mut ahead = (first..=first.saturating_add(8)).filter_map(of);
        let found = match (self.step, setting.direction) {
            (..0, _) => back.find(|&date| end(date) < anchor.begin),
            (0, Direction::Past) => back.find(|&date| date <= anchor.end),
            (0, Direction::Future) => ahead.find(|&date| end(date) >= anchor.begin),
            (1.., _) => ahead.find(|&date| date > anchor.end),
        };
        self.known(grain, found?)
    }

    /// From the date to the document's.
    fn since(&self, parts: DateParts, setting: &Setting) -> Option<Read> {
        Some(Read {
            end: setting.anchor.map(|anchor| anchor.end),
            ..self.date(parts, setting)?
        })
    }

    /// From the document's date to the date, which lies ahead whatever the tense.
    fn until(&self, parts: DateParts, setting: &Setting) -> Option<Read> {
        let ahead = Setting {
            direction: Direction::Future,
            ..*setting
        };
        Some(Read {
            begin: setting.anchor.map(|anchor| anchor.begin),
            ..self.date(parts, &ahead)?
        })
    }

    fn decade(&self, year: f64) -> Option<Read> {
        self.known(Grain::Decade, Date::new(year as i16, 1, 1).ok()?)
    }

    fn vague(&self, anchor: Option<Period>) -> Read {
        Read {
            begin: anchor.filter(|_| self.step >= 0).map(|anchor| anchor.begin),
            end: anchor.filter(|_| self.step <= 0).map(|anchor| anchor.end),
            ..self.bare(reference(self.step))
        }
    }

    fn between(
        &self,
        (mut from, mut to): (DateParts, DateParts),
        setting: &Setting,
    ) -> Option<Read> {
        // `du 3 au 5 août 2021`: the second date lends the first what that leaves out.
        if from.weekday.is_none() {
            from.year = from.year.or(to.year);
            from.month = from.month.or(to.month);
        }
        let from = self.date(from, setting)?;
        let ahead = Setting {
            anchor: from.begin.map(Period::day).or(setting.anchor),
            day: setting.day,
            direction: Direction::Future,
        };
        // Of two weekdays the second follows the first.
        to.year = to.year.or_else(|| {
            from.begin
                .filter(|_| to.month.is_some() && setting.anchor.is_none())
                .map(|d| d.year())
        });
        let to = self.date(to, &ahead)?;
        if from
            .begin
            .zip(to.end)
            .is_some_and(|(begin, end)| end < begin)
        {
            return None;
        }
        Some(Read {
            kind: self.kind,
            value: format!("{}/{}", from.value, to.value),
            begin: from.begin,
            end: to.end,
        })
    }

    fn span(&self, grain: Grain, count: i64, anchor: Option<Period>) -> Read {
        let value = grain.duration(&count.to_string());
        let (begin, end) = match anchor {
            Some(anchor) if self.step < 0 => (grain.shift(anchor.begin, -count), Some(anchor.end)),
            Some(anchor) => (Some(anchor.begin), grain.shift(anchor.end, count)),
            None => (None, None),
        };
        Read {
            kind: self.kind,
            value,
            begin,
            end,
        }
    }

    fn every(&self, fillers: &Fillers) -> Option<Read> {
        if let Some(weekday) = fillers.first(Slot::Weekday) {
            return Some(self.bare(format!("XXXX-WXX-{weekday}")));
        }
        if let Some(grain) = fillers.unit() {
            let count = fillers.count().unwrap_or_else(|| "1".to_owned());
            return Some(self.bare(grain.duration(&count)));
        }
        fillers
            .part()
            .is_some()
            .then(|| self.bare(ANY_DAY.to_owned()))
    }

    fn clock(&self, fillers: &Fillers, setting: &Setting) -> Option<Read> {
        let mut hour = fillers.first(Slot::Hour)? as i64;
        let minute = fillers.first(Slot::Minute).unwrap_or(0.0) as i64;
        if self.step != 0 {
            // Twelve o'clock is the hour zero of both halves of the day.
            hour = hour % 12 + if self.step == 12 { 12 } else { 0 };
        }
        let mut read = self.relative(setting.day, Grain::Day, Some);
        if setting.day.is_none() {
            read.value = ANY_DAY.to_owned();
        }
        read.value.push_str(&format!("T{hour:02}:{minute:02}"));
        Some(read)
    }

    fn night(&self, fillers: &Fillers, setting: &Setting) -> Read {
        let mut night = match fillers.first(Slot::Weekday) {
            Some(weekday) => {
                let mut evening = self.weekday(weekday, setting);
                let next = |day: Date| Grain::Day.shift(day, 1).unwrap_or(day);
                evening.end = evening.end.map(next);
                evening
            }
            None => self.away(Grain::Day, self.step, setting.anchor),
        };
        if is_reference(&night.value) {
            night.value = ANY_DAY.to_owned();
        }
        night.value.push_str("TNI");
        night
    }
}

/// The value of a time of which only the side of the document's is known.
fn reference(step: i64) -> String {
    match step {
        ..0 => "PAST_REF",
        0 => "PRESENT_REF",
        1.. => "FUTURE_REF",
    }
    .to_owned()
}

/// The day of that name nearest to a date, `strictly` another one.
fn nearest(date: Date, weekday: i8, forward: bool, strictly: bool) -> Option<Date> {
    let today = date.weekday().to_monday_one_offset();
    let away = match forward {
        true => (weekday - today).rem_euclid(7),
        false => (today - weekday).rem_euclid(7),
    };
    let away = i64::from(if away == 0 && strictly { 7 } else { away });
    Grain::Day.shift(date, if forward { away } else { -away })
}

/// Whether a value only says that it is past, now or to come.
fn is_reference(value: &str) -> bool {
    value.ends_with("_REF")
}

/// A part of the day makes a time of a date.
fn with_part(mut read: Read, fillers: &Fillers) -> Read {
    let Some(part) = fillers.part() else {
        return read;
    };
    if is_reference(&read.value) {
        read.value = ANY_DAY.to_owned();
    }
    read.value.push('T');
    read.value.push_str(part);
    if read.kind == TimeKind::Date {
        read.kind = TimeKind::Time;
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::slots::Filler;

    use Direction::{Future, Past};
    use TimeKind::{Date as Day, Duration, Set, Time};

    /// What a rule makes of some slots in a document of that date, as `TYPE value begin..end`.
    fn read_in(
        published: &str,
        direction: Direction,
        (kind, rule, step): (TimeKind, Rule, i64),
        slots: &[Filler],
    ) -> String {
        let anchor = Period::parse(published);
        let setting = Setting {
            anchor,
            day: anchor,
            direction,
        };
        let meaning = Meaning { kind, rule, step };
        let Some(read) = meaning.read(&Fillers(slots.to_vec()), &setting) else {
            return "nothing".to_owned();
        };
        let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        let (begin, end) = (day(read.begin), day(read.end));
        format!("{} {} {begin}..{end}", read.kind.name(), read.value)
    }

    /// The same in an article of Thursday, 10 June 2021 that tells of the past.
    fn read(rule: (TimeKind, Rule, i64), slots: &[Filler]) -> String {
        read_in("2021-06-10", Past, rule, slots)
    }

    fn number(slot: Slot, value: i16) -> Filler {
        Filler::Number(slot, f64::from(value))
    }

    fn date(day: i16, month: i16) -> [Filler; 2] {
        [number(Slot::Day, day), number(Slot::Month, month)]
    }

    #[test]
    fn a_date_lacks_what_the_text_leaves_out() {
        let [day, month] = date(3, 3);
        let year = number(Slot::Year, 2019);
        let rule = (Day, Rule::Date, 0);
        assert_eq!(
            read(rule, &[day, month, year]),
            "DATE 2019-03-03 2019-03-03..2019-03-03"
        );
        assert_eq!(
            read(rule, &[month, year]),
            "DATE 2019-03 2019-03-01..2019-03-31"
        );
        assert_eq!(read(rule, &[year]), "DATE 2019 2019-01-01..2019-12-31");
        assert_eq!(read_in("", Past, rule, &[day, month]), "DATE XXXX-03-03 ..");
        assert_eq!(read(rule, &date(31, 2)), "nothing");
    }

    #[test]
    fn a_date_without_its_year_lies_the_way_of_the_clause_or_of_its_step() {
        let found = |direction, step, day: [Filler; 2]| {
            read_in("2021-06-10", direction, (Day, Rule::Date, step), &day)
        };
        let august = "DATE 2020-08-20 2020-08-20..2020-08-20";
        assert_eq!(found(Past, 0, date(20, 8)), august);
        let ahead = "DATE 2021-08-20 2021-08-20..2021-08-20";
        assert_eq!(found(Future, 0, date(20, 8)), ahead);
        let today = "DATE 2021-06-10 2021-06-10..2021-06-10";
        assert_eq!(found(Past, 0, date(10, 6)), today);
        let before = "DATE 2020-06-10 2020-06-10..2020-06-10";
        assert_eq!(found(Past, -1, date(10, 6)), before);
        let after = "DATE 2022-06-10 2022-06-10..2022-06-10";
        assert_eq!(found(Past, 1, date(10, 6)), after);
        // A leap day is in one year of four.
        let leap = "DATE 2020-02-29 2020-02-29..2020-02-29";
        assert_eq!(found(Past, -1, date(29, 2)), leap);
    }

    #[test]
    fn a_weekday_lies_the_way_of_the_clause_or_of_its_step() {
        let found = |direction, step, day| {
            let slots = [number(Slot::Weekday, day)];
            read_in("2021-06-10", direction, (Day, Rule::Weekday, step), &slots)
        };
        let day = |day: &str| format!("DATE {day} {day}..{day}");
        assert_eq!(found(Past, 0, 1), day("2021-06-07"));
        assert_eq!(found(Future, 0, 1), day("2021-06-14"));
        // Today itself counts, but not with a step.
        assert_eq!(found(Past, 0, 4), day("2021-06-10"));
        assert_eq!(found(Past, -1, 4), day("2021-06-03"));
        assert_eq!(found(Past, 1, 4), day("2021-06-17"));
    }

    #[test]
    fn days_and_units_lie_so_many_away() {
        let [week, year] = [Filler::Unit(Grain::Week), Filler::Unit(Grain::Year)];
        assert_eq!(
            read((Day, Rule::Day, -1), &[]),
            "DATE 2021-06-09 2021-06-09..2021-06-09"
        );
        assert_eq!(
            read((Day, Rule::Unit, -1), &[week]),
            "DATE 2021-W22 2021-05-31..2021-06-06"
        );
        assert_eq!(
            read((Day, Rule::Ago, -1), &[number(Slot::Number, 2), year]),
            "DATE 2019 2019-01-01..2019-12-31"
        );
        let beyond = Filler::Number(Slot::Number, 1e9);
        assert_eq!(read((Day, Rule::Ago, -1), &[beyond, year]), "nothing");
    }

    #[test]
    fn a_document_dated_by_its_month_gives_only_what_is_certain() {
        let found = read_in("2021-06", Past, (Day, Rule::Day, -1), &[]);
        assert_eq!(found, "DATE 2021-XX-XX 2021-05-31..2021-06-29");
        let found = read_in("", Past, (Day, Rule::Day, 1), &[]);
        assert_eq!(found, "DATE FUTURE_REF ..");
    }

    #[test]
    fn what_is_vague_ends_or_begins_at_the_document_and_elsewhere_does_not() {
        let found = |rule, step| read((Day, rule, step), &[]);
        assert_eq!(found(Rule::Vague, -1), "DATE PAST_REF ..2021-06-10");
        assert_eq!(
            found(Rule::Vague, 0),
            "DATE PRESENT_REF 2021-06-10..2021-06-10"
        );
        assert_eq!(found(Rule::Vague, 1), "DATE FUTURE_REF 2021-06-10..");
        assert_eq!(found(Rule::Elsewhere, -1), "DATE PAST_REF ..");
    }

    #[test]
    fn since_and_until_have_the_document_at_their_other_end() {
        let august = [number(Slot::Month, 8)];
        assert_eq!(
            read((Day, Rule::Since, 0), &august),
            "DATE 2020-08 2020-08-01..2021-06-10"
        );
        // Until August looks ahead, though the clause tells of the past.
        assert_eq!(
            read((Day, Rule::Until, 0), &august),
            "DATE 2021-08 2021-06-10..2021-08-31"
        );
    }

    #[test]
    fn a_range_lends_its_first_date_what_that_leaves_out() {
        let found = |slots: &[Filler]| read((Day, Rule::Between, 0), slots);
        let [fifth, may] = date(5, 5);
        assert_eq!(
            found(&[number(Slot::Day, 3), fifth, may]),
            "DATE 2021-05-03/2021-05-05 2021-05-03..2021-05-05"
        );
        let [monday, friday] = [1, 5].map(|day| number(Slot::Weekday, day));
        assert_eq!(
            found(&[monday, friday]),
            "DATE 2021-06-07/2021-06-11 2021-06-07..2021-06-11"
        );
        let years = [2019, 2014].map(|year| number(Slot::Year, year));
        assert_eq!(found(&years), "nothing");
    }

    #[test]
    fn a_decade_has_ten_years() {
        let found = read((Day, Rule::Decade, 0), &[number(Slot::Year, 1990)]);
        assert_eq!(found, "DATE 199 1990-01-01..1999-12-31");
    }

    #[test]
    fn a_length_has_no_place_and_a_span_ends_or_begins_at_the_document() {
        let slots = [number(Slot::Number, 3), Filler::Unit(Grain::Day)];
        let found = |rule, step| read((Duration, rule, step), &slots);
        assert_eq!(found(Rule::Length, 0), "DURATION P3D ..");
        assert_eq!(found(Rule::Span, -1), "DURATION P3D 2021-06-07..2021-06-10");
        assert_eq!(found(Rule::Span, 1), "DURATION P3D 2021-06-10..2021-06-13");
    }

    #[test]
    fn what_comes_again_is_a_weekday_a_unit_or_any_day() {
        let found = |slots: &[Filler]| read((Set, Rule::Every, 0), slots);
        assert_eq!(found(&[number(Slot::Weekday, 1)]), "SET XXXX-WXX-1 ..");
        let week = Filler::Unit(Grain::Week);
        assert_eq!(found(&[week]), "SET P1W ..");
        assert_eq!(found(&[number(Slot::Number, 2), week]), "SET P2W ..");
        assert_eq!(found(&[Filler::Part("MO")]), "SET XXXX-XX-XXTMO ..");
        assert_eq!(found(&[]), "nothing");
    }

    #[test]
    fn a_clock_has_two_halves_where_its_step_says_so() {
        let found = |step, hour| {
            let slots = [number(Slot::Hour, hour), number(Slot::Minute, 30)];
            read((Time, Rule::Clock, step), &slots)
        };
        let at = |clock: &str| format!("TIME 2021-06-10T{clock} 2021-06-10..2021-06-10");
        assert_eq!(found(0, 18), at("18:30"));
        assert_eq!(found(12, 8), at("20:30"));
        assert_eq!(found(12, 12), at("12:30"));
        assert_eq!(found(24, 12), at("00:30"));
        let slots = [number(Slot::Hour, 8)];
        let undated = read_in("", Past, (Time, Rule::Clock, 0), &slots);
        assert_eq!(undated, "TIME XXXX-XX-XXT08:00 ..");
    }

    #[test]
    fn a_night_of_a_weekday_ends_the_day_after() {
        let rule = |step| (Time, Rule::Night, step);
        assert_eq!(
            read(rule(0), &[number(Slot::Weekday, 1)]),
            "TIME 2021-06-07TNI 2021-06-07..2021-06-08"
        );
        assert_eq!(
            read(rule(-1), &[]),
            "TIME 2021-06-09TNI 2021-06-09..2021-06-09"
        );
        let undated = read_in("", Past, rule(-1), &[]);
        assert_eq!(undated, "TIME XXXX-XX-XXTNI ..");
    }

    #[test]
    fn a_part_of_the_day_makes_a_time_of_a_date() {
        let evening = Filler::Part("EV");
        assert_eq!(
            read((Day, Rule::Day, -1), &[evening]),
            "TIME 2021-06-09TEV 2021-06-09..2021-06-09"
        );
        let undated = read_in("", Past, (Day, Rule::Day, -1), &[evening]);
        assert_eq!(undated, "TIME XXXX-XX-XXTEV ..");
    }
}
