//! The words that names are filed under.
//!
//! A name is a chain of words, and a word is a run of letters, digits and combining marks; what
//! stands between words is no part of the key, so hyphen, space, apostrophe and line break file
//! alike, and [`verify`](super::verify) judges them. Words are hashed in lower case without
//! accents. With `joined`, single letters with full stops are one word (`U.S.`, `J. K.`).

use std::{cell::Cell, ops::Range};

use unicode_normalization::char::is_combining_mark;

use crate::text::fold_in_chunks;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) hash: u64,
}

/// Names of more words than this are refused.
pub(super) const MAX_WORDS: usize = 32;

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Whether `c` can be part of a word.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c))
}

/// The first word that begins at `at` or after it; `at` is no place inside a word.
pub(super) fn next_word(text: &str, at: usize, joined: bool) -> Option<Word> {
    next_word_before(text, at, text.len(), joined)
}

/// The first word that begins at `at` or after it, and before `to`.
pub(super) fn next_word_before(text: &str, at: usize, to: usize, joined: bool) -> Option<Word> {
    let start = next_start(text, at, to)?;
    Some(word_at(text, start, joined))
}

fn next_start(text: &str, mut at: usize, to: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while at < to {
        let &byte = bytes.get(at)?;
        if byte.is_ascii_alphanumeric() {
            return Some(at);
        }
        if byte < 0x80 {
            at += 1;
            continue;
        }
        let c = text[at..].chars().next()?;
        if is_word_char(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

/// Where the first word that begins at `at` or after it stands.
pub(super) fn next_place(text: &str, at: usize, joined: bool) -> Option<Range<usize>> {
    let start = next_start(text, at, text.len())?;
    Some(start..end_of(text, start, joined).0)
}

/// The word that begins at `start`.
pub(super) fn word_at(text: &str, start: usize, joined: bool) -> Word {
    let (end, letters) = end_of(text, start, joined);
    if !letters {
        return Word { start, end, hash: hash_word(&text[start..end]) };
    }
    let mut single = [0u8; 16];
    let mut len = 0;
    for &b in text.as_bytes()[start..end].iter().filter(|b| b.is_ascii_alphabetic()) {
        single[len] = b;
        len += 1;
    }
    Word { start, end, hash: hash_ascii(&single[..len]) }
}

/// Where the word that begins at `start` ends, and whether it is of single letters with stops.
fn end_of(text: &str, start: usize, joined: bool) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut end = start;
    while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
        end += 1;
    }
    if end < bytes.len() && bytes[end] >= 0x80 {
        end = word_end(text, end);
    }
    if joined && end == start + 1 && bytes.get(end) == Some(&b'.') {
        let last = joined_end(bytes, start);
        if last > end {
            return (last, true);
        }
    }
    (end, false)
}

fn word_end(text: &str, from: usize) -> usize {
    text[from..]
        .char_indices()
        .find(|&(_, c)| !is_word_char(c))
        .map_or(text.len(), |(i, _)| from + i)
}

/// Where the single letters with full stops that begin at `start` end: `U.S` of `U.S.`, `J. K` of
/// `J. K. Rowling`. At most 16 letters.
fn joined_end(bytes: &[u8], start: usize) -> usize {
    let byte = |i: usize| bytes.get(i).copied().unwrap_or(b' ');
    let single = |i: usize| {
        byte(i).is_ascii_alphabetic() && !byte(i + 1).is_ascii_alphanumeric() && byte(i + 1) < 0x80
    };
    let mut end = start + 1;
    for _ in 1..16 {
        if byte(end) != b'.' {
            break;
        }
        if single(end + 1) {
            end += 2;
        } else if byte(end + 1) == b' '
            && single(end + 2)
            && byte(end + 3) == b'.'
            && byte(end + 2).is_ascii_uppercase()
            && byte(end - 1).is_ascii_uppercase()
        {
            end += 3;
        } else {
            break;
        }
    }
    end
}

/// Hash of a word in lower case, without accents.
pub(super) fn hash_word(word: &str) -> u64 {
    if word.is_ascii() {
        return hash_ascii(word.as_bytes());
    }
    let (hash, empty) = (Cell::new(0), Cell::new(false));
    fold_in_chunks::<16>(
        word,
        |len| {
            hash.set(len as u64);
            empty.set(len == 0);
        },
        |chunk| hash.set(add_chunk(hash.get(), chunk)),
    );
    if empty.get() { hash_ascii(word.as_bytes()) } else { hash.get() }
}

/// Hash of bytes whose capitals count as small letters. Other bytes lose a bit too, which only
/// makes a few more words share a hash: what shares a hash is compared.
pub(super) fn hash_ascii(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(16) {
        hash = add_chunk(hash, chunk);
    }
    hash
}

/// Adds up to sixteen bytes.
fn add_chunk(hash: u64, chunk: &[u8]) -> u64 {
    let mut sixteen = [0u8; 16];
    sixteen[..chunk.len()].copy_from_slice(chunk);
    let [low, high] = &KEPT[chunk.len()];
    let sixteen = u128::from_le_bytes(sixteen);
    add_to_hash(hash, (sixteen as u64 | LOWER) & low, ((sixteen >> 64) as u64 | LOWER) & high)
}

/// Makes letters of ASCII lower case, and leaves digits.
pub(super) const LOWER: u64 = 0x2020_2020_2020_2020;

/// By how many bytes of sixteen are kept: masks of the lower and the upper half.
pub(super) static KEPT: [[u64; 2]; 17] = {
    let mut kept = [[0; 2]; 17];
    let mut len = 1;
    while len <= 16 {
        let mask = u128::MAX >> (128 - 8 * len);
        kept[len] = [mask as u64, (mask >> 64) as u64];
        len += 1;
    }
    kept
};

/// The hash of a word of up to sixteen bytes, from its length and its halves; of a longer one,
/// from the hash so far.
#[inline(always)]
pub(super) const fn add_to_hash(hash: u64, low: u64, high: u64) -> u64 {
    let wide = (low ^ 0xA076_1D64_78BD_642F) as u128
        * (high ^ hash.wrapping_mul(MULTIPLIER) ^ 0xE703_7ED1_A0B4_28DB) as u128;
    wide as u64 ^ (wide >> 64) as u64
}

/// The hash of a chain of words from that of all but the last and that of the last; a chain of
/// one word has the word's hash.
#[inline(always)]
pub(super) const fn chain(prefix: u64, word: u64) -> u64 {
    let h = (prefix.rotate_left(23) ^ word).wrapping_mul(MULTIPLIER);
    h ^ (h >> 32)
}

/// The hash that tables are filed by, from a chain's.
#[inline(always)]
pub(super) const fn seeded(hash: u64, seed: u64) -> u64 {
    let h = (hash ^ seed).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    h ^ (h >> 32)
}

/// The words of `text`.
pub(super) fn words(text: &str, joined: bool) -> impl Iterator<Item = Word> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at, joined)?;
        at = word.end;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str, joined: bool) -> Vec<&str> {
        words(text, joined).map(|w| &text[w.start..w.end]).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        for (text, joined, plain) in [
            ("U.S. Steel", "U.S|Steel", "U|S|Steel"),
            ("the U.S", "the|U.S", "the|U|S"),
            ("J. K. Rowling's", "J. K|Rowling|s", "J|K|Rowling|s"),
            ("George W. Bush", "George|W|Bush", "George|W|Bush"),
            ("Côte d’Ivoire—Al-Shabaab", "Côte|d|Ivoire|Al|Shabaab", "Côte|d|Ivoire|Al|Shabaab"),
            ("«東京»!", "東京", "東京"),
            ("", "", ""),
        ] {
            assert_eq!(words_of(text, true).join("|"), joined, "{text}");
            assert_eq!(words_of(text, false).join("|"), plain, "{text}");
        }
    }

    #[test]
    fn forms_of_a_word_share_a_hash() {
        let hash = |text| words(text, true).next().unwrap().hash;
        assert_eq!(hash("U.S."), hash("us"));
        assert_eq!(hash("CÔTE"), hash("cote"));
        assert_ne!(hash("Abe"), hash("Abel"));
    }
}
