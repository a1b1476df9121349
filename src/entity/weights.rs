//! The table of weights: evidence to sixteen scores.
//!
//! The file is the layout: magic, version, checksum, transitions, then the rows of evidence in
//! buckets by the high bits of their keys. Scores are integers, so that sums are the same on every
//! machine.

use std::{borrow::Cow, sync::Arc};

use super::{
    decode::Transitions,
    evidence::{Sink, Template, key},
    hash::mix,
    label::LABELS,
};
use crate::{Error, Result};

const MAGIC: &[u8; 16] = b"dateline/weight\n";
const VERSION: u32 = 1;
const BUCKET_BITS: u32 = 14;
const BUCKETS: usize = 1 << BUCKET_BITS;
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

/// What is read first of a bucket: one cache line has four.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    /// One bit for each value of the six high bits of a fingerprint.
    high: u64,
    from: u32,
    to: u32,
}

#[derive(Debug)]
struct Table {
    bytes: Cow<'static, [u8]>,
    rows: usize,
    transitions: Transitions,
    /// Where the rows of each bucket are, and which high bits of fingerprints are among them.
    buckets: Vec<Bucket>,
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
        let prints = HEADER + TRANSITIONS + (BUCKETS + 1) * 4;
        let text = self.0.bytes.get(prints + self.0.rows * (LABELS + 2)..);
        text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
    }

    fn empty() -> Self {
        let transitions = Transitions::new(&[[0; LABELS]; LABELS]);
        let bytes = Cow::Owned(Vec::new());
        Self(Arc::new(Table {
            bytes,
            rows: 0,
            transitions,
            buckets: vec![Bucket::default(); BUCKETS],
        }))
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
        let rows = word(20) as usize;
        if word(24) as usize != Template::ALL.len() {
            return Err(wrong("was trained with other templates"));
        }
        let size = rows
            .checked_mul(LABELS + 2)
            .and_then(|n| n.checked_add(HEADER + TRANSITIONS + (BUCKETS + 1) * 4))
            .and_then(|n| n.checked_add(word(28) as usize));
        if size != Some(bytes.len()) {
            return Err(wrong("is truncated"));
        }
        let checksum = u64::from_le_bytes(std::array::from_fn(|i| bytes[32 + i]));
        if checksum != checksum_of(&bytes[HEADER..]) {
            return Err(wrong("is corrupt: its checksum does not fit"));
        }
        let mut transitions = [[0; LABELS]; LABELS];
        for (n, cell) in transitions.iter_mut().flatten().enumerate() {
            let at = HEADER + n * 2;
            *cell = i16::from_le_bytes([bytes[at], bytes[at + 1]]).into();
        }
        let transitions = Transitions::new(&transitions);
        let mut table =
            Table { bytes, rows, transitions, buckets: vec![Bucket::default(); BUCKETS] };
        let mut last = 0;
        for bucket in 0..=BUCKETS {
            let offset = table.offset(bucket);
            if offset < last || offset > rows {
                return Err(wrong("is corrupt: its buckets are not in order"));
            }
            last = offset;
        }
        if last != rows {
            return Err(wrong("is corrupt: its buckets do not hold every row"));
        }
        table.fill_buckets();
        Ok(Self(Arc::new(table)))
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
        let (at, is_there) = self.0.find(key);
        is_there.then(|| self.0.row(at))
    }

    /// A table of the rows given, which must be of distinct keys.
    #[cfg(feature = "train")]
    pub(crate) fn build(
        rows: &[(u64, Row)],
        transitions: &[[i16; LABELS]; LABELS],
        trained_on: &str,
    ) -> Result<Self> {
        let mut sorted: Vec<&(u64, Row)> = rows.iter().collect();
        sorted.sort_by_key(|(key, _)| (bucket(*key), *key as u16, *key));
        sorted.dedup_by_key(|(key, _)| (bucket(*key), *key as u16));
        let mut bytes = Vec::new();
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&(sorted.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&(Template::ALL.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&(trained_on.len() as u32).to_le_bytes());
        bytes.resize(HEADER, 0);
        transitions.iter().flatten().for_each(|t| bytes.extend_from_slice(&t.to_le_bytes()));
        let mut at = 0;
        for b in 0..=BUCKETS {
            while at < sorted.len() && bucket(sorted[at].0) < b {
                at += 1;
            }
            bytes.extend_from_slice(&(at as u32).to_le_bytes());
        }
        sorted.iter().for_each(|(key, _)| bytes.extend_from_slice(&(*key as u16).to_le_bytes()));
        sorted.iter().for_each(|(_, row)| bytes.extend(row.iter().map(|&w| w as u8)));
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

impl Table {
    fn fill_buckets(&mut self) {
        let prints = HEADER + TRANSITIONS + (BUCKETS + 1) * 4;
        for b in 0..BUCKETS {
            let (from, to) = (self.offset(b), self.offset(b + 1));
            let print = |at: usize| self.bytes[prints + at * 2 + 1] >> 2;
            let high = (from..to).fold(0, |high, at| high | 1 << print(at));
            self.buckets[b] = Bucket { high, from: from as u32, to: to as u32 };
        }
    }

    /// Whether there may be a row for `key`; never wrong when it says no.
    #[inline]
    fn may_have(&self, key: u64) -> bool {
        self.buckets[bucket(key)].high >> (key as u16 >> 10) & 1 == 1
    }

    fn offset(&self, bucket: usize) -> usize {
        let at = HEADER + TRANSITIONS + bucket * 4;
        u32::from_le_bytes(std::array::from_fn(|i| self.bytes[at + i])) as usize
    }

    /// Number of the row for `key`, and whether there is one.
    #[inline]
    fn find(&self, key: u64) -> (usize, bool) {
        let Bucket { from, to, .. } = self.buckets[bucket(key)];
        let (from, to) = (from as usize, to as usize);
        let print = key as u16;
        let mut at = from;
        loop {
            let equal = self.equal(at, print) & ((1 << (to - at).min(8)) - 1);
            if equal != 0 || to - at <= 8 {
                return (at + (equal.trailing_zeros() as usize & 7), equal != 0);
            }
            at += 8;
        }
    }

    /// Which of the eight fingerprints from number `at` on are `print`, one bit each; none where
    /// the table ends before.
    #[inline]
    fn equal(&self, at: usize, print: u16) -> u32 {
        let prints = HEADER + TRANSITIONS + (BUCKETS + 1) * 4 + at * 2;
        let Some(eight) = self.bytes.get(prints..prints + 16) else { return 0 };
        let mut equal = 0;
        for k in 0..8 {
            let p = u16::from_le_bytes([eight[k * 2], eight[k * 2 + 1]]);
            equal |= u32::from(p == print) << k;
        }
        equal
    }

    /// Row number `at`, which [`find`](Self::find) gave.
    #[inline]
    fn row(&self, at: usize) -> &[u8; LABELS] {
        let start = HEADER + TRANSITIONS + (BUCKETS + 1) * 4 + self.rows * 2 + at * LABELS;
        self.bytes
            .get(start..start + LABELS)
            .and_then(|row| row.try_into().ok())
            .unwrap_or(&[0; LABELS])
    }
}

const fn bucket(key: u64) -> usize {
    (key >> (64 - BUCKET_BITS)) as usize
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

/// Pieces of evidence that are looked up together: their memory accesses overlap.
const BATCH: usize = 64;

/// Sums the rows of the evidence that it is given; [`finish`](Self::finish) gives the sums.
pub(crate) struct Scorer<'w> {
    table: &'w Table,
    scores: [i32; LABELS],
    keys: [u64; BATCH],
    waiting: usize,
}

impl<'w> Scorer<'w> {
    /// A scorer that begins with `scores`.
    pub(crate) fn new(weights: &'w Weights, scores: [i32; LABELS]) -> Self {
        Self { table: &weights.0, scores, keys: [0; BATCH], waiting: 0 }
    }

    /// The sums.
    pub(crate) fn finish(mut self) -> [i32; LABELS] {
        self.look_up();
        self.scores
    }

    fn look_up(&mut self) {
        // Two loops without branches on what memory holds, so that its accesses overlap.
        let mut found = [0usize; BATCH];
        let mut rows = 0;
        for &key in &self.keys[..self.waiting] {
            let (at, is_there) = self.table.find(key);
            found[rows] = at;
            rows += usize::from(is_there);
        }
        for &at in &found[..rows] {
            for (score, &weight) in self.scores.iter_mut().zip(self.table.row(at)) {
                *score += i32::from(weight as i8);
            }
        }
        self.waiting = 0;
    }
}

impl Sink for Scorer<'_> {
    #[inline]
    fn add(&mut self, template: Template, value: u64) {
        let key = key(template, value);
        // Most evidence was never seen: the filter drops it without a branch.
        self.keys[self.waiting] = key;
        self.waiting += usize::from(self.table.may_have(key));
        if self.waiting == BATCH {
            self.look_up();
        }
    }
}
