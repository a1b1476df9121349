//! Ages: `10-year-old`, `aged 34`, `Maria Lopez, 45,`, `in her late forties`, `under-16s`.

use super::{
    Decimal, Dimension, Rule, Unit,
    compose::{Form, Scan},
    currency::Hints,
    find::Found,
    term::{Measure, Term},
    words::{Bound, Odd},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::Shape,
    time::Expression,
};

impl Scan<'_, '_, '_> {
    /// `ten years old`, `10-year-olds`, `3 years of age`, `87 yo`, `two years and a month old`.
    pub(super) fn aged(&self, term: &mut Term) {
        let vague = term.amount.form == Form::Vague;
        if term.measure != Measure::Plain || !vague && term.amount.form != Form::Cardinal {
            return;
        }
        let wide = Scan::new(self.view, self.floor, self.view.tokens.len());
        if vague {
            // `millions of years old`
            let at = term.last + usize::from(wide.is(term.last, "of"));
            if let Some(unit) = wide.age_unit(at).filter(|_| wide.is(at + 1, "old")) {
                set_old(term, at + 2, unit, term.value);
            }
            return;
        }
        let years = || term.last < wide.limit && matches!(wide.view.byte(term.last), b'y' | b'Y');
        if !wide.goes_on(term.last, ClassSet::of(&[Class::TimeUnit])) && !years() {
            return;
        }
        let mut at = wide.past_hyphen(term.last);
        let Some(mut unit) = wide.age_unit(at) else {
            let year = wide.years_old(at).and_then(|end| Some((end, Unit::year()?)));
            if let Some((end, year)) = year {
                set_old(term, end, year, term.value);
            }
            return;
        };
        let mut value = term.value;
        // At most years, months, weeks and days.
        for _ in 0..4 {
            let next = at + 1;
            let old = wide.past_hyphen(next);
            if wide.is(old, "old") || wide.is(old, "olds") {
                return set_old(term, old + 1, unit, value);
            } else if wide.is(old, "of") && wide.is(old + 1, "age") {
                return set_old(term, old + 2, unit, value);
            }
            let comma = next + usize::from(wide.is_mark(next, b','));
            let and = comma + usize::from(wide.is(comma, "and"));
            let number = wide.is_digits(and) || wide.has(and, Class::Cardinal);
            if and == next && !number {
                return;
            }
            let (part, last) = if wide.is_article(and) {
                (Some(Decimal::ONE), and + 1)
            } else {
                let amount = wide.amount(and).filter(|a| a.form == Form::Cardinal);
                let Some(amount) = amount else { return };
                (amount.value, amount.last)
            };
            at = wide.past_hyphen(last);
            let Some(small) = wide.age_unit(at).filter(|small| small.is_part_of(unit)) else {
                return;
            };
            let larger = value.and_then(|v| small.convert(v, unit));
            value = larger.and_then(|v| v.plus(part?));
            unit = small;
        }
    }

    /// `yo`, `y.o.`, `y/o`: one past the last token.
    fn years_old(&self, i: usize) -> Option<usize> {
        if !matches!(self.word(i).as_bytes(), [b'y' | b'Y', ..]) {
            return None;
        }
        let short = matches!(self.word(i), "yo" | "y.o" | "y.o.");
        let slash = self.is_mark(i + 1, b'/') && self.glued(i + 1) && self.is(i + 2, "o");
        match (short, slash && self.word(i) == "y") {
            (true, _) => Some(i + 1),
            (_, true) => Some(i + 3),
            _ => None,
        }
    }

    /// The unit of time at token `i`, if ages are told in it.
    pub(super) fn age_unit(&self, i: usize) -> Option<Unit> {
        self.age_word(i).and_then(Unit::named)
    }

    fn age_word(&self, i: usize) -> Option<&'static str> {
        if !self.has(i, Class::TimeUnit) {
            return None;
        }
        match self.word(i).trim_end_matches(['s', '.']) {
            "year" | "yr" => Some("year"),
            "month" | "mth" | "mo" => Some("month"),
            "week" | "wk" => Some("week"),
            "day" => Some("day"),
            "hour" | "hr" => Some("hour"),
            "decade" => Some("decade"),
            "century" | "centurie" => Some("century"),
            _ => None,
        }
    }

    /// `12- and 15-inch`, `nine- or ten-year-olds`, `10 by 12 feet`: the first has the measure of
    /// the second.
    pub(super) fn suspended(&self, hints: &Hints, term: &mut Term) {
        let at = term.last;
        let short = self.is_dash(at) || at < self.limit && self.view.tokens.span(at).len() <= 2;
        if term.measure != Measure::Plain || !short {
            return;
        }
        let joint = ["and", "or", "to"].iter().any(|word| self.is(at + 1, word));
        let by = self.past_hyphen(at);
        let sides = self.is(by, "by") || self.is(by, "x") || self.word(by) == "×";
        let next = match (self.hangs(at) && joint, sides) {
            (true, _) => at + 2,
            (_, true) => self.past_hyphen(by + 1),
            _ => return,
        };
        let Some(mut other) = self.term(hints, next) else { return };
        self.aged(&mut other);
        let Measure::Unit(unit) = other.measure else { return };
        let length = unit.dimension() == Dimension::Length;
        if other.amount.form == Form::Cardinal && (length || !sides) {
            term.measure = other.measure;
            term.rule = other.rule;
        }
    }

    /// Whether token `i` is a hyphen after a word with nothing behind it: `nine- and`.
    pub(super) fn hangs(&self, i: usize) -> bool {
        self.is_dash(i) && self.glued(i) && i + 1 < self.limit && !self.glued(i + 1)
    }

    /// `in his 30s`, `under-16s`.
    pub(super) fn plural_age(&self, i: usize) -> Option<Found> {
        self.plural_digits(i)?;
        self.age_decade(i).or_else(|| self.age_group(i))
    }

    /// `in her forties`, `in his late 30s`, `in their 40s and 50s`: the age that token `i` names.
    pub(super) fn age_decade(&self, i: usize) -> Option<Found> {
        const PARTS: [(&str, i64, i64); 4] =
            [("early", 0, 3), ("mid", 4, 6), ("middle", 4, 6), ("late", 7, 9)];
        let decade = self.decade(i)?;
        let mut first = i;
        let mut before = i.checked_sub(1).filter(|&j| j >= self.floor)?;
        if self.is_dash(before) && self.glued(i) && before > self.floor {
            before -= 1;
        }
        let part = PARTS.iter().find(|part| self.is(before, part.0));
        if part.is_some() {
            first = before;
            before = before.checked_sub(1).filter(|&j| j >= self.floor)?;
        }
        let whose = ["his", "her", "their", "my", "our", "your"];
        let is_whose = |j: usize| whose.iter().any(|word| self.view.is(j, word));
        // `20s, 30s and 40s`: back to the first of them.
        let listed = || {
            let mut j = before;
            while j > 0
                && (self.view.is(j, "and")
                    || self.view.is(j, "or")
                    || self.view.is(j, "to")
                    || self.view.is_mark(j, b',')
                    || self.decade(j).is_some())
            {
                j -= 1;
            }
            j < before
                && (is_whose(j) || j > 0 && self.view.has(j, Class::TimePart) && is_whose(j - 1))
        };
        if !is_whose(before) && !listed() {
            return None;
        }
        let (low, high) = part.map_or((0, 9), |part| (part.1, part.2));
        // The teens begin at 13.
        let base = decade - decade % 10;
        let lower = Decimal::from(decade.max(base + low));
        let upper = Decimal::from((base + high).max(decade + 2));
        let unit = Unit::year()?;
        Some(Found {
            lower: Some(lower),
            upper: Some(upper),
            approximate: part.is_some(),
            ..self.whole_of(first, i + 1, Measure::Unit(unit), Rule::AgeDecade)
        })
    }

    /// The first year of the decade of ages that token `i` names: 30 of `thirties` and `30s`.
    fn decade(&self, i: usize) -> Option<i64> {
        if self.view.has(i, Class::NumberCue) {
            let code = self.view.value(i, Class::NumberCue)?;
            return match Odd::from_code(code)? {
                Odd::Decade(years) => Some(years.into()),
                _ => None,
            };
        }
        let tens = self.plural_digits(i)?;
        (tens % 10 == 0 && (20..=90).contains(&tens)).then_some(tens)
    }

    /// 16 of `16s`.
    fn plural_digits(&self, i: usize) -> Option<i64> {
        let shape = self.shape(i);
        if !shape.has(Shape::LEADING_DIGIT) || shape.is_numeric() {
            return None;
        }
        let digits = self.word(i).strip_suffix('s')?;
        let digits = digits.strip_suffix(['\'', '’']).unwrap_or(digits);
        (digits.len() == 2).then(|| digits.parse().ok())?
    }

    /// `under-16s`, `over 65s`.
    pub(super) fn age_group(&self, i: usize) -> Option<Found> {
        let value = Decimal::from(self.plural_digits(i).or_else(|| self.decade(i))?);
        let hyphen = i > self.floor && self.is_dash(i - 1) && self.glued(i);
        let word = i.checked_sub(1 + usize::from(hyphen)).filter(|&j| j >= self.floor)?;
        let bound = match self.word(word) {
            "under" | "Under" => Bound::Upper,
            "over" | "Over" => Bound::Lower,
            _ => return None,
        };
        let shape = self.shape(word);
        if !shape.is_lower() && !shape.has(Shape::SENTENCE_START) {
            return None;
        }
        let unit = Unit::year()?;
        let found = self.whole_of(word, i + 1, Measure::Unit(unit), Rule::AgeGroup);
        Some(match bound {
            Bound::Upper => Found { value: Some(value), upper: Some(value), ..found },
            Bound::Lower => Found { value: Some(value), lower: Some(value), ..found },
        })
    }

    /// `20-29 years`: where the range begins whose upper end is at token `i`.
    fn range_start(&self, i: usize) -> usize {
        match i.checked_sub(2) {
            Some(low) if self.is_digits(low) && (self.is_dash(i - 1) || self.is(i - 1, "to")) => {
                low
            }
            _ => i,
        }
    }

    /// Whether a time is an age: `ten years old`, `three months` with `of age` after it or `aged`
    /// before it.
    pub(super) fn is_age(&self, time: &Expression) -> bool {
        let (first, last) = (time.first as usize, time.last as usize);
        let view = self.view;
        let old = last + usize::from(view.is_mark(last, b'-'));
        view.is(old, "old")
            || view.is(old, "olds")
            || view.is(last, "of") && view.is(last + 1, "age")
            || last >= first + 3 && (view.is(last - 1, "old") || view.is(last - 1, "age"))
            // `aged 18 to 25 years`
            || last == first + 1
                && self.is_digits(first)
                && (self.is_dash(last) || self.is(last, "to"))
                && self.says_age(first)
            || view.has(last - 1, Class::TimeUnit)
                && self.says_age(self.range_start(first))
                && self.age_word(last - 1).is_some()
    }
}

/// Makes an age of a number: up to token `end`.
pub(super) fn set_old(term: &mut Term, end: usize, unit: Unit, value: Option<Decimal>) {
    term.measure = Measure::Unit(unit);
    term.value = value;
    term.last = end;
    term.rule = Rule::Age;
}
