//! The noun phrase that a number counts, and what became of it.

use super::{
    Decimal,
    compose::{Form, Scan},
    find::Found,
    words::Odd,
};
use crate::{
    Span,
    lexicon::{Class, ClassSet},
    text::Shape,
};

/// What a number counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// The noun phrase without determiners.
    pub(super) phrase: Option<Span>,
    /// The token that says what became of them.
    pub(super) happening: Option<usize>,
}

/// Words that end a noun phrase.
const ENDS: ClassSet = ClassSet::of(&[
    Class::Pronoun,
    Class::Determiner,
    Class::Preposition,
    Class::Conjunction,
    Class::Auxiliary,
    Class::Function,
    Class::SpeechVerb,
    Class::Cardinal,
    Class::Percent,
]);

/// Words that a number is of, not things that it counts.
const MEASURES: ClassSet = ClassSet::of(&[Class::Unit, Class::Currency, Class::Percent]);

/// Most words of a counted phrase.
const LONGEST: usize = 5;

impl Scan<'_, '_, '_> {
    /// Whether token `i` looks like a noun in the plural.
    pub(super) fn is_plural(&self, i: usize) -> bool {
        if i >= self.limit
            || !self.shape(i).any(Shape::LOWER)
            || self.shape(i).has(Shape::POSSESSIVE)
        {
            return false;
        }
        if Odd::Uncounted.is(self.view, i) {
            return true;
        }
        let word = self.word(i);
        word.len() > 2
            && word.ends_with('s')
            && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end))
            && !Odd::Singular.is(self.view, i)
            && !self.view.any(i, ENDS)
    }

    /// What stands after a number and is counted by it.
    pub(super) fn counted(&self, found: &Found) -> Option<Counted> {
        if found.term.amount.form == Form::Ordinal {
            return None;
        }
        // `92 mln. Sales`
        if self.shape(found.last).is_capitalised()
            && self.end(found, found.last) < self.view.tokens.ends[found.last - 1]
        {
            return None;
        }
        let mut at = self.past_hyphen(found.last);
        let compound = at > found.last;
        at += usize::from(self.is(at, "more"));
        at += usize::from(self.is(at, "of"));
        let of = at > found.last && self.is(at - 1, "of");
        while self.has(at, Class::Determiner) {
            at += 1;
        }
        // `11 of the 28 teams`, `10 of the 80-odd resorts`
        let whole = at;
        while of && self.is_number(at) {
            at += 1;
        }
        if at > whole && self.past_hyphen(at) > at {
            at = if Odd::Joined.is(self.view, at + 1) { at + 2 } else { whole };
        }
        if at > whole && self.view.any(at, MEASURES) {
            return None;
        }
        let mut first = at;
        let many = found.value != Some(Decimal::ONE);
        let (mut head, mut owned) = (None, false);
        while at < self.limit && at < first + LONGEST {
            let shape = self.shape(at);
            // `two of the country's 33 million people`
            let own = shape.has(Shape::POSSESSIVE) || self.is_mark(at, b'\'') && self.glued(at);
            if of && own && at > first && !owned {
                (head, owned) = (None, true);
                at += 1;
                while self.is_number(at) {
                    at += 1;
                }
                if self.view.any(at, MEASURES) {
                    return None;
                }
                first = at;
                continue;
            }
            if !shape.is_word() {
                let hyphen = self.is_dash(at) && self.glued(at) && self.glued(at + 1);
                let comma = self.is_mark(at, b',') && head.is_none() && at > first;
                if hyphen || comma && self.adjectives(at) {
                    at += 1;
                    continue;
                }
                break;
            }
            let counted =
                Odd::Uncounted.is(self.view, at) || many && at == first && self.is_claim(at);
            // `17 confirmed cases`
            let quality = at == first
                && self.has(at, Class::SpeechVerb)
                && self.word(at).ends_with("ed")
                && self.is_plural(at + 1);
            let ends = self.view.any(at, ENDS) && !counted && !quality;
            if shape.has(Shape::POSSESSIVE) || ends {
                break;
            }
            // `S&P 500 rose 20 points`; but `two fast-growing economies`
            let rose = Odd::Change.is(self.view, at)
                && !self.is_plural(at)
                && !self.word(at).ends_with("ing");
            let measured = shape.is_numeric() && self.view.any(at + 1, MEASURES);
            if at > first && (rose || measured) && !self.glued(at) {
                break;
            }
            // `actresses remains`, `one in five children lives`, `9.1 times earnings`
            let part = found.term.amount.form == Form::Fraction;
            let state = head.is_some_and(|head| {
                Odd::State.is(self.view, at)
                    || self.is(head, "times")
                    || part
                        && Odd::Uncounted.is(self.view, head)
                        && !self.shape(at - 1).is_capitalised()
            });
            if counted || self.is_plural(at) && !state {
                head = Some(at);
            } else if head.is_some() {
                break;
            }
            at += 1;
        }
        let lower = first < at && self.shape(first).is_lower();
        if compound {
            // `six-party talks`: parties.
            head = (lower && !Odd::Joined.is(self.view, first)).then_some(first);
        } else if head.is_none() && lower && !many && !of {
            head = Some(first);
        }
        let phrase =
            head.map(|head| Span::new(self.view.tokens.starts[first], self.view.tokens.ends[head]));
        let after = head.map_or(first, |head| head + 1);
        let happening = self.happening(after).or_else(|| self.happening_before(found.first));
        (phrase.is_some() || happening.is_some()).then_some(Counted { phrase, happening })
    }

    fn is_number(&self, i: usize) -> bool {
        self.has(i, Class::Cardinal)
            || self.has(i, Class::Magnitude)
            || self.shape(i).is_numeric()
            || matches!(self.odd(i), Some(Odd::Power(_)))
    }

    /// Whether what stands after token `i` is done by those counted: `police fired rubber bullets`,
    /// but `30 others injured when`.
    fn has_object(&self, i: usize) -> bool {
        const FREE: ClassSet = ClassSet::of(&[
            Class::Preposition,
            Class::Conjunction,
            Class::Auxiliary,
            Class::Function,
            Class::Weekday,
            Class::Month,
            Class::Deictic,
            Class::TimeModifier,
        ]);
        let mut next = i + 1;
        while Odd::Happening.is(self.view, next) || self.word(next).ends_with("ly") {
            next += 1;
        }
        let ends = next >= self.limit || !self.is_word(next) && !self.is_dash(next);
        !ends && !self.view.any(next, FREE)
    }

    /// Whether token `i` is a noun in the plural that could be a verb of saying: `two claims`.
    fn is_claim(&self, i: usize) -> bool {
        self.has(i, Class::SpeechVerb) && self.shape(i).is_lower() && self.word(i).ends_with('s')
    }

    /// Whether a comma at `at` stands between adjectives of one noun in the plural.
    fn adjectives(&self, at: usize) -> bool {
        self.shape(at + 1).is_lower() && self.is_plural(at + 2) && !self.view.any(at + 1, ENDS)
    }

    /// `killed at least 12 people`, `killing 12`.
    fn happening_before(&self, first: usize) -> Option<usize> {
        let mut before = first.checked_sub(1).filter(|&i| i >= self.floor)?;
        // `killing all 29 on board`
        if before > self.floor && (self.has(before, Class::Determiner) || self.is(before, "all")) {
            before -= 1;
        }
        // `shot dead 20 people`
        let happened = |i: usize| Odd::Happening.is(self.view, i);
        if before > self.floor && happened(before) && happened(before - 1) {
            before -= 1;
        }
        let ends = ["missing", "fired"].iter().any(|word| self.is(before, word));
        let done = !ends && self.shape(before).is_lower();
        (done && happened(before)).then_some(before)
    }

    /// `were killed`, `dead`, `have been arrested` after the phrase.
    pub(super) fn happening(&self, after: usize) -> Option<usize> {
        for i in after..(after + 4).min(self.limit) {
            if Odd::Happening.is(self.view, i) {
                return (i > after || !self.has_object(i)).then_some(i);
            }
            let leads = self.view.any(i, ClassSet::of(&[Class::Auxiliary, Class::Function]));
            let state = Odd::State.is(self.view, i) || Odd::Outcome.is(self.view, i);
            if !leads && !state {
                return None;
            }
        }
        None
    }
}
