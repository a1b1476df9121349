//! TSV to entries.

use super::{Flags, GazetteerBuilder};
use crate::{Error, Result};

/// Reads a gazetteer in TSV into `builder`; `file` is its name in messages.
pub(super) fn read_tsv(file: &str, text: &str, builder: &mut GazetteerBuilder) -> Result<()> {
    let mut header: Option<Vec<&str>> = None;
    for (i, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let Some(header) = &header else {
            header = Some(cells);
            continue;
        };
        let cell = |name: &str| {
            header
                .iter()
                .position(|&h| h == name)
                .and_then(|at| cells.get(at))
                .map_or("", |c| c.trim())
        };
        let (kind, canonical) = (cell("kind"), cell("canonical"));
        if kind.is_empty() || canonical.is_empty() {
            return Err(Error::gazetteer(file, i + 1, 1, "needs `kind` and `canonical`"));
        }
        let mut flags = 0;
        for flag in cell("flags").split(',').filter(|f| !f.is_empty()) {
            flags |= match flag.trim() {
                "cased" => Flags::CASED.0,
                "ctx" => Flags::CONTEXT.0,
                "common" => Flags::COMMON.0,
                "given" => Flags::GIVEN.0,
                "family" => Flags::FAMILY.0,
                "hist" => Flags::HISTORICAL.0,
                "anycase" => Flags::ANY_CASE.0,
                _ => 0,
            };
        }
        let coordinates = cell("latitude").parse().ok().zip(cell("longitude").parse().ok());
        builder.add_entry(
            cell("id"),
            kind,
            cell("subkind"),
            canonical,
            cell("aliases").split('|').filter(|a| !a.is_empty()),
            cell("country"),
            cell("weight").parse().unwrap_or(0.1),
            coordinates,
            Flags(flags),
        );
    }
    Ok(())
}
