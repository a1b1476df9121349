//! Holidays: named by the word list, computed here.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use super::{
    expression::{Field, Moment, Strength, YearWord},
    lunar, moon,
    piece::{Kind, Piece},
    reader::Reader,
    rules::Rule,
    value::Unit,
};
use crate::{
    Result,
    lexicon::{Builder, Class, Table},
};

const FILE: &str = "holidays.tsv";
const TEXT: &str = include_str!("../../gazetteers/en/holidays.tsv");

/// When a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Month and day.
    Fixed(u8, u8),
    /// Days from Easter Sunday.
    Easter(i16),
    /// Days from Easter Sunday of the eastern churches.
    Orthodox(i16),
    /// The nth (-1 the last) weekday of a month, and so many days after it.
    Nth { month: u8, nth: i8, weekday: u8, days: i8 },
    /// The last weekday before a day of a month.
    Before { month: u8, day: u8, weekday: u8 },
    /// Days from the Jewish new year.
    Tishri(i16),
    /// Days from the first day of Passover.
    Passover(i16),
    /// The first day of Hanukkah.
    Hanukkah,
    /// Month and day of the Islamic calendar.
    Islamic(u8, u8),
    /// Month and day of the Chinese calendar.
    Chinese(u8, u8),
    /// A lunar day of the month in which the sun passes `degrees`, kept where it runs at `hour`,
    /// and so many days after it.
    Hindu { degrees: u16, day: u8, hour: u8, days: i8 },
    /// A day of one year.
    Once(Date),
    /// Only the name is known.
    Open,
}

static HOLIDAYS: LazyLock<Vec<When>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Vec<When>> {
    Table::read(FILE, TEXT)?
        .rows()
        .map(|row| {
            let rule = row.need("rule")?;
            parse(rule).ok_or_else(|| row.error(format!("`{rule}` in column `rule` is no rule")))
        })
        .collect()
}

/// `12-25`, `easter+1`, `orthodox-2`, `nth 11 4 thu +1`, `before 05-25 mon`,
/// `chinese 1-1`, `hindu 180 30 18`, `once 1944-06-06`, `open`.
fn parse(rule: &str) -> Option<When> {
    let mut words = rule.split(' ');
    let first = words.next()?;
    let weekday = |text: &str| {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        names.iter().position(|n| *n == text).map(|at| at as u8 + 1)
    };
    let fixed = |text: &str| {
        let (month, day) = text.split_once('-')?;
        let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
        Date::new(2000, month as i8, day as i8).ok().map(|_| (month, day))
    };
    match first {
        "open" => return Some(When::Open),
        "hanukkah" => return Some(When::Hanukkah),
        "once" => return Some(When::Once(words.next()?.parse().ok()?)),
        "chinese" => {
            let (month, day) = words.next()?.split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            let real = (1..=12).contains(&month) && (1..=30).contains(&day);
            return real.then_some(When::Chinese(month, day));
        }
        "hindu" => {
            let degrees = words.next()?.parse().ok().filter(|d| d % 30 == 0 && *d < 360)?;
            let day = words.next()?.parse().ok().filter(|d| (1..=30).contains(d))?;
            let hour = words.next()?.parse().ok().filter(|h| *h <= 24)?;
            let days = words.next().map_or(Some(0), |d| d.parse().ok())?;
            return Some(When::Hindu { degrees, day, hour, days });
        }
        "islamic" => {
            let (month, day) = words.next()?.split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            let real = (1..=12).contains(&month) && (1..=30).contains(&day);
            return real.then_some(When::Islamic(month, day));
        }
        _ => {}
    }
    let from = |name: &str| {
        let days = first.strip_prefix(name)?;
        if days.is_empty() { Some(0) } else { days.parse::<i16>().ok() }
    };
    if let Some(days) = from("tishri") {
        return Some(When::Tishri(days));
    }
    if let Some(days) = from("passover") {
        return Some(When::Passover(days));
    }
    if let Some(days) = first.strip_prefix("easter") {
        return Some(When::Easter(if days.is_empty() { 0 } else { days.parse().ok()? }));
    }
    if let Some(days) = first.strip_prefix("orthodox") {
        return Some(When::Orthodox(if days.is_empty() { 0 } else { days.parse().ok()? }));
    }
    if first == "nth" {
        let month = words.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
        let nth = words.next()?.parse().ok().filter(|n| (-1..=5).contains(n) && *n != 0)?;
        let weekday = weekday(words.next()?)?;
        let days = words.next().map_or(Some(0), |d| d.parse().ok())?;
        return Some(When::Nth { month, nth, weekday, days });
    }
    if first == "before" {
        let (month, day) = fixed(words.next()?)?;
        return Some(When::Before { month, day, weekday: weekday(words.next()?)? });
    }
    fixed(first).map(|(month, day)| When::Fixed(month, day))
}

/// Adds the names of holidays to the lexicon; the value is the row of the list.
pub(super) fn add_words(builder: &mut Builder) -> Result<()> {
    read()?;
    for (at, row) in Table::read(FILE, TEXT)?.rows().enumerate() {
        for name in row.need("names")?.split('|') {
            // Else every "the" might begin a holiday.
            if name.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the ")) {
                return Err(row.error(format!("`{name}` in `names` begins with an article")));
            }
            // A name of several words is hardly anything else.
            let common = !row.get("flags").is_empty() && !name.contains(' ');
            let common = i64::from(common) << 16;
            super::words::add_phrase(builder, name, Class::Holiday, at as i64 | common);
        }
    }
    Ok(())
}

/// The day of a holiday in a year; none if it is not known.
pub(super) fn day(holiday: u16, year: i16) -> Option<Date> {
    match *HOLIDAYS.get(usize::from(holiday))? {
        When::Fixed(month, day) => Date::new(year, month as i8, day as i8).ok(),
        When::Easter(days) => shift(easter(year)?, days),
        When::Orthodox(days) => shift(orthodox_easter(year)?, days),
        When::Nth { month, nth, weekday, days } => {
            let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
            let first = Date::new(year, month as i8, 1).ok()?;
            shift(first.nth_weekday_of_month(nth, weekday).ok()?, i16::from(days))
        }
        When::Before { month, day, weekday } => {
            let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
            Date::new(year, month as i8, day as i8).ok()?.nth_weekday(-1, weekday).ok()
        }
        When::Tishri(days) => lunar::after_tishri(year, days),
        When::Passover(days) => lunar::after_passover(year, days),
        When::Hanukkah => lunar::hanukkah(year),
        When::Islamic(month, day) => lunar::islamic(year, month, day),
        When::Chinese(month, day) => moon::chinese(year, month, day),
        When::Hindu { degrees, day, hour, days } => {
            shift(moon::hindu(year, degrees, day, hour)?, i16::from(days))
        }
        When::Once(date) => Some(date),
        When::Open => None,
    }
}

/// Month and day of a holiday that has the same every year.
pub(super) fn fixed(holiday: u16) -> Option<(u8, u8)> {
    match *HOLIDAYS.get(usize::from(holiday))? {
        When::Fixed(month, day) => Some((month, day)),
        _ => None,
    }
}

fn shift(date: Date, days: i16) -> Option<Date> {
    date.checked_add(jiff::Span::new().days(days)).ok()
}

/// Easter Sunday of the western churches, by the anonymous Gregorian algorithm.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, month as i8, day as i8).ok()
}

/// Easter Sunday of the eastern churches, in the Gregorian calendar of 1900 to 2099.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 4, y % 7, y % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    Date::new(year, month as i8, day as i8).ok().and_then(|julian| shift(julian, 13))
}

impl Reader<'_, '_, '_> {
    /// The name of a holiday at `i`: its row, and where it ends.
    pub(super) fn holiday_name(&self, i: usize) -> Option<(u16, usize)> {
        let (len, value) = self.longest(i, Class::Holiday)?;
        // A common word is a holiday only with a capital.
        let common = value >> 16 != 0;
        // `Vesak Day`, `Christmas day`, where the list has the name alone.
        let day = self
            .unit(i + len)
            .filter(|u| u.unit == Unit::Day && !u.plural && !u.bound && !u.night)
            .is_some();
        let end = i + len + usize::from(day);
        (!common || self.capital(i)).then_some(((value & 0xffff) as u16, end))
    }

    /// A holiday at `i`.
    pub(super) fn holiday_piece(&self, i: usize) -> Option<Piece> {
        let (holiday, end) = self.holiday_name(i)?;
        let mut moment = Moment { field: Field::Holiday(holiday), ..Moment::OPEN };
        // `at 11 p.m. on New Year's Eve 1999`.
        if let Some((number, 4)) = self.digits(end)
            && self.year_context(end, number)
        {
            moment.year = Some(YearWord::Full(number as i32));
            return Some(
                Piece::new(end + 1, moment, Rule::Holiday, Kind::Holiday).at(Strength::Likely),
            );
        }
        // `the Tet Offensive`, `the Good Friday Agreement`: names.
        let name = self.capital(end)
            && !self.starts_sentence(end)
            && !self.has(end, Class::Weekday)
            && !self.has(end, Class::DayPart);
        Some(Piece::new(end, moment, Rule::Holiday, Kind::Holiday).at(Strength::Likely).bound(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_is_computed() {
        assert_eq!(easter(2016), Some(date(2016, 3, 27)));
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(orthodox_easter(2016), Some(date(2016, 5, 1)));
    }

    #[test]
    fn rules_are_read() {
        assert_eq!(parse("12-25"), Some(When::Fixed(12, 25)));
        assert_eq!(parse("easter-2"), Some(When::Easter(-2)));
        assert_eq!(
            parse("nth 11 4 thu +1"),
            Some(When::Nth { month: 11, nth: 4, weekday: 4, days: 1 })
        );
        assert_eq!(parse("02-30"), None);
        assert!(read().is_ok_and(|rows| rows.len() > 50));
    }
}
