//! Texts of which most words can begin a name: long lists, found in any case.
//!
//! There, asking the filter first is for nothing. All words of a part are taken in one pass; what
//! follows a word is the next one, so that no word is looked at twice; and the gate is asked at
//! once. What is left are the words that are names, or go on with the word behind them.

use super::{
    layout::{NO_NEXT, first_bits, first_key},
    scan::{Candidates, Lists, Open, Tables},
    window::{FIRST, MAX_GAP, Window},
};

/// Of how many words the gate is asked together.
const BATCH: usize = u64::BITS as usize;

/// Every second word of English news is one of these.
pub(super) const FREQUENT: [&str; 48] = [
    "the", "of", "to", "and", "a", "in", "is", "it", "for", "that", "was", "on", "with", "as",
    "be", "by", "at", "this", "from", "have", "not", "are", "but", "had", "his", "they", "or",
    "an", "which", "you", "were", "her", "all", "she", "there", "would", "their", "we", "him",
    "been", "has", "when", "who", "will", "more", "no", "said", "its",
];

/// Whether so many words pass this filter that it is of little use.
pub(super) fn is_dense(filter: &[[u8; 8]]) -> bool {
    if !filter.len().is_power_of_two() {
        return false;
    }
    let passes = |word: &&&str| {
        let mut eight = [0; 8];
        eight[..word.len()].copy_from_slice(word.as_bytes());
        let key = first_key(u64::from_le_bytes(eight), FIRST[word.len()]);
        let (place, bits) = first_bits(key, filter.len());
        u64::from_le_bytes(filter[place]) & bits == bits
    };
    FREQUENT.iter().filter(passes).count() > FREQUENT.len() / 5
}

/// Words one behind the other, without such that need a closer look: their hashes, and the codes
/// by which the word before each knows it. One more than the gate is asked of.
struct Batch {
    hashes: [u64; BATCH + 1],
    codes: [u32; BATCH + 1],
}

impl Tables<'_> {
    /// Collects the candidates of the window, and which of them are names or go on.
    #[inline(always)]
    pub(super) fn dense(
        &self,
        text: &str,
        window: &Window<'_, '_>,
        lists: &mut Lists,
    ) -> Candidates {
        let (mut starts, mut ends) = window.runs();
        let mut batch = Batch { hashes: [0; BATCH + 1], codes: [0; BATCH + 1] };
        let mut found = Candidates::default();
        lists.clear();
        while let Some(&first) = starts.first() {
            if (first as usize) < lists.from {
                (starts, ends) = (&starts[1..], &ends[1..]);
                continue;
            }
            let known = batch.fill(window, starts, ends);
            let asked = known.saturating_sub(1);
            if asked > 0 {
                self.sift(&batch, &starts[..known], &ends[..known], lists, &mut found);
            }
            (starts, ends) = (&starts[asked..], &ends[asked..]);
            if known <= BATCH {
                // The last word is followed by one that needs a closer look, or by none.
                if known > 0 {
                    let word = self.candidate(window, starts[0], ends[0], batch.hashes[asked]);
                    lists.open_word(word, self, &mut found);
                    (starts, ends) = (&starts[1..], &ends[1..]);
                }
                if let Some(&start) = starts.first() {
                    self.odd_run(text, window, start as usize, lists, &mut found);
                    (starts, ends) = (&starts[1..], &ends[1..]);
                }
            }
        }
        found
    }

    /// Takes a run whose word needs a closer look, or which has several.
    #[cold]
    fn odd_run(
        &self,
        text: &str,
        window: &Window<'_, '_>,
        start: usize,
        lists: &mut Lists,
        found: &mut Candidates,
    ) {
        let (_, end) = window.run(start);
        if !window.is_first(start) && text.as_bytes()[start..end].is_ascii() {
            // No name begins so, and it is no letter with a stop.
            return;
        }
        let mut at = start;
        while let Some(word) = window.slow(at, end) {
            at = word.end;
            if word.start >= lists.from {
                lists.from = word.end;
                let word = self.candidate(window, word.start as u32, word.end as u32, word.hash);
                lists.open_word(word, self, found);
            }
        }
    }

    /// Asks the gate of all words but the last, and opens those that are names or go on.
    #[inline(always)]
    fn sift(
        &self,
        batch: &Batch,
        starts: &[u32],
        ends: &[u32],
        lists: &mut Lists,
        found: &mut Candidates,
    ) {
        let Batch { hashes, codes } = batch;
        let count = (starts.len() - 1).min(BATCH);
        let with_next = |i: usize| (hashes[i], codes[i + 1]);
        if self.is_far() {
            for i in 0..count {
                let (hash, code) = with_next(i);
                self.ask_gate(hash, code);
            }
        }
        let (mut closes, mut goes) = (0, 0);
        for i in (0..count).rev() {
            let (hash, code) = with_next(i);
            closes = closes << 1 | u64::from(self.knows(hash, NO_NEXT));
            goes = goes << 1 | u64::from(self.knows(hash, code));
        }
        let gaps = || starts[1..].iter().zip(ends).map(|(next, end)| (next - end) as usize);
        if gaps().max() > Some(MAX_GAP) {
            for (i, gap) in gaps().enumerate() {
                goes &= !(u64::from(gap > MAX_GAP) << i);
            }
        }
        let word = |i: usize| Open { start: starts[i], end: ends[i], hash: hashes[i], next: 0 };
        lists.open_some(word, closes, goes, found);
    }
}

impl Batch {
    /// Takes the words of as many runs as there is room for, up to one that needs a closer look.
    #[inline(always)]
    fn fill(&mut self, window: &Window<'_, '_>, starts: &[u32], ends: &[u32]) -> usize {
        let mut count = 0;
        let places = self.hashes.iter_mut().zip(&mut self.codes);
        for ((&start, &end), (hash, next)) in starts.iter().zip(ends).zip(places) {
            let (word, code) = window.with_code(start as usize, (end - start) as usize);
            if word.odd {
                break;
            }
            (*hash, *next) = (word.hash, code);
            count += 1;
        }
        count
    }
}
