//! Numbers that begin with digits: `1.2 million`, `2 1/4`, `19 000`, `.08`, `1.1^23`.

use super::{
    Decimal,
    compose::{Amount, Form, Scan},
    digits::{self, Style},
    words::Odd,
};
use crate::text::Shape;

impl Scan<'_, '_, '_> {
    /// Number that begins with digits.
    pub(super) fn in_digits(&self, i: usize) -> Option<Amount> {
        let amount =
            if self.is_mark(i, b'.') { self.leading_point(i)? } else { self.digit_groups(i)? };
        if amount.rest.is_none() && (amount.form == Form::Ordinal || self.ends_digits(amount.last))
        {
            return Some(amount);
        }
        self.after_digits(amount)
    }

    /// What goes on with digits.
    fn after_digits(&self, mut amount: Amount) -> Option<Amount> {
        if amount.rest.is_some() {
            let power = self.times_ten(amount).or_else(|| self.small_power(amount));
            return Some(power.unwrap_or(amount));
        }
        if let Some(fraction) = self.slash_fraction(amount) {
            return self.magnified(fraction);
        }
        if let Some(power) = self.power(amount) {
            return Some(power);
        }
        if self.glued(amount.last)
            && let Some(Odd::Vulgar(n, d)) = self.odd(amount.last)
        {
            let part = Decimal::from(i64::from(n)).over(Decimal::from(i64::from(d)))?;
            amount.value = amount.value.and_then(|v| v.plus(part));
            amount.last += 1;
            return self.magnified(amount);
        }
        let whole = self.sections(amount)?;
        self.with_fraction(whole)
    }

    /// `.08`
    pub(super) fn leading_point(&self, i: usize) -> Option<Amount> {
        let apart = !self.glued(i) || i > 0 && self.shape(i - 1).has(Shape::MARK);
        if !apart || !self.glued(i + 1) {
            return None;
        }
        let read = digits::read(self.word(i + 1))?;
        let Style::Plain(len) = read.style else { return None };
        let scale = u8::try_from(len).ok()?;
        let value = read.value.and_then(|v| {
            let power = 10i128.checked_pow(scale.into())?;
            v.times(Decimal::ONE.over(Decimal::new(power, 0))?)
        });
        let rest = (read.len < self.word(i + 1).len()).then_some(read.len);
        Some(Amount {
            first: i,
            last: i + 2,
            rest,
            value,
            form: Form::Cardinal,
            style: Some(Style::Point),
            magnitude: None,
        })
    }

    /// `19,000`, `21st`, `1.2m`, `19 000`.
    #[inline]
    pub(super) fn digit_groups(&self, i: usize) -> Option<Amount> {
        let word = self.word(i);
        let read = digits::read(word)?;
        let mut amount = Amount {
            first: i,
            last: i + 1,
            rest: None,
            value: read.value,
            form: Form::Cardinal,
            style: Some(read.style),
            magnitude: None,
        };
        if read.len < word.len() {
            let tail = &word[read.len..];
            if is_ordinal_ending(&word[..read.len], tail) {
                amount.form = Form::Ordinal;
            } else {
                amount.rest = Some(read.len);
            }
            return Some(amount);
        }
        if matches!(read.style, Style::Plain(1..=3)) && self.is_digits(amount.last) {
            self.spaced_groups(&mut amount);
        }
        Some(amount)
    }

    /// Joins `1 414 021 100`.
    pub(super) fn spaced_groups(&self, amount: &mut Amount) {
        let mut at = amount.last;
        let mut value = amount.value;
        let tokens = self.view.tokens;
        let (mut style, mut rest) = (Style::Grouped, None);
        // As many groups as a decimal has room for.
        while at < self.limit.min(amount.last + 12) && !self.glued(at) {
            let gap = &self.view.text[tokens.ends[at - 1] as usize..tokens.starts[at] as usize];
            if !matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}") {
                break;
            }
            let word = self.word(at);
            let Some(read) = digits::read(word) else { break };
            let point = read.style == Style::Point;
            let len = word.find('.').unwrap_or(read.len);
            if len != 3 || !(point || matches!(read.style, Style::Plain(_))) {
                break;
            }
            value =
                value.and_then(|v| v.times(Decimal::from(1000))).and_then(|v| v.plus(read.value?));
            at += 1;
            if read.len < word.len() {
                rest = Some(read.len);
                break;
            }
            if point {
                style = Style::Point;
                break;
            }
        }
        if at > amount.last && !self.is_digits(at) {
            (amount.last, amount.value, amount.style) = (at, value, Some(style));
            amount.rest = rest;
        }
    }

    /// `1/4`, `2 1/4`.
    pub(super) fn slash_fraction(&self, amount: Amount) -> Option<Amount> {
        let Some(Style::Plain(_)) = amount.style else { return None };
        let (mixed, at) = if self.is_mark(amount.last, b'/') {
            (None, amount.last - 1)
        } else {
            (Some(amount.value?), amount.last)
        };
        let plain = |i: usize| {
            let read = digits::read(self.word(i))?;
            let whole = matches!(read.style, Style::Plain(1..=3)) && read.len == self.word(i).len();
            whole.then_some(read.value?)
        };
        let glued = self.is_mark(at + 1, b'/') && self.glued(at + 1) && self.glued(at + 2);
        if !glued || at > amount.first && mixed.is_none() || self.is_mark(at + 3, b'/') {
            return None;
        }
        let (n, d) = (plain(at)?, plain(at + 2)?);
        let known_date = n == Decimal::from(9) && d == Decimal::from(11);
        if n >= d || known_date || n.is_zero() {
            return None;
        }
        let part = n.over(d)?;
        let value = mixed.map_or(Some(part), |m| m.plus(part));
        let form = if mixed.is_some() { Form::Cardinal } else { Form::Fraction };
        Some(Amount { last: at + 3, value, form, ..amount })
    }

    /// `6.23x10^-4`
    fn times_ten(&self, amount: Amount) -> Option<Amount> {
        let tail = &self.word(amount.last - 1)[amount.rest?..];
        if !matches!(tail, "x10" | "X10") {
            return None;
        }
        let ten = Amount { rest: None, value: Some(Decimal::from(10)), ..amount };
        let power = self.power(ten)?;
        let value = amount.value.and_then(|v| v.times(power.value?));
        Some(Amount { value, ..power })
    }

    /// `1.5e-3`, `1e+6`
    fn small_power(&self, amount: Amount) -> Option<Amount> {
        let at = amount.last;
        let tail = &self.word(at - 1)[amount.rest?..];
        let plus = self.is_mark(at, b'+');
        if !matches!(tail, "e" | "E") || !(plus || self.is_mark(at, b'-')) || !self.glued(at) {
            return None;
        }
        let read = digits::read(self.word(at + 1)).filter(|_| self.glued(at + 1))?;
        let Style::Plain(1..=2) = read.style else { return None };
        let power = u32::try_from(read.value?.to_i64()?).ok()?;
        let scale = Decimal::new(10i128.checked_pow(power)?, 0);
        let value = amount.value.and_then(|v| if plus { v.times(scale) } else { v.over(scale) });
        Some(Amount { last: at + 2, rest: None, value, style: Some(Style::Power), ..amount })
    }

    /// `1.1^23`, `2.5^-1`.
    pub(super) fn power(&self, amount: Amount) -> Option<Amount> {
        let mut at = amount.last;
        if !(self.is_mark(at, b'^') && self.glued(at) && self.glued(at + 1)) {
            return None;
        }
        at += 1;
        let mut negative = false;
        while self.is_mark(at, b'-') && at < amount.last + 3 {
            negative = !negative;
            at += 1;
        }
        let read = digits::read(self.word(at)).filter(|r| r.len == self.word(at).len())?;
        let exponent = i32::try_from(read.value?.to_i64()?).ok()?;
        let value = raised(amount.value?, if negative { -exponent } else { exponent });
        Some(Amount { last: at + 1, value, style: Some(Style::Power), ..amount })
    }
}

/// `base` to a whole power, exact where it fits, else to 12 digits after the point.
fn raised(base: Decimal, exponent: i32) -> Option<Decimal> {
    let exact = (0..exponent.min(128)).try_fold(Decimal::ONE, |product, _| product.times(base));
    if let Some(value) = exact.filter(|_| (0..=128).contains(&exponent)) {
        return Some(value);
    }
    format!("{:.12}", base.to_f64().powi(exponent)).parse().ok()
}

/// `1st`, `2nd`, `3rd`, `11th`, `1,000th`.
fn is_ordinal_ending(digits: &str, tail: &str) -> bool {
    let bytes = digits.as_bytes();
    if bytes.contains(&b'.') {
        return false;
    }
    let teen = bytes.len() > 1 && bytes[bytes.len() - 2] == b'1';
    let want = match bytes.last() {
        Some(b'1') if !teen => "st",
        Some(b'2') if !teen => "nd",
        Some(b'3') if !teen => "rd",
        _ => "th",
    };
    tail.eq_ignore_ascii_case(want)
}
