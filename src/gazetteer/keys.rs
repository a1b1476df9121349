//! The keys of names, and the table they are found in.

use super::{
    Flags, GazetteerBuilder, Matching,
    build::{MADE_PLURAL, PLAIN},
    key::{chain, seeded, words},
    layout::{ENDS, FINGERPRINT, GOES_ON, LOWER_NEXT, filter_bits, fingerprint, home, next_bit},
    opening::Openings,
    verify::Policy,
};

/// Tables of fewer keys are filled to four fifths, others to two thirds.
const DENSE: usize = 500_000;

/// A name, or the beginning of one, under its hash: the number of the name, or [`PREFIX`] and
/// which bit the next word has.
pub(super) type Item = (u64, u32);

/// Bit of an item: a beginning.
pub(super) const PREFIX: u32 = 1 << 31;
/// Bit of a beginning: its next word may be in lower case.
const NEXT_LOWER: u32 = 1 << 8;

/// The keys of all names, in order of hash.
pub(super) struct Keys {
    pub(super) items: Vec<Item>,
    pub(super) filter: Vec<u64>,
    /// How much of the filter is for words in lower case.
    pub(super) lower: usize,
    pub(super) starts: u128,
    pub(super) openings: Openings,
    pub(super) seed: u64,
    /// Whether some name begins with a mark.
    pub(super) leads: bool,
}

/// All slots, and which of them end names.
pub(super) struct Placed {
    pub(super) slots: Vec<u64>,
    pub(super) homes: usize,
    pub(super) ends: Vec<End>,
    pub(super) several: Vec<Box<[u32]>>,
}

/// The first name that ends in a slot, and where all of several are.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub(super) name: u32,
    pub(super) slot: u32,
    pub(super) more: u32,
}

impl GazetteerBuilder {
    /// How the owner of a name wants it matched.
    pub(super) fn policy(&self, owner: u32) -> Policy {
        let flags = Flags(self.profiles[self.profile_of(owner) as usize][4]);
        match self.matching {
            Matching::Exact => Policy::Exact,
            _ if flags.has(Flags::ANY_CASE) => Policy::Any,
            _ if flags.has(Flags::CASED) => Policy::Cased,
            _ => Policy::Normal,
        }
    }

    pub(super) fn profile_of(&self, owner: u32) -> u32 {
        if owner & PLAIN != 0 {
            return owner & !PLAIN;
        }
        self.lines[(owner & !MADE_PLURAL) as usize].profile
    }
}

/// The keys of all names of `builder`.
pub(super) fn keys(builder: &GazetteerBuilder, joined: bool, seed: u64) -> Keys {
    let names = &builder.names;
    // Twice as many forms of each beginning as words, but for exact matching.
    let words_of = |i| words(names.get(i), joined).count();
    let count: usize = (0..names.len()).map(words_of).sum();
    let mut items: Vec<Item> = Vec::with_capacity(count);
    let (mut lower, mut other) = (Vec::new(), Vec::with_capacity(names.len()));
    let mut starts = 0u128;
    let mut openings = Openings::default();
    let mut leads = false;
    for i in 0..names.len() {
        let name = names.get(i);
        let mut all = words(name, joined).peekable();
        let Some(first) = all.peek().copied() else { continue };
        leads |= first.start > 0;
        let policy = builder.policy(names.owners[i]);
        let forms = Forms::of(&name[first.start..], first.end - first.start, policy);
        if forms.lower {
            lower.push(first.hash);
            starts |= 1 << forms.first.to_ascii_lowercase();
            openings.add_lower(name, &first, policy);
        }
        // A word that begins with a byte outside ASCII is looked up among the others.
        let accented = name.as_bytes()[first.start] >= 0x80;
        if forms.upper || accented {
            other.push(first.hash);
        }
        if forms.upper {
            let exact = policy == Policy::Exact;
            let first = if exact { forms.first } else { forms.first.to_ascii_uppercase() };
            starts |= 1 << first;
            openings.add_other(first);
        }
        let mut hash = 0;
        while let Some(word) = all.next() {
            hash = if word.start == first.start { word.hash } else { chain(hash, word.hash) };
            let Some(next) = all.peek() else {
                items.push((seeded(hash, seed), i as u32));
                break;
            };
            let next = Forms::of(&name[next.start..], next.end - next.start, policy);
            let hash = seeded(hash, seed);
            next.each(|first, second| {
                let lower = u32::from(first.is_ascii_lowercase()) * NEXT_LOWER;
                items.push((hash, PREFIX | lower | next_bit(first, second).trailing_zeros()));
            });
        }
    }
    items.sort_unstable();
    items.dedup();
    let mut filter = bits(lower);
    let lower = filter.len();
    filter.extend(bits(other));
    Keys { items, filter, lower, starts, openings, seed, leads }
}

/// How a word of a name may begin in a text.
struct Forms {
    /// The first byte, as listed, without accent; 0x7f for other scripts.
    first: u8,
    /// The second; zero in a word of one byte.
    second: u8,
    /// Whether it may begin in lower case, and otherwise.
    lower: bool,
    upper: bool,
    policy: Policy,
}

impl Forms {
    /// The forms of the word of `len` bytes that `text` begins with.
    fn of(text: &str, len: usize, policy: Policy) -> Self {
        let word = &text[..len];
        let mut folded = String::new();
        let (first, second) = if word.as_bytes()[..len.min(2)].is_ascii() {
            (word.as_bytes()[0], word.as_bytes().get(1).copied().unwrap_or(0))
        } else {
            crate::text::fold(word, &mut folded);
            let mut bytes = folded.bytes();
            let capital = word.starts_with(char::is_uppercase);
            let first = bytes.next().filter(u8::is_ascii).unwrap_or(0x7f);
            let first = if capital { first.to_ascii_uppercase() } else { first };
            (first, bytes.next().filter(u8::is_ascii).unwrap_or(0))
        };
        // Single letters with stops are one word, which a text may have without them.
        let second = if second == b'.' {
            word.bytes().filter(u8::is_ascii_alphabetic).nth(1).unwrap_or(0)
        } else {
            second
        };
        let is_lower = first.is_ascii_lowercase();
        // `al-Shabaab` of `Al-Shabaab`.
        let particle = text.as_bytes().get(len) == Some(&b'-');
        let lower = is_lower || policy == Policy::Any || policy == Policy::Normal && particle;
        let upper = !is_lower || policy != Policy::Exact;
        Self { first, second, lower, upper, policy }
    }

    /// Calls `sink` with all first two bytes.
    fn each(&self, mut sink: impl FnMut(u8, u8)) {
        if matches!(self.policy, Policy::Exact | Policy::Cased) {
            sink(self.first, self.second);
            return;
        }
        let (first, second) = (self.first, self.second);
        let (small, large) = (second.to_ascii_lowercase(), second.to_ascii_uppercase());
        if self.lower {
            sink(first.to_ascii_lowercase(), small);
            sink(first.to_ascii_lowercase(), large);
        }
        sink(first.to_ascii_uppercase(), small);
        sink(first.to_ascii_uppercase(), large);
    }
}

/// A filter of these words.
fn bits(mut words: Vec<u64>) -> Vec<u64> {
    words.sort_unstable();
    words.dedup();
    // 13 bits a word.
    let mut filter = vec![0u64; words.len() / 5 + 1];
    for word in words {
        let (at, bits) = filter_bits(word, filter.len());
        filter[at] |= bits;
    }
    filter
}

/// Lays the keys out in a table, each at its home or soon after it; none if two that are searched
/// for in one place have the same fingerprint: another seed parts them.
pub(super) fn place(keys: &Keys) -> Option<Placed> {
    let groups = || keys.items.chunk_by(|a, b| a.0 == b.0);
    let count = groups().count();
    // Small tables fit the caches anyway; in large ones every look beyond the first slot costs.
    let homes = count + if count < DENSE { count / 4 } else { count / 2 } + 1;
    let mut slots = vec![0u64; homes];
    let mut ends = Vec::new();
    let mut several: Vec<Box<[u32]>> = Vec::new();
    let mut next = 0;
    for group in groups() {
        let hash = group[0].0;
        let first = home(hash, homes);
        let at = next.max(first);
        next = at + 1;
        if at >= slots.len() {
            slots.resize(at + 1, 0);
        }
        let mut slot = fingerprint(hash);
        if slots[first..at].iter().any(|s| (s ^ slot) & FINGERPRINT == 0) {
            return None;
        }
        let names = group.iter().take_while(|item| item.1 & PREFIX == 0).count();
        if names < group.len() {
            slot |= GOES_ON;
        }
        if names > 0 {
            slot |= ENDS;
            let more = if names > 1 { several.len() as u32 } else { u32::MAX };
            if names > 1 {
                several.push(group[..names].iter().map(|item| item.1).collect());
            }
            ends.push(End { name: group[0].1, slot: at as u32, more });
        }
        for &(_, item) in &group[names..] {
            slot |= if names == 0 { 1 << (item & 31) } else { 0 };
            slot |= if item & NEXT_LOWER != 0 { LOWER_NEXT } else { 0 };
        }
        slots[at] = slot;
    }
    slots.push(0);
    Some(Placed { slots, homes, ends, several })
}
