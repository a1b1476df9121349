//! Names to entities: sources in TSV, a compiled image, matches in a text.

mod build;
mod builtin;
mod check;
mod dense;
mod entry;
mod facts;
mod find;
mod image;
#[cfg(feature = "import")]
pub mod import;
mod index;
mod key;
mod keys;
mod kind;
mod layout;
mod longest;
mod opening;
mod read;
mod records;
mod scan;
#[cfg(test)]
mod tests;
mod verify;
mod window;
mod write;

#[cfg(feature = "import")]
use self::build::check_name;
pub(crate) use self::scan::Workspace;
pub use self::{
    build::{GazetteerBuilder, Matching, NewEntry},
    builtin::compile_builtin,
    check::check,
    entry::{Entry, EntryHead, EntryId, Flags, Form, NameId, NameMatch, Sex, WordFacts},
    find::TextMatch,
    index::Gazetteer,
    kind::{Kind, SubkindId},
};
