//! Quantities: `120 square miles`, `5km/h`, `6 ft 2 in`.

use super::{
    Decimal, Rule,
    compose::{Amount, Form, Scan},
    digits::Style,
    term::{Measure, Term},
    unit::{Dimension, Unit},
    words::Odd,
};
use crate::{
    lexicon::{Class, ClassSet},
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
        if !self.measures(at, ClassSet::of(&[Class::Unit])) {
            return self.inch_mark(at);
        }
        let Some(found) = Unit::at(self.view, at).filter(|f| at + f.len <= self.limit) else {
            return self.foot_mark(at);
        };
        let next = at + found.len;
        let single =
            found.len == 1 && self.word(at).len() == 1 && !self.shape(at).has(Shape::NON_ASCII);
        if !found.symbol && found.len == 1 && self.is_acronym(at) {
            return None;
        }
        if found.symbol {
            let digits = amount.style.is_some();
            let spaced = matches!(self.word(at), "m" | "g" | "l" | "L" | "t");
            let raised = || self.raised_unit(found.unit, next).is_some();
            if !digits && found.len == 1 && self.word(at).len() < 2
                || single && (!spaced || self.glued(next) && !raised())
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
            "cup" | "pinch" | "gill" | "cord" => {
                let of = self.is(next, "of");
                let lower = self.shape(at).is_lower() && amount.first == self.floor;
                let asked = self.request && found.unit.name() == "cup";
                if !(of || lower || asked) {
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
        let unit = self.pressure(found.unit, at).unwrap_or(found.unit);
        let more = self.raised_unit(unit, next).or_else(|| self.per(unit, next));
        let (unit, more) = more.unwrap_or((unit, 0));
        Some((unit, next + more - i))
    }

    /// `-15C`, `30 C (86 F)`: the scale of a temperature that a letter is which ends token `i` or is
    /// all of it, where the sentence speaks of heat or cold.
    pub(super) fn letter_scale(&self, amount: &Amount, i: usize) -> Option<Unit> {
        if !self.shape(i).any(Shape::CAPITAL.with(Shape::INNER_UPPER)) {
            return None;
        }
        let word = self.word(i);
        let name = match word.as_bytes().last()? {
            b'C' => "celsius",
            b'F' => "fahrenheit",
            _ => return None,
        };
        let letter =
            if let Some(at) = amount.rest { word.len() == at + 1 } else { word.len() == 1 };
        let small = amount.value?.to_f64().abs() < 1000.0;
        if !letter || !small || amount.style.is_none() || amount.magnitude.is_some() {
            return None;
        }
        // `Terminal 2C`
        let before = amount.first.wrapping_sub(1);
        if self.shape(before).is_capitalised() && !self.shape(before).has(Shape::SENTENCE_START)
            || Odd::Label.is(self.view, before)
        {
            return None;
        }
        // `1.5C` is hardly anything else; but `12.5C per share`.
        let priced = self.is_mark(i + 1, b'/') || self.is(i + 1, "per") || self.is_article(i + 1);
        if priced {
            return None;
        }
        let plain = amount.rest.is_some() && amount.style == Some(Style::Point);
        let cold = amount.rest.is_some() && amount.value?.is_negative();
        (cold || plain || self.speaks_near(i, Odd::Heat)).then(|| Unit::named(name))?
    }

    /// `923 mb` of a storm: the unit at token `i`, if it is no data there.
    fn pressure(&self, unit: Unit, i: usize) -> Option<Unit> {
        let pressed = self.word(i).trim_end_matches('.') == "mb" && unit.name() == "megabit";
        (pressed && self.speaks_near(i, Odd::Pressure)).then(|| Unit::named("millibar"))?
    }

    /// Whether the sentence has a cue near token `i`.
    fn speaks_near(&self, i: usize, cue: Odd) -> bool {
        const NEAR: usize = 16;
        let Some(sentence) = self.sentence(i) else { return false };
        let tokens = sentence.tokens();
        let near = i.saturating_sub(NEAR).max(tokens.start)..(i + NEAR).min(tokens.end);
        near.into_iter().any(|j| cue.is(self.view, j))
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

    /// `6'2"`: a foot mark, where inches follow.
    fn foot_mark(&self, i: usize) -> Option<(Unit, usize)> {
        let mark = self.glued(i) && matches!(self.word(i), "'" | "’" | "′");
        let inches = || self.amount(i + 1).filter(|a| a.value < Some(Decimal::from(12)));
        let inch = |a: Amount| self.inch_mark(a.last).is_some() || self.is_quote(a.last);
        if mark && inches().is_some_and(inch) { Some((Unit::named("foot")?, 1)) } else { None }
    }

    /// Whether a closing quote is glued to what stands before token `i`: an inch mark after feet.
    fn is_quote(&self, i: usize) -> bool {
        self.glued(i) && matches!(self.word(i), "”" | "″")
    }

    /// `six foot two`, `a 6-foot-2 guard`: the inches after feet and one past them.
    fn bare_inches(&self, term: &Term) -> Option<(Decimal, usize)> {
        let next = self.past_hyphen(term.last);
        let feet = self.is(term.last - 1, "foot") && term.value > Some(Decimal::ONE);
        let amount = self.amount(next).filter(|a| feet && a.form == Form::Cardinal)?;
        let words = term.amount.style.is_none() && amount.style.is_none();
        let small = amount.value.filter(|v| v.is_whole() && *v < Decimal::from(12))?;
        let bare = amount.rest.is_none()
            && amount.last == next + 1
            && self.past_hyphen(amount.last) == amount.last
            && !self.has(amount.last, Class::Unit)
            && !self.is_plural(amount.last);
        (bare && (words || next > term.last)).then_some((small, amount.last))
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
            "min" | "minute" => "minute",
            "ms" | "millisecond" => "millisecond",
            _ => return None,
        };
        Some((unit.per(time)?, 2))
    }

    /// `km^2`, `m\u{b2}`: the square or cube of a unit before token `i`, and the tokens.
    pub(super) fn raised_unit(&self, unit: Unit, i: usize) -> Option<(Unit, usize)> {
        if unit.dimension() != Dimension::Length || !self.glued(i) {
            return None;
        }
        let (power, len) = match self.word(i) {
            "^" if self.glued(i + 1) => (self.word(i + 1), 2),
            power @ ("\u{b2}" | "\u{b3}") => (power, 1),
            _ => return None,
        };
        let word = match power {
            "2" | "\u{b2}" => "square",
            "3" | "\u{b3}" => "cubic",
            _ => return None,
        };
        Some((unit.raised(word)?, len))
    }

    /// `6 ft 2 in`, `2 km and 1 metre`.
    pub(super) fn with_smaller(&self, mut term: Term) -> Term {
        // At most yards, feet, inches; kilometres, metres, centimetres.
        for _ in 0..3 {
            let Measure::Unit(large) = term.measure else { return term };
            if let Some((part, last)) = self.and_fraction(term.last) {
                term.value = term.value.and_then(|v| v.plus(part));
                term.last = last;
                return term;
            }
            if let Some((inches, last)) = self.bare_inches(&term) {
                let Some(inch) = Unit::named("inch") else { return term };
                let feet = term.value.and_then(|v| inch.convert(v, large));
                term.value = feet.and_then(|v| v.plus(inches));
                (term.measure, term.last) = (Measure::Unit(inch), last);
                term.rule = Rule::QuantityCompound;
                return term;
            }
            if !term.value.is_some_and(Decimal::is_whole) {
                return term;
            }
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
                    _ if self.inch_mark(amount.last).is_some() || self.is_quote(amount.last) => {
                        let Some(inch) = Unit::named("inch") else { return term };
                        (inch, amount.last + 1)
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
