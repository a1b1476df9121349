//! The keys of names, and the table they are found in.

use super::{
    Flags, GazetteerBuilder, Matching,
    build::{MADE_PLURAL, PLAIN},
    key::{chain, seeded, words},
    layout::{ENDS, FINGERPRINT, GOES_ON, filter_bits, fingerprint, home, next_bit},
    verify::Policy,
};

/// A name, or the beginning of one, under its hash: the number of the name, or [`PREFIX`] and
/// which bit the next word has.
pub(super) type Item = (u64, u32);

/// Bit of an item: a beginning.
pub(super) const PREFIX: u32 = 1 << 31;

/// The keys of all names, in order of hash.
pub(super) struct Keys {
    pub(super) items: Vec<Item>,
    pub(super) filter: Vec<u64>,
    pub(super) starts: u128,
    pub(super) seed: u64,
}

/// All slots, and which of them end names.
pub(super) struct Placed {
    pub(super) slots: Vec<u64>,
    pub(super) homes: usize,
    pub(super) ends: Vec<End>,
}

/// The names that end in one slot: `items[from..to]`.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub(super) name: u32,
    pub(super) slot: u32,
    pub(super) from: u32,
    pub(super) to: u32,
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
    let mut items: Vec<Item> = Vec::with_capacity(names.len() + names.len() / 2);
    let mut firsts: Vec<(u64, bool)> = Vec::with_capacity(names.len());
    let mut starts = 0u128;
    for i in 0..names.len() {
        let name = names.get(i);
        let mut hash = 0;
        let mut all = words(name, joined).peekable();
        let Some(first) = all.peek().copied() else { continue };
        let policy = builder.policy(names.owners[i]);
        let byte = name.as_bytes()[first.start];
        let lower = byte.is_ascii_lowercase();
        let particle = name.as_bytes().get(first.end) == Some(&b'-');
        let may_lower = lower || policy == Policy::Any || policy == Policy::Normal && particle;
        let may_upper = !lower || matches!(policy, Policy::Any | Policy::Normal);
        let folded = fold_byte(&name[first.start..first.end]);
        if may_lower {
            firsts.push((first.hash, true));
            starts |= 1 << folded;
        }
        if may_upper {
            firsts.push((first.hash, false));
            starts |= 1 << folded.to_ascii_uppercase();
        }
        while let Some(word) = all.next() {
            hash = chain(hash, word.hash);
            match all.peek() {
                Some(next) => {
                    let bit = next_bit(next.hash).trailing_zeros();
                    items.push((seeded(hash, seed), PREFIX | bit));
                }
                None => items.push((seeded(hash, seed), i as u32)),
            }
        }
    }
    items.sort_unstable();
    items.dedup();
    firsts.sort_unstable();
    firsts.dedup();
    let len = (firsts.len() / 4).next_power_of_two();
    let mut filter = vec![0u64; if firsts.is_empty() { 0 } else { len }];
    for (word, lower) in firsts {
        let (at, bits) = filter_bits(word, lower, len);
        filter[at] |= bits;
    }
    Keys { items, filter, starts, seed }
}

/// The first byte of a word without accents, in lower case; 0x7f for other scripts, whose bytes
/// are always tried.
fn fold_byte(word: &str) -> u8 {
    let mut folded = String::new();
    crate::text::fold(word, &mut folded);
    folded.bytes().next().filter(u8::is_ascii).unwrap_or(0x7f)
}

/// Lays the keys out in a table, each at its home or soon after it; none if two that are searched
/// for in one place have the same fingerprint: another seed parts them.
pub(super) fn place(keys: &Keys) -> Option<Placed> {
    let groups = || keys.items.chunk_by(|a, b| a.0 == b.0);
    let count = groups().count();
    let homes = count + count / 3 + 1;
    let mut slots = vec![0u64; homes];
    let mut ends = Vec::new();
    let (mut next, mut from) = (0, 0);
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
            let (slot, from) = (at as u32, from as u32);
            ends.push(End { name: group[0].1, slot, from, to: from + names as u32 });
        } else {
            for &(_, item) in group {
                slot |= 1 << (item & !PREFIX);
            }
        }
        slots[at] = slot;
        from += group.len();
    }
    slots.push(0);
    Some(Placed { slots, homes, ends })
}
