//! Hash of a word to its id and classes: one place a word.

use super::ClassSet;
use crate::{Result, perfect};

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

/// A perfect hash of words: one place a word, read without a branch on what stands there, so that the
/// reads of many words overlap. Two words of one tag and place would be taken for each other: a word of
/// a text that is not in the lists meets such a one once in some thousand million.
#[derive(Debug)]
pub(super) struct Words {
    pilots: Vec<u16>,
    places: Vec<Word>,
}

impl Default for Words {
    fn default() -> Self {
        Self { pilots: vec![0], places: vec![Word::default()] }
    }
}

impl Words {
    /// A table of words with their hashes, ids (from 1) and classes.
    ///
    /// # Errors
    /// Two words have the same hash.
    pub(super) fn new(words: &[(u64, u32, ClassSet)]) -> Result<Self> {
        let (pilots, places) = perfect::place(words.iter().map(|&(hash, ..)| hash))?;
        let word = |number: Option<u32>| {
            number.map_or(Word::default(), |number| {
                let (hash, id, classes) = words[number as usize];
                Word { classes, id, tag: tag(hash) }
            })
        };
        Ok(Self { pilots, places: places.into_iter().map(word).collect() })
    }

    /// The word with this hash; one with id 0 if it is not here.
    #[inline]
    pub(super) fn find(&self, hash: u64) -> Word {
        let pilot = self.pilots[perfect::bucket(hash, self.pilots.len())];
        let word = self.places[perfect::place_of(hash, pilot, self.places.len())];
        let here = word.tag == tag(hash);
        let mask = u64::from(here).wrapping_neg();
        Word {
            classes: word.classes.masked(mask),
            id: word.id & mask as u32,
            tag: word.tag & mask as u32,
        }
    }
}

const fn tag(hash: u64) -> u32 {
    hash as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold_hash;

    #[test]
    fn every_word_is_found_and_no_other() {
        let hash = |n: u32| fold_hash(&format!("word{n}"));
        let known: Vec<_> = (1..=1000).map(|n| (hash(n), n, ClassSet::EMPTY)).collect();
        let words = Words::new(&known).unwrap();
        assert!((1..=1000).all(|n| words.find(hash(n)).id == n));
        assert!((1001..=9000).all(|n| words.find(hash(n)) == Word::default()));
        assert_eq!(Words::default().find(7), Word::default());
    }
}
