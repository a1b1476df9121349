//! What relative times are counted from: the article's date, or the time mentioned before.

use jiff::civil::{Date, DateTime};

use super::{
    Reference,
    expression::{Base, Day, Expression, Field, Meaning, Moment, YearWord},
    value::{Part, Point, Unit, Value, Year},
};
use crate::TimeAnchor;

/// The times mentioned so far, the newest of each grain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Memory {
    day: Option<Date>,
    month: Option<(i32, u8)>,
    quarter: Option<(i32, u8)>,
    year: Option<i32>,
    /// Whether the newest was a quarter.
    last_quarter: bool,
    /// Whether it was a month.
    last_month: bool,
    /// Where a narrative stands: its year, and the month that it has reached.
    stand: Option<(i32, Option<u8>)>,
    /// Whether that month is only the first of a season.
    season: bool,
    /// A year mentioned in passing since then.
    passing: Option<i32>,
}

impl Memory {
    /// Takes note of a value.
    /// `leads` where it opens its sentence: a year that does moves the narrative there; `aside`
    /// where it stands in brackets or is a holiday, which do not.
    pub(super) fn note(&mut self, value: &Value, leads: bool, aside: bool) {
        let point = match value {
            Value::Point(point) | Value::Range(_, point) => point,
            _ => return,
        };
        self.last_quarter = matches!(point.part, Part::Quarter(1..));
        self.last_month = matches!(point.part, Part::Month(1..));
        if let Year::Decade(decade) = point.year {
            self.year = Some(decade * 10);
        }
        let Year::Of(year) = point.year else { return };
        self.year = Some(year);
        let month = match point.part {
            Part::Month(month) | Part::Day(month, _) => Some(month).filter(|&m| m > 0),
            Part::Season(season) => Some(super::calendar::first_month(season)),
            _ => None,
        };
        if (month.is_some() || leads) && !aside || self.stand.is_none() {
            (self.stand, self.passing) = (Some((year, month)), None);
            self.season = matches!(point.part, Part::Season(_));
        } else if !aside {
            self.passing = Some(year);
        }
        match point.part {
            Part::Month(month @ 1..) => self.month = Some((year, month)),
            Part::Quarter(quarter @ 1..) => {
                self.quarter = Some((year, quarter));
                self.month = Some((year, quarter * 3));
            }
            Part::Day(month @ 1.., _) => {
                self.month = Some((year, month));
                if let Some(day) = point.date() {
                    self.day = Some(day);
                }
            }
            Part::Season(season) => self.month = Some((year, super::calendar::first_month(season))),
            Part::Week(_) | Part::Weekday(..) | Part::Weekend(_) => {
                if let Some((first, _)) = point.range() {
                    self.day = Some(first);
                    self.month = Some((super::calendar::year_of(first), first.month() as u8));
                }
            }
            _ => {}
        }
    }

    /// The year of an open date in a narrative that goes on from where it stands.
    pub(super) fn year_of(&self, month: Option<u8>) -> Option<i32> {
        let (year, reached) = self.stand?;
        let going = match (month, reached) {
            // December, then January: the year has turned.
            (Some(month), Some(reached)) if month + TURN < reached => {
                super::calendar::shift_year(year, 1)
            }
            _ => year,
        };
        match self.passing {
            Some(passing) if passing > going + 1 => Some(passing),
            _ => Some(going),
        }
    }

    /// The year that a narrative stands in.
    pub(super) fn stands_in(&self) -> Option<i32> {
        self.stand.map(|(year, _)| year)
    }

    pub(super) const fn year(&self) -> Option<i32> {
        self.year
    }

    pub(super) const fn month(&self) -> Option<(i32, u8)> {
        self.month
    }

    pub(super) const fn day(&self) -> Option<Date> {
        self.day
    }

    pub(super) const fn quarter(&self) -> Option<(i32, u8)> {
        self.quarter
    }

    /// Where the narrative stands, if that is told less finely than in days, weeks or months of
    /// `unit`: `In 1862 he fell; five months later` is some month of 1862, at best.
    pub(super) fn coarse(&self, unit: Unit) -> Option<Point> {
        let (year, month) = match (self.stand?, self.passing) {
            ((year, _), Some(passing)) if passing > year => (passing, None),
            ((year, _), _) if self.season => (year, None),
            (stand, _) => stand,
        };
        let day = self.day.map(|day| (super::calendar::year_of(day), day.month() as u8));
        let part = match (unit, month) {
            (Unit::Month, None) if self.month.is_none_or(|(y, _)| y != year) => Part::Month(0),
            (Unit::Day, None) if day.is_none_or(|(y, _)| y != year) => Part::Day(0, 0),
            (Unit::Week, None) if day.is_none_or(|(y, _)| y != year) => Part::Week(0),
            (Unit::Day, Some(month)) if day != Some((year, month)) => Part::Day(month, 0),
            (Unit::Week, Some(month)) if day != Some((year, month)) => Part::Week(0),
            _ => return None,
        };
        Some(Point::part(Year::Of(year), part))
    }

    /// A length that ended with the article, `the nine months`: no quarter is talked of.
    pub(super) const fn note_length(&mut self) {
        self.last_quarter = false;
    }

    pub(super) const fn last_was_month(&self) -> bool {
        self.last_month
    }

    pub(super) const fn last_was_quarter(&self) -> bool {
        self.last_quarter
    }

    /// A day in the newest stretch of this unit, as far as it is known.
    pub(super) fn anchor(&self, unit: Unit) -> Option<Date> {
        let first_of = |year: i32, month: u8| {
            let astronomical = if year < 0 { year + 1 } else { year };
            Date::new(i16::try_from(astronomical).ok()?, month as i8, 1).ok()
        };
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Week | Unit::Weekend => {
                self.day
            }
            Unit::Month => self.month.and_then(|(y, m)| first_of(y, m)),
            Unit::Quarter => self
                .quarter
                .and_then(|(y, q)| first_of(y, q * 3 - 2))
                .or_else(|| self.month.and_then(|(y, m)| first_of(y, m))),
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
                self.year.and_then(|y| first_of(y, 1))
            }
        }
    }
}

/// How many months back an open date may lie and still be in the same year.
const TURN: u8 = 7;

/// Whether the text is a narrative, whose times are counted from each other.
pub(super) fn is_narrative(expressions: &[Expression], reference: &Reference) -> bool {
    match reference.anchor {
        TimeAnchor::News | TimeAnchor::Message => return false,
        TimeAnchor::Narrative => return true,
        TimeAnchor::Automatic => {}
    }
    let Some(date) = reference.date else { return true };
    let (mut far, mut near, mut spoken) = (0, 0, 0);
    for expression in expressions {
        match expression.meaning {
            Meaning::Moment(moment) => match moment.year {
                Some(YearWord::Full(year)) => {
                    if (year - i32::from(date.year())).abs() > 1 {
                        far += 1;
                    } else {
                        near += 1;
                    }
                }
                _ if is_spoken(&moment) => spoken += 1,
                _ => {}
            },
            Meaning::Ago(..) => spoken += 1,
            _ => {}
        }
    }
    far >= 6 && far > near && far > 2 * spoken
}

/// Whether a moment is told from the day of writing: `Wednesday`, `last week`, `yesterday`.
fn is_spoken(moment: &Moment) -> bool {
    matches!(moment.base, Base::Article(..))
        || moment.base == Base::Open
            && moment.field == Field::None
            && matches!(moment.day, Day::Weekday(_))
}

/// The reference time that the resolver counts from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchors {
    pub(super) article: Option<DateTime>,
    pub(super) narrative: bool,
    pub(super) memory: Memory,
}

impl Anchors {
    /// A day in the stretch of `unit` that `last`, `this`, `ago` are counted from.
    pub(super) fn article(&self, unit: Unit) -> Option<Date> {
        let article = self.article.map(DateTime::date);
        if self.narrative { self.memory.anchor(unit).or(article) } else { article }
    }

    /// A day in the stretch of `unit` that `that`, `later` are counted from.
    pub(super) fn mentioned(&self, unit: Unit) -> Option<Date> {
        let article = self.article.map(DateTime::date);
        let known = self.memory.anchor(unit);
        if self.narrative { known } else { known.or(article) }
    }

    /// A day in the stretch of `unit` that `the following year`, `two years later` are counted
    /// from: not from a year before the one that the narrative stands in.
    pub(super) fn beside(&self, unit: Unit) -> Option<Date> {
        let stand = self.memory.stand.map(|(year, _)| year);
        if !self.narrative || unit != Unit::Year || self.memory.year >= stand {
            return self.mentioned(unit);
        }
        Memory { year: stand, ..self.memory }.anchor(unit)
    }

    /// The time mentioned before in a narrative, where it is told less finely than in `unit`.
    pub(super) fn coarse(&self, unit: Unit) -> Option<Point> {
        if self.narrative { self.memory.coarse(unit) } else { None }
    }

    /// The year that an open date of the narrative lies in, or the article's.
    pub(super) fn year(&self) -> Option<i32> {
        let article = self.article.map(|d| i32::from(d.year()));
        if self.narrative { self.memory.year().or(article) } else { article }
    }
}

/// The point before, in the same place of the quarter before by a year.
pub(super) const fn quarter_of(year: i32, quarter: u8) -> Point {
    Point::part(Year::Of(year), Part::Quarter(quarter))
}
