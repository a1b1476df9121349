//! A user's own gazetteers: their names are found wherever their policy says.

use super::name::Name;
use crate::{Gazetteer, gazetteer::NameMatch, text::TextView};

/// Lays the names of `gazetteers` (all but the built-in one, which is first) over those found;
/// of overlapping orders the longer wins, then the later gazetteer.
pub(crate) fn lay_over(
    view: &TextView<'_, '_>,
    gazetteers: &[Gazetteer],
    matches: &mut Vec<NameMatch>,
    names: &mut Vec<Name>,
) {
    let mut orders: Vec<Name> = Vec::new();
    for (n, gazetteer) in gazetteers.iter().enumerate().skip(1) {
        matches.clear();
        gazetteer.find(view.text, view.tokens, matches);
        for m in matches.iter() {
            let Some(entry) = gazetteer.entries(m.name).next() else { continue };
            let kind = super::label::Kind::from_name(gazetteer.entry(entry).kind);
            orders.push(Name {
                first: m.first,
                last: m.last,
                kind,
                entry: Some((n as u32, entry)),
                margin: i32::MAX,
                ordered: true,
            });
        }
    }
    if orders.is_empty() {
        return;
    }
    orders.sort_by_key(|o| {
        (std::cmp::Reverse(o.last - o.first), std::cmp::Reverse(o.entry.map(|(n, _)| n)), o.first)
    });
    let mut taken = vec![false; view.tokens.len()];
    orders.retain(|order| {
        let tokens = &mut taken[order.tokens()];
        let free = !tokens.contains(&true);
        if free {
            tokens.fill(true);
        }
        free
    });
    names.retain(|name| !taken[name.tokens()].contains(&true));
    names.extend(orders);
    names.sort_by_key(|n| n.first);
}
