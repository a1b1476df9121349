//! TIMEX3 values as typed data, written by `Display` and read back by `FromStr`.

use std::fmt;

use jiff::civil::{Date, DateTime, ISOWeekDate, Weekday};

/// What a time expression stands for.
///
/// ```
/// use dateline::time::Value;
/// let value: Value = "2016-06-22".parse().unwrap();
/// assert_eq!(value.date(), Some(jiff::civil::date(2016, 6, 22)));
/// assert_eq!("P3D".parse::<Value>().unwrap().to_string(), "P3D");
/// assert!("2016-02-30".parse::<Value>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// A day, a month, a year, an hour, …, or a pattern of them with open parts.
    Point(Point),
    /// From the first to the second.
    Range(Point, Point),
    /// A length of time.
    Length(Length),
    /// `PRESENT_REF`: now.
    Present,
    /// `PAST_REF`: some time ago.
    Past,
    /// `FUTURE_REF`: some time to come.
    Future,
}

impl Value {
    /// The day, where the value is one (or a time on one).
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self {
            Self::Point(point) => point.date(),
            _ => None,
        }
    }

    /// First and last day of the stretch that the value covers; none where it is open.
    ///
    /// ```
    /// use dateline::time::Value;
    /// use jiff::civil::date;
    /// let value: Value = "1998-Q3".parse().unwrap();
    /// assert_eq!(value.range(), Some((date(1998, 7, 1), date(1998, 9, 30))));
    /// ```
    #[must_use]
    pub fn range(&self) -> Option<(Date, Date)> {
        match self {
            Self::Point(point) => point.range(),
            Self::Range(from, to) => Some((from.range()?.0, to.range()?.1)),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(point) => point.fmt(f),
            Self::Range(from, to) => write!(f, "{from}/{to}"),
            Self::Length(length) => length.fmt(f),
            Self::Present => f.write_str("PRESENT_REF"),
            Self::Past => f.write_str("PAST_REF"),
            Self::Future => f.write_str("FUTURE_REF"),
        }
    }
}

/// A place on the calendar and the clock, as exact as the text made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The year, decade or century.
    pub year: Year,
    /// What part of the year.
    pub part: Part,
    /// What time of the day.
    pub time: Time,
}

/// The year of a [`Point`]. Years before Christ are negative: 44 BC is -44.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// No date at all: `T19:30`.
    Absent,
    /// `XXXX`.
    Open,
    /// A year.
    Of(i32),
    /// A decade by its first three digits: 198 is the 1980s.
    Decade(i32),
    /// A century by its first two digits: 19 is the 20th, -4 the fourth before Christ.
    Century(i32),
}

/// The part of the year that a [`Point`] stands for. 0 is open (`XX`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole year.
    Whole,
    /// `2016-06`.
    Month(u8),
    /// `2016-06-22`: month, day.
    Day(u8, u8),
    /// `2016-W25`: week of ISO 8601.
    Week(u8),
    /// `2016-W25-WE`.
    Weekend(u8),
    /// `XXXX-WXX-3`: week, weekday from Monday.
    Weekday(u8, u8),
    /// `2016-Q2`.
    Quarter(u8),
    /// `2016-H1`.
    Half(u8),
    /// `2016-SU`.
    Season(Season),
    /// `2016-06-22-WXX-3`: month, day, weekday from Monday; a day that a message names by its
    /// weekday.
    Weekdate(u8, u8, u8),
    /// `2016-06-W25`: month, week; a week in a message.
    WeekOf(u8, u8),
    /// `XXXX-WE`: weekends, in a message.
    Weekends,
}

/// A season of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// `SP`.
    Spring,
    /// `SU`.
    Summer,
    /// `FA`.
    Autumn,
    /// `WI`.
    Winter,
}

impl Season {
    pub(crate) const ALL: [(Self, &'static str); 4] =
        [(Self::Spring, "SP"), (Self::Summer, "SU"), (Self::Autumn, "FA"), (Self::Winter, "WI")];

    pub(crate) const fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// The time of the day of a [`Point`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// The whole day.
    Whole,
    /// A part of the day: `TMO`.
    Part(DayPart),
    /// An hour, perhaps with minutes and seconds, perhaps with its distance from UTC in minutes.
    Clock {
        /// 0 to 24.
        hour: u8,
        /// Minutes, if told.
        minute: Option<u8>,
        /// Seconds, if told.
        second: Option<u8>,
        /// Minutes east of UTC, if told.
        zone: Option<i16>,
    },
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// `MO`.
    Morning,
    /// `MI`.
    Midday,
    /// `AF`.
    Afternoon,
    /// `EV`.
    Evening,
    /// `NI`.
    Night,
    /// `DT`.
    Daytime,
}

impl DayPart {
    pub(crate) const ALL: [(Self, &'static str); 6] = [
        (Self::Morning, "MO"),
        (Self::Midday, "MI"),
        (Self::Afternoon, "AF"),
        (Self::Evening, "EV"),
        (Self::Night, "NI"),
        (Self::Daytime, "DT"),
    ];

    pub(crate) const fn code(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

impl Point {
    /// A day of the calendar.
    pub(crate) fn day(date: Date) -> Self {
        Self {
            year: Year::Of(i32::from(date.year())),
            part: Part::Day(date.month() as u8, date.day() as u8),
            time: Time::Whole,
        }
    }

    /// A part of a year.
    pub(crate) const fn part(year: Year, part: Part) -> Self {
        Self { year, part, time: Time::Whole }
    }

    /// The day, where the point is one (or a time on one).
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let Year::Of(year) = self.year else { return None };
        let year = i16::try_from(year).ok().filter(|&y| y > 0)?;
        match self.part {
            Part::Day(month, day) | Part::Weekdate(month, day, _) => {
                Date::new(year, month as i8, day as i8).ok()
            }
            Part::Weekday(week, day) if week > 0 => iso_day(year, week, day),
            _ => None,
        }
    }

    /// Day and time, where the point tells both to the hour.
    #[must_use]
    pub fn datetime(&self) -> Option<DateTime> {
        let Time::Clock { hour, minute, second, .. } = self.time else { return None };
        let date = self.date()?;
        let (minute, second) = (minute.unwrap_or(0), second.unwrap_or(0));
        if hour == 24 {
            return date.tomorrow().ok().map(|d| d.at(0, minute as i8, second as i8, 0));
        }
        Some(date.at(hour as i8, minute as i8, second as i8, 0))
    }

    /// First and last day; none where the point is open.
    #[must_use]
    pub fn range(&self) -> Option<(Date, Date)> {
        let (first, count) = match self.year {
            Year::Of(year) => (year, 1),
            Year::Decade(decade) => (decade * 10, 10),
            Year::Century(century) => (century * 100, 100),
            Year::Absent | Year::Open => return None,
        };
        let year = i16::try_from(first).ok().filter(|&y| y > 0)?;
        let months = |from: u8, count: u8| {
            let last = Date::new(year, (from + count - 1) as i8, 1).ok()?.last_of_month();
            Some((Date::new(year, from as i8, 1).ok()?, last))
        };
        match self.part {
            Part::Whole => Some((
                Date::new(year, 1, 1).ok()?,
                Date::new(i16::try_from(first + count - 1).ok()?, 12, 31).ok()?,
            )),
            Part::Month(month @ 1..) => months(month, 1),
            Part::Quarter(quarter @ 1..) => months(quarter * 3 - 2, 3),
            Part::Half(half @ 1..) => months(half * 6 - 5, 6),
            Part::Week(week @ 1..) | Part::WeekOf(_, week @ 1..) => {
                Some((iso_day(year, week, 1)?, iso_day(year, week, 7)?))
            }
            Part::Weekend(week @ 1..) => Some((iso_day(year, week, 6)?, iso_day(year, week, 7)?)),
            Part::Day(..) | Part::Weekday(..) | Part::Weekdate(..) => {
                self.date().map(|day| (day, day))
            }
            _ => None,
        }
    }
}

fn iso_day(year: i16, week: u8, day: u8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(day as i8).ok()?;
    Some(ISOWeekDate::new(year, week as i8, weekday).ok()?.date())
}

/// Two digits, `XX` where open.
struct Two(u8);

impl fmt::Display for Two {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 { f.write_str("XX") } else { write!(f, "{:02}", self.0) }
    }
}

/// One digit, `X` where open.
struct One(u8);

impl fmt::Display for One {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 { f.write_str("X") } else { write!(f, "{}", self.0) }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, width) = match self.year {
            Year::Absent => (0, 0),
            Year::Open => (0, 1),
            Year::Of(year) => (year, 4),
            Year::Decade(decade) => (decade, 3),
            Year::Century(century) => (century, 2),
        };
        // The first century before Christ is `BC00`.
        if let Year::Century(century @ ..0) = self.year {
            write!(f, "BC{:02}", -1 - i64::from(century))?;
            return self.fmt_rest(f);
        }
        match width {
            0 => {}
            1 => f.write_str("XXXX")?,
            _ if number < 0 => write!(f, "BC{:0width$}", -i64::from(number))?,
            _ => write!(f, "{number:0width$}")?,
        }
        self.fmt_rest(f)
    }
}

impl Point {
    /// What follows the year.
    fn fmt_rest(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.year != Year::Absent {
            match self.part {
                Part::Whole => {}
                Part::Month(month) => write!(f, "-{}", Two(month))?,
                Part::Day(month, day) => write!(f, "-{}-{}", Two(month), Two(day))?,
                Part::Week(week) => write!(f, "-W{}", Two(week))?,
                Part::Weekend(week) => write!(f, "-W{}-WE", Two(week))?,
                Part::Weekday(week, day) => write!(f, "-W{}-{}", Two(week), One(day))?,
                Part::Quarter(quarter) => write!(f, "-Q{}", One(quarter))?,
                Part::Half(half) => write!(f, "-H{}", One(half))?,
                Part::Season(season) => write!(f, "-{}", season.code())?,
                Part::Weekdate(month, day, weekday) => {
                    write!(f, "-{}-{}-WXX-{weekday}", Two(month), Two(day))?;
                }
                Part::WeekOf(month, week) => write!(f, "-{}-W{}", Two(month), Two(week))?,
                Part::Weekends => f.write_str("-WE")?,
            }
        }
        match self.time {
            Time::Whole => Ok(()),
            Time::Part(part) => write!(f, "T{}", part.code()),
            Time::Clock { hour, minute, second, zone } => {
                write!(f, "T{hour:02}")?;
                if let Some(minute) = minute {
                    write!(f, ":{minute:02}")?;
                }
                if let Some(second) = second {
                    write!(f, ":{second:02}")?;
                }
                match zone {
                    None => Ok(()),
                    Some(0) => f.write_str("Z"),
                    Some(zone) => {
                        let sign = if zone < 0 { '-' } else { '+' };
                        let zone = zone.unsigned_abs();
                        write!(f, "{sign}{:02}:{:02}", zone / 60, zone % 60)
                    }
                }
            }
        }
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// `S` of the clock.
    Second,
    /// `M` of the clock.
    Minute,
    /// `H`.
    Hour,
    /// `D`.
    Day,
    /// `WE`.
    Weekend,
    /// `W`.
    Week,
    /// `M`.
    Month,
    /// `Q`.
    Quarter,
    /// `Y`.
    Year,
    /// `DE`.
    Decade,
    /// `CE`.
    Century,
    /// `ML`.
    Millennium,
}

impl Unit {
    pub(crate) const ALL: [(Self, &'static str, &'static str); 12] = [
        (Self::Second, "second", "S"),
        (Self::Minute, "minute", "M"),
        (Self::Hour, "hour", "H"),
        (Self::Day, "day", "D"),
        (Self::Weekend, "weekend", "WE"),
        (Self::Week, "week", "W"),
        (Self::Month, "month", "M"),
        (Self::Quarter, "quarter", "Q"),
        (Self::Year, "year", "Y"),
        (Self::Decade, "decade", "DE"),
        (Self::Century, "century", "CE"),
        (Self::Millennium, "millennium", "ML"),
    ];

    pub(crate) const fn code(self) -> &'static str {
        Self::ALL[self as usize].2
    }

    /// Whether it is a unit of the clock: hour, minute, second.
    #[must_use]
    pub const fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

/// How many units, in thousandths; `None` is `X`, an open number.
pub type Count = Option<u64>;

/// A length of time: up to four counted units, longest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// In thousandths; [`OPEN`] for an open number.
    counts: [u64; 4],
    units: [Option<Unit>; 4],
}

/// The count of an open number.
const OPEN: u64 = u64::MAX;

impl Length {
    /// No unit yet.
    pub(crate) const EMPTY: Self = Self { counts: [0; 4], units: [None; 4] };

    /// One counted unit; the count is in thousandths.
    #[must_use]
    pub const fn of(count: Count, unit: Unit) -> Self {
        let mut length = Self::EMPTY;
        length.counts[0] = match count {
            Some(count) => count,
            None => OPEN,
        };
        length.units[0] = Some(unit);
        length
    }

    /// The same length and one more counted unit; none if there is no room, or the unit is not
    /// shorter than the last.
    #[must_use]
    pub fn and(mut self, count: Count, unit: Unit) -> Option<Self> {
        if self.terms().last().is_some_and(|(_, last)| unit >= last) {
            return None;
        }
        let at = self.units.iter().position(Option::is_none)?;
        self.counts[at] = count.unwrap_or(OPEN);
        self.units[at] = Some(unit);
        Some(self)
    }

    /// The counted units, longest first, counts in thousandths.
    pub fn terms(&self) -> impl Iterator<Item = (Count, Unit)> {
        let count = |count: u64| if count == OPEN { None } else { Some(count) };
        self.counts.iter().zip(self.units).map_while(move |(&c, unit)| Some((count(c), unit?)))
    }

    /// The longest unit with its count.
    pub(crate) fn first(&self) -> Option<(Count, Unit)> {
        self.terms().next()
    }

    /// The only unit with its count; none if there are several.
    pub(crate) fn single(&self) -> Option<(Count, Unit)> {
        if self.units[1].is_some() { None } else { self.first() }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        let mut clock = false;
        for (count, unit) in self.terms() {
            if unit.is_clock() && !clock {
                f.write_str("T")?;
                clock = true;
            }
            match count {
                None => f.write_str("X")?,
                Some(count) => {
                    write!(f, "{}", count / 1000)?;
                    match count % 1000 {
                        0 => {}
                        c if c % 100 == 0 => write!(f, ".{}", c / 100)?,
                        c if c % 10 == 0 => write!(f, ".{:02}", c / 10)?,
                        c => write!(f, ".{c:03}")?,
                    }
                }
            }
            f.write_str(unit.code())?;
        }
        Ok(())
    }
}
