//! Blocks in two registers of AVX2.
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256i, _MM_HINT_T0, _mm_loadu_si128, _mm_prefetch, _mm256_and_si256,
    _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8, _mm256_cmpeq_epi16, _mm256_loadu_si256,
    _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8, _mm256_set1_epi16, _mm256_setr_epi16,
    _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_srli_epi16, _mm256_storeu_si256, _pext_u64,
};

use super::{BLOCK, Classes, Kernel, LANES, Vectors};

/// AVX2. Only [`run`] hands it out.
#[derive(Clone, Copy)]
struct Avx2;

/// Whether this processor has what [`run`] needs.
#[inline]
pub(super) fn is_there() -> bool {
    std::arch::is_x86_feature_detected!("avx2")
        && std::arch::is_x86_feature_detected!("bmi1")
        && std::arch::is_x86_feature_detected!("bmi2")
        && std::arch::is_x86_feature_detected!("lzcnt")
        && std::arch::is_x86_feature_detected!("popcnt")
        && !*FORCED_SCALAR
}

/// `DATELINE_SCALAR=1` turns vectors off, for tests and for measuring.
static FORCED_SCALAR: std::sync::LazyLock<bool> =
    std::sync::LazyLock::new(|| std::env::var_os("DATELINE_SCALAR").is_some());

/// Runs a kernel; the caller has asked [`is_there`].
pub(super) fn run<K: Kernel>(kernel: K) -> K::Output {
    debug_assert!(is_there());
    // SAFETY: `dispatch`, the only caller, has found the features that `run_avx2` enables.
    unsafe { run_avx2(kernel) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
unsafe fn run_avx2<K: Kernel>(kernel: K) -> K::Output {
    kernel.run::<Avx2>()
}

/// Asks for a cache line.
#[inline(always)]
pub(super) fn prefetch<T>(item: &T) {
    // SAFETY: SSE is part of x86-64, and a prefetch has no effect that a program can see.
    unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(item).cast()) }
}

#[inline(always)]
fn mask(low: __m256i, high: __m256i) -> u64 {
    // SAFETY: `Avx2` is only handed out by `run`, under AVX2.
    let (low, high) = unsafe { (_mm256_movemask_epi8(low), _mm256_movemask_epi8(high)) };
    u64::from(low as u32) | u64::from(high as u32) << 32
}

impl Vectors for Avx2 {
    type Block = (__m256i, __m256i);

    #[inline(always)]
    fn load(bytes: &[u8; BLOCK]) -> Self::Block {
        let at = bytes.as_ptr();
        // SAFETY: AVX2 as above; both loads lie within the 64 bytes and need no alignment.
        unsafe { (_mm256_loadu_si256(at.cast()), _mm256_loadu_si256(at.add(32).cast())) }
    }

    #[inline(always)]
    fn equal((low, high): Self::Block, byte: u8) -> u64 {
        // SAFETY: AVX2 as above.
        unsafe {
            let byte = _mm256_set1_epi8(byte as i8);
            mask(_mm256_cmpeq_epi8(low, byte), _mm256_cmpeq_epi8(high, byte))
        }
    }

    #[inline(always)]
    fn high((low, high): Self::Block) -> u64 {
        mask(low, high)
    }

    #[inline(always)]
    fn classes((low, high): Self::Block, classes: &Classes) -> Self::Block {
        // SAFETY: AVX2 as above; the tables are 16 bytes long.
        unsafe {
            let table =
                |t: &[u8; 16]| _mm256_broadcastsi128_si256(_mm_loadu_si128(t.as_ptr().cast()));
            let (by_low, by_high) = (table(&classes.low), table(&classes.high));
            let half = _mm256_set1_epi8(15);
            // A shuffle gives zero for an index with its top bit set: bytes outside ASCII.
            let of = |v| {
                let upper = _mm256_and_si256(_mm256_srli_epi16::<4>(v), half);
                _mm256_and_si256(
                    _mm256_shuffle_epi8(by_low, v),
                    _mm256_shuffle_epi8(by_high, upper),
                )
            };
            (of(low), of(high))
        }
    }

    #[inline(always)]
    fn any((low, high): Self::Block, bits: u8) -> u64 {
        // SAFETY: AVX2 as above.
        unsafe {
            let bits = _mm256_set1_epi8(bits as i8);
            let none = |v| _mm256_cmpeq_epi8(_mm256_and_si256(v, bits), _mm256_setzero_si256());
            !mask(none(low), none(high))
        }
    }

    #[inline(always)]
    fn both(a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: AVX2 as above.
        unsafe { (_mm256_and_si256(a.0, b.0), _mm256_and_si256(a.1, b.1)) }
    }

    #[inline(always)]
    fn pick(bits: u64, mask: u64) -> u64 {
        // SAFETY: `run` is called with BMI2.
        unsafe { _pext_u64(bits, mask) }
    }

    type Lanes = __m256i;

    #[inline(always)]
    fn no_lanes() -> Self::Lanes {
        // SAFETY: AVX2 as above.
        unsafe { _mm256_setzero_si256() }
    }

    #[inline(always)]
    fn add_to_lanes(lanes: Self::Lanes, which: u16, bits: u16) -> Self::Lanes {
        // SAFETY: AVX2 as above.
        unsafe {
            let one = _mm256_setr_epi16(
                1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, -32768,
            );
            let which = _mm256_and_si256(_mm256_set1_epi16(which as i16), one);
            let which = _mm256_cmpeq_epi16(which, one);
            _mm256_or_si256(lanes, _mm256_and_si256(which, _mm256_set1_epi16(bits as i16)))
        }
    }

    #[inline(always)]
    fn lanes(lanes: Self::Lanes) -> [u16; LANES] {
        let mut out = [0; LANES];
        // SAFETY: AVX2 as above; sixteen numbers of 16 bits are the 32 bytes that are stored.
        unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), lanes) };
        out
    }
}
