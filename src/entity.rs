//! Names: candidates, evidence, decoding, and the entities they stand for.

pub(crate) mod article;
pub(crate) mod context;
pub(crate) mod decode;
pub(crate) mod evidence;
pub(crate) mod hash;
pub(crate) mod label;
pub(crate) mod lists;
mod model;
pub(crate) mod pass;
pub(crate) mod recognise;
pub(crate) mod weights;

use self::{label::names, recognise::Recogniser};
pub use self::{
    model::{Entity, EntityKind, Evidence},
    weights::Weights,
};
use crate::{Gazetteer, text::TextView, time::Expression};

/// Buffers of the stage.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    recogniser: Recogniser,
}

/// Finds the names of a text.
pub(crate) fn find<'a>(
    view: &TextView<'a, '_>,
    gazetteers: &'a [Gazetteer],
    weights: Option<&Weights>,
    _times: &[Expression],
    buffers: &mut Buffers,
    out: &mut Vec<Entity<'a>>,
) {
    let recogniser = &mut buffers.recogniser;
    recogniser.prepare(view, gazetteers);
    let Some(weights) = weights else { return };
    recogniser.label(view, weights);
    names(&recogniser.labels, |first, last, kind| {
        let span = view.tokens.span(first).cover(view.tokens.span(last - 1));
        out.push(Entity {
            span,
            text: span.of(view.text).into(),
            kind: kind.entity(),
            subkind: None,
            canonical: span.of(view.text).into(),
            id: None,
            latitude: None,
            longitude: None,
            entity: 0,
            confidence: None,
            evidence: Vec::new(),
        });
    });
}
