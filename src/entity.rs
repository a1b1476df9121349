//! Names: candidates, evidence, decoding, and the entities they stand for.

mod alternatives;
pub(crate) mod article;
mod confidence;
pub(crate) mod context;
pub(crate) mod decode;
pub(crate) mod evidence;
mod explain;
pub(crate) mod hash;
pub(crate) mod label;
mod linking;
pub(crate) mod lists;
mod model;
mod name;
mod orders;
pub(crate) mod pass;
pub(crate) mod recognise;
mod resolve;
mod score;
mod settle;
pub(crate) mod weights;

use self::{
    label::{Kind, names},
    linking::Linker,
    name::Name,
    orders::Orders,
    recognise::Recogniser,
    resolve::Resolver,
};
pub use self::{
    model::{Entity, EntityKind, Evidence},
    weights::Weights,
};
use crate::{Explain, Gazetteer, text::TextView, time::Expression};

/// Buffers of the stage.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    recogniser: Recogniser,
    names: Vec<Name>,
    orders: Orders,
    linker: Linker,
    resolver: Resolver,
    /// Of each entity, which of the mentions is the first.
    firsts: Vec<u32>,
}

impl Buffers {
    /// Takes a canonical name back that was put together: its room is used again.
    pub(crate) fn recycle(&mut self, canonical: String) {
        self.resolver.recycle(canonical);
    }
}

/// What the stage is given besides the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    /// The built-in gazetteer (or an empty one), whose names are evidence; then the user's, whose
    /// names are orders.
    pub(crate) gazetteers: &'a [Gazetteer],
    pub(crate) weights: &'a Weights,
    pub(crate) explain: Explain,
    /// Names that are less sure are left out.
    pub(crate) threshold: f32,
    /// Links that are less sure are held back.
    pub(crate) link_threshold: f32,
}

/// Finds the names of a text; times that are parts of names are struck.
pub(crate) fn find<'a>(
    view: &TextView<'a, '_>,
    given: &Given<'a>,
    times: &mut Vec<Expression>,
    buffers: &mut Buffers,
    out: &mut Vec<Entity<'a>>,
) {
    let Buffers { recogniser, names: found, orders, linker, resolver, firsts } = buffers;
    let gazetteers = given.gazetteers;
    recogniser.prepare(view, gazetteers, times);
    recogniser.label(view, given.weights);
    found.clear();
    names(&recogniser.labels, |first, last, kind| {
        let margin = recogniser.margins[first..last].iter().copied().min().unwrap_or(0);
        let mut name = Name::new(first as u32, last as u32, kind, margin);
        name.trim(view);
        if given.threshold <= 0.0 || confidence::of_margin(margin) >= given.threshold {
            found.push(name);
        }
    });
    recogniser.join_groups(view, found);
    recogniser.add_listed(view, found);
    linker.link(view, &gazetteers[0], &recogniser.matches, found, given.link_threshold);
    orders::lay_over(view, gazetteers, recogniser, orders, found);
    settle::settle(found, times);
    let links: Vec<_> = match given.explain {
        Explain::On => found.iter().map(|name| name.entry).collect(),
        Explain::Off => Vec::new(),
    };
    resolver.resolve(view, found);
    // Entities are numbered by their first mentions: the entry of one is read once for all of them.
    firsts.clear();
    for (n, name) in found.iter().enumerate() {
        let entity = resolver.assigned[n];
        let mention = match firsts.get(entity as usize) {
            Some(&first) if name.entry.is_some() => again(view, name, &out[first as usize]),
            _ => mention(view, gazetteers, resolver, name, entity),
        };
        if entity as usize == firsts.len() {
            firsts.push(out.len() as u32);
        }
        out.push(mention);
    }
    for (n, entry) in links.into_iter().enumerate() {
        let name = Name { entry, ..found[n] };
        let chain = recogniser.chains.iter().find(|c| c.tokens().contains(&(name.first as usize)));
        let label = recogniser.labels[name.first as usize];
        let context = recogniser.context(view);
        let mut evidence =
            explain::explain(&context, given.weights, gazetteers, chain, label, &name);
        let canonical = &out[n].canonical;
        if !name.ordered {
            evidence.push(Evidence {
                rule: "margin".into(),
                detail: "ahead of any other reading".into(),
                weight: Some(name.margin as f32 / weights::UNIT),
            });
        }
        if entry.is_none() && *canonical != out[n].text {
            evidence.push(Evidence {
                rule: "same-entity".into(),
                detail: format!("the article names {canonical}"),
                weight: None,
            });
        }
        out[n].evidence = evidence;
    }
}

/// A further mention of an entity that links to an entry.
fn again<'a>(view: &TextView<'a, '_>, name: &Name, first: &Entity<'a>) -> Entity<'a> {
    let span = name.span(view);
    Entity {
        span,
        text: span.of(view.text).into(),
        kind: name.kind.map_or_else(|| first.kind.clone(), Kind::entity),
        confidence: confidence_of(name),
        ..first.clone()
    }
}

/// How sure a name is, but for one that a user's gazetteer ordered.
fn confidence_of(name: &Name) -> Option<f32> {
    (!name.ordered).then(|| confidence::of_margin(name.margin))
}

/// Adds to the names found what was not chosen.
pub(crate) fn add_alternatives<'a>(
    view: &TextView<'a, '_>,
    given: &Given<'a>,
    buffers: &mut Buffers,
    out: &mut Vec<Entity<'a>>,
) {
    let Buffers { recogniser, names, .. } = buffers;
    alternatives::add(view, given.gazetteers, given.explain, names, recogniser, out);
}

fn mention<'a>(
    view: &TextView<'a, '_>,
    gazetteers: &'a [Gazetteer],
    resolver: &mut Resolver,
    name: &Name,
    entity: u32,
) -> Entity<'a> {
    let span = name.span(view);
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
        confidence: confidence_of(name),
        evidence: Vec::new(),
    }
}
