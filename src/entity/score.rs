//! Evidence to sums of weights.

use super::{
    decode::Scores,
    evidence::{Sink, Template, key},
    weights::{Places, Weights},
};

/// Rows that are read together: their memory accesses overlap.
const BATCH: usize = 64;

/// Adds up the rows of the evidence that it is given.
pub(crate) struct Scorer<'w> {
    places: Places<'w>,
    sum: Scores,
    rows: [u32; BATCH],
    waiting: usize,
}

impl<'w> Scorer<'w> {
    pub(crate) fn new(weights: &'w Weights) -> Self {
        let sum = Scores::default();
        Self { places: weights.places(), sum, rows: [0; BATCH], waiting: 0 }
    }

    /// The sum since the last one.
    pub(crate) fn take(&mut self) -> Scores {
        self.add_rows();
        std::mem::take(&mut self.sum)
    }

    fn add_rows(&mut self) {
        let mut sum = self.sum;
        for &at in &self.rows[..self.waiting] {
            let row = self.places.row(at as usize);
            for (sum, &weight) in sum.iter_mut().zip(row) {
                *sum += i16::from(weight as i8);
            }
        }
        self.sum = sum;
        self.waiting = 0;
    }
}

impl Sink for Scorer<'_> {
    #[inline]
    fn add(&mut self, template: Template, value: u64) {
        // No branch on what memory holds, so that its accesses overlap.
        let (at, is_there) = self.places.find(key(template, value));
        self.rows[self.waiting] = at as u32;
        self.waiting += usize::from(is_there);
        if self.waiting == BATCH {
            self.add_rows();
        }
    }
}
