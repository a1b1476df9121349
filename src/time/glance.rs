//! What each word of the lexicon does in times, at first sight: one read a token.

use std::sync::LazyLock;

use super::words::Word;
use crate::lexicon::{Class, Lexicon};

/// What is known of a word before its meanings are looked up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Glance {
    /// The second words of the phrases of times that it begins, a bit each; several words share one.
    seconds: u32,
    /// What it does as a function word.
    pub(super) word: Option<Word>,
    /// The classes of those phrases, and whether a time can begin with the word by itself.
    begins: u8,
}

/// Of each id of the lexicon.
pub(super) static GLANCES: LazyLock<Box<[Glance]>> = LazyLock::new(|| {
    let lexicon = Lexicon::english();
    (0..lexicon.len() as u32).map(|id| Glance::of(lexicon, id)).collect()
});

/// The bit of a word by which a time can begin.
const STARTS: u8 = 1 << 7;

/// The bit of a word that is an amount or begins one: `few`, `half`.
const COUNTS: u8 = 1 << 6;

impl Glance {
    fn of(lexicon: &Lexicon, id: u32) -> Self {
        let word = lexicon.value(id, Class::TimeWord).and_then(Word::of);
        let mut glance = Self { word, ..Self::default() };
        for (class, second) in lexicon.phrases(id) {
            if bit(class) != 0 {
                glance.begins |= bit(class);
                glance.seconds |= second_bit(second);
            }
        }
        if word.is_some_and(Word::counts) {
            glance.begins |= COUNTS;
        }
        let senses = lexicon.senses(id);
        if senses.iter().any(|s| s.class == Class::TimeStart && s.value == 0) {
            glance.begins |= STARTS;
        }
        glance
    }

    /// Whether a phrase of `class` begins with the word.
    pub(super) const fn begins(self, class: Class) -> bool {
        self.begins & bit(class) != 0
    }

    /// Whether a phrase that names or dates something begins with the word.
    pub(super) const fn begins_any(self) -> bool {
        self.begins & (bit(Class::Deictic) | bit(Class::Holiday) | bit(Class::TimePart)) != 0
    }

    /// Whether a phrase of times may go on with the word `next`.
    pub(super) const fn goes_on(self, next: u32) -> bool {
        self.seconds & second_bit(next) != 0
    }

    /// Whether the word is an amount or begins one: `few`, `half`, `a`.
    pub(super) const fn counts(self) -> bool {
        self.begins & COUNTS != 0
    }

    /// Whether a time can begin with the word that is no phrase: `every`, `several`.
    pub(super) const fn starts(self) -> bool {
        self.begins & STARTS != 0
    }
}

const fn bit(class: Class) -> u8 {
    match class {
        Class::Deictic => 1,
        Class::Holiday => 1 << 1,
        Class::TimePart => 1 << 2,
        Class::TimeModifier => 1 << 3,
        Class::TimeWord => 1 << 4,
        _ => 0,
    }
}

const fn second_bit(word: u32) -> u32 {
    1 << (word.wrapping_mul(0x9E37_79B1) >> 27)
}
