//! Hash of a word to its id and classes: one cache line a word.

use super::ClassSet;

/// What is known of a word at first sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// Classes of the word.
    pub(super) classes: ClassSet,
    /// Its id; 0 for a word that is not here.
    pub(super) id: u32,
    /// High half of its hash.
    tag: u32,
}

/// An open-addressed table by hash. Two words whose hashes agree in the high half and in the bits of
/// the slot would be taken for each other; the lists have none such, and a word of a text that is not
/// in the lists meets one once in some hundred thousand million.
#[derive(Debug)]
pub(super) struct Words {
    slots: Vec<Word>,
}

impl Default for Words {
    fn default() -> Self {
        Self { slots: vec![Word::default()] }
    }
}

impl Words {
    /// A table of words with their hashes, ids (from 1) and classes.
    pub(super) fn new(words: impl ExactSizeIterator<Item = (u64, u32, ClassSet)>) -> Self {
        let size = (words.len() * 8 / 5 + 1).next_power_of_two();
        let mut slots = vec![Word::default(); size];
        for (hash, id, classes) in words {
            let mut at = hash as usize & (size - 1);
            while slots[at].id != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = Word { classes, id, tag: tag(hash) };
        }
        Self { slots }
    }

    /// The word with this hash; one with id 0 if it is not here.
    #[inline]
    pub(super) fn find(&self, hash: u64) -> Word {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let word = self.slots[at & mask];
            if word.id == 0 || word.tag == tag(hash) {
                return word;
            }
            at += 1;
        }
    }
}

const fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold_hash;

    #[test]
    fn every_word_is_found_and_no_other() {
        let hash = |n: u32| fold_hash(&format!("word{n}"));
        let known: Vec<_> = (1..=1000).map(|n| (hash(n), n, ClassSet::EMPTY)).collect();
        let words = Words::new(known.into_iter());
        assert!((1..=1000).all(|n| words.find(hash(n)).id == n));
        assert!((1001..=9000).all(|n| words.find(hash(n)) == Word::default()));
        assert_eq!(Words::default().find(7), Word::default());
    }
}
