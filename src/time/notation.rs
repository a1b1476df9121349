//! How short messages write their values: a year as one of its days, a weekday and a week beside
//! their date, as the annotated corpus of messages has it. [`Point::date`] and [`Point::range`] of a
//! weekday and a week are those of the plain form; a bare year (`2014-XX-XX`) has lost its range.

use super::{
    expression::{Base, Day, Expression, Field, Meaning, Moment},
    value::{Part, Point, Unit, Value, Year},
};

/// The value of an expression of a message as messages write it.
pub(super) fn noted(expression: &Expression, value: Value) -> Value {
    let Value::Point(point) = value else { return value };
    match expression.meaning {
        Meaning::Moment(moment) => Value::Point(point_of(&moment, point).unwrap_or(point)),
        Meaning::Every(..) if point.part == Part::Weekend(0) => {
            Value::Point(Point { part: Part::Weekends, ..point })
        }
        _ => value,
    }
}

fn point_of(moment: &Moment, point: Point) -> Option<Point> {
    let part = match (moment.day, point.part) {
        // `Sunday`, `this Sat, 7pm`.
        (Day::Weekday(_) | Day::Both(..), Part::Day(month, day)) => {
            let weekday = point.date()?.weekday().to_monday_one_offset();
            Part::Weekdate(month, day, weekday.unsigned_abs())
        }
        // `2014`: some day of it.
        (Day::None, Part::Whole)
            if moment.year.is_some()
                && moment.field == Field::None
                && matches!(point.year, Year::Of(_)) =>
        {
            Part::Day(0, 0)
        }
        // `last week`.
        (Day::None, Part::Week(week)) if matches!(moment.base, Base::Article(_, Unit::Week)) => {
            Part::WeekOf(thursday(point)?.month().unsigned_abs(), week)
        }
        _ => return None,
    };
    Some(Point { part, ..point })
}

/// The day that decides which month a week belongs to.
fn thursday(week: Point) -> Option<jiff::civil::Date> {
    let (monday, _) = week.range()?;
    super::calendar::in_week(monday, 4)
}
