//! Where words are, as bit masks over a part of a text.

use super::{
    key::{KEPT, LOWER, Word, add_to_hash, next_word_before, word_at},
    layout::{first_key, next_code},
    opening::{LONGER, ONE, Openings, TWO},
};
use crate::machine::{BLOCK, Classes, Vectors};

/// How many bytes of candidates are looked at together.
pub(super) const PART: usize = 16 << 10;

/// How far names may reach beyond a part; farther ones are followed without masks.
const BEYOND: usize = 1 << 10;

const WORDS: usize = (PART + BEYOND) / BLOCK;

/// How many bits of a mask are always there.
const SEEN: usize = BLOCK - 7;

/// By the length of a word, which bytes of the first eight are its own.
pub(super) static FIRST: [u64; 128] = {
    let mut first = [!0; 128];
    let mut len = 0;
    while len < 8 {
        first[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    first
};

/// More bytes than a word has that takes no closer look.
const LONG: u32 = 64;

/// No name has more than this between two words.
pub(super) const MAX_GAP: usize = 16;

const ALNUM: Classes = {
    let digits = 0x3ff << b'0';
    let letters = 0x3ff_ffff << b'A' | 0x3ff_ffff << b'a';
    Classes::of_set(digits | letters)
};

/// The working space of windows.
#[derive(Debug)]
pub(super) struct Masks {
    words: Box<[u8; WORDS * 8]>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    firsts: Box<[u64; PART / BLOCK]>,
}

impl Default for Masks {
    fn default() -> Self {
        Self {
            words: Box::new([0; WORDS * 8]),
            starts: Vec::new(),
            ends: Vec::new(),
            firsts: Box::new([0; PART / BLOCK]),
        }
    }
}

/// Masks of the words of `text[base..]`.
pub(super) struct Window<'t, 'm> {
    text: &'t str,
    joined: bool,
    base: usize,
    /// Letters, digits, and bytes outside ASCII but for those of U+2000 to U+203F, which are all
    /// punctuation: runs hold one word, or with bytes outside ASCII some.
    words: &'m mut [u8; WORDS * 8],
    /// Where runs begin that may begin a name, and where bytes outside ASCII begin; and how many
    /// there are.
    starts: &'m mut [u32],
    count: usize,
    /// In a dense window, all runs begin in `starts`, and this is where they end, from `skipped`
    /// on; and the mask of where those begin that may begin a name.
    ends: &'m mut [u32],
    skipped: usize,
    firsts: &'m mut [u64; PART / BLOCK],
}

/// A word, or that it takes a closer look to tell.
#[derive(Clone, Copy)]
pub(super) struct Short {
    pub(super) hash: u64,
    /// It is longer than sixteen bytes, has bytes outside ASCII, is a letter with a stop, or
    /// stands at the end of the text.
    pub(super) odd: bool,
}

impl<'t, 'm> Window<'t, 'm> {
    pub(super) fn new(text: &'t str, joined: bool, masks: &'m mut Masks) -> Self {
        let room = PART.min(text.len()) + BLOCK + 8;
        if masks.starts.len() < room {
            masks.starts.resize(room, 0);
            masks.ends.resize(room, 0);
        }
        let Masks { words, starts, ends, firsts } = masks;
        Self { text, joined, base: 0, words, starts, count: 0, ends, skipped: 0, firsts }
    }

    /// Moves to `base`, a multiple of [`PART`]. In a `dense` window, all runs are kept.
    #[inline(always)]
    pub(super) fn fill<V: Vectors>(
        &mut self,
        base: usize,
        openings: &Openings,
        particles: bool,
        dense: bool,
    ) {
        let bytes = self.text.as_bytes();
        self.base = base;
        // Whether the byte before a block is of a word, and bytes that a character of the block
        // before it takes of it.
        let mut inside = u64::from(base > 0 && self.words[PART / 8 - 1] >> 7 == 1);
        let mut taken = if base == 0 { 0 } else { punctuation_over(bytes, base) };
        self.count = 0;
        self.skipped = inside as usize;
        let mut ended = 0;
        let by_three = openings.has_lower();
        let blocks = (bytes.len() - base).div_ceil(BLOCK).min(WORDS);
        for i in 0..blocks {
            let at = base + i * BLOCK;
            // Two bytes more: the last words of the block are looked at with what follows.
            let mut tail = [b' '; BLOCK + 2];
            let bytes_here = match bytes[at..].first_chunk::<{ BLOCK + 2 }>() {
                Some(block) => block,
                None => {
                    tail[..bytes.len() - at].copy_from_slice(&bytes[at..]);
                    &tail
                }
            };
            let block = load::<V>(bytes_here, 0);
            let high = V::high(block);
            let mut word = V::any(V::classes(block, &ALNUM), 0xff) | high;
            if high != 0 {
                let lead = V::equal(block, 0xe2) & V::equal(block, 0x80) >> 1;
                word &= !(lead | lead << 1 | lead << 2 | taken);
                taken = punctuation_over(bytes, at + BLOCK);
            }
            self.words.as_chunks_mut().0[i] = word.to_le_bytes();
            if i < PART / BLOCK {
                let [one, two, three] = &openings.classes;
                let classes = V::classes(block, one);
                let mut first = V::any(classes, 0xff);
                if by_three {
                    let (second, third) = (load::<V>(bytes_here, 1), load::<V>(bytes_here, 2));
                    if high | V::high(third) == 0 {
                        let both = V::both(classes, V::classes(second, two));
                        // At the end of the block, a word may be of any length.
                        let of_one = !(word >> 1) | 1 << 63;
                        let of_two = word >> 1 & !(word >> 2) | 3 << 62;
                        first = V::any(V::both(both, V::classes(third, three)), LONGER)
                            | V::any(both, TWO) & of_two
                            | V::any(classes, ONE) & of_one;
                    }
                }
                let high = high & word;
                let begins = word & !(word << 1 | inside);
                if particles {
                    first |= before_hyphens(word, inside, begins, V::equal(block, b'-'));
                }
                if self.joined {
                    // A letter with a stop is always looked at: no name begins inside a word of
                    // single letters, even if none begins with its first one.
                    first |=
                        V::equal(block, b'.') >> 1 | u64::from(bytes_here[BLOCK] == b'.') << 63;
                }
                let mut starts = begins & first | high & !(high << 1);
                if dense {
                    self.firsts[i] = starts;
                    starts = begins;
                    let ends = !word & (word << 1 | inside);
                    V::places(ends, at as u32, &mut self.ends[ended..]);
                    ended += ends.count_ones() as usize;
                }
                let count = starts.count_ones() as usize;
                let out = &mut self.starts[self.count..];
                V::places(starts, at as u32, out);
                self.count += count;
                inside = word >> 63;
            }
        }
        // Nothing is looked for farther behind the text.
        if let Some(behind) = self.words.get_mut(blocks * 8..blocks * 8 + 16) {
            behind.fill(0);
        }
        if dense && ended < self.skipped + self.count {
            // The last run reaches beyond: as long as that takes a closer look.
            self.ends[self.skipped + self.count - 1] = self.starts[self.count - 1] + LONG;
        }
    }

    /// Where all runs of a dense window begin and end.
    #[inline(always)]
    pub(super) fn runs(&self) -> (&[u32], &[u32]) {
        let ends = self.ends.get(self.skipped..).unwrap_or_default();
        (&self.starts[..self.count], ends.get(..self.count).unwrap_or_default())
    }

    /// Whether the run at `start` may begin a name, in a dense window.
    pub(super) fn is_first(&self, start: usize) -> bool {
        let offset = start.wrapping_sub(self.base);
        self.firsts.get(offset / BLOCK).is_some_and(|firsts| firsts >> (offset % BLOCK) & 1 == 1)
    }

    /// The word of `len` bytes at `start`, odd if that is none; and its code.
    #[inline(always)]
    pub(super) fn with_code(&self, start: usize, len: usize) -> (Short, u32) {
        let bytes = self.text.as_bytes();
        let Some(sixteen) = bytes.get(start..start + 16).and_then(|b| b.first_chunk::<16>()) else {
            return (Short { hash: 0, odd: true }, 0);
        };
        let stop = self.joined & (len == 1) & (sixteen[1] == b'.');
        let sixteen = u128::from_le_bytes(*sixteen);
        let &[low_mask, high_mask] = &KEPT[len.min(16)];
        let low = (sixteen as u64 | LOWER) & low_mask;
        let high = ((sixteen >> 64) as u64 | LOWER) & high_mask;
        let odd = (low | high) & HIGH != 0 || len > 16 || stop;
        let code = next_code((sixteen as u64 & low_mask) as u32 & LETTERS[3]);
        (Short { hash: add_to_hash(len as u64, low, high), odd }, code)
    }

    /// Where runs begin that may begin a name, and where bytes outside ASCII begin.
    #[inline(always)]
    pub(super) fn starts(&self) -> &[u32] {
        &self.starts[..self.count]
    }

    /// The mask of the bytes from `at` on, at least [`SEEN`] of them; none beyond the window.
    #[inline(always)]
    fn mask(&self, at: usize) -> Option<u64> {
        let offset = (at as u32).wrapping_sub(self.base as u32) as usize;
        let eight = self.words.get(offset / 8..offset / 8 + 8)?.first_chunk()?;
        Some(u64::from_le_bytes(*eight) >> (offset % 8))
    }

    /// How long the run is that begins at `start`, and what the filter knows its word by; whether
    /// it takes a closer look instead. `joined` is the window's.
    #[inline(always)]
    pub(super) fn first(&self, start: usize, joined: bool) -> (usize, u64, bool) {
        let len = self.mask(start).map_or(SEEN, |run| run.trailing_ones() as usize);
        let eight = self.text.as_bytes().get(start..start + 8).and_then(|b| b.first_chunk());
        let eight = eight.map_or(!0, |eight| u64::from_le_bytes(*eight));
        let stop = joined && (len == 1) & (eight >> 8 & 0xff == u64::from(b'.'));
        (len, first_key(eight, FIRST[len & 127]), (eight & 0x80 != 0) | stop)
    }

    /// The word of `len` bytes at `start`; odd if that is none.
    #[inline(always)]
    pub(super) fn short_of_len(&self, start: usize, len: usize) -> Short {
        let bytes = self.text.as_bytes();
        let Some(sixteen) = bytes.get(start..start + 16).and_then(|b| b.first_chunk::<16>()) else {
            return Short { hash: 0, odd: true };
        };
        let stop = self.joined & (len == 1) & (sixteen[1] == b'.');
        let sixteen = u128::from_le_bytes(*sixteen);
        let &[low_mask, high_mask] = &KEPT[len.min(16)];
        let low = (sixteen as u64 | LOWER) & low_mask;
        let high = ((sixteen >> 64) as u64 | LOWER) & high_mask;
        let odd = ((low | high) & HIGH != 0) | (len > 16) | (len == 0) | stop;
        Short { hash: add_to_hash(len as u64, low, high), odd }
    }

    /// The word that an odd one is; none if its run has bytes outside ASCII.
    #[cold]
    pub(super) fn odd_word(&self, start: usize) -> Option<Word> {
        let word = word_at(self.text, start, self.joined);
        let (_, run) = self.run(start);
        self.text.as_bytes()[start..run].is_ascii().then_some(word)
    }

    /// Where the run behind one that ends at `end` begins, and how long it is: none at all if it
    /// takes a closer look.
    #[inline(always)]
    pub(super) fn next(&self, end: usize) -> (usize, usize) {
        // Inside a run that has bytes outside ASCII, or beyond the window: a gap of nothing.
        let mask = self.mask(end).unwrap_or(1);
        let gap = (mask.trailing_zeros() as usize).min(BLOCK - 1);
        // Bits shifted in at the end do not tell how long a word is there.
        let len = (mask >> gap).trailing_ones() as usize;
        (gap, if (gap == 0) | (gap + len >= SEEN) { 0 } else { len })
    }

    /// The code of the word of `len` bytes at `from`, as [`next`](Self::next) gives it; none if it
    /// takes a closer look.
    #[inline(always)]
    pub(super) fn code(&self, from: usize, len: usize) -> (u32, bool) {
        let bytes = four(self.text.as_bytes(), from);
        let letters = bytes & LETTERS[len.min(3)];
        let stop = self.joined & (len == 1) & (bytes >> 8 & 0xff == u32::from(b'.'));
        (next_code(letters), (len == 0) | (letters & HIGH as u32 != 0) | stop)
    }

    /// The first word that begins at `at` or after it, and before `to`: nothing is looked for
    /// farther than a name can reach.
    #[cold]
    pub(super) fn slow(&self, at: usize, to: usize) -> Option<Word> {
        next_word_before(self.text, at, to, self.joined)
    }

    /// The bounds of the run around `at`.
    pub(super) fn run(&self, at: usize) -> (usize, usize) {
        let (before, after) = self.text.split_at(at);
        let back = before.char_indices().rev().take_while(|&(_, c)| in_run(c)).last();
        let ahead = after.char_indices().find(|&(_, c)| !in_run(c));
        (back.map_or(at, |(i, _)| i), ahead.map_or(self.text.len(), |(i, _)| at + i))
    }
}

/// Masks of a word's first three bytes, by how many it has.
const LETTERS: [u32; 4] = [0, 0xff, 0xffff, 0xff_ffff];

/// Four bytes; near the end of the text none of ASCII.
#[inline(always)]
fn four(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|b| b.first_chunk());
    four.map_or(!0, |four| u32::from_le_bytes(*four))
}

#[inline(always)]
fn load<V: Vectors>(bytes: &[u8; BLOCK + 2], at: usize) -> V::Block {
    let block = bytes.get(at..).and_then(|b| b.first_chunk());
    V::load(block.unwrap_or(&[b' '; BLOCK]))
}

/// Of the runs of a block that stand before a hyphen, where they begin; and of the last one if it
/// reaches beyond.
#[inline(always)]
fn before_hyphens(word: u64, inside: u64, begins: u64, hyphens: u64) -> u64 {
    let reaching = (!word).leading_zeros();
    let mut starts = begins & (!0u64).checked_shl(u64::BITS - reaching).unwrap_or(0);
    let mut hyphens = hyphens & (word << 1 | inside);
    while hyphens != 0 {
        let before = hyphens & hyphens.wrapping_neg();
        hyphens ^= before;
        let begin = begins & (before - 1);
        starts |= begin & 1 << (63_u32.wrapping_sub(begin.leading_zeros()) & 63);
    }
    starts
}

/// Whether a character counts as part of a run of words.
fn in_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && !matches!(c, '\u{2000}'..='\u{203f}')
}

const HIGH: u64 = 0x8080_8080_8080_8080;

/// Bits of the bytes from `at` on that belong to a character of U+2000 to U+203F before it.
fn punctuation_over(bytes: &[u8], at: usize) -> u64 {
    if bytes[..at.min(bytes.len())].ends_with(&[0xe2]) && bytes.get(at) == Some(&0x80) {
        3
    } else if bytes[..at.min(bytes.len())].ends_with(&[0xe2, 0x80]) {
        1
    } else {
        0
    }
}
