//! GeoNames: nineteen columns with tabs, no header.

use std::io::BufRead;

use super::{
    Sink,
    entry::{Entry, is_latin},
    for_each_line,
};

/// Reads a dump; populated places of fewer than `least` people are left out.
pub fn read(input: &mut impl BufRead, least: u64, sink: Sink<'_>) -> anyhow::Result<u64> {
    let mut skipped = 0;
    for_each_line(input, |line| {
        match entry(line, least).filter(Entry::is_usable) {
            Some(entry) => sink(&entry)?,
            None => skipped += 1,
        }
        Ok(())
    })?;
    Ok(skipped)
}

fn entry(line: &str, least: u64) -> Option<Entry> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[id, name, _, others, north, east, class, code, country, ..] = &*cells else {
        return None;
    };
    let population: u64 = cells.get(14).and_then(|cell| cell.parse().ok()).unwrap_or(0);
    let subkind = subkind(class, code)?;
    if subkind == "city" && population < least {
        return None;
    }
    let aliases = others.split(',').map(str::trim).filter(|name| is_latin(name));
    Some(Entry {
        id: format!("gn:{id}"),
        kind: "place".to_owned(),
        subkind: subkind.to_owned(),
        canonical: name.to_owned(),
        aliases: aliases.map(str::to_owned).collect(),
        country: country.to_owned(),
        weight: weight(subkind, population),
        coordinates: north.parse().ok().zip(east.parse().ok()),
    })
}

/// Our name for a feature class and code; none for what news hardly names.
fn subkind(class: &str, code: &str) -> Option<&'static str> {
    Some(match (class, code) {
        ("A", _) if code.starts_with("PCL") => "country",
        ("A", "ADM1" | "ADM2") => "subdivision",
        ("A", "TERR" | "ZN") => "territory",
        ("P", "PPLX" | "PPLQ" | "PPLH" | "PPLW") => return None,
        ("P", _) => "city",
        ("H", "SEA") => "sea",
        ("H", "OCN") => "ocean",
        ("H", "STM" | "STMX") => "river",
        ("H", "LK" | "LKS" | "RSV") => "lake",
        ("H", "STRT" | "CHN") => "strait",
        ("H", "GULF" | "BAY") => "gulf",
        ("T", "MT" | "MTS" | "PK" | "VLC") => "mountain",
        ("T", "ISL" | "ISLS") => "island",
        ("T", "DSRT") => "desert",
        ("L", "CONT") => "continent",
        ("L", "RGN" | "RGNE" | "RGNH" | "RGNL") => "region",
        _ => return None,
    })
}

/// Ten times the people are news a little more often.
fn weight(subkind: &str, population: u64) -> f64 {
    let people = (population.max(1) as f64).log10();
    match subkind {
        "country" => 0.3 + 0.05 * people,
        "subdivision" | "territory" => 0.05 + 0.02 * people,
        "city" => 0.02 + 0.08 * (people - 3.0).max(0.0),
        _ => 0.05,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_an_entry() {
        let row = "1\tPort Kavu\tPort Kavu\tKavu,Пorт,Old Kavu\t-4.05\t39.66\tP\tPPL\tKE\t\t\t\t\t\t120000\t\t5\t\t";
        let entry = entry(row, 1000).unwrap();
        assert_eq!((&*entry.id, &*entry.subkind, &*entry.country), ("gn:1", "city", "KE"));
        assert_eq!(entry.aliases, ["Kavu", "Old Kavu"]);
        assert_eq!(entry.coordinates, Some((-4.05, 39.66)));
        assert!(super::entry(row, 200_000).is_none() && super::entry("1\tx", 0).is_none());
    }
}
