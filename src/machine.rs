//! What needs the machine itself: vector instructions, prefetching and mapped files. All `unsafe`
//! of the crate is below this module, and every block says why it is sound.
//!
//! A [`Kernel`] is an algorithm over blocks of 64 bytes, written once against [`Vectors`];
//! [`dispatch`] runs it with what the processor has. All implementations of [`Vectors`] give the
//! same answers, which property tests hold. `DATELINE_SCALAR=1 cargo test` runs all tests without
//! vectors, `DATELINE_AVX2=1` without AVX-512, and all pass under the address sanitizer:
//! `RUSTFLAGS=-Zsanitizer=address ASAN_OPTIONS=detect_leaks=0 cargo +nightly test --lib --target
//! x86_64-unknown-linux-gnu -- machine text gazetteer`.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod map;
#[cfg(target_arch = "aarch64")]
mod neon;
mod scalar;

pub(crate) use self::{map::Bytes, scalar::Scalar};

/// How many bytes are looked at together: one bit of a mask each.
pub(crate) const BLOCK: usize = 64;

/// How many numbers of 16 bits are made together.
pub(crate) const LANES: usize = 16;

/// Up to eight classes of ASCII bytes, each a set of low halves by a set of high halves: a byte
/// has class `c` if both its halves have bit `c`. Bytes outside ASCII have none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classes {
    /// By the low half of the byte.
    pub(crate) low: [u8; 16],
    /// By the high half.
    pub(crate) high: [u8; 16],
}

impl Classes {
    /// The classes of a set of ASCII bytes: the byte's high half is its class.
    pub(crate) const fn of_set(set: u128) -> Self {
        let mut low = [0u8; 16];
        let mut high = [0u8; 16];
        let mut byte = 0;
        while byte < 128 {
            if set >> byte & 1 == 1 {
                low[byte & 15] |= 1 << (byte >> 4);
            }
            byte += 1;
        }
        let mut half = 0;
        while half < 8 {
            high[half] = 1 << half;
            half += 1;
        }
        Self { low, high }
    }

    /// The classes of one byte.
    #[cfg(any(test, not(target_arch = "x86_64")))]
    pub(crate) const fn of(&self, byte: u8) -> u8 {
        if byte >= 0x80 {
            return 0;
        }
        self.low[byte as usize & 15] & self.high[byte as usize >> 4]
    }
}

/// Blocks of 64 bytes, and questions about all of them at once: bit `i` answers for byte `i`.
pub(crate) trait Vectors: Copy {
    /// 64 bytes.
    type Block: Copy;

    /// Takes 64 bytes.
    fn load(bytes: &[u8; BLOCK]) -> Self::Block;
    /// Which bytes are `byte`.
    fn equal(block: Self::Block, byte: u8) -> u64;
    /// Which bytes are outside ASCII.
    fn high(block: Self::Block) -> u64;
    /// The classes of all bytes.
    fn classes(block: Self::Block, classes: &Classes) -> Self::Block;
    /// Which bytes of what [`classes`](Self::classes) gave have any of these classes.
    fn any(classes: Self::Block, mask: u8) -> u64;
    /// The classes that both have.
    fn both(a: Self::Block, b: Self::Block) -> Self::Block;
    /// The bits of `bits` at the ones of `mask`, moved together.
    fn pick(bits: u64, mask: u64) -> u64;

    /// Writes the places of the ones of `mask`, and a few more numbers that mean nothing.
    #[inline(always)]
    fn places(mask: u64, base: u32, out: &mut [u32]) {
        places(mask, base, out);
    }

    /// Numbers of 16 bits.
    type Lanes: Copy;
    /// All zero.
    fn no_lanes() -> Self::Lanes;
    /// Those whose bit is set in `which`, with these bits added.
    fn add_to_lanes(lanes: Self::Lanes, which: u16, bits: u16) -> Self::Lanes;
    /// The numbers.
    fn lanes(lanes: Self::Lanes) -> [u16; LANES];
}

/// [`Vectors::pick`] without an instruction for it.
#[inline(always)]
fn pick(bits: u64, mut mask: u64) -> u64 {
    let (mut picked, mut at) = (0, 0);
    while mask != 0 {
        picked |= (bits >> mask.trailing_zeros() & 1) << at;
        mask &= mask - 1;
        at += 1;
    }
    picked
}

/// The places of the ones of a byte.
static PLACES: [[u8; 8]; 256] = {
    let mut places = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut at) = (0, 0);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                places[byte][at] = bit;
                at += 1;
            }
            bit += 1;
        }
        byte += 1;
    }
    places
};

/// Up to so many places are written one by one.
const FEW: u32 = 4;

/// [`Vectors::places`] by a table.
#[inline(always)]
fn places(mut mask: u64, base: u32, out: &mut [u32]) {
    if mask.count_ones() <= FEW {
        for place in out.iter_mut().take(FEW as usize) {
            *place = base + mask.trailing_zeros();
            mask &= mask.wrapping_sub(1);
        }
        return;
    }
    let mut count = 0;
    for (i, byte) in mask.to_le_bytes().into_iter().enumerate() {
        let base = base + 8 * i as u32;
        let Some(out) = out[count..].first_chunk_mut::<8>() else { return };
        *out = PLACES[byte as usize].map(|place| base + u32::from(place));
        count += byte.count_ones() as usize;
    }
}

/// The lanes of an implementation that leaves them to the compiler.
type PlainLanes = [u16; LANES];

#[inline(always)]
fn add_to_lanes(mut lanes: PlainLanes, which: u16, bits: u16) -> PlainLanes {
    for (i, lane) in lanes.iter_mut().enumerate() {
        *lane |= if which & 1 << i != 0 { bits } else { 0 };
    }
    lanes
}

/// An algorithm over blocks.
pub(crate) trait Kernel {
    /// What it gives.
    type Output;
    /// Runs it; mark it `#[inline(always)]`, so that it is compiled for the instructions of `V`.
    fn run<V: Vectors>(self) -> Self::Output;
}

/// Runs a kernel with the best instructions of this processor.
pub(crate) fn dispatch<K: Kernel>(kernel: K) -> K::Output {
    #[cfg(target_arch = "x86_64")]
    if avx512::is_there() {
        return avx512::run(kernel);
    } else if avx2::is_there() {
        return avx2::run(kernel);
    }
    #[cfg(target_arch = "aarch64")]
    {
        neon::run(kernel)
    }
    #[cfg(not(target_arch = "aarch64"))]
    {
        kernel.run::<Scalar>()
    }
}

/// Asks for the cache line of `slice[index]`; an index out of bounds is ignored.
#[inline(always)]
pub(crate) fn prefetch<T>(slice: &[T], index: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(item) = slice.get(index) {
        avx2::prefetch(item);
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        let _ = (slice, index);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Ask<'b>(&'b [u8; BLOCK], Classes, u8);

    impl Kernel for Ask<'_> {
        type Output = ([u64; 5], [u16; LANES], Vec<u32>);
        #[inline(always)]
        fn run<V: Vectors>(self) -> Self::Output {
            let block = V::load(self.0);
            let classes = V::classes(block, &self.1);
            let (high, any) = (V::high(block), V::any(classes, 0xff));
            let lanes = V::add_to_lanes(V::no_lanes(), high as u16, 0x8003);
            let lanes = V::lanes(V::add_to_lanes(lanes, any as u16, 6));
            let some = V::any(V::both(classes, block), 0x51);
            let mut places = vec![0; 80];
            V::places(some, 1000, &mut places);
            places.truncate(some.count_ones() as usize);
            ([V::equal(block, self.2), high, any, some, V::pick(any, high)], lanes, places)
        }
    }

    proptest! {
        #[test]
        fn vectors_answer_as_scalars_do(
            bytes in prop::collection::vec(any::<u8>(), BLOCK),
            low in any::<[u8; 16]>(),
            high in any::<[u8; 16]>(),
            byte in any::<u8>(),
        ) {
            let block: &[u8; BLOCK] = bytes[..].try_into().unwrap();
            let classes = Classes { low, high };
            let scalar = Ask(block, classes, byte).run::<Scalar>();
            prop_assert_eq!(&dispatch(Ask(block, classes, byte)), &scalar);
            #[cfg(target_arch = "x86_64")]
            if avx2::is_there() {
                prop_assert_eq!(&avx2::run(Ask(block, classes, byte)), &scalar);
            }
            for (i, &b) in bytes.iter().enumerate() {
                prop_assert_eq!(scalar.0[2] >> i & 1 == 1, classes.of(b) != 0);
            }
        }
    }
}
