//! TSV to entries.

use super::{
    Flags, GazetteerBuilder, NewEntry,
    check::{COLUMNS, check},
};
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

/// Reads a gazetteer in TSV into `builder`; `file` is its name in messages. Columns that it does not
/// know are left alone; what a known column says has to be right.
pub(super) fn add_tsv(file: &str, text: &str, builder: &mut GazetteerBuilder) -> Result<()> {
    let text = text.trim_start_matches('\u{feff}');
    let mut columns: Option<[Option<usize>; 10]> = None;
    for (i, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let Some(columns) = &columns else {
            columns = Some(COLUMNS.map(|name| cells.iter().position(|&cell| cell == name)));
            continue;
        };
        let [id, kind, subkind, canonical, aliases, country, weight, north, east, flags] =
            columns.map(|at| at.and_then(|at| cells.get(at).copied()).unwrap_or(""));
        let aliases: Vec<&str> =
            aliases.split('|').map(str::trim).filter(|alias| !alias.is_empty()).collect();
        let entry = (|| {
            let number = |cell: &str, end: f32| match cell {
                "" => Some(None),
                _ => cell.parse().ok().filter(|n: &f32| n.abs() <= end).map(Some),
            };
            if kind.is_empty() || canonical.is_empty() {
                return None;
            }
            Some(NewEntry {
                id,
                kind,
                subkind,
                canonical,
                aliases: &aliases,
                country,
                weight: number(weight, 1.0)?.unwrap_or(0.1),
                coordinates: number(north, 90.0)?.zip(number(east, 180.0)?),
                flags: flags_of(flags)?,
            })
        })();
        if entry.is_none_or(|entry| builder.add(&entry).is_err()) {
            return Err(fault_at(file, text, i + 1));
        }
    }
    Ok(())
}

fn flags_of(cell: &str) -> Option<Flags> {
    let mut flags = 0;
    for flag in cell.split(',').map(str::trim).filter(|flag| !flag.is_empty()) {
        flags |= match flag {
            "cased" => Flags::CASED.0,
            "ctx" => Flags::CONTEXT.0,
            "common" => Flags::COMMON.0,
            "given" => Flags::GIVEN.0,
            "family" => Flags::FAMILY.0,
            "hist" => Flags::HISTORICAL.0,
            "anycase" => Flags::ANY_CASE.0,
            _ => return None,
        };
    }
    Some(Flags(flags))
}

/// What is wrong with a line, in the words of [`check`].
fn fault_at(file: &str, text: &str, line: usize) -> Error {
    let faults = check(file, text);
    let mut here = faults.into_iter().filter(|fault| fault.line() == Some(line));
    here.next().unwrap_or_else(|| {
        Error::gazetteer(file, line, 1, "is malformed; it needs `kind` and `canonical`")
    })
}
