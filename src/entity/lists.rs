//! Which list a gazetteer entry is evidence from.
//!
//! Lists are kept apart by kind and trust: a match in the list of countries says more than one in
//! the list of small towns.

use crate::gazetteer::{Entry, Flags};

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

impl List {
    /// The list that `entry` belongs to under a name of `tokens` tokens.
    pub(crate) fn of(entry: &Entry<'_>, tokens: usize) -> Self {
        match entry.kind {
            "person" if tokens > 1 => Self::FullPerson,
            "person" => Self::ShortPerson,
            "event" => Self::Event,
            "group" if entry.subkind == "nationality" => Self::Nationality,
            "group" => Self::People,
            "place" => match entry.subkind {
                "country" | "territory" | "former-country" | "continent" => Self::Country,
                "subdivision" => Self::Subdivision,
                "city" if entry.weight >= 0.4 => Self::MajorCity,
                "city" if entry.weight >= 0.2 => Self::City,
                "city" => Self::SmallTown,
                "region" | "disputed" => Self::Region,
                "landmark" => Self::Landmark,
                _ => Self::Nature,
            },
            "organisation" => match entry.subkind {
                "government" | "ministry" | "parliament" | "agency" | "court" | "regulator"
                | "central-bank" => Self::Government,
                "party" => Self::Party,
                "company" | "bank" | "exchange" | "website" => Self::Company,
                "newspaper" | "magazine" | "news-agency" | "broadcaster" => Self::Media,
                "club" => Self::Club,
                "league" | "sports-body" => Self::League,
                "university" | "school" | "hospital" | "museum" => Self::School,
                "alliance" => Self::Alliance,
                "police" | "military" | "armed-group" | "intelligence" => Self::Force,
                _ => Self::Institution,
            },
            _ => Self::User,
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

    /// Whether it begins a match of about this many tokens (three and more count alike).
    pub(crate) const fn covers(self, tokens: usize) -> bool {
        let place = self.0 >> 5 & 3;
        let length = (self.0 >> 9 & 3) as usize;
        (place == 0 || place == 3) && length == if tokens < 3 { tokens } else { 3 }
    }
}
