//! A number with its unit: percent, money, quantity or none.

use super::{
    Decimal, Rule,
    compose::{Amount, Form, Scan},
    currency::{Hints, Money},
    digits::{self, Style},
    unit::{Dimension, Unit},
    words::Odd,
};
use crate::{
    lexicon::Class,
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
        if let Some(money) = self.money_before(hints, i) {
            let amount = self.amount(i + money.len)?;
            let small =
                amount.value < Some(Decimal::from(100)) && amount.style != Some(Style::Point);
            let doubtful = money.len == 1 && small && Odd::Doubtful.is(self.view, i);
            if doubtful || matches!(amount.form, Form::Ordinal | Form::Vague) {
                return None;
            }
            return self.after_money(hints, money, Amount { first: i, ..amount });
        }
        let amount = self.amount(i)?;
        self.measured(hints, amount)
    }

    /// A sign or code of money that begins at token `i`, for a number right after it.
    pub(super) fn money_before(&self, hints: &Hints, i: usize) -> Option<Money> {
        if !self.view.has(i, Class::Currency) && !self.has(i, Class::PhraseStart) {
            return None;
        }
        let money = Money::at(self.view, hints, i)?;
        let next = i + money.len;
        let short = self.word(i).len() == 1 && !self.shape(i).has(Shape::MARK);
        let letter_sign = short && money.len > 1 && !self.glued(i + 1);
        let near = self.glued(next) || !(short && money.len == 1);
        let name = !money.symbol && !money.minor && money.len > 1 && self.ends_after(next);
        (next < self.limit && !letter_sign && (money.symbol && near || name)).then_some(money)
    }

    /// Whether only a number in digits stands between token `i` and the end.
    fn ends_after(&self, i: usize) -> bool {
        self.shape(i).has(Shape::LEADING_DIGIT)
            && (i + 1 >= self.limit || !self.is_word(i + 1) && i + 2 >= self.limit)
    }

    /// `Rs16,189-crore`, `EUR3bn`: letters and digits in one token.
    fn letters_before_digits(&self, hints: &Hints, i: usize) -> Option<Term> {
        let shape = self.shape(i);
        if !shape.has(Shape::DIGIT) || shape.any(Shape::LEADING_DIGIT) {
            return None;
        }
        let word = self.word(i);
        let letters = word.bytes().position(|b| b.is_ascii_digit())?;
        let (sign, rest) = word.split_at(letters);
        let id = self.view.lexicon.id(fold_hash(sign));
        let money = Money::of_word(self.view, hints, id, sign).filter(|m| m.symbol)?;
        let read = digits::read(rest)?;
        let magnitude =
            self.has(self.past_hyphen(i + 1), Class::Magnitude) || read.len < rest.len();
        let long = match read.style {
            Style::Plain(len) => len >= if sign == "R" { 3 } else { 5 },
            _ => true,
        };
        // `R250`, `N5bn`; `G7`, `K2`, `COP26` are none.
        let doubtful = sign.len() == 1 && !money.hinted || Odd::Doubtful.is_of(self.view, id);
        let short = sign.len() == 1 && matches!(read.style, Style::Plain(1));
        if (doubtful && !long || short) && !magnitude {
            return None;
        }
        let amount = Amount {
            first: i,
            last: i + 1,
            rest: (read.len < rest.len()).then_some(letters + read.len),
            value: read.value,
            form: Form::Cardinal,
            style: Some(read.style),
            magnitude: None,
        };
        let amount = if amount.rest.is_some() { amount } else { self.sections(amount)? };
        self.after_money(hints, money, amount)
    }

    /// A number after a sign of money.
    fn after_money(&self, hints: &Hints, money: Money, amount: Amount) -> Option<Term> {
        let amount = self.powered(amount, true)?;
        if amount.rest.is_some() {
            return None;
        }
        let mut last = amount.last;
        // `$300 million US dollars`
        let at = self.past_hyphen(last);
        if let Some(again) = self.money_after(hints, at, &amount)
            && (again.currency == money.currency || again.name == "dollar" && money.name == "$")
        {
            last = at + again.len;
        }
        Some(Term {
            first: amount.first,
            last,
            amount,
            value: amount.value.and_then(|v| money.whole(v)),
            measure: Measure::Money(money),
            rule: Rule::MoneyBefore,
            tied: true,
        })
    }

    /// Takes the letters of a power after digits: `1.2m`, `100k`, `14 bn`.
    fn powered(&self, mut amount: Amount, money: bool) -> Option<Amount> {
        let (tail, id, next) = match amount.rest {
            Some(at) => {
                let tail = &self.word(amount.last - 1)[at..];
                (tail, self.view.lexicon.id(fold_hash(tail)), amount.last)
            }
            None => {
                let at = amount.last;
                if self.odd(at).is_none() || amount.form != Form::Cardinal {
                    return Some(amount);
                }
                (self.word(at), self.view.tokens.words[at], at + 1)
            }
        };
        let code = self.view.lexicon.value(id, Class::NumberWord);
        let Some(Odd::Power(power)) = code.and_then(Odd::from_code) else { return Some(amount) };
        if !self.is_power(tail, &amount, money, next) {
            return Some(amount);
        }
        let factor = Decimal::new(10i128.checked_pow(power.into())?, 0);
        amount.value = amount.value.and_then(|v| v.times(factor));
        amount.magnitude = i64::try_from(10i128.pow(power.into())).ok();
        amount.last = next;
        amount.rest = None;
        Some(amount)
    }

    /// Whether letters after a number are a power of ten there, and not a unit.
    fn is_power(&self, letters: &str, amount: &Amount, money: bool, next: usize) -> bool {
        let glued = amount.rest.is_some();
        match letters {
            "bn" | "Bn" | "BN" | "bln" | "tn" | "trn" | "tln" | "mn" | "Mn" | "mln" | "k"
            | "cr" | "Cr" | "crs" | "lkh" | "lkhs" | "mio" => true,
            "kr" | "Kr" => !money && amount.style.is_none(),
            "K" => {
                let small =
                    amount.value.is_some_and(|v| !v.is_negative() && v <= Decimal::from(10));
                glued && (money || !small)
            }
            "M" => {
                glued
                    && (money
                        || amount.value != Some(Decimal::from(3))
                        || self.is_whole_text(amount))
            }
            "G" => {
                glued
                    && (amount.value >= Some(Decimal::from(7))
                        || amount.style == Some(Style::Point))
            }
            "m" | "b" if glued && !money => self.counts_after(next),
            "MM" | "mm" | "m" | "b" | "B" | "t" | "T" => money,
            _ => false,
        }
    }

    /// Whether the amount is all that the text says.
    fn is_whole_text(&self, amount: &Amount) -> bool {
        amount.first == 0 && amount.last == self.view.tokens.len()
    }

    /// Whether what follows can be counted in millions: `2m people`, `1.5m tonnes`, `3m of them`.
    fn counts_after(&self, i: usize) -> bool {
        let word = self.word(i);
        Odd::Uncounted.is(self.view, i) && self.shape(i).is_lower()
            || self.has(i, Class::Unit) && word.len() > 3
            || word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && self.is_word(i)
                && !Odd::Singular.is(self.view, i)
    }

    /// A number and what follows it.
    fn measured(&self, hints: &Hints, amount: Amount) -> Option<Term> {
        let amount = self.powered(amount, false)?;
        let mut term = Term {
            first: amount.first,
            last: amount.last,
            amount,
            value: amount.value,
            measure: Measure::Plain,
            rule: rule_of(&amount),
            tied: false,
        };
        if let Some(last) = self.repeated(&amount) {
            term.last = last;
            return Some(term);
        }
        if let Some(at) = amount.rest {
            return self.glued_unit(hints, term, at);
        }
        if amount.form == Form::Ordinal {
            return Some(term);
        }
        let mut next = self.past_hyphen(amount.last);
        let hyphen = next > amount.last;
        // `millions of dollars`, `hundreds of miles`
        if amount.form == Form::Vague && self.is(next, "of") {
            next += 1;
        }
        if let Some((len, rule)) = self.percent(next) {
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
            return Some(self.with_smaller(term));
        }
        Some(term)
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
    fn glued_unit(&self, hints: &Hints, mut term: Term, at: usize) -> Option<Term> {
        let token = term.amount.last - 1;
        let tail = &self.word(token)[at..];
        let id = self.view.lexicon.id(fold_hash(tail));
        term.tied = true;
        if let Some(found) = Unit::of_word(self.view, id, tail) {
            term.measure = Measure::Unit(found.unit);
            term.rule = Rule::Quantity;
            if let Some((unit, len)) = self.per(found.unit, term.last) {
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
        if tail.len() == 1 && !money.minor {
            return None;
        }
        term.value = term.value.and_then(|v| money.whole(v));
        term.measure = Measure::Money(money);
        term.rule = Rule::MoneyAfter;
        Some(term)
    }

    /// `%`, `per cent`, `percentage points`.
    fn percent(&self, i: usize) -> Option<(usize, Rule)> {
        if i >= self.limit {
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

    /// The name or sign of money that stands after a number.
    fn money_after(&self, hints: &Hints, i: usize, amount: &Amount) -> Option<Money> {
        if !self.has(i, Class::Currency) && !self.has(i, Class::PhraseStart) {
            return None;
        }
        let money = Money::at(self.view, hints, i).filter(|m| i + m.len <= self.limit)?;
        let next = i + money.len;
        let digits = self.shape(next).has(Shape::LEADING_DIGIT);
        if money.symbol {
            let mark = self.shape(next - 1).has(Shape::MARK);
            let letters = next - i == 1 && !mark && self.word(i).len() == 1;
            // `1 $10 note`, `5 £20 notes`: the sign belongs to the next number.
            let of_next = digits && (self.glued(next) || mark && !self.glued(i));
            return (!letters && !of_next && amount.form != Form::Fraction).then_some(money);
        }
        if money.minor && self.word(i).len() == 1 {
            let ends = !self.is_word(next);
            return (ends && amount.style.is_some() && self.word(i) != "¢" || self.word(i) == "¢")
                .then_some(money);
        }
        if money.currency.is_none() && matches!(money.name, "crown" | "sol" | "real" | "mark") {
            return None;
        }
        let pound = money.name == "pound" && money.len == 1;
        (!(pound && self.is_mass(i, amount.first))).then_some(money)
    }

    /// Whether the pounds at token `i` are a mass.
    fn is_mass(&self, i: usize, first: usize) -> bool {
        let from = first.saturating_sub(12).max(self.floor);
        let to = (i + 8).min(self.limit);
        (from..to).any(|j| {
            let unit = || Unit::at(self.view, j).map(|f| f.unit);
            Odd::Mass.is(self.view, j)
                || j != i
                    && unit()
                        .is_some_and(|u| u.dimension() == Dimension::Mass && u.name() != "pound")
        })
    }

    /// The unit that stands after a number: it and its tokens.
    fn unit_after(&self, i: usize, amount: &Amount, hyphen: bool) -> Option<(Unit, usize)> {
        let mut at = i;
        // `half of a mile`, `a tenth of a gallon`
        if amount.form == Form::Fraction && self.is(at, "of") && self.is_article(at + 1) {
            at += 2;
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
                || single && !(spaced && !self.glued(next))
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

    /// `5"`: an inch mark, where the sentence has no other `"`.
    fn inch_mark(&self, i: usize) -> Option<(Unit, usize)> {
        if !self.is_mark(i, b'"') || !self.glued(i) {
            return None;
        }
        let near = |j: &usize| *j != i && self.view.is_mark(*j, b'"');
        let from = i.saturating_sub(100);
        let lone = !(from..(i + 100).min(self.view.tokens.len())).any(|j| near(&j));
        if lone { Some((Unit::named("inch")?, 1)) } else { None }
    }

    /// `/h`, `per hour`, `an hour` after a length: the speed and the tokens.
    fn per(&self, unit: Unit, at: usize) -> Option<(Unit, usize)> {
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

    /// `13 dollars 45 cents`, `20 ringgit and 43`.
    fn with_minor(&self, term: Term) -> Term {
        let Measure::Money(money) = term.measure else { return term };
        if money.minor {
            return term;
        }
        let and = self.is(term.last, "and");
        let at = term.last + usize::from(and);
        let Some(amount) = self.amount(at).filter(|a| a.form == Form::Cardinal) else {
            return term;
        };
        let Some(part) = amount.value.filter(|v| v.is_whole() && *v < Decimal::from(100)) else {
            return term;
        };
        let minor = match amount.rest {
            Some(from) => {
                let tail = &self.word(amount.last - 1)[from..];
                money.has_minor(self.view, self.view.lexicon.id(fold_hash(tail))).then_some(0)
            }
            None if amount.last < self.limit => {
                let id = self.view.tokens.words[amount.last];
                money.has_minor(self.view, id).then_some(1)
            }
            None => None,
        };
        let two = amount.style == Some(Style::Plain(2));
        // Without its name, the minor unit ends the sentence: `20 ringgit and 43`.
        let ends = two && amount.rest.is_none() && !self.is_word(amount.last) && !money.symbol;
        let len = match minor {
            Some(len) => len,
            None if ends => 0,
            None => return term,
        };
        let cents = part.times(Decimal::new(1, 2));
        Term {
            last: amount.last + len,
            value: term.value.and_then(|v| v.plus(cents?)),
            rule: Rule::MoneyCompound,
            ..term
        }
    }

    /// `6 ft 2 in`, `2 km and 1 metre`.
    fn with_smaller(&self, mut term: Term) -> Term {
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
