//! The registry of research organisations.

use std::{
    fmt,
    io::{self, BufRead, Read, Write},
};

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;

use super::{Counts, Row, Sink};
use crate::{Error, Result};

/// Reads a dump of ROR in JSON, an array of records of schema 1 or 2.
///
/// # Errors
/// Reading or writing fails, or the file is no array of records.
pub fn ror(
    input: impl BufRead,
    out: impl Write,
    progress: &mut dyn FnMut(&Counts),
) -> Result<Counts> {
    let mut sink = Sink::new(out, "ROR (ror.org, CC0)", progress)?;
    let bytes = std::cell::Cell::new(0);
    let counted = Counted { input, bytes: &bytes };
    let mut failed = None;
    let mut json = serde_json::Deserializer::from_reader(counted);
    let records = Records(|record: &Value| {
        let so_far = bytes.get();
        let before = sink.counts.bytes;
        sink.read((so_far - before) as usize);
        match row(record) {
            Some(row) => {
                if let Err(error) = sink.write(&row) {
                    failed = Some(error);
                    return false;
                }
            }
            None if record["status"] == "withdrawn" => {}
            None => sink.counts.fault(),
        }
        true
    });
    let read = records.deserialize(&mut json).and_then(|()| json.end());
    if let Some(error) = failed {
        return Err(error);
    }
    read.map_err(|e| {
        let what = format!("is no array of records of ROR: {e}");
        Error::gazetteer("the input", e.line().max(1), e.column().max(1), what)
    })?;
    sink.finish()
}

/// Hands on the records of an array one by one.
struct Records<F>(F);

impl<'de, F: FnMut(&Value) -> bool> DeserializeSeed<'de> for Records<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(&Value) -> bool> Visitor<'de> for Records<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut records: A) -> Result<(), A::Error> {
        while let Some(record) = records.next_element::<Value>()? {
            if !(self.0)(&record) {
                return Err(serde::de::Error::custom("writing failed"));
            }
        }
        Ok(())
    }
}

fn row(record: &Value) -> Option<Row> {
    let id = record["id"].as_str()?.rsplit('/').next()?;
    if record["status"] == "withdrawn" {
        return None;
    }
    let mut canonical = record["name"].as_str().map(str::to_owned);
    let mut aliases = Vec::new();
    for list in ["aliases", "acronyms"] {
        aliases.extend(record[list].as_array().into_iter().flatten().filter_map(text));
    }
    for name in record["names"].as_array().into_iter().flatten() {
        let has = |kind: &str| {
            name["types"].as_array().is_some_and(|types| types.iter().any(|t| t == kind))
        };
        let value = text(&name["value"])?;
        if has("ror_display") {
            canonical = Some(value);
        } else if name["lang"] == "en" || name["lang"].is_null() || has("acronym") {
            aliases.push(value);
        }
    }
    let place = &record["locations"][0]["geonames_details"];
    let address = &record["addresses"][0];
    let number = |a: &Value, b: &Value| a.as_f64().or_else(|| b.as_f64());
    let country = text(&place["country_code"]).or_else(|| text(&record["country"]["country_code"]));
    let kind = record["types"].as_array().into_iter().flatten().filter_map(Value::as_str).next();
    Some(Row {
        id: format!("ror:{id}"),
        kind: "organisation".to_owned(),
        subkind: subkind(kind.unwrap_or("")).to_owned(),
        canonical: canonical?,
        aliases,
        country: country.unwrap_or_default(),
        weight: 0.05,
        coordinates: number(&place["lat"], &address["lat"])
            .zip(number(&place["lng"], &address["lng"])),
        ..Row::default()
    })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn subkind(kind: &str) -> &'static str {
    match kind.to_ascii_lowercase().as_str() {
        "education" => "university",
        "healthcare" => "hospital",
        "company" => "company",
        "archive" => "museum",
        "nonprofit" => "ngo",
        "government" => "agency",
        _ => "",
    }
}

/// Counts what is read.
struct Counted<'c, R> {
    input: R,
    bytes: &'c std::cell::Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.bytes.set(self.bytes.get() + read as u64);
        Ok(read)
    }
}
