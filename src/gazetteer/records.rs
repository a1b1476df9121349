//! Writing names and entries.

use super::{
    GazetteerBuilder,
    build::{MADE_PLURAL, PLAIN},
    key::words,
    keys::{NOT_FIRST, Placed},
    layout::{
        COARSE, COARSE_STEPS, COUNT_SHIFT, FINE, HAS_ID, HEADER, ID_INLINE, INLINE, MORE, NAME,
        OWN_STRING, PLURAL, SAME, put,
    },
    verify::{Policy, verify},
};

const NONE: u32 = u32::MAX;

/// The records of names and entries so far.
pub(super) struct Writer<'b> {
    builder: &'b GazetteerBuilder,
    entities: &'b [u32],
    /// The image so far: the names are its last section, which begins at `base`.
    pub(super) out: Vec<u8>,
    base: usize,
    pub(super) entries: Vec<u8>,
    /// How many spellings there are.
    pub(super) count: u32,
    pub(super) entry_count: u32,
    /// Where the entry of each line is, or [`NONE`].
    offsets: Vec<u32>,
    /// Where each line's canonical name is, or [`NONE`].
    canonical: Vec<u32>,
    /// Lines that are one of several of their entity, or have more than a profile.
    full: Vec<bool>,
}

/// A spelling with all who bear it.
struct Spelling {
    name: u32,
    policy: Policy,
    plural: bool,
    owners: Vec<u32>,
}

impl<'b> Writer<'b> {
    /// Writes behind what `out` has.
    pub(super) fn new(builder: &'b GazetteerBuilder, entities: &'b [u32], out: Vec<u8>) -> Self {
        let lines = builder.lines.len();
        let mut full: Vec<bool> = builder
            .lines
            .iter()
            .map(|l| !l.id.is_empty() || l.coordinates.is_some() || !l.aliases.is_empty())
            .collect();
        for (i, &first) in entities.iter().enumerate() {
            if first != i as u32 {
                full[i] = true;
                full[first as usize] = true;
            }
        }
        for &owner in
            builder.names.owners.iter().filter(|&&o| o & MADE_PLURAL != 0 && o & PLAIN == 0)
        {
            full[(owner & !MADE_PLURAL) as usize] = true;
        }
        Self {
            builder,
            entities,
            base: out.len(),
            out,
            entries: Vec::new(),
            count: 0,
            entry_count: 0,
            offsets: vec![NONE; lines],
            canonical: vec![NONE; lines],
            full,
        }
    }

    /// Writes all names, those that were added first first, and puts into the slots where each is.
    pub(super) fn write_names(&mut self, placed: &Placed) {
        let mut more = &placed.more[..];
        for (name, &slot) in (0..).zip(&placed.slot_of) {
            if slot == NOT_FIRST {
                continue;
            }
            let at = self.at();
            let field = HEADER + slot as usize * 8;
            self.out[field..field + 4].copy_from_slice(&at.to_le_bytes());
            self.out[field + 4] |= (NAME >> 32) as u8;
            let others = more.iter().take_while(|(first, _)| *first == name).count();
            if others == 0 {
                let owner = self.builder.names.owners[name as usize];
                let (policy, plural) = (self.builder.policy(owner), owner & MADE_PLURAL != 0);
                self.spelling(name, policy, plural && owner & PLAIN == 0, &[owner], false);
                continue;
            }
            let (here, rest) = more.split_at(others);
            more = rest;
            let group: Vec<u32> =
                std::iter::once(name).chain(here.iter().map(|&(_, other)| other)).collect();
            let spellings = self.spellings(&group);
            for (i, s) in spellings.iter().enumerate() {
                self.spelling(s.name, s.policy, s.plural, &s.owners, i + 1 < spellings.len());
            }
        }
    }

    /// Where the next name is written, counted from the first.
    fn at(&self) -> u32 {
        (self.out.len() - self.base) as u32
    }

    /// The names of a group that are to be told apart: names that are found in the same forms are
    /// one.
    fn spellings(&self, group: &[u32]) -> Vec<Spelling> {
        let names = &self.builder.names;
        let mut all: Vec<Spelling> = Vec::new();
        for &name in group {
            let owner = names.owners[name as usize];
            let policy = self.builder.policy(owner);
            let plural = owner & PLAIN == 0 && owner & MADE_PLURAL != 0;
            let text = names.get(name as usize);
            let same = all.iter_mut().find(|s| {
                let other = names.get(s.name as usize);
                s.policy == policy
                    && match policy {
                        Policy::Exact => text == other,
                        _ => found_alike(text, other, policy),
                    }
            });
            let owner = if plural { owner & !MADE_PLURAL } else { owner };
            match same {
                Some(s) => {
                    s.plural &= plural;
                    if !s.owners.contains(&owner) {
                        s.owners.push(owner);
                    }
                }
                None => all.push(Spelling { name, policy, plural, owners: vec![owner] }),
            }
        }
        for s in &mut all {
            s.owners.sort_by_key(|&o| {
                let profile = self.builder.profiles[self.builder.profile_of(o) as usize];
                (std::cmp::Reverse(profile[5]), o)
            });
        }
        all
    }

    fn spelling(&mut self, name: u32, policy: Policy, plural: bool, owners: &[u32], more: bool) {
        let text = self.builder.names.get(name as usize);
        let at = self.at();
        self.count += 1;
        let inline = match *owners {
            [o] if o & PLAIN != 0 => Some(o & !PLAIN),
            [o] if !self.full[(o & !MADE_PLURAL) as usize] => Some(self.builder.profile_of(o)),
            _ => None,
        };
        let mut head = policy as u8 | if more { MORE } else { 0 } | if plural { PLURAL } else { 0 };
        if let Some(profile) = inline {
            self.entry_count += 1;
            self.out.push(head | INLINE);
            put(&mut self.out, text.len() as u32);
            self.out.extend_from_slice(text.as_bytes());
            put(&mut self.out, profile);
            return;
        }
        let few = owners.len() < 7;
        head |= if few { (owners.len() as u8) << COUNT_SHIFT } else { 0 };
        self.out.push(head);
        put(&mut self.out, text.len() as u32);
        self.out.extend_from_slice(text.as_bytes());
        if !few {
            put(&mut self.out, owners.len() as u32);
        }
        for &owner in owners {
            let id = if owner & PLAIN != 0 {
                self.plain(owner & !PLAIN, at)
            } else {
                self.line(owner & !MADE_PLURAL)
            };
            put(&mut self.out, id);
            let line = (owner & !MADE_PLURAL) as usize;
            if owner & PLAIN == 0 && *self.builder.lines[line].canonical == *text {
                self.canonical[line] = at;
            }
        }
    }

    /// The entry of a plain name that shares it with others.
    fn plain(&mut self, profile: u32, name: u32) -> u32 {
        let at = self.entries.len() as u32;
        self.entry_count += 1;
        self.entries.push(0);
        put(&mut self.entries, profile);
        self.entries.extend_from_slice(&name.to_le_bytes());
        at
    }

    /// The entry of a line.
    fn line(&mut self, line: u32) -> u32 {
        if self.offsets[line as usize] != NONE {
            return self.offsets[line as usize];
        }
        let entity = self.entities[line as usize];
        let first = if entity == line { NONE } else { self.line(entity) };
        let at = self.entries.len() as u32;
        self.offsets[line as usize] = at;
        self.entry_count += 1;
        let l = &self.builder.lines[line as usize];
        if first != NONE {
            self.entries.push(SAME);
            put(&mut self.entries, l.profile);
            put(&mut self.entries, first);
            return at;
        }
        let steps = l.coordinates.and_then(|(north, east)| Some((steps(north)?, steps(east)?)));
        let tag = if l.id.is_empty() { 0 } else { HAS_ID }
            | match (l.coordinates, steps) {
                (None, _) => 0,
                (_, Some(_)) => COARSE,
                _ => FINE,
            };
        self.entries.push(tag);
        put(&mut self.entries, l.profile);
        self.entries.extend_from_slice(&line.to_le_bytes());
        if !l.id.is_empty() {
            put(&mut self.entries, l.id.len() as u32);
            self.entries.extend_from_slice(l.id.as_bytes());
        }
        if let Some((north, east)) = steps {
            self.entries.extend_from_slice(&north.to_le_bytes()[..3]);
            self.entries.extend_from_slice(&east.to_le_bytes()[..3]);
        } else if let Some((north, east)) = l.coordinates {
            self.entries.extend_from_slice(&north.to_bits().to_le_bytes());
            self.entries.extend_from_slice(&east.to_bits().to_le_bytes());
        }
        at
    }

    /// Puts the canonical names into the entries, which held their lines until now.
    pub(super) fn finish_canonical(&mut self) {
        debug_assert!(self.at() < ID_INLINE);
        for line in 0..self.offsets.len() {
            let at = self.offsets[line];
            if at == NONE || self.entries[at as usize] & SAME != 0 {
                continue;
            }
            let mut canonical = self.canonical[line];
            if canonical == NONE {
                canonical = OWN_STRING | self.entries.len() as u32;
                let text = &self.builder.lines[line].canonical;
                put(&mut self.entries, text.len() as u32);
                self.entries.extend_from_slice(text.as_bytes());
            }
            let mut field = at as usize + 1;
            while self.entries[field] >= 0x80 {
                field += 1;
            }
            self.entries[field + 1..field + 5].copy_from_slice(&canonical.to_le_bytes());
        }
    }
}

/// A coordinate in coarse steps, if they hold it.
fn steps(degrees: f32) -> Option<i32> {
    let steps = (f64::from(degrees) * COARSE_STEPS).round();
    ((steps / COARSE_STEPS) as f32 == degrees && steps.abs() < f64::from(1 << 23))
        .then_some(steps as i32)
}

/// Whether two names with one key are found in the same forms.
fn found_alike(a: &str, b: &str, policy: Policy) -> bool {
    let finds = |listed: &str, text: &str| {
        let (mut start, mut end) = (None, 0);
        for word in words(text, true) {
            start = start.or(Some(word.start));
            end = word.end;
        }
        verify(text, start.unwrap_or(0)..end, listed.as_bytes(), policy, false)
            .is_some_and(|(span, _)| span == (0..text.len()))
    };
    a == b || finds(a, b) && finds(b, a)
}
