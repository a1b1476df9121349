//! What was not chosen: every entry of every listed name that stands in the text.

use std::collections::BTreeMap;

use super::{Entity, EntityKind, Evidence, name::Name, recognise::Recogniser};
use crate::{Explain, Gazetteer, gazetteer::EntryId, text::TextView};

/// Adds an entity for each listed name in the text, and each entry that bears it, that is not
/// among the `chosen`; `out`, which holds those, stays in the order of the text. Mentions of one
/// entry have one number, that of the chosen entity where it has that entry.
pub(crate) fn add<'a>(
    view: &TextView<'a, '_>,
    gazetteers: &'a [Gazetteer],
    explain: Explain,
    chosen: &[Name],
    recogniser: &mut Recogniser,
    out: &mut Vec<Entity<'a>>,
) {
    let Recogniser { matches, space, .. } = recogniser;
    let mut next = out.iter().map(|entity| entity.entity + 1).max().unwrap_or(0);
    let mut numbers: BTreeMap<(u32, EntryId), u32> = BTreeMap::new();
    for (name, entity) in chosen.iter().zip(&*out) {
        if let Some((n, entry)) = name.entry {
            numbers.entry((n, entry)).or_insert(entity.entity);
        }
    }
    for (n, gazetteer) in (0u32..).zip(gazetteers) {
        matches.clear();
        gazetteer.find_with(view.text, view.tokens, space, matches);
        for found in matches.iter() {
            let (first, last) = (found.first as usize, found.last as usize);
            let span = view.tokens.span(first).cover(view.tokens.span(last - 1));
            for id in gazetteer.entries(found.name) {
                let entry = gazetteer.entry(id);
                let is_chosen = |name: &Name| {
                    (name.first, name.last) == (found.first, found.last)
                        && name.entry == Some((n, gazetteer.entity(id)))
                };
                let at = chosen.partition_point(|name| name.first < found.first);
                if chosen[at..].first().is_some_and(is_chosen) {
                    continue;
                }
                let number = *numbers.entry((n, gazetteer.entity(id))).or_insert_with(|| {
                    next += 1;
                    next - 1
                });
                let text = |text: &'a str| (!text.is_empty()).then_some(text.into());
                let evidence = match explain {
                    Explain::On => vec![Evidence {
                        rule: "not-chosen".into(),
                        detail: format!("{}: {}", entry.kind, entry.canonical),
                        weight: None,
                    }],
                    Explain::Off => Vec::new(),
                };
                out.push(Entity {
                    span,
                    text: span.of(view.text).into(),
                    kind: EntityKind::from(entry.kind),
                    subkind: text(entry.subkind),
                    canonical: entry.canonical.into(),
                    id: text(entry.id),
                    latitude: entry.coordinates.map(|(north, _)| north),
                    longitude: entry.coordinates.map(|(_, east)| east),
                    entity: number,
                    confidence: None,
                    evidence,
                });
            }
        }
    }
    // Stable: what was chosen comes first.
    out.sort_by_key(|entity| (entity.span.start, std::cmp::Reverse(entity.span.end)));
}
