//! Documents in the formats of others.
//!
//! JSON is not among them: a [`Document`] is serialised by any crate that speaks serde. Each
//! function takes the text and its document as the extractor gave it, with offsets in bytes.
//!
//! [`Document`]: crate::Document

mod brat;
mod conll;
mod csv;
mod geojson;
mod html;
mod marks;
mod table;
mod timeml;

pub use self::{
    brat::brat,
    conll::conll,
    csv::{CSV_HEAD, csv},
    geojson::{Feature, Geometry, Properties, geojson},
    html::{HTML_HEAD, HTML_TAIL, html},
    table::table,
    timeml::timeml,
};
