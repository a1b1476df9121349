//! A gazetteer in TSV of any text: faults, or a gazetteer that finds its own names.
#![no_main]

use dateline::{Gazetteer, gazetteer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let faults = gazetteer::check("t", text);
    let mut builder = Gazetteer::builder();
    if builder.add_tsv("t", text).is_ok() && faults.is_empty() {
        let bytes = builder.compile();
        Gazetteer::from_bytes(bytes).unwrap().verify().unwrap();
    }
});
