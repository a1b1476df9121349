//! Plain text to tokens, 64 bytes at a time.
//!
//! ASCII becomes tokens by bit operations. A stretch (what stands between white space) that has
//! a byte outside ASCII, or may be an address, is left to [`stretch`].

use super::{
    token::{Shape, Tokens},
    tokenize::{gap_before, stretch},
};
use crate::machine::{BLOCK, Classes, Kernel, LANES, Vectors};

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
        let mut out = Output { count: tokens.len(), tokens };
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
            let special = masks.special;
            let decided =
                if special == 0 { masks.space } else { masks.space & (lowest(special) - 1) };
            let len = BLOCK - decided.leading_zeros() as usize;
            if len > 0 {
                masks.emit::<V>(len, at, bytes, &mut out);
                at += len;
                if special == 0 {
                    continue;
                }
            }
            if at < bytes.len() {
                let tokens = out.finish();
                at = stretch(text, at, tokens);
                out.count = tokens.len();
            }
        }
        out.finish();
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
    stop: u64,
    /// Possessive apostrophes.
    possessive: u64,
    /// Stops that a word owns.
    owned: u64,
    /// All bytes of words: letters, digits, what joins them, possessives and owned stops.
    word: u64,
    /// What only [`stretch`] can cut.
    special: u64,
}

impl Masks {
    /// Bytes near the end of the block have unknown neighbours, but what they belong to is not
    /// decided in this block unless white space follows.
    #[inline(always)]
    fn of<V: Vectors>(bytes: &[u8; BLOCK]) -> Self {
        let block = V::load(bytes);
        let classes = V::classes(block, &CLASSES);
        let digit = V::any(classes, DIGIT);
        let upper = V::any(classes, UPPER);
        let lower = V::any(classes, LOWER);
        let joint = V::any(classes, JOINT);
        let high = V::high(block);
        let letter = upper | lower;
        let plain = letter | digit;
        let (mut word, mut stop, mut possessive, mut owned) = (plain, 0, 0, 0);
        let mut special = high;
        let colons = V::equal(block, b':') & V::equal(block, b'/') >> 1;
        special |= V::equal(block, b'@') | colons;
        if joint & plain << 1 != 0 {
            stop = V::equal(block, b'.');
            let apostrophe = V::equal(block, b'\'');
            let s = V::equal(block, b's') | V::equal(block, b'S');
            let w = V::equal(block, b'w');
            special |= w & w >> 1 & w >> 2 & stop >> 3;
            possessive = apostrophe & plain << 1 & s >> 1 & !(plain >> 2);
            let numbers = joint & !apostrophe & digit << 1 & digit >> 1;
            let letters = joint & letter << 1 & letter >> 1;
            let names = letters & apostrophe & !possessive;
            let acronyms = letters & stop & !(upper >> 1 & lower >> 2);
            let behind = !(possessive << 2);
            let acronyms = acronyms & behind;
            word |= (numbers | names) & behind | acronyms;
            // Single letters, each behind the stop of the one before.
            let single = letter & !(plain << 1) & !(plain >> 1);
            let first = single & !((word | possessive) << 1);
            let mut all = first;
            loop {
                let more = all | single & (acronyms & all << 1) << 1;
                if more == all {
                    break;
                }
                all = more;
            }
            owned = stop & !acronyms & (first & upper | all & !first) << 1;
            word |= owned | possessive;
        }
        let space = V::any(classes, SPACE);
        let line = V::equal(block, b'\n') | V::equal(block, b'\r');
        Self { digit, upper, lower, space, line, stop, possessive, owned, word, special }
    }

    /// Writes the tokens of the first `len` bytes, the last of which is white space, behind the
    /// `count` that are there, and counts them.
    #[inline(always)]
    fn emit<V: Vectors>(&self, len: usize, base: usize, bytes: &[u8], out: &mut Output<'_>) {
        let decided = u64::MAX >> (BLOCK - len);
        let word = self.word & decided;
        let marks = !(word | self.space) & decided;
        let last = word & !(word >> 1) | self.owned & decided | (self.possessive & decided) >> 1;
        let starts = word & !((word & !last) << 1) | marks;
        let ends = last | marks;
        if starts == 0 {
            return;
        }
        let count = starts.count_ones() as usize;
        let from = out.count;
        let Some((all_starts, all_ends, shapes)) = out.room() else { return };

        // Whether a token has a byte of a kind: within a run of ones, adding any of them carries
        // to the run's end.
        let inside = word & !last;
        let has = |kind: u64| {
            let carried = inside.wrapping_add(kind & inside);
            V::pick((carried | kind) & last, ends)
        };
        let by_token = [
            (V::pick(self.upper, starts), Shape::CAPITAL),
            (has(self.upper & !starts), Shape::INNER_UPPER),
            (has(self.lower), Shape::LOWER),
            (has(self.digit), Shape::DIGIT),
            (V::pick(self.digit, starts), Shape::LEADING_DIGIT),
            (V::pick(marks, starts), Shape::MARK),
            (V::pick(self.space << 1, starts), Shape::SPACE_BEFORE),
        ];
        let rare = [
            (has(self.stop & word), Shape::DOT),
            (V::pick(self.possessive, starts), Shape::POSSESSIVE),
        ];
        let stops = (self.stop & word) | self.possessive != 0;
        for (part, shapes) in shapes.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            if part * LANES >= count {
                break;
            }
            let mut lanes = V::no_lanes();
            for (has, shape) in by_token {
                lanes = V::add_to_lanes(lanes, (has >> (part * LANES)) as u16, shape.0);
            }
            if stops {
                for (has, shape) in rare {
                    lanes = V::add_to_lanes(lanes, (has >> (part * LANES)) as u16, shape.0);
                }
            }
            *shapes = V::lanes(lanes).map(Shape);
        }
        V::places(starts, base as u32, all_starts);
        V::places(ends, base as u32 + 1, all_ends);

        // White space before the block, and line breaks.
        let mut before = from.checked_sub(1).map(|i| out.tokens.ends[i] as usize);
        let first = out.tokens.starts[from] as usize;
        let one_space = before.is_some_and(|end| end + 1 == first) && bytes[first - 1] == b' ';
        out.tokens.shapes[from].0 |=
            if one_space { Shape::SPACE_BEFORE.0 } else { gap_before(bytes, before, first).0 };
        // A line break carries to the end of its white space.
        let after_line = self.space.wrapping_add(self.line) & !self.space & starts;
        if after_line != 0 {
            let mut lines = V::pick(after_line, starts);
            while lines != 0 {
                let i = from + lines.trailing_zeros() as usize;
                lines &= lines - 1;
                before = i.checked_sub(1).map(|i| out.tokens.ends[i] as usize);
                let gap = gap_before(bytes, before, out.tokens.starts[i] as usize);
                out.tokens.shapes[i].0 |= gap.0;
            }
        }
        out.count += count;
    }
}

/// The tokens of a block, and what [`Vectors::places`] writes behind them.
const ROOM: usize = BLOCK + 8;

/// The tokens so far, and room for those of a block behind them.
struct Output<'t> {
    tokens: &'t mut Tokens,
    count: usize,
}

impl Output<'_> {
    #[inline(always)]
    #[allow(clippy::type_complexity)]
    fn room(&mut self) -> Option<(&mut [u32; ROOM], &mut [u32; ROOM], &mut [Shape; BLOCK])> {
        let Tokens { starts, ends, shapes, .. } = &mut *self.tokens;
        if starts.len() < self.count + ROOM {
            grow(self.count, starts, ends, shapes);
        }
        Some((
            starts.get_mut(self.count..)?.first_chunk_mut()?,
            ends.get_mut(self.count..)?.first_chunk_mut()?,
            shapes.get_mut(self.count..)?.first_chunk_mut()?,
        ))
    }

    /// Cuts off the room that was not used.
    fn finish(&mut self) -> &mut Tokens {
        self.tokens.starts.truncate(self.count);
        self.tokens.ends.truncate(self.count);
        self.tokens.shapes.truncate(self.count);
        self.tokens
    }
}

/// Makes room for some blocks more. What is not used is cut off at every stretch that is not ASCII
/// and made anew behind it, so it must not grow with the text; the vectors see to it that they
/// are not moved each time.
#[cold]
fn grow(count: usize, starts: &mut Vec<u32>, ends: &mut Vec<u32>, shapes: &mut Vec<Shape>) {
    let len = count + ROOM + 256;
    starts.resize(len, 0);
    ends.resize(len, 0);
    shapes.resize(len, Shape::default());
}
