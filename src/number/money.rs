//! Money: `$1.2m`, `Rs16,189-crore`, `200 yen`, `13 dollars 45 cents`.

use super::{
    Decimal, Rule,
    compose::{Amount, Form, Scan},
    currency::{Hints, Money},
    digits::{self, Style},
    term::{Measure, Term},
    unit::{Dimension, Unit},
    words::Odd,
};
use crate::{
    lexicon::{Class, ClassSet},
    text::{SentenceKind, Shape, fold_hash},
};

const MONEY: ClassSet = ClassSet::of(&[Class::Currency]);

impl Scan<'_, '_, '_> {
    /// A sign or code of money that begins at token `i`, for a number right after it.
    pub(super) fn money_before(&self, hints: &Hints, i: usize) -> Option<Money> {
        if !self.view.has(i, Class::Currency) && !self.measures(i, MONEY) {
            return None;
        }
        let money = Money::at(self.view, hints, i)?;
        let next = i + money.len;
        let short = self.word(i).len() == 1 && !self.shape(i).has(Shape::MARK);
        let letter_sign = short && money.len > 1 && !self.glued(i + 1);
        let near = self.glued(next) || !(short && money.len == 1);
        let named = money.len > 1 || self.shape(i).is_lower();
        let name = named && !money.symbol && !money.is_minor() && self.ends_after(next);
        (next < self.limit && !letter_sign && (money.symbol && near || name)).then_some(money)
    }

    /// Whether only a number in digits stands between token `i` and the end.
    pub(super) fn ends_after(&self, i: usize) -> bool {
        self.shape(i).has(Shape::LEADING_DIGIT)
            && (i + 1 >= self.limit || !self.is_word(i + 1) && i + 2 >= self.limit)
    }

    /// `Rs16,189-crore`, `EUR3bn`: letters and digits in one token.
    pub(super) fn letters_before_digits(&self, hints: &Hints, i: usize) -> Option<Term> {
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
    pub(super) fn after_money(&self, hints: &Hints, money: Money, amount: Amount) -> Option<Term> {
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
        let term = Term {
            first: amount.first,
            last,
            amount,
            value: amount.value.and_then(|v| money.whole(v)),
            measure: Measure::Money(money),
            rule: Rule::MoneyBefore,
            tied: true,
        };
        // `$25 and 30 cents`, `£3 50p`
        let whole = amount.magnitude.is_none() && matches!(amount.style, Some(Style::Plain(_)));
        Some(if whole && last == amount.last { self.with_minor(term) } else { term })
    }

    /// The name or sign of money that stands after a number.
    pub(super) fn money_after(&self, hints: &Hints, i: usize, amount: &Amount) -> Option<Money> {
        if !self.measures(i, MONEY) {
            return None;
        }
        let money = Money::at(self.view, hints, i).filter(|m| i + m.len <= self.limit)?;
        let next = i + money.len;
        let digits = self.shape(next).has(Shape::LEADING_DIGIT);
        if money.symbol {
            let last = self.view.tokens.len() - 1;
            let mark = self.shape(next - 1).has(Shape::MARK);
            let letters = next - i == 1 && !mark && self.word(i).trim_end_matches('.').len() == 1;
            // `1 $10 note`, `5 £20 notes`: the sign belongs to the next number.
            let of_next = digits
                && (self.glued(next) || mark && !self.glued(i))
                // `10 $ 30 cents`
                && money.minor(self.view, self.view.tokens.words[(next + 1).min(last)]).is_none();
            return (!letters && !of_next && amount.form != Form::Fraction).then_some(money);
        }
        if money.is_minor() && self.word(i).len() == 1 {
            let ends = !self.is_word(next);
            return (ends && amount.style.is_some() && self.word(i) != "¢" || self.word(i) == "¢")
                .then_some(money);
        }
        let shared = matches!(money.name, "crown" | "sol" | "real" | "mark");
        let name = money.len == 1 && money.name != self.word(i);
        if money.currency.is_none() && shared || name && self.is_acronym(i) {
            return None;
        }
        // `30 pounds per square inch`
        if self.is(next, "per") && Unit::at(self.view, i).is_some_and(|unit| unit.len > money.len) {
            return None;
        }
        // `25 pounds`, `one drachma`
        let also_mass = money.len == 1
            && !money.is_minor()
            && self.has(i, Class::Unit)
            && Unit::at(self.view, i).is_some_and(|f| f.unit.dimension() == Dimension::Mass);
        (!(also_mass && self.is_mass(i, amount.first))).then_some(money)
    }

    /// `256K DRAM`: whether a name of money or a unit is spelt as an acronym is.
    pub(super) fn is_acronym(&self, i: usize) -> bool {
        const SHORT: u32 = 4;
        let upper = |j: usize| self.shape(j).is_upper();
        upper(i)
            && self.view.tokens.span(i).len() <= SHORT
            && self.sentence(i).is_none_or(|s| s.kind == SentenceKind::Prose)
            && i > self.floor + 1
            && !upper(i - 1)
            && !upper(i - 2)
    }

    /// Whether the pounds at token `i` are a mass.
    pub(super) fn is_mass(&self, i: usize, first: usize) -> bool {
        let Some(sentence) = self.sentence(i) else { return false };
        let from = first.saturating_sub(12).max(sentence.tokens().start);
        let to = (i + 8).min(self.limit);
        (from..to).any(|j| {
            let unit = || Unit::at(self.view, j).map(|f| f.unit);
            Odd::Mass.is(self.view, j)
                || j != i
                    && !self.view.has(j, Class::Currency)
                    && unit().is_some_and(|u| u.dimension() == Dimension::Mass)
        })
    }

    /// `13 dollars 45 cents`, `20 ringgit and 43`.
    pub(super) fn with_minor(&self, term: Term) -> Term {
        let Measure::Money(money) = term.measure else { return term };
        if money.is_minor() {
            return term;
        }
        let and = self.is(term.last, "and") || self.is_mark(term.last, b'&');
        let at = term.last + usize::from(and);
        // `three dollars and a half`
        if let Some((part, last)) = self.and_fraction(term.last) {
            let value = term.value.and_then(|v| v.plus(part));
            return Term { last, value, ..term };
        }
        let Some(amount) = self.amount(at).filter(|a| a.form == Form::Cardinal) else {
            return term;
        };
        let Some(part) = amount.value.filter(|v| v.is_whole()) else { return term };
        let minor = match amount.rest {
            Some(from) => {
                let tail = &self.word(amount.last - 1)[from..];
                money.minor(self.view, self.view.lexicon.id(fold_hash(tail))).map(|n| (0, n))
            }
            None if amount.last < self.limit => {
                let id = self.view.tokens.words[amount.last];
                money.minor(self.view, id).map(|n| (1, n))
            }
            None => None,
        };
        let two = match amount.style {
            Some(style) => style == Style::Plain(2),
            None => part >= Decimal::from(10),
        };
        let code = !money.symbol || self.word(term.last - 1).len() == 3;
        // Without its name, the minor unit ends the sentence: `20 ringgit and 43`.
        let ends = two && amount.rest.is_none() && !self.is_word(amount.last) && code;
        let (len, parts) = match minor {
            Some(minor) => minor,
            None if ends && term.rule == Rule::MoneyAfter => (0, 100),
            None => return term,
        };
        let whole = Decimal::from(i64::from(parts));
        if part >= whole {
            return term;
        }
        let cents = part.over(whole);
        Term {
            last: amount.last + len,
            value: term.value.and_then(|v| v.plus(cents?)),
            rule: Rule::MoneyCompound,
            ..term
        }
    }
}
