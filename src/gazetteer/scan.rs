//! Finding names in a text.
//!
//! A part of the text at a time: masks of its words ([`Window`]), the words that can begin a name,
//! then all candidates together, level by level: the slots of their first words, of their first
//! two words, and so on, asked for ahead of time; and at last the names that end in these slots
//! are compared with the text.

use std::ops::Range;

use super::{
    Form, NameId,
    image::Image,
    key::{Word, chain, seeded},
    layout::{ENDS, FINGERPRINT, GOES_ON, Section, filter_bits, fingerprint, home, next_bit},
    verify::{Policy, verify},
    window::{MAX_GAP, PART, Window},
};
use crate::machine::{self, BLOCK, Classes, Kernel, Vectors};

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) name: NameId,
    pub(super) form: Form,
}

/// Calls `sink` with the hits of each part of the text, in order of candidate, then of length.
pub(super) fn scan(image: &Image, text: &str, sink: impl FnMut(&[Hit])) {
    if image.section(Section::Filter).is_empty() {
        return;
    }
    machine::dispatch(Scan { image, text, sink });
}

struct Scan<'g, 't, F> {
    image: &'g Image,
    text: &'t str,
    sink: F,
}

/// A candidate that goes on: which one, where its words end, the hash of their chain.
#[derive(Clone, Copy)]
struct Open {
    candidate: u32,
    end: u32,
    hash: u64,
}

/// A candidate whose words are those of names: which one, where they end, where the names are.
#[derive(Clone, Copy)]
struct Ended {
    candidate: u32,
    end: u32,
    names: u32,
}

impl<F: FnMut(&[Hit])> Kernel for Scan<'_, '_, F> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(mut self) {
        let tables = Tables {
            image: self.image,
            filter: self.image.table(Section::Filter),
            slots: self.image.table(Section::Slots),
            names: self.image.section(Section::Names),
        };
        let firsts = Classes::of_set(self.image.starts);
        let mut window = Window::new(self.text, !self.image.exact);
        let mut lists = Lists::default();
        let mut base = 0;
        while base < self.text.len() {
            window.fill::<V>(base, &firsts);
            tables.candidates(self.text, &window, &mut lists);
            while !lists.open.is_empty() {
                tables.level(&window, &mut lists);
            }
            tables.verify(self.text, &mut lists);
            if !lists.hits.is_empty() {
                (self.sink)(&lists.hits);
            }
            base += PART;
        }
    }
}

/// What a part's candidates have become.
#[derive(Default)]
struct Lists {
    /// Where each candidate begins.
    starts: Vec<u32>,
    open: Vec<Open>,
    next: Vec<Open>,
    ended: Vec<Ended>,
    hits: Vec<Hit>,
    order: Vec<u32>,
    /// Candidates before here are part of a word, or have been seen.
    from: usize,
    /// The end of the last run with bytes outside ASCII.
    run: usize,
}

struct Tables<'g> {
    image: &'g Image,
    filter: &'g [[u8; 8]],
    slots: &'g [[u8; 8]],
    names: &'g [u8],
}

impl Tables<'_> {
    /// Collects the words of the window that can begin a name.
    #[inline(always)]
    fn candidates(&self, text: &str, window: &Window<'_>, lists: &mut Lists) {
        lists.starts.clear();
        lists.ended.clear();
        lists.hits.clear();
        for block in 0..PART / BLOCK {
            for at in window.starts(block) {
                if text.as_bytes()[at] >= 0x80 {
                    self.run(text, window, at, lists);
                } else if let Some(word) = window.word(at) {
                    self.candidate(text, word, lists);
                }
            }
        }
    }

    /// All words of a run that has bytes outside ASCII.
    #[cold]
    fn run(&self, text: &str, window: &Window<'_>, at: usize, lists: &mut Lists) {
        if at < lists.run {
            return;
        }
        let (mut at, end) = window.run(at);
        lists.run = end;
        while let Some(word) = window.slow(at, end) {
            let byte = text.as_bytes()[word.start];
            if byte >= 0x80 || self.image.starts >> byte & 1 == 1 {
                self.candidate(text, word, lists);
            }
            at = word.end;
        }
    }

    #[inline(always)]
    fn candidate(&self, text: &str, word: Word, lists: &mut Lists) {
        if word.start < lists.from {
            return;
        }
        lists.from = word.end;
        let lower = text.as_bytes()[word.start].is_ascii_lowercase();
        let (place, bits) = filter_bits(word.hash, lower, self.filter.len());
        if u64::from_le_bytes(self.filter[place]) & bits != bits {
            return;
        }
        let candidate = lists.starts.len() as u32;
        lists.starts.push(word.start as u32);
        let hash = chain(0, word.hash);
        lists.open.push(self.opened(candidate, word.end, hash));
    }

    /// A candidate whose slot is asked for.
    #[inline(always)]
    fn opened(&self, candidate: u32, end: usize, hash: u64) -> Open {
        machine::prefetch(self.slots, home(seeded(hash, self.image.seed), self.image.homes));
        Open { candidate, end: end as u32, hash }
    }

    /// Looks up all open candidates, and lets those that can go on take one word more.
    #[inline(always)]
    fn level(&self, window: &Window<'_>, lists: &mut Lists) {
        lists.next.clear();
        for &Open { candidate, end, hash } in &lists.open {
            let slot = self.probe(hash);
            if slot & ENDS != 0 {
                machine::prefetch(self.names, slot as u32 as usize);
                lists.ended.push(Ended { candidate, end, names: slot as u32 });
            }
            if slot & GOES_ON == 0 {
                continue;
            }
            let Some(word) = window.next(end as usize) else { continue };
            // A slot that only goes on says which words can be next.
            let other = slot & ENDS == 0 && slot & next_bit(word.hash) == 0;
            if other || word.start - end as usize > MAX_GAP {
                continue;
            }
            lists.next.push(self.opened(candidate, word.end, chain(hash, word.hash)));
        }
        std::mem::swap(&mut lists.open, &mut lists.next);
    }

    /// The slot of a chain; zero if there is none.
    #[inline(always)]
    fn probe(&self, hash: u64) -> u64 {
        let hash = seeded(hash, self.image.seed);
        let mark = fingerprint(hash);
        for slot in self.slots.get(home(hash, self.image.homes)..).unwrap_or_default() {
            let slot = u64::from_le_bytes(*slot);
            if slot == 0 || (slot ^ mark) & FINGERPRINT == 0 {
                return slot;
            }
        }
        0
    }

    /// Compares the names with the text, and puts the hits in order.
    #[inline(always)]
    fn verify(&self, text: &str, lists: &mut Lists) {
        let mut last = 0;
        let mut ordered = true;
        lists.order.clear();
        for &Ended { candidate, end, names } in &lists.ended {
            let words = lists.starts[candidate as usize] as usize..end as usize;
            let mut at = Some(names as usize);
            while let Some((spelling, next)) = at.and_then(|at| self.image.spelling(at)) {
                let policy = Policy::of_bits(spelling.policy());
                if let Some((Range { start, end }, form)) =
                    verify(text, words.clone(), spelling.text, policy, spelling.is_plural())
                {
                    lists.hits.push(Hit { start, end, name: spelling.id, form });
                    lists.order.push(candidate);
                    ordered &= last <= candidate;
                    last = candidate;
                }
                at = next;
            }
        }
        if !ordered {
            lists.sort();
        }
    }
}

impl Lists {
    /// Puts the hits in order of candidate; those of one are in order of length already.
    fn sort(&mut self) {
        let mut counts = vec![0u32; self.starts.len() + 1];
        for &candidate in &self.order {
            counts[candidate as usize + 1] += 1;
        }
        for i in 1..counts.len() {
            counts[i] += counts[i - 1];
        }
        let hits = self.hits.clone();
        for (&candidate, hit) in self.order.iter().zip(hits) {
            let place = &mut counts[candidate as usize];
            self.hits[*place as usize] = hit;
            *place += 1;
        }
    }
}
