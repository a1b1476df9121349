//! Where things stand in a compiled gazetteer. All numbers are little-endian.
//!
//! ```text
//! header     320 bytes: magic, version, flags, length, checksums, seed, counts, start bytes,
//!            seven sections (offset, length), openings
//! slots      u64 each: all prefixes of all names, open addressing in order of hash
//!              bits 0..32 offset of the names that end here, or how the next words may begin
//!              bit  32    names end here        bit 33 names go on from here
//!              bit  34    the next word may begin in lower case
//!              bits 35..64 fingerprint
//! filter     u64 each: which words can begin a name in lower case, then which can otherwise; two
//!            bits a word
//! names      groups of spellings with one key: head byte, length, spelling, entries
//!              head: bit 7 another spelling follows, bits 0-1 policy, bit 2 plural, bit 3 the one
//!              entry is here and has no more than its profile, bits 4-6 number of entries (0: it
//!              follows)
//! entries    tag byte, profile, canonical name, id, coordinates, as the tag says
//! profiles   8 bytes each: kind u16, subkind u16, flags, weight, country
//! labels     kinds and subkinds of the user's own: length u16, text
//! words      u64 each: given, family, common, frequency, sex and fingerprint
//! ```
//! Lengths and numbers inside `names` and `entries` are in base 128, low digits first.

pub(super) const MAGIC: [u8; 8] = *b"\xD7gaz\r\n\x1a\n";
pub(super) const VERSION: u32 = 3;
pub(super) const HEADER: usize = 320;

// Offsets in the header.
pub(super) const AT_VERSION: usize = 8;
pub(super) const AT_FLAGS: usize = 12;
pub(super) const AT_LENGTH: usize = 16;
pub(super) const AT_CONTENT: usize = 24;
pub(super) const AT_CHECK: usize = 32;
pub(super) const AT_SEED: usize = 40;
pub(super) const AT_NAMES: usize = 48;
pub(super) const AT_ENTRIES: usize = 52;
pub(super) const AT_HOME: usize = 56;
pub(super) const AT_STARTS: usize = 64;
pub(super) const AT_LOWER: usize = 80;
pub(super) const AT_SECTIONS: usize = 88;
pub(super) const AT_OPENINGS: usize = 200;

/// Bit of the header's flags: names match byte by byte.
pub(super) const EXACT: u32 = 1;
/// Bit of the header's flags: some name begins with a mark.
pub(super) const LEADS: u32 = 1 << 1;

/// A section, by its place in the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Slots,
    Filter,
    Names,
    Entries,
    Profiles,
    Labels,
    Words,
}

pub(super) const SECTIONS: usize = 7;

// Slots.
pub(super) const ENDS: u64 = 1 << 32;
pub(super) const GOES_ON: u64 = 1 << 33;
pub(super) const LOWER_NEXT: u64 = 1 << 34;
pub(super) const FINGERPRINT: u64 = !0 << 35;

/// Where the search for a hash begins in a table of `len` slots.
#[inline(always)]
pub(super) fn home(hash: u64, len: usize) -> usize {
    ((u128::from(hash) * len as u128) >> 64) as usize
}

/// The fingerprint of a hash, in its place in a slot.
pub(super) const fn fingerprint(hash: u64) -> u64 {
    hash << 35
}

/// The bit of a next word in a slot that only goes on, by its first two bytes as they stand (the
/// second is zero for a word of one byte).
#[inline(always)]
pub(super) const fn next_bit(first: u8, second: u8) -> u64 {
    1 << ((first as u32 * 5 + second as u32 * 3) >> 1 & 31)
}

/// Word and bits for a first word of a filter of `len` words.
#[inline(always)]
pub(super) const fn filter_bits(word: u64, len: usize) -> (usize, u64) {
    let place = ((word >> 32) * len as u64) >> 32;
    (place as usize, 1 << (word & 63) | 1 << (word >> 6 & 63))
}

// Heads of spellings.
pub(super) const MORE: u8 = 1 << 7;
pub(super) const POLICY: u8 = 3;
pub(super) const PLURAL: u8 = 1 << 2;
pub(super) const INLINE: u8 = 1 << 3;
pub(super) const COUNT_SHIFT: u32 = 4;

// Tags of entries.
pub(super) const SAME: u8 = 1;
pub(super) const HAS_ID: u8 = 1 << 1;
pub(super) const COARSE: u8 = 1 << 2;
pub(super) const FINE: u8 = 1 << 3;

/// Bit of an entry id: the entry stands inside a spelling, not among the entries.
pub(super) const ID_INLINE: u32 = 1 << 31;
/// Bit of a canonical name: it stands among the entries, not among the names.
pub(super) const OWN_STRING: u32 = 1 << 31;

/// Steps of a coarse coordinate in a degree.
pub(super) const COARSE_STEPS: f64 = 10_000.0;

/// A checksum that reads 32 bytes at a time.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut lanes = [1u64, 2, 3, 4];
    let (blocks, rest) = bytes.as_chunks::<32>();
    let step = |lane: u64, word: [u8; 8]| {
        (lane ^ u64::from_le_bytes(word)).wrapping_mul(K).rotate_left(29)
    };
    for block in blocks {
        for (lane, word) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = step(*lane, *word);
        }
    }
    let mut last = [0u8; 32];
    last[..rest.len()].copy_from_slice(rest);
    for (lane, word) in lanes.iter_mut().zip(last.as_chunks::<8>().0) {
        *lane = step(*lane, *word);
    }
    let mut sum = bytes.len() as u64;
    for lane in lanes {
        sum = (sum ^ lane).wrapping_mul(K);
        sum ^= sum >> 31;
    }
    sum
}

/// Appends a number in base 128.
pub(super) fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The number in base 128 at `at`, and where it ends.
pub(super) fn number(bytes: &[u8], mut at: usize) -> Option<(u32, usize)> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let byte = *bytes.get(at)?;
        at += 1;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((value, at));
        }
    }
    None
}
