//! Quantities: `120 square miles`, `5km/h`, `6 ft 2 in`.

use super::{
    Decimal, Rule,
    compose::{Amount, Form, Scan},
    term::{Measure, Term},
    unit::Unit,
};
use crate::{
    lexicon::Class,
    text::{Shape, fold_hash},
};

impl Scan<'_, '_, '_> {
    /// The unit that stands after a number: it and its tokens.
    pub(super) fn unit_after(
        &self,
        i: usize,
        amount: &Amount,
        hyphen: bool,
    ) -> Option<(Unit, usize)> {
        let mut at = i;
        // `half of a mile`, `a tenth of a gallon`
        if amount.form == Form::Fraction && self.is(at, "of") && self.is_article(at + 1) {
            at += 2;
        }
        if self.is_mark(at, b'(') && amount.style.is_some() {
            return self.bracketed_unit(at).map(|(unit, len)| (unit, at + len - i));
        }
        if !self.has(at, Class::Unit) && !self.has(at, Class::PhraseStart) {
            return self.inch_mark(at);
        }
        let found = Unit::at(self.view, at).filter(|f| at + f.len <= self.limit)?;
        let next = at + found.len;
        let single =
            found.len == 1 && self.word(at).len() == 1 && !self.shape(at).has(Shape::NON_ASCII);
        if found.symbol {
            let digits = amount.style.is_some();
            let spaced = matches!(self.word(at), "m" | "g" | "l" | "L" | "t");
            if !digits && found.len == 1 && self.word(at).len() < 2
                || single && (!spaced || self.glued(next))
                || hyphen && single
            {
                return None;
            }
            let word = self.view.tokens.shapes.get(next).is_some_and(|s| s.is_word());
            if self.is(at, "in") && word {
                return None;
            }
        }
        match found.unit.name() {
            "cup" => {
                let of = self.is(next, "of");
                let lower = self.shape(at).is_lower() && amount.first == self.floor;
                if !of && !lower {
                    return None;
                }
            }
            // `a half turn`, and no turn of events.
            "turn" => {
                let part = amount.form == Form::Fraction && self.is_article(amount.first);
                if !part || self.shape(at).is_capitalised() {
                    return None;
                }
            }
            "degree" if self.is(next, "in") || self.is(next, "from") || self.is(next, "of") => {
                return None;
            }
            "foot" if self.is(at, "foot") && amount.value == Some(Decimal::ONE) && !hyphen => {
                return None;
            }
            _ => {}
        }
        let (unit, more) = self.per(found.unit, next).unwrap_or((found.unit, 0));
        Some((unit, next + more - i))
    }

    /// `20 (kg)`: the unit in brackets at token `i`, and the tokens.
    fn bracketed_unit(&self, i: usize) -> Option<(Unit, usize)> {
        let found = Unit::at(self.view, i + 1)?;
        let close = i + 1 + found.len;
        let fits = self.glued(i + 1) && self.glued(close) && self.is_mark(close, b')');
        let single = self.word(i + 1).len() == 1;
        (fits && !single).then_some((found.unit, found.len + 2))
    }

    /// `5"`: an inch mark, where the sentence has no other `"`.
    pub(super) fn inch_mark(&self, i: usize) -> Option<(Unit, usize)> {
        if !self.is_mark(i, b'"') || !self.glued(i) {
            return None;
        }
        let near = |j: &usize| *j != i && self.view.is_mark(*j, b'"');
        let from = i.saturating_sub(100);
        let lone = !(from..(i + 100).min(self.view.tokens.len())).any(|j| near(&j));
        if lone { Some((Unit::named("inch")?, 1)) } else { None }
    }

    /// `/h`, `per hour`, `an hour` after a length: the speed and the tokens.
    pub(super) fn per(&self, unit: Unit, at: usize) -> Option<(Unit, usize)> {
        let slash = self.is_mark(at, b'/') && self.glued(at);
        if !slash && !self.is(at, "per") && !self.is_article(at) {
            return None;
        }
        let time = match self.word(at + 1) {
            "h" | "hr" | "hour" => "hour",
            "s" | "sec" | "second" => "second",
            _ => return None,
        };
        let speed = match (unit.name(), time) {
            ("kilometre", "hour") => "kilometre per hour",
            ("kilometre", _) => "kilometre per second",
            ("mile", "hour") => "mile per hour",
            ("metre", "second") => "metre per second",
            ("foot", "second") => "foot per second",
            _ => return None,
        };
        Some((Unit::named(speed)?, 2))
    }

    /// `6 ft 2 in`, `2 km and 1 metre`.
    pub(super) fn with_smaller(&self, mut term: Term) -> Term {
        // At most yards, feet, inches; kilometres, metres, centimetres.
        for _ in 0..3 {
            let Measure::Unit(large) = term.measure else { return term };
            let joined = self.is(term.last, "and") || self.is_mark(term.last, b',');
            let mut at = term.last + usize::from(joined);
            at += usize::from(joined && self.is(at, "and"));
            let Some(amount) = self.amount(at).filter(|a| a.form == Form::Cardinal) else {
                return term;
            };
            let (small, last) = match amount.rest {
                Some(from) => {
                    let tail = &self.word(amount.last - 1)[from..];
                    let id = self.view.lexicon.id(fold_hash(tail));
                    match Unit::of_word(self.view, id, tail) {
                        Some(found) => (found.unit, amount.last),
                        None => return term,
                    }
                }
                None => match Unit::at(self.view, amount.last) {
                    Some(found) if amount.last + found.len <= self.limit => {
                        (found.unit, amount.last + found.len)
                    }
                    _ => return term,
                },
            };
            if !small.is_part_of(large) {
                return term;
            }
            let converted = term.value.and_then(|v| small.convert(v, large));
            let Some(sum) = converted.and_then(|v| v.plus(amount.value?)) else { return term };
            term.value = Some(sum);
            term.measure = Measure::Unit(small);
            term.last = last;
            term.rule = Rule::QuantityCompound;
        }
        term
    }
}
