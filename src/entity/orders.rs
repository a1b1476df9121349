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
    let overlaps = |a: &Name, b: &Name| a.first < b.last && b.first < a.last;
    let mut kept: Vec<Name> = Vec::new();
    for order in orders {
        // Kept orders are few: those of one article.
        if !kept.iter().any(|k| overlaps(k, &order)) {
            kept.push(order);
        }
    }
    kept.sort_by_key(|k| k.first);
    names.retain(|name| {
        let at = kept.partition_point(|k| k.last <= name.first);
        kept.get(at).is_none_or(|k| !overlaps(k, name))
    });
    names.extend(kept);
    names.sort_by_key(|n| n.first);
}
