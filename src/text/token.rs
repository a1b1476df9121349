//! Tokens as a struct of arrays.

use crate::{Span, lexicon::ClassSet};

/// What a token is made of, as bits that can be tested together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(pub(crate) u16);

impl Shape {
    /// Begins with an upper-case letter.
    pub const CAPITAL: Self = Self(1);
    /// Has an upper-case letter after the first character.
    pub const INNER_UPPER: Self = Self(1 << 1);
    /// Has a lower-case letter.
    pub const LOWER: Self = Self(1 << 2);
    /// Has a digit.
    pub const DIGIT: Self = Self(1 << 3);
    /// Begins with a digit.
    pub const LEADING_DIGIT: Self = Self(1 << 4);
    /// Has a letter of a script without case, or any alphanumeric that is neither of the above.
    pub const OTHER_LETTER: Self = Self(1 << 5);
    /// A single punctuation mark or symbol.
    pub const MARK: Self = Self(1 << 6);
    /// Has a full stop inside or at its end (`U.S.`, `W.`, `Inc.`, `1.5`).
    pub const DOT: Self = Self(1 << 7);
    /// Has a byte outside ASCII.
    pub const NON_ASCII: Self = Self(1 << 8);
    /// White space stands before it (or the text begins).
    pub const SPACE_BEFORE: Self = Self(1 << 9);
    /// A line break stands in the white space before it (or the text begins).
    pub const LINE_BEFORE: Self = Self(1 << 10);
    /// An empty line stands before it (or the text begins).
    pub const BLANK_BEFORE: Self = Self(1 << 11);
    /// First token of its sentence.
    pub const SENTENCE_START: Self = Self(1 << 12);
    /// `'s` or `’s`.
    pub const POSSESSIVE: Self = Self(1 << 13);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any bit of `other` is set.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets of bits.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// A word (letters or digits), not a mark.
    #[must_use]
    pub const fn is_word(self) -> bool {
        !self.has(Self::MARK)
    }

    /// `Tokyo`, `McDonald`, `A`, `WWII`: a word that begins with a capital.
    #[must_use]
    pub const fn is_capitalised(self) -> bool {
        self.has(Self::CAPITAL)
    }

    /// `WWII`, `AFP`, `U.S.`: at least two letters and none in lower case.
    #[must_use]
    pub const fn is_upper(self) -> bool {
        self.has(Self::CAPITAL) && self.has(Self::INNER_UPPER) && !self.has(Self::LOWER)
    }

    /// Digits only, with separators: `19,000`, `1.5`, `1945`.
    #[must_use]
    pub const fn is_numeric(self) -> bool {
        self.has(Self::DIGIT)
            && !self.any(Self(
                Self::CAPITAL.0 | Self::INNER_UPPER.0 | Self::LOWER.0 | Self::OTHER_LETTER.0,
            ))
    }

    /// A word in lower case only.
    #[must_use]
    pub const fn is_lower(self) -> bool {
        self.has(Self::LOWER) && !self.any(Self(Self::CAPITAL.0 | Self::INNER_UPPER.0))
    }
}

/// The tokens of a text: parallel arrays, one slot a token, kept in a `Scratch` and reused.
///
/// Offsets are bytes of UTF-8; tokens are in order and do not overlap; what lies between them is
/// white space only.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// First byte of each token.
    pub starts: Vec<u32>,
    /// One past the last byte of each token.
    pub ends: Vec<u32>,
    /// What each token is made of.
    pub shapes: Vec<Shape>,
    /// [`fold_hash`](crate::text::fold_hash) of each token: equal for forms that differ in case,
    /// accents, kind of apostrophe or full stops.
    pub hashes: Vec<u64>,
    /// The lexicon's id of the folded token; 0 for a word the lexicon does not have.
    pub words: Vec<u32>,
    /// What the token can mean, by the lexicon.
    pub classes: Vec<ClassSet>,
}

impl Tokens {
    /// The tokens of `text`: spans and shapes only.
    ///
    /// ```
    /// let mut tokens = dateline::text::Tokens::default();
    /// tokens.read("Abe's U.S. visit.");
    /// let words: Vec<_> = (0..tokens.len()).map(|i| tokens.text("Abe's U.S. visit.", i)).collect();
    /// assert_eq!(words, ["Abe", "'s", "U.S.", "visit", "."]);
    /// ```
    pub fn read(&mut self, text: &str) {
        self.clear();
        super::tokenize(text, self);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The bytes of token `i`.
    #[must_use]
    pub fn span(&self, i: usize) -> Span {
        Span::new(self.starts[i], self.ends[i])
    }

    /// Token `i` as it stands in `text`.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str, i: usize) -> &'t str {
        &text[self.starts[i] as usize..self.ends[i] as usize]
    }

    /// Whether token `i` exists and no white space stands between it and the token before it.
    #[must_use]
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.len() && self.starts[i] == self.ends[i - 1]
    }

    pub(crate) fn clear(&mut self) {
        self.starts.clear();
        self.ends.clear();
        self.shapes.clear();
        self.hashes.clear();
        self.words.clear();
        self.classes.clear();
    }

    /// Moves these tokens to `to`, which is not behind them.
    pub(crate) fn move_up(&mut self, tokens: std::ops::Range<usize>, to: usize) {
        if tokens.start > to {
            self.starts.copy_within(tokens.clone(), to);
            self.ends.copy_within(tokens.clone(), to);
            self.shapes.copy_within(tokens.clone(), to);
            self.hashes.copy_within(tokens.clone(), to);
            self.words.copy_within(tokens.clone(), to);
            self.classes.copy_within(tokens, to);
        }
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.starts.truncate(len);
        self.ends.truncate(len);
        self.shapes.truncate(len);
        self.hashes.truncate(len);
        self.words.truncate(len);
        self.classes.truncate(len);
    }

    pub(crate) fn push(&mut self, start: usize, end: usize, shape: Shape) {
        self.starts.push(start as u32);
        self.ends.push(end as u32);
        self.shapes.push(shape);
    }
}
