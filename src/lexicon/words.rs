//! Hash of a word to its id and classes: one place a word.

use std::collections::BTreeMap;

use super::ClassSet;
use crate::{Error, Result, perfect};

/// What is known of a word at first sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// Classes of the word.
    pub(super) classes: ClassSet,
    /// Its id; 0 for a word that is not here.
    pub(super) id: u32,
}

/// A place: eight bytes, so that the table stays in the cache.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// Half of the word's hash.
    tag: u32,
    id: u16,
    /// Which of the sets its classes are.
    set: u16,
}

/// A perfect hash of words: one place a word, read without a branch on what stands there, so that the
/// reads of many words overlap. Two words of one tag and place would be taken for each other: a word of
/// a text that is not in the lists meets such a one once in some thousand million.
#[derive(Debug)]
pub(super) struct Words {
    pilots: Vec<u16>,
    places: Vec<Place>,
    /// The different sets of classes that there are, the empty one first.
    sets: Vec<ClassSet>,
}

impl Default for Words {
    fn default() -> Self {
        Self { pilots: vec![0], places: vec![Place::default()], sets: vec![ClassSet::EMPTY] }
    }
}

impl Words {
    /// A table of words with their hashes, ids (from 1) and classes.
    ///
    /// # Errors
    /// Two words have the same hash, or there are 65,536 words or more.
    pub(super) fn new(words: &[(u64, u32, ClassSet)]) -> Result<Self> {
        let (pilots, numbers) = perfect::place(words.iter().map(|&(hash, ..)| hash))?;
        let mut sets = vec![ClassSet::EMPTY];
        let mut by_bits = BTreeMap::from([(ClassSet::EMPTY.bits(), 0)]);
        let mut places = vec![Place::default(); numbers.len()];
        for (place, number) in places.iter_mut().zip(numbers) {
            let Some(number) = number else { continue };
            let (hash, id, classes) = words[number as usize];
            let set = *by_bits.entry(classes.bits()).or_insert_with(|| {
                sets.push(classes);
                sets.len() - 1
            });
            let small = |n: usize| {
                u16::try_from(n).map_err(|_| Error::option("the lexicon has too many words"))
            };
            *place = Place { tag: tag(hash), id: small(id as usize)?, set: small(set)? };
        }
        Ok(Self { pilots, places, sets })
    }

    /// The word with this hash; one with id 0 if it is not here.
    #[inline]
    pub(super) fn find(&self, hash: u64) -> Word {
        let pilot = self.pilots[perfect::bucket(hash, self.pilots.len())];
        let place = self.places[perfect::place_of(hash, pilot, self.places.len())];
        let mask = u16::from(place.tag == tag(hash)).wrapping_neg();
        Word { classes: self.sets[usize::from(place.set & mask)], id: (place.id & mask).into() }
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
