//! Both ends in one expression: `3-5 May`, `1939-45`, `9-11 a.m.`.

use super::{
    expression::{Clock, Day, Field, HalfDay, Meaning, Moment, Split, YearWord},
    reader::{Found, Reader},
    rules::Rule,
    words::Word,
};
use crate::lexicon::Class;

impl Reader<'_, '_, '_> {
    /// A range that begins at `i`.
    pub(super) fn interval(&self, i: usize) -> Option<Found> {
        self.years(i)
            .or_else(|| self.days_month(i))
            .or_else(|| self.month_days(i))
            .or_else(|| self.clocks(i))
    }

    /// What joins two bounds at `i`: a dash, `to`, or `and` after `between`.
    fn through(&self, i: usize, first: usize) -> Option<usize> {
        if self.dash(i) || self.mark(i, b'~') {
            return Some(i + 1);
        }
        match self.word(i)? {
            Word::To | Word::Until | Word::Through => Some(i + 1),
            Word::And if first > 0 && self.is(first - 1, Word::Between) => Some(i + 1),
            _ => None,
        }
    }

    /// `1939-45`, `1914-1918`.
    fn years(&self, i: usize) -> Option<Found> {
        if let Some(found) = self.years_before_christ(i) {
            return Some(found);
        }
        let (first, 4) = self.digits(i)? else { return None };
        if !self.dash(i + 1)
            || !self.glued(i + 1)
            || !self.glued(i + 2)
            || self.glued(i)
                && !matches!(self.text(i - 1), "(" | "[" | "'" | "‘" | "\"" | "“" | ",")
        {
            return None;
        }
        let (second, len) = self.digits(i + 2)?;
        let last = match len {
            4 => second,
            2 => first / 100 * 100 + second,
            _ => return None,
        };
        let real = (1000..=2199).contains(&first) && last > first && last - first <= 300;
        if !real || self.glued(i + 3) && (self.dash(i + 3) || self.mark(i + 3, b'/')) {
            return None;
        }
        let year = |y: u32| Moment { year: Some(YearWord::Full(y as i32)), ..Moment::OPEN };
        let end = i + 3 + usize::from(self.has(i + 3, Class::Era) && self.shape(i + 3).is_upper());
        let whole = len == 2;
        let split = Split { first_end: i as u32 + 1, second: i as u32 + 2, whole };
        Some(Found::new(
            end,
            Meaning::Interval(year(first), year(last), split),
            Rule::IntervalCompact,
        ))
    }

    /// `499-493 BC`, `from 499 to 493 BC`.
    fn years_before_christ(&self, i: usize) -> Option<Found> {
        let (first, 1..=4) = self.digits(i)? else { return None };
        let at = self.through(i + 1, i).or_else(|| (self.is(i + 1, Word::And)).then_some(i + 2))?;
        let (last, 1..=4) = self.digits(at)? else { return None };
        if first <= last || self.value(at + 1, Class::Era)? > 0 {
            return None;
        }
        let year = |y: u32| Moment { year: Some(YearWord::Full(-(y as i32))), ..Moment::OPEN };
        let split = Split { first_end: i as u32 + 1, second: at as u32, whole: false };
        Some(Found::new(
            at + 2,
            Meaning::Interval(year(first), year(last), split),
            Rule::IntervalCompact,
        ))
    }

    /// `3-5 May 2016`, `3 to 5 May`, `13th to the 15th of July`.
    fn days_month(&self, i: usize) -> Option<Found> {
        let (first, end) = self.day_of_month(i)?;
        let at = self.skip(self.through(end, i)?, Word::The);
        let date = self.date(at)?;
        let Day::Of(last) = date.moment.day else { return None };
        let Field::Month(_) = date.moment.field else { return None };
        // The second bound begins with its day.
        self.day_of_month(at)?;
        (first < last).then_some(())?;
        let from = Moment { day: Day::Of(first), ..date.moment };
        let split = Split { first_end: end as u32, second: at as u32, whole: true };
        Some(Found::new(
            date.end,
            Meaning::Interval(from, date.moment, split),
            Rule::IntervalCompact,
        ))
    }

    /// `May 3-5, 2016`, `May 3 to 5`.
    fn month_days(&self, i: usize) -> Option<Found> {
        let month = self.month(i).filter(|m| self.capital(i) || !m.common)?;
        let (first, first_end) = self.day_of_month(self.skip(i + 1, Word::The))?;
        let at = self.skip(self.through(first_end, i)?, Word::The);
        let (last, end) = self.day_of_month(at)?;
        if first >= last
            || !self.plain_after_number(end)
            || self.month(end).is_some() && self.capital(end)
            || self.unit(end).is_some()
        {
            return None;
        }
        let mut from =
            Moment { field: Field::Month(month.index), day: Day::Of(first), ..Moment::OPEN };
        let comma = usize::from(self.mark(end, b','));
        let mut last_end = end;
        if let Some((year, end)) = self.full_year(end + comma) {
            from.year = Some(year);
            last_end = end;
        }
        let to = Moment { day: Day::Of(last), ..from };
        let split = Split { first_end: first_end as u32, second: at as u32, whole: true };
        Some(Found::new(last_end, Meaning::Interval(from, to, split), Rule::IntervalCompact))
    }

    /// `9-11am`, `3 to 5 p.m.`, `9:30 - 11:00`.
    fn clocks(&self, i: usize) -> Option<Found> {
        let first = self.clock(i)?;
        let at = self.through(first.end, i)?;
        let last = self.clock(at).filter(|c| !c.bound)?;
        let (
            Clock::At { hour, minute, second, zone, half },
            Clock::At { hour: until, half: told, .. },
        ) = (first.moment.clock, last.moment.clock)
        else {
            return None;
        };
        let plain = self.digits(i).is_some() || self.has(i, Class::Cardinal);
        if !plain || first.bound && told == HalfDay::Open && !self.dash(first.end) {
            return None;
        }
        // `3 to 5 p.m.`: both after noon, if that keeps them in order.
        let mut moment = first.moment;
        if half == HalfDay::Open
            && told == HalfDay::Told
            && until >= 12
            && hour < 12
            && hour + 12 <= until
        {
            moment.clock = Clock::At { hour: hour + 12, minute, second, zone, half: told };
        }
        let mut to = last.moment;
        let mut end = last.end;
        // `9-11 am on Thursday`.
        if let Some(day) = self
            .moment(self.skip(end, Word::On))
            .filter(|f| self.is(end, Word::On) || f.rule == Rule::DeicticDay)
            && let Meaning::Moment(day) = day.meaning
            && day.clock == Clock::None
            && (day.day != Day::None || day.base != super::expression::Base::Open)
        {
            let found = self.moment(self.skip(end, Word::On))?;
            (moment, to) =
                (Moment { clock: moment.clock, ..day }, Moment { clock: to.clock, ..day });
            end = found.end;
        }
        let split = Split { first_end: first.end as u32, second: at as u32, whole: true };
        Some(Found::new(end, Meaning::Interval(moment, to, split), Rule::IntervalCompact))
    }
}
