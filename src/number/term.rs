//! A number with its unit: percent, money, quantity or none.

use super::{
    Decimal, Rule,
    age::set_old,
    compose::{Amount, Form, Scan},
    currency::{Hints, Money},
    digits::Style,
    unit::{Dimension, Unit},
    words::Odd,
};
use crate::{
    lexicon::{Class, ClassSet},
    text::{Shape, fold_hash},
};

/// What a number is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Measure {
    /// Of nothing, or of things.
    Plain,
    /// Of a hundred.
    Percent(Rule),
    /// Of a currency.
    Money(Money),
    /// Of a unit.
    Unit(Unit),
}

/// A number with its unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) last: usize,
    /// The number.
    pub(super) amount: Amount,
    /// Its value in the measure.
    pub(super) value: Option<Decimal>,
    /// What it is of.
    pub(super) measure: Measure,
    /// The rule that found it.
    pub(super) rule: Rule,
    /// Whether the unit is written with this number, not shared.
    pub(super) tied: bool,
}

impl Scan<'_, '_, '_> {
    /// The number with its unit that begins at token `i`, perhaps with a sign of money.
    pub(super) fn term(&self, hints: &Hints, i: usize) -> Option<Term> {
        if let Some(term) = self.letters_before_digits(hints, i) {
            return Some(term);
        }
        if self.is_digits(i) && !self.measures(i, ClassSet::of(&[Class::Currency])) {
            let amount = self.amount(i)?;
            return self.measured(hints, amount);
        }
        let minus = self.has(i + 1, Class::Currency) && self.is_minus(i);
        let sign = i + usize::from(minus);
        if let Some(money) = self.money_before(hints, sign) {
            let mut amount = self.amount(sign + money.len)?;
            if minus {
                amount.value = amount.value.map(Decimal::negated);
            }
            let small =
                amount.value < Some(Decimal::from(100)) && amount.style != Some(Style::Point);
            let unlike = small || amount.style.is_none();
            let doubtful = money.len == 1 && unlike && Odd::Doubtful.is(self.view, sign);
            if doubtful || matches!(amount.form, Form::Ordinal | Form::Vague) {
                return None;
            }
            return self.after_money(hints, money, Amount { first: i, ..amount });
        }
        let amount = self.amount(i)?;
        self.measured(hints, amount)
    }

    /// A number and what follows it.
    pub(super) fn measured(&self, hints: &Hints, amount: Amount) -> Option<Term> {
        let amount = if amount.rest.is_some() || self.has(amount.last, Class::NumberWord) {
            self.powered(amount, false)?
        } else {
            amount
        };
        let mut term = Term {
            first: amount.first,
            last: amount.last,
            amount,
            value: amount.value,
            measure: Measure::Plain,
            rule: rule_of(&amount),
            tied: false,
        };
        if amount.rest.is_none()
            && (amount.form == Form::Ordinal
                || amount.form == Form::Cardinal && self.ends_term(amount.last))
        {
            return Some(term);
        }
        if let Some(last) = self.repeated(&amount) {
            term.last = last;
            return Some(term);
        }
        if let Some(at) = amount.rest {
            return self.glued_unit(hints, term, at);
        }
        let mut next = self.past_hyphen(amount.last);
        let hyphen = next > amount.last;
        // `millions of dollars`, `hundreds of miles`
        if amount.form == Form::Vague && self.is(next, "of") {
            next += 1;
        }
        if let Some(unit) = self.letter_scale(&amount, amount.last) {
            term.last = amount.last + 1;
            term.measure = Measure::Unit(unit);
            term.rule = Rule::Quantity;
            return Some(term);
        }
        if let Some((next, len, rule)) = self.percent_of(&amount, next) {
            term.last = next + len;
            term.measure = Measure::Percent(rule);
            term.rule = rule;
            return Some(term);
        }
        if let Some(money) = self.money_after(hints, next, &amount)
            && !(hyphen && money.symbol && money.len == 1 && !self.is_word(next))
        {
            term.last = next + money.len;
            term.value = amount.value.and_then(|v| money.whole(v));
            term.measure = Measure::Money(money);
            term.rule = Rule::MoneyAfter;
            return Some(self.with_minor(term));
        }
        if let Some(found) = self.unit_after(next, &amount, hyphen) {
            term.last = next + found.1;
            term.measure = Measure::Unit(found.0);
            term.rule = Rule::Quantity;
            return Some(self.below_zero(self.with_smaller(term)));
        }
        Some(self.below_zero(term))
    }

    /// Whether token `i` is no unit, sign or the like of a number before it: what holds for most.
    #[inline]
    fn ends_term(&self, i: usize) -> bool {
        const MEASURES: ClassSet = ClassSet::of(&[
            Class::Percent,
            Class::Unit,
            Class::Currency,
            Class::NumberWord,
            Class::Bound,
        ]);
        let shape = self.shape(i);
        if self.measures(i, MEASURES) || shape.has(Shape::NON_ASCII) {
            return false;
        }
        if shape.has(Shape::MARK) {
            return matches!(self.view.byte(i), b',' | b'.' | b';' | b':' | b')' | b'?' | b'!');
        }
        i >= self.limit || self.view.tokens.span(i).len() > 1
    }

    /// `5 degrees below zero`, `20 below zero`: turns it.
    fn below_zero(&self, mut term: Term) -> Term {
        if !self.is(term.last, "below") || !self.is(term.last + 1, "zero") {
            return term;
        }
        let unit = match term.measure {
            Measure::Unit(unit) => Some(unit),
            _ => Unit::named("degree"),
        };
        let heat =
            |unit: &Unit| matches!(unit.dimension(), Dimension::Degree | Dimension::Temperature);
        if let Some(unit) = unit.filter(heat) {
            term.measure = Measure::Unit(unit);
            term.value = term.value.map(Decimal::negated);
            term.last += 2;
            term.rule = Rule::Quantity;
        }
        term
    }

    /// `forty-five (45)`: one past the bracket, if it has the same number again.
    fn repeated(&self, amount: &Amount) -> Option<usize> {
        let at = amount.last;
        if !self.is_mark(at, b'(') || amount.form != Form::Cardinal || amount.rest.is_some() {
            return None;
        }
        let again = self.amount(at + 1)?;
        let other = again.style.is_some() != amount.style.is_some();
        let same = other && again.value == amount.value && self.is_mark(again.last, b')');
        same.then_some(again.last + 1)
    }

    /// `5km`, `20Rs`, `3.14US$`, `50p`.
    pub(super) fn glued_unit(&self, hints: &Hints, mut term: Term, at: usize) -> Option<Term> {
        let token = term.amount.last - 1;
        let tail = &self.word(token)[at..];
        let id = self.view.lexicon.id(fold_hash(tail));
        term.tied = true;
        if let Some(unit) = self.letter_scale(&term.amount, token) {
            term.measure = Measure::Unit(unit);
            term.rule = Rule::Quantity;
            return Some(term);
        }
        // `87yo`
        if matches!(tail, "yo" | "YO")
            && let Some(year) = Unit::year()
        {
            let (last, value) = (term.last, term.value);
            set_old(&mut term, last, year, value);
            return Some(term);
        }
        if let Some(found) = Unit::of_word(self.view, id, tail) {
            term.measure = Measure::Unit(found.unit);
            term.rule = Rule::Quantity;
            let more = self.raised_unit(found.unit, term.last);
            if let Some((unit, len)) = more.or_else(|| self.per(found.unit, term.last)) {
                term.measure = Measure::Unit(unit);
                term.last += len;
            }
            return Some(self.with_smaller(term));
        }
        if self.glued(term.last) && self.word(term.last) == "$" {
            let tokens = self.view.tokens;
            let start = tokens.starts[token] as usize + at;
            let sign = &self.view.text[start..tokens.ends[term.last] as usize];
            let money = Money::spelt(sign)?;
            term.last += 1;
            term.measure = Measure::Money(money);
            term.rule = Rule::MoneyAfter;
            return Some(term);
        }
        let money = Money::of_word(self.view, hints, id, tail)?;
        if tail.len() == 1 && !money.is_minor() {
            return None;
        }
        term.value = term.value.and_then(|v| money.whole(v));
        term.measure = Measure::Money(money);
        term.rule = Rule::MoneyAfter;
        Some(term)
    }

    /// What makes a percent of a number: where it begins, its tokens and the rule. Of a fraction
    /// also `of a percentage point` and `point`.
    fn percent_of(&self, amount: &Amount, i: usize) -> Option<(usize, usize, Rule)> {
        let fraction = amount.form == Form::Fraction;
        let of = fraction && self.is(i, "of") && self.is_article(i + 1);
        let i = i + if of { 2 } else { 0 };
        if let Some((len, rule)) = self.percent(i) {
            return Some((i, len, rule));
        }
        // `a quarter point`
        let quarter = amount.value.and_then(|v| v.times(Decimal::from(4)));
        let odd = quarter == Some(Decimal::ONE) || quarter == Some(Decimal::from(3));
        let words = amount.style.is_none();
        let point = fraction && words && odd && (self.is(i, "point") || self.is(i, "points"));
        point.then_some((i, 1, Rule::PercentPoint))
    }

    /// `%`, `per cent`, `percentage points`.
    pub(super) fn percent(&self, i: usize) -> Option<(usize, Rule)> {
        if !self.measures(i, ClassSet::of(&[Class::Percent])) {
            return None;
        }
        let (len, value) = self.view.longest(i, Class::Percent)?;
        let rule = match value {
            0 => Rule::Percent,
            1 => Rule::PercentPoint,
            _ => Rule::BasisPoint,
        };
        (i + len <= self.limit).then_some((len, rule))
    }
}

/// The rule that found a number without unit.
fn rule_of(amount: &Amount) -> Rule {
    match (amount.form, amount.style) {
        (Form::Cardinal, Some(_)) => Rule::CardinalDigits,
        (Form::Cardinal, None) => Rule::CardinalWords,
        (Form::Ordinal, Some(_)) => Rule::OrdinalDigits,
        (Form::Ordinal, None) => Rule::OrdinalWords,
        (Form::Fraction, _) => Rule::Fraction,
        (Form::Vague, _) => Rule::Vague,
    }
}
