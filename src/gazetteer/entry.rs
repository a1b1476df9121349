//! What a gazetteer knows of one entity, and of one name.

/// An entity of a gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(crate) u32);

/// A distinct name of a gazetteer; several entities may bear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub(crate) u32);

/// What the gazetteer says of an entity under one of its names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub(crate) u8);

impl Flags {
    /// Found only in exactly this case.
    pub const CASED: Self = Self(1);
    /// Too ambiguous to stand without context.
    pub const CONTEXT: Self = Self(1 << 1);
    /// Also an ordinary English word.
    pub const COMMON: Self = Self(1 << 2);
    /// Also a given name.
    pub const GIVEN: Self = Self(1 << 3);
    /// Also a family name.
    pub const FAMILY: Self = Self(1 << 4);
    /// Historical.
    pub const HISTORICAL: Self = Self(1 << 5);
    /// Found in any case, lower too: the user's own lists may say so.
    pub const ANY_CASE: Self = Self(1 << 6);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// An entity, borrowed from its gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'g> {
    /// `gn:…`, `wd:Q…`, `iso:…`; empty if no source gives one.
    pub id: &'g str,
    /// person, place, organisation, group, event, or a label of the user's.
    pub kind: &'g str,
    /// A finer kind; empty if unknown.
    pub subkind: &'g str,
    /// The full usual name.
    pub canonical: &'g str,
    /// ISO 3166 alpha-2; empty for international or unknown.
    pub country: &'g str,
    /// How much the world talks of it, 0 to 1.
    pub weight: f32,
    /// Degrees north and east.
    pub coordinates: Option<(f32, f32)>,
    /// What the list says of it.
    pub flags: Flags,
}

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameMatch {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Which name.
    pub name: NameId,
}

/// What is known of a single word as part of names and as an ordinary word. All strengths are
/// log-scaled, 0 (never) to 255.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordFacts {
    /// As a given name.
    pub given: u8,
    /// As a family name.
    pub family: u8,
    /// How much more an ordinary word or another kind of name than a person's.
    pub common: u8,
    /// How frequent in lower case in English.
    pub frequency: u8,
}
