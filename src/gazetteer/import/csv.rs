//! Any table with a header row.

use std::io::{BufRead, Write};

use super::{Counts, Row, Sink};
use crate::{Error, Result, gazetteer::check::COLUMNS};

/// Which column of a table is what.
///
/// ```
/// use dateline::gazetteer::import::Columns;
/// assert!(Columns::parse("canonical=Name,aliases=Other names,kind:ship").is_ok());
/// assert!(Columns::parse("kind:ship").unwrap_err().to_string().contains("canonical"));
/// ```
#[derive(Clone, Debug)]
pub struct Columns(Vec<(usize, Source)>);

#[derive(Clone, Debug)]
enum Source {
    Column(String),
    Constant(String),
}

impl Columns {
    /// Reads `canonical=Name,aliases=Other names,kind:ship`: `=` names the table's column, `:` gives
    /// the same value to all entries. `canonical` and `kind` have to be there; aliases are
    /// separated by `|` or `;`.
    ///
    /// # Errors
    /// A part is malformed, or one that has to be there is not.
    pub fn parse(columns: &str) -> Result<Self> {
        let mut all = Vec::new();
        for part in columns.split(',').filter(|part| !part.trim().is_empty()) {
            let at = part.find(['=', ':']).ok_or_else(|| {
                Error::option(format!("`{part}` is no column: write canonical=Name or kind:ship"))
            })?;
            let (field, value) = (part[..at].trim(), part[at + 1..].trim().to_owned());
            let field = COLUMNS.iter().position(|&f| f == field).ok_or_else(|| {
                Error::option(format!("no field `{field}`; there are {}", COLUMNS.join(", ")))
            })?;
            let column = part.as_bytes()[at] == b'=';
            all.push((field, if column { Source::Column(value) } else { Source::Constant(value) }));
        }
        for needed in [3, 1] {
            if !all.iter().any(|(field, _)| *field == needed) {
                let what = format!("no `{}`: write canonical=Name,kind:ship", COLUMNS[needed]);
                return Err(Error::option(what));
            }
        }
        Ok(Self(all))
    }
}

/// Reads a table in CSV (RFC 4180, quotes and line breaks in them included), `separator` between
/// its cells.
///
/// # Errors
/// Reading or writing fails, or the table has no column of a name that is asked for.
pub fn csv(
    mut input: impl BufRead,
    out: impl Write,
    separator: u8,
    columns: &Columns,
    progress: &mut dyn FnMut(&Counts),
) -> Result<Counts> {
    let mut sink = Sink::new(out, "a table", progress)?;
    let mut record = Record::default();
    let io = |e| Error::io("the input", e);
    if !record.read(&mut input, separator).map_err(io)? {
        return Err(Error::gazetteer("the input", 1, 1, "has no header row"));
    }
    let header: Vec<String> = record
        .cells()
        .map(|c| c.unwrap_or("").trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    let mut places = Vec::new();
    for (field, source) in &columns.0 {
        places.push((
            *field,
            match source {
                Source::Constant(value) => Err(value.as_str()),
                Source::Column(name) => {
                    Ok(header.iter().position(|h| h == name).ok_or_else(|| {
                        let what = format!("no column `{name}`; there are {}", header.join(", "));
                        Error::gazetteer("the input", 1, 1, what)
                    })?)
                }
            },
        ));
    }
    while record.read(&mut input, separator).map_err(io)? {
        sink.read(record.bytes);
        let mut fields = [""; COLUMNS.len()];
        let cells: Vec<Option<&str>> = record.cells().collect();
        if cells == [Some("")] {
            continue;
        }
        let mut sound = true;
        for &(field, place) in &places {
            fields[field] = match place {
                Err(constant) => constant,
                Ok(at) => cells.get(at).copied().flatten().unwrap_or_else(|| {
                    sound = false;
                    ""
                }),
            };
        }
        match row(&fields).filter(|_| sound) {
            Some(row) => sink.write(&row)?,
            None => sink.counts.fault(),
        }
    }
    sink.finish()
}

fn row(fields: &[&str; COLUMNS.len()]) -> Option<Row> {
    let [id, kind, subkind, canonical, aliases, country, weight, north, east, flags] =
        fields.map(str::trim);
    let number = |cell: &str| {
        if cell.is_empty() { Some(None) } else { cell.parse::<f64>().ok().map(Some) }
    };
    Some(Row {
        id: id.to_owned(),
        kind: kind.to_owned(),
        subkind: subkind.to_owned(),
        canonical: canonical.to_owned(),
        aliases: aliases.split(['|', ';']).map(str::to_owned).collect(),
        country: country.to_owned(),
        weight: number(weight)?.unwrap_or(0.1),
        coordinates: number(north)?.zip(number(east)?),
        flags: flags.to_owned(),
    })
}

/// A record of a table.
#[derive(Debug, Default)]
struct Record {
    text: Vec<u8>,
    ends: Vec<usize>,
    bytes: usize,
}

/// A record longer than this is cut: a quote was not closed.
const LONGEST: usize = 1 << 20;

impl Record {
    /// Reads the next record; false at the end.
    fn read(&mut self, input: &mut impl BufRead, separator: u8) -> std::io::Result<bool> {
        self.text.clear();
        self.ends.clear();
        self.bytes = 0;
        let (mut quoted, mut after_quote) = (false, false);
        loop {
            let buffer = input.fill_buf()?;
            if buffer.is_empty() {
                if self.bytes > 0 {
                    self.ends.push(self.text.len());
                }
                return Ok(self.bytes > 0);
            }
            let mut used = 0;
            let mut done = false;
            for &byte in buffer {
                used += 1;
                if quoted && byte == b'"' {
                    (quoted, after_quote) = (false, true);
                    continue;
                }
                match byte {
                    _ if quoted && self.text.len() < LONGEST => self.text.push(byte),
                    // A doubled quote stands for one.
                    b'"' if after_quote => {
                        self.text.push(b'"');
                        quoted = true;
                    }
                    b'"' if self.text.len() == self.ends.last().copied().unwrap_or(0) => {
                        quoted = true;
                    }
                    b'\n' => {
                        if self.text.last() == Some(&b'\r') {
                            self.text.pop();
                        }
                        self.ends.push(self.text.len());
                        done = true;
                        break;
                    }
                    _ if byte == separator => self.ends.push(self.text.len()),
                    _ if self.text.len() < LONGEST => self.text.push(byte),
                    _ => {}
                }
                after_quote = false;
            }
            self.bytes += used;
            input.consume(used);
            if done {
                return Ok(true);
            }
        }
    }

    /// The cells; none for one that is not UTF-8.
    fn cells(&self) -> impl Iterator<Item = Option<&str>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| {
            std::str::from_utf8(self.text.get(start..end).unwrap_or_default()).ok()
        })
    }
}
