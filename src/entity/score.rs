//! Evidence to sums of weights.

use super::{
    decode::Scores,
    evidence::{Sink, Template, key},
    weights::{Places, Weights},
};

/// The most evidence that one token has, and more: it is read together, so that memory accesses
/// overlap.
const MOST: usize = 256;

/// Adds up the rows of the evidence that it is given.
pub(crate) struct Scorer<'w> {
    places: Places<'w>,
    keys: [u64; MOST],
    rows: [u32; MOST],
    waiting: usize,
}

impl<'w> Scorer<'w> {
    pub(crate) fn new(weights: &'w Weights) -> Self {
        Self { places: weights.places(), keys: [0; MOST], rows: [0; MOST], waiting: 0 }
    }

    /// The sum of the evidence since the last one.
    #[inline(always)]
    pub(crate) fn take(&mut self) -> Scores {
        let mut found = 0;
        // No branch on what memory holds, so that its accesses overlap.
        for &key in &self.keys[..self.waiting.min(MOST)] {
            let (at, is_there) = self.places.find(key);
            self.rows[found % MOST] = at;
            found += usize::from(is_there);
        }
        let mut sum = Scores::default();
        for &at in &self.rows[..found.min(MOST)] {
            let row = self.places.row(at);
            for (sum, &weight) in sum.iter_mut().zip(row) {
                *sum += i16::from(weight as i8);
            }
        }
        self.waiting = 0;
        sum
    }
}

impl Sink for Scorer<'_> {
    #[inline]
    fn add(&mut self, template: Template, value: u64) {
        debug_assert!(self.waiting < MOST, "a token has more evidence than there is room for");
        self.keys[self.waiting % MOST] = key(template, value);
        self.waiting += 1;
    }
}
