//! How many units: `three`, `2 1/2`, `a few`, `half a`, `twenty-four`.

use super::{
    reader::Reader,
    value::{Count, Unit},
    words::Word,
};
use crate::lexicon::Class;

/// A number of units and where its words end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) count: Count,
    pub(super) end: usize,
    /// `a`, `an`: may be a mere article.
    pub(super) article: bool,
    /// `a couple of`: about two.
    pub(super) vague: bool,
    /// Of `12 to 18`: where the lower bound ends, which the count is.
    pub(super) lower_end: Option<usize>,
}

impl Amount {
    const fn new(count: Count, end: usize) -> Self {
        Self { count, end, article: false, vague: false, lower_end: None }
    }
}

impl Reader<'_, '_, '_> {
    /// The amount that begins at `i`.
    #[inline]
    pub(super) fn amount(&self, i: usize) -> Option<Amount> {
        if self.counts(i) { self.amount_at(i) } else { None }
    }

    /// Whether an amount may begin at `i`.
    #[inline]
    pub(super) fn counts(&self, i: usize) -> bool {
        self.is_number(i) || self.glance(i).counts()
    }

    fn amount_at(&self, i: usize) -> Option<Amount> {
        if let Some(amount) = self.digit_amount(i) {
            return Some(self.range_end(amount));
        }
        match self.word(i) {
            Some(Word::A) => return self.article_amount(i),
            Some(Word::Another) => return Some(Amount::new(Some(1000), i + 1)),
            Some(Word::Few) => return Some(Amount::new(None, self.skip(i + 1, Word::More))),
            // `the second in as many weeks`.
            Some(Word::Many) if i > 0 && self.is(i - 1, Word::BoundEnd) => return None,
            Some(Word::Several | Word::Many) => {
                return Some(Amount::new(None, self.skip(i + 1, Word::More)));
            }
            Some(Word::Couple) => return Some(self.couple(i)),
            Some(Word::Dozen) => return Some(Amount::new(Some(12_000), i + 1)),
            Some(Word::Half) => {
                let end = self.skip(self.hyphen(i + 1), Word::A);
                return Some(Amount::new(Some(500), end));
            }
            _ => {}
        }
        let (number, end) = self.cardinal(i)?;
        let count = number.checked_mul(1000)?;
        let end = self.skip(end, Word::Dozen);
        let count = if self.is(end.wrapping_sub(1), Word::Dozen) { count * 12 } else { count };
        if let Some((part, end)) = self.and_fraction(end) {
            return Some(Amount::new(Some(count + part), end));
        }
        Some(self.range_end(Amount::new(Some(count), end)))
    }

    /// `a`, `a few`, `a couple of`, `a half`, `a hundred`, `a dozen`.
    fn article_amount(&self, i: usize) -> Option<Amount> {
        let one = Amount { article: true, ..Amount::new(Some(1000), i + 1) };
        let next = self.skip(i + 1, Word::Just);
        match self.word(next) {
            Some(Word::Few) => {
                return Some(Amount::new(
                    None,
                    self.skip(self.skip(next + 1, Word::More), Word::Of),
                ));
            }
            Some(Word::Couple) => return Some(self.couple(next)),
            Some(Word::Dozen) => return Some(Amount::new(Some(12_000), next + 1)),
            Some(Word::Half) => return Some(Amount::new(Some(500), self.hyphen(next + 1))),
            Some(Word::Quarter) if self.is(next + 1, Word::Of) && self.is(next + 2, Word::A) => {
                return Some(Amount::new(Some(250), next + 3));
            }
            _ => {}
        }
        if self.has(i + 1, Class::Magnitude)
            && let Some(value) = self.value(i + 1, Class::Magnitude)
        {
            return Some(Amount::new(Some(value.unsigned_abs() * 1000), i + 2));
        }
        Some(one)
    }

    fn couple(&self, i: usize) -> Amount {
        let end = self.skip(self.skip(i + 1, Word::More), Word::Of);
        Amount { vague: true, ..Amount::new(Some(2000), end) }
    }

    /// `12`, `2,000`, `1.5`, `2 1/2`, `1/2`.
    fn digit_amount(&self, i: usize) -> Option<Amount> {
        if !self.shape(i).is_numeric() {
            return None;
        }
        let thousandths = decimal(self.text(i))?;
        let magnitude = |count: u64, end: usize| match self.value(end, Class::Magnitude) {
            Some(m) if m > 0 => (count.saturating_mul(m.unsigned_abs()), end + 1),
            _ => (count, end),
        };
        if self.mark(i + 1, b'/') && self.glued(i + 1) && self.glued(i + 2) {
            let (down, _) = self.digits(i + 2)?;
            let up = thousandths / 1000;
            if !(2..=8).contains(&down) || up == 0 || up >= u64::from(down) {
                return None;
            }
            let end = self.skip(self.skip(i + 3, Word::Of), Word::A);
            return Some(Amount::new(Some(up * 1000 / u64::from(down)), end));
        }
        let next = self.hyphen(i + 1);
        if thousandths % 1000 == 0
            && let Some((up, _)) = self.digits(next)
            && self.mark(next + 1, b'/')
            && self.glued(next + 2)
            && let Some((down, _)) = self.digits(next + 2)
            && (2..=8).contains(&down)
            && up < down
        {
            let part = u64::from(up) * 1000 / u64::from(down);
            return Some(Amount::new(Some(thousandths + part), next + 3));
        }
        if let Some((part, end)) = self.and_fraction(i + 1) {
            return Some(Amount::new(Some(thousandths + part), end));
        }
        let (count, end) = magnitude(thousandths, i + 1);
        Some(Amount::new(Some(count), end))
    }

    /// `and a half`, `and three quarters`: thousandths and where it ends.
    pub(super) fn and_fraction(&self, i: usize) -> Option<(u64, usize)> {
        let at = self.hyphen(i);
        if !self.is(at, Word::And) {
            return None;
        }
        let at = self.hyphen(at + 1);
        let (up, at) = match self.word(at) {
            Some(Word::A) => (1, self.hyphen(at + 1)),
            _ => match self.value(at, Class::Cardinal) {
                Some(up @ 1..=3) => (up.unsigned_abs(), self.hyphen(at + 1)),
                _ => (1, at),
            },
        };
        let down = self.value(at, Class::Fraction).filter(|d| (2..=8).contains(d))?;
        let part = up * 1000 / down.unsigned_abs();
        let end = at + 1;
        Some((part, if self.is(end, Word::Of) { self.skip(end + 1, Word::A) } else { end }))
    }

    /// A number in words, and in digits with a magnitude: where it ends.
    pub(super) fn cardinal(&self, i: usize) -> Option<(u64, usize)> {
        let (mut total, mut current) = (0u64, 0u64);
        let mut at = i;
        let mut any = false;
        loop {
            if let Some(value) = self.value(at, Class::Cardinal).and_then(|v| u64::try_from(v).ok())
            {
                // `twenty four`, `hundred four`; not `four five`.
                let room = if current % 10 != 0 {
                    1
                } else if current % 100 != 0 {
                    10
                } else {
                    100
                };
                if any && (value == 0 || value >= room || current == 0 && total == 0) {
                    break;
                }
                current += value;
            } else if any
                && let Some(value) =
                    self.value(at, Class::Magnitude).and_then(|v| u64::try_from(v).ok())
            {
                if value == 100 {
                    current = current.max(1) * 100;
                } else if value > 12 {
                    total = total.checked_add(current.max(1).checked_mul(value)?)?;
                    current = 0;
                } else {
                    break;
                }
            } else {
                break;
            }
            any = true;
            at += 1;
            let next = self.hyphen(at);
            let next =
                if self.is(next, Word::And) && current % 100 == 0 && (current > 0 || total > 0) {
                    next + 1
                } else {
                    next
                };
            let goes_on = self.has(next, Class::Cardinal) || self.has(next, Class::Magnitude);
            if !goes_on {
                break;
            }
            at = next;
        }
        if !any {
            return None;
        }
        // A joiner was passed and nothing followed.
        while at > i + 1
            && !self.has(at - 1, Class::Cardinal)
            && !self.has(at - 1, Class::Magnitude)
        {
            at -= 1;
        }
        Some((total.checked_add(current)?, at))
    }

    /// `12 to 18`, `two or three`, `5-10`: the amount with the end of its upper bound, if a unit
    /// stands after that; the lower one counts.
    fn range_end(&self, amount: Amount) -> Amount {
        let i = amount.end;
        let joined = matches!(self.word(i), Some(Word::To | Word::Or)) || self.dash(i);
        if !joined || self.dash(i) && !self.glued(i) {
            return amount;
        }
        let at = self.skip(i + 1, Word::A);
        let upper = if self.shape(at).is_numeric() && decimal(self.text(at)).is_some() {
            Some(at + 1)
        } else {
            self.cardinal(at).map(|(_, end)| end)
        };
        match upper {
            Some(end) if self.unit(self.hyphen(end)).is_some() => {
                Amount { end, vague: true, lower_end: Some(i), ..amount }
            }
            _ => amount,
        }
    }

    /// The unit word at `i`, and where it ends, past words that may stand before it: `more`,
    /// `full`, `consecutive`, `trading`.
    pub(super) fn unit_after(&self, i: usize) -> Option<(super::words::UnitWord, usize)> {
        let mut at = i;
        while matches!(
            self.word(at),
            Some(
                Word::More
                    | Word::Full
                    | Word::Straight
                    | Word::Working
                    | Word::Fiscal
                    | Word::Other
            )
        ) {
            at += 1;
        }
        // `two bloody weeks`: one word without a class may stand between.
        if self.unit(at).is_none()
            && at > 0
            && !self.is(at - 1, Word::A)
            && self.shape(at).is_lower()
            && self.view.tokens.classes.get(at).is_some_and(|c| c.is_empty())
            && self.unit(at + 1).is_some_and(|u| u.plural && u.unit >= Unit::Hour)
        {
            at += 1;
        }
        let unit = self.unit(at)?;
        // `the 1988 second quarter`: an ordinal.
        if unit.unit == Unit::Second
            && !unit.plural
            && !unit.bound
            && self.unit(self.hyphen(at + 1)).is_some()
        {
            return None;
        }
        Some((unit, at + 1))
    }
}

/// Thousandths of a decimal number with separators of thousands.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|b| b.is_ascii_digit()) || whole.len() > 14 {
        return None;
    }
    let mut number = 0u64;
    for (at, b) in whole.bytes().enumerate() {
        match b {
            b'0'..=b'9' => number = number * 10 + u64::from(b - b'0'),
            b',' if at > 0 && (whole.len() - at) % 4 == 0 => {}
            _ => return None,
        }
    }
    let places = 10u64.pow(3 - part.len() as u32);
    let part = if part.is_empty() { 0 } else { part.parse::<u64>().ok()? * places };
    Some(number * 1000 + part)
}
