//! Words that begin what stands around numbers, by their id: a bit tells most words apart.

use std::sync::LazyLock;

use super::{currency, unit, words};
use crate::{
    Result,
    lexicon::Lexicon,
    text::{Tokens, fold_hash},
};

/// Begins a word or phrase that qualifies the number after it: `at` (`at least`).
pub(super) static BEFORE: LazyLock<Openings> = LazyLock::new(|| {
    Openings::of(|all| {
        words::qualifiers(|text, after| {
            if !after {
                all.add(text, 1)
            }
        })
    })
});

/// Begins one that qualifies the number before it: `or` (`or more`).
pub(super) static AFTER: LazyLock<Openings> = LazyLock::new(|| {
    Openings::of(|all| {
        words::qualifiers(|text, after| {
            if after {
                all.add(text, 1)
            }
        })
    })
});

/// Begins a phrase of a unit, a currency or a percent: `square` (`square mile`).
pub(super) static MEASURES: LazyLock<Openings> = LazyLock::new(|| {
    Openings::of(|all| {
        words::percents(|text| all.add(text, 2))?;
        unit::spellings().chain(currency::spellings()).for_each(|text| all.add(text, 2));
        currency::cues(|text| all.add(text, 1))
    })
});

/// A set of words of the lexicon.
#[derive(Default)]
pub(super) struct Openings {
    bits: Vec<u64>,
    tokens: Tokens,
}

impl Openings {
    /// Nothing is wrong with lists that the lexicon is made of.
    fn of(fill: impl FnOnce(&mut Self) -> Result<()>) -> Self {
        let mut openings = Self::default();
        let read = fill(&mut openings);
        debug_assert!(read.is_ok());
        openings
    }

    /// Adds the first word of a text that has at least so many.
    fn add(&mut self, text: &str, least: usize) {
        let single = text.bytes().all(|byte| byte.is_ascii_alphabetic());
        if single && least > 1 {
            return;
        }
        self.tokens.read(text);
        if self.tokens.len() < least.max(1) {
            return;
        }
        let id = Lexicon::english().id(fold_hash(self.tokens.text(text, 0))) as usize;
        if self.bits.len() <= id / 64 {
            self.bits.resize(id / 64 + 1, 0);
        }
        self.bits[id / 64] |= 1 << (id % 64);
    }

    /// Whether a word of this id is one.
    #[inline]
    pub(super) fn has(&self, id: u32) -> bool {
        self.bits.get(id as usize / 64).is_some_and(|word| word >> (id % 64) & 1 == 1)
    }
}
