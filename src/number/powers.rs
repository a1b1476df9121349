//! Letters that stand for a power of ten: `1.2m`, `100k`, `14 bn`.

use super::{
    Decimal,
    compose::{Amount, Form, Scan},
    digits::Style,
    words::Odd,
};
use crate::{lexicon::Class, text::fold_hash};

impl Scan<'_, '_, '_> {
    /// Takes the letters of a power after digits: `1.2m`, `100k`, `14 bn`.
    pub(super) fn powered(&self, mut amount: Amount, money: bool) -> Option<Amount> {
        let (tail, id, next) = match amount.rest {
            Some(at) => {
                let tail = &self.word(amount.last - 1)[at..];
                (tail, self.view.lexicon.id(fold_hash(tail)), amount.last)
            }
            None => {
                let at = amount.last;
                if !self.has(at, Class::NumberWord) || amount.form != Form::Cardinal {
                    return Some(amount);
                }
                let word = self.word(at);
                let bare = if word.len() > 2 { word.trim_end_matches('.') } else { word };
                (bare, self.view.tokens.words[at], at + 1)
            }
        };
        // `3million`
        if let Some(m) = self.view.lexicon.value(id, Class::Magnitude)
            && amount.rest.is_some()
            && tail.len() > 2
        {
            amount.value = amount.value.and_then(|v| v.times(Decimal::from(m)));
            (amount.magnitude, amount.rest) = (Some(m), None);
            return Some(amount);
        }
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
    pub(super) fn is_power(
        &self,
        letters: &str,
        amount: &Amount,
        money: bool,
        next: usize,
    ) -> bool {
        let glued = amount.rest.is_some();
        match letters {
            "bn" | "Bn" | "BN" | "bln" | "tn" | "trn" | "tln" | "mn" | "Mn" | "mln" | "k"
            | "cr" | "Cr" | "crs" | "lkh" | "lkhs" | "mio" => true,
            "kr" | "Kr" => !money && amount.style.is_none(),
            "K" => {
                let small =
                    amount.value.is_some_and(|v| !v.is_negative() && v <= Decimal::from(10));
                let sure = money || self.has(next, Class::Currency);
                glued && (sure || !small || self.is_whole_text(amount))
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
                        || amount.style == Some(Style::Point)
                        || self.is_whole_text(amount))
            }
            "B" if glued && amount.style == Some(Style::Point) => true,
            "B" | "T" if glued && self.is_whole_text(amount) => true,
            "m" | "b" if glued && !money => self.counts_after(next),
            "mil" => money || self.has(next, Class::Currency),
            "MM" | "mm" | "m" | "b" | "B" | "t" | "T" => money,
            _ => false,
        }
    }

    /// Whether the amount is all that the text says.
    pub(super) fn is_whole_text(&self, amount: &Amount) -> bool {
        amount.first == 0 && amount.last == self.view.tokens.len()
    }

    /// Whether what follows can be counted in millions: `2m people`, `1.5m tonnes`, `3m of them`.
    pub(super) fn counts_after(&self, i: usize) -> bool {
        let word = self.word(i);
        Odd::Uncounted.is(self.view, i) && self.shape(i).is_lower()
            || (self.has(i, Class::Unit) || self.has(i, Class::Currency)) && word.len() > 2
            || word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && self.is_word(i)
                && !Odd::Singular.is(self.view, i)
    }
}
