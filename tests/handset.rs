//! The table of weights that is set by hand.

#![cfg(feature = "train")]

use dateline::{Extractor, train};

#[test]
fn the_table_set_by_hand_finds_names() {
    let table = include_str!("../training/handset.tsv");
    let weights = train::handset("training/handset.tsv", table).unwrap();
    let extractor = Extractor::builder().weights(weights).build().unwrap();
    let text = "The Ministry of Finance in Accra said on Tuesday that Mr Quarshiebeku had left.";
    let document = extractor.extract(text);
    let found: Vec<String> =
        document.entities.iter().map(|e| format!("{} {}", e.kind, e.text)).collect();
    assert_eq!(found, ["organisation Ministry of Finance", "place Accra", "person Quarshiebeku"]);
}

#[test]
fn faults_are_told_with_their_line() {
    let fault = |row: &str| {
        let table = format!("evidence\tvalue\tlabel\tweight\n{row}\n");
        train::handset("my.tsv", &table).unwrap_err().to_string()
    };
    for (row, what) in [
        ("the wrod\tof\toutside\t1", "`the wrod` is no kind of evidence"),
        ("list, place in the match\tplanet\tplace.same\t1", "`planet` is no value"),
        ("the word\tof\tnowhere\t1", "`nowhere` is no label"),
        ("the word\tof\toutside\tmuch", "`much` in column `weight` is no number"),
        ("the word\tof\toutside", "column `weight` is empty"),
    ] {
        let told = fault(row);
        assert!(told.starts_with("my.tsv:2: ") && told.contains(what), "{told}");
    }
}

#[test]
fn no_rows_are_no_fault() {
    let weights = train::handset("my.tsv", "evidence\tvalue\tlabel\tweight\n").unwrap();
    assert_eq!(weights.rows(), 0);
}
