//! Arithmetic on the calendar.

use jiff::{
    Span,
    civil::{Date, DateTime, Weekday},
};

use super::value::{Part, Point, Season, Unit, Year};

/// A day so many units away, as exact as the unit needs; none beyond the calendar.
pub(super) fn shift(date: Date, count: i32, unit: Unit) -> Option<Date> {
    let count = i64::from(count);
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Span::new().try_days(count),
        Unit::Weekend | Unit::Week => Span::new().try_weeks(count),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter => Span::new().try_months(count * 3),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count * 10),
        Unit::Century => Span::new().try_years(count * 100),
        Unit::Millennium => Span::new().try_years(count * 1000),
    };
    date.checked_add(span.ok()?).ok()
}

/// A moment so many hours, minutes or seconds away.
pub(super) fn shift_clock(at: DateTime, count: i32, unit: Unit) -> Option<DateTime> {
    let count = i64::from(count);
    let span = match unit {
        Unit::Hour => Span::new().try_hours(count),
        Unit::Minute => Span::new().try_minutes(count),
        _ => Span::new().try_seconds(count),
    };
    at.checked_add(span.ok()?).ok()
}

/// The year as TIMEX3 counts it: none is 0.
pub(super) fn year_of(date: Date) -> i32 {
    let year = i32::from(date.year());
    if year > 0 { year } else { year - 1 }
}

/// A year so many away, past the missing year 0.
pub(super) const fn shift_year(year: i32, count: i32) -> i32 {
    let astronomical = if year < 0 { year + 1 } else { year };
    let shifted = astronomical + count;
    if shifted > 0 { shifted } else { shifted - 1 }
}

/// The stretch of this unit that a day lies in.
pub(super) fn period(date: Date, unit: Unit) -> Point {
    let year = year_of(date);
    let month = date.month() as u8;
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Point::day(date),
        Unit::Week | Unit::Weekend => {
            let week = date.iso_week_date();
            let number = week.week() as u8;
            let part = if unit == Unit::Week { Part::Week(number) } else { Part::Weekend(number) };
            Point::part(Year::Of(i32::from(week.year())), part)
        }
        Unit::Month => Point::part(Year::Of(year), Part::Month(month)),
        Unit::Quarter => Point::part(Year::Of(year), Part::Quarter(month.div_ceil(3))),
        Unit::Year => Point::part(Year::Of(year), Part::Whole),
        Unit::Decade => Point::part(Year::Decade(year / 10), Part::Whole),
        // By the first digits of the year: 387 BC lies in the century of 399 to 300.
        Unit::Century => {
            let century = if year < 0 { year / 100 - 1 } else { year / 100 };
            Point::part(Year::Century(century), Part::Whole)
        }
        Unit::Millennium => Point::part(Year::Open, Part::Whole),
    }
}

/// The pattern of a stretch of this unit that is not known.
pub(super) const fn open(unit: Unit) -> Point {
    let part = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Part::Day(0, 0),
        Unit::Week => Part::Week(0),
        Unit::Weekend => Part::Weekend(0),
        Unit::Month => Part::Month(0),
        Unit::Quarter => Part::Quarter(0),
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => Part::Whole,
    };
    Point::part(Year::Open, part)
}

/// The weekday (from Monday 1) of the week that `date` lies in.
pub(super) fn in_week(date: Date, weekday: u8) -> Option<Date> {
    let today = i64::from(date.weekday().to_monday_one_offset());
    date.checked_add(Span::new().try_days(i64::from(weekday) - today).ok()?).ok()
}

/// The nth (or -1 the last) weekday of a month.
pub(super) fn nth_weekday(year: i16, month: u8, nth: i8, weekday: u8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
    Date::new(year, month as i8, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// The last (`-1`) or next (`1`) such weekday, `date` itself left out.
pub(super) fn beside(date: Date, way: i32, weekday: u8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday as i8).ok()?;
    date.nth_weekday(way, weekday).ok()
}

/// First month of a season.
pub(super) const fn first_month(season: Season) -> u8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

/// Days from the first to the second.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
