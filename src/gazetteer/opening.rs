//! How names begin, as classes of their first three bytes.
//!
//! Nearly all names begin with a capital; the few that do not would make a candidate of every word
//! in lower case that has the same first letter. So their first three bytes are put into seven
//! buckets, by first letter, and a block of text is asked for all buckets at once: a word in lower
//! case is a candidate only if its first three bytes have a bucket in common. The eighth bucket is
//! for all other beginnings, of which only the first byte is looked at.

use super::{key::Word, verify::Policy};
use crate::machine::Classes;

/// The classes of the first, second and third byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Openings {
    pub(super) classes: [Classes; 3],
    /// How many first letters have buckets, and which one each has: only known while building.
    letters: u8,
    buckets: [u8; 26],
}

/// The bucket of other beginnings.
const OTHER: u8 = 1 << 7;

/// The length in a header.
pub(super) const LEN: usize = 96;

impl Default for Openings {
    fn default() -> Self {
        let none = Classes { low: [0; 16], high: [0; 16] };
        let any = Classes { low: [OTHER; 16], high: [OTHER; 16] };
        Self { classes: [none, any, any], letters: 0, buckets: [0; 26] }
    }
}

impl Openings {
    /// A name that begins with `byte`, not in lower case.
    pub(super) fn add_other(&mut self, byte: u8) {
        // Other scripts need none: every word of theirs is looked at.
        if byte < 0x7f {
            add(&mut self.classes[0], byte, OTHER);
        }
    }

    /// A name that may begin in lower case, with the word `first`.
    pub(super) fn add_lower(&mut self, name: &str, first: &Word, policy: Policy) {
        let exact = policy == Policy::Exact;
        let mut word = name[first.start..first.end].to_owned();
        if !word.is_ascii() {
            // With bytes outside ASCII, a word is always looked at.
            if exact {
                return;
            }
            let accented = std::mem::take(&mut word);
            crate::text::fold(&accented, &mut word);
        }
        let Some(letter) = word.bytes().next().filter(u8::is_ascii_alphabetic) else { return };
        let bucket = &mut self.buckets[usize::from(letter.to_ascii_lowercase() - b'a')];
        if *bucket == 0 {
            *bucket = 1 << (self.letters % 7);
            self.letters += 1;
        }
        let bucket = *bucket;
        let behind = name.as_bytes()[first.end..].iter().filter(|_| exact);
        let mut bytes = word.bytes().chain(behind.copied());
        for (i, classes) in self.classes.iter_mut().enumerate() {
            match bytes.next().filter(|b| *b != b'.') {
                // Near bytes outside ASCII, every word is looked at.
                Some(byte) if !byte.is_ascii() => break,
                // What stands behind a word is for policy to say.
                None => {
                    classes.low.iter_mut().for_each(|b| *b |= bucket);
                    classes.high.iter_mut().for_each(|b| *b |= bucket);
                }
                Some(byte) if exact => add(classes, byte, bucket),
                Some(byte) => {
                    add(classes, byte.to_ascii_lowercase(), bucket);
                    if i > 0 {
                        add(classes, byte.to_ascii_uppercase(), bucket);
                    }
                }
            }
        }
    }

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
        Self { classes, ..Self::default() }
    }
}

fn add(classes: &mut Classes, byte: u8, bucket: u8) {
    classes.low[byte as usize & 15] |= bucket;
    classes.high[byte as usize >> 4 & 15] |= bucket;
}
