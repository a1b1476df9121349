//! Who, where, when and how many, from English news; who said what is to come.
//!
//! - [`Extractor`] reads articles and gives a [`Document`] of each: [`Entity`], [`Timex`],
//!   [`Number`].
//! - [`Gazetteer`] is a list of names: the built-in one, or your own laid over it.
//! - [`Weights`] is the table that names are decoded with; feature `train` makes one from your own
//!   articles.
//!
//! ```
//! use dateline::{Article, Extractor};
//!
//! let extractor = Extractor::new();
//! let text = "Shinzo Abe flew to Nairobi on Friday with 70 executives.";
//! let article = Article { text, date: Some("2016-08-27"), ..Article::default() };
//! let document = extractor.extract_article(&article);
//! assert_eq!(document.entities[1].canonical, "Nairobi");
//! assert_eq!(document.timexes[0].value.as_ref().unwrap().to_string(), "2016-08-26");
//! assert_eq!(document.numbers[0].text, "70");
//! ```

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
mod perfect;
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
