//! Lengths of time and what is counted by them: `two weeks`, `three days ago`, `the past year`.

use super::{
    amount::Amount,
    expression::{Meaning, Mod, Strength},
    reader::{Found, Reader},
    rules::Rule,
    value::{Count, Length, Unit},
    words::{Modifier, UnitWord, Word},
};
use crate::{lexicon::Class, text::Shape};

/// A length with where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) length: Length,
    pub(super) end: usize,
    pub(super) vague: bool,
    pub(super) article: bool,
    pub(super) hyphen: bool,
    pub(super) plural: bool,
}

impl Reader<'_, '_, '_> {
    /// `two and a half hours`, `a year`, `one-day`, `24hrs`, `1 year and 2 months`.
    pub(super) fn measure(&self, i: usize) -> Option<Measure> {
        let mut measure = self.glued_measure(i).or_else(|| self.counted_unit(i))?;
        // `a year and a half`, `one hour and half`.
        if let Some((part, end)) = self.and_fraction(measure.end)
            && let [Some((Some(count), unit)), ..] = measure.length.terms
            && self.unit(end).is_none()
        {
            measure.length = fractional(count + part, unit);
            measure.end = end;
            return Some(measure);
        }
        // `2 hours and 10`, `an hour thirty`: minutes, where nothing follows.
        if let [Some((Some(_), Unit::Hour)), None, ..] = measure.length.terms
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

    /// `5h`, `24hrs`, `3yrs`, `90min`.
    fn glued_measure(&self, i: usize) -> Option<Measure> {
        if !self.shape(i).has(Shape::LEADING_DIGIT) {
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
            article: false,
            hyphen: false,
            plural,
        })
    }

    fn counted_unit(&self, i: usize) -> Option<Measure> {
        let amount = self.amount(i)?;
        let Amount { count, end, article, vague } = amount;
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
        Some(Measure { length, end: last, vague, article, hyphen, plural: unit.plural })
    }

    /// A duration, or a time told by one.
    pub(super) fn duration(&self, i: usize) -> Option<Found> {
        let Some(measure) = self.measure(i) else { return self.bare_units(i) };
        let end = measure.end;
        if let Some(found) = self.offset(i, &measure) {
            return Some(found);
        }
        if let Some(found) = self.rate(i, &measure) {
            return Some(found);
        }
        let (rule, mut end) =
            if measure.hyphen { (Rule::DurationHyphen, end) } else { (Rule::Duration, end) };
        let mut modifier = measure.vague.then_some(Mod::Approx);
        // `10-year-old`, `37 years old`: an age.
        if matches!(self.word(self.hyphen(end)), Some(Word::Old))
            || self.is(end, Word::Of) && self.view.is(end + 1, "age")
        {
            return None;
        }
        if !measure.hyphen && !measure.plural && !measure.article && self.is(end, Word::Long) {
            end += 1;
        }
        if measure.hyphen {
            let next = self.hyphen(end);
            if next > end && self.is(next, Word::Long) {
                end = next + 1;
            }
        }
        // `a year or two`.
        if measure.article && self.is(end, Word::Or) {
            if let Some(more) = self.amount(end + 1).filter(|a| !a.article)
                && self.unit(more.end).is_none_or(|u| !u.plural)
            {
                (modifier, end) = (Some(Mod::Approx), more.end);
            }
        }
        match self.phrase(end) {
            Some((last, Word::OrSo)) => (modifier, end) = (Some(Mod::Approx), last),
            Some((last, Word::OrMore)) => (modifier, end) = (Some(Mod::EqualOrMore), last),
            Some((last, Word::OrLess)) => (modifier, end) = (Some(Mod::EqualOrLess), last),
            _ => {}
        }
        Some(Found::new(end, Meaning::Length(measure.length), rule).with(modifier))
    }

    /// `years`, `weeks`: some.
    fn bare_units(&self, i: usize) -> Option<Found> {
        let unit = self.unit(i)?;
        if !unit.plural
            || unit.bound
            || unit.night
            || matches!(unit.unit, Unit::Second | Unit::Weekend | Unit::Quarter)
        {
            return None;
        }
        if matches!(self.word(i + 1), Some(Word::Old))
            || self.is(i + 1, Word::Of) && self.view.is(i + 2, "age")
        {
            return None;
        }
        let length = Length::of(None, unit.unit);
        let measure = Measure {
            length,
            end: i + 1,
            vague: false,
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

    /// `ago`, `later`, `before Christmas`, `from now` after a measure.
    fn offset(&self, _i: usize, measure: &Measure) -> Option<Found> {
        let at = match self.phrase(measure.end) {
            Some((last, Word::OrSo)) => last,
            _ => measure.end,
        };
        let at = if measure.hyphen { return None } else { at };
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
        let found = match word {
            Word::Ago => Found::new(last, moment(-1, true), Rule::OffsetAgo),
            Word::Hence => Found::new(last, moment(1, true), Rule::OffsetAgo),
            Word::Later => Found::new(last, moment(1, false), Rule::OffsetLater),
            Word::Earlier => Found::new(last, moment(-1, false), Rule::OffsetLater),
            Word::Before | Word::After | Word::From | Word::Since => {
                if word != Word::Since
                    && let Some(from) = self.offset_from(last)
                {
                    let Meaning::Moment(to) = from.meaning else { return None };
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

    fn offset_from(&self, i: usize) -> Option<Found> {
        let found = self.moment(i)?;
        let year = matches!(found.rule, Rule::YearAlone | Rule::RelativeUnit);
        (!year).then_some(found)
    }

    /// `the past three weeks`, `the next few days`, `recent years`, `coming months`.
    pub(super) fn window(&self, i: usize) -> Option<Found> {
        let at = self.skip(i, Word::The);
        let the = at > i;
        let (modifier, next) = self.modifier_at(at)?;
        let way = match modifier {
            Modifier::Last
            | Modifier::Past
            | Modifier::Previous
            | Modifier::Recent
            | Modifier::Latest => -1,
            Modifier::Next | Modifier::Coming | Modifier::Following | Modifier::ComingOpen => 1,
            Modifier::First
            | Modifier::Final
            | Modifier::These
            | Modifier::Those
            | Modifier::This
            | Modifier::Same
            | Modifier::That => 0,
            Modifier::Current | Modifier::YearAgo => return None,
        };
        // `the last three months`.
        let measure = self.measure(next).filter(|m| !m.article && !m.hyphen);
        if let Some(measure) = measure {
            let (count, unit) = measure.length.terms().next()?;
            if !measure.plural && count.is_none_or(|c| c <= 1000) && way != 0 && count != Some(1000)
            {
                return None;
            }
            let mut end = measure.end;
            let mut modifier = measure.vague.then_some(Mod::Approx);
            if let Some((last, Word::OrSo)) = self.phrase(end) {
                (modifier, end) = (Some(Mod::Approx), last);
            }
            let _ = unit;
            let meaning = if way == 0 {
                Meaning::Length(measure.length)
            } else {
                Meaning::Window(measure.length, way)
            };
            return Some(Found::new(end, meaning, Rule::RelativeWindow).with(modifier));
        }
        // `the closing days`, `the first years` of something: no length that is told.
        if matches!(
            modifier,
            Modifier::First
                | Modifier::Final
                | Modifier::Those
                | Modifier::That
                | Modifier::This
                | Modifier::Same
        ) {
            return None;
        }
        // `recent years`, `coming months`, `past weeks`, `the following days`.
        let unit = self.unit(next).filter(|u| u.plural && !u.bound && !u.night)?;
        let length = Length::of(None, unit.unit);
        let more = self.unit(next + 2).filter(|u| u.plural && !u.bound && u.unit != unit.unit);
        let both = matches!(self.word(next + 1), Some(Word::Or | Word::And)) && more.is_some();
        let end = if both { next + 3 } else { next + 1 };
        let meaning = match modifier {
            Modifier::Recent => Meaning::Past,
            Modifier::Coming | Modifier::ComingOpen if !the => Meaning::Future,
            Modifier::Past | Modifier::Previous if !the => Meaning::Past,
            Modifier::These if unit.unit == Unit::Day => Meaning::Present,
            _ => Meaning::Length(length),
        };
        Some(Found::new(end, meaning, Rule::RelativeWindow).likely())
    }

    /// `the three previous weeks`, `the five past years`, `the weeks ahead`, `the nine months`,
    /// `the years`, `the whole day`.
    pub(super) fn definite_length(&self, i: usize) -> Option<Found> {
        if !self.is(i, Word::The) {
            return None;
        }
        if let Some(amount) = self.amount(i + 1).filter(|a| !a.article)
            && let Some((modifier, next)) = self.modifier_at(amount.end)
            && let Some(unit) = self.unit(next).filter(|u| u.plural)
        {
            let way = match modifier {
                Modifier::Last | Modifier::Past | Modifier::Previous => -1,
                Modifier::Next | Modifier::Coming | Modifier::Following => 1,
                _ => return None,
            };
            return Some(Found::new(
                next + 1,
                Meaning::Window(Length::of(amount.count, unit.unit), way),
                Rule::RelativeWindow,
            ));
        }
        // `the two day rally`: the article belongs to the noun.
        let adjective = |m: &Measure| {
            !m.plural && m.length.terms().any(|(count, _)| count.is_none_or(|c| c > 1000))
        };
        if let Some(measure) =
            self.measure(i + 1).filter(|m| !m.article && !m.hyphen && !adjective(m))
        {
            return Some(Found::new(measure.end, Meaning::Length(measure.length), Rule::Duration));
        }
        // `the year ended March 31`.
        let at = self.skip(self.skip(i + 1, Word::Full), Word::Fiscal);
        if let Some(unit) =
            self.unit(at).filter(|u| !u.plural && matches!(u.unit, Unit::Year | Unit::Quarter))
            && self.ended(at + 1)
        {
            return Some(Found::new(
                at + 1,
                Meaning::Length(Length::of(Some(1000), unit.unit)),
                Rule::Duration,
            ));
        }
        // `the weeks ahead`.
        let unit = self.unit(i + 1).filter(|u| u.plural && !u.bound && !u.night)?;
        let ahead = self.view.is(i + 2, "ahead")
            || self.view.is(i + 2, "to") && self.view.is(i + 3, "come");
        let end = if self.view.is(i + 2, "ahead") { i + 3 } else { i + 4 };
        ahead.then(|| {
            Found::new(end, Meaning::Length(Length::of(None, unit.unit)), Rule::DurationBare)
        })
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

    /// `all week`, `the whole day`.
    pub(super) fn whole_unit(&self, i: usize) -> Option<Found> {
        let at = self.skip(i, Word::The);
        if !self.is(at, Word::Full) || at == i && !self.view.is(at, "all") {
            return None;
        }
        let unit = self.unit(at + 1).filter(|u| !u.plural && !u.bound && u.unit >= Unit::Day)?;
        if at > i && unit.unit > Unit::Week {
            return None;
        }
        Some(
            Found::new(
                at + 2,
                Meaning::Length(Length::of(Some(1000 * u64::from(unit.times)), unit.unit)),
                Rule::Duration,
            )
            .likely(),
        )
    }

    /// `the week of April 10`, `the week beginning 3 May`.
    pub(super) fn week_of(&self, i: usize) -> Option<Found> {
        let at = self.skip(i, Word::The);
        let unit =
            self.unit(at).filter(|u| !u.plural && matches!(u.unit, Unit::Week | Unit::Weekend))?;
        let joined = self.is(at + 1, Word::Of)
            || ["beginning", "starting", "commencing", "ending"]
                .iter()
                .any(|w| self.view.is(at + 1, w));
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

    /// `over the years`.
    pub(super) fn over_the_years(&self, i: usize) -> Option<Found> {
        let unit = self.unit(i + 2).filter(|u| u.plural && u.unit >= Unit::Day)?;
        let over = self.view.is(i, "over") && self.is(i + 1, Word::The);
        over.then(|| {
            Found::new(i + 3, Meaning::Length(Length::of(None, unit.unit)), Rule::DurationBare)
        })
    }
}

/// A length of one unit, in whole numbers where the fraction makes whole smaller units.
pub(super) fn fractional(count: u64, unit: Unit) -> Length {
    // Decades are counted in years.
    if unit == Unit::Decade {
        return Length::of(Some(count * 10), Unit::Year);
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
