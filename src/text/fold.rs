//! Folding: forms of one name become one key.

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
    fold_chars(word, |c| out.push(c));
}

/// Hands on the characters of the folded form of a word that is not ASCII.
fn fold_chars(word: &str, mut push: impl FnMut(char)) {
    let numeric = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    for c in word.nfd().filter(|&c| !is_combining_mark(c) && (c != '.' || numeric)) {
        let (first, second) = match c {
            '’' | '‘' | 'ʼ' | '`' | '´' => ('\'', None),
            'ø' | 'Ø' => ('o', None),
            'ł' | 'Ł' => ('l', None),
            'đ' | 'Đ' | 'ð' | 'Ð' => ('d', None),
            'ı' => ('i', None),
            'ß' => ('s', Some('s')),
            'æ' | 'Æ' => ('a', Some('e')),
            'œ' | 'Œ' => ('o', Some('e')),
            'þ' | 'Þ' => ('t', Some('h')),
            _ => {
                c.to_lowercase().filter(|&l| !is_combining_mark(l)).for_each(&mut push);
                continue;
            }
        };
        push(first);
        second.into_iter().for_each(&mut push);
    }
}

fn fold_hash_unicode(word: &str) -> u64 {
    let mut folded = [0u8; 96];
    let mut len = 0;
    fold_chars(word, |c| {
        if let Some(room) = folded.get_mut(len..len + c.len_utf8()) {
            c.encode_utf8(room);
        }
        len += c.len_utf8();
    });
    if let Some(folded) = folded.get(..len) {
        return hash_bytes(folded);
    }
    let mut folded = String::with_capacity(len);
    fold(word, &mut folded);
    hash_bytes(folded.as_bytes())
}

/// A 64-bit hash of the folded form of `word`, the same on every machine; it allocates only for
/// very long words.
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
        let kept: Vec<u8> = bytes.iter().copied().filter(|&b| b != b'.').collect();
        return hash_bytes(&kept);
    }
    hash_bytes(bytes)
}

/// Hash of bytes whose ASCII letters count as lower case.
fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().unwrap_or_default());
        hash = mix(hash, lower8(word));
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let mut last = [0u8; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = mix(hash, lower8(u64::from_le_bytes(last)));
    }
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
        fn hash_of_word_is_hash_of_its_folded_form(word in "[A-Za-z0-9.'’À-ž]{0,24}") {
            let mut folded = String::new();
            fold(&word, &mut folded);
            prop_assert_eq!(fold_hash(&word), hash_bytes(folded.as_bytes()));
        }

        #[test]
        fn lower8_is_ascii_lower_case(bytes in any::<[u8; 8]>()) {
            let lowered = lower8(u64::from_le_bytes(bytes)).to_le_bytes();
            prop_assert_eq!(lowered, bytes.map(|b| b.to_ascii_lowercase()));
        }
    }
}
