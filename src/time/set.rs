//! What recurs: `every Tuesday`, `twice a week`, `annually`, `Mondays`.

use super::{
    expression::{Clock, Day, Expression, Field, Freq, Meaning, Moment, Period, Quant, Strength},
    measure::{Measure, fractional},
    reader::{Found, Reader},
    rules::Rule,
    scan::Ahead,
    value::{Length, Unit},
    words::{Modifier, PartOrHour, Word},
};
use crate::{lexicon::Class, text::Shape};

impl Reader<'_, '_, '_> {
    /// A set that begins at `i`.
    #[inline(never)]
    pub(super) fn set(&self, i: usize, ahead: Ahead) -> Option<Found> {
        self.every(i)
            .or_else(|| self.times_a(i, ahead))
            .or_else(|| self.per(i))
            .or_else(|| self.plural_day(i))
            .or_else(|| self.adverb(i))
    }

    /// `every two weeks`, `each Thursday`, `every other day`, `every morning at 5`.
    fn every(&self, i: usize) -> Option<Found> {
        let quant = match self.word(i) {
            Some(Word::Every) => Quant::Every,
            Some(Word::Each) => Quant::Each,
            _ => return None,
        };
        let set = |end, period| {
            Some(Found::new(end, Meaning::Every(period, Some(quant), None), Rule::SetEvery))
        };
        let other = self.is(i + 1, Word::Other);
        let at = i + 1 + usize::from(other);
        // `every third day`, `every single day`.
        let single = usize::from(self.is(at, Word::Single));
        let (nth, at) = match self.ordinal_day(at + single) {
            Some((n, end))
                if self.unit(end).is_some()
                    && self
                        .unit(at)
                        .is_none_or(|u| u.unit != Unit::Second || self.unit(end).is_some()) =>
            {
                (u64::from(n), end)
            }
            _ => (if other { 2 } else { 1 }, at + single),
        };
        // `every second match`: an ordinal, where a noun follows.
        let noun = |end: usize| {
            let tokens = self.view.tokens;
            end < tokens.len()
                && tokens.shapes[end].is_lower()
                && !tokens.classes[end].any(super::scan::FUNCTION)
        };
        if self.unit(at).is_some_and(|unit| unit.unit == Unit::Second) && noun(at + 1) {
            return None;
        }
        if let Some(measure) = self.measure(at).filter(|m| !m.article) {
            return set(measure.end, Period::Length(measure.length));
        }
        if let Some(weekday) = self.weekday(at) {
            let moment = Moment { day: Day::Weekday(weekday.index), ..Moment::OPEN };
            return set(
                self.recurring(at + 1, moment).0,
                Period::Moment(self.recurring(at + 1, moment).1),
            );
        }
        if let Some(month) = self.month(at).filter(|m| self.capital(at) || !m.common) {
            let moment = Moment { field: Field::Month(month.index), ..Moment::OPEN };
            if let Some((day, end)) = self.day_of_month(at + 1) {
                return set(end, Period::Moment(Moment { day: Day::Of(day), ..moment }));
            }
            return set(at + 1, Period::Moment(moment));
        }
        if let Some(season) = self.season(at) {
            return set(
                at + 1,
                Period::Moment(Moment { field: Field::Season(season.season()), ..Moment::OPEN }),
            );
        }
        if let Some((holiday, end)) = self.holiday_name(at) {
            return set(
                end,
                Period::Moment(Moment { field: Field::Holiday(holiday), ..Moment::OPEN }),
            );
        }
        if let Some(part) = self.day_part(at).filter(|p| !p.plural) {
            let clock = match part.what {
                PartOrHour::Part(part) => Clock::Part(part),
                PartOrHour::Hour(hour) => Clock::At {
                    hour,
                    minute: Some(0),
                    second: None,
                    zone: None,
                    half: super::expression::HalfDay::Told,
                },
            };
            let (end, moment) = self.recurring(at + 1, Moment { clock, ..Moment::OPEN });
            return set(end, Period::Moment(moment));
        }
        let unit = self.unit(at).filter(|u| !u.plural && (!u.bound || self.text(at).len() > 1))?;
        let count = u64::from(unit.times) * nth * 1000;
        if unit.night {
            let moment =
                Moment { clock: Clock::Part(super::value::DayPart::Night), ..Moment::OPEN };
            return set(at + 1, Period::Moment(moment));
        }
        // `every day at 7 p.m.`
        if unit.unit == Unit::Day && count == 1000 {
            let (end, moment) = self.recurring(at + 1, Moment::OPEN);
            if end > at + 1 {
                return set(end, Period::Moment(moment));
            }
        }
        set(at + 1, Period::Length(fractional(count, unit.unit)))
    }

    /// `the first Monday of each month`, `the 8th of every month`, `5 November every year`: the day
    /// stands before `every`; what was found of it alone is taken back.
    pub(super) fn with_its_day(
        &self,
        first: usize,
        found: Found,
        out: &mut Vec<Expression>,
    ) -> (usize, Found) {
        let alone = (first, found);
        let Meaning::Every(Period::Length(length), Some(quant), None) = found.meaning else {
            return alone;
        };
        let Some((Some(1000), unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))) =
            length.single()
        else {
            return alone;
        };
        if unit == Unit::Year
            && let Some(before) = out.last().filter(|before| before.last as usize == first)
            && let Meaning::Moment(moment) = before.meaning
            && matches!((moment.field, moment.day), (Field::Month(1..=12), Day::Of(_)))
            && moment.year.is_none()
        {
            let start = before.first as usize;
            out.pop();
            let meaning = Meaning::Every(Period::Moment(moment), Some(quant), None);
            return (start, Found { rule: Rule::SetNth, meaning, ..found });
        }
        let Some((start, unit)) = self.nth_before(first) else { return alone };
        while out.last().is_some_and(|before| before.first as usize >= start) {
            out.pop();
        }
        if out.last().is_some_and(|before| before.last as usize > start) {
            return alone;
        }
        let freq = Some(Freq { count: 1, unit: Some(unit) });
        let meaning = Meaning::Every(Period::Length(length), Some(quant), freq);
        (start, Found { rule: Rule::SetNth, meaning, ..found })
    }

    /// `the first Monday of` that ends before `i`: where it begins, and whether a day or a week is
    /// meant.
    fn nth_before(&self, i: usize) -> Option<(usize, Unit)> {
        let of =
            i.checked_sub(1).filter(|&at| matches!(self.word(at), Some(Word::Of | Word::In)))?;
        let last = of.checked_sub(1)?;
        let unit = match (self.weekday(last), self.unit(last)) {
            (Some(weekday), _) if !weekday.plural => Some(Unit::Day),
            (_, Some(unit)) if !unit.plural && matches!(unit.unit, Unit::Day | Unit::Week) => {
                Some(unit.unit)
            }
            _ => None,
        };
        let at = if unit.is_some() { last.checked_sub(1)? } else { last };
        let digits = self.suffixed(at).is_some() && self.ordinal_day(at).is_some();
        let words = self.ordinal(at).is_some()
            || matches!(
                self.modifier(at),
                Some(Modifier::First | Modifier::Final | Modifier::Last)
            );
        if !(digits || words && unit.is_some()) {
            return None;
        }
        let the = at > 0 && self.is(at - 1, Word::The);
        Some((at - usize::from(the), unit.unwrap_or(Unit::Day)))
    }

    /// A time of the day after what recurs: `every Tuesday at 5 p.m.`, `Tuesday nights`.
    fn recurring(&self, end: usize, moment: Moment) -> (usize, Moment) {
        if let Some(part) = self.day_part(end)
            && let PartOrHour::Part(part) = part.what
            && moment.clock == Clock::None
        {
            return (end + 1, Moment { clock: Clock::Part(part), ..moment });
        }
        let at = self.skip(end, Word::At);
        if let Some(clock) = self.clock(at)
            && (at > end || !clock.bound)
        {
            return (clock.end, Moment { clock: clock.moment.clock, ..moment });
        }
        (end, moment)
    }

    /// `twice a week`, `three times a year`, `once every two years`.
    #[inline(never)]
    fn times_a(&self, i: usize, ahead: Ahead) -> Option<Found> {
        let (count, end) = match self.word(i) {
            Some(Word::Once) => (1, i + 1),
            Some(Word::Twice) => (2, i + 1),
            Some(Word::Thrice) => (3, i + 1),
            _ if !ahead.times => return None,
            _ => {
                let amount = self.amount(i).filter(|a| !a.article)?;
                let count = u16::try_from(amount.count? / 1000).ok()?;
                (self.is(amount.end, Word::Times)).then_some((count, amount.end + 1))?
            }
        };
        let freq = Some(Freq { count, unit: None });
        match self.word(end) {
            Some(Word::A | Word::Per | Word::Each | Word::Every) => {
                if let Some(Found { end, meaning: Meaning::Every(period, quant, _), .. }) =
                    self.every(end)
                {
                    return Some(Found::new(
                        end,
                        Meaning::Every(period, quant, freq),
                        Rule::SetRate,
                    ));
                }
                let unit = self.unit(end + 1).filter(|u| !u.plural && !u.bound)?;
                let length = fractional(u64::from(unit.times) * 1000, unit.unit);
                Some(Found::new(
                    end + 2,
                    Meaning::Every(Period::Length(length), None, freq),
                    Rule::SetRate,
                ))
            }
            _ => {
                // `twice-weekly flights`.
                let at = self.hyphen(end);
                let found = self.frequency(at, at > end)?;
                let Meaning::Every(period, quant, _) = found.meaning else { return None };
                Some(Found::new(found.end, Meaning::Every(period, quant, freq), Rule::SetRate))
            }
        }
    }

    /// `per week`.
    fn per(&self, i: usize) -> Option<Found> {
        if !self.is(i, Word::Per) {
            return None;
        }
        let unit = self.unit(i + 1).filter(|u| !u.plural && u.unit > Unit::Second)?;
        let length = fractional(u64::from(unit.times) * 1000, unit.unit);
        Some(Found::new(i + 2, Meaning::Every(Period::Length(length), None, None), Rule::SetRate))
    }

    /// `a year` after an amount: `$3 million a year`, `5 percent a month`.
    pub(super) fn rate(&self, i: usize, measure: &Measure) -> Option<Found> {
        if !measure.article || measure.hyphen || i == 0 || measure.end != i + 2 {
            return None;
        }
        let is_amount = |at: usize| {
            self.shape(at).has(Shape::LEADING_DIGIT)
                || self.has(at, Class::Cardinal)
                || self.has(at, Class::Magnitude)
                || self.has(at, Class::Percent)
                || self.has(at, Class::Currency)
                || self.has(at, Class::Fraction)
                || self.mark(at, b'%')
        };
        let close = is_amount(i - 1) && !self.is(i - 1, Word::A)
            || i > 1
                && is_amount(i - 2)
                && !self.shape(i - 1).has(Shape::MARK)
                && self.word(i - 1).is_none()
            || i > 2
                && is_amount(i - 3)
                && !self.shape(i - 1).has(Shape::MARK)
                && self.word(i - 1).is_none()
                && self.shape(i - 2).is_word()
                && self.word(i - 2).is_none_or(|w| w == Word::Of);
        let plain = !matches!(
            self.word(measure.end),
            Some(
                Word::Ago | Word::Later | Word::Earlier | Word::Hence | Word::Before | Word::After
            )
        );
        (close && plain).then(|| {
            Found::new(
                measure.end,
                Meaning::Every(Period::Length(measure.length), None, None),
                Rule::SetRate,
            )
        })
    }

    /// `Mondays`, `Tuesday nights`, `weekends`, `mornings`.
    fn plural_day(&self, i: usize) -> Option<Found> {
        let set = |end, moment| {
            let meaning = Meaning::Every(Period::Moment(moment), None, None);
            Some(Found::new(end, meaning, Rule::SetPlural).likely())
        };
        if let Some(weekday) = self.weekday(i) {
            let moment = Moment { day: Day::Weekday(weekday.index), ..Moment::OPEN };
            if weekday.plural {
                let (end, moment) = self.recurring(i + 1, moment);
                return set(end, moment);
            }
            let next = self.hyphen(i + 1);
            let part = self.day_part(next).filter(|p| p.plural)?;
            let PartOrHour::Part(part) = part.what else { return None };
            return set(next + 1, Moment { clock: Clock::Part(part), ..moment });
        }
        if let Some(part) = self.day_part(i).filter(|p| p.plural)
            && let PartOrHour::Part(part) = part.what
            && part != super::value::DayPart::Night
            && self.shape(i).is_lower()
        {
            return set(i + 1, Moment { clock: Clock::Part(part), ..Moment::OPEN });
        }
        let unit = self.unit(i)?;
        (unit.unit == Unit::Weekend && unit.plural).then(|| {
            let moment = Moment { day: Day::Weekend, ..Moment::OPEN };
            Found::new(i + 1, Meaning::Every(Period::Moment(moment), None, None), Rule::SetPlural)
                .likely()
        })
    }

    /// `daily`, `annually`.
    fn adverb(&self, i: usize) -> Option<Found> {
        // `half-hourly`.
        let part = i > 0 && self.dash(i - 1) && self.glued(i) && self.glued(i - 1);
        if part { None } else { self.frequency(i, false) }
    }

    /// A frequency in one word, which is `told` where it stands before no noun by chance.
    fn frequency(&self, i: usize, told: bool) -> Option<Found> {
        let value = self.value(i, Class::Frequency)?;
        let (unit, ..) = *Unit::ALL.get((value & 15) as usize)?;
        let count = (value >> 4 & 15).unsigned_abs() * 1000;
        let low = self.shape(i).is_lower();
        // `a quarterly report`, `monthly figures`: adjectives.
        let adverb = self.text(i).len() > 6 && self.text(i).ends_with("ally")
            || unit.is_clock()
            || unit == Unit::Day;
        let closes = i + 1 >= self.len()
            || self.shape(i + 1).has(Shape::MARK)
            || self.word(i + 1).is_some()
            || self.has(i + 1, Class::Preposition)
            || self.has(i + 1, Class::Conjunction);
        let any = told || self.is_message();
        if !any && (!(adverb || closes) || !low && !self.starts_sentence(i)) {
            return None;
        }
        let strength = if low { Strength::Likely } else { Strength::Weak };
        let period = if count == 1000 && !unit.is_clock() {
            Period::Unit(unit)
        } else {
            Period::Length(Length::of(Some(count), unit))
        };
        let mut found = Found::new(i + 1, Meaning::Every(period, None, None), Rule::SetAdverb);
        found.strength = strength;
        Some(found)
    }
}
