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
    layout::{
        ENDS, FINGERPRINT, GOES_ON, LOWER_NEXT, Section, filter_bits, fingerprint, home, next_bit,
    },
    verify::{Policy, verify},
    window::{MAX_GAP, Masks, PART, Short, Window},
};
use crate::machine::{self, Kernel, Vectors};

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) name: NameId,
    pub(super) form: Form,
}

/// Which names are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Select {
    /// All, in order of where they begin, then of length.
    All,
    /// The longest from left to right, without overlap.
    Longest,
}

/// What a search needs to work; it grows to what the longest text takes, and no further.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    masks: Masks,
    lists: Lists,
}

/// Calls `sink` with the hits of each part of the text.
pub(super) fn scan(
    image: &Image,
    text: &str,
    select: Select,
    space: &mut Workspace,
    sink: impl FnMut(&[Hit]),
) {
    if image.section(Section::Filter).is_empty() {
        return;
    }
    machine::dispatch(Scan { image, text, select, space, sink });
}

/// [`scan`] without vectors.
#[cfg(test)]
pub(super) fn scan_scalar(image: &Image, text: &str, select: Select, sink: impl FnMut(&[Hit])) {
    let space = &mut Workspace::default();
    Scan { image, text, select, space, sink }.run::<machine::Scalar>();
}

struct Scan<'g, 't, 's, F> {
    image: &'g Image,
    text: &'t str,
    select: Select,
    space: &'s mut Workspace,
    sink: F,
}

/// A candidate that goes on: where it begins, where its words end, the hash of their chain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Open {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) hash: u64,
}

/// A candidate whose words are those of names: where they begin and end, where the names are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ended {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) names: u32,
}

impl<F: FnMut(&[Hit])> Kernel for Scan<'_, '_, '_, F> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vectors>(mut self) {
        let filter = self.image.table(Section::Filter);
        let Some((lower, other)) = filter.split_at_checked(self.image.lower) else { return };
        if lower.is_empty() || other.is_empty() {
            return;
        }
        let tables = Tables {
            image: self.image,
            lower,
            other,
            slots: self.image.table(Section::Slots),
            names: self.image.section(Section::Names),
        };
        let Workspace { masks, lists } = self.space;
        let mut window = Window::new(self.text, !self.image.exact, masks);
        lists.begin();
        let mut base = 0;
        while base < self.text.len() {
            window.fill::<V>(base, &self.image.openings);
            tables.filter(&window, lists);
            tables.open(self.text, &window, lists);
            if self.select == Select::Longest {
                tables.level(&window, lists);
                let first = lists.ends;
                tables.level(&window, lists);
                tables.longest(self.text, &window, lists, first);
            } else {
                while lists.opens > 0 {
                    tables.level(&window, lists);
                }
                tables.verify(self.text, lists);
            }
            if !lists.hits.is_empty() {
                (self.sink)(&lists.hits);
            }
            base += PART;
        }
    }
}

/// What a part's candidates have become.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Words that pass the filter; without a hash those that need a closer look.
    passed: Vec<Open>,
    passes: usize,
    pub(super) open: Vec<Open>,
    next: Vec<Open>,
    pub(super) opens: usize,
    pub(super) ended: Vec<Ended>,
    pub(super) ends: usize,
    pub(super) hits: Vec<Hit>,
    /// The ends of one candidate beyond its second word.
    pub(super) deep: Vec<Ended>,
    /// Where the last hit of [`Select::Longest`] ends.
    pub(super) last: usize,
    /// Candidates before here are part of a word, or have been seen.
    from: usize,
    /// The end of the last run with bytes outside ASCII.
    run: usize,
}

impl Lists {
    /// Before the first part of a text.
    fn begin(&mut self) {
        (self.last, self.from, self.run) = (0, 0, 0);
    }
}

pub(super) struct Tables<'g> {
    pub(super) image: &'g Image,
    /// Words that can begin names in lower case, and the others: a power of two each.
    lower: &'g [[u8; 8]],
    other: &'g [[u8; 8]],
    slots: &'g [[u8; 8]],
    names: &'g [u8],
}

impl Tables<'_> {
    /// Whether a name may begin with the word.
    #[inline(always)]
    fn may_begin(&self, hash: u64, byte: u8) -> bool {
        let part = self.part(byte);
        let (place, bits) = filter_bits(hash, part.len());
        u64::from_le_bytes(part[place]) & bits == bits
    }

    /// The part of the filter for words that begin with `byte`. Few names begin in lower case:
    /// their part stays in the nearest cache.
    #[inline(always)]
    fn part(&self, byte: u8) -> &[[u8; 8]] {
        if byte.is_ascii_lowercase() { self.lower } else { self.other }
    }

    /// Collects the words of the window that can begin a name, and those that need a closer look.
    /// Every word is written, and those that do not pass are written over: no branch depends on
    /// what a word is.
    #[inline(always)]
    fn filter(&self, window: &Window<'_, '_>, lists: &mut Lists) {
        let bytes = window.bytes();
        let starts = window.starts();
        let passed = room(&mut lists.passed, starts.len() + 1);
        let mut count = 0;
        if self.lower.len() + self.other.len() > NEAREST {
            // First ask for the words of the filter, then read them.
            for (&start, passed) in starts.iter().zip(passed.iter_mut()) {
                let Short { len, hash, odd } = window.short(start as usize);
                let part = self.part(bytes[start as usize]);
                machine::prefetch(part, filter_bits(hash, part.len()).0);
                *passed = Open { start, end: start + len as u32, hash: if odd { 0 } else { hash } };
            }
            for i in 0..starts.len() {
                let open = passed[i];
                passed[count] = open;
                let may = self.may_begin(open.hash, bytes[open.start as usize]);
                count += usize::from((open.hash == 0) | may);
            }
            lists.passes = count;
            return;
        }
        for &start in starts {
            let Short { len, hash, odd } = window.short(start as usize);
            let end = start + len as u32;
            passed[count] = Open { start, end, hash: if odd { 0 } else { hash } };
            count += usize::from(odd | self.may_begin(hash, bytes[start as usize]));
        }
        lists.passes = count;
    }

    /// Opens what has passed: asks for the slots.
    #[inline(always)]
    fn open(&self, text: &str, window: &Window<'_, '_>, lists: &mut Lists) {
        lists.opens = 0;
        lists.ends = 0;
        lists.hits.clear();
        for i in 0..lists.passes {
            let open = lists.passed[i];
            if open.hash == 0 {
                self.odd(text, window, open.start as usize, lists);
            } else if open.start as usize >= lists.from {
                self.push(open, lists);
            }
        }
    }

    /// A word that needs a closer look, or all words of a run that has bytes outside ASCII.
    #[cold]
    fn odd(&self, text: &str, window: &Window<'_, '_>, at: usize, lists: &mut Lists) {
        if text.as_bytes()[at] < 0x80 {
            if let Some(word) = window.odd_word(at) {
                self.candidate(text, word, lists);
            }
            return;
        }
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

    fn candidate(&self, text: &str, word: Word, lists: &mut Lists) {
        if word.start < lists.from {
            return;
        }
        lists.from = word.end;
        if self.may_begin(word.hash, text.as_bytes()[word.start]) {
            let (start, end) = (word.start as u32, word.end as u32);
            self.push(Open { start, end, hash: word.hash }, lists);
        }
    }

    #[inline(always)]
    fn push(&self, open: Open, lists: &mut Lists) {
        self.ask(open.hash);
        if lists.opens == lists.open.len() {
            lists.open.resize(lists.opens * 2 + 256, Open::default());
        }
        lists.open[lists.opens] = open;
        lists.opens += 1;
    }

    /// Asks for the slot of a chain.
    #[inline(always)]
    fn ask(&self, hash: u64) {
        machine::prefetch(self.slots, home(seeded(hash, self.image.seed), self.image.homes));
    }

    /// Looks up all open candidates, and lets those that can go on take one word more.
    #[inline(always)]
    fn level(&self, window: &Window<'_, '_>, lists: &mut Lists) {
        let Lists { open, next, ended, opens, ends, .. } = lists;
        let ended = room(ended, *ends + *opens + 1);
        let (mut count, mut end_count) = (0, *ends);
        let bytes = window.bytes();
        let longer = room(next, *opens + 1);
        for &Open { start, end, hash } in &open[..*opens] {
            let slot = self.probe(hash);
            let names = slot as u32;
            machine::prefetch(self.names, names as usize);
            ended[end_count] = Ended { start, end, names };
            end_count += usize::from(slot & ENDS != 0);

            // Whether the next word can be one by how it begins.
            let (gap, len) = window.next(end as usize);
            let from = end as usize + gap;
            let [first, second] = two(bytes, from);
            let second = if len == 1 { 0 } else { second };
            let listed = slot & (ENDS | next_bit(first, second)) != 0
                && (slot & LOWER_NEXT != 0 || !first.is_ascii_lowercase());
            // Bytes outside ASCII, single letters and what is far away take a closer look.
            let close = first >= 0x80 || second >= 0x80 || len < 2;
            longer[count] = Open { start, end, hash };
            count += usize::from(slot & GOES_ON != 0 && gap <= MAX_GAP && (listed | close));
        }
        *ends = end_count;

        // The hashes of those that are left.
        let left = count;
        count = 0;
        for i in 0..left {
            let Open { start, end, hash } = longer[i];
            let (gap, len) = window.next(end as usize);
            let from = end as usize + gap;
            let word = window.short_of_len(from, len);
            let (mut to, mut word_hash) = (from + len, word.hash);
            if word.odd {
                let bound = end as usize + MAX_GAP + 1;
                let Some(word) = window.slow(from, bound) else { continue };
                (to, word_hash) = (word.end, word.hash);
            }
            let hash = chain(hash, word_hash);
            self.ask(hash);
            longer[count] = Open { start, end: to as u32, hash };
            count += 1;
        }
        *opens = count;
        std::mem::swap(open, next);
    }

    /// The slot of a chain; zero if there is none.
    #[inline(always)]
    pub(super) fn probe(&self, hash: u64) -> u64 {
        let hash = seeded(hash, self.image.seed);
        let mark = fingerprint(hash);
        let home = home(hash, self.image.homes);
        let Some(near) = self.slots.get(home..).and_then(|s| s.first_chunk::<NEAR>()) else {
            return self.far(home, mark);
        };
        // The first that has the fingerprint, without a branch on which it is.
        let (mut found, mut empty) = (0, false);
        for slot in near.iter().rev() {
            let slot = u64::from_le_bytes(*slot);
            empty |= slot == 0;
            found = if (slot ^ mark) & FINGERPRINT == 0 { slot } else { found };
        }
        if found == 0 && !empty { self.far(home + NEAR, mark) } else { found }
    }

    #[cold]
    fn far(&self, from: usize, mark: u64) -> u64 {
        for slot in self.slots.get(from..).unwrap_or_default() {
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
        let mut ordered = true;
        let mut last = 0;
        for &Ended { start, end, names } in &lists.ended[..lists.ends] {
            ordered &= last <= start;
            last = start;
            let mut at = Some(names as usize);
            while let Some((spelling, next)) = at.and_then(|at| self.image.spelling(at)) {
                let policy = Policy::of_bits(spelling.policy());
                let words = start as usize..end as usize;
                if let Some((Range { start, end }, form)) =
                    verify(text, words, spelling.text, policy, spelling.is_plural())
                {
                    lists.hits.push(Hit { start, end, name: spelling.id, form });
                }
                at = next;
            }
        }
        if !ordered {
            // Names that end in one place are found in the order of their numbers.
            lists.hits.sort_unstable_by_key(|hit| (hit.start, hit.end, hit.name));
        }
    }
}

/// Two bytes; blanks beyond the end.
#[inline(always)]
fn two(bytes: &[u8], at: usize) -> [u8; 2] {
    bytes.get(at..).and_then(|b| b.first_chunk()).copied().unwrap_or([0x80; 2])
}

/// How many words of the filter stay in the nearest cache.
const NEAREST: usize = 1 << 12;

/// The first `len` of a buffer that only ever grows.
#[inline(always)]
fn room<T: Copy + Default>(buffer: &mut Vec<T>, len: usize) -> &mut [T] {
    if buffer.len() < len {
        buffer.resize(len * 2, T::default());
    }
    &mut buffer[..len]
}

/// How many slots are looked at together.
const NEAR: usize = 4;
