//! Collecting names and entries.

use std::collections::{BTreeMap, HashMap};

use super::{
    EntryId, Flags, Gazetteer, Kind, SubkindId, WordFacts,
    image::Image,
    key::{MAX_WORDS, words},
    kind::OWN_SUBKINDS,
    read, write,
};
use crate::{Error, Result, machine::Bytes, text::fold_hash};

/// How the names of a gazetteer are matched, unless an entry's flags say otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Matching {
    /// As news writes names: with the capitals listed or more (`TOKYO`), with or without accents
    /// and the stops of acronyms, hyphen or space, over the end of a line.
    #[default]
    News,
    /// In any case, and otherwise as [`News`](Self::News).
    AnyCase,
    /// Byte by byte, between word boundaries.
    Exact,
}

/// An entry to add to a [`GazetteerBuilder`].
///
/// ```
/// use dateline::gazetteer::{Gazetteer, NewEntry};
/// let mut builder = Gazetteer::builder();
/// builder.add(&NewEntry {
///     kind: "disease",
///     canonical: "Ebola virus disease",
///     aliases: &["Ebola"],
///     ..NewEntry::default()
/// })?;
/// assert_eq!(builder.build().len(), 2);
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct NewEntry<'t> {
    /// Its id; may be empty.
    pub id: &'t str,
    /// person, place, organisation, group, event, or a label of your own.
    pub kind: &'t str,
    /// A finer kind; may be empty.
    pub subkind: &'t str,
    /// The full usual name.
    pub canonical: &'t str,
    /// Its other names.
    pub aliases: &'t [&'t str],
    /// ISO 3166 alpha-2; may be empty.
    pub country: &'t str,
    /// How much the world talks of it, 0 to 1.
    pub weight: f32,
    /// Degrees north and east.
    pub coordinates: Option<(f32, f32)>,
    /// What is said of it under these names.
    pub flags: Flags,
}

/// A line: an entity under some of its names.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) profile: u32,
    pub(super) id: Box<str>,
    pub(super) canonical: Box<str>,
    /// Whether the canonical name is found in texts as a name of the entry.
    pub(super) named: bool,
    pub(super) aliases: Box<[Box<str>]>,
    pub(super) coordinates: Option<(f32, f32)>,
}

/// Bit of a name's owner: a profile, not a line.
pub(super) const PLAIN: u32 = 1 << 31;
/// Bit of a name's owner: a plural made by policy.
pub(super) const MADE_PLURAL: u32 = 1 << 30;

/// Names one behind the other.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    starts: Vec<u32>,
    pub(super) owners: Vec<u32>,
}

impl Names {
    pub(super) fn push(&mut self, name: &str, owner: u32) {
        self.starts.push(self.text.len() as u32);
        self.text.push_str(name);
        self.owners.push(owner);
    }

    pub(super) fn get(&self, i: usize) -> &str {
        let end = self.starts.get(i + 1).map_or(self.text.len(), |&e| e as usize);
        &self.text[self.starts[i] as usize..end]
    }

    pub(super) const fn len(&self) -> usize {
        self.starts.len()
    }

    /// Gives back what was set aside for more names.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.owners.shrink_to_fit();
    }
}

/// Collects entries, and compiles them.
///
/// ```
/// use dateline::Gazetteer;
/// let mut builder = Gazetteer::builder();
/// builder.add_names("ship", ["Ever Given", "Nimitz"])?;
/// let gazetteer = builder.build();
/// assert_eq!(gazetteer.len(), 2);
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct GazetteerBuilder {
    pub(super) matching: Matching,
    pub(super) names: Names,
    pub(super) lines: Vec<Line>,
    pub(super) profiles: Vec<[u8; 8]>,
    profile_ids: HashMap<[u8; 8], u32>,
    pub(super) labels: Vec<Box<str>>,
    pub(super) subkinds: Vec<Box<str>>,
    pub(super) words: BTreeMap<u64, WordFacts>,
}

impl GazetteerBuilder {
    /// How names are matched.
    #[must_use]
    pub fn matching(mut self, matching: Matching) -> Self {
        self.matching = matching;
        self
    }

    /// Adds the entries of a TSV text; `file` is its name in messages.
    ///
    /// # Errors
    /// The first malformed line; [`check`](super::check) tells all of them.
    pub fn add_tsv(&mut self, file: &str, text: &str) -> Result<&mut Self> {
        read::add_tsv(file, text, self)?;
        Ok(self)
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// A name has no letters or digits, or more than 32 words; the kind is empty.
    pub fn add(&mut self, entry: &NewEntry<'_>) -> Result<&mut Self> {
        if entry.kind.is_empty() {
            return Err(Error::option("an entry has no kind"));
        }
        for name in std::iter::once(&entry.canonical).chain(entry.aliases) {
            check_name(name).map_err(Error::option)?;
        }
        // `Russian` stands for Russia, but `Russia` is no name of the Russians.
        let borrowed =
            entry.kind == "group" && entry.subkind == "nationality" && !entry.aliases.is_empty();
        let line = Line {
            named: !borrowed,
            profile: self.profile(entry),
            id: entry.id.into(),
            canonical: entry.canonical.into(),
            aliases: entry.aliases.iter().map(|&a| a.into()).collect(),
            coordinates: entry.coordinates,
        };
        self.lines.push(line);
        Ok(self)
    }

    /// Adds names that are entries of their own, without more than a kind. This is the way for
    /// long plain lists.
    ///
    /// # Errors
    /// A name has no letters or digits, or more than 32 words; all before it have been added.
    pub fn add_names<'t>(
        &mut self,
        kind: &str,
        names: impl IntoIterator<Item = &'t str>,
    ) -> Result<&mut Self> {
        let profile = self.profile(&NewEntry { kind, weight: 1.0, ..NewEntry::default() });
        for name in names {
            check_name(name).map_err(Error::option)?;
            self.names.push(name, PLAIN | profile);
        }
        Ok(self)
    }

    /// Sets what is known of a word, unless more is known already.
    pub fn add_word(&mut self, word: &str, facts: WordFacts) -> &mut Self {
        let known = self.words.entry(fold_hash(word)).or_default();
        known.given = known.given.max(facts.given);
        known.family = known.family.max(facts.family);
        known.common = known.common.max(facts.common);
        known.frequency = known.frequency.max(facts.frequency);
        known.sex = known.sex.or(facts.sex);
        self
    }

    fn profile(&mut self, entry: &NewEntry<'_>) -> u32 {
        let kind = Kind::named(entry.kind).unwrap_or_else(|| {
            Kind::Label(intern(&mut self.labels, entry.kind, u16::MAX - Kind::BUILTIN))
        });
        let subkind = match SubkindId::named(entry.subkind) {
            SubkindId::NONE if !entry.subkind.is_empty() => {
                OWN_SUBKINDS + intern(&mut self.subkinds, entry.subkind, OWN_SUBKINDS)
            }
            known => known.0,
        };
        let mut flags = entry.flags;
        if self.matching == Matching::AnyCase && !flags.has(Flags::CASED) {
            flags = Flags(flags.0 | Flags::ANY_CASE.0);
        }
        let country = match *entry.country.as_bytes() {
            [a, b] if entry.country.is_ascii() => [a, b],
            _ => [0, 0],
        };
        let weight = (entry.weight.clamp(0.0, 1.0) * 255.0).round() as u8;
        let [k, q] = kind.code().to_le_bytes();
        let [s, t] = subkind.to_le_bytes();
        let key = [k, q, s, t, flags.0, weight, country[0], country[1]];
        let next = self.profiles.len() as u32;
        let id = *self.profile_ids.entry(key).or_insert(next);
        if id == next {
            self.profiles.push(key);
        }
        id
    }

    /// The compiled bytes: what `dateline compile` writes, and [`Gazetteer::from_static`] reads.
    /// The same entries in the same order give the same bytes on every machine.
    #[must_use]
    pub fn compile(self) -> Vec<u8> {
        write::image(self)
    }

    /// The gazetteer.
    #[must_use]
    pub fn build(self) -> Gazetteer {
        let image = Image::open(Bytes::owned(write::image(self)), "a gazetteer just built", false);
        // Just written by the same layout: it opens, which `what_is_built_opens` holds.
        image.map(Gazetteer::of).unwrap_or_default()
    }
}

/// The number of `text` in `list`; the last number serves all that do not fit.
fn intern(list: &mut Vec<Box<str>>, text: &str, limit: u16) -> u16 {
    let at = list.iter().position(|known| **known == *text).unwrap_or_else(|| {
        if list.len() < usize::from(limit) {
            list.push(text.into());
        }
        list.len() - 1
    });
    at as u16
}

/// What is wrong with `name`, if anything is.
pub(super) fn check_name(name: &str) -> Result<(), String> {
    match words(name, false).take(MAX_WORDS + 1).count() {
        0 => Err(format!("the name `{name}` has no letters or digits")),
        n if n > MAX_WORDS => Err(format!("the name `{name}` has more than {MAX_WORDS} words")),
        _ if name.len() > 1000 => Err(format!("the name `{name}` is longer than 1000 bytes")),
        _ => Ok(()),
    }
}

impl EntryId {
    /// A number that tells entries of one gazetteer apart.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}
