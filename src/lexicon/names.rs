//! The lists that the finding of names reads.

use super::{Builder, Class, Table};
use crate::Result;

/// A list whose words all mean one class.
struct List {
    file: &'static str,
    text: &'static str,
    class: Class,
}

const LISTS: &[List] = &[];

pub(super) fn add(builder: &mut Builder) -> Result<()> {
    for list in LISTS {
        for row in Table::read(list.file, list.text)?.rows() {
            builder.add(row.need("word")?, list.class, 0);
        }
    }
    Ok(())
}
