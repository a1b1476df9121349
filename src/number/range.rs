//! Two numbers that are one: ranges and proportions.

use super::{
    Decimal, Rule,
    compose::{Form, Scan},
    currency::Hints,
    digits::Style,
    find::Found,
    term::{Measure, Term},
    words::Odd,
};
use crate::lexicon::{Class, ClassSet};

impl Scan<'_, '_, '_> {
    /// `5 to 10`, `between 5 and 6`, `$10-$20`, `two or three`: makes one range of `found` and the
    /// number after it.
    pub(super) fn range(&self, hints: &Hints, found: &mut Found) {
        let low = &found.term;
        let joint = ClassSet::of(&[Class::Preposition, Class::Conjunction]);
        // Most numbers stand by themselves.
        if !self.goes_on(found.last, joint) {
            return;
        }
        let hangs = self.hangs(found.last);
        if low.amount.form == Form::Ordinal
            || low.amount.form == Form::Vague
            || low.rule == Rule::Age && !hangs
        {
            return;
        }
        // `5- to 10-year-olds`, `eight-to-ten-year-olds`
        let chain = self.past_hyphen(found.last + 2) == found.last + 3
            && self.past_hyphen(found.last) > found.last
            && (self.is(found.last + 1, "to") || self.is(found.last + 1, "or"));
        let at = found.last + usize::from(hangs || chain);
        if at >= self.limit || self.is_word(at) && !self.view.any(at, joint) {
            return;
        }
        let low = found.term;
        let before = |word: &str| found.first > self.floor && self.is(found.first - 1, word);
        let (between, from) = (before("between"), before("from"));
        let dash = self.is_dash(at) && self.glued(at) == self.glued(at + 1)
            || self.is_dash(at) && self.glued(at + 1);
        let to = self.is(at, "to");
        let and = self.is(at, "and") && (between || from && low.measure != Measure::Plain);
        let or = self.is(at, "or");
        if !(dash || to || and || or) {
            return;
        }
        let mut next = at + 1 + usize::from(chain);
        if let Some((len, _)) = self.approximator(next) {
            next += len;
        }
        let Some(mut high) = self.term(hints, next) else { return };
        if hangs || chain {
            self.aged(&mut high);
        }
        if chain && high.measure == Measure::Plain {
            return;
        }
        let Some((lower, upper)) = ends(&low, &high) else { return };
        let said = between || from || high.first != at + 1;
        if dash && self.request && !said && self.is_operator(at, &low, &high) {
            return;
        }
        let digits = low.amount.style.is_some() && high.amount.style.is_some();
        // `two or three`, `two or three hundred`
        let one = match (low.amount.magnitude, high.amount.magnitude) {
            (None, Some(magnitude)) => magnitude.into(),
            _ => Decimal::ONE,
        };
        let step = upper.plus(lower.negated()) == Some(one);
        let fits = match (dash, to, or) {
            (true, ..) => digits && !self.is_score(found, &high),
            (_, true, _) => hangs || !self.is_step(from, &low, lower, upper, found.first),
            (.., true) => {
                let small = upper.over(one).is_some_and(|v| v <= Decimal::from(12));
                step && low.measure == Measure::Plain && small
            }
            _ => true,
        };
        if !fits {
            return;
        }
        if between || from && (and || to) {
            found.first -= 1;
            found.core = found.first;
        }
        let mut term = high;
        self.aged(&mut term);
        if let (Measure::Money(_), Measure::Plain) = (low.measure, term.measure) {
            term.measure = low.measure;
        }
        found.last = term.last;
        found.term = Term { first: low.first, ..term };
        found.value = None;
        (found.lower, found.upper) = (Some(lower), Some(upper));
        found.rule = Rule::Range;
    }

    /// `40 - 50 years old` in a request: a hyphen between spaces may as well be a minus, so both
    /// numbers stand where only the second has a unit.
    fn is_operator(&self, at: usize, low: &Term, high: &Term) -> bool {
        let apart = !self.glued(at) && !self.glued(at + 1);
        let mut high = *high;
        self.aged(&mut high);
        apart && low.measure == Measure::Plain && high.measure != Measure::Plain
    }

    /// An approximator at token `i`.
    fn approximator(&self, i: usize) -> Option<(usize, i64)> {
        if i < self.limit { self.view.longest(i, Class::Approximator) } else { None }
    }

    /// Whether something went from one number to another, or by one to the other: `rose 44 cents
    /// to $22.15`, by the words before token `i`.
    fn is_step(&self, from: bool, low: &Term, lower: Decimal, upper: Decimal, i: usize) -> bool {
        let changes =
            (i.saturating_sub(8).max(self.floor)..i).any(|j| Odd::Change.is(self.view, j));
        let far = lower.times(Decimal::from(5)).is_none_or(|five| five < upper);
        changes && (from || far || low.measure != Measure::Plain)
    }

    /// Whether two numbers with a dash are no range but a score, votes or a number to call: bare
    /// digits that count nothing.
    fn is_score(&self, found: &Found, high: &Term) -> bool {
        let bare = |term: &Term| {
            term.measure == Measure::Plain
                && term.amount.magnitude.is_none()
                && matches!(term.amount.style, Some(Style::Plain(_)))
        };
        if !bare(&found.term) || !bare(high) {
            return false;
        }
        let before = found.first.wrapping_sub(1);
        let said =
            ["between", "from", "aged", "ages", "age"].iter().any(|w| self.view.is(before, w))
                || Odd::Qualifier.is(self.view, before);
        // `won 2-1`; but `won 30-40 seats`.
        let near = found.first.saturating_sub(8).max(self.floor);
        let scores = (near..found.first).any(|j| Odd::Score.is(self.view, j));
        !said && !self.counts_next(high.last, if scores { 1 } else { 3 })
    }

    /// Whether a noun that can be counted follows within so many tokens.
    pub(super) fn counts_next(&self, i: usize, near: usize) -> bool {
        (i..(i + near).min(self.limit)).any(|j| self.is_plural(j))
    }

    /// `one in five`, `9 in 10`.
    pub(super) fn proportion(&self, found: &mut Found) {
        let term = &found.term;
        if term.measure != Measure::Plain
            || term.amount.form != Form::Cardinal
            || term.amount.magnitude.is_some()
            || found.rule == Rule::Range
            || !self.has(found.last, Class::Preposition)
            || !(self.is(found.last, "in")
                || self.is(found.last, "out") && self.is(found.last + 1, "of")
                || self.is(found.last, "over") && self.ends_fraction(found.last))
        {
            return;
        }
        let over = self.is(found.last, "over");
        let out = self.is(found.last, "out");
        let Some(of) = self.amount(found.last + 1 + usize::from(out)) else { return };
        let (Some(n), Some(d)) = (term.value, of.value) else { return };
        let whole = of.form == Form::Cardinal && of.rest.is_none() && n.is_whole() && d.is_whole();
        let round = d <= Decimal::from(12) || of.style.is_none() || {
            let tens = d.over(Decimal::from(10));
            tens.is_some_and(Decimal::is_whole)
        };
        let fits = whole && (over || n < d && n < Decimal::from(100) && n > Decimal::ZERO && round);
        if !fits {
            return;
        }
        found.value = n.over(d);
        found.last = of.last;
        found.term.last = of.last;
        found.term.amount.form = Form::Fraction;
        found.rule = if over { Rule::Fraction } else { Rule::Proportion };
    }

    /// Whether the number after `over` at token `at` ends the sentence: `one over three`.
    fn ends_fraction(&self, at: usize) -> bool {
        let Some(of) = self.amount(at + 1) else { return false };
        of.form == Form::Cardinal && of.rest.is_none() && of.last >= self.limit
    }
}

/// The ends of a range of two terms, if they are one.
fn ends(low: &Term, high: &Term) -> Option<(Decimal, Decimal)> {
    let cardinal = |t: &Term| matches!(t.amount.form, Form::Cardinal | Form::Fraction);
    if !cardinal(low) || !cardinal(high) {
        return None;
    }
    let (mut lower, upper) = (low.value?, high.value?);
    let same = match (low.measure, high.measure) {
        (Measure::Plain, _) => true,
        (Measure::Unit(a), Measure::Unit(b)) => a == b,
        (Measure::Percent(a), Measure::Percent(b)) => a == b,
        (Measure::Money(a), Measure::Money(b)) => a.currency == b.currency,
        // `$5 to 10 million`
        (Measure::Money(_), Measure::Plain) => true,
        _ => false,
    };
    if !same {
        return None;
    }
    // `5 to 10 million`: both are millions.
    if let (None, Some(magnitude)) = (low.amount.magnitude, high.amount.magnitude) {
        let magnitude = Decimal::from(magnitude);
        let shared = lower.times(magnitude)?;
        if shared < upper {
            lower = shared;
        }
    }
    if let (Measure::Plain, Measure::Money(money)) = (low.measure, high.measure) {
        lower = money.whole(lower)?;
    }
    (lower < upper).then_some((lower, upper))
}
