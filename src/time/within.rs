//! Moments whose year is known.

use super::{
    calendar::{self, shift},
    expression::{Day, Field, Moment, YearWord},
    holiday,
    resolve::{Impossible, Resolved, Resolver},
    value::{Part, Point, Unit, Year},
};

impl Resolver<'_> {
    /// A moment whose year is told.
    pub(super) fn in_year(&self, moment: &Moment, year: YearWord) -> Resolved<Point> {
        let year = match year {
            YearWord::Full(year) => year,
            YearWord::Short(short) => self.full(short),
            YearWord::Decade(year) => return Ok(Point::part(Year::Decade(year / 10), Part::Whole)),
            YearWord::ShortDecade(short) => {
                let century =
                    self.anchors.year().filter(|_| self.anchors.narrative).map_or(19, |y| y / 100);
                return Ok(Point::part(
                    Year::Decade((century * 100 + i32::from(short)) / 10),
                    Part::Whole,
                ));
            }
            YearWord::Century(century) => {
                return Ok(Point::part(Year::Century(century), Part::Whole));
            }
        };
        let known = Year::Of(year);
        Ok(match (moment.field, moment.day) {
            (Field::None, Day::None) => Point::part(known, Part::Whole),
            (Field::None, Day::Nth(nth)) => {
                let (month, day) = if nth < 0 { (12, 31) } else { (1, 1) };
                Point::part(known, Part::Day(month, day))
            }
            (Field::Month(month), Day::Of(day) | Day::Both(day, _)) => {
                self.real(year, month, day)?;
                Point::part(known, Part::Day(month, day))
            }
            (Field::Month(month), Day::Nth(nth)) => {
                let day = if nth < 0 { days_in(year, month) } else { nth.unsigned_abs() };
                self.real(year, month, day)?;
                Point::part(known, Part::Day(month, day))
            }
            (Field::Month(month), Day::NthWeek(nth)) => {
                return self.nth_week(Some(year), Some(month), nth);
            }
            (_, Day::NthWeek(nth)) => return self.nth_week(Some(year), None, nth),
            (Field::Month(month), Day::NthWeekday(nth, weekday)) => {
                let date = i16::try_from(year)
                    .ok()
                    .and_then(|y| calendar::nth_weekday(y, month, nth, weekday));
                date.map_or(Point::part(known, Part::Month(month)), Point::day)
            }
            (Field::Month(month), _) => Point::part(known, Part::Month(month)),
            (Field::Quarter(0), _) => Point::part(known, Part::Quarter(self.frame_quarter())),
            (Field::Quarter(quarter), _) => Point::part(known, Part::Quarter(quarter)),
            (Field::Half(half), _) => Point::part(known, Part::Half(half)),
            (Field::Season(season), _) => Point::part(known, Part::Season(season)),
            (Field::Week(week), _) => Point::part(known, Part::Week(week)),
            (Field::Holiday(name), _) => i16::try_from(year)
                .ok()
                .and_then(|year| holiday::day(name, year))
                .map_or(Point::part(known, Part::Day(0, 0)), Point::day),
            (Field::None, _) => Point::part(known, Part::Day(0, 0)),
        })
    }

    /// The quarter that a report is about: the last one told, or the one that ended last.
    pub(super) fn frame_quarter(&self) -> u8 {
        let ended = |d: jiff::civil::DateTime| {
            (d.month() as u8).div_ceil(3).checked_sub(1).filter(|&q| q > 0).unwrap_or(4)
        };
        self.anchors
            .memory
            .quarter()
            .map(|(_, q)| q)
            .or(self.anchors.article.map(ended))
            .unwrap_or(0)
    }

    /// Whether a year has this day; a year before Christ is taken as it is written.
    pub(super) fn real(&self, year: i32, month: u8, day: u8) -> Resolved<()> {
        let year = i16::try_from(year).ok().filter(|&y| y > 0).unwrap_or(2000);
        jiff::civil::Date::new(year, month as i8, day as i8).map(|_| ()).map_err(|_| Impossible)
    }

    /// `the second week of October`, `the last week of 2019`.
    pub(super) fn nth_week(
        &self,
        year: Option<i32>,
        month: Option<u8>,
        nth: i8,
    ) -> Resolved<Point> {
        let Some(year) = year.or_else(|| self.anchors.year()).and_then(|y| i16::try_from(y).ok())
        else {
            return Ok(calendar::open(Unit::Week));
        };
        let first = jiff::civil::Date::new(
            year,
            month.unwrap_or(1) as i8,
            if month.is_none() { 4 } else { 1 },
        );
        let Ok(first) = first else { return Err(Impossible) };
        // The first week has its Thursday in the month.
        let thursday = shift(first, -1, Unit::Day).and_then(|day| calendar::beside(day, 1, 4));
        let first = thursday.filter(|_| month.is_some()).unwrap_or(first);
        let date = if nth > 0 {
            shift(first, i32::from(nth) - 1, Unit::Week)
        } else if month.is_some() {
            Some(first.last_of_month())
        } else {
            jiff::civil::Date::new(year, 12, 28).ok()
        };
        Ok(date.map_or(calendar::open(Unit::Week), |date| calendar::period(date, Unit::Week)))
    }

    /// `'98`: the century in which it lies nearest to the article.
    pub(super) fn full(&self, short: u8) -> i32 {
        let near = self.anchors.article.map_or(2020, |d| i32::from(d.year()));
        let same = near / 100 * 100 + i32::from(short);
        if same > near + 20 {
            same - 100
        } else if same < near - 79 {
            same + 100
        } else {
            same
        }
    }
}

pub(super) fn days_in(year: i32, month: u8) -> u8 {
    let year = i16::try_from(year).ok().filter(|&y| y > 0).unwrap_or(2001);
    jiff::civil::Date::new(year, month as i8, 1).map_or(28, |date| date.days_in_month() as u8)
}
