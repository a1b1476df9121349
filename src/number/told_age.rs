//! Ages that the words around a number tell: `aged 34`, `Maria Lopez, 45,`, `she turned 40`.

use super::{
    Decimal, Rule, Unit,
    compose::{Form, Scan},
    digits::Style,
    find::Found,
    term::Measure,
    words::Odd,
};
use crate::{
    lexicon::{Class, ClassSet},
    text::Shape,
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

impl Scan<'_, '_, '_> {
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
            || self.is_at_age(found)
        {
            Rule::AgeSaid
        } else if self.is_apposed(found) {
            Rule::AgeApposed
        } else {
            return;
        };
        if let Some(unit) = Unit::year() {
            self.set_age(found, unit, rule);
        }
    }

    /// `a 70-something woman`, `twenty-somethings`: makes it an age of a decade.
    fn is_something(&self, found: &mut Found) -> bool {
        let at = found.last;
        let something = self.past_hyphen(at) > at
            && (self.is(at + 1, "something") || self.is(at + 1, "somethings"));
        let upper = found.value.and_then(|v| v.plus(Decimal::from(9)));
        let Some(unit) = Unit::year().filter(|_| something && upper.is_some()) else {
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

    /// Whether the words before token `i` say that an age stands there: `aged`, `at the age of`,
    /// `the average age of farmers is`, `raise the pension age from 65 to`.
    pub(super) fn says_age(&self, i: usize) -> bool {
        const FAR: usize = 8;
        // Most numbers are told from ages by their neighbours' classes.
        // `from 65 to 67`: the word stands before a number that is read already.
        let floor = if i > 0 && self.is(i - 1, "to") { 0 } else { self.floor };
        let from = i.saturating_sub(FAR).max(floor);
        let Some(mut j) = (from..i).rev().find(|&j| Odd::Age.is(self.view, j)) else {
            return false;
        };
        let shape = self.shape(j);
        if !shape.is_lower() && !shape.has(Shape::SENTENCE_START) {
            return false;
        }
        let aged = self.is(j, "aged");
        j += 1;
        if aged || j == i {
            return j == i || j + 1 == i && (self.is(j, "just") || self.is(j, "only"));
        }
        // `the age of 34`, `age limit of 34`, `the age of farmers is 34`
        let of = self.is(j, "of");
        if of && (j + 1 == i || j + 2 == i && (self.is(j + 1, "just") || self.is(j + 1, "only"))) {
            return true;
        }
        if self.word(j - 1).len() != 3 {
            return false;
        }
        if of {
            j += 1;
            while j < i && self.is_word(j) && !self.has(j, Class::Auxiliary) {
                j += 1;
            }
        }
        let range = self.is(j, "from") && j + 3 == i && self.is(i - 1, "to");
        range || j + 1 == i && ["is", "was", "to", "from", "at"].iter().any(|w| self.is(j, w))
    }

    /// `aged 21, 24 and 35`: one of a list of numbers after the word.
    fn is_listed_age(&self, found: &Found) -> bool {
        const FAR: usize = 12;
        let mut j = found.first - 1;
        let and = self.has(j, Class::Conjunction) && (self.is(j, "and") || self.is(j, "or"));
        if !and && !self.view.is_mark(j, b',') {
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
        if !Odd::Birthday.is(self.view, found.first - 1) {
            return false;
        }
        let next = found.last;
        let open = !self.is_word(next)
            || self.view.any(next, FOLLOWS)
            || self.view.tokens.shapes.get(next).is_none_or(|s| s.has(Shape::SENTENCE_START));
        found.first == found.core
            && open
            && !self.is_dash(next)
            && !self.is(next, "to")
            && !self.is(next, "into")
    }

    /// `he was 16 when`, `she is 45.`, `Mr Cho, who is 64,`, `Mrs Lund was 91.`
    fn is_predicated(&self, found: &Found) -> bool {
        let Some(who) = found.first.checked_sub(2).filter(|&j| j >= self.floor) else {
            return false;
        };
        let verb = who + 1;
        if !self.shape(verb).has(Shape::POSSESSIVE) && !self.has(verb, Class::Auxiliary) {
            return false;
        }
        let is = ["is", "was", "'s", "’s"].iter().any(|word| self.is(verb, word));
        let relative = self.is(who, "who") && !self.is(who.wrapping_sub(1), "those");
        let person = self.is(who, "he") || self.is(who, "she") || relative || {
            self.shape(who).is_capitalised()
                && who > self.floor
                && self.view.any(who - 1, ClassSet::of(&[Class::Honorific]))
        };
        let next = found.last;
        let ends = !self.is_word(next) && !self.is_dash(next) && !self.view.is_mark(next, b'/')
            || ["when", "at", "and"].iter().any(|word| self.is(next, word));
        found.first == found.core && is && person && ends && found.value > Some(Decimal::from(2))
    }

    /// `died at 87`, `married at 19.`, `At 72, he`
    fn is_at_age(&self, found: &Found) -> bool {
        let at = found.first - 1;
        let (next, bare) = (found.last, found.first == found.core);
        if !bare || !self.is(at, "at") || found.value < Some(Decimal::from(5)) {
            return false;
        }
        if self.shape(at).has(Shape::SENTENCE_START) {
            // `At 7, he` may be seven o'clock.
            return self.is_mark(next, b',')
                && found.value > Some(Decimal::from(12))
                && (self.is(next + 1, "he") || self.is(next + 1, "she"));
        }
        let ends = !self.is_word(next) && !self.is_dash(next) && !self.view.is_mark(next, b':')
            || ["after", "and", "in", "on"].iter().any(|word| self.is(next, word));
        let before = ["died", "dies", "dead", "dying", "married", "retired", "orphaned", "widowed"];
        ends && at > self.floor && before.iter().any(|word| self.is(at - 1, word))
    }

    /// `Maria Lopez, 45,`, `his brother Juan, 38.`, `both 22,`
    fn is_apposed(&self, found: &Found) -> bool {
        let (first, next) = (found.first, found.last);
        let plain = matches!(found.term.amount.style, Some(Style::Plain(1..=3)));
        if found.first != found.core || !plain || next != first + 1 || found.value.is_none() {
            return false;
        }
        let comma = self.is_mark(next, b',');
        let stop = [b'.', b';', b')'].iter().any(|&mark| self.is_mark(next, mark));
        let closes = comma || next >= self.limit || stop;
        let listed = comma && self.shape(next + 1).has(Shape::DIGIT);
        if !closes || listed {
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
        // `Okonkwo, 26, said`, `said Okonkwo, 26.`, but `in Paris, 12, in Rome, 14`
        let goes_on = comma && self.shape(next + 1).is_lower();
        let said = stop && self.has(name.wrapping_sub(1), Class::SpeechVerb);
        let apart = || {
            let before = name.wrapping_sub(1);
            !self.has(before, Class::Preposition) && !self.has(before, Class::Determiner)
        };
        let alone =
            is_name(name) && (said || goes_on && apart()) && found.value >= Some(Decimal::from(10));
        // `his sister, 9,`
        let person =
            self.shape(name).is_lower() && self.view.any(name, kin) && !self.is_plural(name);
        person
            || alone
            || is_name(name)
                && name > self.floor
                && (given(name - 1) || self.view.any(name - 1, kin))
    }
}
