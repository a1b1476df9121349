//! TSV to entries.

use super::{Flags, GazetteerBuilder, NewEntry};
use crate::{Error, Result};

/// The bytes of a TSV file as text.
pub(super) fn utf8<'t>(file: &str, bytes: &'t [u8]) -> Result<&'t str> {
    std::str::from_utf8(bytes).map_err(|e| {
        let before = &bytes[..e.valid_up_to()];
        let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
        let column = before.rsplit(|&b| b == b'\n').next().map_or(1, |l| l.len() + 1);
        Error::gazetteer(file, line, column, "is not UTF-8; save the file as UTF-8")
    })
}

/// Reads a gazetteer in TSV into `builder`; `file` is its name in messages.
pub(super) fn add_tsv(file: &str, text: &str, builder: &mut GazetteerBuilder) -> Result<()> {
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
        let aliases: Vec<&str> =
            cell("aliases").split('|').map(str::trim).filter(|a| !a.is_empty()).collect();
        let entry = NewEntry {
            id: cell("id"),
            kind,
            subkind: cell("subkind"),
            canonical,
            aliases: &aliases,
            country: cell("country"),
            weight: cell("weight").parse().unwrap_or(0.1),
            coordinates: cell("latitude").parse().ok().zip(cell("longitude").parse().ok()),
            flags: Flags(flags),
        };
        builder.add(&entry).map_err(|e| Error::gazetteer(file, i + 1, 1, e.to_string()))?;
    }
    Ok(())
}
