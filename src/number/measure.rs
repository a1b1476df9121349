//! Units that stand without a number: `a mile`, `a small percent`, `from celsius to fahrenheit`.

use super::{
    Decimal, Rule, Unit,
    compose::{Amount, Form, Scan},
    find::Found,
    term::{Measure, Term},
    words::Odd,
};
use crate::{
    lexicon::{Class, ClassSet},
    text::Shape,
};

/// Words after which `a mile` is what a price or a rate is for: `60 cents a mile`.
const PRICES: ClassSet = ClassSet::of(&[
    Class::Cardinal,
    Class::Magnitude,
    Class::Unit,
    Class::Currency,
    Class::Percent,
    Class::TimeUnit,
]);

impl Scan<'_, '_, '_> {
    /// A percent, a scale or a unit without a number.
    pub(super) fn measure_alone(&self, i: usize) -> Option<Found> {
        let percent =
            self.has(i, Class::Percent) && (self.is(i, "percent") || self.is_mark(i, b'%'));
        let scale = self.odd(i) == Some(Odd::Scale) && self.shape(i).is_lower();
        if !percent && !scale || i > 0 && self.view.tokens.shapes[i - 1].has(Shape::DIGIT) {
            return None;
        }
        let degrees =
            scale && i > self.floor && (self.is(i - 1, "degrees") || self.is(i - 1, "degree"));
        let (measure, rule) = if percent {
            (Measure::Percent(Rule::PercentAlone), Rule::PercentAlone)
        } else {
            (Measure::Unit(Unit::at(self.view, i)?.unit), Rule::ScaleAlone)
        };
        Some(self.whole_of(i - usize::from(degrees), i + 1, measure, rule))
    }

    /// `a metric ton`, `a mile and a half`: one of the unit at token `i`, after an article.
    pub(super) fn one_unit(&self, i: usize) -> Option<Found> {
        let article = i.checked_sub(1).filter(|&j| j >= self.floor && self.is_article(j))?;
        let found = Unit::at(self.view, i).filter(|f| f.one && i + f.len <= self.limit)?;
        let last = i + found.len;
        if self.shape(i).is_capitalised() || self.is_dash(last) || self.is_rate(article) {
            return None;
        }
        let mut one = self.whole_of(article, last, Measure::Unit(found.unit), Rule::QuantityOne);
        one.value = Some(Decimal::ONE);
        if self.is(last, "and")
            && let Some((part, end)) = self.fraction_after_and(last + 1)
        {
            one.value = Decimal::ONE.plus(part);
            (one.last, one.core_last) = (end, end);
        }
        Some(one)
    }

    /// `convert 5 miles to kilometres`: the unit at token `i` that a request names.
    pub(super) fn unit_alone(&self, i: usize) -> Option<Found> {
        const BEFORE: [&str; 5] = ["to", "into", "in", "per", "from"];
        let before = i.checked_sub(1).filter(|_| self.request)?;
        if !BEFORE.iter().any(|word| self.view.is(before, word)) || !self.shape(i).is_lower() {
            return None;
        }
        let found = Unit::at(self.view, i).filter(|f| f.one && !f.symbol)?;
        let last = i + found.len;
        let measure = Measure::Unit(found.unit);
        (last <= self.limit).then(|| self.whole_of(i, last, measure, Rule::UnitAlone))
    }

    /// `$800 a tonne`, `70 miles a gallon`, `12 people a square mile`: whether the article at token
    /// `i` says what a number before it is for.
    fn is_rate(&self, i: usize) -> bool {
        const FAR: usize = 8;
        let price =
            |j: usize| self.view.any(j, PRICES) || self.view.tokens.shapes[j].has(Shape::DIGIT);
        // Things or a name between: `1,600 Special Drawing Rights a tonne`.
        let priced =
            |j: usize| !self.is_word(j) || self.shape(j).is_capitalised() || self.is_plural(j);
        i > 0 && price(i - 1)
            || i > 0 && i == self.floor && !self.shape(i).has(Shape::SENTENCE_START)
            || self.floor > 0
                && price(self.floor - 1)
                && i <= self.floor + FAR
                && (self.floor..i).all(priced)
    }

    /// Tokens `first..last` as a number of a measure, without a value yet.
    pub(super) fn whole_of(
        &self,
        first: usize,
        last: usize,
        measure: Measure,
        rule: Rule,
    ) -> Found {
        let amount = Amount {
            first,
            last,
            rest: None,
            value: None,
            form: Form::Cardinal,
            style: None,
            magnitude: None,
        };
        let term = Term { first, last, amount, value: None, measure, rule, tied: true };
        Found {
            core: first,
            first,
            last,
            core_last: last,
            term,
            value: None,
            lower: None,
            upper: None,
            approximate: false,
            rule,
        }
    }
}
