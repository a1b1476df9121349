//! How names begin, as classes of their first three bytes.
//!
//! Nearly all names begin with a capital; the few that do not would make a candidate of every word
//! in lower case that has the same first letter. So their first words are put into buckets, by
//! first letter, and a block of text is asked for all buckets at once: a word in lower case is a
//! candidate only if its first three bytes have a bucket in common. Words of one letter and of two
//! have a bucket each, and the last one is for all other beginnings, of which only the first byte
//! is looked at.

use super::{dense::FREQUENT, key::Word, verify::Policy};
use crate::machine::Classes;

/// The classes of the first, second and third byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Openings {
    pub(super) classes: [Classes; 3],
}

/// The buckets of words of one letter and of two, and of those that need no more than what the
/// classes say.
pub(super) const ONE: u8 = 1 << 5;
pub(super) const TWO: u8 = 1 << 6;
pub(super) const LONGER: u8 = !(ONE | TWO);

/// The bucket of other beginnings, and how many there are for words of three letters and more.
const OTHER: u8 = 1 << 7;
const LONG: usize = 5;

/// The length in a header.
pub(super) const LEN: usize = 96;

const NONE: Classes = Classes { low: [0; 16], high: [0; 16] };

impl Default for Openings {
    fn default() -> Self {
        let behind = |bits| Classes { low: [bits; 16], high: [bits; 16] };
        Self { classes: [NONE, behind(OTHER | ONE), behind(OTHER | ONE | TWO)] }
    }
}

/// Sets of bytes: the first, second and third of words.
#[derive(Clone, Copy, Debug, Default)]
struct Sets([u128; 3]);

/// Collects beginnings.
#[derive(Debug, Default)]
pub(super) struct Collected {
    openings: Openings,
    /// Of words in lower case of three letters and more, by the first one.
    long: [Sets; 26],
}

impl Collected {
    /// A name that begins with `byte`, not in lower case.
    pub(super) fn add_other(&mut self, byte: u8) {
        // Other scripts need none: every word of theirs is looked at.
        if byte < 0x7f {
            add(&mut self.openings.classes[0], byte, OTHER);
        }
    }

    /// A name that may begin in lower case, with the word `first`.
    pub(super) fn add_lower(&mut self, name: &str, first: &Word, policy: Policy) {
        let exact = policy == Policy::Exact;
        let word = &name[first.start..first.end];
        // With bytes outside ASCII, a word is always looked at.
        if word.is_ascii() {
            self.add_word(word, exact);
        } else if !exact {
            let mut folded = String::new();
            crate::text::fold(word, &mut folded);
            self.add_word(&folded, exact);
        }
    }

    fn add_word(&mut self, word: &str, exact: bool) {
        // Single letters with stops may stand in a text without them.
        let mut letters = word.bytes().filter(|&b| b != b'.' && b != b' ');
        let bytes = [letters.next(), letters.next(), letters.next()];
        let Some(first) = bytes[0].filter(u8::is_ascii_alphabetic) else { return };
        let first = first.to_ascii_lowercase();
        let [one, two, _] = &mut self.openings.classes;
        if bytes[1].is_none() || word.contains('.') {
            add(one, first, ONE);
        }
        let Some(second) = bytes[1].filter(u8::is_ascii) else { return };
        let forms = |byte: u8| {
            let other = byte ^ if exact || !byte.is_ascii_alphabetic() { 0 } else { 0x20 };
            [byte, other]
        };
        let Some(third) = bytes[2] else {
            add(one, first, TWO);
            forms(second).into_iter().for_each(|byte| add(two, byte, TWO));
            return;
        };
        let Sets([firsts, seconds, thirds]) = &mut self.long[usize::from(first - b'a')];
        *firsts |= 1 << first;
        forms(second).into_iter().for_each(|byte| *seconds |= 1 << byte);
        if third.is_ascii() {
            forms(third).into_iter().for_each(|byte| *thirds |= 1 << byte);
        }
    }

    /// The openings: every first letter goes where it lets the fewest words pass.
    pub(super) fn finish(mut self) -> Openings {
        let mut letters: Vec<u8> = (b'a'..=b'z').collect();
        let frequent = |letter: u8| FREQUENT.iter().filter(|w| w.as_bytes()[0] == letter).count();
        letters.sort_by_key(|&letter| std::cmp::Reverse(frequent(letter)));
        let mut buckets = [[NONE; 3]; LONG];
        for letter in letters {
            let sets = &self.long[usize::from(letter - b'a')];
            if sets.0[0] == 0 {
                continue;
            }
            let worse = |bucket: &[Classes; 3]| cost(&sets.with(bucket)) - cost(bucket);
            if let Some(bucket) = buckets.iter_mut().min_by_key(|bucket| worse(bucket)) {
                *bucket = sets.with(bucket);
            }
        }
        for (bit, bucket) in buckets.iter().enumerate() {
            for (all, own) in self.openings.classes.iter_mut().zip(bucket) {
                for (all, own) in [(&mut all.low, own.low), (&mut all.high, own.high)] {
                    all.iter_mut().zip(own).for_each(|(all, own)| *all |= own << bit);
                }
            }
        }
        self.openings
    }
}

impl Sets {
    /// These and what a bucket has.
    fn with(&self, bucket: &[Classes; 3]) -> [Classes; 3] {
        let mut both = *bucket;
        for (classes, set) in both.iter_mut().zip(self.0) {
            (0..128).filter(|byte| set >> byte & 1 == 1).for_each(|byte| add(classes, byte, 1));
        }
        both
    }
}

/// How many words pass a bucket, about: frequent ones, and what can be put together of letters.
fn cost(bucket: &[Classes; 3]) -> usize {
    let passes = |classes: &Classes, byte: u8| {
        classes.low[byte as usize & 15] & classes.high[byte as usize >> 4] != 0
    };
    let is_let_through = |word: &&&str| {
        word.len() > 2 && bucket.iter().zip(word.bytes()).all(|(c, byte)| passes(c, byte))
    };
    let some = bucket.iter().map(|c| (b'a'..=b'z').filter(|&byte| passes(c, byte)).count());
    FREQUENT.iter().filter(is_let_through).count() * 500 + some.product::<usize>()
}

impl Openings {
    /// Whether any name may begin in lower case: else the first byte says all.
    pub(super) fn has_lower(&self) -> bool {
        self.classes[0].low.iter().any(|buckets| buckets & !OTHER != 0)
    }

    pub(super) fn to_bytes(self) -> [u8; LEN] {
        let mut bytes = [0; LEN];
        for (half, out) in
            self.classes.iter().flat_map(|c| [c.low, c.high]).zip(bytes.as_chunks_mut::<16>().0)
        {
            *out = half;
        }
        bytes
    }

    pub(super) fn of_bytes(bytes: &[u8; LEN]) -> Self {
        let halves = bytes.as_chunks::<16>().0;
        let classes = [0, 2, 4].map(|i| Classes { low: halves[i], high: halves[i + 1] });
        Self { classes }
    }
}

fn add(classes: &mut Classes, byte: u8, bucket: u8) {
    classes.low[byte as usize & 15] |= bucket;
    classes.high[byte as usize >> 4 & 15] |= bucket;
}
