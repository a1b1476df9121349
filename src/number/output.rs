//! A number as it comes out.

use std::borrow::Cow;

use super::{
    Number, NumberKind, Rule,
    compose::{Form, Scan},
    find::Found,
    term::Measure,
};
use crate::{Explain, Span, text::Shape};

impl<'a> Scan<'_, 'a, '_> {
    /// Where the last token ends: without the stop of the sentence, if an abbreviation took it.
    pub(super) fn end(&self, found: &Found, last: usize) -> u32 {
        let tokens = self.view.tokens;
        let end = tokens.ends[last - 1];
        if !tokens.shapes[last - 1].has(Shape::DOT) {
            return end;
        }
        let next = tokens.shapes.get(last);
        let sentence = next.is_none_or(|s| s.any(Shape::SENTENCE_START.with(Shape::CAPITAL)))
            || matches!(self.word(last), ")" | "\"" | "”" | "'" | "’");
        let word = self.view.word(last - 1);
        let stop = word.strip_suffix('.').is_some_and(|bare| !bare.contains('.'));
        let degree = matches!(found.term.measure, Measure::Unit(u) if u.name() == "degree");
        end - u32::from(stop && sentence && !degree)
    }

    /// What comes out.
    pub(super) fn output(&self, found: &Found, explain: Explain) -> Number<'a> {
        let (tokens, text) = (self.view.tokens, self.view.text);
        let kind = match (found.term.measure, found.term.amount.form) {
            (Measure::Percent(_), _) => NumberKind::Percent,
            (Measure::Money(_), _) => NumberKind::Money,
            (Measure::Unit(_), _) => NumberKind::Quantity,
            (Measure::Plain, Form::Ordinal) => NumberKind::Ordinal,
            (Measure::Plain, _) => NumberKind::Cardinal,
        };
        let (first, last) = if kind == NumberKind::Money {
            // `a billion-dollar deal`: the article is of the deal.
            let article = self.is_article(found.core) && found.rule == Rule::MoneyAfter;
            (found.core + usize::from(article), found.core_last)
        } else {
            (found.first, found.last)
        };
        let span = Span::new(tokens.starts[first], self.end(found, last));
        let (unit, currency) = match found.term.measure {
            Measure::Plain => (None, None),
            Measure::Percent(Rule::PercentPoint) => (Some("percentage point"), None),
            Measure::Percent(Rule::BasisPoint) => (Some("basis point"), None),
            Measure::Percent(_) => (None, None),
            Measure::Unit(unit) => (Some(unit.name()), None),
            Measure::Money(money) => match money.currency {
                Some(currency) if !currency.code().is_empty() => (None, Some(currency.code())),
                Some(currency) => (Some(currency.name()), None),
                None => (Some(money.name), None),
            },
        };
        let counted = if kind == NumberKind::Cardinal { self.counted(found) } else { None };
        let happening = counted.and_then(|c| c.happening);
        Number {
            span,
            text: Cow::Borrowed(span.of(text)),
            kind,
            value: found.value,
            lower: found.lower,
            upper: found.upper,
            unit: unit.map(Cow::Borrowed),
            currency: currency.map(Cow::Borrowed),
            approximate: found.approximate,
            counted: counted.and_then(|c| c.phrase).map(|s: Span| Cow::Borrowed(s.of(text))),
            happening: happening.map(|i| Cow::Borrowed(self.view.word(i))),
            rule: (explain == Explain::On).then_some(found.rule),
        }
    }
}
