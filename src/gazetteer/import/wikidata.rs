//! Entities of Wikidata, a JSON object a line.

use std::{
    collections::HashMap,
    io::{BufRead, Write},
};

use serde_json::Value;

use super::{Counts, Row, Sink, next_line, weight};
use crate::{Error, Result};

/// Which classes are taken, and as what.
///
/// ```
/// use dateline::gazetteer::import::Classes;
/// assert!(Classes::parse("Q1=place/city,Q2=person").is_ok());
/// assert!(Classes::parse("city").unwrap_err().to_string().contains("Q1=place/city"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Classes(HashMap<String, (String, String)>);

impl Classes {
    /// Reads `Q1=place/city,Q2=person`: the class, and the kind and subkind of what is an instance
    /// of it.
    ///
    /// # Errors
    /// A part is malformed.
    pub fn parse(classes: &str) -> Result<Self> {
        let mut all = HashMap::new();
        for part in classes.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (class, kind) = part
                .split_once('=')
                .filter(|(class, kind)| is_item(class) && !kind.is_empty())
                .ok_or_else(|| {
                    Error::option(format!("`{part}` is no class: write Q1=place/city,Q2=person"))
                })?;
            let (kind, subkind) = kind.split_once('/').unwrap_or((kind, ""));
            all.insert(class.to_owned(), (kind.to_owned(), subkind.to_owned()));
        }
        Ok(Self(all))
    }
}

fn is_item(class: &str) -> bool {
    class.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Reads a dump of Wikidata in JSON (an entity a line; the brackets and commas of the full dump are
/// skipped): what has an English label and is an instance (P31) of one of the classes. The weight
/// grows with the number of Wikipedias that have an article.
///
/// # Errors
/// Reading or writing fails.
pub fn wikidata(
    mut input: impl BufRead,
    out: impl Write,
    classes: &Classes,
    progress: &mut dyn FnMut(&Counts),
) -> Result<Counts> {
    let mut sink = Sink::new(out, "Wikidata (wikidata.org, CC0)", progress)?;
    let mut line = Vec::new();
    while let Some(bytes) =
        next_line(&mut input, &mut line, 64 << 20).map_err(|e| Error::io("the input", e))?
    {
        let json = line.trim_ascii();
        let json = json.strip_suffix(b",").unwrap_or(json);
        if matches!(json, b"" | b"[" | b"]") && bytes < 64 << 20 {
            sink.counts.bytes += bytes as u64;
            continue;
        }
        sink.read(bytes);
        match serde_json::from_slice::<Value>(json) {
            Ok(item) => {
                if let Some(row) = row(&item, classes) {
                    sink.write(&row)?;
                }
            }
            Err(_) => sink.counts.fault(),
        }
    }
    sink.finish()
}

fn row(item: &Value, classes: &Classes) -> Option<Row> {
    let id = item["id"].as_str().filter(|id| is_item(id))?;
    let (kind, subkind) = statements(item, "P31")
        .find_map(|value| classes.0.get(value["id"].as_str().unwrap_or_default()))?;
    let label = |of: &Value| of["en"]["value"].as_str().map(str::to_owned);
    let canonical = label(&item["labels"])?;
    let aliases = item["aliases"]["en"].as_array().into_iter().flatten();
    let place = statements(item, "P625").next();
    let degrees = |name: &str| place.and_then(|value| value[name].as_f64());
    let articles = item["sitelinks"].as_object().map_or(0, |links| {
        links.keys().filter(|key| key.ends_with("wiki") && *key != "commonswiki").count()
    });
    Some(Row {
        id: format!("wd:{id}"),
        kind: kind.clone(),
        subkind: subkind.clone(),
        canonical,
        aliases: aliases.filter_map(|a| a["value"].as_str()).map(str::to_owned).collect(),
        weight: 0.02 + weight(articles as f64, 2.5, 0.7),
        coordinates: degrees("latitude").zip(degrees("longitude")),
        ..Row::default()
    })
}

/// The values of a property, preferred and normal.
fn statements<'v>(item: &'v Value, property: &str) -> impl Iterator<Item = &'v Value> {
    item["claims"][property]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|statement| statement["rank"] != "deprecated")
        .map(|statement| &statement["mainsnak"]["datavalue"]["value"])
}
