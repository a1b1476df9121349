//! Ages, and units that stand without a number.

use super::{
    Rule, Unit,
    compose::{Amount, Form, Scan},
    find::Found,
    term::{Measure, Term},
    words::Odd,
};
use crate::{lexicon::Class, text::Shape};

impl Scan<'_, '_, '_> {
    /// A percent or a scale without a number.
    pub(super) fn measure_alone(&self, i: usize) -> Option<Found> {
        let percent =
            self.has(i, Class::Percent) && (self.is(i, "percent") || self.is_mark(i, b'%'));
        let scale = self.odd(i) == Some(Odd::Scale) && self.shape(i).is_lower();
        let digit_before = i > 0 && self.view.tokens.shapes[i - 1].has(Shape::DIGIT);
        if !percent && !scale || digit_before {
            return None;
        }
        let degrees =
            scale && i > self.floor && (self.is(i - 1, "degrees") || self.is(i - 1, "degree"));
        let first = i - usize::from(degrees);
        let amount = Amount {
            first,
            last: i + 1,
            rest: None,
            value: None,
            form: Form::Cardinal,
            style: None,
            magnitude: None,
        };
        let rule = if percent { Rule::PercentAlone } else { Rule::ScaleAlone };
        let measure = if percent {
            Measure::Percent(rule)
        } else {
            Measure::Unit(Unit::at(self.view, i)?.unit)
        };
        let term = Term { first, last: i + 1, amount, value: None, measure, rule, tied: true };
        Some(Found {
            core: first,
            first,
            last: i + 1,
            core_last: i + 1,
            term,
            value: None,
            lower: None,
            upper: None,
            approximate: false,
            rule,
        })
    }

    /// `ten years old`, `10-year-old`, `3 years of age`, `87 yo`.
    pub(super) fn aged(&self, term: &mut Term) {
        if term.measure != Measure::Plain || term.amount.form != Form::Cardinal {
            return;
        }
        let wide = Scan { limit: self.view.tokens.len(), ..*self };
        let at = wide.past_hyphen(term.last);
        let unit = match wide.word(at).trim_end_matches(['s', '.']) {
            "year" | "yr" => "year",
            "month" => "month",
            "week" => "week",
            "day" => "day",
            "yo" => "yo",
            _ => return,
        };
        let end = if unit == "yo" {
            at + 1
        } else {
            let old = wide.past_hyphen(at + 1);
            if wide.is(old, "old") {
                old + 1
            } else if wide.is(old, "of") && wide.is(old + 1, "age") {
                old + 2
            } else {
                return;
            }
        };
        let Some(unit) = Unit::named(if unit == "yo" { "year" } else { unit }) else {
            return;
        };
        term.measure = Measure::Unit(unit);
        term.last = end;
        term.rule = Rule::Age;
    }
}
