//! Moments that leave their year or day open: which of them is meant.

use super::{
    calendar::{self, shift},
    expression::{Clock, Day, Field, Moment, Toward, YearWord},
    holiday,
    resolve::{Impossible, Resolved, Resolver},
    tense::Tense,
    value::{Part, Point, Unit, Year},
};
use crate::TemporalBias;

impl Resolver<'_> {
    /// A moment of which neither year nor base is told.
    pub(super) fn open(&mut self, moment: &Moment) -> Resolved<Point> {
        if let (Field::Month(month), Day::Of(day) | Day::Both(day, _)) = (moment.field, moment.day)
            && !(1..=longest(month)).contains(&day)
        {
            return Err(Impossible);
        }
        let Some(article) =
            self.anchors.article.map(|d| d.date()).filter(|_| !self.anchors.narrative)
        else {
            return self.open_narrative(moment);
        };
        match (moment.field, moment.day) {
            (Field::None, Day::Weekday(weekday)) => {
                Ok(Point::day(self.weekday(article, moment.toward, weekday)))
            }
            (Field::None, Day::Weekend) => {
                Ok(calendar::period(self.weekend(article), Unit::Weekend))
            }
            (Field::None, Day::Both(day, weekday)) => Ok(self.day_on(article, day, weekday)),
            // `at night`: any.
            (Field::None, Day::None) if matches!(moment.clock, Clock::Part(_)) => {
                Ok(calendar::open(Unit::Day))
            }
            (Field::None, Day::None) => Ok(Point::day(article)),
            (Field::None, Day::NthWeek(nth)) => self.nth_week(None, None, nth),
            (Field::None, _) => Ok(calendar::open(Unit::Day)),
            _ => {
                let year = self.year_for(article, moment);
                self.in_year(moment, YearWord::Full(year))
            }
        }
    }

    /// An open moment in a narrative: in the year, month or on the day mentioned before.
    pub(super) fn open_narrative(&mut self, moment: &Moment) -> Resolved<Point> {
        let memory = self.anchors.memory;
        match (moment.field, moment.day) {
            (Field::None, Day::Weekday(weekday)) => {
                let day = match (memory.day(), moment.toward) {
                    (Some(day), Toward::Last | Toward::Past | Toward::Preceding) => {
                        calendar::beside(day, -1, weekday)
                    }
                    (Some(day), Toward::Next | Toward::Coming | Toward::Following) => {
                        calendar::beside(day, 1, weekday)
                    }
                    (Some(day), _) => {
                        shift(day, -1, Unit::Day).and_then(|d| calendar::beside(d, 1, weekday))
                    }
                    (None, _) => None,
                };
                Ok(day.map_or(Point::part(Year::Open, Part::Weekday(0, weekday)), Point::day))
            }
            (Field::None, Day::Both(day, _)) => Ok(match memory.month() {
                Some((year, month)) => Point::part(Year::Of(year), Part::Day(month, day)),
                None => Point::part(Year::Open, Part::Day(0, day)),
            }),
            (Field::None, Day::None) if matches!(moment.clock, Clock::Part(_)) => {
                Ok(calendar::open(Unit::Day))
            }
            (Field::None, _) => Ok(memory.day().map_or(calendar::open(Unit::Day), Point::day)),
            _ => {
                let year = match (memory.year(), moment.toward) {
                    (Some(year), Toward::Next | Toward::Coming | Toward::Following) => {
                        Some(self.beyond(year, moment, 1))
                    }
                    (Some(year), Toward::Last | Toward::Past | Toward::Preceding) => {
                        Some(self.beyond(year, moment, -1))
                    }
                    (_, Toward::Open) => memory.year_of(month_of(moment)),
                    (year, _) => year,
                };
                match year {
                    Some(year) => self.in_year(moment, YearWord::Full(year)),
                    None => {
                        let mut point = self.in_year(moment, YearWord::Full(2000))?;
                        point.year = Year::Open;
                        Ok(point)
                    }
                }
            }
        }
    }

    /// The year of `next June` and `last winter` in a narrative.
    pub(super) fn beyond(&self, year: i32, moment: &Moment, way: i32) -> i32 {
        let Some((at, month)) = self.anchors.memory.month().filter(|&(at, _)| at == year) else {
            return calendar::shift_year(year, way);
        };
        let target = month_of(moment).unwrap_or(month);
        let same = if way > 0 { target > month } else { target < month };
        if same { at } else { calendar::shift_year(at, way) }
    }

    pub(super) fn weekday(
        &self,
        article: jiff::civil::Date,
        toward: Toward,
        weekday: u8,
    ) -> jiff::civil::Date {
        use TemporalBias as Bias;
        let last = || calendar::beside(article, -1, weekday).unwrap_or(article);
        let next = || calendar::beside(article, 1, weekday).unwrap_or(article);
        let is_today = article.weekday().to_monday_one_offset() == weekday as i8;
        let mentioned = self.anchors.memory.day().unwrap_or(article);
        match toward {
            Toward::Last | Toward::Past => last(),
            Toward::Next => shift(article, 1, Unit::Week)
                .and_then(|day| calendar::in_week(day, weekday))
                .unwrap_or(article),
            Toward::Coming => next(),
            Toward::This | Toward::Same => calendar::in_week(article, weekday).unwrap_or(article),
            Toward::Following => calendar::beside(mentioned, 1, weekday).unwrap_or(article),
            Toward::Preceding => calendar::beside(mentioned, -1, weekday).unwrap_or(article),
            Toward::Open => match (self.reference.bias, self.tense) {
                (Bias::Future, Tense::Unknown | Tense::Future) => next(),
                // `on Thursday or Friday`: the Friday after.
                (_, Tense::Future) if is_today && mentioned > article => {
                    calendar::beside(mentioned, 1, weekday).unwrap_or(article)
                }
                _ if is_today => article,
                (_, Tense::Future) => next(),
                // `beach on Sunday?`: messages plan.
                (_, Tense::Unknown) if self.register.is_message() => next(),
                (Bias::Nearest, Tense::Unknown) => {
                    let (last, next) = (last(), next());
                    let before = calendar::days_between(last, article);
                    if before <= calendar::days_between(article, next) { last } else { next }
                }
                _ => last(),
            },
        }
    }

    /// A day in `the weekend`: the one that has passed or is running, unless the tense looks ahead.
    pub(super) fn weekend(&self, article: jiff::civil::Date) -> jiff::civil::Date {
        let running = article.weekday().to_monday_one_offset() > 5;
        let ahead = self.tense == Tense::Future || self.reference.bias == TemporalBias::Future;
        if running || ahead { article } else { shift(article, -1, Unit::Week).unwrap_or(article) }
    }

    /// The year in which an open month, quarter, season or holiday lies.
    pub(super) fn year_for(&self, article: jiff::civil::Date, moment: &Moment) -> i32 {
        let this = i32::from(article.year());
        let target = |year: i32| -> Option<jiff::civil::Date> {
            let year = i16::try_from(year).ok()?;
            match moment.field {
                Field::Holiday(name) => holiday::day(name, year),
                _ => {
                    let day = match moment.day {
                        Day::Of(day) | Day::Both(day, _) => day as i8,
                        _ => 1,
                    };
                    let month = month_of(moment)? as i8;
                    let first = jiff::civil::Date::new(year, month, 1).ok()?;
                    jiff::civil::Date::new(year, month, day.min(first.days_in_month())).ok()
                }
            }
        };
        // 29 February: the nearest year that has one.
        if let (Field::Month(2), Day::Of(29) | Day::Both(29, _)) = (moment.field, moment.day)
            && moment.toward == Toward::Open
        {
            let leap = |year: i32| {
                i16::try_from(year).is_ok_and(|y| jiff::civil::Date::new(y, 2, 29).is_ok())
            };
            let ahead = self.reference.bias == TemporalBias::Future || self.tense == Tense::Future;
            let near: [i32; 9] = if ahead {
                [0, 1, 2, 3, 4, -1, -2, -3, -4]
            } else {
                [0, -1, -2, -3, -4, 1, 2, 3, 4]
            };
            return near.into_iter().map(|n| this + n).find(|&y| leap(y)).unwrap_or(this);
        }
        // Days from the article to the target of a year; 0 inside a running month or quarter.
        let distance = |year: i32| -> Option<i32> {
            let date = target(year)?;
            let days = calendar::days_between(article, date);
            let length = match (moment.field, moment.day) {
                (Field::Month(_), Day::None) => i32::from(date.days_in_month()),
                (Field::Quarter(_) | Field::Season(_), _) => 91,
                (Field::Half(_), _) => 182,
                _ => 1,
            };
            Some(if days > 0 {
                days
            } else if days + length > 0 {
                0
            } else {
                days + length - 1
            })
        };
        // A weekday told with the date decides.
        if let (Field::Month(month), Day::Both(day, weekday)) = (moment.field, moment.day) {
            for year in [this, this - 1, this + 1] {
                let date = i16::try_from(year)
                    .ok()
                    .and_then(|y| jiff::civil::Date::new(y, month as i8, day as i8).ok());
                if date.is_some_and(|d| d.weekday().to_monday_one_offset() == weekday as i8) {
                    return year;
                }
            }
        }
        let past = [this, this - 1].into_iter().find(|&y| distance(y).is_some_and(|d| d < 0));
        let future = [this, this + 1].into_iter().find(|&y| distance(y).is_some_and(|d| d > 0));
        let running = distance(this) == Some(0);
        let (Some(past), Some(future)) = (past, future) else { return this };
        let mentioned = self.anchors.memory.year();
        match (moment.toward, mentioned) {
            // `by the following spring`: after the time mentioned before.
            (Toward::Following, Some(year)) => return self.beyond(year, moment, 1),
            (Toward::Preceding, Some(year)) => return self.beyond(year, moment, -1),
            _ => {}
        }
        match moment.toward {
            Toward::Last if matches!(moment.field, Field::Season(_)) => return this - 1,
            Toward::Last | Toward::Past | Toward::Preceding => return past,
            Toward::Next | Toward::Coming | Toward::Following => return future,
            Toward::This | Toward::Same => return this,
            Toward::Open => {}
        }
        if running || matches!(moment.field, Field::Week(_)) {
            return this;
        }
        let (back, ahead) = (-distance(past).unwrap_or(0), distance(future).unwrap_or(0));
        let (back, ahead) = match (self.reference.bias, self.tense) {
            (TemporalBias::Future, _) => (back * 20, ahead),
            // `sales fell in the third quarter`: one that has begun.
            (_, Tense::Past | Tense::NearPast)
                if matches!(moment.field, Field::Quarter(_) | Field::Half(_)) =>
            {
                (back, i32::MAX)
            }
            (_, Tense::NearPast) => (back, ahead * NEAR_WEIGHT),
            (_, Tense::Past) => (back, ahead * PAST_WEIGHT),
            (_, Tense::Future) => (back * FUTURE_WEIGHT, ahead),
            (_, Tense::Unknown) if self.register.is_message() => (back, ahead),
            (TemporalBias::Nearest, Tense::Unknown) => (back, ahead),
            (_, Tense::Unknown) => (back, ahead * OPEN_WEIGHT),
        };
        if back <= ahead { past } else { future }
    }

    /// `Friday the 13th`: the nearest month in which the day falls on the weekday.
    pub(super) fn day_on(&self, article: jiff::civil::Date, day: u8, weekday: u8) -> Point {
        let fits = |months: i32| {
            let first = shift(article.first_of_month(), months, Unit::Month)?;
            let date = jiff::civil::Date::new(first.year(), first.month(), day as i8).ok()?;
            (date.weekday().to_monday_one_offset() == weekday as i8).then_some(date)
        };
        let order: [i32; 5] =
            if self.reference.bias == TemporalBias::Future || self.tense == Tense::Future {
                [0, 1, 2, 3, -1]
            } else {
                [0, -1, 1, -2, 2]
            };
        let found = order.into_iter().chain(3..14).find_map(fits);
        found.map_or(Point::part(Year::Open, Part::Day(0, day)), Point::day)
    }
}

/// How much farther ahead than back a date of a past sentence must lie to be ahead.
const PAST_WEIGHT: i32 = 4;

/// The same where the verb stands right before it.
const NEAR_WEIGHT: i32 = 12;

const FUTURE_WEIGHT: i32 = 6;

const OPEN_WEIGHT: i32 = 2;

/// The first month of what a moment's field is.
pub(super) fn month_of(moment: &Moment) -> Option<u8> {
    match moment.field {
        Field::Month(month) => Some(month),
        Field::Quarter(quarter) => (quarter * 3).checked_sub(2),
        Field::Half(half) => (half * 6).checked_sub(5),
        Field::Season(season) => Some(calendar::first_month(season)),
        Field::Week(week) => Some((week.saturating_sub(1) / 5 + 1).clamp(1, 12)),
        Field::Holiday(_) | Field::None => None,
    }
}

/// The most days that a month can have.
pub(super) const fn longest(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
