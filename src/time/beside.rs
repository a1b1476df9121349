//! What an expression takes from the one beside it: a year told for two, the day of an hour.

use std::ops::Range;

use super::{
    calendar,
    expression::{Base, Clock, Day, Expression, Field, Meaning, Moment, Toward, YearWord},
    open::month_of,
    reader::Reader,
    register::Register,
    value::Unit,
    words::Word,
};
use crate::text::{Shape, TextView};

/// Expression `at`, with what the ones beside it tell of it.
pub(super) fn completed(
    view: &TextView<'_, '_>,
    expressions: &[Expression],
    at: usize,
) -> Expression {
    let expression = expressions[at];
    let Meaning::Moment(moment) = expression.meaning else { return expression };
    if moment.year.is_some() || moment.base != Base::Open || moment.toward != Toward::Open {
        return expression;
    }
    let reader = Reader::new(view, Register::Article);
    let told = match moment.clock {
        Clock::At { .. } if moment.day == Day::None && moment.field == Field::None => {
            day_of_hour(&reader, &moment, &expressions[at..])
        }
        _ => year_after(&reader, &moment, &expressions[at..])
            .or_else(|| year_before(&reader, &moment, &expressions[at.saturating_sub(1)..=at])),
    };
    let meaning = Meaning::Moment(told.unwrap_or(moment));
    Expression { meaning, ..expression }
}

/// `August and September 1956`, `the spring and early summer of 1943`.
fn year_after(
    reader: &Reader<'_, '_, '_>,
    moment: &Moment,
    expressions: &[Expression],
) -> Option<Moment> {
    let month = month_of(moment)?;
    let mut last = expressions[0].last as usize;
    // `May, June and July 1995`: at most three on.
    for next in expressions[1..].iter().take(3) {
        let Meaning::Moment(other) = next.meaning else { return None };
        let told = joined(reader, last..next.first as usize)?;
        let until = month_of(&other)?;
        if let (Some(YearWord::Full(year)), true) = (other.year, told) {
            let year = if month > until { calendar::shift_year(year, -1) } else { year };
            return Some(Moment { year: Some(YearWord::Full(year)), ..*moment });
        }
        last = next.last as usize;
    }
    None
}

/// Whether no more than `and`, `or`, `/`, `, and in` stands between two expressions; a mere comma
/// joins them only if `and` comes later.
fn joined(reader: &Reader<'_, '_, '_>, mut between: Range<usize>) -> Option<bool> {
    let told = |i| matches!(reader.word(i), Some(Word::And | Word::Or)) || reader.mark(i, b'/');
    let near = (1..=3).contains(&between.len());
    let told_any = between.clone().any(told);
    (near && between.all(|i| told(i) || reader.is(i, Word::In) || reader.mark(i, b',')))
        .then_some(told_any)
}

/// `begins this year on 6 June`, `in 2014, on 3 May`.
fn year_before(
    reader: &Reader<'_, '_, '_>,
    moment: &Moment,
    expressions: &[Expression],
) -> Option<Moment> {
    let [before, this] = expressions else { return None };
    month_of(moment)?;
    let Meaning::Moment(other) = before.meaning else { return None };
    let mut between = before.last as usize..this.first as usize;
    let near = between.len() <= 2
        && between
            .all(|i| matches!(reader.word(i), Some(Word::On | Word::In)) || reader.mark(i, b','));
    let bare = other.field == Field::None && other.day == Day::None && other.clock == Clock::None;
    if !near || !bare {
        return None;
    }
    match (other.base, other.year) {
        (Base::Article(_, Unit::Year), None) => Some(Moment { base: other.base, ..*moment }),
        (Base::Open, Some(YearWord::Full(_))) => Some(Moment { year: other.year, ..*moment }),
        _ => None,
    }
}

/// `at 9:15 p.m. local time (1315 GMT) on Saturday`: the day stands behind.
fn day_of_hour(
    reader: &Reader<'_, '_, '_>,
    moment: &Moment,
    expressions: &[Expression],
) -> Option<Moment> {
    let mut last = expressions[0].last as usize;
    for next in expressions[1..].iter().take(2) {
        let Meaning::Moment(other) = next.meaning else { return None };
        let mut between = last..next.first as usize;
        let near = between.len() <= 5
            && between.all(|i| {
                matches!(reader.word(i), Some(Word::On | Word::Time))
                    || matches!(reader.text(i), "(" | ")" | ",")
                    || reader.shape(i).is_capitalised()
                    || reader.is(i + 1, Word::Time)
            });
        if !near {
            return None;
        }
        let day = other.day != Day::None || matches!(other.base, Base::Article(_, Unit::Day));
        if day && !matches!(other.clock, Clock::At { .. }) {
            return Some(Moment { clock: moment.clock, ..other });
        }
        // Another hour in brackets.
        let hour = matches!(other.clock, Clock::At { .. }) && other.base == Base::Open && !day;
        if !hour || !reader.shape(next.first as usize - 1).has(Shape::MARK) {
            return None;
        }
        last = next.last as usize;
    }
    None
}
