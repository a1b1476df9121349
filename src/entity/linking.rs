//! Which of several entities of one name is meant: by weight, by the countries that the article
//! speaks of, and by the places near by that it names.

use super::{label::Kind, name::Name};
use crate::{
    Gazetteer,
    gazetteer::{EntryId, NameId, NameMatch},
};

/// Weight, of 255, by which an entity has to lead those of its name to be taken without looking.
const CLEAR: i32 = 100;
/// What it is worth, in the same measure, that all countries of the article are an entity's own.
const COUNTRY: i32 = 60;
/// What a place of the article within [`NEAR`] is worth, or within [`FAR`].
const NEIGHBOUR: [i32; 2] = [100, 50];
/// Degrees of latitude: some 110 and 330 km.
const NEAR: f32 = 1.0;
const FAR: f32 = 3.0;
/// Places that are kept to look for neighbours among: enough for an article, and no more, so that the
/// time stays in proportion to the text.
const PLACES: usize = 256;

/// Buffers of the stage.
#[derive(Debug, Default)]
pub(crate) struct Linker {
    /// How often each country is meant.
    countries: Vec<([u8; 2], i32)>,
    /// Where the places are that leave no doubt.
    places: Vec<(f32, f32)>,
    /// The names that leave some, and what they are spelled.
    open: Vec<(usize, NameId)>,
}

impl Linker {
    /// Links each name to an entry of the gazetteer that bears it and is of its kind.
    pub(crate) fn link(
        &mut self,
        gazetteer: &Gazetteer,
        matches: &[NameMatch],
        names: &mut [Name],
    ) {
        self.countries.clear();
        self.places.clear();
        self.open.clear();
        for (n, name) in names.iter_mut().enumerate() {
            name.entry = None;
            let Some((kind, spelling)) = name.kind.zip(spelling(matches, name)) else { continue };
            let mut bearers = bearers(gazetteer, spelling, kind);
            let Some((first, weight)) = bearers.next() else { continue };
            name.entry = Some((0, first));
            if bearers.next().is_some_and(|(_, second)| weight - second < CLEAR) {
                self.open.push((n, spelling));
                continue;
            }
            let country = gazetteer.entry_head(first).country;
            if country != [0; 2] {
                match self.countries.iter_mut().find(|(other, _)| *other == country) {
                    Some((_, times)) => *times += 1,
                    None => self.countries.push((country, 1)),
                }
            }
            if kind == Kind::Place && self.places.len() < PLACES {
                let subkind = gazetteer.subkind_name(gazetteer.entry_head(first).subkind);
                if !matches!(subkind, "country" | "former-country" | "continent") {
                    self.places.extend(gazetteer.coordinates(first));
                }
            }
        }
        let all: i32 = self.countries.iter().map(|(_, times)| times).sum();
        for &(n, spelling) in &self.open {
            let Some(kind) = names[n].kind else { continue };
            let speaks_for = |(entry, weight): (EntryId, i32)| {
                let country = gazetteer.entry_head(entry).country;
                let own = self.countries.iter().find(|(other, _)| *other == country);
                weight
                    + own.map_or(0, |(_, times)| times * COUNTRY / all)
                    + self.neighbours(gazetteer, entry)
            };
            // The first of equals: the heaviest, as the image has them.
            let best = bearers(gazetteer, spelling, kind)
                .map(|(entry, weight)| (entry, speaks_for((entry, weight))))
                .reduce(|best, next| if next.1 > best.1 { next } else { best });
            names[n].entry = best.map(|(entry, _)| (0, entry));
        }
    }

    /// What the nearest place of the article is worth for an entry.
    fn neighbours(&self, gazetteer: &Gazetteer, entry: EntryId) -> i32 {
        let Some(here) = gazetteer.coordinates(entry) else { return 0 };
        let nearest = self.places.iter().map(|&there| apart(here, there)).fold(f32::MAX, f32::min);
        match nearest {
            d if d <= NEAR * NEAR => NEIGHBOUR[0],
            d if d <= FAR * FAR => NEIGHBOUR[1],
            _ => 0,
        }
    }
}

/// The square of the distance in degrees of latitude: a parabola stands for the cosine, so that the
/// figure is the same on every machine.
fn apart(a: (f32, f32), b: (f32, f32)) -> f32 {
    let middle = (a.0 + b.0) / 2.0;
    let turn = (a.1 - b.1).abs();
    let turn = if turn > 180.0 { 360.0 - turn } else { turn };
    let (north, east) = (a.0 - b.0, turn * (1.0 - middle * middle / 8100.0));
    north * north + east * east
}

/// The spelling of the gazetteer that a name is.
fn spelling(matches: &[NameMatch], name: &Name) -> Option<NameId> {
    let at = matches.partition_point(|m| m.first < name.first);
    let mut here = matches[at..].iter().take_while(|m| m.first == name.first);
    here.find(|m| m.last == name.last).map(|m| m.name)
}

/// The entries of a spelling that are of a kind, the heaviest first, with their weights.
fn bearers(
    gazetteer: &Gazetteer,
    spelling: NameId,
    kind: Kind,
) -> impl Iterator<Item = (EntryId, i32)> {
    let head = |id| (id, gazetteer.entry_head(id));
    gazetteer
        .entries(spelling)
        .map(head)
        .filter(move |(_, head)| head.kind == kind.listed())
        .map(|(id, head)| (id, i32::from(head.weight)))
}
