//! Numbers in words, and the magnitudes after digits: `three crore twelve lakh`, `twenty-fifth`.

use super::{
    Decimal,
    compose::{Amount, Form, Scan},
    digits::{self, Style},
};
use crate::lexicon::{Class, ClassSet};

impl Scan<'_, '_, '_> {
    /// A whole number or an ordinal in words, or digits with magnitudes.
    pub(super) fn whole(&self, i: usize) -> Option<Amount> {
        let empty = Amount {
            first: i,
            last: i,
            rest: None,
            value: Some(Decimal::ZERO),
            form: Form::Cardinal,
            style: None,
            magnitude: None,
        };
        let (group, last, ordinal) = self.group(i)?;
        let start = Amount { last, value: group, ..empty };
        if ordinal {
            return Some(Amount { form: Form::Ordinal, ..start });
        }
        if let Some(scores) = self.scores(start) {
            return Some(scores);
        }
        if let Some(decimal) = self.spoken_point(start) {
            return self.magnified(decimal);
        }
        let whole = self.sections(start)?;
        // `one hundred point one`
        let decimal = if whole.form == Form::Cardinal { self.spoken_point(whole) } else { None };
        Some(decimal.unwrap_or(whole))
    }

    /// `four score and seven`, `three score years`.
    fn scores(&self, start: Amount) -> Option<Amount> {
        if !self.is(start.last, "score") {
            return None;
        }
        let value = start.value.filter(|&v| v > Decimal::ONE && v < Decimal::from(10));
        let score = value?.times(Decimal::from(20))?;
        let mut last = start.last + 1;
        let more = if self.is(last, "and") { self.group(last + 1) } else { None };
        let value = match more {
            Some((Some(more), end, false)) if more < Decimal::from(20) => {
                last = end;
                score.plus(more)?
            }
            _ if last >= self.limit || self.is(last, "of") || self.has(last, Class::TimeUnit) => {
                score
            }
            _ => return None,
        };
        Some(Amount { last, value: Some(value), ..start })
    }

    /// Goes on from a first group (`3`, `three hundred`) with magnitudes and smaller sections:
    /// `3 million 200 thousand`.
    pub(super) fn sections(&self, start: Amount) -> Option<Amount> {
        if !self.goes_on(start.last, ClassSet::of(&[Class::Magnitude, Class::Ordinal])) {
            return Some(start);
        }
        let mut done = start;
        let mut total = Some(Decimal::ZERO);
        let mut ceiling = i128::MAX;
        let mut section = start.value;
        let (mut at, mut last) = (start.last, start.last);
        loop {
            // The magnitudes of this section.
            let mut scale: i128 = 1;
            let mut magnitude = None;
            let mut ordinal = false;
            loop {
                let next = self.past_hyphen(at);
                let found = self.value(next, Class::Magnitude);
                let nth = self.value(next, Class::Ordinal).filter(|&v| v >= 100);
                let Some(m) = found.or(nth) else { break };
                scale = scale.saturating_mul(m.into());
                section = section.and_then(|v| v.times(Decimal::from(m)));
                magnitude = Some(m);
                at = next + 1;
                last = at;
                ordinal = nth.is_some();
                if ordinal || m == 12 {
                    break;
                }
                // `three hundred and twenty`, in digits: `3 hundred and 21`.
                if m == 100
                    && let Some((below, end, nth)) = self.below_hundred(at)
                {
                    section = section.and_then(|v| v.plus(below?));
                    (at, last, ordinal) = (end, end, nth);
                    magnitude = None;
                    if ordinal {
                        break;
                    }
                }
            }
            if scale >= ceiling && ceiling != i128::MAX {
                return Some(done);
            }
            total = total.and_then(|t| t.plus(section?));
            done.value = total;
            done.last = last;
            done.magnitude = magnitude;
            if ordinal {
                done.form = Form::Ordinal;
                return Some(done);
            }
            let Some(m) = magnitude.filter(|&m| m >= 1000) else { return Some(done) };
            ceiling = if scale >= 1000 { scale } else { m.into() };
            // The next, smaller section.
            let mut next = self.past_hyphen(at);
            // `one billion, two hundred million`
            let comma = start.style.is_none()
                && self.is_mark(next, b',')
                && self.group(next + 1).is_some_and(|(_, end, _)| {
                    end > next + 1 && self.has(self.past_hyphen(end), Class::Magnitude)
                });
            if self.is(next, "and") || comma {
                next += 1;
            }
            let digits = self.is_digits(next);
            let group = if digits {
                digits::read(self.word(next))
                    .filter(|r| r.len == self.word(next).len())
                    .filter(|_| {
                        self.has(next + 1, Class::Magnitude) && next == self.past_hyphen(at)
                    })
                    .map(|r| (r.value, next + 1, false))
            } else if self.has(next, Class::Magnitude) || self.has(next, Class::Fraction) {
                None
            } else {
                self.group(next)
            };
            let Some((value, end, nth)) = group else { return Some(done) };
            if nth {
                done.value = total.and_then(|t| t.plus(value?));
                done.last = end;
                done.form = Form::Ordinal;
                return Some(done);
            }
            (section, at, last) = (value, end, end);
            // A fraction of its own: `one billion and three quarters million`.
            if self.has(self.past_hyphen(end), Class::Fraction) {
                return Some(done);
            }
        }
    }

    /// `[and] twenty-one` after a hundred.
    pub(super) fn below_hundred(&self, at: usize) -> Option<(Option<Decimal>, usize, bool)> {
        let mut next = self.past_hyphen(at);
        let and = self.is(next, "and");
        if and {
            next = self.past_hyphen(next + 1);
            if self.is_digits(next) {
                let read = digits::read(self.word(next))?;
                let two = matches!(read.style, Style::Plain(1..=2));
                let whole = two && read.len == self.word(next).len();
                return whole.then_some((read.value, next + 1, false));
            }
        }
        if self.has(next, Class::Magnitude) {
            return None;
        }
        let (value, end, ordinal) = self.group(next)?;
        if value >= Some(Decimal::from(100)) {
            return None;
        }
        // `one hundred and three quarters`: the fraction takes the three.
        let small = value < Some(Decimal::from(20));
        let fraction = and && small && self.has(self.past_hyphen(end), Class::Fraction);
        (!fraction).then_some((value, end, ordinal))
    }

    /// A number below a hundred in words (`twenty-one`, `fifth`), or a magnitude by itself: its
    /// value, one past its last token, whether it is an ordinal.
    pub(super) fn group(&self, i: usize) -> Option<(Option<Decimal>, usize, bool)> {
        if let Some(value) = self.value(i, Class::Cardinal) {
            let mut next = self.past_hyphen(i + 1);
            if value >= 20 && value % 10 == 0 {
                if next == i + 1 && self.is_dash(next) && !self.glued(next) && !self.glued(next + 1)
                {
                    next += 1;
                }
                let unit = self.value(next, Class::Cardinal).filter(|v| (1..10).contains(v));
                let nth = self.value(next, Class::Ordinal).filter(|v| (1..10).contains(v));
                // `twenty second` of a clock stays with times: they are taken before.
                if let Some(unit) = unit.or(nth) {
                    return Some((Some(Decimal::from(value + unit)), next + 1, unit_is(unit, nth)));
                }
            }
            return Some((Some(Decimal::from(value)), i + 1, false));
        }
        if let Some(value) = self.value(i, Class::Ordinal) {
            return Some((Some(Decimal::from(value)), i + 1, true));
        }
        // `hundred`, `thousand` by themselves: one of them.
        self.has(i, Class::Magnitude).then_some((Some(Decimal::ONE), i, false))
    }

    /// `five point five`, `nought point nought three`.
    pub(super) fn spoken_point(&self, start: Amount) -> Option<Amount> {
        if !self.is(start.last, "point") {
            return None;
        }
        let mut at = start.last + 1;
        let (mut digits, mut scale) = (0i128, 0u8);
        while let Some(value) = self.value(at, Class::Cardinal) {
            let two = value >= 10;
            if two && scale > 0 {
                break;
            }
            digits = digits.checked_mul(if two { 100 } else { 10 })?.checked_add(value.into())?;
            scale += if two { 2 } else { 1 };
            at += 1;
            if two {
                if let Some(unit) = self.value(self.past_hyphen(at), Class::Cardinal)
                    && (1..10).contains(&unit)
                    && value >= 20
                {
                    digits = digits.checked_add(unit.into())?;
                    at = self.past_hyphen(at) + 1;
                }
                break;
            }
            if scale > 30 {
                break;
            }
        }
        if scale == 0 {
            return None;
        }
        let value = start.value?.plus(Decimal::new(digits, scale))?;
        Some(Amount { last: at, value: Some(value), ..start })
    }
}

/// Whether the unit that was taken is the ordinal one.
fn unit_is(unit: i64, nth: Option<i64>) -> bool {
    nth == Some(unit)
}
