//! Which list a gazetteer entry is evidence from.
//!
//! Lists are kept apart by kind and trust: a match in the list of countries says more than one in
//! the list of small towns.

use crate::gazetteer::{EntryHead, Flags, Kind, SubkindId};

/// A list of names, as evidence knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum List {
    Country,
    Subdivision,
    MajorCity,
    City,
    SmallTown,
    Nature,
    Region,
    Landmark,
    Government,
    Party,
    Company,
    Media,
    Club,
    League,
    School,
    Alliance,
    Force,
    Institution,
    FullPerson,
    ShortPerson,
    Nationality,
    People,
    Event,
    User,
}

/// Subkinds of the built-in gazetteers, each with its list.
const SUBKINDS: &[(&str, List)] = &[
    ("country", List::Country),
    ("territory", List::Country),
    ("former-country", List::Country),
    ("continent", List::Country),
    ("subdivision", List::Subdivision),
    ("city", List::City),
    ("region", List::Region),
    ("disputed", List::Region),
    ("landmark", List::Landmark),
    ("government", List::Government),
    ("ministry", List::Government),
    ("parliament", List::Government),
    ("agency", List::Government),
    ("court", List::Government),
    ("regulator", List::Government),
    ("central-bank", List::Government),
    ("party", List::Party),
    ("company", List::Company),
    ("bank", List::Company),
    ("exchange", List::Company),
    ("website", List::Company),
    ("newspaper", List::Media),
    ("magazine", List::Media),
    ("news-agency", List::Media),
    ("broadcaster", List::Media),
    ("club", List::Club),
    ("league", List::League),
    ("sports-body", List::League),
    ("university", List::School),
    ("school", List::School),
    ("hospital", List::School),
    ("museum", List::School),
    ("alliance", List::Alliance),
    ("police", List::Force),
    ("military", List::Force),
    ("armed-group", List::Force),
    ("intelligence", List::Force),
    ("nationality", List::Nationality),
];

/// The lists of [`SUBKINDS`] by number.
const BY_NUMBER: [Option<List>; 128] = {
    let mut lists = [None; 128];
    let mut i = 0;
    while i < SUBKINDS.len() {
        let number = SubkindId::named(SUBKINDS[i].0).number() as usize;
        assert!(number > 0 && number < lists.len(), "a subkind that the gazetteer does not know");
        lists[number] = Some(SUBKINDS[i].1);
        i += 1;
    }
    lists
};

impl List {
    /// The list that an entry belongs to under a name of `tokens` tokens.
    pub(crate) fn of(entry: EntryHead, tokens: usize) -> Self {
        let number = usize::from(entry.subkind.number());
        let listed = BY_NUMBER.get(number).copied().flatten();
        match entry.kind {
            Kind::Person if tokens > 1 => Self::FullPerson,
            Kind::Person => Self::ShortPerson,
            Kind::Event => Self::Event,
            Kind::Group => listed.unwrap_or(Self::People),
            Kind::Place => match listed {
                Some(Self::City) if entry.weight >= 102 => Self::MajorCity,
                Some(Self::City) if entry.weight < 51 => Self::SmallTown,
                listed => listed.unwrap_or(Self::Nature),
            },
            Kind::Organisation => listed.unwrap_or(Self::Institution),
            Kind::Label(_) => Self::User,
        }
    }

    /// The kind that it speaks for; none for a user's own label.
    pub(crate) const fn kind(self) -> Option<super::label::Kind> {
        use super::label::Kind;
        match self as u8 {
            0..=7 => Some(Kind::Place),
            8..=17 => Some(Kind::Organisation),
            18..=19 => Some(Kind::Person),
            20..=21 => Some(Kind::Group),
            22 => Some(Kind::Event),
            _ => None,
        }
    }
}

/// How a token stands in a match of a list: 14 bits that templates hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark(u16);

impl Mark {
    pub(crate) const NONE: Self = Self(u16::MAX);

    /// The mark of token `at` of a match of `len` tokens.
    pub(crate) fn new(list: List, at: usize, len: usize, flags: Flags) -> Self {
        let place = if len == 1 {
            3
        } else if at == 0 {
            0
        } else if at + 1 == len {
            2
        } else {
            1
        };
        let doubt = u16::from(flags.has(Flags::COMMON)) | u16::from(flags.has(Flags::CONTEXT)) << 1;
        let length = len.min(3) as u16;
        Self(list as u16 | place << 5 | doubt << 7 | length << 9)
    }

    pub(crate) const fn is_none(self) -> bool {
        self.0 == u16::MAX
    }

    /// Which list, by number.
    pub(crate) const fn list(self) -> u16 {
        self.0 & 31
    }

    /// List and place in the match.
    pub(crate) const fn placed(self) -> u64 {
        (self.0 & 127) as u64
    }

    /// Everything.
    pub(crate) const fn full(self) -> u64 {
        self.0 as u64
    }
}

impl Mark {
    const LISTS: [List; 24] = [
        List::Country,
        List::Subdivision,
        List::MajorCity,
        List::City,
        List::SmallTown,
        List::Nature,
        List::Region,
        List::Landmark,
        List::Government,
        List::Party,
        List::Company,
        List::Media,
        List::Club,
        List::League,
        List::School,
        List::Alliance,
        List::Force,
        List::Institution,
        List::FullPerson,
        List::ShortPerson,
        List::Nationality,
        List::People,
        List::Event,
        List::User,
    ];

    /// The kind that its list speaks for.
    pub(crate) fn kind(self) -> Option<super::label::Kind> {
        Self::LISTS.get(usize::from(self.list())).and_then(|l| l.kind())
    }

    /// Whether it begins such a match, of a name that is not also a word and needs no context.
    #[cfg(feature = "train")]
    pub(crate) const fn is_sure(self, tokens: usize) -> bool {
        self.covers(tokens) && self.0 >> 7 & 3 == 0
    }

    /// Whether it begins a match of about this many tokens (three and more count alike).
    pub(crate) const fn covers(self, tokens: usize) -> bool {
        let place = self.0 >> 5 & 3;
        let length = (self.0 >> 9 & 3) as usize;
        (place == 0 || place == 3) && length == if tokens < 3 { tokens } else { 3 }
    }
}
