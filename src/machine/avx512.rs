//! Blocks in one register of AVX-512: half the instructions of AVX2, and places by compression.
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256i, __m512i, _mm_loadu_si128, _mm256_maskz_set1_epi16, _mm256_or_si256,
    _mm256_setzero_si256, _mm256_storeu_si256, _mm512_add_epi32, _mm512_and_si512,
    _mm512_broadcast_i32x4, _mm512_castsi512_si128, _mm512_cmpeq_epi8_mask, _mm512_cvtepu8_epi32,
    _mm512_loadu_si512, _mm512_maskz_compress_epi8, _mm512_movepi8_mask, _mm512_set1_epi8,
    _mm512_set1_epi32, _mm512_shuffle_epi8, _mm512_srli_epi16, _mm512_storeu_si512,
    _mm512_test_epi8_mask, _pext_u64,
};

use super::{BLOCK, Classes, Kernel, LANES, Vectors};

/// AVX-512. Only [`run`] hands it out.
#[derive(Clone, Copy)]
struct Avx512;

/// Whether this processor has what [`run`] needs. VBMI2 came with the processors whose clock does
/// not fall when they use AVX-512.
#[inline]
pub(super) fn is_there() -> bool {
    std::arch::is_x86_feature_detected!("avx512f")
        && std::arch::is_x86_feature_detected!("avx512bw")
        && std::arch::is_x86_feature_detected!("avx512vl")
        && std::arch::is_x86_feature_detected!("avx512vbmi2")
        && super::avx2::is_there()
        && !*FORCED_AVX2
}

/// `DATELINE_AVX2=1` turns these vectors off, for tests and for measuring.
static FORCED_AVX2: std::sync::LazyLock<bool> =
    std::sync::LazyLock::new(|| std::env::var_os("DATELINE_AVX2").is_some());

/// Runs a kernel; the caller has asked [`is_there`].
pub(super) fn run<K: Kernel>(kernel: K) -> K::Output {
    debug_assert!(is_there());
    // SAFETY: `dispatch`, the only caller, has found the features that `run_avx512` enables.
    unsafe { run_avx512(kernel) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi2,avx2,bmi1,bmi2,lzcnt,popcnt")]
unsafe fn run_avx512<K: Kernel>(kernel: K) -> K::Output {
    kernel.run::<Avx512>()
}

/// 0 to 63.
static PLACES: [u8; BLOCK] = {
    let mut places = [0; BLOCK];
    let mut place = 0;
    while place < BLOCK {
        places[place] = place as u8;
        place += 1;
    }
    places
};

impl Vectors for Avx512 {
    type Block = __m512i;

    #[inline(always)]
    fn load(bytes: &[u8; BLOCK]) -> Self::Block {
        // SAFETY: `Avx512` is only handed out by `run`, under AVX-512; the load takes the 64 bytes
        // and needs no alignment.
        unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
    }

    #[inline(always)]
    fn equal(block: Self::Block, byte: u8) -> u64 {
        // SAFETY: AVX-512 as above.
        unsafe { _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(byte as i8)) }
    }

    #[inline(always)]
    fn high(block: Self::Block) -> u64 {
        // SAFETY: AVX-512 as above.
        unsafe { _mm512_movepi8_mask(block) }
    }

    #[inline(always)]
    fn classes(block: Self::Block, classes: &Classes) -> Self::Block {
        // SAFETY: AVX-512 as above; the tables are 16 bytes long.
        unsafe {
            let table = |t: &[u8; 16]| _mm512_broadcast_i32x4(_mm_loadu_si128(t.as_ptr().cast()));
            let half = _mm512_set1_epi8(15);
            let upper = _mm512_and_si512(_mm512_srli_epi16::<4>(block), half);
            // A shuffle gives zero for an index with its top bit set: bytes outside ASCII.
            _mm512_and_si512(
                _mm512_shuffle_epi8(table(&classes.low), block),
                _mm512_shuffle_epi8(table(&classes.high), upper),
            )
        }
    }

    #[inline(always)]
    fn any(classes: Self::Block, bits: u8) -> u64 {
        // SAFETY: AVX-512 as above.
        unsafe { _mm512_test_epi8_mask(classes, _mm512_set1_epi8(bits as i8)) }
    }

    #[inline(always)]
    fn both(a: Self::Block, b: Self::Block) -> Self::Block {
        // SAFETY: AVX-512 as above.
        unsafe { _mm512_and_si512(a, b) }
    }

    #[inline(always)]
    fn pick(bits: u64, mask: u64) -> u64 {
        // SAFETY: `run` is called with BMI2.
        unsafe { _pext_u64(bits, mask) }
    }

    #[inline(always)]
    fn places(mask: u64, base: u32, out: &mut [u32]) {
        let Some(first) = out.first_chunk_mut::<16>() else {
            return super::places(mask, base, out);
        };
        // SAFETY: AVX-512 as above; `PLACES` has 64 bytes, sixteen numbers of 32 bits are stored
        // into sixteen, and 64 bytes into 64.
        let packed = unsafe {
            let places = _mm512_loadu_si512(PLACES.as_ptr().cast());
            let packed = _mm512_maskz_compress_epi8(mask, places);
            let numbers = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));
            let numbers = _mm512_add_epi32(numbers, _mm512_set1_epi32(base as i32));
            _mm512_storeu_si512(first.as_mut_ptr().cast(), numbers);
            packed
        };
        let count = mask.count_ones() as usize;
        if count > 16 {
            let mut all = [0u8; BLOCK];
            // SAFETY: as above.
            unsafe { _mm512_storeu_si512(all.as_mut_ptr().cast(), packed) };
            for (out, place) in out.iter_mut().zip(&all[..count]).skip(16) {
                *out = base + u32::from(*place);
            }
        }
    }

    type Lanes = __m256i;

    #[inline(always)]
    fn no_lanes() -> Self::Lanes {
        // SAFETY: AVX2 is part of AVX-512.
        unsafe { _mm256_setzero_si256() }
    }

    #[inline(always)]
    fn add_to_lanes(lanes: Self::Lanes, which: u16, bits: u16) -> Self::Lanes {
        // SAFETY: AVX-512 as above.
        unsafe { _mm256_or_si256(lanes, _mm256_maskz_set1_epi16(which, bits as i16)) }
    }

    #[inline(always)]
    fn lanes(lanes: Self::Lanes) -> [u16; LANES] {
        let mut out = [0; LANES];
        // SAFETY: AVX2; sixteen numbers of 16 bits are the 32 bytes that are stored.
        unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), lanes) };
        out
    }
}
