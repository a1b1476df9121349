//! Names to entities: who is meant, under which canonical name.
//!
//! Full names teach short ones (`Shinzo Abe`, then `Abe`), long forms teach acronyms, and names
//! that link to one entry of a gazetteer are one entity.

use std::{borrow::Cow, collections::HashMap};

use super::{
    article::run_hash,
    hash::{Keyed, mix},
    label::Kind,
    name::Name,
};
use crate::{
    Gazetteer,
    gazetteer::EntryId,
    lexicon::Class,
    text::{Shape, TextView, fold_hash},
};

/// What mentions of one entity share.
#[derive(Clone, Copy, Debug)]
struct Cluster {
    /// The fullest mention so far.
    name: Name,
    entry: Option<(u32, EntryId)>,
}

/// Buffers of the stage.
#[derive(Debug, Default)]
pub(crate) struct Resolver {
    clusters: Vec<Cluster>,
    keys: HashMap<u64, u32, Keyed>,
    /// The cluster of each name.
    pub(crate) assigned: Vec<u32>,
    /// The new number of each cluster, and clusters by it.
    numbers: Vec<u32>,
    order: Vec<(u32, Cluster)>,
    /// Room for canonical names that have to be put together.
    spare: Vec<String>,
}

/// How much room a canonical name that is put together has at least.
const ROOM: usize = 128;

/// How a key was made.
#[derive(Clone, Copy)]
enum By {
    Whole = 1,
    Entry,
    Last,
    First,
    Acronym,
}

fn key(by: By, kind: Option<Kind>, value: u64) -> u64 {
    mix(value ^ (by as u64) << 8 ^ kind.map_or(7, |k| k as u64)).wrapping_add(by as u64)
}

impl Resolver {
    /// Assigns every name to an entity; links of names learn from the entity they belong to.
    pub(crate) fn resolve(&mut self, view: &TextView<'_, '_>, names: &mut [Name]) {
        self.clusters.clear();
        self.keys.clear();
        self.assigned.clear();
        self.assigned.resize(names.len(), u32::MAX);
        // Longer names first, so that a headline's short name meets the full one of the body.
        for long in [true, false] {
            for (n, name) in names.iter().enumerate() {
                let full = name.len() > 1 && name.kind != Some(Kind::Group);
                if full == long {
                    self.assigned[n] = self.assign(view, name);
                }
            }
        }
        for (name, &cluster) in names.iter_mut().zip(&self.assigned) {
            name.entry = self.clusters[cluster as usize].entry;
        }
        self.number();
    }

    /// Numbers entities in the order of their first mentions.
    fn number(&mut self) {
        self.numbers.clear();
        self.numbers.resize(self.clusters.len(), u32::MAX);
        let mut next = 0;
        for cluster in &mut self.assigned {
            let number = &mut self.numbers[*cluster as usize];
            if *number == u32::MAX {
                *number = next;
                next += 1;
            }
        }
        self.order.clear();
        self.order.extend(self.numbers.iter().copied().zip(self.clusters.drain(..)));
        self.order.sort_unstable_by_key(|(number, _)| *number);
        self.clusters.extend(self.order.drain(..).map(|(_, cluster)| cluster));
        let numbers = &self.numbers;
        self.assigned.iter_mut().for_each(|cluster| *cluster = numbers[*cluster as usize]);
    }

    fn assign(&mut self, view: &TextView<'_, '_>, name: &Name) -> u32 {
        let hashes = &view.tokens.hashes;
        let (first, last) = (name.first as usize, name.last as usize);
        let whole = key(By::Whole, name.kind, run_hash(hashes, first, last));
        let found = self
            .keys
            .get(&whole)
            .copied()
            .filter(|&cluster| !self.is_another(name, cluster))
            .or_else(|| self.short_of(view, name))
            .or_else(|| self.linked(name));
        let cluster = found.unwrap_or_else(|| {
            self.clusters.push(Cluster { name: *name, entry: None });
            self.clusters.len() as u32 - 1
        });
        self.keys.insert(whole, cluster);
        self.learn(view, name, cluster);
        cluster
    }

    /// Whether a place is another of the same name: `Portland, Oregon` and `Portland, Maine`.
    fn is_another(&self, name: &Name, cluster: u32) -> bool {
        let other = self.clusters[cluster as usize].entry;
        name.kind == Some(Kind::Place)
            && name.entry.zip(other).is_some_and(|(own, other)| own != other)
    }

    fn linked(&self, name: &Name) -> Option<u32> {
        let (gazetteer, entry) = name.entry?;
        let value = u64::from(gazetteer) << 32 | u64::from(entry.0);
        self.keys.get(&key(By::Entry, name.kind, value)).copied()
    }

    /// The entity whose longer name this is a part of.
    fn short_of(&self, view: &TextView<'_, '_>, name: &Name) -> Option<u32> {
        let hashes = &view.tokens.hashes;
        let (first, last) = (name.first as usize, name.last as usize);
        let candidates = match name.kind? {
            Kind::Person => [(By::Last, hashes[last - 1]), (By::First, hashes[first])],
            Kind::Organisation => [(By::Acronym, hashes[first]), (By::First, hashes[first])],
            _ => return None,
        };
        candidates.into_iter().find_map(|(by, hash)| {
            if matches!(by, By::Acronym)
                && (last - first > 1 || !view.tokens.shapes[first].is_upper())
            {
                return None;
            }
            if matches!(by, By::First)
                && name.kind == Some(Kind::Organisation)
                && view.has(first, Class::OrgHead)
            {
                return None;
            }
            let cluster = *self.keys.get(&key(by, name.kind, hash))?;
            let whole = &self.clusters[cluster as usize].name;
            (matches!(by, By::Acronym) || self.fits(view, name, whole)).then_some(cluster)
        })
    }

    /// Whether the words of `short` are words of `long` in order; single letters agree with
    /// what they begin.
    fn fits(&self, view: &TextView<'_, '_>, short: &Name, long: &Name) -> bool {
        let hashes = &view.tokens.hashes;
        let mut at = long.first as usize;
        for i in short.tokens() {
            let initial = view.word(i).trim_end_matches('.').len() == 1;
            let found = (at..long.last as usize)
                .find(|&j| hashes[j] == hashes[i] || initial && view.byte(i) == view.byte(j));
            match found {
                Some(j) => at = j + 1,
                None => return initial && short.len() > 2,
            }
        }
        true
    }

    /// Remembers how else the entity may be named.
    fn learn(&mut self, view: &TextView<'_, '_>, name: &Name, cluster: u32) {
        let hashes = &view.tokens.hashes;
        let (first, last) = (name.first as usize, name.last as usize);
        if let Some((gazetteer, entry)) = name.entry {
            let value = u64::from(gazetteer) << 32 | u64::from(entry.0);
            self.keys.entry(key(By::Entry, name.kind, value)).or_insert(cluster);
            let held = &mut self.clusters[cluster as usize];
            if held.entry.is_none()
                && (name.len() >= held.name.len() || name.kind != Some(Kind::Person))
            {
                held.entry = name.entry;
            }
        }
        if name.len() > self.clusters[cluster as usize].name.len() {
            self.clusters[cluster as usize].name = *name;
        }
        if last - first < 2 {
            return;
        }
        match name.kind {
            Some(Kind::Person) => {
                self.keys.insert(key(By::Last, name.kind, hashes[last - 1]), cluster);
                self.keys.entry(key(By::First, name.kind, hashes[first])).or_insert(cluster);
                // `bin Salman`, `Díaz-Canel`: the family name may begin before the last word.
                if last - first > 2 {
                    self.keys
                        .entry(key(By::First, name.kind, hashes[first + 1]))
                        .or_insert(cluster);
                }
            }
            Some(Kind::Organisation) => {
                self.keys.entry(key(By::First, name.kind, hashes[first])).or_insert(cluster);
                for every in [false, true] {
                    if let Some(acronym) = acronym(view, name, every) {
                        self.keys.entry(key(By::Acronym, name.kind, acronym)).or_insert(cluster);
                    }
                }
            }
            _ => {}
        }
    }

    /// The canonical name of entity `number`.
    pub(crate) fn canonical<'a>(
        &mut self,
        view: &TextView<'a, '_>,
        gazetteers: &'a [Gazetteer],
        number: u32,
    ) -> Cow<'a, str> {
        let cluster = &self.clusters[number as usize];
        if let Some((gazetteer, entry)) = cluster.entry {
            return gazetteers[gazetteer as usize].entry(entry).canonical.into();
        }
        surface(view, &cluster.name, &mut self.spare)
    }

    /// Takes a canonical name back.
    pub(crate) fn recycle(&mut self, mut canonical: String) {
        canonical.clear();
        canonical.reserve(ROOM);
        self.spare.push(canonical);
    }
}

/// The text of a name with every gap as one space.
fn surface<'a>(view: &TextView<'a, '_>, name: &Name, spare: &mut Vec<String>) -> Cow<'a, str> {
    let span = name.span(view);
    let text = span.of(view.text);
    let odd_gap = |pair: (u8, u8)| matches!(pair, (b'\n' | b'\r' | b'\t', _) | (b' ', b' '));
    if text.bytes().zip(text.bytes().skip(1)).any(odd_gap) {
        let mut canonical = spare.pop().unwrap_or_else(|| String::with_capacity(text.len()));
        for word in text.split_whitespace() {
            if !canonical.is_empty() {
                canonical.push(' ');
            }
            canonical.push_str(word);
        }
        return Cow::Owned(canonical);
    }
    Cow::Borrowed(text)
}

/// The folded hash of a name's initials: of its capitalised words, or of every word.
fn acronym(view: &TextView<'_, '_>, name: &Name, every: bool) -> Option<u64> {
    let mut initials = [0u8; 16];
    let mut len = 0;
    for i in name.tokens() {
        let shape = view.tokens.shapes[i];
        if shape.is_word() && (every || shape.has(Shape::CAPITAL)) && len < initials.len() {
            initials[len] = view.byte(i);
            len += 1;
        }
    }
    let acronym = std::str::from_utf8(&initials[..len]).ok()?;
    (len > 1).then(|| fold_hash(acronym))
}
