//! What a gazetteer knows of one entity, and of one name.

use super::{Kind, SubkindId};

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

/// What is asked of every match: an entry without its strings, in twelve bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryHead {
    /// What kind of thing it is.
    pub kind: Kind,
    /// A finer kind.
    pub subkind: SubkindId,
    /// How much the world talks of it, 0 to 255.
    pub weight: u8,
    /// What the list says of it.
    pub flags: Flags,
    /// ISO 3166 alpha-2 in capitals; zeros for international or unknown.
    pub country: [u8; 2],
}

/// How a name in a text is written, compared with how it is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Form {
    /// As it is listed.
    #[default]
    Exact,
    /// All in capitals.
    Capitals,
    /// Differs in accents, hyphens, stops, white space, kinds of apostrophe or inner capitals, or
    /// has more capitals than listed.
    Folded,
    /// The plural of a group.
    Plural,
    /// Without capitals that are listed: only where the list asks for any case.
    Lower,
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
    /// How it is written.
    pub form: Form,
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
    /// Whose given name it is.
    pub sex: Sex,
}

/// Who bears a given name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Sex {
    /// No list says.
    #[default]
    Unknown,
    /// Women.
    Female,
    /// Men.
    Male,
    /// Women and men.
    Both,
}

impl Sex {
    pub(super) const fn or(self, other: Self) -> Self {
        match self as u8 | other as u8 {
            0 => Self::Unknown,
            1 => Self::Female,
            2 => Self::Male,
            _ => Self::Both,
        }
    }
}
