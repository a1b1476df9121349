//! What the later stages read: a text with its tokens and sentences.

use super::{Sentence, Shape, Tokens};
use crate::lexicon::{Class, ClassSet, Lexicon, Sense};

/// A text (`'a`) with its tokens and sentences (`'s`, in a `Scratch`) and the lexicon: what every
/// stage after the first reads.
#[derive(Clone, Copy, Debug)]
pub struct TextView<'a, 's> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'s Tokens,
    /// Its sentences, in order; together they hold every token.
    pub sentences: &'s [Sentence],
    /// The lexicon that the tokens' words and classes come from.
    pub lexicon: &'static Lexicon,
}

impl<'a> TextView<'a, '_> {
    /// Token `i` as it stands in the text.
    #[must_use]
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.text(self.text, i)
    }

    /// The bytes of token `i`.
    #[must_use]
    pub fn bytes(&self, i: usize) -> &'a [u8] {
        &self.text.as_bytes()[self.tokens.starts[i] as usize..self.tokens.ends[i] as usize]
    }

    /// First byte of token `i`: enough to tell marks apart.
    #[must_use]
    pub fn byte(&self, i: usize) -> u8 {
        self.text.as_bytes()[self.tokens.starts[i] as usize]
    }

    /// Whether token `i` exists and is this one ASCII mark.
    #[must_use]
    pub fn is_mark(&self, i: usize, mark: u8) -> bool {
        i < self.tokens.len() && self.tokens.shapes[i].has(Shape::MARK) && self.byte(i) == mark
    }

    /// Whether token `i` exists and has this class.
    #[must_use]
    pub fn has(&self, i: usize, class: Class) -> bool {
        i < self.tokens.len() && self.tokens.classes[i].has(class)
    }

    /// Whether token `i` exists and has any of these classes.
    #[must_use]
    pub fn any(&self, i: usize, classes: ClassSet) -> bool {
        i < self.tokens.len() && self.tokens.classes[i].any(classes)
    }

    /// Whether token `i` exists and is this ASCII word in any case.
    #[must_use]
    #[inline]
    pub fn is(&self, i: usize, word: &str) -> bool {
        i < self.tokens.len()
            && (self.tokens.ends[i] - self.tokens.starts[i]) as usize == word.len()
            && self.bytes(i).eq_ignore_ascii_case(word.as_bytes())
    }

    /// The value of token `i`'s first meaning of this class.
    #[must_use]
    pub fn value(&self, i: usize, class: Class) -> Option<i64> {
        if self.has(i, class) { self.lexicon.value(self.tokens.words[i], class) } else { None }
    }

    /// The longest phrase of this class at token `i`; see [`Lexicon::phrase_at`].
    #[must_use]
    pub fn phrase(&self, i: usize, class: Class) -> Option<(usize, Sense)> {
        if i < self.tokens.len() { self.lexicon.phrase_at(self.tokens, i, class) } else { None }
    }

    /// The longest meaning of this class at token `i`, a phrase or a single word.
    #[must_use]
    pub fn longest(&self, i: usize, class: Class) -> Option<(usize, i64)> {
        self.phrase(i, class)
            .map(|(len, sense)| (len, sense.value))
            .or_else(|| self.value(i, class).map(|value| (1, value)))
    }
}
