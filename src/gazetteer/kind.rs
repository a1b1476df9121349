//! Kinds and subkinds as small numbers.

/// What kind of thing an entry names.
///
/// ```
/// use dateline::gazetteer::{Gazetteer, Kind};
/// let mut builder = Gazetteer::builder();
/// builder.add_names("disease", ["Ebola"])?;
/// let gazetteer = builder.build();
/// let name = gazetteer.lookup("Ebola").next().unwrap();
/// let head = gazetteer.entry_head(gazetteer.entries(name).next().unwrap());
/// assert_eq!(head.kind, Kind::Label(0));
/// assert_eq!(gazetteer.kind_name(head.kind), "disease");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// A nationality, people, religion or political following.
    Group,
    /// An event with a name.
    Event,
    /// A label of the user's own, by its number in its gazetteer.
    Label(u16),
}

impl Kind {
    pub(super) const BUILTIN: u16 = 5;

    /// The kind with this name, unless it is a label of the user's.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "person" => Self::Person,
            "place" => Self::Place,
            "organisation" => Self::Organisation,
            "group" => Self::Group,
            "event" => Self::Event,
            _ => return None,
        })
    }

    /// The name of a kind that is no label.
    pub(super) const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Event => "event",
            Self::Label(_) => return None,
        })
    }

    pub(super) const fn code(self) -> u16 {
        match self {
            Self::Person => 0,
            Self::Place => 1,
            Self::Organisation => 2,
            Self::Group => 3,
            Self::Event => 4,
            Self::Label(n) => n.saturating_add(Self::BUILTIN),
        }
    }

    pub(super) const fn of_code(code: u16) -> Self {
        match code {
            0 => Self::Person,
            1 => Self::Place,
            2 => Self::Organisation,
            3 => Self::Group,
            4 => Self::Event,
            n => Self::Label(n - Self::BUILTIN),
        }
    }
}

/// A finer kind as a number: the subkinds of the built-in lists have the same number in every
/// gazetteer, so that they can be tested without comparing strings.
///
/// ```
/// use dateline::gazetteer::SubkindId;
/// const COUNTRY: SubkindId = SubkindId::named("country");
/// assert_ne!(COUNTRY, SubkindId::named("city"));
/// assert_eq!(SubkindId::named("no such"), SubkindId::NONE);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubkindId(pub(super) u16);

/// Numbers below this one are those of [`KNOWN`]; from here on a gazetteer's own begin.
pub(super) const OWN_SUBKINDS: u16 = 0x4000;

impl SubkindId {
    /// No subkind.
    pub const NONE: Self = Self(0);

    /// The number of a subkind of the built-in lists; [`NONE`](Self::NONE) for any other.
    #[must_use]
    pub const fn named(name: &str) -> Self {
        let mut i = 0;
        while i < KNOWN.len() {
            if same(KNOWN[i].as_bytes(), name.as_bytes()) {
                return Self(i as u16 + 1);
            }
            i += 1;
        }
        Self::NONE
    }

    /// The number itself.
    pub(crate) const fn number(self) -> u16 {
        self.0
    }

    pub(super) fn known_name(self) -> Option<&'static str> {
        KNOWN.get((self.0 as usize).checked_sub(1)?).copied()
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// The subkinds of the built-in lists. Compiled gazetteers hold their numbers: append only.
const KNOWN: &[&str] = &[
    // place
    "country",
    "territory",
    "former-country",
    "subdivision",
    "city",
    "sea",
    "ocean",
    "river",
    "lake",
    "mountain",
    "desert",
    "island",
    "strait",
    "gulf",
    "region",
    "continent",
    "disputed",
    "landmark",
    // organisation
    "government",
    "ministry",
    "parliament",
    "party",
    "agency",
    "alliance",
    "bank",
    "central-bank",
    "company",
    "exchange",
    "court",
    "police",
    "military",
    "armed-group",
    "intelligence",
    "university",
    "school",
    "hospital",
    "museum",
    "union",
    "ngo",
    "think-tank",
    "religious",
    "club",
    "league",
    "sports-body",
    "newspaper",
    "magazine",
    "news-agency",
    "broadcaster",
    "website",
    "band",
    "award-body",
    "regulator",
    // group
    "nationality",
    "ethnic",
    "religion",
    "political",
    // event
    "war",
    "battle",
    "treaty",
    "summit",
    "championship",
    "disaster",
    "election",
    "festival",
    "attack",
    "protest",
    "agreement",
    "holiday-event",
    // person
    "politician",
    "monarch",
    "diplomat",
    "banker",
    "athlete",
    "artist",
    "musician",
    "actor",
    "writer",
    "scientist",
    "business",
    "founder",
    "activist",
    "historical",
    "seat",
];
