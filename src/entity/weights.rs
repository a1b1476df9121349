//! The table of weights: evidence to sixteen scores.
//!
//! The file is the layout: magic, version, checksum, transitions, then a perfect hash of the rows of
//! evidence: pilots, fingerprints, rows. Whether there is a row for a key is told by a pilot, from a
//! table that fits the first-level cache, and one fingerprint. Scores are integers, so that sums are
//! the same on every machine.

use std::{borrow::Cow, sync::Arc};

use super::{decode::Transitions, evidence::Template, hash::mix, label::LABELS};
use crate::{Error, Result, perfect};

const MAGIC: &[u8; 16] = b"dateline/weight\n";
const VERSION: u32 = 2;
const HEADER: usize = 64;
const TRANSITIONS: usize = LABELS * LABELS * 2;

/// Scores of one unit of log-odds.
pub(crate) const UNIT: f32 = 64.0;

/// One row: a score for each label.
#[cfg(feature = "train")]
pub(crate) type Row = [i8; LABELS];

/// A table of weights; cheap to clone.
///
/// Users get one by `dateline train`; the built-in one is trained on the sets that NOTICE names.
#[derive(Clone, Debug)]
pub struct Weights(Arc<Table>);

#[derive(Debug)]
struct Table {
    bytes: Cow<'static, [u8]>,
    rows: usize,
    /// Places for rows; a few stay empty.
    places: usize,
    pilots: usize,
    transitions: Transitions,
}

#[cfg(feature = "builtin")]
const EMBEDDED: Option<&[u8]> = Some(include_bytes!("../../weights/builtin.weights"));
#[cfg(not(feature = "builtin"))]
const EMBEDDED: Option<&[u8]> = None;

/// The embedded table; one without rows where the feature `builtin` is off, or while the templates
/// are ahead of the table that is to be trained on them.
static BUILTIN: std::sync::LazyLock<Weights> = std::sync::LazyLock::new(|| {
    EMBEDDED
        .and_then(|bytes| Weights::from_bytes("weights/builtin.weights", bytes).ok())
        .unwrap_or_else(Weights::empty)
});

impl Weights {
    /// The built-in table.
    #[must_use]
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// The sets that it was trained on, a line each.
    ///
    /// ```
    /// assert!(dateline::Weights::builtin().trained_on().contains("wikigold"));
    /// ```
    #[must_use]
    pub fn trained_on(&self) -> &str {
        let text = self.0.bytes.get(size(self.0.places, self.0.pilots)..);
        text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
    }

    fn empty() -> Self {
        let transitions = Transitions::new(&[[0; LABELS]; LABELS]);
        let bytes = vec![0; size(1, 1)].into();
        Self(Arc::new(Table { bytes, rows: 0, places: 1, pilots: 1, transitions }))
    }

    /// Reads a table from bytes; `file` is its name in messages.
    ///
    /// # Errors
    /// Not a weights file, another version, truncated or corrupt.
    pub fn from_bytes(file: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self> {
        let bytes = bytes.into();
        let wrong = |what: &str| Error::image(file, format!("{what}; train it anew"));
        if bytes.len() < HEADER || bytes[..16] != *MAGIC {
            return Err(wrong("is no weights file"));
        }
        let word = |at: usize| u32::from_le_bytes(std::array::from_fn(|i| bytes[at + i]));
        if word(16) != VERSION {
            return Err(wrong("is a weights file of another version"));
        }
        let (rows, places, pilots) = (word(20) as usize, word(40) as usize, word(44) as usize);
        let trained_on = word(28) as usize;
        if word(24) as usize != Template::ALL.len() {
            return Err(wrong("was trained with other templates"));
        }
        let size = size(places, pilots).saturating_add(trained_on);
        if rows > places || places == 0 || pilots == 0 || size != bytes.len() {
            return Err(wrong("is truncated"));
        }
        let checksum = u64::from_le_bytes(std::array::from_fn(|i| bytes[32 + i]));
        if checksum != checksum_of(&bytes[HEADER..]) {
            return Err(wrong("is corrupt: its checksum does not fit"));
        }
        let mut transitions = [[0; LABELS]; LABELS];
        for (n, cell) in transitions.iter_mut().flatten().enumerate() {
            let at = HEADER + n * 2;
            *cell = i16::from_le_bytes([bytes[at], bytes[at + 1]]);
        }
        let transitions = Transitions::new(&transitions);
        Ok(Self(Arc::new(Table { bytes, rows, places, pilots, transitions })))
    }

    /// How many rows of evidence it holds.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.0.rows
    }

    /// Bytes that it takes.
    #[must_use]
    pub fn memory_usage(&self) -> usize {
        self.0.bytes.len()
    }

    /// Score of going from one label to another.
    pub(crate) fn transitions(&self) -> &Transitions {
        &self.0.transitions
    }

    /// The row of a piece of evidence.
    pub(crate) fn look_up(&self, key: u64) -> Option<&[u8; LABELS]> {
        let places = self.places();
        let (at, is_there) = places.find(key);
        is_there.then(|| places.row(at))
    }

    /// The rows, ready to be looked up.
    pub(crate) fn places(&self) -> Places<'_> {
        let table = &*self.0;
        let (pilots, rest) = table.bytes[HEADER + TRANSITIONS..].split_at(table.pilots * 2);
        let (prints, rest) = rest.split_at(table.places * 2);
        let (rows, _) = rest.split_at(table.places * LABELS);
        Places {
            pilots: pilots.as_chunks().0,
            prints: prints.as_chunks().0,
            rows: rows.as_chunks().0,
        }
    }

    /// A table of the rows given, which must be of distinct keys.
    #[cfg(feature = "train")]
    pub(crate) fn build(
        rows: &[(u64, Row)],
        transitions: &[[i16; LABELS]; LABELS],
        trained_on: &str,
    ) -> Result<Self> {
        let (pilots, places) = perfect::place(rows.iter().map(|(key, _)| *key))?;
        let mut bytes = Vec::new();
        bytes.extend_from_slice(MAGIC);
        for number in [VERSION as usize, rows.len(), Template::ALL.len(), trained_on.len()] {
            bytes.extend_from_slice(&(number as u32).to_le_bytes());
        }
        bytes.extend_from_slice(&[0; 8]);
        for number in [places.len(), pilots.len()] {
            bytes.extend_from_slice(&(number as u32).to_le_bytes());
        }
        bytes.resize(HEADER, 0);
        transitions.iter().flatten().for_each(|t| bytes.extend_from_slice(&t.to_le_bytes()));
        pilots.iter().for_each(|pilot| bytes.extend_from_slice(&pilot.to_le_bytes()));
        for place in &places {
            let print = place.map_or(0, |at| print(rows[at as usize].0));
            bytes.extend_from_slice(&print.to_le_bytes());
        }
        for place in &places {
            let row = place.map_or([0; LABELS], |at| rows[at as usize].1);
            bytes.extend(row.map(|weight| weight as u8));
        }
        bytes.extend_from_slice(trained_on.as_bytes());
        let checksum = checksum_of(&bytes[HEADER..]);
        bytes[32..40].copy_from_slice(&checksum.to_le_bytes());
        Self::from_bytes("weights", bytes)
    }

    /// The bytes of the file.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0.bytes
    }
}

/// Bytes of all but the training sets.
const fn size(places: usize, pilots: usize) -> usize {
    places.saturating_mul(2 + LABELS).saturating_add(HEADER + TRANSITIONS + pilots * 2)
}

/// Rows by the keys of their evidence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places<'w> {
    pilots: &'w [[u8; 2]],
    prints: &'w [[u8; 2]],
    rows: &'w [[u8; LABELS]],
}

impl<'w> Places<'w> {
    /// Number of the row for `key`, and whether there is one: now and then (once in 65,536) it says
    /// so of evidence that was never seen.
    #[inline]
    pub(crate) fn find(&self, key: u64) -> (usize, bool) {
        let pilot = self.pilots[perfect::bucket(key, self.pilots.len())];
        let at = perfect::place_of(key, u16::from_le_bytes(pilot), self.prints.len());
        (at, u16::from_le_bytes(self.prints[at]) == print(key))
    }

    /// Row number `at`.
    #[inline]
    pub(crate) fn row(&self, at: usize) -> &'w [u8; LABELS] {
        &self.rows[at]
    }
}

/// What tells a key from others that would have its place.
const fn print(key: u64) -> u16 {
    key as u16
}

fn checksum_of(bytes: &[u8]) -> u64 {
    let mut sum = bytes.len() as u64;
    let chunks = bytes.chunks_exact(8);
    let rest = chunks.remainder();
    for chunk in chunks {
        sum = mix(sum ^ u64::from_le_bytes(std::array::from_fn(|i| chunk[i])));
    }
    rest.iter().fold(sum, |sum, &b| mix(sum ^ u64::from(b)))
}
