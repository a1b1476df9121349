//! Names to entities: sources in TSV, a compiled image, matches in a text.

mod entry;
mod index;
mod read;

pub use self::{
    entry::{Entry, EntryId, Flags, NameId, NameMatch, WordFacts},
    index::{Gazetteer, GazetteerBuilder},
};
