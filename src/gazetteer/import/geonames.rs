//! `allCountries.txt` and its like from GeoNames.

use std::io::{BufRead, Write};

use super::{Counts, Row, Sink, next_line, weight};
use crate::{Error, Result};

/// What to take from GeoNames.
#[derive(Clone, Copy, Debug)]
pub struct GeoNames {
    /// Populated places of fewer inhabitants are left out.
    pub least_population: u64,
    /// Whether the alternate names become aliases. They carry no language, and some are common
    /// English words.
    pub alternate_names: bool,
}

impl Default for GeoNames {
    fn default() -> Self {
        Self { least_population: 1000, alternate_names: false }
    }
}

/// Reads a table of GeoNames (`allCountries.txt`, `cities500.txt`, a country's): countries,
/// first-level divisions, populated places, and waters, mountains, islands and regions.
///
/// # Errors
/// Reading or writing fails.
pub fn geonames(
    mut input: impl BufRead,
    out: impl Write,
    options: &GeoNames,
    progress: &mut dyn FnMut(&Counts),
) -> Result<Counts> {
    let mut sink = Sink::new(out, "GeoNames (geonames.org, CC BY 4.0)", progress)?;
    let mut line = Vec::new();
    while let Some(bytes) =
        next_line(&mut input, &mut line, 1 << 20).map_err(|e| Error::io("the input", e))?
    {
        sink.read(bytes);
        let Ok(text) = std::str::from_utf8(&line) else {
            sink.counts.fault();
            continue;
        };
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        match row(text, options) {
            Ok(Some(row)) => sink.write(&row)?,
            Ok(None) => {}
            Err(()) => sink.counts.fault(),
        }
    }
    sink.finish()
}

fn row(text: &str, options: &GeoNames) -> Result<Option<Row>, ()> {
    let cells: Vec<&str> = text.split('\t').collect();
    let [id, name, ascii, alternate, north, east, class, code, country, ..] = cells[..] else {
        return Err(());
    };
    let population: u64 = match cells.get(14) {
        Some(cell) if !cell.is_empty() => cell.parse().map_err(|_| ())?,
        _ => 0,
    };
    let Some(subkind) = subkind(class, code) else { return Ok(None) };
    if subkind == "city" && population < options.least_population {
        return Ok(None);
    }
    id.parse::<u64>().map_err(|_| ())?;
    let degrees = |cell: &str| cell.parse::<f64>().map_err(|_| ());
    let mut aliases = vec![ascii.to_owned()];
    if options.alternate_names {
        aliases.extend(alternate.split(',').map(str::to_owned));
    }
    Ok(Some(Row {
        id: format!("gn:{id}"),
        kind: "place".to_owned(),
        subkind: subkind.to_owned(),
        canonical: name.to_owned(),
        aliases,
        country: country.to_owned(),
        weight: match subkind {
            "country" => 0.4 + weight(population as f64, 9.0, 0.4),
            "city" => weight(population as f64 / 1000.0, 4.5, 0.6),
            _ => 0.05 + weight(population as f64, 9.0, 0.3),
        },
        coordinates: Some((degrees(north)?, degrees(east)?)),
        flags: if code.ends_with('H') && code.len() > 3 { "hist" } else { "" }.to_owned(),
    }))
}

/// The subkind of a feature code; none for what is left out.
fn subkind(class: &str, code: &str) -> Option<&'static str> {
    Some(match (class, code) {
        ("A", "PCLI" | "PCLS" | "PCLF" | "PCL") => "country",
        ("A", "PCLD" | "PCLIX" | "TERR") => "territory",
        ("A", "PCLH") => "former-country",
        ("A", "ADM1" | "ADM1H") => "subdivision",
        ("P", code) if !matches!(code, "PPLX" | "PPLQ" | "PPLW" | "PPLH") => "city",
        ("H", "SEA") => "sea",
        ("H", "OCN") => "ocean",
        ("H", "STM" | "STMS" | "CNL") => "river",
        ("H", "LK" | "LKS" | "RSV") => "lake",
        ("H", "STRT" | "CHN") => "strait",
        ("H", "GULF" | "BAY") => "gulf",
        ("T", "MT" | "MTS" | "PK" | "VLC") => "mountain",
        ("T", "DSRT") => "desert",
        ("T", "ISL" | "ISLS") => "island",
        ("L", "RGN" | "RGNH" | "AREA") => "region",
        ("L", "CONT") => "continent",
        _ => return None,
    })
}
