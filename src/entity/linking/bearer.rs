//! An entity that bears a name.

use crate::{
    Gazetteer,
    entity::label::Kind,
    gazetteer::{EntryHead, EntryId, Flags, NameId, SubkindId},
};

/// Degrees of latitude, some 220 km, within which two of one name and country are about the same:
/// a city and its province.
const ABOUT: f32 = 2.0;
/// Degrees from the middle of a subdivision within which its towns lie.
const INSIDE: f32 = 6.0;
/// Subdivisions from this weight on are evidence for the towns in them.
const DIVISION: u8 = 40;
/// Lists have some of the counties and districts of these countries, and by no means all.
const COUNTIES: [[u8; 2]; 4] = [*b"US", *b"IN", *b"PK", *b"AF"];

/// Towns that world news names have fewer namesakes in no list.
const KNOWN: i32 = 64;

/// What a bearer is, as far as linking asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A country, territory or continent.
    Country,
    /// A state or province.
    Division,
    /// A region, or a small province.
    Region,
    /// A sea, river, mountain, island.
    Nature,
    /// A town.
    Town,
    /// A county: many of one name, most of them in no list.
    Lesser,
    /// A building, park or square; of one word (`Chinatown`) there are many.
    Landmark,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A group or event.
    Other,
}

/// An entity that bears a name, and what is weighed of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bearer {
    pub(super) entity: EntryId,
    pub(super) role: Role,
    pub(super) weight: i32,
    pub(super) country: [u8; 2],
    /// Where it is, if it is a place and no country.
    pub(super) at: Option<(f32, f32)>,
    /// Whether its list says that the name needs context.
    doubtful: bool,
}

/// The entities of a spelling that are of a kind, the heaviest first.
pub(super) fn bearers(
    gazetteer: &Gazetteer,
    spelling: NameId,
    kind: Kind,
) -> impl Iterator<Item = Bearer> {
    gazetteer.entries(spelling).filter_map(move |entry| {
        let head = gazetteer.entry_head(entry);
        if head.kind != kind.listed() {
            return None;
        }
        let role = role(kind, head);
        let is_point = kind == Kind::Place && role != Role::Country;
        Some(Bearer {
            entity: gazetteer.entity(entry),
            role,
            weight: i32::from(head.weight),
            country: head.country,
            at: if is_point { gazetteer.coordinates(entry) } else { None },
            doubtful: head.flags.has(Flags::CONTEXT),
        })
    })
}

fn role(kind: Kind, head: EntryHead) -> Role {
    const COUNTRIES: [SubkindId; 4] = [
        SubkindId::named("country"),
        SubkindId::named("territory"),
        SubkindId::named("former-country"),
        SubkindId::named("continent"),
    ];
    const SUBDIVISION: SubkindId = SubkindId::named("subdivision");
    const CITY: SubkindId = SubkindId::named("city");
    const LANDMARK: SubkindId = SubkindId::named("landmark");
    const REGIONS: [SubkindId; 2] = [SubkindId::named("region"), SubkindId::named("disputed")];
    match kind {
        Kind::Person => return Role::Person,
        Kind::Organisation => return Role::Organisation,
        Kind::Group | Kind::Event => return Role::Other,
        Kind::Place => {}
    }
    match head.subkind {
        CITY => Role::Town,
        LANDMARK => Role::Landmark,
        SUBDIVISION if head.weight >= DIVISION => Role::Division,
        SUBDIVISION if COUNTIES.contains(&head.country) => Role::Lesser,
        SUBDIVISION => Role::Region,
        subkind if COUNTRIES.contains(&subkind) => Role::Country,
        subkind if REGIONS.contains(&subkind) => Role::Region,
        _ => Role::Nature,
    }
}

impl Bearer {
    /// Points of one that no list has and that bears the same name, of `len` tokens, in news that
    /// is as local as `local` says.
    pub(super) fn unlisted(&self, len: usize, local: i32) -> i32 {
        match self.role {
            Role::Country => local - 120,
            Role::Division | Role::Region => local - 60,
            Role::Nature => local - 30,
            Role::Town if self.weight >= KNOWN => local + 20,
            Role::Town => local + 60,
            Role::Lesser => local + 135,
            Role::Landmark if len > 1 => local,
            Role::Landmark => local + 100,
            Role::Person | Role::Organisation if len > 1 => -150,
            Role::Person => {
                if self.doubtful {
                    100
                } else {
                    0
                }
            }
            Role::Organisation => {
                if self.doubtful {
                    40
                } else {
                    -60
                }
            }
            Role::Other => -200,
        }
    }

    /// Whether there is no doubt about it if it is the only one of its name, of `len` tokens.
    pub(super) fn is_sure(&self, len: usize) -> bool {
        match self.role {
            Role::Country | Role::Other => true,
            Role::Person | Role::Organisation => len > 1,
            _ => false,
        }
    }

    /// Whether it is about the same as another of its name: a city and its province, or country.
    pub(super) fn is_about(&self, other: &Self) -> bool {
        let is_near = |(a, b)| apart(a, b) <= ABOUT * ABOUT;
        self.entity == other.entity
            || self.country == other.country
                && (self.role == Role::Country
                    || other.role == Role::Country
                    || self.at.zip(other.at).is_some_and(is_near))
    }

    /// How many degrees it lies from the middle of a subdivision, if it can be in it.
    pub(super) fn within(&self, container: &Self) -> Option<i32> {
        let square = apart(self.at?, container.at?);
        (square <= INSIDE * INSIDE).then_some(square as i32)
    }
}

/// The square of the distance in degrees of latitude: a parabola stands for the cosine, so that the
/// figure is the same on every machine.
pub(super) fn apart(a: (f32, f32), b: (f32, f32)) -> f32 {
    let middle = (a.0 + b.0) / 2.0;
    let turn = (a.1 - b.1).abs();
    let turn = if turn > 180.0 { 360.0 - turn } else { turn };
    let (north, east) = (a.0 - b.0, turn * (1.0 - middle * middle / 8100.0));
    north * north + east * east
}
