//! Precision, recall and F1.

use std::ops::AddAssign;

/// How many annotations were right, found and wanted.
///
/// ```
/// use dateline::evaluate::Figure;
/// let figure = Figure { right: 3, found: 4, wanted: 6 };
/// assert_eq!((figure.precision(), figure.recall(), figure.f1()), (0.75, 0.5, 0.6));
/// assert_eq!(Figure::default().f1(), 0.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Found and wanted.
    pub right: usize,
    /// What the extractor found.
    pub found: usize,
    /// What is there.
    pub wanted: usize,
}

impl Figure {
    /// How much of what was found is right, from 0 to 1; 0 if nothing was found.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    /// How much of what is there was found, from 0 to 1; 0 if nothing is there.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.right, self.wanted)
    }

    /// The harmonic mean of the two.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl AddAssign for Figure {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

/// A part of a whole; 0 of nothing.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// An annotation that does not fit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Difference<'a, T> {
    /// There, and not found.
    Missed(&'a T),
    /// Found, and not there.
    Spurious(&'a T),
    /// Found, but not as it is.
    Wrong {
        /// As it is.
        gold: &'a T,
        /// As it was found.
        found: &'a T,
        /// What differs: `span`, `kind`, `type` or `value`.
        what: &'static str,
    },
}
