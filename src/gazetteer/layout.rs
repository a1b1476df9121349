//! Where things stand in a compiled gazetteer. All numbers are little-endian.
//!
//! ```text
//! header     384 bytes: magic, version, flags, length, checksums, seed, counts, start bytes,
//!            eight sections (offset, length), openings
//! slots      u64 each: all names, open addressing in order of hash
//!              bits 0..32 offset of the name    bit 32 there is one
//!              bits 33..64 fingerprint
//! filter     u64 each: which letters a name's first word can begin with; two bits each
//! gate       u64 each: which chains of words are names, and which go on with a word that begins
//!            with which letters; two bits each
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
pub(super) const VERSION: u32 = 5;
pub(super) const HEADER: usize = 384;

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
pub(super) const AT_SECTIONS: usize = 80;
pub(super) const AT_OPENINGS: usize = 224;

/// Bit of the header's flags: names match byte by byte.
pub(super) const EXACT: u32 = 1;
/// Bit of the header's flags: some name begins with a mark.
pub(super) const LEADS: u32 = 1 << 1;
/// Bit of the header's flags: some name may begin in lower case before a hyphen, and not
/// otherwise; the openings know nothing of that.
pub(super) const PARTICLES: u32 = 1 << 2;

/// A section, by its place in the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Slots,
    Filter,
    Gate,
    Names,
    Entries,
    Profiles,
    Labels,
    Words,
}

pub(super) const SECTIONS: usize = 8;

// Slots.
pub(super) const NAME: u64 = 1 << 32;
pub(super) const FINGERPRINT: u64 = !0 << 33;

/// Where the search for a hash begins in a table of `len` slots.
#[inline(always)]
pub(super) fn home(hash: u64, len: usize) -> usize {
    ((u128::from(hash) * len as u128) >> 64) as usize
}

/// The fingerprint of a hash, in its place in a slot.
pub(super) const fn fingerprint(hash: u64) -> u64 {
    hash << 33
}

/// What the filter knows a word by: its first eight bytes, zeros behind a shorter one. Only whether
/// the first is a capital counts.
#[inline(always)]
pub(super) const fn first_key(eight: u64, kept: u64) -> u64 {
    ((eight | 0x2020_2020_2020_2000) & kept).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Word and bits for a key of the filter, which has a power of two of words.
#[inline(always)]
pub(super) const fn first_bits(key: u64, len: usize) -> (usize, u64) {
    ((key >> 32) as usize & (len - 1), 1 << (key >> 26 & 63) | 1 << (key >> 20 & 63))
}

/// The code of a next word by its first three bytes; zeros stand behind a shorter one. It tells
/// whether the first is a capital.
#[inline(always)]
pub(super) const fn next_code(bytes: u32) -> u32 {
    bytes & 0x3f | bytes >> 2 & 0x7c0 | bytes >> 5 & 0xf800
}

/// The code of no next word: a name ends.
pub(super) const NO_NEXT: u32 = 1 << 16;

/// What the gate knows a chain by that has this next word.
#[inline(always)]
pub(super) const fn gate_key(hash: u64, code: u32) -> u64 {
    hash ^ (code as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Word and bits for a key of a gate of `len` words.
#[inline(always)]
pub(super) const fn gate_bits(word: u64, len: usize) -> (usize, u64) {
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
