//! Words that bound a number or blur it: `at least`, `about`, `or more`.

use super::{
    Decimal,
    compose::Scan,
    find::{Found, STARTS},
    openings,
    term::Measure,
    words::{Bound, Odd, Qualifier},
};
use crate::{lexicon::Class, text::Shape};

impl Scan<'_, '_, '_> {
    /// The words before and after a number that bound it or blur it.
    pub(super) fn qualify(&self, found: &mut Found) {
        while let Some((first, qualifier)) = self.qualifier_before(found.first) {
            if first + 1 == found.first && self.is_topic(first, found) {
                break;
            }
            found.first = first;
            apply(found, qualifier);
        }
        if self.is_mark(found.last, b'+') && self.glued(found.last) {
            apply(found, Qualifier { after: true, bound: Some(Bound::Lower) });
            found.last += 1;
        }
        let at = self.past_hyphen(found.last);
        if at >= self.limit || !openings::AFTER.has(self.view.tokens.words[at]) {
            return;
        }
        let hyphen = at > found.last;
        for class in [Class::Bound, Class::Approximator] {
            if at >= self.limit {
                return;
            }
            let Some((len, value)) = self.view.longest(at, class) else { continue };
            let qualifier = Qualifier::from_code(value);
            let next = at + len;
            // `5 and over 40` is two numbers.
            let number = self.view.any(next, STARTS)
                || self.view.has(next, Class::Currency)
                || self.shape(next).has(Shape::DIGIT);
            if qualifier.after && (hyphen == (len == 1)) && next <= self.limit && !number {
                apply(found, qualifier);
                found.last = next;
            }
        }
    }

    /// `a dispute over four islands`: a preposition, not a bound, before a small number of things.
    pub(super) fn is_topic(&self, i: usize, found: &Found) -> bool {
        const SMALL: i64 = 12;
        found.term.measure == Measure::Plain
            && found.value.is_some_and(|v| v <= Decimal::from(SMALL))
            && self.is_word(i)
            && ["over", "under", "above", "below"].iter().any(|word| self.is(i, word))
    }

    /// A phrase of at most four words before token `i` that qualifies the number there.
    pub(super) fn qualifier_before(&self, i: usize) -> Option<(usize, Qualifier)> {
        if i == 0 || !Odd::Qualifier.is(self.view, i - 1) {
            return None;
        }
        for len in (1..=5).rev() {
            let Some(j) = i.checked_sub(len).filter(|&j| j >= self.floor) else { continue };
            // `a five-under 67`
            if len == 1 && j > self.floor && self.is_dash(j - 1) && self.glued(j) {
                continue;
            }
            if !openings::BEFORE.has(self.view.tokens.words[j]) {
                continue;
            }
            for class in [Class::Bound, Class::Approximator] {
                if let Some((found, value)) = self.view.longest(j, class)
                    && found == len
                    && !Qualifier::from_code(value).after
                {
                    return Some((j, Qualifier::from_code(value)));
                }
            }
        }
        None
    }
}

fn apply(found: &mut Found, qualifier: Qualifier) {
    match qualifier.bound {
        None => found.approximate = true,
        Some(Bound::Lower) if found.lower.is_none() => {
            found.lower = found.value;
        }
        Some(Bound::Upper) if found.upper.is_none() => {
            found.upper = found.value;
            found.lower = if found.value.is_some() { found.lower } else { None };
        }
        Some(_) => {}
    }
}
