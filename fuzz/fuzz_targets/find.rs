//! Names and a text of any kind: exact matching finds what looking everywhere finds.
#![no_main]

use dateline::{
    Gazetteer,
    gazetteer::{Matching, TextMatch},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (Vec<String>, String)| {
    let (names, text) = data;
    let mut builder = Gazetteer::builder().matching(Matching::Exact);
    let names: Vec<String> =
        names.into_iter().filter(|n| builder.add_names("x", [n.as_str()]).is_ok()).collect();
    let gazetteer = builder.build();
    let mut found: Vec<TextMatch> = Vec::new();
    gazetteer.find_all_in(&text, &mut found);
    for m in &found {
        assert_eq!(gazetteer.spelling(m.name), m.span.of(&text));
    }
    // Words that stand alone are found.
    for name in names {
        if text.split(' ').any(|word| word == name) {
            assert!(found.iter().any(|m| m.span.of(&text) == name), "{name:?} in {text:?}");
        }
    }
});
