//! Lengths of time and what is counted by them: `two weeks`, `three days ago`, `the past year`.

use super::{
    expression::{Meaning, Mod, Strength},
    measure::{Measure, fractional},
    reader::{Found, Reader},
    register::Register,
    rules::Rule,
    scan::Ahead,
    value::{Length, Unit},
    words::Word,
};
use crate::lexicon::Class;

impl Reader<'_, '_, '_> {
    /// A duration, or a time told by one.
    #[inline(never)]
    pub(super) fn duration(&self, i: usize, ahead: Ahead) -> Option<Found> {
        let measure = if ahead.unit { self.measure(i) } else { self.glued_length(i) };
        let Some(measure) = measure else { return self.bare_units(i) };
        if self.is_age(i) || self.is_ratio(i) {
            return None;
        }
        let end = measure.end;
        if let Some(found) = self.rate(i, &measure).or_else(|| self.offset(i, &measure)) {
            return Some(found);
        }
        // `will one day be`: whenever that is.
        if !measure.hyphen
            && i > 0
            && self.is(i - 1, Word::TenseFuture)
            && measure.length == Length::of(Some(1000), Unit::Day)
            && i + 2 == end
        {
            return Some(Found::new(end, Meaning::Future, Rule::Reference).likely());
        }
        let (rule, mut end) =
            if measure.hyphen { (Rule::DurationHyphen, end) } else { (Rule::Duration, end) };
        let mut modifier = measure.vague.then_some(Mod::Approx);
        // `10-year-old`, `37 years old`: an age.
        if matches!(self.word(self.hyphen(end)), Some(Word::Old))
            || self.is(end, Word::Of) && self.is(end + 1, Word::Age)
        {
            return None;
        }
        if !measure.hyphen && !measure.plural && !measure.article && self.is(end, Word::Long) {
            end += 1;
        }
        // `12 to 18 months`: two lengths, as the corpora have it; who asks an assistant means one.
        if let Some(lower) = measure.lower_end
            && !measure.hyphen
            && self.register != Register::Assistant
        {
            return Some(Found::new(lower, Meaning::Length(measure.length), rule));
        }
        if measure.hyphen {
            let next = self.hyphen(end);
            if next > end && self.is(next, Word::Long) {
                end = next + 1;
            }
        }
        // `a year or two`.
        if measure.article
            && self.is(end, Word::Or)
            && let Some(more) = self.amount(end + 1).filter(|a| !a.article)
            && self.unit(more.end).is_none_or(|u| !u.plural)
        {
            (modifier, end) = (Some(Mod::Approx), more.end);
        }
        match self.phrase(end) {
            Some((last, Word::OrSo)) => (modifier, end) = (Some(Mod::Approx), last),
            Some((last, Word::OrMore)) => (modifier, end) = (Some(Mod::EqualOrMore), last),
            Some((last, Word::OrLess)) => (modifier, end) = (Some(Mod::EqualOrLess), last),
            _ => {}
        }
        Some(Found::new(end, Meaning::Length(measure.length), rule).with(modifier))
    }

    /// Whether a measure at `i` is an age: `aged 3 months`, `at the age of 93 years`.
    fn is_age(&self, i: usize) -> bool {
        let of = i > 1 && self.is(i - 1, Word::Of);
        let before = if of { i.checked_sub(2) } else { i.checked_sub(1) };
        before.is_some_and(|at| self.is(at, Word::Age))
    }

    /// Whether a number at `i` is the last of a chain: `a 3-for-4 day`, `in 2:14 minutes`.
    fn is_ratio(&self, i: usize) -> bool {
        let clock = i > 1 && self.glued(i) && self.mark(i - 1, b':') && self.is_number(i - 2);
        clock
            || i > 3
                && self.glued(i)
                && self.dash(i - 1)
                && self.has(i - 2, Class::Preposition)
                && !self.is(i - 2, Word::To)
                && self.dash(i - 3)
    }

    /// A unit with no number before it: `weeks`, `a week-long strike`, `daylong`.
    fn bare_units(&self, i: usize) -> Option<Found> {
        if let Some(found) = self.long_unit(i) {
            return Some(found);
        }
        let unit = self.unit(i)?;
        if !unit.plural
            || unit.bound
            || unit.night
            || matches!(unit.unit, Unit::Second | Unit::Weekend | Unit::Quarter)
        {
            return None;
        }
        if matches!(self.word(i + 1), Some(Word::Old))
            || self.is(i + 1, Word::Of) && self.is(i + 2, Word::Age)
        {
            return None;
        }
        let length = Length::of(None, unit.unit);
        let measure = Measure {
            length,
            end: i + 1,
            vague: false,
            lower_end: None,
            article: false,
            hyphen: false,
            plural: true,
        };
        if let Some(found) = self.offset(i, &measure) {
            return Some(found);
        }
        let strength = if self.capital(i) && !self.starts_sentence(i) {
            Strength::Weak
        } else {
            Strength::Likely
        };
        // `weeks or months`, `days and weeks`.
        let next =
            self.unit(i + 2).filter(|u| u.plural && !u.bound && !u.night && u.unit != unit.unit);
        let both = matches!(self.word(i + 1), Some(Word::Or | Word::And)) && next.is_some();
        let end = if both { i + 3 } else { i + 1 };
        let mut found = Found::new(end, Meaning::Length(length), Rule::DurationBare);
        found.strength = strength;
        Some(found)
    }

    /// `week-long`, `years-long`, `daylong`.
    fn long_unit(&self, i: usize) -> Option<Found> {
        let (unit, end) = match self.unit(i) {
            Some(unit) => {
                let long = self.hyphen(i + 1);
                let told = long > i + 1 && self.is(long, Word::Long) && !unit.bound && !unit.night;
                (unit, told.then_some(long + 1)?)
            }
            None => (self.whole_word(i)?, i + 1),
        };
        let count = 1000 * u64::from(unit.times);
        let length =
            if unit.plural { Length::of(None, unit.unit) } else { fractional(count, unit.unit) };
        Some(Found::new(end, Meaning::Length(length), Rule::DurationHyphen).likely())
    }
}
