//! ROR: one array of organisations in JSON, read an organisation at a time.

use std::{fmt, io::Read};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, SeqAccess, Visitor},
};

use super::{Sink, entry::Entry};

/// An organisation, in version 2 of the schema or 1.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Organisation {
    id: String,
    types: Vec<String>,
    names: Vec<Name>,
    locations: Vec<Location>,
    name: String,
    aliases: Vec<String>,
    acronyms: Vec<String>,
    country: Country,
    addresses: Vec<Place>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Name {
    value: String,
    types: Vec<String>,
    lang: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Location {
    geonames_details: Place,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Place {
    country_code: String,
    lat: Option<f64>,
    lng: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Country {
    country_code: String,
}

/// Reads a dump.
pub fn read(input: impl Read, sink: Sink<'_>) -> anyhow::Result<u64> {
    let mut failed = None;
    let mut skipped = 0;
    let mut reader = serde_json::Deserializer::from_reader(input);
    let each = Each(&mut |organisation| {
        let entry = entry(organisation);
        if !entry.is_usable() {
            skipped += 1;
        } else if failed.is_none() {
            failed = sink(&entry).err();
        }
    });
    each.deserialize(&mut reader)?;
    failed.map_or(Ok(skipped), Err)
}

/// Hands on the elements of an array.
struct Each<'f>(&'f mut dyn FnMut(Organisation));

impl<'de> DeserializeSeed<'de> for Each<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of organisations")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(organisation) = elements.next_element()? {
            (self.0)(organisation);
        }
        Ok(())
    }
}

fn entry(ror: Organisation) -> Entry {
    let shown = |name: &&Name| name.types.iter().any(|t| t == "ror_display");
    let english = |name: &&Name| name.lang.as_deref().is_none_or(|lang| lang == "en");
    let canonical = ror.names.iter().find(shown).map_or(ror.name, |name| name.value.clone());
    let named = ror.names.iter().filter(english).map(|name| name.value.clone());
    let place = ror.locations.into_iter().next().map(|location| location.geonames_details);
    let place = place.or_else(|| ror.addresses.into_iter().next()).unwrap_or_default();
    let country =
        if place.country_code.is_empty() { ror.country.country_code } else { place.country_code };
    Entry {
        id: format!("ror:{}", ror.id.rsplit('/').next().unwrap_or_default()),
        kind: "organisation".to_owned(),
        subkind: subkind(&ror.types).to_owned(),
        canonical,
        aliases: named.chain(ror.aliases).chain(ror.acronyms).collect(),
        country,
        weight: 0.05,
        coordinates: place.lat.zip(place.lng),
    }
}

fn subkind(types: &[String]) -> &'static str {
    let of = |kind: &str| match kind {
        "education" => Some("university"),
        "healthcare" => Some("hospital"),
        "company" => Some("company"),
        "government" => Some("agency"),
        "nonprofit" => Some("ngo"),
        _ => None,
    };
    types.iter().find_map(|kind| of(&kind.to_ascii_lowercase())).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_are_read() {
        let dump = r#"[
            {"id":"https://ror.org/01","types":["education"],"names":[
                {"value":"Kavu University","types":["ror_display","label"],"lang":"en"},
                {"value":"KU","types":["acronym"],"lang":null},
                {"value":"Universidad Kavu","types":["label"],"lang":"es"}],
             "locations":[{"geonames_details":{"country_code":"KE","lat":1.5,"lng":2.5}}]},
            {"id":"https://ror.org/02","name":"Tobo Clinic","types":["Healthcare"],"aliases":["Clinic of Tobo"],
             "acronyms":["TC"],"country":{"country_code":"GH"},"addresses":[{"lat":3.0,"lng":4.0}]},
            {"id":"x"}]"#;
        let mut entries = Vec::new();
        let skipped = read(dump.as_bytes(), &mut |entry| {
            entries.push(entry.clone());
            Ok(())
        });
        assert_eq!((skipped.unwrap(), entries.len()), (1, 2));
        let [two, one] = &*entries else { panic!() };
        assert_eq!((&*two.id, &*two.subkind, &*two.country), ("ror:01", "university", "KE"));
        assert_eq!(two.aliases, ["Kavu University", "KU"]);
        assert_eq!((&*one.subkind, &*one.country), ("hospital", "GH"));
        assert_eq!((one.aliases.len(), one.coordinates), (2, Some((3.0, 4.0))));
    }
}
