//! What a first decoding pass found, as evidence for the second.

use super::{
    article::{Article, Run},
    evidence::Pass,
    label::{Label, names},
};
use crate::text::TextView;

/// Counts of labels by kind; slot 0 is outside.
type Counts = [u16; 6];

/// The labels that words and runs got in a first pass, by their numbers in the article.
#[derive(Debug, Default)]
pub(crate) struct FirstPass {
    words: Vec<Counts>,
    runs: Vec<Counts>,
    /// Of words that begin or end longer names.
    longer: Vec<Counts>,
}

fn slot(label: Label) -> usize {
    label.kind().map_or(0, |k| k as usize + 1)
}

fn count(counts: &mut Counts, slot: usize) {
    counts[slot] = counts[slot].saturating_add(1);
}

/// A label that is ahead by so much, in scores of the table, stays what it is if the rest of the
/// article says the same: looking again would only make it surer.
const SURE: i32 = 227;

impl Pass {
    /// Whether nothing found elsewhere speaks against what a token was taken for.
    #[inline]
    pub(crate) fn confirms(self, label: Label, margin: i32) -> bool {
        let same = slot(label) as u8 + 1;
        let agrees = |found: u8| found == 0 || found == same;
        self == Self::default()
            || margin >= SURE && agrees(self.word) && agrees(self.run) && agrees(self.longer)
    }
}

impl FirstPass {
    /// Reads the labels of all tokens.
    pub(crate) fn fill(&mut self, view: &TextView<'_, '_>, article: &Article, labels: &[Label]) {
        let (words, runs) = article.counts();
        for (table, len) in
            [(&mut self.words, words), (&mut self.longer, words), (&mut self.runs, runs)]
        {
            table.clear();
            table.resize(len, Counts::default());
        }
        for run in article.mentions() {
            for i in run.tokens() {
                count(&mut self.words[article.word_of(run, i) as usize], slot(labels[i]));
            }
            count(&mut self.runs[run.id as usize], run_slot(labels, run));
        }
        names(labels, |first, last, kind| {
            if last - first > 1 {
                for i in [first, last - 1] {
                    if let Some(word) = article.word_with(view.tokens.hashes[i]) {
                        count(&mut self.longer[word as usize], kind as usize + 1);
                    }
                }
            }
        });
    }

    /// What token `i`, which stands in a run, was elsewhere: its own label is taken out.
    pub(crate) fn get(&self, article: &Article, labels: &[Label], i: usize) -> Pass {
        let run = article.run_of(i);
        let word = article.word_of(run, i) as usize;
        let of_word = majority(self.words[word], Some(slot(labels[i])));
        let of_run = majority(self.runs[run.id as usize], Some(run_slot(labels, run)));
        let alone = run.last - run.first == 1;
        let longer = if alone { majority(self.longer[word], None) } else { 0 };
        Pass { word: of_word, run: of_run, longer }
    }
}

/// Kind of the name that a run begins with, if the name covers all of it.
fn run_slot(labels: &[Label], run: &Run) -> usize {
    let kind = slot(labels[run.first as usize]);
    if labels[run.tokens()].iter().all(|&l| slot(l) == kind) { kind } else { 0 }
}

/// The most frequent slot plus one, the first of equals; 0 for none.
fn majority(mut counts: Counts, own: Option<usize>) -> u8 {
    if let Some(own) = own {
        counts[own] = counts[own].saturating_sub(1);
    }
    // Most words occur once.
    if counts == Counts::default() {
        return 0;
    }
    let best = (0..counts.len()).rev().max_by_key(|&k| counts[k]).unwrap_or(0);
    best as u8 + 1
}
