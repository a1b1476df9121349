//! Folding: forms of one name become one key.

use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Appends the folded form of `word` to `out`: lower case, without accents, full stops or the
/// difference between kinds of apostrophe. A stop between digits stays (`1.5`).
///
/// ```
/// let mut out = String::new();
/// dateline::text::fold("Côte", &mut out);
/// assert_eq!(out, "cote");
/// out.clear();
/// dateline::text::fold("U.S.", &mut out);
/// assert_eq!(out, "us");
/// ```
pub fn fold(word: &str, out: &mut String) {
    let numeric = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if word.is_ascii() {
        out.extend(word.chars().filter(|&c| c != '.' || numeric).map(|c| c.to_ascii_lowercase()));
        return;
    }
    out.extend(folded(word));
}

/// The characters of the folded form of a word, the same as [`fold`] appends.
pub(crate) fn folded(word: &str) -> impl Iterator<Item = char> {
    let numeric = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    word.nfd().filter(move |&c| !is_combining_mark(c) && (c != '.' || numeric)).flat_map(plain)
}

/// A character without accent, in lower case.
fn plain(c: char) -> impl Iterator<Item = char> {
    let mut plain = ['\0'; 3];
    let mut len = 1;
    plain[0] = match c {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        'ı' => 'i',
        'ß' | 'æ' | 'Æ' | 'œ' | 'Œ' | 'þ' | 'Þ' => {
            len = 2;
            let pair = match c {
                'ß' => ['s', 's'],
                'æ' | 'Æ' => ['a', 'e'],
                'œ' | 'Œ' => ['o', 'e'],
                _ => ['t', 'h'],
            };
            plain[1] = pair[1];
            pair[0]
        }
        _ => {
            len = 0;
            for lower in c.to_lowercase().filter(|&l| !is_combining_mark(l)) {
                plain[len] = lower;
                len += 1;
            }
            plain[0]
        }
    };
    plain.into_iter().take(len)
}

/// The folded forms of U+0080 to U+024F, as far as they are of ASCII; zeros for the others.
static LATIN: LazyLock<[[u8; 2]; 0x1d0]> = LazyLock::new(|| {
    let mut forms = [[0; 2]; 0x1d0];
    for (c, form) in ('\u{80}'..).zip(&mut forms) {
        let mut letters =
            std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c)).flat_map(plain);
        let pair = [letters.next(), letters.next()];
        if letters.next().is_none() && pair.iter().flatten().all(char::is_ascii) {
            *form = pair.map(|c| c.map_or(0, |c| c as u8));
        }
    }
    forms
});

/// Calls `sink` with the bytes of the folded form of a word, a few at a time: the same as
/// [`folded`], and faster for Latin letters.
fn fold_to(word: &str, mut sink: impl FnMut(&[u8])) {
    let numeric = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    let latin = &*LATIN;
    for c in word.chars() {
        if c.is_ascii() {
            if c != '.' || numeric {
                sink(&[c.to_ascii_lowercase() as u8]);
            }
            continue;
        }
        match latin.get(c as usize - 0x80) {
            Some([0, _]) | None => {
                let letters = std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c));
                for c in letters.flat_map(plain) {
                    sink(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            Some([one, 0]) => sink(&[*one]),
            Some(two) => sink(two),
        }
    }
}

/// Whether two words have the same folded form.
pub(crate) fn folds_alike(a: &str, b: &str) -> bool {
    let (mut near_a, mut near_b) = ([0; 64], [0; 64]);
    match (fold_into(a, &mut near_a), fold_into(b, &mut near_b)) {
        (Some(a), Some(b)) => a == b,
        _ => folded(a).eq(folded(b)),
    }
}

/// The bytes of the folded form of a word, if there is room for them.
fn fold_into<'n>(word: &str, near: &'n mut [u8; 64]) -> Option<&'n [u8]> {
    let mut len = 0;
    fold_to(word, |bytes| {
        for &byte in bytes {
            if let Some(room) = near.get_mut(len) {
                *room = byte;
            }
            len += 1;
        }
    });
    near.get(..len)
}

/// Calls `sink` with the bytes of the folded form of a word, `N` at a time, after `begin` with their
/// number; allocates nothing.
pub(crate) fn fold_in_chunks<const N: usize>(
    word: &str,
    begin: impl FnOnce(usize),
    mut sink: impl FnMut(&[u8]),
) {
    let mut near = [0u8; 96];
    let mut len = 0;
    fold_to(word, |bytes| {
        for &byte in bytes {
            if let Some(room) = near.get_mut(len) {
                *room = byte;
            }
            len += 1;
        }
    });
    begin(len);
    if let Some(near) = near.get(..len) {
        near.chunks(N).for_each(sink);
        return;
    }
    // A very long word is folded twice.
    let (mut chunk, mut at) = ([0u8; N], 0);
    fold_to(word, |bytes| {
        for &byte in bytes {
            chunk[at] = byte;
            at += 1;
            if at == N {
                sink(&chunk);
                at = 0;
            }
        }
    });
    if at > 0 {
        sink(&chunk[..at]);
    }
}

fn fold_hash_unicode(word: &str) -> u64 {
    let hash = std::cell::Cell::new(0);
    fold_in_chunks::<8>(word, |len| hash.set(len as u64), |chunk| hash.set(add(hash.get(), chunk)));
    finish(hash.get())
}

/// A 64-bit hash of the folded form of `word`, the same on every machine; it allocates nothing.
///
/// ```
/// use dateline::text::fold_hash;
/// assert_eq!(fold_hash("U.S."), fold_hash("us"));
/// assert_ne!(fold_hash("Abe"), fold_hash("Abel"));
/// ```
#[must_use]
pub fn fold_hash(word: &str) -> u64 {
    if !word.is_ascii() {
        return fold_hash_unicode(word);
    }
    let bytes = word.as_bytes();
    let numeric = bytes.first().is_some_and(u8::is_ascii_digit);
    if !numeric && bytes.contains(&b'.') {
        let mut kept = [0u8; 64];
        let mut len = 0;
        if bytes.len() <= kept.len() {
            for &b in bytes.iter().filter(|&&b| b != b'.') {
                kept[len] = b;
                len += 1;
            }
            return hash_bytes(&kept[..len]);
        }
        return fold_hash_unicode(word);
    }
    hash_bytes(bytes)
}

/// [`fold_hash`] of `text[start..end]`, ASCII without full stops: eight bytes at a time, read where
/// they stand.
#[inline(always)]
pub(crate) fn fold_hash_plain(text: &[u8], start: usize, end: usize) -> u64 {
    let len = end - start;
    let Some(eight) = text.get(start..).and_then(|rest| rest.first_chunk()) else {
        return hash_bytes(&text[start..end]);
    };
    let eight = u64::from_le_bytes(*eight);
    if len > 8 {
        return fold_hash_longer(text, start, end, mix(len as u64, lower8_ascii(eight)));
    }
    // No token is empty.
    let unused = (64 - 8 * len as u32) & 63;
    finish(mix(len as u64, lower8_ascii(eight << unused >> unused)))
}

/// The rest of a word of more than eight bytes.
fn fold_hash_longer(text: &[u8], start: usize, end: usize, mut hash: u64) -> u64 {
    let mut at = start + 8;
    while at < end {
        let left = end - at;
        let eight = match text[at..].first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => return hash_bytes(&text[start..end]),
        };
        let unused = if left < 8 { 64 - 8 * left } else { 0 };
        hash = mix(hash, lower8_ascii(eight << unused >> unused));
        at += 8;
    }
    finish(hash)
}

/// [`lower8`] of bytes of ASCII.
const fn lower8_ascii(word: u64) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let from_a = word + 0x3f3f_3f3f_3f3f_3f3f;
    let past_z = word + 0x2525_2525_2525_2525;
    word | (from_a & !past_z & HIGH) >> 2
}

/// Hash of bytes whose ASCII letters count as lower case.
fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        hash = add(hash, chunk);
    }
    let rest = chunks.remainder();
    finish(if rest.is_empty() { hash } else { add(hash, rest) })
}

/// Adds up to eight bytes.
#[inline(always)]
fn add(hash: u64, chunk: &[u8]) -> u64 {
    let mut eight = [0u8; 8];
    eight[..chunk.len()].copy_from_slice(chunk);
    mix(hash, lower8(u64::from_le_bytes(eight)))
}

const fn finish(hash: u64) -> u64 {
    hash ^ (hash >> 29)
}

fn mix(hash: u64, word: u64) -> u64 {
    let h = (hash.rotate_left(23) ^ word).wrapping_mul(MULTIPLIER);
    h ^ (h >> 32)
}

/// ASCII capitals of eight bytes to lower case, without branches.
const fn lower8(word: u64) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let low = word & !HIGH;
    let from_a = low + 0x3f3f_3f3f_3f3f_3f3f;
    let past_z = low + 0x2525_2525_2525_2525;
    let is_upper = (from_a & !past_z) & HIGH & !(word & HIGH);
    word | (is_upper >> 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn hash_of_word_is_hash_of_its_folded_form(word in "[A-Za-z0-9.'’À-ž\u{300}-\u{306}\u{1e00}-\u{1eff}가-각]{0,140}") {
            let mut folded = String::new();
            fold(&word, &mut folded);
            prop_assert_eq!(fold_hash(&word), hash_bytes(folded.as_bytes()));
        }

        #[test]
        fn words_fold_alike_if_their_folded_forms_are_one(
            a in "[a-cA-C.'’À-Å\u{300}-\u{303}ß]{0,5}", b in "[a-cA-C.'’À-Å\u{300}-\u{303}ß]{0,5}", n in 1_usize..30,
        ) {
            let (a, b) = (a.repeat(n), b.repeat(n));
            prop_assert_eq!(folds_alike(&a, &b), folded(&a).eq(folded(&b)));
            let stops = format!("{b}.");
            prop_assert_eq!(folds_alike(&b, &stops), folded(&b).eq(folded(&stops)));
        }

        #[test]
        fn the_plain_way_gives_the_same_hash(word in "[ -~&&[^.]]{1,24}", after in "[ -~]{0,9}") {
            let text = format!(" {word}{after}");
            let end = 1 + word.len();
            prop_assert_eq!(fold_hash_plain(text.as_bytes(), 1, end), fold_hash(&word));
        }

        #[test]
        fn lower8_is_ascii_lower_case(bytes in any::<[u8; 8]>()) {
            let lowered = lower8(u64::from_le_bytes(bytes)).to_le_bytes();
            prop_assert_eq!(lowered, bytes.map(|b| b.to_ascii_lowercase()));
        }
    }
}
