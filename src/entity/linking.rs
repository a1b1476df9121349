//! Which of several entities of one name is meant, and how sure that is.
//!
//! Every entity that bears a name is weighed: by how much the world talks of it, by the countries
//! that the article speaks of, by the places that it names, and by what follows the name after a
//! comma (`Paris, Texas`). So is one that no list has: what the best leads the next by is how sure
//! the link is. All in points, in integers.

mod bearer;
mod evidence;

use self::{
    bearer::{Bearer, Role, bearers},
    evidence::{Anchor, Evidence, Rival},
};
use super::{confidence, label::Kind, name::Name};
use crate::{
    Gazetteer,
    gazetteer::{NameId, NameMatch},
    text::TextView,
};

/// Points by which an entity has to lead those of its name to be evidence for others.
const CLEAR: i32 = 60;
/// What an entity is worth that the article also calls by a name of its own.
const NAMED: i32 = 150;
/// What it is worth to lie in the place after the comma, and not to.
const CONTAINED: i32 = 200;
const ELSEWHERE: i32 = -300;
/// What each place that no list has, up to three, adds to one that no list has: the news is local.
const UNLISTED: i32 = 20;
/// A part of a name that is listed itself (`Texas Forest Service`) is evidence from this weight on.
const PART: i32 = 60;

/// A name that some list has: which spelling, of what kind, and its place among the names, in one
/// number that sorts in this order. Texts are below 4 GiB, so that there are not 2^29 names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Case(u64);

impl Case {
    fn new(spelling: NameId, kind: Kind, name: usize) -> Self {
        Self(u64::from(spelling.0) << 32 | (kind as u64) << 29 | name as u64)
    }

    fn spelling(self) -> NameId {
        NameId((self.0 >> 32) as u32)
    }

    fn is_like(self, other: Self) -> bool {
        self.0 >> 29 == other.0 >> 29
    }

    fn name(self) -> usize {
        (self.0 & ((1 << 29) - 1)) as usize
    }
}

/// All cases of one spelling and kind, and who bears it.
#[derive(Clone, Copy, Debug)]
struct Group {
    cases: (u32, u32),
    bearers: (u32, u32),
    /// Whether the heaviest is meant without looking, and evidence for others.
    clear: bool,
}

/// Buffers of the stage.
#[derive(Debug, Default)]
pub(crate) struct Linker {
    cases: Vec<Case>,
    groups: Vec<Group>,
    bearers: Vec<Bearer>,
    evidence: Evidence,
    /// Points of the bearers of one group.
    points: Vec<i32>,
    /// The same after a look at what follows one of its names.
    placed: Vec<i32>,
    /// What follows one name after a comma may be.
    containers: Vec<Bearer>,
}

impl Linker {
    /// Links each name to an entry of the gazetteer that bears it and is of its kind, unless that
    /// is less sure than `threshold`.
    pub(crate) fn link(
        &mut self,
        view: &TextView<'_, '_>,
        gazetteer: &Gazetteer,
        matches: &[NameMatch],
        names: &mut [Name],
        threshold: f32,
    ) {
        self.gather(gazetteer, matches, names);
        for n in 0..self.groups.len() {
            self.decide(view, gazetteer, matches, names, n);
        }
        for name in names {
            if confidence::of_link(name.lead) < threshold {
                name.held = name.entry.take().map(|(_, entry)| entry);
            }
        }
    }

    /// Who bears which name, and what all of them say.
    fn gather(&mut self, gazetteer: &Gazetteer, matches: &[NameMatch], names: &[Name]) {
        let Self { cases, groups, bearers: all, evidence, .. } = self;
        cases.clear();
        groups.clear();
        all.clear();
        evidence.clear();
        let mut rest = matches;
        for (n, name) in names.iter().enumerate() {
            let Some(kind) = name.kind else { continue };
            while let [first, after @ ..] = rest
                && first.first < name.first
            {
                rest = after;
            }
            match spelling(gazetteer, rest, name, kind) {
                Some(spelling) => cases.push(Case::new(spelling, kind, n)),
                None => {
                    evidence.unlisted += i32::from(kind == Kind::Place);
                    if name.len() > 1 && matches!(kind, Kind::Place | Kind::Organisation) {
                        parts(gazetteer, rest, name, evidence);
                    }
                }
            }
        }
        cases.sort_unstable();
        let mut at = 0;
        for (n, same) in cases.chunk_by(|a, b| a.is_like(*b)).enumerate() {
            let first = all.len();
            let Some(kind) = names[same[0].name()].kind else { continue };
            all.extend(bearers(gazetteer, same[0].spelling(), kind));
            let here = &all[first..];
            let clear = match here {
                [one] => Some(one),
                [one, second, ..] if one.weight - second.weight >= CLEAR => Some(one),
                _ => None,
            };
            match clear {
                Some(one) => evidence.add(Anchor::from(one)),
                None => here.iter().for_each(|b| evidence.rivals.extend(Rival::of(b, n as u32))),
            }
            if here.is_empty() && kind == Kind::Place {
                evidence.unlisted += same.len() as i32;
            }
            let end = at + same.len() as u32;
            groups.push(Group {
                cases: (at, end),
                bearers: (first as u32, all.len() as u32),
                clear: clear.is_some(),
            });
            at = end;
        }
        evidence.count();
    }

    /// Decides who is meant by the names of group `n`.
    fn decide(
        &mut self,
        view: &TextView<'_, '_>,
        gazetteer: &Gazetteer,
        matches: &[NameMatch],
        names: &mut [Name],
        n: usize,
    ) {
        let Self { cases, groups, bearers, evidence, points, placed, containers } = self;
        let group = groups[n];
        let cases = &cases[group.cases.0 as usize..group.cases.1 as usize];
        let bearers = &bearers[group.bearers.0 as usize..group.bearers.1 as usize];
        let Some(heaviest) = bearers.first() else { return };
        let len = names[cases[0].name()].len();
        points.clear();
        if bearers.len() == 1 && heaviest.is_sure(len) {
            points.push(heaviest.weight);
        } else {
            let own = group.clear.then_some(heaviest);
            let states = bearers.iter().any(|bearer| bearer.role == Role::Division);
            let once = cases.len() == 1 && !states;
            let weigh = |bearer| evidence.weigh(bearer, own, n as u32, once);
            points.extend(bearers.iter().map(weigh));
        }
        let local = UNLISTED * evidence.unlisted.min(3);
        let plain = choose(bearers, points, len, local);
        // One sense an article: what follows one mention after a comma speaks for all that say no
        // more, and the surest of several.
        let mut sense = None;
        for case in cases {
            names[case.name()].entry = None;
            if names[case.name()].kind != Some(Kind::Place) {
                continue;
            }
            container(view, gazetteer, matches, names, case.name(), containers);
            if containers.is_empty() {
                continue;
            }
            let listing = is_listing(view, names, case.name(), containers);
            let inside = |bearer| within(bearer, containers);
            if listing && bearers.iter().all(|bearer| inside(bearer).is_none()) {
                continue;
            }
            placed.clear();
            placed.extend(bearers.iter().zip(&*points).map(|(bearer, points)| {
                points + inside(bearer).unwrap_or(if listing { 0 } else { ELSEWHERE })
            }));
            let here = choose(bearers, placed, len, local);
            let name = &mut names[case.name()];
            (name.entry, name.lead) = (Some((0, bearers[here.0].entity)), here.1);
            if sense.is_none_or(|(_, lead)| here.1 > lead) {
                sense = Some(here);
            }
        }
        let sense = sense.unwrap_or(plain);
        for case in cases {
            let name = &mut names[case.name()];
            if name.entry.is_none() {
                (name.entry, name.lead) = (Some((0, bearers[sense.0].entity)), sense.1);
            }
        }
    }
}

/// The best of the bearers, and by how much it leads the next, or one that no list has. The first
/// of equals: the heaviest, as the image has them.
fn choose(bearers: &[Bearer], points: &[i32], len: usize, local: i32) -> (usize, i32) {
    let best = (1..points.len()).fold(0, |best, n| if points[n] > points[best] { n } else { best });
    let others = bearers.iter().zip(points).filter(|(other, _)| !other.is_about(&bearers[best]));
    let next = others.map(|(_, &points)| points).max().unwrap_or(i32::MIN);
    (best, points[best] - next.max(bearers[best].unlisted(len, local)))
}

/// What follows name `n` after a comma or a bracket and may be where it lies.
fn container(
    view: &TextView<'_, '_>,
    gazetteer: &Gazetteer,
    matches: &[NameMatch],
    names: &[Name],
    n: usize,
    out: &mut Vec<Bearer>,
) {
    out.clear();
    let last = names[n].last as usize;
    let Some(next) = names.get(n + 1) else { return };
    if next.first as usize != last + 1
        || next.kind != Some(Kind::Place)
        || !(view.is_mark(last, b',') || view.is_mark(last, b'('))
    {
        return;
    }
    let rest = &matches[matches.partition_point(|m| m.first < next.first)..];
    if let Some(spelling) = spelling(gazetteer, rest, next, Kind::Place) {
        let found = bearers(gazetteer, spelling, Kind::Place);
        out.extend(found.filter(|b| matches!(b.role, Role::Country | Role::Division)));
    }
}

/// Whether a comma between places may be that of a list: `in Paris, Germany and Spain`. A state is
/// seldom one of a list of towns: `in Midland, Michigan, USA`.
fn is_listing(view: &TextView<'_, '_>, names: &[Name], n: usize, containers: &[Bearer]) -> bool {
    let place = |n: usize| names.get(n).filter(|name| name.kind == Some(Kind::Place));
    let before = n.checked_sub(1).and_then(place).is_some_and(|before| {
        before.last + 1 == names[n].first && view.is_mark(before.last as usize, b',')
    });
    let end = names[n + 1].last as usize;
    let after = containers.iter().any(|c| c.role == Role::Country)
        && view.is_mark(end, b',')
        && place(n + 2).is_some_and(|next| next.first as usize == end + 1);
    before || after || view.is(end, "and") || view.is(end, "or")
}

/// What it is worth for a bearer that one of the containers follows; none where it lies in none.
/// What has no country may lie anywhere, and a country is not looked for in another.
fn within(bearer: &Bearer, containers: &[Bearer]) -> Option<i32> {
    if bearer.country == [0; 2] || bearer.role == Role::Country {
        return Some(0);
    }
    let own =
        containers.iter().filter(|c| c.country == bearer.country && c.entity != bearer.entity);
    own.filter_map(|container| match container.role {
        Role::Country => Some(CONTAINED),
        // Of two in one country the nearer to its middle.
        _ => Some(CONTAINED - 10 * bearer.within(container)?),
    })
    .max()
}

/// Adds what parts of a name that no list has say.
fn parts(gazetteer: &Gazetteer, rest: &[NameMatch], name: &Name, evidence: &mut Evidence) {
    let mut inside = rest.iter().take_while(|m| m.first < name.last).peekable();
    let mut end = name.first;
    while let Some(m) = inside.next() {
        let longer = inside.peek().is_some_and(|n| n.first == m.first && n.last <= name.last);
        if m.first < end || m.last > name.last || longer {
            continue;
        }
        end = m.last;
        let mut bearers = [Kind::Place, Kind::Group]
            .into_iter()
            .flat_map(|kind| bearers(gazetteer, m.name, kind).take(2));
        let Some(mut best) = bearers.next() else { continue };
        let mut second = i32::MIN;
        for bearer in bearers {
            second = second.max(best.weight.min(bearer.weight));
            if bearer.weight > best.weight {
                best = bearer;
            }
        }
        if best.weight >= PART && best.weight.saturating_sub(second) >= CLEAR {
            evidence.add(Anchor::from(&best));
        }
    }
}

/// The spelling of the gazetteer that a name is, among matches that begin with it. Where policies
/// differ there are several, and the first that somebody of its kind bears is taken.
fn spelling(gazetteer: &Gazetteer, rest: &[NameMatch], name: &Name, kind: Kind) -> Option<NameId> {
    let here = rest.iter().take_while(|m| m.first == name.first);
    let mut here = here.filter(|m| m.last == name.last).map(|m| m.name).peekable();
    while let Some(spelling) = here.next() {
        if here.peek().is_none() || bearers(gazetteer, spelling, kind).next().is_some() {
            return Some(spelling);
        }
    }
    None
}
