//! Reading a compiled gazetteer. Every read is checked: whatever the bytes are, the worst that
//! comes of them is a name not found.

use std::ops::Range;

use super::{
    Entry, EntryHead, EntryId, Flags, Kind, NameId, SubkindId, WordFacts,
    dense::is_dense,
    facts,
    kind::OWN_SUBKINDS,
    layout::{
        AT_CHECK, AT_CONTENT, AT_ENTRIES, AT_FLAGS, AT_HOME, AT_LENGTH, AT_NAMES, AT_OPENINGS,
        AT_SECTIONS, AT_SEED, AT_STARTS, AT_VERSION, COARSE, COARSE_STEPS, COUNT_SHIFT, EXACT,
        FINE, HAS_ID, HEADER, ID_INLINE, INLINE, LEADS, MAGIC, MORE, OWN_STRING, PARTICLES, PLURAL,
        POLICY, SAME, SECTIONS, Section, VERSION, checksum, number,
    },
    opening::Openings,
};
use crate::{Error, Result, machine::Bytes};

/// A compiled gazetteer.
#[derive(Debug)]
pub(super) struct Image {
    bytes: Bytes,
    pub(super) exact: bool,
    /// Whether some name begins with a mark.
    pub(super) leads: bool,
    pub(super) seed: u64,
    pub(super) names: usize,
    pub(super) entries: usize,
    /// How many slots a hash can have as its home; a few more follow.
    pub(super) homes: usize,
    /// Which bytes of ASCII can begin a name.
    pub(super) starts: u128,
    /// How names begin.
    pub(super) openings: Openings,
    /// Whether some name may begin in lower case only before a hyphen.
    pub(super) particles: bool,
    /// Whether most words of a text can begin a name.
    pub(super) dense: bool,
    sections: [Range<usize>; SECTIONS],
    labels: Vec<Range<usize>>,
    subkinds: Vec<Range<usize>>,
}

/// A spelling of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling<'g> {
    pub(super) id: NameId,
    head: u8,
    pub(super) text: &'g [u8],
    /// Where the entries begin.
    after: usize,
}

impl Spelling<'_> {
    pub(super) const fn policy(&self) -> u8 {
        self.head & POLICY
    }

    pub(super) const fn is_plural(&self) -> bool {
        self.head & PLURAL != 0
    }
}

impl Image {
    /// Checks the header and the bounds of all sections, and the checksum of the content if
    /// `whole`; `file` is the name in messages.
    pub(super) fn open(bytes: Bytes, file: &str, whole: bool) -> Result<Self> {
        let wrong = |what: &str| Error::image(file, what);
        if bytes.len() < HEADER || bytes[..8] != MAGIC {
            return Err(wrong("is no compiled gazetteer; make one with `dateline compile`"));
        }
        let u32_at = |at: usize| u32_of(&bytes, at).unwrap_or(0);
        let u64_at = |at: usize| u64_of(&bytes, at).unwrap_or(0);
        let version = u32_at(AT_VERSION);
        if version != VERSION {
            return Err(wrong(&format!(
                "is compiled in version {version} of the format, and this program reads version \
                 {VERSION}; compile it again"
            )));
        }
        let mut header = [0u8; HEADER];
        header.copy_from_slice(&bytes[..HEADER]);
        header[AT_CHECK..AT_CHECK + 8].fill(0);
        if checksum(&header) != u64_at(AT_CHECK) {
            return Err(wrong(
                "is corrupt (the checksum of its header is wrong); compile it again",
            ));
        }
        if u64_at(AT_LENGTH) != bytes.len() as u64 {
            return Err(wrong(&format!(
                "is truncated: {} bytes of {}; compile it again",
                bytes.len(),
                u64_at(AT_LENGTH)
            )));
        }
        let mut sections = [const { 0..0 }; SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let start = u64_at(AT_SECTIONS + i * 16) as usize;
            let end = start.checked_add(u64_at(AT_SECTIONS + i * 16 + 8) as usize);
            let end = end.filter(|&end| start >= HEADER && end <= bytes.len());
            *section = start..end.ok_or_else(|| wrong("is corrupt; compile it again"))?;
        }
        let mut image = Self {
            exact: u32_at(AT_FLAGS) & EXACT != 0,
            leads: u32_at(AT_FLAGS) & LEADS != 0,
            seed: u64_at(AT_SEED),
            names: u32_at(AT_NAMES) as usize,
            entries: u32_at(AT_ENTRIES) as usize,
            homes: u64_at(AT_HOME) as usize,
            starts: u128::from(u64_at(AT_STARTS)) | u128::from(u64_at(AT_STARTS + 8)) << 64,
            openings: header[AT_OPENINGS..]
                .first_chunk()
                .map(Openings::of_bytes)
                .unwrap_or_default(),
            particles: u32_at(AT_FLAGS) & PARTICLES != 0,
            dense: false,
            bytes,
            sections,
            labels: Vec::new(),
            subkinds: Vec::new(),
        };
        if whole {
            image.verify(file)?;
        }
        image.dense = is_dense(image.table(Section::Filter));
        image.read_labels().ok_or_else(|| wrong("is corrupt in its labels; compile it again"))?;
        Ok(image)
    }

    /// Checks the checksum of the content.
    pub(super) fn verify(&self, file: &str) -> Result<()> {
        if u64_of(&self.bytes, AT_CONTENT) == Some(checksum(&self.bytes[HEADER..])) {
            return Ok(());
        }
        Err(Error::image(file, "is corrupt (its checksum is wrong); compile it again"))
    }

    fn read_labels(&mut self) -> Option<()> {
        let base = self.sections[Section::Labels as usize].start;
        let bytes = self.section(Section::Labels);
        let mut lists = [Vec::new(), Vec::new()];
        let mut at = 0;
        for list in &mut lists {
            let (count, next) = number(bytes, at)?;
            at = next;
            for _ in 0..count {
                let (len, next) = number(bytes, at)?;
                at = next.checked_add(len as usize)?;
                std::str::from_utf8(bytes.get(next..at)?).ok()?;
                list.push(base + next..base + at);
            }
        }
        [self.labels, self.subkinds] = lists;
        Some(())
    }

    pub(super) fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.sections[section as usize].clone()]
    }

    /// A section as numbers of eight bytes.
    pub(super) fn table(&self, section: Section) -> &[[u8; 8]] {
        self.section(section).as_chunks().0
    }

    /// The spelling at `at` among the names, and where the next one of the same key is.
    pub(super) fn spelling(&self, at: usize) -> Option<(Spelling<'_>, Option<usize>)> {
        let names = self.section(Section::Names);
        let head = *names.get(at)?;
        let (len, start) = number(names, at + 1)?;
        let after = start.checked_add(len as usize)?;
        let text = names.get(start..after)?;
        let spelling = Spelling { id: NameId(at as u32), head, text, after };
        let next = if head & MORE == 0 { None } else { Some(self.end(&spelling)?) };
        Some((spelling, next))
    }

    /// Where the record of a spelling ends.
    fn end(&self, spelling: &Spelling<'_>) -> Option<usize> {
        let names = self.section(Section::Names);
        let Spelling { head, after, .. } = *spelling;
        if head & INLINE != 0 {
            return Some(number(names, after)?.1);
        }
        let (count, mut at) = count(names, head, after)?;
        for _ in 0..count {
            at = number(names, at)?.1;
        }
        Some(at)
    }

    /// Every name, in the order of the image.
    pub(super) fn all_names(&self) -> impl Iterator<Item = NameId> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let (spelling, _) = self.spelling(at)?;
            at = self.end(&spelling)?;
            Some(spelling.id)
        })
    }

    /// The entries of a name.
    pub(super) fn links(&self, name: NameId) -> Links<'_> {
        let names = self.section(Section::Names);
        let none = Links { names, at: 0, left: 0, inline: None };
        let Some((spelling, _)) = self.spelling(name.0 as usize) else { return none };
        if spelling.head & INLINE != 0 {
            return Links { inline: Some(EntryId(name.0 | ID_INLINE)), ..none };
        }
        match count(names, spelling.head, spelling.after) {
            Some((left, at)) => Links { at, left, ..none },
            None => none,
        }
    }

    fn profile(&self, index: u32) -> EntryHead {
        let bytes = self.table(Section::Profiles).get(index as usize).copied().unwrap_or_default();
        EntryHead {
            kind: Kind::of_code(u16::from_le_bytes([bytes[0], bytes[1]])),
            subkind: SubkindId(u16::from_le_bytes([bytes[2], bytes[3]])),
            flags: Flags(bytes[4]),
            weight: bytes[5],
            country: [bytes[6], bytes[7]],
        }
    }

    /// What is asked of every match.
    pub(super) fn head(&self, id: EntryId) -> EntryHead {
        self.profile(self.profile_of(id).unwrap_or(u32::MAX))
    }

    fn profile_of(&self, id: EntryId) -> Option<u32> {
        if id.0 & ID_INLINE != 0 {
            let (spelling, _) = self.spelling((id.0 & !ID_INLINE) as usize)?;
            return Some(number(self.section(Section::Names), spelling.after)?.0);
        }
        Some(number(self.section(Section::Entries), id.0 as usize + 1)?.0)
    }

    /// The first of the entries that are one entity.
    pub(super) fn entity(&self, id: EntryId) -> EntryId {
        self.same(id).unwrap_or(id)
    }

    fn same(&self, id: EntryId) -> Option<EntryId> {
        let entries = self.section(Section::Entries);
        if id.0 & ID_INLINE != 0 || entries.get(id.0 as usize)? & SAME == 0 {
            return None;
        }
        let (_, at) = number(entries, id.0 as usize + 1)?;
        Some(EntryId(number(entries, at)?.0))
    }

    /// Everything about an entry.
    pub(super) fn entry(&self, id: EntryId) -> Entry<'_> {
        let head = self.head(id);
        let (canonical, own, coordinates) = self.strings(self.entity(id)).unwrap_or_default();
        let mut country = "";
        if head.country != [0, 0] {
            let profile = self.profile_of(id).unwrap_or(0) as usize * 8;
            let bytes = self.section(Section::Profiles).get(profile + 6..profile + 8);
            country = bytes.and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("");
        }
        Entry {
            id: own,
            kind: self.kind_name(head.kind),
            subkind: self.subkind_name(head.subkind),
            canonical,
            country,
            weight: f32::from(head.weight) / 255.0,
            coordinates,
            flags: head.flags,
        }
    }

    /// Where an entry is.
    pub(super) fn coordinates(&self, id: EntryId) -> Option<(f32, f32)> {
        self.record(self.entity(id))?.coordinates
    }

    /// Canonical name, own id and coordinates.
    #[allow(clippy::type_complexity)]
    fn strings(&self, id: EntryId) -> Option<(&str, &str, Option<(f32, f32)>)> {
        if id.0 & ID_INLINE != 0 {
            let (spelling, _) = self.spelling((id.0 & !ID_INLINE) as usize)?;
            return Some((std::str::from_utf8(spelling.text).ok()?, "", None));
        }
        let entries = self.section(Section::Entries);
        let Record { canonical, own, coordinates } = self.record(id)?;
        let canonical = if canonical & OWN_STRING != 0 {
            let (len, start) = number(entries, (canonical & !OWN_STRING) as usize)?;
            entries.get(start..start.checked_add(len as usize)?)?
        } else {
            self.spelling(canonical as usize)?.0.text
        };
        Some((std::str::from_utf8(canonical).ok()?, std::str::from_utf8(own).ok()?, coordinates))
    }

    /// The record of an entry that has one.
    fn record(&self, id: EntryId) -> Option<Record<'_>> {
        if id.0 & ID_INLINE != 0 {
            return None;
        }
        let entries = self.section(Section::Entries);
        let tag = *entries.get(id.0 as usize)?;
        let (_, at) = number(entries, id.0 as usize + 1)?;
        let canonical = u32_of(entries, at)?;
        let mut at = at + 4;
        let mut own: &[u8] = &[];
        if tag & HAS_ID != 0 {
            let (len, start) = number(entries, at)?;
            at = start.checked_add(len as usize)?;
            own = entries.get(start..at)?;
        }
        let coordinates = if tag & COARSE != 0 {
            let degrees = |at: usize| {
                let b = entries.get(at..at + 3)?;
                let steps = i32::from_le_bytes([0, b[0], b[1], b[2]]) >> 8;
                Some((f64::from(steps) / COARSE_STEPS) as f32)
            };
            Some((degrees(at)?, degrees(at + 3)?))
        } else if tag & FINE != 0 {
            let degrees = |at: usize| Some(f32::from_bits(u32_of(entries, at)?));
            Some((degrees(at)?, degrees(at + 4)?))
        } else {
            None
        };
        Some(Record { canonical, own, coordinates })
    }

    pub(super) fn kind_name(&self, kind: Kind) -> &str {
        match kind {
            Kind::Label(n) => self.string(self.labels.get(n as usize)),
            kind => kind.name().unwrap_or(""),
        }
    }

    pub(super) fn subkind_name(&self, subkind: SubkindId) -> &str {
        match subkind.0.checked_sub(OWN_SUBKINDS) {
            Some(n) => self.string(self.subkinds.get(n as usize)),
            None => subkind.known_name().unwrap_or(""),
        }
    }

    fn string(&self, range: Option<&Range<usize>>) -> &str {
        let bytes = range.and_then(|r| self.bytes.get(r.clone()));
        bytes.and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    pub(super) fn word(&self, hash: u64) -> WordFacts {
        facts::find(self.table(Section::Words), hash)
    }

    /// Asks for the facts of a word.
    #[inline]
    pub(super) fn prefetch_word(&self, hash: u64) {
        facts::prefetch(self.table(Section::Words), hash);
    }
}

/// What stands in the record of an entry.
struct Record<'i> {
    /// Where the canonical name is, and whether it is a string of its own.
    canonical: u32,
    own: &'i [u8],
    coordinates: Option<(f32, f32)>,
}

fn count(names: &[u8], head: u8, after: usize) -> Option<(u32, usize)> {
    match (head >> COUNT_SHIFT) & 7 {
        0 => number(names, after),
        n => Some((u32::from(n), after)),
    }
}

/// The entries of a name, heaviest first.
#[derive(Clone, Debug)]
pub(super) struct Links<'g> {
    names: &'g [u8],
    at: usize,
    left: u32,
    inline: Option<EntryId>,
}

impl Iterator for Links<'_> {
    type Item = EntryId;

    fn next(&mut self) -> Option<EntryId> {
        if let Some(id) = self.inline.take() {
            return Some(id);
        }
        self.left = self.left.checked_sub(1)?;
        let (id, at) = number(self.names, self.at)?;
        self.at = at;
        Some(EntryId(id))
    }
}

pub(super) fn u32_of(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

pub(super) fn u64_of(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(u64::from_le_bytes)
}
