//! Wikidata: an entity in JSON a line, the brackets and commas of the dump around them or not.

use std::{collections::BTreeMap, io::BufRead};

use serde::Deserialize;

use super::{Sink, entry::Entry, for_each_line};

/// A class whose instances are taken.
#[derive(Clone, Debug)]
pub struct Class {
    id: String,
    kind: String,
    subkind: String,
}

/// Reads `Q515=place/city`.
pub fn class(text: &str) -> Result<Class, String> {
    let wrong = || format!("`{text}`: write Q5=person or Q515=place/city");
    let (id, kind) = text.split_once('=').ok_or_else(wrong)?;
    let (kind, subkind) = kind.split_once('/').unwrap_or((kind, ""));
    let digits = id.strip_prefix('Q').ok_or_else(wrong)?;
    if digits.parse::<u64>().is_err() || kind.is_empty() {
        return Err(wrong());
    }
    let [id, kind, subkind] = [id, kind, subkind].map(str::to_owned);
    Ok(Class { id, kind, subkind })
}

#[derive(Deserialize)]
struct Item {
    id: String,
    #[serde(default)]
    labels: Lenient<Label>,
    #[serde(default)]
    aliases: Lenient<Vec<Label>>,
    #[serde(default)]
    claims: Lenient<Vec<Claim>>,
    #[serde(default)]
    sitelinks: Lenient<serde::de::IgnoredAny>,
}

/// A map; the dump writes an empty one as `[]`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lenient<T> {
    Map(BTreeMap<String, T>),
    Empty(#[allow(dead_code)] [(); 0]),
}

impl<T> Default for Lenient<T> {
    fn default() -> Self {
        Self::Empty([])
    }
}

impl<T> Lenient<T> {
    fn get(&self, key: &str) -> Option<&T> {
        match self {
            Self::Map(map) => map.get(key),
            Self::Empty(_) => None,
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Map(map) => map.len(),
            Self::Empty(_) => 0,
        }
    }
}

#[derive(Deserialize)]
struct Label {
    value: String,
}

#[derive(Deserialize)]
struct Claim {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
}

#[derive(Deserialize)]
struct Snak {
    #[serde(default)]
    datavalue: serde_json::Value,
}

/// Reads a dump: the instances (P31) of `classes` that have an English name.
pub fn read(input: &mut impl BufRead, classes: &[Class], sink: Sink<'_>) -> anyhow::Result<u64> {
    let mut skipped = 0;
    for_each_line(input, |line| {
        let line = line.trim_end_matches(',');
        if matches!(line, "" | "[" | "]") {
            return Ok(());
        }
        let item = serde_json::from_str::<Item>(line).ok();
        match item.and_then(|item| entry(&item, classes)).filter(Entry::is_usable) {
            Some(entry) => sink(&entry)?,
            None => skipped += 1,
        }
        Ok(())
    })?;
    Ok(skipped)
}

fn entry(item: &Item, classes: &[Class]) -> Option<Entry> {
    let claims = |property: &str| {
        let claims = item.claims.get(property).into_iter().flatten();
        claims.filter(|c| c.rank != "deprecated").map(|c| &c.mainsnak.datavalue["value"])
    };
    let is = |class: &&Class| claims("P31").any(|value| value["id"] == *class.id);
    let class = classes.iter().find(is)?;
    let label = item.labels.get("en").or_else(|| item.labels.get("mul"))?;
    let coordinates =
        claims("P625").next().and_then(|at| at["latitude"].as_f64().zip(at["longitude"].as_f64()));
    let aliases = item.aliases.get("en").into_iter().flatten();
    Some(Entry {
        id: format!("wd:{}", item.id),
        kind: class.kind.clone(),
        subkind: class.subkind.clone(),
        canonical: label.value.clone(),
        aliases: aliases.map(|alias| alias.value.clone()).collect(),
        country: String::new(),
        // Articles about it in so many languages: 100 and more are world news.
        weight: 0.02 + 0.1 * (1.0 + item.sitelinks.len() as f64).ln(),
        coordinates,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instances_of_a_class_are_entries() {
        let dump = concat!(
            "[\n",
            r#"{"id":"Q1","labels":{"en":{"value":"Kavu Party"}},"aliases":{"en":[{"value":"KP"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q7278"}}},"rank":"normal"}]},"sitelinks":{"enwiki":{},"frwiki":{}}},"#,
            "\n",
            r#"{"id":"Q2","labels":[],"claims":[]},"#,
            "\nbroken\n]\n"
        );
        let mut entries = Vec::new();
        let classes = [class("Q7278=organisation/party").unwrap()];
        let skipped = read(&mut dump.as_bytes(), &classes, &mut |entry| {
            entries.push(entry.clone());
            Ok(())
        });
        assert_eq!((skipped.unwrap(), entries.len()), (2, 1));
        assert_eq!((&*entries[0].id, &*entries[0].subkind), ("wd:Q1", "party"));
        assert_eq!(entries[0].aliases, ["KP"]);
    }

    #[test]
    fn classes_are_checked() {
        assert!(class("Q5=person").is_ok());
        assert!(["5=person", "Q5", "Q5=", "Qx=person"].iter().all(|text| class(text).is_err()));
    }
}
