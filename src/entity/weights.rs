//! The table of weights: evidence to sixteen scores.
//!
//! The file is the layout: magic, version, checksum, transitions, then a perfect hash of the rows of
//! evidence: pilots, entries, rows. A pilot and an entry tell whether there is a row for a key, and
//! which. Rows lie by how often training has seen them: of news, the first thousand are seven tenths of
//! what is read, and stay in the cache. Scores are integers, so that sums are the same on every machine.

use std::{borrow::Cow, sync::Arc};

use super::{decode::Transitions, evidence::Template, hash::mix, label::LABELS};
use crate::{Error, Result, perfect};

const MAGIC: &[u8; 16] = b"dateline/weight\n";
const VERSION: u32 = 3;
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
    layout: Layout,
    transitions: Transitions,
}

/// How many there are of each part of the file, and where it begins.
#[derive(Clone, Copy, Debug)]
struct Layout {
    rows: usize,
    /// Places for keys; a few stay empty.
    places: usize,
    pilots: usize,
}

impl Layout {
    /// Where the pilots begin, 16 bits each.
    const PILOTS: usize = HEADER + TRANSITIONS;

    /// Where the entries begin, 32 bits each: number of the row, and [`print()`].
    const fn entries(&self) -> usize {
        aligned(Self::PILOTS.saturating_add(self.pilots.saturating_mul(2)))
    }

    /// Where the rows begin; one of zeros, for the places that stay empty, follows the last.
    const fn rows(&self) -> usize {
        aligned(self.entries().saturating_add(self.places.saturating_mul(4)))
    }

    /// Where the names of the training sets begin.
    const fn trained_on(&self) -> usize {
        self.rows().saturating_add(self.rows.saturating_add(1).saturating_mul(LABELS))
    }
}

/// The next beginning of a line of the cache.
const fn aligned(at: usize) -> usize {
    at.saturating_add(63) & !63
}

/// Begins where a line of the cache does, so that no row lies in two.
#[repr(align(64))]
struct Aligned<B: ?Sized>(B);

#[cfg(feature = "builtin")]
static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../weights/builtin.weights"));
#[cfg(not(feature = "builtin"))]
static EMBEDDED: &Aligned<[u8]> = &Aligned([]);

/// The embedded table; one without rows where the feature `builtin` is off, or while the templates
/// are ahead of the table that is to be trained on them.
static BUILTIN: std::sync::LazyLock<Weights> = std::sync::LazyLock::new(|| {
    Weights::from_bytes("weights/builtin.weights", &EMBEDDED.0).unwrap_or_else(|_| Weights::empty())
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
        let text = self.0.bytes.get(self.0.layout.trained_on()..);
        text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
    }

    fn empty() -> Self {
        let transitions = Transitions::new(&[[0; LABELS]; LABELS]);
        let layout = Layout { rows: 0, places: 1, pilots: 1 };
        let bytes = vec![0; layout.trained_on()].into();
        Self(Arc::new(Table { bytes, layout, transitions }))
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
        let [rows, places, pilots, trained_on] = [20, 40, 44, 28].map(|at| word(at) as usize);
        if word(24) as usize != Template::ALL.len() {
            return Err(wrong("was trained with other templates"));
        }
        let layout = Layout { rows, places, pilots };
        let size = layout.trained_on().saturating_add(trained_on);
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
        Ok(Self(Arc::new(Table { bytes, layout, transitions })))
    }

    /// How many rows of evidence it holds.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.0.layout.rows
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
        let row = places.find(key);
        (row as usize != self.0.layout.rows).then(|| places.row(row))
    }

    /// The rows, ready to be looked up.
    pub(crate) fn places(&self) -> Places<'_> {
        let Table { bytes, layout, .. } = &*self.0;
        Places {
            pilots: bytes[Layout::PILOTS..][..layout.pilots * 2].as_chunks().0,
            entries: bytes[layout.entries()..][..layout.places * 4].as_chunks().0,
            rows: bytes[layout.rows()..layout.trained_on()].as_chunks().0,
        }
    }

    /// A table of the rows given, which must be of distinct keys; the most frequent first.
    #[cfg(feature = "train")]
    pub(crate) fn build(
        rows: &[(u64, Row)],
        transitions: &[[i16; LABELS]; LABELS],
        trained_on: &str,
    ) -> Result<Self> {
        if rows.len() >= MOST_ROWS {
            let message = format!("{} rows are too many: at most {}", rows.len(), MOST_ROWS - 1);
            return Err(Error::option(message));
        }
        let (pilots, places) = perfect::place(rows.iter().map(|(key, _)| *key))?;
        let layout = Layout { rows: rows.len(), places: places.len(), pilots: pilots.len() };
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
        bytes.resize(layout.entries(), 0);
        for place in places {
            let entry = match place {
                Some(row) => row << PRINT | print(rows[row as usize].0),
                None => (rows.len() as u32) << PRINT,
            };
            bytes.extend_from_slice(&entry.to_le_bytes());
        }
        bytes.resize(layout.rows(), 0);
        rows.iter().for_each(|(_, row)| bytes.extend(row.map(|weight| weight as u8)));
        bytes.resize(layout.trained_on(), 0);
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

/// Rows by the keys of their evidence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places<'w> {
    pilots: &'w [[u8; 2]],
    entries: &'w [[u8; 4]],
    rows: &'w [[u8; LABELS]],
}

impl<'w> Places<'w> {
    /// Number of the row for `key`; of the one of zeros if there is none. Now and then (once in 16,384)
    /// evidence that was never seen has the row of other evidence.
    #[inline]
    pub(crate) fn find(&self, key: u64) -> u32 {
        let pilot = self.pilots[perfect::bucket(key, self.pilots.len())];
        let at = perfect::place_of(key, u16::from_le_bytes(pilot), self.entries.len());
        let entry = u32::from_le_bytes(self.entries[at]);
        let is_there = (entry ^ print(key)) & ((1 << PRINT) - 1) == 0;
        if is_there { entry >> PRINT } else { self.rows.len() as u32 - 1 }
    }

    /// Row number `at`; one of zeros for a number that `find` does not give.
    #[inline]
    pub(crate) fn row(&self, at: u32) -> &'w [u8; LABELS] {
        self.rows.get(at as usize).unwrap_or(&[0; LABELS])
    }
}

/// Bits of an entry that are of the key; the others number the row.
const PRINT: u32 = 14;

/// More rows cannot be numbered.
#[cfg(feature = "train")]
const MOST_ROWS: usize = 1 << (32 - PRINT);

/// What tells a key from others that would have its place.
const fn print(key: u64) -> u32 {
    key as u32 & ((1 << PRINT) - 1)
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
