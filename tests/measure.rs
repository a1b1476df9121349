//! `dateline reach` and the confidences of `dateline evaluate`, on texts of our own.
#![cfg(feature = "cli")]

use std::{fs, process::Command};

use serde_json::{Value, json};

fn dateline(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let output = command.args(arguments).env_remove("DATELINE_WEIGHTS").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A file of one article with its names marked, in a folder of its own.
fn gold(test: &str, text: &str, names: &[(&str, &str)]) -> String {
    let entities: Vec<Value> = names
        .iter()
        .map(|(name, kind)| {
            let start = text.find(name).unwrap();
            json!({"start": start, "end": start + name.len(), "text": name, "kind": kind})
        })
        .collect();
    let folder = std::env::temp_dir().join(format!("dateline-{test}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("gold.jsonl");
    fs::write(&path, format!("{}\n", json!({"id": "1", "text": text, "entities": entities})))
        .unwrap();
    path.display().to_string()
}

const TEXT: &str = "Maria Oliveira flew from Lisbon to Qorvantle to meet the Kenyan minister.";
const NAMES: [(&str, &str); 4] =
    [("Maria Oliveira", "person"), ("Lisbon", "place"), ("Qorvantle", "place"), ("Kenyan", "norp")];

#[test]
fn reach_counts_names_that_the_lists_have() {
    let gold = gold("reach", TEXT, &NAMES);
    let figures: Value =
        serde_json::from_str(&dateline(&["reach", &gold, "--text", &gold, "--lists", "--json"]))
            .unwrap();
    let corpus = &figures["corpora"]["gold"];
    assert_eq!(corpus["place"], json!({"percent": 50.0, "known": 1, "gold": 2}));
    assert_eq!(corpus["group"]["known"], 1);
    assert_eq!(corpus["tokens"]["known"], 1);
    assert!(corpus["lists"].as_array().unwrap().len() > 20);
    assert!(figures["noise"]["words"].as_u64().unwrap() > 10);
    assert!(dateline(&["reach", &gold]).contains("person, all tokens"));
}

#[test]
fn confidences_are_binned_and_fitted() {
    let gold = gold("reliability", TEXT, &NAMES);
    let rows = dateline(&["evaluate", &gold, "--reliability", "--to", "tsv"]);
    assert_eq!(rows.lines().count(), 6);
    let found: u32 =
        rows.lines().filter_map(|row| row.split('\t').nth(1)?.parse::<u32>().ok()).sum();
    assert!(found > 0, "{rows}");
    let table = dateline(&["evaluate", &gold, "--calibrate"]);
    assert!(table.starts_with("const CALIBRATION: [(i32, f32); "), "{table}");
}
