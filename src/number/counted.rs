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
        if self.is(at, "more")
            || self.is(at, "other")
            || self.is(at, "additional")
            || self.is(at, "further")
        {
            at += 1;
        }
        if self.is(at, "of") {
            at += 1;
            while self.view.any(at, ClassSet::of(&[Class::Determiner])) && at < self.limit
                || ["the", "its", "their", "his", "her", "our", "these", "those", "all", "a", "an"]
                    .iter()
                    .any(|w| self.is(at, w))
            {
                at += 1;
            }
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
            if shape.has(Shape::POSSESSIVE) || self.view.any(at, ENDS) || is_stop(self.word(at)) {
                break;
            }
            if self.is_plural(at) {
                head = Some(at);
            } else if head.is_some() {
                break;
            }
            at += 1;
        }
        let one = found.value == Some(Decimal::ONE) || compound;
        if head.is_none() && one && first < self.limit && self.shape(first).is_lower() && first < at
        {
            head = Some(first);
        }
        let phrase =
            head.map(|head| Span::new(self.view.tokens.starts[first], self.view.tokens.ends[head]));
        let after = head.map_or(first, |head| head + 1);
        let happening = self.happening(after, found.first);
        (phrase.is_some() || happening.is_some()).then_some(Counted { phrase, happening })
    }

    /// Whether a comma at `at` stands between adjectives of one noun in the plural.
    fn adjectives(&self, at: usize) -> bool {
        self.shape(at + 1).is_lower() && self.is_plural(at + 2) && !self.view.any(at + 1, ENDS)
    }

    /// `were killed`, `dead`, `have been arrested` after the phrase; `killing` before the number.
    fn happening(&self, after: usize, _first: usize) -> Option<usize> {
        for i in after..(after + 4).min(self.limit) {
            if Odd::Happening.is(self.view, i) {
                return Some(i);
            }
            let auxiliary = self.view.any(i, ClassSet::of(&[Class::Auxiliary]))
                || [
                    "were", "was", "are", "is", "been", "have", "has", "had", "being", "also",
                    "reported", "feared",
                ]
                .iter()
                .any(|w| self.is(i, w));
            if !auxiliary {
                return None;
            }
        }
        None
    }
}

/// Function words that end a noun phrase, for want of a class.
fn is_stop(word: &str) -> bool {
    const STOPS: [&str; 60] = [
        "a",
        "about",
        "after",
        "against",
        "all",
        "and",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "but",
        "by",
        "can",
        "could",
        "during",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "if",
        "in",
        "including",
        "into",
        "is",
        "it",
        "may",
        "might",
        "not",
        "of",
        "on",
        "or",
        "over",
        "should",
        "since",
        "so",
        "than",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "under",
        "until",
        "was",
        "were",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "yet",
    ];
    STOPS.binary_search(&word).is_ok()
}
