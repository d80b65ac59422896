//! What the patterns mean.

use jiff::civil::Date;
use selon_languages::{TimePattern, TimeRule as Rule, Timex};

use super::calendar::{Grain, Period, common};
use super::patterns::{Filler, Slot};
use crate::TimeKind;

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

/// Which way an undated weekday or month lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
}

/// The reading of an expression.
pub(super) struct Read {
    pub kind: TimeKind,
    pub value: String,
    pub begin: Option<Date>,
    pub end: Option<Date>,
}

/// The date that a pattern's slots name.
#[derive(Debug, Clone, Copy, Default)]
struct Slots {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    weekday: Option<i8>,
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
    pub fn read(&self, fillers: &[Filler], setting: &Setting) -> Option<Read> {
        let anchor = setting.anchor;
        let read = match self.rule {
            Rule::Date => self.date(Slots::of(fillers), setting)?,
            Rule::Day => {
                self.relative(anchor, Grain::Day, |date| Grain::Day.shift(date, self.step))
            }
            Rule::Weekday => self.weekday(first(fillers, Slot::Weekday)?, setting),
            Rule::Unit => {
                let grain = unit(fillers)?;
                self.relative(anchor, grain, |date| grain.shift(date, self.step))
            }
            Rule::Ago => {
                let (grain, count) = (unit(fillers)?, whole(fillers)?);
                self.relative(anchor, grain, |date| grain.shift(date, count * self.step))
            }
            Rule::Vague => self.vague(anchor),
            Rule::Elsewhere => self.bare(reference(self.step)),
            Rule::Since => {
                let date = self.date(Slots::of(fillers), setting)?;
                Read {
                    end: anchor.map(|anchor| anchor.end),
                    ..date
                }
            }
            Rule::Until => {
                let ahead = Setting {
                    direction: Direction::Future,
                    ..*setting
                };
                let date = self.date(Slots::of(fillers), &ahead)?;
                Read {
                    begin: anchor.map(|anchor| anchor.begin),
                    ..date
                }
            }
            Rule::Between => self.between(fillers, setting)?,
            Rule::Decade => {
                let year = first(fillers, Slot::Year)? as i16;
                self.known(Grain::Decade, Date::new(year, 1, 1).ok()?)?
            }
            Rule::Span => self.span(unit(fillers)?, whole(fillers)?, anchor),
            Rule::Length => self.bare(unit(fillers)?.duration(&count(fillers)?)),
            Rule::Every => self.every(fillers)?,
            Rule::Clock => self.clock(fillers, setting)?,
            Rule::Night => self.night(fillers, setting)?,
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

    fn date(&self, slots: Slots, setting: &Setting) -> Option<Read> {
        let Slots {
            day,
            month,
            year,
            weekday,
        } = slots;
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
        let found = match (self.step, setting.direction) {
            (-1, _) => {
                let year = anchor.end.year();
                [year, year - 1, year - 2, year - 4]
                    .into_iter()
                    .filter_map(of)
                    .find(|date| {
                        grain
                            .around(*date)
                            .is_some_and(|period| period.end < anchor.begin)
                    })
            }
            (0, Direction::Past) => {
                let year = anchor.end.year();
                (year - 8..=year)
                    .rev()
                    .filter_map(of)
                    .find(|date| *date <= anchor.end)
            }
            _ => {
                let year = anchor.begin.year();
                (year..=year.saturating_add(8)).filter_map(of).find(|date| {
                    let end = grain.around(*date).map_or(*date, |period| period.end);
                    if self.step > 0 {
                        *date > anchor.end
                    } else {
                        end >= anchor.begin
                    }
                })
            }
        };
        self.known(grain, found?)
    }

    fn vague(&self, anchor: Option<Period>) -> Read {
        Read {
            begin: anchor.filter(|_| self.step >= 0).map(|anchor| anchor.begin),
            end: anchor.filter(|_| self.step <= 0).map(|anchor| anchor.end),
            ..self.bare(reference(self.step))
        }
    }

    fn between(&self, fillers: &[Filler], setting: &Setting) -> Option<Read> {
        let (mut from, mut to) = Slots::pair(fillers);
        // `du 3 au 5 août 2021`: the second date lends the first what that leaves out.
        if from.weekday.is_none() {
            from.year = from.year.or(to.year);
            from.month = from.month.or(to.month);
        }
        let from = self.date(from, setting)?;
        let ahead = Setting {
            anchor: from
                .begin
                .and_then(|begin| Grain::Day.around(begin))
                .or(setting.anchor),
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

    fn every(&self, fillers: &[Filler]) -> Option<Read> {
        if let Some(weekday) = first(fillers, Slot::Weekday) {
            return Some(self.bare(format!("XXXX-WXX-{weekday}")));
        }
        if let Some(grain) = unit(fillers) {
            let count = count(fillers).unwrap_or_else(|| "1".to_owned());
            return Some(self.bare(grain.duration(&count)));
        }
        fillers
            .iter()
            .any(|filler| matches!(filler, Filler::Part(_)))
            .then(|| self.bare("XXXX-XX-XX".to_owned()))
    }

    fn clock(&self, fillers: &[Filler], setting: &Setting) -> Option<Read> {
        let mut hour = first(fillers, Slot::Hour)? as i64;
        let minute = first(fillers, Slot::Minute).unwrap_or(0.0) as i64;
        if self.step != 0 {
            // Twelve o'clock is the hour zero of both halves of the day.
            hour = hour % 12 + if self.step == 12 { 12 } else { 0 };
        }
        let mut read = self.relative(setting.day, Grain::Day, Some);
        if setting.day.is_none() {
            read.value = "XXXX-XX-XX".to_owned();
        }
        read.value.push_str(&format!("T{hour:02}:{minute:02}"));
        Some(read)
    }

    fn night(&self, fillers: &[Filler], setting: &Setting) -> Option<Read> {
        let mut night = match first(fillers, Slot::Weekday) {
            Some(weekday) => {
                let mut evening = self.weekday(weekday, setting);
                evening.end = evening
                    .end
                    .map(|end| Grain::Day.shift(end, 1).unwrap_or(end));
                evening
            }
            None => self.relative(setting.anchor, Grain::Day, |date| {
                Grain::Day.shift(date, self.step)
            }),
        };
        if night.value.ends_with("_REF") {
            night.value = "XXXX-XX-XX".to_owned();
        }
        night.value.push_str("TNI");
        Some(night)
    }
}

impl Slots {
    fn of(fillers: &[Filler]) -> Slots {
        let mut slots = Slots::default();
        fillers.iter().for_each(|filler| slots.take(filler));
        slots
    }

    /// The two dates of a range: the second begins where a slot comes again, or a coarser one is followed by a finer.
    fn pair(fillers: &[Filler]) -> (Slots, Slots) {
        let again = fillers.iter().enumerate().position(|(at, filler)| {
            fillers[..at]
                .iter()
                .any(|before| before.slot() == filler.slot())
        });
        let (first, second) = fillers.split_at(again.unwrap_or(fillers.len()));
        (Slots::of(first), Slots::of(second))
    }

    fn take(&mut self, filler: &Filler) {
        // The slots have checked their ranges: every value fits.
        if let Filler::Number(slot, value) = *filler {
            match slot {
                Slot::Day => self.day = Some(value as i8),
                Slot::Month | Slot::MonthNumber => self.month = Some(value as i8),
                Slot::Year => self.year = Some(value as i16),
                Slot::Weekday => self.weekday = Some(value as i8),
                Slot::Number | Slot::Unit | Slot::Part | Slot::Hour | Slot::Minute => {}
            }
        }
    }
}

impl Filler {
    fn slot(&self) -> Slot {
        match self {
            Filler::Number(slot, _) => *slot,
            Filler::Unit(_) => Slot::Unit,
            Filler::Part(_) => Slot::Part,
        }
    }
}

fn first(fillers: &[Filler], wanted: Slot) -> Option<f64> {
    fillers.iter().find_map(|filler| match filler {
        Filler::Number(slot, value) if *slot == wanted => Some(*value),
        _ => None,
    })
}

fn unit(fillers: &[Filler]) -> Option<Grain> {
    fillers.iter().find_map(|filler| match filler {
        Filler::Unit(grain) => Some(*grain),
        _ => None,
    })
}

/// The number as a duration writes it.
fn count(fillers: &[Filler]) -> Option<String> {
    first(fillers, Slot::Number).map(|number| number.to_string())
}

/// The number, cut to whole units; no expression of time reaches further than the calendar.
fn whole(fillers: &[Filler]) -> Option<i64> {
    let number = first(fillers, Slot::Number)?;
    (0.0..1e6).contains(&number).then_some(number as i64)
}

fn reference(step: i64) -> String {
    match step {
        ..0 => "PAST_REF",
        0 => "PRESENT_REF",
        1.. => "FUTURE_REF",
    }
    .to_owned()
}

fn nearest(date: Date, weekday: i8, forward: bool, strictly: bool) -> Option<Date> {
    let today = date.weekday().to_monday_one_offset();
    let away = match forward {
        true => (weekday - today).rem_euclid(7),
        false => (today - weekday).rem_euclid(7),
    };
    let away = i64::from(if away == 0 && strictly { 7 } else { away });
    Grain::Day.shift(date, if forward { away } else { -away })
}

/// A part of the day makes a time of a date.
fn with_part(mut read: Read, fillers: &[Filler]) -> Read {
    let part = fillers.iter().find_map(|filler| match filler {
        Filler::Part(part) => Some(*part),
        _ => None,
    });
    if let Some(part) = part {
        if read.value.ends_with("_REF") {
            read.value = "XXXX-XX-XX".to_owned();
        }
        read.value.push('T');
        read.value.push_str(part);
        if read.kind == TimeKind::Date {
            read.kind = TimeKind::Time;
        }
    }
    read
}
