//! Public sets of names to gazetteers in TSV: GeoNames, Wikidata, ROR and any CSV.
//!
//! All read a stream and write a stream, an entity at a time, so that memory does not grow with the
//! file. Rows that cannot be read are counted and reported, not dropped silently.
//!
//! ```
//! use dateline::gazetteer::import;
//! let csv = "Ship,Flag\nEver Given,PA\n";
//! let columns = import::Columns::parse("canonical=Ship,country=Flag,kind:ship")?;
//! let mut out = Vec::new();
//! let counts = import::csv(csv.as_bytes(), &mut out, b',', &columns, &mut |_| ())?;
//! assert_eq!(counts.written, 1);
//! assert!(String::from_utf8(out).unwrap().contains("\tship\t\tEver Given\t\tPA\t"));
//! # Ok::<(), dateline::Error>(())
//! ```

mod csv;
mod geonames;
mod ror;
mod wikidata;

use std::io::{self, BufRead, Write};

pub use self::{
    csv::{Columns, csv},
    geonames::{GeoNames, geonames},
    ror::ror,
    wikidata::{Classes, wikidata},
};
use crate::{Error, Result, gazetteer::check_name};

/// How far an import is, and what has come of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Bytes read.
    pub bytes: u64,
    /// Records read.
    pub read: u64,
    /// Entries written.
    pub written: u64,
    /// Records that are malformed.
    pub faults: u64,
    /// The first record that is malformed, counted from 1; zero if none is.
    pub first_fault: u64,
}

impl Counts {
    fn fault(&mut self) {
        self.faults += 1;
        if self.first_fault == 0 {
            self.first_fault = self.read;
        }
    }
}

/// An entry on its way out.
#[derive(Clone, Debug, Default)]
struct Row {
    id: String,
    kind: String,
    subkind: String,
    canonical: String,
    aliases: Vec<String>,
    country: String,
    weight: f64,
    coordinates: Option<(f64, f64)>,
    flags: String,
}

/// Writes entries, and tells how far it is.
struct Sink<'s, W> {
    out: W,
    counts: Counts,
    progress: &'s mut dyn FnMut(&Counts),
    line: String,
}

impl<'s, W: Write> Sink<'s, W> {
    fn new(out: W, origin: &str, progress: &'s mut dyn FnMut(&Counts)) -> Result<Self> {
        let mut sink = Self { out, counts: Counts::default(), progress, line: String::new() };
        sink.line = format!(
            "# Imported from {origin}.\n\
             id\tkind\tsubkind\tcanonical\taliases\tcountry\tweight\tlatitude\tlongitude\tflags\n"
        );
        sink.flush()?;
        Ok(sink)
    }

    /// Counts a record of so many bytes.
    fn read(&mut self, bytes: usize) {
        self.counts.bytes += bytes as u64;
        self.counts.read += 1;
        if self.counts.read.is_multiple_of(10_000) {
            (self.progress)(&self.counts);
        }
    }

    fn flush(&mut self) -> Result<()> {
        self.out.write_all(self.line.as_bytes()).map_err(|e| Error::io("the output", e))
    }

    /// Writes an entry, with its names cleaned. An entry whose canonical name cannot be a name is a
    /// fault; such aliases are left out.
    fn write(&mut self, row: &Row) -> Result<()> {
        let canonical = clean(&row.canonical);
        if check_name(&canonical).is_err() || row.kind.is_empty() {
            self.counts.fault();
            return Ok(());
        }
        let mut aliases: Vec<String> = Vec::new();
        for alias in &row.aliases {
            let alias = clean(alias);
            if check_name(&alias).is_ok() && alias != canonical && !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
        let (north, east) = match row.coordinates {
            Some((north, east)) if north.abs() <= 90.0 && east.abs() <= 180.0 => {
                (format!("{north:.5}"), format!("{east:.5}"))
            }
            _ => Default::default(),
        };
        let country =
            if row.country.len() == 2 { row.country.to_uppercase() } else { String::new() };
        self.line.clear();
        self.line.push_str(&format!(
            "{}\t{}\t{}\t{canonical}\t{}\t{country}\t{:.2}\t{north}\t{east}\t{}\n",
            clean(&row.id),
            clean(&row.kind),
            clean(&row.subkind),
            aliases.join("|"),
            row.weight.clamp(0.0, 1.0),
            clean(&row.flags),
        ));
        self.flush()?;
        self.counts.written += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<Counts> {
        self.out.flush().map_err(|e| Error::io("the output", e))?;
        (self.progress)(&self.counts);
        Ok(self.counts)
    }
}

/// One line of white space, without what separates cells and aliases.
fn clean(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if c == '|' || c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The next line without its end; none at the end. Lines longer than this many bytes are read and
/// given as nothing.
fn next_line(
    input: &mut impl BufRead,
    line: &mut Vec<u8>,
    limit: usize,
) -> io::Result<Option<usize>> {
    line.clear();
    let mut read = 0;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok((read > 0).then_some(read));
        }
        let end = buffer.iter().position(|&b| b == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        if read + part.len() <= limit {
            line.extend_from_slice(part);
        } else {
            line.clear();
        }
        let used = part.len() + usize::from(end.is_some());
        read += used;
        input.consume(used);
        if end.is_some() {
            if line.last() == Some(&b'\r') {
                line.pop();
            }
            return Ok(Some(read));
        }
    }
}

/// A weight from a count that spans many orders of magnitude.
fn weight(count: f64, orders: f64, most: f64) -> f64 {
    (count.max(1.0).log10() / orders).clamp(0.0, 1.0) * most
}

#[cfg(test)]
mod tests;
