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
        let mut at = self.past_hyphen(found.last);
        let compound = at > found.last;
        at += usize::from(self.is(at, "more"));
        at += usize::from(self.is(at, "of"));
        while self.has(at, Class::Determiner) || at > found.last && self.has(at, Class::Cardinal) {
            at += 1;
        }
        let first = at;
        let mut head = None;
        while at < self.limit && at < first + LONGEST {
            let shape = self.shape(at);
            if !shape.is_word() {
                let hyphen = self.is_dash(at) && self.glued(at) && self.glued(at + 1);
                let comma = self.is_mark(at, b',') && head.is_none() && at > first;
                if hyphen || comma && self.adjectives(at) {
                    at += 1;
                    continue;
                }
                break;
            }
            let counted = Odd::Uncounted.is(self.view, at);
            if shape.has(Shape::POSSESSIVE) || self.view.any(at, ENDS) && !counted {
                break;
            }
            if self.is_plural(at) {
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
        } else if head.is_none() && lower && found.value == Some(Decimal::ONE) {
            head = Some(first);
        }
        let phrase =
            head.map(|head| Span::new(self.view.tokens.starts[first], self.view.tokens.ends[head]));
        let after = head.map_or(first, |head| head + 1);
        let happening = self.happening(after).or_else(|| self.happening_before(found.first));
        (phrase.is_some() || happening.is_some()).then_some(Counted { phrase, happening })
    }

    /// Whether a comma at `at` stands between adjectives of one noun in the plural.
    fn adjectives(&self, at: usize) -> bool {
        self.shape(at + 1).is_lower() && self.is_plural(at + 2) && !self.view.any(at + 1, ENDS)
    }

    /// `killed at least 12 people`, `killing 12`.
    fn happening_before(&self, first: usize) -> Option<usize> {
        let before = first.checked_sub(1).filter(|&i| i >= self.floor)?;
        (Odd::Happening.is(self.view, before) && self.shape(before).is_lower()).then_some(before)
    }

    /// `were killed`, `dead`, `have been arrested` after the phrase.
    fn happening(&self, after: usize) -> Option<usize> {
        for i in after..(after + 4).min(self.limit) {
            if Odd::Happening.is(self.view, i) {
                return Some(i);
            }
            let leads = self.view.any(i, ClassSet::of(&[Class::Auxiliary, Class::Function]));
            if !leads && !Odd::State.is(self.view, i) {
                return None;
            }
        }
        None
    }
}
