//! Lengths that lie somewhere: `the past three weeks`, `the weeks ahead`, `all day`.

use super::{
    expression::{Meaning, Mod},
    measure::Measure,
    reader::{Found, Reader},
    rules::Rule,
    value::{Length, Unit},
    words::{Modifier, Word},
};

impl Reader<'_, '_, '_> {
    /// `the past three weeks`, `the next few days`, `recent years`, `coming months`.
    #[inline(never)]
    pub(super) fn window(&self, i: usize) -> Option<Found> {
        let at = self.skip(i, Word::The);
        let the = at > i;
        let (modifier, next) = self.modifier_at(at)?;
        // `is to last 72 hours`, `will last two days`: the verb.
        let verb = i > 0
            && modifier == Modifier::Last
            && matches!(self.word(i - 1), Some(Word::To | Word::TenseFuture));
        if verb && !the {
            return None;
        }
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
    #[inline(never)]
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
        if let Some(unit) = self.unit(at).filter(|u| !u.plural && u.unit == Unit::Year)
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
        let (end, ahead) = self.phrase(i + 2)?;
        (ahead == Word::Ahead).then(|| {
            Found::new(end, Meaning::Length(Length::of(None, unit.unit)), Rule::DurationBare)
        })
    }

    /// `all week`, `the whole day`.
    pub(super) fn whole_unit(&self, i: usize) -> Option<Found> {
        let at = self.skip(i, Word::The);
        if !(self.is(at, Word::All) || self.is(at, Word::Full) && at > i) {
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

    /// `over the years`.
    pub(super) fn over_the_years(&self, i: usize) -> Option<Found> {
        let unit = self.unit(i + 2).filter(|u| u.plural && u.unit >= Unit::Day)?;
        let over = self.is(i, Word::Greater) && self.is(i + 1, Word::The);
        over.then(|| {
            Found::new(i + 3, Meaning::Length(Length::of(None, unit.unit)), Rule::DurationBare)
        })
    }
}
