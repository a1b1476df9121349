use super::*;
use crate::{Gazetteer, gazetteer::check};

/// What an import wrote is a list without faults, of so many names.
fn sound(out: Vec<u8>) -> (Gazetteer, String) {
    let text = String::from_utf8(out).unwrap();
    assert!(check("imported", &text).is_empty(), "{:?}", check("imported", &text));
    let mut builder = Gazetteer::builder();
    builder.add_tsv("imported", &text).unwrap();
    (builder.build(), text)
}

fn entry_of<'g>(gazetteer: &'g Gazetteer, name: &str) -> crate::gazetteer::Entry<'g> {
    let name = gazetteer.lookup(name).next().unwrap_or_else(|| panic!("{name} is not there"));
    gazetteer.entry(gazetteer.entries(name).next().unwrap())
}

#[test]
fn geonames_tables() {
    let table = include_str!("../../../tests/data/import/geonames.txt");
    let mut out = Vec::new();
    let counts = geonames(table.as_bytes(), &mut out, &GeoNames::default(), &mut |_| ()).unwrap();
    assert_eq!((counts.read, counts.written, counts.faults), (7, 4, 2));
    assert_eq!(counts.first_fault, 6);
    let (gazetteer, _) = sound(out);
    let city = entry_of(&gazetteer, "Brückstadt");
    assert_eq!((city.id, city.subkind, city.country), ("gn:900001", "city", "DE"));
    assert_eq!(city.coordinates, Some((48.25, 11.5)));
    assert_eq!(entry_of(&gazetteer, "Bruckstadt").id, "gn:900001");
    assert_eq!(entry_of(&gazetteer, "Long Water").subkind, "lake");
    assert_eq!(gazetteer.lookup("Smallham").count(), 0);
}

#[test]
fn wikidata_entities() {
    let dump = include_str!("../../../tests/data/import/wikidata.json");
    let classes = Classes::parse("Q900=ship,Q901=organisation/club").unwrap();
    let mut out = Vec::new();
    let counts = wikidata(dump.as_bytes(), &mut out, &classes, &mut |_| ()).unwrap();
    assert_eq!((counts.read, counts.written, counts.faults), (4, 2, 1));
    let (gazetteer, _) = sound(out);
    let ship = entry_of(&gazetteer, "Golden Heron");
    assert_eq!((ship.id, ship.kind, ship.canonical), ("wd:Q910", "ship", "MV Golden Heron"));
    assert_eq!(entry_of(&gazetteer, "Northford Rovers").subkind, "club");
}

#[test]
fn ror_records_of_both_schemas() {
    let dump = include_str!("../../../tests/data/import/ror.json");
    let mut out = Vec::new();
    let counts = ror(dump.as_bytes(), &mut out, &mut |_| ()).unwrap();
    assert_eq!((counts.read, counts.written, counts.faults), (4, 2, 1));
    let (gazetteer, _) = sound(out);
    let university = entry_of(&gazetteer, "UNF");
    assert_eq!(university.canonical, "University of Northford");
    assert_eq!((university.subkind, university.country), ("university", "GB"));
    assert_eq!(entry_of(&gazetteer, "Institut Exemple").id, "ror:0example2");
    assert!(ror(&b"{\"no\": \"array\"}"[..], Vec::new(), &mut |_| ()).unwrap_err().is_gazetteer());
}

#[test]
fn tables_of_any_columns() {
    let table = "\u{feff}Name;Also;Lat;Lon\r\n\
                 \"Ever \"\"Given\"\"\";EG, Given;1.5;2.5\r\n\
                 \"Two\nLines\";;;\r\n\
                 Nimitz;;north;\r\n\
                 short\r\n";
    let columns =
        Columns::parse("canonical=Name,aliases=Also,latitude=Lat,longitude=Lon,kind:ship").unwrap();
    let mut out = Vec::new();
    let counts = csv(table.as_bytes(), &mut out, b';', &columns, &mut |_| ()).unwrap();
    assert_eq!((counts.read, counts.written, counts.faults), (4, 2, 2));
    let (gazetteer, text) = sound(out);
    assert_eq!(entry_of(&gazetteer, "Two Lines").kind, "ship");
    assert!(text.contains("Ever \"Given\"\tEG, Given\t\t0.10\t1.50000\t2.50000\t\n"), "{text}");
    let missing = Columns::parse("canonical=Title,kind:ship").unwrap();
    let error = csv(table.as_bytes(), Vec::new(), b';', &missing, &mut |_| ()).unwrap_err();
    assert!(error.to_string().contains("no column `Title`"), "{error}");
}
