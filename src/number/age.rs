//! Ages: `10-year-old`, `aged 34`, `Maria Lopez, 45,`, `in her late forties`, `under-16s`.

use super::{
    Decimal, Rule, Unit,
    compose::{Form, Scan},
    currency::Hints,
    digits::Style,
    find::Found,
    term::{Measure, Term},
    words::{Bound, Odd},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::Shape,
    time::Expression,
};

/// No person is older.
const OLDEST: i64 = 120;

/// Words that are no name of a person, with a capital either.
const NO_PERSONS: ClassSet = ClassSet::of(&[
    Class::Pronoun,
    Class::Preposition,
    Class::Conjunction,
    Class::Auxiliary,
    Class::Function,
    Class::OrgHead,
    Class::PlaceHead,
    Class::EventHead,
    Class::CompanySuffix,
    Class::Month,
    Class::Weekday,
]);

impl Scan<'_, '_, '_> {
    /// `ten years old`, `10-year-olds`, `3 years of age`, `87 yo`.
    pub(super) fn aged(&self, term: &mut Term) {
        if term.measure != Measure::Plain || term.amount.form != Form::Cardinal {
            return;
        }
        let wide = Scan { limit: self.view.tokens.len(), ..*self };
        let at = wide.past_hyphen(term.last);
        let (unit, end) = if wide.word(at).trim_end_matches(['s', '.']) == "yo" {
            (Unit::named("year"), at + 1)
        } else {
            let Some(unit) = wide.age_unit(at) else { return };
            let old = wide.past_hyphen(at + 1);
            if wide.is(old, "old") || wide.is(old, "olds") {
                (Some(unit), old + 1)
            } else if wide.is(old, "of") && wide.is(old + 1, "age") {
                (Some(unit), old + 2)
            } else {
                return;
            }
        };
        let Some(unit) = unit else { return };
        term.measure = Measure::Unit(unit);
        term.last = end;
        term.rule = Rule::Age;
    }

    /// The unit of time at token `i`, if ages are told in it.
    fn age_unit(&self, i: usize) -> Option<Unit> {
        self.age_word(i).and_then(Unit::named)
    }

    fn age_word(&self, i: usize) -> Option<&'static str> {
        match self.word(i).trim_end_matches(['s', '.']) {
            "year" | "yr" => Some("year"),
            "month" => Some("month"),
            "week" => Some("week"),
            "day" => Some("day"),
            _ => None,
        }
    }

    /// `12- and 15-inch`, `nine- or ten-year-olds`: the first has the measure of the second.
    pub(super) fn suspended(&self, hints: &Hints, term: &mut Term) {
        let at = term.last;
        let joint = ["and", "or", "to"].iter().any(|word| self.is(at + 1, word));
        if term.measure != Measure::Plain || !self.hangs(at) || !joint {
            return;
        }
        let Some(mut other) = self.term(hints, at + 2) else { return };
        self.aged(&mut other);
        if other.amount.form == Form::Cardinal && matches!(other.measure, Measure::Unit(_)) {
            term.measure = other.measure;
            term.rule = other.rule;
        }
    }

    /// Whether token `i` is a hyphen after a word with nothing behind it: `nine- and`.
    pub(super) fn hangs(&self, i: usize) -> bool {
        self.is_dash(i) && self.glued(i) && i + 1 < self.limit && !self.glued(i + 1)
    }

    /// Makes an age of a plain number where the words around it say so.
    pub(super) fn age(&self, found: &mut Found) {
        let term = &found.term;
        if term.measure != Measure::Plain
            || term.amount.form != Form::Cardinal
            || term.amount.magnitude.is_some()
            || found.first <= self.floor
        {
            return;
        }
        if self.is_something(found) {
            return;
        }
        let said = self.says_age(found.first);
        if said && let Some(unit) = self.age_unit(found.last) {
            found.last += 1;
            found.core_last = found.last;
            self.set_age(found, unit, Rule::AgeSaid);
            return;
        }
        let young = |value: Option<Decimal>| {
            value.is_none_or(|v| !v.is_negative() && v <= Decimal::from(OLDEST))
        };
        let known = found.value.is_some() || found.lower.is_some();
        if !known || ![found.value, found.lower, found.upper].into_iter().all(young) {
            return;
        }
        let rule = if said
            || self.is_listed_age(found)
            || self.is_birthday(found)
            || self.is_predicated(found)
        {
            Rule::AgeSaid
        } else if self.is_apposed(found) {
            Rule::AgeApposed
        } else {
            return;
        };
        if let Some(unit) = Unit::named("year") {
            self.set_age(found, unit, rule);
        }
    }

    /// `a 70-something woman`, `twenty-somethings`: makes it an age of a decade.
    fn is_something(&self, found: &mut Found) -> bool {
        let at = found.last;
        let something = self.past_hyphen(at) > at
            && (self.is(at + 1, "something") || self.is(at + 1, "somethings"));
        let upper = found.value.and_then(|v| v.plus(Decimal::from(9)));
        let Some(unit) = Unit::named("year").filter(|_| something && upper.is_some()) else {
            return false;
        };
        found.last = at + 2;
        found.core_last = found.last;
        (found.lower, found.upper, found.value) = (found.value, upper, None);
        self.set_age(found, unit, Rule::AgeDecade);
        true
    }

    fn set_age(&self, found: &mut Found, unit: Unit, rule: Rule) {
        found.term.measure = Measure::Unit(unit);
        found.rule = rule;
    }

    /// Whether the words before token `i` say that an age stands there: `aged`, `at the age of`.
    fn says_age(&self, i: usize) -> bool {
        // Most numbers are told from ages by their neighbours' classes.
        let from = i.saturating_sub(3).max(self.floor);
        if !(from..i).any(|j| self.view.has(j, Class::NumberCue)) {
            return false;
        }
        let before = |n: usize| i.checked_sub(n).filter(|&j| j >= self.floor);
        let Some(mut j) = before(1) else { return false };
        if (self.is(j, "just") || self.is(j, "only")) && j > self.floor {
            j -= 1;
        }
        if self.is(j, "of") && j > self.floor {
            j -= 1;
        }
        let shape = self.shape(j);
        Odd::Age.is(self.view, j) && (shape.is_lower() || shape.has(Shape::SENTENCE_START))
    }

    /// `aged 21, 24 and 35`: one of a list of numbers after the word.
    fn is_listed_age(&self, found: &Found) -> bool {
        const FAR: usize = 12;
        let mut j = found.first - 1;
        if !(self.is(j, "and") || self.is(j, "or") || self.view.is_mark(j, b',')) {
            return false;
        }
        let far = found.first.saturating_sub(FAR);
        while j > far {
            let between = self.view.is(j, "and")
                || self.view.is(j, "or")
                || self.view.is_mark(j, b',')
                || self.view.has(j, Class::Cardinal)
                || self.view.tokens.shapes[j].is_numeric();
            if !between {
                break;
            }
            j -= 1;
        }
        // `between the ages of 55 and 65`
        j -= usize::from(j > 0 && self.view.is(j, "of"));
        Odd::Age.is(self.view, j)
            && self.view.tokens.shapes[j].is_lower()
            && !self.counts_next(found.last, 2)
    }

    /// `she turned 40`, `turns 18 in May`; but `turned 12 people away`.
    fn is_birthday(&self, found: &Found) -> bool {
        let next = found.last;
        let open = !self.is_word(next)
            || self.view.any(next, FOLLOWS)
            || self.view.tokens.shapes.get(next).is_none_or(|s| s.has(Shape::SENTENCE_START));
        found.first == found.core
            && Odd::Birthday.is(self.view, found.first - 1)
            && open
            && !self.is_dash(next)
            && !self.is(next, "to")
            && !self.is(next, "into")
    }

    /// `he was 16 when`, `she is 45.`
    fn is_predicated(&self, found: &Found) -> bool {
        let Some(who) = found.first.checked_sub(2).filter(|&j| j >= self.floor) else {
            return false;
        };
        let shape = self.shape(who + 1);
        if !shape.has(Shape::POSSESSIVE) && !self.has(who + 1, Class::Auxiliary) {
            return false;
        }
        let is = ["is", "was", "'s", "’s"].iter().any(|word| self.is(who + 1, word));
        let person = self.is(who, "he") || self.is(who, "she");
        let next = found.last;
        let ends = !self.is_word(next) && !self.is_dash(next) && !self.view.is_mark(next, b'/')
            || ["when", "at", "and"].iter().any(|word| self.is(next, word));
        found.first == found.core && is && person && ends && found.value > Some(Decimal::from(2))
    }

    /// `Maria Lopez, 45,`, `his brother Juan, 38.`, `both 22,`
    fn is_apposed(&self, found: &Found) -> bool {
        let (first, next) = (found.first, found.last);
        let plain = matches!(found.term.amount.style, Some(Style::Plain(1..=3)));
        if found.first != found.core || !plain || next != first + 1 || found.value.is_none() {
            return false;
        }
        let comma = self.is_mark(next, b',');
        let stop = self.is_mark(next, b'.') || self.is_mark(next, b';');
        let closes = comma || next >= self.limit || stop;
        let goes_on = comma && self.shape(next + 1).has(Shape::DIGIT);
        if !closes || goes_on {
            return false;
        }
        let before = first - 1;
        if self.is(before, "both") {
            return true;
        }
        if !self.is_mark(before, b',') || !self.glued(before) || before < self.floor + 1 {
            return false;
        }
        let name = before - 1;
        let is_name = |j: usize| {
            // `Chung Ki-Sun`
            let hyphen = j >= 2 && self.view.is_mark(j - 1, b'-') && self.glued(j);
            self.shape(j).is_capitalised()
                && (hyphen || !self.view.any(j, NO_PERSONS))
                && !Odd::Label.is(self.view, j)
        };
        // `The Capitol, 12,`; but `Ahmed Said, 19,`
        let given = |j: usize| is_name(j) && !self.view.has(j, Class::Determiner);
        let kin = ClassSet::of(&[Class::Relation, Class::PersonNoun, Class::Title]);
        // `Okonkwo, 26, said`, but `in Paris, 12, in Rome, 14`
        let alone = is_name(name)
            && comma
            && self.shape(next + 1).is_lower()
            && found.value >= Some(Decimal::from(10))
            && !self.has(name.wrapping_sub(1), Class::Preposition)
            && !self.has(name.wrapping_sub(1), Class::Determiner);
        // `his sister, 9,`
        let person =
            self.shape(name).is_lower() && self.view.any(name, kin) && !self.is_plural(name);
        person
            || alone
            || is_name(name)
                && name > self.floor
                && (given(name - 1) || self.view.any(name - 1, kin))
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
        let unit = Unit::named("year")?;
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
        if i >= self.limit || !self.shape(i).has(Shape::LEADING_DIGIT) {
            return None;
        }
        let digits = self.word(i).strip_suffix('s')?;
        let digits = digits.strip_suffix(['\'', '’']).unwrap_or(digits);
        (digits.len() == 2).then(|| digits.parse().ok())?
    }

    /// `under-16s`, `over 65s`.
    fn age_group(&self, i: usize) -> Option<Found> {
        let value = Decimal::from(self.plural_digits(i)?);
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
        let unit = Unit::named("year")?;
        let found = self.whole_of(word, i + 1, Measure::Unit(unit), Rule::AgeGroup);
        Some(match bound {
            Bound::Upper => Found { value: Some(value), upper: Some(value), ..found },
            Bound::Lower => Found { value: Some(value), lower: Some(value), ..found },
        })
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
            || view.has(last - 1, Class::TimeUnit)
                && self.says_age(first)
                && self.age_word(last - 1).is_some()
    }
}

/// Words that go on after an age.
const FOLLOWS: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Conjunction,
    Class::Determiner,
    Class::Pronoun,
    Class::TimeModifier,
    Class::Deictic,
    Class::Function,
]);
