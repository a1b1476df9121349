//! Who, where, when, how many and who said what, from English news.

mod document;
pub mod entity;
mod error;
pub mod evaluate;
mod extractor;
pub mod fact;
pub mod gazetteer;
pub mod lexicon;
mod machine;
pub mod number;
mod offsets;
mod options;
pub mod output;
mod span;
pub mod text;
pub mod time;
#[cfg(feature = "train")]
pub mod train;

pub use self::{
    document::{Document, SCHEMA},
    entity::{Entity, EntityKind, Evidence, Weights},
    error::{Error, Result},
    extractor::{Article, Extractor, ExtractorBuilder, Scratch},
    gazetteer::{Gazetteer, GazetteerBuilder},
    number::Number,
    offsets::OffsetMap,
    options::{DateOrder, Explain, Layer, OffsetUnit, Overlap, TemporalBias, TimeAnchor},
    span::Span,
    time::Timex,
};

/// The examples of README.md are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
