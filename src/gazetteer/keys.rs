//! The keys of names, and the tables they are found in.

use super::{
    Flags, GazetteerBuilder, Matching,
    build::{MADE_PLURAL, PLAIN},
    key::{KEPT, chain, seeded, words},
    layout::{
        FINGERPRINT, NO_NEXT, fingerprint, first_bits, first_key, gate_bits, gate_key, home,
        next_code,
    },
    opening::{Collected, Openings},
    verify::Policy,
};
use crate::{machine::prefetch, text::folded};

/// What names are told apart by before they are compared.
pub(super) struct Keys {
    pub(super) filter: Vec<u8>,
    pub(super) gate: Vec<u8>,
    pub(super) starts: u128,
    pub(super) openings: Openings,
    /// Whether some name begins with a mark.
    pub(super) leads: bool,
    /// Whether some name may begin in lower case only before a hyphen.
    pub(super) particles: bool,
    /// The hash of each name's chain of words.
    pub(super) hashes: Vec<u64>,
}

/// The hash of a name without words, which is not found.
const NO_WORDS: u64 = u64::MAX;

/// Where names are in the slots.
pub(super) struct Placed {
    pub(super) homes: usize,
    pub(super) seed: u64,
    /// The slot of each name, or [`NOT_FIRST`].
    pub(super) slot_of: Vec<u32>,
    /// The first name of a key, and another one; in order.
    pub(super) more: Vec<(u32, u32)>,
}

/// The slot of a name whose key another one has that was added before.
pub(super) const NOT_FIRST: u32 = u32::MAX;

/// Bits of the gate for each chain and next word.
const GATE_BITS: usize = 9;

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

    fn joined(&self) -> bool {
        self.matching != Matching::Exact
    }
}

/// The filters of all names of `builder`.
pub(super) fn keys(builder: &GazetteerBuilder) -> Keys {
    let names = &builder.names;
    let mut gate = vec![0u8; gate_words(builder) * 8];
    let mut first_keys = Vec::with_capacity(names.len());
    let mut hashes = vec![NO_WORDS; names.len()];
    let mut starts = 0u128;
    let mut openings = Collected::default();
    let (mut leads, mut particles) = (false, false);
    for (i, chained) in hashes.iter_mut().enumerate() {
        let name = names.get(i);
        let mut all = words(name, builder.joined()).peekable();
        let Some(first) = all.peek().copied() else { continue };
        leads |= first.start > 0;
        let policy = builder.policy(names.owners[i]);
        let forms = Forms::of(&name[first.start..], first.end - first.start, policy);
        if forms.lower {
            first_keys.push(forms.first_key(u8::to_ascii_lowercase));
            starts |= bit(forms.letters[0].to_ascii_lowercase());
            particles |= forms.particle;
            if !forms.particle {
                openings.add_lower(name, &first, policy);
            }
        }
        if forms.upper {
            let exact = policy == Policy::Exact;
            let change = if exact { u8::clone } else { u8::to_ascii_uppercase };
            first_keys.push(forms.first_key(change));
            let first = change(&forms.letters[0]);
            starts |= bit(first);
            openings.add_other(first);
        }
        let mut hash = 0;
        while let Some(word) = all.next() {
            hash = if word.start == first.start { word.hash } else { chain(hash, word.hash) };
            match all.peek() {
                None => let_through(&mut gate, hash, NO_NEXT),
                Some(next) => Forms::of(&name[next.start..], next.end - next.start, policy)
                    .each(|code| let_through(&mut gate, hash, code)),
            }
        }
        *chained = hash;
    }
    Keys {
        filter: filter(first_keys),
        gate,
        starts,
        openings: openings.finish(),
        leads,
        particles,
        hashes,
    }
}

/// How many words the gate has: by the marks and blanks in names, which is about right.
fn gate_words(builder: &GazetteerBuilder) -> usize {
    let names = &builder.names;
    let is_gap = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let gaps_of = |name: &str| name.bytes().filter(is_gap).count();
    let gaps: usize = (0..names.len()).map(|i| gaps_of(names.get(i))).sum();
    // Most words have two forms where case is free.
    let forms = if builder.matching == Matching::AnyCase { 2 } else { 1 };
    (names.len() + gaps * forms) * GATE_BITS / 64 + 1
}

/// The bit of a byte; none outside ASCII.
fn bit(byte: u8) -> u128 {
    if byte.is_ascii() { 1 << byte } else { 0 }
}

fn let_through(gate: &mut [u8], hash: u64, code: u32) {
    let words = gate.as_chunks_mut::<8>().0;
    set(words, gate_bits(gate_key(hash, code), words.len()));
}

fn set(words: &mut [[u8; 8]], (at, bits): (usize, u64)) {
    words[at] = (u64::from_le_bytes(words[at]) | bits).to_le_bytes();
}

/// How a word of a name may begin in a text.
struct Forms {
    /// The first eight bytes, without accents, the first in the case listed; zeros behind a
    /// shorter word.
    letters: [u8; 8],
    /// Whether it may begin in lower case, and otherwise.
    lower: bool,
    upper: bool,
    /// Whether it may begin in lower case only before a hyphen.
    particle: bool,
    policy: Policy,
}

impl Forms {
    /// The forms of the word of `len` bytes that `text` begins with.
    fn of(text: &str, len: usize, policy: Policy) -> Self {
        let word = &text[..len];
        let mut letters = [0; 8];
        let mut put = |bytes: &mut dyn Iterator<Item = u8>| {
            letters.iter_mut().zip(bytes).for_each(|(letter, byte)| *letter = byte);
        };
        if policy == Policy::Exact {
            put(&mut word.bytes());
        } else if word.is_ascii() {
            // Single letters with stops are one word, which a text may have without them.
            put(&mut word.bytes().filter(u8::is_ascii_alphanumeric));
        } else {
            put(&mut folded(word).flat_map(|c| {
                let mut bytes = [0; 4];
                let len = c.encode_utf8(&mut bytes).len();
                bytes.into_iter().take(len)
            }));
            if word.starts_with(char::is_uppercase) {
                letters[0] = letters[0].to_ascii_uppercase();
            }
        }
        let is_lower = letters[0].is_ascii_lowercase();
        // `al-Shabaab` of `Al-Shabaab`.
        let free = is_lower || policy == Policy::Any;
        let hyphen = text.as_bytes().get(len) == Some(&b'-');
        let particle = !free && policy == Policy::Normal && hyphen;
        let lower = free || particle;
        let upper = !is_lower || policy != Policy::Exact;
        Self { letters, lower, upper, particle, policy }
    }

    /// Calls `sink` with the codes of all forms.
    fn each(&self, mut sink: impl FnMut(u32)) {
        let [first, second, third, ..] = self.letters;
        let code = |first| next_code(u32::from_le_bytes([first, second, third, 0]));
        if matches!(self.policy, Policy::Exact | Policy::Cased) {
            sink(code(first));
            return;
        }
        let upper = code(first.to_ascii_uppercase());
        let lower = code(first.to_ascii_lowercase());
        sink(upper);
        if self.lower && lower != upper {
            sink(lower);
        }
    }

    /// What the filter knows the word by, with its first letter so changed.
    fn first_key(&self, change: fn(&u8) -> u8) -> u64 {
        let mut letters = self.letters;
        letters[0] = change(&letters[0]);
        let len = letters.iter().position(|&letter| letter == 0).unwrap_or(8);
        first_key(u64::from_le_bytes(letters), KEPT[len][0])
    }
}

/// A filter of these keys.
fn filter(mut keys: Vec<u64>) -> Vec<u8> {
    keys.sort_unstable();
    keys.dedup();
    // 10 to 20 bits a key.
    let words = (keys.len() * 10 / 64).next_power_of_two();
    let mut filter = vec![0u8; words * 8];
    for key in keys {
        set(filter.as_chunks_mut().0, first_bits(key, words));
    }
    filter
}

/// How many slots are homes for `names` names, and how many there are: the last clusters reach
/// beyond the homes.
pub(super) fn slots_for(names: usize) -> (usize, usize) {
    let homes = names * 3 / 2 + 1;
    (homes, homes + names.min(TAIL) + 1)
}

/// Puts all names into slots, each at its home or soon after it, under their numbers from 1 on.
pub(super) fn place(hashes: &[u64], slots: &mut [[u8; 8]]) -> Placed {
    let mut placed = Placed {
        homes: slots_for(hashes.len()).0,
        seed: 0,
        slot_of: vec![NOT_FIRST; hashes.len()],
        more: Vec::new(),
    };
    while placed.fill(hashes, slots).is_none() {
        slots.fill([0; 8]);
        placed.slot_of.fill(NOT_FIRST);
        placed.more.clear();
        placed.seed += 1;
    }
    placed.more.sort_unstable();
    placed
}

const TAIL: usize = 1000;

/// How many names ahead slots are asked for.
const AHEAD: usize = 16;

impl Placed {
    /// Fills the slots; none if two keys that are looked for in one place have the same
    /// fingerprint, or the last slots do not suffice: another seed parts them.
    fn fill(&mut self, hashes: &[u64], slots: &mut [[u8; 8]]) -> Option<()> {
        let last = slots.len() - 1;
        for (name, &hash) in hashes.iter().enumerate() {
            if let Some(&ahead) = hashes.get(name + AHEAD) {
                prefetch(slots, home(seeded(ahead, self.seed), self.homes));
            }
            if hash == NO_WORDS {
                continue;
            }
            let own = seeded(hash, self.seed);
            let mark = fingerprint(own);
            let mut at = home(own, self.homes);
            loop {
                if at >= last {
                    return None;
                }
                let slot = u64::from_le_bytes(slots[at]);
                if slot == 0 {
                    slots[at] = (mark | (name as u64 + 1)).to_le_bytes();
                    self.slot_of[name] = at as u32;
                    break;
                }
                if (slot ^ mark) & FINGERPRINT == 0 {
                    let first = slot as u32 - 1;
                    if hashes.get(first as usize) != Some(&hash) {
                        return None;
                    }
                    self.more.push((first, name as u32));
                    break;
                }
                at += 1;
            }
        }
        Some(())
    }
}
