//! A user's own gazetteers: their names are found wherever their policy says.

use super::{name::Name, recognise::Recogniser};
use crate::{Gazetteer, text::TextView};

/// Buffers of the stage.
#[derive(Debug, Default)]
pub(crate) struct Orders {
    orders: Vec<Name>,
    /// Which tokens belong to one.
    taken: Vec<bool>,
}

/// Lays the names of `gazetteers` (all but the built-in one, which is first) over those found;
/// of overlapping orders the longer wins, then the later gazetteer.
pub(crate) fn lay_over(
    view: &TextView<'_, '_>,
    gazetteers: &[Gazetteer],
    recogniser: &mut Recogniser,
    buffers: &mut Orders,
    names: &mut Vec<Name>,
) {
    let Orders { orders, taken } = buffers;
    let Recogniser { matches, space, .. } = recogniser;
    orders.clear();
    for (n, gazetteer) in gazetteers.iter().enumerate().skip(1) {
        matches.clear();
        gazetteer.find_with(view.text, view.tokens, space, matches);
        for m in matches.iter() {
            let Some(entry) = gazetteer.entries(m.name).next() else { continue };
            let kind = super::label::Kind::from_name(gazetteer.entry(entry).kind);
            let entry = Some((n as u32, gazetteer.entity(entry)));
            // The first of several matches of the same tokens wins.
            let here = |o: &Name| {
                (o.first, o.last) == (m.first, m.last) && o.entry.map(|e| e.0) == Some(n as u32)
            };
            if orders.last().is_some_and(here) {
                continue;
            }
            orders.push(Name {
                first: m.first,
                last: m.last,
                kind,
                entry,
                lead: i32::MAX,
                held: None,
                margin: i32::MAX,
                ordered: true,
            });
        }
    }
    if orders.is_empty() {
        return;
    }
    orders.sort_unstable_by_key(|o| {
        (std::cmp::Reverse(o.last - o.first), std::cmp::Reverse(o.entry.map(|(n, _)| n)), o.first)
    });
    taken.clear();
    taken.resize(view.tokens.len(), false);
    orders.retain(|order| {
        let tokens = &mut taken[order.tokens()];
        let free = !tokens.contains(&true);
        if free {
            tokens.fill(true);
        }
        free
    });
    names.retain(|name| !taken[name.tokens()].contains(&true));
    names.append(orders);
    names.sort_unstable_by_key(|n| n.first);
}
