//! Names to entries, by a map of the hashes of all token prefixes.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, LazyLock},
};

use super::{Entry, EntryId, Flags, NameId, NameMatch, WordFacts, read};
use crate::{
    Error, Result,
    text::{Shape, Tokens, fold_hash, tokenize},
};

/// A set of names with the entities that bear them; immutable, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer(Arc<Index>);

#[derive(Debug, Default)]
struct Index {
    entries: Vec<Stored>,
    names: Vec<Name>,
    prefixes: HashMap<u64, Slot>,
    words: HashMap<u64, WordFacts>,
}

#[derive(Debug, Default)]
struct Slot {
    continues: bool,
    name: Option<NameId>,
}

#[derive(Debug)]
struct Name {
    entries: Vec<EntryId>,
    spelling: Box<str>,
}

#[derive(Debug)]
struct Stored {
    id: Box<str>,
    kind: Box<str>,
    subkind: Box<str>,
    canonical: Box<str>,
    country: Box<str>,
    weight: f32,
    coordinates: Option<(f32, f32)>,
    flags: Flags,
}

/// Collects entries.
#[derive(Debug, Default)]
pub struct GazetteerBuilder(Index);

static BUILTIN: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut builder = GazetteerBuilder::default();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    for name in ["places", "groups", "people", "organisations", "events"] {
        let path = dir.join(name).with_extension("tsv");
        if let Ok(text) = std::fs::read_to_string(&path) {
            builder.add_tsv(name, &text).expect("built-in");
        }
    }
    if let Ok(text) = std::fs::read_to_string(dir.join("name-tokens.tsv")) {
        builder.add_words(&text);
    }
    if let Ok(text) = std::fs::read_to_string(dir.join("en/common-words.tsv")) {
        builder.add_common(&text);
    }
    builder.build()
});

impl Gazetteer {
    /// The built-in lists.
    #[must_use]
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// A builder without entries.
    #[must_use]
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// Reads a gazetteer in TSV.
    ///
    /// # Errors
    /// The file cannot be read, or is malformed.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let mut builder = Self::builder();
        builder.add_tsv(&path.display().to_string(), &text)?;
        Ok(builder.build())
    }

    /// Appends every name found in the tokens, longer and shorter, ordered by first token, then
    /// by length.
    pub fn find(&self, text: &str, tokens: &Tokens, out: &mut Vec<NameMatch>) {
        for first in 0..tokens.len() {
            let mut hash = 0;
            let mut last = first;
            while last < tokens.len() && last - first < 20 {
                if last > first && tokens.shapes[last].has(Shape::BLANK_BEFORE) {
                    break;
                }
                hash = chain(hash, tokens.hashes[last]);
                last += 1;
                let Some(slot) = self.0.prefixes.get(&hash) else { break };
                if let Some(name) = slot.name
                    && self.allows(name, text, tokens, first, last)
                {
                    out.push(NameMatch { first: first as u32, last: last as u32, name });
                }
                if !slot.continues {
                    break;
                }
            }
        }
    }

    fn allows(&self, name: NameId, text: &str, tokens: &Tokens, first: usize, last: usize) -> bool {
        let surface = &text[tokens.starts[first] as usize..tokens.ends[last - 1] as usize];
        let name = &self.0.names[name.0 as usize];
        name.entries.iter().any(|&id| {
            let flags = self.0.entries[id.0 as usize].flags;
            if flags.has(Flags::ANY_CASE) {
                return true;
            }
            if flags.has(Flags::CASED) {
                return *name.spelling == *surface;
            }
            (first..last).any(|i| tokens.shapes[i].is_capitalised())
                && (tokens.shapes[first].is_capitalised()
                    || !name.spelling.starts_with(char::is_uppercase))
        })
    }

    /// The entities that bear a name, heaviest first.
    pub fn entries(&self, name: NameId) -> impl Iterator<Item = EntryId> {
        self.0.names[name.0 as usize].entries.iter().copied()
    }

    /// An entity.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Entry<'_> {
        let e = &self.0.entries[id.0 as usize];
        Entry {
            id: &e.id,
            kind: &e.kind,
            subkind: &e.subkind,
            canonical: &e.canonical,
            country: &e.country,
            weight: e.weight,
            coordinates: e.coordinates,
            flags: e.flags,
        }
    }

    /// What is known of a word, by its [`fold_hash`].
    #[must_use]
    pub fn word(&self, hash: u64) -> WordFacts {
        self.0.words.get(&hash).copied().unwrap_or_default()
    }

    /// How many distinct names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.names.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.names.is_empty()
    }
}

fn chain(hash: u64, token: u64) -> u64 {
    (hash.rotate_left(17) ^ token).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl GazetteerBuilder {
    /// Adds the entries of a TSV text; `file` is its name in messages.
    ///
    /// # Errors
    /// A malformed line.
    pub fn add_tsv(&mut self, file: &str, text: &str) -> Result<&mut Self> {
        read::read_tsv(file, text, self)?;
        Ok(self)
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn add_entry<'t>(
        &mut self,
        id: &str,
        kind: &str,
        subkind: &str,
        canonical: &'t str,
        aliases: impl Iterator<Item = &'t str>,
        country: &str,
        weight: f32,
        coordinates: Option<(f32, f32)>,
        flags: Flags,
    ) {
        let entry = EntryId(self.0.entries.len() as u32);
        self.0.entries.push(Stored {
            id: id.into(),
            kind: kind.into(),
            subkind: subkind.into(),
            canonical: canonical.into(),
            country: country.into(),
            weight,
            coordinates,
            flags,
        });
        for name in std::iter::once(canonical).chain(aliases) {
            self.add_name(name, entry);
        }
    }

    fn add_name(&mut self, name: &str, entry: EntryId) {
        let mut tokens = Tokens::default();
        tokenize(name, &mut tokens);
        let mut hash = 0;
        let words: Vec<&str> = (0..tokens.len())
            .map(|i| tokens.text(name, i))
            .enumerate()
            .filter(|&(i, w)| !(w == "." && tokens.glued(i)))
            .map(|(_, w)| w)
            .collect();
        for (i, word) in words.iter().enumerate() {
            hash = chain(hash, fold_hash(word));
            let slot = self.0.prefixes.entry(hash).or_default();
            if i + 1 < words.len() {
                slot.continues = true;
            } else {
                let next = NameId(self.0.names.len() as u32);
                let id = *slot.name.get_or_insert(next);
                if id == next {
                    self.0.names.push(Name { entries: Vec::new(), spelling: name.into() });
                }
                let entries = &mut self.0.names[id.0 as usize].entries;
                if !entries.contains(&entry) {
                    entries.push(entry);
                }
            }
        }
    }

    fn add_words(&mut self, text: &str) {
        for line in text.lines().filter(|l| !l.starts_with('#')).skip(1) {
            let c: Vec<&str> = line.split('\t').collect();
            let n = |i: usize| c.get(i).and_then(|x| x.parse().ok()).unwrap_or(0);
            let facts = self.0.words.entry(fold_hash(c[0])).or_default();
            facts.given = facts.given.max(n(1));
            facts.family = facts.family.max(n(2));
            facts.common = facts.common.max(n(4));
        }
    }

    fn add_common(&mut self, text: &str) {
        for line in text.lines().filter(|l| !l.starts_with('#')).skip(1) {
            if let Some((word, freq)) = line.split_once('\t') {
                self.0.words.entry(fold_hash(word)).or_default().frequency =
                    freq.trim().parse().unwrap_or(1);
            }
        }
    }

    /// The gazetteer.
    #[must_use]
    pub fn build(mut self) -> Gazetteer {
        let weights: Vec<f32> = self.0.entries.iter().map(|e| e.weight).collect();
        for name in &mut self.0.names {
            name.entries.sort_by(|a, b| {
                weights[b.0 as usize].total_cmp(&weights[a.0 as usize]).then(a.cmp(b))
            });
        }
        Gazetteer(Arc::new(self.0))
    }
}
