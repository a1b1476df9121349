//! Where words are, as bit masks over a part of a text.

use super::key::{LOWER, Word, mix, next_word_before, word_at};
use crate::machine::{BLOCK, Classes, Vectors};

/// How many bytes of candidates are looked at together.
pub(super) const PART: usize = 16 << 10;

/// How far names may reach beyond a part; farther ones are followed without masks.
const BEYOND: usize = 1 << 10;

const WORDS: usize = (PART + BEYOND) / BLOCK;

/// No name has more than this between two words.
pub(super) const MAX_GAP: usize = 16;

const ALNUM: Classes = {
    let digits = 0x3ff << b'0';
    let letters = 0x3ff_ffff << b'A' | 0x3ff_ffff << b'a';
    Classes::of_set(digits | letters)
};

/// Masks of the words of `text[base..]`.
pub(super) struct Window<'t> {
    text: &'t str,
    joined: bool,
    base: usize,
    /// Letters, digits, and bytes outside ASCII but for those of U+2000 to U+203F, which are all
    /// punctuation: runs hold one word, or with bytes outside ASCII some.
    words: Box<[u64; WORDS + 1]>,
    /// Where runs begin that may begin a name, and where bytes outside ASCII begin.
    starts: Box<[u64; PART / BLOCK]>,
}

impl<'t> Window<'t> {
    pub(super) fn new(text: &'t str, joined: bool) -> Self {
        let (words, starts) = (Box::new([0; WORDS + 1]), Box::new([0; PART / BLOCK]));
        Self { text, joined, base: 0, words, starts }
    }

    /// Moves to `base`, a multiple of [`PART`]. `firsts` are the bytes that may begin a name.
    #[inline(always)]
    pub(super) fn fill<V: Vectors>(&mut self, base: usize, firsts: &Classes) {
        let bytes = self.text.as_bytes();
        self.base = base;
        // Whether the byte before a block is of a word, and bytes that a character of the block
        // before it takes of it.
        let mut inside = u64::from(base > 0 && self.words[PART / BLOCK - 1] >> 63 == 1);
        let mut taken = if base == 0 { 0 } else { punctuation_over(bytes, base) };
        let blocks = (bytes.len() - base).div_ceil(BLOCK).min(WORDS);
        for i in 0..blocks {
            let at = base + i * BLOCK;
            let mut tail = [b' '; BLOCK];
            let block = match bytes[at..].first_chunk::<BLOCK>() {
                Some(block) => block,
                None => {
                    tail[..bytes.len() - at].copy_from_slice(&bytes[at..]);
                    &tail
                }
            };
            let block = V::load(block);
            let high = V::high(block);
            let mut word = V::any(V::classes(block, &ALNUM), 0xff) | high;
            if high != 0 {
                let lead = V::equal(block, 0xe2) & V::equal(block, 0x80) >> 1;
                word &= !(lead | lead << 1 | lead << 2 | taken);
                taken = punctuation_over(bytes, at + BLOCK);
            }
            self.words[i] = word;
            if i < PART / BLOCK {
                let first = V::any(V::classes(block, firsts), 0xff);
                let high = high & word;
                self.starts[i] = word & !(word << 1 | inside) & first | high & !(high << 1);
                inside = word >> 63;
            }
        }
        self.words[blocks.min(WORDS)..].fill(0);
        if blocks < PART / BLOCK {
            self.starts[blocks..].fill(0);
        }
    }

    /// How many blocks of candidates there are, and those of each: where runs begin that may begin
    /// a name, and where bytes outside ASCII begin.
    #[inline(always)]
    pub(super) fn starts(&self, block: usize) -> impl Iterator<Item = usize> + use<> {
        let base = self.base + block * BLOCK;
        Ones(self.starts[block]).map(move |bit| base + bit)
    }

    /// The mask of the 64 bytes from `at` on; none beyond the window.
    #[inline(always)]
    fn mask(&self, at: usize) -> Option<u64> {
        let offset = at.checked_sub(self.base)?;
        let (i, shift) = (offset / BLOCK, offset % BLOCK);
        if i + 1 >= WORDS {
            return None;
        }
        Some(self.words[i] >> shift | self.words[i + 1] << 1 << (63 - shift))
    }

    /// The word that begins at `start`, where a run begins; none if the run has bytes outside
    /// ASCII.
    #[inline(always)]
    pub(super) fn word(&self, start: usize) -> Option<Word> {
        let len = self.mask(start).map_or(BLOCK, |run| run.trailing_ones() as usize);
        if len <= 16 { self.word_of_len(start, len) } else { self.long_word(start) }
    }

    #[cold]
    fn long_word(&self, start: usize) -> Option<Word> {
        let word = word_at(self.text, start, self.joined);
        let ascii = self.text.as_bytes()[start..].get(..word.end - start)?.is_ascii();
        let next = self.text.as_bytes().get(word.end).is_some_and(|&b| b >= 0x80);
        (ascii && (!next || self.mask(word.end).is_some_and(|mask| mask & 1 == 0))).then_some(word)
    }

    /// The word behind one that ends at `end`, if it is near.
    #[inline(always)]
    pub(super) fn next(&self, end: usize) -> Option<Word> {
        let mask = self.mask(end).unwrap_or(1);
        let gap = mask.trailing_zeros() as usize;
        if gap > MAX_GAP {
            return None;
        }
        if gap == 0 {
            // Inside a run that has bytes outside ASCII, or beyond the window.
            return self.slow(end, end + MAX_GAP + 1);
        }
        // Bits shifted in at the end do not tell how long a word is there.
        let len = (mask >> gap).trailing_ones() as usize;
        if len > 16 || gap + len >= BLOCK {
            return self.slow(end + gap, end + MAX_GAP + 1);
        }
        self.word_of_len(end + gap, len).or_else(|| self.slow(end + gap, end + MAX_GAP + 1))
    }

    /// The first word that begins at `at` or after it, and before `to`: nothing is looked for
    /// farther than a name can reach.
    #[cold]
    pub(super) fn slow(&self, at: usize, to: usize) -> Option<Word> {
        next_word_before(self.text, at, to, self.joined)
    }

    /// The word of `len` bytes, at most 16, at `start`; none if it has bytes outside ASCII.
    #[inline(always)]
    fn word_of_len(&self, start: usize, len: usize) -> Option<Word> {
        let bytes = self.text.as_bytes();
        if self.joined && len == 1 && bytes.get(start + 1) == Some(&b'.') {
            return Some(word_at(self.text, start, true));
        }
        let sixteen = match bytes.get(start..).and_then(|b| b.first_chunk::<16>()) {
            Some(sixteen) => u128::from_le_bytes(*sixteen),
            None => {
                let mut sixteen = [0; 16];
                sixteen[..len].copy_from_slice(bytes.get(start..start + len)?);
                u128::from_le_bytes(sixteen)
            }
        };
        let mask = u128::MAX >> ((16 - len) * 8);
        if sixteen & mask & HIGH != 0 {
            return None;
        }
        let folded = (sixteen | LOWER2) & mask;
        let mut hash = mix(len as u64, folded as u64);
        if len > 8 {
            hash = mix(hash, (folded >> 64) as u64);
        }
        Some(Word { start, end: start + len, hash })
    }

    /// The bounds of the run around `at`.
    pub(super) fn run(&self, at: usize) -> (usize, usize) {
        let (before, after) = self.text.split_at(at);
        let back = before.char_indices().rev().take_while(|&(_, c)| in_run(c)).last();
        let ahead = after.char_indices().find(|&(_, c)| !in_run(c));
        (back.map_or(at, |(i, _)| i), ahead.map_or(self.text.len(), |(i, _)| at + i))
    }
}

/// Whether a character counts as part of a run of words.
fn in_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && !matches!(c, '\u{2000}'..='\u{203f}')
}

const HIGH: u128 = 0x8080_8080_8080_8080_8080_8080_8080_8080;
const LOWER2: u128 = LOWER as u128 | (LOWER as u128) << 64;

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

/// The places of the ones of a mask.
struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}
