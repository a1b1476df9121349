//! CSV: any table with a header.

use std::{io::BufRead, mem};

use anyhow::bail;

use super::{Sink, entry::Entry};

const OURS: [&str; 9] =
    ["id", "kind", "subkind", "canonical", "aliases", "country", "weight", "latitude", "longitude"];

/// Reads `canonical=Name`.
pub fn pair(text: &str) -> Result<(String, String), String> {
    let (ours, theirs) = text.split_once('=').ok_or(format!("`{text}`: write canonical=Name"))?;
    if !OURS.contains(&ours) {
        return Err(format!("no column `{ours}`; there are {}", OURS.join(", ")));
    }
    Ok((ours.to_owned(), theirs.to_owned()))
}

/// Reads a table; `columns` says which of its columns are ours, where the names differ.
pub fn read(
    input: &mut impl BufRead,
    kind: Option<&str>,
    columns: &[(String, String)],
    separator: char,
    sink: Sink<'_>,
) -> anyhow::Result<u64> {
    let mut cells = Vec::new();
    if !record(input, separator, &mut cells)? {
        bail!("is empty");
    }
    let place = |ours: &str| {
        let given = columns.iter().find(|(known, _)| known == ours).map(|(_, theirs)| theirs);
        let theirs = given.map_or(ours, |theirs| theirs);
        let found = cells.iter().position(|cell| cell.trim() == theirs);
        match (found, given) {
            (None, Some(theirs)) => bail!("has no column `{theirs}`; it has {}", cells.join(", ")),
            _ => Ok(found),
        }
    };
    let places = OURS.iter().map(|ours| place(ours)).collect::<anyhow::Result<Vec<_>>>()?;
    if places[3].is_none() {
        bail!("has no column `canonical`; say which it is: --columns canonical=NAME");
    }
    if places[1].is_none() && kind.is_none() {
        bail!("has no column `kind`; say what its entries are: --kind ship");
    }
    let mut skipped = 0;
    while record(input, separator, &mut cells)? {
        let get = |i: usize| places[i].and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
        let number = |i: usize| get(i).parse::<f64>().ok();
        let given = |text: &str, other: Option<&str>| match text {
            "" => other.unwrap_or_default().to_owned(),
            text => text.to_owned(),
        };
        let aliases = get(4).split(['|', ';']).map(str::trim).filter(|alias| !alias.is_empty());
        let entry = Entry {
            id: get(0).to_owned(),
            kind: given(get(1), kind),
            subkind: get(2).to_owned(),
            canonical: get(3).to_owned(),
            aliases: aliases.map(str::to_owned).collect(),
            country: get(5).to_uppercase(),
            weight: number(6).unwrap_or(0.1),
            coordinates: number(7).zip(number(8)),
        };
        if entry.is_usable() {
            sink(&entry)?;
        } else {
            skipped += 1;
        }
    }
    Ok(skipped)
}

/// Reads a record as RFC 4180 has it: cells in quotes may hold separators, line ends and doubled
/// quotes. False at the end.
fn record(
    input: &mut impl BufRead,
    separator: char,
    cells: &mut Vec<String>,
) -> anyhow::Result<bool> {
    cells.clear();
    let (mut cell, mut quoted, mut any) = (String::new(), false, false);
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        let text = if any { &*text } else { text.trim_start_matches('\u{feff}') };
        any = true;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    cell.push('"');
                }
                '"' if quoted => quoted = false,
                '"' if cell.is_empty() => quoted = true,
                '\r' | '\n' if !quoted => {}
                c if c == separator && !quoted => cells.push(mem::take(&mut cell)),
                c => cell.push(c),
            }
        }
        if !quoted {
            break;
        }
    }
    if any {
        cells.push(cell);
    }
    Ok(any)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(csv: &str, columns: &[&str]) -> anyhow::Result<Vec<Entry>> {
        let columns: Vec<_> = columns.iter().map(|text| pair(text).unwrap()).collect();
        let mut entries = Vec::new();
        read(&mut csv.as_bytes(), Some("ship"), &columns, ',', &mut |entry| {
            entries.push(entry.clone());
            Ok(())
        })?;
        Ok(entries)
    }

    #[test]
    fn quotes_lines_and_columns() {
        let csv = "\u{feff}Name,id,aliases\r\n\"Ever \"\"Given\"\"\",x:1,EG; Given\r\n,x:2,\r\n\"Two\nlines, one name\",x:3,\r\n";
        let entries = entries(csv, &["canonical=Name"]).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!((&*entries[0].canonical, &*entries[0].id), ("Ever \"Given\"", "x:1"));
        assert_eq!(entries[0].aliases, ["EG", "Given"]);
        assert_eq!(entries[1].canonical, "Two\nlines, one name");
    }

    #[test]
    fn missing_columns_are_named() {
        let fault = |csv, columns: &[&str]| entries(csv, columns).unwrap_err().to_string();
        assert!(fault("a,b\n", &[]).contains("--columns canonical"));
        assert!(fault("a,b\n", &["canonical=c"]).contains("no column `c`; it has a, b"));
        assert!(pair("name=x").is_err() && pair("x").is_err());
    }
}
