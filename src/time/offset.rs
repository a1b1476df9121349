//! Times told by a measure: `three days ago`, `the day before`, `the week of 3 May`.

use super::{
    expression::{Base, Day, Meaning, Mod, Moment, Toward},
    measure::{Measure, of_units},
    reader::{Found, Reader},
    rules::Rule,
    value::Unit,
    words::{Modifier, Word},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::Shape,
};

/// What `last` and `next` say which of.
const DATED: ClassSet =
    ClassSet::of(&[Class::TimeUnit, Class::Weekday, Class::Month, Class::Season, Class::DayPart]);

impl Reader<'_, '_, '_> {
    /// `ago`, `later`, `before Christmas`, `from now` after a measure.
    pub(super) fn offset(&self, i: usize, measure: &Measure) -> Option<Found> {
        let at = match self.phrase(measure.end) {
            Some((last, Word::OrSo)) => last,
            _ => measure.end,
        };
        let at = if measure.hyphen { return None } else { at };
        // `in three weeks' time`.
        let apostrophe = self.apostrophe(at) || self.shape(at).has(Shape::POSSESSIVE);
        let time = at + usize::from(apostrophe);
        if self.is(time, Word::Time) && i > 0 && self.is(i - 1, Word::In) {
            let meaning = match of_units(&measure.length) {
                Some((count, unit)) => Meaning::Ago(count, unit),
                None => Meaning::Future,
            };
            return Some(Found::new(time + 1, meaning, Rule::OffsetAgo));
        }
        let (last, word) = self.phrase(at)?;
        let shift = of_units(&measure.length);
        let approx = (at > measure.end || measure.vague).then_some(Mod::Approx);
        let moment = |n: i32, article: bool| match shift {
            None => {
                if n < 0 {
                    Meaning::Past
                } else {
                    Meaning::Future
                }
            }
            Some((count, unit)) => {
                if article {
                    Meaning::Ago(n * count, unit)
                } else {
                    Meaning::Later(n * count, unit)
                }
            }
        };
        // `ten days earlier than last year`: a length.
        if matches!(word, Word::Earlier | Word::Later) && self.is(last, Word::Than) {
            return None;
        }
        let found = match word {
            Word::Ago => Found::new(last, moment(-1, true), Rule::OffsetAgo),
            Word::Hence => Found::new(last, moment(1, true), Rule::OffsetAgo),
            Word::Later => Found::new(last, moment(1, false), Rule::OffsetLater),
            Word::Earlier => Found::new(last, moment(-1, false), Rule::OffsetLater),
            Word::Before | Word::After | Word::From | Word::Since => {
                if word != Word::Since
                    && let Some(from) = self.offset_from(last)
                {
                    let Meaning::Moment(mut to) = from.meaning else { return None };
                    // `a week from Thursday`: the next one.
                    if word == Word::From && matches!(to.day, Day::Weekday(_)) {
                        to.toward =
                            if to.toward == Toward::Open { Toward::Coming } else { to.toward };
                    }
                    let (count, unit) = shift?;
                    let n = if word == Word::Before { -count } else { count };
                    return Some(
                        Found::new(from.end, Meaning::Offset(n, unit, to), Rule::OffsetFrom)
                            .with(approx),
                    );
                }
                let closes = last >= self.len()
                    || self.shape(last).has(Shape::MARK)
                    || self.starts_sentence(last);
                if !closes || matches!(word, Word::From | Word::Since) {
                    return None;
                }
                let n = if word == Word::Before { -1 } else { 1 };
                Found::new(last, moment(n, false), Rule::OffsetLater)
            }
            _ => return None,
        };
        Some(found.with(approx))
    }

    /// `two Fridays from now`, `three Sundays ago`.
    pub(super) fn weekdays_on(&self, i: usize) -> Option<Found> {
        let amount = self.amount(i).filter(|a| !a.article)?;
        let weekday = self.weekday(amount.end).filter(|w| w.plural)?;
        let count = i32::try_from(amount.count? / 1000).ok().filter(|n| (1..=52).contains(n))?;
        let (end, word) = self.phrase(amount.end + 1)?;
        let (weeks, toward) = match word {
            Word::Hence => (count - 1, Toward::Coming),
            Word::Ago => (1 - count, Toward::Last),
            _ => return None,
        };
        let moment = Moment { day: Day::Weekday(weekday.index), toward, ..Moment::OPEN };
        let meaning = Meaning::Offset(weeks, Unit::Week, moment);
        Some(Found::new(end, meaning, Rule::OffsetAgo))
    }

    pub(super) fn offset_from(&self, i: usize) -> Option<Found> {
        let found = self.moment(i)?;
        let year = matches!(found.rule, Rule::YearAlone | Rule::RelativeUnit);
        (!year).then_some(found)
    }

    /// `the day before`, `the year after`.
    pub(super) fn beside(&self, i: usize) -> Option<Found> {
        if !self.is(i, Word::The) {
            return None;
        }
        let unit = self
            .unit(i + 1)
            .filter(|u| !u.plural && !u.bound && !u.night && u.unit >= Unit::Day)?;
        let count = match self.word(i + 2)? {
            Word::Before | Word::Earlier => -1,
            Word::After | Word::Later => 1,
            _ => return None,
        };
        // `the week before last`, `the year after next`.
        let twice = match self.modifier(i + 3) {
            Some(Modifier::Last) if self.is(i + 2, Word::Before) => -2,
            Some(Modifier::Next) if self.is(i + 2, Word::After) => 2,
            _ => 0,
        };
        if twice != 0 && !self.classes(i + 4).any(DATED) {
            let base = Base::Article(twice, unit.unit);
            let weekend = unit.unit == Unit::Weekend;
            let day = if weekend { Day::Weekend } else { Day::None };
            let moment = Moment { base, day, ..Moment::OPEN };
            return Some(Found::moment(i + 4, moment, Rule::RelativeUnit).likely());
        }
        if let Some(from) = self.offset_from(i + 3)
            && let Meaning::Moment(moment) = from.meaning
        {
            return Some(Found::new(
                from.end,
                Meaning::Offset(count, unit.unit, moment),
                Rule::OffsetFrom,
            ));
        }
        let end = i + 3;
        let closes =
            end >= self.len() || self.shape(end).has(Shape::MARK) || self.starts_sentence(end);
        closes
            .then(|| Found::new(end, Meaning::Later(count, unit.unit), Rule::OffsetLater).likely())
    }

    /// `the week of April 10`, `the week beginning 3 May`.
    pub(super) fn week_of(&self, i: usize) -> Option<Found> {
        let at = self.skip(i, Word::The);
        let unit =
            self.unit(at).filter(|u| !u.plural && matches!(u.unit, Unit::Week | Unit::Weekend))?;
        let joined = self.is(at + 1, Word::Of)
            || matches!(self.word(at + 1), Some(Word::Starting | Word::Ended));
        if !joined {
            return None;
        }
        let found = self.moment(at + 2).or_else(|| self.moment(self.skip(at + 2, Word::The)))?;
        let Meaning::Moment(moment) = found.meaning else { return None };
        let day = matches!(
            moment.day,
            super::expression::Day::Of(_)
                | super::expression::Day::Both(..)
                | super::expression::Day::Weekday(_)
        ) || matches!(moment.field, super::expression::Field::Holiday(_));
        day.then(|| Found::new(found.end, Meaning::Around(unit.unit, moment), Rule::Week))
    }
}
