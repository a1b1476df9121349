//! Fractions after a number: `three quarters`, `one and a half`, `six million and two thirds`.

use super::{
    Decimal,
    compose::{Amount, Form, Scan},
    digits::Style,
};
use crate::lexicon::{Class, ClassSet};

impl Scan<'_, '_, '_> {
    /// `three quarters`, `one and a half`, `six million and two thirds`, `one third`.
    pub(super) fn with_fraction(&self, whole: Amount) -> Option<Amount> {
        const PARTS: ClassSet = ClassSet::of(&[
            Class::Fraction,
            Class::Ordinal,
            Class::Conjunction,
            Class::Cardinal,
            Class::Magnitude,
        ]);
        let ends = !self.goes_on(whole.last, PARTS);
        if ends || whole.form != Form::Cardinal || whole.rest.is_some() {
            return Some(whole);
        }
        if let Some((denominator, last)) = self.denominator(whole) {
            let value = whole.value.and_then(|v| v.over(Decimal::from(denominator)));
            return self.magnified(Amount { last, value, form: Form::Fraction, ..whole });
        }
        let mut at = whole.last;
        if !(self.is(at, "and") || self.is_dash(at) && self.is(at + 1, "and")) {
            return Some(whole);
        }
        at = self.past_hyphen(at) + 1;
        at = self.past_hyphen(at);
        // `3 and 1/2`
        if matches!(whole.style, Some(Style::Plain(_)))
            && self.is_digits(at)
            && let Some(part) = self.digit_groups(at).and_then(|a| self.slash_fraction(a))
            && part.form == Form::Fraction
        {
            let value = whole.value.and_then(|v| v.plus(part.value?));
            return self.magnified(Amount { value, last: part.last, ..whole });
        }
        let Some((part, last)) = self.fraction_after_and(at) else { return Some(whole) };
        let after = self.past_hyphen(last);
        let follows = self.value(after, Class::Magnitude);
        let big = whole.magnitude.filter(|&m| m >= 1000);
        let (value, last, magnitude) = match (follows, big) {
            // `five and a half million`
            (Some(m), None) => {
                let sum = whole.value.and_then(|v| v.plus(part)?.times(Decimal::from(m)));
                (sum, after + 1, Some(m))
            }
            // `one billion and three quarters million`
            (Some(m), Some(_)) => {
                let part = part.times(Decimal::from(m));
                (whole.value.and_then(|v| v.plus(part?)), after + 1, Some(m))
            }
            // `three million and a half`
            (None, Some(m)) => {
                let part = part.times(Decimal::from(m));
                (whole.value.and_then(|v| v.plus(part?)), last, Some(m))
            }
            (None, None) => (whole.value.and_then(|v| v.plus(part)), last, None),
        };
        Some(Amount { last, value, magnitude, ..whole })
    }

    /// The denominator right after a numerator.
    pub(super) fn denominator(&self, whole: Amount) -> Option<(i64, usize)> {
        let mut at = self.past_hyphen(whole.last);
        if at == whole.last && self.is_dash(at) && !self.glued(at) && !self.glued(at + 1) {
            at += 1;
        }
        if let Some(denominator) = self.value(at, Class::Fraction).filter(|&d| d > 1) {
            let plural = !(self.is(at, "half") || self.is(at, "quarter"));
            let one = whole.value == Some(Decimal::ONE);
            return (plural || one).then_some((denominator, at + 1));
        }
        if whole.value == Some(Decimal::ONE) && whole.style.is_none() {
            let ordinal = self.whole(at).filter(|w| w.form == Form::Ordinal)?;
            let denominator = ordinal.value?.to_i64().filter(|&d| d > 2)?;
            return Some((denominator, ordinal.last));
        }
        None
    }

    /// `and a half` at token `at`, after a unit: the part and one past it. It counts nothing then.
    pub(super) fn and_fraction(&self, at: usize) -> Option<(Decimal, usize)> {
        if !self.is(at, "and") || !self.is_article(at + 1) {
            return None;
        }
        let (part, last) = self.fraction_after_and(at + 1)?;
        (!self.is(last, "of") && !self.has(last, Class::Unit)).then_some((part, last))
    }

    /// `a half`, `one fourth`, `two thirds`, `fifty-four hundredths`.
    pub(super) fn fraction_after_and(&self, at: usize) -> Option<(Decimal, usize)> {
        let article = self.is_article(at);
        let (numerator, next) = if article {
            (Decimal::ONE, self.past_hyphen(at + 1))
        } else {
            let (value, end, ordinal) = self.group(at).filter(|g| g.1 > at)?;
            if ordinal {
                return None;
            }
            (value?, end)
        };
        let whole = Amount {
            first: at,
            last: next,
            rest: None,
            value: Some(numerator),
            form: Form::Cardinal,
            style: None,
            magnitude: None,
        };
        let (denominator, last) = self.denominator(whole)?;
        Some((numerator.over(Decimal::from(denominator))?, last))
    }
}
