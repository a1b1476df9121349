//! Finding names in a text.
//!
//! A part of the text at a time: masks of its words ([`Window`]), the words that can begin a name,
//! then all candidates together, level by level: those of one word, of two, and so on. The gate
//! says which chains of words are names and which may go on; what is a name is looked up in the
//! slots, asked for ahead of time; and at last the names are compared with the text.

use std::ops::Range;

use super::{
    Form, NameId,
    image::Image,
    key::{MAX_WORDS, Word, chain, seeded},
    layout::{
        FINGERPRINT, NAME, NO_NEXT, Section, fingerprint, first_bits, gate_bits, gate_key, home,
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
    machine::dispatch(Scan { image, text, select, dense: image.dense, space, sink });
}

/// [`scan`] without vectors, as for texts of which most words can begin a name or not.
#[cfg(test)]
pub(super) fn scan_scalar(
    image: &Image,
    text: &str,
    select: Select,
    dense: bool,
    sink: impl FnMut(&[Hit]),
) {
    let space = &mut Workspace::default();
    Scan { image, text, select, dense, space, sink }.run::<machine::Scalar>();
}

struct Scan<'g, 't, 's, F> {
    image: &'g Image,
    text: &'t str,
    select: Select,
    dense: bool,
    space: &'s mut Workspace,
    sink: F,
}

/// A candidate: where it begins, where its words end, the hash of their chain, the code of the next
/// word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Open {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) hash: u64,
    pub(super) next: u32,
}

/// The code of a next word that takes a closer look, and of none near enough.
const CLOSE: u32 = NO_NEXT + 1;
const FAR: u32 = NO_NEXT + 2;

/// How many of the open candidates are closed, and how many go on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Candidates {
    closes: usize,
    goes: usize,
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
        let gate = self.image.table(Section::Gate);
        if !filter.len().is_power_of_two() || gate.is_empty() {
            return;
        }
        let tables = Tables {
            image: self.image,
            filter,
            gate,
            slots: self.image.table(Section::Slots),
            names: self.image.section(Section::Names),
        };
        let Workspace { masks, lists } = self.space;
        let mut window = Window::new(self.text, !self.image.exact, masks);
        lists.begin();
        let mut base = 0;
        while base < self.text.len() {
            let mut words = 0;
            let mut nearly_all = false;
            if self.dense {
                window.fill::<V>(base, &self.image.openings, self.image.particles, true);
                let found = tables.dense(self.text, &window, lists);
                tables.advance(&window, lists, found);
                words = 1;
            } else {
                window.fill::<V>(base, &self.image.openings, self.image.particles, false);
                // Compiled twice.
                if self.image.exact {
                    tables.filter(&window, false, lists);
                } else {
                    tables.filter(&window, true, lists);
                }
                tables.open(self.text, &window, lists);
                nearly_all = lists.passes > window.starts().len() / 8 * 7;
            }
            if self.select == Select::Longest {
                // Where nearly every word can begin a name, most of them stand inside the names
                // that will be chosen: there, going on with all of them together is for nothing.
                let mut first = 0;
                if !nearly_all {
                    if words == 0 {
                        tables.level(&window, lists);
                    }
                    first = lists.ends;
                    tables.level(&window, lists);
                }
                tables.longest(self.text, &window, lists, first);
            } else {
                while lists.opens > 0 && words < MAX_WORDS {
                    tables.level(&window, lists);
                    words += 1;
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
    /// Where words begin and end that pass the filter, or need a closer look.
    passed: Vec<(u32, u32)>,
    passes: usize,
    pub(super) open: Vec<Open>,
    next: Vec<Open>,
    pub(super) opens: usize,
    /// Which open candidates the gate takes for names, and which it lets go on.
    closed: Vec<u32>,
    going: Vec<u32>,
    pub(super) ended: Vec<Ended>,
    pub(super) ends: usize,
    pub(super) hits: Vec<Hit>,
    /// The ends of one candidate that is followed by itself.
    pub(super) deep: Vec<Ended>,
    /// Where the last hit of [`Select::Longest`] ends.
    pub(super) last: usize,
    /// Candidates before here are part of a word, or have been seen.
    pub(super) from: usize,
    /// The end of the last run with bytes outside ASCII.
    run: usize,
}

impl Lists {
    /// Before the first part of a text.
    fn begin(&mut self) {
        (self.last, self.from, self.run) = (0, 0, 0);
    }

    /// Before the candidates of a part.
    #[inline(always)]
    pub(super) fn clear(&mut self) {
        self.opens = 0;
        self.ends = 0;
        self.hits.clear();
    }

    /// Opens those of up to 64 words that are closed or go on, by the bits of both.
    #[inline(always)]
    pub(super) fn open_some(
        &mut self,
        word: impl Fn(usize) -> Open,
        closes: u64,
        goes: u64,
        found: &mut Candidates,
    ) {
        let Self { open, closed, going, opens, .. } = self;
        let len = *opens + u64::BITS as usize;
        let (open, closed, going) = (room(open, len), room(closed, len), room(going, len));
        let mut some = closes | goes;
        let mut count = *opens;
        while some != 0 {
            let i = some.trailing_zeros() as usize;
            some &= some - 1;
            open[count] = word(i);
            closed[found.closes] = count as u32;
            found.closes += (closes >> i & 1) as usize;
            going[found.goes] = count as u32;
            found.goes += (goes >> i & 1) as usize;
            count += 1;
        }
        *opens = count;
    }

    /// Opens a word if it is closed or goes on.
    pub(super) fn open_word(&mut self, word: Open, tables: &Tables<'_>, found: &mut Candidates) {
        let (closes, goes) = (tables.knows(word.hash, NO_NEXT), tables.goes_on(word));
        self.open_some(|_| word, u64::from(closes), u64::from(goes), found);
    }

    #[inline(always)]
    fn push(&mut self, open: Open) {
        if self.opens == self.open.len() {
            self.open.resize(self.opens * 2 + 256, Open::default());
        }
        self.open[self.opens] = open;
        self.opens += 1;
    }
}

pub(super) struct Tables<'g> {
    pub(super) image: &'g Image,
    filter: &'g [[u8; 8]],
    gate: &'g [[u8; 8]],
    slots: &'g [[u8; 8]],
    names: &'g [u8],
}

impl Tables<'_> {
    /// Collects the words of the window that can begin a name, and those that need a closer look.
    /// Every word is written, and those that do not pass are written over: no branch depends on
    /// what a word is.
    #[inline(always)]
    fn filter(&self, window: &Window<'_, '_>, joined: bool, lists: &mut Lists) {
        let starts = window.starts();
        let passed = room(&mut lists.passed, starts.len() + 1);
        let mut count = 0;
        for &start in starts {
            let (len, key, close) = window.first(start as usize, joined);
            let (place, bits) = first_bits(key, self.filter.len());
            passed[count] = (start, start + len as u32);
            let known = u64::from_le_bytes(self.filter[place]) & bits == bits;
            count += usize::from(known | close);
        }
        lists.passes = count;
    }

    /// Opens what has passed.
    #[inline(always)]
    fn open(&self, text: &str, window: &Window<'_, '_>, lists: &mut Lists) {
        lists.clear();
        for i in 0..lists.passes {
            let (start, end) = lists.passed[i];
            let Short { hash, odd } = window.short_of_len(start as usize, (end - start) as usize);
            if odd {
                self.odd(text, window, start as usize, lists);
            } else if start as usize >= lists.from {
                lists.push(self.candidate(window, start, end, hash));
            }
        }
    }

    /// A word that needs a closer look, or all words of a run that has bytes outside ASCII.
    #[cold]
    fn odd(&self, text: &str, window: &Window<'_, '_>, at: usize, lists: &mut Lists) {
        if text.as_bytes()[at] < 0x80 {
            if let Some(word) = window.odd_word(at) {
                self.odd_candidate(window, word, lists);
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
                self.odd_candidate(window, word, lists);
            } else {
                // Single letters may reach beyond the run: no name begins among them.
                lists.from = lists.from.max(word.end);
            }
            at = word.end;
        }
    }

    fn odd_candidate(&self, window: &Window<'_, '_>, word: Word, lists: &mut Lists) {
        if word.start < lists.from {
            return;
        }
        lists.from = word.end;
        lists.push(self.candidate(window, word.start as u32, word.end as u32, word.hash));
    }

    /// A candidate: asks for what the gate has of it.
    #[inline(always)]
    pub(super) fn candidate(
        &self,
        window: &Window<'_, '_>,
        start: u32,
        end: u32,
        hash: u64,
    ) -> Open {
        let (gap, len) = window.next(end as usize);
        let (code, close) = window.code(end as usize + gap, len);
        let code = if close { CLOSE } else { code };
        let open = Open { start, end, hash, next: if gap > MAX_GAP { FAR } else { code } };
        if self.is_far() {
            self.ask_gate(hash, code);
        }
        open
    }

    /// Whether the gate is too large for a near cache.
    #[inline(always)]
    pub(super) const fn is_far(&self) -> bool {
        self.gate.len() > NEAR_GATE
    }

    /// Asks for what the gate has of a chain and a next word.
    #[inline(always)]
    pub(super) fn ask_gate(&self, hash: u64, code: u32) {
        machine::prefetch(self.gate, gate_bits(gate_key(hash, NO_NEXT), self.gate.len()).0);
        machine::prefetch(self.gate, gate_bits(gate_key(hash, code), self.gate.len()).0);
    }

    /// Whether the gate knows the chain with this next word.
    #[inline(always)]
    pub(super) fn knows(&self, hash: u64, code: u32) -> bool {
        let (place, bits) = gate_bits(gate_key(hash, code), self.gate.len());
        u64::from_le_bytes(self.gate[place]) & bits == bits
    }

    /// Whether the candidate can have one word more.
    #[inline(always)]
    fn goes_on(&self, open: Open) -> bool {
        ((open.next == CLOSE) | self.knows(open.hash, open.next)) & (open.next != FAR)
    }

    /// The candidate with one word more; none if the next takes a closer look and is none.
    #[inline(always)]
    fn longer(&self, window: &Window<'_, '_>, open: Open) -> Option<Open> {
        let (gap, len) = window.next(open.end as usize);
        let from = open.end as usize + gap;
        let word = window.short_of_len(from, len);
        let (mut end, mut hash) = (from + len, word.hash);
        if word.odd {
            let bound = open.end as usize + MAX_GAP + 1;
            let word = window.slow(from, bound)?;
            (end, hash) = (word.end, word.hash);
        }
        Some(self.candidate(window, open.start, end as u32, chain(open.hash, hash)))
    }

    /// The candidate with one word more, if the gate lets it through.
    #[inline(always)]
    pub(super) fn step(&self, window: &Window<'_, '_>, open: Open) -> Option<Open> {
        if self.goes_on(open) { self.longer(window, open) } else { None }
    }

    /// Looks up the open candidates that are names, and lets those that can go on take one word
    /// more.
    #[inline(always)]
    fn level(&self, window: &Window<'_, '_>, lists: &mut Lists) {
        let Lists { open, closed, going, opens, .. } = lists;
        let closed = room(closed, *opens + 1);
        let going = room(going, *opens + 1);
        let mut found = Candidates::default();
        for (i, &open) in (0..).zip(&open[..*opens]) {
            closed[found.closes] = i;
            found.closes += usize::from(self.knows(open.hash, NO_NEXT));
            going[found.goes] = i;
            found.goes += usize::from(self.goes_on(open));
        }
        self.advance(window, lists, found);
    }

    /// Looks up the closed candidates, and gives those that go on one word more.
    #[inline(always)]
    fn advance(&self, window: &Window<'_, '_>, lists: &mut Lists, found: Candidates) {
        let Lists { open, next, going, .. } = lists;
        let longer = room(next, found.goes + 1);
        let mut count = 0;
        for &i in &going[..found.goes] {
            if let Some(open) = self.longer(window, open[i as usize]) {
                longer[count] = open;
                count += 1;
            }
        }
        self.close(lists, found.closes);
        lists.opens = count;
        std::mem::swap(&mut lists.open, &mut lists.next);
    }

    /// Finds the names that the first `closes` closed candidates are.
    #[inline(always)]
    fn close(&self, lists: &mut Lists, closes: usize) {
        let Lists { open, closed, ended, ends, .. } = lists;
        let closed = &closed[..closes];
        for &i in closed {
            self.ask(open[i as usize].hash);
        }
        let ended = room(ended, *ends + closes + 1);
        let mut count = *ends;
        for &i in closed {
            let Open { start, end, hash, .. } = open[i as usize];
            let slot = self.probe(hash);
            let names = slot as u32;
            machine::prefetch(self.names, names as usize);
            ended[count] = Ended { start, end, names };
            count += usize::from(slot & NAME != 0);
        }
        *ends = count;
    }

    /// Asks for the slot of a chain.
    #[inline(always)]
    pub(super) fn ask(&self, hash: u64) {
        machine::prefetch(self.slots, home(seeded(hash, self.image.seed), self.image.homes));
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
        if (found == 0) & !empty { self.far(home + NEAR, mark) } else { found }
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

/// Up to so many words of a gate stay in a near cache.
const NEAR_GATE: usize = 1 << 14;

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
