//! Facts of single words: a table of eight bytes a word.

use std::collections::BTreeMap;

use super::{Sex, WordFacts, key::seeded, layout::home};

const MASK: u64 = !0 << 34;

fn pack(facts: WordFacts, hash: u64) -> u64 {
    let sex = facts.sex as u64;
    u64::from_le_bytes([facts.given, facts.family, facts.common, facts.frequency, 0, 0, 0, 0])
        | sex << 32
        | hash << 34
}

/// What is known of the word with this hash.
pub(super) fn find(table: &[[u8; 8]], word: u64) -> WordFacts {
    let Some(homes) = table.len().checked_sub(1).filter(|&n| n > 0) else {
        return WordFacts::default();
    };
    let hash = seeded(word, u64::from_le_bytes(table[homes]));
    for slot in &table[home(hash, homes)..homes] {
        let slot = u64::from_le_bytes(*slot);
        if slot == 0 {
            break;
        }
        if (slot ^ (hash << 34)) & MASK == 0 {
            let [given, family, common, frequency, ..] = slot.to_le_bytes();
            let sex = match slot >> 32 & 3 {
                1 => Sex::Female,
                2 => Sex::Male,
                3 => Sex::Both,
                _ => Sex::Unknown,
            };
            return WordFacts { given, family, common, frequency, sex };
        }
    }
    WordFacts::default()
}

/// Asks for what is known of the word with this hash.
#[inline]
pub(super) fn prefetch(table: &[[u8; 8]], word: u64) {
    if let Some(homes) = table.len().checked_sub(1) {
        let hash = seeded(word, u64::from_le_bytes(table[homes]));
        crate::machine::prefetch(table, home(hash, homes));
    }
}

/// The table of `words`, by their hashes; the last slot holds the seed.
pub(super) fn table(words: &BTreeMap<u64, WordFacts>) -> Vec<u8> {
    let known = || words.iter().filter(|(_, facts)| **facts != WordFacts::default());
    let count = known().count();
    if count == 0 {
        return Vec::new();
    }
    let homes = count + count / 5 + 1;
    for seed in 0.. {
        let mut hashes: Vec<(u64, WordFacts)> =
            known().map(|(&word, &facts)| (seeded(word, seed), facts)).collect();
        hashes.sort_by_key(|&(hash, _)| hash);
        if let Some(mut slots) = place(&hashes, homes) {
            slots.push(seed);
            return slots.iter().flat_map(|s| s.to_le_bytes()).collect();
        }
    }
    Vec::new()
}

/// Lays the words out, unless two that are searched for in one place share a fingerprint or one
/// does not fit.
fn place(hashes: &[(u64, WordFacts)], homes: usize) -> Option<Vec<u64>> {
    // What flows over at the end is laid out by taking a few homes more than are used.
    let mut slots = vec![0u64; homes];
    let mut next = 0;
    for &(hash, facts) in hashes {
        let first = home(hash, homes);
        let at = next.max(first);
        let slot = pack(facts, hash);
        let clash = slots.get(first..at)?.iter().any(|&s| (s ^ slot) & MASK == 0);
        if clash || slot == 0 {
            return None;
        }
        *slots.get_mut(at)? = slot;
        next = at + 1;
    }
    Some(slots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let mut words = BTreeMap::new();
        for i in 0..5000u64 {
            let given = (i % 255) as u8 + 1;
            words.insert(
                i.wrapping_mul(0x9E37_79B9_7F4A_7C15),
                WordFacts { given, sex: Sex::Male, ..WordFacts::default() },
            );
        }
        let table = table(&words);
        for (&word, &facts) in &words {
            assert_eq!(find(table.as_chunks().0, word), facts);
        }
        assert_eq!(find(table.as_chunks().0, 12345), WordFacts::default());
        assert_eq!(find(&[], 1), WordFacts::default());
    }
}
