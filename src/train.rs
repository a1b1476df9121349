//! Training of the table of weights.

mod crf;
mod dice;
mod example;
mod gold;
mod handset;
pub mod markup;
pub mod templates;

use std::path::Path;

pub use self::{
    gold::{Gold, GoldSpan},
    handset::handset,
};
use crate::{Gazetteer, Result, Weights};

/// How to train.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Seed of everything that is drawn.
    pub seed: u64,
    /// Rounds over the training set.
    pub epochs: usize,
    /// Rows that are kept.
    pub rows: usize,
    /// Whether to train the first pass on halves, so that evidence of a first pass is honest.
    pub jackknife: bool,
    /// Templates of evidence that are left out, by name: to see what each is worth.
    pub without: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 7, epochs: 8, rows: 70_000, jackknife: true, without: Vec::new() }
    }
}

/// Trains on articles; `progress` is told what is being done.
///
/// # Errors
/// No article has a name.
pub fn train(
    articles: &[Gold],
    gazetteers: &[Gazetteer],
    options: &Options,
    mut progress: impl FnMut(&str),
) -> Result<Weights> {
    let examples = example::prepare(articles, gazetteers, options, &mut progress)?;
    let model = crf::fit(&examples, options, &mut progress);
    model.table(options.rows, &sets(articles))
}

/// The sets that articles are from, a line each: their ids without the number at the end.
fn sets(articles: &[Gold]) -> String {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for gold in articles {
        let digit = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
        *counts
            .entry(gold.set.as_deref().unwrap_or(gold.id.trim_end_matches(digit)))
            .or_default() += 1;
    }
    counts.iter().map(|(set, count)| format!("{set}: {count} articles\n")).collect()
}

/// Reads annotated articles from a file of JSON lines.
///
/// # Errors
/// The file cannot be read, or a row is no annotated article.
pub fn read(path: &Path) -> Result<Vec<Gold>> {
    gold::read(path)
}
