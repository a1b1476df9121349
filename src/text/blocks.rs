//! Plain text to tokens, 64 bytes at a time.
//!
//! Most of news is words of ASCII letters or digits, single marks and white space. Blocks of such
//! text become tokens by bit operations. A stretch (what stands between white space) that has
//! anything else, a stop, comma or apostrophe inside a word, an initial, an address, a byte
//! outside ASCII, is left to [`stretch`].

use super::{
    token::{Shape, Tokens},
    tokenize::{gap_before, stretch},
};
use crate::machine::{BLOCK, Classes, Kernel, Vectors};

const DIGIT: u8 = 1;
const UPPER: u8 = 1 << 1 | 1 << 2;
const LOWER: u8 = 1 << 3 | 1 << 4;
const SPACE: u8 = 1 << 5 | 1 << 6;
/// `'`, `,` and `.`.
const JOINT: u8 = 1 << 7;

const CLASSES: Classes = {
    let mut low = [0u8; 16];
    let mut high = [0u8; 16];
    high[0] = 1 << 5; // TAB to CR
    high[2] = 1 << 6 | JOINT; // the space
    high[3] = DIGIT;
    high[4] = 1 << 1;
    high[5] = 1 << 2;
    high[6] = 1 << 3;
    high[7] = 1 << 4;
    let mut half = 0;
    while half < 16 {
        if half <= 9 {
            low[half] |= DIGIT;
        }
        if half >= 1 {
            low[half] |= 1 << 1 | 1 << 3;
        }
        if half <= 10 {
            low[half] |= 1 << 2 | 1 << 4;
        }
        if half >= 9 && half <= 13 {
            low[half] |= 1 << 5;
        }
        half += 1;
    }
    low[0] |= 1 << 6;
    low[7] |= JOINT;
    low[12] |= JOINT;
    low[14] |= JOINT;
    Classes { low, high }
};

/// Tokens of a whole text.
pub(super) struct Blocks<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t mut Tokens,
}

impl Kernel for Blocks<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(self) {
        let Self { text, tokens } = self;
        let bytes = text.as_bytes();
        let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        // Always behind white space, or at the beginning.
        while at < bytes.len() {
            let mut tail = [b' '; BLOCK];
            let block = match bytes[at..].first_chunk::<BLOCK>() {
                Some(block) => block,
                None => {
                    tail[..bytes.len() - at].copy_from_slice(&bytes[at..]);
                    &tail
                }
            };
            let masks = Masks::of::<V>(block);
            // What can be decided: up to the last white space of the block, or to the beginning
            // of the first stretch with something special.
            let special = masks.special();
            let decided =
                if special == 0 { masks.space } else { masks.space & (lowest(special) - 1) };
            let len = BLOCK - decided.leading_zeros() as usize;
            if len > 0 {
                masks.emit(len, at, bytes, tokens);
                at += len;
                if special == 0 {
                    continue;
                }
            }
            if at < bytes.len() {
                at = stretch(text, at, tokens);
            }
        }
    }
}

const fn lowest(mask: u64) -> u64 {
    mask & mask.wrapping_neg()
}

struct Masks {
    digit: u64,
    upper: u64,
    lower: u64,
    space: u64,
    line: u64,
    joint: u64,
    stop: u64,
    high: u64,
    address: u64,
}

impl Masks {
    #[inline(always)]
    fn of<V: Vectors>(bytes: &[u8; BLOCK]) -> Self {
        let block = V::load(bytes);
        let classes = V::classes(block, &CLASSES);
        Self {
            digit: V::any(classes, DIGIT),
            upper: V::any(classes, UPPER),
            lower: V::any(classes, LOWER),
            space: V::any(classes, SPACE),
            line: V::equal(block, b'\n') | V::equal(block, b'\r'),
            joint: V::any(classes, JOINT),
            stop: V::equal(block, b'.'),
            high: V::high(block),
            address: V::equal(block, b'@') | V::equal(block, b':') & V::equal(block, b'/') >> 1,
        }
    }

    #[inline(always)]
    const fn word(&self) -> u64 {
        self.digit | self.upper | self.lower
    }

    /// Bytes that a stretch with something special has. The last byte of the block has an unknown
    /// neighbour, but what it belongs to is not decided in this block unless it is white space.
    #[inline(always)]
    const fn special(&self) -> u64 {
        let word = self.word();
        let inside = self.joint & (word << 1) & (word >> 1);
        let initial = self.stop & (self.upper << 1) & !(word << 2);
        inside | initial | self.high | self.address
    }

    /// Appends the tokens of the first `len` bytes, the last of which is white space.
    #[inline(always)]
    fn emit(&self, len: usize, base: usize, bytes: &[u8], tokens: &mut Tokens) {
        let decided = u64::MAX >> (BLOCK - len);
        let word = self.word() & decided;
        let marks = !(word | self.space) & decided;
        let mut starts = word & !(word << 1) | marks;
        let mut ends = word & !(word >> 1) | marks;
        if starts == 0 {
            return;
        }
        let after_space = self.space << 1;
        // A line break carries to the end of its white space.
        let after_line = self.space.wrapping_add(self.line) & !self.space & starts;

        let mut all_starts = [0u32; BLOCK];
        let mut all_ends = [0u32; BLOCK];
        let mut shapes = [Shape::default(); BLOCK];
        let mut count = 0;
        while starts != 0 {
            let (start, end) = (starts.trailing_zeros(), ends.trailing_zeros() + 1);
            starts &= starts - 1;
            ends &= ends - 1;
            // At most 63 bytes: the last of the block is no part of a token.
            let within = (1u64 << (end - start)) - 1;
            let (upper, lower, digit) =
                (self.upper >> start, (self.lower >> start) & within, self.digit >> start);
            let bits = (upper & 1) as u16 * Shape::CAPITAL.0
                | u16::from(upper & within > 1) * Shape::INNER_UPPER.0
                | u16::from(lower != 0) * Shape::LOWER.0
                | u16::from(digit & within != 0) * Shape::DIGIT.0
                | (digit & 1) as u16 * Shape::LEADING_DIGIT.0
                | (marks >> start & 1) as u16 * Shape::MARK.0
                | (after_space >> start & 1) as u16 * Shape::SPACE_BEFORE.0;
            let i = count & (BLOCK - 1);
            all_starts[i] = base as u32 + start;
            all_ends[i] = base as u32 + end;
            shapes[i] = Shape(bits);
            count += 1;
        }
        // White space before the block, and line breaks.
        let mut before = tokens.ends.last().map(|&end| end as usize);
        shapes[0].0 |= gap_before(bytes, before, all_starts[0] as usize).0;
        let mut lines = after_line;
        if lines != 0 {
            for i in 0..count & (BLOCK * 2 - 1) {
                let i = i & (BLOCK - 1);
                if after_line >> (all_starts[i] as usize - base) & 1 == 1 {
                    shapes[i].0 |= gap_before(bytes, before, all_starts[i] as usize).0;
                    lines &= lines - 1;
                    if lines == 0 {
                        break;
                    }
                }
                before = Some(all_ends[i] as usize);
            }
        }
        tokens.starts.extend_from_slice(&all_starts[..count]);
        tokens.ends.extend_from_slice(&all_ends[..count]);
        tokens.shapes.extend_from_slice(&shapes[..count]);
    }
}
