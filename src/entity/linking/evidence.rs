//! What an article says of who is meant by its names.

use super::{
    NAMED,
    bearer::{Bearer, Role, apart},
};
use crate::gazetteer::EntryId;

/// Points if all countries of the article are an entity's own; their share of it otherwise.
const COUNTRY: i32 = 60;
/// Points if one other name is of its country, or several.
const COMPATRIOTS: [i32; 3] = [0, 60, 130];
/// Squares of degrees of latitude to the next place (110, 220, 330, 660 km), with their points;
/// and those of what lies farther, of a name that is not clear without.
const NEIGHBOURS: [(f32, i32); 4] = [(1.0, 150), (4.0, 120), (9.0, 50), (36.0, 0)];
const FAR: i32 = -30;
/// The same to the middle of the next state or province of its country that the article names; half
/// of what is below zero for a name that is clear without.
const DIVISIONS: [(f32, i32); 3] = [(4.0, 150), (16.0, 20), (36.0, -80)];
const ANOTHER_DIVISION: i32 = -150;
/// Points of a state or province if the article names another of its country, or a place near.
const SIBLING: i32 = 150;
/// Points of a country for each other, up to three.
const COUNTRIES: i32 = 30;
/// Points if a name that itself may mean several has one that is near.
const MUTUAL: i32 = 100;
/// Points of a town of the world, from this weight on, that is named once: local news names its own
/// town again.
const WORLD: i32 = 200;
const OF_THE_WORLD: i32 = 150;
/// How many anchors and rivals are kept: enough for an article, and no more, so that the time
/// stays in proportion to the text.
const KEPT: usize = 256;

/// An entity that is meant without much doubt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    entity: EntryId,
    role: Role,
    country: [u8; 2],
    at: Option<(f32, f32)>,
}

impl From<&Bearer> for Anchor {
    fn from(bearer: &Bearer) -> Self {
        let Bearer { entity, role, country, at, .. } = *bearer;
        Self { entity, role, country, at }
    }
}

/// A place that may be meant by a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rival {
    group: u32,
    entity: EntryId,
    at: (f32, f32),
}

impl Rival {
    pub(super) fn of(bearer: &Bearer, group: u32) -> Option<Self> {
        Some(Self { group, entity: bearer.entity, at: bearer.at? })
    }
}

/// Everything that the names of an article say.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    anchors: Vec<Anchor>,
    pub(super) rivals: Vec<Rival>,
    /// How many anchors each country has.
    countries: Vec<([u8; 2], i32)>,
    /// How many anchors have one.
    all: i32,
    /// How many places no list has.
    pub(super) unlisted: i32,
}

impl Evidence {
    pub(super) fn clear(&mut self) {
        self.anchors.clear();
        self.rivals.clear();
        self.countries.clear();
        self.all = 0;
        self.unlisted = 0;
    }

    pub(super) fn add(&mut self, anchor: Anchor) {
        if self.anchors.len() < KEPT && self.anchors.iter().all(|a| a.entity != anchor.entity) {
            self.anchors.push(anchor);
        }
    }

    /// Counts the countries of the anchors.
    pub(super) fn count(&mut self) {
        self.rivals.truncate(KEPT);
        for anchor in self.anchors.iter().filter(|a| a.country != [0; 2]) {
            self.all += 1;
            match self.countries.iter_mut().find(|(country, _)| *country == anchor.country) {
                Some((_, times)) => *times += 1,
                None => self.countries.push((anchor.country, 1)),
            }
        }
    }

    /// The points of a bearer of the names of a group, one that is no state's and stands `once`
    /// perhaps; `own` is what the group itself has said.
    pub(super) fn weigh(
        &self,
        bearer: &Bearer,
        own: Option<&Bearer>,
        group: u32,
        once: bool,
    ) -> i32 {
        let mut points = bearer.weight + self.compatriots(bearer, own);
        let own = own.map(|own| own.entity);
        let others = || self.anchors.iter().filter(|a| Some(a.entity) != own);
        if own != Some(bearer.entity) && others().any(|a| a.entity == bearer.entity) {
            points += NAMED;
        }
        let places = || others().filter(|a| a.entity != bearer.entity);
        if bearer.role == Role::Country {
            let countries = places().filter(|a| a.role == Role::Country).count() as i32;
            return points + COUNTRIES * countries.min(3);
        }
        let Some(here) = bearer.at else { return points };
        let (mut next, mut middle) = (f32::MAX, f32::MAX);
        let mut sibling = false;
        for anchor in places() {
            let Some(there) = anchor.at else { continue };
            match anchor.role {
                Role::Division if anchor.country == bearer.country => {
                    sibling = true;
                    middle = middle.min(apart(here, there));
                }
                Role::Division => {}
                _ => next = next.min(apart(here, there)),
            }
        }
        if bearer.role == Role::Division {
            points += if sibling { SIBLING } else { 0 };
            return points + if next <= NEIGHBOURS[3].0 { SIBLING } else { 0 };
        }
        points += step(next, &NEIGHBOURS, if own.is_some() { 0 } else { FAR });
        if bearer.role != Role::Lesser {
            let of_division = step(middle, &DIVISIONS, ANOTHER_DIVISION);
            points += if own.is_some() { of_division.max(of_division / 2) } else { of_division };
        }
        if once && bearer.role == Role::Town && bearer.weight >= OF_THE_WORLD {
            points += WORLD;
        }
        let near = |rival: &Rival| {
            rival.group != group
                && (rival.at.0 - here.0).abs() <= 1.0
                && rival.entity != bearer.entity
                && apart(here, rival.at) <= 1.0
        };
        points + if self.rivals.iter().any(near) { MUTUAL } else { 0 }
    }

    /// What the countries of the other names say.
    fn compatriots(&self, bearer: &Bearer, own: Option<&Bearer>) -> i32 {
        let own = own.map_or([0; 2], |own| own.country);
        let all = self.all - i32::from(own != [0; 2]);
        if bearer.country == [0; 2] || all <= 0 {
            return 0;
        }
        let found = self.countries.iter().find(|(country, _)| *country == bearer.country);
        let times = found.map_or(0, |(_, times)| *times) - i32::from(own == bearer.country);
        times * COUNTRY / all + COMPATRIOTS[times.clamp(0, 2) as usize]
    }
}

/// The points of a square of a distance; none where there is nothing to be near to.
fn step(square: f32, steps: &[(f32, i32)], beyond: i32) -> i32 {
    if square == f32::MAX {
        return 0;
    }
    steps.iter().find(|(limit, _)| square <= *limit).map_or(beyond, |(_, points)| *points)
}
