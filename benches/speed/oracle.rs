//! What is right: every occurrence between word boundaries, then the longest from left to right.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// A span of bytes.
pub type Found = (usize, usize);

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Whether a word begins or ends at `at`, or none is there.
#[inline]
pub fn boundary(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if at == 0 || at == text.len() {
        return true;
    }
    let (before, after) = (bytes[at - 1], bytes[at]);
    if before < 0x80 && after < 0x80 {
        return !(before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric());
    }
    if !text.is_char_boundary(at) {
        return false;
    }
    let word = |c: Option<char>| c.is_some_and(is_word);
    !(word(text[..at].chars().next_back()) && word(text[at..].chars().next()))
}

#[inline]
pub fn bounded(text: &str, start: usize, end: usize) -> bool {
    boundary(text, start) && boundary(text, end)
}

/// By overlapping search, which misses nothing.
pub fn overlapping(names: &[String], any_case: bool) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::Standard)
        .ascii_case_insensitive(any_case)
        .build(names)
        .unwrap()
}

/// The contender: leftmost-longest search, whose matches are then filtered. It misses names that
/// begin inside a match that the filter drops.
pub fn leftmost(names: &[String], any_case: bool) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(any_case)
        .build(names)
        .unwrap()
}

pub fn all(automaton: &AhoCorasick, text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = automaton
        .find_overlapping_iter(text)
        .map(|m| (m.start(), m.end()))
        .filter(|&(start, end)| bounded(text, start, end))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The longest from left to right of matches in order.
pub fn longest(found: &[Found]) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    for &(start, end) in found {
        match kept.last_mut() {
            Some(last) if start == last.0 => last.1 = last.1.max(end),
            Some(last) if start < last.1 => {}
            _ => kept.push((start, end)),
        }
    }
    kept
}
