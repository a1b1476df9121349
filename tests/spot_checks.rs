//! What names must mean: `tests/data/spot-checks.tsv` against the built-in lists.
//!
//! A line names a name and a kind, and what the heaviest entity of that name and kind must be;
//! empty cells are not compared.

use std::{collections::BTreeSet, fs, path::Path};

use dateline::{Gazetteer, text::fold_hash};

const HEADER: &str = "name\tkind\tsubkind\tcanonical\tcountry\tid";

fn checks() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/spot-checks.tsv");
    fs::read_to_string(path).unwrap()
}

fn rows(text: &str) -> impl Iterator<Item = [&str; 6]> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    assert_eq!(lines.next(), Some(HEADER));
    lines.map(|line| {
        let cells: Vec<_> = line.split('\t').collect();
        cells.try_into().unwrap_or_else(|_| panic!("{line:?} has not six cells"))
    })
}

#[test]
fn names_mean_what_they_must() {
    let gazetteer = Gazetteer::builtin();
    let text = checks();
    let mut faults = Vec::new();
    for [name, kind, subkind, canonical, country, id] in rows(&text) {
        let best = gazetteer
            .lookup(name)
            .flat_map(|name| gazetteer.entries(name))
            .map(|entry| gazetteer.entry(entry))
            .filter(|entry| entry.kind == kind)
            .max_by(|a, b| a.weight.total_cmp(&b.weight));
        let Some(best) = best else {
            faults.push(format!("{name}: no {kind}"));
            continue;
        };
        let cells = [
            (subkind, best.subkind),
            (canonical, best.canonical),
            (country, best.country),
            (id, best.id),
        ];
        for (wanted, found) in cells {
            if !wanted.is_empty() && wanted != found {
                faults.push(format!("{name}: {found:?}, not {wanted:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn checks_cover_all_kinds_and_the_world() {
    let text = checks();
    let kinds: BTreeSet<_> = rows(&text).map(|row| row[1]).collect();
    let countries: BTreeSet<_> = rows(&text).map(|row| row[4]).collect();
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    assert!(countries.len() > 60, "{} countries", countries.len());
    assert!(rows(&text).count() >= 120);
}

#[test]
fn organisations_are_no_surnames() {
    let gazetteer = Gazetteer::builtin();
    for name in ["Bundesbank", "Nintendo", "Huawei", "Xinhua", "Ergenekon", "Motorola"] {
        let facts = gazetteer.word(fold_hash(name));
        assert_eq!((facts.given, facts.family), (0, 0), "{name}");
    }
    assert!(gazetteer.word(fold_hash("Daimler")).family > 0);
}
