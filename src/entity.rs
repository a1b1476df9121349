//! Names: candidates, evidence, decoding, and the entities they stand for.

mod model;

pub use self::model::{Entity, EntityKind, Evidence};
use crate::{Gazetteer, gazetteer::NameMatch, text::TextView, time::Expression};

/// Buffers of the stage.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    matches: Vec<NameMatch>,
}

/// Finds the names of a text.
pub(crate) fn find<'a>(
    view: &TextView<'a, '_>,
    gazetteers: &'a [Gazetteer],
    _times: &[Expression],
    buffers: &mut Buffers,
    out: &mut Vec<Entity<'a>>,
) {
    buffers.matches.clear();
    for gazetteer in gazetteers {
        gazetteer.find(view.text, view.tokens, &mut buffers.matches);
        for m in &buffers.matches {
            let Some(entry) = gazetteer.entries(m.name).next().map(|id| gazetteer.entry(id)) else {
                continue;
            };
            let span =
                view.tokens.span(m.first as usize).cover(view.tokens.span(m.last as usize - 1));
            out.push(Entity {
                span,
                text: span.of(view.text).into(),
                kind: EntityKind::from(entry.kind),
                subkind: None,
                canonical: entry.canonical.into(),
                id: None,
                latitude: None,
                longitude: None,
                entity: 0,
                confidence: None,
                evidence: Vec::new(),
            });
        }
    }
}
