//! Both ends in one expression: `3-5 May`, `1939-45`, `9-11 a.m.`.

use super::{
    expression::{Base, Clock, Day, Field, HalfDay, Meaning, Moment, Split, Toward, YearWord},
    reader::{Found, Reader},
    rules::Rule,
    scan::Ahead,
    words::Word,
};
use crate::{lexicon::Class, text::Shape};

impl Reader<'_, '_, '_> {
    /// A range that begins at `i`, where perhaps a point of time was found.
    #[inline(never)]
    pub(super) fn interval(&self, i: usize, first: Option<&Found>, ahead: Ahead) -> Option<Found> {
        if !ahead.range {
            return self.hours_of_day(i, first?);
        }
        let compact = if self.is_number(i) {
            self.years(i).or_else(|| self.days_month(i))
        } else if self.has(i, Class::Month) {
            self.month_days(i)
        } else {
            None
        };
        compact.or_else(|| self.clocks(i, first)).or_else(|| self.words(i, first?))
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
        if let Some(found) = self.years_of_era(i) {
            return Some(found);
        }
        let (first, 4) = self.digits(i)? else { return None };
        // `the 2012/13 season`.
        let season = self.mark(i + 1, b'/')
            && self.digits(i + 2).is_some_and(|(n, len)| len == 2 && (first + 1) % 100 == n);
        if !(self.dash(i + 1) || season)
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
        let split = Split::new(i + 1, i + 2, whole);
        Some(Found::new(
            end,
            Meaning::Interval(year(first), year(last), split),
            Rule::IntervalCompact,
        ))
    }

    /// `499-493 BC`, `from 499 to 493 BC`, `618 to 907 AD`.
    fn years_of_era(&self, i: usize) -> Option<Found> {
        let (first, 1..=4) = self.digits(i)? else { return None };
        let at = self.through(i + 1, i).or_else(|| (self.is(i + 1, Word::And)).then_some(i + 2))?;
        let (last, 1..=4) = self.digits(at)? else { return None };
        let sign = self.value(at + 1, Class::Era)? as i32;
        let back = sign < 0;
        // `from 618 to 907 AD`, not `the 2 to 300 AD`.
        let told = back || first > 99 && self.shape(at + 1).is_upper();
        if first == last || (first > last) != back || !told {
            return None;
        }
        let year = |y: u32| Moment { year: Some(YearWord::Full(y as i32 * sign)), ..Moment::OPEN };
        let split = Split::new(i + 1, at, false);
        Some(Found::new(
            at + 2,
            Meaning::Interval(year(first), year(last), split),
            Rule::IntervalCompact,
        ))
    }

    /// `3-5 May 2016`, `3 to 5 May`, `13th to the 15th of July`.
    fn days_month(&self, i: usize) -> Option<Found> {
        let (first, end) = self.day_of_month(i)?;
        // `21 and 22 May`: two days.
        let and = self.is(end, Word::And) && !(i > 0 && self.is(i - 1, Word::Between));
        let at = if and { end + 1 } else { self.through(end, i)? };
        let at = self.skip(at, Word::The);
        let date = self.date(at)?;
        let Day::Of(last) = date.moment.day else { return None };
        let Field::Month(_) = date.moment.field else { return None };
        // The second bound begins with its day.
        self.day_of_month(at)?;
        (first < last).then_some(())?;
        let from = Moment { day: Day::Of(first), ..date.moment };
        let split = Split::new(end, at, !and);
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
        // `May 4 and 5`: two days.
        let and = self.is(first_end, Word::And) && !(i > 0 && self.is(i - 1, Word::Between));
        let at = if and { first_end + 1 } else { self.through(first_end, i)? };
        let at = self.skip(at, Word::The);
        let (last, end) = self.day_of_month(at)?;
        let closes = end >= self.len()
            || self.shape(end).has(Shape::MARK)
            || self.word(end).is_some()
            || self.classes(end).any(super::scan::FUNCTION);
        if first >= last
            || and && !closes
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
        let split = Split::new(first_end, at, !and);
        Some(Found::new(last_end, Meaning::Interval(from, to, split), Rule::IntervalCompact))
    }

    /// `9-11am`, `3 to 5 p.m.`, `Tuesday from 2:00 to 2:30 pm`, `9-11 am on Thursday`.
    #[inline(never)]
    fn clocks(&self, i: usize, first: Option<&Found>) -> Option<Found> {
        let Some((from, to, split, end)) = self.clock_range(i) else {
            return self.hours_of_day(i, first?);
        };
        let at = self.skip(end, Word::On);
        if let Some(found) = self
            .moment(at)
            .filter(|f| at > end || matches!(f.rule, Rule::DeicticDay | Rule::Weekday))
            && let Meaning::Moment(moment) = found.meaning
            && is_day(&moment)
        {
            let with = |m: Moment| Moment { clock: m.clock, ..moment };
            return Some(Found::new(
                found.end,
                Meaning::Interval(with(from), with(to), split),
                Rule::IntervalCompact,
            ));
        }
        Some(Found::new(end, Meaning::Interval(from, to, split), Rule::IntervalCompact))
    }

    /// `Tuesday from 2:00 to 2:30 pm`: the day stands before its hours.
    #[inline(never)]
    fn hours_of_day(&self, i: usize, first: &Found) -> Option<Found> {
        let Meaning::Moment(moment) = first.meaning else { return None };
        if !is_day(&moment) || first.end == i + 1 && self.digits(i).is_some() {
            return None;
        }
        let at = first.end + usize::from(self.mark(first.end, b','));
        let at =
            at + usize::from(matches!(self.word(at), Some(Word::From | Word::Between | Word::At)));
        let (from, to, split, end) = self.clock_range(at)?;
        let with = |m: Moment| Moment { clock: m.clock, ..moment };
        let meaning = Meaning::Interval(with(from), with(to), split);
        Some(Found::new(end, meaning, Rule::IntervalCompact))
    }

    /// Two times of the day with what joins them.
    pub(super) fn clock_range(&self, i: usize) -> Option<(Moment, Moment, Split, usize)> {
        if !self.shape(i).has(Shape::LEADING_DIGIT)
            && !self.has(i, Class::Cardinal)
            && !self.has(i, Class::DayPart)
        {
            return None;
        }
        let first = self.clock(i)?;
        let at = self.through(first.end, i)?;
        let last = self.clock(at)?;
        let (
            Clock::At { hour, minute, second, zone, half },
            Clock::At { hour: until, half: told, .. },
        ) = (first.moment.clock, last.moment.clock)
        else {
            return None;
        };
        // `3 to 5`: numbers; one of the two must be written as a time.
        let bare = first.bound && minute.is_none();
        if last.bound && (bare || half == HalfDay::Open && minute.is_none())
            || bare && told == HalfDay::Open && !self.dash(first.end)
        {
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
        let split = Split::new(first.end, at, true);
        Some((moment, last.moment, split, last.end))
    }

    /// `from May to October 2020`, `between 2007 and 2009`, `Aug 8 - Aug 12`.
    #[inline(never)]
    fn words(&self, i: usize, first: &Found) -> Option<Found> {
        let Meaning::Moment(mut from) = first.meaning else { return None };
        let at = self.through(first.end, i)?;
        let second = self.moment(at).or_else(|| self.moment(self.skip(at, Word::The)))?;
        let Meaning::Moment(mut to) = second.meaning else { return None };
        let clock = |m: &Moment| m.clock != Clock::None;
        if clock(&from) != clock(&to) && !(clock(&from) && clock(&to)) && clock(&to) {
            return None;
        }
        let mut whole = false;
        // `March to June 2014`: one year for both; `November to February 2017` begins the year before.
        if from.year.is_none()
            && from.base == Base::Open
            && let (Field::Month(a), Field::Month(b), Some(year)) = (from.field, to.field, to.year)
        {
            let Moment { day: a_day, .. } = from;
            let back = a > b || a == b && order(a_day) > order(to.day);
            from.year = Some(match year {
                YearWord::Full(year) if back => YearWord::Full(year - 1),
                year => year,
            });
            whole = true;
        }
        // `from this May to October`.
        if to.year.is_none() && to.base == Base::Open && from.toward == Toward::This {
            to.toward = Toward::Open;
        }
        let modifiers = [first.modifier, second.modifier];
        let split = Split { modifiers, ..Split::new(first.end, at, whole) };
        Some(Found::new(second.end, Meaning::Interval(from, to, split), Rule::IntervalWords))
    }
}

fn is_day(moment: &Moment) -> bool {
    moment.clock == Clock::None && (moment.day != Day::None || moment.base != Base::Open)
}

const fn order(day: Day) -> u8 {
    match day {
        Day::Of(day) => day,
        _ => 0,
    }
}
