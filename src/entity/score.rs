//! Evidence to sums of weights.

use super::{
    decode::Scores,
    evidence::{Sink, Template, key},
    weights::{Places, Weights},
};

/// So many keys are looked up together, about: their reads of memory overlap, and what is read stays
/// in the first-level cache.
const BATCH: usize = 1024;

/// Buffers of a [`Scorer`].
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    keys: Vec<u64>,
    rows: Vec<u32>,
    /// Where the evidence of each token ends.
    ends: Vec<u32>,
}

/// Adds up the rows of the evidence of tokens, one after the other.
pub(crate) struct Scorer<'w, 'e> {
    places: Places<'w>,
    evidence: &'e mut Evidence,
}

impl<'w, 'e> Scorer<'w, 'e> {
    pub(crate) fn new(weights: &'w Weights, evidence: &'e mut Evidence) -> Self {
        evidence.keys.clear();
        evidence.ends.clear();
        Self { places: weights.places(), evidence }
    }

    /// Ends the evidence of a token. Says whether there is enough of it to be summed up.
    #[inline(always)]
    pub(crate) fn end_token(&mut self) -> bool {
        self.evidence.ends.push(self.evidence.keys.len() as u32);
        self.evidence.keys.len() >= BATCH
    }

    /// The sums of the tokens since the last time.
    #[inline(always)]
    pub(crate) fn sum_up(&mut self, mut each: impl FnMut(&Scores)) {
        let Evidence { keys, rows, ends } = &mut *self.evidence;
        rows.clear();
        // No branch on what memory holds, so that its accesses overlap.
        rows.extend(keys.iter().map(|&key| self.places.find(key)));
        let mut from = 0;
        for &to in &*ends {
            let mut sum = Scores::default();
            for &row in &rows[from..to as usize] {
                let row = self.places.row(row);
                for (sum, &weight) in sum.iter_mut().zip(row) {
                    *sum += i16::from(weight as i8);
                }
            }
            each(&sum);
            from = to as usize;
        }
        keys.clear();
        ends.clear();
    }
}

impl Sink for Scorer<'_, '_> {
    #[inline]
    fn add(&mut self, template: Template, value: u64) {
        self.evidence.keys.push(key(template, value));
    }
}
