//! The labels that tokens are decoded into.

use crate::{EntityKind, gazetteer};

/// How many labels there are: one row of weights is 16 bytes.
pub(crate) const LABELS: usize = 16;

/// Label of a token: outside, or its place in a name of a kind. People, places and organisations
/// are told by begin, inside, end and single; groups are single tokens; events begin and go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Label(pub(crate) u8);

/// The kinds that the decoder knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Person,
    Place,
    Organisation,
    Group,
    Event,
}

impl Kind {
    /// As it is written.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Event => "event",
        }
    }

    pub(crate) const fn entity<'a>(self) -> EntityKind<'a> {
        match self {
            Self::Person => EntityKind::Person,
            Self::Place => EntityKind::Place,
            Self::Organisation => EntityKind::Organisation,
            Self::Group => EntityKind::Group,
            Self::Event => EntityKind::Event,
        }
    }

    /// The kind of a gazetteer's entries.
    pub(crate) const fn listed(self) -> gazetteer::Kind {
        match self {
            Self::Person => gazetteer::Kind::Person,
            Self::Place => gazetteer::Kind::Place,
            Self::Organisation => gazetteer::Kind::Organisation,
            Self::Group => gazetteer::Kind::Group,
            Self::Event => gazetteer::Kind::Event,
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "person" => Self::Person,
            "place" => Self::Place,
            "organisation" => Self::Organisation,
            "group" | "norp" => Self::Group,
            "event" => Self::Event,
            _ => return None,
        })
    }
}

const BEGIN: u8 = 0;
const INSIDE: u8 = 1;
const END: u8 = 2;
const SINGLE: u8 = 3;
const GROUP: u8 = 13;
const EVENT: u8 = 14;
const EVENT_ON: u8 = 15;

impl Label {
    pub(crate) const OUTSIDE: Self = Self(0);

    /// The label of token `at` of a name of `len` tokens.
    #[cfg(any(test, feature = "train"))]
    pub(crate) const fn of(kind: Kind, at: usize, len: usize) -> Self {
        let place = if len == 1 {
            SINGLE
        } else if at == 0 {
            BEGIN
        } else if at + 1 == len {
            END
        } else {
            INSIDE
        };
        match kind {
            Kind::Group => Self(GROUP),
            Kind::Event => Self(if at == 0 { EVENT } else { EVENT_ON }),
            _ => Self(1 + kind as u8 * 4 + place),
        }
    }

    pub(crate) const fn kind(self) -> Option<Kind> {
        match self.0 {
            1..=4 => Some(Kind::Person),
            5..=8 => Some(Kind::Place),
            9..=12 => Some(Kind::Organisation),
            GROUP => Some(Kind::Group),
            EVENT | EVENT_ON => Some(Kind::Event),
            _ => None,
        }
    }

    const fn place(self) -> u8 {
        (self.0.wrapping_sub(1)) % 4
    }

    /// Whether a name begins at this token.
    pub(crate) const fn begins(self) -> bool {
        match self.0 {
            0 | EVENT_ON => false,
            GROUP | EVENT => true,
            _ => matches!(self.place(), BEGIN | SINGLE),
        }
    }

    /// Whether the next token must go on with the name.
    pub(crate) const fn is_open(self) -> bool {
        matches!(self.0, 1..=12) && matches!(self.place(), BEGIN | INSIDE)
    }

    /// Whether `next` may follow.
    pub(crate) const fn allows(self, next: Self) -> bool {
        if self.is_open() {
            matches!(next.0, 1..=12)
                && (next.0 - 1) / 4 == (self.0 - 1) / 4
                && matches!(next.place(), INSIDE | END)
        } else if next.0 == EVENT_ON {
            matches!(self.0, EVENT | EVENT_ON)
        } else {
            next.0 == 0 || next.begins()
        }
    }
}

/// Cuts labels into names: `(first, one past the last, kind)`.
pub(crate) fn names(labels: &[Label], mut each: impl FnMut(usize, usize, Kind)) {
    let mut i = 0;
    while i < labels.len() {
        // Most tokens are outside.
        let Some(first) = labels[i..].iter().position(|&label| label != Label::OUTSIDE) else {
            return;
        };
        i += first;
        let Some(kind) = labels[i].kind() else { return };
        let first = i;
        i += 1;
        while i < labels.len() && labels[i].kind() == Some(kind) && !labels[i].begins() {
            i += 1;
        }
        each(first, i, kind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_make_names() {
        let labels: Vec<Label> = [
            Label::of(Kind::Person, 0, 2),
            Label::of(Kind::Person, 1, 2),
            Label::of(Kind::Place, 0, 1),
            Label::OUTSIDE,
            Label::of(Kind::Event, 0, 2),
            Label::of(Kind::Event, 1, 2),
            Label::of(Kind::Group, 0, 1),
        ]
        .into();
        let mut found = Vec::new();
        names(&labels, |first, last, kind| found.push((first, last, kind)));
        let expected =
            [(0, 2, Kind::Person), (2, 3, Kind::Place), (4, 6, Kind::Event), (6, 7, Kind::Group)];
        assert_eq!(found, expected);
        assert!(labels.windows(2).all(|w| w[0].allows(w[1])));
        assert!(!Label::of(Kind::Person, 0, 2).allows(Label::OUTSIDE));
        assert!(!Label::OUTSIDE.allows(Label::of(Kind::Place, 1, 2)));
    }
}
