//! What a first decoding pass found, as evidence for the second.

use std::collections::HashMap;

use super::{
    article::run_hash,
    context::Attributes,
    evidence::Pass,
    hash::Keyed,
    label::{Label, names},
};
use crate::text::TextView;

/// Counts of labels by kind; slot 0 is outside.
type Counts = [u16; 6];

/// The labels that words and runs got in a first pass.
#[derive(Debug, Default)]
pub(crate) struct FirstPass {
    words: HashMap<u64, Counts, Keyed>,
    runs: HashMap<u64, Counts, Keyed>,
    longer: HashMap<u64, Counts, Keyed>,
}

fn slot(label: Label) -> usize {
    label.kind().map_or(0, |k| k as usize + 1)
}

impl FirstPass {
    /// Reads the labels of all tokens.
    pub(crate) fn fill(
        &mut self,
        view: &TextView<'_, '_>,
        attributes: &[Attributes],
        labels: &[Label],
    ) {
        self.words.clear();
        self.runs.clear();
        self.longer.clear();
        let hashes = &view.tokens.hashes;
        for (i, a) in attributes.iter().enumerate() {
            if !a.in_run(i) {
                continue;
            }
            self.words.entry(hashes[i]).or_default()[slot(labels[i])] += 1;
            if a.run as usize == i {
                let run = run_hash(hashes, i, a.run_end as usize);
                self.runs.entry(run).or_default()[run_slot(labels, a)] += 1;
            }
        }
        names(labels, |first, last, kind| {
            if last - first > 1 {
                for i in [first, last - 1] {
                    self.longer.entry(hashes[i]).or_default()[kind as usize + 1] += 1;
                }
            }
        });
    }

    /// What token `i` was elsewhere: its own label is taken out.
    pub(crate) fn get(
        &self,
        view: &TextView<'_, '_>,
        attributes: &[Attributes],
        labels: &[Label],
        i: usize,
    ) -> Pass {
        let a = &attributes[i];
        if !a.in_run(i) {
            return Pass::default();
        }
        let hashes = &view.tokens.hashes;
        let (word, word_count) = majority(self.words.get(&hashes[i]), Some(slot(labels[i])));
        let run = run_hash(hashes, a.run as usize, a.run_end as usize);
        let (run, _) = majority(self.runs.get(&run), Some(run_slot(labels, a)));
        let alone = a.run_end - a.run == 1;
        let (longer, _) = if alone { majority(self.longer.get(&hashes[i]), None) } else { (0, 0) };
        Pass { word, word_count, run, longer }
    }
}

/// Kind of the name that a run begins with, if the name covers all of it.
fn run_slot(labels: &[Label], a: &Attributes) -> usize {
    let (first, last) = (a.run as usize, a.run_end as usize);
    let kind = slot(labels[first]);
    if labels[first..last].iter().all(|&l| slot(l) == kind) { kind } else { 0 }
}

/// The most frequent slot plus one (0 for none), and a step of its count.
fn majority(counts: Option<&Counts>, own: Option<usize>) -> (u8, u8) {
    let Some(mut counts) = counts.copied() else { return (0, 0) };
    if let Some(own) = own {
        counts[own] = counts[own].saturating_sub(1);
    }
    let best = (0..counts.len()).rev().max_by_key(|&k| counts[k]).unwrap_or(0);
    match counts[best] {
        0 => (0, 0),
        1 => (best as u8 + 1, 1),
        2 | 3 => (best as u8 + 1, 2),
        _ => (best as u8 + 1, 3),
    }
}
