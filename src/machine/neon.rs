//! Blocks in four registers of NEON, which every 64-bit ARM has.
#![allow(unsafe_code)]

use std::arch::aarch64::{
    uint8x16_t, vaddv_u8, vandq_u8, vceqq_u8, vcltzq_s8, vdupq_n_u8, vget_high_u8, vget_low_u8,
    vld1q_u8, vqtbl1q_u8, vreinterpretq_s8_u8, vshrq_n_u8, vtstq_u8,
};

use super::{BLOCK, Classes, Kernel, LANES, Vectors};

/// NEON.
#[derive(Clone, Copy)]
struct Neon;

/// Runs a kernel.
pub(super) fn run<K: Kernel>(kernel: K) -> K::Output {
    kernel.run::<Neon>()
}

const BITS: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];

/// One bit for each byte that is all ones; the others are zero.
#[inline(always)]
fn mask(parts: [uint8x16_t; 4]) -> u64 {
    let mut mask = 0;
    for (i, part) in parts.into_iter().enumerate() {
        // SAFETY: NEON is part of aarch64; `BITS` is 16 bytes long.
        let bits = unsafe {
            let bits = vandq_u8(part, vld1q_u8(BITS.as_ptr()));
            u64::from(vaddv_u8(vget_low_u8(bits))) | u64::from(vaddv_u8(vget_high_u8(bits))) << 8
        };
        mask |= bits << (16 * i);
    }
    mask
}

impl Vectors for Neon {
    type Block = [uint8x16_t; 4];

    #[inline(always)]
    fn load(bytes: &[u8; BLOCK]) -> Self::Block {
        // SAFETY: NEON as above; four loads of 16 bytes lie within the 64.
        [0, 16, 32, 48].map(|at| unsafe { vld1q_u8(bytes.as_ptr().add(at)) })
    }

    #[inline(always)]
    fn equal(block: Self::Block, byte: u8) -> u64 {
        // SAFETY: NEON as above.
        mask(block.map(|v| unsafe { vceqq_u8(v, vdupq_n_u8(byte)) }))
    }

    #[inline(always)]
    fn high(block: Self::Block) -> u64 {
        // SAFETY: NEON as above.
        mask(block.map(|v| unsafe { vcltzq_s8(vreinterpretq_s8_u8(v)) }))
    }

    #[inline(always)]
    fn classes(block: Self::Block, classes: &Classes) -> Self::Block {
        // SAFETY: NEON as above; the tables are 16 bytes long. An index beyond 15 gives zero, so
        // the low half keeps the top bit to exclude bytes outside ASCII.
        unsafe {
            let (low, high) = (vld1q_u8(classes.low.as_ptr()), vld1q_u8(classes.high.as_ptr()));
            block.map(|v| {
                let by_low = vqtbl1q_u8(low, vandq_u8(v, vdupq_n_u8(0x8f)));
                vandq_u8(by_low, vqtbl1q_u8(high, vshrq_n_u8::<4>(v)))
            })
        }
    }

    #[inline(always)]
    fn any(classes: Self::Block, bits: u8) -> u64 {
        // SAFETY: NEON as above.
        mask(classes.map(|v| unsafe { vtstq_u8(v, vdupq_n_u8(bits)) }))
    }

    #[inline(always)]
    fn both(a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: NEON as above.
        [0, 1, 2, 3].map(|i| unsafe { vandq_u8(a[i], b[i]) })
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
