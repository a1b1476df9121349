//! Names: candidates, evidence, decoding, and the entities they stand for.

pub(crate) mod article;
pub(crate) mod context;
pub(crate) mod decode;
pub(crate) mod evidence;
pub(crate) mod hash;
pub(crate) mod label;
pub(crate) mod lists;
mod model;
mod name;
mod orders;
pub(crate) mod pass;
pub(crate) mod recognise;
mod resolve;
pub(crate) mod weights;

use self::{label::names, name::Name, recognise::Recogniser, resolve::Resolver};
pub use self::{
    model::{Entity, EntityKind, Evidence},
    weights::Weights,
};
use crate::{Gazetteer, text::TextView, time::Expression};

/// Buffers of the stage.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    recogniser: Recogniser,
    names: Vec<Name>,
    resolver: Resolver,
}

/// Finds the names of a text. The first gazetteer is the built-in one (or an empty one); its names
/// are evidence, those of the others are orders.
pub(crate) fn find<'a>(
    view: &TextView<'a, '_>,
    gazetteers: &'a [Gazetteer],
    weights: &Weights,
    _times: &[Expression],
    buffers: &mut Buffers,
    out: &mut Vec<Entity<'a>>,
) {
    let Buffers { recogniser, names: found, resolver } = buffers;
    recogniser.prepare(view, gazetteers);
    recogniser.label(view, weights);
    found.clear();
    names(&recogniser.labels, |first, last, kind| {
        let margin = recogniser.margins[first..last].iter().copied().min().unwrap_or(0);
        let mut name = Name {
            first: first as u32,
            last: last as u32,
            kind: Some(kind),
            entry: None,
            margin,
            ordered: false,
        };
        name.trim(view);
        found.push(name);
    });
    for name in found.iter_mut() {
        name.entry = recogniser.link(&gazetteers[0], name).map(|entry| (0, entry));
    }
    orders::lay_over(view, gazetteers, &mut recogniser.matches, found);
    resolver.resolve(view, found);
    for (name, &entity) in found.iter().zip(&resolver.assigned) {
        out.push(mention(view, gazetteers, resolver, name, entity));
    }
}

fn mention<'a>(
    view: &TextView<'a, '_>,
    gazetteers: &'a [Gazetteer],
    resolver: &Resolver,
    name: &Name,
    entity: u32,
) -> Entity<'a> {
    let tokens = name.tokens();
    let span = view.tokens.span(tokens.start).cover(view.tokens.span(tokens.end - 1));
    let entry = name.entry.map(|(gazetteer, entry)| gazetteers[gazetteer as usize].entry(entry));
    let text = |s: &'a str| (!s.is_empty()).then_some(s.into());
    let kind = match (name.kind, entry) {
        (Some(kind), _) => kind.entity(),
        (None, Some(entry)) => EntityKind::from(entry.kind),
        (None, None) => EntityKind::Label("".into()),
    };
    Entity {
        span,
        text: span.of(view.text).into(),
        kind,
        subkind: entry.and_then(|e| text(e.subkind)),
        canonical: resolver.canonical(view, gazetteers, entity),
        id: entry.and_then(|e| text(e.id)),
        latitude: entry.and_then(|e| e.coordinates).map(|(latitude, _)| latitude),
        longitude: entry.and_then(|e| e.coordinates).map(|(_, longitude)| longitude),
        entity,
        confidence: None,
        evidence: Vec::new(),
    }
}
