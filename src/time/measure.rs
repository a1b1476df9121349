//! Counted units: `two and a half hours`, `a year`, `24hrs`.

use super::{
    amount::Amount,
    reader::Reader,
    value::{Count, Length, Unit},
    words::{UnitWord, Word},
};
use crate::{lexicon::Class, text::Shape};

/// A length with where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) length: Length,
    pub(super) end: usize,
    pub(super) vague: bool,
    /// Of `12 to 18 months`: where the lower bound ends, which the length is.
    pub(super) lower_end: Option<usize>,
    pub(super) article: bool,
    pub(super) hyphen: bool,
    pub(super) plural: bool,
}

impl Reader<'_, '_, '_> {
    /// `two and a half hours`, `a year`, `one-day`, `24hrs`, `1 year and 2 months`.
    #[inline]
    pub(super) fn measure(&self, i: usize) -> Option<Measure> {
        if self.counts(i) { self.measure_at(i) } else { None }
    }

    fn measure_at(&self, i: usize) -> Option<Measure> {
        let mut measure = self.glued_measure(i).or_else(|| self.counted_unit(i))?;
        // `a year and a half`, `one hour and half`.
        if let Some((part, end)) = self.and_fraction(measure.end)
            && let Some((Some(count), unit)) = measure.length.first()
            && self.unit(end).is_none()
        {
            measure.length = fractional(count + part, unit);
            measure.end = end;
            return Some(measure);
        }
        // `2 hours and 10`, `an hour thirty`: minutes, where nothing follows.
        if let Some((Some(_), Unit::Hour)) = measure.length.single()
            && !measure.hyphen
        {
            let at = self.skip(measure.end, Word::And);
            let number =
                self.digits(at).map(|(n, _)| (u64::from(n), at + 1)).or_else(|| self.cardinal(at));
            if let Some((minutes, end)) = number.filter(|&(n, _)| (1..60).contains(&n))
                && (end >= self.len() || self.shape(end).has(Shape::MARK) && !self.glued(end))
                && let Some(length) = measure.length.and(Some(minutes * 1000), Unit::Minute)
            {
                (measure.length, measure.end) = (length, end);
                return Some(measure);
            }
        }
        // `1 hour 30 minutes`, `two years, three months`.
        for _ in 0..3 {
            let comma = usize::from(self.mark(measure.end, b','));
            let at = self.skip(measure.end + comma, Word::And);
            let Some(next) = self.glued_measure(at).or_else(|| self.counted_unit(at)) else {
                break;
            };
            if next.hyphen || next.article && comma == 1 {
                break;
            }
            let (Some((count, unit)), Some((_, last))) =
                (next.length.terms().next(), measure.length.terms().last())
            else {
                break;
            };
            // `two days and three weeks` is two lengths; `two weeks, three days`: adjacent units.
            let Some(length) = measure.length.and(count, unit) else { break };
            if count.is_none() || last.is_clock() != unit.is_clock() && last != Unit::Day {
                break;
            }
            measure.length = length;
            measure.end = next.end;
        }
        Some(measure)
    }

    /// [`measure`](Self::measure), where no unit stands behind `i`.
    pub(super) fn glued_length(&self, i: usize) -> Option<Measure> {
        let shape = self.shape(i);
        if shape.has(Shape::LEADING_DIGIT) && !shape.is_numeric() { self.measure(i) } else { None }
    }

    /// `5h`, `24hrs`, `3yrs`, `90min`.
    pub(super) fn glued_measure(&self, i: usize) -> Option<Measure> {
        let shape = self.shape(i);
        if !shape.has(Shape::LEADING_DIGIT) || shape.is_numeric() {
            return None;
        }
        let text = self.text(i);
        let digits =
            text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.' || *b == b',').count();
        let suffix = &text[digits..];
        if suffix.is_empty()
            || suffix.len() > 8
            || !suffix.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.')
        {
            return None;
        }
        let id = self.view.lexicon.id(crate::text::fold_hash(suffix));
        let word = UnitWord::of(self.view.lexicon.value(id, Class::TimeUnit)?)?;
        // `1990s`, `5m`, `3d`: other things, mostly.
        let letter = suffix.len() == 1;
        if letter && !(matches!(suffix, "h" | "y") || suffix == "d") || word.night {
            return None;
        }
        let count = super::amount::decimal(&text[..digits])?;
        let count = count * u64::from(word.times);
        let plural = count > 1000;
        Some(Measure {
            length: fractional(count, word.unit),
            end: i + 1,
            vague: false,
            lower_end: None,
            article: false,
            hyphen: false,
            plural,
        })
    }

    pub(super) fn counted_unit(&self, i: usize) -> Option<Measure> {
        let amount = self.amount(i)?;
        let Amount { count, end, article, vague, lower_end } = amount;
        let hyphen = self.hyphen(end) > end;
        let (unit, last) = self.unit_after(self.hyphen(end))?;
        if article && (unit.plural || unit.bound)
            || hyphen && unit.bound && unit.unit != Unit::Minute
        {
            return None;
        }
        if unit.night && (article || hyphen) {
            return None;
        }
        // `a second`, `one second`: an ordinal as often.
        if unit.unit == Unit::Second && !unit.plural && !hyphen && !unit.bound && article {
            return None;
        }
        // `5 s`, `5 m`, `5 d` stand for other things in news.
        if unit.bound && self.text(last - 1).len() == 1 && !matches!(self.text(last - 1), "h") {
            return None;
        }
        // `10th century`, `2 quarter`: no count.
        if unit.unit == Unit::Quarter && self.value(i, Class::Fraction).is_some() {
            return None;
        }
        // `three quarters of`, `three-quarters`: a fraction.
        if unit.unit == Unit::Quarter && (hyphen || self.is(last, Word::Of)) {
            return None;
        }
        // `a quarter`: a fraction, more often.
        if article
            && unit.unit == Unit::Quarter
            && !matches!(
                self.word(last),
                Some(Word::Ago | Word::Earlier | Word::Later | Word::Before)
            )
        {
            return None;
        }
        // `the 1988 quarter`: no count.
        if !unit.plural && !hyphen && !unit.bound && count.is_some_and(|c| c >= 1_000_000) {
            return None;
        }
        let count = count.and_then(|c| c.checked_mul(u64::from(unit.times)));
        let length = match count {
            Some(count) => fractional(count, unit.unit),
            None => Length::of(None, unit.unit),
        };
        Some(Measure { length, end: last, vague, lower_end, article, hyphen, plural: unit.plural })
    }
}

/// A length of one unit, in whole numbers where the fraction makes whole smaller units.
pub(super) fn fractional(count: u64, unit: Unit) -> Length {
    // Decades are counted in years.
    if unit == Unit::Decade {
        return Length::of(Some(count * 10), Unit::Year);
    }
    if unit == Unit::Century && !count.is_multiple_of(1000) {
        return Length::of(Some(count * 100), Unit::Year);
    }
    let (whole, part) = (count / 1000 * 1000, count % 1000);
    let (smaller, factor) = match unit {
        Unit::Year => (Unit::Month, 12),
        Unit::Day => (Unit::Hour, 24),
        Unit::Hour => (Unit::Minute, 60),
        Unit::Minute => (Unit::Second, 60),
        _ => return Length::of(Some(count), unit),
    };
    if part == 0 || part * factor % 1000 != 0 || part % 250 != 0 {
        return Length::of(Some(count), unit);
    }
    let rest = part * factor;
    if whole == 0 {
        return Length::of(Some(rest), smaller);
    }
    Length::of(Some(whole), unit).and(Some(rest), smaller).unwrap_or(Length::of(Some(count), unit))
}

/// A length as a whole number of one unit.
pub(super) fn of_units(length: &Length) -> Option<(i32, Unit)> {
    let mut total: Option<(i32, Unit)> = None;
    for (count, unit) in length.terms() {
        let count: Count = count;
        let count = count?;
        if count % 1000 != 0 {
            // `1.5 weeks` in days.
            return (unit == Unit::Week && count * 7 % 1000 == 0)
                .then(|| (i32::try_from(count * 7 / 1000).unwrap_or(0), Unit::Day));
        }
        let count = i32::try_from(count / 1000).ok().filter(|&c| c < 100_000)?;
        total = Some(match total {
            None => (count, unit),
            Some((n, last)) => {
                let factor = match (last, unit) {
                    (Unit::Year, Unit::Month) => 12,
                    (Unit::Week, Unit::Day) => 7,
                    (Unit::Day, Unit::Hour) => 24,
                    (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => 60,
                    _ => return total,
                };
                (n * factor + count, unit)
            }
        });
    }
    total
}
