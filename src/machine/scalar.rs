//! Blocks without vector instructions.

use super::{BLOCK, Classes, LANES, Vectors};

/// A byte at a time; what the others must agree with.
#[derive(Clone, Copy)]
pub(crate) struct Scalar;

#[inline(always)]
fn mask(block: [u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    let mut mask = 0;
    for (i, byte) in block.into_iter().enumerate() {
        mask |= u64::from(is(byte)) << i;
    }
    mask
}

impl Vectors for Scalar {
    type Block = [u8; BLOCK];

    #[inline(always)]
    fn load(bytes: &[u8; BLOCK]) -> Self::Block {
        *bytes
    }

    #[inline(always)]
    fn equal(block: Self::Block, byte: u8) -> u64 {
        mask(block, |b| b == byte)
    }

    #[inline(always)]
    fn high(block: Self::Block) -> u64 {
        mask(block, |b| b >= 0x80)
    }

    #[inline(always)]
    fn classes(block: Self::Block, classes: &Classes) -> Self::Block {
        block.map(|b| {
            let class = classes.low[b as usize & 15] & classes.high[b as usize >> 4];
            if b < 0x80 { class } else { 0 }
        })
    }

    #[inline(always)]
    fn any(classes: Self::Block, bits: u8) -> u64 {
        mask(classes, |class| class & bits != 0)
    }

    #[inline(always)]
    fn both(a: Self::Block, b: Self::Block) -> Self::Block {
        let mut both = a;
        for (both, b) in both.iter_mut().zip(b) {
            *both &= b;
        }
        both
    }

    #[inline(always)]
    fn pick(bits: u64, mask: u64) -> u64 {
        super::pick(bits, mask)
    }

    type Lanes = super::PlainLanes;

    #[inline(always)]
    fn no_lanes() -> Self::Lanes {
        Self::Lanes::default()
    }

    #[inline(always)]
    fn add_to_lanes(lanes: Self::Lanes, which: u16, bits: u16) -> Self::Lanes {
        super::add_to_lanes(lanes, which, bits)
    }

    #[inline(always)]
    fn lanes(lanes: Self::Lanes) -> [u16; LANES] {
        lanes
    }
}
